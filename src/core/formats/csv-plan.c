/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/csv-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ais/mmsi.h"
#include "formats/csv-guess.h"
#include "formats/csv-known.h"
#include "formats/csv-row.h"
#include "formats/csv-words.h"
#include "formats/error.h"
#include "formats/reader-private.h"

/* Columns that a message names. */
#define MAX_NAMES 40
#define MAX_UNREAD 8
#define E7 G_GINT64_CONSTANT (10000000)

static void G_GNUC_PRINTF (2, 3)
note (RsCsvPlan *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->notes, g_strdup_vprintf (format, args));
  va_end (args);
}

/* A line of remarks has few cells. */
static gboolean
is_comment (const RsCsvSampleRow *row)
{
  return row->record[0] == '#' && row->n_cells < 3;
}

static RsCell
get_cell (const RsCsvSampleRow *row, gint column)
{
  return rs_csv_get_cell (row->cells, row->n_cells, column);
}

/* By what the user says. @out_row: the row that was looked at. */
static gboolean
plan_map (RsCsvPlan *self, const RsReadOptions *options, guint *out_row, GError **error)
{
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < MIN (self->sample->rows->len, RS_MAX_PREAMBLE); i++)
    {
      const RsCsvSampleRow *row = rs_csv_sample_get (self->sample, i);

      if (is_comment (row))
        continue;
      if (rs_csv_layout_map (options->map, row->cells, row->n_cells, &self->columns,
                             first ? NULL : &first))
        {
          if (options->header != RS_HEADER_ANY)
            self->columns.has_header = options->header == RS_HEADER_YES;
          *out_row = i;
          return TRUE;
        }
      /* A title above the header has fewer cells than the rows. */
      if (row->n_cells >= self->sample->n_usual)
        break;
    }
  if (!first)
    g_set_error (&first, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                 _("there is no row whose columns the map could name"));
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

/* Whether what is called a time is the second of AIS's minute, which its messages have instead of one. */
static gboolean
holds_seconds (const RsCsvPlan *self, guint first)
{
  guint n = 0;

  if (self->columns.columns[RS_FIELD_CLOCK] >= 0)
    return FALSE;
  for (guint r = first; r < self->sample->rows->len; r++)
    {
      RsCell cell
          = get_cell (rs_csv_sample_get (self->sample, r), self->columns.columns[RS_FIELD_TIME]);

      if (cell.len > 0 && !rs_value_is_second (cell.text, cell.len))
        return FALSE;
      n += cell.len > 0;
    }
  return n > 0;
}

/* By the words of a header. */
static gboolean
plan_header (RsCsvPlan *self, const RsReadOptions *options, guint *out_row)
{
  for (guint i = 0; i < MIN (self->sample->rows->len, RS_MAX_PREAMBLE); i++)
    {
      const RsCsvSampleRow *row = rs_csv_sample_get (self->sample, i);
      g_autofree RsCell *cells = g_memdup2 (row->cells, row->n_cells * sizeof *cells);

      while (row->n_cells >= 3
             && rs_csv_layout_match (cells, row->n_cells, options->layout, &self->columns))
        {
          *out_row = i;
          if (!holds_seconds (self, i + 1))
            return TRUE;
          cells[self->columns.columns[RS_FIELD_TIME]].len = 0;
        }
    }
  return FALSE;
}

static guint
find_usual_row (const RsCsvPlan *self)
{
  for (guint i = 0; i < self->sample->rows->len; i++)
    if (rs_csv_sample_get (self->sample, i)->n_cells == self->sample->n_usual)
      return i;
  return 0;
}

/* A row without any number or date: no cell begins with a digit, whatever its sign. */
static gboolean
looks_like_header (const RsCsvSampleRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      RsCell cell = get_cell (row, (gint) i);

      if (cell.len > 1 && strchr ("+-.", cell.text[0]))
        cell.text++;
      if (cell.len > 0 && g_ascii_isdigit (cell.text[0]))
        return FALSE;
    }
  return TRUE;
}

