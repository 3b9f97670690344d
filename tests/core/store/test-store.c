/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/records-write.h"
#include "store/schema.h"
#include "store/snapshot-loader.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsStore) store = NULL;

  fixture->folder = g_dir_make_tmp ("roadstead-store-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "a #1?.roadstead", NULL);
  store = rs_store_create (fixture->path, "A", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

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
tamper (const char *path, const char *sql)
{
  sqlite3 *db;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static gboolean
set_title (RsDatabase *database, gpointer user_data, GError **error)
{
  return rs_records_set (database, "title", user_data, error);
}

static void
edit_title (RsStore *store, const char *title)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rs_store_edit (store, "edit", "Title", set_title, (gpointer) title, &error));
  g_assert_no_error (error);
}

/* @user_data: not NULL: takes away again what was put. */
static gboolean
put_and_drop_rows (RsDatabase *database, gpointer user_data, GError **error)
{
  return rs_database_run (database,
                          user_data ? "DELETE FROM setting WHERE key LIKE 'filler %'"
                                    : "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                                      "FROM n WHERE i < 2000) INSERT INTO setting (key, value) "
                                      "SELECT 'filler ' || i, hex (zeroblob (1000)) FROM n",
                          error);
}

static goffset
get_size (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_size;
}

static char *
read_title (RsStore *store)
{
  g_autoptr (RsSnapshotLoader) loader = rs_snapshot_loader_new (store);
  g_autoptr (GError) error = NULL;
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_loader_load (loader, 1, &error);

  g_assert_no_error (error);
  return g_strdup (snapshot->title);
}

static void
test_pragmas (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsDatabase) database
    = rs_database_open (fixture->path, RS_DATABASE_READ_WRITE, &error);
  static const struct
  {
    const char *sql;
    gint64 value;
  } rows[] = {
    { "PRAGMA application_id", 0x52535444 }, { "PRAGMA user_version", 2 },
    { "PRAGMA foreign_keys", 1 },            { "PRAGMA trusted_schema", 0 },
    { "PRAGMA synchronous", 1 },             { "PRAGMA cell_size_check", 1 },
    { "PRAGMA busy_timeout", 5000 },         { "PRAGMA query_only", 0 },
    /* STRICT, every table but those of the r-tree. */
    { "SELECT count (*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
      " AND NOT strict AND name NOT LIKE 'sqlite_%'",
      0 },
  };

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 value;

      g_test_message ("%s", rows[i].sql);
      g_assert_true (rs_database_query_int (database, rows[i].sql, &value, &error));
      g_assert_cmpint (value, ==, rows[i].value);
    }
  g_assert_false (rs_database_run (database, "PRAGMA writable_schema=ON; DELETE FROM sqlite_schema",
                                   &error));
}

static void
test_reader_cannot_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsDatabase) reader = rs_database_open (fixture->path, RS_DATABASE_READ_ONLY, &error);

  g_assert_false (rs_database_run (reader, "DELETE FROM setting", &error));
  g_assert_error (error, RS_STORE_ERROR, RS_STORE_ERROR_READ_ONLY);
}

/* Another process that holds the case; says so through a pipe and waits until it may go. */
static void
test_other_process (Fixture *fixture, gconstpointer data)
{
  int ready[2], go[2], status;
  g_autoptr (GError) error = NULL;
  g_autoptr (RsStore) store = NULL;
  char byte;
  pid_t pid;

  g_assert_cmpint (pipe (ready), ==, 0);
  g_assert_cmpint (pipe (go), ==, 0);
  pid = fork ();
  if (pid == 0)
    {
      RsStore *held = rs_store_open (fixture->path, NULL);

      byte = held && !rs_store_get_read_only_reason (held) ? 'y' : 'n';
      if (write (ready[1], &byte, 1) != 1 || read (go[0], &byte, 1) != 1)
        _exit (2);
      /* As a crash: nothing is released by us. */
      _exit (0);
    }
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  g_assert_cmpint (byte, ==, 'y');
  store = rs_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_test_message ("%s", rs_store_get_read_only_reason (store));
  g_assert_nonnull (strstr (rs_store_get_read_only_reason (store), "already open (process"));
  g_clear_pointer (&store, rs_store_free);
  g_assert_cmpint (write (go[1], "g", 1), ==, 1);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_cmpint (status, ==, 0);
  store = rs_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_null (rs_store_get_read_only_reason (store));
  for (guint i = 0; i < 2; i++)
    {
      close (ready[i]);
      close (go[i]);
    }
}

