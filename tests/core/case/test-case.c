/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case/case.h"

#include <glib/gstdio.h>
#include <string.h>

/* A case in a folder of its own. */
typedef struct
{
  char *folder;
  char *path;
  RsCase *document;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("roadstead-case-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "Straße 1.roadstead", NULL);
  fixture->document = rs_case_create (fixture->path, "", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (fixture->document)
    g_assert_finalize_object (fixture->document);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rs_case_close (fixture->document, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (fixture->document);
  fixture->document = rs_case_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_null (rs_case_get_read_only_reason (fixture->document));
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static void
apply (Fixture *fixture, RsEdit *edit)
{
  g_autoptr (GError) error = NULL;

  rs_case_apply (fixture->document, edit, &error);
  g_assert_no_error (error);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsSnapshot) snapshot = rs_case_ref_snapshot (fixture->document);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) history = NULL;

  g_assert_cmpstr (snapshot->title, ==, "Straße 1");
  g_assert_cmpint (snapshot->gap_ms, ==, 2 * RS_HOUR_MS);
  g_assert_cmpuint (snapshot->n_fixes, ==, 0);
  g_assert_null (snapshot->undo_label);
  g_assert_null (rs_case_create (fixture->path, "again", &error));
  g_assert_nonnull (error);
  history = rs_case_read_history (fixture->document, 10, NULL);
  g_assert_cmpuint (history->len, ==, 1);
}

static void
test_one_file_when_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (RsEdit) edit = rs_edit_new ("Name the case");

  rs_edit_set (edit, "title", "Uголь");
  apply (fixture, edit);
  g_assert_true (rs_case_close (fixture->document, NULL));
  dir = g_dir_open (fixture->folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "Straße 1.roadstead");
  g_assert_null (g_dir_read_name (dir));
}

static void
add_all_kinds (Fixture *fixture, gint64 ids[5])
{
  g_autoptr (RsEdit) edit = rs_edit_new ("Add all");
  g_autoptr (RsVessel) vessel = rs_vessel_new ();
  g_autoptr (RsSource) source = rs_source_new ();
  g_autoptr (RsEvent) event = rs_event_new ();
  g_autoptr (RsIncident) incident = rs_incident_new ();
  g_autoptr (RsNote) note = rs_note_new ();
  RsIdentity *identity = rs_identity_new ();
  RsClaim *claim = rs_claim_new ();
  RsAttachment *attachment = rs_attachment_new ();
  RsLatLon p = { 42.7333333, 133.05 }, q = { -1.5, -179.9999999 }, r = { 0, 180 };
  gint64 first = -1, second = -2;

  set_text (&vessel->name, "Чха 1");
  vessel->mmsi = 445123000;
  vessel->imo = 7605811;
  set_text (&vessel->flag, "KP");
  set_text (&identity->name, "CHA 1");
  identity->from_ms = 5;
  g_ptr_array_add (vessel->identities, identity);
  set_text (&source->title, "FT");
  source->reliability = 'B';
  event->kind = RS_EVENT_PORT_CALL;
  event->vessel_id = first;
  event->source_id = second;
  event->from_ms = 1000;
  event->to_ms = 2000;
  event->has_place = TRUE;
  event->place = p;
  event->provenance = RS_ASSERTED;
  set_text (&incident->title, "Transfer");
  g_array_append_val (incident->area, p);
  g_array_append_val (incident->area, q);
  g_array_append_val (incident->area, r);
  g_array_append_val (incident->vessel_ids, first);
  g_array_append_val (incident->source_ids, second);
  g_ptr_array_add (incident->ports, g_strdup ("RUVYP"));
  claim->stance = RS_STANCE_DENIES;
  claim->source_id = second;
  claim->credibility = 3;
  set_text (&claim->speaker, "Ministry");
  g_ptr_array_add (incident->claims, claim);
  set_text (&attachment->name, "photo.jpg");
  attachment->content = g_bytes_new_static ("abc", 3);
  g_ptr_array_add (incident->attachments, attachment);
  note->kind = RS_NOTE_RING;
  note->radius_m = 1852.5;
  g_array_append_val (note->points, q);
  rs_edit_put_vessel (edit, vessel);
  rs_edit_put_source (edit, source);
  rs_edit_put_event (edit, event);
  rs_edit_put_incident (edit, incident);
  rs_edit_put_note (edit, note);
  apply (fixture, edit);
  for (guint i = 0; i < 5; i++)
    {
      ids[i] = rs_edit_get_id (edit, i);
      g_assert_cmpint (ids[i], >, 0);
    }
}

static void
check_all_kinds (Fixture *fixture, const gint64 ids[5])
{
  g_autoptr (RsSnapshot) snapshot = rs_case_ref_snapshot (fixture->document);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = NULL;
  const RsVessel *vessel = rs_snapshot_get_vessel (snapshot, ids[0]);
  const RsSource *source = rs_snapshot_get_source (snapshot, ids[1]);
  const RsIncident *incident = rs_snapshot_get_incident (snapshot, ids[3]);
  const RsNote *note = rs_snapshot_get_note (snapshot, ids[4]);
  const RsEvent *event;
  const RsClaim *claim;
  const RsAttachment *attachment;
  const RsLatLon *area;

  g_assert_cmpstr (vessel->name, ==, "Чха 1");
  g_assert_cmpuint (vessel->mmsi, ==, 445123000);
  g_assert_cmpuint (vessel->identities->len, ==, 1);
  g_assert_cmpint (((RsIdentity *) g_ptr_array_index (vessel->identities, 0))->from_ms, ==, 5);
  g_assert_cmpint (((RsIdentity *) g_ptr_array_index (vessel->identities, 0))->to_ms, ==,
                   RS_TIME_NONE);
  g_assert_cmpint (source->reliability, ==, 'B');
  g_assert_cmpuint (snapshot->events->len, ==, 1);
  event = g_ptr_array_index (snapshot->events, 0);
  g_assert_cmpint (event->vessel_id, ==, ids[0]);
  g_assert_cmpint (event->source_id, ==, ids[1]);
  g_assert_cmpint (event->provenance, ==, RS_ASSERTED);
  g_assert_cmpfloat (event->place.lat_deg, ==, 42.7333333);
  g_assert_cmpint (incident->number, ==, 1);
  g_assert_cmpuint (incident->area->len, ==, 3);
  area = (gconstpointer) incident->area->data;
  g_assert_cmpfloat (area[0].lat_deg, ==, 42.7333333);
  g_assert_cmpfloat (area[1].lon_deg, ==, -179.9999999);
  g_assert_cmpfloat (area[2].lon_deg, ==, 180);
  g_assert_cmpint (g_array_index (incident->vessel_ids, gint64, 0), ==, ids[0]);
  g_assert_cmpint (g_array_index (incident->source_ids, gint64, 0), ==, ids[1]);
  g_assert_cmpstr (g_ptr_array_index (incident->ports, 0), ==, "RUVYP");
  claim = g_ptr_array_index (incident->claims, 0);
  g_assert_cmpint (claim->stance, ==, RS_STANCE_DENIES);
  g_assert_cmpint (claim->source_id, ==, ids[1]);
  attachment = g_ptr_array_index (incident->attachments, 0);
  g_assert_cmpint (attachment->size, ==, 3);
  g_assert_cmpstr (attachment->sha256, ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  content = rs_case_read_attachment (fixture->document, attachment->id, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content), "abc", 3);
  g_assert_cmpint (note->kind, ==, RS_NOTE_RING);
  g_assert_cmpfloat (note->radius_m, ==, 1852.5);
}

static void
test_put_undo_redo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsSnapshot) empty = NULL;
  gint64 ids[5];

  add_all_kinds (fixture, ids);
  check_all_kinds (fixture, ids);
  reopen (fixture);
  check_all_kinds (fixture, ids);

  g_assert_true (rs_case_undo (fixture->document, &error));
  g_assert_no_error (error);
  empty = rs_case_ref_snapshot (fixture->document);
  g_assert_cmpuint (empty->vessels->len + empty->events->len + empty->incidents->len
                      + empty->sources->len + empty->notes->len,
                    ==, 0);
  g_assert_null (empty->undo_label);
  g_assert_cmpstr (empty->redo_label, ==, "Add all");
  g_assert_false (rs_case_undo (fixture->document, &error));
  g_assert_error (error, RS_CASE_ERROR, RS_CASE_ERROR_NOTHING);
  g_clear_error (&error);
  reopen (fixture);
  g_assert_true (rs_case_redo (fixture->document, &error));
  g_assert_no_error (error);
  check_all_kinds (fixture, ids);
  g_assert_false (rs_case_redo (fixture->document, &error));
  g_assert_error (error, RS_CASE_ERROR, RS_CASE_ERROR_NOTHING);
}

