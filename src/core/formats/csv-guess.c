/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/csv-guess.h"

#include <string.h>

#include "ais/mmsi.h"
#include "base/time.h"
#include "formats/values.h"

#define E7 G_GINT64_CONSTANT (10000000)
/* Times of ships' reports, for numbers that could be anything: 1995 to 2040. */
#define MIN_EPOCH_MS G_GINT64_CONSTANT (788918400000)
#define MAX_EPOCH_MS G_GINT64_CONSTANT (2208988800000)
/* With fewer rows a number of a ship must confirm what they are. */
#define MIN_ROWS 3

/* What the values of one column have in common. */
typedef struct
{
  guint n; /* with a value */
  guint n_time, n_date, n_clock, n_mmsi, n_imo, n_number, n_fine, n_whole, n_name;
  gint64 min_e7, max_e7;
} Column;

static gboolean
looks_like_clock (RsCell cell)
{
  return cell.len >= 4 && cell.len <= 12 && memchr (cell.text, ':', MIN (cell.len, 3))
         && g_ascii_isdigit (cell.text[0]);
}

static gboolean
looks_like_name (RsCell cell)
{
  guint n_letters = 0;

  for (gsize i = 0; i < cell.len; i++)
    n_letters += g_ascii_isalpha (cell.text[i]) || (guchar) cell.text[i] >= 0x80;
  return cell.len >= 4 && n_letters * 2 > cell.len
         && rs_csv_parse_status (cell.text, cell.len) == 15
         && rs_csv_parse_ship_type (cell.text, cell.len) == 0;
}

static void
look_at_number (Column *column, RsCell cell, gint64 value_e7)
{
  const char *point = memchr (cell.text, '.', cell.len);
  guint64 number;

  if (!point)
    point = memchr (cell.text, ',', cell.len);
  column->min_e7 = column->n_number ? MIN (column->min_e7, value_e7) : value_e7;
  column->max_e7 = column->n_number ? MAX (column->max_e7, value_e7) : value_e7;
  column->n_number++;
  if (!point)
    column->n_whole++;
  else if (cell.text + cell.len - point > 3)
    column->n_fine++;
  if (!rs_value_uint (cell.text, cell.len, G_MAXUINT32, &number))
    return;
  if (number >= 100000000 && number <= RS_MMSI_MAX && rs_mmsi_get_country ((guint32) number)[0])
    column->n_mmsi++;
  if (rs_imo_is_valid ((guint32) number))
    column->n_imo++;
}

static void
look_at_cell (Column *column, RsCell cell)
{
  RsTimeReader times;
  gint64 value_e7, t_ms;
  gboolean number;

  rs_value_trim (&cell.text, &cell.len);
  if (rs_value_is_none (cell.text, cell.len))
    return;
  column->n++;
  number = rs_value_decimal (cell.text, cell.len, 7, &value_e7);
  if (number)
    look_at_number (column, cell, value_e7);
  rs_time_reader_init (&times, NULL);
  if (rs_time_reader_parse (&times, cell.text, cell.len, &t_ms)
      || (times.day_first = FALSE, rs_time_reader_parse (&times, cell.text, cell.len, &t_ms)))
    {
      gboolean plain = number && cell.len < 14;

      /* Nine digits are an MMSI before they are a time. */
      if (!plain || (cell.len != 9 && t_ms >= MIN_EPOCH_MS && t_ms <= MAX_EPOCH_MS))
        {
          column->n_time++;
          column->n_date += cell.len <= 11 && !memchr (cell.text, ':', cell.len);
        }
    }
  else if (looks_like_clock (cell))
    column->n_clock++;
  else if (cell.len > 3 && g_ascii_strncasecmp (cell.text, "IMO", 3) == 0)
    column->n_imo++;
  else if (!number && looks_like_name (cell))
    column->n_name++;
}

/* Nearly all of what has a value, and a value is not the exception. */
static gboolean
most (guint n, guint n_of, guint n_rows)
{
  return n > 0 && n * 10 >= n_of * 9 && n_of * 2 >= n_rows;
}

