/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/map/sketch.h"
#include "app/map/words.h"

G_BEGIN_DECLS

/* What the measuring tool shows of a sketch with "measures" set: the shortest line from point to point
 * as it runs on the earth, each leg's distance and true bearing, and the total at its end. Nothing of
 * it is stored. */
void rs_measure_snapshot (const RsSketch *sketch, RsWords *words, GtkWidget *widget,
                          GtkSnapshot *snapshot, const RsView *view, const GdkRGBA *color,
                          gboolean metric);

/* (transfer full): "2 legs, 24.06 nm (44.56 km) in all; the last 12.01 nm, 047°"; NULL before the
 * second point. */
char *rs_measure_describe (const RsSketch *sketch, gboolean metric);

/* (transfer full): "12.01 nm (22.24 km), 047.0°" for each leg, one a line, and below several the total. */
char *rs_measure_list (const RsSketch *sketch, gboolean metric);

/**
 * rs_measure_make_line:
 *
 * Returns: (transfer full) (element-type RsLatLon): the points of @sketch, and between them so many on the
 * shortest lines that what is drawn straight on the map from one to the next is within a pixel of these while a leg
 * is no longer than 4000 pixels; at most 256 a leg
 */
GArray *rs_measure_make_line (const RsSketch *sketch);

/* The line from @a to @b in @view, as it runs on the earth, added to the path of @cr. */
void rs_measure_trace (cairo_t *cr, const RsView *view, RsLatLon a, RsLatLon b);

/* (transfer full): "12.34 nm (22.85 km)", or "22.85 km (12.34 nm)" */
char *rs_measure_format (double dist_m, gboolean metric);

/* (transfer full): "12.34 nm (22.85 km), 047.0°"; what has no length has no bearing. */
char *rs_measure_format_leg (double dist_m, double azimuth_deg, gboolean metric);

G_END_DECLS