/* What a header says where the words alone do not do. @skip: gets the columns that are of other times. A header
 * of single letters may be a spreadsheet's. */
static void
match_header (const RsCsvSampleRow *row, RsCsvColumns *named, gboolean *skip)
{
  rs_csv_layout_match (row->cells, row->n_cells, NULL, named);
  for (guint f = 0; f < RS_N_FIELDS; f++)
    if (named->columns[f] >= 0 && get_cell (row, named->columns[f]).len < 2)
      named->columns[f] = -1;
  for (guint i = 0; i < row->n_cells; i++)
    skip[i] = rs_csv_word_is_other_time (row->cells[i].text, row->cells[i].len);
}

static gboolean
guess_columns (RsCsvPlan *self, guint row, gboolean header, gboolean *out_order_known)
{
  const RsCsvSampleRow *first = rs_csv_sample_get (self->sample, row);
  g_autofree gboolean *skip = NULL;
  RsCsvColumns named;

  if (!header)
    return rs_csv_guess_columns (self->sample, row, NULL, NULL, &self->columns, out_order_known);
  skip = g_new0 (gboolean, MAX (first->n_cells, 1));
  match_header (first, &named, skip);
  if (!rs_csv_guess_columns (self->sample, row + 1, &named, skip, &self->columns, out_order_known)
      && !rs_csv_guess_columns (self->sample, row + 1, NULL, skip, &self->columns, out_order_known))
    return FALSE;
  rs_csv_columns_find_zone (&self->columns, first->cells, first->n_cells);
  return TRUE;
}

static gboolean
plan_values (RsCsvPlan *self, const RsReadOptions *options, guint *out_row)
{
  guint row = find_usual_row (self);
  gboolean order_known, header;

  if (self->sample->rows->len == 0)
    return FALSE;
  header = options->header == RS_HEADER_YES
           || (options->header == RS_HEADER_ANY
               && looks_like_header (rs_csv_sample_get (self->sample, row)));
  *out_row = row;
  if (!header && options->layout
      && rs_csv_known_by_position (options->layout, self->sample->n_usual, &self->columns))
    return TRUE;
  if (!guess_columns (self, row, header, &order_known))
    return FALSE;
  self->columns.has_header = header;
  self->by_value = TRUE;
  if (!order_known)
    note (self, _("Latitude and longitude were told apart by their order only: column %d was taken for "
                  "the latitude"),
          self->columns.columns[RS_FIELD_LAT] + 1);
  if (!order_known)
    self->advice |= RS_ADVICE_COLUMNS;
  return TRUE;
}

char *
rs_csv_plan_name_column (RsCell cell, guint i)
{
  rs_value_trim (&cell.text, &cell.len);
  return cell.len > 0 ? rs_read_clean (cell.text, cell.len, 64) : g_strdup_printf ("%u", i + 1);
}

char *
rs_csv_plan_list_names (const char *const *names, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, MAX_NAMES + 1); i++)
    g_string_append_printf (text, "%s%s", i ? ", " : "", i < MAX_NAMES ? names[i] : "…");
  return g_string_free (text, FALSE);
}

void
rs_csv_plan_add_name (GString *names, guint n, const char *name)
{
  if (n == MAX_UNREAD)
    g_string_append (names, ", …");
  else if (n < MAX_UNREAD)
    g_string_append_printf (names, "%s“%s”", n > 0 ? ", " : "", name);
}

static void
name_columns (RsCsvPlan *self, guint row)
{
  guint n = self->columns.n_columns;
  const RsCell none = { "", 0 };

  self->names = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    self->names[i] = rs_csv_plan_name_column (
        self->columns.has_header ? get_cell (rs_csv_sample_get (self->sample, row), (gint) i) : none,
        i);
}

