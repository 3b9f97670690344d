/* SPDX-License-Identifier: GPL-3.0-or-later */
/* replay-pace: a replay in a window whose pictures take longer than its frames. rs_renderer_draw () is wrapped, so
 * that the test says when a picture is done. */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "app/map/map-view-private.h"
#include "case/case.h"
#include "drawing/parallel.h"

#define START_MS G_GINT64_CONSTANT (1709769600000) /* 2024-03-07T00:00:00Z */
#define N_FRAMES 12
#define TIMEOUT_S 60

/* The worker waits in a picture of the map while @hold. */
static struct
{
  GMutex lock;
  GCond cond;
  gboolean hold;
  gboolean held;   /* there it waits */
  guint n;         /* pictures of the map that began */
  gint64 t_ms;     /* of the latest of them */
} gate;

gboolean __real_rs_renderer_draw (RsRenderer *self, RsSnapshot *snapshot, const RsFrame *frame,
                                  guchar *pixels, int stride, GCancellable *cancellable);
gboolean __wrap_rs_renderer_draw (RsRenderer *self, RsSnapshot *snapshot, const RsFrame *frame,
                                  guchar *pixels, int stride, GCancellable *cancellable);

gboolean
__wrap_rs_renderer_draw (RsRenderer *self, RsSnapshot *snapshot, const RsFrame *frame, guchar *pixels,
                         int stride, GCancellable *cancellable)
{
  if (frame->show & RS_SHOW_BASE)
    {
      g_mutex_lock (&gate.lock);
      gate.n++;
      gate.t_ms = frame->t_ms;
      gate.held = gate.hold;
      while (gate.hold)
        g_cond_wait (&gate.cond, &gate.lock);
      gate.held = FALSE;
      g_mutex_unlock (&gate.lock);
    }
  return __real_rs_renderer_draw (self, snapshot, frame, pixels, stride, cancellable);
}

/* Work that the main thread shared with others, and waited for them. */
static GThread *main_thread;
static guint n_shared;

void __real_rs_parallel_run (guint n, RsParallelFunc func, gpointer user_data);
void __wrap_rs_parallel_run (guint n, RsParallelFunc func, gpointer user_data);

void
__wrap_rs_parallel_run (guint n, RsParallelFunc func, gpointer user_data)
{
  if (g_thread_self () == main_thread)
    n_shared++;
  __real_rs_parallel_run (n, func, user_data);
}

static void
set_hold (gboolean hold)
{
  g_mutex_lock (&gate.lock);
  gate.hold = hold;
  g_cond_broadcast (&gate.cond);
  g_mutex_unlock (&gate.lock);
}

/* Lets the one that waits go on; the next one waits again. */
static void
let_one_pass (void)
{
  guint n;

  g_mutex_lock (&gate.lock);
  g_assert_true (gate.held);
  n = gate.n;
  gate.hold = FALSE;
  g_cond_broadcast (&gate.cond);
  g_mutex_unlock (&gate.lock);
  while (TRUE)
    {
      g_mutex_lock (&gate.lock);
      if (!gate.held)
        break;
      g_mutex_unlock (&gate.lock);
      g_usleep (100);
    }
  g_assert_cmpuint (gate.n, ==, n);
  gate.hold = TRUE;
  g_mutex_unlock (&gate.lock);
}

static gboolean
is_held (void)
{
  gboolean held;

  g_mutex_lock (&gate.lock);
  held = gate.held;
  g_mutex_unlock (&gate.lock);
  return held;
}

typedef struct
{
  char *folder, *path;
  RsCase *document;
  RsSession *session;
  GtkWindow *window;
  RsMapView *map;
  guint n_drawn, n_times, n_frames;
} Fixture;

static void
bump_cb (guint *n)
{
  (*n)++;
}

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer n)
{
  (*(guint *) n)++;
  return G_SOURCE_CONTINUE;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
timeout_cb (gpointer data)
{
  g_error ("timeout while waiting until %s", (const char *) data);
  return G_SOURCE_REMOVE;
}

#define WAIT_UNTIL(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint timeout_id = g_timeout_add_seconds (TIMEOUT_S, timeout_cb, #condition);                  \
    guint wake_id = g_timeout_add (2, wake_cb, NULL);                             \
                                                                                                   \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (wake_id);                                                                     \
    g_source_remove (timeout_id);                                                                  \
  }                                                                                                \
  G_STMT_END

