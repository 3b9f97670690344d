/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/renderer.h"

#include <math.h>
#include <string.h>

#include "drawing/style.h"
#include "picture.h"

#define START_MS G_GINT64_CONSTANT (1709791200000)

static RsAtlas *atlas;

/* Three vessels between Nakhodka and Chongjin, one of them computed, with a port call. */
static RsSnapshot *
make_snapshot (void)
{
  RsSnapshot *snapshot = rs_snapshot_new ();
  RsEvent *event = rs_event_new ();

  for (gint64 id = 1; id <= 3; id++)
    {
      RsVessel *vessel = rs_vessel_new ();
      RsFix *fixes = g_new0 (RsFix, 200);

      vessel->id = id;
      g_free (vessel->name);
      vessel->name = g_strdup_printf ("Tanker %d", (int) id);
      for (guint i = 0; i < 200; i++)
        {
          fixes[i].t_ms = START_MS + i * 5 * RS_MINUTE_MS;
          fixes[i].lat_e7 = rs_e7_from_deg (42.6 - 0.004 * i - 0.05 * (double) id);
          fixes[i].lon_e7 = rs_e7_from_deg (133 - 0.015 * i + 0.02 * sin (i / 9.0));
          fixes[i].sog_dkn = 100;
          fixes[i].cog_ddeg = 2400;
          fixes[i].heading_deg = RS_HEADING_NONE;
          fixes[i].nav_status = RS_NAV_STATUS_NONE;
          fixes[i].provenance = id == 3 ? RS_RECONSTRUCTED : RS_OBSERVED;
        }
      g_ptr_array_add (snapshot->vessels, vessel);
      g_ptr_array_add (snapshot->tracks, rs_track_new (id, fixes, 200, 2 * RS_HOUR_MS));
    }
  event->id = 1;
  event->kind = RS_EVENT_PORT_CALL;
  event->vessel_id = 1;
  event->from_ms = START_MS;
  event->to_ms = START_MS + RS_HOUR_MS;
  g_free (event->port);
  event->port = g_strdup ("RUNJK");
  g_ptr_array_add (snapshot->events, event);
  snapshot->gap_ms = 2 * RS_HOUR_MS;
  rs_snapshot_seal (snapshot);
  return snapshot;
}

static RsFrame
make_frame (double lat_deg, double lon_deg, double zoom)
{
  RsFrame frame;

  rs_frame_init (&frame);
  frame.view.center = rs_world_from_lat_lon ((RsLatLon){ lat_deg, lon_deg });
  frame.view.zoom = zoom;
  frame.view.width = 500;
  frame.view.height = 333;
  frame.view.scale = 1;
  frame.t_ms = START_MS + 5 * RS_HOUR_MS;
  return frame;
}

static guint32 *
draw (RsRenderer *renderer, RsSnapshot *snapshot, const RsFrame *frame)
{
  int width = (int) rint (frame->view.width * frame->view.scale);
  int height = (int) rint (frame->view.height * frame->view.scale);
  guint32 *pixels = g_new (guint32, (gsize) width * (gsize) height);

  memset (pixels, 0x5a, (gsize) width * (gsize) height * 4);
  g_assert_true (
      rs_renderer_draw (renderer, snapshot, frame, (guchar *) pixels, width * 4, NULL));
  return pixels;
}