/* Whether the table is one of the layout that the user says, if it is one with columns of its own. */
static gboolean
check_layout (const RsCsvPlan *self, const RsReadOptions *options, guint row, GError **error)
{
  const char *layout = options->layout;
  g_autofree char *missing = NULL, *there = NULL;
  const RsCsvSampleRow *header;

  if (!layout || !rs_csv_known_has (layout) || self->sample->rows->len == 0
      || (self->found && strcmp (self->columns.layout, layout) == 0))
    return TRUE;
  if (!self->columns.has_header)
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   /* Translators: number of columns, name of a layout */
                   _("the file has no header, and rows of %u columns, which are not those of the layout %s"),
                   self->sample->n_usual, layout);
      return FALSE;
    }
  header = rs_csv_sample_get (self->sample, row);
  missing = rs_csv_known_list_missing (layout, header->cells, header->n_cells);
  there = rs_csv_plan_list_names ((const char *const *) self->names, self->columns.n_columns);
  g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
               /* Translators: name of a layout, names of columns, names of columns */
               _("the layout %s needs columns that the header does not have: %s. It has: %s"),
               layout, missing, there);
  return FALSE;
}

static gboolean
is_full_time (RsCell cell)
{
  RsTimeReader times;
  gint64 t_ms;

  rs_time_reader_init (&times, NULL);
  return cell.len > 8
         && (rs_time_reader_parse (&times, cell.text, cell.len, &t_ms)
             || (times.day_first = FALSE,
                 rs_time_reader_parse (&times, cell.text, cell.len, &t_ms)));
}

/* A column called "time" beside one called "date" may hold all, and so may the date. */
static void
settle_clock (RsCsvPlan *self)
{
  gint date = self->columns.columns[RS_FIELD_TIME], clock = self->columns.columns[RS_FIELD_CLOCK];
  guint n = 0, n_clock_full = 0, n_date_full = 0;

  if (clock < 0)
    return;
  for (guint r = self->first_row; r < self->sample->rows->len; r++)
    {
      const RsCsvSampleRow *row = rs_csv_sample_get (self->sample, r);
      RsCell cell = get_cell (row, date);

      n++;
      n_clock_full += is_full_time (get_cell (row, clock));
      n_date_full += is_full_time (cell) && memchr (cell.text, ':', cell.len) != NULL;
    }
  if (n_clock_full * 2 > n)
    self->columns.columns[RS_FIELD_TIME] = clock;
  if (n_clock_full * 2 > n || n_date_full * 2 > n)
    self->columns.columns[RS_FIELD_CLOCK] = -1;
}

/* Units that only the values of a known layout tell. */
static void
settle_units (RsCsvPlan *self)
{
  RsCsvColumns *c = &self->columns;
  guint n_whole_lon = 0, n = 0, n_prefix = 0;
  gint64 value;

  self->has_open_speeds = strcmp (c->layout, "csv-marinetraffic") == 0
                          && c->columns[RS_FIELD_SOG] >= 0 && c->units[RS_FIELD_SOG] == RS_UNIT_DKN;
  for (guint r = self->first_row; r < self->sample->rows->len; r++)
    {
      const RsCsvSampleRow *row = rs_csv_sample_get (self->sample, r);
      RsCell lon = get_cell (row, c->columns[RS_FIELD_LON]);
      RsCell id = get_cell (row, c->columns[RS_FIELD_ID]);

      n++;
      n_whole_lon += rs_value_decimal (lon.text, lon.len, 0, &value) && ABS (value) > 181;
      n_prefix += id.len > 9 && id.text[9] == '-' && id.text[0] >= '2' && id.text[0] <= '7';
    }
  if (self->has_open_speeds)
    for (guint r = self->first_row; r < self->sample->rows->len; r++)
      rs_csv_plan_see_speed (
          self, get_cell (rs_csv_sample_get (self->sample, r), c->columns[RS_FIELD_SOG]));
  else if (strcmp (c->layout, "csv-aishub") == 0 && n_whole_lon * 2 > n)
    {
      c->units[RS_FIELD_LAT] = c->units[RS_FIELD_LON] = RS_UNIT_AIS;
      c->units[RS_FIELD_SOG] = RS_UNIT_DKN;
      c->units[RS_FIELD_COG] = RS_UNIT_DDEG;
      c->units[RS_FIELD_DRAUGHT] = RS_UNIT_DM;
      note (self, _("Numbers were read in the units of AIS: positions in 1/10000 minute, speed and "
                    "course in tenths"));
    }
  if (c->columns[RS_FIELD_MMSI] >= 0 || c->columns[RS_FIELD_ID] < 0)
    return;
  /* A segment's name may begin with the number of its ship; itself it is none. */
  if (n_prefix * 10 > n * 9)
    {
      c->columns[RS_FIELD_MMSI] = c->columns[RS_FIELD_ID];
      c->units[RS_FIELD_MMSI] = RS_UNIT_PREFIX;
      c->columns[RS_FIELD_ID] = -1;
    }
  else if (g_ascii_strcasecmp (self->names[c->columns[RS_FIELD_ID]], "seg_id") == 0)
    c->columns[RS_FIELD_ID] = -1;
}

