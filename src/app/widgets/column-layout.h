/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A layout of children one below the other, each as wide as the widget and as high as that needs. Unlike
 * a vertical GtkBox it never asks which width a height needs: for wrapped text of two scripts, whose
 * lines are of unequal height, GTK finds a larger one than the one that it gave the height for,
 * and the text ends up outside of what it stands in. */
#define RS_TYPE_COLUMN_LAYOUT (rs_column_layout_get_type ())
G_DECLARE_FINAL_TYPE (RsColumnLayout, rs_column_layout, RS, COLUMN_LAYOUT, GtkLayoutManager)

/* @spacing: pixels between two of them. (transfer full) */
GtkLayoutManager *rs_column_layout_new (int spacing);

G_END_DECLS