/* The same snapshot and frame give the same bytes, whatever was drawn before. */
static void
test_pure (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (21);
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  g_autoptr (RsRenderer) old = rs_renderer_new (atlas);

  for (int round = 0; round < 12; round++)
    {
      RsFrame frame = make_frame (g_rand_double_range (rand, 41, 43),
                                  g_rand_double_range (rand, 130, 134),
                                  g_rand_double_range (rand, 4, 11));
      g_autoptr (RsRenderer) fresh = rs_renderer_new (atlas);
      g_autofree guint32 *cold = NULL;
      gsize bytes;

      frame.view.scale = round % 3 == 2 ? 1.5 : 1;
      frame.view.rotation_rad = round % 4 == 3 ? 0.4 : 0;
      frame.theme = round % 2 ? RS_THEME_DARK : RS_THEME_LIGHT;
      bytes = (gsize) (rint (500 * frame.view.scale) * rint (333 * frame.view.scale)) * 4;
      cold = draw (fresh, snapshot, &frame);
      for (int step = 0; step < 4; step++)
        {
          RsFrame other = frame;
          g_autofree guint32 *elsewhere = NULL;
          g_autofree guint32 *warm = NULL;

          other.view.center.x += g_rand_double_range (rand, -1, 1) * 400 / rs_view_world_px (&other.view);
          other.view.center.y += g_rand_double_range (rand, -1, 1) * 300 / rs_view_world_px (&other.view);
          other.t_ms += step * RS_HOUR_MS;
          other.selected_vessel = step == 1 ? 2 : 0;
          if (step == 2)
            other.view.zoom += 0.7;
          elsewhere = draw (old, snapshot, &other);
          warm = draw (old, snapshot, &frame);
          g_assert_cmpint (memcmp (cold, warm, bytes), ==, 0);
        }
    }
}

static guint
count_other (const guint32 *pixels, gsize n, guint32 color)
{
  guint other = 0;

  for (gsize i = 0; i < n; i++)
    other += pixels[i] != color;
  return other;
}

/* Neither cells nor tiles leave a line, at any zoom, turned or not. */
static void
test_no_seams (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (22);
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  g_autoptr (RsRenderer) renderer = rs_renderer_new (atlas);
  const RsStyle *style = rs_style_get (RS_THEME_LIGHT);

  rs_snapshot_seal (snapshot);
  for (int round = 0; round < 40; round++)
    {
      /* The middle of Arabia, and the ocean south of Alaska. */
      gboolean land = round % 2 == 0;
      RsFrame frame = make_frame (land ? 22.5 : 47, land ? 47.5 : -150,
                                  g_rand_double_range (rand, 7, land ? 12 : 16));
      g_autofree guint32 *pixels = NULL;

      frame.show = RS_SHOW_BASE;
      frame.view.rotation_rad = round % 3 ? g_rand_double_range (rand, -3, 3) : 0;
      pixels = draw (renderer, snapshot, &frame);
      g_assert_cmpuint (count_other (pixels, 500 * 333, land ? style->land : style->sea), ==, 0);
    }
}

/* On either side of 180 degrees the same ground is seen. */
static void
test_antimeridian (void)
{
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  g_autoptr (RsRenderer) renderer = rs_renderer_new (atlas);
  RsFrame west = make_frame (66, 179.999999999, 6), east = make_frame (66, -180, 6);
  g_autofree guint32 *a = NULL;
  g_autofree guint32 *b = NULL;
  guint far = 0;

  rs_snapshot_seal (snapshot);
  west.show = east.show = RS_SHOW_MAP;
  a = draw (renderer, snapshot, &west);
  b = draw (renderer, snapshot, &east);
  for (guint i = 0; i < 500 * 333; i++)
    for (guint shift = 0; shift < 24; shift += 8)
      far += ABS ((int) (a[i] >> shift & 0xff) - (int) (b[i] >> shift & 0xff)) > 40;
  /* The world is a broken number of pixels wide: outlines may lie on other parts of a pixel. */
  g_assert_cmpuint (far, <, 500 * 333 * 3 / 50);
  g_assert_cmpuint (count_other (a, 500 * 333, rs_style_get (RS_THEME_LIGHT)->sea), >, 10000);
}

/* While the map moves, names stay on their ground: a picture moved by whole pixels is the same
 * picture where both show the same, but for what the edges changed. */
