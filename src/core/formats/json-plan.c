/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/json-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/csv-known.h"
#include "formats/csv-plan.h"
#include "formats/error.h"

#define MAX_LEVEL 4
#define SAMPLE_RECORDS 100
/* A time and a position. */
#define MIN_VALUES 3

/* What aisstream's messages are made of, whichever of them come first. */
static const char *const aisstream_paths[]
    = { "MessageType",          "MetaData.MMSI",        "MetaData.time_utc",
        "MetaData.ShipName",    "Message.Latitude",     "Message.Longitude",
        "Message.Sog",          "Message.Cog",          "Message.TrueHeading",
        "Message.NavigationalStatus", "Message.Name",   "Message.ImoNumber",
        "Message.CallSign",     "Message.Type",         "Message.MaximumStaticDraught",
        "Message.Destination",  "Message.Dimension.A",  "Message.Dimension.B",
        "Message.Dimension.C",  "Message.Dimension.D" };
static const char aisstream_map[]
    = "mobile=MessageType,mmsi=MetaData.MMSI,t=MetaData.time_utc,lat=Message.Latitude,"
      "lon=Message.Longitude,sog=Message.Sog,cog=Message.Cog,heading=Message.TrueHeading,"
      "status=Message.NavigationalStatus,name=Message.Name,imo=Message.ImoNumber,"
      "callsign=Message.CallSign,type=Message.Type,draught=Message.MaximumStaticDraught,"
      "destination=Message.Destination,a=Message.Dimension.A,b=Message.Dimension.B,"
      "c=Message.Dimension.C,d=Message.Dimension.D";

gboolean
rs_json_is_json (const char *text, gsize n)
{
  gsize i = 0;

  while (i < n && (g_ascii_isspace (text[i]) || (guchar) text[i] == 0xef || (guchar) text[i] == 0xbb
                   || (guchar) text[i] == 0xbf))
    i++;
  if (i == n || (text[i] != '{' && text[i] != '['))
    return FALSE;
  for (i++; i < n && g_ascii_isspace (text[i]); i++)
    ;
  return i < n && strchr ("\"{[}]", text[i]) != NULL;
}

/* The layouts of CSV by their names here. */
static const char *const layout_names[][2] = { { "csv-marinetraffic", "json-marinetraffic" },
                                               { "csv-gfw", "json-gfw" },
                                               { "csv-aishub", "json-aishub" },
                                               { "csv-barentswatch", "json-barentswatch" },
                                               { "csv-aisstream", "json-aisstream" } };

static const char *
name_layout (const char *csv)
{
  for (gsize i = 0; i < G_N_ELEMENTS (layout_names); i++)
    if (strcmp (csv, layout_names[i][0]) == 0)
      return layout_names[i][1];
  return "json";
}

/* (nullable): the layout of CSV that has the same values. */
static const char *
get_csv_layout (const char *json)
{
  for (gsize i = 0; json && i < G_N_ELEMENTS (layout_names); i++)
    if (strcmp (json, layout_names[i][1]) == 0)
      return layout_names[i][0];
  return NULL;
}

static gboolean
is_marinetraffic (const RsJsonPlan *self)
{
  return strcmp (self->columns.layout, "json-marinetraffic") == 0
         && self->columns.columns[RS_FIELD_SOG] >= 0;
}

/* Units that values tell: see csv-plan.c, which does it for rows. */
static void
settle_units (RsJsonPlan *self)
{
  RsCsvColumns *c = &self->columns;

  if (is_marinetraffic (self) && self->survey.n_pointed_speeds > 0)
    c->units[RS_FIELD_SOG] = RS_UNIT_KN;
  if (strcmp (c->layout, "json-aishub") == 0
      && self->survey.n_ais_places * 2 > self->survey.n_records)
    {
      c->units[RS_FIELD_LAT] = c->units[RS_FIELD_LON] = RS_UNIT_AIS;
      c->units[RS_FIELD_SOG] = RS_UNIT_DKN;
      c->units[RS_FIELD_COG] = RS_UNIT_DDEG;
      c->units[RS_FIELD_DRAUGHT] = RS_UNIT_DM;
    }
}

static void
settle_vessel (RsJsonPlan *self)
{
  gint column = self->columns.columns[RS_FIELD_NAME];

  if (column >= 0)
    rs_csv_columns_settle_vessel (&self->columns, g_ptr_array_index (self->table.paths, column),
                                  self->survey.n_names, self->survey.n_number_names);
}

