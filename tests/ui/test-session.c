/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's state, without a window: over a real case file. */
#include "app/session.h"
#include "app/timeline/brush.h"
#include "app/typed-time.h"

#include <glib/gstdio.h>
#include <math.h>

#define S RS_SECOND_MS
#define START_MS G_GINT64_CONSTANT (1709769600000) /* 2024-03-07T00:00:00Z */
#define SPAN_MS (18000 * S)

/* A vessel that sails for 6000 s, lies still for 6000 s, sails for 6000 s; another that nobody saw
 * sail, with a port call; an incident; a note. */
typedef struct
{
  char *folder;
  RsCase *document;
  RsSession *session;
  gint64 sailing, calling, incident, note;
} Fixture;

static void
wait_until_idle (RsSession *session)
{
  gint64 deadline_us = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  gboolean busy = TRUE;

  while (busy)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline_us);
      g_main_context_iteration (NULL, FALSE);
      g_object_get (session, "busy", &busy, NULL);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
add_fixes (Fixture *fixture)
{
  g_autoptr (GArray) fixes = g_array_new (FALSE, TRUE, sizeof (RsFix));
  g_autoptr (RsImport) import = rs_import_new ();
  g_autoptr (GError) error = NULL;
  double lat_deg = 41;

  for (int t_s = 0; t_s <= 18000; t_s += 600)
    {
      gboolean sails = t_s < 6000 || t_s >= 12000;
      RsFix fix = {
        .t_ms = START_MS + t_s * S,
        .lat_e7 = rs_e7_from_deg (lat_deg),
        .lon_e7 = rs_e7_from_deg (130),
        .sog_dkn = sails ? 90 : 0,
        .cog_ddeg = 0,
        .heading_deg = RS_HEADING_NONE,
      };

      g_array_append_val (fixes, fix);
      if (sails)
        lat_deg += 0.025; /* 1.5 nm in 10 minutes */
    }
  g_free (import->file_name);
  import->file_name = g_strdup ("fixes");
  g_free (import->layout);
  import->layout = g_strdup ("sample");
  g_free (import->sha256);
  import->sha256 = g_strnfill (64, 'a');
  rs_case_add_fixes (fixture->document, fixture->sailing, (RsFix *) (void *) fixes->data,
                     fixes->len, import, &error);
  g_assert_no_error (error);
}

static RsCase *
create_case (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  RsCase *document = rs_case_create (path, name, &error);

  g_assert_no_error (error);
  return document;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsEdit) edit = rs_edit_new ("Fill the case");
  g_autoptr (RsVessel) vessel = rs_vessel_new ();
  g_autoptr (RsEvent) call = rs_event_new ();
  g_autoptr (RsIncident) incident = rs_incident_new ();
  g_autoptr (RsNote) note = rs_note_new ();
  g_autoptr (GError) error = NULL;
  RsLatLon place = { 41.5, 130.5 };

  fixture->folder = g_dir_make_tmp ("roadstead-session-XXXXXX", NULL);
  fixture->document = create_case (fixture->folder, "one");
  g_free (vessel->name);
  vessel->name = g_strdup ("Sailing");
  rs_edit_put_vessel (edit, vessel);
  g_free (vessel->name);
  vessel->name = g_strdup ("Calling");
  rs_edit_put_vessel (edit, vessel);
  call->kind = RS_EVENT_PORT_CALL;
  call->vessel_id = -2;
  call->from_ms = START_MS + 3000 * S;
  call->to_ms = START_MS + 4000 * S;
  rs_edit_put_event (edit, call);
  g_free (incident->title);
  incident->title = g_strdup ("Meeting");
  incident->from_ms = incident->to_ms = START_MS + 15000 * S;
  incident->has_place = TRUE;
  incident->place = place;
  rs_edit_put_incident (edit, incident);
  note->kind = RS_NOTE_TEXT;
  g_free (note->text);
  note->text = g_strdup ("Note");
  g_array_append_val (note->points, place);
  rs_edit_put_note (edit, note);
  rs_case_apply (fixture->document, edit, &error);
  g_assert_no_error (error);
  fixture->sailing = rs_edit_get_id (edit, 0);
  fixture->calling = rs_edit_get_id (edit, 1);
  fixture->incident = rs_edit_get_id (edit, 3);
  fixture->note = rs_edit_get_id (edit, 4);
  add_fixes (fixture);

  fixture->session = rs_session_new ();
  rs_session_set_case (fixture->session, fixture->document);
  g_object_set (fixture->session, "skip-idle", FALSE, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (fixture->session)
    wait_until_idle (fixture->session);
  if (fixture->session)
    g_assert_finalize_object (fixture->session);
  g_assert_true (rs_case_close (fixture->document, NULL));
  g_assert_finalize_object (fixture->document);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static void
count_cb (gpointer instance, gpointer pspec, guint *n)
{
  (*n)++;
}

static guint *
count_notify (RsSession *session, const char *property)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);
  guint *n = g_new0 (guint, 1);

  g_object_set_data_full (G_OBJECT (session), g_intern_string (signal), n, g_free);
  g_signal_connect (session, signal, G_CALLBACK (count_cb), n);
  return n;
}

static void
bump_cb (guint *n)
{
  (*n)++;
}

