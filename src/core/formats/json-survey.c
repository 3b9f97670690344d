/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/json-survey.h"

#include <string.h>

#include "formats/csv-row.h"
#include "formats/values.h"

#define E7 G_GINT64_CONSTANT (10000000)
/* Records between two looks at the cancellable. */
#define RECORDS_PER_LOOK 1024

static RsCell
get_cell (const RsJsonTable *table, gint column)
{
  RsCell cell = { "", 0 };

  if (column >= 0 && (guint) column < table->paths->len)
    cell = table->cells[column];
  rs_value_trim (&cell.text, &cell.len);
  return cell;
}

static gboolean
is_full_time (RsCell cell)
{
  RsTimeReader times;
  gint64 t_ms;

  rs_time_reader_init (&times, NULL);
  return cell.len > 8 && rs_time_reader_parse (&times, cell.text, cell.len, &t_ms);
}

static void
take (RsJsonSurvey *self, const RsJsonTable *table, const RsCsvColumns *columns, guint32 line)
{
  gint sog_column = columns->columns[RS_FIELD_SOG];
  RsCell time = get_cell (table, columns->columns[RS_FIELD_TIME]);
  RsCell sog = get_cell (table, sog_column);
  RsCell lat = get_cell (table, columns->columns[RS_FIELD_LAT]);
  RsCell lon = get_cell (table, columns->columns[RS_FIELD_LON]);
  RsCell name = get_cell (table, columns->columns[RS_FIELD_NAME]);
  gint64 lat_e7, lon_e7, value;
  guint64 number;

  self->n_records++;
  self->n_names += name.len > 0;
  self->n_number_names += rs_value_uint (name.text, name.len, G_MAXUINT32, &number);
  self->n_imos += rs_csv_parse_imo (get_cell (table, columns->columns[RS_FIELD_IMO])) > 0;
  self->n_full_clocks += is_full_time (get_cell (table, columns->columns[RS_FIELD_CLOCK]));
  self->n_times += time.len > 0;
  self->n_seconds += columns->columns[RS_FIELD_CLOCK] < 0 && rs_value_is_second (time.text, time.len);
  rs_date_order_add (&self->order, time.text, time.len, line);
  self->n_pointed_speeds += sog.len > 0
                            && (memchr (sog.text, '.', sog.len) || table->has_point[sog_column]);
  self->n_ais_places += rs_value_decimal (lon.text, lon.len, 0, &value) && ABS (value) > 181;
  if (!rs_value_degrees (lat.text, lat.len, &lat_e7) || !rs_value_degrees (lon.text, lon.len, &lon_e7)
      || (lat_e7 == 91 * E7 && lon_e7 == 181 * E7))
    return;
  self->n_places++;
  self->n_swapped += ABS (lat_e7) > 90 * E7 && ABS (lat_e7) <= 180 * E7 && ABS (lon_e7) <= 90 * E7;
}

gboolean
rs_json_survey_run (RsJsonSurvey *self, RsJsonTable *table, const RsCsvColumns *columns,
                    RsInput *input, const RsJsonShape *shape, guint64 max, GCancellable *cancellable,
                    GError **error)
{
  RsJsonRecords records;
  RsJsonResult result = RS_JSON_RECORD;
  gboolean ok = TRUE;

  memset (self, 0, sizeof *self);
  rs_json_records_init (&records, input, shape);
  for (guint64 n = 0; ok && n < max; n++)
    {
      const char *reason;

      result = rs_json_records_next (&records, &reason, error);
      if (result == RS_JSON_END || result == RS_JSON_ERROR)
        break;
      if (result == RS_JSON_RECORD
          && rs_json_table_take (table, records.record->str, records.record->len))
        take (self, table, columns, records.record_line);
      ok = n % RECORDS_PER_LOOK != 0 || !g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  rs_json_records_clear (&records);
  return ok && result != RS_JSON_ERROR;
}
