/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/message-private.h"

static guint16
read_sog (RsBits *bits)
{
  guint32 raw = rs_bits_u (bits, 10);

  return raw == 1023 ? RS_AIS_SOG_NONE : (guint16) raw;
}

/* Tables 48 (types 1 to 3), 56 (9), 70 (18) and 84 (27) of ITU-R M.1371-5. Everything up to the
 * second must be there; what follows is taken if it is. */
const char *
rs_ais_decode_position (RsBits *bits, guint type, RsAisPosition *out)
{
  guint width;

  out->status = 15;
  out->heading = RS_AIS_HEADING_NONE;
  out->second = RS_AIS_SECOND_NONE;
  if (type <= 3)
    {
      out->status = (guint8) rs_bits_u (bits, 4);
      out->turn_raw = (gint8) rs_bits_s (bits, 8);
      out->sog_dkn = read_sog (bits);
    }
  else if (type == 9)
    {
      guint32 sog_kn;

      out->alt_m = (guint16) rs_bits_u (bits, 12);
      sog_kn = rs_bits_u (bits, 10);
      out->sog_dkn = sog_kn == 1023 ? RS_AIS_SOG_NONE : (guint16) (sog_kn * 10);
    }
  else if (type == 18)
    {
      out->reserved = (guint8) rs_bits_u (bits, 8);
      out->sog_dkn = read_sog (bits);
    }
  else
    {
      guint32 sog_kn;

      out->accuracy = rs_bits_flag (bits);
      out->raim = rs_bits_flag (bits);
      out->status = (guint8) rs_bits_u (bits, 4);
      out->lon_raw = rs_bits_s (bits, 18) * 1000;
      out->lat_raw = rs_bits_s (bits, 17) * 1000;
      sog_kn = rs_bits_u (bits, 6);
      out->sog_dkn = sog_kn == 63 ? RS_AIS_SOG_NONE : (guint16) (sog_kn * 10);
      out->cog_raw = (guint16) (rs_bits_u (bits, 9) * 10);
      out->gnss = rs_bits_u_or (bits, 1, 0) != 0;
      return bits->failed ? RS_AIS_TOO_SHORT : NULL;
    }
  out->accuracy = rs_bits_flag (bits);
  out->lon_raw = rs_bits_s (bits, 28);
  out->lat_raw = rs_bits_s (bits, 27);
  out->cog_raw = (guint16) rs_bits_u (bits, 12);
  if (type != 9)
    out->heading = (guint16) rs_bits_u (bits, 9);
  out->second = (guint8) rs_bits_u (bits, 6);
  if (bits->failed)
    return RS_AIS_TOO_SHORT;
  if (type <= 3)
    {
      out->maneuver = (guint8) rs_bits_u_or (bits, 2, 0);
      rs_bits_u_or (bits, 3, 0);
    }
  else if (type == 9)
    {
      out->regional = (guint8) rs_bits_u_or (bits, 8, 0);
      out->dte = rs_bits_u_or (bits, 1, 0) != 0;
      rs_bits_u_or (bits, 3, 0);
      out->assigned = rs_bits_u_or (bits, 1, 0) != 0;
    }
  else
    {
      out->regional = (guint8) rs_bits_u_or (bits, 2, 0);
      out->cs = rs_bits_u_or (bits, 1, 0) != 0;
      out->display = rs_bits_u_or (bits, 1, 0) != 0;
      out->dsc = rs_bits_u_or (bits, 1, 0) != 0;
      out->band = rs_bits_u_or (bits, 1, 0) != 0;
      out->msg22 = rs_bits_u_or (bits, 1, 0) != 0;
      out->assigned = rs_bits_u_or (bits, 1, 0) != 0;
    }
  out->raim = rs_bits_u_or (bits, 1, 0) != 0;
  /* Of one that is cut, what is there. */
  width = MIN (rs_bits_left (bits), type <= 3 ? 19u : 20u);
  out->radio = width > 0 ? rs_bits_u (bits, width) : 0;
  return NULL;
}
