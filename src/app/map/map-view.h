/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

/* The map: libshumate's viewport and gestures, our picture, the shape being drawn, the tip beside
 * the pointer, buttons for zoom and tools. Shows and changes its session, nothing else.
 *
 * Keys while it has the focus: arrows pan, + and - zoom, [ and ] turn, N north up, Enter picks or
 * sets a point at the cross in the middle, Menu opens the context menu there, Backspace takes the
 * last point back, Escape leaves a tool.
 *
 * Actions on the widget ("map."): zoom-in, zoom-out, fit, north-up, finish, keep, cancel.
 *
 * Property: "session" (RsSession, construct-only or set once). */
#define RS_TYPE_MAP_VIEW (rs_map_view_get_type ())
G_DECLARE_FINAL_TYPE (RsMapView, rs_map_view, RS, MAP_VIEW, GtkWidget)

GtkWidget *rs_map_view_new (RsSession *session);

/* The view as shown now, for pictures and reports made from the window. */
RsView rs_map_view_get_view (RsMapView *self);
/* Moves at once. */
void rs_map_view_set_view (RsMapView *self, const RsView *view);
/* (type RsPaceLabel): what measures how fluid the window is; hidden at first. */
GtkWidget *rs_map_view_get_pace_label (RsMapView *self);

G_END_DECLS
