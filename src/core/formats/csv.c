/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/csv.h"

#include <string.h>

#include "formats/values.h"

/* How often a record that goes on is looked at anew, and how many quotes may stay open before none is
 * followed over a line's end any more. */
#define MAX_SPLITS 16
#define MAX_UNCLOSED 16

void
rs_csv_init (RsCsv *self, RsInput *input, char delimiter)
{
  rs_lines_init (&self->lines, input);
  self->delimiter = delimiter;
  self->n_cells = 0;
  self->record = NULL;
  self->record_len = 0;
  self->line = self->n_unclosed = 0;
  self->n_letters = 0;
  self->scratch = g_string_sized_new (1024);
}

void
rs_csv_clear (RsCsv *self)
{
  rs_lines_clear (&self->lines);
  g_string_free (self->scratch, TRUE);
  self->scratch = NULL;
}

static guint
split_plain (const char *text, gsize len, char delimiter, RsCell *cells, guint max)
{
  const char *end = text + len;
  guint n = 0;

  while (n < max)
    {
      const char *next = memchr (text, delimiter, (gsize) (end - text));

      cells[n].text = text;
      cells[n++].len = (gsize) ((next ? next : end) - text);
      if (!next)
        return n;
      text = next + 1;
    }
  return 0;
}

/* A cell is quoted if a quote is its first character but for spaces; quotes elsewhere are text. The
 * scratch may move while it grows, so cells in it are kept as offsets until the end. */
guint
rs_csv_split_quoted (const char *text, gsize len, char delimiter, RsCell *cells, guint max,
                     GString *scratch, gboolean *out_open)
{
  const char *p = text, *end = text + len;
  gsize offsets[RS_MAX_COLUMNS];
  guint n = 0;

  if (out_open)
    *out_open = FALSE;
  g_string_truncate (scratch, 0);
  max = MIN (max, RS_MAX_COLUMNS);
  for (;;)
    {
      const char *q = p, *cell = NULL;
      gsize offset = scratch->len;

      if (n == max)
        return 0;
      while (q < end && *q == ' ')
        q++;
      if (q < end && *q == '"')
        for (cell = ++q;;)
          {
            const char *close = memchr (q, '"', (gsize) (end - q));

            if (!close)
              {
                if (out_open)
                  {
                    *out_open = TRUE;
                    return 0;
                  }
                g_string_truncate (scratch, offset);
                cell = NULL;
                break;
              }
            g_string_append_len (scratch, q, close - q);
            q = close + 1;
            if (q < end && *q == '"')
              {
                g_string_append_c (scratch, '"');
                q++;
                continue;
              }
            break;
          }
      if (!cell)
        {
          const char *next = memchr (p, delimiter, (gsize) (end - p));

          offsets[n] = G_MAXSIZE;
          cells[n].text = p;
          cells[n++].len = (gsize) ((next ? next : end) - p);
          if (!next)
            break;
          p = next + 1;
          continue;
        }
      /* Text between the closing quote and the delimiter belongs to the cell. */
      {
        const char *next = q < end ? memchr (q, delimiter, (gsize) (end - q)) : NULL;
        const char *stop = next ? next : end;
        const char *from = q;

        while (from < stop && *from == ' ')
          from++;
        if (from < stop)
          {
            /* But a quote that closes no cell closes none over lines. */
            if (out_open && memchr (cell, '\n', (gsize) (q - cell)))
              {
                *out_open = TRUE;
                return 0;
              }
            g_string_append_len (scratch, q, stop - q);
          }
        offsets[n] = offset;
        cells[n].text = NULL;
        cells[n].len = scratch->len - offset;
        n++;
        if (!next)
          break;
        p = next + 1;
      }
    }
  for (guint i = 0; i < n; i++)
    if (offsets[i] != G_MAXSIZE)
      cells[i].text = scratch->str + offsets[i];
  return n;
}

guint
rs_csv_split (const char *text, gsize len, char delimiter, RsCell *cells, guint max,
              GString *scratch)
{
  if (!memchr (text, '"', len))
    return split_plain (text, len, delimiter, cells, max);
  return rs_csv_split_quoted (text, len, delimiter, cells, max, scratch, NULL);
}

/* What a cell begins with: a number, a blank, nothing, or another letter. */
static char
get_shape (RsCell cell)
{
  if (cell.len == 0)
    return 0;
  if (g_ascii_isdigit (cell.text[0]) || memchr ("+-.", cell.text[0], 3))
    return '0';
  return cell.text[0] == ' ' ? ' ' : 'a';
}

