/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/csv-row.h"

#include <string.h>

#include "ais/mmsi.h"
#include "formats/reader-private.h"
#include "formats/reason.h"

/* Tenths of a degree in 12 bits: MarineCadastre's older files took the first of them for a sign, so that 232.0
 * degrees are -177.6 there. */
#define SIGNED_COURSES 4096

static const RsField static_fields[] = {
  RS_FIELD_NAME,    RS_FIELD_IMO,         RS_FIELD_CALLSIGN, RS_FIELD_TYPE,
  RS_FIELD_LENGTH,  RS_FIELD_WIDTH,       RS_FIELD_DRAUGHT,  RS_FIELD_DESTINATION,
  RS_FIELD_DIM_A,   RS_FIELD_DIM_B,       RS_FIELD_DIM_C,    RS_FIELD_DIM_D,
};

gboolean
rs_csv_row_reader_init (RsCsvRowReader *self, const RsCsvColumns *columns, const char *zone)
{
  guint n = 0;

  *self = (RsCsvRowReader){ .columns = *columns };
  self->is_by_imo = columns->columns[RS_FIELD_ID] >= 0
                    && columns->columns[RS_FIELD_ID] == columns->columns[RS_FIELD_IMO];
  for (guint column = 0; column < RS_MAX_COLUMNS; column++)
    for (gsize i = 0; i < G_N_ELEMENTS (static_fields); i++)
      if (columns->columns[static_fields[i]] == (gint) column)
        {
          self->static_columns[n++] = column;
          break;
        }
  self->n_static = n;
  self->has_signed_courses = strcmp (columns->layout, "csv-noaa") == 0;
  return rs_time_reader_init (&self->times, zone && zone[0] != '\0' ? zone : columns->zone);
}

void
rs_csv_row_reader_init_copy (RsCsvRowReader *self, const RsCsvRowReader *other)
{
  *self = *other;
  self->times.n_doubled = self->times.n_skipped = self->times.n_days = 0;
  if (self->times.zone)
    g_time_zone_ref (self->times.zone);
}

void
rs_csv_row_reader_clear (RsCsvRowReader *self)
{
  rs_time_reader_clear (&self->times);
}

static inline gboolean
is_digit (char c)
{
  return (guchar) (c - '0') <= 9;
}

/* A cell, trimmed, and empty where the file says that there is nothing. */
static inline RsCell
get_cell (const RsCsvRowReader *self, const RsCell *cells, guint n_cells, RsField field)
{
  gint column = self->columns.columns[field];
  RsCell cell = { "", 0 };

  if (column >= 0 && (guint) column < n_cells)
    {
      cell = cells[column];
      if (cell.len > 0 && ((guchar) cell.text[0] <= ' ' || (guchar) cell.text[cell.len - 1] <= ' '))
        rs_value_trim (&cell.text, &cell.len);
      /* No word for "nothing" has a digit first. */
      if (cell.len > 0 && !is_digit (cell.text[0]) && rs_value_is_none (cell.text, cell.len))
        cell.len = 0;
    }
  return cell;
}

guint32
rs_csv_parse_imo (RsCell cell)
{
  guint64 imo;

  if (cell.len >= 3 && g_ascii_strncasecmp (cell.text, "IMO", 3) == 0)
    {
      cell.text += 3;
      cell.len -= 3;
      rs_value_trim (&cell.text, &cell.len);
    }
  return rs_value_uint (cell.text, cell.len, 99999999, &imo) ? (guint32) imo : 0;
}

static inline guint32
field_bit (RsField field)
{
  return 1u << field;
}

/* A cell that is a length, in metres x 10^scale, 0 none. */
static guint16
parse_metres (const RsCsvRowReader *self, const RsCell *cells, RsField field, guint scale, guint max,
              guint32 *left_out)
{
  RsUnit unit = self->columns.units[field];
  RsCell cell = cells[field];
  gint64 value;

  if (cell.len == 0)
    return 0;
  if (!rs_value_decimal (cell.text, cell.len, unit == RS_UNIT_DM ? scale + 2 : scale, &value)
      || value > G_MAXINT32)
    value = -1;
  else if (unit == RS_UNIT_DM)
    value = (value + 500) / 1000;
  else if (unit == RS_UNIT_FT)
    value = (value * 3048 + 5000) / 10000;
  if (value >= 0 && value <= max)
    return (guint16) value;
  *left_out |= field_bit (field);
  return 0;
}

