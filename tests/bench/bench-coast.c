/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base map and the questions that the sea router asks of it most. */
#include "bench.h"

#include "places/coast.h"

#define SEED 20240307
#define N_PAIRS 50000

typedef struct
{
  RsAtlas *atlas;
  RsLatLon from[N_PAIRS];
  RsLatLon to[N_PAIRS];
} Pairs;

static Pairs *
make_pairs (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  Pairs *pairs = g_new (Pairs, 1);

  for (guint i = 0; i < N_PAIRS; i++)
    {
      pairs->from[i].lat_deg = g_rand_double_range (rand, 32, 56);
      pairs->from[i].lon_deg = g_rand_double_range (rand, 118, 148);
      pairs->to[i].lat_deg = pairs->from[i].lat_deg + g_rand_double_range (rand, -0.3, 0.3);
      pairs->to[i].lon_deg = pairs->from[i].lon_deg + g_rand_double_range (rand, -0.3, 0.3);
    }
  return pairs;
}

static guint64
open_map (gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsAtlas) G_GNUC_UNUSED atlas = rs_atlas_open_default (&error);

  g_assert_no_error (error);
  return 1;
}

static guint64
unpack_all (gpointer user_data)
{
  g_autoptr (RsAtlas) atlas = rs_atlas_open_default (NULL);
  guint64 n_points = 0;
  guint side = rs_atlas_get_cells_per_side (atlas, 3);

  for (guint cy = 0; cy < side; cy++)
    for (guint cx = 0; cx < side; cx++)
      {
        const RsAtlasCell *cell = rs_atlas_get_cell (atlas, 3, cx, cy);

        n_points += cell->n_points;
        rs_atlas_cell_unref (cell);
      }
  return n_points;
}

static guint64
ask_land (gpointer user_data)
{
  const Pairs *pairs = user_data;
  guint n_land = 0;

  for (guint i = 0; i < N_PAIRS; i++)
    n_land += (guint)rs_coast_is_land (pairs->atlas, pairs->from[i]);
  g_assert_cmpuint (n_land, >, 0);
  return N_PAIRS;
}

static guint64
ask_distance (gpointer user_data)
{
  const Pairs *pairs = user_data;
  double sum_m = 0;

  for (guint i = 0; i < N_PAIRS; i++)
    sum_m += rs_coast_distance_m (pairs->atlas, pairs->from[i], 20000);
  g_assert_cmpfloat (sum_m, >, 0);
  return N_PAIRS;
}

static guint64
ask_clear (gpointer user_data)
{
  const Pairs *pairs = user_data;
  guint n_clear = 0;

  for (guint i = 0; i < N_PAIRS; i++)
    n_clear += (guint)rs_coast_segment_is_clear (pairs->atlas, pairs->from[i], pairs->to[i]);
  g_assert_cmpuint (n_clear, >, 0);
  return N_PAIRS;
}

int
main (void)
{
  g_autofree Pairs *pairs = make_pairs ();

  pairs->atlas = rs_atlas_open_default (NULL);
  bench_run ("open the map", "maps", open_map, NULL);
  bench_run ("unpack level 3", "points", unpack_all, NULL);
  bench_run ("land or water", "positions", ask_land, pairs);
  bench_run ("distance to shore, up to 20 km", "positions", ask_distance, pairs);
  bench_run ("segment of up to 40 km clear", "segments", ask_clear, pairs);
  rs_atlas_unref (pairs->atlas);
  return 0;
}
