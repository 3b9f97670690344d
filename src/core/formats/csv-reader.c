/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV with a row for each position: MarineCadastre, the Danish Maritime Authority, and any other whose
 * columns are known by name or by --map. The driver: header, rows one by one, whose is what; what the
 * cells of a row say is csv-row.c's. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/csv-row.h"
#include "formats/csv-setup.h"
#include "formats/reader-private.h"

typedef struct
{
  RsReadContext *context;
  RsCsv csv;
  RsCsvSetup setup;
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
  name = rs_csv_row_dup_name (&self->rows, self->csv.cells, self->csv.n_cells, NULL);
  return rs_read_name_key (self->context, name);
}

/* Most rows say again what the vessel said before. */
static gboolean
emit_static (Reader *self, guint64 key, const RsCsvRow *row, GError **error)
{
  const guint64 *said = g_hash_table_lookup (self->said, &key);
  RsReadStatic statics = { .key = key, .t_ms = row->fix.t_ms, .line = self->csv.line,
                           .name = "", .callsign = "", .destination = "" };
  g_autofree char *label = NULL;
  RsCsvStatics read = { 0 };
  gboolean ok;

  statics.same = said && *said == row->said;
  if (!statics.same)
    {
      g_hash_table_insert (self->said, g_memdup2 (&key, sizeof key),
                           g_memdup2 (&row->said, sizeof row->said));
      rs_csv_row_get_statics (&self->rows, self->csv.cells, self->csv.n_cells, &read);
      rs_csv_statics_fill (&read, &statics);
    }
  if ((key & RS_READ_NAMED) && statics.name[0] == '\0')
    statics.name = label = rs_csv_row_dup_name (&self->rows, self->csv.cells, self->csv.n_cells,
                                                &statics.is_label);
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
      row.problem_field = RS_N_FIELDS;
      row.has_statics = FALSE;
    }
  if (row.has_statics && !emit_static (self, key, &row, error))
    return FALSE;
  if (row.kind == RS_CSV_ROW_REJECT)
    {
      g_autofree char *reason
          = rs_csv_row_dup_reason (&self->rows, self->csv.cells, self->csv.n_cells, &row);

      return rs_read_emit_reject (self->context, self->csv.line, reason, self->csv.record,
                                  self->csv.record_len, error);
    }
  row.fix.line = self->csv.line;
  return rs_read_emit_fix (self->context, key, &row.fix, error);
}

static gboolean
read_rows (Reader *self, GError **error)
{
  for (;;)
    {
      const char *reason;

      switch (rs_csv_next (&self->csv, &reason, error))
        {
        case RS_CSV_END:
          return TRUE;
        case RS_CSV_ERROR:
          return FALSE;
        case RS_CSV_BAD:
          if (!rs_csv_setup_is_row (&self->setup, self->csv.line))
            continue;
          self->context->summary->n_records++;
          if (!rs_read_emit_reject (self->context, self->csv.line, reason, self->csv.record,
                                    self->csv.record_len, error))
            return FALSE;
          break;
        case RS_CSV_RECORD:
        default:
          if (rs_csv_setup_is_row (&self->setup, self->csv.line)
              && (!read_row (self, error) || !rs_read_tick (self->context, error)))
            return FALSE;
          break;
        }
    }
}

gboolean
rs_read_csv (RsReadContext *context, GError **error)
{
  Reader *self = g_new0 (Reader, 1);
  gboolean ok;

  self->context = context;
  ok = rs_csv_setup_init (&self->setup, context, &self->rows, error);
  if (ok)
    {
      self->said = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
      rs_csv_init (&self->csv, context->input, self->setup.plan.delimiter);
      ok = read_rows (self, error);
      rs_csv_clear (&self->csv);
      g_hash_table_unref (self->said);
    }
  if (ok && self->n_not_vessels > 0)
    rs_read_note (context,
                  ngettext ("%u row is of a base station or an aid to navigation, which is no vessel",
                            "%u rows are of base stations and aids to navigation, which are no vessels",
                            (gulong) self->n_not_vessels),
                  (guint) self->n_not_vessels);
  rs_csv_row_reader_clear (&self->rows);
  rs_csv_setup_clear (&self->setup);
  g_free (self);
  return ok;
}
