/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/csv-setup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/charset.h"

static RsCell
get_cell (const RsCsv *csv, gint column)
{
  return rs_csv_get_cell (csv->cells, csv->n_cells, column);
}

/* Looks at all times for the order of day and month, and at speeds until one tells the unit. */
static gboolean
survey_file (RsCsvSetup *self, RsReadContext *context, GError **error)
{
  RsCsvPlan *plan = &self->plan;
  g_autoptr (RsInput) input = rs_input_reopen (context->input, error);
  g_autofree RsCsv *csv = g_new0 (RsCsv, 1);
  gboolean needs_order = rs_csv_plan_needs_order (plan), ok = TRUE;

  if (!input)
    return FALSE;
  if (needs_order)
    memset (&plan->order, 0, sizeof plan->order);
  rs_csv_init (csv, input, plan->delimiter);
  for (guint64 n = 1; ok && (needs_order || rs_csv_plan_needs_speeds (plan)); n++)
    {
      const char *reason;
      RsCsvResult result = rs_csv_next (csv, &reason, error);

      if (result == RS_CSV_END)
        break;
      ok = result != RS_CSV_ERROR
           && (n % 1024 != 0
               || !g_cancellable_set_error_if_cancelled (context->cancellable, error));
      if (result != RS_CSV_RECORD || !rs_csv_setup_is_row (self, csv->line))
        continue;
      if (needs_order)
        {
          RsCell cell = get_cell (csv, plan->columns.columns[RS_FIELD_TIME]);

          rs_date_order_add (&plan->order, cell.text, cell.len, csv->line);
        }
      if (rs_csv_plan_needs_speeds (plan))
        rs_csv_plan_see_speed (plan, get_cell (csv, plan->columns.columns[RS_FIELD_SOG]));
    }
  rs_csv_clear (csv);
  return ok;
}

gboolean
rs_csv_setup_set_no_zone (const char *zone, GError **error)
{
  g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
               _("there is no time zone “%s”; name one as Asia/Vladivostok or +10:00"), zone);
  return FALSE;
}

char *
rs_csv_setup_name_whole (RsReadContext *context, const RsCsvColumns *columns)
{
  g_autofree char *name = NULL;
  char *whole;

  if (columns->columns[RS_FIELD_MMSI] >= 0 || columns->columns[RS_FIELD_NAME] >= 0
      || columns->columns[RS_FIELD_ID] >= 0)
    return NULL;
  name = g_path_get_basename (rs_input_get_path (context->input));
  whole = rs_read_clean (name, strlen (name), RS_MAX_NAME);
  rs_read_note (context,
                _("No column says which vessel a row is about: all rows were taken for one vessel, "
                  "“%s”"),
                whole);
  rs_read_advise (context, RS_ADVICE_COLUMNS);
  return whole;
}

/* The time zone, and the names for reasons. */
static gboolean
set_up_rows (RsCsvSetup *self, RsReadContext *context, RsCsvRowReader *rows, GError **error)
{
  const RsCsvColumns *columns = &self->plan.columns;

  if (!rs_csv_row_reader_init (rows, columns, context->options->time_zone))
    return rs_csv_setup_set_no_zone (context->options->time_zone, error);
  rs_csv_plan_set_times (&self->plan, &rows->times);
  rows->names = (const char *const *) self->plan.names;
  rows->checks_width = columns->has_header;
  context->summary->has_motion
      = columns->columns[RS_FIELD_SOG] >= 0 || columns->columns[RS_FIELD_COG] >= 0;
  self->whole = rs_csv_setup_name_whole (context, columns);
  rows->whole = self->whole;
  return TRUE;
}

