/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer full): rows of the list of a drop-down over a GtkStringList: the whole text, never cut, and a
 * check mark beside the chosen one. */
GtkListItemFactory *rs_option_factory_new (void);

/* (transfer full): what the drop-down itself shows: the chosen text, cut to its width. */
GtkListItemFactory *rs_option_factory_new_for_button (void);

G_END_DECLS
