/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/beside.h"

#include <string.h>

#include "ais/limits.h"

/* Digits of a time since 1970: 9 where it stands alone, 10 among other things, since MMSIs have 9. */
#define EPOCH_MIN_DIGITS 9
#define EPOCH_SURE_DIGITS 10

static gsize
count_digits (const char *text, gsize len)
{
  gsize n = 0;

  while (n < len && g_ascii_isdigit (text[n]))
    n++;
  return n;
}

/* The fraction of a second at ".250", in ms; @out_len: of it, 0 if there is none. */
static gint64
parse_fraction (const char *text, gsize len, gsize *out_len)
{
  gint64 ms = 0, scale = 100;
  gsize n = len > 0 && text[0] == '.' ? count_digits (text + 1, len - 1) : 0;

  for (gsize i = 1; i <= n; i++, scale /= 10)
    ms += (text[i] - '0') * scale;
  *out_len = n > 0 ? n + 1 : 0;
  return ms;
}

gint64
rs_beside_parse_epoch (const char *text, gsize len)
{
  gsize n = count_digits (text, len), n_fraction;
  gint64 fraction_ms = parse_fraction (text + n, len - n, &n_fraction);
  guint64 value = 0;
  gint64 t_ms;

  if (n < EPOCH_MIN_DIGITS || n > 19 || n + n_fraction != len)
    return RS_TIME_NONE;
  for (gsize i = 0; i < n; i++)
    value = value * 10 + (guint64) (text[i] - '0');
  if (value < G_GUINT64_CONSTANT (100000000000))
    t_ms = (gint64) value * 1000 + fraction_ms;
  else if (value < G_GUINT64_CONSTANT (100000000000000))
    t_ms = (gint64) value;
  else if (value < G_GUINT64_CONSTANT (100000000000000000))
    t_ms = (gint64) (value / 1000);
  else
    t_ms = (gint64) (value / 1000000);
  return t_ms >= RS_AIS_CLOCK_MIN_MS && t_ms < RS_AIS_CLOCK_MAX_MS ? t_ms : RS_TIME_NONE;
}

/* A text that is read from its start. */
typedef struct
{
  const char *at, *end;
} Cursor;

static gboolean
take_number (Cursor *c, guint n_digits, int *out)
{
  int value = 0;

  if ((gsize) (c->end - c->at) < n_digits || count_digits (c->at, n_digits) < n_digits)
    return FALSE;
  for (guint i = 0; i < n_digits; i++)
    value = value * 10 + (c->at[i] - '0');
  c->at += n_digits;
  *out = value;
  return TRUE;
}

static char
peek (const Cursor *c)
{
  return c->at < c->end ? *c->at : '\0';
}

/* "Z", " UTC", "+09:00", "-0330", or nothing. */
static gboolean
take_zone (Cursor *c, gint64 *out_east_ms)
{
  Cursor z = *c;
  int hours, minutes = 0, sign;

  *out_east_ms = 0;
  if (peek (c) == 'Z' || peek (c) == 'z')
    {
      c->at++;
      return TRUE;
    }
  while (peek (&z) == ' ')
    z.at++;
  if (z.end - z.at >= 3
      && (g_ascii_strncasecmp (z.at, "UTC", 3) == 0 || g_ascii_strncasecmp (z.at, "GMT", 3) == 0))
    {
      c->at = z.at + 3;
      return TRUE;
    }
  if (peek (c) != '+' && peek (c) != '-')
    return FALSE;
  sign = peek (c) == '+' ? 1 : -1;
  z.at = c->at + 1;
  if (!take_number (&z, 2, &hours))
    return FALSE;
  if (peek (&z) == ':')
    z.at++;
  if (!take_number (&z, 2, &minutes))
    minutes = 0;
  if (hours > 14 || minutes > 59)
    return FALSE;
  *out_east_ms = sign * (hours * RS_HOUR_MS + minutes * RS_MINUTE_MS);
  c->at = z.at;
  return TRUE;
}

/* A date and time that begin at the cursor, which is moved behind them. */
static gint64
take_civil (Cursor *c, gboolean *out_civil)
{
  int year, month, day, hour, minute, second = 0;
  gint64 t_ms, ms, east_ms;
  gsize n_fraction;
  char between;

  if (!take_number (c, 4, &year))
    return RS_TIME_NONE;
  between = peek (c);
  if (between == '-' || between == '/')
    c->at++;
  else
    between = '\0';
  if (!take_number (c, 2, &month) || (between && peek (c) != between))
    return RS_TIME_NONE;
  c->at += between != '\0';
  if (!take_number (c, 2, &day))
    return RS_TIME_NONE;
  if (c->at < c->end && strchr ("Tt _,;\t", *c->at))
    c->at++;
  else if (between)
    return RS_TIME_NONE;
  if (!take_number (c, 2, &hour))
    return RS_TIME_NONE;
  between = peek (c) == ':' ? ':' : '\0';
  c->at += between != '\0';
  if (!take_number (c, 2, &minute))
    return RS_TIME_NONE;
  if (peek (c) == ':' || !between)
    {
      c->at += between != '\0';
      if (!take_number (c, 2, &second))
        return RS_TIME_NONE;
    }
  ms = parse_fraction (c->at, (gsize) (c->end - c->at), &n_fraction);
  c->at += n_fraction;
  *out_civil = !take_zone (c, &east_ms);
  if (g_ascii_isalnum (peek (c)) || hour > 23 || minute > 59 || second > 60)
    return RS_TIME_NONE;
  t_ms = rs_time_from_civil (year, month, day, hour, minute, MIN (second, 59), (int) ms);
  if (t_ms == RS_TIME_NONE)
    return t_ms;
  t_ms -= east_ms;
  return t_ms >= RS_AIS_CLOCK_MIN_MS && t_ms < RS_AIS_CLOCK_MAX_MS ? t_ms : RS_TIME_NONE;
}

gint64
rs_beside_find_time (const char *text, gsize len, gboolean *out_civil)
{
  gint64 epoch_ms = RS_TIME_NONE;
  gboolean many = FALSE;
  gsize i = 0;

  *out_civil = FALSE;
  while (i < len)
    {
      gsize n, n_fraction;

      if (!g_ascii_isalnum (text[i]))
        {
          i++;
          continue;
        }
      if (g_ascii_isdigit (text[i]) && (i == 0 || !strchr (".+-", text[i - 1])))
        {
          Cursor c = { text + i, text + len };
          gint64 t_ms = take_civil (&c, out_civil);

          if (t_ms != RS_TIME_NONE)
            return t_ms;
          n = count_digits (text + i, len - i);
          parse_fraction (text + i + n, len - i - n, &n_fraction);
          t_ms = n >= EPOCH_SURE_DIGITS
                         && (i + n + n_fraction == len || !g_ascii_isalnum (text[i + n + n_fraction]))
                     ? rs_beside_parse_epoch (text + i, n + n_fraction)
                     : RS_TIME_NONE;
          many = many || (t_ms != RS_TIME_NONE && epoch_ms != RS_TIME_NONE && t_ms != epoch_ms);
          if (t_ms != RS_TIME_NONE)
            epoch_ms = t_ms;
        }
      while (i < len && g_ascii_isalnum (text[i]))
        i++;
    }
  *out_civil = FALSE;
  return many ? RS_TIME_NONE : epoch_ms;
}