/* How many zeros, points and blanks it begins with: "0", "0.0" and "IMO0000000" mean none. */
static gsize
count_zeros (RsCell cell)
{
  gsize n = cell.len >= 3 && g_ascii_strncasecmp (cell.text, "IMO", 3) == 0 ? 3 : 0;

  while (n < cell.len && strchr ("0. ", cell.text[n]) && cell.text[n] != '\0')
    n++;
  return n;
}

/* Names from a transponder may hold what follows their '@'. */
static char *
clean_name (RsCell cell)
{
  const char *at = memchr (cell.text, '@', cell.len);
  char *text;

  if (at)
    cell.len = (gsize) (at - cell.text);
  text = rs_read_clean (cell.text, cell.len, RS_MAX_NAME);
  return g_strchomp (text);
}

char *
rs_csv_row_dup_name (const RsCsvRowReader *self, const RsCell *cells, guint n_cells,
                     gboolean *out_is_label)
{
  RsCell cell = get_cell (self, cells, n_cells, RS_FIELD_NAME);

  if (out_is_label)
    *out_is_label = cell.len == 0;
  if (cell.len == 0)
    cell = get_cell (self, cells, n_cells, RS_FIELD_ID);
  if (cell.len > 0 && self->is_by_imo)
    {
      guint32 imo = rs_csv_parse_imo (cell);

      return imo > 0 ? g_strdup_printf ("IMO %u", imo) : g_strdup ("");
    }
  if (cell.len == 0 && self->whole)
    return g_strdup (self->whole);
  return clean_name (cell);
}

char *
rs_csv_row_dup_column (const RsCsvRowReader *self, RsField field)
{
  gint column = self->columns.columns[field];

  return self->names && column >= 0 && (guint) column < self->columns.n_columns
             ? g_strdup (self->names[column])
             : g_strdup_printf ("%d", column + 1);
}

/* The first value behind the last column; -1 none. */
static gint
find_surplus (const RsCsvRowReader *self, const RsCell *cells, guint n_cells)
{
  for (guint i = self->columns.n_columns; i < n_cells; i++)
    {
      RsCell cell = cells[i];

      rs_value_trim (&cell.text, &cell.len);
      if (cell.len > 0)
        return (gint) i;
    }
  return -1;
}

char *
rs_csv_row_dup_reason (const RsCsvRowReader *self, const RsCell *cells, guint n_cells,
                       const RsCsvRow *row)
{
  gboolean is_surplus = strcmp (row->problem, RS_REJECT_SURPLUS) == 0;
  gint column = row->problem_field < RS_N_FIELDS ? self->columns.columns[row->problem_field] : -1;
  g_autofree char *value = NULL, *name = NULL;

  if (is_surplus)
    column = find_surplus (self, cells, n_cells);
  if (column < 0)
    return g_strdup (row->problem);
  name = is_surplus ? g_strdup_printf ("%d", column + 1)
                    : rs_csv_row_dup_column (self, row->problem_field);
  if ((guint) column < n_cells)
    value = rs_read_clean (cells[column].text, cells[column].len, 80);
  return g_strdup_printf ("%s: %s = “%s”", row->problem, name, value ? value : "");
}

