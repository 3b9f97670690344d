/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/message-private.h"

/* Table 51 of ITU-R M.1371-5. */
const char *
rs_ais_decode_base (RsBits *bits, RsAisBase *out)
{
  out->year = (guint16) rs_bits_u (bits, 14);
  out->month = (guint8) rs_bits_u (bits, 4);
  out->day = (guint8) rs_bits_u (bits, 5);
  out->hour = (guint8) rs_bits_u (bits, 5);
  out->minute = (guint8) rs_bits_u (bits, 6);
  out->second = (guint8) rs_bits_u (bits, 6);
  out->accuracy = rs_bits_flag (bits);
  out->lon_raw = rs_bits_s (bits, 28);
  out->lat_raw = rs_bits_s (bits, 27);
  if (bits->failed)
    return RS_AIS_TOO_SHORT;
  out->epfd = (guint8) rs_bits_u_or (bits, 4, 0);
  rs_bits_u_or (bits, 10, 0);
  out->raim = rs_bits_u_or (bits, 1, 0) != 0;
  out->radio = rs_bits_u_or (bits, 19, 0);
  return NULL;
}
