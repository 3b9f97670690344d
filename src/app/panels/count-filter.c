/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/count-filter.h"

#include <glib/gi18n.h>

#include "app/text.h"

/* Pixels; beyond that they scroll, so that there is room for the list. */
#define HEIGHT_MAX 168

struct _RsCountFilter
{
  GtkBox parent_instance;

  GtkWidget *scrolled;
  GtkBox *box;
  GPtrArray *toggles; /* of GtkToggleButton*, in the box */
  gboolean setting;   /* it is the program that chooses */
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RsCountFilter, rs_count_filter, GTK_TYPE_BOX)

static void
toggled_cb (GtkToggleButton *toggle, RsCountFilter *self)
{
  gboolean active = gtk_toggle_button_get_active (toggle);
  guint index;

  if (self->setting || !g_ptr_array_find (self->toggles, toggle, &index))
    return;
  self->setting = TRUE;
  for (guint i = 0; i < self->toggles->len; i++)
    if (i != index)
      gtk_toggle_button_set_active (g_ptr_array_index (self->toggles, i), FALSE);
  self->setting = FALSE;
  g_signal_emit (self, signals[CHOSEN], 0, active ? (gint) index : -1);
}

void
rs_count_filter_clear (RsCountFilter *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->toggles, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))))
    gtk_box_remove (self->box, child);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
rs_count_filter_add (RsCountFilter *self, guint64 n, const char *what, gboolean chosen)
{
  g_autofree char *count = rs_text_count (n);
  g_autofree char *text = g_strdup_printf ("%s × %s", count, what);
  GtkWidget *toggle = gtk_toggle_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "rs-figures");
  gtk_button_set_child (GTK_BUTTON (toggle), label);
  gtk_widget_add_css_class (toggle, "flat");
  gtk_widget_add_css_class (toggle, "rs-count");
  gtk_widget_set_tooltip_text (toggle, _ ("Show only these; once more: all"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), chosen);
  g_signal_connect_object (toggle, "toggled", G_CALLBACK (toggled_cb), self, 0);
  g_ptr_array_add (self->toggles, toggle);
  gtk_box_append (self->box, toggle);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
rs_count_filter_set_label (RsCountFilter *self, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

GtkWidget *
rs_count_filter_new (const char *label)
{
  RsCountFilter *self = g_object_new (RS_TYPE_COUNT_FILTER, NULL);

  rs_count_filter_set_label (self, label);
  return GTK_WIDGET (self);
}

static void
rs_count_filter_finalize (GObject *object)
{
  g_ptr_array_unref (RS_COUNT_FILTER (object)->toggles);
  G_OBJECT_CLASS (rs_count_filter_parent_class)->finalize (object);
}

static void
rs_count_filter_class_init (RsCountFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rs_count_filter_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", RS_TYPE_COUNT_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
rs_count_filter_init (RsCountFilter *self)
{
  self->toggles = g_ptr_array_new ();
  self->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "accessible-role",
                            GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "rs-counts");
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), HEIGHT_MAX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->box));
  gtk_widget_set_hexpand (self->scrolled, TRUE);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_append (GTK_BOX (self), self->scrolled);
  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
