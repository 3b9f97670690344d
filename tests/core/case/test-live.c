/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Listening to a source on this machine: snapshots while it runs, one undo step, an end by closing. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "aivdm.h"
#include "case/live.h"

#define PATIENCE_US (60 * G_USEC_PER_SEC)

typedef struct
{
  char *dir, *case_path, *url;
  RsCase *document;
  GSocketListener *listener;
  GSocketConnection *peer; /* the other end */
  GCancellable *stop;
  GThread *thread;
  RsLiveResult result;
  GError *error;
  RsLiveOptions options;
  guint n_status; /* atomic */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  GError *error = NULL;
  guint16 port;

  f->dir = g_dir_make_tmp ("roadstead-XXXXXX", NULL);
  f->case_path = g_build_filename (f->dir, "a.roadstead", NULL);
  f->document = rs_case_create (f->case_path, "", &error);
  g_assert_no_error (error);
  f->listener = g_socket_listener_new ();
  {
    g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
    g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
    g_autoptr (GSocketAddress) bound = NULL;

    g_assert_true (g_socket_listener_add_address (f->listener, address, G_SOCKET_TYPE_STREAM,
                                                  G_SOCKET_PROTOCOL_TCP, NULL, &bound, NULL));
    port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  }
  f->url = g_strdup_printf ("tcp://127.0.0.1:%u", port);
  f->stop = g_cancellable_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_assert_true (rs_case_close (f->document, NULL));
  g_assert_finalize_object (f->document);
  g_clear_object (&f->peer);
  g_object_unref (f->listener);
  g_object_unref (f->stop);
  dir = g_dir_open (f->dir, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (f->dir, name, NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (f->dir), ==, 0);
  g_free (f->case_path);
  g_free (f->dir);
  g_free (f->url);
}

static void
status_cb (const RsLiveStatus *status, gpointer user_data)
{
  Fixture *f = user_data;

  g_atomic_int_inc (&f->n_status);
}

static gpointer
listen_thread (gpointer data)
{
  Fixture *f = data;

  return GINT_TO_POINTER (rs_case_listen (f->document, f->url, &f->options, status_cb, f, f->stop,
                                          &f->result, &f->error));
}

static void
start (Fixture *f)
{
  f->thread = g_thread_new ("listen", listen_thread, f);
  f->peer = g_socket_listener_accept (f->listener, NULL, NULL, NULL);
  g_assert_nonnull (f->peer);
}

static void
finish (Fixture *f)
{
  gboolean ok = GPOINTER_TO_INT (g_thread_join (f->thread));

  g_assert_no_error (f->error);
  g_assert_true (ok);
}

static void
say (Fixture *f, const char *text)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (f->peer));

  g_assert_true (g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL));
}

/* Ship @i of the fleet where she is at the moment @k. */
static void
say_position (Fixture *f, guint i, guint k)
{
  RsAisMessage message = { .type = 1, .mmsi = 273000001 + i };
  g_autofree char *sentence = NULL, *line = NULL;

  message.position.lat_raw = (gint32) (42.7 * 600000) + (gint32) k * 100;
  message.position.lon_raw = (gint32) (133.0 * 600000) + (gint32) i * 1000;
  message.position.sog_dkn = 85;
  message.position.cog_raw = 100;
  message.position.heading = 10;
  message.position.second = k % 60;
  sentence = aivdm_sentence (&message, 'A');
  line = g_strconcat (sentence, "\r\n", NULL);
  say (f, line);
}

static guint64
count_fixes (Fixture *f)
{
  g_autoptr (RsSnapshot) snapshot = rs_case_ref_snapshot (f->document);

  return snapshot->n_fixes;
}

static void
wait_for_fixes (Fixture *f, guint64 n)
{
  gint64 until_us = g_get_monotonic_time () + PATIENCE_US;

  while (count_fixes (f) != n)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until_us);
      g_usleep (20000);
    }
}

static gboolean
count_cb (gint64 vessel_id, const RsFix *fixes, guint n, gpointer user_data)
{
  *(guint64 *) user_data += n;
  return TRUE;
}

static void
assert_sound (Fixture *f)
{
  g_autoptr (GPtrArray) findings = NULL;

  g_assert_true (rs_case_verify (f->document, &findings, NULL));
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) findings->pdata[i]);
  g_assert_cmpuint (findings->len, ==, 0);
}

