/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/fix-block.h"

#include <string.h>

static void
assert_same (const RsFix *a, const RsFix *b, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      RsFix x = a[i];

      x.import = 0;
      x.flags &= (guint16) ~RS_FIX_BREAK;
      g_assert_cmpmem (&x, sizeof x, &b[i], sizeof b[i]);
    }
}

static void
round_trip (const RsFix *fixes, guint n, gsize *out_size)
{
  g_autoptr (GBytes) packed = rs_fix_block_pack (fixes, n);
  g_autofree RsFix *out = g_new (RsFix, n);
  g_autoptr (GError) error = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (packed, &size);

  rs_fix_block_unpack (data, size, n, out, &error);
  g_assert_no_error (error);
  assert_same (fixes, out, n);
  if (out_size)
    *out_size = size;
}

/* Times in [from, to], in order. */
static int
compare_times (gconstpointer a, gconstpointer b)
{
  const RsFix *fa = a, *fb = b;

  return (fa->t_ms > fb->t_ms) - (fa->t_ms < fb->t_ms);
}

static gint64
random_int64 (GRand *rand)
{
  return (gint64) (((guint64) g_rand_int (rand) << 32) | g_rand_int (rand));
}

/* Every value that a fix may have, in any combination: nothing about it is like a ship. */
static void
test_random (void)
{
  guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 300; round++)
    {
      guint n = round == 0 ? RS_FIX_BLOCK_MAX : (guint) g_rand_int_range (rand, 1, 40);
      g_autofree RsFix *fixes = g_new0 (RsFix, n);

      for (guint i = 0; i < n; i++)
        {
          RsFix *fix = &fixes[i];

          fix->t_ms = random_int64 (rand) >> g_rand_int_range (rand, 0, 60);
          if (fix->t_ms == G_MININT64)
            fix->t_ms++;
          fix->lat_e7 = g_rand_int_range (rand, -RS_LAT_E7_MAX, RS_LAT_E7_MAX + 1);
          fix->lon_e7 = g_rand_int_range (rand, -RS_LON_E7_MAX, RS_LON_E7_MAX);
          fix->line = g_rand_int (rand) >> g_rand_int_range (rand, 0, 31);
          fix->sog_dkn = (guint16) g_rand_int (rand);
          fix->cog_ddeg = (guint16) g_rand_int (rand);
          fix->heading_deg = (guint16) g_rand_int (rand);
          fix->flags = (guint16) g_rand_int (rand);
          fix->import = (guint16) g_rand_int (rand);
          fix->nav_status = (guint8) g_rand_int_range (rand, 0, 16);
          fix->provenance = (guint8) g_rand_int_range (rand, 0, 3);
        }
      qsort (fixes, n, sizeof *fixes, compare_times);
      round_trip (fixes, n, NULL);
    }
}

static void
test_extremes (void)
{
  const gint64 times[] = { G_MININT64 + 1, -1, 0, 1, G_MAXINT64 };
  RsFix fixes[G_N_ELEMENTS (times)] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      fixes[i].t_ms = times[i];
      fixes[i].lat_e7 = i % 2 ? RS_LAT_E7_MAX : -RS_LAT_E7_MAX;
      fixes[i].lon_e7 = i % 2 ? RS_LON_E7_MAX : -RS_LON_E7_MAX;
      fixes[i].line = i % 2 ? G_MAXUINT32 : 0;
      fixes[i].sog_dkn = i % 2 ? RS_SOG_NONE : 0;
    }
  for (guint n = 1; n <= G_N_ELEMENTS (times); n++)
    round_trip (fixes, n, NULL);
}

/* A ship at 12 kn that reports as class A does, on the grid that AIS has. */
static RsFix *
make_voyage (guint n, gboolean ais_grid)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240307);
  RsFix *fixes = g_new0 (RsFix, n);
  RsLatLon p = { 42.73, 133.05 };
  double cog_deg = 190;
  gint64 t_ms = G_GINT64_CONSTANT (1709791200000);

  for (guint i = 0; i < n; i++)
    {
      double step_s = g_rand_int_range (rand, 8, 13);
      double sog_kn = 12 + g_rand_double_range (rand, -0.4, 0.4);
      double lat = p.lat_deg, lon = p.lon_deg;

      if (ais_grid)
        {
          lat = (double) (gint64) (lat * 600000) / 600000;
          lon = (double) (gint64) (lon * 600000) / 600000;
        }
      fixes[i] = (RsFix){ .t_ms = t_ms,
                          .lat_e7 = rs_e7_from_deg (lat),
                          .lon_e7 = rs_e7_from_deg (lon),
                          .line = i * 7 + (guint) g_rand_int_range (rand, 0, 6),
                          .sog_dkn = (guint16) (sog_kn * 10),
                          .cog_ddeg = (guint16) (cog_deg * 10),
                          .heading_deg = (guint16) (cog_deg + 1) };
      cog_deg += g_rand_double_range (rand, -0.5, 0.5);
      t_ms += (gint64) (step_s * 1000);
      p = rs_geodesic_direct (p, cog_deg, sog_kn * RS_KN_TO_MPS * step_s);
    }
  return fixes;
}

