/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV with a row for each position: MarineCadastre, the Danish Maritime Authority, and any other whose
 * columns are known by name or by --map. The driver: header, rows one by one, whose is what; what the
 * cells of a row say is csv-row.c's. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/csv-row.h"
#include "formats/reader-private.h"

typedef struct
{
  RsReadContext *context;
  RsCsv csv;
  RsCsvRowReader rows;
  GHashTable *said; /* of guint64*: vessel to guint64*: fingerprint of what it said last */
  guint64 n_not_vessels;
} Reader;

/* Who the row is about; 0 if nobody. */
static guint64
find_key (Reader *self, const RsCsvRow *row)
{
  g_autofree char *name = NULL;

  if (row->mmsi > 0)
    return row->mmsi;
  name = rs_csv_row_dup_name (&self->rows, self->csv.cells, self->csv.n_cells);
  return rs_read_name_key (self->context, name);
}

/* Most rows say again what the vessel said before. */
static gboolean
emit_static (Reader *self, guint64 key, const RsCsvRow *row, GError **error)
{
  const guint64 *said = g_hash_table_lookup (self->said, &key);
  RsReadStatic statics = { .key = key, .t_ms = row->fix.t_ms, .line = self->csv.line };
  RsCsvStatics read = { 0 };
  gboolean ok;

  statics.same = said && *said == row->said;
  if (!statics.same)
    {
      g_hash_table_insert (self->said, g_memdup2 (&key, sizeof key),
                           g_memdup2 (&row->said, sizeof row->said));
      rs_csv_row_get_statics (&self->rows, self->csv.cells, self->csv.n_cells, &read);
    }
  statics.name = read.name ? read.name : "";
  statics.callsign = read.callsign ? read.callsign : "";
  statics.destination = read.destination ? read.destination : "";
  statics.imo = read.imo;
  statics.ship_type = read.ship_type;
  statics.dim_a_m = read.dim_a_m;
  statics.dim_b_m = read.dim_b_m;
  statics.dim_c_m = read.dim_c_m;
  statics.dim_d_m = read.dim_d_m;
  statics.draught_dm = read.draught_dm;
  ok = rs_read_emit_static (self->context, &statics, error);
  rs_csv_statics_clear (&read);
  return ok;
}

static gboolean
read_row (Reader *self, GError **error)
{
  RsCsvRow row;
  guint64 key = 0;

  rs_csv_row_read (&self->rows, self->csv.cells, self->csv.n_cells, &row);
  self->context->summary->n_records++;
  if (row.kind == RS_CSV_ROW_NO_VESSEL)
    {
      self->n_not_vessels++;
      return TRUE;
    }
  if (!row.has_bad_mmsi)
    key = find_key (self, &row);
  if (key == 0 && !row.has_bad_mmsi)
    {
      row.kind = RS_CSV_ROW_REJECT;
      row.problem = RS_REJECT_NOBODY;
      row.has_statics = FALSE;
    }
  if (row.has_statics && !emit_static (self, key, &row, error))
    return FALSE;
  if (row.kind == RS_CSV_ROW_REJECT)
    return rs_read_emit_reject (self->context, self->csv.line, row.problem, self->csv.record,
                                self->csv.record_len, error);
  row.fix.line = self->csv.line;
  return rs_read_emit_fix (self->context, key, &row.fix, error);
}

