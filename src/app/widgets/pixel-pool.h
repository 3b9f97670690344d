/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The pixels of pictures that are gone, for the next ones of the same size: what comes fresh from the system is
 * fetched and cleared page by page first. Any thread. */
typedef struct _RsPixelPool RsPixelPool;

RsPixelPool *rs_pixel_pool_new (void);
/* Images that were taken live on. */
void rs_pixel_pool_unref (RsPixelPool *self);

/**
 * rs_pixel_pool_take:
 * @format: of 32 bits a pixel
 * @width: pixels, > 0
 * @height: pixels, > 0
 *
 * What the image shows is not defined: it is to be painted all over.
 *
 * Returns: (transfer full): an image whose pixels come back to the pool with its last reference
 */
cairo_surface_t *rs_pixel_pool_take (RsPixelPool *self, cairo_format_t format, int width, int height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsPixelPool, rs_pixel_pool_unref)

G_END_DECLS
