/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/fleet.h"
#include "drawing/marks.h"
#include "picture.h"
#include "places/gazetteer.h"
#include "replay/position.h"
#include "sample.h"

#define ALL (RS_SHOW_CASE | RS_SHOW_PORTS)

static RsRenderer *renderer;

static RsNote *
add_note (RsSnapshot *snapshot, gint64 id, RsNoteKind kind, double lat_deg, double lon_deg,
          double lat2_deg, double lon2_deg)
{
  RsNote *note = rs_note_new ();
  RsLatLon points[2] = { { lat_deg, lon_deg }, { lat2_deg, lon2_deg } };

  note->id = id;
  note->kind = kind;
  note->from_ms = note->to_ms = RS_TIME_NONE;
  g_array_append_vals (note->points, points,
                       kind == RS_NOTE_TEXT || kind == RS_NOTE_RING ? 1 : 2);
  g_ptr_array_add (snapshot->notes, note);
  return note;
}

static RsIncident *
add_incident (RsSnapshot *snapshot, gint64 id, double lat_deg, double lon_deg)
{
  RsIncident *incident = rs_incident_new ();

  incident->id = id;
  incident->number = (gint) id;
  incident->has_place = TRUE;
  incident->place = (RsLatLon){ lat_deg, lon_deg };
  incident->from_ms = incident->to_ms = RS_TIME_NONE;
  g_ptr_array_add (snapshot->incidents, incident);
  return incident;
}

static RsEvent *
add_event (RsSnapshot *snapshot, gint64 id, RsEventKind kind, double lat_deg, double lon_deg)
{
  RsEvent *event = rs_event_new ();

  event->id = id;
  event->kind = kind;
  event->has_place = TRUE;
  event->place = (RsLatLon){ lat_deg, lon_deg };
  event->from_ms = SAMPLE_START_MS;
  event->to_ms = SAMPLE_START_MS + RS_DAY_MS;
  g_ptr_array_add (snapshot->events, event);
  return event;
}

/* A ship eastwards along 42 N. */
static RsSnapshot *
make_ship (void)
{
  RsSnapshot *snapshot = sample_new ();
  GArray *fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
  gint64 t_ms = SAMPLE_START_MS;

  sample_sail (fixes, &t_ms, (RsLatLon){ 42, 132 }, (RsLatLon){ 42, 134 }, 10, RS_MINUTE_MS,
               RS_OBSERVED);
  sample_add_vessel (snapshot, 7, "Seven", fixes);
  return snapshot;
}

static RsPick
pick_at (RsSnapshot *snapshot, const RsFrame *frame, double lat_deg, double lon_deg, double dx,
         double dy)
{
  double x, y;

  rs_view_project (&frame->view, rs_world_from_lat_lon ((RsLatLon){ lat_deg, lon_deg }), &x, &y);
  return rs_renderer_pick (renderer, snapshot, frame, x + dx, y + dy, 6);
}

