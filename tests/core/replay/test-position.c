/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "replay/position.h"

#include <math.h>

#include "replay/leg.h"

#define GAP_MS (2 * RS_HOUR_MS)
#define START_MS G_GINT64_CONSTANT (1709791200000)

static RsFix
make_fix (gint64 t_ms, double lat_deg, double lon_deg)
{
  return (RsFix){
    .t_ms = t_ms,
    .lat_e7 = rs_e7_from_deg (lat_deg),
    .lon_e7 = rs_e7_from_deg (rs_lon_wrap (lon_deg)),
    .sog_dkn = RS_SOG_NONE,
    .cog_ddeg = RS_COG_NONE,
    .heading_deg = RS_HEADING_NONE,
    .nav_status = RS_NAV_STATUS_NONE,
  };
}

static RsPosition
ask (const RsFix *fixes, guint n, gint64 t_ms)
{
  RsTrack track = { .vessel_id = 1, .n = n, .fixes = fixes };
  RsPosition position;

  rs_position_at (&track, t_ms, GAP_MS, NULL, &position);
  return position;
}

static void
test_between (void)
{
  RsFix fixes[] = { make_fix (START_MS, 42, 133), make_fix (START_MS + RS_HOUR_MS, 42, 133.2) };
  RsPosition p = ask (fixes, 2, START_MS + RS_HOUR_MS / 2);
  double azimuth_deg;
  RsLatLon middle
    = rs_geodesic_between ((RsLatLon){ 42, 133 }, (RsLatLon){ 42, 133.2 }, 0.5, &azimuth_deg);

  g_assert_cmpint (p.presence, ==, RS_PRESENCE_MOVING);
  g_assert_cmpint (p.index, ==, 0);
  g_assert_cmpint (p.since_ms, ==, START_MS);
  g_assert_cmpfloat (rs_geodesic_inverse (p.place, middle, NULL), <, 0.1);
  g_assert_cmpfloat_with_epsilon (p.course_deg, azimuth_deg, 0.01);
  g_assert_cmpfloat_with_epsilon (p.sog_kn,
                                  rs_geodesic_inverse ((RsLatLon){ 42, 133 },
                                                       (RsLatLon){ 42, 133.2 }, NULL)
                                    / RS_M_PER_NM,
                                  0.01);
}

static void
test_course (void)
{
  RsFix fixes[] = { make_fix (0, 42, 133), make_fix (1000, 42.001, 133), make_fix (2000, 42, 133) };
  RsPosition p;

  /* The shorter way leads over north. */
  fixes[0].cog_ddeg = 3500;
  fixes[1].cog_ddeg = 100;
  p = ask (fixes, 3, 250);
  g_assert_cmpfloat_with_epsilon (p.course_deg, 355, 1e-9);
  p = ask (fixes, 3, 750);
  g_assert_cmpfloat_with_epsilon (p.course_deg, 5, 1e-9);
  /* The heading goes before the course; nothing to turn to leaves it as it is. */
  fixes[1].heading_deg = 90;
  p = ask (fixes, 3, 1500);
  g_assert_cmpfloat_with_epsilon (p.course_deg, 90, 1e-9);
  /* A ship that says nothing and goes nowhere points nowhere. */
  fixes[0] = fixes[1] = make_fix (0, 42, 133);
  fixes[1].t_ms = 1000;
  g_assert_true (isnan (ask (fixes, 2, 500).course_deg));
  /* The end of a run keeps the azimuth of the leg that led to it. */
  fixes[1] = make_fix (1000, 42, 133.01);
  g_assert_cmpfloat_with_epsilon (ask (fixes, 2, 5000).course_deg, 90, 0.01);
}

