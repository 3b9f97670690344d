/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/raster.h"

#include <math.h>
#include <string.h>

#include "drawing/cover.h"
#include "drawing/four.h"
#include "drawing/line-cover.h"
#include "drawing/raster-pixel.h"

/* Touched pixels are noted in blocks of 16, one bit each, so that painting skips what no shape
 * came near. */
#define BLOCK RS_COVER_BLOCK
#define BLOCK_SHIFT RS_COVER_BLOCK_SHIFT
/* Area sums are kept for as many rows at a time as fit this many floats (1 MiB). */
#define BAND_FLOATS (1 << 18)
/* Beyond this the square of a coordinate difference would lose the pixel. */
#define MAX_COORD 1e12

struct _RsRaster
{
  guchar *pixels; /* borrowed */
  int width, height, stride;
  int top, bottom; /* rows that strokes may touch */
  gboolean is_band; /* bits and mask are another one's */

  guint n_words;   /* 64-bit words of block bits a row */
  guint64 *bits;   /* height x n_words */
  guchar *mask;    /* (nullable) pending strokes, mask_stride x height */
  int mask_stride; /* a multiple of BLOCK */
  int mask_top, mask_bottom; /* touched rows [top, bottom) */

  RsCover *cover; /* (nullable): where everything goes below what is there */

  double origin_x, origin_y; /* on the map, device pixels */

  float *sums;     /* (nullable) band_rows x sums_stride */
  int sums_stride;
  int band_rows;
};

/* The rows of the buffer that the fill works on at a time. */
typedef struct
{
  RsRaster *raster;
  int top, bottom;
  double width;
} Band;

RsRaster *
rs_raster_new (guchar *pixels, int width, int height, int stride)
{
  RsRaster *self = g_new0 (RsRaster, 1);

  g_return_val_if_fail (width > 0 && height > 0 && stride >= width * 4, NULL);
  self->pixels = pixels;
  self->width = width;
  self->height = height;
  self->stride = stride;
  /* One block more: a sum may spill one pixel over the right edge, and a mask is raised by four. */
  self->mask_stride = ((width + BLOCK - 1) & ~(BLOCK - 1)) + BLOCK;
  self->sums_stride = self->mask_stride;
  self->n_words = (guint) (self->sums_stride / BLOCK + 63) / 64;
  self->bits = g_new0 (guint64, (gsize) self->n_words * (gsize) height);
  self->mask_top = height;
  self->bottom = height;
  self->band_rows = CLAMP (BAND_FLOATS / self->sums_stride, 1, height);
  return self;
}

void
rs_raster_free (RsRaster *self)
{
  if (!self)
    return;
  if (!self->is_band)
    {
      g_free (self->bits);
      g_clear_pointer (&self->cover, rs_cover_free);
      g_free (self->mask);
      g_free (self->sums);
    }
  g_free (self);
}

void
rs_raster_need_mask (RsRaster *self)
{
  if (!self->mask)
    self->mask = g_malloc0 ((gsize) self->mask_stride * (gsize) self->height);
}

RsRaster *
rs_raster_new_band (RsRaster *parent, int top, int bottom)
{
  RsRaster *self = g_new (RsRaster, 1);

  *self = *parent;
  self->top = MAX (top, 0);
  self->bottom = MIN (bottom, parent->height);
  self->is_band = TRUE;
  self->sums = NULL;
  self->mask_top = parent->height;
  self->mask_bottom = 0;
  return self;
}

static inline guint32 *
get_row (RsRaster *self, int y)
{
  return (guint32 *) (gpointer) (self->pixels + (gsize) y * (gsize) self->stride);
}

static inline void
mark_blocks (guint64 *bits, int from, int to)
{
  for (int b = from >> BLOCK_SHIFT; b <= to >> BLOCK_SHIFT; b++)
    bits[b >> 6] |= G_GUINT64_CONSTANT (1) << (b & 63);
}

void
rs_raster_begin_below (RsRaster *self)
{
  g_return_if_fail (!self->cover && !self->is_band);
  self->cover = rs_cover_new (self->width, self->height);
}

void
rs_raster_end_below (RsRaster *self)
{
  g_clear_pointer (&self->cover, rs_cover_free);
}

gboolean
rs_raster_is_full (const RsRaster *self)
{
  return self->cover && self->cover->n_open == 0;
}

