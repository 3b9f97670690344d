/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/message-private.h"

/* Tables 61 (type 12) and 63 (type 14) of ITU-R M.1371-5. */
const char *
rs_ais_decode_text (RsBits *bits, guint type, RsAisText *out)
{
  if (type == 12)
    {
      out->seqno = (guint8) rs_bits_u (bits, 2);
      out->dest = rs_bits_u (bits, 30);
      out->retransmit = rs_bits_flag (bits);
    }
  rs_bits_skip (bits, type == 12 ? 1 : 2);
  if (bits->failed)
    return RS_AIS_TOO_SHORT;
  rs_bits_text (bits, MIN (RS_AIS_MAX_TEXT, rs_bits_left (bits) / 6), out->text);
  return NULL;
}
