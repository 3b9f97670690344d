/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fluid the map is in a window of 1280x800, against libshumate's own layers with the same data, as medians of
 * the time of a frame (before-paint to after-paint). Each row is a process of its own:
 *
 *   base map        our map of an empty case
 *   roadstead       our map of a case; it also replays, filters and finds what is under the pointer
 *   path layers     a ShumatePathLayer for each track, on an empty map
 *   marker layer    a ShumateMarkerLayer whose markers move with each frame
 *
 * Run on a screen: tests/util/run-headless --size 1280x800 bench-window. GSK_RENDERER is as the desktop has it, or
 * RS_BENCH_RENDERER (run-headless sets cairo). RS_BENCH_FOLDER keeps the cases.
 *
 * bench-window FIXES: our map with so many instead of 10 million. */
#include <adwaita.h>
#include <gio/gio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/map/map-view-private.h"
#include "app/pace.h"
#include "bench-case.h"
#include "case/case.h"

#define WIDTH 1280
#define HEIGHT 800
#define N_FRAMES 120
#define N_PICKS 201
#define N_MARKERS 10000
#define PEER_FIXES 10000
#define PLAY_S 4
#define WAIT_S 120
#define N_FILTER_ROUNDS 5
/* No picture for so long: there comes no other. */
#define QUIET_US (500 * 1000)

typedef struct
{
  GtkWindow *window;
  ShumateViewport *viewport;
  RsMapView *map;     /* of our own map */
  RsSession *session;
  RsSnapshot *snapshot;
  GPtrArray *markers; /* of a marker layer */
  guint n_drawn;      /* pictures of our map */
} Scene;

static void
drawn_cb (Scene *scene)
{
  scene->n_drawn++;
}

/* Lets the main loop run until @scene's map has a picture of what it shows, and no more comes. */
static void
settle (Scene *scene)
{
  gint64 end_us = g_get_monotonic_time () + WAIT_S * G_USEC_PER_SEC, quiet_us;
  guint seen;

  do
    {
      seen = scene->n_drawn;
      quiet_us = g_get_monotonic_time () + G_USEC_PER_SEC;
      while (g_get_monotonic_time () < quiet_us)
        g_main_context_iteration (NULL, FALSE) ? (void) 0 : g_usleep (500);
    }
  while ((seen != scene->n_drawn || (scene->map && seen == 0))
         && g_get_monotonic_time () < end_us);
}

typedef void (*MoveFunc) (Scene *scene, guint frame);

typedef struct
{
  Scene *scene;
  MoveFunc move;
  guint frame;
} Movement;

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Movement *movement = user_data;

  if (movement->frame < N_FRAMES)
    movement->move (movement->scene, movement->frame++);
  return G_SOURCE_CONTINUE;
}

/* Moves with each frame; prints what frames and the rest of the main loop took. */
static void
measure_movement (Scene *scene, const char *name, MoveFunc move)
{
  Movement movement = { scene, move, 0 };
  g_autoptr (RsPace) pace = rs_pace_new (gtk_widget_get_frame_clock (GTK_WIDGET (scene->window)));
  gint64 start_us = g_get_monotonic_time (), end_us = start_us + WAIT_S * G_USEC_PER_SEC;
  guint n_drawn = scene->n_drawn;
  RsPaceFigures frames, turns;
  guint id = gtk_widget_add_tick_callback (GTK_WIDGET (scene->window), tick_cb, &movement, NULL);
  double s;

  while (movement.frame < N_FRAMES && g_get_monotonic_time () < end_us)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (GTK_WIDGET (scene->window), id);
  s = (double) (g_get_monotonic_time () - start_us) / 1e6;
  rs_pace_get_frames (pace, &frames);
  rs_pace_get_turns (pace, &turns);
  g_print ("  %-7s frame %7.1f ms median %7.1f p95 %7.1f longest; %5.1f frames/s", name,
           frames.median, frames.p95, frames.longest, movement.frame / s);
  if (scene->map)
    g_print ("; %5.1f pictures/s; else longest %.1f ms, %u of %u turns over 8 ms",
             (scene->n_drawn - n_drawn) / s, turns.longest, turns.n_blocks, turns.n);
  g_print ("\n");
}

static void
pan (Scene *scene, guint frame)
{
  rs_viewport_pan (scene->viewport, frame < N_FRAMES / 2 ? -5 : 5, frame % 40 < 20 ? 3 : -3);
}

