/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/projection.h"

#include <math.h>

void
rs_projection_init (RsProjection *self, const RsView *view, double margin_px)
{
  double world_px = rs_view_world_px (view);
  double c = cos (view->rotation_rad), n = sin (view->rotation_rad);
  double half_x = view->width / 2 + margin_px, half_y = view->height / 2 + margin_px;
  double px = RS_WORLD / world_px;
  double reach_x = (fabs (c) * half_x + fabs (n) * half_y) * px;
  double reach_y = (fabs (n) * half_x + fabs (c) * half_y) * px;
  RsWorldPoint nw, se;

  self->a = c / px;
  self->b = n / px;
  self->center_x = view->center.x * RS_WORLD;
  self->center_y = view->center.y * RS_WORLD;
  self->origin_x = view->width / 2;
  self->origin_y = view->height / 2;
  self->west = self->center_x - reach_x;
  self->east = self->center_x + reach_x;
  self->north = self->center_y - reach_y;
  self->south = self->center_y + reach_y;
  nw = (RsWorldPoint){ 0, CLAMP (self->north / RS_WORLD, 0, 1) };
  se = (RsWorldPoint){ 0, CLAMP (self->south / RS_WORLD, 0, 1) };
  self->west_deg = self->west / RS_WORLD * 360 - 180;
  self->span_deg = (self->east - self->west) / RS_WORLD * 360;
  /* What lies beyond the map's edge is drawn on the edge. */
  self->north_deg = nw.y > 0 ? rs_lat_lon_from_world (nw).lat_deg : 90;
  self->south_deg = se.y < 1 ? rs_lat_lon_from_world (se).lat_deg : -90;
}

RsWorldBox
rs_projection_get_box (const RsProjection *self)
{
  return (RsWorldBox){ self->west, self->east, self->north, self->south };
}

double
rs_projection_get_px (const RsProjection *self)
{
  return 1 / sqrt (self->a * self->a + self->b * self->b);
}

gboolean
rs_projection_get_copies (const RsProjection *self, double west, double east, gint *out_first,
                          gint *out_last)
{
  *out_first = (gint) ceil ((self->west - east) / RS_WORLD);
  *out_last = (gint) floor ((self->east - west) / RS_WORLD);
  return *out_first <= *out_last;
}

gboolean
rs_projection_meets_track (const RsProjection *self, const RsTrack *track)
{
  double span_deg, offset_deg;

  if (track->n == 0 || track->south_deg > self->north_deg || track->north_deg < self->south_deg)
    return FALSE;
  span_deg = track->east_deg - track->west_deg;
  if (span_deg < 0)
    span_deg += 360;
  if (span_deg + self->span_deg >= 360)
    return TRUE;
  /* Degrees that the track's west side lies east of the view's. */
  offset_deg = fmod (track->west_deg - self->west_deg, 360);
  if (offset_deg < 0)
    offset_deg += 360;
  return offset_deg <= self->span_deg || offset_deg + span_deg >= 360;
}

guint
rs_projection_find (const RsProjection *self, RsWorldPoint place, double *out_x)
{
  gint first, last;

  if (place.y < self->north || place.y > self->south
      || !rs_projection_get_copies (self, place.x, place.x, &first, &last))
    return 0;
  *out_x = place.x + first * RS_WORLD;
  return (guint) (last - first) + 1;
}

gboolean
rs_projection_place (const RsProjection *self, RsLatLon place, guint copy, double *out_x,
                     double *out_y)
{
  RsWorldPoint w = rs_world_from_lat_lon (place);
  double x;

  w.x *= RS_WORLD;
  w.y *= RS_WORLD;
  if (copy >= rs_projection_find (self, w, &x))
    return FALSE;
  rs_projection_apply (self, x + copy * RS_WORLD, w.y, out_x, out_y);
  return TRUE;
}
