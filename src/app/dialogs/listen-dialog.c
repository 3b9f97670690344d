/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/dialogs/listen-dialog.h"

#include <glib/gi18n.h>

#include "app/window-private.h"
#include "app/widgets/dialog-frame.h"
#include "app/widgets/page.h"
#include "formats/live-source.h"

#define N_RECENT 5

typedef struct
{
  RsWindow *window; /* borrowed: the dialog goes with it */
  GtkWindow *dialog;
  GtkEditable *entry;
  GtkLabel *problem;
} Dialog;

static const struct
{
  const char *url;
  const char *what;
} examples[] = {
  { "tcp://192.168.1.20:10110", N_ ("a receiver or server that sends NMEA sentences over TCP") },
  { "udp://:10110", N_ ("datagrams that are sent to this computer") },
  { "gpsd://localhost", N_ ("the program gpsd, on its port 2947") },
  { "/dev/ttyUSB0", N_ ("a receiver at a serial port") },
};

void
rs_listen_dialog_remember (GSettings *settings, const char *url)
{
  g_auto (GStrv) before = g_settings_get_strv (settings, "recent-sources");
  g_autoptr (GPtrArray) recent = g_ptr_array_new ();

  g_ptr_array_add (recent, (gpointer) url);
  for (gsize i = 0; before[i] && recent->len < N_RECENT; i++)
    if (!g_str_equal (before[i], url))
      g_ptr_array_add (recent, before[i]);
  g_ptr_array_add (recent, NULL);
  g_settings_set_strv (settings, "recent-sources", (const char *const *) recent->pdata);
}

static void
listen_cb (Dialog *dialog)
{
  g_autofree char *url = g_strstrip (g_strdup (gtk_editable_get_text (dialog->entry)));
  g_autoptr (GError) error = NULL;
  g_autoptr (RsLiveSource) source = rs_live_source_new (url, &error);
  GtkWidget *window = GTK_WIDGET (dialog->window);

  if (!source)
    {
      gtk_label_set_text (dialog->problem, error->message);
      gtk_widget_set_visible (GTK_WIDGET (dialog->problem), TRUE);
      gtk_widget_add_css_class (GTK_WIDGET (dialog->entry), "error");
      gtk_widget_error_bell (GTK_WIDGET (dialog->entry));
      return;
    }
  gtk_window_close (dialog->dialog);
  gtk_widget_activate_action (window, "win.listen-to", "s", url);
}

static void
changed_cb (Dialog *dialog)
{
  gtk_widget_set_visible (GTK_WIDGET (dialog->problem), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (dialog->entry), "error");
}

static void
take_row_cb (GtkWidget *row, Dialog *dialog)
{
  gtk_editable_set_text (dialog->entry, g_object_get_data (G_OBJECT (row), "url"));
  gtk_widget_grab_focus (GTK_WIDGET (dialog->entry));
}

static void
add_address (Dialog *dialog, AdwPreferencesGroup *group, const char *url, const char *what)
{
  GtkWidget *row = rs_page_create_row (url, what);

  g_object_set_data_full (G_OBJECT (row), "url", g_strdup (url), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (take_row_cb), dialog);
  adw_preferences_group_add (group, row);
}

static GtkWidget *
create_content (Dialog *dialog)
{
  GtkBox *box;
  GtkWidget *page = rs_page_new (&box);
  GtkWidget *entry = adw_entry_row_new ();
  AdwPreferencesGroup *group = rs_page_add_group (box, NULL);
  g_auto (GStrv) recent = g_settings_get_strv (dialog->window->settings, "recent-sources");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("Address of the receiver"));
  dialog->entry = GTK_EDITABLE (entry);
  if (recent[0])
    gtk_editable_set_text (dialog->entry, recent[0]);
  adw_preferences_group_add (group, entry);
  dialog->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (dialog->problem, TRUE);
  gtk_label_set_xalign (dialog->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (dialog->problem), "error");
  gtk_widget_set_visible (GTK_WIDGET (dialog->problem), FALSE);
  gtk_box_append (box, GTK_WIDGET (dialog->problem));

  if (recent[0])
    {
      group = rs_page_add_group (box, _ ("Used Last"));
      for (gsize i = 0; recent[i]; i++)
        add_address (dialog, group, recent[i], NULL);
    }
  group = rs_page_add_group (box, _ ("Examples"));
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    add_address (dialog, group, examples[i].url, _ (examples[i].what));
  gtk_widget_set_vexpand (page, TRUE);
  return page;
}

void
rs_listen_dialog_present (RsWindow *window)
{
  Dialog *dialog = g_new0 (Dialog, 1);
  GtkWidget *start;

  dialog->window = window;
  dialog->dialog = rs_dialog_frame_new (GTK_WINDOW (window), _ ("Listen to a Receiver"),
                                        create_content (dialog), _ ("_Listen"), 460, 480, &start);
  g_object_set_data_full (G_OBJECT (dialog->dialog), "dialog", dialog, g_free);
  g_signal_connect_swapped (start, "clicked", G_CALLBACK (listen_cb), dialog);
  g_signal_connect_swapped (dialog->entry, "entry-activated", G_CALLBACK (listen_cb), dialog);
  g_signal_connect_swapped (dialog->entry, "changed", G_CALLBACK (changed_cb), dialog);
  gtk_window_present (dialog->dialog);
  /* Of the row, its text. */
  gtk_widget_grab_focus (GTK_WIDGET (dialog->entry));
}
