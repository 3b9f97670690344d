/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case of a thousand to ten million fixes costs to draw and to pick. The largest only with
 * RS_BENCH_ALL set: it takes a gigabyte and a minute. */
#include <math.h>

#include "bench.h"

#include "drawing/levels.h"
#include "drawing/renderer.h"
#include "replay/position.h"

#define SEED 20240307
#define START_MS G_GINT64_CONSTANT (1709791200000)
#define WIDTH 1280
#define HEIGHT 800
#define N_PICKS 400

/* Ships between random places of the Sea of Japan, a fix each minute, with some rest. */
static RsTrack *
make_track (GRand *rand, gint64 id, guint n)
{
  RsFix *fixes = g_new (RsFix, n);
  double lat_deg = g_rand_double_range (rand, 34, 47), lon_deg = g_rand_double_range (rand, 128, 142);
  double course = g_rand_double_range (rand, 0, 2 * G_PI);
  gint64 t_ms = START_MS - g_rand_int_range (rand, 0, 86400) * G_GINT64_CONSTANT (1000);

  for (guint i = 0; i < n; i++)
    {
      double step_deg = i % 2000 < 300 ? 0.00001 : 0.003;

      if (lat_deg < 34 || lat_deg > 47 || lon_deg < 128 || lon_deg > 142)
        course = atan2 (135 - lon_deg, 40.5 - lat_deg);
      course += g_rand_double_range (rand, -0.02, 0.02);
      lat_deg += step_deg * cos (course);
      lon_deg += step_deg * 1.3 * sin (course);
      t_ms += RS_MINUTE_MS;
      fixes[i] = (RsFix){
        .t_ms = t_ms,
        .lat_e7 = rs_e7_from_deg (lat_deg),
        .lon_e7 = rs_e7_from_deg (lon_deg),
        .sog_dkn = i % 2000 < 300 ? 0 : 110,
        .cog_ddeg = (guint16) ((gint) (course * 1800 / G_PI + 36000) % 3600),
        .heading_deg = RS_HEADING_NONE,
        .nav_status = RS_NAV_STATUS_NONE,
      };
    }
  return rs_track_new (id, fixes, n, 2 * RS_HOUR_MS);
}

static RsSnapshot *
make_case (guint n_vessels, guint n_each)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  RsSnapshot *snapshot = rs_snapshot_new ();

  snapshot->gap_ms = 2 * RS_HOUR_MS;
  for (guint i = 0; i < n_vessels; i++)
    {
      RsVessel *vessel = rs_vessel_new ();

      vessel->id = i + 1;
      vessel->color = -1;
      g_free (vessel->name);
      vessel->name = g_strdup_printf ("Vessel %u", i + 1);
      g_ptr_array_add (snapshot->vessels, vessel);
      g_ptr_array_add (snapshot->tracks, make_track (rand, vessel->id, n_each));
    }
  rs_snapshot_seal (snapshot);
  return snapshot;
}

typedef struct
{
  RsRenderer *renderer;
  RsSnapshot *snapshot;
  RsFrame frame;
  guchar *pixels;
  guint n;
} Scene;

static void
draw (Scene *scene)
{
  rs_renderer_draw (scene->renderer, scene->snapshot, &scene->frame, scene->pixels, WIDTH * 4,
                    NULL);
}

/* Each call at a zoom of its own: no tile is there yet, the levels are. */
static guint64
zoom_in (gpointer user_data)
{
  Scene *scene = user_data;

  scene->frame.view.zoom += 1e-5;
  draw (scene);
  return 1;
}

/* Ten pictures, a few pixels on each, and back: now and then a row or column of tiles is new. */
static guint64
pan (gpointer user_data)
{
  Scene *scene = user_data;
  double world_px = rs_view_world_px (&scene->frame.view);

  for (guint i = 0; i < 10; i++)
    {
      double way = scene->n++ / 20 % 2 ? -1 : 1;

      scene->frame.view.center.x += way * 13 / world_px;
      scene->frame.view.center.y += way * 7 / world_px;
      draw (scene);
    }
  return 10;
}

/* Ten pictures, ten seconds on each, with trails of an hour. */
static guint64
play (gpointer user_data)
{
  Scene *scene = user_data;

  for (guint i = 0; i < 10; i++)
    {
      scene->frame.t_ms += 10 * RS_SECOND_MS;
      draw (scene);
    }
  return 10;
}

static void
pick (Scene *scene, const char *name)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  double seconds[N_PICKS];
  guint n_hits = 0;

  for (guint i = 0; i < N_PICKS; i++)
    {
      double x = g_rand_double_range (rand, 0, WIDTH), y = g_rand_double_range (rand, 0, HEIGHT);
      gint64 start_us = g_get_monotonic_time ();
      RsPick found = rs_renderer_pick (scene->renderer, scene->snapshot, &scene->frame, x, y, 6);

      seconds[i] = (double) (g_get_monotonic_time () - start_us) / G_USEC_PER_SEC;
      n_hits += found.kind != RS_PICK_NONE;
    }
  bench_percentiles (name, seconds, N_PICKS);
  g_print ("%-32s %u of %u hit\n", "", n_hits, N_PICKS);
}

