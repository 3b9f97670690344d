/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* JSON written fast: literal text, numbers and strings into room that was made before. What would not
 * fit is left out and @overflow set: a writer knows its longest text and a test holds it to that.
 * Never looks at the locale. */
typedef struct
{
  char *at;
  char *end;
  gboolean overflow;
} RsJsonText;

/* Appends @n bytes as they are. */
static inline void
rs_json_put (RsJsonText *self, const char *text, gsize n)
{
  if (G_UNLIKELY ((gsize) (self->end - self->at) < n))
    {
      self->overflow = TRUE;
      return;
    }
  memcpy (self->at, text, n);
  self->at += n;
}

/* A literal as it is. */
#define RS_JSON_PUT(self, literal) rs_json_put (self, "" literal, sizeof (literal) - 1)
/* ,"name": */
#define RS_JSON_NAME(self, name) RS_JSON_PUT (self, ",\"" name "\":")

/* Decimal digits, without a sign. */
void rs_json_put_uint (RsJsonText *self, guint64 value);
void rs_json_put_int (RsJsonText *self, gint64 value);
/* At least @width digits, zeros in front; @width 1 to 9. */
void rs_json_put_padded (RsJsonText *self, guint32 value, guint width);
/**
 * rs_json_put_decimal:
 * @value: scaled by 10^@decimals
 * @decimals: 1 to 9
 *
 * 123 with two decimals is 1.23, -5 with one is -0.5.
 */
void rs_json_put_decimal (RsJsonText *self, gint64 value, guint decimals);
/* In quotes, escaped. Bytes that are no UTF-8 become U+FFFD. */
void rs_json_put_string (RsJsonText *self, const char *text);
/* Two hexadecimal digits each. */
void rs_json_put_hex (RsJsonText *self, const guint8 *bytes, gsize n);

G_END_DECLS