/* Round a corner the course changes without a jump, by half in the corner itself. */
static void
test_corner (void)
{
  RsFix fixes[] = { make_fix (0, 42, 133), make_fix (RS_HOUR_MS, 42.2, 133),
                    make_fix (2 * RS_HOUR_MS, 42.2, 133.2) };
  double last_deg = ask (fixes, 3, 0).course_deg;

  g_assert_cmpfloat_with_epsilon (last_deg, 0, 1e-6);
  for (gint64 t_ms = 0; t_ms < 2 * RS_HOUR_MS; t_ms += RS_MINUTE_MS / 2)
    {
      double course_deg = ask (fixes, 3, t_ms).course_deg;

      g_assert_cmpfloat (fabs (course_deg - last_deg), <, 2.5);
      last_deg = course_deg;
    }
  g_assert_cmpfloat_with_epsilon (last_deg, 90, 0.1);
  g_assert_cmpfloat_with_epsilon (ask (fixes, 3, RS_HOUR_MS).course_deg, 45, 0.1);
  g_assert_cmpfloat_with_epsilon (ask (fixes, 3, RS_HOUR_MS - RS_HOUR_MS / 5).course_deg, 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (ask (fixes, 3, RS_HOUR_MS + RS_HOUR_MS / 5).course_deg, 90, 0.1);
  /* Not across a silence. */
  fixes[2].flags = RS_FIX_BREAK;
  g_assert_cmpfloat_with_epsilon (ask (fixes, 3, RS_HOUR_MS - 1).course_deg, 0, 1e-6);
}

static void
test_presence (void)
{
  RsFix fixes[] = { make_fix (START_MS, 42, 133), make_fix (START_MS + 1000, 42.0001, 133),
                    make_fix (START_MS + 5 * RS_HOUR_MS, 42.5, 133),
                    make_fix (START_MS + 5 * RS_HOUR_MS + 1000, 42.5, 133) };

  fixes[2].flags = RS_FIX_BREAK;
  g_assert_cmpint (ask (fixes, 0, START_MS).presence, ==, RS_PRESENCE_NONE);
  g_assert_cmpint (ask (fixes, 4, START_MS - 1).presence, ==, RS_PRESENCE_NONE);
  g_assert_cmpint (ask (fixes, 4, START_MS - 1).index, ==, -1);
  g_assert_cmpint (ask (fixes, 4, RS_TIME_NONE).presence, ==, RS_PRESENCE_NONE);
  g_assert_cmpint (ask (fixes, 4, START_MS).presence, ==, RS_PRESENCE_MOVING);
  g_assert_cmpint (ask (fixes, 4, START_MS + 1000).presence, ==, RS_PRESENCE_MOVING);
  /* In the gap it stays where it was heard last, however far along the gap. */
  for (gint64 t_ms = START_MS + 1001; t_ms < fixes[2].t_ms; t_ms += RS_MINUTE_MS)
    {
      RsPosition p = ask (fixes, 4, t_ms);

      g_assert_cmpint (p.presence, ==, RS_PRESENCE_LOST);
      g_assert_cmpint (p.index, ==, 1);
      g_assert_cmpfloat (p.place.lat_deg, ==, 42.0001);
    }
  g_assert_cmpint (ask (fixes, 4, fixes[2].t_ms).presence, ==, RS_PRESENCE_STILL);
  g_assert_cmpint (ask (fixes, 4, fixes[3].t_ms).presence, ==, RS_PRESENCE_STILL);
  g_assert_cmpint (ask (fixes, 4, fixes[3].t_ms + 1).presence, ==, RS_PRESENCE_LOST);
  g_assert_cmpint (ask (fixes, 4, fixes[3].t_ms + GAP_MS).presence, ==, RS_PRESENCE_LOST);
  g_assert_cmpint (ask (fixes, 4, fixes[3].t_ms + GAP_MS + 1).presence, ==, RS_PRESENCE_NONE);
  g_assert_cmpint (ask (fixes, 4, G_MAXINT64).presence, ==, RS_PRESENCE_NONE);
}

static void
test_still (void)
{
  RsFix fixes[] = { make_fix (0, 42, 133), make_fix (RS_HOUR_MS, 42.2, 133) };

  g_assert_cmpint (ask (fixes, 2, 1000).presence, ==, RS_PRESENCE_MOVING);
  fixes[0].nav_status = 5;
  g_assert_cmpint (ask (fixes, 2, 1000).presence, ==, RS_PRESENCE_STILL);
  fixes[0].nav_status = 0;
  fixes[0].sog_dkn = 4;
  g_assert_cmpint (ask (fixes, 2, 1000).presence, ==, RS_PRESENCE_STILL);
  fixes[0].sog_dkn = 5;
  g_assert_cmpint (ask (fixes, 2, 1000).presence, ==, RS_PRESENCE_MOVING);
  g_assert_cmpfloat (ask (fixes, 2, 1000).sog_kn, ==, 0.5);
}

static void
test_provenance (void)
{
  RsFix fixes[] = { make_fix (0, 42, 133), make_fix (1000, 42.2, 133), make_fix (2000, 42.4, 133) };

  fixes[1].provenance = RS_RECONSTRUCTED;
  fixes[2].provenance = RS_RECONSTRUCTED;
  /* Between what was seen and what was computed nothing was seen. */
  g_assert_cmpint (ask (fixes, 3, 0).provenance, ==, RS_OBSERVED);
  g_assert_cmpint (ask (fixes, 3, 1).provenance, ==, RS_RECONSTRUCTED);
  g_assert_cmpint (ask (fixes, 3, 1500).provenance, ==, RS_RECONSTRUCTED);
  g_assert_cmpint (ask (fixes, 3, 3000).provenance, ==, RS_RECONSTRUCTED);
}

static void
test_antimeridian (void)
{
  RsFix here[] = { make_fix (0, 52, 10), make_fix (RS_HOUR_MS, 52.3, 10.4) };
  RsFix there[] = { make_fix (0, 52, 179.8), make_fix (RS_HOUR_MS, 52.3, -179.8) };

  for (gint64 t_ms = 0; t_ms <= RS_HOUR_MS; t_ms += RS_MINUTE_MS)
    {
      RsPosition p = ask (here, 2, t_ms), q = ask (there, 2, t_ms);

      g_assert_cmpfloat (q.place.lon_deg, >=, -180);
      g_assert_cmpfloat (q.place.lon_deg, <, 180);
      g_assert_cmpfloat_with_epsilon (rs_lon_wrap (q.place.lon_deg - p.place.lon_deg - 169.8), 0,
                                      1e-6);
      g_assert_cmpfloat_with_epsilon (q.place.lat_deg, p.place.lat_deg, 1e-9);
      if (t_ms < RS_HOUR_MS)
        g_assert_cmpfloat_with_epsilon (q.course_deg, p.course_deg, 1e-5);
      g_assert_cmpfloat_with_epsilon (q.sog_kn, p.sog_kn, 1e-6);
    }
}

/* The part of a turn in a corner that is seen some time away from it. */
static double
turn_at (const RsFix *a, const RsFix *b, const RsFix *c, gint64 away_ms)
{
  double window_ms = MIN (600000.0, MIN ((double) (b->t_ms - a->t_ms), (double) (c->t_ms - b->t_ms))
                                      / 2);
  double in_deg, out_deg, turn_deg;

  if (a->heading_deg != RS_HEADING_NONE || a->cog_ddeg != RS_COG_NONE
      || b->heading_deg != RS_HEADING_NONE || b->cog_ddeg != RS_COG_NONE
      || (b->flags & RS_FIX_BREAK) || (c->flags & RS_FIX_BREAK)
      || (double) away_ms >= floor (window_ms)
      || (a->lat_e7 == b->lat_e7 && a->lon_e7 == b->lon_e7)
      || (c->lat_e7 == b->lat_e7 && c->lon_e7 == b->lon_e7))
    return 0;
  rs_geodesic_between (rs_fix_lat_lon (a), rs_fix_lat_lon (b), 1, &in_deg);
  rs_geodesic_between (rs_fix_lat_lon (b), rs_fix_lat_lon (c), 0, &out_deg);
  turn_deg = out_deg - in_deg;
  turn_deg -= 360 * floor (turn_deg / 360 + 0.5);
  return turn_deg / 2 * (1 - (double) away_ms / floor (window_ms));
}

static double
turn_slowly (const RsTrack *track, gint index, gint64 t_ms)
{
  const RsFix *a = &track->fixes[index], *b = a + 1;
  double turn_deg = 0;

  if (index > 0)
    turn_deg -= turn_at (a - 1, a, b, t_ms - a->t_ms);
  if ((guint) index + 2 < track->n)
    turn_deg += turn_at (a, b, b + 1, b->t_ms - t_ms);
  return turn_deg;
}

/* The slow and obvious twin: a scan, and Karney's geodesic everywhere. */
static RsPosition
ask_slowly (const RsTrack *track, gint64 t_ms)
{
  RsPosition p = { RS_PRESENCE_NONE, { 0, 0 }, NAN, NAN, RS_OBSERVED, -1, RS_TIME_NONE };
  const RsFix *a, *b;
  double azimuth_deg = NAN, dist_m, from_deg, to_deg;

  for (guint i = 0; i < track->n && track->fixes[i].t_ms <= t_ms; i++)
    p.index = (gint) i;
  if (p.index < 0)
    return p;
  a = &track->fixes[p.index];
  b = (guint) p.index + 1 < track->n ? a + 1 : NULL;
  p.since_ms = a->t_ms;
  p.place = rs_fix_lat_lon (a);
  p.provenance = (RsProvenance) a->provenance;
  if (b && !(b->flags & RS_FIX_BREAK))
    {
      double fraction = (double) (t_ms - a->t_ms) / (double) (b->t_ms - a->t_ms);

      p.place
        = rs_geodesic_between (rs_fix_lat_lon (a), rs_fix_lat_lon (b), fraction, &azimuth_deg);
      dist_m = rs_geodesic_inverse (rs_fix_lat_lon (a), rs_fix_lat_lon (b), NULL);
      p.sog_kn = a->sog_dkn != RS_SOG_NONE
                   ? a->sog_dkn / 10.0
                   : dist_m / 1852 / ((double) (b->t_ms - a->t_ms) / 3600000.0);
      from_deg = a->heading_deg != RS_HEADING_NONE ? a->heading_deg
                 : a->cog_ddeg != RS_COG_NONE      ? a->cog_ddeg / 10.0
                                                   : NAN;
      to_deg = b->heading_deg != RS_HEADING_NONE ? b->heading_deg
               : b->cog_ddeg != RS_COG_NONE      ? b->cog_ddeg / 10.0
                                                 : NAN;
      if (isnan (from_deg))
        p.course_deg = azimuth_deg + turn_slowly (track, p.index, t_ms);
      else if (isnan (to_deg))
        p.course_deg = from_deg;
      else
        {
          double delta = to_deg - from_deg;

          while (delta >= 180)
            delta -= 360;
          while (delta < -180)
            delta += 360;
          p.course_deg = from_deg + delta * fraction;
        }
      p.presence = (a->nav_status == 1 || a->nav_status == 5 || a->nav_status == 6
                    || p.sog_kn < RS_STILL_KN)
                     ? RS_PRESENCE_STILL
                     : RS_PRESENCE_MOVING;
      if (t_ms > a->t_ms)
        p.provenance = MAX (a->provenance, b->provenance);
    }
  else if (t_ms > a->t_ms)
    p.presence = b || t_ms - a->t_ms <= GAP_MS ? RS_PRESENCE_LOST : RS_PRESENCE_NONE;
  else
    p.presence = RS_PRESENCE_MOVING;
  return p;
}

static RsFix *
make_random_track (GRand *rand, guint n)
{
  RsFix *fixes = g_new (RsFix, n);
  double lat_deg = g_rand_double_range (rand, -70, 70);
  double lon_deg = g_rand_double_range (rand, 170, 190);
  gint64 t_ms = START_MS;

  for (guint i = 0; i < n; i++)
    {
      double reach_deg = g_rand_int_range (rand, 0, 20) == 0 ? 5 : 0.4;

      fixes[i] = make_fix (t_ms, lat_deg, lon_deg);
      lat_deg = CLAMP (lat_deg + g_rand_double_range (rand, -reach_deg, reach_deg), -70, 70);
      lon_deg += g_rand_double_range (rand, -reach_deg, reach_deg);
      t_ms += g_rand_int_range (rand, 0, 4) == 0 ? 0 : g_rand_int_range (rand, 1, 100) * 30000;
      if (g_rand_boolean (rand))
        fixes[i].cog_ddeg = (guint16) g_rand_int_range (rand, 0, 3600);
      if (g_rand_int_range (rand, 0, 3) == 0)
        fixes[i].heading_deg = (guint16) g_rand_int_range (rand, 0, 360);
      if (g_rand_boolean (rand))
        fixes[i].sog_dkn = (guint16) g_rand_int_range (rand, 0, 200);
      fixes[i].nav_status = (guint8) g_rand_int_range (rand, 0, 16);
      fixes[i].provenance = (guint8) g_rand_int_range (rand, 0, 3);
      if (i > 0 && fixes[i].t_ms > fixes[i - 1].t_ms && g_rand_int_range (rand, 0, 6) == 0)
        fixes[i].flags = RS_FIX_BREAK;
    }
  return fixes;
}

static void
assert_same (const RsPosition *p, const RsPosition *q)
{
  g_assert_cmpint (p->presence, ==, q->presence);
  g_assert_cmpfloat (p->place.lat_deg, ==, q->place.lat_deg);
  g_assert_cmpfloat (p->place.lon_deg, ==, q->place.lon_deg);
  g_assert_true (p->course_deg == q->course_deg
                 || (isnan (p->course_deg) && isnan (q->course_deg)));
  g_assert_true (p->sog_kn == q->sog_kn || (isnan (p->sog_kn) && isnan (q->sog_kn)));
  g_assert_cmpint (p->provenance, ==, q->provenance);
  g_assert_cmpint (p->index, ==, q->index);
  g_assert_cmpint (p->since_ms, ==, q->since_ms);
}

static void
test_twin (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240307);
  double worst_m = 0, worst_course_deg = 0, worst_kn = 0;

  for (guint round = 0; round < 60; round++)
    {
      guint n = (guint) g_rand_int_range (rand, 1, round % 3 == 0 ? 600 : 80);
      g_autofree RsFix *fixes = make_random_track (rand, n);
      RsTrack track = { .vessel_id = 1, .n = n, .fixes = fixes };
      gint64 last_ms = fixes[n - 1].t_ms;
      gint hint = -1;

      for (guint i = 0; i < 300; i++)
        {
          /* Every third query hits a fix exactly. */
          gint64 t_ms = i % 3 == 0 ? fixes[g_rand_int_range (rand, 0, (gint) n)].t_ms
                                   : START_MS - 3 * RS_HOUR_MS
                                       + (gint64) (g_rand_double (rand)
                                                   * (double) (last_ms - START_MS
                                                               + 8 * RS_HOUR_MS));
          RsPosition p, hinted, slow = ask_slowly (&track, t_ms);

          rs_position_at (&track, t_ms, GAP_MS, NULL, &p);
          rs_position_at (&track, t_ms, GAP_MS, &hint, &hinted);
          assert_same (&p, &hinted);
          g_assert_cmpint (hint, ==, p.index);
          g_assert_cmpint (p.index, ==, slow.index);
          if (p.index < 0)
            continue;
          g_assert_cmpint (p.provenance, ==, slow.provenance);
          if (slow.presence == RS_PRESENCE_MOVING)
            g_assert_true (p.presence == RS_PRESENCE_MOVING || p.presence == RS_PRESENCE_STILL);
          else
            g_assert_cmpint (p.presence, ==, slow.presence);
          worst_m = MAX (worst_m, rs_geodesic_inverse (p.place, slow.place, NULL));
          if (!isnan (slow.course_deg) && !isnan (p.course_deg))
            worst_course_deg
              = MAX (worst_course_deg, fabs (rs_lon_wrap (p.course_deg - slow.course_deg)));
          if (!isnan (slow.sog_kn))
            worst_kn = MAX (worst_kn, fabs (p.sog_kn - slow.sog_kn) / MAX (slow.sog_kn, 1));
        }
    }
  g_test_message ("worst: %g m, %g degrees, %g of the speed", worst_m, worst_course_deg, worst_kn);
  g_assert_cmpfloat (worst_m, <, 1.0);
  g_assert_cmpfloat (worst_course_deg, <, 0.3);
  g_assert_cmpfloat (worst_kn, <, 1e-4);
}

