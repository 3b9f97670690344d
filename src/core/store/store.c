/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/checkpointer.h"
#include "store/live-writer.h"
#include "store/lock.h"
#include "store/pending.h"
#include "store/schema.h"

#define N_READERS_KEPT 4
/* Nobody waits for the writer at closing, but for the closing: what an import left is deleted in great pieces
 * then, and what is not done by this time stays until the next opening. */
#define CLEAN_SLICES 32
#define CLEAN_MAX_US (1000 * 1000)
/* When a file is made smaller at closing: see reclaim (). */
#define RECLAIM_MIN_BYTES (1024 * 1024)
#define RECLAIM_COPY_MAX_BYTES (256 * 1024 * 1024)

/* Work for the writer thread. Lives on the stack of the thread that waits for it. */
typedef struct
{
  RsStoreFunc func; /* NULL: end */
  gpointer user_data;
  GError **error;
  gboolean result;
  gboolean done;
} Job;

struct _RsStore
{
  char *path;
  gboolean immutable;
  RsLock *lock; /* (nullable) */

  GMutex mutex; /* of all below; the jobs' done too */
  GCond cond;
  char *read_only_reason; /* (nullable): once set, kept */
  gboolean damaged;
  gboolean closed;
  GPtrArray *readers; /* of RsDatabase*: those at rest */
  guint n_reading;    /* readers lent */
  gboolean importing;
  GArray *abandoned; /* of gint64: imports whose data is to be deleted */

  GThread *thread;      /* (nullable): none if read-only */
  GAsyncQueue *jobs;    /* of Job* */
  RsDatabase *database; /* the writer thread's */
  gboolean wal;         /* the writer thread's: the file was changed */
  RsCheckpointer *checkpointer; /* (nullable): while the writer thread is */
  RsHistory *history;   /* the writer thread's, but for the labels */
  char *notice;         /* (nullable): set once, by opening */
  gboolean making;      /* of the thread that makes the case: its edits are no steps */
  Job wake;             /* does nothing */
};

/* WAL begins with the first change: a case that is only looked at stays as it is, byte for byte. */
static gboolean
begin_wal (RsStore *self, GError **error)
{
  if (!self->wal && !rs_database_run (self->database, "PRAGMA journal_mode=WAL", error))
    return FALSE;
  self->wal = TRUE;
  return TRUE;
}

/* Deletes some of what abandoned imports left; FALSE if there is nothing, or nothing can be done now. */
static gboolean
clean_slice (RsStore *self, guint n_slices)
{
  g_autoptr (GError) error = NULL;
  gint64 import_id = 0;
  gboolean done;

  g_mutex_lock (&self->mutex);
  if (self->abandoned->len > 0)
    import_id = g_array_index (self->abandoned, gint64, 0);
  g_mutex_unlock (&self->mutex);
  if (import_id == 0)
    return FALSE;
  if (!begin_wal (self, &error)
      || !rs_pending_drop_slice (self->database, import_id, n_slices, &done, &error))
    {
      g_debug ("what import %" G_GINT64_FORMAT " left stays until the next opening: %s", import_id,
               error->message);
      done = TRUE;
    }
  if (done)
    {
      g_mutex_lock (&self->mutex);
      g_array_remove_index (self->abandoned, 0);
      g_mutex_unlock (&self->mutex);
    }
  return TRUE;
}

static gboolean
do_nothing (RsDatabase *database, gpointer user_data, GError **error)
{
  return TRUE;
}

void
rs_store_abandon_import (RsStore *self, gint64 import_id)
{
  g_mutex_lock (&self->mutex);
  g_array_append_val (self->abandoned, import_id);
  if (!self->closed && self->thread)
    g_async_queue_push (self->jobs, &self->wake);
  g_mutex_unlock (&self->mutex);
}

