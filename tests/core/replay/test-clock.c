/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "replay/clock.h"
#include "replay/density.h"

#define H RS_HOUR_MS

static RsFix
make_fix (gint64 t_ms, guint16 sog_dkn)
{
  return (RsFix){ .t_ms = t_ms,
                  .lat_e7 = 420000000,
                  .lon_e7 = 1330000000,
                  .sog_dkn = sog_dkn,
                  .cog_ddeg = RS_COG_NONE,
                  .heading_deg = RS_HEADING_NONE,
                  .nav_status = RS_NAV_STATUS_NONE };
}

/* A snapshot of borrowed tracks: only the lists that the clock reads. */
typedef struct
{
  RsSnapshot snapshot;
  RsTrack tracks[3];
} Fixture;

static void
set_up (Fixture *fixture, RsFix *fixes[], const guint n[], guint n_tracks)
{
  *fixture = (Fixture){ 0 };
  fixture->snapshot.tracks = g_ptr_array_new ();
  for (guint i = 0; i < n_tracks; i++)
    {
      fixture->tracks[i] = (RsTrack){ .vessel_id = i + 1, .n = n[i], .fixes = fixes[i] };
      if (n[i] > 0)
        {
          fixture->tracks[i].from_ms = fixes[i][0].t_ms;
          fixture->tracks[i].to_ms = fixes[i][n[i] - 1].t_ms;
        }
      for (guint k = 0; k < n[i]; k++)
        fixture->tracks[i].n_not_observed += fixes[i][k].provenance != RS_OBSERVED;
      g_ptr_array_add (fixture->snapshot.tracks, &fixture->tracks[i]);
    }
}

static void
tear_down (Fixture *fixture)
{
  g_ptr_array_unref (fixture->snapshot.tracks);
}

static void
test_plain (void)
{
  RsClock clock = { .from_ms = 1000, .to_ms = 100000, .speed = 60 };
  gboolean ended;

  g_assert_cmpint (rs_clock_advance (&clock, 5000, 100, NULL, &ended), ==, 11000);
  g_assert_false (ended);
  g_assert_cmpint (rs_clock_advance (&clock, 5000, 0, NULL, &ended), ==, 5000);
  /* Time outside the span is brought back first. */
  g_assert_cmpint (rs_clock_advance (&clock, -5, 100, NULL, &ended), ==, 7000);
  g_assert_cmpint (rs_clock_advance (&clock, 99000, 100, NULL, &ended), ==, 100000);
  g_assert_true (ended);
  g_assert_cmpint (rs_clock_advance (&clock, 100000, 0, NULL, &ended), ==, 100000);
  g_assert_true (ended);
  clock.to_ms = clock.from_ms;
  g_assert_cmpint (rs_clock_advance (&clock, 5000, 10, NULL, &ended), ==, 1000);
  g_assert_true (ended);
}

static void
test_loop (void)
{
  RsClock clock = { .from_ms = 0, .to_ms = 10000, .speed = 1, .loop = TRUE };
  gboolean ended;

  g_assert_cmpint (rs_clock_advance (&clock, 9000, 1500, NULL, &ended), ==, 500);
  g_assert_false (ended);
  /* A wall minute of a sleeping machine goes round more than once. */
  g_assert_cmpint (rs_clock_advance (&clock, 9000, 61500, NULL, &ended), ==, 500);
  g_assert_cmpint (rs_clock_advance (&clock, 10000, 0, NULL, &ended), ==, 0);
  g_assert_false (ended);
}

