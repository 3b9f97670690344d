/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/records.h"

static void
test_words (void)
{
  RsProvenance provenance;
  RsEventKind event_kind;
  RsStance stance;
  RsIncidentKind incident_kind;
  RsNoteKind note_kind;

  for (guint i = 0; i <= RS_ASSERTED; i++)
    {
      g_assert_true (rs_provenance_from_string (rs_provenance_to_string (i), &provenance));
      g_assert_cmpint (provenance, ==, i);
    }
  for (guint i = 0; i < RS_N_EVENT_KINDS; i++)
    {
      g_assert_true (rs_event_kind_from_string (rs_event_kind_to_string (i), &event_kind));
      g_assert_cmpint (event_kind, ==, i);
    }
  for (guint i = 0; i < RS_N_FIX_FLAGS; i++)
    {
      guint bit;

      g_assert_true (rs_fix_flag_from_string (rs_fix_flag_to_string (i), &bit));
      g_assert_cmpuint (bit, ==, i);
    }
  for (guint i = 0; i < RS_N_STANCES; i++)
    {
      g_assert_true (rs_stance_from_string (rs_stance_to_string (i), &stance));
      g_assert_cmpint (stance, ==, i);
    }
  for (guint i = 0; i < RS_N_INCIDENT_KINDS; i++)
    {
      g_assert_true (rs_incident_kind_from_string (rs_incident_kind_to_string (i), &incident_kind));
      g_assert_cmpint (incident_kind, ==, i);
    }
  for (guint i = 0; i < RS_N_NOTE_KINDS; i++)
    {
      g_assert_true (rs_note_kind_from_string (rs_note_kind_to_string (i), &note_kind));
      g_assert_cmpint (note_kind, ==, i);
    }
  g_assert_cmpstr (rs_stance_to_string (RS_STANCE_NO_COMMENT), ==, "no-comment");
  g_assert_cmpstr (rs_incident_kind_to_string (RS_INCIDENT_TRANSSHIPMENT), ==, "transshipment");
  g_assert_false (rs_provenance_from_string ("Observed", &provenance));
  g_assert_false (rs_note_kind_from_string (NULL, &note_kind));
  g_assert_false (rs_stance_from_string ("", &stance));
}

/* A copy owns all it holds: it outlives the original and a change of one leaves the other. */
static void
test_vessel_copy (void)
{
  RsVessel *vessel = rs_vessel_new ();
  RsIdentity *identity = rs_identity_new ();
  g_autoptr (RsVessel) copy = NULL;

  g_assert_cmpstr (vessel->name, ==, "");
  g_assert_cmpint (vessel->color, ==, -1);
  g_assert_cmpint (identity->from_ms, ==, RS_TIME_NONE);
  g_free (vessel->name);
  vessel->name = g_strdup ("Рица 1");
  vessel->mmsi = 273123456;
  vessel->unnamed = TRUE;
  g_free (identity->name);
  identity->name = g_strdup ("RITSA 1");
  g_ptr_array_add (vessel->identities, identity);
  copy = rs_vessel_copy (vessel);
  rs_vessel_free (vessel);
  g_assert_cmpstr (copy->name, ==, "Рица 1");
  g_assert_cmpuint (copy->mmsi, ==, 273123456);
  g_assert_true (copy->unnamed);
  g_assert_cmpuint (copy->identities->len, ==, 1);
  identity = g_ptr_array_index (copy->identities, 0);
  g_assert_cmpstr (identity->name, ==, "RITSA 1");
}

static void
test_incident_copy (void)
{
  RsIncident *incident = rs_incident_new ();
  RsClaim *claim = rs_claim_new ();
  RsAttachment *attachment = rs_attachment_new ();
  RsLatLon corner = { 42.7, 133.1 };
  gint64 id = 5;
  g_autoptr (RsIncident) copy = NULL;

  claim->stance = RS_STANCE_DENIES;
  attachment->content = g_bytes_new_static ("abc", 3);
  g_array_append_val (incident->area, corner);
  g_array_append_val (incident->vessel_ids, id);
  g_ptr_array_add (incident->ports, g_strdup ("RUVYP"));
  g_ptr_array_add (incident->claims, claim);
  g_ptr_array_add (incident->attachments, attachment);
  copy = rs_incident_copy (incident);
  g_array_set_size (incident->vessel_ids, 0);
  rs_incident_free (incident);
  g_assert_cmpuint (copy->vessel_ids->len, ==, 1);
  g_assert_cmpint (g_array_index (copy->vessel_ids, gint64, 0), ==, 5);
  g_assert_cmpfloat (g_array_index (copy->area, RsLatLon, 0).lon_deg, ==, 133.1);
  g_assert_cmpstr (g_ptr_array_index (copy->ports, 0), ==, "RUVYP");
  claim = g_ptr_array_index (copy->claims, 0);
  g_assert_cmpint (claim->stance, ==, RS_STANCE_DENIES);
  attachment = g_ptr_array_index (copy->attachments, 0);
  g_assert_cmpuint (g_bytes_get_size (attachment->content), ==, 3);
}

static void
test_other_copies (void)
{
  g_autoptr (RsEvent) event = rs_event_new ();
  g_autoptr (RsSource) source = rs_source_new ();
  g_autoptr (RsNote) note = rs_note_new ();
  g_autoptr (RsImport) import = rs_import_new ();
  g_autoptr (RsReject) reject = rs_reject_new ();
  g_autoptr (RsEvent) event_copy = NULL;
  g_autoptr (RsSource) source_copy = NULL;
  g_autoptr (RsNote) note_copy = NULL;
  g_autoptr (RsImport) import_copy = NULL;
  RsLatLon p = { 1, 2 };

  g_assert_cmpstr (reject->reason, ==, "");
  event->kind = RS_EVENT_VOYAGE;
  source->reliability = 'B';
  g_array_append_val (note->points, p);
  note->radius_m = 1852;
  import->n_fixes = 12;
  event_copy = rs_event_copy (event);
  source_copy = rs_source_copy (source);
  note_copy = rs_note_copy (note);
  import_copy = rs_import_copy (import);
  g_assert_true (event_copy->title != event->title);
  g_assert_cmpint (event_copy->kind, ==, RS_EVENT_VOYAGE);
  g_assert_cmpint (source_copy->reliability, ==, 'B');
  g_assert_true (note_copy->points != note->points);
  g_assert_cmpuint (note_copy->points->len, ==, 1);
  g_assert_cmpfloat (note_copy->radius_m, ==, 1852);
  g_assert_cmpint (import_copy->n_fixes, ==, 12);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/words", test_words);
  g_test_add_func ("/records/vessel-copy", test_vessel_copy);
  g_test_add_func ("/records/incident-copy", test_incident_copy);
  g_test_add_func ("/records/other-copies", test_other_copies);
  return g_test_run ();
}