static gpointer
run_writer (gpointer data)
{
  RsStore *self = data;
  gboolean more = TRUE;

  while (more)
    {
      Job *job = g_async_queue_try_pop (self->jobs);

      if (!job && clean_slice (self, 1))
        continue;
      if (!job)
        job = g_async_queue_pop (self->jobs);
      if (job->func)
        {
          job->result = begin_wal (self, job->error)
                        && job->func (self->database, job->user_data, job->error);
          rs_database_rollback (self->database);
        }
      more = job->func != NULL;
      g_mutex_lock (&self->mutex);
      job->done = TRUE;
      g_cond_broadcast (&self->cond);
      g_mutex_unlock (&self->mutex);
    }
  return NULL;
}

static void
wait_for (RsStore *self, Job *job)
{
  g_mutex_lock (&self->mutex);
  while (!job->done)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

static gboolean
fail_closed (GError **error)
{
  g_set_error_literal (error, RS_STORE_ERROR, RS_STORE_ERROR_CLOSED, _("The case was closed."));
  return FALSE;
}

gboolean
rs_store_write (RsStore *self, RsStoreFunc func, gpointer user_data, GError **error)
{
  Job job = { .func = func, .user_data = user_data, .error = error };
  gboolean closed;

  g_return_val_if_fail (g_thread_self () != self->thread, FALSE);

  /* Handed over under the mutex: nothing gets behind the end of a store that is being closed. */
  g_mutex_lock (&self->mutex);
  closed = self->closed;
  if (!closed && self->read_only_reason)
    {
      g_set_error_literal (error, RS_STORE_ERROR, RS_STORE_ERROR_READ_ONLY, self->read_only_reason);
      g_mutex_unlock (&self->mutex);
      return FALSE;
    }
  if (!closed)
    g_async_queue_push (self->jobs, &job);
  g_mutex_unlock (&self->mutex);
  if (closed)
    return fail_closed (error);
  wait_for (self, &job);
  return job.result;
}

typedef struct
{
  RsHistory *history;
  const char *action;
  const char *summary;
  RsStoreFunc func;
  gpointer user_data;
  gint64 *step;
} Edit;

static gboolean
edit_in_writer (RsDatabase *database, gpointer user_data, GError **error)
{
  const Edit *edit = user_data;

  return rs_history_record_step (edit->history, database, edit->action, edit->summary, edit->func,
                                 edit->user_data, edit->step, error);
}

gboolean
rs_store_edit_step (RsStore *self, const char *action, const char *summary, RsStoreFunc func,
                    gpointer user_data, gint64 *step, GError **error)
{
  Edit edit = { self->history, self->making ? "create" : action, summary, func, user_data, step };

  return rs_store_write (self, edit_in_writer, &edit, error);
}

void
rs_store_set_making (RsStore *self, gboolean making)
{
  self->making = making;
}

void
rs_store_hold (RsStore *self, gint64 step)
{
  rs_history_hold (self->history, step);
}

const char *
rs_store_get_notice (RsStore *self)
{
  return self->notice;
}

gboolean
rs_store_edit (RsStore *self, const char *action, const char *summary, RsStoreFunc func,
               gpointer user_data, GError **error)
{
  gint64 step = 0;

  return rs_store_edit_step (self, action, summary, func, user_data, &step, error);
}

static gboolean
undo_in_writer (RsDatabase *database, gpointer user_data, GError **error)
{
  return rs_history_undo (user_data, database, error);
}

static gboolean
redo_in_writer (RsDatabase *database, gpointer user_data, GError **error)
{
  return rs_history_redo (user_data, database, error);
}

gboolean
rs_store_undo (RsStore *self, GError **error)
{
  return rs_store_write (self, undo_in_writer, self->history, error);
}

gboolean
rs_store_redo (RsStore *self, GError **error)
{
  return rs_store_write (self, redo_in_writer, self->history, error);
}

void
rs_store_dup_labels (RsStore *self, char **out_undo, char **out_redo)
{
  *out_undo = NULL;
  *out_redo = NULL;
  if (!rs_store_get_read_only_reason (self))
    rs_history_dup_labels (self->history, out_undo, out_redo);
}

const char *
rs_store_get_path (RsStore *self)
{
  return self->path;
}

const char *
rs_store_get_read_only_reason (RsStore *self)
{
  const char *reason;

  g_mutex_lock (&self->mutex);
  reason = self->read_only_reason;
  g_mutex_unlock (&self->mutex);
  return reason;
}

gboolean
rs_store_is_damaged (RsStore *self)
{
  gboolean damaged;

  g_mutex_lock (&self->mutex);
  damaged = self->damaged;
  g_mutex_unlock (&self->mutex);
  return damaged;
}

void
rs_store_set_damaged (RsStore *self, const char *reason)
{
  g_mutex_lock (&self->mutex);
  self->damaged = TRUE;
  if (!self->read_only_reason)
    self->read_only_reason = g_strdup (reason);
  g_mutex_unlock (&self->mutex);
}

static void
set_read_only (RsStore *self, const char *reason)
{
  g_mutex_lock (&self->mutex);
  if (!self->read_only_reason)
    self->read_only_reason = g_strdup (reason);
  g_mutex_unlock (&self->mutex);
}

static void
give_reader (RsStore *self, RsDatabase *reader)
{
  g_mutex_lock (&self->mutex);
  if (reader && self->readers->len < N_READERS_KEPT)
    g_ptr_array_add (self->readers, g_steal_pointer (&reader));
  self->n_reading--;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&reader, rs_database_free);
}

