/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "places/atlas.h"

G_BEGIN_DECLS

/* Questions to the finest level of the atlas. Any thread. */

/**
 * rs_coast_is_land:
 * @atlas: the built-in map
 * @p: a position
 *
 * Returns: %TRUE if @p is on land (a lake counts as water); points exactly on the coast are either
 */
gboolean rs_coast_is_land (RsAtlas *atlas, RsLatLon p);

/**
 * rs_coast_distance_m:
 * @atlas: the built-in map
 * @p: a position
 * @max_m: stop looking beyond this, metres
 *
 * Distance to the nearest shore of sea or lake, at the resolution of the finest level.
 *
 * Returns: metres, >= 0, or @max_m if there is no shore within it
 */
double rs_coast_distance_m (RsAtlas *atlas, RsLatLon p, double max_m);

/* rs_coast_distance_m () is so far off this one at most, as part of it, up to 30 km and 80 degrees of latitude
 * (test-coast.c). */
#define RS_COAST_ESTIMATE_PART 0.01
#define RS_COAST_ESTIMATE_LAT_MAX 80.0

/* The same on a sphere, as the search for the shore has it: in a third of the time. */
double rs_coast_estimate_distance_m (RsAtlas *atlas, RsLatLon p, double max_m);

/**
 * rs_coast_segment_is_clear:
 * @atlas: the built-in map
 * @a: from
 * @b: to; the shorter way round in longitude is meant
 *
 * Whether the straight Mercator line (a rhumb line) from @a to @b stays off the land: neither
 * crosses a coast nor starts on land. Exact at the atlas's finest level. Cost grows with the
 * number of cells on the line.
 *
 * Returns: %TRUE if clear
 */
gboolean rs_coast_segment_is_clear (RsAtlas *atlas, RsLatLon a, RsLatLon b);

/**
 * rs_coast_nearest_water:
 * @p: a position, possibly on land
 * @clearance_m: wanted distance off the shore
 * @max_m: how far to look
 * @out: (out): the nearest point found on the sea (not a lake)
 *
 * Returns: %FALSE if there is no sea within @max_m
 */
gboolean rs_coast_nearest_water (RsAtlas *atlas, RsLatLon p, double clearance_m, double max_m,
                                 RsLatLon *out);

G_END_DECLS
