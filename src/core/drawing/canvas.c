/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/canvas.h"

#include <math.h>
#include <string.h>

#include "drawing/four.h"
#include "drawing/parallel.h"
#include "drawing/raster.h"

/* cairo keeps coordinates in 24.8 bits; what lies farther outside than this is cut off. */
#define VECTOR_MARGIN 64.0

struct _RsCanvas
{
  double width, height; /* logical */
  double scale;
  double origin_x, origin_y; /* on the map, logical pixels */

  RsRaster *raster; /* NULL for a vector canvas */
  cairo_surface_t *surface;
  cairo_t *cr;
  guchar *pixels; /* borrowed */
  int pixel_width, pixel_height, stride;
  int top, bottom; /* rows that are painted: fewer in a band */
  gboolean cairo_is_open; /* handed out since the last raster call */
  guint32 *ground; /* (nullable): what everything is painted above, and below what was painted before */
};

RsCanvas *
rs_canvas_new_for_buffer (guchar *pixels, int width, int height, int stride, double scale)
{
  RsCanvas *self = g_new0 (RsCanvas, 1);

  self->pixels = pixels;
  self->pixel_width = width;
  self->pixel_height = height;
  self->bottom = height;
  self->stride = stride;
  self->scale = scale;
  self->width = width / scale;
  self->height = height / scale;
  self->raster = rs_raster_new (pixels, width, height, stride);
  return self;
}

RsCanvas *
rs_canvas_new_like (RsCanvas *canvas, guchar *pixels)
{
  RsCanvas *self;

  if (!canvas->raster)
    return NULL;
  self = rs_canvas_new_for_buffer (pixels, canvas->pixel_width, canvas->pixel_height,
                                   canvas->pixel_width * 4, canvas->scale);
  rs_canvas_set_origin (self, canvas->origin_x, canvas->origin_y);
  return self;
}

RsCanvas *
rs_canvas_new_for_cairo (cairo_t *cr, double width, double height)
{
  RsCanvas *self = g_new0 (RsCanvas, 1);

  self->cr = cairo_reference (cr);
  self->width = width;
  self->height = height;
  self->scale = 1;
  return self;
}

void
rs_canvas_free (RsCanvas *self)
{
  if (!self)
    return;
  if (self->cr)
    cairo_destroy (self->cr);
  if (self->surface)
    {
      cairo_surface_finish (self->surface);
      cairo_surface_destroy (self->surface);
    }
  rs_raster_free (self->raster);
  g_free (self->ground);
  g_free (self);
}

double
rs_canvas_get_width (RsCanvas *self)
{
  return self->width;
}

double
rs_canvas_get_height (RsCanvas *self)
{
  return self->height;
}

double
rs_canvas_get_scale (RsCanvas *self)
{
  return self->scale;
}

gboolean
rs_canvas_is_vector (RsCanvas *self)
{
  return self->raster == NULL;
}

void
rs_canvas_set_origin (RsCanvas *self, double x, double y)
{
  self->origin_x = x;
  self->origin_y = y;
  if (self->raster)
    rs_raster_set_origin (self->raster, x * self->scale, y * self->scale);
}

/* Before our own pixels: whatever cairo holds back must be in the buffer. */
static void
leave_cairo (RsCanvas *self)
{
  if (self->cairo_is_open)
    cairo_surface_flush (self->surface);
  self->cairo_is_open = FALSE;
}

cairo_t *
rs_canvas_get_cairo (RsCanvas *self)
{
  if (!self->raster)
    return self->cr;
  if (!self->surface)
    {
      self->surface = cairo_image_surface_create_for_data (
          self->pixels, CAIRO_FORMAT_ARGB32, self->pixel_width, self->pixel_height, self->stride);
      cairo_surface_set_device_scale (self->surface, self->scale, self->scale);
      self->cr = cairo_create (self->surface);
    }
  if (!self->cairo_is_open)
    cairo_surface_mark_dirty (self->surface);
  self->cairo_is_open = TRUE;
  return self->cr;
}

void
rs_cairo_set_color (cairo_t *cr, RsColor color)
{
  cairo_set_source_rgba (cr, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0,
                         (color & 0xff) / 255.0, (color >> 24) / 255.0);
}

void
rs_canvas_clear (RsCanvas *self, RsColor color)
{
  if (self->raster)
    {
      leave_cairo (self);
      rs_raster_clear (self->raster, color);
      return;
    }
  /* A vector target begins empty, and "source" would make some viewers rasterise the page. */
  if (color >> 24 == 0)
    return;
  rs_cairo_set_color (self->cr, color);
  cairo_rectangle (self->cr, 0, 0, self->width, self->height);
  cairo_fill (self->cr);
}

