/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/values.h"

#include <math.h>
#include <string.h>

/* Ten million to the degree, as in model/fix.h. */
#define RS_E7_DEGREE 10000000
/* Years 1 to 9999. */
#define MIN_T_MS G_GINT64_CONSTANT (-62135596800000)
#define MAX_T_MS G_GINT64_CONSTANT (253402300799999)

void
rs_value_trim (const char **text, gsize *len)
{
  while (*len > 0 && ((*text)[0] == ' ' || (*text)[0] == '\t'))
    {
      (*text)++;
      (*len)--;
    }
  while (*len > 0 && ((*text)[*len - 1] == ' ' || (*text)[*len - 1] == '\t'))
    (*len)--;
}

gboolean
rs_value_is_none (const char *text, gsize len)
{
  static const char *const words[] = { "na", "n/a", "nan", "none", "null", "unknown", "undefined",
                                       "-",  "--",  "\\n", "nil" };

  if (len == 0)
    return TRUE;
  if (len > 9 || g_ascii_isdigit (text[0]))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == len && g_ascii_strncasecmp (words[i], text, len) == 0)
      return TRUE;
  return FALSE;
}

/* The rare form with an exponent. */
static gboolean
parse_exponent (const char *text, gsize len, guint scale, gint64 *out)
{
  char copy[48], *end;
  double value;

  if (len >= sizeof copy)
    return FALSE;
  /* g_ascii_strtod () would take "inf", "nan" and hex. */
  for (gsize i = 0; i < len; i++)
    if (!g_ascii_isdigit (text[i]) && !strchr ("+-.eE", text[i]))
      return FALSE;
  memcpy (copy, text, len);
  copy[len] = '\0';
  value = g_ascii_strtod (copy, &end);
  for (guint i = 0; i < scale; i++)
    value *= 10;
  if (end == copy || *end != '\0' || !(fabs (value) < 9e17))
    return FALSE;
  *out = (gint64) round (value);
  return TRUE;
}

/* What nearly all cells are: digits, perhaps a sign and a point, and too short to overflow. FALSE: it is
 * anything else, and nothing is said. */
static inline gboolean
parse_short_decimal (const char *text, gsize len, guint scale, gint64 *out)
{
  static const gint64 powers[] = { 1,      10,      100,      1000,      10000,
                                   100000, 1000000, 10000000, 100000000, 1000000000 };
  const char *p = text, *end = text + len, *point = NULL;
  gboolean negative;
  gint64 value = 0;
  gsize n_fraction;

  if (len == 0 || len > 15)
    return FALSE;
  negative = *p == '-';
  p += negative;
  for (; p < end; p++)
    {
      guint digit = (guint) (guchar) *p - '0';

      if (digit > 9)
        {
          if (*p != '.' || point)
            return FALSE;
          point = p;
          continue;
        }
      value = value * 10 + (gint) digit;
    }
  n_fraction = point ? (gsize) (end - point - 1) : 0;
  /* A digit at least, and none to round away. */
  if (len == (gsize) negative + (point != NULL) || n_fraction > scale)
    return FALSE;
  /* Too large to scale: the slow way says no. Only where there are so many digits; a division takes longer
   * than all the rest. */
  if (len + scale > 17
      && value > G_GINT64_CONSTANT (900000000000000000) / powers[scale - n_fraction])
    return FALSE;
  value *= powers[scale - n_fraction];
  *out = negative ? -value : value;
  return TRUE;
}

