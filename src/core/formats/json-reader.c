/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines and arrays of JSON objects: messages of aisstream, answers of MarineTraffic and AISHub, and any
 * other whose values are known by their names or by --map. What the cells of a record say is
 * csv-row.c's, as for a row. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/csv-row.h"
#include "formats/csv-setup.h"
#include "formats/json-plan.h"
#include "formats/left-out.h"

typedef struct
{
  RsReadContext *context;
  RsJsonPlan plan;
  RsJsonRecords records;
  RsCsvRowReader rows;
  char *whole;
  GHashTable *said; /* of guint64*: vessel to guint64*: fingerprint of what it said last */
  RsLeftOut left_out;
  guint64 n_silent; /* messages that say neither where nor who */
} Reader;

static void
leave_out (Reader *self, guint32 fields)
{
  if (fields != 0 && !rs_left_out_count (&self->left_out, fields))
    rs_left_out_add (&self->left_out, fields, &self->rows.columns, self->plan.table.cells,
                     self->plan.table.paths->len, self->context->line_base + self->records.record_line);
}

static gboolean
emit_static (Reader *self, guint64 key, const RsCsvRow *row, GError **error)
{
  const RsCell *cells = self->plan.table.cells;
  guint n_cells = self->plan.table.paths->len;
  const guint64 *said = g_hash_table_lookup (self->said, &key);
  RsReadStatic s = { .key = key, .t_ms = row->fix.t_ms, .line = self->records.record_line,
                     .name = "", .callsign = "", .destination = "" };
  g_autofree char *label = NULL;
  RsCsvStatics read = { 0 };
  gboolean ok;

  /* A name beside a message adds nothing to a vessel that is known. */
  if (said && self->plan.table.has_borrowed_name)
    return TRUE;
  if (said && *said == row->said)
    {
      s.same = TRUE;
      return rs_read_emit_static (self->context, &s, error);
    }
  g_hash_table_insert (self->said, g_memdup2 (&key, sizeof key),
                       g_memdup2 (&row->said, sizeof row->said));
  rs_csv_row_get_statics (&self->rows, cells, n_cells, &read);
  leave_out (self, read.left_out);
  rs_csv_statics_fill (&read, &s);
  if ((key & RS_READ_NAMED) && s.name[0] == '\0')
    s.name = label = rs_csv_row_dup_name (&self->rows, cells, n_cells, &s.is_label);
  ok = rs_read_emit_static (self->context, &s, error);
  rs_csv_statics_clear (&read);
  return ok;
}

/* Whether the record says nothing of where a ship is: a message of another kind. */
static gboolean
has_no_position (Reader *self)
{
  const gint *columns = self->plan.columns.columns;

  return self->plan.table.cells[columns[RS_FIELD_LAT]].len == 0
         && self->plan.table.cells[columns[RS_FIELD_LON]].len == 0;
}

static gboolean
read_record (Reader *self, GError **error)
{
  const RsCell *cells = self->plan.table.cells;
  guint n_cells = self->plan.table.paths->len;
  g_autofree char *name = NULL, *reason = NULL;
  guint64 key;
  RsCsvRow row;

  rs_csv_row_read (&self->rows, cells, n_cells, &row);
  if (row.kind == RS_CSV_ROW_NO_VESSEL)
    {
      self->n_silent++;
      return TRUE;
    }
  leave_out (self, row.left_out);
  key = row.mmsi;
  if (key == 0 && !row.has_bad_mmsi)
    {
      name = rs_csv_row_dup_name (&self->rows, cells, n_cells, NULL);
      key = rs_read_name_key (self->context, name);
    }
  if (key == 0 && !row.has_bad_mmsi)
    {
      row.kind = RS_CSV_ROW_REJECT;
      row.problem = RS_REJECT_NOBODY;
      row.problem_field = RS_N_FIELDS;
      row.has_statics = FALSE;
    }
  if (row.has_statics && !emit_static (self, key, &row, error))
    return FALSE;
  if (row.kind == RS_CSV_ROW_FIX)
    {
      row.fix.line = self->records.record_line;
      return rs_read_emit_fix (self->context, key, &row.fix, error);
    }
  if (has_no_position (self) && !row.has_bad_mmsi && key != 0)
    {
      self->n_silent++;
      return TRUE;
    }
  reason = rs_csv_row_dup_reason (&self->rows, cells, n_cells, &row);
  return rs_read_emit_reject (self->context, self->records.record_line, reason,
                              self->records.record->str, self->records.record->len, error);
}

/* Behind the last record: whether what surrounds the records is whole. */
static gboolean
end_records (Reader *self, guint64 n_before, GError **error)
{
  static const char what[] = "the list of records is not closed";

  return self->records.depth == 0
         || rs_read_break_off (self->context, n_before, self->records.line, what, strlen (what), error);
}

static gboolean
read_records (Reader *self, GError **error)
{
  guint64 n_before = self->context->summary->n_records;

  for (;;)
    {
      const char *reason = NULL;
      RsJsonResult result = rs_json_records_next (&self->records, &reason, error);

      if (result == RS_JSON_ERROR)
        return FALSE;
      if (result == RS_JSON_END)
        return end_records (self, n_before, error);
      if (result == RS_JSON_BAD && g_str_equal (reason, RS_REJECT_BREAKS_OFF))
        return rs_read_break_off (self->context, n_before, self->records.record_line,
                                  self->records.record->str, self->records.record->len, error);
      self->context->summary->n_records++;
      if (result == RS_JSON_RECORD
          && !rs_json_table_take (&self->plan.table, self->records.record->str,
                                  self->records.record->len))
        {
          result = RS_JSON_BAD;
          reason = "JSON is not readable";
        }
      if (!(result == RS_JSON_RECORD
                ? read_record (self, error)
                : rs_read_emit_reject (self->context, self->records.record_line, reason,
                                       self->records.record->str, self->records.record->len, error))
          || !rs_read_tick (self->context, error))
        return FALSE;
    }
}