static void
test_parts_keep_their_ids (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsSnapshot) before = NULL;
  g_autoptr (RsSnapshot) after = NULL;
  g_autoptr (RsEdit) edit = rs_edit_new ("Add a claim");
  g_autoptr (RsIncident) incident = NULL;
  const RsIncident *result;
  gint64 ids[5], claim_id;

  add_all_kinds (fixture, ids);
  before = rs_case_ref_snapshot (fixture->document);
  incident = rs_incident_copy (rs_snapshot_get_incident (before, ids[3]));
  claim_id = ((RsClaim *) g_ptr_array_index (incident->claims, 0))->id;
  g_ptr_array_insert (incident->claims, 0, rs_claim_new ());
  rs_edit_put_incident (edit, incident);
  apply (fixture, edit);
  after = rs_case_ref_snapshot (fixture->document);
  result = rs_snapshot_get_incident (after, ids[3]);
  g_assert_cmpint (result->number, ==, 1);
  g_assert_cmpuint (result->claims->len, ==, 2);
  g_assert_cmpint (((RsClaim *) g_ptr_array_index (result->claims, 1))->id, ==, claim_id);
  g_assert_cmpint (((RsClaim *) g_ptr_array_index (result->claims, 0))->id, !=, claim_id);
  g_assert_cmpstr (((RsAttachment *) g_ptr_array_index (result->attachments, 0))->name, ==,
                   "photo.jpg");
}

