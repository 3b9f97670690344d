/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/canvas.h"

#include <math.h>
#include <string.h>

#define SIZE 96

typedef struct
{
  guint32 pixels[SIZE * SIZE];
} Picture;

static RsCanvas *
begin (Picture *picture, RsColor ground)
{
  RsCanvas *canvas
      = rs_canvas_new_for_buffer ((guchar *) picture->pixels, SIZE, SIZE, SIZE * 4, 1);

  rs_canvas_clear (canvas, ground);
  return canvas;
}

/* Sum of alpha over the picture, in pixels. */
static double
sum_alpha (const Picture *picture)
{
  double sum = 0;

  for (guint i = 0; i < SIZE * SIZE; i++)
    sum += (picture->pixels[i] >> 24) / 255.0;
  return sum;
}

/* The largest difference of alpha to cairo's picture of the same path, and that of the sums. */
static guint
compare_with_cairo (const Picture *picture, const RsPoint *points, guint n, double width,
                    double *out_sum)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);
  const guint32 *theirs;
  guint worst = 0;
  double sum = 0;

  cairo_set_antialias (cr, CAIRO_ANTIALIAS_BEST);
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, points[i].x, points[i].y);
  cairo_set_line_width (cr, width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (width > 0)
    cairo_stroke (cr);
  else
    cairo_fill (cr);
  cairo_surface_flush (surface);
  theirs = (const guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  for (guint i = 0; i < SIZE * SIZE; i++)
    {
      worst
          = MAX (worst, (guint) ABS ((int) (picture->pixels[i] >> 24) - (int) (theirs[i] >> 24)));
      sum += (theirs[i] >> 24) / 255.0;
    }
  if (out_sum)
    *out_sum = sum;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return worst;
}

static void
test_fill_area (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (int i = 0; i < 300; i++)
    {
      Picture picture;
      g_autoptr (RsCanvas) canvas = begin (&picture, 0);
      RsPoint p[3];
      const guint starts[] = { 0, 3 };
      double area;

      for (guint k = 0; k < 3; k++)
        p[k] = (RsPoint){ (float) g_rand_double_range (rand, 0, SIZE),
                          (float) g_rand_double_range (rand, 0, SIZE) };
      area = fabs (((double) p[1].x - p[0].x) * ((double) p[2].y - p[0].y)
                   - ((double) p[2].x - p[0].x) * ((double) p[1].y - p[0].y))
             / 2;
      rs_canvas_fill (canvas, p, starts, 1, RS_RGB (0));
      g_assert_cmpfloat_with_epsilon (sum_alpha (&picture), area, 0.5);
      g_assert_cmpuint (compare_with_cairo (&picture, p, 3, 0, NULL), <, 24);
    }
}

/* Shapes far beyond the buffer, cut by it on all sides, and numbers that are none. */
static void
test_clipping (void)
{
  Picture picture;
  g_autoptr (RsCanvas) canvas = begin (&picture, 0);
  const RsPoint big[] = { { -3e9f, -2e9f }, { 2e9f, -3e9f }, { 3e9f, 2e9f }, { -2e9f, 3e9f } };
  const RsPoint partly[] = { { -50, 48 }, { 48, -50 }, { 146, 48 }, { 48, 146 } };
  const RsPoint odd[] = { { NAN, 3 }, { INFINITY, 40 }, { 4, 4 }, { 20, NAN } };
  const guint starts[] = { 0, 4 };

  rs_canvas_fill (canvas, big, starts, 1, RS_RGB (0));
  g_assert_cmpfloat (sum_alpha (&picture), ==, SIZE * SIZE);
  rs_canvas_clear (canvas, 0);
  rs_canvas_fill (canvas, partly, starts, 1, RS_RGB (0));
  g_assert_cmpuint (compare_with_cairo (&picture, partly, 4, 0, NULL), <, 24);
  rs_canvas_clear (canvas, 0);
  rs_canvas_fill (canvas, odd, starts, 1, RS_RGB (0));
  rs_canvas_stroke (canvas, odd, 4, 3, RS_RGB (0), RS_DASH_NONE, 0);
  g_assert_cmpfloat (sum_alpha (&picture), ==, 0);
  rs_canvas_stroke (canvas, big, 4, 1e9, RS_RGB (0), RS_DASH_INFERRED, 0);
  rs_canvas_stroke (canvas, big, 4, 2, RS_RGB (0), RS_DASH_INFERRED, 1e300);
}

/* Neighbours that share edges leave no seam when filled in one go. */
static void
test_no_seam (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);

  for (int round = 0; round < 50; round++)
    {
      Picture picture;
      g_autoptr (RsCanvas) canvas = begin (&picture, RS_RGB (0xff0000));
      float x = (float) g_rand_double_range (rand, 10, 80);
      float y = (float) g_rand_double_range (rand, 10, 80);
      const RsPoint p[] = {
        { -5, -5 }, { x, -5 }, { x, y }, { -5, y },     { x, -5 }, { 99, -5 }, { 99, y }, { x, y },
        { -5, y },  { x, y },  { x, 99 }, { -5, 99 },   { x, y },  { 99, y },  { 99, 99 }, { x, 99 },
      };
      const guint starts[] = { 0, 4, 8, 12, 16 };

      rs_canvas_fill (canvas, p, starts, 4, RS_RGB (0x00ff00));
      for (guint i = 0; i < SIZE * SIZE; i++)
        g_assert_cmphex (picture.pixels[i], ==, 0xff00ff00);
    }
}

