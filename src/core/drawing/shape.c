/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/shape.h"

#include <math.h>

#include "drawing/line.h"

#define MARGIN_PX 16.0
#define CIRCLE_CORNERS 120

void
rs_shape_init (RsShape *self, RsCanvas *canvas, const RsView *view)
{
  self->canvas = canvas;
  self->is_closed = FALSE;
  self->world = g_array_new (FALSE, FALSE, sizeof (RsWorldPoint));
  self->first_copy = 0;
  self->last_copy = -1;
  rs_projection_init (&self->projection, view, MARGIN_PX);
}

void
rs_shape_clear (RsShape *self)
{
  g_clear_pointer (&self->world, g_array_unref);
}

static void
add (RsShape *self, RsLatLon place)
{
  RsWorldPoint w = rs_world_from_lat_lon (place);

  w.x *= RS_WORLD;
  w.y *= RS_WORLD;
  if (self->world->len > 0)
    {
      const RsWorldPoint *last
        = &g_array_index (self->world, RsWorldPoint, self->world->len - 1);

      w.x -= rint ((w.x - last->x) / RS_WORLD) * RS_WORLD;
    }
  g_array_append_val (self->world, w);
}

static void
find_copies (RsShape *self)
{
  double west = G_MAXDOUBLE, east = -G_MAXDOUBLE, north = G_MAXDOUBLE, south = -G_MAXDOUBLE;

  self->first_copy = 0;
  self->last_copy = -1;
  for (guint i = 0; i < self->world->len; i++)
    {
      const RsWorldPoint *w = &g_array_index (self->world, RsWorldPoint, i);

      west = MIN (west, w->x);
      east = MAX (east, w->x);
      north = MIN (north, w->y);
      south = MAX (south, w->y);
    }
  if (self->world->len > 0 && south >= self->projection.north && north <= self->projection.south)
    rs_projection_get_copies (&self->projection, west, east, &self->first_copy, &self->last_copy);
}

void
rs_shape_set_points (RsShape *self, const GArray *points, gboolean closed)
{
  g_array_set_size (self->world, 0);
  for (guint i = 0; i < points->len; i++)
    add (self, g_array_index (points, RsLatLon, i));
  self->is_closed = closed;
  find_copies (self);
}

void
rs_shape_set_circle (RsShape *self, RsLatLon center, double radius_m)
{
  g_array_set_size (self->world, 0);
  for (guint i = 0; i < CIRCLE_CORNERS; i++)
    add (self, rs_geodesic_direct (center, 360.0 * i / CIRCLE_CORNERS, radius_m));
  self->is_closed = TRUE;
  find_copies (self);
}

gboolean
rs_shape_is_seen (const RsShape *self)
{
  return self->first_copy <= self->last_copy;
}

void
rs_shape_get_point (const RsShape *self, gint copy, guint index, double *out_x, double *out_y)
{
  const RsWorldPoint *w = &g_array_index (self->world, RsWorldPoint, index);

  rs_projection_apply (&self->projection, w->x + copy * RS_WORLD, w->y, out_x, out_y);
}

void
rs_shape_fill (RsShape *self, RsColor color)
{
  guint n = self->world->len, starts[2] = { 0, n };
  g_autofree RsPoint *points = g_new (RsPoint, MAX (n, 1));

  if (n < 3)
    return;
  for (gint copy = self->first_copy; copy <= self->last_copy; copy++)
    {
      for (guint i = 0; i < n; i++)
        {
          double x, y;

          rs_shape_get_point (self, copy, i, &x, &y);
          points[i] = (RsPoint){ (float) x, (float) y };
        }
      rs_canvas_fill (self->canvas, points, starts, 1, color);
    }
}

void
rs_shape_stroke (RsShape *self, double width, RsColor color, RsDash dash)
{
  guint n = self->world->len;
  RsLine line;

  if (n < 2)
    return;
  rs_line_init (&line, self->canvas);
  for (gint copy = self->first_copy; copy <= self->last_copy; copy++)
    {
      rs_line_begin (&line, width, color, dash);
      for (guint i = 0; i < n + (self->is_closed ? 2 : 0); i++)
        {
          double x, y;

          /* Round the first corner once more, so that it is joined like the others. */
          rs_shape_get_point (self, copy, i % n, &x, &y);
          if (i == n + 1)
            {
              double x0, y0, far;

              rs_shape_get_point (self, copy, 0, &x0, &y0);
              far = hypot (x - x0, y - y0);
              if (dash != RS_DASH_NONE || far <= 0)
                break;
              x = x0 + (x - x0) * MIN (1, width / far);
              y = y0 + (y - y0) * MIN (1, width / far);
            }
          rs_line_add (&line, x, y);
        }
      rs_line_end (&line);
    }
  rs_line_clear (&line);
}

static double
dist_to_segment (double x, double y, double x0, double y0, double x1, double y1)
{
  double dx = x1 - x0, dy = y1 - y0, length2 = dx * dx + dy * dy;
  double u = length2 > 0 ? CLAMP (((x - x0) * dx + (y - y0) * dy) / length2, 0, 1) : 0;

  return hypot (x - (x0 + u * dx), y - (y0 + u * dy));
}

double
rs_shape_dist (const RsShape *self, double x, double y)
{
  guint n = self->world->len;
  double best = G_MAXDOUBLE;

  for (gint copy = self->first_copy; copy <= self->last_copy; copy++)
    {
      double x0, y0;

      if (n == 0)
        continue;
      rs_shape_get_point (self, copy, 0, &x0, &y0);
      best = MIN (best, hypot (x - x0, y - y0));
      for (guint i = 1; i < n + (self->is_closed ? 1 : 0); i++)
        {
          double x1, y1;

          rs_shape_get_point (self, copy, i % n, &x1, &y1);
          best = MIN (best, dist_to_segment (x, y, x0, y0, x1, y1));
          x0 = x1;
          y0 = y1;
        }
    }
  return best;
}

gboolean
rs_shape_contains (const RsShape *self, double x, double y)
{
  guint n = self->world->len;

  for (gint copy = self->first_copy; self->is_closed && copy <= self->last_copy; copy++)
    {
      gboolean inside = FALSE;

      for (guint i = 0, j = n - 1; i < n; j = i++)
        {
          double x0, y0, x1, y1;

          rs_shape_get_point (self, copy, i, &x0, &y0);
          rs_shape_get_point (self, copy, j, &x1, &y1);
          if ((y0 > y) != (y1 > y) && x < (x1 - x0) * (y - y0) / (y1 - y0) + x0)
            inside = !inside;
        }
      if (inside)
        return TRUE;
    }
  return FALSE;
}