static void
measure (guint n_vessels, guint n_each, gboolean with_symbols)
{
  g_autofree char *title = g_strdup_printf ("%u fixes of %u vessels", n_vessels * n_each, n_vessels);
  g_autoptr (RsAtlas) atlas = rs_atlas_open_default (NULL);
  Scene scene = { .renderer = rs_renderer_new (atlas), .snapshot = make_case (n_vessels, n_each) };
  const double zooms[] = { 5.6, 8.3, 11.4 };
  gint64 start_us;

  scene.pixels = g_malloc0 ((gsize) WIDTH * HEIGHT * 4);
  rs_frame_init (&scene.frame);
  scene.frame.view.width = WIDTH;
  scene.frame.view.height = HEIGHT;
  scene.frame.view.scale = 1;
  scene.frame.view.center = rs_world_from_lat_lon ((RsLatLon){ 40.5, 135 });
  scene.frame.show = RS_SHOW_BASE | RS_SHOW_TRACKS | RS_SHOW_DIRECTIONS;
  g_print ("%s\n", title);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      g_autofree char *first = g_strdup_printf ("  zoom %.1f, first picture", zooms[i]);
      g_autofree char *fresh = g_strdup_printf ("  zoom %.1f, all tiles new", zooms[i]);
      g_autofree char *panned = g_strdup_printf ("  zoom %.1f, panned", zooms[i]);
      g_autofree char *picked = g_strdup_printf ("  zoom %.1f, pick", zooms[i]);

      scene.frame.view.center = rs_world_from_lat_lon ((RsLatLon){ 40.5, 135 });
      scene.frame.view.zoom = zooms[i];
      start_us = g_get_monotonic_time ();
      draw (&scene);
      g_print ("%-32s %10.3f ms\n", first, (double) (g_get_monotonic_time () - start_us) / 1000);
      bench_run (fresh, "pictures", zoom_in, &scene);
      bench_run (panned, "pictures", pan, &scene);
      pick (&scene, picked);
    }
  if (with_symbols)
    {
      scene.frame.show |= RS_SHOW_VESSELS | RS_SHOW_LABELS | RS_SHOW_TRAILS;
      scene.frame.view.center = rs_world_from_lat_lon ((RsLatLon){ 40.5, 135 });
      scene.frame.view.zoom = 5.6;
      scene.frame.t_ms = START_MS + 4 * RS_HOUR_MS;
      draw (&scene);
      bench_run ("  replay with trails and names", "pictures", play, &scene);
      scene.frame.show &= ~(guint) RS_SHOW_LABELS;
      bench_run ("  the same without names", "pictures", play, &scene);
      scene.frame.show &= ~(guint) RS_SHOW_VESSELS;
      bench_run ("  trails alone", "pictures", play, &scene);
      scene.frame.show |= RS_SHOW_VESSELS;
      scene.frame.show &= ~(guint) RS_SHOW_TRAILS;
      bench_run ("  symbols alone", "pictures", play, &scene);
      pick (&scene, "  replay, pick");
    }
  g_free (scene.pixels);
  rs_snapshot_unref (scene.snapshot);
  rs_renderer_free (scene.renderer);
}

typedef struct
{
  RsTrack *track;
  guint zoom;
} Build;

static guint64
build_level (gpointer user_data)
{
  Build *build = user_data;
  RsLevel *level = rs_level_new (build->track, build->zoom);

  rs_level_unref (level);
  return build->track->n;
}

static guint64
find_positions (gpointer user_data)
{
  const RsTrack *track = user_data;
  gint hint = -1;

  for (guint i = 0; i < 100000; i++)
    {
      RsPosition position;

      rs_position_at (track, track->fixes[0].t_ms + i * 10007, 2 * RS_HOUR_MS, &hint, &position);
    }
  return 100000;
}

int
main (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  Build build = { .track = make_track (rand, 1, 1000000) };

  bench_run ("position at a time", "positions", find_positions, build.track);
  for (build.zoom = 6; build.zoom <= 18; build.zoom += 4)
    {
      g_autofree char *name = g_strdup_printf ("level of zoom %u", build.zoom);

      bench_run (name, "fixes", build_level, &build);
    }
  rs_track_unref (build.track);
  measure (10, 100, TRUE);
  measure (100, 1000, TRUE);
  measure (1000, 1000, TRUE);
  measure (10000, 300, TRUE);
  if (g_getenv ("RS_BENCH_ALL"))
    measure (10000, 1000, TRUE);
  return 0;
}
