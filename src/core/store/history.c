/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/history.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "store/schema.h"
#include "store/sqlite.h"

#define HASH_PREFIX "RSTD history 1\n"

typedef struct
{
  gint64 seq;
  char *summary;
} Step;

struct _RsHistory
{
  GMutex mutex; /* of the two lists, which any thread may ask for labels */
  GQueue done;  /* of Step*: what undo takes back, newest at the tail */
  GQueue undone; /* of Step*: what redo brings again, next at the tail */
  gint64 held;   /* seq of a step that goes on, 0 none */
};

static void
free_step (gpointer data)
{
  Step *step = data;

  g_free (step->summary);
  g_free (step);
}

RsHistory *
rs_history_new (void)
{
  RsHistory *self = g_new0 (RsHistory, 1);

  g_mutex_init (&self->mutex);
  g_queue_init (&self->done);
  g_queue_init (&self->undone);
  return self;
}

void
rs_history_free (RsHistory *self)
{
  g_queue_clear_full (&self->done, free_step);
  g_queue_clear_full (&self->undone, free_step);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
update_number (GChecksum *checksum, gint64 value)
{
  guint64 little = GUINT64_TO_LE ((guint64) value);

  g_checksum_update (checksum, (const guchar *) &little, sizeof little);
}

static void
update_bytes (GChecksum *checksum, gconstpointer data, gsize size)
{
  update_number (checksum, (gint64) size);
  g_checksum_update (checksum, data, (gssize) size);
}

void
rs_history_hash (const RsHistoryRecord *record, guint8 out[RS_HISTORY_HASH_SIZE])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size = RS_HISTORY_HASH_SIZE;

  g_checksum_update (checksum, (const guchar *) HASH_PREFIX, strlen (HASH_PREFIX));
  g_checksum_update (checksum, record->prev_hash, RS_HISTORY_HASH_SIZE);
  update_number (checksum, record->seq);
  update_number (checksum, record->t_ms);
  update_bytes (checksum, record->author, strlen (record->author));
  update_bytes (checksum, record->action, strlen (record->action));
  update_bytes (checksum, record->summary, strlen (record->summary));
  update_number (checksum, record->target);
  update_bytes (checksum, record->changeset_size ? record->changeset : "", record->changeset_size);
  g_checksum_get_digest (checksum, out, &size);
}

/* Moves the steps as an entry of the history says. The mutex is held. */
static void
follow (RsHistory *self, const char *action, gint64 seq, gint64 target, const char *summary)
{
  gboolean undo = g_str_equal (action, "undo");

  /* A further part of an import is in the list with its first. */
  if (target != 0 && g_str_equal (action, "import"))
    return;
  if (undo || g_str_equal (action, "redo"))
    {
      GQueue *from = undo ? &self->done : &self->undone;
      GQueue *to = undo ? &self->undone : &self->done;
      Step *step = g_queue_pop_tail (from);

      /* The history is what counts: a step that it does not name cannot be taken. */
      if (step && step->seq == target)
        g_queue_push_tail (to, step);
      else if (step)
        free_step (step);
      return;
    }
  g_queue_clear_full (&self->undone, free_step);
  if (!g_str_equal (action, "create"))
    {
      Step *step = g_new0 (Step, 1);

      step->seq = seq;
      step->summary = g_strdup (summary);
      g_queue_push_tail (&self->done, step);
    }
}

gboolean
rs_history_load (RsHistory *self, RsDatabase *database, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_HISTORY_STEPS, error);
  int found = -1;

  if (!s)
    return FALSE;
  g_mutex_lock (&self->mutex);
  g_queue_clear_full (&self->done, free_step);
  g_queue_clear_full (&self->undone, free_step);
  while ((found = rs_statement_step (s, error)) > 0)
    {
      gint64 seq = rs_statement_get_int (s);
      g_autofree char *action = rs_statement_dup_text (s);
      gint64 target = rs_statement_get_id (s);

      follow (self, action, seq, target, rs_statement_get_text (s));
    }
  g_mutex_unlock (&self->mutex);
  return found == 0;
}

