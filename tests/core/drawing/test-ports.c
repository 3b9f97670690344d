/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places of the user's own lists on the map, in the middle of an ocean where the gazetteer has none. */
#include "drawing/ports.h"
#include "export/report.h"
#include "picture.h"
#include "sample.h"

#define LAT -40.0
#define LON -150.0

static RsSnapshot *
make_snapshot (const char *incident_port)
{
  RsSnapshot *snapshot = sample_new ();
  RsList *list = rs_list_new (RS_LIST_PLACES);
  RsPlace *place = rs_place_new ();

  g_free (place->name);
  place->name = g_strdup ("Waiting place");
  place->lat_e7 = rs_e7_from_deg (LAT);
  place->lon_e7 = rs_e7_from_deg (LON);
  g_ptr_array_add (list->items, place);
  g_ptr_array_add (snapshot->place_lists, list);
  if (incident_port)
    {
      RsIncident *incident = rs_incident_new ();

      incident->id = 1;
      g_ptr_array_add (incident->ports, g_strdup (incident_port));
      g_ptr_array_add (snapshot->incidents, incident);
    }
  rs_snapshot_seal (snapshot);
  return snapshot;
}

/* Pixels that are drawn in the place's neighbourhood. */
static guint
count_at (RsSnapshot *snapshot, double zoom, guint show)
{
  g_autoptr (RsRenderer) renderer = picture_new_renderer ();
  RsFrame frame = picture_frame (LAT, LON, zoom, show);
  Picture picture = picture_draw (renderer, snapshot, &frame);
  guint n = picture_count (&picture, 0, 0, picture.width, picture.height);

  picture_clear (&picture);
  return n;
}

/* As ports of the gazetteer: a dot with its name from far in, an anchor from farther out where the case names
 * it. */
static void
test_own_places (void)
{
  g_autoptr (RsSnapshot) listed = make_snapshot (NULL), named = make_snapshot ("waiting PLACE");
  g_autoptr (RsSnapshot) other = make_snapshot ("Elsewhere"), none = sample_new ();

  rs_snapshot_seal (none);
  g_assert_cmpuint (count_at (none, 8, RS_SHOW_PORTS), ==, 0);
  g_assert_cmpuint (count_at (listed, 8, 0), ==, 0);
  g_assert_cmpuint (count_at (listed, 8, RS_SHOW_PORTS), >, 100);
  g_assert_cmpuint (count_at (listed, 4, RS_SHOW_PORTS), ==, 0);
  g_assert_cmpuint (count_at (other, 4, RS_SHOW_PORTS), ==, 0);
  g_assert_cmpuint (count_at (named, 4, RS_SHOW_PORTS), >, 100);
  g_assert_cmpuint (count_at (named, 8, RS_SHOW_PORTS), >, count_at (listed, 8, RS_SHOW_PORTS));
}

/* As a port is, once the snapshot is on the map: hovered and clicked. */
static void
test_pick (void)
{
  g_autoptr (RsRenderer) renderer = picture_new_renderer ();
  g_autoptr (RsSnapshot) listed = make_snapshot (NULL), named = make_snapshot ("waiting PLACE");
  RsFrame frame = picture_frame (LAT, LON, 8, RS_SHOW_PORTS);
  double x = frame.view.width / 2, y = frame.view.height / 2;
  RsPick pick = rs_renderer_pick (renderer, listed, &frame, x, y, 6);

  g_assert_cmpint (pick.kind, ==, RS_PICK_NONE);
  for (guint i = 0; i < 2; i++)
    {
      RsSnapshot *snapshot = i == 0 ? listed : named;
      g_auto (Picture) G_GNUC_UNUSED picture = picture_draw (renderer, snapshot, &frame);

      frame.view.zoom = 8;
      pick = rs_renderer_pick (renderer, snapshot, &frame, x + 3, y, 6);
      g_assert_cmpint (pick.kind, ==, RS_PICK_PLACE);
      g_assert_cmpstr (pick.place->name, ==, "Waiting place");
      g_assert_cmpfloat_with_epsilon (pick.dist_px, 3, 0.5);
      g_assert_cmpint (rs_renderer_pick (renderer, snapshot, &frame, x + 8, y, 6).kind, ==,
                       RS_PICK_NONE);
      frame.view.zoom = 4;
      pick = rs_renderer_pick (renderer, snapshot, &frame, x, y, 6);
      g_assert_cmpint (pick.kind, ==, i == 0 ? RS_PICK_NONE : RS_PICK_PLACE);
    }
  frame.show = 0;
  g_assert_cmpint (rs_renderer_pick (renderer, named, &frame, x, y, 6).kind, ==, RS_PICK_NONE);
}

/* The map of an incident's report is of its own port too, and shows it. */
static void
test_report (void)
{
  g_autoptr (RsSnapshot) named = make_snapshot ("Waiting place"), other = make_snapshot ("Elsewhere");
  RsExportOptions options = { .lang = RS_LANG_EN };
  RsSelection selection = { .options = &options };
  RsFrame frame;
  double x, y;

  selection.snapshot = named;
  rs_report_frame (&selection, g_ptr_array_index (named->incidents, 0), 400, 300, &frame);
  picture_project (&frame, (RsLatLon) { LAT, LON }, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 200, 2);
  g_assert_cmpfloat_with_epsilon (y, 150, 2);
  g_assert_true (frame.show & RS_SHOW_PORTS);
  g_assert_true (rs_port_is_shown (TRUE, frame.view.zoom));
  selection.snapshot = other;
  rs_report_frame (&selection, g_ptr_array_index (other->incidents, 0), 400, 300, &frame);
  picture_project (&frame, (RsLatLon) { LAT, LON }, &x, &y);
  g_assert_true (fabs (x - 200) > 2 || fabs (y - 150) > 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ports/own-places", test_own_places);
  g_test_add_func ("/ports/pick", test_pick);
  g_test_add_func ("/ports/report", test_report);
  return g_test_run ();
}