/* Without a case nothing happens, and nothing breaks. */
static void
test_no_case (void)
{
  RsSession *session = rs_session_new ();

  g_assert_nonnull (rs_session_get_snapshot (session));
  g_assert_cmpint (rs_session_get_time (session), ==, RS_TIME_NONE);
  rs_session_set_time (session, START_MS);
  rs_session_set_playing (session, TRUE);
  rs_session_step (session, 1);
  rs_session_step_event (session, 1);
  rs_session_tick (session, 16);
  rs_session_undo (session);
  rs_session_redo (session);
  rs_session_zoom_to_vessel (session, 7);
  rs_session_zoom_to_incident (session, 7);
  g_assert_false (rs_session_get_playing (session));
  g_assert_cmpint (rs_session_get_time (session), ==, RS_TIME_NONE);
  g_assert_null (rs_session_get_time_zone (session));
  g_assert_null (rs_session_get_zone_label (session));
  g_assert_finalize_object (session);
}

static void
check_selection (Fixture *fixture, gint64 vessel, gint64 incident, gint64 note)
{
  g_assert_cmpint (rs_session_get_selected_vessel (fixture->session), ==, vessel);
  g_assert_cmpint (rs_session_get_selected_incident (fixture->session), ==, incident);
  g_assert_cmpint (rs_session_get_selected_note (fixture->session), ==, note);
}

/* Seen from a handler, too, never two things are selected. */
static void
check_at_most_one_cb (RsSession *session)
{
  g_assert_cmpint (!!rs_session_get_selected_vessel (session)
                       + !!rs_session_get_selected_incident (session)
                       + !!rs_session_get_selected_note (session),
                   <=, 1);
}

static void
test_selection (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  guint *n_vessel = count_notify (session, "selected-vessel");
  guint *n_incident = count_notify (session, "selected-incident");
  guint *n_note = count_notify (session, "selected-note");

  g_signal_connect (session, "notify", G_CALLBACK (check_at_most_one_cb), NULL);
  rs_session_select_vessel (session, fixture->sailing);
  check_selection (fixture, fixture->sailing, 0, 0);
  rs_session_select_incident (session, fixture->incident);
  check_selection (fixture, 0, fixture->incident, 0);
  rs_session_select_incident (session, fixture->incident);
  g_assert_cmpuint (*n_vessel, ==, 2);
  g_assert_cmpuint (*n_incident, ==, 1);
  g_assert_cmpuint (*n_note, ==, 0);
  rs_session_select_note (session, fixture->note);
  check_selection (fixture, 0, 0, fixture->note);
  /* To deselect one kind says nothing of the others. */
  rs_session_select_vessel (session, 0);
  rs_session_select_incident (session, 0);
  check_selection (fixture, 0, 0, fixture->note);
  rs_session_select_note (session, 0);
  check_selection (fixture, 0, 0, 0);
  g_object_set (session, "selected-vessel", fixture->calling, NULL);
  check_selection (fixture, fixture->calling, 0, 0);
}

/* What is selected and then deleted, also by an undo, is selected no more. */
static void
test_selection_of_deleted (Fixture *fixture, gconstpointer data)
{
  RsEdit *edit = rs_edit_new ("Delete the incident");

  rs_session_select_incident (fixture->session, fixture->incident);
  rs_edit_delete (edit, RS_RECORD_INCIDENT, fixture->incident);
  rs_session_apply (fixture->session, edit, NULL, NULL);
  check_selection (fixture, 0, fixture->incident, 0);
  wait_until_idle (fixture->session);
  check_selection (fixture, 0, 0, 0);
  rs_session_undo (fixture->session);
  wait_until_idle (fixture->session);
  g_assert_nonnull (rs_snapshot_get_incident (rs_session_get_snapshot (fixture->session),
                                              fixture->incident));
}

static void
test_time (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  guint *n = count_notify (session, "time");

  g_assert_cmpint (rs_session_get_time (session), ==, START_MS);
  rs_session_set_time (session, START_MS - 1);
  g_assert_cmpuint (*n, ==, 0);
  rs_session_set_time (session, G_MAXINT64);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + SPAN_MS);
  rs_session_set_time (session, START_MS + 77);
  rs_session_set_time (session, START_MS + 77);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + 77);
  g_assert_cmpuint (*n, ==, 2);
}

/* Following stays at the end of a case that grows, until another time is wanted. */
static void
test_follow (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  g_autoptr (RsImport) import = rs_import_new ();
  RsFix fix = { .t_ms = START_MS + SPAN_MS + 60 * S, .lat_e7 = rs_e7_from_deg (42),
                .lon_e7 = rs_e7_from_deg (130) };
  gboolean follow;

  g_object_set (session, "follow", TRUE, NULL);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + SPAN_MS);
  g_assert_true (rs_case_add_fixes (fixture->document, fixture->calling, &fix, 1, import, NULL));
  while (rs_session_get_time (session) != fix.t_ms)
    g_main_context_iteration (NULL, TRUE);
  rs_session_set_playing (session, TRUE);
  g_object_get (session, "follow", &follow, NULL);
  g_assert_false (follow);
}

static void
test_play (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;

  g_object_set (session, "speed", 1000.0, NULL);
  rs_session_tick (session, 1000);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS);
  rs_session_set_playing (session, TRUE);
  rs_session_tick (session, 1000);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + 1000 * S);
  rs_session_set_speed (session, 500);
  rs_session_tick (session, 500);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + 1250 * S);

  /* It stops at the end, and from there starts over. */
  rs_session_tick (session, 100000);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + SPAN_MS);
  g_assert_false (rs_session_get_playing (session));
  rs_session_set_playing (session, TRUE);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS);
  /* A step is what a second of playing covers, and holds the replay. */
  rs_session_step (session, 3);
  g_assert_false (rs_session_get_playing (session));
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + 1500 * S);
  rs_session_step (session, -1);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + 1000 * S);
  rs_session_step (session, -100);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS);

  rs_session_set_speed (session, 1e9);
  g_assert_cmpfloat (rs_session_get_speed (session), ==, RS_SPEED_MAX);
  rs_session_set_speed (session, 0);
  g_assert_cmpfloat (rs_session_get_speed (session), ==, 1);
}

