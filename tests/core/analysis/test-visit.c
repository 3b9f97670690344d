/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/visit.h"

#include <math.h>

#include "walk.h"

#define GAP_MS (2 * RS_HOUR_MS)
#define TWIN_STEP_MS 500

static GArray *
find (const RsFix *fixes, guint n, RsLatLon place, double radius_m)
{
  RsTrack track = { .vessel_id = 7, .n = n, .fixes = fixes };
  GArray *visits = g_array_new (FALSE, FALSE, sizeof (RsVisit));

  rs_visits_find (&track, place, radius_m, visits);
  return visits;
}

/* Neither fix is near, but the line between them passes. */
static void
test_pass (void)
{
  RsFix fixes[] = { make_fix (0, 0, -1), make_fix (12 * RS_HOUR_MS, 0, 1) };
  RsLatLon place = { 0, 0 };
  g_autoptr (GArray) visits = find (fixes, 2, place, 10 * RS_M_PER_NM);
  const RsVisit *visit = &g_array_index (visits, RsVisit, 0);

  g_assert_cmpuint (visits->len, ==, 1);
  g_assert_cmpint (visit->vessel_id, ==, 7);
  g_assert_cmpfloat_with_epsilon ((double) (visit->to_ms - visit->from_ms) / RS_HOUR_MS,
                                  12 * 20 * RS_M_PER_NM / 222639, 1e-3);
  g_assert_cmpint (ABS (visit->closest_ms - 6 * RS_HOUR_MS), <, 1000);
  g_assert_cmpfloat (visit->closest_m, <, 1);
  g_assert_cmpuint (visit->n_fixes, ==, 0);
  g_assert_false (visit->begins_unknown || visit->ends_unknown);
}

static void
test_silence (void)
{
  RsFix fixes[] = { make_fix (0, 0, 0), make_fix (RS_HOUR_MS, 0, 0.01),
                    make_fix (9 * RS_HOUR_MS, 0, 0), make_fix (10 * RS_HOUR_MS, 0, 1) };
  g_autoptr (GArray) visits = NULL;
  const RsVisit *visit;

  fixes[2].flags = RS_FIX_BREAK;
  fixes[3].provenance = RS_RECONSTRUCTED;
  visits = find (fixes, 4, (RsLatLon){ 0, 0 }, 5 * RS_M_PER_NM);
  g_assert_cmpuint (visits->len, ==, 2);
  visit = &g_array_index (visits, RsVisit, 0);
  g_assert_cmpint (visit->from_ms, ==, 0);
  g_assert_cmpint (visit->to_ms, ==, RS_HOUR_MS);
  g_assert_true (visit->begins_unknown && visit->ends_unknown);
  g_assert_cmpint (visit->provenance, ==, RS_OBSERVED);
  g_assert_cmpuint (visit->n_fixes, ==, 2);
  visit = &g_array_index (visits, RsVisit, 1);
  g_assert_cmpint (visit->from_ms, ==, 9 * RS_HOUR_MS);
  g_assert_true (visit->begins_unknown);
  g_assert_false (visit->ends_unknown);
  g_assert_cmpint (visit->provenance, ==, RS_RECONSTRUCTED);
  /* 5 of 60.1 nm of an hour. */
  g_assert_cmpfloat_with_epsilon ((double) (visit->to_ms - visit->from_ms) / RS_MINUTE_MS, 4.99, 0.02);
}

/* A fix alone between two silences is a moment. */
static void
test_moment (void)
{
  RsFix fixes[] = { make_fix (0, 10, 10), make_fix (RS_DAY_MS, 0, 0), make_fix (2 * RS_DAY_MS, 10, 0) };
  g_autoptr (GArray) visits = NULL;
  const RsVisit *visit;

  fixes[1].flags = fixes[2].flags = RS_FIX_BREAK;
  visits = find (fixes, 3, (RsLatLon){ 0, 0.01 }, 2 * RS_M_PER_NM);
  g_assert_cmpuint (visits->len, ==, 1);
  visit = &g_array_index (visits, RsVisit, 0);
  g_assert_cmpint (visit->from_ms, ==, RS_DAY_MS);
  g_assert_cmpint (visit->to_ms, ==, RS_DAY_MS);
  g_assert_cmpfloat_with_epsilon (visit->closest_m, 1113.2, 0.1);
}

static gboolean
is_near (const RsTrack *track, RsLatLon place, double radius_m, gint64 t_ms)
{
  RsPosition position;

  rs_position_at (track, t_ms, 0, NULL, &position);
  return (position.presence == RS_PRESENCE_MOVING || position.presence == RS_PRESENCE_STILL)
         && rs_geodesic_inverse (position.place, place, NULL) <= radius_m;
}

