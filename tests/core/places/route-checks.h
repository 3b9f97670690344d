/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "places/coast.h"
#include "places/gazetteer.h"
#include "places/route.h"

/* What every route must keep, for the tests of routes. */

static inline RsAtlas *
open_atlas (void)
{
  g_autoptr (GError) error = NULL;
  RsAtlas *atlas = rs_atlas_open_default (&error);

  g_assert_no_error (error);
  return atlas;
}

/* Exact: no piece touches a coast. Dense: no point every 500 m is on land. And the length is that of
 * the pieces, not below the geodesic. */
static inline void
check_route (RsAtlas *atlas, const RsRoute *route, RsLatLon from, RsLatLon to)
{
  double dist_m = 0;

  g_assert_cmpuint (route->n, >=, 2);
  for (guint i = 0; i + 1 < route->n; i++)
    {
      RsLatLon a = route->points[i], b = route->points[i + 1];
      double piece_m = rs_geodesic_inverse (a, b, NULL);
      guint n = (guint) ceil (piece_m / 500);

      g_assert_true (rs_coast_segment_is_clear (atlas, a, b));
      for (guint k = 0; k <= n; k++)
        {
          /* On the rhumb line: straight in Mercator, the shorter way round. */
          RsWorldPoint wa = rs_world_from_lat_lon (a), wb = rs_world_from_lat_lon (b);
          double dx = wb.x - wa.x, t = n ? (double) k / n : 0;

          dx -= rint (dx);
          wa.x += t * dx;
          wa.x -= floor (wa.x);
          wa.y += t * (wb.y - wa.y);
          g_assert_false (rs_coast_is_land (atlas, rs_lat_lon_from_world (wa)));
        }
      dist_m += piece_m;
    }
  g_assert_cmpfloat_with_epsilon (route->dist_m, dist_m, 1e-3);
  g_assert_cmpfloat (route->dist_m, >=, rs_geodesic_inverse (route->points[0],
                                                             route->points[route->n - 1], NULL)
                                            - 1e-3);
  g_assert_cmpfloat (rs_geodesic_inverse (from, route->points[0], NULL), <, 20500);
  g_assert_cmpfloat (rs_geodesic_inverse (to, route->points[route->n - 1], NULL), <, 20500);
}

/* There and back is the same way. */
static inline void
check_back (RsAtlas *atlas, const RsRoute *route, RsLatLon from, RsLatLon to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsRoute) back = rs_route_find (atlas, to, from, RS_ROUTE_CLEARANCE_M, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (back->n, ==, route->n);
  g_assert_cmpfloat_with_epsilon (back->dist_m, route->dist_m, 0.01 * route->dist_m);
  for (guint i = 0; i < route->n; i++)
    {
      g_assert_cmpfloat (back->points[i].lat_deg, ==, route->points[route->n - 1 - i].lat_deg);
      g_assert_cmpfloat (back->points[i].lon_deg, ==, route->points[route->n - 1 - i].lon_deg);
    }
}