/* The same file by another name. */
static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link_path = g_build_filename (fixture->folder, "link", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RsStore) first = rs_store_open (fixture->path, &error);
  g_autoptr (RsStore) second = NULL;

  g_assert_nonnull (first);
  g_assert_cmpint (symlink (fixture->path, link_path), ==, 0);
  second = rs_store_open (link_path, &error);
  g_assert_no_error (error);
  g_assert_nonnull (rs_store_get_read_only_reason (second));
}

/* A process that dies with committed edits in the WAL loses none of them. */
static void
test_crash_keeps_edits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsStore) store = NULL;
  g_autofree char *title = NULL;
  int status;
  pid_t pid = fork ();

  if (pid == 0)
    {
      RsStore *dying = rs_store_open (fixture->path, NULL);

      edit_title (dying, "Kept");
      _exit (0);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_cmpint (status, ==, 0);
  store = rs_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_null (rs_store_get_read_only_reason (store));
  title = read_title (store);
  g_assert_cmpstr (title, ==, "Kept");
}

static void
test_refused_files (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    RsStoreError code;
  } rows[] = {
    { "PRAGMA user_version=99", RS_STORE_ERROR_NEWER },
    { "PRAGMA user_version=0", RS_STORE_ERROR_NOT_A_CASE },
    { "PRAGMA user_version=1; PRAGMA application_id=7", RS_STORE_ERROR_NOT_A_CASE },
  };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      tamper (fixture->path, rows[i].sql);
      g_assert_null (rs_store_open (fixture->path, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, RS_STORE_ERROR, (gint) rows[i].code);
      g_clear_error (&error);
    }
  g_assert_true (g_file_set_contents (fixture->path, "no database at all, but long enough", -1,
                                      NULL));
  g_assert_null (rs_store_open (fixture->path, &error));
  g_assert_error (error, RS_STORE_ERROR, RS_STORE_ERROR_NOT_A_CASE);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  g_assert_null (rs_store_open (fixture->path, &error));
  g_assert_error (error, RS_STORE_ERROR, RS_STORE_ERROR_NOT_A_CASE);
  g_clear_error (&error);
  g_assert_null (rs_store_open (fixture->folder, &error));
  g_assert_error (error, RS_STORE_ERROR, RS_STORE_ERROR_IO);
}

/* Pages overwritten at random: the case is refused with a reason or opens; it never crashes, and
 * what opens read-only says that it is damaged. */
static void
test_damage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4711);
  g_autofree char *original = NULL;
  guint n_refused = 0, n_read_only = 0;
  gsize size;

  {
    g_autoptr (RsStore) store = rs_store_open (fixture->path, NULL);

    edit_title (store, "Title");
  }
  g_assert_true (g_file_get_contents (fixture->path, &original, &size, NULL));
  for (guint round = 0; round < 60; round++)
    {
      g_autofree char *copy = g_memdup2 (original, size);
      g_autoptr (GError) error = NULL;
      g_autoptr (RsStore) store = NULL;
      gsize at = (gsize) g_rand_int_range (rand, 100, (gint32) size);
      gsize n = (gsize) g_rand_int_range (rand, 1, 6000); /* MIN () would ask twice */
      gsize end = MIN (size, at + n);

      for (; at < end; at++)
        copy[at] = (char) g_rand_int (rand);
      g_assert_true (g_file_set_contents (fixture->path, copy, (gssize) size, NULL));
      store = rs_store_open (fixture->path, &error);
      if (!store)
        {
          n_refused++;
          g_assert_nonnull (error);
          continue;
        }
      if (rs_store_get_read_only_reason (store))
        n_read_only++;
      {
        g_autoptr (RsSnapshotLoader) loader = rs_snapshot_loader_new (store);
        g_autoptr (RsSnapshot) G_GNUC_UNUSED snapshot
            = rs_snapshot_loader_load (loader, 1, NULL);

        if (rs_store_is_damaged (store))
          g_assert_nonnull (rs_store_get_read_only_reason (store));
      }
    }
  g_test_message ("%u refused, %u read-only", n_refused, n_read_only);
  g_assert_cmpuint (n_read_only, >, 0);
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsStore) store = rs_store_open (fixture->path, &error);

  g_assert_true (rs_store_close (store, &error));
  g_assert_true (rs_store_close (store, &error));
  g_assert_false (rs_store_edit (store, "edit", "x", set_title, (gpointer) "x", &error));
  g_assert_error (error, RS_STORE_ERROR, RS_STORE_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (rs_store_read (store, NULL, set_title, NULL, &error));
  g_assert_error (error, RS_STORE_ERROR, RS_STORE_ERROR_CLOSED);
}

