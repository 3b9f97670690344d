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

void
rs_preferences_window_toast (GtkWidget *widget, AdwToast *toast)
{
  GtkWidget *window = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_WINDOW);

  if (window)
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (window), toast);
  else
    g_object_unref (toast);
}