/* Looks through the whole file, if only that tells how it is meant. */
static gboolean
weigh (Reader *self, GError **error)
{
  RsReadContext *context = self->context;
  g_autoptr (RsInput) again = rs_input_reopen (context->input, error);

  return again && rs_json_plan_weigh (&self->plan, again, context->cancellable, error);
}

/* What was found out, for the summary. */
static void
note_findings (Reader *self)
{
  RsReadContext *context = self->context;
  const RsCsvColumns *columns = &self->plan.columns;
  const RsJsonSurvey *survey = &self->plan.survey;
  const char *lat = self->rows.names[columns->columns[RS_FIELD_LAT]];
  const char *lon = self->rows.names[columns->columns[RS_FIELD_LON]];
  const char *zone = context->options->time_zone;
  gboolean is_told = zone && zone[0] != '\0';
  g_autofree char *order = NULL, *what = NULL;

  context->summary->has_motion
      = columns->columns[RS_FIELD_SOG] >= 0 || columns->columns[RS_FIELD_COG] >= 0;
  if (columns->units[RS_FIELD_TIME] == RS_UNIT_USUAL)
    order = rs_date_order_describe (&survey->order, TRUE);
  rs_read_note_unused_date (context);
  if (order)
    rs_read_note (context, "%s", order);
  if (order && rs_date_order_is_guess (&survey->order))
    rs_read_advise (context, RS_ADVICE_DATE_ORDER);
  if (strcmp (columns->layout, "json-marinetraffic") == 0
      && columns->units[RS_FIELD_SOG] == RS_UNIT_DKN)
    rs_read_note (context, _("Speeds were read as tenths of a knot, as MarineTraffic writes them"));
  if (survey->n_swapped > 0 && survey->n_swapped * 2 >= survey->n_places)
    rs_read_note (context,
                  /* Translators: names of values: latitude, longitude */
                  _("Latitude and longitude look swapped: “%s” goes beyond 90 degrees, “%s” does not. They "
                    "were read as they are named"),
                  lat, lon);
  if (survey->n_swapped > 0 && survey->n_swapped * 2 >= survey->n_places)
    rs_read_advise (context, RS_ADVICE_COLUMNS);
  if (self->rows.times.zone)
    context->summary->clock
        = g_strdup_printf (_("times in the rows, as of %s"), is_told ? zone : columns->zone);
  what = is_told ? NULL
                 : rs_csv_columns_describe_zone (columns,
                                                 self->rows.names[columns->columns[RS_FIELD_TIME]]);
  if (what)
    {
      rs_read_note (context, "%s", what);
      rs_read_advise (context, RS_ADVICE_TIME_ZONE);
    }
}

static gboolean
set_up (Reader *self, GError **error)
{
  RsReadContext *context = self->context;
  const char *path = rs_input_get_path (context->input), *text;
  g_autoptr (GError) local = NULL;
  gsize n;

  text = (const char *) rs_input_peek (context->input, RS_SNIFF_BYTES, &n, error);
  if (!text)
    return FALSE;
  if (!rs_json_plan_make (&self->plan, text, n, context->options, &local))
    {
      if (local)
        {
          g_propagate_prefixed_error (error, g_steal_pointer (&local), "“%s”: ", path);
          return FALSE;
        }
      return rs_json_plan_set_unknown (text, n, path, error);
    }
  if (!rs_json_plan_check_layout (&self->plan, context->options, error))
    {
      g_prefix_error (error, "“%s”: ", path);
      return FALSE;
    }
  if (!weigh (self, error))
    return FALSE;
  context->summary->layout = self->plan.columns.layout;
  if (!rs_csv_row_reader_init (&self->rows, &self->plan.columns, context->options->time_zone))
    return rs_csv_setup_set_no_zone (context->options->time_zone, error);
  rs_json_plan_set_times (&self->plan, &self->rows.times);
  self->rows.names = (const char *const *) self->plan.table.paths->pdata;
  self->rows.columns.n_columns = self->plan.table.paths->len;
  self->whole = rs_csv_setup_name_whole (context, &self->plan.columns);
  self->rows.whole = self->whole;
  note_findings (self);
  return TRUE;
}

gboolean
rs_read_json (RsReadContext *context, GError **error)
{
  Reader *self = g_new0 (Reader, 1);
  gboolean ok;

  self->context = context;
  ok = rs_csv_setup_encoding (context, error);
  if (!ok)
    {
      g_free (self);
      return FALSE;
    }
  self->said = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  ok = set_up (self, error);
  if (ok)
    {
      rs_json_records_init (&self->records, context->input, &self->plan.shape);
      ok = read_records (self, error);
      rs_json_records_clear (&self->records);
    }
  if (ok)
    {
      rs_left_out_note (&self->left_out, &self->rows, context);
      rs_read_note_local_times (context, &self->rows.times);
      rs_read_note_coarse (context, self->rows.times.n_days);
      rs_read_note_silent (context, self->n_silent);
    }
  rs_left_out_clear (&self->left_out);
  rs_csv_row_reader_clear (&self->rows);
  rs_json_plan_clear (&self->plan);
  g_hash_table_unref (self->said);
  g_free (self->whole);
  g_free (self);
  return ok;
}
