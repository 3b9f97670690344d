/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/canvas.h"

G_BEGIN_DECLS

/* A ring of the base map on its way to the canvas. */
typedef struct
{
  GArray *points; /* of RsPoint, logical pixels */
  GArray *cuts;   /* of guint8, parallel: the edge to the next point is no shore */
} RsShore;

void rs_shore_init (RsShore *self);
void rs_shore_clear (RsShore *self);

/**
 * rs_shore_relax:
 * @out: (out): replaced by the result
 * @max_px: how far a point may move
 *
 * Moves every point of the shore to the mean of itself and the middle of its neighbours, so that the
 * steps of the grid on which a coast was digitised turn into the slope that they stand for. Points
 * at cuts stay, that neighbours meet.
 */
void rs_shore_relax (const RsShore *self, RsShore *out, float max_px);

/**
 * rs_shore_round:
 * @out: (out): replaced by the result
 * @max_px: how far along an edge a corner may be cut off
 * @width: of the canvas
 * @height: of the canvas
 *
 * Cuts every corner of the shore off (Chaikin: a quarter of each edge, at most @max_px), so that a
 * map seen closer than its data shows no stairs. Corners at cuts stay, that neighbours meet; so do
 * those that lie outside the canvas.
 */
void rs_shore_round (const RsShore *self, RsShore *out, float max_px, float width, float height);

G_END_DECLS
