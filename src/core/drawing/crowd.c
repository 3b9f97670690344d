/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/crowd.h"

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

static void
paint_band (RsCanvas *band, double top, double bottom, gpointer user_data)
{
  const GArray *sprites = user_data;
  double scale = rs_canvas_get_scale (band);

  for (guint i = 0; i < sprites->len; i++)
    {
      const RsSprite *sprite = &g_array_index (sprites, RsSprite, i);

      if (i + 2 < sprites->len && sprite[2].y < bottom * scale
          && sprite[2].y + sprite[2].height > top * scale)
        expect (&sprite[2]);
      if (sprite->y < bottom * scale && sprite->y + sprite->height > top * scale)
        rs_canvas_paint_pixels (band, sprite->pixels, sprite->width, sprite->height, sprite->x,
                                sprite->y);
    }
}

void
rs_crowd_paint (RsCrowd *self)
{
  if (self->waiting->len > 0)
    rs_canvas_paint_bands (self->canvas, paint_band, self->waiting);
  g_array_set_size (self->waiting, 0);
}

void
rs_crowd_clear (RsCrowd *self)
{
  rs_crowd_paint (self);
  g_array_unref (self->waiting);
}
