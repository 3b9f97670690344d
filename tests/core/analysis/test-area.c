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

static RsShare
ask_share (const RsArea *area, double west_deg, double south_deg, double east_deg, double north_deg)
{
  const RsBoxE7 box = { rs_e7_from_deg (south_deg), rs_e7_from_deg (north_deg),
                        rs_e7_from_deg (west_deg), rs_e7_from_deg (east_deg) };

  return rs_area_get_share (area, &box);
}

static void
test_box (void)
{
  static const RsLatLon corners[] = { { 42, 132 }, { 43, 132 }, { 43, 134 }, { 42, 134 } };
  g_autoptr (RsArea) area = rs_area_new_polygon (corners, 4);

  g_assert_true (has (area, 42.5, 133) && has (area, 42.001, 132.001) && has (area, 42.999, 133.999));
  g_assert_false (has (area, 41.999, 133) || has (area, 43.001, 133) || has (area, 42.5, 131.999)
                  || has (area, 42.5, 134.001) || has (area, 42.5, -133) || has (area, -42.5, 133));
  g_assert_cmpint (ask_share (area, 100, 0, 140, 80), ==, RS_SHARE_OPEN);
  g_assert_cmpint (ask_share (area, 132.1, 42.1, 133.9, 42.9), ==, RS_SHARE_ALL);
  g_assert_cmpint (ask_share (area, 134.1, 0, 160, 80), ==, RS_SHARE_NONE);
  g_assert_cmpint (ask_share (area, 100, 43.1, 140, 80), ==, RS_SHARE_NONE);
  /* Over a level edge alone. */
  g_assert_cmpint (ask_share (area, 132.5, 42.5, 133, 43.5), ==, RS_SHARE_OPEN);
  g_assert_cmpint (ask_share (area, 132.5, 41.5, 133, 42.5), ==, RS_SHARE_OPEN);
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
      g_assert_cmpint (ask_share (area, -180, -0.5, -179.5, 0.5), ==, RS_SHARE_ALL);
      g_assert_cmpint (ask_share (area, 179.5, -0.5, 179.9, 0.5), ==, RS_SHARE_ALL);
      g_assert_cmpint (ask_share (area, -180, -0.5, 179.9, 0.5), ==, RS_SHARE_OPEN);
      g_assert_cmpint (ask_share (area, -178.9, -5, 178.9, 5), ==, RS_SHARE_NONE);
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

/* Some places of the bounds, their corners among them: what is said of all must be true of each. */
static void
check_share (const RsArea *area, const RsBoxE7 *box, RsShare share, GRand *rand)
{
  for (guint i = 0; i < 60; i++)
    {
      gint32 lat_e7 = i < 4 ? (i & 1 ? box->north_e7 : box->south_e7)
                            : (gint32) (box->south_e7
                                        + g_rand_double (rand)
                                            * ((double) box->north_e7 - box->south_e7));
      gint32 lon_e7 = i < 4 ? (i & 2 ? box->east_e7 : box->west_e7)
                            : (gint32) (box->west_e7
                                        + g_rand_double (rand)
                                            * ((double) box->east_e7 - box->west_e7));

      if (rs_area_contains (area, lat_e7, lon_e7) != (share == RS_SHARE_ALL))
        g_error ("seed %d: %d, %d is not as its bounds", SEED, lat_e7, lon_e7);
    }
}

/* Polygons that cross themselves, some of them in steps so that edges are level, and circles; across 180
 * degrees and elsewhere. */
static RsArea *
make_random_area (GRand *rand, guint round, double lat, double lon, double size)
{
  guint n = (guint) g_rand_int_range (rand, 3, 30);
  RsLatLon corners[30];

  if (round % 3 == 0)
    return rs_area_new_circle ((RsLatLon){ lat, lon }, size * 60 * RS_M_PER_NM);
  for (guint i = 0; i < n; i++)
    corners[i] = (RsLatLon){ lat + g_rand_double_range (rand, -size, size),
                             rs_lon_wrap (lon + g_rand_double_range (rand, -size, size)) };
  for (guint i = 1; round % 3 == 1 && i < n; i++)
    if (i % 2)
      corners[i].lat_deg = corners[i - 1].lat_deg;
    else
      corners[i].lon_deg = corners[i - 1].lon_deg;
  return rs_area_new_polygon (corners, n);
}

static void
test_share (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  guint n[4] = { 0 };

  for (guint round = 0; round < 300; round++)
    {
      double lat = g_rand_double_range (rand, -75, 75), size = g_rand_double_range (rand, 0.01, 8);
      double lon = round % 2 ? rs_lon_wrap (180 + g_rand_double_range (rand, -size, size))
                             : g_rand_double_range (rand, -180, 180);
      g_autoptr (RsArea) area = make_random_area (rand, round, lat, lon, size);

      for (guint i = 0; i < 300; i++)
        {
          double height = i % 3 ? size * pow (10, g_rand_double_range (rand, -4, 0)) : 0;
          double width = i % 3 ? height * g_rand_double_range (rand, 0.1, 3) : 0;
          double west = rs_lon_wrap (lon + g_rand_double_range (rand, -1.2 * size, 1.2 * size));
          double south = lat + g_rand_double_range (rand, -1.2 * size, 1.2 * size);
          RsBoxE7 box = { rs_e7_from_deg (south), rs_e7_from_deg (south + height),
                          rs_e7_from_deg (west), 0 };
          RsShare share;

          box.east_e7 = (gint32) MIN (box.west_e7 + width * RS_E7, RS_LON_E7_MAX - 1);
          share = rs_area_get_share (area, &box);
          n[share]++;
          if (share != RS_SHARE_OPEN)
            check_share (area, &box, share, rand);
          /* Of one place there is nothing that a polygon must leave open. */
          if (i % 3 == 0 && round % 3 != 0)
            g_assert_cmpint (share, !=, RS_SHARE_OPEN);
        }
    }
  g_test_message ("%u none, %u all, %u open", n[RS_SHARE_NONE], n[RS_SHARE_ALL], n[RS_SHARE_OPEN]);
  g_assert_cmpuint (n[RS_SHARE_SOME], ==, 0);
  g_assert_cmpuint (n[RS_SHARE_NONE], >, 20000);
  g_assert_cmpuint (n[RS_SHARE_ALL], >, 10000);
  g_assert_cmpuint (n[RS_SHARE_OPEN], >, 1000);
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
      g_assert_cmpint (ask_share (area, inside.lon_deg, inside.lat_deg, inside.lon_deg, inside.lat_deg),
                       !=, RS_SHARE_NONE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/area/box", test_box);
  g_test_add_func ("/area/across-180", test_across_180);
  g_test_add_func ("/area/twin", test_twin);
  g_test_add_func ("/area/share", test_share);
  g_test_add_func ("/area/circle", test_circle);
  return g_test_run ();
}
