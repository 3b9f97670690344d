/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/map/viewport.h"

#include <math.h>

RsView
rs_view_from_viewport (ShumateViewport *viewport, double width, double height, double scale)
{
  RsLatLon center = {
    .lat_deg = shumate_location_get_latitude (SHUMATE_LOCATION (viewport)),
    .lon_deg = shumate_location_get_longitude (SHUMATE_LOCATION (viewport)),
  };
  RsView view = {
    .center = rs_world_from_lat_lon (center),
    .zoom = shumate_viewport_get_zoom_level (viewport),
    .rotation_rad = shumate_viewport_get_rotation (viewport),
    .width = width,
    .height = height,
    .scale = scale,
  };

  return view;
}

void
rs_viewport_set_view (ShumateViewport *viewport, const RsView *view)
{
  RsWorldPoint center = { view->center.x - floor (view->center.x), CLAMP (view->center.y, 0, 1) };
  RsLatLon p = rs_lat_lon_from_world (center);

  shumate_viewport_set_zoom_level (viewport, view->zoom);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), p.lat_deg, p.lon_deg);
}

void
rs_viewport_pan (ShumateViewport *viewport, double dx, double dy)
{
  RsView view = rs_view_from_viewport (viewport, 0, 0, 1);

  view.center = rs_view_unproject (&view, -dx, -dy);
  rs_viewport_set_view (viewport, &view);
}

void
rs_viewport_zoom_at (ShumateViewport *viewport, double width, double height, double x, double y,
                     double delta)
{
  RsView view = rs_view_from_viewport (viewport, width, height, 1);
  RsWorldPoint fixed = rs_view_unproject (&view, x, y), moved;

  view.zoom = CLAMP (view.zoom + delta, shumate_viewport_get_min_zoom_level (viewport),
                     shumate_viewport_get_max_zoom_level (viewport));
  moved = rs_view_unproject (&view, x, y);
  view.center.x += fixed.x - moved.x;
  view.center.y += fixed.y - moved.y;
  rs_viewport_set_view (viewport, &view);
}