/* What was found out, for the summary. */
static void
note_findings (RsCsvSetup *self, RsReadContext *context)
{
  g_autofree char *order = rs_csv_plan_describe_order (&self->plan);
  g_autofree char *speeds = rs_csv_plan_describe_speeds (&self->plan);

  if (self->plan.by_value)
    {
      g_autofree char *columns = rs_csv_columns_describe (&self->plan.columns);

      /* Translators: %s lists fields with the number of their column, "latitude 4, longitude 3" */
      rs_read_note (context, _("The columns were told by their values: %s"), columns);
      rs_read_advise (context, RS_ADVICE_COLUMNS);
    }
  rs_read_note_unused_date (context);
  for (guint i = 0; i < self->plan.notes->len; i++)
    rs_read_note (context, "%s", (const char *) g_ptr_array_index (self->plan.notes, i));
  if (speeds)
    rs_read_note (context, "%s", speeds);
  if (order)
    rs_read_note (context, "%s", order);
  if (order && rs_csv_plan_is_order_unsure (&self->plan))
    rs_read_advise (context, RS_ADVICE_DATE_ORDER);
  rs_read_advise (context, self->plan.advice);
}

gboolean
rs_csv_setup_input (RsInput *input, const RsReadOptions *options, const char **out_guess,
                    GError **error)
{
  const char *guess;
  const guint8 *bytes;
  gsize n;

  *out_guess = NULL;
  if (rs_input_get_encoding (input))
    return TRUE;
  if (options && options->encoding)
    return rs_input_set_encoding (input, options->encoding, error);
  bytes = rs_input_peek (input, RS_SNIFF_BYTES, &n, error);
  if (!bytes)
    return FALSE;
  guess = rs_charset_guess (bytes, n);
  if (strcmp (guess, "UTF-8") == 0)
    {
      rs_input_watch_encoding (input);
      return TRUE;
    }
  *out_guess = guess;
  return rs_input_set_encoding (input, guess, error);
}

gboolean
rs_csv_setup_encoding (RsReadContext *context, GError **error)
{
  const char *guess;

  /* What the user says was set when the input was opened. */
  if (context->options->encoding)
    return TRUE;
  if (!rs_csv_setup_input (context->input, context->options, &guess, error))
    return FALSE;
  if (guess)
    {
      g_ptr_array_add (context->summary->notes, rs_charset_describe_guess (guess));
      rs_read_advise (context, RS_ADVICE_ENCODING);
    }
  return TRUE;
}

gboolean
rs_csv_setup_init (RsCsvSetup *self, RsReadContext *context, RsCsvRowReader *rows, GError **error)
{
  const RsReadOptions *options = context->options;
  const char *path = rs_input_get_path (context->input), *text;
  gsize n;

  memset (self, 0, sizeof *self);
  memset (rows, 0, sizeof *rows);
  if (!rs_csv_setup_encoding (context, error))
    return FALSE;
  text = (const char *) rs_input_peek (context->input, RS_SNIFF_BYTES, &n, error);
  if (!text)
    return FALSE;
  if (!rs_csv_plan_make (&self->plan, text, n, n + 16 < RS_SNIFF_BYTES, options, TRUE, error))
    {
      g_prefix_error (error, "“%s”: ", path);
      return FALSE;
    }
  if (!self->plan.found)
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN,
                   _("“%s” has no header that names time, latitude and longitude, and its values do not "
                     "tell which column is what"),
                   path);
      return FALSE;
    }
  if ((rs_csv_plan_needs_order (&self->plan) || rs_csv_plan_needs_speeds (&self->plan))
      && !survey_file (self, context, error))
    return FALSE;
  if (options->layout)
    self->plan.columns.layout = g_intern_string (options->layout);
  context->summary->layout = self->plan.columns.layout;
  if (!set_up_rows (self, context, rows, error))
    return FALSE;
  note_findings (self, context);
  g_clear_pointer (&context->summary->clock, g_free);
  if (rows->times.zone)
    context->summary->clock
        = g_strdup_printf (_("times in the rows, as of %s"),
                           options->time_zone && options->time_zone[0] != '\0'
                               ? options->time_zone
                               : self->plan.columns.zone);
  return TRUE;
}

void
rs_csv_setup_clear (RsCsvSetup *self)
{
  rs_csv_plan_clear (&self->plan);
  g_clear_pointer (&self->whole, g_free);
}
