/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/kept-trails.h"

#include <math.h>
#include <string.h>

#include "drawing/projection.h"

/* A symbol hides where its trail ends by far more than this. */
#define TOLERANCE_PX 0.5
/* Of the time that a trail shows: the finest step of its fading. */
#define TOLERANCE_TIME 0.05

/* The pixels of a row that are not transparent. */
typedef struct
{
  int from, to;
} Run;

struct _RsKeptTrails
{
  guint32 *pixels; /* premultiplied */
  Run *runs;       /* of each row */
  int width, height;

  /* What was painted; no positions: nothing yet. */
  RsPositions *positions;
  GBytes *looks;
  RsView view;
  gint64 trail_ms;
  gboolean inferred;
};

RsKeptTrails *
rs_kept_trails_new (void)
{
  return g_new0 (RsKeptTrails, 1);
}

static void
forget (RsKeptTrails *self)
{
  g_clear_pointer (&self->positions, rs_positions_unref);
  g_clear_pointer (&self->looks, g_bytes_unref);
}

void
rs_kept_trails_free (RsKeptTrails *self)
{
  if (!self)
    return;
  forget (self);
  g_free (self->pixels);
  g_free (self->runs);
  g_free (self);
}

static gboolean
is_same_view (const RsView *a, const RsView *b)
{
  return a->center.x == b->center.x && a->center.y == b->center.y && a->zoom == b->zoom
         && a->rotation_rad == b->rotation_rad && a->width == b->width && a->height == b->height
         && a->scale == b->scale;
}

/* Whether a ship in the view has moved. One that has come or gone has no trail or leaves it for a moment. */
static gboolean
has_moved (const RsPositions *before, const RsPositions *now, const RsView *view)
{
  RsProjection projection;
  double limit;

  rs_projection_init (&projection, view, TOLERANCE_PX);
  limit = TOLERANCE_PX * rs_projection_get_px (&projection);
  for (guint i = 0; i < now->n; i++)
    {
      RsWorldPoint a = before->places[i], b = now->places[i];
      double x;

      if (fabs (a.x - b.x) < limit && fabs (a.y - b.y) < limit)
        continue;
      if (before->positions[i].presence != RS_PRESENCE_NONE
          && now->positions[i].presence != RS_PRESENCE_NONE
          && (rs_projection_find (&projection, a, &x) > 0
              || rs_projection_find (&projection, b, &x) > 0))
        return TRUE;
    }
  return FALSE;
}

gboolean
rs_kept_trails_fit (const RsKeptTrails *self, GBytes *looks, const RsView *view,
                    const RsPositions *now, gint64 trail_ms)
{
  const RsPositions *before = self->positions;

  return before && before->snapshot == now->snapshot && self->trail_ms == trail_ms
         && (double) ABS (before->t_ms - now->t_ms) <= TOLERANCE_TIME * (double) trail_ms
         && is_same_view (&self->view, view) && g_bytes_equal (self->looks, looks)
         && !has_moved (before, now, view);
}

RsCanvas *
rs_kept_trails_begin (RsKeptTrails *self, RsCanvas *canvas)
{
  int width = rs_canvas_get_pixel_width (canvas), height = rs_canvas_get_pixel_height (canvas);

  forget (self);
  if (self->width != width || self->height != height)
    {
      self->width = width;
      self->height = height;
      g_free (self->pixels);
      self->pixels = g_new (guint32, (gsize) width * (gsize) height);
      self->runs = g_renew (Run, self->runs, height);
    }
  memset (self->pixels, 0, (gsize) width * (gsize) height * 4);
  return rs_canvas_new_like (canvas, (guchar *) self->pixels);
}

static Run
find_run (const guint32 *row, int width)
{
  Run run = { 0, width };

  while (run.to > 0 && row[run.to - 1] == 0)
    run.to--;
  while (run.from < run.to && row[run.from] == 0)
    run.from++;
  return run;
}

void
rs_kept_trails_end (RsKeptTrails *self, GBytes *looks, const RsView *view, RsPositions *now,
                    gint64 trail_ms, gboolean inferred)
{
  for (int y = 0; y < self->height; y++)
    self->runs[y] = find_run (self->pixels + (gsize) y * (gsize) self->width, self->width);
  self->positions = rs_positions_ref (now);
  self->looks = g_bytes_ref (looks);
  self->view = *view;
  self->trail_ms = trail_ms;
  self->inferred = inferred;
}

static void
paint_band (RsCanvas *band, double top, double bottom, gpointer user_data)
{
  const RsKeptTrails *self = user_data;
  double scale = rs_canvas_get_scale (band);

  for (int y = (int) rint (top * scale); y < (int) rint (bottom * scale); y++)
    {
      const Run *run = &self->runs[y];

      rs_canvas_paint_pixels (band, self->pixels + (gsize) y * (gsize) self->width + run->from,
                              run->to - run->from, 1, run->from, y);
    }
}

gboolean
rs_kept_trails_paint (const RsKeptTrails *self, RsCanvas *canvas)
{
  rs_canvas_paint_bands (canvas, paint_band, (gpointer) self);
  return self->inferred;
}
