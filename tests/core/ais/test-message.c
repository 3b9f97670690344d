/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/message.h"

#include <math.h>
#include <string.h>

#include "ais/message-json.h"
#include "ais/sixbit.h"
#include "aivdm.h"

static void
random_text (char *out, guint max)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !\"#$%&'()*+,-./0123456789:;<=>?";
  guint n = (guint) g_test_rand_int_range (0, (gint32) max + 1);

  for (guint i = 0; i < n; i++)
    out[i] = letters[g_test_rand_int_range (0, sizeof letters - 1)];
  /* Trailing spaces are not text. */
  while (n > 0 && out[n - 1] == ' ')
    n--;
  memset (out + n, 0, max + 1 - n);
}

static guint32
below (guint32 n)
{
  return (guint32) g_test_rand_int_range (0, (gint32) n);
}

static gboolean
coin (void)
{
  return below (2);
}

static void
random_position (guint type, RsAisPosition *p)
{
  p->lon_raw = (gint32) below (2 * 108600001) - 108600000;
  p->lat_raw = (gint32) below (2 * 54600001) - 54600000;
  p->sog_dkn = below (20) == 0 ? RS_AIS_SOG_NONE : (guint16) below (1023);
  p->cog_raw = (guint16) below (3601);
  p->heading = (guint16) below (512);
  p->second = (guint8) below (64);
  p->status = 15;
  p->accuracy = coin ();
  p->raim = coin ();
  p->radio = below (1 << 19);
  if (type <= 3)
    {
      p->turn_raw = (gint8) ((gint) below (256) - 128);
      p->status = (guint8) below (16);
      p->maneuver = (guint8) below (3);
    }
  else if (type == 9)
    {
      p->alt_m = (guint16) below (4096);
      p->sog_dkn = below (20) == 0 ? RS_AIS_SOG_NONE : (guint16) (below (1023) * 10);
      p->heading = RS_AIS_HEADING_NONE;
      p->regional = (guint8) below (256);
      p->dte = coin ();
      p->assigned = coin ();
    }
  else if (type == 27)
    {
      p->lon_raw = ((gint32) below (217201) - 108600) * 1000;
      p->lat_raw = ((gint32) below (109201) - 54600) * 1000;
      p->sog_dkn = below (9) == 0 ? RS_AIS_SOG_NONE : (guint16) (below (63) * 10);
      p->cog_raw = (guint16) (below (512) * 10);
      p->heading = RS_AIS_HEADING_NONE;
      p->second = RS_AIS_SECOND_NONE;
      p->status = (guint8) below (16);
      p->gnss = coin ();
      p->radio = 0;
    }
  else
    {
      p->reserved = (guint8) below (256);
      p->assigned = coin ();
      p->regional = (guint8) below (type == 18 ? 4 : 16);
      if (type == 18)
        {
          p->cs = coin ();
          p->display = coin ();
          p->dsc = coin ();
          p->band = coin ();
          p->msg22 = coin ();
        }
      else
        {
          p->dte = coin ();
          p->radio = 0;
        }
    }
}

static void
random_static (guint type, guint32 mmsi, RsAisStatic *s)
{
  s->part = type == 24 ? (guint8) below (2) : 0;
  if (type != 24 || s->part == 0)
    random_text (s->name, 20);
  if (type == 24 && s->part == 0)
    return;
  s->ship_type = (guint8) below (100);
  if (type == 24 && mmsi / 10000000 == 98)
    s->mothership = below (1000000000);
  else
    {
      s->dim_a_m = (guint16) below (512);
      s->dim_b_m = (guint16) below (512);
      s->dim_c_m = (guint8) below (64);
      s->dim_d_m = (guint8) below (64);
    }
  s->epfd = (guint8) below (16);
  if (type == 24)
    {
      random_text (s->vendor, 3);
      random_text (s->callsign, 7);
      s->model = (guint8) below (16);
      s->serial = below (1 << 20);
    }
  if (type != 5)
    return;
  random_text (s->callsign, 7);
  random_text (s->destination, 20);
  s->imo = below (1 << 30);
  s->ais_version = (guint8) below (4);
  s->eta_month = (guint8) below (13);
  s->eta_day = (guint8) below (32);
  s->eta_hour = (guint8) below (25);
  s->eta_minute = (guint8) below (61);
  s->draught_dm = (guint8) below (256);
  s->dte = coin ();
}

