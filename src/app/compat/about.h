/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows what the program is, its licence, and the licences of the map's data. AdwAboutWindow is
 * replaced by AdwAboutDialog in libadwaita 1.6. */
void rs_about_present (GtkWindow *parent);

G_END_DECLS