static void
test_skip_idle (void)
{
  /* One ship moves from 0 to 1 h and from 5 to 6 h, another from 5:30 to 7 h. A rest of five
   * minutes within the first passage is none. */
  RsFix one[] = { make_fix (0, 100),  make_fix (H / 2, 0), make_fix (H / 2 + 5 * RS_MINUTE_MS, 100),
                  make_fix (H, 0),    make_fix (5 * H, 80), make_fix (6 * H, 0),
                  make_fix (20 * H, 0) };
  RsFix two[] = { make_fix (5 * H + H / 2, 100), make_fix (7 * H, 0) };
  RsFix *fixes[] = { one, two };
  const guint n[] = { G_N_ELEMENTS (one), G_N_ELEMENTS (two) };
  Fixture fixture;
  RsClock clock = { .from_ms = 0, .to_ms = 20 * H, .speed = 3600, .skip_idle = TRUE };
  gint64 hidden_id = 2;
  gboolean ended;

  set_up (&fixture, fixes, n, 2);
  {
    g_autoptr (RsActivity) activity = rs_activity_new (&fixture.snapshot, NULL);
    g_autoptr (GHashTable) hidden = g_hash_table_new (g_int64_hash, g_int64_equal);
    g_autoptr (RsActivity) fewer = NULL;

    /* 1 wall second is 1 h. */
    g_assert_cmpint (rs_clock_advance (&clock, 0, 500, activity, &ended), ==, H / 2);
    g_assert_cmpint (rs_clock_advance (&clock, 0, 550, activity, &ended), ==, H * 55 / 100);
    g_assert_cmpint (rs_clock_advance (&clock, H / 2, 1000, activity, &ended), ==, 5 * H + H / 2);
    g_assert_cmpint (rs_clock_advance (&clock, 3 * H, 250, activity, &ended), ==, 5 * H + H / 4);
    g_assert_cmpint (rs_clock_advance (&clock, 3 * H, 0, activity, &ended), ==, 3 * H);
    g_assert_cmpint (rs_clock_advance (&clock, 5 * H, 1900, activity, &ended), ==,
                     7 * H - H / 10);
    g_assert_false (ended);
    /* Nothing moves after 7 h: that is the end; from beyond it there is only the clock's own. */
    g_assert_cmpint (rs_clock_advance (&clock, 6 * H, 1100, activity, &ended), ==, 7 * H);
    g_assert_true (ended);
    g_assert_cmpint (rs_clock_advance (&clock, 7 * H, 10, activity, &ended), ==, 20 * H);
    g_assert_true (ended);
    g_assert_cmpint (rs_activity_get_start (activity), ==, 0);
    g_assert_cmpint (rs_activity_get_end (activity), ==, 7 * H);
    g_assert_cmpint (rs_activity_get_length (activity), ==, 3 * H);
    g_assert_cmpfloat (rs_speed_for_length (3 * H), ==, 120);
    g_assert_cmpfloat (rs_speed_for_length (0), ==, 1);
    clock.loop = TRUE;
    g_assert_cmpint (rs_clock_advance (&clock, 6 * H, 1100, activity, &ended), ==, H / 10);
    g_assert_false (ended);
    /* A round of it lasts three hours. */
    g_assert_cmpint (rs_clock_advance (&clock, 6 * H, 1100 + 3000 * 7, activity, &ended), ==,
                     H / 10);
    clock.loop = FALSE;

    g_hash_table_add (hidden, &hidden_id);
    fewer = rs_activity_new (&fixture.snapshot, hidden);
    g_assert_cmpint (rs_clock_advance (&clock, 5 * H, 1100, fewer, &ended), ==, 6 * H);
    g_assert_true (ended);
    clock.skip_idle = FALSE;
    g_assert_cmpint (rs_clock_advance (&clock, 3 * H, 500, activity, &ended), ==, 3 * H + H / 2);
  }
  tear_down (&fixture);
}

static void
test_ladder (void)
{
  double speed = 1;
  guint n = 1;

  g_assert_cmpfloat (rs_speed_slower (1), ==, 1);
  g_assert_cmpfloat (rs_speed_faster (RS_SPEED_MAX), ==, RS_SPEED_MAX);
  while (speed < RS_SPEED_MAX)
    {
      double next = rs_speed_faster (speed);

      g_assert_cmpfloat (next, >, speed);
      g_assert_cmpfloat (rs_speed_slower (next), ==, speed);
      speed = next;
      n++;
    }
  g_assert_cmpuint (n, ==, 19);
  g_assert_cmpfloat (rs_speed_faster (700), ==, 1200);
  g_assert_cmpfloat (rs_speed_slower (700), ==, 600);
}

