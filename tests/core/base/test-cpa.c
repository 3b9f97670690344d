/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cpa.h"

#include <math.h>

#define STEP_S 1.0

static RsMotion
make (double lat_deg, double lon_deg, double sog_kn, double cog_deg)
{
  return (RsMotion){ lat_deg, rs_lon_wrap (lon_deg), sog_kn * RS_KN_TO_MPS, cog_deg };
}

static RsLatLon
get_place (const RsMotion *motion)
{
  return (RsLatLon){ motion->lat_deg, motion->lon_deg };
}

/* On along the rhumb line: the course is kept, step by step. */
static void
go (RsMotion *motion, double s)
{
  RsLatLon p = rs_geodesic_direct (get_place (motion), motion->cog_deg, motion->sog_mps * s);

  motion->lat_deg = p.lat_deg;
  motion->lon_deg = p.lon_deg;
}

static double
step_to_nearest (RsMotion own, RsMotion other, double until_s, double *out_s)
{
  double best = rs_geodesic_inverse (get_place (&own), get_place (&other), NULL);

  *out_s = 0;
  for (double s = STEP_S; s <= until_s; s += STEP_S)
    {
      double dist_m;

      go (&own, STEP_S);
      go (&other, STEP_S);
      dist_m = rs_geodesic_inverse (get_place (&own), get_place (&other), NULL);
      if (dist_m < best)
        {
          best = dist_m;
          *out_s = s;
        }
    }
  return best;
}

static void
test_cross (void)
{
  /* One goes north, the other west towards its track, both 6 minutes off: they meet. */
  RsMotion own = make (0, 0, 10, 0), other = make (1.0 / 60, 1.0 / 60, 10, 270);
  double dist_m, time_s, closing_mps;

  g_assert_true (rs_cpa_compute (&own, &other, &dist_m, &time_s, &closing_mps, NULL));
  g_assert_cmpfloat (dist_m, <, 10);
  g_assert_cmpfloat_with_epsilon (time_s, 360, 3);
  g_assert_cmpfloat_with_epsilon (closing_mps, 10 * RS_KN_TO_MPS * sqrt (2), 0.05);
  /* Seen from the other it is the same. */
  g_assert_true (rs_cpa_compute (&other, &own, &dist_m, &time_s, &closing_mps, NULL));
  g_assert_cmpfloat (dist_m, <, 10);
  g_assert_cmpfloat_with_epsilon (closing_mps, 10 * RS_KN_TO_MPS * sqrt (2), 0.05);
  /* Across the antimeridian nothing is different. */
  own.lon_deg = rs_lon_wrap (179.995);
  other.lon_deg = rs_lon_wrap (179.995 + 1.0 / 60);
  g_assert_true (rs_cpa_compute (&own, &other, &dist_m, &time_s, NULL, NULL));
  g_assert_cmpfloat (dist_m, <, 10);
  g_assert_cmpfloat_with_epsilon (time_s, 360, 3);
}

static void
test_opening (void)
{
  RsMotion own = make (42, 133, 10, 180), other = make (42.1, 133, 10, 0);
  double dist_m, time_s, closing_mps;

  g_assert_true (rs_cpa_compute (&own, &other, &dist_m, &time_s, &closing_mps, NULL));
  g_assert_cmpfloat (time_s, ==, 0);
  g_assert_cmpfloat_with_epsilon (
    dist_m, rs_geodesic_inverse (get_place (&own), get_place (&other), NULL), 1);
  g_assert_cmpfloat_with_epsilon (closing_mps, -20 * RS_KN_TO_MPS, 0.01);
  /* Alike in everything: nothing closes. */
  other.cog_deg = 180;
  g_assert_true (rs_cpa_compute (&own, &other, &dist_m, &time_s, &closing_mps, NULL));
  g_assert_cmpfloat (time_s, ==, 0);
  g_assert_cmpfloat_with_epsilon (closing_mps, 0, 1e-9);
  /* At one place. */
  g_assert_true (rs_cpa_compute (&own, &own, &dist_m, &time_s, &closing_mps, NULL));
  g_assert_cmpfloat (dist_m, ==, 0);
  g_assert_cmpfloat (closing_mps, ==, 0);
}

static void
test_range (void)
{
  RsMotion good = make (42, 133, 10, 180);
  const RsMotion bad[] = { { 91, 0, 1, 0 },   { NAN, 0, 1, 0 }, { 0, INFINITY, 1, 0 },
                           { 0, 0, -1, 0 },   { 0, 0, NAN, 0 }, { 0, 0, 1, NAN } };
  double dist_m = 7, time_s = 7, closing_mps = 7;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL, swapped = NULL;

      g_assert_false (rs_cpa_compute (&good, &bad[i], &dist_m, &time_s, &closing_mps, &error));
      g_assert_error (error, RS_GEO_ERROR, RS_GEO_ERROR_RANGE);
      g_assert_false (rs_cpa_compute (&bad[i], &good, &dist_m, &time_s, &closing_mps, &swapped));
      g_assert_error (swapped, RS_GEO_ERROR, RS_GEO_ERROR_RANGE);
    }
  g_assert_cmpfloat (dist_m, ==, 7);
  g_assert_cmpfloat (time_s, ==, 7);
  g_assert_cmpfloat (closing_mps, ==, 7);
}

/* The accuracy that cpa.h claims, against stepping along rhumb lines second by second. */
static void
test_twin (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (41);
  double worst_m = 0;

  for (int i = 0; i < 300; i++)
    {
      RsMotion own = make (g_rand_double_range (rand, -65, 65), g_rand_double_range (rand, -180, 180),
                           g_rand_double_range (rand, 0, 30), g_rand_double_range (rand, 0, 360));
      RsLatLon place = rs_geodesic_direct (get_place (&own), g_rand_double_range (rand, 0, 360),
                                           g_rand_double_range (rand, 100, 20000));
      RsMotion other;
      double dist_m, time_s, twin_s, twin_m, step_m;

      place.lat_deg = CLAMP (place.lat_deg, -65, 65);
      other = make (place.lat_deg, place.lon_deg, g_rand_double_range (rand, 0, 30),
                    g_rand_double_range (rand, 0, 360));
      g_assert_true (rs_cpa_compute (&own, &other, &dist_m, &time_s, NULL, NULL));
      if (time_s > 1800)
        continue;
      twin_m = step_to_nearest (own, other, 1900, &twin_s);
      /* Between two steps the twin misses up to half of what both go in one. */
      step_m = (own.sog_mps + other.sog_mps) * STEP_S / 2;
      worst_m = MAX (worst_m, fabs (dist_m - twin_m) - step_m);
    }
  g_test_message ("seed 41: worst %g m", worst_m);
  g_assert_cmpfloat (worst_m, <, 70);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cpa/cross", test_cross);
  g_test_add_func ("/cpa/opening", test_opening);
  g_test_add_func ("/cpa/range", test_range);
  g_test_add_func ("/cpa/twin", test_twin);
  return g_test_run ();
}
