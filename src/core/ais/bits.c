/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/bits.h"

#include "ais/sixbit.h"

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
