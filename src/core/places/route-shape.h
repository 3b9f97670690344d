/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "places/sea-tree.h"

G_BEGIN_DECLS

/**
 * rs_route_shape:
 * @tree: the sea
 * @atlas: its coast
 * @path: (element-type RsSpot): a way as rs_sea_search () gives it; changed in place
 *
 * Pulls the way taut: drops corners that can be cut and moves the others until the cost (metres
 * times weight) cannot be lowered by a step of some ten metres. Deterministic.
 */
void rs_route_shape (RsSeaTree *tree, RsAtlas *atlas, GArray *path);

/**
 * rs_route_draw:
 * @path: (element-type RsSpot): a taut way
 *
 * Rounds the corners as a ship turns where there is room, and cuts great circles into rhumb lines
 * of at most RS_SEA_STEP_M.
 *
 * Returns: (transfer full) (element-type RsLatLon) (nullable): points of which every two
 *   neighbours are clear by rs_coast_segment_is_clear (); %NULL if the way itself is not
 */
GArray *rs_route_draw (RsSeaTree *tree, RsAtlas *atlas, const GArray *path);

G_END_DECLS
