/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A random walk of edits, imports, removals, undo and redo, against the plainest model there is: a
 * list of what the case looked like. And the same steps with a disk that fills up at every place
 * where it can. */
#include "case/case.h"

#include <glib/gstdio.h>

#include "store/database.h"

typedef struct
{
  char *folder;
  char *path;
  RsCase *document;
  GRand *rand;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint32 seed = (guint32) g_test_rand_int ();

  g_test_message ("seed %u", seed);
  fixture->rand = g_rand_new_with_seed (seed);
  fixture->folder = g_dir_make_tmp ("roadstead-history-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "a.roadstead", NULL);
  fixture->document = rs_case_create (fixture->path, "A", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  rs_database_fail_after (0);
  g_clear_object (&fixture->document);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_rand_free (fixture->rand);
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

/* Everything of a case that a user can see, as text. */
static char *
describe (RsCase *document)
{
  g_autoptr (RsSnapshot) s = rs_case_ref_snapshot (document);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s|%s|%" G_GUINT64_FORMAT "\n", s->title, s->description,
                          s->n_fixes);
  for (guint i = 0; i < s->vessels->len; i++)
    {
      const RsVessel *v = g_ptr_array_index (s->vessels, i);
      const RsTrack *t = g_ptr_array_index (s->tracks, i);

      g_string_append_printf (text, "vessel %" G_GINT64_FORMAT " %s %u %u %u\n", v->id, v->name,
                              v->mmsi, v->identities->len, t->n);
      for (guint k = 0; k < t->n; k++)
        g_string_append_printf (text, "%" G_GINT64_FORMAT "/%u ", t->fixes[k].t_ms,
                                t->fixes[k].import);
    }
  for (guint i = 0; i < s->sources->len; i++)
    {
      const RsSource *source = g_ptr_array_index (s->sources, i);

      g_string_append_printf (text, "source %" G_GINT64_FORMAT " %s\n", source->id, source->title);
    }
  for (guint i = 0; i < s->incidents->len; i++)
    {
      const RsIncident *incident = g_ptr_array_index (s->incidents, i);

      g_string_append_printf (text, "incident %" G_GINT64_FORMAT " %d %s", incident->id,
                              incident->number, incident->title);
      for (guint k = 0; k < incident->claims->len; k++)
        {
          const RsClaim *claim = g_ptr_array_index (incident->claims, k);

          g_string_append_printf (text, " c%" G_GINT64_FORMAT ":%s:%" G_GINT64_FORMAT, claim->id,
                                  claim->text, claim->source_id);
        }
      for (guint k = 0; k < incident->vessel_ids->len; k++)
        g_string_append_printf (text, " v%" G_GINT64_FORMAT,
                                g_array_index (incident->vessel_ids, gint64, k));
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; i < s->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (s->imports, i);

      g_string_append_printf (text, "import %" G_GINT64_FORMAT " %s\n", import->id,
                              import->file_name);
    }
  return g_string_free (text, FALSE);
}

static gint64
pick (Fixture *fixture, GPtrArray *records, gsize id_offset)
{
  gpointer record;

  if (records->len == 0)
    return 0;
  record = g_ptr_array_index (records, g_rand_int_range (fixture->rand, 0, (gint) records->len));
  return G_STRUCT_MEMBER (gint64, record, id_offset);
}

/* One random edit; it may be refused, which is fine as long as nothing changes. */
static gboolean
edit_randomly (Fixture *fixture, guint number, GError **error)
{
  g_autoptr (RsSnapshot) s = rs_case_ref_snapshot (fixture->document);
  g_autofree char *label = g_strdup_printf ("Step %u", number);
  g_autoptr (RsEdit) edit = rs_edit_new (label);
  gint64 vessel_id = pick (fixture, s->vessels, G_STRUCT_OFFSET (RsVessel, id));
  gint64 source_id = pick (fixture, s->sources, G_STRUCT_OFFSET (RsSource, id));
  gint64 incident_id = pick (fixture, s->incidents, G_STRUCT_OFFSET (RsIncident, id));

  switch (g_rand_int_range (fixture->rand, 0, 9))
    {
    case 0:
      {
        g_autoptr (RsVessel) vessel
          = vessel_id && g_rand_boolean (fixture->rand)
              ? rs_vessel_copy (rs_snapshot_get_vessel (s, vessel_id))
              : rs_vessel_new ();
        RsIdentity *identity = rs_identity_new ();

        set_text (&vessel->name, label);
        set_text (&identity->name, label);
        g_ptr_array_add (vessel->identities, identity);
        rs_edit_put_vessel (edit, vessel);
        break;
      }
    case 1:
      {
        g_autoptr (RsSource) source = rs_source_new ();

        source->id = g_rand_boolean (fixture->rand) ? source_id : 0;
        set_text (&source->title, label);
        rs_edit_put_source (edit, source);
        break;
      }
    case 2:
    case 3:
      {
        g_autoptr (RsIncident) incident
          = incident_id && g_rand_boolean (fixture->rand)
              ? rs_incident_copy (rs_snapshot_get_incident (s, incident_id))
              : rs_incident_new ();
        RsClaim *claim = rs_claim_new ();

        set_text (&incident->title, label);
        set_text (&claim->text, label);
        claim->source_id = source_id;
        g_ptr_array_insert (incident->claims, g_rand_int_range (fixture->rand, -1,
                                                                (gint) incident->claims->len),
                            claim);
        if (vessel_id)
          g_array_append_val (incident->vessel_ids, vessel_id);
        rs_edit_put_incident (edit, incident);
        break;
      }
    case 4:
      rs_edit_delete (edit, RS_RECORD_VESSEL, vessel_id);
      break;
    case 5:
      rs_edit_delete (edit, RS_RECORD_INCIDENT, incident_id);
      break;
    case 6:
      rs_edit_set (edit, "description", label);
      break;
    case 7:
      rs_edit_remove_import (edit, pick (fixture, s->imports, G_STRUCT_OFFSET (RsImport, id)));
      break;
    default:
      {
        g_autoptr (RsImport) import = rs_import_new ();
        RsFix fixes[3] = { { .t_ms = number }, { .t_ms = number + 5 }, { .t_ms = 2 } };

        set_text (&import->file_name, label);
        return rs_case_add_fixes (fixture->document, vessel_id, fixes, 3, import, error);
      }
    }
  return rs_case_apply (fixture->document, edit, error);
}

static void
assert_sound (RsCase *document)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (rs_case_verify (document, &findings, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (findings, i));
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
assert_state (RsCase *document, const char *expected)
{
  g_autofree char *state = describe (document);

  g_assert_cmpstr (state, ==, expected);
}

static gint64
count_steps (RsCase *document)
{
  g_autoptr (GPtrArray) history = rs_case_read_history (document, 1, NULL);

  return ((RsHistoryEntry *) g_ptr_array_index (history, 0))->seq;
}

static void
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rs_case_close (fixture->document, &error));
  g_clear_object (&fixture->document);
  fixture->document = rs_case_open (fixture->path, &error);
  g_assert_no_error (error);
}

static void
test_walk (Fixture *fixture, gconstpointer data)
{
  /* states[at] is now; those before are what undo leads to, those behind what redo leads to. */
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  guint at = 0, n_refused = 0;

  g_ptr_array_add (states, describe (fixture->document));
  for (guint i = 0; i < 150; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 before = count_steps (fixture->document);
      gint choice = g_rand_int_range (fixture->rand, 0, 10);

      if (choice < 2)
        {
          g_assert_cmpint (rs_case_undo (fixture->document, &error), ==, at > 0);
          at -= at > 0;
        }
      else if (choice < 4)
        {
          g_assert_cmpint (rs_case_redo (fixture->document, &error), ==, at + 1 < states->len);
          at += at + 1 < states->len;
        }
      else if (edit_randomly (fixture, i, &error))
        {
          if (count_steps (fixture->document) > before)
            {
              g_ptr_array_set_size (states, (gint) ++at);
              g_ptr_array_add (states, describe (fixture->document));
            }
        }
      else
        n_refused++;
      assert_state (fixture->document, g_ptr_array_index (states, at));
      if (i % 50 == 49)
        reopen (fixture);
    }
  g_test_message ("%u steps can be undone, %u edits were refused", at, n_refused);
  assert_sound (fixture->document);
  while (at > 0)
    {
      g_assert_true (rs_case_undo (fixture->document, NULL));
      assert_state (fixture->document, g_ptr_array_index (states, --at));
    }
  g_assert_false (rs_case_undo (fixture->document, NULL));
  assert_sound (fixture->document);
  reopen (fixture);
  while (at + 1 < states->len)
    {
      g_assert_true (rs_case_redo (fixture->document, NULL));
      assert_state (fixture->document, g_ptr_array_index (states, ++at));
    }
  assert_sound (fixture->document);
}

/* The n-th statement of a step fails as if the disk were full, for every n: each time the case is
 * as it was, and the step can be done after. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  guint n_failures = 0;

  for (guint i = 0; i < 20; i++)
    edit_randomly (fixture, i, NULL);
  for (guint step = 0; step < 12; step++)
    {
      g_autofree char *before = describe (fixture->document);
      gint64 seq = count_steps (fixture->document);
      gboolean done = FALSE;

      for (gint n = 1; !done && n < 400; n++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GRand) kept = g_rand_copy (fixture->rand);

          rs_database_fail_after (n);
          if (step % 4 == 3)
            done = rs_case_undo (fixture->document, &error);
          else
            done = edit_randomly (fixture, step, &error);
          rs_database_fail_after (0);
          if (done)
            break;
          if (!g_error_matches (error, RS_STORE_ERROR, RS_STORE_ERROR_FULL))
            {
              g_test_message ("refused: %s", error->message);
              break;
            }
          n_failures++;
          /* Once more the same, with the same random numbers. */
          g_rand_free (fixture->rand);
          fixture->rand = g_steal_pointer (&kept);
          assert_state (fixture->document, before);
          g_assert_cmpint (count_steps (fixture->document), ==, seq);
        }
      if (rs_case_get_read_only_reason (fixture->document))
        reopen (fixture);
    }
  g_test_message ("%u failures", n_failures);
  g_assert_cmpuint (n_failures, >, 20);
  reopen (fixture);
  assert_sound (fixture->document);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/history/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("walk", test_walk);
  ADD ("full-disk", test_full_disk);
  return g_test_run ();
}
