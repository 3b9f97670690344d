/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/preview.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/charset.h"
#include "formats/csv-plan.h"
#include "formats/csv-row.h"
#include "formats/csv-setup.h"
#include "formats/json-plan.h"
#include "formats/preview-reading.h"
#include "formats/reason.h"
#include "formats/saved-layout.h"
#include "formats/table.h"

/* Of a cell. */
#define MAX_CELL 200

static void
free_row (gpointer data)
{
  RsPreviewRow *row = data;

  g_strfreev (row->cells);
  g_free (row->problem);
  for (guint f = 0; row->readings && f < RS_N_FIELDS; f++)
    g_free (row->readings[f]);
  g_free (row->readings);
  g_free (row);
}

void
rs_preview_free (RsPreview *self)
{
  if (!self)
    return;
  g_free (self->layout);
  g_free (self->encoding);
  g_free (self->map);
  g_free (self->saved);
  g_free (self->member);
  g_strfreev (self->names);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

static void
add_row (RsPreview *self, guint32 line, const RsCell *cells, guint n_cells, RsCsvRowReader *rows)
{
  RsPreviewRow *row = g_new0 (RsPreviewRow, 1);
  RsCsvRow read;

  row->line = line;
  row->cells = g_new0 (char *, n_cells + 1);
  for (guint i = 0; i < n_cells; i++)
    row->cells[i] = rs_read_clean (cells[i].text, cells[i].len, MAX_CELL);
  g_ptr_array_add (self->rows, row);
  if (!self->found)
    return;
  rs_csv_row_read (rows, cells, n_cells, &read);
  row->mmsi = read.mmsi;
  row->fix = read.fix;
  if (read.kind == RS_CSV_ROW_REJECT)
    {
      g_autofree char *reason = rs_csv_row_dup_reason (rows, cells, n_cells, &read);

      row->problem = rs_reason_to_local (reason);
    }
  else
    row->readings = rs_preview_read_fields (rows, cells, n_cells, &read);
}

/* What the header names of too few columns. */
static void
match_header (RsPreview *self, const RsCsvSampleRow *row)
{
  rs_csv_layout_match (row->cells, row->n_cells, NULL, &self->columns);
  for (guint f = 0; f < RS_N_FIELDS; f++)
    if (self->columns.columns[f] >= (gint) g_strv_length (self->names))
      self->columns.columns[f] = -1;
}

static gboolean
fill (RsPreview *self, RsCsvPlan *plan, const RsReadOptions *options, guint max_rows, GError **error)
{
  g_autofree char *order = NULL, *speeds = NULL;
  RsCsvRowReader rows;

  if (!rs_csv_row_reader_init (&rows, &plan->columns, options->time_zone))
    return rs_csv_setup_set_no_zone (options->time_zone, error);
  rs_csv_plan_set_times (plan, &rows.times);
  rows.names = (const char *const *) plan->names;
  rows.checks_width = plan->columns.has_header;
  self->delimiter = plan->delimiter;
  self->has_header = plan->columns.has_header;
  self->found = plan->found;
  self->columns = plan->columns;
  self->names = plan->names ? g_strdupv (plan->names) : g_new0 (char *, 1);
  if (!plan->found && plan->columns.has_header && plan->first_row > 0)
    match_header (self, rs_csv_sample_get (plan->sample, plan->first_row - 1));
  self->layout = g_strdup (plan->found ? plan->columns.layout : "");
  self->map = plan->found ? rs_csv_columns_to_map (&plan->columns) : g_strdup ("");
  for (guint i = plan->first_row; i < plan->sample->rows->len && self->rows->len < max_rows; i++)
    {
      const RsCsvSampleRow *row = rs_csv_sample_get (plan->sample, i);

      add_row (self, row->line, row->cells, row->n_cells, &rows);
    }
  self->advice |= plan->advice | (plan->found ? 0 : RS_ADVICE_COLUMNS);
  for (guint i = 0; i < plan->notes->len; i++)
    g_ptr_array_add (self->notes, g_strdup (g_ptr_array_index (plan->notes, i)));
  if ((speeds = rs_csv_plan_describe_speeds (plan)))
    g_ptr_array_add (self->notes, g_steal_pointer (&speeds));
  if (rs_csv_plan_is_order_unsure (plan))
    g_ptr_array_add (self->notes, g_strdup (_("These rows do not tell day from month; the import looks "
                                              "through the whole file")));
  else if ((order = rs_csv_plan_describe_order (plan)))
    g_ptr_array_add (self->notes, g_steal_pointer (&order));
  rs_csv_row_reader_clear (&rows);
  return TRUE;
}

/* Records of JSON: the columns are the paths to their values. */
static gboolean
fill_json (RsPreview *self, RsJsonPlan *plan, gboolean found, const char *text, gsize n,
           const RsReadOptions *options, guint max_rows, GError **error)
{
  g_autoptr (RsInput) input = rs_input_new_for_bytes (text, n);
  RsJsonRecords records;
  RsCsvRowReader rows;
  const char *reason;
  RsJsonResult result;

  if (!rs_csv_row_reader_init (&rows, &plan->columns, options->time_zone))
    return rs_csv_setup_set_no_zone (options->time_zone, error);
  rs_json_plan_set_times (plan, &rows.times);
  self->names = g_new0 (char *, plan->table.paths->len + 1);
  for (guint i = 0; i < plan->table.paths->len; i++)
    self->names[i] = g_strdup (g_ptr_array_index (plan->table.paths, i));
  rows.names = (const char *const *) self->names;
  rows.columns.n_columns = plan->table.paths->len;
  self->found = found;
  self->has_header = TRUE;
  self->columns = plan->columns;
  self->layout = g_strdup (found ? plan->columns.layout : "");
  self->map = found ? rs_csv_columns_to_named_map (&plan->columns, rows.names) : g_strdup ("");
  rs_json_records_init (&records, input, &plan->shape);
  while (self->rows->len < max_rows
         && (result = rs_json_records_next (&records, &reason, NULL)) != RS_JSON_END
         && result != RS_JSON_ERROR)
    if (result == RS_JSON_RECORD
        && rs_json_table_take (&plan->table, records.record->str, records.record->len))
      add_row (self, records.record_line, plan->table.cells, plan->table.paths->len, &rows);
  rs_json_records_clear (&records);
  rs_csv_row_reader_clear (&rows);
  return TRUE;
}

static gboolean
read_json_preview (RsPreview *self, const char *text, gsize n, const RsReadOptions *options,
                   guint max_rows, GError **error)
{
  g_autoptr (GError) local = NULL;
  RsJsonPlan plan;
  gboolean ok;

  ok = rs_json_plan_make (&plan, text, n, options, &local);
  if (!ok && local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      rs_json_plan_clear (&plan);
      return FALSE;
    }
  if (!ok)
    {
      /* A person will say what is what, if there are values. */
      rs_json_plan_clear (&plan);
      if (rs_json_plan_survey (&plan, text, n))
        ok = fill_json (self, &plan, FALSE, text, n, options, max_rows, error);
      else
        {
          self->layout = g_strdup ("");
          self->map = g_strdup ("");
          self->names = g_new0 (char *, 1);
          ok = TRUE;
        }
    }
  else
    ok = fill_json (self, &plan, TRUE, text, n, options, max_rows, error);
  rs_json_plan_clear (&plan);
  return ok;
}

static gboolean
read_preview (RsPreview *self, RsInput *input, const RsReadOptions *options, guint max_rows,
              GError **error)
{
  const guint8 *bytes;
  RsCsvPlan plan;
  gboolean ok;
  gsize n;

  bytes = rs_input_peek (input, RS_SNIFF_BYTES, &n, error);
  if (!bytes)
    return FALSE;
  self->encoding = g_strdup (options->encoding ? options->encoding : rs_charset_guess (bytes, n));
  if (!rs_input_set_encoding (input, self->encoding, error))
    return FALSE;
  bytes = rs_input_peek (input, RS_SNIFF_BYTES, &n, error);
  if (!bytes)
    return FALSE;
  if (rs_json_is_json ((const char *) bytes, n))
    return read_json_preview (self, (const char *) bytes, n, options, max_rows, error);
  ok = rs_csv_plan_make (&plan, (const char *) bytes, n, n + 16 < RS_SNIFF_BYTES, options, TRUE, error)
       && fill (self, &plan, options, max_rows, error);
  rs_csv_plan_clear (&plan);
  return ok;
}

static RsPreview *
preview_new (void)
{
  RsPreview *self = g_new0 (RsPreview, 1);

  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

RsPreview *
rs_read_preview_input (RsInput *input, const RsReadOptions *options, guint max_rows, GError **error)
{
  g_autoptr (RsPreview) self = preview_new ();

  return read_preview (self, input, options, MIN (max_rows, 100), error) ? g_steal_pointer (&self)
                                                                       : NULL;
}

RsPreview *
rs_read_preview (const char *path, const RsReadOptions *options, guint max_rows, GError **error)
{
  g_autoptr (RsPreview) self = preview_new ();
  g_autoptr (RsSavedLayout) saved = NULL;
  g_autoptr (RsInput) input = NULL;
  RsReadOptions all = *options;

  if (options->layout && !rs_layout_find (options->layout))
    {
      saved = rs_saved_layout_load (options->layout, error);
      if (!saved)
        return NULL;
      rs_saved_layout_apply (saved, &all);
    }
  input = rs_read_open_table (path, &self->member, error);
  if (self->member)
    g_ptr_array_add (self->notes,
                     /* Translators: name of a file */
                     g_strdup_printf (_("The rows are those of “%s” in the archive; other files in it "
                                        "that fit are read alike"),
                                      self->member));
  if (input && !options->layout && !options->map && (saved = rs_saved_layout_match (input)))
    {
      self->saved = g_strdup (saved->name);
      rs_saved_layout_apply (saved, &all);
      g_ptr_array_add (self->notes, rs_saved_layout_describe_match (saved));
    }
  if (!input || !read_preview (self, input, &all, MIN (max_rows, 100), error))
    return NULL;
  return g_steal_pointer (&self);
}

char *
rs_preview_dup_header_row (const RsPreview *self)
{
  return self->has_header && self->delimiter ? g_strjoinv ("\t", self->names) : NULL;
}
