/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* What the picture's parts draw on: fills and strokes go to our own rasteriser where the target is
 * a buffer of pixels, and to cairo where it is SVG or PDF; text and small symbols always go to
 * cairo. Coordinates are logical pixels. Not thread-safe: one canvas, one thread. */
typedef struct _RsCanvas RsCanvas;

typedef struct
{
  float x, y;
} RsPoint;

/* 0xAARRGGBB, not premultiplied. */
typedef guint32 RsColor;
#define RS_RGB(hex) ((RsColor) (0xff000000u | (hex)))
static inline RsColor
rs_color_with_alpha (RsColor color, double alpha)
{
  return (color & 0xffffffu) | ((RsColor) ((color >> 24) * CLAMP (alpha, 0, 1) + 0.5) << 24);
}

/* Premultiplied native-endian ARGB (CAIRO_FORMAT_ARGB32), @width x @height device pixels. The
 * buffer is borrowed. */
RsCanvas *rs_canvas_new_for_buffer (guchar *pixels, int width, int height, int stride,
                                    double scale);
/* A canvas on other pixels, borrowed, without padding, of the same size, scale and place on the map. NULL for
 * a vector one. */
RsCanvas *rs_canvas_new_like (RsCanvas *canvas, guchar *pixels);
RsCanvas *rs_canvas_new_for_cairo (cairo_t *cr, double width, double height);
void rs_canvas_free (RsCanvas *self);

/* Logical size. */
double rs_canvas_get_width (RsCanvas *self);
double rs_canvas_get_height (RsCanvas *self);
double rs_canvas_get_scale (RsCanvas *self);
gboolean rs_canvas_is_vector (RsCanvas *self);

/* Where the upper left corner lies on the map: logical pixels of the turned world, for
 * RS_DASH_BY_PLACE. (0, 0) until it is set. */
void rs_canvas_set_origin (RsCanvas *self, double x, double y);

/* Fills the whole canvas, replacing what was there (alpha too). */
void rs_canvas_clear (RsCanvas *self, RsColor color);

/* Non-zero winding over several closed rings: ring i is points[starts[i] .. starts[i + 1]), with
 * starts[n_rings] the end. Anti-aliased, clipped to the canvas. */
void rs_canvas_fill (RsCanvas *self, const RsPoint *points, const guint *starts, guint n_rings,
                     RsColor color);

typedef enum
{
  RS_DASH_NONE,
  RS_DASH_INFERRED, /* 7-5 */
  RS_DASH_ASSERTED, /* dots 2-5 */
  RS_DASH_BORDER,   /* 4-3 */
} RsDash;

/* As a dash phase: the pattern lies fast on the map, so that lines which run over the same ground,
 * to and fro or of several vessels, have their gaps in common and never add up to a solid one. */
#define RS_DASH_BY_PLACE (-1.0)

/* One open polyline with round joins and butt ends; overlapping parts of one call do not add up.
 * Returns the dash phase at its end, to be handed to the next piece of the same line. A phase is in
 * logical pixels, >= 0, or RS_DASH_BY_PLACE. */
double rs_canvas_stroke (RsCanvas *self, const RsPoint *points, guint n, double width,
                         RsColor color, RsDash dash, double dash_phase);

/* Several open polylines as one shape, solid, with round joins and ends: line i is
 * points[starts[i] .. starts[i + 1]). Where they overlap or meet the colour does not add up. */
void rs_canvas_stroke_lines (RsCanvas *self, const RsPoint *points, const guint *starts,
                             guint n_lines, double width, RsColor color);

/**
 * rs_canvas_paint_pixels:
 * @pixels: premultiplied native-endian ARGB, rows without padding
 * @x: device pixels; may lie outside
 * @y: device pixels
 *
 * Lays small pictures over a buffer, pixel on pixel; nothing on a vector canvas.
 */
void rs_canvas_paint_pixels (RsCanvas *self, const guint32 *pixels, int width, int height, int x,
                             int y);

/**
 * rs_canvas_begin_below:
 *
 * From now on fills and strokes go below one another, above what was there before: for who paints many things from
 * the front to the back and leaves out what is covered. The picture is that of painting them the other way
 * round, to within some steps of a channel's 255.
 *
 * Returns: %FALSE if the canvas cannot, being a vector one
 */
gboolean rs_canvas_begin_below (RsCanvas *self);
void rs_canvas_end_below (RsCanvas *self);
gboolean rs_canvas_is_below (const RsCanvas *self);
/* Whether nothing is seen of what is painted below, anywhere or in this box, logical pixels. O(rows of the box). */
gboolean rs_canvas_is_full (const RsCanvas *self);
gboolean rs_canvas_is_covered (const RsCanvas *self, double left, double top, double right,
                               double bottom);

/* Device pixels of a buffer; 0 of a vector canvas. */
int rs_canvas_get_pixel_width (const RsCanvas *self);
int rs_canvas_get_pixel_height (const RsCanvas *self);

/* Paints rows @top up to @bottom of a band, logical pixels for bounds; see rs_canvas_paint_bands (). */
typedef void (*RsBandFunc) (RsCanvas *band, double top, double bottom, gpointer user_data);

/**
 * rs_canvas_paint_bands:
 * @func: (scope call): paints all of it that touches a band; called in several threads at once
 *
 * Paints a picture of many small things faster: @func is called for bands of rows, with a canvas of the
 * same coordinates that only takes rs_canvas_stroke (), rs_canvas_stroke_lines () and
 * rs_canvas_paint_pixels () and leaves alone what lies outside the band. The bytes are the same as if
 * it had been called once with the canvas itself, which is what happens to a vector one. What lies
 * outside of @top to @bottom, with its line width, may be left out.
 */
void rs_canvas_paint_bands (RsCanvas *self, RsBandFunc func, gpointer user_data);

/* The cairo context with logical coordinates, for text and symbols. Pending pixels are flushed;
 * valid until the next call of the functions above. */
cairo_t *rs_canvas_get_cairo (RsCanvas *self);

/* Makes the colour cairo's source. */
void rs_cairo_set_color (cairo_t *cr, RsColor color);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsCanvas, rs_canvas_free)

G_END_DECLS