gboolean
rs_raster_is_covered (const RsRaster *self, double left, double top, double right, double bottom)
{
  int x0, y0, x1, y1;

  if (!self->cover)
    return FALSE;
  x0 = (int) CLAMP (left, 0, self->width);
  y0 = (int) CLAMP (top, 0, self->height);
  x1 = MIN ((int) CLAMP (right, 0, self->width) + 1, self->width);
  y1 = MIN ((int) CLAMP (bottom, 0, self->height) + 1, self->height);
  return x0 >= x1 || rs_cover_is_box_full (self->cover, x0, y0, x1, y1);
}

void
rs_raster_clear (RsRaster *self, RsColor color)
{
  guint32 pixel = rs_pixel_premultiply (color);

  for (int y = 0; y < self->height; y++)
    {
      guint32 *row = get_row (self, y);

      for (int x = 0; x < self->width; x++)
        row[x] = pixel;
    }
}

/* Adds the signed areas that an edge lying within [0, width] x [0, rows] covers to its right. */
static void
add_inner_edge (Band *band, double x0, double y0, double x1, double y1, float dir)
{
  RsRaster *self = band->raster;
  double slope = (x1 - x0) / (y1 - y0);
  int first = (int) y0, last = MIN ((int) ceil (y1), band->bottom - band->top);
  double x = x0;

  for (int y = first; y < last; y++)
    {
      float *sums = self->sums + (gsize) y * (gsize) self->sums_stride;
      double from = MAX (y, y0), to = MIN (y + 1, y1);
      double next = CLAMP (x0 + (to - y0) * slope, 0, band->width);
      float d = (float) (to - from) * dir;
      double left = MIN (x, next), right = MAX (x, next);
      int i0 = (int) left, i1 = (int) ceil (right);

      if (i1 <= i0 + 1)
        {
          float middle = (float) (0.5 * (left + right) - i0);

          sums[i0] += d - d * middle;
          sums[i0 + 1] += d * middle;
          i1 = i0 + 1;
        }
      else
        {
          float s = (float) (1 / (right - left));
          float f0 = (float) (left - i0), f1 = (float) (right - i1 + 1);
          float a0 = 0.5f * s * (1 - f0) * (1 - f0), am = 0.5f * s * f1 * f1;

          sums[i0] += d * a0;
          if (i1 == i0 + 2)
            sums[i0 + 1] += d * (1 - a0 - am);
          else
            {
              float a1 = s * (1.5f - f0);

              sums[i0 + 1] += d * (a1 - a0);
              for (int i = i0 + 2; i < i1 - 1; i++)
                sums[i] += d * s;
              sums[i1 - 1] += d * (1 - (a1 + (float) (i1 - i0 - 3) * s) - am);
            }
          sums[i1] += d * am;
        }
      mark_blocks (self->bits + (gsize) (band->top + y) * self->n_words, i0, i1);
      x = next;
    }
}

static void
add_edge (Band *band, double x0, double y0, double x1, double y1)
{
  double rows = band->bottom - band->top;
  float dir = 1;
  double cuts[4];
  guint n = 0;

  y0 -= band->top;
  y1 -= band->top;
  if (fabs (y1 - y0) < 1e-12)
    return;
  if (y0 > y1)
    {
      double t;

      t = y0, y0 = y1, y1 = t;
      t = x0, x0 = x1, x1 = t;
      dir = -1;
    }
  if (y1 <= 0 || y0 >= rows || (x0 >= band->width && x1 >= band->width))
    return;
  if (y0 < 0 || y1 > rows)
    {
      double slope = (x1 - x0) / (y1 - y0), top = MAX (y0, 0), bottom = MIN (y1, rows);

      x1 = x0 + (bottom - y0) * slope;
      x0 = x0 + (top - y0) * slope;
      y0 = top;
      y1 = bottom;
    }
  if (x0 >= 0 && x1 >= 0 && x0 <= band->width && x1 <= band->width)
    {
      add_inner_edge (band, x0, y0, x1, y1, dir);
      return;
    }
  /* What lies left of the buffer counts as if it ran down its left edge; what lies right of it
   * covers nothing. */
  cuts[n++] = 0;
  if ((x0 < 0) != (x1 < 0))
    cuts[n++] = (0 - x0) / (x1 - x0);
  if ((x0 > band->width) != (x1 > band->width))
    cuts[n++] = (band->width - x0) / (x1 - x0);
  if (n == 3 && cuts[2] < cuts[1])
    {
      double t = cuts[1];

      cuts[1] = cuts[2];
      cuts[2] = t;
    }
  cuts[n] = 1;
  for (guint i = 0; i < n; i++)
    {
      double ya = y0 + cuts[i] * (y1 - y0), yb = i + 1 == n ? y1 : y0 + cuts[i + 1] * (y1 - y0);
      double xa = x0 + cuts[i] * (x1 - x0), xb = i + 1 == n ? x1 : x0 + cuts[i + 1] * (x1 - x0);
      double middle = 0.5 * (xa + xb);

      if (!(yb - ya > 1e-12) || middle >= band->width)
        continue;
      if (middle <= 0)
        xa = xb = 0;
      add_inner_edge (band, CLAMP (xa, 0, band->width), ya, CLAMP (xb, 0, band->width), yb, dir);
    }
}

