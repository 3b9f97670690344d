/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case of ten thousand to a hundred million fixes costs to open, pan, filter and scrub, against an empty one:
 * the curve in README.md. A case is made once, and opened by a process of its own that is measured. The
 * largest only with RS_BENCH_ALL set: it takes 6 GB of disk and some minutes.
 *
 * bench-scale FIXES: one size alone; 0 is the empty case. RS_BENCH_FOLDER: where cases are kept, and found
 * again by the next run; without it they are thrown away. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench-case.h"
#include "case/case.h"
#include "case/filter-plan.h"
#include "drawing/renderer.h"
#include "replay/clock.h"
#include "replay/density.h"

#define SEED 20240307
#define WIDTH 1280
#define HEIGHT 800
#define N_TIMES 41

typedef struct
{
  RsRenderer *renderer;
  RsSnapshot *snapshot;
  RsFrame frame;
  guchar *pixels;
  GRand *rand;
  guint n_filtered; /* times */
} Scene;

static void
draw (Scene *scene)
{
  rs_renderer_draw (scene->renderer, scene->snapshot, &scene->frame, scene->pixels, WIDTH * 4,
                    NULL);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  return (*(const gint64 *) a > *(const gint64 *) b) - (*(const gint64 *) a < *(const gint64 *) b);
}

/* What @func takes, ms: of @n times the one that @rank others are shorter than. What it does to the view is
 * undone, so that all measure the same one. */
static double
measure_rank (Scene *scene, guint n, void (*func) (Scene *scene), guint rank)
{
  RsView view = scene->frame.view;
  gint64 times_us[N_TIMES];

  for (guint i = 0; i < n; i++)
    {
      gint64 start_us = g_get_monotonic_time ();

      func (scene);
      times_us[i] = g_get_monotonic_time () - start_us;
    }
  scene->frame.view = view;
  qsort (times_us, n, sizeof *times_us, compare_times);
  return (double) times_us[rank] / 1000;
}

/* The median. */
static double
measure (Scene *scene, guint n, void (*func) (Scene *scene))
{
  return measure_rank (scene, n, func, n / 2);
}

/* Where each time does something else: the longest. */
static double
measure_worst (Scene *scene, guint n, void (*func) (Scene *scene))
{
  return measure_rank (scene, n, func, n - 1);
}

static void
pan (Scene *scene)
{
  double world_px = rs_view_world_px (&scene->frame.view);

  scene->frame.view.center.x += 13 / world_px;
  scene->frame.view.center.y += 7 / world_px;
  draw (scene);
}

/* All tiles are new. */
static void
zoom (Scene *scene)
{
  scene->frame.view.zoom += 0.013;
  draw (scene);
}

static void
play (Scene *scene)
{
  scene->frame.t_ms += 10 * RS_SECOND_MS;
  draw (scene);
}

static void
scrub (Scene *scene)
{
  const RsSnapshot *snapshot = scene->snapshot;

  scene->frame.t_ms = snapshot->from_ms
                      + (gint64) (g_rand_double (scene->rand)
                                  * (double) (snapshot->to_ms - snapshot->from_ms));
  draw (scene);
}

/* Another half of the vessels. */
static void
filter (Scene *scene)
{
  g_hash_table_remove_all (scene->frame.hidden);
  for (guint i = 0; i < scene->snapshot->vessels->len; i++)
    if (g_rand_boolean (scene->rand))
      g_hash_table_add (scene->frame.hidden,
                        &((RsVessel *) scene->snapshot->vessels->pdata[i])->id);
  draw (scene);
}

/* The next of filters, as a person would set them one after the other; and its picture. */
static void
set_filter (Scene *scene, const char *const *filters, guint n)
{
  g_autoptr (RsFilter) wanted = rs_filter_parse (filters[scene->n_filtered++ % n], NULL);
  g_autoptr (RsFilterPlan) plan = rs_filter_plan_new (scene->snapshot, wanted);
  g_autoptr (RsFilterResult) result = rs_filter_plan_run (plan, NULL, NULL);

  g_hash_table_remove_all (scene->frame.hidden);
  for (guint i = 0; i < result->n; i++)
    if (!result->passes[i])
      g_hash_table_add (scene->frame.hidden,
                        &((RsVessel *) scene->snapshot->vessels->pdata[i])->id);
  draw (scene);
}

