/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/knots.h"

#include <math.h>

#include "base/mercator.h"
#include "base/time.h"

#define SEED 4711
#define START_MS G_GINT64_CONSTANT (1709791200000)
#define GAP_MS (2 * RS_HOUR_MS)

static RsFix
make_fix (gint64 t_ms, double lat_deg, double lon_deg, double sog_kn)
{
  return (RsFix){ .t_ms = t_ms,
                  .lat_e7 = rs_e7_from_deg (lat_deg),
                  .lon_e7 = rs_e7_from_deg (rs_lon_wrap (lon_deg)),
                  .sog_dkn = isnan (sog_kn) ? RS_SOG_NONE : (guint16) (sog_kn * 10),
                  .cog_ddeg = RS_COG_NONE,
                  .heading_deg = RS_HEADING_NONE,
                  .nav_status = RS_NAV_STATUS_NONE };
}

/* Rests, sails at many speeds, falls silent, crosses 180 degrees; two imports take turns now and then. */
static RsTrack *
make_track (guint seed, guint n, gboolean with_sog)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  RsFix *fixes = g_new (RsFix, n);
  double lat_deg = 50, lon_deg = 179.8, course = 1, speed_kn = 12;
  gint64 t_ms = START_MS;

  for (guint i = 0; i < n; i++)
    {
      gint64 step_ms = g_rand_int_range (rand, 0, 300) == 0 ? 3 * RS_HOUR_MS : 30 * RS_SECOND_MS;
      double way_deg = speed_kn / 60 * (double) MIN (step_ms, RS_MINUTE_MS) / RS_HOUR_MS;

      fixes[i] = make_fix (t_ms, lat_deg, lon_deg, with_sog ? speed_kn : NAN);
      fixes[i].import = i / 500 % 2;
      fixes[i].flags = i % 1000 == 700 ? RS_FIX_ON_LAND : 0;
      if (i % 150 == 0)
        speed_kn = i % 900 < 300 ? 0 : g_rand_double_range (rand, 2, 22);
      course += g_rand_double_range (rand, -0.05, 0.05);
      lat_deg += way_deg * cos (course);
      lon_deg += way_deg * sin (course) / cos (lat_deg * G_PI / 180);
      t_ms += step_ms;
    }
  return rs_track_new (1, fixes, n, GAP_MS);
}

static double
get_px (guint zoom)
{
  return RS_WORLD / (256.0 * exp2 (zoom));
}

static void
check_stretch (const RsTrack *track, const RsKnot *from, const RsKnot *to, double px)
{
  double seconds = MAX ((double) (track->fixes[to->fix].t_ms - track->fixes[from->fix].t_ms), 1);

  g_assert_cmpuint (from->fix, <, to->fix);
  for (guint fix = from->fix; fix <= to->fix; fix++)
    {
      double u = (double) (track->fixes[fix].t_ms - track->fixes[from->fix].t_ms) / seconds;
      guint32 x, y;

      g_assert_true (fix == from->fix || !(track->fixes[fix].flags & RS_FIX_BREAK));
      rs_world_pack (rs_fix_lat_lon (&track->fixes[fix]), &x, &y);
      g_assert_cmpfloat (fabs ((gint32) (x - from->x) - u * (gint32) (to->x - from->x)) / px, <,
                         RS_KNOT_TOLERANCE_PX + 0.05);
      g_assert_cmpfloat (
          fabs (((double) y - from->y) - u * ((double) to->y - from->y)) / px, <,
          RS_KNOT_TOLERANCE_PX + 0.05);
    }
}

/* Every fix lies where its stretch says at its time, and every leg is in one. */
static void
test_places (void)
{
  g_test_message ("seed %d", SEED);
  for (guint zoom = 4; zoom <= 16; zoom += 3)
    {
      g_autoptr (RsTrack) track = make_track (SEED + zoom, 6000, zoom % 2);
      g_autoptr (RsLevel) level = rs_level_new (track, zoom);
      g_autoptr (RsKnots) knots = rs_knots_new (track, level);
      guint n_legs = 0, n_real = 0;

      for (guint i = 1; i < track->n; i++)
        n_real += !(track->fixes[i].flags & RS_FIX_BREAK);
      for (guint i = 0; i + 1 < knots->n; i++)
        {
          const RsKnot *knot = &knots->knots[i];

          g_assert_cmpint (knot->t_s, ==,
                           (track->fixes[knot->fix].t_ms - track->from_ms) / RS_SECOND_MS);
          if (knot->flags & RS_KNOT_ENDS)
            continue;
          check_stretch (track, knot, knot + 1, get_px (zoom));
          n_legs += knot[1].fix - knot->fix;
        }
      g_assert_cmpuint (n_legs, ==, n_real);
      g_assert_true (knots->knots[knots->n - 1].flags & RS_KNOT_ENDS);
      g_test_message ("zoom %u: %u knots, %u points, %u fixes", zoom, knots->n, level->n_points,
                      track->n);
      g_assert_cmpuint (rs_knots_find_after (knots, track->n), ==, knots->n);
      g_assert_cmpuint (rs_knots_find_after (knots, 0), ==, 1);
    }
}

