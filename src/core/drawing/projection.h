/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/mercator.h"
#include "drawing/canvas.h"
#include "drawing/view.h"
#include "model/level.h"

G_BEGIN_DECLS

/* A view as the affine map that it is, over world units (RS_WORLD is the world's width), where
 * rs_view_project () would ask for sine and cosine at every point. Plain value. */
typedef struct
{
  double a, b;                       /* pixels per world unit: x = a dx - b dy, y = b dx + a dy */
  double center_x, center_y;         /* world units */
  double origin_x, origin_y;         /* pixels of the centre */
  double west, east, north, south;   /* the view's box and margin, world units, unwrapped */
  double west_deg, span_deg, north_deg, south_deg; /* the same in degrees */
} RsProjection;

/* @margin_px: how far outside the view things still matter */
void rs_projection_init (RsProjection *self, const RsView *view, double margin_px);

/* The view and its margin. */
RsWorldBox rs_projection_get_box (const RsProjection *self);

/* World units of a logical pixel. */
double rs_projection_get_px (const RsProjection *self);

/**
 * rs_projection_get_copies:
 * @west: box, world units, unwrapped
 * @east: box
 * @out_first: (out): the westernmost copy of the world in which the box meets the view
 * @out_last: (out): the easternmost
 *
 * Copy k lies k x RS_WORLD east. Far out one box is seen several times.
 *
 * Returns: %FALSE if there is none
 */
gboolean rs_projection_get_copies (const RsProjection *self, double west, double east,
                                   gint *out_first, gint *out_last);

/* Whether the box of the track meets the view. */
gboolean rs_projection_meets_track (const RsProjection *self, const RsTrack *track);

static inline void
rs_projection_apply (const RsProjection *self, double x, double y, double *out_x, double *out_y)
{
  double dx = x - self->center_x, dy = y - self->center_y;

  *out_x = self->a * dx - self->b * dy + self->origin_x;
  *out_y = self->b * dx + self->a * dy + self->origin_y;
}

/**
 * rs_projection_find:
 * @place: world units
 * @out_x: (out): of the westernmost copy in view, world units; the others lie RS_WORLD apart
 *
 * Returns: how many copies of a place lie in the view and its margin
 */
guint rs_projection_find (const RsProjection *self, RsWorldPoint place, double *out_x);

/**
 * rs_projection_place:
 * @copy: 0, 1, ...: which of the copies in view
 *
 * Returns: %FALSE if there are not that many; a place outside the view and its margin has none
 */
gboolean rs_projection_place (const RsProjection *self, RsLatLon place, guint copy, double *out_x,
                              double *out_y);

G_END_DECLS
