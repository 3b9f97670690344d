/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

/* The timeline under the map: transport buttons, clock in UTC and the chosen zone, and the strip
 * with density and lanes. Shows and changes its session, nothing else. Folds to one line.
 *
 * Properties: "session" (RsSession); "folded" (gboolean): the strip is hidden. */
#define RS_TYPE_TIMELINE (rs_timeline_get_type ())
G_DECLARE_FINAL_TYPE (RsTimeline, rs_timeline, RS, TIMELINE, GtkWidget)

GtkWidget *rs_timeline_new (RsSession *session);

/* Opens the entry in which an exact time can be typed. */
void rs_timeline_ask_time (RsTimeline *self);

G_END_DECLS
