/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whoever changes a case by other means is found, and nobody else is accused. */
#include "case/case.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store/import-writer.h"
#include "store/sqlite.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

/* Two vessels with fixes of one import, rejected rows, an incident with an attachment; one edit was
 * undone, and one undone and done again. */
static void
make_case (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsCase) document = rs_case_create (path, "Coal", &error);
  g_autoptr (RsEdit) edit = rs_edit_new ("Add incident");
  g_autoptr (RsEdit) other = rs_edit_new ("Describe");
  g_autoptr (RsVessel) vessel = rs_vessel_new ();
  g_autoptr (RsIncident) incident = rs_incident_new ();
  g_autoptr (RsImport) import = rs_import_new ();
  g_autoptr (GBytes) content = g_bytes_new_static ("evidence", 8);
  RsAttachment *attachment = rs_attachment_new ();
  RsClaim *claim = rs_claim_new ();
  gint64 ref = -1;
  RsFix fixes[5000] = { 0 };

  g_assert_no_error (error);
  set_text (&vessel->name, "Tanker 1");
  set_text (&incident->title, "Loading");
  g_array_append_val (incident->vessel_ids, ref);
  g_ptr_array_add (incident->ports, g_strdup ("RUVYP"));
  set_text (&claim->speaker, "RUSI");
  g_ptr_array_add (incident->claims, claim);
  attachment->content = g_bytes_ref (content);
  set_text (&attachment->name, "photo");
  g_ptr_array_add (incident->attachments, attachment);
  rs_edit_put_vessel (edit, vessel);
  rs_edit_put_incident (edit, incident);
  g_assert_true (rs_case_apply (document, edit, &error));
  for (guint i = 0; i < G_N_ELEMENTS (fixes); i++)
    fixes[i] = (RsFix){ .t_ms = i * 60000, .lat_e7 = 427000000, .lon_e7 = 1330000000 - (gint) i };
  set_text (&import->file_name, "track");
  import->provenance = RS_RECONSTRUCTED;
  g_assert_true (rs_case_add_fixes (document, rs_edit_get_id (edit, 0), fixes,
                                    G_N_ELEMENTS (fixes), import, &error));
  for (guint i = 0; i < 10; i++)
    fixes[i].t_ms = RS_TIME_NONE;
  g_assert_true (rs_case_add_fixes (document, rs_edit_get_id (edit, 0), fixes, 10, import, &error));
  rs_edit_set (other, "description", "About coal");
  g_assert_true (rs_case_apply (document, other, &error));
  g_assert_true (rs_case_undo (document, &error));
  g_assert_true (rs_case_undo (document, &error));
  g_assert_true (rs_case_redo (document, &error));
  g_assert_true (rs_case_close (document, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("roadstead-verify-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "a.roadstead", NULL);
  make_case (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static GPtrArray *
verify (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsCase) document = rs_case_open (fixture->path, &error);
  GPtrArray *findings;

  g_assert_no_error (error);
  g_assert_true (rs_case_verify (document, &findings, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (findings, i));
  return findings;
}

static void
tamper (Fixture *fixture, const char *sql)
{
  sqlite3 *db;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
test_sound (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = verify (fixture);

  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_tampered (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *finding; /* part of the one finding */
  } rows[] = {
    { "UPDATE vessel SET name = 'Other'", "vessel 1 was changed" },
    { "UPDATE claim SET speaker = 'Nobody'", "claim 1 was changed" },
    { "UPDATE incident SET lat_e7 = 1, lon_e7 = NULL", "incident 1 was changed" },
    { "DELETE FROM incident_port", "incident_port 1/0 is missing" },
    { "INSERT INTO incident_port VALUES (1, 1, 'KPRJN')", "incident_port 1/1 was added" },
    { "UPDATE counter SET last = 7", "counter incident was changed" },
    { "UPDATE import SET file_name = 'x'", "import 1 was changed" },
    { "UPDATE history SET author = 'x' WHERE seq = 2", "entry 2 (“Add incident”) was changed" },
    { "UPDATE history SET t_ms = t_ms + 1 WHERE seq = 7", "entry 7" },
    { "UPDATE history SET target = 2 WHERE seq = 6", "entry 6" },
    { "UPDATE attachment_content SET content = x'00'", "attachment was changed" },
    { "DELETE FROM attachment_content", "“photo” is missing" },
    { "UPDATE fix_block SET vessel_id = 2 WHERE id = 1", "fixes were changed" },
    { "UPDATE undated_block SET vessel_id = 2 WHERE id = 1", "fixes were changed" },
    { "DELETE FROM undated_block", "it has 0 fixes, and had 10" },
    { "INSERT INTO undated_block (import_id, vessel_id, n, content) VALUES (99, 1, 1, x'00')",
      "belong to no import" },
    { "UPDATE fix_area SET from_s = from_s - 1 WHERE id = 2", "area index" },
    { "INSERT INTO reject (import_id, line, reason, text) VALUES (1, 1, 'a', 'b')",
      "rejected rows were changed" },
    { "INSERT INTO fix_block (import_id, vessel_id, n, from_ms, to_ms, content)"
      " VALUES (99, 1, 1, 0, 0, x'00')", "belong to no import" },
    { "CREATE TRIGGER spy AFTER INSERT ON note BEGIN DELETE FROM claim; END",
      "the trigger spy was added" },
    { "CREATE TABLE aside (x)", "the table aside was added" },
    { "DROP INDEX claim_incident", "the index claim_incident is missing" },
  };
  g_autofree char *original = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (fixture->path, &original, &size, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) findings = NULL;
      gboolean named = FALSE;

      g_test_message ("%s", rows[i].sql);
      g_assert_true (g_file_set_contents (fixture->path, original, (gssize) size, NULL));
      tamper (fixture, rows[i].sql);
      findings = verify (fixture);
      g_assert_cmpuint (findings->len, >=, 1);
      g_assert_cmpuint (findings->len, <=, 2);
      for (guint k = 0; k < findings->len; k++)
        named = named || strstr (g_ptr_array_index (findings, k), rows[i].finding);
      g_assert_true (named);
    }
}

/* More than one trace each. */
static void
test_removed_entries (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;

  tamper (fixture, "DELETE FROM history WHERE seq = 4");
  findings = verify (fixture);
  g_assert_cmpuint (findings->len, >=, 2);
  g_clear_pointer (&findings, g_ptr_array_unref);
  tamper (fixture, "DELETE FROM history");
  findings = verify (fixture);
  g_assert_cmpuint (findings->len, >=, 1);
}

static void
test_changed_fixes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;

  tamper (fixture, "DELETE FROM fix_block WHERE id = 2");
  findings = verify (fixture);
  /* The hash, the number. */
  g_assert_cmpuint (findings->len, ==, 2);
}

/* A block that cannot be read: the case opens all the same, read-only, and says what is left. */
static void
test_damaged_block (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSnapshot) snapshot = NULL;
  g_autoptr (RsEdit) edit = rs_edit_new ("x");

  tamper (fixture, "UPDATE fix_block SET content = x'1234' WHERE id = 2");
  document = rs_case_open (fixture->path, &error);
  g_assert_no_error (error);
  g_test_message ("%s", rs_case_get_read_only_reason (document));
  g_assert_nonnull (strstr (rs_case_get_read_only_reason (document), "damaged"));
  g_assert_nonnull (strstr (rs_case_get_read_only_reason (document), "4096 fixes"));
  snapshot = rs_case_ref_snapshot (document);
  g_assert_cmpuint (snapshot->n_fixes, ==, 4096);
  g_assert_cmpuint (snapshot->incidents->len, ==, 1);
  rs_edit_set (edit, "title", "y");
  g_assert_false (rs_case_apply (document, edit, &error));
  g_assert_error (error, RS_CASE_ERROR, RS_CASE_ERROR_READ_ONLY);
}

/* An undo that meets records which are not as the history left them changes nothing. */
static void
test_undo_over_tampering (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSnapshot) snapshot = NULL;

  tamper (fixture, "DELETE FROM import");
  document = rs_case_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_false (rs_case_undo (document, &error));
  g_test_message ("%s", error->message);
  snapshot = rs_case_ref_snapshot (document);
  g_assert_nonnull (snapshot->undo_label);
  g_assert_cmpuint (snapshot->vessels->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/verify/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("sound", test_sound);
  ADD ("tampered", test_tampered);
  ADD ("removed-entries", test_removed_entries);
  ADD ("changed-fixes", test_changed_fixes);
  ADD ("damaged-block", test_damaged_block);
  ADD ("undo-over-tampering", test_undo_over_tampering);
  return g_test_run ();
}
