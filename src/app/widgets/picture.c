/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/picture.h"

struct _RsPicture
{
  gint ref_count;
  cairo_surface_t *surface;
  GskRenderNode *node; /* (nullable) what was appended last */
  gboolean is_cairo;   /* the node */
};

RsPicture *
rs_picture_new (cairo_surface_t *surface)
{
  RsPicture *self = g_new0 (RsPicture, 1);

  cairo_surface_flush (surface);
  self->ref_count = 1;
  self->surface = surface;
  return self;
}

RsPicture *
rs_picture_ref (RsPicture *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
rs_picture_unref (RsPicture *self)
{
  if (!self || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_clear_pointer (&self->node, gsk_render_node_unref);
  cairo_surface_destroy (self->surface);
  g_free (self);
}

int
rs_picture_get_width (RsPicture *self)
{
  return cairo_image_surface_get_width (self->surface);
}

int
rs_picture_get_height (RsPicture *self)
{
  return cairo_image_surface_get_height (self->surface);
}

static GskRenderNode *
make_cairo_node (RsPicture *self, const graphene_rect_t *bounds)
{
  static const cairo_user_data_key_t key;
  GskRenderNode *node = gsk_cairo_node_new (bounds);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  /* What the node records is the surface by reference, and a copy of its pixels once that goes away. So it
   * lives as long as the record. */
  cairo_surface_set_user_data (cairo_get_target (cr), &key,
                               cairo_surface_reference (self->surface),
                               (cairo_destroy_func_t) cairo_surface_destroy);
  cairo_scale (cr, (double) bounds->size.width / rs_picture_get_width (self),
               (double) bounds->size.height / rs_picture_get_height (self));
  cairo_set_source_surface (cr, self->surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_paint (cr);
  cairo_destroy (cr);
  return node;
}

static GskRenderNode *
make_texture_node (RsPicture *self, const graphene_rect_t *bounds)
{
  int stride = cairo_image_surface_get_stride (self->surface);
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (
      cairo_image_surface_get_data (self->surface),
      (gsize) stride * (gsize) rs_picture_get_height (self),
      (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (self->surface));
  g_autoptr (GdkTexture) texture
      = gdk_memory_texture_new (rs_picture_get_width (self), rs_picture_get_height (self),
                                GDK_MEMORY_DEFAULT, bytes, (gsize) stride);

  return gsk_texture_node_new (texture, bounds);
}

void
rs_picture_append (RsPicture *self, GtkWidget *widget, GtkSnapshot *snapshot, double width,
                   double height)
{
  GtkNative *native = gtk_widget_get_native (widget);
  gboolean is_cairo = native && GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native));
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height), last;

  if (self->node)
    {
      gsk_render_node_get_bounds (self->node, &last);
      if (is_cairo != self->is_cairo || !graphene_rect_equal (&last, &bounds))
        g_clear_pointer (&self->node, gsk_render_node_unref);
    }
  if (!self->node)
    self->node = is_cairo ? make_cairo_node (self, &bounds) : make_texture_node (self, &bounds);
  self->is_cairo = is_cairo;
  gtk_snapshot_append_node (snapshot, self->node);
}
