/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/message-private.h"

static void
read_dimensions (RsBits *bits, RsAisStatic *out)
{
  out->dim_a_m = (guint16) rs_bits_u (bits, 9);
  out->dim_b_m = (guint16) rs_bits_u (bits, 9);
  out->dim_c_m = (guint8) rs_bits_u (bits, 6);
  out->dim_d_m = (guint8) rs_bits_u (bits, 6);
}

/* Table 52 of ITU-R M.1371-5. Receivers send 420 to 448 bits: the end of the destination and the
 * DTE flag may be missing. */
const char *
rs_ais_decode_voyage (RsBits *bits, RsAisStatic *out)
{
  out->ais_version = (guint8) rs_bits_u (bits, 2);
  out->imo = rs_bits_u (bits, 30);
  rs_bits_text (bits, 7, out->callsign);
  rs_bits_text (bits, 20, out->name);
  out->ship_type = (guint8) rs_bits_u (bits, 8);
  read_dimensions (bits, out);
  out->epfd = (guint8) rs_bits_u (bits, 4);
  out->eta_month = (guint8) rs_bits_u (bits, 4);
  out->eta_day = (guint8) rs_bits_u (bits, 5);
  out->eta_hour = (guint8) rs_bits_u (bits, 5);
  out->eta_minute = (guint8) rs_bits_u (bits, 6);
  out->draught_dm = (guint8) rs_bits_u (bits, 8);
  if (bits->failed)
    return RS_AIS_TOO_SHORT;
  rs_bits_text (bits, MIN (20, rs_bits_left (bits) / 6), out->destination);
  out->dte = rs_bits_u_or (bits, 1, 0) != 0;
  return NULL;
}

/* Table 71: a type 18 and the name, ship type and dimensions. */
const char *
rs_ais_decode_extended (RsBits *bits, RsAisExtended *out)
{
  RsAisPosition *p = &out->position;
  RsAisStatic *s = &out->statics;
  guint32 sog;

  p->status = 15;
  p->reserved = (guint8) rs_bits_u (bits, 8);
  sog = rs_bits_u (bits, 10);
  p->sog_dkn = sog == 1023 ? RS_AIS_SOG_NONE : (guint16) sog;
  p->accuracy = rs_bits_flag (bits);
  p->lon_raw = rs_bits_s (bits, 28);
  p->lat_raw = rs_bits_s (bits, 27);
  p->cog_raw = (guint16) rs_bits_u (bits, 12);
  p->heading = (guint16) rs_bits_u (bits, 9);
  p->second = (guint8) rs_bits_u (bits, 6);
  p->regional = (guint8) rs_bits_u (bits, 4);
  rs_bits_text (bits, 20, s->name);
  s->ship_type = (guint8) rs_bits_u (bits, 8);
  read_dimensions (bits, s);
  s->epfd = (guint8) rs_bits_u (bits, 4);
  if (bits->failed)
    return RS_AIS_TOO_SHORT;
  p->raim = rs_bits_u_or (bits, 1, 0) != 0;
  p->dte = s->dte = rs_bits_u_or (bits, 1, 0) != 0;
  p->assigned = rs_bits_u_or (bits, 1, 0) != 0;
  return NULL;
}

/* Tables 76 to 79. Part A counts at once: nothing waits for part B. */
const char *
rs_ais_decode_static_part (RsBits *bits, guint32 mmsi, RsAisStatic *out)
{
  RsBits again;

  out->part = (guint8) rs_bits_u (bits, 2);
  if (out->part == 0)
    {
      rs_bits_text (bits, 20, out->name);
      return bits->failed ? RS_AIS_TOO_SHORT : NULL;
    }
  if (out->part != 1)
    return "type 24 has no part C or D";
  out->ship_type = (guint8) rs_bits_u (bits, 8);
  again = *bits;
  rs_bits_text (&again, 7, out->vendor_text);
  rs_bits_text (bits, 3, out->vendor);
  out->model = (guint8) rs_bits_u (bits, 4);
  out->serial = rs_bits_u (bits, 20);
  rs_bits_text (bits, 7, out->callsign);
  if (mmsi / 10000000 == 98)
    out->mothership = rs_bits_u (bits, 30);
  else
    read_dimensions (bits, out);
  if (bits->failed)
    return RS_AIS_TOO_SHORT;
  out->epfd = (guint8) rs_bits_u_or (bits, 4, 0);
  return NULL;
}