static void
filter_by_area (Scene *scene)
{
  static const char *const filters[]
    = { "area:\"38,131 40,132 41,135 39,136 37,134\"", "port:Niigata~10",
        "area:\"42,132 42.5,133 42.2,133.5\" time:2024-03-07T12:00Z..2024-03-07T18:00Z" };

  set_filter (scene, filters, G_N_ELEMENTS (filters));
}

static void
filter_by_waters (Scene *scene)
{
  static const char *const filters[] = { "waters:JP", "waters:KP", "-waters:RU,JP,KR,KP" };

  set_filter (scene, filters, G_N_ELEMENTS (filters));
}

/* Of the last nothing passes: every fix is looked at. */
static void
filter_by_speed (Scene *scene)
{
  static const char *const filters[] = { "speed:..1", "speed:10.. waters:RU", "speed:30.." };

  set_filter (scene, filters, G_N_ELEMENTS (filters));
}

static void
filter_by_name (Scene *scene)
{
  static const char *const filters[] = { "name:27300", "name:77", "flag:RU -name:1" };

  set_filter (scene, filters, G_N_ELEMENTS (filters));
}

static void
count (Scene *scene)
{
  rs_density_unref (rs_density_new (scene->snapshot, scene->frame.hidden));
}

static void
pick (Scene *scene)
{
  rs_renderer_pick (scene->renderer, scene->snapshot, &scene->frame,
                    g_rand_double_range (scene->rand, 0, WIDTH),
                    g_rand_double_range (scene->rand, 0, HEIGHT), 6);
}

/* MiB; @name: "VmHWM:" or "RssAnon:". */
static double
get_memory (const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL) || !(line = strstr (text, name)))
    return 0;
  return g_ascii_strtod (line + strlen (name), NULL) / 1024;
}

static void
open_case (Scene *scene, const char *path)
{
  g_autoptr (RsAtlas) atlas = rs_atlas_open_default (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RsCase) document = rs_case_open (path, &error);

  g_assert_no_error (error);
  scene->snapshot = rs_case_ref_snapshot (document);
  scene->renderer = rs_renderer_new (atlas);
  rs_case_close (document, NULL);
}

/* One row of the table. */
static void
measure_case (const char *path, const char *name)
{
  Scene scene = { .pixels = g_malloc0 ((gsize) WIDTH * HEIGHT * 4),
                  .rand = g_rand_new_with_seed (SEED) };
  gint64 first_us[5], open_us[5], whole_us[5];
  double base, panned, zoomed, filtered, by_area, by_waters, by_speed, by_name, counted, picked;
  double played = 0, scrubbed = 0;

  rs_frame_init (&scene.frame);
  scene.frame.view = (RsView){ .width = WIDTH, .height = HEIGHT, .scale = 1, .zoom = 5.6,
                               .center = rs_world_from_lat_lon ((RsLatLon){ 40.5, 135 }) };
  scene.frame.hidden = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < G_N_ELEMENTS (first_us); i++)
    {
      gint64 start_us = g_get_monotonic_time ();

      g_clear_pointer (&scene.renderer, rs_renderer_free);
      g_clear_pointer (&scene.snapshot, rs_snapshot_unref);
      open_case (&scene, path);
      open_us[i] = g_get_monotonic_time () - start_us;
      scene.frame.hurry = TRUE;
      draw (&scene);
      first_us[i] = g_get_monotonic_time () - start_us;
      scene.frame.hurry = FALSE;
      if (rs_renderer_is_draft (scene.renderer))
        draw (&scene);
      whole_us[i] = g_get_monotonic_time () - start_us;
    }
  qsort (whole_us, G_N_ELEMENTS (whole_us), sizeof *whole_us, compare_times);
  qsort (open_us, G_N_ELEMENTS (open_us), sizeof *open_us, compare_times);
  qsort (first_us, G_N_ELEMENTS (first_us), sizeof *first_us, compare_times);

  scene.frame.show = RS_SHOW_BASE;
  draw (&scene);
  base = measure (&scene, N_TIMES, pan);
  scene.frame.show = RS_SHOW_BASE | RS_SHOW_TRACKS | RS_SHOW_DIRECTIONS;
  draw (&scene);
  panned = measure (&scene, N_TIMES, pan);
  zoomed = measure (&scene, 11, zoom);
  picked = measure (&scene, N_TIMES, pick);
  filtered = measure (&scene, 11, filter);
  by_area = measure_worst (&scene, 9, filter_by_area);
  by_waters = measure_worst (&scene, 9, filter_by_waters);
  by_speed = measure_worst (&scene, 9, filter_by_speed);
  by_name = measure_worst (&scene, 9, filter_by_name);
  counted = measure (&scene, 3, count);
  g_hash_table_remove_all (scene.frame.hidden);
  if (scene.snapshot->n_fixes > 0)
    {
      scene.frame.show |= RS_SHOW_VESSELS | RS_SHOW_TRAILS | RS_SHOW_LABELS;
      scene.frame.t_ms = BENCH_START_MS + 4 * RS_HOUR_MS;
      draw (&scene);
      /* As the window does. */
      scene.frame.steady = TRUE;
      played = measure (&scene, N_TIMES, play);
      scene.frame.steady = FALSE;
      scrubbed = measure (&scene, 11, scrub);
    }
  g_print ("| %s | %u | %.0f | %.0f | %.0f | %.1f | %.1f | %.0f | %.2f | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f | %.1f "
           "| %.0f | %.0f | %.0f |\n",
           name, scene.snapshot->vessels->len, (double) open_us[2] / 1000,
           (double) first_us[2] / 1000, (double) whole_us[2] / 1000, base, panned, zoomed, picked, filtered, by_area,
           by_waters, by_speed, by_name, counted, played, scrubbed, get_memory ("VmHWM:"),
           get_memory ("RssAnon:"));
  rs_renderer_free (scene.renderer);
  rs_snapshot_unref (scene.snapshot);
  g_hash_table_unref (scene.frame.hidden);
  g_rand_free (scene.rand);
  g_free (scene.pixels);
}

