/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/track-block.h"

#include "model/track.h"

#define SEED 77

static void
test_bits (void)
{
  guint before = 0;

  for (guint sog_dkn = 0; sog_dkn < RS_SOG_NONE; sog_dkn++)
    {
      guint bit = rs_track_speed_bit ((guint16) sog_dkn);

      /* One after the other, and none left out. */
      g_assert_true (bit == before || bit == before + 1);
      before = bit;
    }
  g_assert_cmpuint (before, ==, 62);
  g_assert_cmpuint (rs_track_speed_bit (RS_SOG_NONE), ==, 63);
  g_assert_cmpuint (rs_track_import_bit (3), ==, 3);
  g_assert_cmpuint (rs_track_import_bit (G_MAXUINT16), <, 64);
}

/* What a block must say of fixes [first, end). */
static void
check_block (const RsTrackBlock *block, const RsFix *fixes, guint first, guint end)
{
  gboolean touched[4] = { FALSE };
  guint64 speeds = 0, imports = 0;

  for (guint i = first; i < end; i++)
    {
      const RsFix *fix = &fixes[i];

      g_assert_true (fix->lat_e7 >= block->box.south_e7 && fix->lat_e7 <= block->box.north_e7
                     && fix->lon_e7 >= block->box.west_e7 && fix->lon_e7 <= block->box.east_e7);
      touched[0] |= fix->lat_e7 == block->box.south_e7;
      touched[1] |= fix->lat_e7 == block->box.north_e7;
      touched[2] |= fix->lon_e7 == block->box.west_e7;
      touched[3] |= fix->lon_e7 == block->box.east_e7;
      speeds |= G_GUINT64_CONSTANT (1) << rs_track_speed_bit (fix->sog_dkn);
      imports |= G_GUINT64_CONSTANT (1) << rs_track_import_bit (fix->import);
    }
  g_assert_true (touched[0] && touched[1] && touched[2] && touched[3]);
  g_assert_cmpuint (speeds, ==, block->speeds);
  g_assert_cmpuint (imports, ==, block->imports);
}

static void
test_blocks (void)
{
  static const guint SIZES[] = { 0, 1, 63, 64, 65, 1023, 1024, 1025, 16384, 16385, 70000 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint k = 0; k < G_N_ELEMENTS (SIZES); k++)
    {
      guint n = SIZES[k], levels[RS_TRACK_BLOCK_LEVELS + 1], n_levels, size = RS_TRACK_BLOCK;
      RsFix *fixes = g_new0 (RsFix, n + 1);
      g_autoptr (RsTrack) track = NULL;

      for (guint i = 0; i < n; i++)
        {
          fixes[i].t_ms = i;
          fixes[i].lat_e7 = g_rand_int_range (rand, -RS_LAT_E7_MAX, RS_LAT_E7_MAX);
          fixes[i].lon_e7 = g_rand_int_range (rand, -RS_LON_E7_MAX, RS_LON_E7_MAX);
          fixes[i].sog_dkn = (guint16) g_rand_int_range (rand, 0, G_MAXUINT16 + 1);
          fixes[i].import = (guint16) g_rand_int_range (rand, 0, 100);
        }
      track = rs_track_new (1, fixes, n, RS_HOUR_MS);
      g_assert_true ((track->blocks != NULL) == (n > 0));
      rs_track_blocks_count (n, levels, &n_levels);
      if (n > 0)
        g_assert_cmpuint (levels[n_levels] - levels[n_levels - 1], ==, 1);
      for (guint level = 0; level < n_levels; level++, size *= RS_TRACK_BLOCK_FAN)
        {
          g_assert_cmpuint (levels[level + 1] - levels[level], ==, (n + size - 1) / size);
          for (guint i = levels[level]; i < levels[level + 1]; i++)
            check_block (&track->blocks[i], track->fixes, (i - levels[level]) * size,
                         MIN ((i - levels[level] + 1) * size, n));
        }
    }
  g_assert_cmpuint (rs_track_blocks_count (G_MAXUINT32, NULL, NULL), <, G_MAXUINT32 / 59);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/track-block/bits", test_bits);
  g_test_add_func ("/track-block/blocks", test_blocks);
  return g_test_run ();
}
