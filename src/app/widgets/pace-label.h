/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows how fluid its window is, renewed each second. Measures only while it is visible.
 *
 * Properties:
 *   "figures"     string: the same as JSON, for scripts; setting it, to whatever, starts anew.
 *                 {"frames": {"n", "blocks", "median", "p95", "longest"}, "turns": {the same},
 *                 "rate": frames a second, "picture": the last picture of the map}; times in ms
 *   "picture-ms"  gdouble: what the last picture of the map took in its thread
 *
 * Signal "update" (): before the figures are renewed; whoever knows sets picture-ms. */
#define RS_TYPE_PACE_LABEL (rs_pace_label_get_type ())
G_DECLARE_FINAL_TYPE (RsPaceLabel, rs_pace_label, RS, PACE_LABEL, GtkWidget)

G_END_DECLS
