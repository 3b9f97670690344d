/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/compare.h"

#include <math.h>

#include "walk.h"

#define GAP_MS (2 * RS_HOUR_MS)
#define TWIN_STEP_MS 1000

static void
test_moment (void)
{
  /* Towards each other on one parallel, 12 nm apart near the equator, 10 kn each. */
  RsFix east[] = { make_fix (0, 0, 0), make_fix (RS_HOUR_MS, 0, 10.0 / 60) };
  RsFix west[] = { make_fix (0, 0.01, 12.0 / 60), make_fix (RS_HOUR_MS, 0.01, 2.0 / 60) };
  RsTrack a = { .vessel_id = 1, .n = 2, .fixes = east }, b = { .vessel_id = 2, .n = 2, .fixes = west };
  RsComparison c;
  RsLatLon p, q;

  rs_compare_at (&a, &b, 0, GAP_MS, &c);
  p = rs_fix_lat_lon (&east[0]);
  q = rs_fix_lat_lon (&west[0]);
  g_assert_true (c.has_range && c.is_sure && c.has_motion);
  g_assert_cmpfloat_with_epsilon (c.dist_m, rs_geodesic_inverse (p, q, NULL), 1e-6);
  g_assert_cmpfloat_with_epsilon (c.bearing_deg, 87.1, 0.1);
  g_assert_cmpfloat_with_epsilon (c.back_deg, 267.1, 0.1);
  g_assert_cmpfloat_with_epsilon (c.cpa.closing_mps / RS_KN_TO_MPS, 20, 0.05);
  g_assert_cmpfloat_with_epsilon (c.cpa.time_s, 12.0 / 20 * 3600, 5);
  g_assert_cmpfloat_with_epsilon (c.cpa.dist_m, 1106, 10);

  /* What a ship says of herself goes before the leg, while it is fresh. */
  east[0].sog_dkn = 0;
  rs_compare_at (&a, &b, RS_MINUTE_MS, GAP_MS, &c);
  g_assert_cmpfloat_with_epsilon (c.cpa.closing_mps / RS_KN_TO_MPS, 10, 0.05);
  rs_compare_at (&a, &b, 10 * RS_MINUTE_MS, GAP_MS, &c);
  g_assert_cmpfloat_with_epsilon (c.cpa.closing_mps / RS_KN_TO_MPS, 20, 0.05);

  /* At one place neither is in any direction. */
  rs_compare_at (&a, &a, RS_MINUTE_MS, GAP_MS, &c);
  g_assert_true (c.has_range);
  g_assert_cmpfloat (c.dist_m, ==, 0);
  g_assert_true (isnan (c.bearing_deg) && isnan (c.back_deg));

  /* A computed place makes it unsure. */
  west[1].provenance = RS_RECONSTRUCTED;
  rs_compare_at (&a, &b, RS_MINUTE_MS, GAP_MS, &c);
  g_assert_true (c.has_range);
  g_assert_false (c.is_sure);

  /* After the last fix the place is the last known one, and the motion is none. */
  rs_compare_at (&a, &b, RS_HOUR_MS + 1, GAP_MS, &c);
  g_assert_true (c.has_range);
  g_assert_false (c.is_sure || c.has_motion);
  g_assert_cmpint (c.own.presence, ==, RS_PRESENCE_LOST);
  rs_compare_at (&a, &b, RS_HOUR_MS + GAP_MS + 1, GAP_MS, &c);
  g_assert_false (c.has_range);
  rs_compare_at (&a, &b, -1, GAP_MS, &c);
  g_assert_false (c.has_range || c.has_motion);
}

/* Of two ships on one number the one beside the other vessel, though the other one was heard last. */
static void
test_nearest_of_shared (void)
{
  RsFix far[] = { make_fix (0, 0, 9), make_fix (RS_HOUR_MS, 0, 9.1) };
  RsFix near[] = { make_fix (-1000, 0, 0.1), make_fix (RS_HOUR_MS - 1000, 0, 0.2) };
  RsFix own[] = { make_fix (0, 0, 0), make_fix (RS_HOUR_MS, 0, 0.1) };
  RsFix both[] = { near[0], far[0], near[1], far[1] };
  RsTrack one = { .vessel_id = 1, .n = 2, .fixes = far }, two = { .vessel_id = 1, .n = 2, .fixes = near };
  RsTrack *hulls[] = { &one, &two };
  RsTrack shared = { .vessel_id = 1, .n = 4, .fixes = both, .hulls = hulls, .n_hulls = 2 };
  RsTrack alone = { .vessel_id = 2, .n = 2, .fixes = own };
  RsComparison c;

  rs_compare_nearest (&alone, &shared, RS_MINUTE_MS, GAP_MS, &c);
  g_assert_true (c.has_range);
  g_assert_cmpuint (c.own_hull, ==, 0);
  g_assert_cmpuint (c.other_hull, ==, 2);
  g_assert_cmpfloat_with_epsilon (c.dist_m, 11132, 20);
  rs_compare_nearest (&shared, &alone, RS_MINUTE_MS, GAP_MS, &c);
  g_assert_cmpuint (c.own_hull, ==, 2);
  g_assert_cmpuint (c.other_hull, ==, 0);
  /* Where the nearer one is not there any more. */
  rs_compare_nearest (&alone, &shared, RS_HOUR_MS + GAP_MS, GAP_MS, &c);
  g_assert_cmpuint (c.other_hull, ==, 1);
  /* None is there: no range, and no ship. */
  rs_compare_nearest (&alone, &shared, 5 * RS_HOUR_MS, GAP_MS, &c);
  g_assert_false (c.has_range);
  g_assert_cmpuint (c.other_hull, ==, 0);
  /* Numbers of one ship each. */
  rs_compare_nearest (&alone, &two, RS_MINUTE_MS, GAP_MS, &c);
  g_assert_true (c.has_range);
  g_assert_cmpuint (c.own_hull + c.other_hull, ==, 0);
}

