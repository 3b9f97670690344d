/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/mmsi.h"

static void
test_country (void)
{
  static const struct
  {
    guint32 mmsi;
    RsMmsiKind kind;
    const char *country;
    gboolean plausible;
  } rows[] = {
    { 273312345, RS_MMSI_SHIP, "RU", TRUE },
    { 445123000, RS_MMSI_SHIP, "KP", TRUE },
    { 441234567, RS_MMSI_SHIP, "KR", TRUE },
    { 2190064, RS_MMSI_COAST, "DK", TRUE },
    { 36926403, RS_MMSI_GROUP, "US", TRUE }, /* nine digits with the zero before it */
    { 111265591, RS_MMSI_AIRCRAFT, "SE", TRUE },
    { 992734567, RS_MMSI_ATON, "RU", TRUE },
    { 982731234, RS_MMSI_AUXILIARY, "RU", TRUE },
    { 827312345, RS_MMSI_HANDHELD, "RU", TRUE },
    { 970123456, RS_MMSI_SART, "", TRUE },
    { 972123456, RS_MMSI_MOB, "", TRUE },
    { 974123456, RS_MMSI_EPIRB, "", TRUE },
    { 0, RS_MMSI_INVALID, "", FALSE },
    { 1, RS_MMSI_INVALID, "", FALSE },
    { 5158, RS_MMSI_INVALID, "", FALSE },
    { 123456789, RS_MMSI_INVALID, "", FALSE },
    { 200000000, RS_MMSI_SHIP, "", FALSE },
    { 222222222, RS_MMSI_SHIP, "", FALSE },
    { 299123456, RS_MMSI_SHIP, "", FALSE }, /* MID 299 is nobody's */
    { 1073741823, RS_MMSI_INVALID, "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%u", rows[i].mmsi);
      g_assert_cmpint (rs_mmsi_get_kind (rows[i].mmsi), ==, rows[i].kind);
      g_assert_cmpstr (rs_mmsi_get_country (rows[i].mmsi), ==, rows[i].country);
      g_assert_cmpint (rs_mmsi_is_plausible (rows[i].mmsi), ==, rows[i].plausible);
    }
}

static void
test_imo (void)
{
  static const guint32 good[] = { 9074729, 9307839, 7605811, 7625811, 9134270 };
  static const guint32 bad[] = { 0, 44, 9074728, 1000001, 10747290, 999999, G_MAXUINT32 };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (rs_imo_is_valid (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (rs_imo_is_valid (bad[i]));
}

/* What is no ship's. */
static void
test_odd (void)
{
  static const guint32 odd[] = { 0, 5158, 123456789, 2190064, 36926403, 111265591, 970123456,
                                 972123456, 974123456, 992734567, 299123456 };
  static const guint32 even[] = { 273312345, 445123000, 982731234, 827312345 };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_test_message ("%u", odd[i]);
      g_assert_true (rs_mmsi_is_odd (odd[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (even); i++)
    {
      g_test_message ("%u", even[i]);
      g_assert_false (rs_mmsi_is_odd (even[i]));
    }
}

static void
test_words (void)
{
  g_assert_cmpstr (rs_mmsi_kind_to_string (RS_MMSI_SHIP), ==, "ship");
  g_assert_cmpstr (rs_mmsi_kind_to_string (RS_MMSI_COAST), ==, "base");
  g_assert_cmpstr (rs_mmsi_kind_to_string (RS_MMSI_ATON), ==, "aton");
  g_assert_cmpstr (rs_mmsi_kind_to_string (RS_MMSI_AIRCRAFT), ==, "sar");
  g_assert_cmpstr (rs_mmsi_kind_to_string (RS_MMSI_INVALID), ==, "invalid");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ais/mmsi/country", test_country);
  g_test_add_func ("/ais/mmsi/imo", test_imo);
  g_test_add_func ("/ais/mmsi/odd", test_odd);
  g_test_add_func ("/ais/mmsi/words", test_words);
  return g_test_run ();
}
