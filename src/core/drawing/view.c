/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/view.h"

#include <math.h>

#define MIN_FIT_ZOOM 0.0

double
rs_view_world_px (const RsView *view)
{
  return 256 * exp2 (view->zoom);
}

void
rs_view_project (const RsView *view, RsWorldPoint w, double *out_x, double *out_y)
{
  double s = rs_view_world_px (view), c = cos (view->rotation_rad), n = sin (view->rotation_rad);
  double dx = w.x - view->center.x, dy = w.y - view->center.y;

  dx = (dx - rint (dx)) * s;
  dy *= s;
  *out_x = c * dx - n * dy + view->width / 2;
  *out_y = n * dx + c * dy + view->height / 2;
}

RsWorldPoint
rs_view_unproject (const RsView *view, double x, double y)
{
  double s = rs_view_world_px (view), c = cos (view->rotation_rad), n = sin (view->rotation_rad);
  RsWorldPoint w;

  x -= view->width / 2;
  y -= view->height / 2;
  w.x = view->center.x + (c * x + n * y) / s;
  w.x -= floor (w.x);
  w.y = CLAMP (view->center.y + (c * y - n * x) / s, 0, 1);
  return w;
}

double
rs_view_m_per_px (const RsView *view)
{
  RsWorldPoint w = { 0.5, CLAMP (view->center.y, 0, 1) };

  return rs_mercator_scale_m (rs_lat_lon_from_world (w).lat_deg) / rs_view_world_px (view);
}

void
rs_view_fit (RsView *view, double west_deg, double south_deg, double east_deg, double north_deg,
             double padding_px, double max_zoom)
{
  double c = fabs (cos (view->rotation_rad)), n = fabs (sin (view->rotation_rad));
  RsWorldPoint nw = rs_world_from_lat_lon ((RsLatLon){ north_deg, 0 });
  RsWorldPoint se = rs_world_from_lat_lon ((RsLatLon){ south_deg, 0 });
  double span_deg = east_deg < west_deg ? east_deg + 360 - west_deg : east_deg - west_deg;
  double width = span_deg / 360, height = se.y - nw.y;
  double free_x = MAX (view->width - 2 * padding_px, 16);
  double free_y = MAX (view->height - 2 * padding_px, 16);
  /* The box of the turned box must fit. */
  double need_x = width * c + height * n, need_y = width * n + height * c;
  double world_px = 256 * exp2 (max_zoom);

  if (need_x * world_px > free_x)
    world_px = free_x / need_x;
  if (need_y * world_px > free_y)
    world_px = free_y / need_y;
  view->zoom = CLAMP (log2 (world_px / 256), MIN_FIT_ZOOM, max_zoom);
  view->center.x = (west_deg + span_deg / 2 + 180) / 360;
  view->center.x -= floor (view->center.x);
  view->center.y = (nw.y + se.y) / 2;
}