static gboolean
is_usable (RsPoint p)
{
  return isfinite (p.x) && isfinite (p.y);
}

/* One step of Sutherland and Hodgman: what of the ring lies on the inner side of one border.
 * @axis 0: x, 1: y; @sign 1: keep what is above @limit, -1: below. */
static void
clip_ring (const GArray *in, GArray *out, int axis, double limit, double sign)
{
  g_array_set_size (out, 0);
  for (guint i = 0; i < in->len; i++)
    {
      RsPoint a = g_array_index (in, RsPoint, i);
      RsPoint b = g_array_index (in, RsPoint, (i + 1) % in->len);
      double da = sign * ((axis ? (double) a.y : (double) a.x) - limit);
      double db = sign * ((axis ? (double) b.y : (double) b.x) - limit);

      if (da >= 0)
        g_array_append_val (out, a);
      if ((da >= 0) != (db >= 0))
        {
          double t = da / (da - db);
          RsPoint cut = { (float) (a.x + t * ((double) b.x - a.x)),
                          (float) (a.y + t * ((double) b.y - a.y)) };

          if (axis)
            cut.y = (float) limit;
          else
            cut.x = (float) limit;
          g_array_append_val (out, cut);
        }
    }
}

static void
trace_ring (RsCanvas *self, const RsPoint *points, guint n, GArray *ring, GArray *spare)
{
  double right = self->width + VECTOR_MARGIN, bottom = self->height + VECTOR_MARGIN;
  gboolean inside = TRUE;

  g_array_set_size (ring, 0);
  for (guint i = 0; i < n; i++)
    if (is_usable (points[i]))
      {
        inside = inside && points[i].x >= -VECTOR_MARGIN && points[i].x <= right
                 && points[i].y >= -VECTOR_MARGIN && points[i].y <= bottom;
        g_array_append_val (ring, points[i]);
      }
  if (!inside)
    {
      clip_ring (ring, spare, 0, -VECTOR_MARGIN, 1);
      clip_ring (spare, ring, 0, right, -1);
      clip_ring (ring, spare, 1, -VECTOR_MARGIN, 1);
      clip_ring (spare, ring, 1, bottom, -1);
    }
  if (ring->len < 3)
    return;
  cairo_new_sub_path (self->cr);
  for (guint i = 0; i < ring->len; i++)
    cairo_line_to (self->cr, g_array_index (ring, RsPoint, i).x,
                   g_array_index (ring, RsPoint, i).y);
  cairo_close_path (self->cr);
}

void
rs_canvas_fill (RsCanvas *self, const RsPoint *points, const guint *starts, guint n_rings,
                RsColor color)
{
  g_autoptr (GArray) ring = NULL;
  g_autoptr (GArray) spare = NULL;

  if (self->raster)
    {
      leave_cairo (self);
      rs_raster_fill (self->raster, points, starts, n_rings, self->scale, color);
      return;
    }
  ring = g_array_new (FALSE, FALSE, sizeof (RsPoint));
  spare = g_array_new (FALSE, FALSE, sizeof (RsPoint));
  cairo_new_path (self->cr);
  for (guint i = 0; i < n_rings; i++)
    trace_ring (self, points + starts[i], starts[i + 1] - starts[i], ring, spare);
  rs_cairo_set_color (self->cr, color);
  cairo_set_fill_rule (self->cr, CAIRO_FILL_RULE_WINDING);
  cairo_fill (self->cr);
}

/* Cuts a segment to the canvas and @reach around it; FALSE if nothing is left. */
static gboolean
clip_segment (RsCanvas *self, double reach, double *ax, double *ay, double *bx, double *by)
{
  double dx = *bx - *ax, dy = *by - *ay, t0 = 0, t1 = 1, x = *ax, y = *ay;
  const double p[4] = { -dx, dx, -dy, dy };
  const double q[4] = { x + reach, self->width + reach - x, y + reach, self->height + reach - y };

  for (guint i = 0; i < 4; i++)
    if (p[i] == 0)
      {
        if (q[i] < 0)
          return FALSE;
      }
    else if (p[i] < 0)
      t0 = MAX (t0, q[i] / p[i]);
    else
      t1 = MIN (t1, q[i] / p[i]);
  if (t0 > t1)
    return FALSE;
  *ax = x + t0 * dx;
  *ay = y + t0 * dy;
  *bx = x + t1 * dx;
  *by = y + t1 * dy;
  return TRUE;
}