void
rs_store_begin_import (RsStore *self)
{
  g_mutex_lock (&self->mutex);
  while (self->importing)
    g_cond_wait (&self->cond, &self->mutex);
  self->importing = TRUE;
  g_mutex_unlock (&self->mutex);
}

gboolean
rs_store_try_begin_import (RsStore *self)
{
  gboolean begun;

  g_mutex_lock (&self->mutex);
  begun = !self->importing;
  self->importing = TRUE;
  g_mutex_unlock (&self->mutex);
  return begun;
}

void
rs_store_end_import (RsStore *self)
{
  g_mutex_lock (&self->mutex);
  self->importing = FALSE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static RsDatabase *
take_reader (RsStore *self, GError **error)
{
  RsDatabase *reader = NULL;

  g_mutex_lock (&self->mutex);
  if (self->closed)
    {
      g_mutex_unlock (&self->mutex);
      fail_closed (error);
      return NULL;
    }
  self->n_reading++;
  if (self->readers->len > 0)
    reader = g_ptr_array_steal_index_fast (self->readers, self->readers->len - 1);
  g_mutex_unlock (&self->mutex);
  if (!reader)
    reader = rs_database_open (self->path,
                               self->immutable ? RS_DATABASE_IMMUTABLE : RS_DATABASE_READ_ONLY,
                               error);
  if (!reader)
    give_reader (self, NULL);
  return reader;
}

gboolean
rs_store_read (RsStore *self, GCancellable *cancellable, RsStoreFunc func, gpointer user_data,
               GError **error)
{
  RsDatabase *reader = take_reader (self, error);
  gboolean result = FALSE;

  if (!reader)
    return FALSE;
  rs_database_set_cancellable (reader, cancellable);
  if (rs_database_run (reader, "BEGIN", error))
    {
      result = func (reader, user_data, error);
      rs_database_rollback (reader);
    }
  rs_database_set_cancellable (reader, NULL);
  give_reader (self, reader);
  return result;
}

/* The file that @path names, without links: one lock for all its names. */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = real ? g_strdup (real) : g_canonicalize_filename (path, NULL);

  free (real);
  return copy;
}

static RsStore *
new_store (const char *path)
{
  RsStore *self = g_new0 (RsStore, 1);

  self->path = resolve (path);
  self->readers = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_database_free);
  self->jobs = g_async_queue_new ();
  self->abandoned = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->wake.func = do_nothing;
  self->history = rs_history_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  return self;
}

