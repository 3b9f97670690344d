/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/heat.h"

#include <math.h>

#include "drawing/pace.h"
#include "drawing/projection.h"

#define CELL_PX 2.0
/* What smoothing reaches, and one more. */
#define MARGIN 5
#define STEP_CELLS 0.5
#define N_COLORS 256
/* One ship at 12 kn. */
#define PASSAGE_KMH (12 * 1.852)
#define DECADES 1e4

struct _RsHeat
{
  RsView view;
  RsProjection projection;
  double cell_px; /* logical */
  int cell;       /* device pixels */
  guint columns, rows;
  float *hours;
  GArray *pace; /* of RsPacePoint */
};

RsHeat *
rs_heat_new (const RsView *view)
{
  RsHeat *self = g_new0 (RsHeat, 1);

  self->view = *view;
  /* A power of two, so that tiles hold whole cells. */
  self->cell = 1 << (int) CLAMP (rint (log2 (CELL_PX * view->scale)), 0, 6);
  self->cell_px = self->cell / view->scale;
  self->columns = (guint) ceil (view->width / self->cell_px) + 2 * MARGIN;
  self->rows = (guint) ceil (view->height / self->cell_px) + 2 * MARGIN;
  self->hours = g_new0 (float, (gsize) self->columns * self->rows);
  self->pace = g_array_new (FALSE, FALSE, sizeof (RsPacePoint));
  rs_projection_init (&self->projection, view, MARGIN * self->cell_px);
  return self;
}

void
rs_heat_free (RsHeat *self)
{
  if (!self)
    return;
  g_array_unref (self->pace);
  g_free (self->hours);
  g_free (self);
}

