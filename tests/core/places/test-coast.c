/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/coast.h"

#include <math.h>

static RsAtlas *atlas;

static void
test_known_places (void)
{
  static const struct
  {
    const char *name;
    RsLatLon p;
    gboolean land;
  } places[] = {
    { "Nakhodka, the town", { 42.8239, 132.8927 }, TRUE },
    { "Sea of Japan", { 40, 135 }, FALSE },
    { "Tatar Strait", { 50, 141 }, FALSE },
    { "Peter the Great Gulf", { 42.7, 131.9 }, FALSE },
    { "Vladivostok, the hills", { 43.15, 131.92 }, TRUE },
    { "Rajin, inland", { 42.28, 130.27 }, TRUE },
    { "Pyongyang", { 39.02, 125.75 }, TRUE },
    { "Seoul", { 37.57, 126.98 }, TRUE },
    { "Tokyo, west", { 35.69, 139.60 }, TRUE },
    { "Sakhalin", { 50.5, 143.0 }, TRUE },
    { "La Perouse Strait", { 45.8, 142.0 }, FALSE },
    { "Tsugaru Strait", { 41.3, 140.4 }, FALSE },
    { "Caspian", { 42, 51 }, FALSE },
    { "Baikal", { 53.5, 108.2 }, FALSE },
    { "Lake Khanka", { 45.0, 132.4 }, FALSE },
    { "Lake Superior", { 47.7, -87.5 }, FALSE },
    { "Olkhon in Baikal", { 53.15, 107.4 }, TRUE },
    { "Chukotka, west of 180", { 66.5, 179.5 }, TRUE },
    { "Chukotka, east of 180", { 66.5, -179.5 }, TRUE },
    { "Vanua Levu, Fiji", { -16.6, 179.3 }, TRUE },
    { "Koro Sea, Fiji", { -17.8, -179.6 }, FALSE },
    { "Antarctica", { -85, 0 }, TRUE },
    { "Antarctica at 180", { -85, 180 }, TRUE },
    { "Greenwich Sahara", { 25, 0 }, TRUE },
    { "Atlantic at Greenwich", { 0, 0 }, FALSE },
    { "North Pole", { 89, 10 }, FALSE },
    { "Kansas", { 38.5, -98 }, TRUE },
    { "Amazon", { -5, -63.2 }, TRUE },
    { "Java Sea", { -5, 110 }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (rs_coast_is_land (atlas, places[i].p) != places[i].land)
      g_error ("%s is taken for %s", places[i].name, places[i].land ? "water" : "land");
}

static void
test_distance (void)
{
  /* The middle of the Sea of Japan is far from all; half a kilometre off Cape Gamov is not. */
  double d_m = rs_coast_distance_m (atlas, (RsLatLon){ 40, 135 }, 500000);

  g_assert_cmpfloat (d_m, >, 200000);
  g_assert_cmpfloat (d_m, <, 400000);
  g_assert_cmpfloat (rs_coast_distance_m (atlas, (RsLatLon){ 40, 135 }, 1000), ==, 1000);
  g_assert_cmpfloat (rs_coast_distance_m (atlas, (RsLatLon){ 42.8239, 132.8927 }, 50000), <, 4000);
}

/* The distance does not change when longitude is counted another way, and is a metric's: moving by
 * d changes it by no more than d. */
/* What RS_COAST_ESTIMATE_PART says. */
static void
test_estimate (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (41);
  const double max_m = 30000, lat_max = RS_COAST_ESTIMATE_LAT_MAX;
  double worst = 0;
  guint n = 0;

  for (guint i = 0; i < 20000; i++)
    {
      RsLatLon p = { g_rand_double_range (rand, -lat_max, lat_max),
                     g_rand_double_range (rand, -180, 180) };
      double rough_m = rs_coast_estimate_distance_m (atlas, p, max_m);
      double fine_m = rs_coast_distance_m (atlas, p, max_m);

      if (rough_m >= max_m)
        {
          g_assert_cmpfloat (fine_m, ==, max_m);
          continue;
        }
      worst = MAX (worst, fabs (MIN (fine_m, max_m) - rough_m) / rough_m);
      n++;
    }
  g_test_message ("%u near a shore, off by %.5f at most", n, worst);
  g_assert_cmpuint (n, >, 1000);
  g_assert_cmpfloat (worst, <, RS_COAST_ESTIMATE_PART);
}

static void
test_distance_is_lipschitz (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (int i = 0; i < 400; i++)
    {
      RsLatLon p = { g_rand_double_range (rand, 33, 55), g_rand_double_range (rand, 118, 148) };
      RsLatLon q = rs_geodesic_direct (p, g_rand_double_range (rand, 0, 360), 2000);
      double a_m = rs_coast_distance_m (atlas, p, 60000);
      double b_m = rs_coast_distance_m (atlas, q, 60000);

      /* One in a thousand for the scale to the first order. */
      g_assert_cmpfloat (fabs (a_m - b_m), <=, 2000 + 1e-3 * a_m + 1);
    }
}

static RsLatLon
along (RsLatLon a, RsLatLon b, double t)
{
  RsWorldPoint p = rs_world_from_lat_lon (a), q = rs_world_from_lat_lon (b);
  double dx = q.x - p.x;

  dx -= nearbyint (dx);
  return rs_lat_lon_from_world ((RsWorldPoint){ p.x + dx * t, p.y + (q.y - p.y) * t });
}

static void
test_segments_against_sampling (void)
{
  static const struct
  {
    double south, north, west, east;
  } areas[] = {
    { 34, 54, 118, 148 },   { 42, 43.5, 130, 134 }, { 33, 36, 125, 131 }, { 60, 68, 170, 200 },
    { -20, -15, 175, 185 }, { 40, 55, -10, 30 },    { -10, 10, 95, 130 }, { 30, 57, 115, 120 },
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (77);
  int n_clear = 0, n_blocked = 0;

  for (guint k = 0; k < G_N_ELEMENTS (areas); k++)
    for (int i = 0; i < 400; i++)
      {
        double reach = (i % 4 + 1) * (areas[k].north - areas[k].south) / 16;
        RsLatLon a = { g_rand_double_range (rand, areas[k].south, areas[k].north),
                       rs_lon_wrap (g_rand_double_range (rand, areas[k].west, areas[k].east)) };
        RsLatLon b = { a.lat_deg + g_rand_double_range (rand, -reach, reach),
                       rs_lon_wrap (a.lon_deg + g_rand_double_range (rand, -reach, reach)) };
        gboolean clear = rs_coast_segment_is_clear (atlas, a, b);

        g_assert_true (clear == rs_coast_segment_is_clear (atlas, b, a));
        n_clear += clear;
        n_blocked += !clear;
        if (clear)
          for (int j = 0; j <= 200; j++)
            g_assert_false (rs_coast_is_land (atlas, along (a, b, j / 200.0)));
        else
          {
            /* There is a reason: land under it, or a shore very near some part of it. */
            double nearest_m = HUGE_VAL;
            double long_m = rs_sphere_distance (a, b);
            gboolean land = FALSE;

            for (int j = 0; j <= 200 && !land; j++)
              land = rs_coast_is_land (atlas, along (a, b, j / 200.0));
            for (int j = 0; j <= 200 && !land && nearest_m > long_m / 200; j++)
              nearest_m = MIN (nearest_m, rs_coast_distance_m (atlas, along (a, b, j / 200.0),
                                                               long_m / 100 + 10));
            g_assert_true (land || nearest_m <= long_m / 200);
          }
      }
  g_assert_cmpint (n_clear, >, 200);
  g_assert_cmpint (n_blocked, >, 200);
}

static void
test_straits (void)
{
  /* Open water, a peninsula in the way, the short way over 180 degrees. */
  g_assert_true (
      rs_coast_segment_is_clear (atlas, (RsLatLon){ 42.5, 133 }, (RsLatLon){ 41.7, 130.2 }));
  g_assert_false (rs_coast_segment_is_clear (atlas, (RsLatLon){ 38, 124 }, (RsLatLon){ 38, 130 }));
  g_assert_true (rs_coast_segment_is_clear (atlas, (RsLatLon){ 58, 179 }, (RsLatLon){ 57, -178 }));
  g_assert_false (
      rs_coast_segment_is_clear (atlas, (RsLatLon){ 66.5, 179 }, (RsLatLon){ 66.5, -179 }));
  g_assert_true (rs_coast_segment_is_clear (atlas, (RsLatLon){ 40, 135 }, (RsLatLon){ 40, 135 }));
  g_assert_false (
      rs_coast_segment_is_clear (atlas, (RsLatLon){ 37.57, 127.3 }, (RsLatLon){ 37.57, 127.3 }));
}

static void
test_nearest_water (void)
{
  RsLatLon ports[] = {
    { 42.800, 132.883 }, { 42.733, 133.050 }, { 47.041, 142.041 }, { 43.117, 131.883 },
    { 42.254, 130.301 }, { 41.767, 129.817 }, { 38.728, 125.412 }, { 36.033, 129.372 },
    { 35.199, 128.573 }, { 37.910, 139.103 },
  };
  RsLatLon out;

  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    {
      g_assert_true (rs_coast_nearest_water (atlas, ports[i], 300, 30000, &out));
      g_assert_false (rs_coast_is_land (atlas, out));
      g_assert_cmpfloat (rs_coast_distance_m (atlas, out, 1000), >=, 299);
      g_assert_cmpfloat (rs_sphere_distance (ports[i], out), <, 12000);
    }
  /* Lakes do not count, and there is a limit. */
  g_assert_false (rs_coast_nearest_water (atlas, (RsLatLon){ 53.5, 108.2 }, 300, 20000, &out));
  g_assert_true (rs_coast_nearest_water (atlas, (RsLatLon){ 40, 135 }, 300, 20000, &out));
  g_assert_cmpfloat (out.lat_deg, ==, 40);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  atlas = rs_atlas_open_default (&error);
  g_assert_no_error (error);
  g_test_add_func ("/coast/known-places", test_known_places);
  g_test_add_func ("/coast/distance", test_distance);
  g_test_add_func ("/coast/estimate", test_estimate);
  g_test_add_func ("/coast/distance-is-lipschitz", test_distance_is_lipschitz);
  g_test_add_func ("/coast/segments-against-sampling", test_segments_against_sampling);
  g_test_add_func ("/coast/straits", test_straits);
  g_test_add_func ("/coast/nearest-water", test_nearest_water);
  status = g_test_run ();
  rs_atlas_unref (atlas);
  return status;
}
