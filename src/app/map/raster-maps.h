/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "app/session.h"
#include "places/atlas.h"

G_BEGIN_DECLS

/* The online raster maps that a user may choose: OpenStreetMap below our picture, OpenSeaMap's
 * sea marks. Off by default; without a network their tiles stay empty, and the built-in map below
 * is what one sees. */
typedef struct _RsRasterMaps RsRasterMaps;

/* Follows the session's "base-map" and "seamarks"; puts layers into @map around @picture. All
 * outlive the result. Tells the user agent. */
RsRasterMaps *rs_raster_maps_new (ShumateMap *map, ShumateLayer *picture, RsSession *session,
                                  RsAtlas *atlas);
void rs_raster_maps_free (RsRasterMaps *self);

/* Attribution of what is shown, one line; NULL if nothing is. */
const char *rs_raster_maps_get_attribution (RsRasterMaps *self);

G_END_DECLS