static void
test_loop (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;

  g_object_set (session, "speed", 1000.0, "loop", TRUE, "time", START_MS + 17000 * S, "playing",
                TRUE, NULL);
  rs_session_tick (session, 3000);
  g_assert_true (rs_session_get_playing (session));
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + 2000 * S);
}

/* The rest between 6000 s and 12000 s passes in no time; a vessel that is hidden does not count. */
static void
test_skip_idle (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;

  g_object_set (session, "speed", 1000.0, "skip-idle", TRUE, "time", START_MS + 5000 * S, "playing",
                TRUE, NULL);
  rs_session_tick (session, 2000);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + 13000 * S);
  rs_session_set_hidden (session, fixture->sailing, TRUE);
  rs_session_tick (session, 1);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + SPAN_MS);
}

/* Frames are no whole milliseconds: what rounding takes from one must not be lost, or a replay at
 * real speed is slow. */
static void
test_frames_add_up (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  const double frame_ms[] = { 16.4, 6.94, 33.367 };

  for (guint i = 0; i < G_N_ELEMENTS (frame_ms); i++)
    for (double speed = 1; speed <= 5; speed += 4)
      {
        g_object_set (session, "speed", speed, "time", START_MS, "playing", TRUE, NULL);
        for (guint k = 0; k < 1000; k++)
          rs_session_tick (session, frame_ms[i]);
        g_assert_cmpfloat_with_epsilon (rs_session_get_time (session) - START_MS,
                                        1000 * frame_ms[i] * speed, 2);
        rs_session_set_playing (session, FALSE);
      }
}

static void
test_step_event (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;

  rs_session_step_event (session, 1);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + 3000 * S);
  rs_session_step_event (session, 1);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + 15000 * S);
  rs_session_step_event (session, 1);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + 15000 * S);
  rs_session_step_event (session, -1);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + 3000 * S);
  rs_session_step_event (session, -1);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + 3000 * S);
  rs_session_set_time (session, START_MS);
  rs_session_set_hidden (session, fixture->calling, TRUE);
  rs_session_step_event (session, 1);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + 15000 * S);
}

/* Those that the lists show of the span. */
static void
test_step_event_span (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;

  rs_session_set_span (session, START_MS + 3500 * S, START_MS + 16000 * S);
  rs_session_step_event (session, 1);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + 3500 * S);
  rs_session_step_event (session, 1);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + 15000 * S);
  rs_session_set_span (session, START_MS + 5000 * S, START_MS + 10000 * S);
  rs_session_step_event (session, -1);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + 15000 * S);
  rs_session_set_time (session, START_MS);
  rs_session_step_event (session, 1);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS);
}

/* A time that the case does not have is said to be none of it. */
static void
test_typed_time (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  const RsSnapshot *snapshot = rs_session_get_snapshot (session);
  gint64 t_ms = 0;

  for (int i = -1; i <= 1; i++)
    {
      g_autofree char *early = rs_typed_time_dup_outside (session, snapshot->from_ms + i);
      g_autofree char *late = rs_typed_time_dup_outside (session, snapshot->to_ms + i);

      g_assert_cmpint (early && strstr (early, "begins"), ==, i < 0);
      g_assert_cmpint (late && strstr (late, "ends"), ==, i > 0);
    }
  /* The zone of another place is named, and not taken for that of the case. */
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *error = NULL;

      g_assert_false (rs_typed_time_parse (session, i ? "soon" : "06:00 Asia/Seoul", &t_ms, &error));
      g_assert_cmpint (strstr (error, "Asia/Seoul") != NULL, ==, i == 0);
    }
  g_assert_cmpint (t_ms, ==, 0);
  /* That of the case by its city and by its whole name. */
  g_object_set (session, "zone", "Asia/Vladivostok", NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (rs_typed_time_parse (
        session, i ? "2024-03-07 16:00 Vladivostok" : "2024-03-07 16:00 Asia/Vladivostok", &t_ms, NULL));
      g_assert_cmpint (t_ms, ==, rs_time_from_civil (2024, 3, 7, 6, 0, 0, 0));
    }
}

static void
check_end (RsSession *session, int time_s, gboolean is_start, int from_s, int to_s)
{
  gint64 from_ms, to_ms;

  rs_session_set_time (session, START_MS + time_s * S);
  rs_brush_set_end (session, START_MS + 1000 * S, START_MS + 9000 * S, is_start);
  rs_session_get_span (session, &from_ms, &to_ms);
  g_assert_cmpint ((from_ms - START_MS) / S, ==, from_s);
  g_assert_cmpint ((to_ms - START_MS) / S, ==, to_s);
}

/* An end that is set moves that one; beyond the other it begins a new span, and never one of no length. */
static void
test_brush_ends (Fixture *fixture, gconstpointer data)
{
  const RsSnapshot *snapshot = rs_session_get_snapshot (fixture->session);
  int first_s = (int) ((snapshot->from_ms - START_MS) / S), last_s = (int) ((snapshot->to_ms - START_MS) / S);
  RsSession *session = fixture->session;

  check_end (session, 3000, TRUE, 3000, 9000);
  check_end (session, 5000, FALSE, 3000, 5000);
  check_end (session, 4000, TRUE, 4000, 5000);
  check_end (session, 6000, TRUE, 6000, 9000);
  check_end (session, 2000, FALSE, 1000, 2000);
  check_end (session, 9500, TRUE, 9500, last_s);
  check_end (session, 500, FALSE, first_s, 500);
  check_end (session, last_s, TRUE, first_s, 500);
  check_end (session, first_s, FALSE, first_s, 500);
}

