/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "places/atlas.h"

G_BEGIN_DECLS

/* A quick answer to "is this ship on land?" for very many fixes. The world is cut into squares of
 * 0.1 and near a shore of 0.01 degree; a square is asked of the coast once, and most are all sea, or all
 * within the coast's own error, or all farther inland: then its fixes cost a look into a table. */
typedef struct _RsLandGrid RsLandGrid;

/* How far inland a fix must be. Around Japan and Korea (RS_FINE_COAST, REGION of make-atlas.py) the
 * built-in coast is wrong by 50 to 200 m; docks, rivers' mouths and antennas' offsets come on top. The
 * coast elsewhere, made for 1:10,000,000, has no harbours, no canals and no narrow estuaries: of 1,000
 * ships that were heard in the United States 442 lay more than 1 km inland of it, 130 more than 20 km,
 * most of these on rivers. */
#define RS_INLAND_FINE_M 2000.0
#define RS_INLAND_COARSE_M 20000.0
#define RS_FINE_COAST_WEST 117
#define RS_FINE_COAST_SOUTH 30
#define RS_FINE_COAST_EAST 157
#define RS_FINE_COAST_NORTH 58

/* @atlas: borrowed, must outlive it */
RsLandGrid *rs_land_grid_new (RsAtlas *atlas);
void rs_land_grid_free (RsLandGrid *self);

/**
 * rs_land_grid_is_inland:
 * @lat_e7: degrees x 10^7
 * @lon_e7: degrees x 10^7
 *
 * Whether the position is on land, farther than %RS_INLAND_FINE_M, where the coast is coarse
 * %RS_INLAND_COARSE_M, from any shore of sea or lake: exactly what rs_coast_is_land () and rs_coast_distance_m () say (test-land-grid.c). For one thread.
 */
gboolean rs_land_grid_is_inland (RsLandGrid *self, gint32 lat_e7, gint32 lon_e7);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsLandGrid, rs_land_grid_free)

G_END_DECLS