static void
test_hole (void)
{
  Picture picture;
  g_autoptr (RsCanvas) canvas = begin (&picture, 0);
  const RsPoint p[] = { { 10, 10 }, { 80, 10 }, { 80, 80 }, { 10, 80 },
                        { 30, 30 }, { 30, 50 }, { 50, 50 }, { 50, 30 } };
  const guint starts[] = { 0, 4, 8 };

  rs_canvas_fill (canvas, p, starts, 2, RS_RGB (0));
  g_assert_cmpfloat_with_epsilon (sum_alpha (&picture), 70 * 70 - 20 * 20, 1e-3);
  g_assert_cmphex (picture.pixels[40 * SIZE + 40], ==, 0);
}

static void
test_stroke (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  const double widths[] = { 0.5, 0.8, 1, 1.6, 2.4, 7 };

  for (int i = 0; i < 200; i++)
    {
      Picture picture;
      g_autoptr (RsCanvas) canvas = begin (&picture, 0);
      double width = widths[i % G_N_ELEMENTS (widths)];
      RsPoint p[5];
      double sum;

      for (guint k = 0; k < 5; k++)
        p[k] = (RsPoint){ -20 + 34 * (float) k, (float) g_rand_double_range (rand, 30, 66) };
      rs_canvas_stroke (canvas, p, 5, width, RS_RGB (0), RS_DASH_NONE, 0);
      /* Coverage by distance is not coverage by area: corners differ in single pixels, the weight
       * of the line does not. */
      g_assert_cmpuint (compare_with_cairo (&picture, p, 5, width, &sum), <, 64);
      g_assert_cmpfloat_with_epsilon (sum_alpha (&picture), sum, 0.02 * sum);
    }
  {
    Picture picture;
    g_autoptr (RsCanvas) canvas = begin (&picture, 0);
    const RsPoint p[] = { { 10, 20.5f }, { 30, 20.5f }, { 30, 20.5f }, { 70, 20.5f } };

    rs_canvas_stroke (canvas, p, 4, 1, RS_RGB (0), RS_DASH_NONE, 0);
    g_assert_cmpfloat_with_epsilon (sum_alpha (&picture), 60, 0.2);
  }
}

/* Dashes add up to their share, and a line drawn in two pieces has the dashes of the whole. */
static void
test_dash (void)
{
  Picture whole, pieces;
  g_autoptr (RsCanvas) a = begin (&whole, 0);
  g_autoptr (RsCanvas) b = begin (&pieces, 0);
  const RsPoint p[] = { { -1000, 30.5f }, { 25, 30.5f }, { 1000, 30.5f } };
  double phase;

  rs_canvas_stroke (a, p, 3, 1, RS_RGB (0), RS_DASH_INFERRED, 0);
  g_assert_cmpfloat_with_epsilon (sum_alpha (&whole), SIZE * 7 / 12.0, 4);
  phase = rs_canvas_stroke (b, p, 2, 1, RS_RGB (0), RS_DASH_INFERRED, 0);
  g_assert_cmpfloat_with_epsilon (phase, fmod (1025, 12), 1e-3);
  phase = rs_canvas_stroke (b, p + 1, 2, 1, RS_RGB (0), RS_DASH_INFERRED, phase);
  for (guint i = 0; i < SIZE * SIZE; i++)
    g_assert_cmpint (ABS ((int) (whole.pixels[i] >> 24) - (int) (pieces.pixels[i] >> 24)), <, 3);
}