static gboolean
is_angle (const Column *column, guint n_rows)
{
  return most (column->n_number, column->n, n_rows) && column->n_fine * 2 > column->n_number
         && column->min_e7 >= -180 * E7 && column->max_e7 <= 181 * E7;
}

static gboolean
is_within (const Column *columns, guint n, gint i, guint n_rows, gint64 min, gint64 max)
{
  return i >= 0 && (guint) i < n && most (columns[i].n_number, columns[i].n, n_rows)
         && columns[i].min_e7 >= min * E7 && columns[i].max_e7 <= max * E7;
}

static gboolean
beyond_90 (const Column *column)
{
  return column->min_e7 < -90 * E7 || (column->max_e7 > 91 * E7);
}

/* Two columns of angles, best side by side. */
static gboolean
find_position (const Column *columns, guint n, guint n_rows, RsCsvColumns *out,
               gboolean *out_order_known)
{
  gint first = -1, second = -1;

  for (guint i = 0; i + 1 < n && first < 0; i++)
    if (is_angle (&columns[i], n_rows) && is_angle (&columns[i + 1], n_rows))
      {
        first = (gint) i;
        second = (gint) i + 1;
      }
  for (guint i = 0; i < n && second < 0; i++)
    if (is_angle (&columns[i], n_rows))
      {
        second = first >= 0 ? (gint) i : -1;
        first = first >= 0 ? first : (gint) i;
      }
  if (second < 0 || (beyond_90 (&columns[first]) && beyond_90 (&columns[second])))
    return FALSE;
  *out_order_known = beyond_90 (&columns[first]) || beyond_90 (&columns[second]);
  out->columns[RS_FIELD_LAT] = beyond_90 (&columns[first]) ? second : first;
  out->columns[RS_FIELD_LON] = beyond_90 (&columns[first]) ? first : second;
  return TRUE;
}

/* The columns that the header names for the position, if they hold numbers that are angles: how many digits these
 * have does not matter then. */
static gboolean
take_named_position (const RsCsvColumns *named, const Column *columns, guint n, guint n_rows,
                     RsCsvColumns *out)
{
  gint lat = named ? named->columns[RS_FIELD_LAT] : -1;
  gint lon = named ? named->columns[RS_FIELD_LON] : -1;

  if (lat == lon || !is_within (columns, n, lat, n_rows, -180, 181)
      || !is_within (columns, n, lon, n_rows, -180, 181))
    return FALSE;
  out->columns[RS_FIELD_LAT] = lat;
  out->columns[RS_FIELD_LON] = lon;
  return TRUE;
}

/* Speed, course and heading, if they follow the position as usual. */
static void
find_motion (const Column *columns, guint n, guint n_rows, RsCsvColumns *out)
{
  gint next = MAX (out->columns[RS_FIELD_LAT], out->columns[RS_FIELD_LON]) + 1;

  if (!is_within (columns, n, next, n_rows, 0, 103) || columns[next].n_fine > 0
      || !is_within (columns, n, next + 1, n_rows, 0, 360)
      || columns[next + 1].max_e7 <= columns[next].max_e7)
    return;
  out->columns[RS_FIELD_SOG] = next;
  out->columns[RS_FIELD_COG] = next + 1;
  if (is_within (columns, n, next + 2, n_rows, 0, 511)
      && columns[next + 2].max_e7 > columns[next].max_e7)
    out->columns[RS_FIELD_HEADING] = next + 2;
}

/* Whether a column is of something else than time and position, by its header or because it is told so. */
static gboolean
is_taken (const RsCsvColumns *named, const gboolean *skip, guint column)
{
  if (skip && skip[column])
    return TRUE;
  for (guint f = 0; named && f < RS_N_FIELDS; f++)
    if (named->columns[f] == (gint) column && f != RS_FIELD_TIME && f != RS_FIELD_CLOCK
        && f != RS_FIELD_LAT && f != RS_FIELD_LON)
      return TRUE;
  return FALSE;
}