/* Numbers of incidents are given once; only undo takes one back. */
static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  gint expected[] = { 1, 2, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (RsEdit) edit = rs_edit_new ("Add");
      g_autoptr (RsEdit) removal = rs_edit_new ("Remove");
      g_autoptr (RsIncident) incident = rs_incident_new ();
      g_autoptr (RsSnapshot) snapshot = NULL;

      rs_edit_put_incident (edit, incident);
      apply (fixture, edit);
      snapshot = rs_case_ref_snapshot (fixture->document);
      g_assert_cmpint (rs_snapshot_get_incident (snapshot, rs_edit_get_id (edit, 0))->number, ==,
                       expected[i]);
      rs_edit_delete (removal, RS_RECORD_INCIDENT, rs_edit_get_id (edit, 0));
      apply (fixture, removal);
    }
}

static void
expect_refusal (Fixture *fixture, RsEdit *edit, RsCaseError code, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rs_case_apply (fixture->document, edit, &error));
  g_test_message ("%s", error ? error->message : "no error");
  g_assert_error (error, RS_CASE_ERROR, (gint) code);
  if (part)
    g_assert_nonnull (strstr (error->message, part));
}

static void
test_references (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsEdit) delete_source = rs_edit_new ("Delete source");
  g_autoptr (RsEdit) delete_vessel = rs_edit_new ("Delete vessel");
  g_autoptr (RsEdit) delete_all = rs_edit_new ("Delete all");
  g_autoptr (RsEdit) dangling = rs_edit_new ("Dangling");
  g_autoptr (RsEdit) missing = rs_edit_new ("Missing");
  g_autoptr (RsEvent) event = rs_event_new ();
  g_autoptr (RsNote) note = rs_note_new ();
  g_autoptr (RsSnapshot) snapshot = NULL;
  RsLatLon p = { 1, 1 };
  gint64 ids[5];

  add_all_kinds (fixture, ids);
  rs_edit_delete (delete_source, RS_RECORD_SOURCE, ids[1]);
  expect_refusal (fixture, delete_source, RS_CASE_ERROR_INVALID, "incident 1 “Transfer”");
  rs_edit_delete (delete_vessel, RS_RECORD_VESSEL, ids[0]);
  expect_refusal (fixture, delete_vessel, RS_CASE_ERROR_INVALID, "incident 1");
  event->vessel_id = 99;
  rs_edit_put_event (dangling, event);
  expect_refusal (fixture, dangling, RS_CASE_ERROR_NOT_FOUND, "vessel 99");
  note->id = 77;
  g_array_append_val (note->points, p);
  rs_edit_put_note (missing, note);
  expect_refusal (fixture, missing, RS_CASE_ERROR_NOT_FOUND, "note 77");
  /* All together go in one edit, in whatever order. */
  rs_edit_delete (delete_all, RS_RECORD_SOURCE, ids[1]);
  rs_edit_delete (delete_all, RS_RECORD_VESSEL, ids[0]);
  rs_edit_delete (delete_all, RS_RECORD_EVENT, ids[2]);
  rs_edit_delete (delete_all, RS_RECORD_INCIDENT, ids[3]);
  rs_edit_delete (delete_all, RS_RECORD_NOTE, ids[4]);
  apply (fixture, delete_all);
  snapshot = rs_case_ref_snapshot (fixture->document);
  g_assert_cmpuint (snapshot->vessels->len + snapshot->sources->len, ==, 0);
}