static void
zoom (Scene *scene, guint frame)
{
  rs_viewport_zoom_at (scene->viewport, WIDTH, HEIGHT, WIDTH / 2.0, HEIGHT / 2.0,
                       frame < N_FRAMES / 2 ? 0.03 : -0.03);
}

static void
rest (Scene *scene, guint frame)
{
  gtk_widget_queue_draw (GTK_WIDGET (scene->window));
}

static void
show_window (Scene *scene, GtkWidget *child)
{
  scene->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (scene->window, FALSE);
  gtk_window_set_default_size (scene->window, WIDTH, HEIGHT);
  gtk_window_set_child (scene->window, child);
  gtk_window_present (scene->window);
}

static void
look_at_sea (Scene *scene)
{
  RsView view = { .width = WIDTH, .height = HEIGHT, .scale = 1, .zoom = 5.6,
                  .center = rs_world_from_lat_lon ((RsLatLon){ 40.5, 135 }) };

  rs_viewport_set_view (scene->viewport, &view);
}

/* Our map */

/* For how long this thread had a processor so far. */
static double
get_work_ms (void)
{
  struct timespec work;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &work);
  return (double) work.tv_sec * 1000 + (double) work.tv_nsec / 1e6;
}

static void
measure_picks (Scene *scene)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  gint64 longest_us = 0, sum_us = 0;
  double longest_work_ms = 0;

  for (guint i = 0; i < N_PICKS; i++)
    {
      double start_ms = get_work_ms ();
      gint64 start_us = g_get_monotonic_time (), took_us;

      rs_picture_layer_pick (scene->map->picture, g_rand_double_range (rand, 0, WIDTH),
                             g_rand_double_range (rand, 0, HEIGHT));
      took_us = g_get_monotonic_time () - start_us;
      longest_us = MAX (longest_us, took_us);
      sum_us += took_us;
      longest_work_ms = MAX (longest_work_ms, get_work_ms () - start_ms);
    }
  g_print ("  hover   %.2f ms mean, %.2f longest, %.2f by processor time\n",
           (double) sum_us / N_PICKS / 1000, (double) longest_us / 1000, longest_work_ms);
}

static void
measure_replay (Scene *scene)
{
  g_autoptr (RsPace) pace = rs_pace_new (gtk_widget_get_frame_clock (GTK_WIDGET (scene->window)));
  RsPaceFigures frames, turns;
  gint64 start_us;
  guint n_drawn;
  double s;

  rs_session_set_time (scene->session, BENCH_START_MS + 4 * RS_HOUR_MS);
  settle (scene);
  rs_session_set_speed (scene->session, 600);
  rs_session_set_playing (scene->session, TRUE);
  rs_pace_reset (pace);
  start_us = g_get_monotonic_time ();
  n_drawn = scene->n_drawn;
  while (g_get_monotonic_time () < start_us + PLAY_S * G_USEC_PER_SEC)
    g_main_context_iteration (NULL, TRUE);
  s = (double) (g_get_monotonic_time () - start_us) / 1e6;
  rs_session_set_playing (scene->session, FALSE);
  rs_pace_get_frames (pace, &frames);
  rs_pace_get_turns (pace, &turns);
  g_print ("  replay  frame %7.1f ms median %7.1f p95 %7.1f longest; %5.1f frames/s; %5.1f pictures/s; "
           "else longest %.1f ms, %u of %u turns over 8 ms\n",
           frames.median, frames.p95, frames.longest, frames.n / s,
           (scene->n_drawn - n_drawn) / s, turns.longest, turns.n_blocks, turns.n);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  return (*(const gint64 *) a > *(const gint64 *) b) - (*(const gint64 *) a < *(const gint64 *) b);
}

/* From the change of a filter to the last picture that it brings. */
static gint64
measure_filter (Scene *scene, const char *filter)
{
  gint64 start_us = g_get_monotonic_time (), drawn_us = start_us, now_us;
  guint n_drawn = scene->n_drawn;

  g_assert_true (rs_session_set_filter_text (scene->session, filter));
  do
    {
      g_main_context_iteration (NULL, FALSE) ? (void) 0 : g_usleep (200);
      now_us = g_get_monotonic_time ();
      if (n_drawn != scene->n_drawn)
        drawn_us = now_us;
      n_drawn = scene->n_drawn;
    }
  while (now_us < (drawn_us > start_us ? drawn_us + QUIET_US : start_us + WAIT_S * G_USEC_PER_SEC));
  return drawn_us - start_us;
}