static inline guint32
coverage_of_sum (float sum)
{
  return (guint32) (MIN (fabsf (sum), 1.0f) * 255.0f + 0.5f);
}

/* Runs along a row of area sums, paints it and leaves it empty. */
static inline void
paint_sums (RsRaster *self, int y, float *sums, guint32 source, gboolean below)
{
  guint64 *bits = self->bits + (gsize) y * self->n_words;
  guint32 *row = get_row (self, y);
  int n_blocks = self->sums_stride / BLOCK;
  float sum = 0;
  int run = 0;

  for (int b = 0; b < n_blocks; b++)
    {
      int x = b * BLOCK, end = MIN (x + BLOCK, self->width);

      if (!(bits[b >> 6] >> (b & 63) & 1))
        continue;
      if (run < x && run < self->width)
        {
          guint32 coverage = coverage_of_sum (sum);

          if (coverage && below)
            rs_pixel_blend_span_below (row, run, MIN (x, self->width), source, coverage);
          else if (coverage)
            rs_pixel_blend_span (row, run, MIN (x, self->width), source, coverage);
        }
      run = x + BLOCK;
      for (; x < end; x++)
        {
          guint32 coverage;

          sum += sums[x];
          sums[x] = 0;
          coverage = coverage_of_sum (sum);
          if (coverage && below)
            rs_pixel_blend_below (&row[x], source, coverage);
          else if (coverage)
            rs_pixel_blend (&row[x], source, coverage);
        }
      for (; x < run; x++)
        sums[x] = 0;
    }
  if (run < self->width)
    {
      guint32 coverage = coverage_of_sum (sum);

      if (coverage && below)
        rs_pixel_blend_span_below (row, run, self->width, source, coverage);
      else if (coverage)
        rs_pixel_blend_span (row, run, self->width, source, coverage);
    }
  memset (bits, 0, self->n_words * sizeof *bits);
}

static inline gboolean
is_usable (RsPoint p)
{
  return isfinite (p.x) && isfinite (p.y);
}

static void
add_ring (Band *band, const RsPoint *points, guint n, double scale)
{
  guint last = n, i;
  double x0, y0;

  while (last > 0 && !is_usable (points[last - 1]))
    last--;
  if (last < 2)
    return;
  x0 = points[last - 1].x * scale;
  y0 = points[last - 1].y * scale;
  for (i = 0; i < last; i++)
    {
      double x1, y1;

      if (!is_usable (points[i]))
        continue;
      x1 = points[i].x * scale;
      y1 = points[i].y * scale;
      add_edge (band, x0, y0, x1, y1);
      x0 = x1;
      y0 = y1;
    }
}