/* What the header says of latitude and longitude, where the values found the same two columns. */
static void
heed_header (const RsCsvColumns *named, RsCsvColumns *out, gboolean *out_order_known)
{
  gint *lat = &out->columns[RS_FIELD_LAT], *lon = &out->columns[RS_FIELD_LON];
  gint named_lat = named->columns[RS_FIELD_LAT], named_lon = named->columns[RS_FIELD_LON];

  if ((named_lat >= 0 && named_lat == *lon) || (named_lon >= 0 && named_lon == *lat))
    {
      gint other = *lat;

      *lat = *lon;
      *lon = other;
    }
  if ((named_lat >= 0 && named_lat == *lat) || (named_lon >= 0 && named_lon == *lon))
    *out_order_known = TRUE;
}

/* The other fields that the header names. */
static void
take_named (const RsCsvColumns *named, RsCsvColumns *out)
{
  for (guint f = 0; f < RS_N_FIELDS; f++)
    {
      if (f == RS_FIELD_TIME || f == RS_FIELD_CLOCK || f == RS_FIELD_LAT || f == RS_FIELD_LON)
        {
          if (out->columns[f] >= 0 && out->columns[f] == named->columns[f])
            out->units[f] = named->units[f];
        }
      else if (named->columns[f] >= 0)
        {
          out->columns[f] = named->columns[f];
          out->units[f] = named->units[f];
        }
    }
}

gboolean
rs_csv_guess_columns (const RsCsvSample *sample, guint first, const RsCsvColumns *named,
                      const gboolean *skip, RsCsvColumns *out, gboolean *out_order_known)
{
  guint n = sample->n_usual, n_rows = 0;
  g_autofree Column *columns = g_new0 (Column, MAX (n, 1));

  rs_csv_columns_init (out, n);
  out->has_header = FALSE;
  for (guint r = first; r < sample->rows->len; r++)
    {
      const RsCsvSampleRow *row = rs_csv_sample_get (sample, r);

      if (row->n_cells != n)
        continue;
      n_rows++;
      for (guint c = 0; c < n; c++)
        if (!is_taken (named, skip, c))
          look_at_cell (&columns[c], row->cells[c]);
    }
  for (guint c = 0; c < n; c++)
    {
      const Column *column = &columns[c];
      RsField field = RS_N_FIELDS;

      if (most (column->n_mmsi, column->n, n_rows))
        field = RS_FIELD_MMSI;
      else if (most (column->n_time, column->n, n_rows))
        field = RS_FIELD_TIME;
      else if (column->n_imo * 10 >= column->n * 8 && column->n_imo >= MIN_ROWS)
        field = RS_FIELD_IMO;
      else if (most (column->n_name, column->n, n_rows))
        field = RS_FIELD_NAME;
      if (field != RS_N_FIELDS
          && (out->columns[field] < 0
              || (field == RS_FIELD_TIME && named && named->columns[RS_FIELD_TIME] == (gint) c)))
        out->columns[field] = (gint) c;
    }
  for (guint c = 0; c < n && out->columns[RS_FIELD_TIME] >= 0; c++)
    if (columns[out->columns[RS_FIELD_TIME]].n_date * 10 >= n_rows * 9
        && most (columns[c].n_clock, columns[c].n, n_rows))
      {
        out->columns[RS_FIELD_CLOCK] = (gint) c;
        break;
      }
  *out_order_known = take_named_position (named, columns, n, n_rows, out);
  if (out->columns[RS_FIELD_TIME] < 0
      || (!*out_order_known && !find_position (columns, n, n_rows, out, out_order_known))
      || (n_rows < MIN_ROWS && out->columns[RS_FIELD_MMSI] < 0
          && (!named || named->columns[RS_FIELD_MMSI] < 0)))
    return FALSE;
  find_motion (columns, n, n_rows, out);
  if (named)
    {
      heed_header (named, out, out_order_known);
      take_named (named, out);
    }
  return TRUE;
}
