/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/graticule.h"

#include <math.h>

#define MIN_STEP_PX 96.0
#define MARGIN_PX 2.0
/* Half a pixel of so quiet a colour could not be seen at all. */
#define MIN_LINE_DEVICE_PX 0.9
#define CIRCLE_S 1296000
#define DEGREE_S 3600

static const guint steps_s[] = {
  5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 2 * 3600, 5 * 3600, 10 * 3600, 15 * 3600,
  30 * 3600, 45 * 3600, 60 * 3600, 90 * 3600,
};

guint
rs_graticule_step_s (double zoom)
{
  double px_per_s = 256 * exp2 (zoom) / CIRCLE_S;

  for (guint i = 0; i < G_N_ELEMENTS (steps_s); i++)
    if (steps_s[i] * px_per_s >= MIN_STEP_PX)
      return steps_s[i];
  return steps_s[G_N_ELEMENTS (steps_s) - 1];
}

typedef struct
{
  const RsView *view;
  double s, c, n;
} Projector;

/* Worlds not wrapped: the copy that is meant, not the nearest one. */
static RsPoint
project (const Projector *p, double x, double y)
{
  double dx = (x - p->view->center.x) * p->s, dy = (y - p->view->center.y) * p->s;
  RsPoint out = { (float) (p->c * dx - p->n * dy + p->view->width / 2),
                  (float) (p->n * dx + p->c * dy + p->view->height / 2) };

  return out;
}

static double
world_y (double lat_deg)
{
  return rs_world_from_lat_lon ((RsLatLon){ lat_deg, 0 }).y;
}

void
rs_draw_graticule (RsCanvas *canvas, RsDrawContext *context)
{
  const RsView *view = &context->frame->view;
  Projector p = { view, rs_view_world_px (view), cos (view->rotation_rad),
                  sin (view->rotation_rad) };
  double half_x = (view->width / 2 + MARGIN_PX) / p.s;
  double half_y = (view->height / 2 + MARGIN_PX) / p.s;
  double reach_x = fabs (p.c) * half_x + fabs (p.n) * half_y;
  double reach_y = fabs (p.n) * half_x + fabs (p.c) * half_y;
  double west = view->center.x - reach_x, east = view->center.x + reach_x;
  double north = MAX (view->center.y - reach_y, 0), south = MIN (view->center.y + reach_y, 1);
  gint64 step = rs_graticule_step_s (view->zoom);
  double north_s, south_s;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (RsPoint));
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));

  if (north >= south)
    return;
  g_array_append_val (starts, points->len);
  for (gint64 i = (gint64) ceil ((west * CIRCLE_S - CIRCLE_S / 2) / (double) step);
       i <= (gint64) floor ((east * CIRCLE_S - CIRCLE_S / 2) / (double) step); i++)
    {
      double x = (double) (i * step) / CIRCLE_S + 0.5;
      RsPoint ends[2] = { project (&p, x, north), project (&p, x, south) };

      g_array_append_vals (points, ends, 2);
      g_array_append_val (starts, points->len);
    }
  north_s = rs_lat_lon_from_world ((RsWorldPoint){ 0.5, north }).lat_deg * DEGREE_S;
  south_s = rs_lat_lon_from_world ((RsWorldPoint){ 0.5, south }).lat_deg * DEGREE_S;
  for (gint64 i = (gint64) ceil (south_s / (double) step);
       i <= (gint64) floor (north_s / (double) step); i++)
    {
      double y = world_y ((double) (i * step) / DEGREE_S);
      RsPoint ends[2] = { project (&p, west, y), project (&p, east, y) };

      g_array_append_vals (points, ends, 2);
      g_array_append_val (starts, points->len);
    }
  if (starts->len > 1)
    rs_canvas_stroke_lines (canvas, (const RsPoint *) (gpointer) points->data,
                            (const guint *) (gpointer) starts->data, starts->len - 1,
                            MAX (RS_GRATICULE_PX, MIN_LINE_DEVICE_PX / view->scale),
                            context->style->graticule);
}
