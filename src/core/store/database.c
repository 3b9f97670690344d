/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/database.h"

#include <glib/gstdio.h>

#define BUSY_TIMEOUT_MS 5000
/* Virtual machine steps between two looks at the cancellable: some tenths of a millisecond. */
#define STEPS_PER_CHECK 20000

struct _RsDatabase
{
  sqlite3 *handle;
  char *path;
  gboolean writes;
  GCancellable *cancellable; /* (nullable): borrowed */
  RsStatement statements[RS_N_STATEMENTS];
};

static gint fail_after;

void
rs_database_fail_after (gint n)
{
  g_atomic_int_set (&fail_after, n);
}

/* Whether this is the step that a test wants to see fail. */
static gboolean
must_fail (RsDatabase *self)
{
  return self->writes && g_atomic_int_get (&fail_after) > 0
         && g_atomic_int_dec_and_test (&fail_after);
}

static int
check_cancelled_cb (void *user_data)
{
  RsDatabase *self = user_data;

  return g_cancellable_is_cancelled (self->cancellable);
}

void
rs_database_set_cancellable (RsDatabase *self, GCancellable *cancellable)
{
  self->cancellable = cancellable;
  sqlite3_progress_handler (self->handle, cancellable ? STEPS_PER_CHECK : 0, check_cancelled_cb,
                            self);
}

static char *
make_uri (const char *path, RsDatabaseMode mode)
{
  g_autofree char *escaped = NULL;

  if (mode == RS_DATABASE_MEMORY)
    return g_strdup (":memory:");
  escaped = g_uri_escape_string (path, "/", FALSE);
  return g_strdup_printf ("file:%s%s", escaped,
                          mode == RS_DATABASE_IMMUTABLE ? "?immutable=1" : "");
}