void
rs_raster_fill (RsRaster *self, const RsPoint *points, const guint *starts, guint n_rings,
                double scale, RsColor color)
{
  guint32 source = rs_pixel_premultiply (color);
  float top_f = INFINITY, bottom_f = -INFINITY, left_f = INFINITY, right_f = -INFINITY;
  int top, bottom;

  if (n_rings == 0 || color >> 24 == 0)
    return;
  for (guint i = starts[0]; i < starts[n_rings]; i++)
    if (is_usable (points[i]))
      {
        top_f = MIN (top_f, points[i].y);
        bottom_f = MAX (bottom_f, points[i].y);
        left_f = MIN (left_f, points[i].x);
        right_f = MAX (right_f, points[i].x);
      }
  if (!(top_f < bottom_f)
      || rs_raster_is_covered (self, left_f * scale, top_f * scale, right_f * scale, bottom_f * scale))
    return;
  top = (int) floor (CLAMP (top_f * scale, 0, self->height));
  bottom = (int) ceil (CLAMP (bottom_f * scale, 0, self->height));
  if (!self->sums)
    self->sums = g_new0 (float, (gsize) self->band_rows * (gsize) self->sums_stride);
  /* Bands begin at whole multiples, so that a shape's bytes do not depend on its own top. */
  for (int y = top - top % self->band_rows; y < bottom; y += self->band_rows)
    {
      Band band = { self, y, MIN (y + self->band_rows, self->height), self->width };

      for (guint i = 0; i < n_rings; i++)
        add_ring (&band, points + starts[i], starts[i + 1] - starts[i], scale);
      for (int r = MAX (top, band.top); r < MIN (bottom, band.bottom); r++)
        {
          const guint64 *bits = self->bits + (gsize) r * self->n_words;
          guint64 any = 0;

          for (guint w = 0; w < self->n_words; w++)
            any |= bits[w];
          if (any && self->cover)
            paint_sums (self, r, self->sums + (gsize) (r - band.top) * (gsize) self->sums_stride,
                        source, TRUE);
          else if (any)
            paint_sums (self, r, self->sums + (gsize) (r - band.top) * (gsize) self->sums_stride,
                        source, FALSE);
        }
    }
}

/* One straight piece whose ends lie within sane coordinates: the larger coverage wins. */
static void
add_piece (RsRaster *self, double ax, double ay, double bx, double by, float half, gboolean cut_a,
           gboolean cut_b)
{
  double dx = bx - ax, dy = by - ay, length;
  double reach = half + 0.5;
  double ux = 1, uy = 0, slope = 0, spread = 0;
  gboolean slanted;
  /* Conversion to int cuts off, which is the floor of what is not negative; rounding functions
   * would be calls. */
  int top = (int) MAX (MIN (ay, by) - reach, self->top);
  int bottom = (int) MIN (MAX (ay, by) + reach + 1, self->bottom);
  double box_left = MIN (ax, bx) - reach, box_right = MAX (ax, bx) + reach;
  RsLinePiece piece = { .half = half, .cut_a = cut_a, .cut_b = cut_b };

  if (top >= bottom || box_right <= 0 || box_left >= self->width
      || (self->cover
          && rs_cover_is_box_full (self->cover, (int) MAX (box_left, 0), top,
                                   (int) MIN (box_right + 1, self->width), bottom)))
    return;
  length = sqrt (dx * dx + dy * dy);
  piece.length = (float) length;
  if (length > 1e-9)
    {
      ux = dx / length;
      uy = dy / length;
    }
  else if (cut_a || cut_b)
    return;
  rs_raster_need_mask (self);
  piece.ux = (float) ux;
  piece.uy = (float) uy;
  slanted = fabs (uy) > 1e-6;
  if (slanted)
    {
      slope = ux / uy;
      spread = reach / fabs (uy);
    }
  for (int y = top; y < bottom; y++)
    {
      double cy = y + 0.5, left = box_left, right = box_right;
      guchar *mask = self->mask + (gsize) y * (gsize) self->mask_stride;
      int from, to;

      /* Where this row is near enough to the endless line. */
      if (slanted)
        {
          double middle = ax + (cy - ay) * slope;

          left = MAX (left, middle - spread);
          right = MIN (right, middle + spread);
        }
      from = (int) MAX (left, 0);
      to = (int) MIN (right + 1, self->width);
      if (from >= to || (self->cover && rs_cover_is_run_full (self->cover, y, from, to)))
        continue;
      self->mask_top = MIN (self->mask_top, y);
      self->mask_bottom = y + 1 > self->mask_bottom ? y + 1 : self->mask_bottom;
      mark_blocks (self->bits + (gsize) y * self->n_words, from, to - 1);
      piece.t = (float) ((from + 0.5 - ax) * ux + (cy - ay) * uy);
      piece.across = (float) ((from + 0.5 - ax) * uy - (cy - ay) * ux);
      if (cut_a || cut_b)
        rs_line_piece_add_run (mask + from, to - from, &piece, TRUE);
      else
        rs_line_piece_add_run (mask + from, to - from, &piece, FALSE);
    }
}

