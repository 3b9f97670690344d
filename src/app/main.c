/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <locale.h>

#include "app/application.h"
#include "config.h"

int
main (int argc, char **argv)
{
  g_autoptr (RsApplication) application = NULL;
  const char *localedir = g_getenv ("RS_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir ? localedir : RS_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = rs_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
