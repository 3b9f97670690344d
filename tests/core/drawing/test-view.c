/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/frame.h"

#include <math.h>

static RsView
make_view (RsLatLon center, double zoom, double rotation_rad)
{
  RsView view = { rs_world_from_lat_lon (center), zoom, rotation_rad, 1280, 800, 1 };

  return view;
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < 5000; i++)
    {
      RsLatLon p = { g_rand_double_range (rand, -60, 60), g_rand_double_range (rand, -180, 180) };
      RsView view = make_view (p, g_rand_double_range (rand, 3, 20),
                               g_rand_double_range (rand, -4, 4));
      double x = g_rand_double_range (rand, 0, 1280), y = g_rand_double_range (rand, 0, 800);
      RsWorldPoint w = rs_view_unproject (&view, x, y);
      double x2, y2;

      g_assert_cmpfloat (w.x, >=, 0);
      g_assert_cmpfloat (w.x, <, 1);
      rs_view_project (&view, w, &x2, &y2);
      g_assert_cmpfloat_with_epsilon (x, x2, 1e-4);
      g_assert_cmpfloat_with_epsilon (y, y2, 1e-4);
    }
}

static void
test_directions (void)
{
  RsView view = make_view ((RsLatLon){ 0, 179.9 }, 8, 0);
  double x, y;

  /* East is right, also across 180 degrees; north is up. */
  rs_view_project (&view, rs_world_from_lat_lon ((RsLatLon){ 0.1, -179.9 }), &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 640 + 0.2 / 360 * 256 * 256, 1e-6);
  g_assert_cmpfloat (y, <, 400);
  /* Turned a quarter clockwise, north is right. */
  view.rotation_rad = G_PI_2;
  rs_view_project (&view, rs_world_from_lat_lon ((RsLatLon){ 1, 179.9 }), &x, &y);
  g_assert_cmpfloat (x, >, 800);
  g_assert_cmpfloat_with_epsilon (y, 400, 1e-6);
}

static void
check_inside (const RsView *view, double lat_deg, double lon_deg, double padding)
{
  double x, y;

  rs_view_project (view, rs_world_from_lat_lon ((RsLatLon){ lat_deg, lon_deg }), &x, &y);
  g_assert_cmpfloat (x, >, padding - 1e-6);
  g_assert_cmpfloat (x, <, view->width - padding + 1e-6);
  g_assert_cmpfloat (y, >, padding - 1e-6);
  g_assert_cmpfloat (y, <, view->height - padding + 1e-6);
}

static void
test_fit (void)
{
  const double rotations[] = { 0, 0.3, G_PI_2, 2.5 };

  for (guint i = 0; i < G_N_ELEMENTS (rotations); i++)
    {
      RsView view = make_view ((RsLatLon){ 0, 0 }, 0, rotations[i]);

      rs_view_fit (&view, 129, 41, 133.5, 43.5, 40, 14);
      check_inside (&view, 41, 129, 40);
      check_inside (&view, 43.5, 133.5, 40);
      check_inside (&view, 41, 133.5, 40);
      g_assert_cmpfloat (view.zoom, >, 6);

      rs_view_fit (&view, 170, -20, -165, 10, 40, 14);
      check_inside (&view, -20, 170, 40);
      check_inside (&view, 10, -165, 40);
      g_assert_cmpfloat (view.zoom, >, 3);

      /* A point: as close as allowed. */
      rs_view_fit (&view, 132.9, 42.8, 132.9, 42.8, 40, 11.5);
      g_assert_cmpfloat (view.zoom, ==, 11.5);
      check_inside (&view, 42.8, 132.9, 300);
    }
}

static void
add_track (RsSnapshot *snapshot, gint64 id, double lat_deg, double from_deg, double to_deg)
{
  RsVessel *vessel = rs_vessel_new ();
  RsFix *fixes = g_new0 (RsFix, 11);

  vessel->id = id;
  for (guint i = 0; i < 11; i++)
    {
      fixes[i].t_ms = i;
      fixes[i].lat_e7 = rs_e7_from_deg (lat_deg);
      fixes[i].lon_e7 = rs_e7_from_deg (rs_lon_wrap (from_deg + (to_deg - from_deg) * i / 10));
    }
  g_ptr_array_add (snapshot->vessels, vessel);
  g_ptr_array_add (snapshot->tracks, rs_track_new (id, fixes, 11, RS_HOUR_MS));
}

/* A case on both sides of 180 degrees is fitted across it, not around the world. */
static void
test_fit_case (void)
{
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  g_autoptr (RsSnapshot) empty = rs_snapshot_new ();
  RsFrame frame;

  rs_frame_init (&frame);
  frame.view = make_view ((RsLatLon){ 0, 0 }, 0, 0);
  add_track (snapshot, 1, 50, 160, 172);
  add_track (snapshot, 2, 52, -178, -165);
  add_track (snapshot, 3, 45, 178, 183);
  rs_snapshot_seal (snapshot);
  rs_frame_fit_case (&frame, snapshot);
  check_inside (&frame.view, 50, 160, 60);
  check_inside (&frame.view, 52, -165, 60);
  check_inside (&frame.view, 45, 179, 60);
  g_assert_cmpfloat (frame.view.zoom, >, 4.5);

  rs_snapshot_seal (empty);
  rs_frame_fit_case (&frame, empty);
  g_assert_cmpfloat (frame.view.zoom, <, 3);
}

static void
test_metres (void)
{
  RsView view = make_view ((RsLatLon){ 60, 0 }, 8, 0);

  g_assert_cmpfloat_with_epsilon (rs_view_m_per_px (&view), 40075016.68 / 2 / 65536, 0.01);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/round-trip", test_round_trip);
  g_test_add_func ("/view/directions", test_directions);
  g_test_add_func ("/view/fit", test_fit);
  g_test_add_func ("/frame/fit-case", test_fit_case);
  g_test_add_func ("/view/metres", test_metres);
  return g_test_run ();
}
