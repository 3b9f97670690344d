/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/details.h"

#include <glib/gi18n.h>

#include "app/panels/case-page.h"
#include "app/widgets/page.h"

struct _RsDetails
{
  GtkBox parent_instance;

  RsSession *session;
  GSettings *settings;
  RsImportBar *bar;
  GtkStack *stack;
  GtkWidget *case_page;
};

G_DEFINE_FINAL_TYPE (RsDetails, rs_details, GTK_TYPE_BOX)

static void
show (RsDetails *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
}

void
rs_details_set_session (RsDetails *self, RsSession *session, GSettings *settings)
{
  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  self->case_page = rs_case_page_new (session);
  gtk_stack_add_named (self->stack, self->case_page, "case");
}

void
rs_details_set_import_bar (RsDetails *self, RsImportBar *bar)
{
  self->bar = bar;
}

void
rs_details_show_overview (RsDetails *self)
{
  show (self, "case");
}

void
rs_details_show_event (RsDetails *self, guint index)
{
}

void
rs_details_show_import (RsDetails *self, const char *const *paths)
{
}

void
rs_details_show_import_result (RsDetails *self)
{
}

void
rs_details_start_import (RsDetails *self)
{
}

void
rs_details_flush (RsDetails *self)
{
}

void
rs_details_focus (RsDetails *self)
{
}

static void
rs_details_dispose (GObject *object)
{
  RsDetails *self = RS_DETAILS (object);

  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (rs_details_parent_class)->dispose (object);
}

static void
rs_details_class_init (RsDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_details_dispose;
}

static void
rs_details_init (RsDetails *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "rs-panel");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_set_transition_type (self->stack, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_transition_duration (self->stack, 120);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
}
