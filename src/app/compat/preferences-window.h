/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* (transfer none): an empty window for preferences pages, without search, over @parent.
 * AdwPreferencesWindow is replaced by AdwPreferencesDialog in libadwaita 1.6. */
GtkWindow *rs_preferences_window_new (GtkWindow *parent);
void rs_preferences_window_add (GtkWindow *window, AdwPreferencesPage *page);

/* Says something over the window that @widget is in. @toast: (transfer full) */
void rs_preferences_window_toast (GtkWidget *widget, AdwToast *toast);

G_END_DECLS
