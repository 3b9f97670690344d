/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/pixel-pool.h"

/* One is shown, one drawn, one in GTK's hands: no more than two wait. */
#define N_WAITING 2

typedef struct
{
  RsPixelPool *pool; /* holds a reference while it is in use */
  guchar *pixels;
  gsize bytes;
} Buffer;

struct _RsPixelPool
{
  gint ref_count;
  GMutex lock;
  Buffer *waiting[N_WAITING]; /* (nullable) the latest first */
};

static void
free_buffer (Buffer *buffer)
{
  if (!buffer)
    return;
  g_free (buffer->pixels);
  g_free (buffer);
}

RsPixelPool *
rs_pixel_pool_new (void)
{
  RsPixelPool *self = g_new0 (RsPixelPool, 1);

  self->ref_count = 1;
  g_mutex_init (&self->lock);
  return self;
}

void
rs_pixel_pool_unref (RsPixelPool *self)
{
  if (!self || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (guint i = 0; i < N_WAITING; i++)
    free_buffer (self->waiting[i]);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
give_back (gpointer data)
{
  Buffer *buffer = data, *last;
  RsPixelPool *self = buffer->pool;

  g_mutex_lock (&self->lock);
  last = self->waiting[N_WAITING - 1];
  for (guint i = N_WAITING - 1; i > 0; i--)
    self->waiting[i] = self->waiting[i - 1];
  self->waiting[0] = buffer;
  g_mutex_unlock (&self->lock);
  free_buffer (last);
  rs_pixel_pool_unref (self);
}

/* (transfer full) (nullable) */
static Buffer *
find_waiting (RsPixelPool *self, gsize bytes)
{
  Buffer *found = NULL;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < N_WAITING && !found; i++)
    if (self->waiting[i] && self->waiting[i]->bytes == bytes)
      {
        found = self->waiting[i];
        self->waiting[i] = NULL;
      }
  g_mutex_unlock (&self->lock);
  return found;
}

cairo_surface_t *
rs_pixel_pool_take (RsPixelPool *self, cairo_format_t format, int width, int height)
{
  static const cairo_user_data_key_t key;
  int stride = cairo_format_stride_for_width (format, width);
  gsize bytes = (gsize) stride * (gsize) height;
  Buffer *buffer = find_waiting (self, bytes);
  cairo_surface_t *surface;

  if (!buffer)
    {
      buffer = g_new (Buffer, 1);
      *buffer = (Buffer){ .pixels = g_malloc (bytes), .bytes = bytes };
    }
  buffer->pool = self;
  g_atomic_int_inc (&self->ref_count);
  surface = cairo_image_surface_create_for_data (buffer->pixels, format, width, height, stride);
  cairo_surface_set_user_data (surface, &key, buffer, give_back);
  return surface;
}
