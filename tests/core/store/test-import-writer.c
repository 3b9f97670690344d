/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/import-writer.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store/fix-block.h"
#include "store/fix-pages.h"
#include "store/records-read.h"
#include "store/snapshot-loader.h"

typedef struct
{
  char *folder;
  char *path;
  RsStore *store;
  RsSnapshotLoader *loader;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("roadstead-import-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "a.roadstead", NULL);
  fixture->store = rs_store_create (fixture->path, "A", &error);
  g_assert_no_error (error);
  fixture->loader = rs_snapshot_loader_new (fixture->store);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  rs_snapshot_loader_free (fixture->loader);
  rs_store_free (fixture->store);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* What cancelled imports left is deleted by the time the case is closed. */
static void
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  rs_snapshot_loader_free (fixture->loader);
  rs_store_close (fixture->store, &error);
  g_assert_no_error (error);
  rs_store_free (fixture->store);
  fixture->store = rs_store_open (fixture->path, &error);
  g_assert_no_error (error);
  fixture->loader = rs_snapshot_loader_new (fixture->store);
}

static RsSnapshot *
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  RsSnapshot *snapshot = rs_snapshot_loader_load (fixture->loader, 1, &error);

  g_assert_no_error (error);
  return snapshot;
}

static RsFix
fix_at (guint i)
{
  RsFix fix = {
    .t_ms = (gint64) i * 10000,
    .lat_e7 = 427000000 + (gint32) i * 100,
    .lon_e7 = 1330000000 - (gint32) i * 90,
    .line = i + 1,
    .sog_dkn = (guint16) (i % 200),
    .cog_ddeg = RS_COG_NONE,
    .heading_deg = RS_HEADING_NONE,
    .nav_status = RS_NAV_STATUS_NONE,
  };

  return fix;
}

static void
begin (RsImportWriter *writer, const char *name, const char *sha256)
{
  g_autoptr (RsImport) import = rs_import_new ();
  g_autoptr (GError) error = NULL;

  g_free (import->file_name);
  import->file_name = g_strdup (name);
  g_free (import->sha256);
  import->sha256 = g_strdup (sha256);
  rs_import_writer_begin_file (writer, import, &error);
  g_assert_no_error (error);
}

static void
add_fixes (RsImportWriter *writer, guint32 mmsi, guint from, guint to)
{
  g_autoptr (GError) error = NULL;
  RsImportVessel vessel;

  rs_import_writer_get_vessel_by_mmsi (writer, mmsi, &vessel, &error);
  g_assert_no_error (error);
  for (guint i = from; i < to; i++)
    {
      RsFix fix = fix_at (i);

      rs_import_writer_add_fixes (writer, vessel, &fix, 1, &error);
      g_assert_no_error (error);
    }
}

static void
add_name (RsImportWriter *writer, guint32 mmsi, const char *name, gint64 t_ms)
{
  g_autoptr (RsIdentity) report = rs_identity_new ();
  g_autoptr (GError) error = NULL;
  RsImportVessel vessel;

  g_free (report->name);
  report->name = g_strdup (name);
  rs_import_writer_get_vessel_by_mmsi (writer, mmsi, &vessel, &error);
  rs_import_writer_add_static (writer, vessel, report, t_ms, &error);
  g_assert_no_error (error);
}

static void
end_and_finish (RsImportWriter *writer, RsImportSummary *summary)
{
  g_autoptr (GError) error = NULL;

  rs_import_writer_end_file (writer, 100, summary, &error);
  g_assert_no_error (error);
  rs_import_writer_finish (writer, "Import a file", &error);
  g_assert_no_error (error);
}

static const RsVessel *
find_mmsi (const RsSnapshot *snapshot, guint32 mmsi)
{
  for (guint i = 0; i < snapshot->vessels->len; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, i);

      if (vessel->mmsi == mmsi)
        return vessel;
    }
  return NULL;
}