/* Whether all values of a column are MMSIs of ships, and do not just number the rows. */
static gboolean
holds_mmsis (const RsCsvPlan *self, gint column)
{
  guint n = 0, n_rows = 0;
  guint64 mmsi, last = 0;
  gboolean counts = TRUE;

  for (guint r = self->first_row; r < self->sample->rows->len; r++)
    {
      RsCell cell = get_cell (rs_csv_sample_get (self->sample, r), column);

      n_rows++;
      if (rs_value_is_none (cell.text, cell.len))
        continue;
      if (!rs_value_uint (cell.text, cell.len, RS_MMSI_MAX, &mmsi)
          || rs_mmsi_get_kind ((guint32) mmsi) != RS_MMSI_SHIP
          || rs_mmsi_get_country ((guint32) mmsi)[0] == '\0')
        return FALSE;
      counts = counts && (n == 0 || mmsi == last + 1);
      last = mmsi;
      n++;
    }
  return n > 1 && n * 2 > n_rows && !counts;
}

/* Where the header names no number of the ship, the column whose values are some, whatever it is called. */
static void
settle_mmsi (RsCsvPlan *self)
{
  RsCsvColumns *c = &self->columns;

  if (c->columns[RS_FIELD_MMSI] >= 0 || c->columns[RS_FIELD_IMO] >= 0 || strcmp (c->layout, "csv") != 0)
    return;
  for (gint i = 0; i < (gint) c->n_columns; i++)
    {
      RsField field = 0;

      while (field < RS_N_FIELDS && c->columns[field] != i)
        field++;
      if ((field != RS_N_FIELDS && field != RS_FIELD_NAME && field != RS_FIELD_ID)
          || !holds_mmsis (self, i))
        continue;
      if (field != RS_N_FIELDS)
        c->columns[field] = -1;
      c->columns[RS_FIELD_MMSI] = i;
      c->units[RS_FIELD_MMSI] = RS_UNIT_USUAL;
      note (self, _("All values of column “%s” are MMSIs: it was read as the MMSI"), self->names[i]);
      self->advice |= RS_ADVICE_COLUMNS;
      return;
    }
}

/* Headers of a table of no known layout that nothing is read of. */
static void
note_unread (RsCsvPlan *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  if (!self->columns.has_header || strcmp (self->columns.layout, "csv") != 0)
    return;
  for (gint i = 0; i < (gint) self->columns.n_columns; i++)
    {
      gboolean used = get_cell (rs_csv_sample_get (self->sample, self->first_row - 1), i).len == 0;

      for (guint f = 0; f < RS_N_FIELDS; f++)
        used = used || self->columns.columns[f] == i;
      if (!used)
        rs_csv_plan_add_name (names, n++, self->names[i]);
    }
  if (n > 0)
    note (self, _("Columns that were not read: %s"), names->str);
}

static void
settle_vessel (RsCsvPlan *self)
{
  gint column = self->columns.columns[RS_FIELD_NAME];
  guint64 n = 0, n_numbers = 0, number;

  if (column < 0)
    return;
  for (guint r = self->first_row; r < self->sample->rows->len; r++)
    {
      RsCell cell = get_cell (rs_csv_sample_get (self->sample, r), column);

      n += cell.len > 0;
      n_numbers += rs_value_uint (cell.text, cell.len, G_MAXUINT32, &number);
    }
  rs_csv_columns_settle_vessel (&self->columns, self->names[column], n, n_numbers);
}

