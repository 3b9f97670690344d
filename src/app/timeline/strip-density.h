/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"
#include "drawing/style.h"

G_BEGIN_DECLS

/* The bars of the time strip that say how many fixes there are at a time. Counts a new snapshot or
 * another set of hidden vessels in a worker; until that is done the old bars stay. Main thread. */
typedef struct _RsStripDensity RsStripDensity;

typedef void (*RsStripDensityFunc) (gpointer user_data);

/* @func: called when there are new counts to draw, never after rs_strip_density_free () */
RsStripDensity *rs_strip_density_new (RsStripDensityFunc func, gpointer user_data);
void rs_strip_density_free (RsStripDensity *self);

/* Counts what the session shows by now. */
void rs_strip_density_update (RsStripDensity *self, RsSession *session);

/* Bars between @left and @left + @width, of at most @height; they stand still in time while the span
 * moves. */
void rs_strip_density_draw (RsStripDensity *self, cairo_t *cr, const RsStyle *style, double left,
                            double width, double height, gint64 from_ms, gint64 to_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsStripDensity, rs_strip_density_free)

G_END_DECLS