static void
random_message (guint type, RsAisMessage *m)
{
  memset (m, 0, sizeof *m);
  m->type = (guint8) type;
  m->repeat = (guint8) below (4);
  m->mmsi = coin () ? below (1000000000) : 980000000 + below (10000000);
  switch (type)
    {
    case 4:
    case 11:
      m->base.year = (guint16) below (10000);
      m->base.month = (guint8) below (13);
      m->base.day = (guint8) below (32);
      m->base.hour = (guint8) below (25);
      m->base.minute = (guint8) below (61);
      m->base.second = (guint8) below (61);
      m->base.lon_raw = (gint32) below (2 * 108600001) - 108600000;
      m->base.lat_raw = (gint32) below (2 * 54600001) - 54600000;
      m->base.accuracy = coin ();
      m->base.raim = coin ();
      m->base.epfd = (guint8) below (16);
      m->base.radio = below (1 << 19);
      break;
    case 5:
    case 24:
      random_static (type, m->mmsi, &m->statics);
      break;
    case 19:
      random_position (19, &m->extended.position);
      random_static (19, m->mmsi, &m->extended.statics);
      m->extended.statics.dte = m->extended.position.dte;
      break;
    default:
      random_position (type, &m->position);
      break;
    }
}

static void
to_payload (const AivdmBits *bits, RsAisPayload *payload)
{
  g_autoptr (GString) armour = g_string_new (NULL);

  for (guint i = 0; i < (bits->n_bits + 5) / 6; i++)
    {
      guint8 v = 0;

      for (guint b = 0; b < 6; b++)
        v = (guint8) (v << 1 | (i * 6 + b < bits->n_bits ? bits->values[i * 6 + b] : 0));
      g_string_append_c (armour, rs_sixbit_armour (v));
    }
  rs_sixbit_clear (payload);
  g_assert_true (
      rs_sixbit_append (payload, armour->str, armour->len, (6 - bits->n_bits % 6) % 6));
}

static void
test_round_trip (void)
{
  static const guint types[] = { 1, 2, 3, 4, 5, 9, 11, 18, 19, 24, 27 };

  for (guint round = 0; round < 2200; round++)
    {
      RsAisMessage in, out;
      AivdmBits bits;
      RsAisPayload payload;

      random_message (types[round % G_N_ELEMENTS (types)], &in);
      aivdm_encode (&in, &bits);
      to_payload (&bits, &payload);
      g_assert_null (rs_ais_message_decode (&payload, &out));
      g_assert_false (out.odd_length);
      g_assert_cmpuint (out.n_bits, ==, bits.n_bits);
      out.n_bits = 0;
      if (in.type == 24)
        memset (out.statics.vendor_text, 0, sizeof out.statics.vendor_text);
      g_assert_cmpmem (&in, sizeof in, &out, sizeof out);
    }
}

/* No length of no type reads what is not there, and all are either decoded or refused in words. */
static void
test_lengths (void)
{
  for (guint type = 0; type < 64; type++)
    for (guint n_bits = 0; n_bits < 1200; n_bits += 1 + n_bits / 100)
      {
        AivdmBits bits = { 0 };
        RsAisPayload payload;
        RsAisMessage m;
        const char *problem;

        aivdm_put_u (&bits, type, 6);
        while (bits.n_bits < n_bits)
          aivdm_put_u (&bits, coin (), 1);
        bits.n_bits = n_bits;
        to_payload (&bits, &payload);
        problem = rs_ais_message_decode (&payload, &m);
        if (n_bits >= 1100 && type >= 1 && type <= 27 && type != 24)
          g_assert_null (problem);
        if (n_bits < 38 || type == 0 || type > 27)
          g_assert_nonnull (problem);
        if (!problem)
          {
            g_autoptr (GString) json = g_string_new (NULL);

            rs_ais_message_append_json (&m, json);
            g_assert_true (g_utf8_validate (json->str, -1, NULL));
          }
      }
}

/* Receivers send a type 1 of 186 bits and a type 5 of 420 to 448. */
static void
test_odd_lengths (void)
{
  RsAisMessage in, out;
  AivdmBits bits;
  RsAisPayload payload;

  random_message (1, &in);
  aivdm_encode (&in, &bits);
  aivdm_put_u (&bits, 0, 18);
  to_payload (&bits, &payload);
  g_assert_null (rs_ais_message_decode (&payload, &out));
  g_assert_true (out.odd_length);
  g_assert_cmpmem (&in.position, sizeof in.position, &out.position, sizeof out.position);

  random_message (5, &in);
  memset (in.statics.destination, 0, sizeof in.statics.destination);
  strcpy (in.statics.destination, "CHONGJIN");
  in.statics.dte = FALSE;
  aivdm_encode (&in, &bits);
  aivdm_put_u (&bits, 0, 24);
  to_payload (&bits, &payload);
  g_assert_null (rs_ais_message_decode (&payload, &out));
  g_assert_true (out.odd_length);
  g_assert_cmpmem (&in.statics, sizeof in.statics, &out.statics, sizeof out.statics);
  aivdm_encode (&in, &bits);
  bits.n_bits = 420;
  to_payload (&bits, &payload);
  g_assert_null (rs_ais_message_decode (&payload, &out));
  g_assert_cmpstr (out.statics.destination, ==, "CHONGJIN");
  bits.n_bits = 140;
  to_payload (&bits, &payload);
  g_assert_nonnull (rs_ais_message_decode (&payload, &out));
}

