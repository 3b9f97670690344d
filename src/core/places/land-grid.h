/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "places/atlas.h"

G_BEGIN_DECLS

/* A quick answer to "is this ship on land?" for very many fixes. The world is cut into squares of
 * 0.1 and near a shore of 0.01 degree; a square is asked of the coast once, and most are all sea, or all
 * within the coast's own error, or all farther inland: then its fixes cost a look into a table. */
typedef struct _RsLandGrid RsLandGrid;

/* How far inland a fix must be. The built-in coast is wrong by 50 to 200 m around Japan and Korea, and
 * by up to a kilometre or two elsewhere; a quay, a river's mouth and an antenna's offset come on top. */
#define RS_INLAND_M 1000.0

/* @atlas: borrowed, must outlive it */
RsLandGrid *rs_land_grid_new (RsAtlas *atlas);
void rs_land_grid_free (RsLandGrid *self);

/**
 * rs_land_grid_is_inland:
 * @lat_e7: degrees x 10^7
 * @lon_e7: degrees x 10^7
 *
 * Whether the position is on land, farther than %RS_INLAND_M from any shore of sea or lake: exactly
 * what rs_coast_is_land () and rs_coast_distance_m () say (test-land-grid.c). For one thread.
 */
gboolean rs_land_grid_is_inland (RsLandGrid *self, gint32 lat_e7, gint32 lon_e7);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsLandGrid, rs_land_grid_free)

G_END_DECLS