/* Cells [0, columns) x [0, rows) of the piece; FALSE if it misses them. */
static gboolean
clip (const RsHeat *self, double ax, double ay, double dx, double dy, double *t0, double *t1)
{
  const double p[4] = { -dx, dx, -dy, dy };
  const double q[4] = { ax, self->columns - ax, ay, self->rows - ay };

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

static void
add_leg (RsHeat *self, double ax, double ay, double bx, double by, double hours)
{
  double dx = bx - ax, dy = by - ay, t0, t1, length;
  guint n;

  if (!(hours > 0) || !clip (self, ax, ay, dx, dy, &t0, &t1))
    return;
  length = hypot (dx, dy) * (t1 - t0);
  n = MAX ((guint) ceil (length / STEP_CELLS), 1);
  hours *= (length > 0 ? t1 - t0 : 1) / n;
  for (guint i = 0; i < n; i++)
    {
      double t = t0 + (i + 0.5) / n * (t1 - t0);
      guint x = MIN ((guint) MAX (ax + t * dx, 0), self->columns - 1);
      guint y = MIN ((guint) MAX (ay + t * dy, 0), self->rows - 1);

      self->hours[y * self->columns + x] += (float) hours;
    }
}

static void
add_copy (RsHeat *self, double shift)
{
  const RsPacePoint *points = (const RsPacePoint *) (gpointer) self->pace->data;
  double ax = 0, ay = 0;

  for (guint i = 0; i < self->pace->len; i++)
    {
      double x, y;

      rs_projection_apply (&self->projection, points[i].x + shift, points[i].y, &x, &y);
      x = x / self->cell_px + MARGIN;
      y = y / self->cell_px + MARGIN;
      if (i > 0)
        add_leg (self, ax, ay, x, y, (points[i].t_s - points[i - 1].t_s) / 3600);
      ax = x;
      ay = y;
    }
}

gboolean
rs_heat_add (RsHeat *self, const RsTrack *track, const RsLevel *level, const RsKnots *knots)
{
  const RsProjection *projection = &self->projection;
  gboolean inferred = FALSE;

  for (guint i = 0; i < level->n_chunks; i++)
    {
      const RsLevelChunk *chunk = &level->chunks[i];
      gint first, last;

      if (chunk->n < 2 || chunk->south < projection->north || chunk->north > projection->south
          || !rs_projection_get_copies (projection, (double) chunk->west, (double) chunk->east,
                                        &first, &last))
        continue;
      rs_pace_walk (track, level, chunk, knots, self->pace);
      for (gint copy = first; copy <= last; copy++)
        add_copy (self, copy * RS_WORLD);
      inferred |= chunk->provenance != RS_OBSERVED;
    }
  return inferred;
}

const float *
rs_heat_get_hours (const RsHeat *self, guint *out_columns, guint *out_rows, guint *out_margin,
                   double *out_cell_px)
{
  *out_columns = self->columns;
  *out_rows = self->rows;
  *out_margin = MARGIN;
  *out_cell_px = self->cell_px;
  return self->hours;
}

void
rs_heat_get_range (const RsView *view, double *out_low, double *out_high)
{
  double cell_km = rs_mercator_scale_m (45) / rs_view_world_px (view) * CELL_PX / 1000;

  *out_low = 0.2 / (PASSAGE_KMH * cell_km);
  *out_high = *out_low * DECADES;
}

/* 1 4 6 4 1 along one axis. */
static void
smooth (float *to, const float *from, guint n_lines, guint n, gsize line_step, gsize step)
{
  for (guint line = 0; line < n_lines; line++)
    for (guint i = 2; i + 2 < n; i++)
      {
        const float *f = from + line * line_step + i * step;

        to[line * line_step + i * step]
          = (6 * f[0] + 4 * (*(f - step) + f[step]) + *(f - 2 * step) + f[2 * step]) / 16;
      }
}

/* Each cell's place on the ramp, times 255; below it negative, down to nothing at -64. */
static float *
rank_cells (const RsHeat *self, const float *hours)
{
  gsize n = (gsize) self->columns * self->rows;
  float *ranks = g_new (float, n);
  double world_px = rs_view_world_px (&self->view), low, high, log_range;
  double c = cos (self->view.rotation_rad), s = sin (self->view.rotation_rad);

  rs_heat_get_range (&self->view, &low, &high);
  log_range = log (high / low);
  for (guint y = 0; y < self->rows; y++)
    for (guint x = 0; x < self->columns; x++)
      {
        gsize i = (gsize) y * self->columns + x;
        double dx, dy, world_y, cell_km, density;

        ranks[i] = -64;
        if (!(hours[i] > 0))
          continue;
        dx = ((double) x + 0.5 - MARGIN) * self->cell_px - self->view.width / 2;
        dy = ((double) y + 0.5 - MARGIN) * self->cell_px - self->view.height / 2;
        world_y = self->view.center.y + (c * dy - s * dx) / world_px;
        /* cos (latitude) of the Mercator map */
        cell_km = rs_mercator_scale_m (0) / cosh (G_PI * (1 - 2 * world_y)) / world_px
                  * self->cell_px / 1000;
        density = (double) hours[i] / (cell_km * cell_km);
        ranks[i] = density >= low ? (float) MIN (255 * log (density / low) / log_range, 255)
                                  : (float) (64 * (density / low - 1));
      }
  return ranks;
}

static void
make_colors (guint32 *colors, RsTheme theme, double alpha)
{
  for (guint i = 0; i < N_COLORS; i++)
    {
      RsColor color = rs_tints_get_heat (theme, i / (N_COLORS - 1.0));
      guint32 a = (guint32) ((color >> 24) * alpha + 0.5);

      colors[i] = a << 24 | (color >> 16 & 0xff) * a / 255 << 16
                  | (color >> 8 & 0xff) * a / 255 << 8 | (color & 0xff) * a / 255;
    }
}

static guint32
scale_pixel (guint32 pixel, float share)
{
  guint32 result = 0;

  for (guint shift = 0; shift < 32; shift += 8)
    result |= (guint32) ((float) (pixel >> shift & 0xff) * share) << shift;
  return result;
}

static guint32 *
paint_pixels (const RsHeat *self, const float *ranks, const guint32 *colors, int width, int height)
{
  guint32 *pixels = g_new0 (guint32, (gsize) width * (gsize) height);
  float unit = 1 / (float) self->cell;

  for (int y = 0; y < height; y++)
    {
      float v = ((float) y + 0.5f) * unit + MARGIN - 0.5f;
      guint j = (guint) v;
      float fy = v - (float) j;
      const float *row = ranks + (gsize) j * self->columns;

      for (int x = 0; x < width; x++)
        {
          float u = ((float) x + 0.5f) * unit + MARGIN - 0.5f;
          guint i = (guint) u;
          float fx = u - (float) i, rank;
          const float *p = row + i, *q = p + self->columns;

          if (p[0] <= -64 && p[1] <= -64 && q[0] <= -64 && q[1] <= -64)
            continue;
          rank = (p[0] * (1 - fx) + p[1] * fx) * (1 - fy) + (q[0] * (1 - fx) + q[1] * fx) * fy;
          if (rank >= 0)
            pixels[y * width + x] = colors[MIN ((guint) rank, N_COLORS - 1u)];
          else if (rank > -64)
            pixels[y * width + x] = scale_pixel (colors[0], 1 + rank / 64);
        }
    }
  return pixels;
}

void
rs_heat_paint (RsHeat *self, RsCanvas *canvas, RsTheme theme, double alpha)
{
  g_autofree float *across = NULL;
  g_autofree float *both = NULL;
  g_autofree float *ranks = NULL;
  g_autofree guint32 *pixels = NULL;
  guint32 colors[N_COLORS];
  int width = (int) rint (self->view.width * self->view.scale);
  int height = (int) rint (self->view.height * self->view.scale);

  across = g_new0 (float, (gsize) self->columns * self->rows);
  both = g_new0 (float, (gsize) self->columns * self->rows);
  smooth (across, self->hours, self->rows, self->columns, self->columns, 1);
  smooth (both, across, self->columns, self->rows, 1, self->columns);
  ranks = rank_cells (self, both);
  make_colors (colors, theme, alpha);
  pixels = paint_pixels (self, ranks, colors, width, height);
  if (rs_canvas_is_vector (canvas))
    {
      cairo_surface_t *surface = cairo_image_surface_create_for_data (
          (guchar *) pixels, CAIRO_FORMAT_ARGB32, width, height, width * 4);
      cairo_t *cr = rs_canvas_get_cairo (canvas);

      cairo_save (cr);
      cairo_scale (cr, 1 / self->view.scale, 1 / self->view.scale);
      cairo_set_source_surface (cr, surface, 0, 0);
      cairo_paint (cr);
      cairo_restore (cr);
      cairo_surface_destroy (surface);
    }
  else
    rs_canvas_paint_pixels (canvas, pixels, width, height, 0, 0);
}
