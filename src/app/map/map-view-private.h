/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "app/map/compare-line.h"
#include "app/map/filter-areas.h"
#include "app/map/map-hint.h"
#include "app/map/map-tip.h"
#include "app/map/map-view.h"
#include "app/map/measure.h"
#include "app/map/picture-layer.h"
#include "app/map/raster-maps.h"
#include "app/map/sketch.h"
#include "app/map/viewport.h"
#include "app/widgets/pace-label.h"

G_BEGIN_DECLS

/* The map view is one class in three files: map-view.c (the widget and its session),
 * map-view-input.c (pointer, keys, picking) and map-view-tools.c (shapes being drawn). */
#define RS_CLICK_SLOP_PX 4.0

struct _RsMapView
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkWidget *overlay;
  GtkWidget *tools;
  GtkWidget *buttons; /* at the right */
  GtkWidget *tip;
  GtkWidget *pace;
  GtkWidget *hint;
  GtkWidget *hint_label;
  GtkWidget *finish_button;
  GtkWidget *keep_button;
  GtkWidget *north_button;

  /* Owned */
  RsSession *session;
  RsAtlas *atlas;
  ShumateMap *map;
  RsPictureLayer *picture;
  RsRasterMaps *raster_maps;
  GSimpleAction *tool_action;
  RsSketch *sketch; /* a shape in the making, or the selected note */
  guint tick_id;        /* of the frame clock, while the replay plays and can be seen */
  guint turn_id;        /* an idle, until tools and hint lie or stand */
  gboolean tools_lie;   /* in a row, where the map is low */
  gboolean hint_lies;   /* its buttons beside its words, where the map is wide */
  guint hidden_tick_id; /* a timeout, while it plays and cannot be seen */
  gint64 last_tick_us;
  gboolean awaits_picture; /* of a replay that is slower than frames; the clock rests until then */

  double pointer_x, pointer_y;
  gboolean has_pointer;
  double press_x, press_y;
  /* The next Enter sets a point at the cross: the last one was set there, or keys moved the map since. */
  gboolean cross_leads;

  int grip; /* of the selected note, while it is dragged */
  RsLatLon grip_from;
  gboolean fit_wanted; /* before the first size is known */
  gboolean fit_whole;  /* what was asked for last: the case, or fit_box */
  double fit_box[4];
};

ShumateViewport *rs_map_view_get_viewport (RsMapView *self);
RsLatLon rs_map_view_place_at (RsMapView *self, double x, double y);
gboolean rs_map_view_get_metric (RsMapView *self);
/* Draws the shape and the cross anew; the picture below is not touched. */
void rs_map_view_queue_overlay (RsMapView *self);

/* map-view-input.c */
void rs_map_view_add_controllers (RsMapView *self);
void rs_map_view_bind_input (GtkWidgetClass *widget_class);
/* What is under the pointer now: tip, cursor, hovered vessel. */
void rs_map_view_update_hover (RsMapView *self);

/* map-view-tools.c */
void rs_map_view_add_tool_action (RsMapView *self);
/* Follows the session's tool. */
void rs_map_view_tool_changed (RsMapView *self);
/* Shows the handles of the selected note, or an empty shape of the tool in hand. */
void rs_map_view_reset_sketch (RsMapView *self);
/* A click, or Enter at the cross, while a tool is in hand. */
void rs_map_view_add_point (RsMapView *self, double x, double y);
void rs_map_view_finish_sketch (RsMapView *self);
/* Where a point at (x, y) would be set: the measuring tool takes a vessel's, port's or pin's place. */
RsLatLon rs_map_view_get_point (RsMapView *self, double x, double y);
/* What was measured becomes a note of the case. */
void rs_map_view_keep_measure (RsMapView *self);
void rs_map_view_update_finish_button (RsMapView *self);
void rs_map_view_store_moved_note (RsMapView *self);

G_END_DECLS
