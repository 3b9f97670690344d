/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/list-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/charset.h"
#include "formats/csv-plan.h"
#include "formats/csv-sample.h"
#include "formats/csv-setup.h"
#include "formats/list-private.h"
#include "formats/reader-private.h"
#include "formats/reason.h"

/* Rows that are looked at to find out what a table is. */
#define SNIFF_ROWS 40
#define MAX_ITEMS 500000
/* Rows that the notes name. */
#define MAX_LOSSES 20

static void
add_reject (RsListReading *self, GPtrArray *rejects, const char *reason)
{
  RsReject *reject = rs_reject_new ();

  reject->line = self->csv.line;
  g_free (reject->reason);
  reject->reason = g_strdup (reason);
  g_free (reject->text);
  reject->text = rs_read_clean (self->csv.record, self->csv.record_len, RS_MAX_REJECT_TEXT);
  g_ptr_array_add (rejects, reject);
}

void
rs_list_reject (RsListReading *self, const char *reason)
{
  add_reject (self, self->rejects, reason);
}

void
rs_list_lose (RsListReading *self, const char *reason)
{
  add_reject (self, self->losses, reason);
}

void
rs_list_add_alias (char **aliases, const char *name)
{
  g_auto (GStrv) there = g_strsplit (*aliases, "\n", -1);
  char *longer;

  if (name[0] == '\0' || g_strv_contains ((const char *const *) there, name))
    return;
  longer = (*aliases)[0] != '\0' ? g_strconcat (*aliases, "\n", name, NULL) : g_strdup (name);
  g_free (*aliases);
  *aliases = longer;
}

/* Opens the table with the delimiter that its beginning has, unless one is said. */
static gboolean
open_table (RsInput *input, const RsReadOptions *options, RsCsv *csv, GError **error)
{
  gsize n;
  const char *text = (const char *) rs_input_peek (input, RS_SNIFF_BYTES, &n, error);
  g_autoptr (RsCsvSample) sample = NULL;

  if (!text)
    return FALSE;
  sample = rs_csv_sample_new (text, n, n + 16 < RS_SNIFF_BYTES, options ? options->delimiter : 0,
                              SNIFF_ROWS);
  rs_csv_init (csv, input, sample->delimiter);
  return TRUE;
}

/* The header, or that there is none; the first row of data is at hand then. */
static gboolean
read_header (RsCsv *csv, RsListColumns *out, gboolean *out_has_row)
{
  const char *reason;

  for (guint i = 0; i < RS_MAX_PREAMBLE; i++)
    {
      RsCsvResult got = rs_csv_next (csv, &reason, NULL);

      if (got == RS_CSV_END || got == RS_CSV_ERROR)
        return FALSE;
      if (got == RS_CSV_BAD || csv->record[0] == '#')
        continue;
      rs_list_columns_match (csv->cells, csv->n_cells, out);
      *out_has_row = !out->has_header;
      return TRUE;
    }
  return FALSE;
}

static gboolean
has_vessel_number (const RsCsv *csv)
{
  for (guint i = 0; i < csv->n_cells; i++)
    {
      g_autofree char *text = rs_list_cell_dup (csv->cells[i]);

      if (rs_list_parse_imo (text) != 0 || rs_list_parse_mmsi (text) != 0)
        return TRUE;
    }
  return FALSE;
}

/* A number as those of a position are written, with three places and more. */
static gboolean
has_angle (const RsCsv *csv)
{
  for (guint i = 0; i < csv->n_cells; i++)
    {
      RsCell cell = csv->cells[i];
      const char *point = memchr (cell.text, '.', cell.len);
      gint64 value;

      rs_value_trim (&cell.text, &cell.len);
      if (point && cell.text + cell.len - point > 3
          && rs_value_decimal (cell.text, cell.len, 7, &value))
        return TRUE;
    }
  return FALSE;
}

/* A line between the rows; a row may begin with # for another reason. */
static gboolean
is_remark (const RsCsv *csv)
{
  return csv->record[0] == '#' && !has_vessel_number (csv) && !has_angle (csv);
}