void
rs_csv_row_get_statics (const RsCsvRowReader *self, const RsCell *cells, guint n_cells,
                        RsCsvStatics *out)
{
  RsCell c[RS_N_FIELDS];
  guint32 *left_out = &out->left_out;

  *left_out = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (static_fields); i++)
    c[static_fields[i]] = get_cell (self, cells, n_cells, static_fields[i]);
  out->name = clean_name (c[RS_FIELD_NAME]);
  out->callsign = clean_name (c[RS_FIELD_CALLSIGN]);
  out->destination = clean_name (c[RS_FIELD_DESTINATION]);
  out->imo = rs_csv_parse_imo (c[RS_FIELD_IMO]);
  if (out->imo == 0 && count_zeros (c[RS_FIELD_IMO]) < c[RS_FIELD_IMO].len)
    *left_out |= field_bit (RS_FIELD_IMO);
  out->ship_type = rs_csv_parse_ship_type (c[RS_FIELD_TYPE].text, c[RS_FIELD_TYPE].len);
  out->dim_a_m = parse_metres (self, c, RS_FIELD_DIM_A, 0, 511, left_out);
  out->dim_b_m = parse_metres (self, c, RS_FIELD_DIM_B, 0, 511, left_out);
  out->dim_c_m = parse_metres (self, c, RS_FIELD_DIM_C, 0, 63, left_out);
  out->dim_d_m = parse_metres (self, c, RS_FIELD_DIM_D, 0, 63, left_out);
  /* Only length and width: the antenna's place is not known. AIS says so by A = C = 0 (ITU-R M.1371,
   * dimensions without a reference point). */
  if (out->dim_a_m == 0 && out->dim_b_m == 0)
    out->dim_b_m = parse_metres (self, c, RS_FIELD_LENGTH, 0, 1022, left_out);
  if (out->dim_c_m == 0 && out->dim_d_m == 0)
    out->dim_d_m = parse_metres (self, c, RS_FIELD_WIDTH, 0, 126, left_out);
  out->draught_dm = parse_metres (self, c, RS_FIELD_DRAUGHT, 1, 400, left_out);
}

void
rs_csv_statics_fill (const RsCsvStatics *self, RsReadStatic *out)
{
  out->name = self->name;
  out->callsign = self->callsign;
  out->destination = self->destination;
  out->imo = self->imo;
  out->ship_type = self->ship_type;
  out->dim_a_m = self->dim_a_m;
  out->dim_b_m = self->dim_b_m;
  out->dim_c_m = self->dim_c_m;
  out->dim_d_m = self->dim_d_m;
  out->draught_dm = self->draught_dm;
}

void
rs_csv_statics_clear (RsCsvStatics *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->callsign, g_free);
  g_clear_pointer (&self->destination, g_free);
}

/* Multiplies to 128 bits and folds: each bit of the text reaches each of the hash. */
static inline guint64
mix (guint64 hash, guint64 word)
{
  unsigned __int128 product
      = (unsigned __int128) (hash ^ word) * G_GUINT64_CONSTANT (0x9fb21c651e98df25);

  return (guint64) product ^ (guint64) (product >> 64);
}

static inline guint64
take_word (const char *text)
{
  guint64 word;

  memcpy (&word, text, sizeof word);
  return word;
}

static inline guint64
mix_text (guint64 hash, const char *text, gsize len)
{
  guint64 word = 0;

  hash = mix (hash, len);
  if (len >= 8)
    {
      for (gsize at = 0; at + 8 < len; at += 8)
        hash = mix (hash, take_word (text + at));
      /* The last ones, some of them once more. */
      return mix (hash, take_word (text + len - 8));
    }
  for (gsize i = 0; i < len; i++)
    word = word << 8 | (guchar) text[i];
  return len > 0 ? mix (hash, word) : hash;
}

/* Of the static cells as they lie there. Columns beside each other are taken as one text, delimiters and
 * all, if the row has no quotes in them. */
static guint64
fingerprint (const RsCsvRowReader *self, const RsCell *cells, guint n_cells)
{
  guint64 hash = G_GUINT64_CONSTANT (0x243f6a8885a308d3);
  gsize n = 0;

  for (guint i = 0; i < self->n_static; i++)
    {
      guint first = self->static_columns[i], last = first;

      if (first >= n_cells)
        break;
      while (i + 1 < self->n_static && self->static_columns[i + 1] == last + 1
             && last + 1 < n_cells
             && cells[last + 1].text == cells[last].text + cells[last].len + 1)
        {
          n += cells[last].len;
          last++;
          i++;
        }
      n += cells[last].len;
      hash = mix_text (hash, cells[first].text,
                       (gsize) (cells[last].text - cells[first].text) + cells[last].len);
    }
  /* 0 stands for a row that says nothing; a label has to be said, too. */
  if (n == 0 && self->columns.columns[RS_FIELD_MMSI] < 0
      && (self->whole || self->columns.columns[RS_FIELD_ID] >= 0))
    return 2;
  return n == 0 ? 0 : MAX (hash, 2);
}

