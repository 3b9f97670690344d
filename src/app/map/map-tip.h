/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"
#include "drawing/renderer.h"

G_BEGIN_DECLS

/* The small card beside the pointer that says what is under it: a vessel with time, place and
 * speed, a fix with the line it came from, a port, an incident. */
#define RS_TYPE_MAP_TIP (rs_map_tip_get_type ())
G_DECLARE_FINAL_TYPE (RsMapTip, rs_map_tip, RS, MAP_TIP, GtkWidget)

/* Shows @pick near (x, y) of the parent, or hides for RS_PICK_NONE. */
void rs_map_tip_show (RsMapTip *self, RsSession *session, const RsPick *pick, double x, double y);
void rs_map_tip_hide (RsMapTip *self);

/* The text for a pick: a title line, then details; NULL for nothing. (transfer full) */
char *rs_map_tip_text (RsSession *session, const RsPick *pick);

G_END_DECLS
