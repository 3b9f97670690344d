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

/* The pixels as what a cairo surface records: the image by reference. To record the image itself would make a
 * copy of all of it as soon as either goes away, as cairo keeps what was recorded from being changed. */

static cairo_surface_t *
acquire_cb (cairo_pattern_t *pattern, void *user_data, cairo_surface_t *target,
            const cairo_rectangle_int_t *extents)
{
  return cairo_surface_reference (user_data);
}

static void
release_cb (cairo_pattern_t *pattern, void *user_data, cairo_surface_t *surface)
{
  cairo_surface_destroy (surface);
}

static cairo_status_t
copy_cb (cairo_pattern_t *pattern, void *user_data, const cairo_pattern_t *other)
{
  cairo_surface_reference (user_data);
  return CAIRO_STATUS_SUCCESS;
}

static void
finish_cb (cairo_pattern_t *pattern, void *user_data)
{
  cairo_surface_destroy (user_data);
}

static cairo_pattern_t *
make_pattern (RsPicture *self)
{
  cairo_pattern_t *pattern = cairo_pattern_create_raster_source (
    cairo_surface_reference (self->surface), cairo_surface_get_content (self->surface),
    rs_picture_get_width (self), rs_picture_get_height (self));

  cairo_raster_source_pattern_set_acquire (pattern, acquire_cb, release_cb);
  cairo_raster_source_pattern_set_copy (pattern, copy_cb);
  cairo_raster_source_pattern_set_finish (pattern, finish_cb);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_BILINEAR);
  return pattern;
}

static GskRenderNode *
make_cairo_node (RsPicture *self, const graphene_rect_t *bounds)
{
  GskRenderNode *node = gsk_cairo_node_new (bounds);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);
  cairo_pattern_t *pattern = make_pattern (self);

  cairo_scale (cr, (double) bounds->size.width / rs_picture_get_width (self),
               (double) bounds->size.height / rs_picture_get_height (self));
  cairo_set_source (cr, pattern);
  cairo_paint (cr);
  cairo_pattern_destroy (pattern);
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