static void
test_names_stay (void)
{
  const double zooms[] = { 3.2, 5.1, 6.4, 8.3 };
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  g_autoptr (RsRenderer) renderer = rs_renderer_new (atlas);

  rs_snapshot_seal (snapshot);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    for (int shift = 7; shift < 200; shift += 63)
      {
        RsFrame frame = make_frame (41.2, 131.1, zooms[i]);
        g_autofree guint32 *a = NULL;
        g_autofree guint32 *b = NULL;
        guint other = 0, n = 0;

        frame.show = RS_SHOW_MAP;
        a = draw (renderer, snapshot, &frame);
        frame.view.center.x += shift / rs_view_world_px (&frame.view);
        b = draw (renderer, snapshot, &frame);
        for (int y = 0; y < 333; y++)
          for (int x = 0; x < 500 - shift; x++, n++)
            other += a[y * 500 + x + shift] != b[y * 500 + x];
        g_assert_cmpuint (other, <, n / 200);
      }
}

static void
test_transparent (void)
{
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  g_autoptr (RsRenderer) renderer = rs_renderer_new (atlas);
  RsFrame frame = make_frame (42.8, 132.9, 8);
  g_autofree guint32 *pixels = NULL;

  rs_snapshot_seal (snapshot);
  frame.show = RS_SHOW_CASE;
  pixels = draw (renderer, snapshot, &frame);
  g_assert_cmpuint (count_other (pixels, 500 * 333, 0), ==, 0);
}

static void
test_cancel (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  g_autoptr (RsRenderer) renderer = rs_renderer_new (atlas);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RsFrame frame = make_frame (42.5, 132, 7);
  g_autofree guint32 *pixels = g_new0 (guint32, 500 * 333);
  g_autofree guint32 *after = NULL;
  g_autofree guint32 *cold = NULL;
  g_autoptr (RsRenderer) fresh = rs_renderer_new (atlas);

  g_cancellable_cancel (cancellable);
  g_assert_false (
      rs_renderer_draw (renderer, snapshot, &frame, (guchar *) pixels, 500 * 4, cancellable));
  /* What was broken off is not kept. */
  after = draw (renderer, snapshot, &frame);
  cold = draw (fresh, snapshot, &frame);
  g_assert_cmpint (memcmp (after, cold, 500 * 333 * 4), ==, 0);
}

