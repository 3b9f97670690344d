/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/projection.h"

#include <math.h>

#include "drawing/line.h"
#include "drawing/shape.h"

static RsView
make_view (GRand *rand, double max_zoom)
{
  RsView view = { .zoom = g_rand_double_range (rand, 1, max_zoom),
                  .rotation_rad = g_rand_boolean (rand) ? 0 : g_rand_double_range (rand, -4, 4),
                  .width = 800,
                  .height = 500,
                  .scale = 1 };

  view.center = rs_world_from_lat_lon (
      (RsLatLon){ g_rand_double_range (rand, -70, 70), g_rand_double_range (rand, -180, 180) });
  return view;
}

/* The affine map beside rs_view_project (). */
static void
test_place (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (31);
  guint n_seen = 0;

  for (guint i = 0; i < 4000; i++)
    {
      RsView view = make_view (rand, 12);
      RsProjection projection;
      RsWorldPoint w;
      double x, y, px, py;
      gboolean seen, found = FALSE;

      rs_projection_init (&projection, &view, 10);
      w = rs_view_unproject (&view, g_rand_double_range (rand, -400, 1200),
                             g_rand_double_range (rand, -250, 750));
      rs_view_project (&view, w, &x, &y);
      seen = x >= 0 && y >= 0 && x <= view.width && y <= view.height;
      for (guint copy = 0; rs_projection_place (&projection, rs_lat_lon_from_world (w), copy, &px,
                                                &py);
           copy++)
        found |= hypot (px - x, py - y) < 1e-3;
      if (seen)
        g_assert_true (found);
      n_seen += seen;
      g_assert_cmpfloat_with_epsilon (rs_projection_get_px (&projection) * rs_view_world_px (&view),
                                      RS_WORLD, 1);
    }
  g_assert_cmpuint (n_seen, >, 500);
}

/* A track whose box holds a point of the view is never left out; most others are. */
static void
test_meets_track (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (32);
  guint n_out = 0;

  for (guint i = 0; i < 4000; i++)
    {
      RsView view = make_view (rand, 10);
      RsProjection projection;
      double west = g_rand_double_range (rand, -180, 180), span = g_rand_double_range (rand, 0, 40);
      double south = g_rand_double_range (rand, -80, 70);
      RsTrack track = { .n = 2, .south_deg = south, .north_deg = south + 8 };
      gboolean meets, inside = FALSE;

      track.west_deg = west;
      track.east_deg = rs_lon_wrap (west + span);
      rs_projection_init (&projection, &view, 0);
      meets = rs_projection_meets_track (&projection, &track);
      for (guint k = 0; k < 200 && !inside; k++)
        {
          RsLatLon p = rs_lat_lon_from_world (
              rs_view_unproject (&view, g_rand_double_range (rand, 0, view.width),
                                 g_rand_double_range (rand, 0, view.height)));
          double east = fmod (p.lon_deg - west + 720, 360);

          inside = east <= span && p.lat_deg >= south && p.lat_deg <= south + 8;
        }
      if (inside)
        g_assert_true (meets);
      n_out += !meets;
    }
  g_assert_cmpuint (n_out, >, 1500);
}

/* A dashed line that begins and ends far outside shows the same dashes as one that does at the edge. */
static void
test_line_far (void)
{
  enum { W = 300, H = 20 };
  g_autofree guint32 *near = g_new0 (guint32, W * H);
  g_autofree guint32 *far = g_new0 (guint32, W * H);
  g_autoptr (RsCanvas) near_canvas = rs_canvas_new_for_buffer ((guchar *) near, W, H, W * 4, 1);
  g_autoptr (RsCanvas) far_canvas = rs_canvas_new_for_buffer ((guchar *) far, W, H, W * 4, 1);
  /* Beyond what a float can count pixels in. */
  const double before_px = 240000000, edge_px = 120;
  guint n_painted = 0;
  RsLine line;

  rs_line_init (&line, near_canvas);
  rs_line_begin (&line, 2, RS_RGB (0), RS_DASH_INFERRED);
  rs_line_add (&line, -edge_px, 10);
  rs_line_add (&line, W + 50, 10);
  rs_line_clear (&line);
  rs_line_init (&line, far_canvas);
  rs_line_begin (&line, 2, RS_RGB (0), RS_DASH_INFERRED);
  rs_line_add (&line, -before_px, 10);
  rs_line_add (&line, before_px, 10);
  rs_line_clear (&line);
  for (guint i = 0; i < W * H; i++)
    {
      gint a = (gint) (near[i] >> 24), b = (gint) (far[i] >> 24);

      g_assert_cmpint (ABS (a - b), <, 12);
      n_painted += a > 128;
    }
  g_assert_cmpuint (n_painted, >, W);
  g_assert_cmpuint (n_painted, <, 2 * W);
}

/* A ring around a place is as far as it says on every side, also across 180 degrees. */
static void
test_circle (void)
{
  const RsLatLon centers[] = { { 42, 133 }, { 60, 179.9 }, { -30, -179.95 } };

  for (guint i = 0; i < G_N_ELEMENTS (centers); i++)
    {
      RsView view = { .center = rs_world_from_lat_lon (centers[i]),
                      .zoom = 7,
                      .width = 800,
                      .height = 500,
                      .scale = 1 };
      RsShape shape;
      double x, y;

      rs_shape_init (&shape, NULL, &view);
      rs_shape_set_circle (&shape, centers[i], 92600);
      g_assert_true (rs_shape_is_seen (&shape));
      g_assert_true (rs_shape_contains (&shape, 400, 250));
      for (double azimuth_deg = 0; azimuth_deg < 360; azimuth_deg += 7)
        {
          RsLatLon edge = rs_geodesic_direct (centers[i], azimuth_deg, 92600);
          RsLatLon outside = rs_geodesic_direct (centers[i], azimuth_deg, 95000);

          rs_view_project (&view, rs_world_from_lat_lon (edge), &x, &y);
          g_assert_cmpfloat (rs_shape_dist (&shape, x, y), <, 0.2);
          rs_view_project (&view, rs_world_from_lat_lon (outside), &x, &y);
          g_assert_false (rs_shape_contains (&shape, x, y));
        }
      /* On the other side of the world nothing is seen of it. */
      view.center.x = fmod (view.center.x + 0.5, 1);
      rs_shape_clear (&shape);
      rs_shape_init (&shape, NULL, &view);
      rs_shape_set_circle (&shape, centers[i], 92600);
      g_assert_false (rs_shape_is_seen (&shape));
      g_assert_cmpfloat (rs_shape_dist (&shape, 400, 250), ==, G_MAXDOUBLE);
      rs_shape_clear (&shape);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/projection/place", test_place);
  g_test_add_func ("/projection/meets-track", test_meets_track);
  g_test_add_func ("/projection/line-far", test_line_far);
  g_test_add_func ("/projection/circle", test_circle);
  return g_test_run ();
}
