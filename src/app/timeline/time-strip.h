/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

/* Density of fixes over time, lanes for policy dates, voyages, port calls, gaps and incidents, an
 * axis, and the playhead. Drag scrubs, the wheel zooms about the pointer, drag with the middle
 * button or Shift pans, drag with Control brushes the span that map and lists are narrowed to, a
 * double click on the axis shows everything. A case opens on its main span (model/main-span.h); where data lie apart
 * from that beyond an edge, a mark there says so, and a click on it goes there. With the keyboard: Left and Right step, Page keys go to
 * the next and previous event, plus and minus zoom, Home and End, [ and ] set the span's start and end
 * to the playhead, Escape takes it away.
 *
 * Property: "session" (RsSession). */
#define RS_TYPE_TIME_STRIP (rs_time_strip_get_type ())
G_DECLARE_FINAL_TYPE (RsTimeStrip, rs_time_strip, RS, TIME_STRIP, GtkWidget)

/* What it shows, and between which x of its width. Signal "view-changed" (): any of it did. */
void rs_time_strip_get_view (RsTimeStrip *self, gint64 *out_from_ms, gint64 *out_to_ms,
                             double *out_left, double *out_right);
/* Whether times are told to the second: in a near view, or at a slow replay. */
gboolean rs_time_strip_tells_seconds (RsTimeStrip *self);
/* As the wheel does with the pointer at @x, < 0 for the middle: @dx pans, @dy zooms. */
void rs_time_strip_scroll (RsTimeStrip *self, double x, double dx, double dy);

/* The whole span of the case; where that is shown, the main span. */
void rs_time_strip_fit (RsTimeStrip *self);

G_END_DECLS
