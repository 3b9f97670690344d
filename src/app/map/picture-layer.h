/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "app/map/pieces.h"
#include "app/session.h"
#include "drawing/renderer.h"

G_BEGIN_DECLS

/* Our picture of the case on the map: the core's renderer draws it in a worker thread, this layer
 * shows the newest one, shifted, scaled and turned to where the viewport is by now. So moving the
 * map never waits for drawing. One job is under way at a time; the latest wish wins.
 *
 * Signals: "ready" (): a picture is done, and the next one, if any is wanted, begins after this;
 * "drawn" (): a new picture is shown. */
#define RS_TYPE_PICTURE_LAYER (rs_picture_layer_get_type ())
G_DECLARE_FINAL_TYPE (RsPictureLayer, rs_picture_layer, RS, PICTURE_LAYER, ShumateLayer)

/* @atlas: (transfer none) */
RsPictureLayer *rs_picture_layer_new (ShumateViewport *viewport, RsSession *session,
                                      RsAtlas *atlas);

/* Only the built-in map: what lies below an online one, and is seen until its tiles come, or for
 * good where there is no network. @atlas: (transfer none) */
RsPictureLayer *rs_picture_layer_new_ground (ShumateViewport *viewport, RsSession *session,
                                             RsAtlas *atlas);

/* The view that the layer has now. */
RsView rs_picture_layer_get_view (RsPictureLayer *self);

/* What is at (x, y) of the layer, logical pixels, at the time of the picture that is shown; does not wait for a
 * picture being drawn. */
RsPick rs_picture_layer_pick (RsPictureLayer *self, double x, double y);

/* Where the name of a ship stands now, pixels of the layer. @hull: which of the ships that share her number,
 * from 1; 0 of one ship. %FALSE if the picture does not name her. */
gboolean rs_picture_layer_find_name (RsPictureLayer *self, gint64 vessel_id, guint hull,
                                     graphene_rect_t *out);

/* Where clock, legend and scale lie in quarter @corner of the layer, below RS_N_PIECES; %FALSE if nothing does. */
gboolean rs_picture_layer_find_furniture (RsPictureLayer *self, guint corner, graphene_rect_t *out);

/* Attribution of a raster map below, shown in the corner; NULL none. */
void rs_picture_layer_set_attribution (RsPictureLayer *self, const char *attribution);

/* Buttons lie over its right edge down to @legend_top_px, logical pixels; the legend stays below. */
void rs_picture_layer_set_legend_top (RsPictureLayer *self, double legend_top_px);

/* While @paused nothing is drawn; afterwards the newest picture that is wanted. */
void rs_picture_layer_set_paused (RsPictureLayer *self, gboolean paused);

/* Whether a picture is under way. */
gboolean rs_picture_layer_get_drawing (RsPictureLayer *self);

/* Time the last picture took in the worker, milliseconds; for the debug overlay. */
double rs_picture_layer_get_draw_ms (RsPictureLayer *self);

G_END_DECLS
