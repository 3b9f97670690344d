/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/sixbit.h"

#include <string.h>

void
rs_sixbit_clear (RsAisPayload *payload)
{
  /* Only what was written needs to be zero again; a fresh one has n_bits at random. */
  memset (payload, 0, sizeof *payload);
}

gboolean
rs_sixbit_append (RsAisPayload *payload, const char *text, gsize len, guint fill)
{
  guint pos = payload->n_bits;

  if (len > RS_AIS_MAX_PAYLOAD_CHARS || fill > 5 || pos + 6 * len > RS_AIS_MAX_BITS
      || (fill > 0 && len == 0))
    return FALSE;
  for (gsize i = 0; i < len; i++)
    {
      guint8 c = (guint8) text[i];
      guint v;

      if (c >= '0' && c <= 'W')
        v = c - 48u;
      else if (c >= '`' && c <= 'w')
        v = c - 56u;
      else
        return FALSE;
      /* Six bits that straddle at most two bytes; the second lies within the padding. */
      v <<= 10 - pos % 8;
      payload->bytes[pos / 8] |= (guint8) (v >> 8);
      payload->bytes[pos / 8 + 1] |= (guint8) v;
      pos += 6;
    }
  pos -= fill;
  /* Padding may be set; what follows must start from zeros. */
  if (pos % 8 != 0)
    payload->bytes[pos / 8] &= (guint8) (0xff00u >> (pos % 8));
  else
    payload->bytes[pos / 8] = 0;
  payload->bytes[pos / 8 + 1] = 0;
  payload->n_bits = pos;
  return TRUE;
}
