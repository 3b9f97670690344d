/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/time-text.h"

#include <string.h>

static const char *const MONTHS[]
  = { "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december" };

static void
skip_spaces (const char **at)
{
  while (**at == ' ')
    (*at)++;
}

/* @min to @max digits, and no digit after them. */
static gboolean
read_number (const char **at, int min, int max, int *out)
{
  int n = 0, value = 0;

  while (n < max && g_ascii_isdigit ((*at)[n]))
    value = value * 10 + ((*at)[n++] - '0');
  if (n < min || g_ascii_isdigit ((*at)[n]))
    return FALSE;
  *at += n;
  *out = value;
  return TRUE;
}

/* "Mar", "March", "Sept."; "мар", "марта" of @months */
static gboolean
read_month (const char **at, const char *const *months, int *out)
{
  const char *end = *at;
  g_autofree char *word = NULL;

  while (g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  word = g_utf8_casefold (*at, end - *at);
  if (g_utf8_strlen (word, -1) < 3)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (MONTHS); i++)
    {
      g_autofree char *other = months ? g_utf8_casefold (months[i], -1) : NULL;

      if (g_str_has_prefix (MONTHS[i], word) || (other && g_str_has_prefix (word, other)))
        {
          *at = end + (*end == '.');
          *out = (int) i + 1;
          return TRUE;
        }
    }
  return FALSE;
}

/* "2024년 3월 7일", the year being read */
static gboolean
read_korean (const char **at, int *month, int *day)
{
  const char *p = *at;

  if (!g_str_has_prefix (p, "년"))
    return FALSE;
  p += strlen ("년");
  skip_spaces (&p);
  if (!read_number (&p, 1, 2, month) || !g_str_has_prefix (p, "월"))
    return FALSE;
  p += strlen ("월");
  skip_spaces (&p);
  if (!read_number (&p, 1, 2, day) || !g_str_has_prefix (p, "일"))
    return FALSE;
  *at = p + strlen ("일");
  return TRUE;
}

/* "2024-03-07", "7 Mar 2024", "07.03.2024", "2024년 3월 7일" */
static gboolean
read_date (const char **at, const char *const *months, int *year, int *month, int *day)
{
  const char *p = *at;

  if (read_number (&p, 4, 4, year))
    {
      if (read_korean (&p, month, day))
        {
          *at = p;
          return TRUE;
        }
      if (*p++ != '-' || !read_number (&p, 1, 2, month) || *p++ != '-'
          || !read_number (&p, 1, 2, day))
        return FALSE;
      *at = p;
      return TRUE;
    }
  p = *at;
  if (!read_number (&p, 1, 2, day))
    return FALSE;
  if (*p == '.' && g_ascii_isdigit (p[1]))
    {
      p++;
      if (!read_number (&p, 1, 2, month) || *p++ != '.')
        return FALSE;
    }
  else
    {
      if (*p == '.')
        p++;
      skip_spaces (&p);
      if (!read_month (&p, months, month))
        return FALSE;
      skip_spaces (&p);
    }
  if (!read_number (&p, 4, 4, year))
    return FALSE;
  *at = p;
  return TRUE;
}

/* "06:00", "6:00:30", "0600" */
static gboolean
read_clock (const char **at, int *hour, int *minute, int *second)
{
  const char *p = *at;

  *second = 0;
  if (read_number (&p, 4, 4, hour))
    {
      *minute = *hour % 100;
      *hour /= 100;
    }
  else
    {
      p = *at;
      if (!read_number (&p, 1, 2, hour) || *p++ != ':' || !read_number (&p, 2, 2, minute))
        return FALSE;
      if (*p == ':')
        {
          p++;
          if (!read_number (&p, 2, 2, second))
            return FALSE;
        }
    }
  *at = p;
  return TRUE;
}