static void
test_invalid (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsSnapshot) before = rs_case_ref_snapshot (fixture->document);
  g_autoptr (RsSnapshot) after = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (RsEdit) edit = rs_edit_new ("Bad");
      g_autoptr (RsIncident) incident = rs_incident_new ();
      g_autoptr (RsNote) note = rs_note_new ();
      g_autoptr (RsSource) source = rs_source_new ();
      g_autoptr (RsVessel) vessel = rs_vessel_new ();
      RsClaim *claim = rs_claim_new ();
      RsLatLon p = { 0, 0 };

      g_ptr_array_add (incident->claims, claim);
      set_text (&vessel->name, "A");
      if (i == 0)
        incident->has_place = TRUE, incident->place.lat_deg = 90.1;
      else if (i == 1)
        incident->has_place = TRUE, incident->place.lon_deg = 0.0 / 0.0;
      else if (i == 2)
        incident->from_ms = 2, incident->to_ms = 1;
      else if (i == 3)
        claim->credibility = 7;
      else if (i == 4)
        g_array_append_val (incident->area, p);
      else if (i == 5)
        set_text (&incident->title, "\xff");
      if (i <= 5)
        rs_edit_put_incident (edit, incident);
      if (i == 6)
        rs_edit_put_note (edit, note);
      if (i == 7)
        {
          source->reliability = 'G';
          rs_edit_put_source (edit, source);
        }
      if (i == 8)
        {
          vessel->mmsi = 1000000000;
          rs_edit_put_vessel (edit, vessel);
        }
      if (i == 9)
        rs_edit_set (edit, "zone", "Mars/Olympus");
      if (i == 10)
        rs_edit_set (edit, "gap-ms", "12h");
      if (i == 11)
        rs_edit_set (edit, "colour", "red");
      expect_refusal (fixture, edit, RS_CASE_ERROR_INVALID, NULL);
    }
  after = rs_case_ref_snapshot (fixture->document);
  g_assert_true (before == after);
}

static void
count_cb (RsCase *document, guint *n)
{
  (*n)++;
}

static gboolean
stop_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static void
test_changed_is_coalesced (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint n = 0;

  g_signal_connect (fixture->document, "changed", G_CALLBACK (count_cb), &n);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (RsEdit) edit = rs_edit_new ("Title");
      g_autofree char *title = g_strdup_printf ("Title %u", i);

      rs_edit_set (edit, "title", title);
      apply (fixture, edit);
    }
  g_assert_cmpuint (n, ==, 0);
  g_timeout_add (250, stop_cb, loop);
  g_main_loop_run (loop);
  g_assert_cmpuint (n, ==, 1);
}

