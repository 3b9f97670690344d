/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/xsd-time.h"

#include <string.h>

static gboolean
all_digits (const char *text, gsize len)
{
  for (gsize i = 0; i < len; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

gboolean
rs_xsd_time_parse (RsTimeReader *times, const char *text, gsize len, gint64 *out_t_ms,
                   gboolean *out_coarse)
{
  char day[48];
  gsize head = 0;

  while (len > 0 && g_ascii_isspace (text[0]))
    {
      text++;
      len--;
    }
  while (len > 0 && g_ascii_isspace (text[len - 1]))
    len--;
  /* A year, or a year and a month, with at most a zone behind it. */
  if (len >= 7 && all_digits (text, 4) && text[4] == '-' && all_digits (text + 5, 2)
      && (len == 7 || strchr ("Zz+-", text[7])))
    head = 7;
  else if (len >= 4 && all_digits (text, 4)
           && (len == 4 || (strchr ("Zz+-", text[4]) && (len < 7 || text[len - 3] == ':'))))
    head = 4;
  /* "1997-07-16" looks like a month with a zone of west. */
  if (head == 7 && len >= 10 && text[7] == '-' && all_digits (text + 8, 2)
      && !(len == 13 && text[10] == ':'))
    head = 0;
  if (head > 0 && len - head < 8)
    {
      const char *rest = head == 4 ? "-01-01" : "-01";
      gsize n = strlen (rest);

      memcpy (day, text, head);
      memcpy (day + head, rest, n);
      /* The zone reader wants a time before a zone that begins with a sign. */
      memcpy (day + head + n, "T00:00", 6);
      memcpy (day + head + n + 6, text + head, len - head);
      *out_coarse = TRUE;
      return rs_time_reader_parse (times, day, head + n + 6 + len - head, out_t_ms);
    }
  *out_coarse = len <= 16 && !memchr (text, ':', MIN (len, 10)) && !memchr (text, 'T', len)
                && !memchr (text, 't', len) && memchr (text, '-', len) != NULL
                && !memchr (text, ' ', len);
  return rs_time_reader_parse (times, text, len, out_t_ms);
}
