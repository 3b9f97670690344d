/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The bar over the map that says what a tool waits for. A box whose ground lets the pointer through to the map:
 * only the buttons in it take clicks. */
#define RS_TYPE_MAP_HINT (rs_map_hint_get_type ())
G_DECLARE_FINAL_TYPE (RsMapHint, rs_map_hint, RS, MAP_HINT, GtkBox)

G_END_DECLS
