/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mercator.h"

#include <math.h>

static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (int i = 0; i < 20000; i++)
    {
      RsLatLon p = { g_rand_double_range (rand, -85, 85), g_rand_double_range (rand, -180, 180) };
      guint32 x, y;

      rs_world_pack (p, &x, &y);
      g_assert_cmpfloat (rs_sphere_distance (p, rs_world_unpack (x, y)), <, 0.01);
    }
}

static void
test_edges (void)
{
  guint32 x, y, x2;

  rs_world_pack ((RsLatLon){ 90, 180 }, &x, &y);
  g_assert_cmpuint (x, ==, 0);
  g_assert_cmpuint (y, ==, 0);
  rs_world_pack ((RsLatLon){ -90, -180 }, &x, &y);
  g_assert_cmpuint (x, ==, 0);
  g_assert_cmpuint (y, ==, G_MAXUINT32);

  /* Across the antimeridian the difference is the short one. */
  rs_world_pack ((RsLatLon){ 0, 179.9 }, &x, &y);
  rs_world_pack ((RsLatLon){ 0, -179.9 }, &x2, &y);
  g_assert_cmpfloat_with_epsilon ((gint32) (x2 - x) / RS_WORLD * 360, 0.2, 1e-6);
}

static void
test_scale (void)
{
  /* One degree of longitude at 60 N is half of one at the equator. */
  g_assert_cmpfloat_with_epsilon (rs_mercator_scale_m (60) / rs_mercator_scale_m (0), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (rs_mercator_scale_m (0), 40075016.68, 0.01);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mercator/round-trip", test_round_trip);
  g_test_add_func ("/mercator/edges", test_edges);
  g_test_add_func ("/mercator/scale", test_scale);
  return g_test_run ();
}