/* (transfer full): the paths as the cells of a header. */
static RsCell *
list_names (const RsJsonPlan *self)
{
  guint n = self->table.paths->len;
  RsCell *names = g_new (RsCell, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    {
      const char *path = g_ptr_array_index (self->table.paths, i);

      names[i] = (RsCell) { path, strlen (path) };
    }
  return names;
}

static gboolean
match (RsJsonPlan *self, RsCell *names, const RsReadOptions *options, gboolean is_aisstream,
       GError **error)
{
  guint n = self->table.paths->len;
  gboolean mapped = options->map && options->map[0] != '\0';

  if (mapped || is_aisstream)
    {
      if (!rs_csv_layout_map (mapped ? options->map : aisstream_map, names, n, &self->columns, error))
        return FALSE;
      self->columns.layout = is_aisstream ? "json-aisstream" : "json";
      return TRUE;
    }
  if (!rs_csv_layout_match (names, n, get_csv_layout (options->layout), &self->columns))
    return FALSE;
  self->columns.layout = name_layout (self->columns.layout);
  return TRUE;
}

/* Takes the first records of this shape; how many there are. */
static guint
take_sample (RsJsonPlan *self, const char *text, gsize n)
{
  g_autoptr (RsInput) input = rs_input_new_for_bytes (text, n);
  RsJsonRecords records;
  const char *reason;
  RsJsonResult result;
  guint n_taken = 0;

  rs_json_records_init (&records, input, &self->shape);
  for (guint i = 0; i < SAMPLE_RECORDS; i++)
    {
      result = rs_json_records_next (&records, &reason, NULL);
      if (result == RS_JSON_END || result == RS_JSON_ERROR)
        break;
      if (result == RS_JSON_RECORD)
        n_taken += rs_json_table_take (&self->table, records.record->str, records.record->len);
    }
  rs_json_records_clear (&records);
  return n_taken;
}

static void
survey_text (RsJsonPlan *self, const char *text, gsize n)
{
  g_autoptr (RsInput) input = rs_input_new_for_bytes (text, n);

  rs_json_survey_run (&self->survey, &self->table, &self->columns, input, &self->shape,
                      SAMPLE_RECORDS, NULL, NULL);
}

/* The lists have no names: they are numbered. */
static void
number_values (RsJsonPlan *self)
{
  for (guint i = 0; i < self->table.paths->len; i++)
    {
      char *name = self->table.paths->pdata[i];

      self->table.paths->pdata[i] = g_strdup_printf ("%u", i + 1);
      g_free (name);
    }
  g_hash_table_remove_all (self->table.by_path);
}

/* Records of this shape that say when and where. */
static gboolean
try_shape (RsJsonPlan *self, const char *text, gsize n, const RsReadOptions *options, GError **error)
{
  gboolean is_aisstream = FALSE, mapped = options->map && options->map[0] != '\0';
  guint n_records = take_sample (self, text, n);
  g_autofree RsCell *names = NULL;

  /* A header and a row, unless a person says what is what. */
  if (self->shape.is_lists && n_records < 2 && !mapped)
    return FALSE;
  if (g_hash_table_contains (self->table.by_path, "MetaData.time_utc")
      && g_hash_table_contains (self->table.by_path, "MessageType"))
    {
      is_aisstream = TRUE;
      for (gsize i = 0; i < G_N_ELEMENTS (aisstream_paths); i++)
        if (!g_hash_table_contains (self->table.by_path, aisstream_paths[i])
            && self->table.paths->len < RS_MAX_COLUMNS)
          {
            char *path = g_strdup (aisstream_paths[i]);

            g_ptr_array_add (self->table.paths, path);
            g_hash_table_insert (self->table.by_path, path,
                                 GUINT_TO_POINTER (self->table.paths->len));
          }
    }
  names = list_names (self);
  if (!match (self, names, options, is_aisstream, error))
    return FALSE;
  self->table.closed = TRUE;
  self->shape.has_header = self->shape.is_lists && self->columns.has_header;
  survey_text (self, text, n);
  /* A second of AIS's minute is no time, whatever it is called. */
  while (!mapped && !is_aisstream && self->survey.n_seconds > 0
         && self->survey.n_seconds == self->survey.n_times)
    {
      names[self->columns.columns[RS_FIELD_TIME]].len = 0;
      if (!match (self, names, options, FALSE, error))
        return FALSE;
      survey_text (self, text, n);
    }
  if (self->shape.is_lists && !self->columns.has_header)
    number_values (self);
  /* A value called "time" beside one called "date" may hold all. */
  if (self->survey.n_full_clocks * 2 > self->survey.n_records)
    {
      self->columns.columns[RS_FIELD_TIME] = self->columns.columns[RS_FIELD_CLOCK];
      self->columns.columns[RS_FIELD_CLOCK] = -1;
      survey_text (self, text, n);
    }
  if (!mapped)
    {
      settle_units (self);
      settle_vessel (self);
    }
  if (rs_csv_columns_have_imo_only (&self->columns) && self->survey.n_imos * 2 > self->survey.n_records)
    self->columns.columns[RS_FIELD_ID] = self->columns.columns[RS_FIELD_IMO];
  return TRUE;
}

gboolean
rs_json_plan_make (RsJsonPlan *self, const char *text, gsize n, const RsReadOptions *options,
                   GError **error)
{
  g_autoptr (GError) first = NULL;

  memset (self, 0, sizeof *self);
  rs_json_table_init (&self->table);
  if (!rs_json_is_json (text, n))
    return FALSE;
  for (guint i = 0; i < 2 * (MAX_LEVEL + 1); i++)
    {
      self->shape = (RsJsonShape) { .level = i % (MAX_LEVEL + 1), .is_lists = i > MAX_LEVEL };
      if (try_shape (self, text, n, options, first ? NULL : &first))
        return TRUE;
      rs_json_table_clear (&self->table);
      rs_json_table_init (&self->table);
    }
  if (first)
    g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

/* Whether the records are lists, whose values have no names: "[[1,". */
static gboolean
has_lists (const char *text, gsize n)
{
  guint n_lists = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (text[i] == '[')
        n_lists++;
      else if (!g_ascii_isspace (text[i]) && !((guchar) text[i] & 0x80))
        return n_lists > 1 && text[i] != '{';
    }
  return FALSE;
}

gboolean
rs_json_plan_set_unknown (const char *text, gsize n, const char *path, GError **error)
{
  if (has_lists (text, n))
    g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN,
                 _("“%s” is JSON whose records are lists, and no first list names their values. Get the data "
                   "with names (MarineTraffic: protocol jsono) or as CSV, or say which value is which"),
                 path);
  else
    g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN,
                 _("“%s” is JSON without records that have a time, a latitude and a longitude by names that "
                   "are known"),
                 path);
  return FALSE;
}