static gboolean
is_listed (GArray *visits, gint64 t_ms)
{
  for (guint i = 0; i < visits->len; i++)
    {
      const RsVisit *visit = &g_array_index (visits, RsVisit, i);

      if (t_ms >= visit->from_ms && t_ms <= visit->to_ms)
        return TRUE;
    }
  return FALSE;
}

/* Against asking every half second whether it is near. */
static void
test_twin (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);
  guint n_visits = 0;

  for (int i = 0; i < 60; i++)
    {
      RsLatLon p = { g_rand_double_range (rand, -70, 70), i % 3 ? 133 : 179.99 };
      g_autoptr (RsTrack) track = make_walk (rand, p, 30, GAP_MS);
      RsLatLon place = rs_geodesic_direct (p, g_rand_double_range (rand, 0, 360),
                                           g_rand_double_range (rand, 0, 20000));
      double radius_m = g_rand_double_range (rand, 300, 15000);
      g_autoptr (GArray) visits = g_array_new (FALSE, FALSE, sizeof (RsVisit));
      gint64 last_ms = G_MININT64;

      rs_visits_find (track, place, radius_m, visits);
      n_visits += visits->len;
      g_test_message ("seed 17, case %d: %u stays", i, visits->len);
      for (gint64 t_ms = track->fixes[0].t_ms; t_ms <= track->fixes[29].t_ms; t_ms += TWIN_STEP_MS)
        g_assert_cmpint (is_near (track, place, radius_m, t_ms), ==, is_listed (visits, t_ms));
      for (guint k = 0; k < visits->len; k++)
        {
          const RsVisit *visit = &g_array_index (visits, RsVisit, k);

          g_assert_cmpint (visit->from_ms, >, last_ms);
          g_assert_cmpint (visit->from_ms, <=, visit->to_ms);
          g_assert_cmpint (visit->closest_ms, >=, visit->from_ms);
          g_assert_cmpint (visit->closest_ms, <=, visit->to_ms);
          g_assert_true (is_near (track, place, radius_m, visit->from_ms));
          g_assert_true (is_near (track, place, radius_m, visit->to_ms));
          g_assert_true (visit->begins_unknown
                         || !is_near (track, place, radius_m, visit->from_ms - 2));
          g_assert_true (visit->ends_unknown || !is_near (track, place, radius_m, visit->to_ms + 2));
          for (gint64 t_ms = visit->from_ms; t_ms <= visit->to_ms; t_ms += 10 * TWIN_STEP_MS)
            {
              RsPosition position;

              rs_position_at (track, t_ms, 0, NULL, &position);
              g_assert_cmpfloat (rs_geodesic_inverse (position.place, place, NULL), >,
                                 visit->closest_m - 1.01);
            }
          last_ms = visit->to_ms;
        }
    }
  g_assert_cmpuint (n_visits, >, 30);
}

/* Near one of two places or the other is one stay. */
static void
test_two_places (void)
{
  RsFix fixes[] = { make_fix (0, 0, -1), make_fix (RS_HOUR_MS, 0, 0), make_fix (2 * RS_HOUR_MS, 0, 0.1),
                    make_fix (3 * RS_HOUR_MS, 0, 0.2), make_fix (4 * RS_HOUR_MS, 0, 0.9) };
  RsTrack track = { .vessel_id = 7, .n = 5, .fixes = fixes };
  RsLatLon places[] = { { 0, 0.2 }, { 0, 0 }, { 0, 0.9 } };
  g_autoptr (GArray) visits = g_array_new (FALSE, FALSE, sizeof (RsVisit));
  const RsVisit *visit;

  fixes[1].flags = RS_FIX_BREAK;
  rs_visits_find_any (&track, places, 3, 7 * RS_M_PER_NM, visits);
  g_assert_cmpuint (visits->len, ==, 2);
  visit = &g_array_index (visits, RsVisit, 0);
  g_assert_cmpint (visit->from_ms, ==, RS_HOUR_MS);
  g_assert_true (visit->begins_unknown);
  /* Out of the second circle after 3 h by 7 of 42 nm. */
  g_assert_cmpfloat_with_epsilon ((double) visit->to_ms / RS_HOUR_MS, 3 + 7 / 42.07, 0.01);
  g_assert_false (visit->ends_unknown);
  g_assert_cmpfloat (visit->closest_m, <, 1);
  /* The one in the middle is near both. */
  g_assert_cmpuint (visit->n_fixes, ==, 3);
  visit = &g_array_index (visits, RsVisit, 1);
  g_assert_cmpint (visit->to_ms, ==, 4 * RS_HOUR_MS);
  g_assert_true (visit->ends_unknown);
  g_assert_cmpuint (visit->n_fixes, ==, 1);
}

