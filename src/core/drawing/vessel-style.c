/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/vessel-style.h"

#include <math.h>

#define MAX_CORNERS 128

static guint
trace_circle (RsPoint *points, double x, double y, double radius, double scale)
{
  /* The chord's sagitta r (1 - cos (pi / n)) stays below a twentieth of a device pixel. */
  guint n = (guint) CLAMP (ceil (G_PI * sqrt (10 * radius * scale)), 8, MAX_CORNERS);

  for (guint i = 0; i < n; i++)
    {
      double angle = 2 * G_PI * i / n;

      points[i].x = (float) (x + radius * cos (angle));
      points[i].y = (float) (y + radius * sin (angle));
    }
  return n;
}

void
rs_canvas_fill_disc (RsCanvas *canvas, double x, double y, double radius, RsColor color)
{
  RsPoint points[MAX_CORNERS];
  guint starts[2] = { 0, 0 };

  starts[1] = trace_circle (points, x, y, radius, rs_canvas_get_scale (canvas));
  rs_canvas_fill (canvas, points, starts, 1, color);
}

void
rs_canvas_stroke_circle (RsCanvas *canvas, double x, double y, double radius, double width,
                         RsColor color)
{
  /* An outer and an inner ring that turn against each other. */
  RsPoint points[2 * MAX_CORNERS];
  guint starts[3] = { 0, 0, 0 };
  double scale = rs_canvas_get_scale (canvas);

  starts[1] = trace_circle (points, x, y, radius + width / 2, scale);
  starts[2] = starts[1]
              + trace_circle (points + starts[1], x, y, MAX (radius - width / 2, 0), scale);
  for (guint i = starts[1], j = starts[2] - 1; i < j; i++, j--)
    {
      RsPoint swap = points[i];

      points[i] = points[j];
      points[j] = swap;
    }
  rs_canvas_fill (canvas, points, starts, 2, color);
}
