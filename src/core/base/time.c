/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/time.h"

#include <string.h>

/* Days since 1970-01-01 of a proleptic Gregorian date: years counted from March, so that the leap
 * day is the last of its year; 146097 days in 400 years. */
static gint64
days_from_civil (int year, int month, int day)
{
  gint64 y = month <= 2 ? year - 1 : year;
  gint64 era = (y >= 0 ? y : y - 399) / 400;
  gint64 year_of_era = y - era * 400;
  gint64 day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  gint64 day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

static int
days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return days[month - 1] + (month == 2 && leap);
}

gint64
rs_time_from_civil (int year, int month, int day, int hour, int minute, int second, int ms)
{
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1
      || day > days_in_month (year, month) || hour < 0 || hour > 23 || minute < 0 || minute > 59
      || second < 0 || second > 59 || ms < 0 || ms > 999)
    return RS_TIME_NONE;
  return days_from_civil (year, month, day) * RS_DAY_MS + hour * RS_HOUR_MS + minute * RS_MINUTE_MS
         + second * RS_SECOND_MS + ms;
}

void
rs_time_to_civil (gint64 t_ms, int *year, int *month, int *day, int *hour, int *minute, int *second,
                  int *ms)
{
  gint64 days = t_ms / RS_DAY_MS;
  gint64 rest = t_ms % RS_DAY_MS;
  gint64 era, day_of_era, year_of_era, day_of_year, shifted, y;
  int m;

  if (rest < 0)
    {
      rest += RS_DAY_MS;
      days--;
    }
  days += 719468;
  era = (days >= 0 ? days : days - 146096) / 146097;
  day_of_era = days - era * 146097;
  year_of_era
      = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  shifted = (5 * day_of_year + 2) / 153;
  m = (int) (shifted < 10 ? shifted + 3 : shifted - 9);
  y = year_of_era + era * 400 + (m <= 2);

  if (year)
    *year = (int) y;
  if (month)
    *month = m;
  if (day)
    *day = (int) (day_of_year - (153 * shifted + 2) / 5 + 1);
  if (hour)
    *hour = (int) (rest / RS_HOUR_MS);
  if (minute)
    *minute = (int) (rest / RS_MINUTE_MS % 60);
  if (second)
    *second = (int) (rest / RS_SECOND_MS % 60);
  if (ms)
    *ms = (int) (rest % RS_SECOND_MS);
}

/* Reads exactly @n digits; moves the cursor past them. */
static gboolean
read_digits (const char **at, int n, int *out)
{
  int value = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit ((*at)[i]))
        return FALSE;
      value = value * 10 + ((*at)[i] - '0');
    }
  *at += n;
  *out = value;
  return TRUE;
}

static gboolean
read_zone (const char **at, gint64 *out_offset_ms)
{
  int sign, hours, minutes = 0;

  *out_offset_ms = 0;
  if (**at == 'Z' || **at == 'z')
    {
      (*at)++;
      return TRUE;
    }
  if (**at != '+' && **at != '-')
    return TRUE;
  sign = **at == '-' ? -1 : 1;
  (*at)++;
  if (!read_digits (at, 2, &hours))
    return FALSE;
  if (**at == ':')
    (*at)++;
  if (**at && !read_digits (at, 2, &minutes))
    return FALSE;
  if (hours > 14 || minutes > 59)
    return FALSE;
  *out_offset_ms = sign * (hours * RS_HOUR_MS + minutes * RS_MINUTE_MS);
  return TRUE;
}

gboolean
rs_time_parse (const char *text, gint64 *out_t_ms)
{
  int year, month, day, hour = 0, minute = 0, second = 0, ms = 0;
  gint64 offset_ms = 0, t_ms;

  if (!read_digits (&text, 4, &year) || *text++ != '-' || !read_digits (&text, 2, &month)
      || *text++ != '-' || !read_digits (&text, 2, &day))
    return FALSE;
  if (*text == 'T' || *text == 't' || *text == ' ')
    {
      text++;
      if (!read_digits (&text, 2, &hour) || *text++ != ':' || !read_digits (&text, 2, &minute))
        return FALSE;
      if (*text == ':')
        {
          text++;
          if (!read_digits (&text, 2, &second))
            return FALSE;
          if (*text == '.' || *text == ',')
            {
              int scale = 100;

              text++;
              if (!g_ascii_isdigit (*text))
                return FALSE;
              for (; g_ascii_isdigit (*text); text++, scale /= 10)
                ms += (*text - '0') * scale;
            }
        }
      if (*text == ' ')
        text++;
      if (!read_zone (&text, &offset_ms))
        return FALSE;
    }
  if (*text)
    return FALSE;
  t_ms = rs_time_from_civil (year, month, day, hour, minute, second, ms);
  if (t_ms == RS_TIME_NONE)
    return FALSE;
  t_ms -= offset_ms;
  /* A zone can carry a time of the first or last day into a year that has no four digits. */
  rs_time_to_civil (t_ms, &year, NULL, NULL, NULL, NULL, NULL, NULL);
  if (year < 1 || year > 9999)
    return FALSE;
  *out_t_ms = t_ms;
  return TRUE;
}