static void
test_two_places_twin (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);
  guint n_visits = 0, n_joined = 0;

  for (int i = 0; i < 60; i++)
    {
      RsLatLon p = { g_rand_double_range (rand, -70, 70), i % 3 ? 133 : 179.99 };
      g_autoptr (RsTrack) track = make_walk (rand, p, 30, GAP_MS);
      RsLatLon places[2];
      double radius_m = g_rand_double_range (rand, 300, 15000);
      g_autoptr (GArray) visits = g_array_new (FALSE, FALSE, sizeof (RsVisit));
      g_autoptr (GArray) apart = g_array_new (FALSE, FALSE, sizeof (RsVisit));
      guint n_fixes = 0, n_near = 0;

      for (guint k = 0; k < 2; k++)
        {
          places[k] = rs_geodesic_direct (p, g_rand_double_range (rand, 0, 360), g_rand_double_range (rand, 0, 15000));
          rs_visits_find (track, places[k], radius_m, apart);
        }
      rs_visits_find_any (track, places, 2, radius_m, visits);
      n_visits += visits->len;
      n_joined += apart->len - visits->len;
      g_test_message ("seed 23, case %d: %u stays of %u", i, visits->len, apart->len);
      for (gint64 t_ms = track->fixes[0].t_ms; t_ms <= track->fixes[29].t_ms; t_ms += TWIN_STEP_MS)
        g_assert_cmpint (is_listed (visits, t_ms), ==, is_listed (apart, t_ms));
      for (guint k = 0; k < visits->len; k++)
        {
          const RsVisit *visit = &g_array_index (visits, RsVisit, k);

          g_assert_true (k == 0 || visit->from_ms > visit[-1].to_ms);
          n_fixes += visit->n_fixes;
        }
      for (guint k = 0; k < track->n; k++)
        n_near += rs_geodesic_inverse (rs_fix_lat_lon (&track->fixes[k]), places[0], NULL) <= radius_m
                  || rs_geodesic_inverse (rs_fix_lat_lon (&track->fixes[k]), places[1], NULL) <= radius_m;
      g_assert_cmpuint (n_fixes, ==, n_near);
    }
  g_assert_cmpuint (n_visits, >, 30);
  g_assert_cmpuint (n_joined, >, 20);
}

/* What blocks leave out, nobody would have found. */
static void
test_blocks (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (19);
  guint n_visits = 0;

  for (int i = 0; i < 400; i++)
    {
      static const double LONS[] = { 133, 179.9, -179.5, 0 };
      RsLatLon p = { g_rand_double_range (rand, -89, 89), LONS[i % 4] };
      g_autoptr (RsTrack) track = make_walk (rand, p, 2500, GAP_MS);
      RsTrack plain = *track;
      const RsFix *fix = &track->fixes[g_rand_int_range (rand, 0, 2500)];
      RsLatLon place = rs_geodesic_direct (rs_fix_lat_lon (fix), g_rand_double_range (rand, 0, 360),
                                           exp (g_rand_double_range (rand, 4, 15)));
      double radius_m = exp (g_rand_double_range (rand, 4, 13));
      g_autoptr (GArray) visits = g_array_new (FALSE, FALSE, sizeof (RsVisit));
      g_autoptr (GArray) plain_visits = g_array_new (FALSE, FALSE, sizeof (RsVisit));

      g_assert_nonnull (track->blocks);
      plain.blocks = NULL;
      rs_visits_find (track, place, radius_m, visits);
      rs_visits_find (&plain, place, radius_m, plain_visits);
      g_assert_cmpuint (visits->len, ==, plain_visits->len);
      for (guint k = 0; k < visits->len; k++)
        {
          const RsVisit *a = &g_array_index (visits, RsVisit, k), *b = &g_array_index (plain_visits, RsVisit, k);

          g_assert_cmpint (a->from_ms, ==, b->from_ms);
          g_assert_cmpint (a->to_ms, ==, b->to_ms);
          g_assert_cmpint (a->closest_ms, ==, b->closest_ms);
          g_assert_cmpuint (a->n_fixes, ==, b->n_fixes);
          g_assert_cmpint (a->provenance, ==, b->provenance);
        }
      n_visits += visits->len;
    }
  g_assert_cmpuint (n_visits, >, 400);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/visit/pass", test_pass);
  g_test_add_func ("/visit/silence", test_silence);
  g_test_add_func ("/visit/moment", test_moment);
  g_test_add_func ("/visit/twin", test_twin);
  g_test_add_func ("/visit/two-places", test_two_places);
  g_test_add_func ("/visit/two-places-twin", test_two_places_twin);
  g_test_add_func ("/visit/blocks", test_blocks);
  return g_test_run ();
}
