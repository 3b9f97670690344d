/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GTK 4.8 reads out a button's label with the mark of its key, and then the text of the label inside: "_Open
 * Open". Has every button and check box below @widget, as it is now, called by its text alone. */
void rs_button_names_mend (GtkWidget *widget);

G_END_DECLS