/* Finds the header, past comments. On success the first row is at hand if it is data. */
static gboolean
read_header (Reader *self, RsCsvColumns *columns, gboolean *out_has_row, GError **error)
{
  const RsReadOptions *options = self->context->options;
  const char *path = rs_input_get_path (self->context->input);

  *out_has_row = FALSE;
  for (guint i = 0; i < RS_MAX_PREAMBLE; i++)
    {
      const char *reason;
      RsCsvResult result = rs_csv_next (&self->csv, &reason, error);

      if (result == RS_CSV_ERROR)
        return FALSE;
      if (result == RS_CSV_END)
        break;
      if (result == RS_CSV_BAD)
        continue;
      if (options->map && options->map[0] != '\0')
        {
          /* A comment has no cells to speak of. */
          if (self->csv.record[0] == '#' && self->csv.n_cells < 3)
            continue;
          if (!rs_csv_layout_map (options->map, self->csv.cells, self->csv.n_cells, columns,
                                  error))
            {
              g_prefix_error (error, "“%s”: ", path);
              return FALSE;
            }
          *out_has_row = !columns->has_header;
          return TRUE;
        }
      if (rs_csv_layout_match (self->csv.cells, self->csv.n_cells, columns))
        {
          if (options->layout)
            columns->layout = rs_layout_find (options->layout)->info.name;
          return TRUE;
        }
    }
  g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN,
               _("“%s” has no header that names time, latitude and longitude. Say which columns they "
                 "are with --map t=COLUMN,lat=COLUMN,lon=COLUMN,mmsi=COLUMN; a number counts columns "
                 "from 1"),
               path);
  return FALSE;
}

static gboolean
read_rows (Reader *self, GError **error)
{
  RsCsvColumns columns;
  gboolean has_row;

  if (!read_header (self, &columns, &has_row, error))
    return FALSE;
  self->rows.columns = columns;
  self->context->summary->layout = columns.layout;
  if (columns.columns[RS_FIELD_MMSI] < 0 && columns.columns[RS_FIELD_NAME] < 0)
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   _("“%s” has no column that says which vessel a row is about. Name one with --map "
                     "mmsi=COLUMN or name=COLUMN, beside t, lat and lon"),
                   rs_input_get_path (self->context->input));
      return FALSE;
    }
  for (;;)
    {
      const char *reason;

      if (has_row)
        {
          if (!read_row (self, error) || !rs_read_tick (self->context, error))
            return FALSE;
        }
      switch (rs_csv_next (&self->csv, &reason, error))
        {
        case RS_CSV_END:
          return TRUE;
        case RS_CSV_ERROR:
          return FALSE;
        case RS_CSV_BAD:
          self->context->summary->n_records++;
          if (!rs_read_emit_reject (self->context, self->csv.line, reason, self->csv.record,
                                    self->csv.record_len, error))
            return FALSE;
          has_row = FALSE;
          break;
        case RS_CSV_RECORD:
        default:
          has_row = TRUE;
          break;
        }
    }
}

/* By the first lines together: a comment may hold a comma, a header holds several. */
static gboolean
guess_delimiter (RsInput *input, char *out, GError **error)
{
  gsize n;
  const char *text = (const char *) rs_input_peek (input, RS_SNIFF_BYTES, &n, error);
  gsize len = 0;

  if (!text)
    return FALSE;
  for (guint lines = 0; len < n && lines < 10; len++)
    lines += text[len] == '\n';
  *out = rs_csv_guess_delimiter (text, len);
  return TRUE;
}

gboolean
rs_read_csv (RsReadContext *context, GError **error)
{
  static const RsCsvColumns no_columns;
  Reader *self;
  char delimiter;
  gboolean ok;

  if (!guess_delimiter (context->input, &delimiter, error))
    return FALSE;
  self = g_new0 (Reader, 1);
  self->context = context;
  if (!rs_csv_row_reader_init (&self->rows, &no_columns, context->options->time_zone))
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   _("there is no time zone “%s”; name one as Asia/Vladivostok or +10:00"),
                   context->options->time_zone);
      g_free (self);
      return FALSE;
    }
  self->said = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  rs_csv_init (&self->csv, context->input, delimiter);
  ok = read_rows (self, error);
  if (ok && self->n_not_vessels > 0)
    rs_read_note (context,
                  ngettext ("%u row is of a base station or an aid to navigation, which is no vessel",
                            "%u rows are of base stations and aids to navigation, which are no vessels",
                            (gulong) self->n_not_vessels),
                  (guint) self->n_not_vessels);
  if (ok && self->rows.times.zone)
    context->summary->clock
        = g_strdup_printf (_("times in the rows, as of %s"), context->options->time_zone);
  rs_csv_clear (&self->csv);
  rs_csv_row_reader_clear (&self->rows);
  g_hash_table_unref (self->said);
  g_free (self);
  return ok;
}