gboolean
rs_time_parse_end (const char *text, gint64 *out_t_ms)
{
  if (!rs_time_parse (text, out_t_ms))
    return FALSE;
  if (strlen (text) == strlen ("2024-03-31"))
    *out_t_ms += RS_DAY_MS - 1;
  return TRUE;
}

char *
rs_time_format (gint64 t_ms)
{
  int year, month, day, hour, minute, second, ms;

  if (t_ms == RS_TIME_NONE)
    return g_strdup ("");
  rs_time_to_civil (t_ms, &year, &month, &day, &hour, &minute, &second, &ms);
  if (ms)
    return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", year, month, day, hour, minute,
                            second, ms);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day, hour, minute, second);
}

char *
rs_time_format_zone (gint64 t_ms, GTimeZone *zone, gboolean with_seconds)
{
  int year, month, day, hour, minute, second;

  if (t_ms == RS_TIME_NONE)
    return g_strdup ("");
  if (zone)
    {
      gint64 t_s = t_ms / 1000 - (t_ms % 1000 < 0);
      int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, t_s);

      t_ms += g_time_zone_get_offset (zone, interval) * RS_SECOND_MS;
    }
  rs_time_to_civil (t_ms, &year, &month, &day, &hour, &minute, &second, NULL);
  if (with_seconds)
    return g_strdup_printf ("%04d-%02d-%02d %02d:%02d:%02d", year, month, day, hour, minute, second);
  return g_strdup_printf ("%04d-%02d-%02d %02d:%02d", year, month, day, hour, minute);
}

/* "+9", "-03", "+0930", "+09:30", with what people put for the minus. */
static gboolean
parse_offset (const char *text, char *out_offset, gsize n)
{
  gboolean west = g_str_has_prefix (text, "-") || g_str_has_prefix (text, "\342\210\222");
  guint digits[4], n_digits = 0;
  const char *p;

  if (!west && text[0] != '+')
    return FALSE;
  p = text + (text[0] == '+' || text[0] == '-' ? 1 : 3);
  for (; *p; p++)
    {
      if (g_ascii_isdigit (*p) && n_digits < G_N_ELEMENTS (digits))
        digits[n_digits++] = (guint) (*p - '0');
      else if (*p != ':' || n_digits == 0 || n_digits > 2 || !g_ascii_isdigit (p[1])
               || !g_ascii_isdigit (p[2]) || p[3])
        return FALSE;
    }
  if (n_digits == 0)
    return FALSE;
  /* One digit before the minutes, or before nothing. */
  if (n_digits % 2)
    {
      memmove (digits + 1, digits, n_digits * sizeof digits[0]);
      digits[0] = 0;
      n_digits++;
    }
  for (; n_digits < 4; n_digits++)
    digits[n_digits] = 0;
  if (digits[0] * 10 + digits[1] > 14 || digits[2] > 5)
    return FALSE;
  g_snprintf (out_offset, n, "%c%u%u:%u%u", west ? '-' : '+', digits[0], digits[1], digits[2],
              digits[3]);
  return TRUE;
}

GTimeZone *
rs_time_zone_new (const char *text)
{
  gboolean is_utc
    = g_ascii_strncasecmp (text, "UTC", 3) == 0 || g_ascii_strncasecmp (text, "GMT", 3) == 0;
  const char *offset = is_utc ? text + 3 : text;
  char iso[8];

  while (is_utc && *offset == ' ')
    offset++;
  if ((is_utc && !*offset) || g_ascii_strcasecmp (text, "Z") == 0)
    return g_time_zone_new_utc ();
  if (parse_offset (offset, iso, sizeof iso))
    return g_time_zone_new_identifier (iso);
  if (!strchr (text, '/') && strpbrk (text, "+-<") && strpbrk (text, "0123456789"))
    return NULL;
  return *text ? g_time_zone_new_identifier (text) : NULL;
}
