/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Children one after the other, as words of a text: each as wide as it wants, or as a line is; the next line
 * begins where one has no room. For chips. */
#define RS_TYPE_WRAP_LAYOUT (rs_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (RsWrapLayout, rs_wrap_layout, RS, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *rs_wrap_layout_new (void);

G_END_DECLS
