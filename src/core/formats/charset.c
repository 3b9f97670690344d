/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/charset.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/error.h"

struct _RsCharset
{
  GIConv iconv;
  gboolean begun;
  guint64 n_bad;
};

static const char *const names[] = { "UTF-8",  "UTF-16LE",  "UTF-16BE", "WINDOWS-1251",
                                     "WINDOWS-1252", "EUC-KR", "SHIFT_JIS", NULL };

const char *const *
rs_charset_get_all (void)
{
  return names;
}

/* UTF-8 but for a character that the end cuts. A zero byte is ASCII. */
static gboolean
is_utf8 (const guint8 *bytes, gsize n)
{
  const char *text = (const char *) bytes, *stop = text + n, *end;

  for (; !g_utf8_validate (text, stop - text, &end); text = end + 1)
    if (*end != '\0')
      return stop - end < 4 && g_utf8_get_char_validated (end, stop - end) == (gunichar) -2;
  return TRUE;
}

/* Two-byte characters: how many good pairs there are, and how many bytes that fit none. */
static void
count_euc_kr (const guint8 *b, gsize n, guint *good, guint *bad)
{
  for (gsize i = 0; i < n; i++)
    {
      if (b[i] < 0x80)
        continue;
      /* Hangul lies in rows B0 to C8, the rest is rare. */
      if (i + 1 < n && b[i] >= 0xa1 && b[i] <= 0xfe && b[i + 1] >= 0xa1 && b[i + 1] <= 0xfe)
        {
          *good += b[i] >= 0xb0 && b[i] <= 0xc8;
          *bad += b[i] > 0xc8;
          i++;
        }
      else if (i + 1 < n)
        *bad += 2;
    }
}

static void
count_shift_jis (const guint8 *b, gsize n, guint *good, guint *bad)
{
  for (gsize i = 0; i < n; i++)
    {
      if (b[i] < 0x80)
        continue;
      if (b[i] >= 0xa1 && b[i] <= 0xdf)
        continue; /* half-width kana: speaks neither way */
      if (i + 1 < n && ((b[i] >= 0x81 && b[i] <= 0x9f) || (b[i] >= 0xe0 && b[i] <= 0xef))
          && b[i + 1] >= 0x40 && b[i + 1] <= 0xfc && b[i + 1] != 0x7f)
        {
          /* Kana and the first level of kanji. */
          *good += b[i] >= 0x82 && b[i] <= 0x97;
          i++;
        }
      else if (i + 1 < n)
        *bad += 2;
    }
}

/* Cyrillic letters stand together in words; in Western texts letters beyond ASCII stand alone. */
static void
count_cyrillic (const guint8 *b, gsize n, guint *good, guint *alone)
{
  for (gsize i = 0; i < n; i++)
    {
      gboolean before = i > 0 && b[i - 1] >= 0xc0;
      gboolean after = i + 1 < n && b[i + 1] >= 0xc0;

      if (b[i] < 0xc0 && b[i] != 0xa8 && b[i] != 0xb8)
        continue;
      if (before || after)
        (*good)++;
      else
        (*alone)++;
    }
}

const char *
rs_charset_guess (const guint8 *bytes, gsize n)
{
  guint n_even = 0, n_odd = 0;
  guint kr = 0, kr_bad = 0, jp = 0, jp_bad = 0, cyrillic = 0, alone = 0;

  if (n >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe)
    return "UTF-16LE";
  if (n >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    return "UTF-16BE";
  for (gsize i = 0; i < n; i++)
    if (bytes[i] == 0)
      {
        if (i % 2 == 0)
          n_even++;
        else
          n_odd++;
      }
  /* Text in UTF-16 that is mostly ASCII. */
  if (n >= 16 && n_odd * 5 > n && n_even * 20 < n)
    return "UTF-16LE";
  if (n >= 16 && n_even * 5 > n && n_odd * 20 < n)
    return "UTF-16BE";
  if (is_utf8 (bytes, n))
    return "UTF-8";
  count_euc_kr (bytes, n, &kr, &kr_bad);
  count_shift_jis (bytes, n, &jp, &jp_bad);
  count_cyrillic (bytes, n, &cyrillic, &alone);
  if (jp > 0 && jp_bad == 0 && jp >= kr && (kr_bad > 0 || jp > kr))
    return "SHIFT_JIS";
  if (kr > 0 && kr_bad * 10 <= kr)
    return "EUC-KR";
  if (jp > 0 && jp_bad == 0)
    return "SHIFT_JIS";
  return cyrillic > alone * 2 ? "WINDOWS-1251" : "WINDOWS-1252";
}

char *
rs_charset_describe_guess (const char *name)
{
  return g_strdup_printf (_("The text is no UTF-8; it was read as %s"), name);
}

RsCharset *
rs_charset_new (const char *name, GError **error)
{
  RsCharset *self;
  GIConv iconv;

  /* The wider sets that people mean: CP949 holds EUC-KR, CP932 Shift-JIS. */
  iconv = g_iconv_open ("UTF-8", g_ascii_strcasecmp (name, "EUC-KR") == 0      ? "CP949"
                                 : g_ascii_strcasecmp (name, "SHIFT_JIS") == 0 ? "CP932"
                                 : g_ascii_strcasecmp (name, "SHIFT-JIS") == 0 ? "CP932"
                                                                               : name);
  if (iconv == (GIConv) -1)
    {
      g_autofree char *known = g_strjoinv (", ", (char **) names);

      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   _("there is no encoding “%s”; usual ones are %s"), name, known);
      return NULL;
    }
  self = g_new0 (RsCharset, 1);
  self->iconv = iconv;
  return self;
}

void
rs_charset_free (RsCharset *self)
{
  if (!self)
    return;
  g_iconv_close (self->iconv);
  g_free (self);
}

gsize
rs_charset_convert (RsCharset *self, const guint8 *in, gsize n_in, gboolean at_end, char *out,
                    gsize n_out, gsize *used)
{
  char *from = (char *) in, *to = out;
  gsize left = n_in, room = n_out;

  while (left > 0)
    {
      gsize result = g_iconv (self->iconv, &from, &left, &to, &room);

      if (result != (gsize) -1)
        break;
      if (errno == E2BIG)
        break;
      if (errno == EINVAL && !at_end)
        break;
      /* No character, or the beginning of one at the very end. */
      if (room < 3)
        break;
      memcpy (to, "\xef\xbf\xbd", 3);
      to += 3;
      room -= 3;
      from++;
      left--;
      self->n_bad++;
      g_iconv (self->iconv, NULL, NULL, NULL, NULL);
    }
  *used = n_in - left;
  return n_out - room;
}

guint64
rs_charset_get_n_bad (RsCharset *self)
{
  return self->n_bad;
}
