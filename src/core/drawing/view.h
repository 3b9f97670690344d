/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/mercator.h"

G_BEGIN_DECLS

/* What part of the world a picture shows. Plain value. Screen coordinates are logical pixels, x
 * right, y down, from the picture's upper left corner. */
typedef struct
{
  RsWorldPoint center; /* x in [0, 1) */
  double zoom;         /* the world is 256 x 2^zoom logical pixels wide; 0 to 20, any fraction */
  double rotation_rad; /* clockwise turn of the map, as ShumateViewport has it */
  double width, height; /* logical pixels */
  double scale;        /* device pixels per logical one, 1 or 2 or between */
} RsView;

/* Logical pixels of the whole world. */
double rs_view_world_px (const RsView *view);
/* The copy of the point nearest to the view's centre. */
void rs_view_project (const RsView *view, RsWorldPoint w, double *out_x, double *out_y);
RsWorldPoint rs_view_unproject (const RsView *view, double x, double y);
/* Ground metres of one logical pixel in the middle of the view. */
double rs_view_m_per_px (const RsView *view);

/**
 * rs_view_fit:
 * @view: its size, scale and rotation are used; centre and zoom are set
 * @west_deg: box; @east_deg < @west_deg crosses 180 degrees
 * @padding_px: free space on every side
 * @max_zoom: not closer than this
 */
void rs_view_fit (RsView *view, double west_deg, double south_deg, double east_deg,
                  double north_deg, double padding_px, double max_zoom);

G_END_DECLS