static void
test_order (void)
{
  g_autoptr (RsSnapshot) snapshot = make_ship ();
  RsFrame frame = picture_frame (42, 133, 8, ALL);
  RsPick pick;

  add_note (snapshot, 21, RS_NOTE_LINE, 42.05, 132.9, 41.95, 133.1);
  add_event (snapshot, 31, RS_EVENT_GAP, 41.8, 133);
  add_incident (snapshot, 11, 42, 133);
  rs_snapshot_seal (snapshot);
  frame.t_ms = SAMPLE_START_MS + 4 * RS_HOUR_MS;
  {
    g_auto (Picture) G_GNUC_UNUSED picture = picture_draw (renderer, snapshot, &frame);
    RsMarks *marks = rs_marks_new (snapshot, &frame);
    RsDisc disc = g_array_index (marks->discs, RsDisc, 0);
    RsPin pin = g_array_index (marks->pins, RsPin, 0);

    g_assert_cmpuint (marks->discs->len, ==, 1);
    rs_marks_free (marks);
    pick = rs_renderer_pick (renderer, snapshot, &frame, disc.x, disc.y, 6);
    g_assert_cmpint (pick.kind, ==, RS_PICK_EVENT);
    g_assert_cmpint (pick.event, ==, 0);
    g_assert_cmpint (pick.id, ==, 31);
    pick = rs_renderer_pick (renderer, snapshot, &frame, pin.head_x + 9, pin.head_y, 6);
    g_assert_cmpint (pick.kind, ==, RS_PICK_INCIDENT);
    g_assert_cmpint (pick.id, ==, 11);
    g_assert_cmpfloat (pick.dist_px, ==, 0);
  }
  /* The pin's tip before the note, the note before the track. */
  g_assert_cmpint (pick_at (snapshot, &frame, 42, 133, 0, 0).kind, ==, RS_PICK_INCIDENT);
  frame.show &= ~(guint) RS_SHOW_INCIDENTS;
  pick = pick_at (snapshot, &frame, 42, 133, 0, 0);
  g_assert_cmpint (pick.kind, ==, RS_PICK_NOTE);
  g_assert_cmpint (pick.id, ==, 21);
  frame.show &= ~(guint) RS_SHOW_NOTES;
  pick = pick_at (snapshot, &frame, 42, 133, 0, 3);
  g_assert_cmpint (pick.kind, ==, RS_PICK_VESSEL);
  g_assert_cmpint (pick.id, ==, 7);
  g_assert_cmpfloat_with_epsilon (pick.dist_px, 3, 2);
  g_assert_cmpint (pick.fix, >, 0);
  frame.show &= ~(guint) RS_SHOW_TRACKS;
  g_assert_cmpint (pick_at (snapshot, &frame, 42, 133, 0, 0).kind, ==, RS_PICK_NONE);
}

static void
test_symbol (void)
{
  g_autoptr (RsSnapshot) snapshot = make_ship ();
  RsFrame frame = picture_frame (42, 133, 8, ALL);
  const RsTrack *track = g_ptr_array_index (snapshot->tracks, 0);
  g_autoptr (GHashTable) hidden = g_hash_table_new (g_int64_hash, g_int64_equal);
  gint64 hidden_id = 7;
  RsPosition now;
  RsPick pick;

  rs_snapshot_seal (snapshot);
  frame.t_ms = SAMPLE_START_MS + 4 * RS_HOUR_MS + 777;
  rs_position_at (track, frame.t_ms, SAMPLE_GAP_MS, NULL, &now);
  pick = pick_at (snapshot, &frame, now.place.lat_deg, now.place.lon_deg, 2, 2);
  g_assert_cmpint (pick.kind, ==, RS_PICK_VESSEL);
  g_assert_cmpint (pick.id, ==, 7);
  g_assert_cmpint (pick.fix, ==, -1);
  /* Where it is not. */
  g_assert_cmpint (pick_at (snapshot, &frame, 41.5, 133, 0, 0).kind, ==, RS_PICK_NONE);
  g_assert_cmpint (pick_at (snapshot, &frame, 41.5, 133, 0, 0).event, ==, -1);
  g_hash_table_add (hidden, &hidden_id);
  frame.hidden = hidden;
  pick = pick_at (snapshot, &frame, now.place.lat_deg, now.place.lon_deg, 0, 0);
  g_assert_cmpint (pick.kind, ==, RS_PICK_NONE);
}