void
rs_history_dup_labels (RsHistory *self, char **out_undo, char **out_redo)
{
  const Step *undo, *redo;

  g_mutex_lock (&self->mutex);
  undo = g_queue_peek_tail (&self->done);
  redo = g_queue_peek_tail (&self->undone);
  *out_undo = undo ? g_strdup (undo->summary) : NULL;
  *out_redo = redo ? g_strdup (redo->summary) : NULL;
  g_mutex_unlock (&self->mutex);
}

static gboolean
append (RsDatabase *database, const char *action, const char *summary, gint64 target,
        gconstpointer changeset, gsize size, gint64 *out_seq, GError **error)
{
  guint8 prev_hash[RS_HISTORY_HASH_SIZE] = { 0 };
  guint8 hash[RS_HISTORY_HASH_SIZE];
  g_autofree char *author = g_utf8_make_valid (g_get_real_name (), -1);
  RsHistoryRecord record = {
    .seq = 1,
    .t_ms = g_get_real_time () / 1000,
    .author = author,
    .action = action,
    .summary = summary,
    .target = target,
    .changeset = changeset,
    .changeset_size = size,
    .prev_hash = prev_hash,
  };
  RsStatement *s = rs_database_get (database, RS_SQL_GET_HEAD, error);
  int found;

  if (!s)
    return FALSE;
  found = rs_statement_step (s, error);
  if (found > 0)
    {
      gsize hash_size;
      gconstpointer head;

      record.seq = rs_statement_get_int (s) + 1;
      head = rs_statement_get_blob (s, &hash_size);
      memcpy (prev_hash, head, MIN (hash_size, sizeof prev_hash));
    }
  rs_statement_reset (s);
  if (found < 0)
    return FALSE;
  rs_history_hash (&record, hash);
  s = rs_database_get (database, RS_SQL_PUT_HISTORY, error);
  if (!s)
    return FALSE;
  rs_statement_put_int (s, record.seq);
  rs_statement_put_int (s, record.t_ms);
  rs_statement_put_text (s, record.author);
  rs_statement_put_text (s, record.action);
  rs_statement_put_text (s, record.summary);
  rs_statement_put_id (s, record.target);
  rs_statement_put_blob (s, prev_hash, sizeof prev_hash);
  rs_statement_put_blob (s, hash, sizeof hash);
  rs_statement_put_blob (s, changeset, size);
  *out_seq = record.seq;
  return rs_statement_run (s, error);
}

static sqlite3_session *
begin_session (RsDatabase *database, GError **error)
{
  const char *const *tables = rs_schema_get_plain_tables ();
  sqlite3_session *session = NULL;

  if (sqlite3session_create (rs_database_get_handle (database), "main", &session) != SQLITE_OK)
    {
      rs_database_set_error (database, error);
      return NULL;
    }
  for (guint i = 0; tables[i]; i++)
    if (sqlite3session_attach (session, tables[i]) != SQLITE_OK)
      {
        rs_database_set_error (database, error);
        sqlite3session_delete (session);
        return NULL;
      }
  return session;
}

/* The one way to change plain tables. @out_seq is 0 if nothing was changed. */
static gboolean
record (RsDatabase *database, const char *action, const char *summary, gint64 target,
        RsHistoryFunc func, gpointer user_data, gint64 *out_seq, GError **error)
{
  sqlite3_session *session = NULL;
  void *changeset = NULL;
  int size = 0, result;
  gboolean done = FALSE;

  *out_seq = 0;
  /* An edit that was confirmed survives a power failure too; bulk data need not. */
  if (!rs_database_run (database, "PRAGMA synchronous=FULL", error))
    return FALSE;
  if (!rs_database_begin (database, error))
    goto out;
  session = begin_session (database, error);
  if (!session || !func (database, user_data, error))
    goto out;
  result = sqlite3session_changeset (session, &size, &changeset);
  if (result != SQLITE_OK)
    {
      rs_store_set_error (error, result, NULL, rs_database_get_path (database));
      goto out;
    }
  if (size > 0
      && !append (database, action, summary, target, changeset, (gsize) size, out_seq, error))
    goto out;
  done = rs_database_commit (database, error);

out:
  g_clear_pointer (&session, sqlite3session_delete);
  sqlite3_free (changeset);
  if (!done)
    rs_database_rollback (database);
  sqlite3_exec (rs_database_get_handle (database), "PRAGMA synchronous=NORMAL", NULL, NULL, NULL);
  return done;
}

