/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cpa.h"

#include <math.h>

#define STEP_S 20.0
#define SUBSTEPS 100

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
step (RsMotion *own, RsMotion *other, double step_s)
{
  go (own, step_s);
  go (other, step_s);
  return rs_geodesic_inverse (get_place (own), get_place (other), NULL);
}

/* In long steps, and in short ones around the best of these. */
static double
step_to_nearest (RsMotion own, RsMotion other, double until_s, double *out_s)
{
  RsMotion own_before = own, other_before = other, own_last = own, other_last = other;
  double best = rs_geodesic_inverse (get_place (&own), get_place (&other), NULL), before_s = 0;

  for (double s = STEP_S; s <= until_s; s += STEP_S)
    {
      RsMotion a = own, b = other;
      double dist_m = step (&own, &other, STEP_S);

      if (dist_m < best)
        {
          best = dist_m;
          own_before = own_last;
          other_before = other_last;
          before_s = MAX (0, s - 2 * STEP_S);
        }
      own_last = a;
      other_last = b;
    }
  *out_s = before_s;
  for (guint i = 1; i <= 3 * SUBSTEPS; i++)
    {
      double dist_m = step (&own_before, &other_before, STEP_S / SUBSTEPS);

      if (dist_m < best)
        {
          best = dist_m;
          *out_s = before_s + i * STEP_S / SUBSTEPS;
        }
    }
  return best;
}

static RsCpa
compute (const RsMotion *own, const RsMotion *other)
{
  RsCpa cpa, swapped;

  g_assert_true (rs_cpa_compute (own, other, &cpa, NULL));
  /* Seen from the other it is the same. */
  g_assert_true (rs_cpa_compute (other, own, &swapped, NULL));
  g_assert_cmpint (swapped.kind, ==, cpa.kind);
  g_assert_cmpfloat_with_epsilon (swapped.closing_mps, cpa.closing_mps, 1e-6);
  if (cpa.kind != RS_CPA_FAR)
    {
      g_assert_cmpfloat_with_epsilon (swapped.dist_m, cpa.dist_m, 0.1);
      g_assert_cmpfloat_with_epsilon (swapped.time_s, cpa.time_s, 0.1);
    }
  return cpa;
}

static double
get_range_m (const RsMotion *own, const RsMotion *other)
{
  return rs_geodesic_inverse (get_place (own), get_place (other), NULL);
}

static void
test_cross (void)
{
  /* One goes north, the other west towards its track, both 6 minutes off: they meet. */
  RsMotion own = make (0, 0, 10, 0), other = make (1.0 / 60, 1.0 / 60, 10, 270);
  RsCpa cpa = compute (&own, &other);

  g_assert_cmpint (cpa.kind, ==, RS_CPA_AHEAD);
  g_assert_cmpfloat (cpa.dist_m, <, 10);
  g_assert_cmpfloat_with_epsilon (cpa.time_s, 360, 3);
  g_assert_cmpfloat_with_epsilon (cpa.closing_mps, 10 * RS_KN_TO_MPS * sqrt (2), 0.05);
  /* Across the antimeridian nothing is different. */
  own.lon_deg = rs_lon_wrap (179.995);
  other.lon_deg = rs_lon_wrap (179.995 + 1.0 / 60);
  cpa = compute (&own, &other);
  g_assert_cmpfloat (cpa.dist_m, <, 10);
  g_assert_cmpfloat_with_epsilon (cpa.time_s, 360, 3);
}

static void
test_opening (void)
{
  RsMotion own = make (42, 133, 10, 180), other = make (42.1, 133, 10, 0);
  RsCpa cpa = compute (&own, &other);

  g_assert_cmpint (cpa.kind, ==, RS_CPA_OPENING);
  g_assert_cmpfloat (cpa.time_s, ==, 0);
  g_assert_cmpfloat (cpa.dist_m, ==, get_range_m (&own, &other));
  g_assert_cmpfloat_with_epsilon (cpa.closing_mps, -20 * RS_KN_TO_MPS, 0.01);
  /* From one place whoever moves parts. */
  other.lat_deg = own.lat_deg;
  cpa = compute (&own, &other);
  g_assert_cmpint (cpa.kind, ==, RS_CPA_OPENING);
  g_assert_cmpfloat (cpa.dist_m, ==, 0);
  g_assert_cmpfloat_with_epsilon (cpa.closing_mps, -20 * RS_KN_TO_MPS, 0.01);
}