/* The nearest fix of a track, at every zoom, across the antimeridian, beside a scan of all. */
static void
test_fix (void)
{
  g_autoptr (RsSnapshot) snapshot = sample_new ();
  GArray *fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);
  double lat_deg = 52, lon_deg = 179.4, course = 1.3;
  const RsTrack *track;
  guint n_found = 0;

  for (gint i = 0; i < 4000; i++)
    {
      RsFix fix = sample_fix (SAMPLE_START_MS + i * RS_MINUTE_MS, lat_deg, lon_deg, RS_OBSERVED);

      g_array_append_val (fixes, fix);
      course += g_rand_double_range (rand, -0.08, 0.08);
      lat_deg += 0.0005 * cos (course);
      lon_deg += 0.0008 * sin (course);
    }
  sample_add_vessel (snapshot, 7, "Seven", fixes);
  rs_snapshot_seal (snapshot);
  track = g_ptr_array_index (snapshot->tracks, 0);
  for (guint round = 0; round < 400; round++)
    {
      double zoom = g_rand_double_range (rand, 7, 15);
      guint at = (guint) g_rand_int_range (rand, 0, 4000);
      RsLatLon place = rs_fix_lat_lon (&track->fixes[at]);
      RsFrame frame = picture_frame (place.lat_deg, place.lon_deg, zoom, RS_SHOW_TRACKS);
      double x = 200 + g_rand_double_range (rand, -12, 12);
      double y = 150 + g_rand_double_range (rand, -12, 12), best = G_MAXDOUBLE;
      RsPick pick = rs_renderer_pick (renderer, snapshot, &frame, x, y, 6);

      for (guint i = 0; i + 1 < track->n; i++)
        {
          double x0, y0, x1, y1, dx, dy, u;

          picture_project (&frame, rs_fix_lat_lon (&track->fixes[i]), &x0, &y0);
          picture_project (&frame, rs_fix_lat_lon (&track->fixes[i + 1]), &x1, &y1);
          dx = x1 - x0;
          dy = y1 - y0;
          u = CLAMP (((x - x0) * dx + (y - y0) * dy) / MAX (dx * dx + dy * dy, 1e-12), 0, 1);
          best = MIN (best, hypot (x - x0 - u * dx, y - y0 - u * dy));
        }
      if (best < 5)
        g_assert_cmpint (pick.kind, ==, RS_PICK_VESSEL);
      if (best > 7)
        g_assert_cmpint (pick.kind, ==, RS_PICK_NONE);
      if (pick.kind == RS_PICK_VESSEL)
        {
          double fix_x, fix_y;

          n_found++;
          g_assert_cmpfloat_with_epsilon (pick.dist_px, best, 1.01);
          g_assert_cmpint (pick.fix, >=, 0);
          picture_project (&frame, rs_fix_lat_lon (&track->fixes[pick.fix]), &fix_x, &fix_y);
          /* No farther than the line is, and half a step between two fixes. */
          g_assert_cmpfloat (hypot (fix_x - x, fix_y - y), <,
                             pick.dist_px + 2 + 0.001 / 360 * rs_view_world_px (&frame.view));
        }
    }
  g_assert_cmpuint (n_found, >, 100);
}

/* Without whole tracks only the trail can be hit. */
static void
test_trail (void)
{
  g_autoptr (RsSnapshot) snapshot = make_ship ();
  RsFrame frame = picture_frame (42, 133, 8, RS_SHOW_TRAILS);

  rs_snapshot_seal (snapshot);
  frame.t_ms = SAMPLE_START_MS + 6 * RS_HOUR_MS;
  frame.trail_ms = 2 * RS_HOUR_MS;
  /* 10 kn along 42 N are 0.224 degrees an hour. */
  g_assert_cmpint (pick_at (snapshot, &frame, 42, 133.1, 0, 0).kind, ==, RS_PICK_VESSEL);
  g_assert_cmpint (pick_at (snapshot, &frame, 42, 132.6, 0, 0).kind, ==, RS_PICK_NONE);
  g_assert_cmpint (pick_at (snapshot, &frame, 42, 133.6, 0, 0).kind, ==, RS_PICK_NONE);
}

