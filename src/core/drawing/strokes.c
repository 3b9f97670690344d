/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/strokes.h"

/* Anti-aliasing and joins reach so far beyond half the width; logical pixels at any scale. */
#define EDGE_PX 2.0f

typedef struct
{
  double width;
  guint first, n;
  float top, bottom; /* what it touches */
  RsColor color;
  RsDash dash;
  gboolean round_ends;
} Stroke;

struct _RsStrokes
{
  GArray *points;  /* of RsPoint */
  GArray *strokes; /* of Stroke */
};

RsStrokes *
rs_strokes_new (void)
{
  RsStrokes *self = g_new0 (RsStrokes, 1);

  self->points = g_array_new (FALSE, FALSE, sizeof (RsPoint));
  self->strokes = g_array_new (FALSE, FALSE, sizeof (Stroke));
  return self;
}

void
rs_strokes_free (RsStrokes *self)
{
  if (!self)
    return;
  g_array_unref (self->points);
  g_array_unref (self->strokes);
  g_free (self);
}

void
rs_strokes_add (RsStrokes *self, const RsPoint *points, guint n, double width, RsColor color,
                RsDash dash, gboolean round_ends)
{
  Stroke stroke = { width, self->points->len, n, G_MAXFLOAT, -G_MAXFLOAT, color, dash, round_ends };

  for (guint i = 0; i < n; i++)
    {
      stroke.top = MIN (stroke.top, points[i].y);
      stroke.bottom = MAX (stroke.bottom, points[i].y);
    }
  stroke.top -= (float) width / 2 + EDGE_PX;
  stroke.bottom += (float) width / 2 + EDGE_PX;
  g_array_append_vals (self->points, points, n);
  g_array_append_val (self->strokes, stroke);
}

static void
paint (const RsStrokes *self, const Stroke *stroke, RsCanvas *canvas)
{
  const RsPoint *points = &g_array_index (self->points, RsPoint, stroke->first);
  const guint starts[2] = { 0, stroke->n };

  if (stroke->round_ends && stroke->dash == RS_DASH_NONE)
    rs_canvas_stroke_lines (canvas, points, starts, 1, stroke->width, stroke->color);
  else
    rs_canvas_stroke (canvas, points, stroke->n, stroke->width, stroke->color, stroke->dash,
                      RS_DASH_BY_PLACE);
}

void
rs_strokes_paint (const RsStrokes *self, RsCanvas *canvas, double top, double bottom)
{
  for (guint i = 0; i < self->strokes->len; i++)
    {
      const Stroke *stroke = &g_array_index (self->strokes, Stroke, i);

      if (stroke->bottom > top && stroke->top < bottom)
        paint (self, stroke, canvas);
    }
}

void
rs_strokes_paint_below (RsStrokes *self, RsCanvas *canvas)
{
  for (guint i = self->strokes->len; i-- > 0;)
    paint (self, &g_array_index (self->strokes, Stroke, i), canvas);
  g_array_set_size (self->strokes, 0);
  g_array_set_size (self->points, 0);
}