void
rs_database_remove_files (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

RsDatabase *
rs_database_open (const char *path, RsDatabaseMode mode, GError **error)
{
  g_autoptr (RsDatabase) self = g_new0 (RsDatabase, 1);
  g_autofree char *uri = make_uri (path, mode);
  gboolean reads = mode == RS_DATABASE_READ_ONLY || mode == RS_DATABASE_IMMUTABLE;
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int result;

  self->path = g_strdup (path);
  self->writes = !reads;
  flags |= reads ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (mode == RS_DATABASE_CREATE || mode == RS_DATABASE_MEMORY)
    flags |= SQLITE_OPEN_CREATE;
  result = sqlite3_open_v2 (uri, &self->handle, flags, NULL);
  if (result != SQLITE_OK)
    {
      rs_store_set_error (error, result, self->handle ? sqlite3_errmsg (self->handle) : NULL, path);
      return NULL;
    }
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  if (!rs_database_run (self, "PRAGMA cell_size_check=ON; PRAGMA synchronous=NORMAL", error))
    return NULL;
  if (reads && !rs_database_run (self, "PRAGMA query_only=ON", error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rs_database_free (RsDatabase *self)
{
  for (guint i = 0; i < RS_N_STATEMENTS; i++)
    sqlite3_finalize (self->statements[i].stmt);
  sqlite3_close_v2 (self->handle);
  g_free (self->path);
  g_free (self);
}

const char *
rs_database_get_path (RsDatabase *self)
{
  return self->path;
}

sqlite3 *
rs_database_get_handle (RsDatabase *self)
{
  return self->handle;
}

void
rs_database_set_error (RsDatabase *self, GError **error)
{
  rs_store_set_error (error, sqlite3_extended_errcode (self->handle), sqlite3_errmsg (self->handle),
                      self->path);
}

gboolean
rs_database_run (RsDatabase *self, const char *sql, GError **error)
{
  if (must_fail (self))
    {
      rs_store_set_error (error, SQLITE_FULL, NULL, self->path);
      return FALSE;
    }
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  rs_database_set_error (self, error);
  return FALSE;
}

gboolean
rs_database_query_int (RsDatabase *self, const char *sql, gint64 *out, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (self->handle, sql, -1, &stmt, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_step (stmt);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    {
      rs_database_set_error (self, error);
      sqlite3_finalize (stmt);
      return FALSE;
    }
  *out = result == SQLITE_ROW ? sqlite3_column_int64 (stmt, 0) : 0;
  sqlite3_finalize (stmt);
  return TRUE;
}

gboolean
rs_database_begin (RsDatabase *self, GError **error)
{
  return rs_database_run (self, "BEGIN IMMEDIATE", error);
}

gboolean
rs_database_commit (RsDatabase *self, GError **error)
{
  return rs_database_run (self, "COMMIT", error);
}

void
rs_database_rollback (RsDatabase *self)
{
  /* Some failures have rolled back already. */
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

RsStatement *
rs_database_get (RsDatabase *self, RsStatementId id, GError **error)
{
  RsStatement *statement = &self->statements[id];

  statement->database = self;
  statement->at = 0;
  if (statement->stmt)
    {
      sqlite3_reset (statement->stmt);
      sqlite3_clear_bindings (statement->stmt);
    }
  else if (sqlite3_prepare_v3 (self->handle, rs_statement_get_sql (id), -1,
                               SQLITE_PREPARE_PERSISTENT, &statement->stmt, NULL)
           != SQLITE_OK)
    {
      rs_database_set_error (self, error);
      return NULL;
    }
  return statement;
}

void
rs_statement_put_int (RsStatement *self, gint64 value)
{
  sqlite3_bind_int64 (self->stmt, ++self->at, value);
}

void
rs_statement_put_double (RsStatement *self, double value)
{
  sqlite3_bind_double (self->stmt, ++self->at, value);
}

void
rs_statement_put_text (RsStatement *self, const char *text)
{
  sqlite3_bind_text (self->stmt, ++self->at, text ? text : "", -1, SQLITE_STATIC);
}

void
rs_statement_put_blob (RsStatement *self, gconstpointer data, gsize size)
{
  sqlite3_bind_blob64 (self->stmt, ++self->at, data ? data : "", size, SQLITE_STATIC);
}

void
rs_statement_put_null (RsStatement *self)
{
  sqlite3_bind_null (self->stmt, ++self->at);
}

void
rs_statement_put_time (RsStatement *self, gint64 t_ms)
{
  if (t_ms == RS_TIME_NONE)
    rs_statement_put_null (self);
  else
    rs_statement_put_int (self, t_ms);
}

void
rs_statement_put_id (RsStatement *self, gint64 id)
{
  if (id == 0)
    rs_statement_put_null (self);
  else
    rs_statement_put_int (self, id);
}

int
rs_statement_step (RsStatement *self, GError **error)
{
  int result;

  self->at = 0;
  if (must_fail (self->database))
    {
      sqlite3_reset (self->stmt);
      rs_store_set_error (error, SQLITE_FULL, NULL, self->database->path);
      return -1;
    }
  result = sqlite3_step (self->stmt);
  if (result == SQLITE_ROW)
    return 1;
  if (result != SQLITE_DONE)
    rs_database_set_error (self->database, error);
  sqlite3_reset (self->stmt);
  return result == SQLITE_DONE ? 0 : -1;
}

gboolean
rs_statement_run (RsStatement *self, GError **error)
{
  int result = rs_statement_step (self, error);

  rs_statement_reset (self);
  return result >= 0;
}

void
rs_statement_reset (RsStatement *self)
{
  sqlite3_reset (self->stmt);
  /* Bound texts are borrowed: none may stay behind. */
  sqlite3_clear_bindings (self->stmt);
}

gint64
rs_statement_get_int (RsStatement *self)
{
  return sqlite3_column_int64 (self->stmt, self->at++);
}

double
rs_statement_get_double (RsStatement *self)
{
  return sqlite3_column_double (self->stmt, self->at++);
}

const char *
rs_statement_get_text (RsStatement *self)
{
  const unsigned char *text = sqlite3_column_text (self->stmt, self->at++);

  return text ? (const char *) text : "";
}

char *
rs_statement_dup_text (RsStatement *self)
{
  return g_utf8_make_valid (rs_statement_get_text (self), -1);
}

gconstpointer
rs_statement_get_blob (RsStatement *self, gsize *out_size)
{
  gconstpointer data = sqlite3_column_blob (self->stmt, self->at);

  *out_size = (gsize) sqlite3_column_bytes (self->stmt, self->at++);
  return data;
}

gboolean
rs_statement_is_null (RsStatement *self)
{
  return sqlite3_column_type (self->stmt, self->at) == SQLITE_NULL;
}

gint64
rs_statement_get_time (RsStatement *self)
{
  if (rs_statement_is_null (self))
    {
      self->at++;
      return RS_TIME_NONE;
    }
  return rs_statement_get_int (self);
}

gint64
rs_statement_get_id (RsStatement *self)
{
  return rs_statement_get_int (self);
}

gint64
rs_database_get_last_id (RsDatabase *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

gboolean
rs_database_next_id (RsDatabase *self, const char *name, guint n, gint64 *out_first, GError **error)
{
  RsStatement *s = rs_database_get (self, RS_SQL_TAKE_IDS, error);
  int found;

  if (!s)
    return FALSE;
  rs_statement_put_int (s, n);
  rs_statement_put_text (s, name);
  found = rs_statement_step (s, error);
  if (found > 0)
    *out_first = rs_statement_get_int (s) - n + 1;
  rs_statement_reset (s);
  if (found == 0)
    g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED, "“%s”: no sequence “%s”",
                 self->path, name);
  return found > 0;
}