static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  RsFrame frame = { 0 };
  guint n = 0;

  g_signal_connect_swapped (session, "hidden-changed", G_CALLBACK (bump_cb), &n);
  rs_session_set_hidden (session, fixture->sailing, FALSE);
  rs_session_show_all (session);
  g_assert_cmpuint (n, ==, 0);
  rs_session_fill_frame (session, &frame);
  g_assert_null (frame.hidden);
  rs_session_set_hidden (session, fixture->sailing, TRUE);
  rs_session_set_hidden (session, fixture->sailing, TRUE);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (rs_session_is_hidden (session, fixture->sailing));
  g_assert_false (rs_session_is_hidden (session, fixture->calling));
  rs_session_fill_frame (session, &frame);
  g_assert_true (g_hash_table_contains (frame.hidden, &fixture->sailing));
  rs_session_show_all (session);
  g_assert_cmpuint (n, ==, 2);
  g_assert_false (rs_session_is_hidden (session, fixture->sailing));
}

static void
wait_for_count (const guint *n, guint wanted)
{
  gint64 deadline_us = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (*n < wanted && g_get_monotonic_time () < deadline_us)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (*n, >=, wanted);
}

/* Hiding all others holds for those that come later; each can be shown and hidden again. */
static void
test_show_only (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  guint n = 0;

  g_signal_connect_swapped (session, "hidden-changed", G_CALLBACK (bump_cb), &n);
  rs_session_show_only (session, fixture->calling);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (rs_session_is_hidden (session, fixture->sailing));
  g_assert_false (rs_session_is_hidden (session, fixture->calling));
  g_assert_true (rs_session_is_hidden (session, 4711));
  g_assert_true (g_hash_table_contains (rs_session_get_masked (session), &fixture->sailing));
  g_assert_cmpuint (g_hash_table_size (rs_session_get_masked (session)), ==, 1);
  rs_session_set_hidden (session, fixture->sailing, FALSE);
  rs_session_set_hidden (session, fixture->calling, TRUE);
  g_assert_cmpuint (n, ==, 3);
  g_assert_false (rs_session_is_hidden (session, fixture->sailing));
  g_assert_true (g_hash_table_contains (rs_session_get_masked (session), &fixture->calling));
  rs_session_show_all (session);
  rs_session_show_all (session);
  g_assert_cmpuint (n, ==, 4);
  g_assert_false (rs_session_is_hidden (session, 4711));
  g_assert_cmpuint (g_hash_table_size (rs_session_get_masked (session)), ==, 0);
}

/* Of many vessels it is found in a thread which are shown: told when it is, and until then as it was. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  g_autoptr (RsEdit) edit = rs_edit_new ("Many");
  g_autoptr (RsVessel) vessel = rs_vessel_new ();
  g_autoptr (GError) error = NULL;
  gint64 last;
  guint n = 0, n_spans = 0;

  g_free (vessel->name);
  vessel->name = g_strdup ("One of many");
  for (guint i = 0; i < 1500; i++)
    rs_edit_put_vessel (edit, vessel);
  rs_case_apply (fixture->document, edit, &error);
  g_assert_no_error (error);
  last = rs_edit_get_id (edit, 1499);
  rs_session_set_case (session, NULL);
  rs_session_set_case (session, fixture->document);
  g_assert_cmpuint (rs_session_get_snapshot (session)->vessels->len, ==, 1502);
  g_signal_connect_swapped (session, "hidden-changed", G_CALLBACK (bump_cb), &n);
  g_signal_connect_swapped (session, "span-changed", G_CALLBACK (bump_cb), &n_spans);

  rs_session_set_hidden (session, last, TRUE);
  g_assert_true (rs_session_is_hidden (session, last));
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (g_hash_table_size (rs_session_get_masked (session)), ==, 0);
  /* Of two at a time only the last answer counts, and it is told once. */
  rs_session_show_only (session, last);
  wait_for_count (&n, 1);
  g_assert_cmpuint (g_hash_table_size (rs_session_get_masked (session)), ==, 1501);
  g_assert_false (g_hash_table_contains (rs_session_get_masked (session), &last));
  rs_session_show_all (session);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (g_hash_table_size (rs_session_get_masked (session)), ==, 0);

  n_spans = 0;
  rs_session_set_span (session, START_MS, START_MS + S);
  wait_for_count (&n_spans, 1);
  g_assert_cmpuint (g_hash_table_size (rs_session_get_outside (session)), ==, 1501);
  g_assert_false (g_hash_table_contains (rs_session_get_outside (session), &fixture->sailing));
  rs_session_set_span (session, RS_TIME_NONE, RS_TIME_NONE);
  g_assert_cmpuint (n_spans, ==, 2);
  /* The session goes while a thread looks. */
  g_signal_handlers_disconnect_by_data (session, &n);
  g_signal_handlers_disconnect_by_data (session, &n_spans);
  rs_session_show_only (session, last);
}