static void
test_notes (void)
{
  g_autoptr (RsSnapshot) snapshot = sample_new ();
  RsFrame frame = picture_frame (42, 133, 8, ALL);
  RsNote *text, *ring;
  RsIncident *incident;
  RsLatLon edge = rs_geodesic_direct ((RsLatLon){ 42, 133 }, 77, 30000);
  const RsLatLon area[4] = { { 41.6, 132.6 }, { 41.6, 132.8 }, { 41.4, 132.8 }, { 41.4, 132.6 } };

  ring = add_note (snapshot, 1, RS_NOTE_RING, 42, 133, 0, 0);
  ring->radius_m = 30000;
  add_note (snapshot, 2, RS_NOTE_ARROW, 42.3, 132.5, 42.3, 132.9);
  text = add_note (snapshot, 3, RS_NOTE_TEXT, 42.4, 133.5, 0, 0);
  g_free (text->text);
  text->text = g_strdup ("A longer text");
  incident = add_incident (snapshot, 4, 0, 0);
  incident->has_place = FALSE;
  g_array_append_vals (incident->area, area, 4);
  rs_snapshot_seal (snapshot);
  {
    g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);
    RsPick pick = pick_at (snapshot, &frame, edge.lat_deg, edge.lon_deg, 0, 0);

    g_assert_cmpuint (picture_count (&picture, 0, 0, 400, 300), >, 500);
    g_assert_cmpint (pick.kind, ==, RS_PICK_NOTE);
    g_assert_cmpint (pick.id, ==, 1);
    g_assert_cmpint (pick_at (snapshot, &frame, 42, 133, 3, 0).id, ==, 1);
    /* Within the ring is the map. */
    g_assert_cmpint (pick_at (snapshot, &frame, 42.1, 133.1, 0, 0).kind, ==, RS_PICK_NONE);
    g_assert_cmpint (pick_at (snapshot, &frame, 42.3, 132.7, 0, 4).id, ==, 2);
    g_assert_cmpint (pick_at (snapshot, &frame, 42.4, 133.5, 35, 3).id, ==, 3);
    g_assert_cmpint (pick_at (snapshot, &frame, 42.4, 133.5, 90, 3).kind, ==, RS_PICK_NONE);
    pick = pick_at (snapshot, &frame, 41.42, 132.62, 0, 0);
    g_assert_cmpint (pick.kind, ==, RS_PICK_INCIDENT);
    g_assert_cmpint (pick.id, ==, 4);
  }
  /* A note has its time. */
  ring->from_ms = SAMPLE_START_MS;
  ring->to_ms = SAMPLE_START_MS + RS_HOUR_MS;
  frame.t_ms = SAMPLE_START_MS + 2 * RS_HOUR_MS;
  g_assert_cmpint (pick_at (snapshot, &frame, edge.lat_deg, edge.lon_deg, 0, 0).kind, ==,
                   RS_PICK_NONE);
  frame.t_ms = SAMPLE_START_MS + RS_HOUR_MS / 2;
  g_assert_cmpint (pick_at (snapshot, &frame, edge.lat_deg, edge.lon_deg, 0, 0).kind, ==,
                   RS_PICK_NOTE);
}

static void
test_ports (void)
{
  g_autoptr (RsSnapshot) snapshot = sample_new ();
  const RsPort *port = rs_gazetteer_get ("RUVYP");
  RsFrame frame = picture_frame (42.6, 133, 8, ALL);
  RsPick pick;

  g_assert_nonnull (port);
  rs_snapshot_seal (snapshot);
  pick = pick_at (snapshot, &frame, port->place.lat_deg, port->place.lon_deg, 3, 0);
  g_assert_cmpint (pick.kind, ==, RS_PICK_PORT);
  g_assert_cmpstr (pick.port, ==, "RUVYP");
  frame.show &= ~(guint) RS_SHOW_PORTS;
  g_assert_cmpint (pick_at (snapshot, &frame, 42.733, 133.05, 0, 0).kind, ==, RS_PICK_NONE);
}

