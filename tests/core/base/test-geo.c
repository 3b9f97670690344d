/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/geo.h"

#include <math.h>

static void
test_bearing (void)
{
  double deg;

  g_assert_cmpfloat (rs_bearing_round (359.97, 1), ==, 0);
  g_assert_cmpfloat (rs_bearing_round (359.94, 1), ==, 359.9);
  g_assert_cmpfloat (rs_bearing_round (359.5, 0), ==, 0);
  g_assert_cmpfloat (rs_bearing_round (-90, 0), ==, 270);
  g_assert_true (isnan (rs_bearing_round (NAN, 1)));
  /* Over the pole. */
  rs_geodesic_inverse ((RsLatLon){ 0, 0 }, (RsLatLon){ 0, 180 }, &deg);
  g_assert_cmpfloat (deg, ==, 0);
  g_assert_false (signbit (deg));
}

static void
test_wrap (void)
{
  g_assert_cmpfloat (rs_lon_wrap (180.0), ==, -180.0);
  g_assert_cmpfloat (rs_lon_wrap (-180.0), ==, -180.0);
  g_assert_cmpfloat (rs_lon_wrap (540.0), ==, -180.0);
  g_assert_cmpfloat_with_epsilon (rs_lon_wrap (190.5), -169.5, 1e-12);
  g_assert_cmpfloat (rs_lon_wrap (-180.0 - 1e-14), <, 180.0);
}

/* 60 nm of meridian near 45 degrees is one degree within a third of a percent; and the two
 * directions of the geodesic problem agree. */
static void
test_geodesic (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < 2000; i++)
    {
      RsLatLon a = { g_rand_double_range (rand, -80, 80), g_rand_double_range (rand, -180, 180) };
      double azimuth = g_rand_double_range (rand, 0, 360);
      double dist_m = g_rand_double_range (rand, 1, 15e6);
      RsLatLon b = rs_geodesic_direct (a, azimuth, dist_m);
      double back;

      g_assert_cmpfloat_with_epsilon (rs_geodesic_inverse (a, b, &back), dist_m, 1e-6);
      g_assert_cmpfloat (fabs (remainder (back - azimuth, 360.0)), <, 1e-6);

      RsLatLon mid = rs_geodesic_between (a, b, 0.5, NULL);
      g_assert_cmpfloat_with_epsilon (rs_geodesic_inverse (a, mid, NULL), dist_m / 2, 1e-5);
    }
}

/* The accuracy that geo.h claims for the sphere. */
static void
test_sphere_error (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  double worst = 0;

  for (int i = 0; i < 20000; i++)
    {
      RsLatLon a = { g_rand_double_range (rand, -90, 90), g_rand_double_range (rand, -180, 180) };
      RsLatLon b = rs_geodesic_direct (a, g_rand_double_range (rand, 0, 360),
                                       pow (10, g_rand_double_range (rand, 2, 6.9)));
      double exact = rs_geodesic_inverse (a, b, NULL);

      worst = MAX (worst, fabs (rs_sphere_distance (a, b) / exact - 1));
    }
  g_test_message ("worst relative error of the sphere: %g", worst);
  g_assert_cmpfloat (worst, <, 0.0057);
  g_assert_cmpfloat (worst, >, 0.004);
}

/* The figure that DEFINITIONS.md computes for Vostochny to Chongjin. */
static void
test_vostochny_chongjin (void)
{
  RsLatLon vostochny = { 42.733, 133.050 }, chongjin = { 41.767, 129.817 };
  double nm = rs_geodesic_inverse (vostochny, chongjin, NULL) / RS_M_PER_NM;

  g_assert_cmpfloat_with_epsilon (nm, 155.5, 1.0);
}

static void
test_text (void)
{
  g_autofree char *text = rs_lat_lon_format ((RsLatLon){ 42.99999, -133.05 });
  RsLatLon p;

  g_assert_cmpstr (text, ==, "43°00.0′N 133°03.0′W");
  g_assert_true (rs_lat_lon_parse ("42.733, 133.05", &p));
  g_assert_cmpfloat (p.lat_deg, ==, 42.733);
  g_assert_cmpfloat (p.lon_deg, ==, 133.05);
  g_assert_false (rs_lat_lon_parse ("91,0", &p));
  g_assert_false (rs_lat_lon_parse ("nan,0", &p));
  g_assert_false (rs_lat_lon_parse ("42.7", &p));
  g_assert_false (rs_lat_lon_parse ("42.7,1 x", &p));
  g_assert_cmpint (rs_e7_from_deg (-0.00000005), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/bearing", test_bearing);
  g_test_add_func ("/geo/wrap", test_wrap);
  g_test_add_func ("/geo/geodesic", test_geodesic);
  g_test_add_func ("/geo/sphere-error", test_sphere_error);
  g_test_add_func ("/geo/vostochny-chongjin", test_vostochny_chongjin);
  g_test_add_func ("/geo/text", test_text);
  return g_test_run ();
}
