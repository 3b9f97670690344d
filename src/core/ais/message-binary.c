/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/message-private.h"

/* Tables 53 (6), 55 (8), 66 (17), 80 (25) and 81 (26) of ITU-R M.1371-5. What is inside is left as
 * bits; an application that nobody here knows is a decoded message all the same. */
const char *
rs_ais_decode_binary (RsBits *bits, guint type, RsAisBinary *out)
{
  guint trailer = 0, end;

  switch (type)
    {
    case 6:
      out->addressed = TRUE;
      out->seqno = (guint8) rs_bits_u (bits, 2);
      out->dest = rs_bits_u (bits, 30);
      out->retransmit = rs_bits_flag (bits);
      rs_bits_skip (bits, 1);
      out->dac = (guint16) rs_bits_u (bits, 10);
      out->fid = (guint8) rs_bits_u (bits, 6);
      break;
    case 8:
      rs_bits_skip (bits, 2);
      out->dac = (guint16) rs_bits_u (bits, 10);
      out->fid = (guint8) rs_bits_u (bits, 6);
      break;
    case 17:
      rs_bits_skip (bits, 2);
      out->lon_raw = rs_bits_s (bits, 18) * 1000;
      out->lat_raw = rs_bits_s (bits, 17) * 1000;
      rs_bits_skip (bits, 5);
      break;
    default: /* 25 and 26 */
      out->addressed = rs_bits_flag (bits);
      out->structured = rs_bits_flag (bits);
      if (out->addressed)
        out->dest = rs_bits_u (bits, 30);
      if (out->structured)
        out->app_id = (guint16) rs_bits_u (bits, 16);
      /* Type 26 ends with 20 bits of radio status. */
      trailer = type == 26 ? 20 : 0;
      break;
    }
  if (bits->failed || rs_bits_left (bits) < trailer)
    return RS_AIS_TOO_SHORT;
  end = rs_bits_left (bits) - trailer;
  out->n_bits = MIN (end, RS_AIS_MAX_DATA_BITS);
  end += bits->pos;
  /* Before the radio status the last byte is filled up by what follows. */
  rs_bits_data (bits, trailer ? (out->n_bits + 7) / 8 * 8 : out->n_bits, out->data);
  bits->pos = end;
  if (trailer)
    out->radio = rs_bits_u (bits, trailer);
  return NULL;
}
