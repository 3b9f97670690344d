/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

/* Density of fixes over time, lanes for policy dates, voyages, port calls, gaps and incidents, an
 * axis, and the playhead. Drag scrubs, the wheel zooms about the pointer, drag with the middle
 * button or Shift pans, a double click on the axis shows everything. With the keyboard: Left and
 * Right step, Page keys go to the next and previous event, plus and minus zoom, Home and End.
 *
 * Property: "session" (RsSession). */
#define RS_TYPE_TIME_STRIP (rs_time_strip_get_type ())
G_DECLARE_FINAL_TYPE (RsTimeStrip, rs_time_strip, RS, TIME_STRIP, GtkWidget)

/* The whole span of the case. */
void rs_time_strip_fit (RsTimeStrip *self);

G_END_DECLS