/* The same times forwards, backwards and shuffled, with one hint and one window kept through all of it. */
static void
test_any_order (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  enum { N = 500, M = 1000 };
  g_autofree RsFix *fixes = make_random_track (rand, N);
  g_autofree RsPosition *forwards = g_new (RsPosition, M);
  RsTrack track = { .vessel_id = 1, .n = N, .fixes = fixes, .from_ms = fixes[0].t_ms, .to_ms = fixes[N - 1].t_ms };
  gint64 step_ms = (fixes[N - 1].t_ms - START_MS + 4 * RS_HOUR_MS) / M;
  RsFixWindow window = RS_FIX_WINDOW_NONE;
  gint hint = -1;

  for (guint i = 0; i < M; i++)
    {
      RsPosition p;

      rs_position_at (&track, START_MS - RS_HOUR_MS + i * step_ms, GAP_MS, &hint, &forwards[i]);
      rs_position_follow (&track, START_MS - RS_HOUR_MS + i * step_ms, GAP_MS, &window, &p);
      assert_same (&p, &forwards[i]);
    }
  for (guint i = 0; i < 2 * M; i++)
    {
      guint k = i < M ? M - 1 - i : (guint) g_rand_int_range (rand, 0, M);
      RsPosition p;

      rs_position_at (&track, START_MS - RS_HOUR_MS + k * step_ms, GAP_MS, &hint, &p);
      assert_same (&p, &forwards[k]);
      rs_position_follow (&track, START_MS - RS_HOUR_MS + k * step_ms, GAP_MS, &window, &p);
      assert_same (&p, &forwards[k]);
    }
  /* A hint from another track. */
  hint = 100000;
  {
    RsPosition p;

    rs_position_at (&track, START_MS - RS_HOUR_MS + 30 * step_ms, GAP_MS, &hint, &p);
    assert_same (&p, &forwards[30]);
  }
}