/* An angle of a position, degrees x 10^7. */
static gboolean
parse_angle (const RsCsvRowReader *self, RsField field, RsCell cell, gint64 *out_e7)
{
  RsUnit unit = self->columns.units[field];
  gint64 value;

  if (unit == RS_UNIT_AIS)
    {
      /* 1/600000 degree. */
      if (!rs_value_decimal (cell.text, cell.len, 0, &value) || ABS (value) > G_MAXINT32)
        return FALSE;
      *out_e7 = (value * 100 + (value < 0 ? -3 : 3)) / 6;
      return TRUE;
    }
  if (unit == RS_UNIT_E6 || unit == RS_UNIT_E7)
    return rs_value_decimal (cell.text, cell.len, unit == RS_UNIT_E6 ? 1 : 0, out_e7);
  return rs_value_decimal (cell.text, cell.len, 7, out_e7)
         || rs_value_degrees (cell.text, cell.len, out_e7);
}

/* A speed in tenths of a knot. */
static gboolean
parse_speed (const RsCsvRowReader *self, RsCell cell, gint64 *out_dkn)
{
  RsUnit unit = self->columns.units[RS_FIELD_SOG];
  gint64 value;

  if (unit != RS_UNIT_KMH && unit != RS_UNIT_MPS && unit != RS_UNIT_MPH)
    return rs_value_decimal (cell.text, cell.len, unit == RS_UNIT_DKN ? 0 : 1, out_dkn);
  if (!rs_value_decimal (cell.text, cell.len, 4, &value) || ABS (value) > G_MAXINT32)
    return FALSE;
  if (unit == RS_UNIT_MPS)
    value = value * 36 / 10;
  else if (unit == RS_UNIT_MPH)
    value = value * 1609344 / 1000000;
  *out_dkn = (value + 926) / 1852;
  return TRUE;
}

/* A course or heading in tenths of a degree. */
static gboolean
parse_turn (const RsCsvRowReader *self, RsField field, RsCell cell, gint64 *out_ddeg)
{
  return rs_value_decimal (cell.text, cell.len, self->columns.units[field] == RS_UNIT_DDEG ? 0 : 1,
                           out_ddeg);
}

/* Which of a date and a time of day is to blame where both together are no time. */
static RsField
blame_time (RsCsvRowReader *self, RsCell date)
{
  gint64 t_ms;

  return rs_time_reader_parse (&self->times, date.text, date.len, &t_ms) ? RS_FIELD_CLOCK
                                                                         : RS_FIELD_TIME;
}

/* The time of one cell, or of a date and a time of day in two. NULL or why there is none, and which is to
 * blame. */
static const char *
parse_time (RsCsvRowReader *self, const RsCell *cells, guint n_cells, gint64 *out_t_ms,
            RsField *out_field)
{
  RsCell date = get_cell (self, cells, n_cells, RS_FIELD_TIME), clock;
  char joined[96];

  *out_field = RS_FIELD_TIME;
  if (date.len == 0)
    return RS_REJECT_NO_TIME;
  if (self->columns.columns[RS_FIELD_CLOCK] < 0)
    return rs_time_reader_parse (&self->times, date.text, date.len, out_t_ms) ? NULL
                                                                              : RS_REJECT_BAD_TIME;
  clock = get_cell (self, cells, n_cells, RS_FIELD_CLOCK);
  *out_field = RS_FIELD_CLOCK;
  if (clock.len == 0)
    return RS_REJECT_NO_TIME;
  if (date.len + clock.len + 1 > sizeof joined)
    return RS_REJECT_BAD_TIME;
  memcpy (joined, date.text, date.len);
  joined[date.len] = ' ';
  memcpy (joined + date.len + 1, clock.text, clock.len);
  if (rs_time_reader_parse (&self->times, joined, date.len + 1 + clock.len, out_t_ms))
    return NULL;
  *out_field = blame_time (self, date);
  return RS_REJECT_BAD_TIME;
}

/* Whether a status says that it says nothing. */
static gboolean
is_no_status (RsCell cell)
{
  static const char *const words[] = { "unknown", "undefined", "not defined", "not-defined", "default",
                                       "not available", "reserved" };

  if (g_ascii_isdigit (cell.text[0]))
    return cell.len >= 2 && memcmp (cell.text, "15", 2) == 0;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (cell.len >= strlen (words[i])
        && g_ascii_strncasecmp (cell.text, words[i], strlen (words[i])) == 0)
      return TRUE;
  return FALSE;
}