static void
test_closest (void)
{
  RsFix east[] = { make_fix (0, 0, 0), make_fix (RS_HOUR_MS, 0, 10.0 / 60) };
  RsFix west[] = { make_fix (0, 0.01, 12.0 / 60), make_fix (RS_HOUR_MS, 0.01, 2.0 / 60) };
  RsTrack a = { .vessel_id = 1, .n = 2, .fixes = east }, b = { .vessel_id = 2, .n = 2, .fixes = west };
  RsTrack none = { .vessel_id = 3 };
  RsClosest c;

  g_assert_true (rs_closest_find (&a, &b, &c));
  g_assert_cmpint (ABS (c.t_ms - RS_HOUR_MS * 12 / 20), <, 1000);
  g_assert_cmpfloat_with_epsilon (c.dist_m, 1105.7, 1);
  g_assert_cmpint (c.known_ms, ==, RS_HOUR_MS);
  g_assert_cmpint (c.provenance, ==, RS_OBSERVED);
  g_assert_false (rs_closest_find (&a, &none, &c));

  /* In a gap of one there is nothing to be near to: the ends remain. */
  west[1].flags = RS_FIX_BREAK;
  g_assert_true (rs_closest_find (&a, &b, &c));
  g_assert_cmpint (c.t_ms, ==, RS_HOUR_MS);
  g_assert_cmpint (c.known_ms, ==, 0);
  g_assert_cmpfloat_with_epsilon (
    c.dist_m, rs_geodesic_inverse (rs_fix_lat_lon (&east[1]), rs_fix_lat_lon (&west[1]), NULL), 1e-6);

  /* No common time. */
  west[0].t_ms += RS_DAY_MS;
  west[1].t_ms += RS_DAY_MS;
  g_assert_false (rs_closest_find (&a, &b, &c));
}

/* A computed route has a fix in hours: it is nearest where it passes, not at its corners. */
static void
test_long_legs (void)
{
  RsFix route[] = { make_fix (0, 42, 130), make_fix (20 * RS_HOUR_MS, 42, 134) };
  RsFix moored[] = { make_fix (0, 42.1, 131.7), make_fix (20 * RS_HOUR_MS, 42.1, 131.7) };
  RsTrack a = { .vessel_id = 1, .n = 2, .fixes = route };
  RsTrack b = { .vessel_id = 2, .n = 2, .fixes = moored };
  RsClosest c;

  route[0].provenance = route[1].provenance = RS_RECONSTRUCTED;
  g_assert_true (rs_closest_find (&a, &b, &c));
  g_assert_cmpint (c.provenance, ==, RS_RECONSTRUCTED);
  g_assert_cmpfloat (fabs ((double) c.t_ms / RS_HOUR_MS - 8.5), <, 0.05);
  g_assert_cmpfloat (c.dist_m, <, 9500);
  g_assert_cmpfloat (c.dist_m, >, 6000);
}

static double
twin_distance (const RsTrack *a, const RsTrack *b, gint64 t_ms)
{
  RsPosition p, q;

  rs_position_at (a, t_ms, 0, NULL, &p);
  rs_position_at (b, t_ms, 0, NULL, &q);
  if ((p.presence != RS_PRESENCE_MOVING && p.presence != RS_PRESENCE_STILL)
      || (q.presence != RS_PRESENCE_MOVING && q.presence != RS_PRESENCE_STILL))
    return INFINITY;
  return rs_geodesic_inverse (p.place, q.place, NULL);
}

/* Against looking every second, and at every fix. */
static void
test_twin (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2024);

  for (int i = 0; i < 60; i++)
    {
      /* Some of them across the antimeridian. */
      RsLatLon p = { g_rand_double_range (rand, -60, 60), i % 3 ? 133 : 179.98 };
      g_autoptr (RsTrack) a = make_walk (rand, p, 30, GAP_MS);
      g_autoptr (RsTrack) b = make_walk (rand, rs_geodesic_direct (p, 50, 9000), 40, GAP_MS);
      double best = INFINITY;
      RsClosest c;
      gboolean found = rs_closest_find (a, b, &c);

      for (gint64 t_ms = MAX (a->fixes[0].t_ms, b->fixes[0].t_ms);
           t_ms <= MIN (a->fixes[29].t_ms, b->fixes[39].t_ms); t_ms += TWIN_STEP_MS)
        best = MIN (best, twin_distance (a, b, t_ms));
      for (guint k = 0; k < 30; k++)
        best = MIN (best, twin_distance (a, b, a->fixes[k].t_ms));
      for (guint k = 0; k < 40; k++)
        best = MIN (best, twin_distance (a, b, b->fixes[k].t_ms));
      g_test_message ("seed 2024, case %d: %g m, twin %g m", i, found ? c.dist_m : -1, best);
      g_assert_cmpint (found, ==, isfinite (best));
      if (!found)
        continue;
      /* Two ships at 10 m/s each come nearer by 10 m between two looks of the twin. */
      g_assert_cmpfloat (c.dist_m, <, best + 1);
      g_assert_cmpfloat (c.dist_m, >, best - 11);
      g_assert_cmpfloat_with_epsilon (twin_distance (a, b, c.t_ms), c.dist_m, 1e-6);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compare/moment", test_moment);
  g_test_add_func ("/compare/nearest-of-shared", test_nearest_of_shared);
  g_test_add_func ("/compare/closest", test_closest);
  g_test_add_func ("/compare/long-legs", test_long_legs);
  g_test_add_func ("/compare/twin", test_twin);
  return g_test_run ();
}