/* Counting each fix into its bin by a division. */
static void
test_density (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  enum { N = 3000, BINS = 37 };
  g_autofree RsFix *one = g_new (RsFix, N);
  g_autofree RsFix *two = g_new (RsFix, N);
  RsFix *fixes[] = { one, two, one };
  const guint n[] = { N, N, 0 };
  guint32 counts[BINS], inferred[BINS], slow[BINS] = { 0 }, slow_inferred[BINS] = { 0 };
  gint64 from_ms, to_ms, hidden_id = 1;
  guint64 sum = 0;
  Fixture fixture;
  g_autoptr (GHashTable) hidden = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < N; i++)
    {
      one[i] = make_fix ((i ? one[i - 1].t_ms : 0) + g_rand_int_range (rand, 0, 60000), 100);
      two[i] = make_fix ((i ? two[i - 1].t_ms : 5 * H) + g_rand_int_range (rand, 0, 9000), 100);
      two[i].provenance = g_rand_boolean (rand) ? RS_RECONSTRUCTED : RS_OBSERVED;
    }
  from_ms = one[100].t_ms;
  to_ms = one[N - 200].t_ms;
  for (guint v = 0; v < 2; v++)
    {
      for (guint i = 0; i < N; i++)
        {
          const RsFix *fix = &fixes[v][i];
          guint k;

          if (fix->t_ms < from_ms || fix->t_ms > to_ms)
            continue;
          for (k = 0; k + 1 < BINS
                      && fix->t_ms >= from_ms + (to_ms - from_ms) * (k + 1) / BINS; k++)
            ;
          slow[k]++;
          slow_inferred[k] += fix->provenance != RS_OBSERVED;
        }
    }
  set_up (&fixture, fixes, n, 3);
  rs_density_count (&fixture.snapshot, NULL, from_ms, to_ms, BINS, counts, inferred);
  for (guint k = 0; k < BINS; k++)
    {
      g_assert_cmpuint (counts[k], ==, slow[k]);
      g_assert_cmpuint (inferred[k], ==, slow_inferred[k]);
    }
  /* A track that is inferred from end to end. */
  for (guint i = 0; i < N; i++)
    one[i].provenance = RS_ASSERTED;
  fixture.tracks[0].n_not_observed = N;
  rs_density_count (&fixture.snapshot, NULL, from_ms, to_ms, BINS, counts, inferred);
  for (guint k = 0; k < BINS; k++)
    g_assert_cmpuint (inferred[k], >=, slow_inferred[k]);
  rs_density_count (&fixture.snapshot, NULL, from_ms, two[0].t_ms - 1, 1, counts, inferred);
  g_assert_cmpuint (inferred[0], ==, counts[0]);

  g_hash_table_add (hidden, &hidden_id);
  rs_density_count (&fixture.snapshot, hidden, two[0].t_ms, two[N - 1].t_ms, BINS, counts,
                    inferred);
  for (guint k = 0; k < BINS; k++)
    sum += counts[k];
  g_assert_cmpuint (sum, ==, N);
  /* An empty span counts the moment. */
  rs_density_count (&fixture.snapshot, NULL, one[0].t_ms, one[0].t_ms, 1, counts, inferred);
  g_assert_cmpuint (counts[0], >=, 1);
  tear_down (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/plain", test_plain);
  g_test_add_func ("/clock/loop", test_loop);
  g_test_add_func ("/clock/skip-idle", test_skip_idle);
  g_test_add_func ("/clock/ladder", test_ladder);
  g_test_add_func ("/clock/density", test_density);
  return g_test_run ();
}