/* A span hides who has no position in it, beside who is hidden anyway. */
static void
test_span (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  RsSnapshot *snapshot = rs_session_get_snapshot (session);
  const RsTrack *track = rs_snapshot_get_track (snapshot, fixture->sailing);
  gint64 from_ms, to_ms, last_ms = track->fixes[track->n - 1].t_ms;
  RsFrame frame = { 0 };
  guint n = 0;

  g_signal_connect_swapped (session, "span-changed", G_CALLBACK (bump_cb), &n);
  g_assert_false (rs_session_get_span (session, &from_ms, &to_ms));
  rs_session_fill_frame (session, &frame);
  g_assert_cmpint (frame.span_from_ms, ==, RS_TIME_NONE);
  /* In any order. */
  rs_session_set_span (session, last_ms, track->fixes[0].t_ms);
  rs_session_set_span (session, track->fixes[0].t_ms, last_ms);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (rs_session_get_span (session, &from_ms, &to_ms));
  g_assert_cmpint (from_ms, ==, track->fixes[0].t_ms);
  g_assert_cmpint (to_ms, ==, last_ms);
  g_assert_false (g_hash_table_contains (rs_session_get_outside (session), &fixture->sailing));
  rs_session_set_span (session, last_ms + RS_DAY_MS, last_ms + 2 * RS_DAY_MS);
  g_assert_true (g_hash_table_contains (rs_session_get_outside (session), &fixture->sailing));
  g_assert_false (rs_session_is_hidden (session, fixture->sailing));
  rs_session_fill_frame (session, &frame);
  g_assert_cmpint (frame.span_to_ms, ==, last_ms + 2 * RS_DAY_MS);
  g_assert_true (g_hash_table_contains (frame.hidden, &fixture->sailing));
  /* Away with it: another case begins without. */
  rs_session_set_case (session, NULL);
  g_assert_false (rs_session_get_span (session, NULL, NULL));
  rs_session_set_case (session, fixture->document);
}

static void
test_compared (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;

  rs_session_compare_with (session, fixture->calling);
  g_assert_cmpint (rs_session_get_compared_vessel (session), ==, 0);
  rs_session_select_vessel (session, fixture->sailing);
  rs_session_compare_with (session, fixture->sailing);
  g_assert_cmpint (rs_session_get_compared_vessel (session), ==, 0);
  rs_session_compare_with (session, fixture->calling);
  g_assert_cmpint (rs_session_get_compared_vessel (session), ==, fixture->calling);
  rs_session_select_note (session, fixture->note);
  g_assert_cmpint (rs_session_get_compared_vessel (session), ==, 0);
}

/* Questions to the map */

typedef struct
{
  RsSession *session;
  guint n_answers, n_refusals;
  RsLatLon place;
  guint n_points;
  gboolean ask_again;
} Asked;

static void
place_cb (const RsLatLon *place, gpointer user_data)
{
  Asked *asked = user_data;

  /* By then the tool is put away: what the answer leads to may take up another. */
  g_assert_true (asked->ask_again || !place
                 || rs_session_get_tool (asked->session) == RS_TOOL_NONE);
  if (place)
    {
      asked->n_answers++;
      asked->place = *place;
    }
  else
    {
      asked->n_refusals++;
    }
  if (asked->ask_again)
    {
      asked->ask_again = FALSE;
      rs_session_pick_place (asked->session, place_cb, asked);
    }
}

static void
area_cb (GArray *area, gpointer user_data)
{
  Asked *asked = user_data;

  if (area)
    {
      asked->n_answers++;
      asked->n_points = area->len;
    }
  else
    {
      asked->n_refusals++;
    }
}

static void
test_questions (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  Asked first = { .session = session }, second = { .session = session };
  RsLatLon p = { 41, 131 };
  g_autoptr (GArray) area = g_array_new (FALSE, FALSE, sizeof (RsLatLon));

  rs_session_pick_place (session, place_cb, &first);
  g_assert_cmpint (rs_session_get_tool (session), ==, RS_TOOL_PLACE);
  rs_session_answer_place (session, &p);
  g_assert_cmpuint (first.n_answers, ==, 1);
  g_assert_cmpfloat (first.place.lon_deg, ==, 131);
  rs_session_answer_place (session, &p);
  g_assert_cmpuint (first.n_answers, ==, 1);

  /* Escape puts the tool away. */
  rs_session_pick_place (session, place_cb, &first);
  rs_session_set_tool (session, RS_TOOL_NONE);
  g_assert_cmpuint (first.n_refusals, ==, 1);
  /* So does another tool. */
  rs_session_pick_area (session, area_cb, &first);
  g_assert_cmpint (rs_session_get_tool (session), ==, RS_TOOL_AREA);
  rs_session_set_tool (session, RS_TOOL_NOTE_RING);
  g_assert_cmpuint (first.n_refusals, ==, 2);
  g_assert_cmpint (rs_session_get_tool (session), ==, RS_TOOL_NOTE_RING);

  /* A new question refuses the old one. */
  rs_session_pick_place (session, place_cb, &first);
  rs_session_pick_area (session, area_cb, &second);
  g_assert_cmpuint (first.n_refusals, ==, 3);
  g_array_append_val (area, p);
  g_array_append_val (area, p);
  g_array_append_val (area, p);
  rs_session_answer_area (session, area);
  g_assert_cmpuint (second.n_answers, ==, 1);
  g_assert_cmpuint (second.n_points, ==, 3);
  g_assert_cmpint (rs_session_get_tool (session), ==, RS_TOOL_NONE);

  /* Who is answered may ask again. */
  second = (Asked){ .session = session, .ask_again = TRUE };
  rs_session_pick_place (session, place_cb, &second);
  rs_session_answer_place (session, &p);
  g_assert_cmpint (rs_session_get_tool (session), ==, RS_TOOL_PLACE);
  rs_session_answer_place (session, &p);
  g_assert_cmpuint (second.n_answers, ==, 2);
  g_assert_cmpuint (first.n_answers, ==, 1);

  /* The case is closed while a question is open. */
  rs_session_pick_place (session, place_cb, &first);
  rs_session_set_case (session, NULL);
  g_assert_cmpuint (first.n_refusals, ==, 4);
}

