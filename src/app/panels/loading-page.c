/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/loading-page.h"

#include <glib/gi18n.h>

#include "app/text.h"

#define SPINNER_PX 48
#define BAR_PX 320
/* What takes less needs no figures. */
#define PATIENCE_US (500 * 1000)

struct _RsLoadingPage
{
  GtkBox parent_instance;

  GtkSpinner *spinner;
  GtkLabel *name;
  GtkWidget *progress; /* a box of what follows */
  GtkProgressBar *bar;
  GtkLabel *figures;
  gint64 begun_us; /* monotonic */
};

G_DEFINE_FINAL_TYPE (RsLoadingPage, rs_loading_page, GTK_TYPE_BOX)

void
rs_loading_page_begin (RsLoadingPage *self, const char *name)
{
  gtk_label_set_text (self->name, name);
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_spinner_start (self->spinner);
  self->begun_us = g_get_monotonic_time ();
}

void
rs_loading_page_end (RsLoadingPage *self)
{
  gtk_spinner_stop (self->spinner);
}

void
rs_loading_page_set_progress (RsLoadingPage *self, guint64 n_done, guint64 n_all)
{
  g_autofree char *done = rs_text_count (n_done);
  g_autofree char *all = rs_text_count (n_all);
  g_autofree char *text = g_strdup_printf (
    /* Translators: numbers, the second the larger one */
    ngettext ("%s of %s position", "%s of %s positions", (gulong) MIN (n_all, G_MAXINT)), done, all);

  gtk_progress_bar_set_fraction (self->bar,
                                 n_all > 0 ? CLAMP ((double) n_done / (double) n_all, 0.0, 1.0) : 1);
  gtk_label_set_text (self->figures, text);
  if (g_get_monotonic_time () - self->begun_us >= PATIENCE_US)
    gtk_widget_set_visible (self->progress, TRUE);
}

static void
rs_loading_page_class_init (RsLoadingPageClass *klass)
{
}

static GtkLabel *
create_label (const char *text)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (text));

  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (GTK_WIDGET (label), "dim-label");
  return label;
}

static void
rs_loading_page_init (RsLoadingPage *self)
{
  const char *what = _ ("Making tracks of its positions, which is done once");
  GtkLabel *caption = create_label (what);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->spinner), SPINNER_PX, SPINNER_PX);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Loading"), -1);
  self->name = create_label (NULL);

  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->bar), BAR_PX, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
  self->figures = create_label (NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->figures), "rs-figures");
  gtk_widget_add_css_class (cancel, "pill");
  gtk_widget_set_halign (cancel, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (cancel, 12);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "win.close-case");
  self->progress = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->progress), GTK_WIDGET (caption));
  gtk_box_append (GTK_BOX (self->progress), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (self->progress), GTK_WIDGET (self->figures));
  gtk_box_append (GTK_BOX (self->progress), cancel);
  gtk_widget_set_visible (self->progress, FALSE);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (self), self->progress);
}
