/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mercator.h"

#include <math.h>

#define EQUATOR_M (2 * G_PI * 6378137.0)

RsWorldPoint
rs_world_from_lat_lon (RsLatLon p)
{
  double lat = CLAMP (p.lat_deg, -RS_MERCATOR_LAT_MAX, RS_MERCATOR_LAT_MAX) * (G_PI / 180.0);
  RsWorldPoint w;

  w.x = (rs_lon_wrap (p.lon_deg) + 180.0) / 360.0;
  w.y = CLAMP (0.5 - asinh (tan (lat)) / (2 * G_PI), 0.0, 1.0);
  return w;
}

RsLatLon
rs_lat_lon_from_world (RsWorldPoint w)
{
  RsLatLon p;

  p.lon_deg = rs_lon_wrap (w.x * 360.0 - 180.0);
  p.lat_deg = atan (sinh ((0.5 - w.y) * 2 * G_PI)) * (180.0 / G_PI);
  return p;
}

void
rs_world_pack (RsLatLon p, guint32 *out_x, guint32 *out_y)
{
  RsWorldPoint w = rs_world_from_lat_lon (p);
  double y = nearbyint (w.y * RS_WORLD);

  /* x may round up to 2^32, which is the antimeridian again. */
  *out_x = (guint32) (guint64) nearbyint (w.x * RS_WORLD);
  *out_y = y >= RS_WORLD ? G_MAXUINT32 : (guint32) y;
}

RsLatLon
rs_world_unpack (guint32 x, guint32 y)
{
  RsWorldPoint w = { x / RS_WORLD, y / RS_WORLD };

  return rs_lat_lon_from_world (w);
}

double
rs_mercator_scale_m (double lat_deg)
{
  return EQUATOR_M * cos (lat_deg * (G_PI / 180.0));
}
