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

/* A computed way over the sea: rhumb lines between points, none of which touches land at the
 * resolution of the built-in coast. */
typedef struct
{
  guint n;
  RsLatLon *points; /* n >= 2; the first and last are on the water next to what was asked */
  double dist_m;    /* sum of the geodesics between the points, WGS 84 */
} RsRoute;

void rs_route_free (RsRoute *self);

/**
 * rs_route_find:
 * @atlas: the coast
 * @from: start; if on land, the nearest sea within 20 km is taken
 * @to: end, likewise
 * @clearance_m: wished distance off the shore in open water, metres; given up where a harbour or
 *   strait is narrower
 * @cancellable: (nullable): checked now and then
 *
 * Shortest way around the land (A* over an adaptive grid of sea cells, then the string pulled
 * taut). Deterministic. Any thread.
 *
 * Returns: (transfer full) (nullable): the route
 */
RsRoute *rs_route_find (RsAtlas *atlas, RsLatLon from, RsLatLon to, double clearance_m,
                        GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsRoute, rs_route_free)

G_END_DECLS
