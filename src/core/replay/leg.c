/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "replay/leg.h"

#include <math.h>

#define WGS84_A_M 6378137.0
#define WGS84_E2 0.0066943799901413165
#define SHORT_DEG 1.0

double
rs_leg_dist_m (const RsFix *a, const RsFix *b)
{
  RsLatLon p = rs_fix_lat_lon (a), q = rs_fix_lat_lon (b);
  double d_lat = q.lat_deg - p.lat_deg;
  double d_lon = rs_lon_wrap (q.lon_deg - p.lon_deg);
  double lat, sine, w2, meridian_m, normal_m, dx, dy;

  if (fabs (d_lat) > SHORT_DEG || fabs (d_lon) > 2 * SHORT_DEG || fabs (p.lat_deg) > 80)
    return rs_geodesic_inverse (p, q, NULL);
  lat = (p.lat_deg + q.lat_deg) / 2 * (G_PI / 180.0);
  sine = sin (lat);
  w2 = 1 - WGS84_E2 * sine * sine;
  normal_m = WGS84_A_M / sqrt (w2);
  meridian_m = normal_m * (1 - WGS84_E2) / w2;
  dx = normal_m * cos (lat) * d_lon * (G_PI / 180.0);
  dy = meridian_m * d_lat * (G_PI / 180.0);
  return sqrt (dx * dx + dy * dy);
}

double
rs_leg_sog_kn (const RsFix *a, const RsFix *b)
{
  if (a->sog_dkn != RS_SOG_NONE)
    return a->sog_dkn / 10.0;
  if (b && b->t_ms > a->t_ms)
    return rs_leg_dist_m (a, b) / ((double) (b->t_ms - a->t_ms) / 1000.0) / RS_KN_TO_MPS;
  return NAN;
}

gboolean
rs_leg_is_still (const RsFix *a, const RsFix *b)
{
  if (a->nav_status == 1 || a->nav_status == 5 || a->nav_status == 6)
    return TRUE;
  /* NAN is not below. */
  return rs_leg_sog_kn (a, b) < RS_STILL_KN;
}
