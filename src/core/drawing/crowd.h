/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/sprites.h"

G_BEGIN_DECLS

/* Thousands of symbols on their way to a buffer, painted in the order in which they were added. Holds
 * them back to paint them in several threads at once: due before anything else is painted over
 * them. */
typedef struct
{
  RsCanvas *canvas;   /* borrowed */
  RsSprites *sprites; /* borrowed */
  GArray *waiting;    /* of RsSprite */
} RsCrowd;

void rs_crowd_init (RsCrowd *self, RsCanvas *canvas, RsSprites *sprites);
void rs_crowd_add (RsCrowd *self, const RsSymbol *symbol, const RsStyle *style);
void rs_crowd_paint (RsCrowd *self);
/* Paints what waits. */
void rs_crowd_clear (RsCrowd *self);

G_END_DECLS