static void
test_no_change_is_no_step (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsSnapshot) snapshot = NULL;
  gint64 ids[5];

  add_all_kinds (fixture, ids);
  snapshot = rs_case_ref_snapshot (fixture->document);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (RsEdit) edit = rs_edit_new ("Nothing new");
      g_autoptr (GPtrArray) history = NULL;

      /* The first put makes the vessel an edited one already at its creation. */
      rs_edit_put_incident (edit, rs_snapshot_get_incident (snapshot, ids[3]));
      rs_edit_put_vessel (edit, rs_snapshot_get_vessel (snapshot, ids[0]));
      apply (fixture, edit);
      history = rs_case_read_history (fixture->document, 10, NULL);
      g_assert_cmpuint (history->len, ==, 2);
    }
}

static void
test_second_open_is_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsCase) second = rs_case_open (fixture->path, &error);
  g_autoptr (RsEdit) edit = rs_edit_new ("Title");
  gint64 ids[5];

  g_assert_no_error (error);
  g_test_message ("%s", rs_case_get_read_only_reason (second));
  g_assert_nonnull (strstr (rs_case_get_read_only_reason (second), "already open"));
  rs_edit_set (edit, "title", "x");
  g_assert_false (rs_case_apply (second, edit, &error));
  g_assert_error (error, RS_CASE_ERROR, RS_CASE_ERROR_READ_ONLY);
  g_clear_error (&error);
  add_all_kinds (fixture, ids);
  rs_case_close (second, NULL);
  /* And the first still holds it. */
  g_clear_object (&second);
  second = rs_case_open (fixture->path, &error);
  g_assert_nonnull (rs_case_get_read_only_reason (second));
  g_clear_object (&second);
  reopen (fixture);
}

static gboolean
give_up_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
test_follow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsCase) second = rs_case_open (fixture->path, &error);
  g_autoptr (RsSnapshot) snapshot = NULL;
  guint count = 0, timeout;
  gboolean late = FALSE;
  gint64 ids[5];

  g_assert_no_error (error);
  g_signal_connect (second, "changed", G_CALLBACK (count_cb), &count);
  rs_case_follow (second);
  add_all_kinds (fixture, ids);
  timeout = g_timeout_add_seconds (60, give_up_cb, &late);
  while (!late && (!snapshot || snapshot->incidents->len == 0))
    {
      g_main_context_iteration (NULL, TRUE);
      g_clear_pointer (&snapshot, rs_snapshot_unref);
      snapshot = rs_case_ref_snapshot (second);
    }
  g_source_remove (timeout);
  g_assert_false (late);
  g_assert_cmpuint (count, >, 0);
  g_assert_cmpuint (snapshot->incidents->len, ==, 1);
  /* It still cannot be changed here, and closing ends the looking. */
  g_assert_nonnull (rs_case_get_read_only_reason (second));
  g_assert_true (rs_case_close (second, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (g_steal_pointer (&second));
  /* One that can be changed has nobody to follow. */
  rs_case_follow (fixture->document);
}

static void
test_save_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "copy.roadstead", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RsCase) copy = NULL;
  gint64 ids[5];
  Fixture other;

  add_all_kinds (fixture, ids);
  g_assert_true (rs_case_save_copy (fixture->document, path, &error));
  g_assert_no_error (error);
  g_assert_false (rs_case_save_copy (fixture->document, path, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  copy = rs_case_open (path, &error);
  g_assert_no_error (error);
  other.document = copy;
  check_all_kinds (&other, ids);
  g_assert_null (rs_case_get_read_only_reason (copy));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/case/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("create", test_create);
  ADD ("one-file-when-closed", test_one_file_when_closed);
  ADD ("put-undo-redo", test_put_undo_redo);
  ADD ("parts-keep-their-ids", test_parts_keep_their_ids);
  ADD ("numbers", test_numbers);
  ADD ("references", test_references);
  ADD ("invalid", test_invalid);
  ADD ("changed-is-coalesced", test_changed_is_coalesced);
  ADD ("no-change-is-no-step", test_no_change_is_no_step);
  ADD ("second-open", test_second_open_is_read_only);
  ADD ("follow", test_follow);
  ADD ("save-copy", test_save_copy);
  return g_test_run ();
}