gboolean
rs_history_record_step (RsHistory *self, RsDatabase *database, const char *action,
                        const char *summary, RsHistoryFunc func, gpointer user_data, gint64 *step,
                        GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (summary, -1);
  gint64 seq;

  if (!record (database, action, valid, *step, func, user_data, &seq, error))
    return FALSE;
  if (seq)
    {
      g_mutex_lock (&self->mutex);
      follow (self, action, seq, *step, valid);
      g_mutex_unlock (&self->mutex);
    }
  if (*step == 0)
    *step = seq;
  return TRUE;
}

gboolean
rs_history_record (RsHistory *self, RsDatabase *database, const char *action, const char *summary,
                   RsHistoryFunc func, gpointer user_data, GError **error)
{
  gint64 step = 0;

  return rs_history_record_step (self, database, action, summary, func, user_data, &step, error);
}

void
rs_history_hold (RsHistory *self, gint64 step)
{
  g_mutex_lock (&self->mutex);
  self->held = step;
  g_mutex_unlock (&self->mutex);
}

/* Whether a changeset inserts that import. */
static gboolean
inserts_import (gconstpointer changeset, gsize size, gint64 import_id)
{
  sqlite3_changeset_iter *iter;
  gboolean found = FALSE;

  if (sqlite3changeset_start (&iter, (int) size, (void *) changeset) != SQLITE_OK)
    return FALSE;
  while (!found && sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      const char *table;
      int n_columns, operation;
      sqlite3_value *id = NULL;

      if (sqlite3changeset_op (iter, &table, &n_columns, &operation, NULL) == SQLITE_OK
          && operation == SQLITE_INSERT && g_str_equal (table, "import")
          && sqlite3changeset_new (iter, 0, &id) == SQLITE_OK && id)
        found = sqlite3_value_int64 (id) == import_id;
    }
  sqlite3changeset_finalize (iter);
  return found;
}

gboolean
rs_history_find_import (RsDatabase *database, gint64 import_id, gint64 *out_step, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_IMPORT_CHANGESETS, error);
  int found;

  *out_step = 0;
  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      gint64 seq = rs_statement_get_int (s);
      gint64 target = rs_statement_get_id (s);
      gsize size;
      gconstpointer changeset = rs_statement_get_blob (s, &size);

      if (inserts_import (changeset, size, import_id))
        {
          *out_step = target ? target : seq;
          rs_statement_reset (s);
          return TRUE;
        }
    }
  return found == 0;
}

static int
refuse_conflict_cb (void *user_data, int conflict, sqlite3_changeset_iter *iter)
{
  return SQLITE_CHANGESET_ABORT;
}

gboolean
rs_history_apply (RsDatabase *database, gconstpointer changeset, gsize size, gboolean invert,
                  GError **error)
{
  int result;

  /* The flag is SQLite's own way to undo: it turns the changeset around while reading it. */
  result = sqlite3changeset_apply_v2 (rs_database_get_handle (database), (int) size,
                                      (void *) changeset, NULL, refuse_conflict_cb, NULL, NULL, NULL,
                                      invert ? SQLITE_CHANGESETAPPLY_INVERT : 0);
  if (result == SQLITE_OK)
    return TRUE;
  if (result == SQLITE_ABORT || result == SQLITE_CORRUPT || result == SQLITE_SCHEMA)
    {
      g_autofree char *name = g_filename_display_basename (rs_database_get_path (database));

      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED,
                   _("“%s”: the records are not as its history left them. Somebody changed the "
                     "file by other means; Verify says where."),
                   name);
    }
  else
    rs_store_set_error (error, result, NULL, rs_database_get_path (database));
  return FALSE;
}