static void
fill_case (RsCase *document)
{
  g_autoptr (RsEdit) edit = rs_edit_new ("Fill the case");
  g_autoptr (RsVessel) vessel = rs_vessel_new ();
  g_autoptr (GArray) fixes = g_array_new (FALSE, TRUE, sizeof (RsFix));
  g_autoptr (RsImport) import = rs_import_new ();
  g_autoptr (GError) error = NULL;

  g_free (vessel->name);
  vessel->name = g_strdup ("Sailing");
  rs_edit_put_vessel (edit, vessel);
  rs_case_apply (document, edit, &error);
  g_assert_no_error (error);
  for (int i = 0; i <= 1000; i++)
    {
      RsFix fix = { .t_ms = START_MS + i * RS_MINUTE_MS,
                    .lat_e7 = rs_e7_from_deg (41 + i * 0.003),
                    .lon_e7 = rs_e7_from_deg (130),
                    .sog_dkn = 108,
                    .cog_ddeg = 0,
                    .heading_deg = RS_HEADING_NONE };

      g_array_append_val (fixes, fix);
    }
  g_free (import->file_name);
  import->file_name = g_strdup ("fixes");
  g_free (import->layout);
  import->layout = g_strdup ("sample");
  g_free (import->sha256);
  import->sha256 = g_strnfill (64, 'a');
  rs_case_add_fixes (document, rs_edit_get_id (edit, 0), (RsFix *) (gpointer) fixes->data, fixes->len,
                     import, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("roadstead-pace-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "one.roadstead", NULL);
  fixture->document = rs_case_create (fixture->path, "one", &error);
  g_assert_no_error (error);
  fill_case (fixture->document);
  fixture->session = rs_session_new ();
  rs_session_set_case (fixture->session, fixture->document);
  fixture->map = RS_MAP_VIEW (rs_map_view_new (fixture->session));
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 400, 300);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->map));
  g_signal_connect_swapped (fixture->map->picture, "drawn", G_CALLBACK (bump_cb), &fixture->n_drawn);
  gtk_window_present (fixture->window);
  gtk_widget_add_tick_callback (GTK_WIDGET (fixture->window), frame_cb, &fixture->n_frames, NULL);
  WAIT_UNTIL (fixture->n_drawn > 0 && !rs_picture_layer_get_drawing (fixture->map->picture));
  g_object_set (fixture->session, "skip-idle", FALSE, NULL);
  rs_session_set_time (fixture->session, START_MS);
  rs_session_set_speed (fixture->session, 60);
  WAIT_UNTIL (!rs_picture_layer_get_drawing (fixture->map->picture));
  g_signal_connect_swapped (fixture->session, "notify::time", G_CALLBACK (bump_cb), &fixture->n_times);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gboolean busy = TRUE;

  set_hold (FALSE);
  rs_session_set_playing (fixture->session, FALSE);
  WAIT_UNTIL (!rs_picture_layer_get_drawing (fixture->map->picture));
  gtk_window_destroy (fixture->window);
  rs_session_set_case (fixture->session, NULL);
  WAIT_UNTIL ((g_object_get (fixture->session, "busy", &busy, NULL), !busy));
  g_object_unref (fixture->session);
  g_assert_true (rs_case_close (fixture->document, NULL));
  g_object_unref (fixture->document);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
wait_for_frames (Fixture *fixture)
{
  guint end = fixture->n_frames + N_FRAMES;

  WAIT_UNTIL (fixture->n_frames >= end);
}

/* While a picture is under way, frames bring no other time; each picture is of the time of its beginning. */
static void
test_slow (Fixture *fixture, gconstpointer data)
{
  gint64 t_ms;

  set_hold (TRUE);
  rs_session_set_playing (fixture->session, TRUE);
  WAIT_UNTIL (is_held ());
  for (guint i = 0; i < 5; i++)
    {
      t_ms = rs_session_get_time (fixture->session);
      g_assert_cmpint (gate.t_ms, ==, t_ms);
      fixture->n_times = fixture->n_drawn = 0;
      wait_for_frames (fixture);
      g_assert_cmpint (rs_session_get_time (fixture->session), ==, t_ms);
      g_assert_cmpuint (fixture->n_times, ==, 0);
      g_assert_cmpuint (fixture->n_drawn, ==, 0);
      let_one_pass ();
      WAIT_UNTIL (is_held ());
      /* What passed meanwhile is not lost. */
      g_assert_cmpint (rs_session_get_time (fixture->session), >, t_ms);
      g_assert_cmpuint (fixture->n_times, ==, 1);
      g_assert_cmpuint (fixture->n_drawn, ==, 1);
    }
  rs_session_set_playing (fixture->session, FALSE);
  t_ms = rs_session_get_time (fixture->session);
  set_hold (FALSE);
  WAIT_UNTIL (!rs_picture_layer_get_drawing (fixture->map->picture));
  wait_for_frames (fixture);
  g_assert_cmpint (rs_session_get_time (fixture->session), ==, t_ms);
}