static void
test_import_undo_redo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsImportWriter) writer = rs_import_writer_new (fixture->store);
  g_autoptr (RsSnapshot) snapshot = NULL;
  g_autoptr (RsSnapshot) undone = NULL;
  g_autoptr (RsSnapshot) redone = NULL;
  g_autoptr (GError) error = NULL;
  const RsImport *import;
  const RsTrack *track;
  RsImportSummary summary;

  begin (writer, "a.nmea", "aa");
  add_fixes (writer, 273000001, 5000, 10000);
  add_fixes (writer, 273000001, 0, 5000);
  add_fixes (writer, 273000002, 0, 3);
  add_name (writer, 273000001, "RITSA", 4000);
  rs_import_writer_add_reject (writer, 17, "checksum", "!AIVDM\xff", -1, &error);
  g_assert_no_error (error);
  snapshot = load (fixture);
  g_assert_cmpuint (snapshot->n_fixes + snapshot->vessels->len, ==, 0);
  g_clear_pointer (&snapshot, rs_snapshot_unref);
  end_and_finish (writer, &summary);
  g_assert_cmpuint (summary.n_vessels, ==, 2);
  g_assert_cmpuint (summary.n_new_vessels, ==, 2);

  snapshot = load (fixture);
  g_assert_cmpuint (snapshot->n_fixes, ==, 10003);
  g_assert_cmpuint (snapshot->vessels->len, ==, 2);
  g_assert_cmpstr (find_mmsi (snapshot, 273000001)->name, ==, "RITSA");
  g_assert_false (find_mmsi (snapshot, 273000001)->unnamed);
  g_assert_cmpstr (find_mmsi (snapshot, 273000002)->name, ==, "MMSI 273000002");
  g_assert_true (find_mmsi (snapshot, 273000002)->unnamed);
  import = g_ptr_array_index (snapshot->imports, 0);
  g_assert_cmpint (import->n_fixes, ==, 10003);
  g_assert_cmpint (import->n_rejected, ==, 1);
  g_assert_cmpint (import->n_read, ==, 100);
  g_assert_cmpint (import->from_ms, ==, 0);
  g_assert_cmpint (import->to_ms, ==, 99990000);
  track = rs_snapshot_get_track (snapshot, find_mmsi (snapshot, 273000001)->id);
  g_assert_cmpuint (track->n, ==, 10000);
  for (guint i = 0; i < track->n; i++)
    {
      RsFix expected = fix_at (i);

      g_assert_cmpmem (&track->fixes[i], sizeof expected, &expected, sizeof expected);
    }
  g_assert_cmpstr (snapshot->undo_label, ==, "Import a file");

  g_assert_true (rs_store_undo (fixture->store, &error));
  undone = load (fixture);
  g_assert_cmpuint (undone->n_fixes + undone->vessels->len + undone->imports->len, ==, 0);
  g_assert_true (rs_store_redo (fixture->store, &error));
  redone = load (fixture);
  g_assert_cmpuint (redone->n_fixes, ==, 10003);
}

static GPtrArray *
read_rejects (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsDatabase) reader = rs_database_open (fixture->path, RS_DATABASE_READ_ONLY, &error);
  GPtrArray *rejects;

  g_assert_no_error (error);
  rejects = rs_records_read_rejects (reader, 0, NULL, NULL, 1000, &error);
  g_assert_no_error (error);
  return rejects;
}

static gint64
count_rows (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsDatabase) reader = rs_database_open (fixture->path, RS_DATABASE_READ_ONLY, &error);
  gint64 n = 0;

  g_assert_true (rs_database_query_int (reader, sql, &n, &error));
  g_assert_no_error (error);
  return n;
}

static void
test_rejects (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsImportWriter) writer = rs_import_writer_new (fixture->store);
  g_autofree char *longer = g_strnfill (5000, 'x');
  g_autofree char *broken = g_strnfill (5000, '\xfe');
  g_autoptr (GPtrArray) rejects = NULL;
  const RsReject *reject;

  begin (writer, "a", "aa");
  rs_import_writer_add_reject (writer, 2, "bad", broken, -1, NULL);
  rs_import_writer_add_reject (writer, 3, "bad", "abcdef", 3, NULL);
  rs_import_writer_add_reject (writer, 1, "bad", longer, -1, NULL);
  end_and_finish (writer, NULL);
  rejects = read_rejects (fixture);
  g_assert_cmpuint (rejects->len, ==, 3);
  reject = g_ptr_array_index (rejects, 0);
  g_assert_cmpuint (reject->line, ==, 1);
  g_assert_cmpuint (strlen (reject->text), ==, 4096);
  reject = g_ptr_array_index (rejects, 1);
  g_assert_true (g_utf8_validate (reject->text, -1, NULL));
  g_assert_cmpuint (strlen (reject->text), <=, 4096);
  reject = g_ptr_array_index (rejects, 2);
  g_assert_cmpstr (reject->text, ==, "abc");
}

