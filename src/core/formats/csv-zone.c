/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/csv-zone.h"

#include <string.h>

#define MAX_WORD 64
/* Hours that a zone is ahead or behind at most. */
#define MAX_HOURS 14

static const struct
{
  const char *word; /* folded */
  const char *zone; /* NULL: local */
} words[] = {
  { "msk", "+03:00" },    { "мск", "+03:00" },    { "moscow", "+03:00" }, { "москва", "+03:00" },
  { "московское", "+03:00" },
  { "samt", "+04:00" },   { "yekt", "+05:00" },   { "omst", "+06:00" },   { "krat", "+07:00" },
  { "irkt", "+08:00" },   { "yakt", "+09:00" },   { "vlat", "+10:00" },   { "влад", "+10:00" },
  { "vladivostok", "+10:00" }, { "владивосток", "+10:00" },
  { "sakt", "+11:00" },   { "magt", "+11:00" },   { "pett", "+12:00" },
  { "kst", "+09:00" },    { "jst", "+09:00" },    { "seoul", "+09:00" },  { "tokyo", "+09:00" },
  { "한국시간", "+09:00" }, { "한국시각", "+09:00" }, { "日本時間", "+09:00" }, { "日本標準時", "+09:00" },
  { "北京时间", "+08:00" }, { "beijing", "+08:00" },
  { "hkt", "+08:00" },    { "sgt", "+08:00" },    { "pht", "+08:00" },    { "awst", "+08:00" },
  { "wib", "+07:00" },    { "aest", "+10:00" },   { "aedt", "+11:00" },   { "acst", "+09:30" },
  { "nzst", "+12:00" },   { "nzdt", "+13:00" },
  { "cet", "+01:00" },    { "mez", "+01:00" },    { "cest", "+02:00" },   { "mesz", "+02:00" },
  { "eet", "+02:00" },    { "eest", "+03:00" },   { "west", "+01:00" },   { "trt", "+03:00" },
  { "est", "-05:00" },    { "edt", "-04:00" },    { "cdt", "-05:00" },    { "mst", "-07:00" },
  { "mdt", "-06:00" },    { "pst", "-08:00" },    { "pdt", "-07:00" },    { "akst", "-09:00" },
  { "akdt", "-08:00" },   { "hst", "-10:00" },    { "brt", "-03:00" },
  { "local", NULL },      { "localtime", NULL },  { "lt", NULL },         { "lmt", NULL },
  { "ortszeit", NULL },   { "lokal", NULL },      { "lokalzeit", NULL },  { "местное", NULL },
  { "местн", NULL },      { "현지시간", NULL },   { "현지시각", NULL },   { "現地時間", NULL },
  { "当地时间", NULL },   { "locale", NULL },     { "lokaltid", NULL },
};

static gboolean
is_word_byte (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80;
}

static gboolean
take_number (const char **p, const char *end, guint max_digits, guint *out)
{
  const char *start = *p;

  *out = 0;
  while (*p < end && g_ascii_isdigit (**p) && (guint) (*p - start) < max_digits)
    *out = *out * 10 + (guint) (*(*p)++ - '0');
  return *p > start;
}

/* "+9", "-03:30", "+0900". */
static const char *
take_offset (const char **p, const char *end)
{
  const char *q = *p;
  gboolean is_behind;
  guint hours, minutes = 0;
  g_autofree char *zone = NULL;

  while (q < end && *q == ' ')
    q++;
  if (q == end || (*q != '+' && *q != '-'))
    return NULL;
  is_behind = *q++ == '-';
  if (!take_number (&q, end, 2, &hours))
    return NULL;
  if (q < end && *q == ':')
    q++;
  take_number (&q, end, 2, &minutes);
  if (hours > MAX_HOURS || minutes > 59 || (q < end && is_word_byte (*q)))
    return NULL;
  *p = q;
  zone = g_strdup_printf ("%c%02u:%02u", is_behind ? '-' : '+', hours, minutes);
  return g_intern_string (zone);
}

/* "Asia/Vladivostok". */
static const char *
take_name (const char **p, const char *end)
{
  static const char *const areas[] = { "Africa/",   "America/", "Antarctica/", "Asia/", "Atlantic/",
                                       "Australia/", "Europe/",  "Indian/",     "Pacific/" };

  for (gsize i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      const char *q = *p;
      g_autofree char *name = NULL;
      g_autoptr (GTimeZone) zone = NULL;

      if ((gsize) (end - q) < strlen (areas[i])
          || g_ascii_strncasecmp (q, areas[i], strlen (areas[i])) != 0)
        continue;
      while (q < end && (g_ascii_isalpha (*q) || *q == '/' || *q == '_') && q - *p < MAX_WORD)
        q++;
      name = g_strndup (*p, (gsize) (q - *p));
      zone = g_time_zone_new_identifier (name);
      if (!zone)
        return NULL;
      *p = q;
      return g_intern_string (name);
    }
  return NULL;
}

static gboolean
find_word (const char *text, gsize len, const char **out_zone)
{
  g_autofree char *valid = NULL, *folded = NULL;

  if (len > MAX_WORD)
    return FALSE;
  valid = g_utf8_make_valid (text, (gssize) len);
  folded = g_utf8_casefold (valid, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].word, folded) == 0)
      {
        *out_zone = words[i].zone;
        return TRUE;
      }
  return FALSE;
}

gboolean
rs_csv_zone_find (const char *text, gsize len, const char **out_zone, char *out_rest)
{
  const char *p = text, *end = text + len;

  if (len >= RS_CSV_ZONE_REST)
    return FALSE;
  while (p < end)
    {
      const char *start = p, *word_end = p;
      gboolean found = FALSE;

      if (*p == '+' || *p == '-')
        {
          /* An offset by itself stands in brackets. */
          found = p > text && (p[-1] == '(' || p[-1] == '[') && (*out_zone = take_offset (&p, end));
          p += !found;
        }
      else if (!is_word_byte (*p))
        p++;
      else
        {
          while (word_end < end && is_word_byte (*word_end))
            word_end++;
          if ((*out_zone = take_name (&p, end)))
            found = TRUE;
          else if (word_end - p == 3
                   && (g_ascii_strncasecmp (p, "utc", 3) == 0
                       || g_ascii_strncasecmp (p, "gmt", 3) == 0))
            {
              p = word_end;
              found = (*out_zone = take_offset (&p, end)) != NULL;
            }
          else
            {
              p = word_end;
              found = find_word (start, (gsize) (word_end - start), out_zone);
            }
        }
      if (!found)
        continue;
      memcpy (out_rest, text, (gsize) (start - text));
      memcpy (out_rest + (start - text), p, (gsize) (end - p));
      out_rest[len - (gsize) (p - start)] = '\0';
      return TRUE;
    }
  return FALSE;
}
