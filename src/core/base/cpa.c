/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cpa.h"

#include <math.h>

#define RAD (G_PI / 180.0)
#define WGS84_A_M 6378137.0
#define WGS84_E2 0.0066943799901413165

static gboolean
check (const RsMotion *motion, GError **error)
{
  if (isfinite (motion->lat_deg) && fabs (motion->lat_deg) <= 90 && isfinite (motion->lon_deg)
      && isfinite (motion->sog_mps) && motion->sog_mps >= 0 && isfinite (motion->cog_deg))
    return TRUE;
  g_set_error (error, RS_GEO_ERROR, RS_GEO_ERROR_RANGE,
               "latitude %g, longitude %g, speed %g m/s, course %g: wanted latitude within 90 degrees, "
               "a speed of at least 0, and all of them finite",
               motion->lat_deg, motion->lon_deg, motion->sog_mps, motion->cog_deg);
  return FALSE;
}

gboolean
rs_cpa_compute (const RsMotion *own, const RsMotion *other, double *out_dist_m, double *out_time_s,
                double *out_closing_mps, GError **error)
{
  double lat, sine, w2, normal_m, x, y, vx, vy, v2, dot, range, t;

  if (!check (own, error) || !check (other, error))
    return FALSE;
  lat = (own->lat_deg + other->lat_deg) / 2 * RAD;
  sine = sin (lat);
  w2 = 1 - WGS84_E2 * sine * sine;
  normal_m = WGS84_A_M / sqrt (w2);
  x = normal_m * cos (lat) * rs_lon_wrap (other->lon_deg - own->lon_deg) * RAD;
  y = normal_m * (1 - WGS84_E2) / w2 * (other->lat_deg - own->lat_deg) * RAD;
  vx = other->sog_mps * sin (other->cog_deg * RAD) - own->sog_mps * sin (own->cog_deg * RAD);
  vy = other->sog_mps * cos (other->cog_deg * RAD) - own->sog_mps * cos (own->cog_deg * RAD);
  v2 = vx * vx + vy * vy;
  dot = x * vx + y * vy;
  range = hypot (x, y);
  t = v2 > 0 ? MAX (0, -dot / v2) : 0;
  if (out_dist_m)
    *out_dist_m = hypot (x + t * vx, y + t * vy);
  if (out_time_s)
    *out_time_s = t;
  if (out_closing_mps)
    *out_closing_mps = range > 0 ? -dot / range : 0;
  return TRUE;
}
