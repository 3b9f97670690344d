/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/canvas.h"

G_BEGIN_DECLS

/* Anti-aliased fills and strokes into a buffer of premultiplied ARGB. Coordinates are device
 * pixels; any finite value is clipped exactly, a point that is not finite is left out. The same
 * shape gives the same bytes wherever whole pixels move it to. One thread at a time. */
typedef struct _RsRaster RsRaster;

/* @pixels is borrowed; @stride in bytes. */
RsRaster *rs_raster_new (guchar *pixels, int width, int height, int stride);
void rs_raster_free (RsRaster *self);

/* Makes room for strokes now, not with the first one: due before bands are made. */
void rs_raster_need_mask (RsRaster *self);

/**
 * rs_raster_new_band:
 * @parent: outlives the band; nothing is pending in it
 *
 * A rasteriser for strokes alone that paints only the rows from @top up to @bottom, and there the
 * same bytes as @parent would. Bands whose rows do not overlap may work in several threads at once.
 */
RsRaster *rs_raster_new_band (RsRaster *parent, int top, int bottom);

/* The whole buffer, alpha too. */
void rs_raster_clear (RsRaster *self, RsColor color);

/**
 * rs_raster_begin_below:
 *
 * From now on what is painted goes below what is there, for who paints from the front to the back: where nothing
 * shows through any more, shapes cost little. Not in a band.
 */
void rs_raster_begin_below (RsRaster *self);
void rs_raster_end_below (RsRaster *self);
/* Whether what is painted below would not be seen, anywhere or in this box of pixels; %FALSE where painting is
 * over what is there. What was filled, rather than stroked, may not be known of. */
gboolean rs_raster_is_full (const RsRaster *self);
gboolean rs_raster_is_covered (const RsRaster *self, double left, double top, double right,
                               double bottom);

/**
 * rs_raster_fill:
 * @points: corners of all rings
 * @starts: (array length=n_rings+1): ring i is points[starts[i] .. starts[i + 1])
 * @scale: device pixels per unit of @points
 *
 * Adds up exact signed areas and fills by the winding number, at most 1: rings that share an edge
 * and turn the same way leave no seam; one that turns against the ring around it is a hole.
 * O(edges x rows they cross + pixels of touched rows).
 */
void rs_raster_fill (RsRaster *self, const RsPoint *points, const guint *starts, guint n_rings,
                     double scale, RsColor color);

/* Where the buffer's corner lies on the map, device pixels, for RS_DASH_BY_PLACE. */
void rs_raster_set_origin (RsRaster *self, double x, double y);

/* Pattern lengths in pixels: "on" first. */
void rs_dash_get_lengths (RsDash dash, double *out_on, double *out_off);

/**
 * rs_dash_measure:
 * @ux: direction of a line, unit vector
 * @uy: direction of a line
 * @x: a point on the map
 * @y: a point on the map
 * @out_rate: (out): how fast the result grows along the line, 0.92 to 1 or -0.92 to -1
 *
 * For RS_DASH_BY_PLACE: how far along the nearest of four axes, 45 degrees apart, a point lies. The
 * same for all lines of about this direction, whichever way they run.
 */
double rs_dash_measure (double ux, double uy, double x, double y, double *out_rate);

/**
 * rs_raster_add_stroke:
 * @width: device pixels; below 1 the line gets paler, not thinner
 * @dash: pattern, in units of @scale
 * @phase: where in the pattern the line begins, in units of @scale; or RS_DASH_BY_PLACE
 * @round_ends: else the two ends are cut square
 *
 * Adds a polyline with round joins to the pending mask. Coverage of overlapping lines in one mask
 * is the larger one, not the sum.
 *
 * Returns: the phase at the end
 */
double rs_raster_add_stroke (RsRaster *self, const RsPoint *points, guint n, double scale,
                             double width, RsDash dash, double phase, gboolean round_ends);

/* Paints the pending mask and empties it; due before the next fill. */
void rs_raster_paint_strokes (RsRaster *self, RsColor color);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsRaster, rs_raster_free)

G_END_DECLS