static gboolean
put_first_settings (RsDatabase *database, gpointer user_data, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_PUT_SETTING, error);

  if (!s)
    return FALSE;
  rs_statement_put_text (s, "title");
  rs_statement_put_text (s, user_data);
  return rs_statement_run (s, error);
}

/* Makes the file through a plain connection, so that it is whole before the writer opens it. */
static gboolean
make_file (RsStore *self, const char *title, GError **error)
{
  g_autoptr (RsDatabase) database = rs_database_open (self->path, RS_DATABASE_CREATE, error);
  g_autofree char *valid = g_utf8_make_valid (title, -1);

  return database && rs_schema_create (database, error)
         && rs_history_record (self->history, database, "create", valid, put_first_settings, valid,
                               error);
}

static gboolean
start_writer (RsStore *self, GError **error)
{
  if (!self->database)
    self->database = rs_database_open (self->path, RS_DATABASE_READ_WRITE, error);
  if (!self->database || !rs_pending_find (self->database, self->abandoned, error)
      || !rs_history_load (self->history, self->database, error)
      || !rs_live_recover (self->database, self->history, &self->notice, error))
    return FALSE;
  self->checkpointer = rs_checkpointer_new (self->path, self->database);
  self->thread = g_thread_new ("case-writer", run_writer, self);
  return TRUE;
}

RsStore *
rs_store_create (const char *path, const char *title, GError **error)
{
  g_autoptr (RsStore) self = new_store (path);
  g_autofree char *holder = NULL;
  g_autofree char *name = g_filename_display_basename (self->path);
  int fd;

  /* Takes the name first: of two that create it at once, one fails, and nothing is overwritten. */
  fd = g_open (self->path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0644);
  if (fd < 0)
    {
      int code = errno;

      if (code == EEXIST)
        g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_EXISTS,
                     _("“%s” exists already. Choose another name."), name);
      else
        g_set_error (error, RS_STORE_ERROR,
                     code == EACCES || code == EROFS ? RS_STORE_ERROR_READ_ONLY : RS_STORE_ERROR_IO,
                     _("“%s” cannot be created: %s"), name, g_strerror (code));
      return NULL;
    }
  close (fd);
  if (rs_lock_take (self->path, &self->lock, &holder) != RS_LOCK_TAKEN)
    {
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_BUSY,
                   _("“%s” cannot be created: the folder knows no locks."), name);
      g_unlink (self->path);
      return NULL;
    }
  if (!make_file (self, title, error) || !start_writer (self, error))
    {
      g_clear_pointer (&self->database, rs_database_free);
      rs_database_remove_files (self->path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* A copy of the file as it was before a migration. Never overwrites an older one. */
static gboolean
keep_old_copy (RsStore *self, gint version, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s.v%d.bak", self->path, version);
  g_autoptr (GFile) from = g_file_new_for_path (self->path);
  g_autoptr (GFile) to = g_file_new_for_path (path);

  /* The file itself must be whole: no part of it in a journal. */
  if (!rs_database_run (self->database, "PRAGMA journal_mode=DELETE", error))
    return FALSE;
  if (g_file_query_exists (to, NULL))
    return TRUE;
  return g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, error);
}

/* Looks for damage in the plain tables; fixes are checked where they are read, block by block. */
static char *
find_damage (RsDatabase *database, gint version)
{
  const char *const *tables = rs_schema_get_plain_tables ();
  guint n = rs_schema_count_plain_tables (version);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *sql = g_strdup_printf ("PRAGMA quick_check(%s)", tables[i]);
      sqlite3_stmt *stmt = NULL;
      g_autofree char *found = NULL;

      if (sqlite3_prepare_v2 (rs_database_get_handle (database), sql, -1, &stmt, NULL) != SQLITE_OK
          || sqlite3_step (stmt) != SQLITE_ROW)
        found = g_strdup (sqlite3_errmsg (rs_database_get_handle (database)));
      else if (g_strcmp0 ((const char *) sqlite3_column_text (stmt, 0), "ok") != 0)
        found = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
      sqlite3_finalize (stmt);
      if (found)
        return g_strdup_printf ("%s: %s", tables[i], found);
    }
  return NULL;
}

