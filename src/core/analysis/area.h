/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/box.h"
#include "base/geo.h"

G_BEGIN_DECLS

/* A part of the sea that many fixes are asked about: a polygon or a circle, prepared so that one
 * question looks at few edges. Immutable; any thread. Across 180 degrees; not round a pole. */
typedef struct _RsArea RsArea;

/**
 * rs_area_new_polygon:
 * @corners: (array length=n): in either direction, the last one not repeated
 * @n: 3 or more
 *
 * Edges are straight on the Mercator map, as they are drawn, the shorter way round; followed within 2 m
 * up to 80 degrees of latitude (test-area.c). Where the line crosses itself, what it goes round an
 * odd number of times is inside.
 *
 * Returns: (transfer full): the area
 */
RsArea *rs_area_new_polygon (const RsLatLon *corners, guint n);

/* A circle on the mean sphere, within 0.6 % of the geodesic one. @radius_m: > 0 */
RsArea *rs_area_new_circle (RsLatLon middle, double radius_m);
void rs_area_free (RsArea *self);

/* Degrees x 10^7. O(edges at that latitude). */
gboolean rs_area_contains (const RsArea *self, gint32 lat_e7, gint32 lon_e7);

/**
 * rs_area_get_share:
 * @box: bounds of places
 *
 * O(edges at those latitudes), and no more than 256 of them.
 *
 * Returns: whether the area contains none or all places of the bounds; %RS_SHARE_OPEN if that is neither
 *   or not known. Never at odds with rs_area_contains ()
 */
RsShare rs_area_get_share (const RsArea *self, const RsBoxE7 *box);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsArea, rs_area_free)

G_END_DECLS
