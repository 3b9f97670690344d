/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/sidebar.h"

#include <glib/gi18n.h>

#include "app/panels/record-list.h"

struct _RsSidebar
{
  GtkBox parent_instance;

  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (RsSidebar, rs_sidebar, GTK_TYPE_BOX)

static void
event_activated_cb (RsSidebar *self, guint index)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-event", "u", index);
}

void
rs_sidebar_set_session (RsSidebar *self, RsSession *session)
{
  static const struct
  {
    RsRecordKind kind;
    const char *name;
    const char *title;
  } lists[] = {
    { RS_RECORD_VESSEL, "vessels", N_ ("Vessels") },
    { RS_RECORD_INCIDENT, "incidents", N_ ("Incidents") },
    { RS_RECORD_EVENT, "events", N_ ("Events") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      GtkWidget *list = rs_record_list_new (lists[i].kind, session);

      gtk_stack_add_titled (self->stack, list, lists[i].name, _ (lists[i].title));
      if (lists[i].kind == RS_RECORD_EVENT)
        g_signal_connect_object (list, "event-activated", G_CALLBACK (event_activated_cb), self,
                                 G_CONNECT_SWAPPED);
    }
}

void
rs_sidebar_focus_search (RsSidebar *self)
{
  rs_record_list_focus_search (RS_RECORD_LIST (gtk_stack_get_visible_child (self->stack)));
}

void
rs_sidebar_search (RsSidebar *self, const char *text)
{
  rs_record_list_search (RS_RECORD_LIST (gtk_stack_get_visible_child (self->stack)), text);
}

void
rs_sidebar_show_list (RsSidebar *self, const char *name)
{
  if (gtk_stack_get_child_by_name (self->stack, name))
    gtk_stack_set_visible_child_name (self->stack, name);
}

static void
rs_sidebar_class_init (RsSidebarClass *klass)
{
}

static void
rs_sidebar_init (RsSidebar *self)
{
  GtkWidget *switcher = gtk_stack_switcher_new (), *scrolled = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "rs-panel");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->stack);
  gtk_widget_add_css_class (switcher, "rs-tabs");
  gtk_widget_set_margin_top (switcher, 12);
  gtk_widget_set_margin_bottom (switcher, 12);
  gtk_widget_set_margin_start (switcher, 12);
  gtk_widget_set_margin_end (switcher, 12);
  gtk_box_append (GTK_BOX (self), switcher);
  /* A list scrolls by itself, and with all above it only where a low window leaves no room for both. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->stack));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self), scrolled);
}
