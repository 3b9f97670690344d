/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/bits.h"

#include <string.h>

#include "ais/sixbit.h"

guint32
rs_bits_u (RsBits *self, guint width)
{
  guint64 word;

  g_return_val_if_fail (width >= 1 && width <= 32, 0);
  if (self->failed || width > rs_bits_left (self))
    {
      self->failed = TRUE;
      return 0;
    }
  memcpy (&word, self->payload->bytes + self->pos / 8, sizeof word);
  word = GUINT64_FROM_BE (word) << (self->pos % 8);
  self->pos += width;
  return (guint32) (word >> (64 - width));
}

gint32
rs_bits_s (RsBits *self, guint width)
{
  guint32 u = rs_bits_u (self, width);
  guint32 sign = 1u << (width - 1);

  return (gint32) ((u ^ sign) - sign);
}

gboolean
rs_bits_flag (RsBits *self)
{
  return rs_bits_u (self, 1) != 0;
}

void
rs_bits_skip (RsBits *self, guint width)
{
  if (self->failed || width > rs_bits_left (self))
    self->failed = TRUE;
  else
    self->pos += width;
}

void
rs_bits_text (RsBits *self, guint n_chars, char *out)
{
  guint n = 0;
  gboolean ended = FALSE;

  for (guint i = 0; i < n_chars; i++)
    {
      char c = rs_sixbit_to_ascii ((guint8) rs_bits_u (self, 6));

      ended = ended || c == '@' || self->failed;
      if (!ended)
        out[n++] = c;
    }
  while (n > 0 && out[n - 1] == ' ')
    n--;
  out[n] = '\0';
}

void
rs_bits_data (RsBits *self, guint n_bits, guint8 *out)
{
  while (n_bits > 0)
    {
      guint width = MIN (n_bits, 8);

      *out++ = (guint8) (rs_bits_u (self, width) << (8 - width));
      n_bits -= width;
    }
}