static void
add_undated (RsImportWriter *writer, guint32 mmsi, guint from, guint to)
{
  g_autoptr (GError) error = NULL;
  RsImportVessel vessel;

  rs_import_writer_get_vessel_by_mmsi (writer, mmsi, &vessel, &error);
  for (guint i = from; i < to; i++)
    {
      RsFix fix = fix_at (i);

      fix.t_ms = RS_TIME_NONE;
      fix.flags = 3 << RS_FIX_COPIES_SHIFT;
      rs_import_writer_add_fixes (writer, vessel, &fix, 1, &error);
      g_assert_no_error (error);
    }
}

static void
check_nothing_left (Fixture *fixture)
{
  static const char *const tables[]
      = { "fix_block", "fix_area", "reject", "undated_block", "import_data", "import" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strconcat ("SELECT count (*) FROM ", tables[i], NULL);

      g_test_message ("%s", tables[i]);
      g_assert_cmpint (count_rows (fixture, sql), ==, 0);
    }
  g_assert_cmpint (count_rows (fixture, "SELECT count (*) FROM history"), ==, 1);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  RsImportWriter *writer = rs_import_writer_new (fixture->store);
  g_autoptr (RsSnapshot) snapshot = NULL;

  begin (writer, "a", "aa");
  add_fixes (writer, 1, 0, 9000);
  rs_import_writer_add_reject (writer, 1, "x", "y", -1, NULL);
  rs_import_writer_end_file (writer, 1, NULL, NULL);
  begin (writer, "b", "bb");
  add_fixes (writer, 2, 0, 5000);
  g_assert_cmpint (count_rows (fixture, "SELECT count (*) FROM fix_block"), >, 0);
  rs_import_writer_free (writer);
  snapshot = load (fixture);
  g_assert_cmpuint (snapshot->n_fixes, ==, 0);
  g_assert_cmpuint (snapshot->imports->len, ==, 0);
  reopen (fixture);
  check_nothing_left (fixture);
}

/* More than one slice of each kind of rows, while the next import is written. */
static void
test_cancel_much (Fixture *fixture, gconstpointer data)
{
  RsImportWriter *writer = rs_import_writer_new (fixture->store);
  g_autoptr (RsSnapshot) snapshot = NULL;

  begin (writer, "a", "aa");
  for (guint32 mmsi = 1; mmsi <= 100; mmsi++)
    {
      add_fixes (writer, mmsi, 0, 20);
      add_undated (writer, mmsi, 0, 20);
    }
  for (guint i = 0; i < 2500; i++)
    g_assert_true (rs_import_writer_add_reject (writer, i, "bad", "row", -1, NULL));
  g_assert_true (rs_import_writer_end_file (writer, 1, NULL, NULL));
  g_assert_cmpint (count_rows (fixture, "SELECT count (*) FROM fix_block"), ==, 100);
  rs_import_writer_free (writer);
  writer = rs_import_writer_new (fixture->store);
  begin (writer, "a", "aa");
  add_fixes (writer, 7, 0, 20);
  end_and_finish (writer, NULL);
  rs_import_writer_free (writer);
  reopen (fixture);
  snapshot = load (fixture);
  g_assert_cmpuint (snapshot->n_fixes, ==, 20);
  g_assert_cmpint (count_rows (fixture, "SELECT count (*) FROM fix_block"), ==, 1);
  g_assert_cmpint (count_rows (fixture, "SELECT count (*) FROM fix_area"), ==, 1);
  g_assert_cmpint (count_rows (fixture, "SELECT count (*) FROM undated_block"), ==, 0);
  g_assert_cmpint (count_rows (fixture, "SELECT count (*) FROM reject"), ==, 0);
  g_assert_cmpint (count_rows (fixture, "SELECT count (*) FROM import_data"), ==, 1);
}

