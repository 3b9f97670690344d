/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/timeline/lanes.h"

#include "drawing/style.h"

static void
add_vessel (RsSnapshot *snapshot, gint64 id, gint color)
{
  RsVessel *vessel = rs_vessel_new ();

  vessel->id = id;
  vessel->color = color;
  g_ptr_array_add (snapshot->vessels, vessel);
  g_ptr_array_add (snapshot->tracks, rs_track_new (id, NULL, 0, RS_HOUR_MS));
}

static RsEvent *
add_event (RsSnapshot *snapshot, RsEventKind kind, gint64 vessel_id, gint64 from_ms, gint64 to_ms)
{
  RsEvent *event = rs_event_new ();

  event->kind = kind;
  event->vessel_id = vessel_id;
  event->from_ms = from_ms;
  event->to_ms = to_ms;
  g_ptr_array_add (snapshot->events, event);
  return event;
}

static void
add_incident (RsSnapshot *snapshot, gint64 id, gint64 from_ms, gint64 to_ms)
{
  RsIncident *incident = rs_incident_new ();

  incident->id = id;
  incident->from_ms = from_ms;
  incident->to_ms = to_ms;
  g_ptr_array_add (snapshot->incidents, incident);
}

static const RsLaneItem *
get_item (const RsLane lanes[RS_N_LANES], RsLaneKind kind, guint i)
{
  g_assert_cmpuint (i, <, lanes[kind].items->len);
  return &g_array_index (lanes[kind].items, RsLaneItem, i);
}

static void
test_empty (void)
{
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  RsLane lanes[RS_N_LANES];

  rs_snapshot_seal (snapshot);
  rs_lanes_build (lanes, snapshot, NULL);
  for (guint i = 0; i < RS_N_LANES; i++)
    {
      g_assert_cmpuint (lanes[i].n_rows, ==, 0);
      g_assert_cmpstr (rs_lane_get_name (i), !=, "");
    }
  rs_lanes_clear (lanes);
  for (guint i = 0; i < RS_N_LANES; i++)
    g_assert_null (lanes[i].items);
}

static void
test_kinds (void)
{
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  RsLane lanes[RS_N_LANES];

  add_vessel (snapshot, 11, 4);
  add_vessel (snapshot, 12, -1);
  add_event (snapshot, RS_EVENT_POLICY, 0, 5, 5)->provenance = RS_ASSERTED;
  add_event (snapshot, RS_EVENT_VOYAGE, 11, 10, 20)->provenance = RS_RECONSTRUCTED;
  add_event (snapshot, RS_EVENT_PORT_CALL, 12, 20, 30);
  add_event (snapshot, RS_EVENT_GAP, 12, 40, 50);
  add_incident (snapshot, 77, 15, RS_TIME_NONE);
  add_incident (snapshot, 78, RS_TIME_NONE, RS_TIME_NONE);
  rs_snapshot_seal (snapshot);
  rs_lanes_build (lanes, snapshot, NULL);

  for (guint i = 0; i < RS_N_LANES; i++)
    {
      g_assert_cmpuint (lanes[i].items->len, ==, 1);
      g_assert_cmpuint (lanes[i].n_rows, ==, 1);
    }
  /* A policy date is no inference of ours, whoever says so. */
  g_assert_false (get_item (lanes, RS_LANE_POLICY, 0)->inferred);
  g_assert_cmpint (get_item (lanes, RS_LANE_POLICY, 0)->color, ==, -1);
  g_assert_cmpint (get_item (lanes, RS_LANE_POLICY, 0)->event, ==, 0);
  g_assert_true (get_item (lanes, RS_LANE_VOYAGES, 0)->inferred);
  g_assert_cmpint (get_item (lanes, RS_LANE_VOYAGES, 0)->color, ==, 4);
  g_assert_false (get_item (lanes, RS_LANE_CALLS, 0)->inferred);
  /* Without a colour of its own a vessel has that of its id. */
  g_assert_cmpint (get_item (lanes, RS_LANE_CALLS, 0)->color, ==,
                   (12 - 1) % RS_N_VESSEL_COLORS);
  g_assert_cmpint (get_item (lanes, RS_LANE_GAPS, 0)->event, ==, 3);
  g_assert_cmpint (get_item (lanes, RS_LANE_INCIDENTS, 0)->incident_id, ==, 77);
  g_assert_cmpint (get_item (lanes, RS_LANE_INCIDENTS, 0)->to_ms, ==, 15);
  g_assert_cmpint (get_item (lanes, RS_LANE_INCIDENTS, 0)->event, ==, -1);
  rs_lanes_clear (lanes);
}

