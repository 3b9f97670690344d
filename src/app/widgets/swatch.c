/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/swatch.h"

#include <adwaita.h>

#include "app/palette.h"

#define SIZE_PX 24

struct _RsSwatch
{
  GtkWidget parent_instance;

  int color; /* of the palette */
  gboolean is_vessel;
  gboolean hollow;
};

G_DEFINE_FINAL_TYPE (RsSwatch, rs_swatch, GTK_TYPE_WIDGET)

GtkWidget *
rs_swatch_new (void)
{
  return g_object_new (RS_TYPE_SWATCH, "valign", GTK_ALIGN_CENTER, "halign", GTK_ALIGN_CENTER,
                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

void
rs_swatch_set_vessel (RsSwatch *self, const RsSnapshot *snapshot, guint index)
{
  const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, index);

  self->is_vessel = TRUE;
  self->color = rs_palette_get_vessel_index (snapshot, index);
  self->hollow = rs_snapshot_has_reconstructed (snapshot, vessel->id);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
rs_swatch_set_color (RsSwatch *self, int color)
{
  self->is_vessel = FALSE;
  self->color = color;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
rs_swatch_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                   int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = RS_SWATCH (widget)->is_vessel ? SIZE_PX : SIZE_PX - 6;
}

static void
rs_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RsSwatch *self = RS_SWATCH (widget);
  double w = gtk_widget_get_width (widget), h = gtk_widget_get_height (widget);
  GdkRGBA color = rs_palette_get_rgba (
      self->color, adw_style_manager_get_dark (adw_style_manager_get_default ()));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) w,
                                                                          (float) h));

  cairo_translate (cr, w / 2, h / 2);
  if (self->is_vessel)
    {
      /* The slim triangle of the map, bow up, somewhat larger. */
      cairo_move_to (cr, 0, -9);
      cairo_line_to (cr, 5.5, 8);
      cairo_line_to (cr, -5.5, 8);
      cairo_close_path (cr);
    }
  else
    {
      cairo_arc (cr, 0, 0, MIN (w, h) / 2 - 1, 0, 2 * G_PI);
    }
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  gdk_cairo_set_source_rgba (cr, &color);
  if (self->is_vessel && self->hollow)
    {
      static const double dashes[] = { 4, 2 };

      color.alpha = 0.2f;
      gdk_cairo_set_source_rgba (cr, &color);
      cairo_fill_preserve (cr);
      color.alpha = 1;
      gdk_cairo_set_source_rgba (cr, &color);
      cairo_set_dash (cr, dashes, 2, 0);
      cairo_set_line_width (cr, 1.6);
      cairo_stroke (cr);
    }
  else
    {
      cairo_fill (cr);
    }
  cairo_destroy (cr);
}

static void
rs_swatch_class_init (RsSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = rs_swatch_measure;
  widget_class->snapshot = rs_swatch_snapshot;
}

static void
rs_swatch_init (RsSwatch *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}