/* Paper shows what the screen shows. */
static void
test_vector (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  g_autoptr (RsRenderer) renderer = rs_renderer_new (atlas);
  RsFrame frame = make_frame (42.5, 132, 7);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 500, 333);
  cairo_t *cr = cairo_create (surface);
  g_autofree guint32 *pixels = draw (renderer, snapshot, &frame);
  const guint32 *theirs;
  guint far = 0;

  rs_renderer_draw_vector (renderer, snapshot, &frame, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_flush (surface);
  theirs = (const guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  for (guint i = 0; i < 500 * 333; i++)
    far += ABS ((int) (pixels[i] & 0xff) - (int) (theirs[i] & 0xff)) > 60;
  g_assert_cmpuint (far, <, 500 * 333 / 100);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Odd views must not crash, hang or read outside. */
static void
test_odd_views (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  g_autoptr (RsRenderer) renderer = rs_renderer_new (atlas);
  const double zooms[] = { 0, 0.5, 19.99, 20 };
  const double lats[] = { -85.05, -60, 0, 85.05 };

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    for (guint k = 0; k < G_N_ELEMENTS (lats); k++)
      {
        RsFrame frame = make_frame (lats[k], 132.7, zooms[i]);
        g_autofree guint32 *pixels = NULL;

        frame.view.width = 1 + 170.0 * k;
        frame.view.height = 1 + 90.0 * i;
        frame.view.rotation_rad = k * 1.1;
        pixels = draw (renderer, snapshot, &frame);
        g_assert_cmphex (pixels[0] >> 24, ==, 0xff);
      }
}

/* Names keep clear of what will be laid over the picture, a rim away from its edges. */
static void
test_furniture_later (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  g_autoptr (RsRenderer) renderer = rs_renderer_new (atlas);
  guint n_below = 0;

  for (int i = 0; i < 24; i++)
    {
      RsFrame frame = picture_frame (34.0 + 0.25 * i, 133.0 + 0.3 * i, 7, RS_SHOW_NAMES);
      Picture picture;

      frame.rim_px = 40;
      for (int later = 0; later < 2; later++)
        {
          guint n;

          frame.show_later = later ? RS_SHOW_SCALE : 0;
          picture = picture_draw (renderer, snapshot, &frame);
          /* Within the attribution, which is wider than this. */
          n = picture_count (&picture, 400 - 40 - 12 - 80, 300 - 40 - 6 - 10, 400 - 40 - 12,
                             300 - 40 - 6);
          picture_clear (&picture);
          if (later)
            g_assert_cmpuint (n, ==, 0);
          else
            n_below += n;
        }
    }
  g_assert_cmpuint (n_below, >, 0);
}

/* In a narrow picture the legend stands above the clock: nothing lies over the clock's panel. */
static void
test_legend_beside_clock (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  g_autoptr (RsRenderer) renderer = rs_renderer_new (atlas);
  guint n_narrow = 0;

  for (int width = 300; width <= 900; width += 50)
    {
      RsFrame frame = make_frame (42.8, 132.9, 8);
      g_autofree guint32 *clock = NULL, *both = NULL;
      guint n_clock = 0, n_over = 0, n_legend = 0;

      frame.view.width = width;
      frame.view.height = 420;
      frame.show_below = RS_SHOW_TRACKS | RS_SHOW_VESSELS;
      frame.show = RS_SHOW_CLOCK;
      clock = draw (renderer, snapshot, &frame);
      frame.show = RS_SHOW_CLOCK | RS_SHOW_LEGEND;
      both = draw (renderer, snapshot, &frame);
      for (int i = 0; i < width * 420; i++)
        {
          n_clock += clock[i] != 0;
          n_over += clock[i] != 0 && both[i] != clock[i];
          n_legend += clock[i] == 0 && both[i] != 0;
        }
      g_assert_cmpuint (n_clock, >, 5000);
      g_assert_cmpuint (n_over, ==, 0);
      n_narrow += n_legend > 0 && width < 500;
      if (width >= 500)
        g_assert_cmpuint (n_legend, >, 5000);
    }
  /* It is not left out as soon as it gets narrow. */
  g_assert_cmpuint (n_narrow, >, 1);
}

/* Where buttons lie over the picture's right edge, the legend says less and stays below them; where
 * even that has no room, it is there all the same. */
static void
test_legend_below_buttons (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  g_autoptr (RsRenderer) renderer = rs_renderer_new (atlas);
  guint n_short = 0;

  for (int height = 100; height <= 420; height += 20)
    for (int top = 0; top <= 160; top += 160)
      {
        RsFrame frame = make_frame (42.8, 132.9, 8);
        g_autofree guint32 *legend = NULL;
        int first = -1;

        frame.view.width = 900;
        frame.view.height = height;
        frame.show_below = RS_SHOW_TRACKS | RS_SHOW_VESSELS;
        frame.show = RS_SHOW_LEGEND;
        frame.legend_top_px = top;
        legend = draw (renderer, snapshot, &frame);
        for (int i = 0; i < 900 * height && first < 0; i++)
          if (legend[i] != 0)
            first = i / 900;
        if (height >= 380)
          g_assert_cmpint (first, >=, top);
        n_short += top > 0 && first >= 0 && first < top;
      }
  g_assert_cmpuint (n_short, >, 0);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  atlas = rs_atlas_open_default (&error);
  g_assert_no_error (error);
  g_test_add_func ("/renderer/pure", test_pure);
  g_test_add_func ("/renderer/no-seams", test_no_seams);
  g_test_add_func ("/renderer/antimeridian", test_antimeridian);
  g_test_add_func ("/renderer/names-stay", test_names_stay);
  g_test_add_func ("/renderer/transparent", test_transparent);
  g_test_add_func ("/renderer/cancel", test_cancel);
  g_test_add_func ("/renderer/vector", test_vector);
  g_test_add_func ("/renderer/odd-views", test_odd_views);
  g_test_add_func ("/renderer/furniture-later", test_furniture_later);
  g_test_add_func ("/renderer/legend-beside-clock", test_legend_beside_clock);
  g_test_add_func ("/renderer/legend-below-buttons", test_legend_below_buttons);
  return g_test_run ();
}