/* Speeds are what was sent, or what the way needed; a stay is one stretch. */
static void
test_speeds (void)
{
  for (guint with_sog = 0; with_sog <= 1; with_sog++)
    {
      RsFix *fixes = g_new (RsFix, 300);
      g_autoptr (RsTrack) track = NULL;
      g_autoptr (RsLevel) level = NULL;
      g_autoptr (RsKnots) knots = NULL;
      double lon_deg = 130, speed_kn = 0;

      for (guint i = 0; i < 300; i++)
        {
          speed_kn = i < 100 ? 0 : i < 200 ? 6 : 18;
          fixes[i] = make_fix (START_MS + i * RS_MINUTE_MS, 42, lon_deg, with_sog ? speed_kn : NAN);
          lon_deg += speed_kn / 3600 / cos (42 * G_PI / 180);
        }
      track = rs_track_new (1, fixes, 300, GAP_MS);
      level = rs_level_new (track, 11);
      knots = rs_knots_new (track, level);
      g_assert_cmpuint (knots->n, >=, 4);
      g_assert_cmpuint (knots->n, <, 16);
      for (guint i = 0; i + 1 < knots->n; i++)
        {
          double middle = (knots->knots[i].fix + knots->knots[i + 1].fix) / 2.0;
          double wanted = middle < 100 ? 0 : middle < 200 ? 6 : 18;

          if (knots->knots[i + 1].fix - knots->knots[i].fix > 20)
            g_assert_cmpfloat_with_epsilon (knots->knots[i].speed * RS_KNOT_SPEED_KN, wanted, 0.8);
        }
    }
}

static void
test_marks (void)
{
  g_autoptr (RsTrack) track = make_track (3, 6000, TRUE);
  g_autoptr (RsLevel) level = rs_level_new (track, 14);
  g_autoptr (RsKnots) knots = rs_knots_new (track, level);
  guint n_suspect = 0, imports[2] = { 0, 0 };

  for (guint i = 0; i + 1 < knots->n; i++)
    {
      const RsKnot *knot = &knots->knots[i];

      if (knot->flags & RS_KNOT_ENDS)
        continue;
      g_assert_cmpuint (knot->import, ==, track->fixes[knot->fix + 1].import);
      imports[knot->import] += knot[1].fix - knot->fix;
      n_suspect += (knot->flags & RS_KNOT_SUSPECT) ? knot[1].fix - knot->fix : 0;
    }
  /* Half of the fixes each; a flagged fix taints what is near it and not more. */
  g_assert_cmpuint (imports[0], >, 2400);
  g_assert_cmpuint (imports[1], >, 2400);
  g_assert_cmpuint (n_suspect, >, 6);
  g_assert_cmpuint (n_suspect, <, 1200);
}

static void
test_odd (void)
{
  g_autoptr (RsTrack) empty = rs_track_new (1, NULL, 0, GAP_MS);
  g_autoptr (RsLevel) no_level = rs_level_new (empty, 5);
  g_autoptr (RsKnots) none = rs_knots_new (empty, no_level);
  RsFix *fixes = g_new (RsFix, 4);
  g_autoptr (RsTrack) track = NULL;
  g_autoptr (RsLevel) level = NULL;
  g_autoptr (RsKnots) knots = NULL;

  g_assert_cmpuint (none->n, ==, 0);
  /* In two places at one time. */
  fixes[0] = make_fix (START_MS, 42, 130, NAN);
  fixes[1] = make_fix (START_MS, 42.01, 130, NAN);
  fixes[2] = make_fix (START_MS + RS_MINUTE_MS, 42, 130.001, NAN);
  fixes[3] = make_fix (START_MS + 2 * RS_MINUTE_MS, 42, 130.002, 7);
  track = rs_track_new (1, fixes, 4, GAP_MS);
  level = rs_level_new (track, 14);
  knots = rs_knots_new (track, level);
  g_assert_cmpuint (knots->n, >=, 3);
  g_assert_cmpuint (knots->knots[0].fix, ==, 0);
  g_assert_cmpuint (knots->knots[1].fix, ==, 1);
  g_assert_cmpuint (knots->knots[0].speed, ==, RS_KNOT_SPEED_NONE);
  g_assert_cmpuint (knots->knots[knots->n - 1].speed, ==, 35);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/knots/places", test_places);
  g_test_add_func ("/knots/speeds", test_speeds);
  g_test_add_func ("/knots/marks", test_marks);
  g_test_add_func ("/knots/odd", test_odd);
  return g_test_run ();
}
