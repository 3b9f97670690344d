/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/symbols.h"

G_BEGIN_DECLS

/* Symbols painted once for each kind, colour, direction (steps of 4 degrees) and part of a pixel
 * (halves), then only copied: a fleet of thousands costs less than a microsecond each. What a
 * sprite looks like depends on nothing but these, so a picture stays a function of its frame. One
 * thread at a time. */
typedef struct _RsSprites RsSprites;

RsSprites *rs_sprites_new (void);
void rs_sprites_free (RsSprites *self);

/* A symbol's pixels and where they lie in the picture; see rs_canvas_paint_pixels (). */
typedef struct
{
  const guint32 *pixels; /* the cache's */
  int width, height, x, y;
} RsSprite;

/**
 * rs_sprites_find:
 * @symbol: without a hull
 * @scale: of the picture
 *
 * Returns: what rs_symbol_draw () would paint on a buffer; valid until rs_sprites_trim ()
 */
RsSprite rs_sprites_find (RsSprites *self, const RsSymbol *symbol, const RsStyle *style,
                          double scale);

/* Whether there are so many that rs_sprites_trim () would let them go. */
gboolean rs_sprites_is_full (RsSprites *self);
void rs_sprites_trim (RsSprites *self);

gsize rs_sprites_get_bytes (RsSprites *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsSprites, rs_sprites_free)

G_END_DECLS