/* Whether most of the rows of a narrow table without a header have a number of a vessel. */
static gboolean
is_number_list (RsCsv *csv)
{
  guint n = 0, n_good = 0;
  const char *reason;

  do
    {
      if (csv->n_cells > 3 || has_angle (csv))
        return FALSE;
      n++;
      n_good += has_vessel_number (csv);
    }
  while (n < SNIFF_ROWS && rs_csv_next (csv, &reason, NULL) == RS_CSV_RECORD);
  return n_good * 3 >= n * 2;
}

/* Whether the reader of CSV finds a time and a position in the rows, and a ship's number if that @needs_number. By
 * the header alone, a table of ports may have two columns that only look so. */
static gboolean
has_positions (RsInput *input, const RsReadOptions *options, gboolean by_value, gboolean needs_number)
{
  RsReadOptions plain = { .delimiter = options ? options->delimiter : 0 };
  gboolean found;
  RsCsvPlan plan;
  gsize n;
  const char *text = (const char *) rs_input_peek (input, RS_SNIFF_BYTES, &n, NULL);

  if (!text)
    return FALSE;
  found = rs_csv_plan_make (&plan, text, n, n + 16 < RS_SNIFF_BYTES, &plain, by_value, NULL)
          && plan.found
          && (!needs_number || plan.columns.columns[RS_FIELD_MMSI] >= 0
              || plan.columns.columns[RS_FIELD_IMO] >= 0);
  rs_csv_plan_clear (&plan);
  return found;
}

static gboolean
sniff_rows (RsCsv *csv, RsListKind *out_kind)
{
  RsListColumns columns;
  gboolean has_row;

  if (!read_header (csv, &columns, &has_row))
    return FALSE;
  *out_kind = RS_LIST_WATCH;
  if (rs_ofac_is_row (csv->cells, csv->n_cells))
    return TRUE;
  if (rs_list_columns_is_places (&columns))
    {
      *out_kind = RS_LIST_PLACES;
      return TRUE;
    }
  if (columns.has_header)
    return rs_list_columns_is_watchlist (&columns);
  return is_number_list (csv);
}

/* The same file once more, in the same encoding. */
static RsInput *
open_again (const char *path, const RsReadOptions *options)
{
  g_autoptr (RsInput) input = rs_input_open (path, NULL);
  const char *guess;

  return input && rs_csv_setup_input (input, options, &guess, NULL) && rs_input_is_text (input)
             ? g_steal_pointer (&input)
             : NULL;
}

gboolean
rs_list_sniff (const char *path, const RsReadOptions *options, RsListKind *out_kind)
{
  g_autoptr (RsInput) input = open_again (path, options);
  RsCsv *csv;
  gboolean is_list;

  if (!input || has_positions (input, options, FALSE, FALSE))
    return FALSE;
  csv = g_new0 (RsCsv, 1);
  is_list = open_table (input, options, csv, NULL) && sniff_rows (csv, out_kind);
  rs_csv_clear (csv);
  g_free (csv);
  if (is_list)
    {
      g_autoptr (RsInput) again = open_again (path, options);

      /* Ports have positions, and may have dates. */
      is_list = again && !has_positions (again, options, TRUE, *out_kind == RS_LIST_PLACES);
    }
  return is_list;
}

static gboolean
add_row (RsListReading *self, const RsListColumns *columns, gboolean is_ofac, GError **error)
{
  if (self->list->items->len >= MAX_ITEMS)
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_TOO_BIG,
                   _("The list has more than %d entries. Split it"), MAX_ITEMS);
      return FALSE;
    }
  if (is_ofac)
    rs_ofac_add_row (self);
  else if (self->list->kind == RS_LIST_WATCH)
    rs_watchlist_add_row (self, columns);
  else
    rs_port_list_add_row (self, columns);
  return TRUE;
}