/* A cancel is seen by whatever call waits or works, the last one too. */
static void
test_cancellable (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      RsImportWriter *writer = rs_import_writer_new (fixture->store);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;

      rs_import_writer_set_cancellable (writer, cancellable);
      begin (writer, "a", "aa");
      add_fixes (writer, 1, 0, 9000);
      if (i == 1)
        g_assert_true (rs_import_writer_end_file (writer, 1, NULL, NULL));
      g_cancellable_cancel (cancellable);
      if (i == 0)
        g_assert_false (rs_import_writer_end_file (writer, 1, NULL, &error));
      else
        g_assert_false (rs_import_writer_finish (writer, "Import", &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      rs_import_writer_free (writer);
      reopen (fixture);
      check_nothing_left (fixture);
    }
}

/* The blocks of a vessel hold fix_at () of 0 to @n - 1, in order. */
static void
check_blocks (Fixture *fixture, gint64 vessel_id, guint n)
{
  g_autoptr (RsDatabase) reader = rs_database_open (fixture->path, RS_DATABASE_READ_ONLY, NULL);
  g_autofree RsFix *fixes = g_new (RsFix, RS_FIX_BLOCK_MAX);
  sqlite3_stmt *s;
  guint at = 0;

  g_assert_cmpint (sqlite3_prepare_v2 (rs_database_get_handle (reader),
                                       "SELECT n, content FROM fix_block WHERE vessel_id = ?"
                                       " ORDER BY from_ms",
                                       -1, &s, NULL),
                   ==, SQLITE_OK);
  sqlite3_bind_int64 (s, 1, vessel_id);
  while (sqlite3_step (s) == SQLITE_ROW)
    {
      guint n_block = (guint) sqlite3_column_int (s, 0);

      g_assert_true (rs_fix_block_unpack (sqlite3_column_blob (s, 1),
                                          (gsize) sqlite3_column_bytes (s, 1), n_block, fixes, NULL));
      for (guint i = 0; i < n_block; i++, at++)
        {
          g_assert_cmpint (fixes[i].t_ms, ==, fix_at (at).t_ms);
          g_assert_cmpint (fixes[i].lat_e7, ==, fix_at (at).lat_e7);
          g_assert_cmpuint (fixes[i].line, ==, fix_at (at).line);
        }
    }
  sqlite3_finalize (s);
  g_assert_cmpuint (at, ==, n);
}

static void
judge_nothing (RsImportVessel vessel, RsFix *fixes, guint n, guint n_ahead, gpointer user_data)
{
}

/* With little memory blocks are written before they are full, and no fix is lost or changed. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsImportWriter) writer = NULL;
  g_autoptr (RsSnapshot) snapshot = NULL;
  const guint n[] = { 7000, 90, 3000 };

  rs_fix_pages_set_max (64);
  writer = rs_import_writer_new (fixture->store);
  rs_import_writer_set_judge (writer, judge_nothing, NULL);
  begin (writer, "a", "aa");
  for (guint i = 0; i < n[0]; i += 10)
    for (guint32 mmsi = 0; mmsi < G_N_ELEMENTS (n); mmsi++)
      if (i < n[mmsi])
        add_fixes (writer, mmsi + 1, i, i + 10);
  end_and_finish (writer, NULL);
  rs_fix_pages_set_max (0);
  snapshot = load (fixture);
  g_assert_cmpuint (snapshot->n_fixes, ==, n[0] + n[1] + n[2]);
  for (guint v = 0; v < snapshot->vessels->len; v++)
    {
      const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, v);

      g_assert_cmpuint (vessel->mmsi, <=, G_N_ELEMENTS (n));
      check_blocks (fixture, vessel->id, n[vessel->mmsi - 1]);
    }
}

/* A crash is a writer that neither finishes nor frees: here its store is closed under it. */
static void
test_crash (Fixture *fixture, gconstpointer data)
{
  RsImportWriter *writer = rs_import_writer_new (fixture->store);

  begin (writer, "a", "aa");
  add_fixes (writer, 1, 0, 9000);
  g_assert_true (rs_import_writer_end_file (writer, 1, NULL, NULL));
  g_assert_true (rs_store_close (fixture->store, NULL));
  rs_import_writer_free (writer);
  g_assert_cmpint (count_rows (fixture, "SELECT count (*) FROM fix_block"), >, 0);
  /* What is not deleted meanwhile is so at the next closing. */
  reopen (fixture);
  reopen (fixture);
  check_nothing_left (fixture);
}

static void
test_drop_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsImportWriter) writer = rs_import_writer_new (fixture->store);
  g_autoptr (RsSnapshot) snapshot = NULL;
  RsImportSummary summary;

  begin (writer, "a", "aa");
  add_fixes (writer, 1, 0, 100);
  add_name (writer, 1, "KEPT", 0);
  rs_import_writer_end_file (writer, 1, NULL, NULL);
  begin (writer, "b", "bb");
  add_fixes (writer, 1, 100, 200);
  add_fixes (writer, 2, 0, 5000);
  add_name (writer, 1, "DROPPED", 0);
  rs_import_writer_drop_file (writer);
  begin (writer, "c", "cc");
  add_fixes (writer, 3, 0, 10);
  end_and_finish (writer, &summary);
  g_assert_cmpuint (summary.n_new_vessels, ==, 1);
  snapshot = load (fixture);
  g_assert_cmpuint (snapshot->n_fixes, ==, 110);
  g_assert_cmpuint (snapshot->vessels->len, ==, 2);
  g_assert_cmpuint (snapshot->imports->len, ==, 2);
  g_assert_cmpstr (find_mmsi (snapshot, 1)->name, ==, "KEPT");
  g_assert_null (find_mmsi (snapshot, 2));
  /* Both files are one step. */
  g_assert_true (rs_store_undo (fixture->store, NULL));
  g_clear_pointer (&snapshot, rs_snapshot_unref);
  snapshot = load (fixture);
  g_assert_cmpuint (snapshot->imports->len, ==, 0);
}