/* Vessels are told apart by their IMO numbers where nothing else does and most rows have one. */
static void
settle_imo (RsCsvPlan *self)
{
  guint n = 0, n_imo = 0;

  if (!rs_csv_columns_have_imo_only (&self->columns))
    return;
  for (guint r = self->first_row; r < self->sample->rows->len; r++)
    {
      n++;
      n_imo += rs_csv_parse_imo (get_cell (rs_csv_sample_get (self->sample, r),
                                           self->columns.columns[RS_FIELD_IMO])) > 0;
    }
  if (n_imo * 2 > n)
    self->columns.columns[RS_FIELD_ID] = self->columns.columns[RS_FIELD_IMO];
}

/* Latitudes that cannot be any where the longitudes could: said, never changed. */
static void
check_swapped (RsCsvPlan *self)
{
  gint lat = self->columns.columns[RS_FIELD_LAT], lon = self->columns.columns[RS_FIELD_LON];
  guint n = 0, n_swapped = 0;

  for (guint r = self->first_row; r < self->sample->rows->len; r++)
    {
      RsCell a = get_cell (rs_csv_sample_get (self->sample, r), lat);
      RsCell b = get_cell (rs_csv_sample_get (self->sample, r), lon);
      gint64 lat_e7, lon_e7;

      if (!rs_value_degrees (a.text, a.len, &lat_e7) || !rs_value_degrees (b.text, b.len, &lon_e7)
          || (lat_e7 == 91 * E7 && lon_e7 == 181 * E7))
        continue;
      n++;
      n_swapped += ABS (lat_e7) > 90 * E7 && ABS (lat_e7) <= 180 * E7 && ABS (lon_e7) <= 90 * E7;
    }
  if (n_swapped == 0 || n_swapped * 2 < n)
    return;
  note (self, _("Latitude and longitude look swapped: column “%s” holds values beyond 90 degrees, column “%s” "
                "none. They were read as they are named"),
        self->names[lat], self->names[lon]);
  self->advice |= RS_ADVICE_COLUMNS;
}

static void
note_zone (RsCsvPlan *self, const RsReadOptions *options)
{
  RsField field = self->columns.columns[RS_FIELD_CLOCK] >= 0 ? RS_FIELD_CLOCK : RS_FIELD_TIME;
  g_autofree char *text = NULL;

  if (options->time_zone && options->time_zone[0] != '\0')
    return;
  text = rs_csv_columns_describe_zone (&self->columns, rs_csv_plan_get_name (self, field));
  if (!text)
    return;
  note (self, "%s", text);
  self->advice |= RS_ADVICE_TIME_ZONE;
}

static void
weigh_dates (RsCsvPlan *self)
{
  for (guint r = self->first_row; r < self->sample->rows->len; r++)
    {
      const RsCsvSampleRow *row = rs_csv_sample_get (self->sample, r);
      RsCell cell = get_cell (row, self->columns.columns[RS_FIELD_TIME]);

      rs_date_order_add (&self->order, cell.text, cell.len, row->line);
    }
}