/* Cuts [*t0, *t1] of the piece a..b to what lies inside the buffer and @reach around it. */
static gboolean
clip_piece (RsRaster *self, double ax, double ay, double bx, double by, double reach, double *t0,
            double *t1)
{
  const double p[4] = { ax - bx, bx - ax, ay - by, by - ay };
  const double q[4] = { ax + reach, self->width + reach - ax, ay + reach,
                        self->height + reach - ay };

  *t0 = 0;
  *t1 = 1;
  for (guint i = 0; i < 4; i++)
    if (p[i] == 0)
      {
        if (q[i] < 0)
          return FALSE;
      }
    else if (p[i] < 0)
      *t0 = MAX (*t0, q[i] / p[i]);
    else
      *t1 = MIN (*t1, q[i] / p[i]);
  return *t0 <= *t1;
}

void
rs_raster_set_origin (RsRaster *self, double x, double y)
{
  self->origin_x = x;
  self->origin_y = y;
}

double
rs_dash_measure (double ux, double uy, double x, double y, double *out_rate)
{
  static const struct
  {
    double x, y;
  } axes[4] = { { 1, 0 }, { G_SQRT2 / 2, G_SQRT2 / 2 }, { 0, 1 }, { -G_SQRT2 / 2, G_SQRT2 / 2 } };
  guint best = 0;

  *out_rate = 0;
  for (guint i = 0; i < G_N_ELEMENTS (axes); i++)
    {
      double rate = ux * axes[i].x + uy * axes[i].y;

      if (fabs (rate) > fabs (*out_rate))
        {
          *out_rate = rate;
          best = i;
        }
    }
  return x * axes[best].x + y * axes[best].y;
}

void
rs_dash_get_lengths (RsDash dash, double *out_on, double *out_off)
{
  switch (dash)
    {
    case RS_DASH_INFERRED:
      *out_on = 7;
      *out_off = 5;
      break;
    case RS_DASH_ASSERTED:
      *out_on = 2;
      *out_off = 5;
      break;
    case RS_DASH_BORDER:
      *out_on = 4;
      *out_off = 3;
      break;
    case RS_DASH_NONE:
    default:
      *out_on = G_MAXDOUBLE;
      *out_off = 0;
      break;
    }
}

typedef struct
{
  RsRaster *raster;
  float half;
  double reach;
  double on, period; /* device pixels; period 0: solid */
  double phase;
  gboolean by_place; /* the phase of a segment is where it lies */
} Stroke;

/* What of a segment lies from @t0 to @t1, parts of its length, in dashes. The pattern is at @phase
 * where the segment begins and runs along it at @rate. */
static void
add_dashes (Stroke *stroke, double ax, double ay, double bx, double by, double length, double t0,
            double t1, double phase, double rate, gboolean cut_a, gboolean cut_b)
{
  double at = t0 * length, end = t1 * length;

  while (at < end)
    {
      double here = fmod (phase + at * rate, stroke->period);
      double next = at + ((here < stroke->on ? stroke->on : stroke->period) - here) / rate;
      double to = MIN (next, end);

      if (to <= at)
        break;
      if (here < stroke->on)
        {
          double ta = at / length, tb = to / length;
          /* A dash that runs on into the next segment is joined, not cut. */
          gboolean begins = here < 1e-6 || (cut_a && at <= 0);
          gboolean ends = next <= end || (cut_b && to >= length);

          add_piece (stroke->raster, ax + ta * (bx - ax), ay + ta * (by - ay),
                     ax + tb * (bx - ax), ay + tb * (by - ay), stroke->half, begins, ends);
        }
      at = to;
    }
}

/* What clip_piece () would say of most segments, for less. */
static inline gboolean
is_beside (const Stroke *stroke, double ax, double ay, double bx, double by)
{
  double right = stroke->raster->width + stroke->reach, bottom = stroke->raster->height + stroke->reach;

  return (ax < -stroke->reach && bx < -stroke->reach) || (ax > right && bx > right)
         || (ay < -stroke->reach && by < -stroke->reach) || (ay > bottom && by > bottom);
}

static inline gboolean
is_inside (const Stroke *stroke, double x, double y)
{
  return x >= -stroke->reach && x <= stroke->raster->width + stroke->reach && y >= -stroke->reach
         && y <= stroke->raster->height + stroke->reach;
}