static void
test_scales (void)
{
  g_assert_cmpint (rs_ais_e7_from_raw (1), ==, 17);
  g_assert_cmpint (rs_ais_e7_from_raw (-1), ==, -17);
  g_assert_cmpint (rs_ais_e7_from_raw (3), ==, 50);
  g_assert_cmpint (rs_ais_e7_from_raw (RS_AIS_LON_NONE_RAW), ==, 1810000000);
  g_assert_cmpint (rs_ais_e7_from_raw (600000 * 90), ==, 900000000);
  /* A stored position gives back the wire's. */
  for (guint i = 0; i < 1000; i++)
    {
      gint32 raw = (gint32) below (2 * 108000001) - 108000000;
      gint32 e7 = rs_ais_e7_from_raw (raw);

      g_assert_cmpint (lround (e7 * 0.06), ==, raw);
    }
  g_assert_true (isnan (rs_ais_turn_dpm (-128)));
  g_assert_true (isinf (rs_ais_turn_dpm (-127)));
  g_assert_cmpfloat_with_epsilon (rs_ais_turn_dpm (126), 708.7, 0.1);
  g_assert_cmpfloat_with_epsilon (rs_ais_turn_dpm (-126), -708.7, 0.1);
}

static void
test_json (void)
{
  RsAisMessage m = { .type = 1, .mmsi = 273312345 };
  g_autoptr (GString) json = g_string_new (NULL);

  m.position = (RsAisPosition){ .lon_raw = 79830000, .lat_raw = -1, .sog_dkn = 85, .cog_raw = 2105,
                                .heading = 511, .turn_raw = -128, .status = 5, .second = 7 };
  rs_ais_message_append_json (&m, json);
  g_assert_cmpstr (json->str, ==,
                   "\"class\":\"AIS\",\"type\":1,\"repeat\":0,\"mmsi\":273312345,\"status\":5,"
                   "\"status_text\":\"Moored\",\"turn\":null,\"speed\":8.5,\"accuracy\":false,"
                   "\"lon\":133.0500000,\"lat\":-0.0000017,\"course\":210.5,\"heading\":511,"
                   "\"second\":7,\"maneuver\":0,\"raim\":false,\"radio\":0");
  g_string_truncate (json, 0);
  m = (RsAisMessage){ .type = 24, .mmsi = 273312345 };
  strcpy (m.statics.name, "A\"B\\C");
  rs_ais_message_append_json (&m, json);
  g_assert_cmpstr (json->str, ==,
                   "\"class\":\"AIS\",\"type\":24,\"repeat\":0,\"mmsi\":273312345,\"part\":\"A\","
                   "\"shipname\":\"A\\\"B\\\\C\"");
}

static void
test_words (void)
{
  g_assert_cmpstr (rs_ais_status_to_string (5), ==, "Moored");
  g_assert_cmpstr (rs_ais_status_to_string (15), ==, "Not defined");
  g_assert_cmpstr (rs_ais_status_to_string (999), ==, "Not defined");
  g_assert_cmpstr (rs_ais_ship_type_to_string (81), ==, "Tanker - Hazardous category A");
  g_assert_cmpstr (rs_ais_ship_type_to_string (99), ==,
                   "Other Type - no additional information");
  g_assert_cmpstr (rs_ais_ship_type_to_string (52), ==, "Tug");
  g_assert_cmpstr (rs_ais_ship_type_to_string (0), ==, "Not available");
  g_assert_cmpstr (rs_ais_ship_type_to_string (255), ==, "Reserved for future use");
  g_assert_cmpstr (rs_ais_epfd_to_string (1), ==, "GPS");
  g_assert_cmpstr (rs_ais_epfd_to_string (15), ==, "Internal GNSS");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ais/message/round-trip", test_round_trip);
  g_test_add_func ("/ais/message/lengths", test_lengths);
  g_test_add_func ("/ais/message/odd-lengths", test_odd_lengths);
  g_test_add_func ("/ais/message/scales", test_scales);
  g_test_add_func ("/ais/message/json", test_json);
  g_test_add_func ("/ais/message/words", test_words);
  return g_test_run ();
}