/* Of each kind that asks fixes, combined, and none: one after the other, as a person sets them. */
static void
measure_filters (Scene *scene)
{
  static const char *const filters[] = {
    "area:\"38,131 40,132 41,135 39,136 37,134\"",
    "waters:JP",
    "speed:..1",
    "-waters:RU,JP,KR,KP",
    "area:\"42,132 42.5,133 42.2,133.5\" time:2024-03-07T12:00Z..2024-03-07T18:00Z",
    "speed:10.. waters:RU",
    "port:Niigata~10 speed:..1",
    "name:77",
    "",
  };
  g_autoptr (RsPace) pace = rs_pace_new (gtk_widget_get_frame_clock (GTK_WIDGET (scene->window)));
  gint64 times_us[N_FILTER_ROUNDS * G_N_ELEMENTS (filters)], worst_us[G_N_ELEMENTS (filters)] = { 0 };
  clock_t start = clock ();
  guint n_drawn = scene->n_drawn;
  RsPaceFigures turns, work;

  for (guint i = 0; i < G_N_ELEMENTS (times_us); i++)
    {
      guint k = i % G_N_ELEMENTS (filters);

      times_us[i] = measure_filter (scene, filters[k]);
      worst_us[k] = MAX (worst_us[k], times_us[i]);
    }
  g_print ("  filter  %5.0f ms of processor time and %.1f pictures each\n",
           (double) (clock () - start) * 1000 / CLOCKS_PER_SEC / (double) G_N_ELEMENTS (times_us),
           (double) (scene->n_drawn - n_drawn) / (double) G_N_ELEMENTS (times_us));
  rs_pace_get_turns (pace, &turns);
  rs_pace_get_work (pace, &work);
  for (guint k = 0; k < G_N_ELEMENTS (filters); k++)
    g_print ("  filter  %5.0f ms worst of %d: %s\n", (double) worst_us[k] / 1000, N_FILTER_ROUNDS,
             *filters[k] ? filters[k] : "none");
  qsort (times_us, G_N_ELEMENTS (times_us), sizeof *times_us, compare_times);
  g_print ("  filter  %5.0f ms median %5.0f worst; else longest %.1f ms, %u of %u turns over 8 ms, %u of them by "
           "processor time\n",
           (double) times_us[G_N_ELEMENTS (times_us) / 2] / 1000,
           (double) times_us[G_N_ELEMENTS (times_us) - 1] / 1000, turns.longest, turns.n_blocks, turns.n,
           work.n_blocks);
}

static void
measure_map (const char *path)
{
  Scene scene = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RsCase) document = rs_case_open (path, &error);

  g_assert_no_error (error);
  scene.session = rs_session_new ();
  rs_session_set_case (scene.session, document);
  scene.map = RS_MAP_VIEW (rs_map_view_new (scene.session));
  scene.viewport = rs_map_view_get_viewport (scene.map);
  g_signal_connect_swapped (scene.map->picture, "drawn", G_CALLBACK (drawn_cb), &scene);
  show_window (&scene, GTK_WIDGET (scene.map));
  settle (&scene);
  look_at_sea (&scene);
  settle (&scene);
  measure_movement (&scene, "still", rest);
  measure_movement (&scene, "pan", pan);
  settle (&scene);
  measure_movement (&scene, "zoom", zoom);
  settle (&scene);
  if (rs_session_get_snapshot (scene.session)->n_fixes > 0)
    {
      measure_picks (&scene);
      measure_filters (&scene);
      measure_replay (&scene);
    }
  gtk_window_destroy (scene.window);
  rs_session_set_case (scene.session, NULL);
  g_object_unref (scene.session);
  rs_case_close (document, NULL);
}

/* libshumate's layers */

static ShumateMap *
open_plain_map (Scene *scene, const char *path)
{
  ShumateMap *map = shumate_map_new ();
  g_autoptr (ShumateMapSource) source = SHUMATE_MAP_SOURCE (shumate_raster_renderer_new_full_from_url (
      "none", "None", "", "", 1, 18, 256, SHUMATE_MAP_PROJECTION_MERCATOR, ""));
  g_autoptr (GError) error = NULL;
  g_autoptr (RsCase) document = rs_case_open (path, &error);

  g_assert_no_error (error);
  scene->snapshot = rs_case_ref_snapshot (document);
  rs_case_close (document, NULL);
  scene->viewport = shumate_map_get_viewport (map);
  shumate_viewport_set_reference_map_source (scene->viewport, source);
  return map;
}