static void
test_duplicates (Fixture *fixture, gconstpointer data)
{
  RsImportWriter *writer = rs_import_writer_new (fixture->store);
  g_autoptr (RsImport) import = rs_import_new ();
  g_autoptr (GError) error = NULL;

  begin (writer, "a", "aa");
  rs_import_writer_end_file (writer, 1, NULL, NULL);
  import->sha256[0] = '\0';
  g_free (import->sha256);
  import->sha256 = g_strdup ("aa");
  g_assert_false (rs_import_writer_begin_file (writer, import, &error));
  g_assert_error (error, RS_STORE_ERROR, RS_STORE_ERROR_DUPLICATE);
  g_clear_error (&error);
  g_assert_true (rs_import_writer_finish (writer, "Import", &error));
  rs_import_writer_free (writer);

  writer = rs_import_writer_new (fixture->store);
  g_assert_false (rs_import_writer_begin_file (writer, import, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, RS_STORE_ERROR, RS_STORE_ERROR_DUPLICATE);
  g_clear_error (&error);
  rs_import_writer_free (writer);

  g_assert_true (rs_store_undo (fixture->store, NULL));
  writer = rs_import_writer_new (fixture->store);
  g_assert_true (rs_import_writer_begin_file (writer, import, &error));
  rs_import_writer_free (writer);
}

/* The second file: the same vessel, a new one, a new name for the first. */
static void
test_second_import (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsSnapshot) first = NULL;
  g_autoptr (RsSnapshot) second = NULL;
  RsImportWriter *writer = rs_import_writer_new (fixture->store);
  RsImportSummary summary;
  const RsVessel *vessel;
  gint64 id;

  begin (writer, "a", "aa");
  add_fixes (writer, 1, 0, 10);
  add_fixes (writer, 2, 0, 10);
  add_name (writer, 1, "FIRST", 1000);
  end_and_finish (writer, NULL);
  rs_import_writer_free (writer);
  first = load (fixture);
  id = find_mmsi (first, 1)->id;

  writer = rs_import_writer_new (fixture->store);
  begin (writer, "b", "bb");
  add_fixes (writer, 1, 5, 15);
  add_fixes (writer, 3, 0, 1);
  add_name (writer, 1, "SECOND", 90000);
  add_name (writer, 1, "", 95000);
  add_name (writer, 1, "SECOND", 99000);
  end_and_finish (writer, &summary);
  rs_import_writer_free (writer);
  g_assert_cmpuint (summary.n_vessels, ==, 2);
  g_assert_cmpuint (summary.n_new_vessels, ==, 1);
  second = load (fixture);
  vessel = find_mmsi (second, 1);
  g_assert_cmpint (vessel->id, ==, id);
  g_assert_cmpstr (vessel->name, ==, "SECOND");
  g_assert_cmpuint (vessel->identities->len, ==, 2);
  g_assert_cmpint (((RsIdentity *) g_ptr_array_index (vessel->identities, 1))->from_ms, ==, 90000);
  g_assert_cmpint (((RsIdentity *) g_ptr_array_index (vessel->identities, 1))->to_ms, ==, 99000);
  g_assert_cmpuint (rs_snapshot_get_track (second, id)->n, ==, 20);
  g_assert_cmpuint (rs_snapshot_get_track (second, id)->fixes[19].import, ==, 1);
  /* Vessel 2 has nothing new: its track is the one of before. */
  g_assert_true (rs_snapshot_get_track (first, find_mmsi (first, 2)->id)
                 == rs_snapshot_get_track (second, find_mmsi (second, 2)->id));
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsImportWriter) writer = rs_import_writer_new (fixture->store);
  g_autoptr (RsSnapshot) snapshot = NULL;
  RsImportVessel a, b, c, again;
  RsFix fix = fix_at (1);

  begin (writer, "a.gpx", "aa");
  rs_import_writer_get_vessel_by_name (writer, "Yacht", "Track 1", &a, NULL);
  rs_import_writer_get_vessel_by_name (writer, "", "Track 2", &b, NULL);
  rs_import_writer_get_vessel_by_name (writer, "", "Yacht", &c, NULL);
  rs_import_writer_get_vessel_by_name (writer, "Yacht", "Track 4", &again, NULL);
  g_assert_cmpuint (a, ==, again);
  g_assert_cmpuint (a, !=, c);
  rs_import_writer_add_fixes (writer, a, &fix, 1, NULL);
  rs_import_writer_add_fixes (writer, b, &fix, 1, NULL);
  rs_import_writer_end_file (writer, 1, NULL, NULL);
  begin (writer, "b.gpx", "bb");
  rs_import_writer_get_vessel_by_name (writer, "Yacht", "Track 1", &again, NULL);
  g_assert_cmpuint (a, !=, again);
  rs_import_writer_add_fixes (writer, again, &fix, 1, NULL);
  end_and_finish (writer, NULL);
  snapshot = load (fixture);
  g_assert_cmpuint (snapshot->vessels->len, ==, 3);
  g_assert_cmpstr (((RsVessel *) g_ptr_array_index (snapshot->vessels, 0))->name, ==, "Yacht");
  g_assert_cmpstr (((RsVessel *) g_ptr_array_index (snapshot->vessels, 2))->name, ==, "Track 2");
  g_assert_true (((RsVessel *) g_ptr_array_index (snapshot->vessels, 2))->unnamed);
}