/* Many events in one place share a disc, others stand apart, and panning changes neither. */
static void
test_marks (void)
{
  g_autoptr (RsSnapshot) snapshot = sample_new ();
  RsFrame frame = picture_frame (42, 133, 8, ALL);
  g_autoptr (RsMarks) marks = NULL;
  g_autoptr (RsMarks) moved = NULL;
  double dx = 31.5, dy = -12.25, world_px = rs_view_world_px (&frame.view);

  for (gint64 i = 1; i <= 5; i++)
    {
      add_event (snapshot, i, RS_EVENT_PORT_CALL, 42.001, 133.001 + i * 1e-4);
      add_incident (snapshot, i, 42, 133);
    }
  add_event (snapshot, 6, RS_EVENT_GAP, 42, 133.4);
  add_event (snapshot, 7, RS_EVENT_VOYAGE, 42, 132.8);
  rs_snapshot_seal (snapshot);
  marks = rs_marks_new (snapshot, &frame);
  g_assert_cmpuint (marks->pins->len, ==, 5);
  g_assert_cmpuint (marks->discs->len, ==, 2);
  g_assert_cmpuint (g_array_index (marks->discs, RsDisc, 0).count, ==, 5);
  g_assert_cmpuint (g_array_index (marks->discs, RsDisc, 1).count, ==, 1);
  for (guint i = 0; i < 5; i++)
    for (guint k = 0; k < i; k++)
      {
        const RsPin *a = &g_array_index (marks->pins, RsPin, i);
        const RsPin *b = &g_array_index (marks->pins, RsPin, k);

        g_assert_cmpfloat (hypot (a->head_x - b->head_x, a->head_y - b->head_y), >=,
                           2 * RS_PIN_HEAD_PX - 1);
      }
  frame.view.center.x -= dx / world_px;
  frame.view.center.y -= dy / world_px;
  moved = rs_marks_new (snapshot, &frame);
  for (guint i = 0; i < 5; i++)
    {
      const RsPin *a = &g_array_index (marks->pins, RsPin, i);
      const RsPin *b = &g_array_index (moved->pins, RsPin, i);

      g_assert_cmpfloat_with_epsilon (b->head_x - a->head_x, dx, 1e-3);
      g_assert_cmpfloat_with_epsilon (b->head_y - a->head_y, dy, 1e-3);
    }
  for (guint i = 0; i < 2; i++)
    {
      const RsDisc *a = &g_array_index (marks->discs, RsDisc, i);
      const RsDisc *b = &g_array_index (moved->discs, RsDisc, i);

      g_assert_cmpfloat_with_epsilon (b->x - a->x, dx, 1e-3);
      g_assert_cmpfloat_with_epsilon (b->y - a->y, dy, 1e-3);
    }
  {
    /* Drawn where they are picked. */
    g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);

    for (guint i = 0; i < 5; i++)
      {
        const RsPin *pin = &g_array_index (moved->pins, RsPin, i);

        g_assert_cmpuint (picture_count (&picture, pin->head_x - 7, pin->head_y - 7,
                                         pin->head_x + 7, pin->head_y + 7),
                          >, 150);
        g_assert_cmpint (
            rs_renderer_pick (renderer, snapshot, &frame, pin->head_x, pin->head_y, 3).id, ==,
            pin->incident + 1);
      }
  }
}

/* (transfer full): ships of all sizes around a place. */
static RsSnapshot *
make_harbour (GRand *rand, RsLatLon middle, double reach_deg)
{
  RsSnapshot *snapshot = sample_new ();

  for (gint64 id = 1; id <= 120; id++)
    {
      GArray *fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
      RsFix fix
        = sample_fix (SAMPLE_START_MS, middle.lat_deg + g_rand_double_range (rand, -reach_deg, reach_deg),
                      middle.lon_deg + g_rand_double_range (rand, -reach_deg, reach_deg), RS_OBSERVED);
      RsVessel *vessel;

      fix.heading_deg = (guint16) g_rand_int_range (rand, 0, 360);
      g_array_append_val (fixes, fix);
      vessel = sample_add_vessel (snapshot, id, "Ship", fixes);
      vessel->dim_a_m = (guint16) g_rand_int_range (rand, 0, 511);
      vessel->dim_b_m = (guint16) g_rand_int_range (rand, 0, 511);
      vessel->dim_c_m = vessel->dim_d_m = 30;
    }
  rs_snapshot_seal (snapshot);
  return snapshot;
}