static void
measure_path_layers (const char *path)
{
  Scene scene = { 0 };
  ShumateMap *map = open_plain_map (&scene, path);

  for (guint i = 0; i < scene.snapshot->tracks->len; i++)
    {
      const RsTrack *track = g_ptr_array_index (scene.snapshot->tracks, i);
      ShumatePathLayer *layer = shumate_path_layer_new (scene.viewport);

      for (guint k = 0; k < track->n; k++)
        {
          ShumateCoordinate *point = shumate_coordinate_new_full (
            rs_deg_from_e7 (track->fixes[k].lat_e7), rs_deg_from_e7 (track->fixes[k].lon_e7));

          shumate_path_layer_add_node (layer, SHUMATE_LOCATION (point));
        }
      shumate_map_add_layer (map, SHUMATE_LAYER (layer));
    }
  show_window (&scene, GTK_WIDGET (map));
  look_at_sea (&scene);
  settle (&scene);
  measure_movement (&scene, "still", rest);
  measure_movement (&scene, "pan", pan);
  measure_movement (&scene, "zoom", zoom);
  gtk_window_destroy (scene.window);
  rs_snapshot_unref (scene.snapshot);
}

static void
move_markers (Scene *scene, guint frame)
{
  for (guint i = 0; i < scene->markers->len; i++)
    {
      ShumateLocation *marker = g_ptr_array_index (scene->markers, i);

      shumate_location_set_location (marker, shumate_location_get_latitude (marker) + 0.001,
                                     shumate_location_get_longitude (marker) + 0.001);
    }
}

static void
measure_marker_layer (const char *path)
{
  Scene scene = { .markers = g_ptr_array_new () };
  ShumateMap *map = open_plain_map (&scene, path);
  ShumateMarkerLayer *layer = shumate_marker_layer_new (scene.viewport);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  gint64 start_us = g_get_monotonic_time ();

  for (guint i = 0; i < N_MARKERS; i++)
    {
      ShumateMarker *marker = shumate_marker_new ();
      GtkWidget *image = gtk_image_new_from_icon_name ("go-up-symbolic");

      shumate_marker_set_child (marker, image);
      shumate_location_set_location (SHUMATE_LOCATION (marker), g_rand_double_range (rand, 34, 47),
                                     g_rand_double_range (rand, 128, 142));
      shumate_marker_layer_add_marker (layer, marker);
      g_ptr_array_add (scene.markers, marker);
    }
  g_print ("  added in %.1f s\n", (double) (g_get_monotonic_time () - start_us) / 1e6);
  shumate_map_add_layer (map, SHUMATE_LAYER (layer));
  show_window (&scene, GTK_WIDGET (map));
  look_at_sea (&scene);
  settle (&scene);
  measure_movement (&scene, "replay", move_markers);
  gtk_window_destroy (scene.window);
  g_ptr_array_unref (scene.markers);
  rs_snapshot_unref (scene.snapshot);
}

static const struct
{
  const char *name;
  void (*measure) (const char *path);
} ROWS[] = {
  { "base map", measure_map },
  { "roadstead", measure_map },
  { "path layers", measure_path_layers },
  { "marker layer", measure_marker_layer },
};

static char *
get_path (const char *folder, guint64 n_fixes)
{
  char *path = g_strdup_printf ("%s/%" G_GUINT64_FORMAT ".roadstead", folder, n_fixes);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    bench_make_case (path, n_fixes);
  return path;
}

static void
run_row (const char *name, const char *folder, guint64 n_fixes)
{
  g_autofree char *path = get_path (folder, n_fixes);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = NULL;

  g_print ("%s, %" G_GUINT64_FORMAT " fixes\n", name, n_fixes);
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, name, path, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (child, NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = NULL;
  guint64 n_fixes = argc == 2 ? g_ascii_strtoull (argv[1], NULL, 10) : 10000000;

  if (g_getenv ("RS_BENCH_RENDERER"))
    {
      g_setenv ("GSK_RENDERER", g_getenv ("RS_BENCH_RENDERER"), TRUE);
      /* run-headless keeps OpenGL off. */
      g_unsetenv ("GDK_DEBUG");
      g_unsetenv ("GDK_DISABLE");
    }
  if (argc == 3)
    {
      gtk_init ();
      adw_init ();
      for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
        if (g_str_equal (argv[1], ROWS[i].name))
          ROWS[i].measure (argv[2]);
      return 0;
    }
  folder = bench_open_folder ();
  run_row ("base map", folder, 0);
  run_row ("roadstead", folder, n_fixes);
  run_row ("path layers", folder, PEER_FIXES);
  run_row ("marker layer", folder, 0);
  bench_close_folder (folder);
  return 0;
}
