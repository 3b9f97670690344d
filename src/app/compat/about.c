/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compat/about.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "config.h"

void
rs_about_present (GtkWindow *parent)
{
  AdwAboutWindow *about = ADW_ABOUT_WINDOW (adw_about_window_new ());

  gtk_window_set_transient_for (GTK_WINDOW (about), parent);
  gtk_window_set_modal (GTK_WINDOW (about), parent != NULL);
  adw_about_window_set_application_icon (about, RS_APP_ID);
  adw_about_window_set_application_name (about, "Roadstead");
  adw_about_window_set_developer_name (about, _ ("The Roadstead contributors"));
  adw_about_window_set_version (about, RS_VERSION);
  adw_about_window_set_comments (
      about, _ ("Follow ships between ports, show what they did, and prove it."));
  adw_about_window_set_copyright (about, "© 2026 The Roadstead contributors");
  adw_about_window_set_license_type (about, GTK_LICENSE_GPL_3_0);
  /* Translators: put your names here, one a line */
  adw_about_window_set_translator_credits (about, _ ("translator-credits"));
  adw_about_window_add_legal_section (
      about, _ ("Coasts of the Seas around Japan and Korea"),
      "GSHHG: Paul Wessel (SOEST, University of Hawaiʻi), Walter H. F. Smith (NOAA)",
      GTK_LICENSE_LGPL_3_0, NULL);
  adw_about_window_add_legal_section (about, _ ("Coasts and Borders of the World"),
                                      "Natural Earth", GTK_LICENSE_CUSTOM,
                                      _ ("Made with Natural Earth, in the public domain."));
  adw_about_window_add_legal_section (
      about, _ ("Online Map, Where It Is Chosen"), "© OpenStreetMap contributors, OpenSeaMap",
      GTK_LICENSE_CUSTOM,
      _ ("Map data from OpenStreetMap under the Open Database License; sea marks from OpenSeaMap "
         "under CC BY-SA 2.0."));
  gtk_window_present (GTK_WINDOW (about));
}
