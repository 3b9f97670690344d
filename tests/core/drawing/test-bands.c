/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures painted in bands, and four pixels at a time, are the same to the byte as others. */
#include <string.h>

#include "drawing/canvas.h"
#include "drawing/four.h"
#include "drawing/strokes.h"

#define WIDTH 203
#define HEIGHT 517
#define N_LINES 600
#define N_STAMPS 400
#define STAMP 13

typedef struct
{
  RsStrokes *strokes;
  guint32 stamp[STAMP * STAMP];
  int places[N_STAMPS][2];
} Picture;

static guint32
make_pixel (GRand *rand)
{
  guint32 alpha = (guint32) g_rand_int_range (rand, 0, 256), pixel = alpha << 24;

  if (g_rand_boolean (rand))
    alpha = g_rand_boolean (rand) ? 0 : 255;
  pixel = alpha << 24;
  for (guint shift = 0; shift < 24; shift += 8)
    pixel |= (guint32) g_rand_int_range (rand, 0, (gint) alpha + 1) << shift;
  return pixel;
}

static void
paint (RsCanvas *canvas, double top, double bottom, gpointer user_data)
{
  const Picture *picture = user_data;

  rs_strokes_paint (picture->strokes, canvas, top, bottom);
  for (guint i = 0; i < N_STAMPS; i++)
    rs_canvas_paint_pixels (canvas, picture->stamp, STAMP, STAMP, picture->places[i][0],
                            picture->places[i][1]);
}

static void
fill_picture (Picture *picture, GRand *rand)
{
  static const RsDash DASHES[] = { RS_DASH_NONE, RS_DASH_INFERRED, RS_DASH_ASSERTED };

  picture->strokes = rs_strokes_new ();
  for (guint i = 0; i < N_LINES; i++)
    {
      RsPoint points[4];

      for (guint k = 0; k < G_N_ELEMENTS (points); k++)
        {
          /* Short ones and long ones, some of them all outside. */
          float reach = i % 7 == 0 ? 700 : 12;

          points[k] = (RsPoint){ (float) g_rand_double_range (rand, -reach, reach),
                                 (float) g_rand_double_range (rand, -reach, reach) };
          points[k].x += (float) (i * 31 % WIDTH);
          points[k].y += (float) (i * 17 % HEIGHT);
        }
      rs_strokes_add (picture->strokes, points, (guint) g_rand_int_range (rand, 2, 5),
                      g_rand_double_range (rand, 0.4, 9), g_rand_int (rand), DASHES[i % 3],
                      i % 5 == 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (picture->stamp); i++)
    picture->stamp[i] = make_pixel (rand);
  for (guint i = 0; i < N_STAMPS; i++)
    {
      picture->places[i][0] = g_rand_int_range (rand, -2 * STAMP, WIDTH + STAMP);
      picture->places[i][1] = g_rand_int_range (rand, -2 * STAMP, HEIGHT + STAMP);
    }
}

static void
test_same_bytes (void)
{
  static const double SCALES[] = { 1, 1.5, 2 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint s = 0; s < G_N_ELEMENTS (SCALES); s++)
    {
      g_autofree guchar *whole = g_malloc (WIDTH * HEIGHT * 4);
      g_autofree guchar *banded = g_malloc (WIDTH * HEIGHT * 4);
      g_autoptr (RsCanvas) a
        = rs_canvas_new_for_buffer (whole, WIDTH, HEIGHT, WIDTH * 4, SCALES[s]);
      g_autoptr (RsCanvas) b
        = rs_canvas_new_for_buffer (banded, WIDTH, HEIGHT, WIDTH * 4, SCALES[s]);
      Picture picture;

      fill_picture (&picture, rand);
      rs_canvas_clear (a, RS_RGB (0x4d7fa1));
      rs_canvas_clear (b, RS_RGB (0x4d7fa1));
      rs_canvas_set_origin (a, 1234.5, 77.25);
      rs_canvas_set_origin (b, 1234.5, 77.25);
      paint (a, 0, HEIGHT, &picture);
      rs_canvas_paint_bands (b, paint, &picture);
      g_assert_cmpmem (whole, WIDTH * HEIGHT * 4, banded, WIDTH * HEIGHT * 4);
      rs_strokes_free (picture.strokes);
    }
}

/* x * alpha / 255, rounded to the nearest. */
static guint32
scale_channel (guint32 channel, guint32 alpha)
{
  return (2 * channel * alpha + 255) / 510;
}

/* Each product of two bytes, as its definition has it. */
static void
test_scale (void)
{
  for (guint32 alpha = 0; alpha < 256; alpha++)
    for (guint32 value = 0; value < 256; value++)
      {
        guint32 other = 255 - value, product = scale_channel (value, alpha);
        guint32 other_product = scale_channel (other, alpha);
        RsFour pixels = { value | other << 8, value << 16 | other << 24, value * 0x1010101u, 0 };
        RsFour result = rs_four_scale (pixels, (RsFour){ alpha, alpha, alpha, alpha });

        g_assert_cmphex (result[0], ==, (product | other_product << 8));
        g_assert_cmphex (result[1], ==, (product << 16 | other_product << 24));
        g_assert_cmphex (result[2], ==, product * 0x1010101u);
        g_assert_cmphex (result[3], ==, 0);
      }
}

static void
test_four (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);

  for (guint n = 0; n < 100000; n++)
    {
      guint32 source[4], below[4], result[4];

      for (guint i = 0; i < 4; i++)
        {
          source[i] = make_pixel (rand);
          below[i] = make_pixel (rand);
        }
      rs_four_store (result, rs_four_blend (rs_four_load (source), rs_four_load (below)));
      for (guint i = 0; i < 4; i++)
        for (guint shift = 0; shift < 32; shift += 8)
          g_assert_cmpuint (result[i] >> shift & 0xff, ==,
                            (source[i] >> shift & 0xff)
                              + scale_channel (below[i] >> shift & 0xff, 255 - (source[i] >> 24)));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/bands/same-bytes", test_same_bytes);
  g_test_add_func ("/drawing/bands/four", test_four);
  g_test_add_func ("/drawing/bands/scale", test_scale);
  return g_test_run ();
}