/* A time that somebody sets while a picture is under way is where the replay goes on. */
static void
test_set_time (Fixture *fixture, gconstpointer data)
{
  const gint64 there_ms = START_MS + 8 * RS_HOUR_MS;

  set_hold (TRUE);
  rs_session_set_playing (fixture->session, TRUE);
  WAIT_UNTIL (is_held ());
  wait_for_frames (fixture);
  rs_session_set_time (fixture->session, there_ms);
  let_one_pass ();
  WAIT_UNTIL (is_held ());
  g_assert_cmpint (gate.t_ms, >=, there_ms);
  g_assert_cmpint (gate.t_ms, <, there_ms + RS_HOUR_MS);
}

/* Stopped while a picture is under way and played on before it is done: the clock runs once. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  gint64 t_ms;

  set_hold (TRUE);
  rs_session_set_playing (fixture->session, TRUE);
  WAIT_UNTIL (is_held ());
  wait_for_frames (fixture);
  rs_session_set_playing (fixture->session, FALSE);
  t_ms = rs_session_get_time (fixture->session);
  wait_for_frames (fixture);
  g_assert_cmpint (rs_session_get_time (fixture->session), ==, t_ms);
  rs_session_set_playing (fixture->session, TRUE);
  wait_for_frames (fixture);
  set_hold (FALSE);
  WAIT_UNTIL (rs_session_get_time (fixture->session) > t_ms);
}

/* What is under the pointer is what is seen there, and nobody is waited for to find it. */
static void
test_pick (Fixture *fixture, gconstpointer data)
{
  RsView view = rs_map_view_get_view (fixture->map);
  RsPick pick;
  double x, y;

  view.center = rs_world_from_lat_lon ((RsLatLon){ 41.5, 130 });
  view.zoom = 8;
  rs_map_view_set_view (fixture->map, &view);
  rs_session_set_time (fixture->session, START_MS + RS_HOUR_MS);
  WAIT_UNTIL (rs_picture_layer_get_drawing (fixture->map->picture));
  WAIT_UNTIL (!rs_picture_layer_get_drawing (fixture->map->picture));
  set_hold (TRUE);
  rs_session_set_time (fixture->session, START_MS + 8 * RS_HOUR_MS);
  WAIT_UNTIL (is_held ());
  n_shared = 0;
  view = rs_map_view_get_view (fixture->map);
  rs_view_project (&view, rs_world_from_lat_lon ((RsLatLon){ 41.18, 130 }), &x, &y);
  pick = rs_picture_layer_pick (fixture->map->picture, x, y);
  g_assert_cmpint (pick.kind, ==, RS_PICK_VESSEL);
  g_assert_cmpint (pick.fix, ==, -1); /* its symbol, not its track */
  g_assert_cmpuint (n_shared, ==, 0);
  let_one_pass ();
  set_hold (FALSE);
  WAIT_UNTIL (!rs_picture_layer_get_drawing (fixture->map->picture));
  pick = rs_picture_layer_pick (fixture->map->picture, x, y);
  g_assert_cmpint (pick.fix, !=, -1);
}

/* Where pictures are fast, each frame that has one to show brings the next time. */
static void
test_fast (Fixture *fixture, gconstpointer data)
{
  guint n_drawn = fixture->n_drawn;

  rs_session_set_playing (fixture->session, TRUE);
  WAIT_UNTIL (fixture->n_drawn >= n_drawn + 20);
  rs_session_set_playing (fixture->session, FALSE);
  g_assert_cmpuint (fixture->n_times, >=, fixture->n_drawn - n_drawn);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  main_thread = g_thread_self ();

  g_test_add ("/replay-pace/slow", Fixture, NULL, set_up, test_slow, tear_down);
  g_test_add ("/replay-pace/set-time", Fixture, NULL, set_up, test_set_time, tear_down);
  g_test_add ("/replay-pace/stop", Fixture, NULL, set_up, test_stop, tear_down);
  g_test_add ("/replay-pace/pick", Fixture, NULL, set_up, test_pick, tear_down);
  g_test_add ("/replay-pace/fast", Fixture, NULL, set_up, test_fast, tear_down);
  return g_test_run ();
}