/* All tracks as text: the same whether they were appended to or read from the file. */
static char *
describe_tracks (RsCase *document)
{
  g_autoptr (RsSnapshot) snapshot = rs_case_ref_snapshot (document);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < snapshot->tracks->len; i++)
    {
      const RsTrack *track = g_ptr_array_index (snapshot->tracks, i);

      for (guint k = 0; k < track->n; k++)
        g_string_append_printf (text, "%" G_GINT64_FORMAT " %d %u %u %u,", track->fixes[k].t_ms,
                                track->fixes[k].lat_e7, track->fixes[k].line,
                                track->fixes[k].import, track->fixes[k].flags);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void
test_snapshots (Fixture *f, gconstpointer data)
{
  g_autofree char *heard = NULL, *read = NULL;
  guint64 n = 0;
  RsFixQuery query;

  start (f);
  for (guint k = 0; k < 4; k++)
    {
      for (guint i = 0; i < 3; i++)
        say_position (f, i, k);
      wait_for_fixes (f, 3 * (k + 1));
    }
  rs_fix_query_init (&query);
  g_assert_true (rs_case_query_fixes (f->document, &query, count_cb, &n, NULL, NULL));
  g_assert_cmpuint (n, ==, 12);
  assert_sound (f);
  heard = describe_tracks (f->document);
  g_cancellable_cancel (f->stop);
  finish (f);
  g_assert_cmpuint (g_atomic_int_get (&f->n_status), >, 0);
  g_assert_cmpuint (f->result.status.n_fixes, ==, 12);
  g_assert_cmpuint (f->result.status.n_vessels, ==, 3);
  rs_live_result_clear (&f->result);
  assert_sound (f);
  g_assert_true (rs_case_close (f->document, NULL));
  g_object_unref (f->document);
  f->document = rs_case_open (f->case_path, NULL);
  g_assert_null (rs_case_get_notice (f->document));
  read = describe_tracks (f->document);
  g_assert_cmpstr (heard, ==, read);
}

static void
rename_vessel (Fixture *f, const char *name)
{
  g_autoptr (RsSnapshot) snapshot = rs_case_ref_snapshot (f->document);
  g_autoptr (RsVessel) vessel = rs_vessel_copy (snapshot->vessels->pdata[0]);
  g_autoptr (RsEdit) edit = rs_edit_new ("Rename");
  g_autoptr (GError) error = NULL;

  g_free (vessel->name);
  vessel->name = g_strdup (name);
  rs_edit_put_vessel (edit, vessel);
  g_assert_true (rs_case_apply (f->document, edit, &error));
  g_assert_no_error (error);
}

static void
remove_first_import (Fixture *f, GError **error)
{
  g_autoptr (RsSnapshot) snapshot = rs_case_ref_snapshot (f->document);
  g_autoptr (RsEdit) edit = rs_edit_new ("Remove");

  rs_edit_remove_import (edit, ((RsImport *) snapshot->imports->pdata[0])->id);
  rs_case_apply (f->document, edit, error);
}

/* Edits while it runs have their own steps, what is heard has one, and cannot be taken back before. */
static void
test_one_step (Fixture *f, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  start (f);
  say_position (f, 0, 0);
  wait_for_fixes (f, 1);
  g_assert_false (rs_case_undo (f->document, &error));
  g_assert_error (error, RS_CASE_ERROR, RS_CASE_ERROR_INVALID);
  g_clear_error (&error);
  remove_first_import (f, &error);
  g_assert_error (error, RS_CASE_ERROR, RS_CASE_ERROR_INVALID);
  g_clear_error (&error);
  rename_vessel (f, "BY HAND");
  say_position (f, 1, 1);
  say_position (f, 0, 2);
  wait_for_fixes (f, 3);
  g_cancellable_cancel (f->stop);
  finish (f);
  rs_live_result_clear (&f->result);
  assert_sound (f);
  before = describe_tracks (f->document);

  g_assert_true (rs_case_undo (f->document, &error));
  g_assert_true (rs_case_undo (f->document, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_fixes (f), ==, 0);
  assert_sound (f);
  g_assert_false (rs_case_undo (f->document, NULL));
  g_assert_true (rs_case_redo (f->document, &error));
  g_assert_true (rs_case_redo (f->document, &error));
  g_assert_no_error (error);
  after = describe_tracks (f->document);
  g_assert_cmpstr (before, ==, after);
  assert_sound (f);
  remove_first_import (f, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_fixes (f), ==, 0);
  assert_sound (f);
}

/* A file that brought a vessel is taken back while she is heard: what was heard of her stays. */
static void
test_file_taken_back (Fixture *f, gconstpointer data)
{
  g_autofree char *csv = g_build_filename (f->dir, "a.csv", NULL);
  const char *files[] = { csv };
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (
      csv, "mmsi,time,lat,lon\n273000002,2024-03-07T12:00:00Z,42,133\n", -1, NULL));
  start (f);
  say_position (f, 0, 0);
  wait_for_fixes (f, 1);
  g_assert_true (rs_case_import (f->document, files, 1, NULL, NULL, NULL, NULL, &results, &error));
  g_assert_no_error (error);
  wait_for_fixes (f, 2);
  say_position (f, 1, 1);
  wait_for_fixes (f, 3);
  g_assert_true (rs_case_undo (f->document, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_fixes (f), ==, 1);
  say_position (f, 1, 2);
  wait_for_fixes (f, 3);
  g_cancellable_cancel (f->stop);
  finish (f);
  rs_live_result_clear (&f->result);
  g_assert_cmpuint (count_fixes (f), ==, 3);
  assert_sound (f);
}

static void
test_second_listener (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RsLiveResult other;

  start (f);
  g_assert_false (rs_case_listen (f->document, f->url, NULL, NULL, NULL, NULL, &other, &error));
  g_assert_error (error, RS_CASE_ERROR, RS_CASE_ERROR_INVALID);
  g_cancellable_cancel (f->stop);
  finish (f);
  g_assert_cmpuint (f->result.import_ids->len, ==, 0);
  rs_live_result_clear (&f->result);
}

/* Closing the case stores what was heard first. */
static void
test_close (Fixture *f, gconstpointer data)
{
  gint64 until_us = g_get_monotonic_time () + PATIENCE_US;
  g_autoptr (RsSnapshot) snapshot = NULL;

  start (f);
  say_position (f, 0, 0);
  wait_for_fixes (f, 1);
  for (guint k = 1; k < 50; k++)
    say_position (f, 0, k);
  g_usleep (300000);
  g_assert_true (rs_case_close (f->document, NULL));
  finish (f);
  g_assert_cmpint (g_get_monotonic_time (), <, until_us);
  g_object_unref (f->document);
  f->document = rs_case_open (f->case_path, NULL);
  g_assert_null (rs_case_get_notice (f->document));
  g_assert_cmpuint (count_fixes (f), ==, f->result.status.n_fixes);
  snapshot = rs_case_ref_snapshot (f->document);
  g_assert_cmpuint (strlen (((RsImport *) snapshot->imports->pdata[0])->sha256), ==, 64);
  rs_live_result_clear (&f->result);
  assert_sound (f);
}

/* A log that is long enough is closed and the next begun: still one step. */
static void
test_logs (Fixture *f, gconstpointer data)
{
  g_autoptr (RsSnapshot) snapshot = NULL;

  f->options.max_log_size = 200;
  f->options.max_messages = 40;
  start (f);
  for (guint k = 0; k < 40; k++)
    {
      say_position (f, k % 2, k);
      g_usleep (5000);
    }
  finish (f);
  g_assert_cmpuint (f->result.status.n_fixes, ==, 40);
  g_assert_cmpuint (f->result.import_ids->len, >, 1);
  g_assert_cmpuint (count_fixes (f), ==, 40);
  assert_sound (f);
  snapshot = rs_case_ref_snapshot (f->document);
  g_assert_cmpuint (snapshot->imports->len, ==, f->result.import_ids->len);
  rs_live_result_clear (&f->result);
  g_assert_true (rs_case_undo (f->document, NULL));
  g_assert_cmpuint (count_fixes (f), ==, 0);
  assert_sound (f);
  g_assert_true (rs_case_redo (f->document, NULL));
  g_assert_cmpuint (count_fixes (f), ==, 40);
  assert_sound (f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/case/live/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("snapshots", test_snapshots);
  ADD ("one-step", test_one_step);
  ADD ("file-taken-back", test_file_taken_back);
  ADD ("second-listener", test_second_listener);
  ADD ("close", test_close);
  ADD ("logs", test_logs);
#undef ADD
  return g_test_run ();
}