/* A convoy, two who lie still, and one place: nobody closes, nobody parts, and no zero has a sign. */
static void
test_steady (void)
{
  const struct
  {
    RsMotion own, other;
  } pairs[] = {
    { make (42, 133, 10, 30), make (42.1, 133.2, 10, 30) },
    { make (60, 133, 12, 90), make (60, 133.4, 12, 90) },
    { make (42, 133, 0, 0), make (42.1, 133, 0, 90) },
    { make (42, 133, 0, 0), make (-42, 13, 0, 0) },
    { make (42, 133, 7, 20), make (42, 133, 7, 20) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      RsCpa cpa = compute (&pairs[i].own, &pairs[i].other);

      g_assert_cmpint (cpa.kind, ==, RS_CPA_STEADY);
      g_assert_cmpfloat (cpa.closing_mps, ==, 0);
      g_assert_false (signbit (cpa.closing_mps));
      g_assert_cmpfloat (cpa.time_s, ==, 0);
      g_assert_cmpfloat (cpa.dist_m, ==, get_range_m (&pairs[i].own, &pairs[i].other));
    }
}

/* Where nothing is told but how fast the range changes, which is right there too. */
static void
test_far (void)
{
  const struct
  {
    RsMotion own, other;
  } pairs[] = {
    { make (52, 177, 11, 88), make (51.5, -176, 11, 270) }, /* 260 nm */
    { make (-75, 0, 18, 180), make (86, 40, 15, 90) },      /* on the other side of the world */
    { make (40, 130, 1.2, 90), make (40, 131, 1, 90) },     /* for days */
    { make (89, 0, 15, 90), make (89, 20, 15, 270) },       /* around the pole */
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      RsMotion own = pairs[i].own, other = pairs[i].other;
      RsCpa cpa = compute (&own, &other);
      double before_m = get_range_m (&own, &other);

      g_assert_cmpint (cpa.kind, ==, RS_CPA_FAR);
      g_assert_true (isnan (cpa.dist_m) && isnan (cpa.time_s));
      go (&own, STEP_S);
      go (&other, STEP_S);
      g_assert_cmpfloat_with_epsilon (cpa.closing_mps, (before_m - get_range_m (&own, &other)) / STEP_S, 0.05);
    }
}

static void
test_range (void)
{
  RsMotion good = make (42, 133, 10, 180);
  const RsMotion bad[] = { { 91, 0, 1, 0 },   { NAN, 0, 1, 0 }, { 0, INFINITY, 1, 0 },
                           { 0, 0, -1, 0 },   { 0, 0, NAN, 0 }, { 0, 0, 1, NAN } };
  RsCpa cpa = { .dist_m = 7 };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL, swapped = NULL;

      g_assert_false (rs_cpa_compute (&good, &bad[i], &cpa, &error));
      g_assert_error (error, RS_GEO_ERROR, RS_GEO_ERROR_RANGE);
      g_assert_false (rs_cpa_compute (&bad[i], &good, &cpa, &swapped));
      g_assert_error (swapped, RS_GEO_ERROR, RS_GEO_ERROR_RANGE);
    }
  g_assert_cmpfloat (cpa.dist_m, ==, 7);
}

/* The accuracy that cpa.h claims, against stepping along rhumb lines. */
static void
test_twin (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (41);
  double worst_m = 0;
  guint n_ahead = 0;

  for (int i = 0; i < 300; i++)
    {
      RsMotion own = make (g_rand_double_range (rand, -80, 80), g_rand_double_range (rand, -180, 180),
                           g_rand_double_range (rand, 0, 30), g_rand_double_range (rand, 0, 360));
      RsLatLon place = rs_geodesic_direct (get_place (&own), g_rand_double_range (rand, 0, 360),
                                           g_rand_double_range (rand, 100, RS_CPA_MAX_RANGE_M - 1));
      RsMotion other = make (CLAMP (place.lat_deg, -80, 80), place.lon_deg, g_rand_double_range (rand, 0, 30),
                             g_rand_double_range (rand, 0, 360));
      RsCpa cpa = compute (&own, &other);
      double twin_s, twin_m, off_m;

      twin_m = step_to_nearest (own, other, RS_CPA_MAX_TIME_S, &twin_s);
      if (cpa.kind == RS_CPA_FAR)
        {
          g_assert_cmpfloat (twin_s, >, RS_CPA_MAX_TIME_S - 60);
          continue;
        }
      n_ahead += cpa.kind == RS_CPA_AHEAD;
      off_m = fabs (cpa.dist_m - twin_m);
      if (off_m > worst_m)
        g_test_message ("seed 41, case %d: %g m off, %g s, twin %g s", i, off_m, cpa.time_s, twin_s);
      worst_m = MAX (worst_m, off_m);
    }
  g_test_message ("seed 41: worst %g m of %u ahead", worst_m, n_ahead);
  g_assert_cmpuint (n_ahead, >, 50);
  g_assert_cmpfloat (worst_m, <, 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cpa/cross", test_cross);
  g_test_add_func ("/cpa/opening", test_opening);
  g_test_add_func ("/cpa/steady", test_steady);
  g_test_add_func ("/cpa/far", test_far);
  g_test_add_func ("/cpa/range", test_range);
  g_test_add_func ("/cpa/twin", test_twin);
  return g_test_run ();
}
