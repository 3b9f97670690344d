/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/snapshot.h"

static void
add_vessel (RsSnapshot *self, gint64 id, gint64 t_ms, RsProvenance provenance)
{
  RsVessel *vessel = rs_vessel_new ();
  RsFix *fixes = NULL;
  guint n = t_ms == RS_TIME_NONE ? 0 : 2;

  vessel->id = id;
  g_ptr_array_add (self->vessels, vessel);
  if (n > 0)
    {
      fixes = g_new0 (RsFix, n);
      fixes[0].t_ms = t_ms;
      fixes[1].t_ms = t_ms + 1000;
      fixes[1].provenance = (guint8) provenance;
    }
  g_ptr_array_add (self->tracks, rs_track_new (id, fixes, n, RS_HOUR_MS));
}

static void
test_find (void)
{
  g_autoptr (RsSnapshot) self = rs_snapshot_new ();
  RsIncident *incident = rs_incident_new ();
  RsSource *source = rs_source_new ();
  RsNote *note = rs_note_new ();
  RsEvent *event = rs_event_new ();

  add_vessel (self, 40, 5000, RS_OBSERVED);
  add_vessel (self, G_GINT64_CONSTANT (1) << 40, RS_TIME_NONE, RS_OBSERVED);
  add_vessel (self, 3, 9000, RS_RECONSTRUCTED);
  incident->id = 8;
  incident->to_ms = 50000;
  source->id = 9;
  note->id = 10;
  event->from_ms = event->to_ms = 1000;
  g_ptr_array_add (self->incidents, incident);
  g_ptr_array_add (self->sources, source);
  g_ptr_array_add (self->notes, note);
  g_ptr_array_add (self->events, event);
  rs_snapshot_seal (self);

  g_assert_cmpint (rs_snapshot_find_vessel (self, 40), ==, 0);
  g_assert_cmpint (rs_snapshot_find_vessel (self, G_GINT64_CONSTANT (1) << 40), ==, 1);
  g_assert_cmpint (rs_snapshot_find_vessel (self, 3), ==, 2);
  g_assert_cmpint (rs_snapshot_find_vessel (self, 4), ==, -1);
  g_assert_null (rs_snapshot_get_vessel (self, 0));
  g_assert_cmpint (rs_snapshot_get_vessel (self, 3)->id, ==, 3);
  g_assert_cmpint (rs_snapshot_get_track (self, 3)->vessel_id, ==, 3);
  g_assert_cmpuint (rs_snapshot_get_track (self, G_GINT64_CONSTANT (1) << 40)->n, ==, 0);
  g_assert_true (rs_snapshot_get_incident (self, 8) == incident);
  g_assert_true (rs_snapshot_get_source (self, 9) == source);
  g_assert_true (rs_snapshot_get_note (self, 10) == note);
  g_assert_null (rs_snapshot_get_note (self, 11));

  g_assert_cmpuint (self->n_fixes, ==, 4);
  g_assert_cmpint (self->from_ms, ==, 1000);
  g_assert_cmpint (self->to_ms, ==, 50000);
  g_assert_true (rs_snapshot_has_reconstructed (self, 0));
  g_assert_true (rs_snapshot_has_reconstructed (self, 3));
  g_assert_false (rs_snapshot_has_reconstructed (self, 40));
}

static void
test_empty (void)
{
  g_autoptr (RsSnapshot) self = rs_snapshot_new ();
  g_autoptr (RsSnapshot) other = NULL;

  rs_snapshot_seal (self);
  other = rs_snapshot_ref (self);
  g_assert_cmpstr (other->title, ==, "");
  g_assert_cmpint (other->from_ms, ==, RS_TIME_NONE);
  g_assert_cmpint (rs_snapshot_find_vessel (other, 1), ==, -1);
  g_assert_false (rs_snapshot_has_reconstructed (other, 0));
}

/* Which thread frees it, as one of its records saw. */
static GAsyncQueue *freed_by;

static void
tell_thread (gpointer data)
{
  g_async_queue_push (freed_by, g_thread_self ());
}

static GThread *
free_snapshot (guint n_vessels)
{
  RsSnapshot *self = rs_snapshot_new ();

  for (guint i = 0; i < n_vessels; i++)
    add_vessel (self, i + 1, 1000, RS_OBSERVED);
  rs_snapshot_seal (self);
  g_ptr_array_set_free_func (self->filters, tell_thread);
  g_ptr_array_add (self->filters, self);
  rs_snapshot_unref (self);
  return g_async_queue_timeout_pop (freed_by, 20 * G_USEC_PER_SEC);
}

/* A large one is freed elsewhere where a main loop runs, and nowhere else. */
static void
test_free (void)
{
  GMainContext *context = g_main_context_default ();
  GThread *other;

  freed_by = g_async_queue_new ();
  g_assert_true (free_snapshot (3000) == g_thread_self ());
  g_assert_true (g_main_context_acquire (context));
  g_assert_true (free_snapshot (3) == g_thread_self ());
  other = free_snapshot (3000);
  g_assert_nonnull (other);
  g_assert_true (other != g_thread_self ());
  g_main_context_release (context);
  g_async_queue_unref (freed_by);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snapshot/find", test_find);
  g_test_add_func ("/snapshot/empty", test_empty);
  g_test_add_func ("/snapshot/free", test_free);
  return g_test_run ();
}