static void
test_leg_dist (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < 5000; i++)
    {
      double lat_deg = g_rand_double_range (rand, -70, 70);
      double lon_deg = g_rand_double_range (rand, -180, 180);
      RsLatLon p = { lat_deg, lon_deg };
      RsLatLon q = rs_geodesic_direct (p, g_rand_double_range (rand, 0, 360),
                                       g_rand_double_range (rand, 10, 50000));
      RsFix a = make_fix (0, p.lat_deg, p.lon_deg), b = make_fix (1, q.lat_deg, q.lon_deg);
      double exact_m = rs_geodesic_inverse (rs_fix_lat_lon (&a), rs_fix_lat_lon (&b), NULL);

      g_assert_cmpfloat (fabs (rs_leg_dist_m (&a, &b) - exact_m), <, 1e-4 * exact_m);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/position/between", test_between);
  g_test_add_func ("/position/course", test_course);
  g_test_add_func ("/position/corner", test_corner);
  g_test_add_func ("/position/presence", test_presence);
  g_test_add_func ("/position/still", test_still);
  g_test_add_func ("/position/provenance", test_provenance);
  g_test_add_func ("/position/antimeridian", test_antimeridian);
  g_test_add_func ("/position/twin", test_twin);
  g_test_add_func ("/position/any-order", test_any_order);
  g_test_add_func ("/position/leg-dist", test_leg_dist);
  return g_test_run ();
}