/* To and fro, in other pieces, and from another corner of the map, dashes by place lie alike. */
static void
test_dash_by_place (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (int round = 0; round < 60; round++)
    {
      Picture once, twice, moved;
      g_autoptr (RsCanvas) a = begin (&once, 0);
      g_autoptr (RsCanvas) b = begin (&twice, 0);
      g_autoptr (RsCanvas) c = begin (&moved, 0);
      RsPoint p[2], back[3], away[2];
      double sum, worst = 0;

      for (guint i = 0; i < 2; i++)
        p[i] = (RsPoint){ (float) g_rand_double_range (rand, -40, SIZE + 40),
                          (float) g_rand_double_range (rand, -40, SIZE + 40) };
      back[0] = p[1];
      back[1] = (RsPoint){ p[0].x + (p[1].x - p[0].x) / 4, p[0].y + (p[1].y - p[0].y) / 4 };
      back[2] = p[0];
      for (guint i = 0; i < 2; i++)
        away[i] = (RsPoint){ p[i].x - 16, p[i].y + 32 };
      rs_canvas_set_origin (a, 1e6, 3e6);
      rs_canvas_set_origin (b, 1e6, 3e6);
      rs_canvas_set_origin (c, 1e6 + 16, 3e6 - 32);
      g_assert_cmpfloat (
          rs_canvas_stroke (a, p, 2, 2, RS_RGB (0), RS_DASH_INFERRED, RS_DASH_BY_PLACE), ==,
          RS_DASH_BY_PLACE);
      rs_canvas_stroke (b, back, 3, 2, RS_RGB (0), RS_DASH_INFERRED, RS_DASH_BY_PLACE);
      rs_canvas_stroke (c, away, 2, 2, RS_RGB (0), RS_DASH_INFERRED, RS_DASH_BY_PLACE);
      sum = sum_alpha (&once);
      for (int y = 0; y < SIZE; y++)
        for (int x = 0; x < SIZE; x++)
          {
            int here = (int) (once.pixels[y * SIZE + x] >> 24);

            worst += ABS (here - (int) (twice.pixels[y * SIZE + x] >> 24)) / 255.0;
            if (x >= 16 && y < SIZE - 32)
              g_assert_cmpint (ABS (here - (int) (moved.pixels[(y + 32) * SIZE + x - 16] >> 24)),
                               <, 12);
          }
      g_assert_cmpfloat (worst, <, 0.06 * sum + 1);
    }
}

static void
test_lines_do_not_add_up (void)
{
  Picture picture;
  g_autoptr (RsCanvas) canvas = begin (&picture, 0);
  const RsPoint p[] = { { 10, 40.5f }, { 80, 40.5f }, { 80, 40.5f }, { 10, 40.5f } };
  const guint starts[] = { 0, 2, 4 };

  rs_canvas_stroke_lines (canvas, p, starts, 2, 4, rs_color_with_alpha (RS_RGB (0), 0.5));
  g_assert_cmpuint (picture.pixels[40 * SIZE + 40] >> 24, ==, 128);
}

/* cairo and our own pixels in turn, in one buffer. */
/* A stroke or a filled triangle, the same for the same number. */
static void
paint_something (RsCanvas *canvas, guint number, guint alpha)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (number);
  RsColor color = (g_rand_int (rand) & 0xffffff) | alpha << 24;
  const guint starts[2] = { 0, 3 };
  RsPoint p[3];

  for (guint k = 0; k < 3; k++)
    p[k] = (RsPoint){ (float) g_rand_double_range (rand, -20, SIZE + 20),
                      (float) g_rand_double_range (rand, -20, SIZE + 20) };
  if (number % 5 == 0)
    rs_canvas_fill (canvas, p, starts, 1, color);
  else
    rs_canvas_stroke (canvas, p, 3, 4, color, number % 3 == 0 ? RS_DASH_INFERRED : RS_DASH_NONE,
                      RS_DASH_BY_PLACE);
}

/* Painted from the front to the back a picture is what it is the other way round; and what is said to be covered
 * is. */