gboolean
rs_csv_plan_make (RsCsvPlan *self, const char *text, gsize n, gboolean whole,
                  const RsReadOptions *options, gboolean by_value, GError **error)
{
  guint row = 0;
  gboolean mapped = options->map && options->map[0] != '\0';

  memset (self, 0, sizeof *self);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->sample = rs_csv_sample_new (text, n, whole, options->delimiter, RS_CSV_PLAN_ROWS);
  self->delimiter = self->sample->delimiter;
  rs_csv_columns_init (&self->columns, self->sample->n_usual);
  if (mapped)
    {
      if (!plan_map (self, options, &row, error))
        return FALSE;
      self->found = TRUE;
    }
  else
    self->found = (options->header != RS_HEADER_NO && plan_header (self, options, &row))
                  || (by_value && plan_values (self, options, &row));
  if (!self->found)
    {
      rs_csv_columns_init (&self->columns, self->sample->n_usual);
      row = find_usual_row (self);
      self->columns.has_header
          = self->sample->rows->len > 0
            && (options->header == RS_HEADER_YES
                || (options->header == RS_HEADER_ANY
                    && looks_like_header (rs_csv_sample_get (self->sample, row))));
    }
  if (self->sample->rows->len > 0)
    {
      self->first_row = row + self->columns.has_header;
      self->first_line = rs_csv_sample_get (self->sample, row)->line + self->columns.has_header;
      name_columns (self, row);
    }
  if (!mapped && !check_layout (self, options, row, error))
    return FALSE;
  if (!self->found)
    return TRUE;
  if (!mapped)
    {
      settle_clock (self);
      settle_vessel (self);
      settle_units (self);
      settle_mmsi (self);
    }
  settle_imo (self);
  check_swapped (self);
  note_zone (self, options);
  if (!mapped)
    note_unread (self);
  weigh_dates (self);
  return TRUE;
}

void
rs_csv_plan_clear (RsCsvPlan *self)
{
  g_clear_pointer (&self->sample, rs_csv_sample_free);
  g_clear_pointer (&self->names, g_strfreev);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
}

const char *
rs_csv_plan_get_name (const RsCsvPlan *self, RsField field)
{
  gint column = self->columns.columns[field];

  return column >= 0 && (guint) column < self->columns.n_columns ? self->names[column] : NULL;
}

static gboolean
is_order_open (const RsCsvPlan *self)
{
  RsUnit unit = self->columns.units[RS_FIELD_TIME];

  return unit == RS_UNIT_USUAL;
}

gboolean
rs_csv_plan_needs_order (const RsCsvPlan *self)
{
  return is_order_open (self) && rs_date_order_result (&self->order) != RS_DATE_ORDER_NONE;
}

gboolean
rs_csv_plan_is_order_unsure (const RsCsvPlan *self)
{
  return is_order_open (self) && rs_date_order_is_guess (&self->order);
}

char *
rs_csv_plan_describe_order (const RsCsvPlan *self)
{
  return is_order_open (self) ? rs_date_order_describe (&self->order, TRUE) : NULL;
}

gboolean
rs_csv_plan_needs_speeds (const RsCsvPlan *self)
{
  return self->has_open_speeds && self->columns.units[RS_FIELD_SOG] == RS_UNIT_DKN;
}

void
rs_csv_plan_see_speed (RsCsvPlan *self, RsCell cell)
{
  if (memchr (cell.text, '.', cell.len) || memchr (cell.text, ',', cell.len))
    self->columns.units[RS_FIELD_SOG] = RS_UNIT_KN;
}

char *
rs_csv_plan_describe_speeds (const RsCsvPlan *self)
{
  return rs_csv_plan_needs_speeds (self)
             ? g_strdup (_("Speeds were read as tenths of a knot, as MarineTraffic writes them"))
             : NULL;
}

RsTimeForm
rs_csv_unit_to_time_form (RsUnit unit)
{
  static const RsTimeForm forms[RS_N_UNITS] = {
    [RS_UNIT_DMY] = RS_TIME_FORM_DMY,     [RS_UNIT_MDY] = RS_TIME_FORM_MDY,
    [RS_UNIT_YMD] = RS_TIME_FORM_YMD,     [RS_UNIT_EPOCH_S] = RS_TIME_FORM_S,
    [RS_UNIT_EPOCH_MS] = RS_TIME_FORM_MS, [RS_UNIT_EPOCH_US] = RS_TIME_FORM_US,
    [RS_UNIT_EPOCH_NS] = RS_TIME_FORM_NS, [RS_UNIT_EXCEL] = RS_TIME_FORM_EXCEL,
  };

  return forms[unit];
}

void
rs_csv_plan_set_times (const RsCsvPlan *self, RsTimeReader *times)
{
  times->form = rs_csv_unit_to_time_form (self->columns.units[RS_FIELD_TIME]);
  times->day_first = rs_date_order_is_day_first (&self->order);
}
