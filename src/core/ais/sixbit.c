/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/sixbit.h"

#define BAD 0xff
#define BAD_8 BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD
#define ROW(n) n, n + 1, n + 2, n + 3, n + 4, n + 5, n + 6, n + 7

/* Six bits of each character of armour. */
static const guint8 values[256] = {
  BAD_8,   BAD_8,   BAD_8,   BAD_8,   BAD_8,   BAD_8,    /* to '/' */
  ROW (0), ROW (8), ROW (16), ROW (24), ROW (32), BAD_8, /* '0' to 'W', 'X' to '_' */
  ROW (40), ROW (48), ROW (56), BAD_8,                   /* '`' to 'w', 'x' to DEL */
  BAD_8,   BAD_8,   BAD_8,   BAD_8,   BAD_8,   BAD_8,   BAD_8, BAD_8,
  BAD_8,   BAD_8,   BAD_8,   BAD_8,   BAD_8,   BAD_8,   BAD_8, BAD_8,
};

gboolean
rs_sixbit_append (RsAisPayload *payload, const char *text, gsize len, guint fill)
{
  const guint8 *from = (const guint8 *) text;
  const guint8 *end = from + len;
  guint8 *to = payload->bytes + payload->n_bits / 8;
  guint n_left = payload->n_bits % 8; /* bits of the last byte that are taken */
  guint32 left = n_left > 0 ? *to >> (8 - n_left) : 0;
  guint32 bad = 0;
  guint pos;

  if (len > RS_AIS_MAX_PAYLOAD_CHARS || fill > 5 || payload->n_bits + 6 * len > RS_AIS_MAX_BITS
      || (fill > 0 && len == 0))
    return FALSE;
  if (n_left == 0)
    for (; end - from >= 4; from += 4, to += 3)
      {
        guint32 a = values[from[0]], b = values[from[1]], c = values[from[2]], d = values[from[3]];

        bad |= a | b | c | d;
        a = a << 18 | b << 12 | c << 6 | d;
        to[0] = (guint8) (a >> 16);
        to[1] = (guint8) (a >> 8);
        to[2] = (guint8) a;
      }
  for (; from < end; from++)
    {
      guint32 v = values[*from];

      bad |= v;
      left = left << 6 | v;
      n_left += 6;
      if (n_left >= 8)
        {
          n_left -= 8;
          *to++ = (guint8) (left >> n_left);
          left &= (1u << n_left) - 1;
        }
    }
  if (bad & 0xc0)
    return FALSE;
  memset (to, 0, 8);
  if (n_left > 0)
    *to = (guint8) (left << (8 - n_left));
  pos = payload->n_bits + 6 * (guint) len - fill;
  payload->n_bits = pos;
  if (fill == 0)
    return TRUE;
  /* Padding may be set; what follows must start from zeros. */
  if (pos % 8 != 0)
    payload->bytes[pos / 8] &= (guint8) (0xff00u >> (pos % 8));
  else
    payload->bytes[pos / 8] = 0;
  payload->bytes[pos / 8 + 1] = 0;
  return TRUE;
}
