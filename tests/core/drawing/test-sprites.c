/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/sprites.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "drawing/crowd.h"

#define WIDTH 331
#define HEIGHT 203
#define N_CROWD 3000

static RsSymbol
make_symbol (GRand *rand)
{
  static const RsPresence presences[] = { RS_PRESENCE_MOVING, RS_PRESENCE_STILL, RS_PRESENCE_LOST };
  RsSymbol symbol = {
    .x = g_rand_double_range (rand, -40, WIDTH + 40),
    .y = g_rand_double_range (rand, -40, HEIGHT + 40),
    .angle_rad = g_rand_int_range (rand, 0, 9) == 0 ? NAN : g_rand_double_range (rand, -9, 9),
    .presence = presences[g_rand_int_range (rand, 0, G_N_ELEMENTS (presences))],
    .kind = (RsSymbolKind) g_rand_int_range (rand, 0, RS_N_SYMBOL_KINDS),
    .provenance = (RsProvenance) g_rand_int_range (rand, 0, 3),
    /* More than there are places for the families that were asked last. */
    .color = 0xff000000u | (RsColor) g_rand_int_range (rand, 0, 60) << 18,
  };

  return symbol;
}

static guint32 *
make_ground (void)
{
  guint32 *pixels = g_new (guint32, WIDTH * HEIGHT);

  for (guint i = 0; i < WIDTH * HEIGHT; i++)
    pixels[i] = 0xff000000u | i * 2654435761u >> 8;
  return pixels;
}

static RsCanvas *
open_canvas (guint32 *pixels, double scale)
{
  return rs_canvas_new_for_buffer ((guchar *) pixels, WIDTH, HEIGHT, WIDTH * 4, scale);
}

static double
round_to (double value, double step)
{
  return floor (value / step + 0.5) * step;
}

/* A sprite is the symbol at the nearest half of a pixel and the nearest 4 degrees, whatever was asked before. */
static void
test_find (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (RsSprites) sprites = rs_sprites_new ();
  const RsStyle *style = rs_style_get (RS_THEME_LIGHT);

  for (guint i = 0; i < 1000; i++)
    {
      double scale = i % 3 == 0 ? 2 : 1;
      RsSymbol symbol = make_symbol (rand), still = symbol;
      g_autofree guint32 *as_sprite = g_new0 (guint32, WIDTH * HEIGHT);
      g_autofree guint32 *drawn = g_new0 (guint32, WIDTH * HEIGHT);
      g_autoptr (RsCanvas) a = open_canvas (as_sprite, scale);
      g_autoptr (RsCanvas) b = open_canvas (drawn, scale);
      RsSprite sprite = rs_sprites_find (sprites, &symbol, style, scale);
      RsSprite again = rs_sprites_find (sprites, &symbol, style, scale);

      g_assert_true (memcmp (&sprite, &again, sizeof sprite) == 0);
      rs_canvas_paint_pixels (a, sprite.pixels, sprite.width, sprite.height, sprite.x, sprite.y);
      still.x = round_to (symbol.x * scale, 0.5) / scale;
      still.y = round_to (symbol.y * scale, 0.5) / scale;
      still.angle_rad = round_to (symbol.angle_rad, G_PI / 45);
      rs_symbol_draw (&still, b, style);
      /* Far from the corner a float has fewer places for parts of a pixel. */
      for (guint k = 0; k < WIDTH * HEIGHT; k++)
        for (guint shift = 0; as_sprite[k] != drawn[k] && shift < 32; shift += 8)
          g_assert_cmpint (abs ((int) (as_sprite[k] >> shift & 255) - (int) (drawn[k] >> shift & 255)), <=, 2);
    }
  g_assert_cmpuint (rs_sprites_get_bytes (sprites), >, 0);
}

/* A crowd is painted as its ships would be one after the other: also where they overlap, beyond the edges, and
 * when it is so large that the sprites are let go in between. */
static void
test_crowd (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  g_autoptr (RsSprites) sprites = rs_sprites_new ();
  g_autoptr (RsSprites) others = rs_sprites_new ();
  g_autofree guint32 *in_crowd = make_ground ();
  g_autofree guint32 *alone = make_ground ();
  g_autoptr (RsCanvas) a = open_canvas (in_crowd, 1);
  g_autoptr (RsCanvas) b = open_canvas (alone, 1);
  const RsStyle *style = rs_style_get (RS_THEME_DARK);
  RsCrowd crowd;

  rs_crowd_init (&crowd, a, sprites);
  for (guint i = 0; i < N_CROWD; i++)
    {
      RsSymbol symbol = make_symbol (rand);
      RsSprite sprite = rs_sprites_find (others, &symbol, style, 1);

      rs_crowd_add (&crowd, &symbol, style);
      rs_canvas_paint_pixels (b, sprite.pixels, sprite.width, sprite.height, sprite.x, sprite.y);
      if (i == N_CROWD / 2)
        rs_crowd_paint (&crowd);
    }
  rs_crowd_clear (&crowd);
  g_assert_true (memcmp (in_crowd, alone, WIDTH * HEIGHT * 4) == 0);
}

/* What is let go is painted anew. */
static void
test_trim (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  g_autoptr (RsSprites) sprites = rs_sprites_new ();
  const RsStyle *style = rs_style_get (RS_THEME_LIGHT);
  gsize bytes;

  for (guint i = 0; !rs_sprites_is_full (sprites); i++)
    {
      RsSymbol symbol = make_symbol (rand);

      symbol.color = 0xff000000u | (RsColor) i;
      g_assert_cmpuint (i, <, 100000);
      rs_sprites_find (sprites, &symbol, style, 1);
    }
  bytes = rs_sprites_get_bytes (sprites);
  rs_sprites_trim (sprites);
  g_assert_cmpuint (rs_sprites_get_bytes (sprites), ==, 0);
  for (guint i = 0; i < 100; i++)
    {
      RsSymbol symbol = make_symbol (rand);
      RsSprite sprite = rs_sprites_find (sprites, &symbol, style, 1);

      g_assert_cmpint (sprite.width, >, 0);
    }
  rs_sprites_trim (sprites);
  g_assert_cmpuint (rs_sprites_get_bytes (sprites), >, 0);
  g_assert_cmpuint (rs_sprites_get_bytes (sprites), <, bytes);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sprites/find", test_find);
  g_test_add_func ("/sprites/crowd", test_crowd);
  g_test_add_func ("/sprites/trim", test_trim);
  return g_test_run ();
}
