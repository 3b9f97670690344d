/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the arithmetic under every import and every frame costs. */
#include "bench.h"

#include "base/mercator.h"
#include "base/time.h"

#define SEED 20240307
#define N_PAIRS 100000
#define N_TIMES 100000
#define START_MS G_GINT64_CONSTANT (1709791200000)

typedef struct
{
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
      pairs->to[i].lat_deg = pairs->from[i].lat_deg + g_rand_double_range (rand, -0.1, 0.1);
      pairs->to[i].lon_deg = pairs->from[i].lon_deg + g_rand_double_range (rand, -0.1, 0.1);
    }
  return pairs;
}

static guint64
measure_geodesics (gpointer user_data)
{
  const Pairs *pairs = user_data;
  double sum_m = 0;

  for (guint i = 0; i < N_PAIRS; i++)
    sum_m += rs_geodesic_inverse (pairs->from[i], pairs->to[i], NULL);
  g_assert_cmpfloat (sum_m, >, 0);
  return N_PAIRS;
}

static guint64
measure_on_sphere (gpointer user_data)
{
  const Pairs *pairs = user_data;
  double sum_m = 0;

  for (guint i = 0; i < N_PAIRS; i++)
    sum_m += rs_sphere_distance (pairs->from[i], pairs->to[i]);
  g_assert_cmpfloat (sum_m, >, 0);
  return N_PAIRS;
}

static guint64
project (gpointer user_data)
{
  const Pairs *pairs = user_data;
  guint64 sum = 0;

  for (guint i = 0; i < N_PAIRS; i++)
    {
      guint32 x, y;

      rs_world_pack (pairs->from[i], &x, &y);
      sum += x ^ y;
    }
  g_assert_cmpuint (sum, >, 0);
  return N_PAIRS;
}

static guint64
format_and_parse_times (gpointer user_data)
{
  for (gint64 i = 0; i < N_TIMES; i++)
    {
      g_autofree char *text = rs_time_format (START_MS + i * 61001);
      gint64 t_ms;

      g_assert_true (rs_time_parse (text, &t_ms));
      g_assert_cmpint (t_ms, ==, START_MS + i * 61001);
    }
  return N_TIMES;
}

int
main (void)
{
  g_autofree Pairs *pairs = make_pairs ();

  bench_run ("geodesic distance", "pairs", measure_geodesics, pairs);
  bench_run ("distance on the sphere", "pairs", measure_on_sphere, pairs);
  bench_run ("project and pack", "positions", project, pairs);
  bench_run ("format and parse a time", "times", format_and_parse_times, NULL);
  return 0;
}
