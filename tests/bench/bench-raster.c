/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our rasteriser against cairo on the same shapes, and whole pictures of the base map. */
#include "bench.h"

#include <math.h>
#include <string.h>

#include "drawing/renderer.h"

#define SEED 20240308
#define WIDTH 1280
#define HEIGHT 800
#define N_LINES 1000
#define N_POINTS 100
#define N_RINGS 400
#define N_CORNERS 120

typedef struct
{
  RsPoint lines[N_LINES][N_POINTS];
  RsPoint rings[N_RINGS * N_CORNERS];
  guint starts[N_RINGS + 1];
  guint32 pixels[WIDTH * HEIGHT];
} Shapes;

static Shapes *
make_shapes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  Shapes *shapes = g_new0 (Shapes, 1);

  /* Wandering ships: some pixels a step. */
  for (guint i = 0; i < N_LINES; i++)
    {
      double x = g_rand_double_range (rand, 0, WIDTH), y = g_rand_double_range (rand, 0, HEIGHT);
      double course = g_rand_double_range (rand, 0, 2 * G_PI);

      for (guint k = 0; k < N_POINTS; k++)
        {
          shapes->lines[i][k] = (RsPoint){ (float) x, (float) y };
          course += g_rand_double_range (rand, -0.3, 0.3);
          x += 4 * cos (course);
          y += 4 * sin (course);
        }
    }
  /* Islands with a ragged shore. */
  for (guint i = 0; i < N_RINGS; i++)
    {
      double x = g_rand_double_range (rand, 0, WIDTH), y = g_rand_double_range (rand, 0, HEIGHT);

      for (guint k = 0; k < N_CORNERS; k++)
        {
          double radius = 40 * g_rand_double_range (rand, 0.8, 1), angle = 2 * G_PI * k / N_CORNERS;

          shapes->rings[i * N_CORNERS + k]
              = (RsPoint){ (float) (x + radius * cos (angle)), (float) (y + radius * sin (angle)) };
        }
      shapes->starts[i + 1] = (i + 1) * N_CORNERS;
    }
  return shapes;
}

static guint64
stroke_ours (gpointer user_data)
{
  Shapes *shapes = user_data;
  g_autoptr (RsCanvas) canvas
      = rs_canvas_new_for_buffer ((guchar *) shapes->pixels, WIDTH, HEIGHT, WIDTH * 4, 1);

  for (guint i = 0; i < N_LINES; i++)
    rs_canvas_stroke (canvas, shapes->lines[i], N_POINTS, 1.6, RS_RGB (0x0072b2), RS_DASH_NONE, 0);
  return N_LINES * N_POINTS;
}

static guint64
fill_ours (gpointer user_data)
{
  Shapes *shapes = user_data;
  g_autoptr (RsCanvas) canvas
      = rs_canvas_new_for_buffer ((guchar *) shapes->pixels, WIDTH, HEIGHT, WIDTH * 4, 1);

  rs_canvas_fill (canvas, shapes->rings, shapes->starts, N_RINGS, RS_RGB (0xf5f2eb));
  return N_RINGS * N_CORNERS;
}

static cairo_t *
begin_cairo (Shapes *shapes)
{
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
      (guchar *) shapes->pixels, CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT, WIDTH * 4);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  cairo_set_source_rgb (cr, 0, 0.45, 0.7);
  cairo_set_line_width (cr, 1.6);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  return cr;
}

static guint64
stroke_with_cairo (gpointer user_data)
{
  Shapes *shapes = user_data;
  cairo_t *cr = begin_cairo (shapes);

  for (guint i = 0; i < N_LINES; i++)
    {
      for (guint k = 0; k < N_POINTS; k++)
        cairo_line_to (cr, shapes->lines[i][k].x, shapes->lines[i][k].y);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
  return N_LINES * N_POINTS;
}

static guint64
fill_with_cairo (gpointer user_data)
{
  Shapes *shapes = user_data;
  cairo_t *cr = begin_cairo (shapes);

  for (guint i = 0; i < N_RINGS; i++)
    {
      cairo_new_sub_path (cr);
      for (guint k = 0; k < N_CORNERS; k++)
        cairo_line_to (cr, shapes->rings[i * N_CORNERS + k].x, shapes->rings[i * N_CORNERS + k].y);
      cairo_close_path (cr);
    }
  cairo_fill (cr);
  cairo_destroy (cr);
  return N_RINGS * N_CORNERS;
}

typedef struct
{
  RsRenderer *renderer;
  RsSnapshot *snapshot;
  RsFrame frame;
  guchar *pixels;
  double step; /* added to the zoom before each picture: nothing can be reused */
} Map;

static guint64
draw_map (gpointer user_data)
{
  Map *map = user_data;

  map->frame.view.zoom += map->step;
  rs_renderer_draw (map->renderer, map->snapshot, &map->frame, map->pixels, WIDTH * 4, NULL);
  return 1;
}

static void
bench_maps (RsAtlas *atlas)
{
  static const double zooms[] = { 1.3, 3, 5, 7.5, 10, 13 };
  Map map = { rs_renderer_new (atlas), rs_snapshot_new () };

  rs_snapshot_seal (map.snapshot);
  map.pixels = g_malloc (WIDTH * HEIGHT * 4);
  rs_frame_init (&map.frame);
  map.frame.view = (RsView){ rs_world_from_lat_lon ((RsLatLon){ 42.8, 132.9 }), 0, 0, WIDTH,
                             HEIGHT, 1 };
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      g_autofree char *fresh = g_strdup_printf ("map at zoom %g, other zoom", zooms[i]);
      g_autofree char *again = g_strdup_printf ("map at zoom %g, again", zooms[i]);

      map.frame.view.zoom = zooms[i];
      map.step = 0.01;
      bench_run (fresh, "pictures", draw_map, &map);
      map.step = 0;
      bench_run (again, "pictures", draw_map, &map);
    }
  g_free (map.pixels);
  rs_snapshot_unref (map.snapshot);
  rs_renderer_free (map.renderer);
}

int
main (void)
{
  g_autofree Shapes *shapes = make_shapes ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RsAtlas) atlas = rs_atlas_open_default (&error);

  bench_run ("stroke lines, ours", "points", stroke_ours, shapes);
  bench_run ("stroke lines, cairo", "points", stroke_with_cairo, shapes);
  bench_run ("fill rings, ours", "corners", fill_ours, shapes);
  bench_run ("fill rings, cairo", "corners", fill_with_cairo, shapes);
  g_assert_no_error (error);
  bench_maps (atlas);
  return 0;
}