/* Edits */

static void
append_cb (RsSession *session, const char *text, GString *log)
{
  g_string_append_printf (log, "%s;", text);
}

static void
applied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RsEdit) edit = rs_session_apply_finish (RS_SESSION (object), result, NULL);

  g_string_append_printf (user_data, "%s;", edit ? rs_edit_get_summary (edit) : "refused");
}

static RsEdit *
name_case (int number)
{
  g_autofree char *summary = g_strdup_printf ("edit %d", number);
  g_autofree char *title = g_strdup_printf ("title %d", number);
  RsEdit *edit = rs_edit_new (summary);

  rs_edit_set (edit, "title", title);
  return edit;
}

static void
test_apply_in_order (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  g_autoptr (GString) signalled = g_string_new (NULL);
  g_autoptr (GString) called = g_string_new (NULL);
  g_autoptr (GString) wanted = g_string_new (NULL);
  guint *n_busy = count_notify (session, "busy");
  gboolean busy;

  g_signal_connect (session, "applied", G_CALLBACK (append_cb), signalled);
  for (int i = 0; i < 20; i++)
    {
      rs_session_apply (session, name_case (i), applied_cb, called);
      g_string_append_printf (wanted, "edit %d;", i);
    }
  g_object_get (session, "busy", &busy, NULL);
  g_assert_true (busy);
  wait_until_idle (session);
  g_assert_cmpstr (signalled->str, ==, wanted->str);
  g_assert_cmpstr (called->str, ==, wanted->str);
  g_assert_cmpuint (*n_busy, ==, 2);
  g_assert_cmpstr (rs_session_get_snapshot (session)->title, ==, "title 19");
}

static void
note_title_cb (RsSession *session, GString *title)
{
  g_string_assign (title, rs_session_get_snapshot (session)->title);
}

static void
test_undo_redo (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  g_autoptr (GString) told = g_string_new (NULL);

  /* Steps that follow at once may be told as one, but the last is always told. */
  g_signal_connect (session, "snapshot-changed", G_CALLBACK (note_title_cb), told);
  rs_session_apply (session, name_case (1), NULL, NULL);
  rs_session_apply (session, name_case (2), NULL, NULL);
  rs_session_undo (session);
  wait_until_idle (session);
  g_assert_cmpstr (rs_session_get_snapshot (session)->title, ==, "title 1");
  g_assert_cmpstr (rs_session_get_snapshot (session)->undo_label, ==, "edit 1");
  g_assert_cmpstr (rs_session_get_snapshot (session)->redo_label, ==, "edit 2");
  g_assert_cmpstr (told->str, ==, "title 1");
  rs_session_redo (session);
  wait_until_idle (session);
  g_assert_cmpstr (rs_session_get_snapshot (session)->title, ==, "title 2");
  g_assert_null (rs_session_get_snapshot (session)->redo_label);
  g_assert_cmpstr (told->str, ==, "title 2");
}

static void
test_refused_edit (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  g_autoptr (GString) failures = g_string_new (NULL);
  g_autoptr (GString) called = g_string_new (NULL);
  RsEdit *edit = rs_edit_new ("Delete what is not there");

  g_signal_connect (session, "failed", G_CALLBACK (append_cb), failures);
  rs_edit_delete (edit, RS_RECORD_NOTE, 12345);
  rs_session_apply (session, edit, applied_cb, called);
  rs_session_apply (session, name_case (3), applied_cb, called);
  wait_until_idle (session);
  g_assert_cmpstr (called->str, ==, "refused;edit 3;");
  g_assert_cmpuint (failures->len, >, 1);
  g_string_truncate (failures, 0);
  rs_session_redo (session); /* nothing to */
  wait_until_idle (session);
  g_assert_cmpuint (failures->len, >, 1);
  g_assert_cmpstr (rs_session_get_snapshot (session)->title, ==, "title 3");
}

/* An edit on its way belongs to the case that it was made for, and keeps the session. */
static void
test_case_changes_under_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsSnapshot) snapshot = NULL;
  RsCase *other = create_case (fixture->folder, "two");
  g_autoptr (GString) called = g_string_new (NULL);

  rs_session_apply (fixture->session, name_case (4), applied_cb, called);
  rs_session_set_case (fixture->session, other);
  wait_until_idle (fixture->session);
  g_assert_cmpstr (called->str, ==, "edit 4;");
  g_assert_cmpstr (rs_session_get_snapshot (fixture->session)->title, ==, "two");
  snapshot = rs_case_ref_snapshot (fixture->document);
  g_assert_cmpstr (snapshot->title, ==, "title 4");

  rs_session_apply (fixture->session, name_case (5), applied_cb, called);
  g_clear_object (&fixture->session);
  while (!g_str_has_suffix (called->str, "edit 5;"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (rs_case_close (other, NULL));
  g_assert_finalize_object (other);
}

/* Another case starts afresh. */
static void
test_other_case (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  RsCase *other = create_case (fixture->folder, "two");
  RsFrame frame = { 0 };
  guint n_fit = 0;

  rs_session_set_hidden (session, fixture->sailing, TRUE);
  rs_session_select_vessel (session, fixture->sailing);
  rs_session_set_tool (session, RS_TOOL_NOTE_LINE);
  g_object_set (session, "hovered-vessel", fixture->sailing, "playing", TRUE, NULL);
  g_signal_connect_swapped (session, "fit-case", G_CALLBACK (bump_cb), &n_fit);
  rs_session_set_case (session, other);
  g_assert_cmpuint (n_fit, ==, 1);
  g_assert_false (rs_session_get_playing (session));
  g_assert_false (rs_session_is_hidden (session, fixture->sailing));
  g_assert_cmpint (rs_session_get_tool (session), ==, RS_TOOL_NONE);
  g_assert_cmpint (rs_session_get_time (session), ==, RS_TIME_NONE);
  check_selection (fixture, 0, 0, 0);
  rs_session_fill_frame (session, &frame);
  g_assert_cmpint (frame.hovered_vessel, ==, 0);
  g_assert_cmpint (frame.t_ms, ==, RS_TIME_NONE);

  /* Data that comes into an empty case gives it a time. */
  rs_session_set_case (session, fixture->document);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS);
  g_assert_true (rs_case_close (other, NULL));
  g_assert_finalize_object (other);
}