/* Strokes a polyline through cairo in as few pieces as clipping allows; returns its length. */
static double
trace_line (RsCanvas *self, const RsPoint *points, guint n, RsDash dash, double phase,
            gboolean stroke_pieces)
{
  cairo_t *cr = self->cr;
  double length = 0, on, off, end_x = NAN, end_y = NAN;
  gboolean open = FALSE, seen = FALSE;
  RsPoint a = { 0, 0 };

  rs_dash_get_lengths (dash, &on, &off);
  for (guint i = 0; i < n; i++)
    {
      double ax, ay, bx, by;

      if (!is_usable (points[i]))
        continue;
      if (!seen)
        {
          seen = TRUE;
          a = points[i];
          continue;
        }
      ax = a.x;
      ay = a.y;
      bx = points[i].x;
      by = points[i].y;
      if (clip_segment (self, VECTOR_MARGIN, &ax, &ay, &bx, &by))
        {
          if (!open || ax != end_x || ay != end_y)
            {
              if (open && stroke_pieces)
                cairo_stroke (cr);
              if (dash != RS_DASH_NONE)
                {
                  const double pattern[2] = { on, off };
                  double before = length + hypot (ax - (double) a.x, ay - (double) a.y);

                  cairo_set_dash (cr, pattern, 2, fmod (phase + before, on + off));
                }
              cairo_move_to (cr, ax, ay);
              open = TRUE;
            }
          cairo_line_to (cr, bx, by);
          end_x = bx;
          end_y = by;
        }
      length += hypot ((double) points[i].x - a.x, (double) points[i].y - a.y);
      a = points[i];
    }
  if (open && stroke_pieces)
    cairo_stroke (cr);
  return length;
}

/* Dashes that lie fast on the map, segment by segment. */
static void
stroke_by_place (RsCanvas *self, const RsPoint *points, guint n, RsDash dash)
{
  cairo_t *cr = self->cr;
  double pattern[2], on, off;
  gboolean seen = FALSE;
  RsPoint a = { 0, 0 };

  rs_dash_get_lengths (dash, &on, &off);
  for (guint i = 0; i < n; i++)
    {
      double ax, ay, bx, by, length, rate, place;

      if (!is_usable (points[i]))
        continue;
      ax = a.x;
      ay = a.y;
      bx = points[i].x;
      by = points[i].y;
      a = points[i];
      if (!seen || !clip_segment (self, VECTOR_MARGIN, &ax, &ay, &bx, &by))
        {
          seen = TRUE;
          continue;
        }
      length = hypot (bx - ax, by - ay);
      if (!(length > 0))
        continue;
      place = rs_dash_measure ((bx - ax) / length, (by - ay) / length, ax + self->origin_x,
                               ay + self->origin_y, &rate);
      if (rate < 0)
        place += length * rate;
      place = fmod (place, on + off);
      if (place < 0)
        place += on + off;
      pattern[0] = on / fabs (rate);
      pattern[1] = off / fabs (rate);
      cairo_set_dash (cr, pattern, 2, place / fabs (rate));
      cairo_move_to (cr, rate < 0 ? bx : ax, rate < 0 ? by : ay);
      cairo_line_to (cr, rate < 0 ? ax : bx, rate < 0 ? ay : by);
      cairo_stroke (cr);
    }
}

double
rs_canvas_stroke (RsCanvas *self, const RsPoint *points, guint n, double width, RsColor color,
                  RsDash dash, double dash_phase)
{
  double on, off, length;

  if (self->raster)
    {
      double phase;

      leave_cairo (self);
      phase = rs_raster_add_stroke (self->raster, points, n, self->scale, width * self->scale,
                                    dash, dash_phase, FALSE);
      rs_raster_paint_strokes (self->raster, color);
      return phase;
    }
  rs_cairo_set_color (self->cr, color);
  cairo_set_line_width (self->cr, width);
  cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (self->cr, NULL, 0, 0);
  cairo_new_path (self->cr);
  if (dash != RS_DASH_NONE && dash_phase < 0)
    {
      stroke_by_place (self, points, n, dash);
      cairo_set_dash (self->cr, NULL, 0, 0);
      return dash_phase;
    }
  length = trace_line (self, points, n, dash, dash_phase, TRUE);
  cairo_set_dash (self->cr, NULL, 0, 0);
  rs_dash_get_lengths (dash, &on, &off);
  return dash == RS_DASH_NONE ? dash_phase : fmod (dash_phase + length, on + off);
}

void
rs_canvas_stroke_lines (RsCanvas *self, const RsPoint *points, const guint *starts, guint n_lines,
                        double width, RsColor color)
{
  if (self->raster)
    {
      leave_cairo (self);
      for (guint i = 0; i < n_lines; i++)
        rs_raster_add_stroke (self->raster, points + starts[i], starts[i + 1] - starts[i],
                              self->scale, width * self->scale, RS_DASH_NONE, 0, TRUE);
      rs_raster_paint_strokes (self->raster, color);
      return;
    }
  rs_cairo_set_color (self->cr, color);
  cairo_set_line_width (self->cr, width);
  cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (self->cr, NULL, 0, 0);
  cairo_new_path (self->cr);
  for (guint i = 0; i < n_lines; i++)
    trace_line (self, points + starts[i], starts[i + 1] - starts[i], RS_DASH_NONE, 0, FALSE);
  cairo_stroke (self->cr);
}

