/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compat/preferences-window.h"

GtkWindow *
rs_preferences_window_new (GtkWindow *parent)
{
  GtkWindow *window = GTK_WINDOW (adw_preferences_window_new ());

  gtk_window_set_transient_for (window, parent);
  gtk_window_set_modal (window, parent != NULL);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);
  return window;
}

void
rs_preferences_window_add (GtkWindow *window, AdwPreferencesPage *page)
{
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), page);
}