gboolean
rs_json_plan_check_layout (const RsJsonPlan *self, const RsReadOptions *options, GError **error)
{
  const char *csv = get_csv_layout (options->layout);
  g_autofree RsCell *names = NULL;
  g_autofree char *missing = NULL, *there = NULL;

  if (!csv || (options->map && options->map[0] != '\0')
      || strcmp (self->columns.layout, options->layout) == 0)
    return TRUE;
  names = list_names (self);
  missing = rs_csv_known_list_missing (csv, names, self->table.paths->len);
  there = rs_csv_plan_list_names ((const char *const *) self->table.paths->pdata,
                                  self->table.paths->len);
  g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
               /* Translators: name of a layout, names of values, names of values */
               _("the layout %s needs values that the records do not have: %s. They have: %s"),
               options->layout, missing, there);
  return FALSE;
}

gboolean
rs_json_plan_survey (RsJsonPlan *self, const char *text, gsize n)
{
  g_autofree RsCell *names = NULL;
  guint best = 0, best_level = 0;

  memset (self, 0, sizeof *self);
  rs_json_table_init (&self->table);
  if (!rs_json_is_json (text, n))
    return FALSE;
  for (self->shape.level = 0; self->shape.level <= MAX_LEVEL; self->shape.level++)
    {
      guint n_records = take_sample (self, text, n);

      if (self->table.paths->len >= MIN_VALUES && n_records > best)
        {
          best = n_records;
          best_level = self->shape.level;
        }
      rs_json_table_clear (&self->table);
      rs_json_table_init (&self->table);
    }
  self->shape.level = best_level;
  if (best == 0)
    return FALSE;
  take_sample (self, text, n);
  self->table.closed = TRUE;
  names = list_names (self);
  rs_csv_layout_match (names, self->table.paths->len, NULL, &self->columns);
  self->columns.has_header = TRUE;
  return TRUE;
}

gboolean
rs_json_plan_weigh (RsJsonPlan *self, RsInput *input, GCancellable *cancellable, GError **error)
{
  gboolean order_open = self->columns.units[RS_FIELD_TIME] == RS_UNIT_USUAL
                        && rs_date_order_result (&self->survey.order) != RS_DATE_ORDER_NONE;
  gboolean speeds_open = is_marinetraffic (self) && self->columns.units[RS_FIELD_SOG] == RS_UNIT_DKN;

  if (!order_open && !speeds_open)
    return TRUE;
  if (!rs_json_survey_run (&self->survey, &self->table, &self->columns, input, &self->shape,
                           G_MAXUINT64, cancellable, error))
    return FALSE;
  if (speeds_open)
    settle_units (self);
  return TRUE;
}

void
rs_json_plan_set_times (const RsJsonPlan *self, RsTimeReader *times)
{
  times->form = rs_csv_unit_to_time_form (self->columns.units[RS_FIELD_TIME]);
  times->day_first = rs_date_order_is_day_first (&self->survey.order);
}

void
rs_json_plan_clear (RsJsonPlan *self)
{
  rs_json_table_clear (&self->table);
}