/* "+2h", "-30 min" */
static gboolean
read_shift (const char *text, gint64 *out_ms)
{
  static const struct
  {
    const char *name;
    gint64 ms;
  } units[] = { { "s", RS_SECOND_MS }, { "sec", RS_SECOND_MS }, { "min", RS_MINUTE_MS },
                { "m", RS_MINUTE_MS }, { "h", RS_HOUR_MS },     { "d", RS_DAY_MS } };
  int n, sign = *text == '-' ? -1 : 1;

  if (*text != '+' && *text != '-')
    return FALSE;
  text++;
  skip_spaces (&text);
  if (!read_number (&text, 1, 6, &n))
    return FALSE;
  skip_spaces (&text);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_ascii_strcasecmp (text, units[i].name) == 0)
      {
        *out_ms = sign * n * units[i].ms;
        return TRUE;
      }
  return FALSE;
}

static gint64
get_offset_ms (GTimeZone *zone, gint64 t_ms, GTimeType type)
{
  int interval = g_time_zone_find_interval (zone, type, t_ms / 1000 - (t_ms % 1000 < 0));

  /* A local time that a change of clocks skips: as if it had not been changed yet. */
  if (interval < 0)
    interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, t_ms / 1000);
  return g_time_zone_get_offset (zone, MAX (interval, 0)) * RS_SECOND_MS;
}

/* What follows the time: how far its clock is ahead of UTC at local time @local_ms. */
static gboolean
read_zone (const char *text, GTimeZone *zone, const char *zone_name, gint64 local_ms,
           gint64 *out_offset_ms)
{
  int hours, minutes = 0, sign = *text == '-' ? -1 : 1;

  *out_offset_ms = 0;
  if (!*text || g_ascii_strcasecmp (text, "z") == 0 || g_ascii_strcasecmp (text, "utc") == 0)
    return TRUE;
  if (*text == '+' || *text == '-')
    {
      text++;
      if (read_number (&text, 4, 4, &hours))
        {
          minutes = hours % 100;
          hours /= 100;
        }
      else if (!read_number (&text, 2, 2, &hours)
               || (*text == ':' && (text++, !read_number (&text, 2, 2, &minutes))))
        return FALSE;
      if (*text || hours > 14 || minutes > 59)
        return FALSE;
      *out_offset_ms = sign * (hours * RS_HOUR_MS + minutes * RS_MINUTE_MS);
      return TRUE;
    }
  if (!zone || !zone_name || g_ascii_strcasecmp (text, zone_name) != 0)
    return FALSE;
  *out_offset_ms = get_offset_ms (zone, local_ms, G_TIME_TYPE_STANDARD);
  return TRUE;
}

gboolean
rs_time_parse_typed (const char *text, GTimeZone *zone, const char *zone_name,
                     const char *const *months, gint64 reference_ms, gint64 *out_t_ms)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  const char *at = trimmed;
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  gboolean has_date;
  gint64 t_ms, offset_ms, shift_ms;

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  if (rs_time_parse (trimmed, out_t_ms))
    return TRUE;
  if (read_shift (trimmed, &shift_ms))
    {
      if (reference_ms == RS_TIME_NONE)
        return FALSE;
      *out_t_ms = reference_ms + shift_ms;
      return TRUE;
    }
  has_date = read_date (&at, months, &year, &month, &day);
  if (has_date && (*at == 'T' || *at == 't' || *at == ','))
    at++;
  skip_spaces (&at);
  if (!read_clock (&at, &hour, &minute, &second) && !has_date)
    return FALSE;
  /* "2024-03" is half a date and no time of day in a zone. */
  if (!has_date && (*at == '-' || *at == '+') && !memchr (trimmed, ':', (gsize) (at - trimmed)))
    return FALSE;
  skip_spaces (&at);
  if (!has_date)
    {
      gint64 day_ms = reference_ms;

      if (reference_ms == RS_TIME_NONE)
        return FALSE;
      /* The day that it is there. */
      if (zone && zone_name && g_ascii_strcasecmp (at, zone_name) == 0)
        day_ms += get_offset_ms (zone, reference_ms, G_TIME_TYPE_UNIVERSAL);
      rs_time_to_civil (day_ms, &year, &month, &day, NULL, NULL, NULL, NULL);
    }
  t_ms = rs_time_from_civil (year, month, day, hour, minute, second, 0);
  if (t_ms == RS_TIME_NONE || !read_zone (at, zone, zone_name, t_ms, &offset_ms))
    return FALSE;
  *out_t_ms = t_ms - offset_ms;
  return TRUE;
}
