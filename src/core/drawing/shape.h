/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/canvas.h"
#include "drawing/projection.h"

G_BEGIN_DECLS

/* A line or polygon of places, in logical pixels, in every copy of the world that is seen. Unlike
 * tracks these have few points and change with every edit, so nothing is kept. Plain value between
 * rs_shape_init () and rs_shape_clear (). */
typedef struct
{
  RsCanvas *canvas;      /* borrowed, nullable where nothing is drawn */
  RsProjection projection;
  gboolean is_closed;
  GArray *world;         /* of RsWorldPoint in world units, unwrapped from the first */
  gint first_copy, last_copy; /* none is seen if last < first */
} RsShape;

void rs_shape_init (RsShape *self, RsCanvas *canvas, const RsView *view);
void rs_shape_clear (RsShape *self);

/* @points: of RsLatLon; joined by lines that are straight on the map, the short way round */
void rs_shape_set_points (RsShape *self, const GArray *points, gboolean closed);

/* All places @radius_m from @center as the geodesic runs; closed. */
void rs_shape_set_circle (RsShape *self, RsLatLon center, double radius_m);

gboolean rs_shape_is_seen (const RsShape *self);

/* Pixels of point @index in one copy, first_copy to last_copy. */
void rs_shape_get_point (const RsShape *self, gint copy, guint index, double *out_x,
                         double *out_y);

void rs_shape_fill (RsShape *self, RsColor color);
void rs_shape_stroke (RsShape *self, double width, RsColor color, RsDash dash);

/* Pixels from (x, y) to the nearest line of any copy; G_MAXDOUBLE if none is seen. */
double rs_shape_dist (const RsShape *self, double x, double y);
gboolean rs_shape_contains (const RsShape *self, double x, double y);

G_END_DECLS