/* The ship that is painted last of the nearest ones, or 0: all of them looked at. */
static gint64
find_ship (RsDetail *detail, RsSnapshot *snapshot, const RsFrame *frame, double x, double y,
           double radius_px)
{
  g_autoptr (GArray) members = rs_fleet_collect (detail, snapshot, frame, NULL, 5000);
  double best = radius_px;
  gint64 id = 0;

  for (guint i = 0; i < members->len; i++)
    {
      const RsFleetMember *member = &g_array_index (members, RsFleetMember, i);
      double dist = rs_symbol_dist (&member->symbol, x, y);

      if (dist <= best)
        {
          best = dist;
          id = ((const RsVessel *) g_ptr_array_index (snapshot->vessels, member->index))->id;
        }
    }
  return id;
}

/* Only ships near the pointer are looked at closely, and none is missed: from symbols of a few pixels to hulls as
 * long as a screen, turned, across 180 degrees. */
static void
test_ships (void)
{
  const struct
  {
    double lat_deg, lon_deg, reach_deg, zoom;
  } views[] = { { 42, 133, 0.01, 17 }, { 42, 133, 0.03, 14 }, { 60, 180, 3, 7 }, { 0, 180, 0.02, 16 } };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);
  g_autoptr (GHashTable) hidden = g_hash_table_new (g_int64_hash, g_int64_equal);
  const gint64 hidden_ids[] = { 3, 4, 5 };

  for (guint i = 0; i < G_N_ELEMENTS (hidden_ids); i++)
    g_hash_table_add (hidden, (gpointer) &hidden_ids[i]);
  for (guint v = 0; v < G_N_ELEMENTS (views); v++)
    {
      RsLatLon middle = { views[v].lat_deg, views[v].lon_deg };
      g_autoptr (RsSnapshot) snapshot = make_harbour (rand, middle, views[v].reach_deg);
      g_autoptr (RsDetail) detail = rs_detail_new ();
      RsFrame frame = picture_frame (middle.lat_deg, middle.lon_deg, views[v].zoom, RS_SHOW_VESSELS);
      guint n_found = 0;

      rs_detail_use_snapshot (detail, snapshot);
      frame.t_ms = SAMPLE_START_MS;
      frame.view.rotation_rad = v;
      frame.hidden = hidden;
      frame.selected_vessel = 10;
      frame.hovered_vessel = 11;
      for (guint i = 0; i < 400; i++)
        {
          double x = g_rand_double_range (rand, 0, frame.view.width);
          double y = g_rand_double_range (rand, 0, frame.view.height);
          RsPick pick = rs_renderer_pick (renderer, snapshot, &frame, x, y, 8);
          gint64 id = find_ship (detail, snapshot, &frame, x, y, 8);

          g_assert_cmpint (pick.kind, ==, id ? RS_PICK_VESSEL : RS_PICK_NONE);
          g_assert_cmpint (pick.id, ==, id);
          n_found += id != 0;
        }
      g_test_message ("zoom %.0f: %u found", views[v].zoom, n_found);
      g_assert_cmpuint (n_found, >, 10);
    }
}

static void
test_center (void)
{
  g_autoptr (GArray) square = g_array_new (FALSE, FALSE, sizeof (RsLatLon));
  const RsLatLon corners[4] = { { 1, 179 }, { 1, -178 }, { -1, -178 }, { -1, 179 } };
  RsLatLon center;

  g_assert_false (rs_polygon_get_center (square, &center));
  g_array_append_vals (square, corners, 4);
  g_assert_true (rs_polygon_get_center (square, &center));
  g_assert_cmpfloat_with_epsilon (center.lat_deg, 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (center.lon_deg, -179.5, 1e-6);
}

int
main (int argc, char *argv[])
{
  int rc;

  g_test_init (&argc, &argv, NULL);
  renderer = picture_new_renderer ();
  g_test_add_func ("/pick/order", test_order);
  g_test_add_func ("/pick/symbol", test_symbol);
  g_test_add_func ("/pick/ships", test_ships);
  g_test_add_func ("/pick/fix", test_fix);
  g_test_add_func ("/pick/trail", test_trail);
  g_test_add_func ("/pick/notes", test_notes);
  g_test_add_func ("/pick/ports", test_ports);
  g_test_add_func ("/pick/marks", test_marks);
  g_test_add_func ("/pick/center", test_center);
  rc = g_test_run ();
  rs_renderer_free (renderer);
  return rc;
}
