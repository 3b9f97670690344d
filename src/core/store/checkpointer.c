/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/checkpointer.h"

#include "model/background.h"
#include "store/sqlite.h"

/* Pages in the journal from which they are put back: 4 MiB; and from which the writer does it itself, so that a
 * disk slower than it does not let the journal grow without end: 128 MiB. */
#define PAGES_MIN 1000
#define PAGES_MAX 32768

struct _RsCheckpointer
{
  char *path;
  RsDatabase *writer;
  sqlite3 *handle; /* (nullable): the thread's */

  GMutex mutex; /* of what follows */
  GCond changed;
  gboolean wanted, ending;
  GThread *thread;
};

static void
put_back (sqlite3 *handle)
{
  int result = sqlite3_wal_checkpoint_v2 (handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);

  if (result != SQLITE_OK && result != SQLITE_BUSY)
    g_debug ("the journal is not put back: %s", sqlite3_errstr (result));
}

static gboolean
open_file (RsCheckpointer *self)
{
  if (self->handle)
    return TRUE;
  /* A look at the file makes the connection find the journal. */
  if (sqlite3_open_v2 (self->path, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
          == SQLITE_OK
      && sqlite3_exec (self->handle, "PRAGMA synchronous=NORMAL; SELECT count (*) FROM sqlite_schema",
                       NULL, NULL, NULL)
             == SQLITE_OK)
    return TRUE;
  g_debug ("the journal is not put back: %s", sqlite3_errmsg (self->handle));
  sqlite3_close_v2 (self->handle);
  self->handle = NULL;
  return FALSE;
}

static gpointer
run (gpointer data)
{
  RsCheckpointer *self = data;

  rs_background_begin ();
  g_mutex_lock (&self->mutex);
  while (!self->ending)
    {
      if (!self->wanted)
        {
          g_cond_wait (&self->changed, &self->mutex);
          continue;
        }
      self->wanted = FALSE;
      g_mutex_unlock (&self->mutex);
      if (open_file (self))
        put_back (self->handle);
      g_mutex_lock (&self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  sqlite3_close_v2 (self->handle);
  return NULL;
}

/* After each commit of the writer. */
static int
committed_cb (void *user_data, sqlite3 *handle, const char *name, int n_pages)
{
  RsCheckpointer *self = user_data;

  if (n_pages >= PAGES_MAX)
    put_back (handle);
  else if (n_pages >= PAGES_MIN)
    {
      g_mutex_lock (&self->mutex);
      self->wanted = TRUE;
      g_cond_signal (&self->changed);
      g_mutex_unlock (&self->mutex);
    }
  return SQLITE_OK;
}

RsCheckpointer *
rs_checkpointer_new (const char *path, RsDatabase *writer)
{
  RsCheckpointer *self = g_new0 (RsCheckpointer, 1);

  self->path = g_strdup (path);
  self->writer = writer;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  /* In the place of SQLite's own, which would do it in the writer's commit. */
  sqlite3_wal_hook (rs_database_get_handle (writer), committed_cb, self);
  self->thread = g_thread_new ("checkpoint", run, self);
  return self;
}

void
rs_checkpointer_free (RsCheckpointer *self)
{
  sqlite3_wal_hook (rs_database_get_handle (self->writer), NULL, NULL);
  g_mutex_lock (&self->mutex);
  self->ending = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self->path);
  g_free (self);
}
