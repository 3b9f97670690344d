/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/crowd.h"

#include <math.h>

void
rs_crowd_init (RsCrowd *self, RsCanvas *canvas, RsSprites *sprites)
{
  *self = (RsCrowd){ canvas, sprites, g_array_new (FALSE, FALSE, sizeof (RsSprite)) };
}

void
rs_crowd_add (RsCrowd *self, const RsSymbol *symbol, const RsStyle *style)
{
  RsSprite sprite;

  if (rs_sprites_is_full (self->sprites))
    {
      rs_crowd_paint (self);
      rs_sprites_trim (self->sprites);
    }
  sprite = rs_sprites_find (self->sprites, symbol, style, rs_canvas_get_scale (self->canvas));
  g_array_append_val (self->waiting, sprite);
}

/* Sprites lie all over the memory; see rs_detail_expect (). */
G_ALWAYS_INLINE static inline void
expect (const RsSprite *sprite)
{
  const char *bytes = (const char *) sprite->pixels;

  for (int i = 0; i < sprite->width * sprite->height * 4; i += 64)
    __builtin_prefetch (bytes + i);
}

/* Rows that are painted at a time: so many of a wide picture stay in a processor's cache. */
#define SHELF_ROWS 32

/* The sprites of each shelf, in the order in which they were added. */
typedef struct
{
  RsSprite *sprites;
  guint *starts; /* of each shelf, and the end */
  guint n;
} Shelves;

static void
find_shelves (const RsSprite *sprite, guint n, guint *out_first, guint *out_end)
{
  int top = MAX (sprite->y, 0), bottom = sprite->y + sprite->height;

  *out_first = (guint) top / SHELF_ROWS;
  *out_end = bottom <= top ? *out_first
                           : MIN (((guint) bottom + SHELF_ROWS - 1) / SHELF_ROWS, n);
}

static void
init_shelves (Shelves *self, const GArray *sprites, int rows)
{
  g_autofree guint *next = NULL;
  guint first, end;

  self->n = ((guint) rows + SHELF_ROWS - 1) / SHELF_ROWS;
  self->starts = g_new0 (guint, self->n + 1);
  for (guint i = 0; i < sprites->len; i++)
    {
      find_shelves (&g_array_index (sprites, RsSprite, i), self->n, &first, &end);
      for (guint k = first; k < end; k++)
        self->starts[k + 1]++;
    }
  for (guint k = 0; k < self->n; k++)
    self->starts[k + 1] += self->starts[k];
  next = g_memdup2 (self->starts, self->n * sizeof *next);
  self->sprites = g_new (RsSprite, self->starts[self->n]);
  for (guint i = 0; i < sprites->len; i++)
    {
      const RsSprite *sprite = &g_array_index (sprites, RsSprite, i);

      find_shelves (sprite, self->n, &first, &end);
      for (guint k = first; k < end; k++)
        self->sprites[next[k]++] = *sprite;
    }
}

static void
clear_shelves (Shelves *self)
{
  g_free (self->sprites);
  g_free (self->starts);
}

static void
paint_shelf (RsCanvas *band, const Shelves *self, guint shelf)
{
  int top = (int) shelf * SHELF_ROWS, bottom = top + SHELF_ROWS;

  for (guint i = self->starts[shelf]; i < self->starts[shelf + 1]; i++)
    {
      const RsSprite *sprite = &self->sprites[i];
      int from = MAX (sprite->y, top), to = MIN (sprite->y + sprite->height, bottom);

      if (i + 2 < self->starts[shelf + 1])
        expect (&sprite[2]);
      rs_canvas_paint_pixels (band, sprite->pixels + (from - sprite->y) * sprite->width,
                              sprite->width, to - from, sprite->x, from);
    }
}

static void
paint_band (RsCanvas *band, double top, double bottom, gpointer user_data)
{
  const Shelves *shelves = user_data;
  double scale = rs_canvas_get_scale (band);
  guint end = ((guint) rint (bottom * scale) + SHELF_ROWS - 1) / SHELF_ROWS;

  for (guint i = (guint) rint (top * scale) / SHELF_ROWS; i < end; i++)
    paint_shelf (band, shelves, i);
}

void
rs_crowd_paint (RsCrowd *self)
{
  if (self->waiting->len > 0)
    {
      Shelves shelves;

      init_shelves (&shelves, self->waiting, rs_canvas_get_pixel_height (self->canvas));
      rs_canvas_paint_bands (self->canvas, paint_band, &shelves);
      clear_shelves (&shelves);
    }
  g_array_set_size (self->waiting, 0);
}

void
rs_crowd_clear (RsCrowd *self)
{
  rs_crowd_paint (self);
  g_array_unref (self->waiting);
}
