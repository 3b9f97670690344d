/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/geo.h"

G_BEGIN_DECLS

/* World coordinates: the Web Mercator square, x east from 180 W, y south from the north edge.
 * As double in [0, 1), or packed in uint32_t where 2^32 is the whole world (below 1 cm). */
#define RS_WORLD 4294967296.0
#define RS_MERCATOR_LAT_MAX 85.05112877980659

typedef struct
{
  double x; /* [0, 1) within one world; more or less in an unwrapped picture */
  double y; /* [0, 1] */
} RsWorldPoint;

/* Latitudes beyond RS_MERCATOR_LAT_MAX are clamped to the edge. */
RsWorldPoint rs_world_from_lat_lon (RsLatLon p);
RsLatLon rs_lat_lon_from_world (RsWorldPoint w);

/* The packed form. x wraps at 2^32 as unsigned arithmetic does: differences across 180 degrees
 * come out right as (gint32) (x1 - x0). y is clamped. */
void rs_world_pack (RsLatLon p, guint32 *out_x, guint32 *out_y);
RsLatLon rs_world_unpack (guint32 x, guint32 y);

/**
 * rs_mercator_scale_m:
 * @lat_deg: latitude
 *
 * Returns: metres on the ground for a whole-world width at @lat_deg (circumference x cos lat);
 * one logical pixel at zoom z is that / (256 * 2^z). Sphere of the equatorial radius, as Web
 * Mercator has it.
 */
double rs_mercator_scale_m (double lat_deg);

G_END_DECLS
