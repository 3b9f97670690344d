/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/dialog-frame.h"

#include <glib/gi18n.h>

#include "app/widgets/page.h"

GtkWindow *
rs_dialog_frame_new (GtkWindow *parent, const char *title, GtkWidget *content,
                     const char *accept_label, int width, int height, GtkWidget **out_accept)
{
  GtkWindow *dialog = GTK_WINDOW (adw_window_new ());
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *cancel = rs_page_create_text_button (_ ("_Cancel"));
  GtkWidget *accept = rs_page_create_text_button (accept_label);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_window_set_title (dialog, title);
  gtk_window_set_transient_for (dialog, parent);
  gtk_window_set_modal (dialog, TRUE);
  gtk_window_set_destroy_with_parent (dialog, TRUE);
  gtk_window_set_default_size (dialog, width, height);

  gtk_widget_add_css_class (accept, "suggested-action");
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), accept);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), content);
  adw_window_set_content (ADW_WINDOW (dialog), box);

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape"),
                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (dialog), keys);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gtk_window_close), dialog,
                           G_CONNECT_SWAPPED);
  *out_accept = accept;
  return dialog;
}