static void
test_zone (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  RsEdit *edit = rs_edit_new ("Set the zone");
  RsFrame frame = { 0 };

  g_assert_null (rs_session_get_time_zone (session));
  rs_edit_set (edit, "zone", "Asia/Vladivostok");
  rs_session_apply (session, edit, NULL, NULL);
  wait_until_idle (session);
  g_assert_cmpstr (rs_session_get_zone_label (session), ==, "Vladivostok");
  g_object_set (session, "zone", "Asia/Ho_Chi_Minh", NULL);
  g_assert_cmpstr (rs_session_get_zone_label (session), ==, "Ho Chi Minh");
  rs_session_fill_frame (session, &frame);
  g_assert_cmpint (
      g_time_zone_get_offset (frame.zone, g_time_zone_find_interval (
                                              frame.zone, G_TIME_TYPE_UNIVERSAL, START_MS / S)),
      ==, 7 * 3600);
  g_object_set (session, "zone", "", NULL);
  g_assert_cmpstr (rs_session_get_zone_label (session), ==, "Vladivostok");
}

/* A frame says what the session says; the view that it came with stays. */
static void
test_frame (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  RsFrame frame = { .view = { .zoom = 7.5, .width = 640, .height = 480, .scale = 2 } };

  g_object_set (session, "dark", TRUE, "lang", 1, "units", RS_UNITS_METRIC, "time",
                START_MS + 60 * S, "selected-note", fixture->note, "base-map",
                RS_BASE_OPEN_STREET_MAP, NULL);
  rs_session_fill_frame (session, &frame);
  g_assert_cmpfloat (frame.view.zoom, ==, 7.5);
  g_assert_cmpfloat (frame.view.scale, ==, 2);
  g_assert_cmpint (frame.theme, ==, RS_THEME_DARK);
  g_assert_cmpint (frame.lang, ==, 1);
  g_assert_cmpint (frame.units, ==, RS_UNITS_METRIC);
  g_assert_cmpint (frame.t_ms, ==, START_MS + 60 * S);
  g_assert_cmpint (frame.selected_note, ==, fixture->note);
  /* A raster map below brings its own land and names. */
  g_assert_cmpuint (frame.show & (RS_SHOW_BASE | RS_SHOW_NAMES), ==, 0);
  g_object_set (session, "base-map", RS_BASE_BUILT_IN, NULL);
  rs_session_fill_frame (session, &frame);
  g_assert_cmpuint (frame.show, ==, rs_session_get_show (session));
}

static void
center_cb (RsSession *session, double lat_deg, double lon_deg, RsLatLon *out)
{
  *out = (RsLatLon){ lat_deg, lon_deg };
}

static void
fit_cb (RsSession *session, double west, double south, double east, double north, double *box)
{
  box[0] = west;
  box[1] = south;
  box[2] = east;
  box[3] = north;
}

static void
test_zoom_to (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  RsLatLon center = { 0, 0 };
  double box[4] = { 0, 0, 0, 0 };

  g_signal_connect (session, "center", G_CALLBACK (center_cb), &center);
  g_signal_connect (session, "fit", G_CALLBACK (fit_cb), box);
  rs_session_zoom_to_vessel (session, fixture->calling); /* has no track */
  g_assert_cmpfloat (box[1], ==, 0);
  rs_session_zoom_to_vessel (session, fixture->sailing);
  g_assert_cmpfloat_with_epsilon (box[0], 130, 1e-6);
  g_assert_cmpfloat_with_epsilon (box[1], 41, 1e-6);
  g_assert_cmpfloat_with_epsilon (box[3], 41.5, 1e-6);
  rs_session_zoom_to_incident (session, fixture->incident);
  g_assert_cmpfloat_with_epsilon (center.lat_deg, 41.5, 1e-6);
  g_assert_cmpint (rs_session_get_time (session), ==, START_MS + 15000 * S);
}

static void
count_signal (guint *n)
{
  (*n)++;
}