static void
blend_row (guint32 *row, const guint32 *pixels, int n)
{
  int i;

  for (i = 0; i + 4 <= n; i += 4)
    {
      RsFour source = rs_four_load (pixels + i);

      if (!rs_four_is_clear (source))
        rs_four_store (row + i, rs_four_blend (source, rs_four_load (row + i)));
    }
  for (; i < n; i++)
    row[i] = rs_four_blend ((RsFour){ pixels[i] }, (RsFour){ row[i] })[0];
}

void
rs_canvas_paint_pixels (RsCanvas *self, const guint32 *pixels, int width, int height, int x, int y)
{
  int left = MAX (x, 0), right = MIN (x + width, self->pixel_width);

  if (!self->raster || left >= right)
    return;
  leave_cairo (self);
  for (int row = MAX (y, self->top); row < MIN (y + height, self->bottom); row++)
    blend_row ((guint32 *) (gpointer) (self->pixels + (gsize) row * (gsize) self->stride) + left,
               pixels + (gsize) (row - y) * (gsize) width + (left - x), right - left);
}

gboolean
rs_canvas_begin_below (RsCanvas *self)
{
  gsize row_bytes = (gsize) self->pixel_width * 4;

  if (!self->raster)
    return FALSE;
  leave_cairo (self);
  self->ground = g_malloc (row_bytes * (gsize) self->pixel_height);
  for (int y = 0; y < self->pixel_height; y++)
    {
      guchar *row = self->pixels + (gsize) y * (gsize) self->stride;

      memcpy ((guchar *) self->ground + (gsize) y * row_bytes, row, row_bytes);
      memset (row, 0, row_bytes);
    }
  rs_raster_begin_below (self->raster);
  return TRUE;
}

void
rs_canvas_end_below (RsCanvas *self)
{
  rs_raster_end_below (self->raster);
  for (int y = 0; y < self->pixel_height; y++)
    {
      guint32 *row = (guint32 *) (gpointer) (self->pixels + (gsize) y * (gsize) self->stride);
      guint32 *ground = self->ground + (gsize) y * (gsize) self->pixel_width;

      blend_row (ground, row, self->pixel_width);
      memcpy (row, ground, (gsize) self->pixel_width * 4);
    }
  g_clear_pointer (&self->ground, g_free);
}

gboolean
rs_canvas_is_below (const RsCanvas *self)
{
  return self->ground != NULL;
}

gboolean
rs_canvas_is_full (const RsCanvas *self)
{
  return self->ground && rs_raster_is_full (self->raster);
}

gboolean
rs_canvas_is_covered (const RsCanvas *self, double left, double top, double right, double bottom)
{
  return self->ground
         && rs_raster_is_covered (self->raster, left * self->scale, top * self->scale,
                                  right * self->scale, bottom * self->scale);
}

int
rs_canvas_get_pixel_width (const RsCanvas *self)
{
  return self->raster ? self->pixel_width : 0;
}

int
rs_canvas_get_pixel_height (const RsCanvas *self)
{
  return self->raster ? self->pixel_height : 0;
}

/* Bands */

/* Bytes do not depend on it. */
#define BAND_ROWS 128

typedef struct
{
  RsCanvas *canvas;
  RsBandFunc func;
  gpointer user_data;
} Painting;

static void
paint_band_cb (guint index, gpointer user_data)
{
  const Painting *painting = user_data;
  RsCanvas *canvas = painting->canvas;
  int top = (int) index * BAND_ROWS, bottom = MIN (top + BAND_ROWS, canvas->pixel_height);
  RsCanvas band = *canvas;

  band.surface = NULL;
  band.cr = NULL;
  band.top = top;
  band.bottom = bottom;
  band.raster = rs_raster_new_band (canvas->raster, top, bottom);
  painting->func (&band, top / canvas->scale, bottom / canvas->scale, painting->user_data);
  rs_raster_free (band.raster);
}

void
rs_canvas_paint_bands (RsCanvas *self, RsBandFunc func, gpointer user_data)
{
  Painting painting = { self, func, user_data };

  if (!self->raster)
    {
      func (self, 0, self->height, user_data);
      return;
    }
  leave_cairo (self);
  rs_raster_need_mask (self->raster);
  rs_parallel_run ((guint) (self->pixel_height + BAND_ROWS - 1) / BAND_ROWS, paint_band_cb,
                   &painting);
}
