/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "places/atlas.h"

G_BEGIN_DECLS

#define RS_ROUTE_ERROR (rs_route_error_quark ())
GQuark rs_route_error_quark (void);
typedef enum
{
  RS_ROUTE_ERROR_NO_WATER, /* an end is too far from any sea */
  RS_ROUTE_ERROR_NO_PATH,  /* no way by sea between the two */
  RS_ROUTE_ERROR_CANCELLED,
} RsRouteError;

/* The clearance that the program wishes for where nobody says otherwise, metres. */
#define RS_ROUTE_CLEARANCE_M 5000.0

/* A computed way over the sea: rhumb lines between points, none of which touches land at the
 * resolution of the built-in coast. */
typedef struct
{
  guint n;
  RsLatLon *points; /* n >= 2; the first and last are what was asked if that is on the sea, else the
                     * water next to it */
  double dist_m;    /* sum of the geodesics between the points, WGS 84 */
} RsRoute;

void rs_route_free (RsRoute *self);

/**
 * rs_route_find:
 * @atlas: the coast
 * @from: start; if on land, the nearest sea within 20 km is taken
 * @to: end, likewise
 * @clearance_m: wished distance off the shore in open water, metres, finite, >= 0; given up where a
 *   harbour or strait is narrower or the way round too long. More than the width of a tile of the
 *   search, 9.8 km at the equator and 7.4 at 41 degrees, counts as that
 * @cancellable: (nullable): checked now and then
 *
 * A short way around the land: any-angle A* (lazy Theta*) over a quadtree of the sea in which a
 * metre within @clearance_m of the shore weighs up to four, then the string pulled taut and corners
 * rounded as ships turn. Ice, depth, traffic lanes and canals are not known to it. The way back is
 * the same way. Deterministic. Any thread. Below a second within the seas of Japan and Korea,
 * several for half the world (tests/core/places/test-routes.c).
 *
 * Returns: (transfer full) (nullable): the route
 */
RsRoute *rs_route_find (RsAtlas *atlas, RsLatLon from, RsLatLon to, double clearance_m,
                        GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsRoute, rs_route_free)

G_END_DECLS