static void
test_invalid (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsImportWriter) writer = rs_import_writer_new (fixture->store);
  g_autoptr (GError) error = NULL;
  RsImportVessel vessel;
  RsFix fix = fix_at (1);

  begin (writer, "a", "aa");
  g_assert_false (rs_import_writer_get_vessel_by_mmsi (writer, 0, &vessel, &error));
  g_assert_error (error, RS_STORE_ERROR, RS_STORE_ERROR_INVALID);
  g_clear_error (&error);
  rs_import_writer_get_vessel_by_mmsi (writer, 5, &vessel, NULL);
  fix.lat_e7 = RS_LAT_E7_MAX + 1;
  g_assert_false (rs_import_writer_add_fixes (writer, vessel, &fix, 1, &error));
  g_assert_error (error, RS_STORE_ERROR, RS_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (rs_import_writer_get_vessel_by_id (writer, 99, &vessel, &error));
  g_assert_error (error, RS_STORE_ERROR, RS_STORE_ERROR_NOT_FOUND);
}

static void
check_undated (const RsSnapshot *snapshot, guint32 mmsi, guint n)
{
  const RsUndated *undated = rs_snapshot_get_undated (snapshot, find_mmsi (snapshot, mmsi)->id);

  g_assert_cmpuint (undated->n, ==, n);
  for (guint i = 0; i < n; i++)
    {
      RsFix fix = fix_at (i);

      g_assert_cmpint (undated->fixes[i].t_ms, ==, RS_TIME_NONE);
      g_assert_cmpint (undated->fixes[i].lat_e7, ==, fix.lat_e7);
      g_assert_cmpint (undated->fixes[i].lon_e7, ==, fix.lon_e7);
      g_assert_cmpuint (undated->fixes[i].line, ==, i + 1);
      g_assert_cmpuint (undated->fixes[i].flags, ==, 3 << RS_FIX_COPIES_SHIFT);
    }
}