static gpointer
edit_from_thread (gpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *title = g_strdup_printf ("%p %u", (gpointer) g_thread_self (), i);
      g_autofree char *read = NULL;

      edit_title (data, title);
      read = read_title (data);
      g_assert_cmpstr (read, !=, "");
    }
  return NULL;
}

static void
test_threads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsStore) store = rs_store_open (fixture->path, NULL);
  g_autoptr (RsDatabase) reader = NULL;
  GThread *threads[4];
  gint64 n;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("editor", edit_from_thread, store);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  reader = rs_database_open (fixture->path, RS_DATABASE_READ_ONLY, NULL);
  g_assert_true (rs_database_query_int (reader, "SELECT count (*) FROM history", &n, NULL));
  g_assert_cmpint (n, ==, 81);
}

/* No statement that runs often walks through a table that grows with the fixes. */
static void
test_query_plans (Fixture *fixture, gconstpointer data)
{
  static const RsStatementId hot[] = {
    RS_SQL_GET_BLOCKS_OF_VESSEL, RS_SQL_FIND_BLOCKS,        RS_SQL_FIND_BLOCKS_OF_VESSEL,
    RS_SQL_FIND_BLOCKS_IN_AREA,  RS_SQL_GET_BLOCK,          RS_SQL_GET_BLOCK_IDS,
    RS_SQL_GET_VESSEL_IMPORTS,   RS_SQL_GET_REJECTS,        RS_SQL_GET_REJECTS_OF_IMPORT,
    RS_SQL_GET_REJECTS_BY_ID,    RS_SQL_FIND_FIXES_OF_VESSEL, RS_SQL_IS_VESSEL_USED,
    RS_SQL_DELETE_AREAS,         RS_SQL_DELETE_BLOCKS,      RS_SQL_DELETE_REJECTS,
    RS_SQL_GET_HEAD,             RS_SQL_GET_CHANGESET,      RS_SQL_HAS_CONTENT,
    RS_SQL_GET_AREA,             RS_SQL_FIND_USES_OF_SOURCE, RS_SQL_FIND_USES_OF_VESSEL,
    RS_SQL_CLEAR_VESSEL_IMPORT,  RS_SQL_GET_VESSELS_OF_IMPORT, RS_SQL_GET_IDENTIFIED_BY_IMPORT,
    RS_SQL_GET_IDENTITIES_OF_VESSEL, RS_SQL_GET_UNDATED_OF_VESSEL, RS_SQL_GET_UNDATED_OF_IMPORT,
    RS_SQL_DELETE_UNDATED,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (RsDatabase) reader = rs_database_open (fixture->path, RS_DATABASE_READ_ONLY, &error);

  for (gsize i = 0; i < G_N_ELEMENTS (hot); i++)
    {
      const char *sql = rs_statement_get_sql (hot[i]);
      g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
      sqlite3_stmt *stmt;

      g_assert_cmpint (
        sqlite3_prepare_v2 (rs_database_get_handle (reader), explain, -1, &stmt, NULL), ==,
        SQLITE_OK);
      while (sqlite3_step (stmt) == SQLITE_ROW)
        {
          const char *detail = (const char *) sqlite3_column_text (stmt, 3);

          g_test_message ("%s", detail);
          if (g_str_has_prefix (detail, "SCAN b") || g_str_has_prefix (detail, "SCAN fix_block")
              || g_str_has_prefix (detail, "SCAN undated_block")
              || g_str_has_prefix (detail, "SCAN reject")
              || g_str_has_prefix (detail, "SCAN identity")
              || g_str_has_prefix (detail, "SCAN attachment_content")
              || g_str_equal (detail, "SCAN history"))
            {
              g_test_message ("in: %s", sql);
              g_test_fail ();
            }
        }
      sqlite3_finalize (stmt);
    }
}

/* Every schema that was ever released can be opened. */
static void
test_released_schemas (Fixture *fixture, gconstpointer data)
{
  for (gint version = 1; version <= rs_schema_get_version (); version++)
    {
      g_autofree char *name = g_strdup_printf ("v%d.roadstead", version);
      g_autofree char *from = g_test_build_filename (G_TEST_DIST, "data", "schema", name, NULL);
      g_autofree char *copy = NULL, *title = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (RsStore) store = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (from, &copy, &size, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_set_contents (fixture->path, copy, (gssize) size, NULL));
      store = rs_store_open (fixture->path, &error);
      g_assert_no_error (error);
      g_assert_null (rs_store_get_read_only_reason (store));
      title = read_title (store);
      g_assert_cmpstr (title, ==, "Released");
      edit_title (store, "Changed");
    }
}

/* What a cancelled import leaves is given back when the case is closed, unless somebody looks. */
static void
test_reclaim (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  goffset before = get_size (fixture->path), with_reader;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (RsStore) store = rs_store_open (fixture->path, &error);
      g_autoptr (RsStore) other = i == 0 ? rs_store_open (fixture->path, &error) : NULL;

      g_assert_no_error (error);
      g_assert_true (rs_store_write (store, put_and_drop_rows, NULL, &error));
      if (other)
        {
          /* Now it reads the journal, too, and keeps it from being folded in. */
          g_autofree char *title = read_title (other);

          g_assert_cmpstr (title, ==, "A");
        }
      g_assert_true (rs_store_write (store, put_and_drop_rows, fixture, &error));
      g_assert_true (rs_store_close (store, &error));
      g_assert_no_error (error);
      if (i == 0)
        with_reader = get_size (fixture->path);
    }
  g_assert_cmpint (with_reader, >, before + 2000 * 2000);
  g_assert_cmpint (get_size (fixture->path), <, before + 100 * 1000);
  {
    g_autoptr (RsStore) store = rs_store_open (fixture->path, &error);
    g_autofree char *title = read_title (store);

    g_assert_cmpstr (title, ==, "A");
  }
}

