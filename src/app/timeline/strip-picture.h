/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/timeline/lanes.h"
#include "drawing/style.h"

G_BEGIN_DECLS

/* What the time strip shows: lanes with their names, the axis, the playhead. Pixels. */

#define RS_STRIP_PAD_PX 12   /* left and right of the span */
#define RS_STRIP_NAMES_PX 96 /* column of lane names, and of a day beside the arrow to a playhead before it */
#define RS_STRIP_DENSITY_PX 30
#define RS_STRIP_AXIS_PX 20
#define RS_STRIP_ROW_PX 6
#define RS_STRIP_LANE_PAD_PX 5
#define RS_STRIP_BEYOND_PX 18 /* width of the mark that data lie beyond an edge, in the density's height */

/* Where and what; borrowed. */
typedef struct
{
  GtkWidget *widget;      /* whose font it is */
  gint64 from_ms, to_ms;  /* what is shown */
  double left, span_px;   /* where it lies */
  const RsLane *lanes;    /* RS_N_LANES */
  gint64 selected_incident;
} RsStripPicture;

double rs_strip_picture_get_x (const RsStripPicture *self, gint64 t_ms);
/* 0 for one without items. */
int rs_strip_picture_get_lane_height (const RsLane *lane);

void rs_strip_picture_draw_lanes (const RsStripPicture *self, cairo_t *cr, const RsStyle *style);
/* The mark at an edge beyond which other data lie: an arrow that way on a plate over the density. */
void rs_strip_picture_draw_beyond (const RsStripPicture *self, cairo_t *cr, const RsStyle *style,
                                   gboolean later);
/* @height: of the whole strip; the axis is its lowest part, its lines go all the way up. */
void rs_strip_picture_draw_axis (const RsStripPicture *self, cairo_t *cr, const RsStyle *style,
                                 int height);

/* The playhead over what was drawn; where it is out of view, an arrow to it at that edge. */
void rs_strip_picture_append_playhead (const RsStripPicture *self, GtkSnapshot *snapshot, gint64 t_ms,
                                       int height);

G_END_DECLS
