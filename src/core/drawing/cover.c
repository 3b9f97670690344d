/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/cover.h"

/* What goes below a pixel of this alpha would change it by at most one: some never get to 255. */
#define FULL_ALPHA 254

RsCover *
rs_cover_new (int width, int height)
{
  RsCover *self = g_new0 (RsCover, 1);
  gsize n_blocks = (gsize) (width + RS_COVER_BLOCK - 1) / RS_COVER_BLOCK;

  self->width = width;
  self->height = height;
  self->n_words = (n_blocks + 63) / 64;
  self->full = g_new0 (guint64, self->n_words * (gsize) height);
  self->cells = g_new0 (guint64, self->n_words * ((gsize) height / RS_COVER_BLOCK + 1));
  self->n_open = (guint) n_blocks * (guint) height;
  return self;
}

void
rs_cover_free (RsCover *self)
{
  g_free (self->full);
  g_free (self->cells);
  g_free (self);
}

void
rs_cover_note (RsCover *self, int y, int block, const guint32 *row)
{
  gsize word = (gsize) block >> 6;
  guint64 bit = G_GUINT64_CONSTANT (1) << (block & 63);
  guint64 *full = &self->full[(gsize) y * self->n_words + word];
  int left = block * RS_COVER_BLOCK, top = y & ~(RS_COVER_BLOCK - 1);

  if ((*full & bit) || left >= self->width)
    return;
  for (int x = left; x < MIN (left + RS_COVER_BLOCK, self->width); x++)
    if (row[x] >> 24 < FULL_ALPHA)
      return;
  *full |= bit;
  self->n_open--;
  for (int i = top; i < MIN (top + RS_COVER_BLOCK, self->height); i++)
    if (!(self->full[(gsize) i * self->n_words + word] & bit))
      return;
  self->cells[(gsize) (y >> RS_COVER_BLOCK_SHIFT) * self->n_words + word] |= bit;
}