/* (nullable): the headers of columns that no entry takes anything from. */
static char *
name_unused (const RsCsv *csv, const RsListColumns *columns)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < csv->n_cells; i++)
    {
      g_autofree char *name = rs_list_cell_dup (csv->cells[i]);
      gboolean used = name[0] == '\0';

      for (guint c = 0; c < RS_N_LIST_COLUMNS; c++)
        used = used || columns->columns[c] == (gint) i;
      if (!used)
        rs_csv_plan_add_name (names, n++, name);
    }
  return n > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static gboolean
read_rows (RsListReading *self, gboolean *out_is_ofac, RsListColumns *columns, GError **error)
{
  const char *reason;
  gboolean has_row;
  RsCsvResult got;

  if (!read_header (&self->csv, columns, &has_row))
    return TRUE; /* no row: told by the caller */
  *out_is_ofac = self->list->kind == RS_LIST_WATCH
                 && rs_ofac_is_row (self->csv.cells, self->csv.n_cells);
  has_row = has_row || *out_is_ofac;
  if (!has_row && columns->columns[RS_LIST_COLUMN_INDEX] < 0)
    self->unused = name_unused (&self->csv, columns);
  for (;;)
    {
      if (has_row)
        {
          self->list->n_read++;
          if (!add_row (self, columns, *out_is_ofac, error))
            return FALSE;
        }
      got = rs_csv_next (&self->csv, &reason, error);
      if (got == RS_CSV_END || got == RS_CSV_ERROR)
        return got == RS_CSV_END;
      has_row = got == RS_CSV_RECORD && !is_remark (&self->csv);
      self->n_remarks += got == RS_CSV_RECORD && !has_row;
      if (got == RS_CSV_BAD)
        {
          self->list->n_read++;
          rs_list_reject (self, reason);
        }
    }
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

/* What the list is called and where it is from. */
static void
name_list (RsList *list, const char *path, gboolean is_ofac, const RsListColumns *columns)
{
  g_autofree char *base = g_filename_display_basename (path);
  char *dot = strrchr (base, '.');

  set_text (&list->file_name, base);
  if (dot && dot > base)
    *dot = '\0';
  set_text (&list->title, base);
  if (is_ofac)
    {
      set_text (&list->title, "OFAC SDN");
      set_text (&list->publisher, "US Department of the Treasury, OFAC");
      set_text (&list->layout, "ofac-sdn");
    }
  else if (list->kind == RS_LIST_WATCH)
    set_text (&list->layout, "watchlist-csv");
  else if (columns->columns[RS_LIST_COLUMN_INDEX] >= 0)
    {
      set_text (&list->title, "World Port Index");
      set_text (&list->publisher, "National Geospatial-Intelligence Agency");
      set_text (&list->layout, "world-port-index");
    }
  else
    set_text (&list->layout, "places-csv");
}

static void
add_note (RsList *list, char *sentence)
{
  g_autofree char *own = sentence, *before = list->note;

  list->note = before[0] != '\0' ? g_strconcat (before, "\n", own, NULL) : g_strdup (own);
}

/* What was guessed of the encoding, from the beginning or where its ASCII ends, and what is no character. */
static void
note_encoding (RsList *list, RsInput *input, const char *guess)
{
  const char *encoding = rs_input_get_encoding (input);
  guint n_bad = (guint) MIN (rs_input_get_n_bad_characters (input), G_MAXUINT);

  if (!guess && rs_input_get_encoding_from (input) != G_MAXUINT64)
    guess = encoding;
  if (guess)
    add_note (list, rs_charset_describe_guess (guess));
  if (n_bad > 0)
    add_note (list, g_strdup_printf (ngettext ("%u byte is no character of %s",
                                               "%u bytes are no characters of %s", n_bad),
                                     n_bad, encoding));
}

/* What rows say that their entries do not have. */
static void
note_losses (RsListReading *self)
{
  guint n = self->losses->len;

  for (guint i = 0; i < MIN (n, MAX_LOSSES); i++)
    {
      const RsReject *loss = g_ptr_array_index (self->losses, i);
      g_autofree char *reason = rs_reason_to_local (loss->reason);

      add_note (self->list,
                /* Translators: number of a line, what is wrong in it */
                g_strdup_printf (_("Line %u: %s. The entry is kept without it"), loss->line, reason));
    }
  if (n > MAX_LOSSES)
    add_note (self->list, g_strdup_printf (ngettext ("%u more entry is kept without its IMO number",
                                                     "%u more entries are kept without their IMO numbers",
                                                     n - MAX_LOSSES),
                                           n - MAX_LOSSES));
}

static gboolean
fail_empty (RsListReading *self, const char *path, GError **error)
{
  const RsReject *first = self->rejects->len > 0 ? g_ptr_array_index (self->rejects, 0) : NULL;

  if (first)
    g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN,
                 /* Translators: file, line, why that row is no entry */
                 _("“%s” has no row that is an entry of a list (line %u: %s)"), path, first->line,
                 first->reason);
  else
    g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN,
                 _("“%s” has no row that is an entry of a list"), path);
  return FALSE;
}