typedef struct
{
  gint64 seq;
  gboolean invert;
} Replay;

static gboolean
replay_entry (RsDatabase *database, gint64 seq, gboolean invert, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_CHANGESET, error);
  g_autofree guint8 *copy = NULL;
  gsize size = 0;
  int found;

  if (!s)
    return FALSE;
  rs_statement_put_int (s, seq);
  found = rs_statement_step (s, error);
  if (found > 0)
    {
      gconstpointer data = rs_statement_get_blob (s, &size);

      copy = g_memdup2 (data, size);
    }
  rs_statement_reset (s);
  if (found < 0)
    return FALSE;
  if (found == 0)
    {
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED,
                   _("Entry %" PRId64 " of the history is missing."), seq);
      return FALSE;
    }
  return rs_history_apply (database, copy, size, invert, error);
}

/* All entries of a step, in the order in which they were made. */
static GArray *
read_entries (RsDatabase *database, gint64 step, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (gint64));
  RsStatement *s = rs_database_get (database, RS_SQL_GET_FURTHER_PARTS, error);
  int found;

  if (!s)
    return NULL;
  g_array_append_val (entries, step);
  rs_statement_put_int (s, step);
  while ((found = rs_statement_step (s, error)) > 0)
    {
      gint64 seq = rs_statement_get_int (s);

      g_array_append_val (entries, seq);
    }
  return found == 0 ? g_steal_pointer (&entries) : NULL;
}

static gboolean
replay (RsDatabase *database, gpointer user_data, GError **error)
{
  const Replay *wanted = user_data;
  g_autoptr (GArray) entries = read_entries (database, wanted->seq, error);

  for (guint i = 0; entries && i < entries->len; i++)
    {
      guint at = wanted->invert ? entries->len - 1 - i : i;

      if (!replay_entry (database, g_array_index (entries, gint64, at), wanted->invert, error))
        return FALSE;
    }
  return entries != NULL;
}

static gboolean
step (RsHistory *self, RsDatabase *database, gboolean undo, GError **error)
{
  g_autofree char *summary = NULL;
  Replay wanted = { .invert = undo };
  const Step *next;
  gboolean held;
  gint64 seq;

  g_mutex_lock (&self->mutex);
  next = g_queue_peek_tail (undo ? &self->done : &self->undone);
  wanted.seq = next ? next->seq : 0;
  summary = next ? g_strdup (next->summary) : NULL;
  held = next && next->seq == self->held;
  g_mutex_unlock (&self->mutex);
  if (held)
    {
      g_set_error_literal (error, RS_STORE_ERROR, RS_STORE_ERROR_INVALID,
                           _("Stop listening before you take back what was heard."));
      return FALSE;
    }
  if (!summary)
    {
      g_set_error_literal (error, RS_STORE_ERROR, RS_STORE_ERROR_NOTHING,
                           undo ? _("There is nothing to undo.") : _("There is nothing to redo."));
      return FALSE;
    }
  if (!record (database, undo ? "undo" : "redo", summary, wanted.seq, replay, &wanted, &seq, error))
    return FALSE;
  g_mutex_lock (&self->mutex);
  follow (self, undo ? "undo" : "redo", seq, wanted.seq, summary);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

gboolean
rs_history_undo (RsHistory *self, RsDatabase *database, GError **error)
{
  return step (self, database, TRUE, error);
}

gboolean
rs_history_redo (RsHistory *self, RsDatabase *database, GError **error)
{
  return step (self, database, FALSE, error);
}
