/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/area.h"

#include <math.h>

#include "base/mercator.h"

#define SEED 4711

static gboolean
has (const RsArea *area, double lat_deg, double lon_deg)
{
  return rs_area_contains (area, rs_e7_from_deg (lat_deg), rs_e7_from_deg (rs_lon_wrap (lon_deg)));
}

static void
test_box (void)
{
  static const RsLatLon corners[] = { { 42, 132 }, { 43, 132 }, { 43, 134 }, { 42, 134 } };
  g_autoptr (RsArea) area = rs_area_new_polygon (corners, 4);

  g_assert_true (has (area, 42.5, 133) && has (area, 42.001, 132.001) && has (area, 42.999, 133.999));
  g_assert_false (has (area, 41.999, 133) || has (area, 43.001, 133) || has (area, 42.5, 131.999)
                  || has (area, 42.5, 134.001) || has (area, 42.5, -133) || has (area, -42.5, 133));
  g_assert_true (rs_area_may_meet (area, 100, 0, 140, 80));
  g_assert_true (rs_area_may_meet (area, 133, 42.9, -170, 80));
  g_assert_false (rs_area_may_meet (area, 134.1, 0, 131.9, 80));
  g_assert_false (rs_area_may_meet (area, 100, 43.1, 140, 80));
}

/* From 179 E to 179 W, written either way round. */
static void
test_across_180 (void)
{
  static const RsLatLon east_first[] = { { -1, 179 }, { 1, 179 }, { 1, -179 }, { -1, -179 } };
  static const RsLatLon west_first[] = { { -1, -179 }, { -1, 179 }, { 1, 179 }, { 1, -179 } };
  const RsLatLon *const all[] = { east_first, west_first };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (RsArea) area = rs_area_new_polygon (all[i], 4);

      g_assert_true (has (area, 0, 179.5) && has (area, 0, -179.5) && has (area, 0.5, 180));
      g_assert_false (has (area, 0, 178.9) || has (area, 0, -178.9) || has (area, 0, 0));
      g_assert_true (rs_area_may_meet (area, -180, -5, -179.5, 5));
      g_assert_true (rs_area_may_meet (area, 179.5, -5, 179.9, 5));
      g_assert_true (rs_area_may_meet (area, 170, -5, -170, 5));
      g_assert_false (rs_area_may_meet (area, -178.9, -5, 178.9, 5));
    }
}

/* Even and odd, on the map. @x: unwrapped near the corners. */
static gboolean
ask_slowly (const RsWorldPoint *corners, guint n, RsWorldPoint p)
{
  gboolean inside = FALSE;

  for (guint i = 0, k = n - 1; i < n; k = i++)
    if ((corners[i].y > p.y) != (corners[k].y > p.y)
        && p.x < (corners[k].x - corners[i].x) * (p.y - corners[i].y) / (corners[k].y - corners[i].y)
                   + corners[i].x)
      inside = !inside;
  return inside;
}

/* How far a place is from the nearest edge, metres, about. */
static double
edge_distance_m (const RsWorldPoint *corners, guint n, RsWorldPoint p, double lat_deg)
{
  double nearest = INFINITY;

  for (guint i = 0, k = n - 1; i < n; k = i++)
    {
      double dx = corners[k].x - corners[i].x, dy = corners[k].y - corners[i].y;
      double t = ((p.x - corners[i].x) * dx + (p.y - corners[i].y) * dy) / (dx * dx + dy * dy);

      t = CLAMP (t, 0, 1);
      nearest = MIN (nearest, hypot (corners[i].x + t * dx - p.x, corners[i].y + t * dy - p.y));
    }
  return nearest * rs_mercator_scale_m (lat_deg);
}

static void
test_twin (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  guint n_inside = 0, n_asked = 0;

  for (guint round = 0; round < 200; round++)
    {
      guint n = (guint) g_rand_int_range (rand, 3, 40);
      double lat = g_rand_double_range (rand, -70, 70), lon = g_rand_double_range (rand, -180, 180);
      double size = g_rand_double_range (rand, 0.01, 10);
      g_autofree RsLatLon *corners = g_new (RsLatLon, n);
      g_autofree RsWorldPoint *world = g_new (RsWorldPoint, n);
      g_autoptr (RsArea) area = NULL;

      for (guint i = 0; i < n; i++)
        {
          double x = lon + g_rand_double_range (rand, -size, size);

          corners[i] = (RsLatLon){ lat + g_rand_double_range (rand, -size, size), rs_lon_wrap (x) };
          world[i] = rs_world_from_lat_lon (corners[i]);
          world[i].x = (x + 180) / 360;
        }
      area = rs_area_new_polygon (corners, n);
      for (guint i = 0; i < 300; i++)
        {
          double x = lon + g_rand_double_range (rand, -1.1 * size, 1.1 * size);
          RsLatLon p = { lat + g_rand_double_range (rand, -1.1 * size, 1.1 * size), rs_lon_wrap (x) };
          RsWorldPoint w = rs_world_from_lat_lon (p);
          gboolean inside;

          w.x = (x + 180) / 360;
          inside = ask_slowly (world, n, w);
          n_asked++;
          n_inside += inside;
          if (inside != has (area, p.lat_deg, p.lon_deg)
              && edge_distance_m (world, n, w, p.lat_deg) > 2)
            g_error ("seed %d, round %u: %.7f, %.7f is %s", SEED, round, p.lat_deg, p.lon_deg,
                     inside ? "inside" : "outside");
        }
    }
  g_assert_cmpuint (n_inside, >, n_asked / 10);
  g_assert_cmpuint (n_inside, <, n_asked * 9 / 10);
}

static void
test_circle (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint round = 0; round < 2000; round++)
    {
      RsLatLon middle = { g_rand_double_range (rand, -89, 89), g_rand_double_range (rand, -180, 180) };
      double radius_m = g_rand_double_range (rand, 100, 500000);
      g_autoptr (RsArea) area = rs_area_new_circle (middle, radius_m);
      double azimuth = g_rand_double_range (rand, 0, 360);
      RsLatLon inside = rs_geodesic_direct (middle, azimuth, radius_m * 0.993);
      RsLatLon outside = rs_geodesic_direct (middle, azimuth, radius_m * 1.007);

      g_assert_true (has (area, inside.lat_deg, inside.lon_deg));
      g_assert_false (has (area, outside.lat_deg, outside.lon_deg));
      g_assert_true (rs_area_may_meet (area, inside.lon_deg, inside.lat_deg, inside.lon_deg,
                                       inside.lat_deg));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/area/box", test_box);
  g_test_add_func ("/area/across-180", test_across_180);
  g_test_add_func ("/area/twin", test_twin);
  g_test_add_func ("/area/circle", test_circle);
  return g_test_run ();
}
