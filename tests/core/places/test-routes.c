/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routes between random ports and random places at sea. */
#include "places/route-checks.h"

#define SEED 2024

static gint64 slowest_us;

static RsRoute *
find (RsAtlas *atlas, RsLatLon from, RsLatLon to)
{
  g_autoptr (GError) error = NULL;
  gint64 start_us = g_get_monotonic_time ();
  RsRoute *route = rs_route_find (atlas, from, to, RS_ROUTE_CLEARANCE_M, NULL, &error);
  gint64 took_us = g_get_monotonic_time () - start_us;

  if (!route)
    g_error ("%g,%g to %g,%g: %s", from.lat_deg, from.lon_deg, to.lat_deg, to.lon_deg,
             error->message);
  slowest_us = MAX (slowest_us, took_us);
  check_route (atlas, route, from, to);
  return route;
}

static void
test_ports (void)
{
  g_autoptr (RsAtlas) atlas = open_atlas ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  guint n;
  const RsPort *ports = rs_gazetteer_get_ports (&n);

  for (guint i = 0; i < 60; i++)
    {
      const RsPort *a = &ports[g_rand_int_range (rand, 0, (gint32) n)];
      const RsPort *b = &ports[g_rand_int_range (rand, 0, (gint32) n)];
      g_autoptr (RsRoute) route = find (atlas, a->roadstead, b->roadstead);

      if (i % 8 == 0)
        check_back (atlas, route, a->roadstead, b->roadstead);
    }
  g_test_message ("seed %d, slowest %.2f s", SEED, slowest_us / 1e6);
}

static RsLatLon
pick_sea (RsAtlas *atlas, GRand *rand)
{
  for (;;)
    {
      RsLatLon p = { g_rand_double_range (rand, 33, 52), g_rand_double_range (rand, 120, 148) };
      RsLatLon water;

      if (!rs_coast_is_land (atlas, p) && rs_coast_nearest_water (atlas, p, 0, 1, &water))
        return p;
    }
}

static void
test_sea (void)
{
  g_autoptr (RsAtlas) atlas = open_atlas ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED + 1);

  slowest_us = 0;
  for (guint i = 0; i < 60; i++)
    {
      RsLatLon a = pick_sea (atlas, rand), b = pick_sea (atlas, rand);
      g_autoptr (RsRoute) route = find (atlas, a, b);

      if (i % 8 == 0)
        check_back (atlas, route, a, b);
    }
  g_test_message ("seed %d, slowest %.2f s", SEED + 1, slowest_us / 1e6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/routes/ports", test_ports);
  g_test_add_func ("/routes/sea", test_sea);
  return g_test_run ();
}