/* Fixes without a time stay in the order of the file, beside those with one, through undo and redo. */
static void
test_undated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsImportWriter) writer = rs_import_writer_new (fixture->store);
  g_autoptr (RsSnapshot) snapshot = NULL, undone = NULL, redone = NULL;
  RsImportSummary summary;
  const RsImport *import;

  begin (writer, "a", "aa");
  add_undated (writer, 1, 0, 5000);
  add_fixes (writer, 1, 0, 100);
  add_undated (writer, 2, 0, 3);
  add_undated (writer, 1, 5000, 9000);
  end_and_finish (writer, &summary);
  g_assert_cmpuint (summary.n_undated, ==, 9003);
  g_assert_cmpuint (summary.n_vessels, ==, 2);
  snapshot = load (fixture);
  g_assert_cmpuint (snapshot->n_fixes, ==, 100);
  g_assert_cmpuint (snapshot->n_undated, ==, 9003);
  import = g_ptr_array_index (snapshot->imports, 0);
  g_assert_cmpint (import->n_fixes, ==, 9103);
  g_assert_cmpint (import->to_ms, ==, 99 * 10000);
  check_undated (snapshot, 1, 9000);
  check_undated (snapshot, 2, 3);
  g_assert_true (rs_store_undo (fixture->store, NULL));
  undone = load (fixture);
  g_assert_cmpuint (undone->n_undated, ==, 0);
  g_assert_true (rs_store_redo (fixture->store, NULL));
  redone = load (fixture);
  check_undated (redone, 1, 9000);
}

/* Nothing stays of an import that was cancelled, or of a file that was dropped. */
static void
test_undated_dropped (Fixture *fixture, gconstpointer data)
{
  RsImportWriter *writer = rs_import_writer_new (fixture->store);
  g_autoptr (RsSnapshot) snapshot = NULL;
  RsImportSummary summary;

  begin (writer, "a", "aa");
  add_undated (writer, 1, 0, 5000);
  g_assert_true (rs_import_writer_end_file (writer, 1, NULL, NULL));
  g_assert_cmpint (count_rows (fixture, "SELECT count (*) FROM undated_block"), ==, 2);
  rs_import_writer_free (writer);
  reopen (fixture);
  check_nothing_left (fixture);

  writer = rs_import_writer_new (fixture->store);
  begin (writer, "a", "aa");
  add_undated (writer, 1, 0, 5000);
  rs_import_writer_drop_file (writer);
  begin (writer, "b", "bb");
  add_undated (writer, 1, 0, 2);
  end_and_finish (writer, &summary);
  rs_import_writer_free (writer);
  g_assert_cmpuint (summary.n_undated, ==, 2);
  snapshot = load (fixture);
  check_undated (snapshot, 1, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/import-writer/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("import-undo-redo", test_import_undo_redo);
  ADD ("rejects", test_rejects);
  ADD ("cancel", test_cancel);
  ADD ("cancel-much", test_cancel_much);
  ADD ("cancellable", test_cancellable);
  ADD ("pages", test_pages);
  ADD ("crash", test_crash);
  ADD ("drop-file", test_drop_file);
  ADD ("duplicates", test_duplicates);
  ADD ("second-import", test_second_import);
  ADD ("names", test_names);
  ADD ("invalid", test_invalid);
  ADD ("undated", test_undated);
  ADD ("undated-dropped", test_undated_dropped);
  return g_test_run ();
}
