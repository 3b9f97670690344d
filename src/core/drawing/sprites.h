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

/* As rs_symbol_draw () for a symbol without a hull on a buffer. */
void rs_sprites_draw (RsSprites *self, RsCanvas *canvas, const RsSymbol *symbol,
                      const RsStyle *style);

gsize rs_sprites_get_bytes (RsSprites *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsSprites, rs_sprites_free)

G_END_DECLS
