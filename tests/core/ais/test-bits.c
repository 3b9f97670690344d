/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/bits.h"
#include "ais/sixbit.h"

#include <string.h>

#include "aivdm.h"

/* Random fields, written bit by bit, read back; and one bit too many fails for good. */
static void
test_round_trip (void)
{
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GString) armour = g_string_new (NULL);
      AivdmBits bits = { 0 };
      guint32 values[60];
      guint widths[60];
      guint n = (guint) g_test_rand_int_range (1, 60), fill;
      RsAisPayload payload;
      RsBits reader;

      for (guint i = 0; i < n; i++)
        {
          widths[i] = (guint) g_test_rand_int_range (1, 33);
          values[i] = (guint32) g_test_rand_int ();
          if (widths[i] < 32)
            values[i] &= (1u << widths[i]) - 1;
          if (bits.n_bits + widths[i] > 1200)
            {
              n = i;
              break;
            }
          aivdm_put_u (&bits, values[i], widths[i]);
        }
      fill = (6 - bits.n_bits % 6) % 6;
      for (guint i = 0; i < (bits.n_bits + 5) / 6; i++)
        {
          guint8 v = 0;

          /* The padding is set: it must not be seen. */
          for (guint b = 0; b < 6; b++)
            v = (guint8) (v << 1 | (i * 6 + b < bits.n_bits ? bits.values[i * 6 + b] : 1));
          g_string_append_c (armour, rs_sixbit_armour (v));
        }
      rs_sixbit_clear (&payload);
      g_assert_true (rs_sixbit_append (&payload, armour->str, armour->len, fill));
      g_assert_cmpuint (payload.n_bits, ==, bits.n_bits);
      rs_bits_init (&reader, &payload);
      for (guint i = 0; i < n; i++)
        if (i % 2)
          {
            gint32 s = rs_bits_s (&reader, widths[i]);
            guint64 mask = (G_GUINT64_CONSTANT (1) << widths[i]) - 1;

            g_assert_cmpuint ((guint32) s & mask, ==, values[i]);
            g_assert_cmpint (s < 0, ==, (values[i] >> (widths[i] - 1)) & 1);
          }
        else
          g_assert_cmpuint (rs_bits_u (&reader, widths[i]), ==, values[i]);
      g_assert_false (reader.failed);
      g_assert_cmpuint (rs_bits_left (&reader), ==, 0);
      g_assert_cmpuint (rs_bits_u (&reader, 1), ==, 0);
      g_assert_true (reader.failed);
      g_assert_cmpuint (rs_bits_u (&reader, 1), ==, 0);
    }
}

static void
test_armour (void)
{
  RsAisPayload payload;

  for (guint v = 0; v < 64; v++)
    {
      char c = rs_sixbit_armour ((guint8) v);
      RsBits reader;

      rs_sixbit_clear (&payload);
      g_assert_true (rs_sixbit_append (&payload, &c, 1, 0));
      rs_bits_init (&reader, &payload);
      g_assert_cmpuint (rs_bits_u (&reader, 6), ==, v);
    }
  for (guint c = 0; c < 256; c++)
    {
      char text = (char) c;
      gboolean good = (c >= '0' && c <= 'W') || (c >= '`' && c <= 'w');

      rs_sixbit_clear (&payload);
      g_assert_cmpint (rs_sixbit_append (&payload, &text, 1, 0), ==, good);
    }
  g_assert_cmpint (rs_sixbit_to_ascii (31), ==, '_');
  g_assert_cmpint (rs_sixbit_to_ascii (39), ==, '\'');
  g_assert_cmpint (rs_sixbit_to_ascii (0), ==, '@');
  g_assert_cmpint (rs_sixbit_to_ascii (63), ==, '?');
}

static void
test_limits (void)
{
  g_autofree char *text = g_strnfill (RS_AIS_MAX_PAYLOAD_CHARS + 1, 'w');
  RsAisPayload payload;
  RsBits reader;

  rs_sixbit_clear (&payload);
  g_assert_false (rs_sixbit_append (&payload, text, RS_AIS_MAX_PAYLOAD_CHARS + 1, 0));
  rs_sixbit_clear (&payload);
  g_assert_true (rs_sixbit_append (&payload, text, RS_AIS_MAX_PAYLOAD_CHARS, 0));
  g_assert_false (rs_sixbit_append (&payload, text, 1, 0));
  rs_bits_init (&reader, &payload);
  rs_bits_skip (&reader, RS_AIS_MAX_BITS - 32);
  g_assert_cmpuint (rs_bits_u (&reader, 32), ==, G_MAXUINT32);
  g_assert_false (reader.failed);
  rs_bits_skip (&reader, 1);
  g_assert_true (reader.failed);
  rs_sixbit_clear (&payload);
  g_assert_false (rs_sixbit_append (&payload, text, 1, 6));
  g_assert_false (rs_sixbit_append (&payload, text, 0, 2));
}

static void
test_text (void)
{
  AivdmBits bits = { 0 };
  g_autoptr (GString) armour = g_string_new (NULL);
  RsAisPayload payload;
  RsBits reader;
  char out[21];

  aivdm_put_text (&bits, "JOANN@@BHEP@M9A.", 20);
  aivdm_put_text (&bits, "A B   ", 6);
  for (guint i = 0; i < bits.n_bits / 6; i++)
    {
      guint8 v = 0;

      for (guint b = 0; b < 6; b++)
        v = (guint8) (v << 1 | bits.values[i * 6 + b]);
      g_string_append_c (armour, rs_sixbit_armour (v));
    }
  rs_sixbit_clear (&payload);
  g_assert_true (rs_sixbit_append (&payload, armour->str, armour->len, 0));
  rs_bits_init (&reader, &payload);
  rs_bits_text (&reader, 20, out);
  g_assert_cmpstr (out, ==, "JOANN");
  rs_bits_text (&reader, 6, out);
  g_assert_cmpstr (out, ==, "A B");
  rs_bits_text (&reader, 6, out);
  g_assert_cmpstr (out, ==, "");
  g_assert_true (reader.failed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ais/bits/round-trip", test_round_trip);
  g_test_add_func ("/ais/bits/armour", test_armour);
  g_test_add_func ("/ais/bits/limits", test_limits);
  g_test_add_func ("/ais/bits/text", test_text);
  return g_test_run ();
}