static void
test_size (void)
{
  for (guint ais = 0; ais < 2; ais++)
    {
      g_autofree RsFix *fixes = make_voyage (RS_FIX_BLOCK_MAX, ais);
      gsize size;

      round_trip (fixes, RS_FIX_BLOCK_MAX, &size);
      g_test_message ("%s: %.2f bytes a fix", ais ? "AIS grid" : "any position",
                      (double) size / RS_FIX_BLOCK_MAX);
      g_assert_cmpuint (size, <, RS_FIX_BLOCK_MAX * 8);
    }
}

/* What the program wrote before version 2 of a block. */
static void
test_version_1 (void)
{
  static const char hex[]
    = "28b52ffd604300d502001404012802808cfaf7c26301a29c010005060280839c970307020401ffc1"
      "b1f4095a020102070201feff0787ff03010000000201000b020200feff07010004001e0000090070"
      "a10b02f00bc9c233509c143c247838dc7390744b";
  guint8 block[sizeof hex / 2];
  RsFix expected[40], out[40];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < sizeof block; i++)
    block[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    expected[i] = (RsFix){ .t_ms = G_GINT64_CONSTANT (1709791200000) + i * 10000 + i % 3,
                           .lat_e7 = 427000000 + (gint32) (i * i * 7),
                           .lon_e7 = -1330000000 + (gint32) i * 90,
                           .line = i * 7 + 1,
                           .sog_dkn = i % 5 ? 120 : RS_SOG_NONE,
                           .cog_ddeg = (guint16) (i * 11 % 3600),
                           .heading_deg = RS_HEADING_NONE,
                           .flags = i == 7 ? 4 : 0,
                           .nav_status = 15 };
  g_assert_true (rs_fix_block_unpack (block, sizeof block, 40, out, &error));
  g_assert_no_error (error);
  assert_same (expected, out, 40);
  for (gsize cut = 0; cut < sizeof block; cut++)
    g_assert_false (rs_fix_block_unpack (block, cut, 40, out, NULL));
}

/* Ships that lie still, steady intervals, lines in the order of time: what the modes are for. */
static void
test_modes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autofree RsFix *fixes = g_new0 (RsFix, 600);
  gsize size;

  for (guint i = 0; i < 600; i++)
    fixes[i] = (RsFix){ .t_ms = (gint64) i * 180000 + (i % 50 == 7 ? 1000 : 0),
                        .lat_e7 = 427000000,
                        .lon_e7 = 1330000000 + (i > 300 ? 100 : 0),
                        .line = 1 + i * 27000 + (guint) g_rand_int_range (rand, 0, 16),
                        .sog_dkn = i % 40 == 0 ? 1 : 0,
                        .cog_ddeg = RS_COG_NONE,
                        .heading_deg = 211,
                        .flags = i % 100 == 0 ? RS_FIX_DUPLICATE : 0,
                        .nav_status = i > 500 ? 0 : 5 };
  round_trip (fixes, 600, &size);
  g_test_message ("%.2f bytes a fix", (double) size / 600);
  g_assert_cmpuint (size, <, 600 * 2);
}

/* Whatever is damaged, the reader refuses it or gives fixes that are in range: it never reads
 * beyond, and it never gives another number of them. */
static void
test_damage (void)
{
  g_autofree RsFix *fixes = make_voyage (200, TRUE);
  g_autoptr (GBytes) packed = rs_fix_block_pack (fixes, 200);
  g_autoptr (GRand) rand = g_rand_new_with_seed (77);
  RsFix out[201];
  gsize size;
  const guint8 *data = g_bytes_get_data (packed, &size);
  g_autoptr (GError) error = NULL;

  for (gsize cut = 0; cut < size; cut++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, cut);

      g_assert_false (rs_fix_block_unpack (copy, cut, 200, out, NULL));
    }
  g_assert_false (rs_fix_block_unpack (data, size, 199, out, &error));
  g_assert_error (error, RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED);
  g_assert_false (rs_fix_block_unpack (data, size, 201, out, NULL));
  g_assert_false (rs_fix_block_unpack (data, size, 0, out, NULL));
  for (guint round = 0; round < 2000; round++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);

      copy[g_rand_int_range (rand, 0, (gint) size)] ^= (guint8) (1 << g_rand_int_range (rand, 0, 8));
      if (!rs_fix_block_unpack (copy, size, 200, out, NULL))
        continue;
      for (guint i = 0; i < 200; i++)
        g_assert_true (ABS (out[i].lat_e7) <= RS_LAT_E7_MAX && ABS (out[i].lon_e7) <= RS_LON_E7_MAX);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fix-block/random", test_random);
  g_test_add_func ("/fix-block/extremes", test_extremes);
  g_test_add_func ("/fix-block/size", test_size);
  g_test_add_func ("/fix-block/modes", test_modes);
  g_test_add_func ("/fix-block/version-1", test_version_1);
  g_test_add_func ("/fix-block/damage", test_damage);
  return g_test_run ();
}
