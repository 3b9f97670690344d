/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/csv-sample.h"

#include <string.h>

#include "formats/csv-layout.h"

/* Rows looked at to choose a delimiter. */
#define CHOICE_ROWS 40

static void
keep_row (RsCsvSample *self, const RsCsv *csv)
{
  RsCsvSampleRow row = { csv->line, csv->n_cells, g_new (RsCell, csv->n_cells), NULL };

  for (guint i = 0; i < csv->n_cells; i++)
    {
      gsize len = MIN (csv->cells[i].len, RS_MAX_REJECT_TEXT);

      row.cells[i].text = g_string_chunk_insert_len (self->texts, csv->cells[i].text, (gssize) len);
      row.cells[i].len = len;
    }
  row.record = g_string_chunk_insert_len (self->texts, csv->record,
                                          (gssize) MIN (csv->record_len, RS_MAX_REJECT_TEXT));
  g_array_append_val (self->rows, row);
}

/* The number of cells that most rows have; the greater of two. */
static guint
find_usual (const RsCsvSample *self, guint *out_n_rows)
{
  guint best = 0;

  *out_n_rows = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      guint n_cells = rs_csv_sample_get (self, i)->n_cells, n = 0;

      for (guint k = 0; k < self->rows->len; k++)
        n += rs_csv_sample_get (self, k)->n_cells == n_cells;
      if (n > *out_n_rows || (n == *out_n_rows && n_cells > best))
        {
          *out_n_rows = n;
          best = n_cells;
        }
    }
  return best;
}

static RsCsvSample *
take_sample (const char *text, gsize n, char delimiter, guint max)
{
  g_autoptr (RsInput) input = rs_input_new_for_bytes (text, n);
  g_autofree RsCsv *csv = g_new0 (RsCsv, 1);
  RsCsvSample *self = g_new0 (RsCsvSample, 1);
  RsCsvResult result;
  const char *reason;
  guint n_rows;

  self->delimiter = delimiter;
  self->rows = g_array_new (FALSE, FALSE, sizeof (RsCsvSampleRow));
  self->texts = g_string_chunk_new (4096);
  rs_csv_init (csv, input, delimiter);
  while (self->rows->len < max
         && (result = rs_csv_next (csv, &reason, NULL)) != RS_CSV_END && result != RS_CSV_ERROR)
    if (result == RS_CSV_RECORD)
      keep_row (self, csv);
  rs_csv_clear (csv);
  self->n_usual = find_usual (self, &n_rows);
  return self;
}

/* How well the delimiter explains the text. */
static guint
rate_sample (const RsCsvSample *self)
{
  guint n_rows, n_usual = find_usual (self, &n_rows), best = 0;

  if (n_usual < 2)
    return 0;
  for (guint i = 0; i < MIN (self->rows->len, RS_MAX_PREAMBLE); i++)
    {
      const RsCsvSampleRow *row = rs_csv_sample_get (self, i);
      RsCsvColumns columns;
      guint n_fields = 0;

      if (row->n_cells < 3 || !rs_csv_layout_match (row->cells, row->n_cells, NULL, &columns))
        continue;
      for (guint f = 0; f < RS_N_FIELDS; f++)
        n_fields += columns.columns[f] >= 0;
      best = 1000 + 10 * n_fields;
      break;
    }
  return best + 100 * n_rows / self->rows->len + MIN (n_usual, 30);
}

RsCsvSample *
rs_csv_sample_new (const char *text, gsize n, gboolean whole, char delimiter, guint max)
{
  static const char delimiters[] = { ',', ';', '\t', '|' };
  char best = ',';
  guint best_rating = 0;

  while (!whole && n > 0 && text[n - 1] != '\n')
    n--;
  for (gsize i = 0; delimiter == 0 && i < G_N_ELEMENTS (delimiters); i++)
    {
      g_autoptr (RsCsvSample) sample = take_sample (text, n, delimiters[i], CHOICE_ROWS);
      guint rating = rate_sample (sample);

      if (rating > best_rating)
        {
          best_rating = rating;
          best = delimiters[i];
        }
    }
  return take_sample (text, n, delimiter ? delimiter : best, max);
}

void
rs_csv_sample_free (RsCsvSample *self)
{
  if (!self)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    g_free (rs_csv_sample_get (self, i)->cells);
  g_array_unref (self->rows);
  g_string_chunk_free (self->texts);
  g_free (self);
}