gboolean
rs_csv_is_next_row (const char *line, gsize len, const char *next, gsize next_len, char delimiter,
                    GString *scratch)
{
  RsCell cells[RS_MAX_COLUMNS];
  char shapes[RS_MAX_COLUMNS];
  guint n = rs_csv_split (line, len, delimiter, cells, RS_MAX_COLUMNS, scratch);
  guint n_numbers = 0, n_other = 0;

  for (guint i = 0; i < n; i++)
    shapes[i] = get_shape (cells[i]);
  if (n < 2 || rs_csv_split (next, next_len, delimiter, cells, RS_MAX_COLUMNS, scratch) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      char shape = get_shape (cells[i]);

      n_numbers += shape == '0' && shapes[i] == '0';
      n_other += shape != shapes[i] && shape != 0 && shapes[i] != 0;
    }
  return n_numbers > 0 && n_other * 4 <= n;
}

static guint
count_quotes (const char *text, gsize len)
{
  guint n = 0;

  for (const char *end = text + len; (text = memchr (text, '"', (gsize) (end - text))); text++)
    n++;
  return n;
}

/* A record with quotes, which may go on over lines. Lines are joined until the quotes are even in
 * number, but no line that is a row itself; and a file that keeps opening quotes is soon no longer believed:
 * the work stays linear. */
static RsCsvResult
split_record (RsCsv *self, const char **out_reason, GError **error)
{
  gsize first_len = self->record_len, counted = 0;
  guint n_quotes = 0, n_splits = 0;
  gboolean is_row = FALSE;

  for (;;)
    {
      gboolean open = TRUE;
      RsLinesResult more = RS_LINES_CUT;

      n_quotes += count_quotes (self->record + counted, self->record_len - counted);
      if (counted == 0 || n_quotes % 2 == 0)
        {
          n_splits++;
          self->n_cells
              = rs_csv_split_quoted (self->record, self->record_len, self->delimiter, self->cells,
                                     RS_MAX_COLUMNS, self->scratch, &open);
          if (self->n_cells > 0)
            return RS_CSV_RECORD;
        }
      if (!open)
        {
          *out_reason = "too many columns";
          return RS_CSV_BAD;
        }
      counted = self->record_len;
      if (n_splits < MAX_SPLITS && self->n_unclosed < MAX_UNCLOSED)
        more = rs_lines_extend (&self->lines, &self->record, &self->record_len, error);
      if (more == RS_LINES_ERROR)
        return RS_CSV_ERROR;
      if (more == RS_LINES_LINE)
        {
          const char *next = memchr (self->record + counted, '\n', self->record_len - counted);

          next = next ? next + 1 : self->record + counted;
          is_row = rs_csv_is_next_row (self->record, first_len, next,
                                       (gsize) (self->record + self->record_len - next),
                                       self->delimiter, self->scratch);
          if (!is_row)
            continue;
        }
      /* The quote is a letter. */
      self->n_unclosed += !is_row;
      self->n_letters++;
      rs_lines_undo_extend (&self->lines, first_len);
      self->record = self->lines.buffer + self->lines.given;
      self->record_len = first_len;
      self->n_cells = rs_csv_split (self->record, first_len, self->delimiter, self->cells,
                                    RS_MAX_COLUMNS, self->scratch);
      if (self->n_cells > 0)
        return RS_CSV_RECORD;
      *out_reason = "too many columns";
      return RS_CSV_BAD;
    }
}

RsCsvResult
rs_csv_next (RsCsv *self, const char **out_reason, GError **error)
{
  for (;;)
    {
      switch (rs_lines_next (&self->lines, &self->record, &self->record_len, error))
        {
        case RS_LINES_END:
          return RS_CSV_END;
        case RS_LINES_ERROR:
          return RS_CSV_ERROR;
        case RS_LINES_CUT:
          self->line = self->lines.number;
          *out_reason = "line is too long";
          return RS_CSV_BAD;
        case RS_LINES_LINE:
        default:
          break;
        }
      if (self->record_len == 0)
        continue;
      self->line = self->lines.number;
      if (memchr (self->record, '"', self->record_len))
        return split_record (self, out_reason, error);
      self->n_cells = split_plain (self->record, self->record_len, self->delimiter, self->cells,
                                   RS_MAX_COLUMNS);
      if (self->n_cells > 0)
        return RS_CSV_RECORD;
      *out_reason = "too many columns";
      return RS_CSV_BAD;
    }
}

RsCell
rs_csv_get_cell (const RsCell *cells, guint n_cells, gint column)
{
  RsCell cell = { "", 0 };

  if (column >= 0 && (guint) column < n_cells)
    cell = cells[column];
  rs_value_trim (&cell.text, &cell.len);
  return cell;
}