static gboolean
read_list (RsListReading *self, RsInput *input, const RsReadOptions *options, const char *guess,
           const char *path, GError **error)
{
  RsListColumns columns;
  gboolean is_ofac = FALSE;
  RsList *list = self->list;
  g_autofree char *beside = NULL;

  rs_list_columns_match (NULL, 0, &columns);
  if (!open_table (input, options, &self->csv, error)
      || !read_rows (self, &is_ofac, &columns, error))
    return FALSE;
  if (list->items->len == 0)
    return fail_empty (self, path, error);
  g_free (list->sha256);
  list->sha256 = rs_input_finish (input, error);
  if (!list->sha256)
    {
      list->sha256 = g_strdup ("");
      return FALSE;
    }
  list->size = (gint64) rs_input_get_size (input);
  name_list (list, path, is_ofac, &columns);
  note_encoding (list, input, guess);
  if (self->unused)
    /* Translators: names of columns */
    add_note (list, g_strdup_printf (_("Columns that were not read: %s"), self->unused));
  beside = is_ofac ? rs_ofac_add_siblings (self, path) : NULL;
  if (beside)
    /* Translators: names of files */
    add_note (list, g_strdup_printf (_("Files beside it that were read with it: %s"), beside));
  if (self->n_others > 0)
    add_note (list, g_strdup_printf (ngettext ("%u row is of no vessel", "%u rows are of no vessels",
                                               (gulong) self->n_others),
                                     (guint) self->n_others));
  if (self->n_remarks > 0)
    add_note (list, g_strdup_printf (ngettext ("%u line that begins with # was taken for a remark",
                                               "%u lines that begin with # were taken for remarks",
                                               (gulong) self->n_remarks),
                                     (guint) self->n_remarks));
  note_losses (self);
  return TRUE;
}

RsList *
rs_list_read (const char *path, RsListKind kind, const RsReadOptions *options, GPtrArray *rejects,
              GPtrArray *losses, GError **error)
{
  g_autoptr (RsInput) input = rs_input_open (path, error);

  return input ? rs_list_read_input (input, kind, options, rejects, losses, error) : NULL;
}

RsList *
rs_list_read_input (RsInput *input, RsListKind kind, const RsReadOptions *options,
                    GPtrArray *rejects, GPtrArray *losses, GError **error)
{
  const char *path = rs_input_get_path (input), *guess;
  g_autoptr (RsList) list = rs_list_new (kind);
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_reject_free);
  g_autoptr (GPtrArray) own_losses
      = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_reject_free);
  RsListReading *self;
  gboolean ok;

  if (!rs_csv_setup_input (input, options, &guess, error))
    return NULL;
  if (!rs_input_is_text (input))
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN,
                   _("“%s” is no text; choose a table of vessels or ports"), path);
      return NULL;
    }
  self = g_new0 (RsListReading, 1);
  self->list = list;
  self->rejects = rejects ? rejects : own;
  self->losses = losses ? losses : own_losses;
  ok = read_list (self, input, options, guess, path, error);
  rs_csv_clear (&self->csv);
  g_free (self->unused);
  g_free (self);
  return ok ? g_steal_pointer (&list) : NULL;
}
