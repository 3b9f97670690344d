/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/message-private.h"

#include <string.h>

/* Table 74 of ITU-R M.1371-5: the name goes on behind the fixed part. */
const char *
rs_ais_decode_aton (RsBits *bits, RsAisAton *out)
{
  char more[15];

  out->aid_type = (guint8) rs_bits_u (bits, 5);
  rs_bits_text (bits, 20, out->name);
  out->accuracy = rs_bits_flag (bits);
  out->lon_raw = rs_bits_s (bits, 28);
  out->lat_raw = rs_bits_s (bits, 27);
  out->dim_a_m = (guint16) rs_bits_u (bits, 9);
  out->dim_b_m = (guint16) rs_bits_u (bits, 9);
  out->dim_c_m = (guint8) rs_bits_u (bits, 6);
  out->dim_d_m = (guint8) rs_bits_u (bits, 6);
  if (bits->failed)
    return RS_AIS_TOO_SHORT;
  out->epfd = (guint8) rs_bits_u_or (bits, 4, 0);
  out->second = (guint8) rs_bits_u_or (bits, 6, 60);
  out->off_position = rs_bits_u_or (bits, 1, 0) != 0;
  out->regional = (guint8) rs_bits_u_or (bits, 8, 0);
  out->raim = rs_bits_u_or (bits, 1, 0) != 0;
  out->virtual_aid = rs_bits_u_or (bits, 1, 0) != 0;
  out->assigned = rs_bits_u_or (bits, 1, 0) != 0;
  rs_bits_u_or (bits, 1, 0);
  /* Only a name that fills its field goes on. */
  if (strlen (out->name) == 20 && rs_bits_left (bits) >= 6)
    {
      rs_bits_text (bits, MIN (14, rs_bits_left (bits) / 6), more);
      g_strlcat (out->name, more, sizeof out->name);
    }
  return NULL;
}
