/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compat/menu-names.h"

#include "config.h"

/* "_Save a Copy…" without the mark of its key. */
static char *
strip_mnemonic (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p; p++)
    {
      if (*p == '_' && p[1])
        p++;
      g_string_append_c (plain, *p);
    }
  return g_string_free (plain, FALSE);
}

/* An item's class is private to GTK; its property "text" is not. */
static void
name_items (GtkWidget *widget)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton"))
    {
      g_autofree char *text = NULL;
      g_autofree char *name = NULL;

      g_object_get (widget, "text", &text, NULL);
      if (!text)
        return;
      name = strip_mnemonic (text);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    name_items (child);
}

static gboolean
popup_cb (gpointer data)
{
  if (gtk_widget_get_parent (data))
    gtk_popover_popup (data);
  return G_SOURCE_REMOVE;
}

void
rs_menu_popup (GtkPopover *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, popup_cb, g_object_ref (popover), g_object_unref);
}

void
rs_menu_names_watch (GtkPopover *popover)
{
  if (GTK_IS_POPOVER_MENU (popover))
    g_signal_connect (popover, "map", G_CALLBACK (name_items), NULL);
}