static void
run_child (const char *program, const char *path, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child
    = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, path, name, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
}

static guint64
get_size (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (guint64) info.st_size : 0;
}

static void
run_size (const char *program, const char *folder, guint64 n_fixes)
{
  g_autofree char *path = g_strdup_printf ("%s/%" G_GUINT64_FORMAT ".roadstead", folder, n_fixes);
  g_autofree char *name = g_strdup_printf ("%" G_GUINT64_FORMAT, n_fixes);
  g_autoptr (GError) error = NULL;
  g_autoptr (RsCase) document = NULL;
  gint64 start_us = g_get_monotonic_time (), made_us;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    bench_make_case (path, n_fixes);
  made_us = g_get_monotonic_time ();
  /* The first opening makes the track files. */
  document = rs_case_open (path, &error);
  g_assert_no_error (error);
  rs_case_close (document, NULL);
  g_printerr ("%s fixes: made in %.1f s, %.1f MB; opened for the first time in %.2f s\n", name,
              (double) (made_us - start_us) / 1e6, (double) get_size (path) / 1e6,
              (double) (g_get_monotonic_time () - made_us) / 1e6);
  run_child (program, path, name);
}

int
main (int argc, char *argv[])
{
  static const guint64 SIZES[] = { 0, 10000, 100000, 1000000, 10000000, 100000000 };
  g_autofree char *folder = NULL, *program = NULL;

  if (argc == 3)
    {
      measure_case (argv[1], argv[2]);
      return 0;
    }
  folder = bench_open_folder ();
  program = g_file_read_link ("/proc/self/exe", NULL);
  g_print ("| fixes | vessels | open, ms | first picture, ms | whole picture, ms | pan base map, ms | pan, ms | zoom, ms | pick, ms "
           "| filter, ms | by area, ms | by waters, ms | by speed, ms | by name, ms | density, ms | replay, ms | scrub, ms | peak memory, MiB | not of files, MiB |\n"
           "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
  if (argc == 2)
    run_size (program, folder, g_ascii_strtoull (argv[1], NULL, 10));
  for (guint i = 0; argc < 2 && i < G_N_ELEMENTS (SIZES); i++)
    if (SIZES[i] <= 10000000 || g_getenv ("RS_BENCH_ALL"))
      run_size (program, folder, SIZES[i]);
  bench_close_folder (folder);
  return 0;
}
