/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/main-span.h"

#define START_MS G_GINT64_CONSTANT (1709791200000) /* 2024-03-07T06:00:00Z */
#define CENTURY_MS (36525 * RS_DAY_MS)

/* A vessel that reported each minute, @n times. */
static void
add_vessel (RsSnapshot *self, gint64 id, gint64 from_ms, guint n)
{
  RsVessel *vessel = rs_vessel_new ();
  RsFix *fixes = g_new0 (RsFix, n);

  vessel->id = id;
  for (guint i = 0; i < n; i++)
    fixes[i].t_ms = from_ms + i * RS_MINUTE_MS;
  g_ptr_array_add (self->vessels, vessel);
  g_ptr_array_add (self->tracks, rs_track_new (id, fixes, n, RS_HOUR_MS));
}

/* The same with fixes of the given times and flags besides. */
static void
add_odd_vessel (RsSnapshot *self, gint64 id, gint64 from_ms, guint n, const gint64 *odd_ms,
                guint n_odd, guint16 flags)
{
  RsVessel *vessel = rs_vessel_new ();
  RsFix *fixes = g_new0 (RsFix, n + n_odd);

  vessel->id = id;
  for (guint i = 0; i < n; i++)
    fixes[i].t_ms = from_ms + i * RS_MINUTE_MS;
  for (guint i = 0; i < n_odd; i++)
    {
      fixes[n + i].t_ms = odd_ms[i];
      fixes[n + i].flags = flags;
    }
  g_ptr_array_add (self->vessels, vessel);
  g_ptr_array_add (self->tracks, rs_track_new (id, fixes, n + n_odd, RS_HOUR_MS));
}

static void
assert_main (const RsSnapshot *self, gint64 from_ms, gint64 to_ms)
{
  g_assert_cmpint (self->main_from_ms, ==, from_ms);
  g_assert_cmpint (self->main_to_ms, ==, to_ms);
}

static void
test_future (void)
{
  const gint64 odd_ms[] = { START_MS + CENTURY_MS, START_MS + CENTURY_MS + RS_DAY_MS };
  g_autoptr (RsSnapshot) self = rs_snapshot_new (), few = rs_snapshot_new ();
  g_autoptr (RsSnapshot) most = rs_snapshot_new (), near = rs_snapshot_new ();
  const gint64 near_ms[] = { START_MS + 100 * RS_MINUTE_MS };

  add_vessel (self, 1, START_MS, 60);
  add_odd_vessel (self, 2, START_MS + RS_MINUTE_MS, 60, odd_ms, 2, RS_FIX_FUTURE);
  rs_snapshot_seal (self);
  g_assert_cmpint (self->tracks_to_ms, ==, odd_ms[1]);
  assert_main (self, START_MS, START_MS + 60 * RS_MINUTE_MS);

  /* What nobody flagged stays where it is one of few. */
  add_odd_vessel (few, 2, START_MS, 60, odd_ms, 2, RS_FIX_ON_LAND);
  rs_snapshot_seal (few);
  assert_main (few, START_MS, odd_ms[1]);

  /* An import on a computer whose clock is wrong: there is nothing else to show. */
  add_odd_vessel (most, 2, START_MS, 2, odd_ms, 2, RS_FIX_FUTURE);
  rs_snapshot_seal (most);
  assert_main (most, START_MS, odd_ms[1]);

  /* Not so far that the rest would be hard to see. */
  add_odd_vessel (near, 2, START_MS, 60, near_ms, 1, RS_FIX_FUTURE);
  rs_snapshot_seal (near);
  assert_main (near, START_MS, near_ms[0]);
}

/* Few fixes at both ends, as a receiver's clock says 1970 before it hears the time; of many. */
static void
test_thin (void)
{
  const gint64 odd_ms[] = { 0, 1000, START_MS + CENTURY_MS };
  g_autoptr (RsSnapshot) self = rs_snapshot_new (), two = rs_snapshot_new ();

  for (gint64 id = 1; id <= 9; id++)
    add_vessel (self, id, START_MS + id * RS_MINUTE_MS, 400);
  add_odd_vessel (self, 10, START_MS, 400, odd_ms, 3, 0);
  rs_snapshot_seal (self);
  assert_main (self, START_MS, START_MS + 408 * RS_MINUTE_MS);

  /* Two times that were both looked at are both shown. */
  add_vessel (two, 1, START_MS, 500);
  add_vessel (two, 2, START_MS + CENTURY_MS, 500);
  rs_snapshot_seal (two);
  assert_main (two, START_MS, START_MS + CENTURY_MS + 499 * RS_MINUTE_MS);
}

static void
test_beyond (void)
{
  const gint64 odd_ms[] = { START_MS - RS_DAY_MS, START_MS + RS_DAY_MS };
  g_autoptr (RsSnapshot) self = rs_snapshot_new ();
  RsEvent *event = rs_event_new ();
  RsIncident *incident = rs_incident_new ();

  add_odd_vessel (self, 1, START_MS, 10, odd_ms, 2, 0);
  add_vessel (self, 2, START_MS + RS_MINUTE_MS, 3);
  g_ptr_array_add (self->tracks, rs_track_new (3, NULL, 0, RS_HOUR_MS));
  event->from_ms = START_MS + 2 * RS_DAY_MS;
  event->to_ms = START_MS + 3 * RS_DAY_MS;
  g_ptr_array_add (self->events, event);
  incident->from_ms = RS_TIME_NONE;
  incident->to_ms = START_MS - 5 * RS_DAY_MS;
  g_ptr_array_add (self->incidents, incident);
#define BEYOND(t_ms, later) rs_main_span_find_beyond (self, t_ms, later)
  g_assert_cmpint (BEYOND (START_MS, TRUE), ==, START_MS + RS_MINUTE_MS);
  g_assert_cmpint (BEYOND (START_MS + 1, FALSE), ==, START_MS);
  g_assert_cmpint (BEYOND (START_MS, FALSE), ==, odd_ms[0]);
  g_assert_cmpint (BEYOND (START_MS + RS_HOUR_MS, TRUE), ==, odd_ms[1]);
  g_assert_cmpint (BEYOND (odd_ms[1], TRUE), ==, event->from_ms);
  g_assert_cmpint (BEYOND (event->from_ms, TRUE), ==, RS_TIME_NONE);
  g_assert_cmpint (BEYOND (odd_ms[0], FALSE), ==, incident->to_ms);
  g_assert_cmpint (BEYOND (incident->to_ms, FALSE), ==, RS_TIME_NONE);
#undef BEYOND
}

static void
test_empty (void)
{
  g_autoptr (RsSnapshot) self = rs_snapshot_new (), one = rs_snapshot_new ();
  RsTimeSpan span = { 3, 4 };

  g_assert_false (rs_main_span_find (self, &span));
  g_assert_cmpint (span.from_ms, ==, 3);
  g_assert_cmpint (rs_main_span_find_beyond (self, 0, TRUE), ==, RS_TIME_NONE);
  rs_snapshot_seal (self);
  assert_main (self, RS_TIME_NONE, RS_TIME_NONE);
  add_vessel (one, 1, START_MS, 1);
  rs_snapshot_seal (one);
  assert_main (one, START_MS, START_MS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/main-span/future", test_future);
  g_test_add_func ("/main-span/thin", test_thin);
  g_test_add_func ("/main-span/beyond", test_beyond);
  g_test_add_func ("/main-span/empty", test_empty);
  return g_test_run ();
}