/* Opens for reading only, whatever the reason. */
static gboolean
open_for_reading (RsStore *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (RsDatabase) database = NULL;
  gint version;

  for (guint i = 0; i < 2; i++)
    {
      self->immutable = i == 1;
      g_clear_error (&local);
      g_clear_pointer (&database, rs_database_free);
      database = rs_database_open (self->path,
                                   self->immutable ? RS_DATABASE_IMMUTABLE : RS_DATABASE_READ_ONLY,
                                   &local);
      if (database && rs_schema_check (database, &version, &local))
        break;
      /* A journal that was left in a folder that cannot be written: the file as it is. */
      if (!g_error_matches (local, RS_STORE_ERROR, RS_STORE_ERROR_IO)
          && !g_error_matches (local, RS_STORE_ERROR, RS_STORE_ERROR_READ_ONLY))
        break;
    }
  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (version < rs_schema_get_version ())
    {
      g_autofree char *name = g_filename_display_basename (self->path);

      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_READ_ONLY,
                   _("“%s” was written by an older version of Roadstead and must be brought up to "
                     "date first, but it cannot be written. Copy it to a folder of your own."),
                   name);
      return FALSE;
    }
  g_ptr_array_add (self->readers, g_steal_pointer (&database));
  return TRUE;
}

/* Opens for writing. On failure with @out_reason set the file can still be read. */
static gboolean
open_for_writing (RsStore *self, char **out_reason, GError **error)
{
  g_autofree char *damage = NULL;
  g_autoptr (GError) local = NULL;
  gint version;

  self->database = rs_database_open (self->path, RS_DATABASE_READ_WRITE, &local);
  if (!self->database || !rs_schema_check (self->database, &version, &local))
    goto fail;
  /* Opened for writing, SQLite says only so where the file cannot be. */
  if (sqlite3_db_readonly (rs_database_get_handle (self->database), "main") == 1)
    {
      rs_store_set_error (&local, SQLITE_READONLY, NULL, self->path);
      goto fail;
    }
  damage = find_damage (self->database, version);
  if (damage)
    {
      self->damaged = TRUE;
      *out_reason = g_strdup_printf (_("The case file is damaged (%s). It is open read-only; what "
                                       "can be read is shown. Save a copy of it."),
                                     damage);
      return FALSE;
    }
  if (version < rs_schema_get_version ()
      && (!keep_old_copy (self, version, &local)
          || !rs_schema_migrate (self->database, version, &local)))
    goto fail;
  if (start_writer (self, &local))
    return TRUE;

fail:
  if (g_error_matches (local, RS_STORE_ERROR, RS_STORE_ERROR_READ_ONLY)
      || g_error_matches (local, RS_STORE_ERROR, RS_STORE_ERROR_BUSY)
      || g_error_matches (local, RS_STORE_ERROR, RS_STORE_ERROR_FULL)
      || g_error_matches (local, RS_STORE_ERROR, RS_STORE_ERROR_IO)
      || g_error_matches (local, RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED))
    {
      self->damaged = g_error_matches (local, RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED);
      *out_reason = g_strdup (local->message);
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

RsStore *
rs_store_open (const char *path, GError **error)
{
  g_autoptr (RsStore) self = new_store (path);
  g_autofree char *reason = NULL, *holder = NULL;
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autoptr (GError) local = NULL;

  if (!g_file_test (self->path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_IO, _("There is no file “%s”."), path);
      return NULL;
    }
  switch (rs_lock_take (self->path, &self->lock, &holder))
    {
    case RS_LOCK_TAKEN:
      if (open_for_writing (self, &reason, &local))
        return g_steal_pointer (&self);
      g_clear_pointer (&self->database, rs_database_free);
      if (!reason)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      break;
    case RS_LOCK_HELD:
      reason = *holder
                 ? g_strdup_printf (_("“%s” is already open (%s). It can be changed there; here it "
                                      "is open read-only."),
                                    name, holder)
                 : g_strdup_printf (_("“%s” is already open. It can be changed there; here it is "
                                      "open read-only."),
                                    name);
      break;
    case RS_LOCK_REFUSED:
    default:
      reason = g_strdup_printf (_("“%s” cannot be written: the file or its folder is read-only."),
                                name);
      break;
    }
  if (!open_for_reading (self, error))
    return NULL;
  set_read_only (self, reason);
  return g_steal_pointer (&self);
}

/* Gives back the room that a cancelled or removed import has left, where it is a good part of the
 * file and what would be copied is little enough not to hold up whoever closes. Nobody else may
 * have the file open; where that or anything else fails, the next import fills the room. */
static void
reclaim (RsDatabase *database)
{
  gint64 page_bytes, n_pages, n_free;

  if (!rs_database_query_int (database, "PRAGMA page_size", &page_bytes, NULL)
      || !rs_database_query_int (database, "PRAGMA page_count", &n_pages, NULL)
      || !rs_database_query_int (database, "PRAGMA freelist_count", &n_free, NULL))
    return;
  if (n_free * page_bytes >= RECLAIM_MIN_BYTES && n_free >= n_pages / 4
      && (n_pages - n_free) * page_bytes <= RECLAIM_COPY_MAX_BYTES)
    sqlite3_exec (rs_database_get_handle (database), "VACUUM", NULL, NULL, NULL);
}

gboolean
rs_store_close (RsStore *self, GError **error)
{
  Job end = { NULL };
  gboolean ok = TRUE;
  gint64 busy = 0, clean_until;

  g_mutex_lock (&self->mutex);
  if (self->closed)
    {
      g_mutex_unlock (&self->mutex);
      return TRUE;
    }
  self->closed = TRUE;
  if (self->thread)
    g_async_queue_push (self->jobs, &end);
  while (self->n_reading > 0)
    g_cond_wait (&self->cond, &self->mutex);
  g_ptr_array_set_size (self->readers, 0);
  g_mutex_unlock (&self->mutex);
  if (self->thread)
    {
      wait_for (self, &end);
      g_thread_join (g_steal_pointer (&self->thread));
      clean_until = g_get_monotonic_time () + CLEAN_MAX_US;
      while (g_get_monotonic_time () < clean_until && clean_slice (self, CLEAN_SLICES))
        ;
    }
  g_clear_pointer (&self->checkpointer, rs_checkpointer_free);
  if (self->database)
    {
      /* With another reader the file stays in WAL mode: whoever closes last folds it. */
      if (self->wal)
        ok = rs_database_run (self->database, "PRAGMA optimize", error)
             && rs_database_query_int (self->database, "PRAGMA wal_checkpoint(TRUNCATE)", &busy,
                                       error);
      sqlite3_busy_timeout (rs_database_get_handle (self->database), 0);
      if (sqlite3_exec (rs_database_get_handle (self->database), "PRAGMA journal_mode=DELETE", NULL,
                        NULL, NULL)
              == SQLITE_OK
          && self->wal)
        reclaim (self->database);
      g_clear_pointer (&self->database, rs_database_free);
    }
  g_clear_pointer (&self->lock, rs_lock_free);
  return ok;
}

void
rs_store_free (RsStore *self)
{
  rs_store_close (self, NULL);
  g_ptr_array_unref (self->readers);
  g_async_queue_unref (self->jobs);
  g_array_unref (self->abandoned);
  rs_history_free (self->history);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->read_only_reason);
  g_free (self->notice);
  g_free (self->path);
  g_free (self);
}