/* By the words of our own exports. */
static gboolean
parse_provenance (RsCell cell, guint8 *out)
{
  for (guint8 i = RS_OBSERVED; i <= RS_ASSERTED; i++)
    {
      const char *word = rs_provenance_to_string ((RsProvenance) i);

      if (cell.len == strlen (word) && g_ascii_strncasecmp (cell.text, word, cell.len) == 0)
        {
          *out = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* Speed, course, heading, status and provenance; what is no such value, though it says something, is left out. */
static void
parse_motion (const RsCsvRowReader *self, const RsCell *cells, guint n_cells, RsCsvRow *row)
{
  RsFix *fix = &row->fix;
  RsCell cell = get_cell (self, cells, n_cells, RS_FIELD_SOG);
  gint64 value;

  if (cell.len > 0)
    {
      if (!parse_speed (self, cell, &value) || value < 0 || value > 1023)
        row->left_out |= field_bit (RS_FIELD_SOG);
      else if (value < 1023)
        fix->sog_dkn = (guint16) value;
    }
  cell = get_cell (self, cells, n_cells, RS_FIELD_COG);
  if (cell.len > 0)
    {
      gboolean ok = parse_turn (self, RS_FIELD_COG, cell, &value);
      gboolean is_signed = ok && self->has_signed_courses && value < 0 && value >= -SIGNED_COURSES / 2;

      if (is_signed)
        value += SIGNED_COURSES;
      if (!ok || value < 0 || value > 3600)
        row->left_out |= field_bit (RS_FIELD_COG);
      else if (value < 3600)
        {
          fix->cog_ddeg = (guint16) value;
          row->is_course_mended = is_signed;
        }
    }
  cell = get_cell (self, cells, n_cells, RS_FIELD_HEADING);
  if (cell.len > 0)
    {
      if (!parse_turn (self, RS_FIELD_HEADING, cell, &value) || value < 0
          || (value > 3600 && value != 5110))
        row->left_out |= field_bit (RS_FIELD_HEADING);
      else if (value <= 3600)
        fix->heading_deg = (guint16) (((guint) value + 5) / 10 % 360);
    }
  cell = get_cell (self, cells, n_cells, RS_FIELD_STATUS);
  if (cell.len > 0)
    {
      fix->nav_status = rs_csv_parse_status (cell.text, cell.len);
      if (fix->nav_status == RS_NAV_STATUS_NONE && !is_no_status (cell))
        row->left_out |= field_bit (RS_FIELD_STATUS);
    }
  cell = get_cell (self, cells, n_cells, RS_FIELD_PROVENANCE);
  if (cell.len > 0 && !parse_provenance (cell, &fix->provenance))
    row->left_out |= field_bit (RS_FIELD_PROVENANCE);
}

/* Sets the fix; returns NULL or why there is none. */
static const char *
parse_fix (RsCsvRowReader *self, const RsCell *cells, guint n_cells, RsCsvRow *row)
{
  RsCell lat = get_cell (self, cells, n_cells, RS_FIELD_LAT);
  RsCell lon = get_cell (self, cells, n_cells, RS_FIELD_LON);
  RsField *out_field = &row->problem_field;
  gint64 lat_e7, lon_e7;
  const char *problem;

  *out_field = lat.len == 0 ? RS_FIELD_LAT : RS_FIELD_LON;
  if (lat.len == 0 || lon.len == 0)
    return RS_REJECT_NO_POSITION;
  *out_field = RS_FIELD_LAT;
  if (!parse_angle (self, RS_FIELD_LAT, lat, &lat_e7))
    return RS_REJECT_BAD_LAT;
  *out_field = RS_FIELD_LON;
  if (!parse_angle (self, RS_FIELD_LON, lon, &lon_e7))
    return RS_REJECT_BAD_LON;
  problem = rs_read_set_position (&row->fix, lat_e7, lon_e7);
  if (problem)
    {
      if (lat_e7 < -RS_LAT_E7_MAX || lat_e7 > RS_LAT_E7_MAX)
        *out_field = RS_FIELD_LAT;
      return problem;
    }
  problem = parse_time (self, cells, n_cells, &row->fix.t_ms, out_field);
  if (problem)
    return problem;
  parse_motion (self, cells, n_cells, row);
  return NULL;
}

static gboolean
is_one_of (RsCell mobile, const char *const *kinds, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (mobile.len == strlen (kinds[i]) && g_ascii_strncasecmp (mobile.text, kinds[i], mobile.len) == 0)
      return TRUE;
  return FALSE;
}

/* By name, or by the number of the AIS message. */
static gboolean
is_no_vessel (RsCell mobile)
{
  static const char *const kinds[]
      = { "Base Station", "AtoN", "BaseStationReport", "AidsToNavigationReport",
          "GnssBroadcastBinaryMessage", "4", "16", "17", "20", "21", "22", "23" };

  return is_one_of (mobile, kinds, G_N_ELEMENTS (kinds));
}

/* A message of static data: no position is missing in it. */
static gboolean
is_static_message (RsCell mobile)
{
  static const char *const kinds[] = { "5", "24" };

  return is_one_of (mobile, kinds, G_N_ELEMENTS (kinds));
}

void
rs_csv_row_read (RsCsvRowReader *self, const RsCell *cells, guint n_cells, RsCsvRow *out)
{
  RsCell cell;
  guint64 mmsi = 0;
  RsField time_field;

  out->kind = RS_CSV_ROW_FIX;
  out->problem = NULL;
  out->problem_field = RS_N_FIELDS;
  out->has_bad_mmsi = FALSE;
  out->mmsi = 0;
  out->left_out = 0;
  out->has_statics = FALSE;
  out->is_course_mended = FALSE;
  out->said = 0;
  out->fix = rs_read_blank_fix ();
  if (self->columns.columns[RS_FIELD_MOBILE] >= 0
      && is_no_vessel (get_cell (self, cells, n_cells, RS_FIELD_MOBILE)))
    {
      out->kind = RS_CSV_ROW_NO_VESSEL;
      return;
    }
  /* An unquoted comma moves all that is behind it: no value is where its header says. */
  if (n_cells > self->columns.n_columns && self->checks_width
      && find_surplus (self, cells, n_cells) >= 0)
    {
      out->kind = RS_CSV_ROW_REJECT;
      out->problem = RS_REJECT_SURPLUS;
      out->has_bad_mmsi = TRUE;
      return;
    }
  cell = get_cell (self, cells, n_cells, RS_FIELD_MMSI);
  if (self->columns.units[RS_FIELD_MMSI] == RS_UNIT_PREFIX && cell.len > 0)
    {
      const char *dash = memchr (cell.text, '-', cell.len);

      cell.len = dash ? (gsize) (dash - cell.text) : cell.len;
    }
  if (cell.len > 0 && !rs_value_uint (cell.text, cell.len, RS_MMSI_MAX, &mmsi))
    {
      out->kind = RS_CSV_ROW_REJECT;
      out->problem = RS_REJECT_BAD_MMSI;
      out->problem_field = RS_FIELD_MMSI;
      out->has_bad_mmsi = TRUE;
      return;
    }
  out->mmsi = (guint32) mmsi;
  out->said = fingerprint (self, cells, n_cells);
  out->problem = parse_fix (self, cells, n_cells, out);
  out->has_statics = out->said != 0 && !out->problem;
  if (!out->problem)
    return;
  out->kind = RS_CSV_ROW_REJECT;
  /* What the row says of the ship is of use without a position, if it says when. */
  if (strcmp (out->problem, RS_REJECT_NO_POSITION) != 0
      || parse_time (self, cells, n_cells, &out->fix.t_ms, &time_field) != NULL)
    return;
  out->has_statics = out->said != 0;
  if (self->columns.columns[RS_FIELD_MOBILE] < 0 || out->mmsi == 0
      || !is_static_message (get_cell (self, cells, n_cells, RS_FIELD_MOBILE))
      || get_cell (self, cells, n_cells, RS_FIELD_LAT).len > 0
      || get_cell (self, cells, n_cells, RS_FIELD_LON).len > 0)
    return;
  out->kind = RS_CSV_ROW_STATIC;
  out->problem = NULL;
  out->problem_field = RS_N_FIELDS;
}