static void
test_hidden (void)
{
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  g_autoptr (GHashTable) hidden = g_hash_table_new (g_int64_hash, g_int64_equal);
  gint64 id = 11;
  RsLane lanes[RS_N_LANES];

  add_vessel (snapshot, 11, 0);
  add_vessel (snapshot, 12, 0);
  add_event (snapshot, RS_EVENT_PORT_CALL, 11, 10, 20);
  add_event (snapshot, RS_EVENT_PORT_CALL, 12, 15, 25);
  add_event (snapshot, RS_EVENT_POLICY, 0, 5, 5);
  add_incident (snapshot, 7, 15, 16);
  rs_snapshot_seal (snapshot);
  g_hash_table_add (hidden, &id);
  rs_lanes_build (lanes, snapshot, hidden);

  g_assert_cmpuint (lanes[RS_LANE_CALLS].items->len, ==, 1);
  g_assert_cmpint (get_item (lanes, RS_LANE_CALLS, 0)->event, ==, 1);
  g_assert_cmpuint (lanes[RS_LANE_CALLS].n_rows, ==, 1);
  g_assert_cmpuint (lanes[RS_LANE_POLICY].items->len, ==, 1);
  g_assert_cmpuint (lanes[RS_LANE_INCIDENTS].items->len, ==, 1);
  rs_lanes_clear (lanes);
}

static void
test_rows (void)
{
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  RsLane lanes[RS_N_LANES];
  const struct
  {
    gint64 from_ms, to_ms;
    guint row;
  } wanted[] = {
    /* In order of their starts. The second begins where the first ends: the same row. */
    { 0, 10, 0 }, { 10, 30, 0 }, { 12, 40, 1 }, { 20, 20, 2 }, { 30, 35, 0 }, { 36, 50, 0 },
  };

  for (guint i = G_N_ELEMENTS (wanted); i-- > 0;)
    add_event (snapshot, RS_EVENT_VOYAGE, 0, wanted[i].from_ms, wanted[i].to_ms);
  rs_snapshot_seal (snapshot);
  rs_lanes_build (lanes, snapshot, NULL);
  g_assert_cmpuint (lanes[RS_LANE_VOYAGES].n_rows, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_assert_cmpint (get_item (lanes, RS_LANE_VOYAGES, i)->from_ms, ==, wanted[i].from_ms);
      g_assert_cmpuint (get_item (lanes, RS_LANE_VOYAGES, i)->row, ==, wanted[i].row);
    }
  rs_lanes_clear (lanes);
}

/* Two moments at one time are beside each other, or the second could not be seen nor clicked. */
static void
test_moments_at_one_time (void)
{
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  RsLane lanes[RS_N_LANES];

  for (guint i = 0; i < 9; i++)
    add_event (snapshot, RS_EVENT_POLICY, 0, 100, 100);
  add_event (snapshot, RS_EVENT_POLICY, 0, 101, 101);
  rs_snapshot_seal (snapshot);
  rs_lanes_build (lanes, snapshot, NULL);
  for (guint i = 0; i < 9; i++)
    g_assert_cmpuint (get_item (lanes, RS_LANE_POLICY, i)->row, ==, MIN (i, 4));
  g_assert_cmpuint (get_item (lanes, RS_LANE_POLICY, 9)->row, ==, 0);
  g_assert_cmpuint (lanes[RS_LANE_POLICY].n_rows, ==, 5);
  rs_lanes_clear (lanes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lanes/empty", test_empty);
  g_test_add_func ("/lanes/kinds", test_kinds);
  g_test_add_func ("/lanes/hidden", test_hidden);
  g_test_add_func ("/lanes/rows", test_rows);
  g_test_add_func ("/lanes/moments-at-one-time", test_moments_at_one_time);
  return g_test_run ();
}