static gboolean
put_megabyte (RsDatabase *database, gpointer user_data, GError **error)
{
  return rs_database_run (database,
                          "INSERT INTO attachment_content (sha256, content)"
                          " VALUES (lower (hex (randomblob (32))), randomblob (1000000))",
                          error);
}

/* What is written comes into the file while the case is open, by another thread. */
static void
test_put_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsStore) store = rs_store_open (fixture->path, &error);
  GStatBuf info = { 0 };

  g_assert_no_error (error);
  for (guint i = 0; i < 12; i++)
    {
      rs_store_write (store, put_megabyte, NULL, &error);
      g_assert_no_error (error);
    }
  /* It does so in its own time; the test program's is limited. */
  while (info.st_size < 4000000)
    {
      g_usleep (10000);
      g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
    }
  g_assert_true (rs_store_close (store, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_size, >, 12000000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/store/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("pragmas", test_pragmas);
  ADD ("put-back", test_put_back);
  ADD ("reader-cannot-write", test_reader_cannot_write);
  ADD ("other-process", test_other_process);
  ADD ("link", test_link);
  ADD ("crash-keeps-edits", test_crash_keeps_edits);
  ADD ("refused-files", test_refused_files);
  ADD ("damage", test_damage);
  ADD ("closed", test_closed);
  ADD ("reclaim", test_reclaim);
  ADD ("threads", test_threads);
  ADD ("query-plans", test_query_plans);
  ADD ("released-schemas", test_released_schemas);
  return g_test_run ();
}
