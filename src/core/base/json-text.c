/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json-text.h"

/* "00" to "99". */
static const char pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233343536"
                            "37383940414243444546474849505152535455565758596061626364656667686970717273"
                            "7475767778798081828384858687888990919293949596979899";

/* Writes the digits of @value before @end. Returns where they begin. */
static char *
write_digits (char *end, guint64 value)
{
  while (value >= 100)
    {
      end -= 2;
      memcpy (end, pairs + value % 100 * 2, 2);
      value /= 100;
    }
  if (value >= 10)
    {
      end -= 2;
      memcpy (end, pairs + value * 2, 2);
    }
  else
    *--end = (char) ('0' + value);
  return end;
}

void
rs_json_put_uint (RsJsonText *self, guint64 value)
{
  char text[20];
  char *start;

  if (value < 10 && self->at < self->end)
    {
      *self->at++ = (char) ('0' + value);
      return;
    }
  start = write_digits (text + sizeof text, value);
  rs_json_put (self, start, (gsize) (text + sizeof text - start));
}

void
rs_json_put_int (RsJsonText *self, gint64 value)
{
  if (value < 0)
    RS_JSON_PUT (self, "-");
  rs_json_put_uint (self, value < 0 ? -(guint64) value : (guint64) value);
}

void
rs_json_put_padded (RsJsonText *self, guint32 value, guint width)
{
  char text[24];
  char *end = text + sizeof text;
  char *start = write_digits (end, value);

  while (end - start < (gssize) width)
    *--start = '0';
  rs_json_put (self, start, (gsize) (end - start));
}

void
rs_json_put_decimal (RsJsonText *self, gint64 value, guint decimals)
{
  char text[32];
  char *end = text + sizeof text;
  char *start = write_digits (end, value < 0 ? -(guint64) value : (guint64) value);

  while (end - start <= (gssize) decimals)
    *--start = '0';
  /* The digits before the point move to make room for it. */
  memmove (start - 1, start, (gsize) (end - start) - decimals);
  start--;
  *(end - decimals - 1) = '.';
  if (value < 0)
    *--start = '-';
  rs_json_put (self, start, (gsize) (end - start));
}

static void
put_escaped (RsJsonText *self, guchar c)
{
  static const char hex[] = "0123456789abcdef";
  char text[] = { '\\', 'u', '0', '0', hex[c >> 4], hex[c & 15] };

  if (c == '"' || c == '\\')
    {
      rs_json_put (self, "\\", 1);
      rs_json_put (self, (const char *) &c, 1);
    }
  else
    rs_json_put (self, text, sizeof text);
}

void
rs_json_put_string (RsJsonText *self, const char *text)
{
  g_autofree char *valid = NULL;
  const char *from;
  gboolean is_ascii = TRUE;

  for (const char *c = text; *c && is_ascii; c++)
    is_ascii = (guchar) *c < 0x80;
  if (!is_ascii && !g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  RS_JSON_PUT (self, "\"");
  for (from = text; *text; text++)
    if (G_UNLIKELY (*text == '"' || *text == '\\' || (guchar) *text < 0x20))
      {
        rs_json_put (self, from, (gsize) (text - from));
        put_escaped (self, (guchar) *text);
        from = text + 1;
      }
  rs_json_put (self, from, (gsize) (text - from));
  RS_JSON_PUT (self, "\"");
}

void
rs_json_put_hex (RsJsonText *self, const guint8 *bytes, gsize n)
{
  static const char hex[] = "0123456789abcdef";

  for (gsize i = 0; i < n; i++)
    {
      char pair[] = { hex[bytes[i] >> 4], hex[bytes[i] & 15] };

      rs_json_put (self, pair, 2);
    }
}