gboolean
rs_value_decimal (const char *text, gsize len, guint scale, gint64 *out)
{
  const char *p = text, *end = text + len;
  gboolean negative = FALSE, round_up = FALSE;
  gint64 value = 0;
  guint n_digits = 0, n_fraction = 0;

  if (scale <= 9 && parse_short_decimal (text, len, scale, out))
    return TRUE;
  if (p < end && (*p == '-' || *p == '+'))
    negative = *p++ == '-';
  for (; p < end && g_ascii_isdigit (*p); p++, n_digits++)
    {
      if (value > G_GINT64_CONSTANT (90000000000000000))
        return FALSE;
      value = value * 10 + (*p - '0');
    }
  if (p < end && (*p == '.' || *p == ','))
    for (p++; p < end && g_ascii_isdigit (*p); p++, n_digits++)
      {
        if (n_fraction < scale)
          {
            if (value > G_GINT64_CONSTANT (90000000000000000))
              return FALSE;
            value = value * 10 + (*p - '0');
          }
        else if (n_fraction == scale)
          round_up = *p >= '5';
        n_fraction++;
      }
  if (n_digits == 0)
    return FALSE;
  if (p < end)
    return (*p == 'e' || *p == 'E') && parse_exponent (text, len, scale, out);
  for (; n_fraction < scale; n_fraction++)
    {
      if (value > G_GINT64_CONSTANT (90000000000000000))
        return FALSE;
      value *= 10;
    }
  value += round_up;
  *out = negative ? -value : value;
  return TRUE;
}

gboolean
rs_value_uint (const char *text, gsize len, guint64 max, guint64 *out)
{
  guint64 value = 0;
  gsize i = 0;

  for (; i < len && g_ascii_isdigit (text[i]); i++)
    {
      if (value > G_MAXUINT64 / 10 - 1)
        return FALSE;
      value = value * 10 + (guint64) (text[i] - '0');
    }
  if (i == 0 || value > max)
    return FALSE;
  if (i < len && text[i] == '.')
    for (i++; i < len && text[i] == '0'; i++)
      ;
  if (i < len)
    return FALSE;
  *out = value;
  return TRUE;
}