static void
keep_message (RsSession *session, const char *message, char **out)
{
  g_free (*out);
  *out = g_strdup (message);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  g_autofree char *told = NULL, *text = NULL;
  guint n_filters = 0, n_results = 0;
  RsFrame frame;

  g_signal_connect_swapped (session, "filter-changed", G_CALLBACK (count_signal), &n_filters);
  g_signal_connect_swapped (session, "span-changed", G_CALLBACK (count_signal), &n_results);
  g_signal_connect (session, "failed", G_CALLBACK (keep_message), &told);
  g_assert_true (rs_session_set_filter_text (session, "speed:5.."));
  g_assert_cmpuint (n_filters, ==, 1);
  /* Until it is known what passes, all is shown. */
  g_assert_cmpuint (g_hash_table_size (rs_session_get_masked (session)), ==, 0);
  wait_for_count (&n_results, 1);
  g_assert_true (g_hash_table_contains (rs_session_get_masked (session), &fixture->calling));
  g_assert_false (g_hash_table_contains (rs_session_get_masked (session), &fixture->sailing));
  g_assert_true (g_hash_table_contains (rs_session_get_outside (session), &fixture->calling));
  g_assert_false (rs_session_is_hidden (session, fixture->calling));
  rs_frame_init (&frame);
  rs_session_fill_frame (session, &frame);
  g_assert_true (g_hash_table_contains (frame.hidden, &fixture->calling));
  g_assert_cmpint (frame.span_from_ms, ==, RS_TIME_NONE);

  /* A filter by time cuts tracks, within the span that was brushed. */
  rs_session_add_to_filter (session, "time:2024-03-07T01:00Z..2024-03-07T02:00Z");
  wait_for_count (&n_results, 2);
  rs_session_fill_frame (session, &frame);
  g_assert_cmpint (frame.span_from_ms, ==, START_MS + 3600 * S);
  g_assert_cmpint (frame.span_to_ms, ==, START_MS + 7200 * S);
  rs_session_set_span (session, START_MS + 5400 * S, START_MS + 18000 * S);
  rs_session_fill_frame (session, &frame);
  g_assert_cmpint (frame.span_from_ms, ==, START_MS + 5400 * S);
  g_assert_cmpint (frame.span_to_ms, ==, START_MS + 7200 * S);
  rs_session_set_span (session, RS_TIME_NONE, RS_TIME_NONE);

  g_assert_false (rs_session_set_filter_text (session, "colour:red"));
  g_assert_nonnull (told);
  rs_session_remove_from_filter (session, "speed:5..");
  rs_session_replace_in_filter (session, RS_FILTER_TIME, "");
  g_assert_cmpuint (rs_session_get_filter (session)->n, ==, 0);
  g_assert_null (rs_session_get_filter_result (session));
  g_assert_cmpuint (g_hash_table_size (rs_session_get_masked (session)), ==, 0);

  /* Names that nobody has are told, and nothing passes. */
  g_clear_pointer (&told, g_free);
  n_results = 0;
  rs_session_set_filter_text (session, "port:Atlantis");
  wait_for_count (&n_results, 1);
  g_assert_nonnull (told);
  g_assert_cmpuint (rs_session_get_filter_result (session)->n_passing, ==, 0);
  text = rs_filter_to_text (rs_session_get_filter (session));
  g_assert_cmpstr (text, ==, "port:Atlantis");
  rs_session_set_filter_text (session, "");
}

static void
test_saved_filters (Fixture *fixture, gconstpointer data)
{
  RsSession *session = fixture->session;
  const RsSavedFilter *saved;

  rs_session_set_filter_text (session, "speed:5..");
  g_assert_true (rs_session_save_filter (session, " Fast ", NULL, NULL));
  wait_until_idle (session);
  g_assert_cmpuint (rs_session_get_snapshot (session)->filters->len, ==, 1);
  saved = g_ptr_array_index (rs_session_get_snapshot (session)->filters, 0);
  g_assert_cmpstr (saved->name, ==, "Fast");
  g_assert_cmpstr (saved->text, ==, "speed:5..");
  rs_session_set_filter_text (session, "");
  rs_session_use_filter (session, "Fast");
  g_assert_cmpuint (rs_session_get_filter (session)->n, ==, 1);
  rs_session_undo (session);
  wait_until_idle (session);
  g_assert_cmpuint (rs_session_get_snapshot (session)->filters->len, ==, 0);
  rs_session_redo (session);
  wait_until_idle (session);
  g_assert_true (rs_session_delete_filter (session, "Fast", NULL, NULL));
  g_assert_false (rs_session_delete_filter (session, "Slow", NULL, NULL));
  wait_until_idle (session);
  g_assert_cmpuint (rs_session_get_snapshot (session)->filters->len, ==, 0);
  rs_session_set_filter_text (session, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/no-case", test_no_case);
#define ADD(name, func) g_test_add ("/session/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("selection", test_selection);
  ADD ("selection-of-deleted", test_selection_of_deleted);
  ADD ("time", test_time);
  ADD ("follow", test_follow);
  ADD ("play", test_play);
  ADD ("loop", test_loop);
  ADD ("skip-idle", test_skip_idle);
  ADD ("frames-add-up", test_frames_add_up);
  ADD ("step-event", test_step_event);
  ADD ("step-event-span", test_step_event_span);
  ADD ("brush-ends", test_brush_ends);
  ADD ("typed-time", test_typed_time);
  ADD ("hidden", test_hidden);
  ADD ("show-only", test_show_only);
  ADD ("many", test_many);
  ADD ("span", test_span);
  ADD ("compared", test_compared);
  ADD ("questions", test_questions);
  ADD ("apply-in-order", test_apply_in_order);
  ADD ("undo-redo", test_undo_redo);
  ADD ("refused-edit", test_refused_edit);
  ADD ("case-changes-under-edit", test_case_changes_under_edit);
  ADD ("other-case", test_other_case);
  ADD ("zone", test_zone);
  ADD ("frame", test_frame);
  ADD ("zoom-to", test_zoom_to);
  ADD ("filter", test_filter);
  ADD ("saved-filters", test_saved_filters);
#undef ADD
  return g_test_run ();
}
