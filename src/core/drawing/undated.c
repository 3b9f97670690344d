/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fixes without a time: small open grey rings, joined by nothing, whatever moment is shown. */
#include "drawing/layer-private.h"
#include "drawing/projection.h"
#include "drawing/vessel-style.h"

#define RING_PX 3.0
#define RING_LINE_PX 1.2
/* Rings nearer than this to one that is drawn would only smear it. */
#define CELL_PX 3
/* In replay they say where something was, some time. */
#define CONTEXT_ALPHA 0.45

typedef struct
{
  RsCanvas *canvas;
  RsProjection projection;
  RsColor color;
  guint8 *taken; /* one for each cell of the picture */
  guint columns, rows;
} Painter;

static void
draw_ring (Painter *self, double x, double y)
{
  guint column, row;

  /* Half a ring may reach in from outside. */
  if (x < -RING_PX || y < -RING_PX)
    return;
  column = (guint) (x + RING_PX) / CELL_PX;
  row = (guint) (y + RING_PX) / CELL_PX;
  if (column >= self->columns || row >= self->rows || self->taken[row * self->columns + column])
    return;
  self->taken[row * self->columns + column] = 1;
  rs_canvas_stroke_circle (self->canvas, x, y, RING_PX, RING_LINE_PX, self->color);
}

static void
draw_fix (Painter *self, const RsFix *fix)
{
  RsLatLon place = rs_fix_lat_lon (fix);
  double x, y;

  for (guint copy = 0; rs_projection_place (&self->projection, place, copy, &x, &y); copy++)
    draw_ring (self, x, y);
}

void
rs_draw_undated (RsCanvas *canvas, RsDrawContext *context)
{
  const RsSnapshot *snapshot = context->snapshot;
  const RsView *view = &context->frame->view;
  Painter painter = { .canvas = canvas, .color = context->style->context };
  g_autofree guint8 *taken = NULL;

  if (!rs_draw_context_shows (context, RS_SHOW_TRACKS) || snapshot->n_undated == 0)
    return;
  if (context->in_replay || context->frame->t_ms != RS_TIME_NONE)
    painter.color = rs_color_with_alpha (painter.color, CONTEXT_ALPHA);
  rs_projection_init (&painter.projection, view, RING_PX);
  painter.columns = (guint) (view->width + 2 * RING_PX) / CELL_PX + 1;
  painter.rows = (guint) (view->height + 2 * RING_PX) / CELL_PX + 1;
  painter.taken = taken = g_malloc0 ((gsize) painter.columns * painter.rows);
  for (guint i = 0; i < snapshot->undated->len; i++)
    {
      const RsUndated *undated = g_ptr_array_index (snapshot->undated, i);

      if (!undated || rs_frame_hides_vessel (context->frame, undated->vessel_id))
        continue;
      for (guint k = 0; k < undated->n; k++)
        {
          if (k % 65536 == 0 && g_cancellable_is_cancelled (context->cancellable))
            return;
          draw_fix (&painter, &undated->fixes[k]);
        }
    }
}