/* One segment of a polyline, from @ax, @ay to @bx, @by; the ends are cut square where asked. */
static void
add_segment (Stroke *stroke, double ax, double ay, double bx, double by, gboolean cut_a,
             gboolean cut_b)
{
  double dx = bx - ax, dy = by - ay;
  double length = stroke->period > 0 ? sqrt (dx * dx + dy * dy) : 0, t0, t1;
  double before = stroke->phase;

  if (stroke->period > 0 && !stroke->by_place)
    stroke->phase = fmod (stroke->phase + length, stroke->period);
  if (is_beside (stroke, ax, ay, bx, by))
    return;
  if (is_inside (stroke, ax, ay) && is_inside (stroke, bx, by))
    {
      t0 = 0;
      t1 = 1;
    }
  else if (!clip_piece (stroke->raster, ax, ay, bx, by, stroke->reach, &t0, &t1))
    return;
  if (stroke->period <= 0)
    add_piece (stroke->raster, ax + t0 * dx, ay + t0 * dy, ax + t1 * dx, ay + t1 * dy,
               stroke->half, cut_a && t0 <= 0, cut_b && t1 >= 1);
  else if (!stroke->by_place)
    add_dashes (stroke, ax, ay, bx, by, length, t0, t1, before, 1, cut_a, cut_b);
  else if (length > 0)
    {
      double ox = stroke->raster->origin_x, oy = stroke->raster->origin_y, rate, place;

      place = rs_dash_measure (dx / length, dy / length, ax + ox, ay + oy, &rate);
      if (rate < 0)
        place += length * rate;
      place = fmod (place, stroke->period);
      if (place < 0)
        place += stroke->period;
      /* Always the way in which the pattern runs. */
      if (rate < 0)
        add_dashes (stroke, bx, by, ax, ay, length, 1 - t1, 1 - t0, place, -rate, cut_b, cut_a);
      else
        add_dashes (stroke, ax, ay, bx, by, length, t0, t1, place, rate, cut_a, cut_b);
    }
}

double
rs_raster_add_stroke (RsRaster *self, const RsPoint *points, guint n, double scale, double width,
                      RsDash dash, double phase, gboolean round_ends)
{
  Stroke stroke = { self, (float) (0.5 * width), 0.5 * width + 1.5 };
  double ax = 0, ay = 0, bx = 0, by = 0;
  guint n_seen = 0;

  if (!(width > 0))
    return phase;
  if (dash != RS_DASH_NONE)
    {
      double off;

      rs_dash_get_lengths (dash, &stroke.on, &off);
      stroke.on *= scale;
      stroke.period = stroke.on + off * scale;
      stroke.by_place = phase < 0;
      stroke.phase = fmod (MAX (phase, 0) * scale, stroke.period);
    }
  for (guint i = 0; i < n; i++)
    {
      double x = points[i].x * scale, y = points[i].y * scale;

      if (!is_usable (points[i]) || fabs (x) > MAX_COORD || fabs (y) > MAX_COORD)
        continue;
      if (n_seen > 0 && x == bx && y == by)
        continue;
      /* A segment is drawn when the next point is known: only the last one gets an end. */
      if (n_seen >= 2)
        add_segment (&stroke, ax, ay, bx, by, n_seen == 2 && !round_ends, FALSE);
      ax = bx;
      ay = by;
      bx = x;
      by = y;
      n_seen++;
    }
  if (n_seen >= 2)
    add_segment (&stroke, ax, ay, bx, by, n_seen == 2 && !round_ends, !round_ends);
  else if (n_seen == 1 && round_ends)
    add_segment (&stroke, bx, by, bx, by, FALSE, FALSE);
  return dash == RS_DASH_NONE || stroke.by_place ? phase : stroke.phase / scale;
}

static inline void
paint_block (RsRaster *self, int y, int block, RsFour source)
{
  guint32 *row = get_row (self, y);
  guchar *mask = self->mask + (gsize) y * (gsize) self->mask_stride;

  for (int x = block * BLOCK; x < (block + 1) * BLOCK; x += 4)
    if (self->cover)
      rs_pixel_paint_mask_below (row + x, self->width - x, mask + x, source);
    else
      rs_pixel_paint_mask (row + x, self->width - x, mask + x, source);
  if (self->cover)
    rs_cover_note (self->cover, y, block, row);
}

void
rs_raster_paint_strokes (RsRaster *self, RsColor color)
{
  guint32 pixel = rs_pixel_premultiply (color);
  RsFour source = { pixel, pixel, pixel, pixel };

  for (int y = self->mask_top; y < self->mask_bottom; y++)
    {
      guint64 *bits = self->bits + (gsize) y * self->n_words;

      for (guint w = 0; w < self->n_words; w++)
        for (; bits[w]; bits[w] &= bits[w] - 1)
          paint_block (self, y, (int) w * 64 + __builtin_ctzll (bits[w]), source);
    }
  self->mask_top = self->height;
  self->mask_bottom = 0;
}
