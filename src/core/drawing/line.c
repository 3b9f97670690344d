/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/line.h"

#include <math.h>

/* Within this of the origin a float is exact to 1/128 of a pixel. */
#define FAR_PX 65536.0
/* How far around the picture a cut line still reaches. */
#define MARGIN_PX 256.0

void
rs_line_init (RsLine *self, RsCanvas *canvas)
{
  *self = (RsLine){ .canvas = canvas,
                    .width = rs_canvas_get_width (canvas),
                    .height = rs_canvas_get_height (canvas) };
  self->points = g_array_new (FALSE, FALSE, sizeof (RsPoint));
}

void
rs_line_init_strokes (RsLine *self, RsStrokes *strokes, double width, double height)
{
  *self = (RsLine){ .strokes = strokes, .width = width, .height = height };
  self->points = g_array_new (FALSE, FALSE, sizeof (RsPoint));
}

void
rs_line_clear (RsLine *self)
{
  rs_line_end (self);
  g_clear_pointer (&self->points, g_array_unref);
}

static void
flush (RsLine *self)
{
  const RsPoint *points = (const RsPoint *) (gpointer) self->points->data;
  const guint starts[2] = { 0, self->points->len };

  if (self->points->len > 1 && self->strokes)
    rs_strokes_add (self->strokes, points, self->points->len, self->stroke_px, self->color,
                    self->dash, self->round_ends);
  else if (self->points->len > 1 && self->round_ends && self->dash == RS_DASH_NONE)
    rs_canvas_stroke_lines (self->canvas, points, starts, 1, self->stroke_px, self->color);
  else if (self->points->len > 1)
    rs_canvas_stroke (self->canvas, points, self->points->len, self->stroke_px, self->color,
                      self->dash, RS_DASH_BY_PLACE);
  g_array_set_size (self->points, 0);
}

static void
push (RsLine *self, double x, double y)
{
  RsPoint point = { (float) x, (float) y };

  g_array_append_val (self->points, point);
}

void
rs_line_begin (RsLine *self, double stroke_px, RsColor color, RsDash dash)
{
  rs_line_end (self);
  self->stroke_px = stroke_px;
  self->color = color;
  self->dash = dash;
}

/* The part of the segment inside the picture and its margin; FALSE if there is none. */
static gboolean
clip (const RsLine *self, double x, double y, double *out_t0, double *out_t1)
{
  double dx = x - self->x, dy = y - self->y, t0 = 0, t1 = 1;
  const double p[4] = { -dx, dx, -dy, dy };
  const double q[4] = { self->x + MARGIN_PX, self->width + MARGIN_PX - self->x,
                        self->y + MARGIN_PX, self->height + MARGIN_PX - self->y };

  for (guint i = 0; i < 4; i++)
    {
      if (p[i] == 0 && q[i] < 0)
        return FALSE;
      if (p[i] < 0)
        t0 = MAX (t0, q[i] / p[i]);
      else if (p[i] > 0)
        t1 = MIN (t1, q[i] / p[i]);
    }
  *out_t0 = t0;
  *out_t1 = t1;
  return t0 < t1;
}

void
rs_line_add (RsLine *self, double x, double y)
{
  double t0, t1;

  if (!self->is_open)
    {
      self->is_open = TRUE;
      self->x = x;
      self->y = y;
      return;
    }
  if (fabs (x) < FAR_PX && fabs (y) < FAR_PX && fabs (self->x) < FAR_PX && fabs (self->y) < FAR_PX)
    {
      if (self->points->len == 0)
        push (self, self->x, self->y);
      push (self, x, y);
    }
  else
    {
      if (clip (self, x, y, &t0, &t1))
        {
          double dx = x - self->x, dy = y - self->y;

          if (t0 > 0)
            flush (self);
          if (self->points->len == 0)
            push (self, self->x + t0 * dx, self->y + t0 * dy);
          push (self, self->x + t1 * dx, self->y + t1 * dy);
          if (t1 < 1)
            flush (self);
        }
      else
        flush (self);
    }
  self->x = x;
  self->y = y;
}

void
rs_line_end (RsLine *self)
{
  flush (self);
  self->is_open = FALSE;
}