/* What stands between degrees, minutes and seconds. */
static gboolean
take_angle_sign (const char **p, const char *end)
{
  static const char *const signs[] = { "\xc2\xb0", "\xc2\xba", "\xe2\x80\xb2", "\xe2\x80\xb3",
                                       "\xe2\x80\x99", "\xe2\x80\x9d", " ", "'", "\"", ":", "-" };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      gsize n = strlen (signs[i]);

      if ((gsize) (end - *p) >= n && memcmp (*p, signs[i], n) == 0)
        {
          *p += n;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
rs_value_is_second (const char *text, gsize len)
{
  guint64 value;

  return rs_value_uint (text, len, 63, &value);
}

gboolean
rs_value_degrees (const char *text, gsize len, gint64 *out_e7)
{
  const char *p = text, *end = text + len;
  char side = 0;
  gboolean negative = FALSE;
  gint64 total = 0, part;

  if (rs_value_decimal (text, len, 7, out_e7))
    return TRUE;
  if (p < end && strchr ("NSEWnsew", *p) && *p)
    side = g_ascii_toupper (*p++);
  else if (p < end && strchr ("NSEWnsew", end[-1]) && end[-1])
    side = g_ascii_toupper (*--end);
  while (p < end && *p == ' ')
    p++;
  if (!side && p < end && (*p == '-' || *p == '+'))
    negative = *p++ == '-';
  for (gint64 unit = 1;; unit *= 60)
    {
      const char *start = p;

      while (p < end && (g_ascii_isdigit (*p) || *p == '.' || *p == ','))
        p++;
      if (p == start || p - start > 12 || unit > 3600
          || !rs_value_decimal (start, (gsize) (p - start), 7, &part)
          || part >= (unit == 1 ? 181 : 60) * (gint64) RS_E7_DEGREE)
        return FALSE;
      /* Rounded once, of what is left. */
      total += (part + unit / 2) / unit;
      while (take_angle_sign (&p, end))
        ;
      if (p == end)
        break;
    }
  *out_e7 = negative || side == 'S' || side == 'W' ? -total : total;
  return TRUE;
}

gboolean
rs_time_reader_init (RsTimeReader *self, const char *zone)
{
  memset (self, 0, sizeof *self);
  self->day_first = TRUE;
  self->last_ymd = -1;
  if (!zone || zone[0] == '\0' || strcmp (zone, "UTC") == 0 || strcmp (zone, "Z") == 0)
    return TRUE;
  self->zone = rs_time_zone_new (zone);
  return self->zone != NULL;
}

void
rs_time_reader_clear (RsTimeReader *self)
{
  g_clear_pointer (&self->zone, g_time_zone_unref);
}

static gboolean
take_int (const char **p, const char *end, guint min_digits, guint max_digits, int *out)
{
  guint n = 0;
  int value = 0;

  while (*p < end && n < max_digits && g_ascii_isdigit (**p))
    {
      value = value * 10 + (**p - '0');
      (*p)++;
      n++;
    }
  *out = value;
  return n >= min_digits;
}

static gboolean
take_char (const char **p, const char *end, const char *any)
{
  if (*p < end && **p != '\0' && strchr (any, **p))
    {
      (*p)++;
      return TRUE;
    }
  return FALSE;
}

/* Of the zone at a time of UTC. */
static gint64
get_offset (GTimeZone *zone, gint64 utc_ms)
{
  gint interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, utc_ms / RS_SECOND_MS);

  return interval < 0 ? 0 : g_time_zone_get_offset (zone, interval) * RS_SECOND_MS;
}

/* The zone at a local time, from the offsets of the day before and the day after it: if these differ and both or
 * neither hold at that time, the clocks show it twice or not at all. */
static void
find_offset (RsTimeReader *self, gint64 local_ms)
{
  gint64 before = get_offset (self->zone, local_ms - RS_DAY_MS);
  gint64 after = get_offset (self->zone, local_ms + RS_DAY_MS);
  gboolean holds_before = get_offset (self->zone, local_ms - before) == before;
  gboolean holds_after = get_offset (self->zone, local_ms - after) == after;

  self->zone_offset_ms = holds_after ? after : before;
  self->is_doubled = before != after && holds_before && holds_after;
  self->is_skipped = before != after && !holds_before && !holds_after;
}

/* Local time to UTC by the zone in force, looked up once a quarter of an hour of local time, which is
 * the raster that zones change on. */
static gint64
to_utc (RsTimeReader *self, gint64 local_ms)
{
  if (!self->zone)
    return local_ms;
  if (local_ms < self->zone_from_ms || local_ms >= self->zone_to_ms)
    {
      gint64 step_ms = 15 * RS_MINUTE_MS;

      self->zone_from_ms = local_ms - ((local_ms % step_ms) + step_ms) % step_ms;
      self->zone_to_ms = self->zone_from_ms + step_ms;
      find_offset (self, self->zone_from_ms);
    }
  self->n_doubled += self->is_doubled;
  self->n_skipped += self->is_skipped;
  return local_ms - self->zone_offset_ms;
}

/* "Z", "UTC", "GMT", "+09", "+0900", "+09:00", and "+0000 UTC". */
static gboolean
take_zone (const char **p, const char *end, gboolean *out_has, gint64 *out_offset_ms)
{
  static const char *const names[] = { "Z", "UTC", "GMT" };

  *out_has = FALSE;
  *out_offset_ms = 0;
  while (take_char (p, end, " "))
    ;
  if (*p < end && (**p == '+' || **p == '-'))
    {
      gboolean west = **p == '-';
      int hour, minute = 0;

      (*p)++;
      if (!take_int (p, end, 2, 2, &hour))
        return FALSE;
      take_char (p, end, ":");
      if (*p < end && g_ascii_isdigit (**p) && !take_int (p, end, 2, 2, &minute))
        return FALSE;
      if (hour > 14 || minute > 59)
        return FALSE;
      *out_has = TRUE;
      *out_offset_ms = (hour * RS_HOUR_MS + minute * RS_MINUTE_MS) * (west ? -1 : 1);
      while (take_char (p, end, " "))
        ;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize len = strlen (names[i]);

      if ((gsize) (end - *p) == len && g_ascii_strncasecmp (*p, names[i], len) == 0)
        {
          *p += len;
          *out_has = TRUE;
        }
    }
  return *p == end;
}

static gboolean
all_digits (const char *text, gsize len)
{
  for (gsize i = 0; i < len; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

/* Since 1970: s, ms, us or ns by the number of digits; "1512086401.0" too. */
static gboolean
parse_epoch (const char *text, gsize len, gint64 *out_t_ms)
{
  const char *dot = memchr (text, '.', len);
  gsize whole = dot ? (gsize) (dot - text) : len;
  guint64 value;

  if (whole < 9 || whole > 19 || !all_digits (text, whole)
      || (dot && (whole > 10 || !all_digits (dot + 1, len - whole - 1))))
    return FALSE;
  switch (whole)
    {
    case 9:
    case 10:
      return rs_value_decimal (text, len, 3, out_t_ms);
    case 13:
    case 16:
    case 19:
      if (!rs_value_uint (text, len, G_MAXINT64, &value))
        return FALSE;
      *out_t_ms = (gint64) (value / (whole == 13 ? 1 : whole == 16 ? 1000 : 1000000));
      return TRUE;
    default:
      return FALSE;
    }
}

/* A number whose unit is said. */
static gboolean
parse_number (RsTimeForm form, const char *text, gsize len, gint64 *out_t_ms)
{
  gint64 value;
  guint64 ns;

  switch (form)
    {
    case RS_TIME_FORM_S:
      return rs_value_decimal (text, len, 3, out_t_ms);
    case RS_TIME_FORM_MS:
      return rs_value_decimal (text, len, 0, out_t_ms);
    case RS_TIME_FORM_US:
      if (!rs_value_decimal (text, len, 0, &value))
        return FALSE;
      *out_t_ms = value / 1000;
      return TRUE;
    case RS_TIME_FORM_NS:
      if (!rs_value_uint (text, len, G_MAXINT64, &ns))
        return FALSE;
      *out_t_ms = (gint64) (ns / 1000000);
      return TRUE;
    case RS_TIME_FORM_EXCEL:
      /* Days since 1899-12-30, exact to 0.01 ms. */
      if (!rs_value_decimal (text, len, 9, &value) || value < 0)
        return FALSE;
      *out_t_ms = (value / 1000000000 - 25569) * RS_DAY_MS
                  + ((value % 1000000000) * (RS_DAY_MS / 1000) + 500000) / 1000000;
      return TRUE;
    case RS_TIME_FORM_ANY:
    case RS_TIME_FORM_DMY:
    case RS_TIME_FORM_MDY:
    case RS_TIME_FORM_YMD:
    default:
      return FALSE;
    }
}

/* "Mar", "March", "march": the month, 0 none. */
static int
take_month_name (const char **p, const char *end)
{
  static const char *const names[]
      = { "january", "february", "march",     "april",   "may",      "june",
          "july",    "august",   "september", "october", "november", "december" };
  const char *start = *p;
  gsize n;

  while (*p < end && g_ascii_isalpha (**p))
    (*p)++;
  n = (gsize) (*p - start);
  for (int i = 0; n >= 3 && i < 12; i++)
    if (n <= strlen (names[i]) && g_ascii_strncasecmp (start, names[i], n) == 0)
      return i + 1;
  *p = start;
  return 0;
}

static gboolean
take_word (const char **p, const char *end, const char *word)
{
  gsize n = strlen (word);

  if ((gsize) (end - *p) < n || memcmp (*p, word, n) != 0)
    return FALSE;
  *p += n;
  return TRUE;
}

static void
take_blanks (const char **p, const char *end)
{
  while (take_char (p, end, " "))
    ;
}

/* What stands behind a year, a month, an hour in Japan, China and Korea, with blanks behind it. */
static gboolean
take_sign (const char **p, const char *end, const char *han, const char *hangul)
{
  if (!take_word (p, end, han) && !take_word (p, end, hangul))
    return FALSE;
  take_blanks (p, end);
  return TRUE;
}

/* The half of the day, where it stands before the hour: 0 the first, 1 the second, -1 none. */
static int
take_half_before (const char **p, const char *end)
{
  static const char *const words[][3] = { { "오전", "午前", "上午" }, { "오후", "午後", "下午" } };

  for (int half = 0; half < 2; half++)
    for (gsize i = 0; i < G_N_ELEMENTS (words[half]); i++)
      if (take_word (p, end, words[half][i]))
        {
          take_blanks (p, end);
          return half;
        }
  return -1;
}

/* Years of two digits are of 1970 to 2069. */
static gboolean
take_year (const char **p, const char *end, int *year)
{
  const char *start = *p;

  if (!take_int (p, end, 2, 4, year) || *p - start == 3)
    return FALSE;
  if (*p - start == 2)
    *year += *year < 70 ? 2000 : 1900;
  return TRUE;
}

/* The date at the start; leaves *p behind it. */
static gboolean
take_date (RsTimeReader *self, const char **p, const char *end, int *year, int *month, int *day)
{
  const char *start = *p;
  gboolean day_first = self->form == RS_TIME_FORM_DMY
                       || (self->form != RS_TIME_FORM_MDY && self->day_first);
  int a;

  /* 20210701 */
  if (end - *p >= 8 && all_digits (*p, 8))
    return take_int (p, end, 4, 4, year) && take_int (p, end, 2, 2, month)
           && take_int (p, end, 2, 2, day);
  /* Mar 7, 2024 */
  *month = take_month_name (p, end);
  if (*month > 0)
    {
      take_char (p, end, ".");
      return take_char (p, end, " -/") && take_int (p, end, 1, 2, day)
             && take_char (p, end, " -/,") && (take_char (p, end, " "), take_year (p, end, year));
    }
  if (!take_int (p, end, 1, 4, &a))
    return FALSE;
  if (*p - start == 4)
    {
      *year = a;
      if (take_sign (p, end, "年", "년"))
        return take_int (p, end, 1, 2, month) && take_sign (p, end, "月", "월")
               && take_int (p, end, 1, 2, day)
               && (take_word (p, end, "日") || take_word (p, end, "일"));
      return take_char (p, end, "-/.") && take_int (p, end, 1, 2, month)
             && take_char (p, end, "-/.") && take_int (p, end, 1, 2, day);
    }
  if (*p - start > 2 || self->form == RS_TIME_FORM_YMD)
    return FALSE;
  *day = a;
  if (!take_char (p, end, "/-. "))
    return FALSE;
  *month = take_month_name (p, end);
  if (*month > 0)
    {
      take_char (p, end, ".");
      return take_char (p, end, "/-. ") && take_year (p, end, year);
    }
  if (!take_int (p, end, 1, 2, month) || !take_char (p, end, "/-.") || !take_year (p, end, year))
    return FALSE;
  if (!day_first)
    {
      a = *day;
      *day = *month;
      *month = a;
    }
  return TRUE;
}

/* " AM", "pm", "p.m.": turns the hour of twelve into that of the day. */
static gboolean
take_half_day (const char **p, const char *end, int *hour)
{
  const char *q = *p;
  gboolean afternoon;

  while (take_char (&q, end, " "))
    ;
  if (q == end || !strchr ("AaPp", *q))
    return TRUE;
  afternoon = g_ascii_tolower (*q++) == 'p';
  take_char (&q, end, ".");
  if (!take_char (&q, end, "Mm"))
    return FALSE;
  take_char (&q, end, ".");
  if (*hour < 1 || *hour > 12)
    return FALSE;
  *hour = *hour % 12 + (afternoon ? 12 : 0);
  *p = q;
  return TRUE;
}

static inline guint
two_digits (const char *p)
{
  guint tens = (guint) (guchar) p[0] - '0', ones = (guint) (guchar) p[1] - '0';

  return tens > 9 || ones > 9 ? 1000 : tens * 10 + ones;
}

/* "2017-12-01T00:00:01" and with a space, on the day of the time before. FALSE: anything else. */
static inline gboolean
parse_same_day (RsTimeReader *self, const char *text, gsize len, gint64 *out_t_ms)
{
  guint hour, minute, second;

  if (len != 19 || memcmp (text, self->last_date, 10) != 0 || (text[10] != 'T' && text[10] != ' ')
      || text[13] != ':' || text[16] != ':')
    return FALSE;
  hour = two_digits (text + 11);
  minute = two_digits (text + 14);
  second = two_digits (text + 17);
  if (hour > 23 || minute > 59 || second > 59)
    return FALSE;
  *out_t_ms = to_utc (self, self->last_date_ms
                                + ((gint64) (hour * 60 + minute) * 60 + second) * RS_SECOND_MS);
  return TRUE;
}

gboolean
rs_time_reader_parse (RsTimeReader *self, const char *text, gsize len, gint64 *out_t_ms)
{
  const char *p = text, *end = text + len;
  int year, month, day, hour = 0, minute = 0, second = 0, ms = 0;
  gboolean has_zone, packed_day, is_day = TRUE;
  gint64 offset_ms, t_ms;
  gint ymd;

  if (self->form >= RS_TIME_FORM_S)
    return parse_number (self->form, text, len, &t_ms) && t_ms >= MIN_T_MS && t_ms <= MAX_T_MS
           && (*out_t_ms = t_ms, TRUE);
  if (parse_same_day (self, text, len, out_t_ms) || parse_epoch (text, len, out_t_ms))
    return TRUE;
  if (!take_date (self, &p, end, &year, &month, &day))
    return FALSE;
  /* 20210701185151 */
  packed_day = p - text == 8 && (len == 12 || len == 14) && all_digits (text, len);
  take_char (&p, end, ",");
  if (p < end && (packed_day || take_char (&p, end, "T _t") || ((guchar) p[-1] & 0x80)))
    {
      gboolean packed, has_sign;
      int half;

      is_day = FALSE;
      take_blanks (&p, end);
      half = take_half_before (&p, end);
      if (!take_int (&p, end, packed_day ? 2 : 1, 2, &hour))
        return FALSE;
      has_sign = take_sign (&p, end, "時", "시");
      packed = !has_sign && !take_char (&p, end, ":");
      /* A sign may be the last. */
      if (has_sign && p == end)
        minute = 0;
      else if (!take_int (&p, end, has_sign ? 1 : 2, 2, &minute)
               || (has_sign && !take_sign (&p, end, "分", "분")))
        return FALSE;
      if (packed || has_sign ? p < end && g_ascii_isdigit (*p) : take_char (&p, end, ":"))
        {
          if (!take_int (&p, end, has_sign ? 1 : 2, 2, &second))
            return FALSE;
          if (take_char (&p, end, ".,"))
            {
              int scale = 100;
              guint n = 0;

              for (; p < end && g_ascii_isdigit (*p); p++, n++, scale /= 10)
                ms += (*p - '0') * scale;
              if (n == 0 || n > 9)
                return FALSE;
            }
          if (has_sign && !take_sign (&p, end, "秒", "초"))
            return FALSE;
        }
      if (half >= 0 && (hour < 1 || hour > 12))
        return FALSE;
      if (half >= 0)
        hour = hour % 12 + 12 * half;
      else if (!take_half_day (&p, end, &hour))
        return FALSE;
    }
  if (!take_zone (&p, end, &has_zone, &offset_ms))
    return FALSE;
  /* A leap second is the second before it. */
  if (second == 60)
    second = 59;
  if (hour > 23 || minute > 59 || second > 59)
    return FALSE;
  ymd = (year * 16 + month) * 32 + day;
  if (ymd != self->last_ymd)
    {
      gint64 day_ms = rs_time_from_civil (year, month, day, 0, 0, 0, 0);

      if (day_ms == RS_TIME_NONE)
        return FALSE;
      self->last_day_ms = day_ms;
      self->last_ymd = ymd;
    }
  if (len == 19 && text[4] == '-' && text[7] == '-' && g_ascii_isdigit (text[9])
      && (text[10] == 'T' || text[10] == ' '))
    {
      memcpy (self->last_date, text, 10);
      self->last_date_ms = self->last_day_ms;
    }
  t_ms = self->last_day_ms + hour * RS_HOUR_MS + minute * RS_MINUTE_MS + second * RS_SECOND_MS + ms;
  *out_t_ms = has_zone ? t_ms - offset_ms : to_utc (self, t_ms);
  self->n_days += is_day;
  return TRUE;
}
