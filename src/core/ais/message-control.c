/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/message-private.h"

/* Tables 54 (7), 60 (13). */
static void
decode_acks (RsBits *bits, RsAisControl *out)
{
  rs_bits_skip (bits, 2);
  while (out->n < 4 && rs_bits_left (bits) >= 15)
    {
      /* The last number may be cut: its end reads as zeros, as with gpsd; less is padding. */
      guint width = MIN (rs_bits_left (bits), 30);

      out->mmsi[out->n++] = rs_bits_u (bits, width) << (30 - width);
      rs_bits_skip (bits, MIN (rs_bits_left (bits), 2));
    }
}

/* Table 64 (15): one or two stations, the first asked for one or two messages. */
static void
decode_interrogation (RsBits *bits, RsAisControl *out)
{
  rs_bits_skip (bits, 2);
  out->mmsi[0] = rs_bits_u (bits, 30);
  out->type1[0] = (guint16) rs_bits_u (bits, 6);
  out->offset1[0] = (guint16) rs_bits_u (bits, 12);
  out->n = 1;
  if (rs_bits_left (bits) < 2 + 6 + 12)
    return;
  rs_bits_skip (bits, 2);
  out->type2[0] = (guint16) rs_bits_u (bits, 6);
  out->offset2[0] = (guint16) rs_bits_u (bits, 12);
  if (rs_bits_left (bits) < 2 + 30 + 6 + 12)
    return;
  rs_bits_skip (bits, 2);
  out->mmsi[1] = rs_bits_u (bits, 30);
  out->type1[1] = (guint16) rs_bits_u (bits, 6);
  out->offset1[1] = (guint16) rs_bits_u (bits, 12);
  out->n = 2;
}

/* Table 65 (16). */
static void
decode_assignment (RsBits *bits, RsAisControl *out)
{
  rs_bits_skip (bits, 2);
  do
    {
      out->mmsi[out->n] = rs_bits_u (bits, 30);
      out->offset1[out->n] = (guint16) rs_bits_u (bits, 12);
      out->increment[out->n] = (guint16) rs_bits_u (bits, 10);
      out->n++;
    }
  while (out->n < 2 && rs_bits_left (bits) >= 52);
}

/* Table 73 (20). */
static void
decode_reservations (RsBits *bits, RsAisControl *out)
{
  rs_bits_skip (bits, 2);
  do
    {
      out->offset1[out->n] = (guint16) rs_bits_u (bits, 12);
      out->number[out->n] = (guint16) rs_bits_u (bits, 4);
      out->timeout[out->n] = (guint16) rs_bits_u (bits, 3);
      out->increment[out->n] = (guint16) rs_bits_u (bits, 11);
      out->n++;
    }
  while (out->n < 4 && rs_bits_left (bits) >= 30);
}

static void
read_area (RsBits *bits, RsAisControl *out)
{
  out->ne_lon_raw = rs_bits_s (bits, 18) * 1000;
  out->ne_lat_raw = rs_bits_s (bits, 17) * 1000;
  out->sw_lon_raw = rs_bits_s (bits, 18) * 1000;
  out->sw_lat_raw = rs_bits_s (bits, 17) * 1000;
}

/* Table 75 (22): to an area or to two stations. */
static void
decode_channels (RsBits *bits, RsAisControl *out)
{
  RsBits again;

  rs_bits_skip (bits, 2);
  out->channel_a = (guint16) rs_bits_u (bits, 12);
  out->channel_b = (guint16) rs_bits_u (bits, 12);
  out->txrx = (guint8) rs_bits_u (bits, 4);
  out->power = rs_bits_flag (bits);
  again = *bits;
  read_area (bits, out);
  out->addressed = rs_bits_flag (bits);
  if (out->addressed)
    {
      out->mmsi[0] = rs_bits_u (&again, 30);
      rs_bits_skip (&again, 5);
      out->mmsi[1] = rs_bits_u (&again, 30);
      out->n = 2;
    }
  out->band_a = rs_bits_flag (bits);
  out->band_b = rs_bits_flag (bits);
  out->zonesize = (guint8) rs_bits_u_or (bits, 3, 0);
}

/* Table 76 (23). */
static void
decode_group (RsBits *bits, RsAisControl *out)
{
  rs_bits_skip (bits, 2);
  read_area (bits, out);
  out->station_type = (guint8) rs_bits_u (bits, 4);
  out->ship_type = (guint8) rs_bits_u (bits, 8);
  rs_bits_skip (bits, 22);
  out->txrx = (guint8) rs_bits_u (bits, 2);
  out->interval = (guint8) rs_bits_u (bits, 4);
  out->quiet = (guint8) rs_bits_u_or (bits, 4, 0);
}

const char *
rs_ais_decode_control (RsBits *bits, guint type, RsAisControl *out)
{
  switch (type)
    {
    case 7:
    case 13:
      decode_acks (bits, out);
      if (out->n == 0)
        return RS_AIS_TOO_SHORT;
      break;
    case 10:
      rs_bits_skip (bits, 2);
      out->mmsi[0] = rs_bits_u (bits, 30);
      out->n = 1;
      break;
    case 15:
      decode_interrogation (bits, out);
      break;
    case 16:
      decode_assignment (bits, out);
      break;
    case 20:
      decode_reservations (bits, out);
      break;
    case 22:
      decode_channels (bits, out);
      break;
    default:
      decode_group (bits, out);
      break;
    }
  return bits->failed ? RS_AIS_TOO_SHORT : NULL;
}
