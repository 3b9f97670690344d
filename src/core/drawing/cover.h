/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where in a picture that is painted from the front to the back nothing shows through any more. Known by blocks of
 * 16 pixels of a row; what is said to be full is, what is not may be. */
#define RS_COVER_BLOCK 16
#define RS_COVER_BLOCK_SHIFT 4

typedef struct
{
  int width, height;
  gsize n_words;  /* of 64 blocks: a row */
  guint64 *full;  /* of rows: bits of the blocks that are full */
  guint64 *cells; /* of each 16 rows: bits of the blocks that are full in all of them */
  guint n_open;   /* blocks that are not */
} RsCover;

RsCover *rs_cover_new (int width, int height);
void rs_cover_free (RsCover *self);

/**
 * rs_cover_note:
 * @y: a row
 * @block: where something was painted
 * @row: the row's pixels, alpha in the upper byte
 *
 * Looks whether the block is full by now.
 */
void rs_cover_note (RsCover *self, int y, int block, const guint32 *row);

/* Whether columns @from up to @to, at least one, lie in blocks that are. */
static inline gboolean
rs_cover_are_blocks_full (const guint64 *full, int from, int to)
{
  guint first = (guint) from >> RS_COVER_BLOCK_SHIFT, last = (guint) (to - 1) >> RS_COVER_BLOCK_SHIFT;

  for (guint w = first >> 6; w <= last >> 6; w++)
    {
      guint64 wanted = G_MAXUINT64;

      if (w == first >> 6)
        wanted &= G_MAXUINT64 << (first & 63);
      if (w == last >> 6)
        wanted &= G_MAXUINT64 >> (63 - (last & 63));
      if (wanted & ~full[w])
        return FALSE;
    }
  return TRUE;
}

/* Columns @from up to @to of a row, which are in the picture. */
static inline gboolean
rs_cover_is_run_full (const RsCover *self, int y, int from, int to)
{
  return rs_cover_are_blocks_full (self->full + (gsize) y * self->n_words, from, to);
}

/* Columns @x0 up to @x1 of rows @y0 up to @y1, which are in the picture. */
static inline gboolean
rs_cover_is_box_full (const RsCover *self, int x0, int y0, int x1, int y1)
{
  for (int y = y0; y < y1;)
    {
      const guint64 *cells = self->cells + (gsize) (y >> RS_COVER_BLOCK_SHIFT) * self->n_words;

      if (rs_cover_are_blocks_full (cells, x0, x1))
        y = (y | (RS_COVER_BLOCK - 1)) + 1;
      else if (rs_cover_is_run_full (self, y, x0, x1))
        y++;
      else
        return FALSE;
    }
  return TRUE;
}

G_END_DECLS
