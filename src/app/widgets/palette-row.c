/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/palette-row.h"

#include "app/palette.h"
#include "app/widgets/swatch.h"

struct _RsPaletteRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget *buttons[RS_N_PALETTE];
  gboolean setting;
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RsPaletteRow, rs_palette_row, ADW_TYPE_PREFERENCES_ROW)

static void
toggled_cb (RsPaletteRow *self, GtkToggleButton *button)
{
  if (self->setting || !gtk_toggle_button_get_active (button))
    return;
  for (int i = 0; i < RS_N_PALETTE; i++)
    if (self->buttons[i] == GTK_WIDGET (button))
      g_signal_emit (self, signals[CHOSEN], 0, i);
}

GtkWidget *
rs_palette_row_new (const char *title)
{
  RsPaletteRow *self = g_object_new (RS_TYPE_PALETTE_ROW, "title", title, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (title);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (box, "rs-compact-row");
  gtk_box_append (GTK_BOX (box), label);
  for (int i = 0; i < RS_N_PALETTE; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      GtkWidget *swatch = rs_swatch_new ();

      rs_swatch_set_color (RS_SWATCH (swatch), i);
      gtk_button_set_child (GTK_BUTTON (button), swatch);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "circular");
      gtk_widget_add_css_class (button, "rs-swatch");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (button, rs_palette_get_name (i));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      rs_palette_get_name (i), -1);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                     GTK_TOGGLE_BUTTON (self->buttons[0]));
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), button);
      self->buttons[i] = button;
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  return GTK_WIDGET (self);
}

void
rs_palette_row_set_color (RsPaletteRow *self, int color)
{
  self->setting = TRUE;
  for (int i = 0; i < RS_N_PALETTE; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[i]), i == color);
  self->setting = FALSE;
}

static void
rs_palette_row_class_init (RsPaletteRowClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", RS_TYPE_PALETTE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
rs_palette_row_init (RsPaletteRow *self)
{
}
