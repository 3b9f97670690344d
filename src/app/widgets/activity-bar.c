/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/activity-bar.h"

#include "app/widgets/page.h"

struct _RsActivityBar
{
  GtkBox parent_instance;

  GtkRevealer *revealer;
  GtkImage *icon;
  GtkLabel *text;
  GtkLabel *figures;
  GtkWidget *stop;

  GCancellable *cancellable; /* of what is going on, NULL: nothing */
};

G_DEFINE_FINAL_TYPE (RsActivityBar, rs_activity_bar, GTK_TYPE_BOX)

void
rs_activity_bar_set_text (RsActivityBar *self, const char *text, const char *tooltip)
{
  gtk_label_set_text (self->text, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->text), tooltip);
}

void
rs_activity_bar_set_figures (RsActivityBar *self, const char *text)
{
  gtk_label_set_text (self->figures, text);
}

void
rs_activity_bar_set_icon (RsActivityBar *self, const char *icon_name)
{
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon_name != NULL);
}

GCancellable *
rs_activity_bar_begin (RsActivityBar *self, const char *text)
{
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  rs_activity_bar_set_text (self, text, NULL);
  rs_activity_bar_set_figures (self, "");
  gtk_widget_set_sensitive (self->stop, TRUE);
  gtk_widget_set_visible (self->stop, TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  return self->cancellable;
}

gboolean
rs_activity_bar_cancel (RsActivityBar *self, const char *text)
{
  if (!self->cancellable)
    return FALSE;
  g_cancellable_cancel (self->cancellable);
  gtk_widget_set_sensitive (self->stop, FALSE);
  rs_activity_bar_set_text (self, text, NULL);
  return TRUE;
}

void
rs_activity_bar_disarm (RsActivityBar *self)
{
  gtk_widget_set_sensitive (self->stop, FALSE);
}

gboolean
rs_activity_bar_end (RsActivityBar *self, GCancellable *cancellable)
{
  if (!rs_activity_bar_is_current (self, cancellable))
    return FALSE;
  g_clear_object (&self->cancellable);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  /* Folded away it would still be there for a screen reader. */
  gtk_widget_set_visible (self->stop, FALSE);
  return TRUE;
}

gboolean
rs_activity_bar_is_running (RsActivityBar *self)
{
  return self->cancellable != NULL;
}

gboolean
rs_activity_bar_is_current (RsActivityBar *self, GCancellable *cancellable)
{
  return self->cancellable && self->cancellable == cancellable;
}

static GtkLabel *
create_label (float xalign)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_width_chars (label, 20);
  gtk_label_set_xalign (label, xalign);
  return label;
}

GtkWidget *
rs_activity_bar_new (const char *stop_label, const char *stop_action, GtkWidget *what,
                     GtkWidget *more)
{
  RsActivityBar *self = g_object_new (RS_TYPE_ACTIVITY_BAR, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
  self->text = create_label (0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->text), !what);
  gtk_label_set_max_width_chars (self->text, 48);
  self->figures = create_label (1);
  gtk_widget_add_css_class (GTK_WIDGET (self->figures), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->figures), "rs-figures");
  self->stop = rs_page_create_text_button (stop_label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->stop), stop_action);
  gtk_widget_set_visible (self->stop, FALSE);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  if (what)
    {
      gtk_widget_set_hexpand (what, TRUE);
      gtk_widget_set_valign (what, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), what);
    }
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->figures));
  if (more)
    gtk_box_append (GTK_BOX (box), more);
  gtk_box_append (GTK_BOX (box), self->stop);
  gtk_widget_add_css_class (box, "rs-compact-row");
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_transition_type (self->revealer, GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_revealer_set_transition_duration (self->revealer, 200);
  gtk_revealer_set_child (self->revealer, box);
  gtk_widget_set_hexpand (GTK_WIDGET (self->revealer), TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->revealer));
  return GTK_WIDGET (self);
}

static void
rs_activity_bar_dispose (GObject *object)
{
  RsActivityBar *self = RS_ACTIVITY_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (rs_activity_bar_parent_class)->dispose (object);
}

static void
rs_activity_bar_class_init (RsActivityBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_activity_bar_dispose;
}

static void
rs_activity_bar_init (RsActivityBar *self)
{
}
