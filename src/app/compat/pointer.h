/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether the pointer is known to drag nothing, as no button of it is pressed; also where the program that
 * had dragged is gone and cannot say so. %FALSE where only the display server knows, which then says so. */
gboolean rs_pointer_is_free (GtkWidget *widget);

G_END_DECLS