static void
test_below (void)
{
  static const guint ALPHAS[] = { 255, 115 };

  for (guint i = 0; i < G_N_ELEMENTS (ALPHAS); i++)
    {
      Picture over, below;
      g_autoptr (RsCanvas) a = begin (&over, RS_RGB (0x204060));
      g_autoptr (RsCanvas) b = begin (&below, RS_RGB (0x204060));
      guint n_covered = 0, worst = 0;

      for (guint k = 0; k < 600; k++)
        paint_something (a, k, ALPHAS[i]);
      g_assert_false (rs_canvas_is_covered (b, 0, 0, 1, 1));
      g_assert_true (rs_canvas_begin_below (b));
      for (guint k = 600; k-- > 0;)
        {
          paint_something (b, k, ALPHAS[i]);
          if (k % 100 != 0)
            continue;
          for (guint x = 0; x + 9 <= SIZE; x += 7)
            for (guint y = 0; y + 9 <= SIZE; y += 5)
              {
                if (!rs_canvas_is_covered (b, x + 0.5, y + 0.5, x + 8.5, y + 8.5))
                  continue;
                n_covered++;
                for (guint at = 0; at < 81; at++)
                  g_assert_cmpuint (below.pixels[(y + at / 9) * SIZE + x + at % 9] >> 24, >=, 254);
              }
        }
      rs_canvas_end_below (b);
      for (guint k = 0; k < SIZE * SIZE; k++)
        for (guint shift = 0; shift < 32; shift += 8)
          worst = MAX (worst, (guint) ABS ((int) (over.pixels[k] >> shift & 0xff)
                                           - (int) (below.pixels[k] >> shift & 0xff)));
      g_assert_cmpuint (n_covered, >, 100);
      g_assert_cmpuint (worst, <=, 8);
    }
}

static void
test_cairo_between (void)
{
  Picture picture;
  g_autoptr (RsCanvas) canvas = begin (&picture, RS_RGB (0xffffff));
  const RsPoint p[] = { { 0, 0 }, { 40, 0 }, { 40, 40 }, { 0, 40 } };
  const guint starts[] = { 0, 4 };
  cairo_t *cr = rs_canvas_get_cairo (canvas);

  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_paint (cr);
  rs_canvas_fill (canvas, p, starts, 1, RS_RGB (0x0000ff));
  cr = rs_canvas_get_cairo (canvas);
  cairo_set_source_rgb (cr, 0, 1, 0);
  cairo_rectangle (cr, 20, 20, 10, 10);
  cairo_fill (cr);
  rs_canvas_fill (canvas, p, starts, 1, 0);
  g_assert_cmphex (picture.pixels[5 * SIZE + 5], ==, 0xff0000ff);
  g_assert_cmphex (picture.pixels[25 * SIZE + 25], ==, 0xff00ff00);
  g_assert_cmphex (picture.pixels[60 * SIZE + 60], ==, 0xffff0000);
}

static void
test_vector (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (RsCanvas) canvas = rs_canvas_new_for_cairo (cr, SIZE, SIZE);
  const RsPoint big[] = { { -3e9f, -2e9f }, { 2e9f, -3e9f }, { 3e9f, 2e9f }, { -2e9f, 3e9f } };
  const RsPoint line[] = { { -1e9f, 30.5f }, { 1e9f, 30.5f } };
  const RsPoint two[] = { { 2, 2 }, { 8, 2 }, { 8, 8 }, { 2, 8 },
                          { 60, 60 }, { 70, 60 }, { 70, 70 }, { 60, 70 } };
  const guint starts[] = { 0, 4, 8 };
  const guint32 *pixels;

  g_assert_true (rs_canvas_is_vector (canvas));
  rs_canvas_fill (canvas, big, starts, 1, RS_RGB (0x0000ff));
  rs_canvas_fill (canvas, two, starts, 2, RS_RGB (0x00ff00));
  rs_canvas_stroke (canvas, line, 2, 1, RS_RGB (0xff0000), RS_DASH_NONE, 0);
  cairo_surface_flush (surface);
  pixels = (const guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  g_assert_cmphex (pixels[90 * SIZE + 5], ==, 0xff0000ff);
  g_assert_cmphex (pixels[30 * SIZE + 5], ==, 0xffff0000);
  /* Two rings are two, not one with a bridge. */
  g_assert_cmphex (pixels[5 * SIZE + 5], ==, 0xff00ff00);
  g_assert_cmphex (pixels[65 * SIZE + 65], ==, 0xff00ff00);
  g_assert_cmphex (pixels[40 * SIZE + 40], ==, 0xff0000ff);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/raster/fill-area", test_fill_area);
  g_test_add_func ("/raster/clipping", test_clipping);
  g_test_add_func ("/raster/no-seam", test_no_seam);
  g_test_add_func ("/raster/hole", test_hole);
  g_test_add_func ("/raster/stroke", test_stroke);
  g_test_add_func ("/raster/dash", test_dash);
  g_test_add_func ("/raster/dash-by-place", test_dash_by_place);
  g_test_add_func ("/raster/lines-do-not-add-up", test_lines_do_not_add_up);
  g_test_add_func ("/canvas/below", test_below);
  g_test_add_func ("/canvas/cairo-between", test_cairo_between);
  g_test_add_func ("/canvas/vector", test_vector);
  return g_test_run ();
}
