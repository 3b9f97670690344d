/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/map/words.h"

/* Between the words and the edge of their ground, and of the view. */
#define PAD_X_PX 6
#define PAD_Y_PX 3
#define EDGE_PX 4
/* From the point to them. */
#define AWAY_X_PX 10
#define AWAY_Y_PX 6
#define STEP_Y_PX 18

void
rs_words_init (RsWords *self)
{
  self->taken = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
}

void
rs_words_clear (RsWords *self)
{
  g_clear_pointer (&self->taken, g_array_unref);
}

void
rs_words_take (RsWords *self, const graphene_rect_t *box)
{
  g_array_append_vals (self->taken, box, 1);
}

static gboolean
is_free (const RsWords *self, const RsView *view, const graphene_rect_t *box)
{
  graphene_rect_t inside = GRAPHENE_RECT_INIT (EDGE_PX, EDGE_PX, (float) view->width - 2 * EDGE_PX,
                                               (float) view->height - 2 * EDGE_PX);

  if (!graphene_rect_contains_rect (&inside, box))
    return FALSE;
  for (guint i = 0; i < self->taken->len; i++)
    if (graphene_rect_intersection (box, &g_array_index (self->taken, graphene_rect_t, i), NULL))
      return FALSE;
  return TRUE;
}

/* Where @length begins, as near to @start as the view lets it. */
static double
keep_within (double start, double length, double whole)
{
  return CLAMP (start, EDGE_PX, MAX (EDGE_PX, whole - length - EDGE_PX));
}

gboolean
rs_words_place (RsWords *self, const RsView *view, double x, double y, double width, double height,
                gboolean is_needed, graphene_rect_t *out)
{
  /* To the right or left of the point or about its middle; below or above it. */
  static const struct
  {
    int right, below;
  } SIDES[] = { { 1, -1 }, { -1, -1 }, { 1, 1 }, { -1, 1 }, { 0, -1 }, { 0, 1 } };
  double farthest = is_needed ? view->height : AWAY_Y_PX;

  for (double away = AWAY_Y_PX; away <= farthest; away += STEP_Y_PX)
    for (guint side = 0; side < G_N_ELEMENTS (SIDES); side++)
      {
        double left = x + SIDES[side].right * (AWAY_X_PX + width / 2) - width / 2;
        double top = y + SIDES[side].below * (away + height / 2) - height / 2;

        if (SIDES[side].right == 0)
          left = keep_within (left, width, view->width);
        *out = GRAPHENE_RECT_INIT ((float) left, (float) top, (float) width, (float) height);
        if (is_free (self, view, out))
          {
            rs_words_take (self, out);
            return TRUE;
          }
      }
  if (!is_needed)
    return FALSE;
  *out = GRAPHENE_RECT_INIT ((float) keep_within (x + AWAY_X_PX, width, view->width),
                             (float) keep_within (y - AWAY_Y_PX - height, height, view->height),
                             (float) width, (float) height);
  rs_words_take (self, out);
  return TRUE;
}

void
rs_words_append (RsWords *self, cairo_t *cr, GtkWidget *widget, const RsView *view, const char *text,
                 double x, double y, gboolean is_needed)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  graphene_rect_t box;
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (!rs_words_place (self, view, x, y, width + 2 * PAD_X_PX, height + 2 * PAD_Y_PX, is_needed, &box))
    return;
  cairo_set_source_rgba (cr, 0.1, 0.12, 0.14, 0.85);
  gdk_cairo_rectangle (cr, &(GdkRectangle){ (int) box.origin.x, (int) box.origin.y,
                                            (int) box.size.width, (int) box.size.height });
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_move_to (cr, (int) box.origin.x + PAD_X_PX, (int) box.origin.y + PAD_Y_PX);
  pango_cairo_show_layout (cr, layout);
}
