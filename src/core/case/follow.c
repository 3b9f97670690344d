/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case/follow.h"

#include "case/case-private.h"
#include "config.h"

/* Not more often: a glance costs some microseconds, but wakes a sleeping processor. */
#define GLANCE_US G_USEC_PER_SEC

struct _RsFollower
{
  RsCase *document; /* borrowed */
  GThread *thread;

  GMutex mutex; /* of the rest */
  GCond cond;
  gboolean stopped;
};

/* FALSE when the thread is to end. */
static gboolean
sleep_until_next (RsFollower *self)
{
  gint64 end_us = g_get_monotonic_time () + GLANCE_US;
  gboolean stopped;

  g_mutex_lock (&self->mutex);
  while (!self->stopped && g_cond_wait_until (&self->cond, &self->mutex, end_us))
    ;
  stopped = self->stopped;
  g_mutex_unlock (&self->mutex);
  return !stopped;
}

static gpointer
follow (gpointer data)
{
  RsFollower *self = data;
  g_autoptr (RsDatabase) database = NULL;
  /* Of this connection; another value than any before means that another one has written. The
   * first glance reads the case in any case: it may have changed since it was opened. */
  gint64 seen = -1, now;

  while (sleep_until_next (self))
    {
      g_autoptr (GError) error = NULL;

      if (!database)
        database = rs_database_open (rs_case_get_path (self->document), RS_DATABASE_READ_ONLY,
                                     &error);
      /* What fails while the file is being closed or replaced by its writer is tried again. */
      if (database && rs_database_query_int (database, "PRAGMA data_version", &now, &error)
          && now != seen && rs_case_load (self->document, &error))
        seen = now;
      if (error)
        g_debug ("the case cannot be followed now: %s", error->message);
    }
  return NULL;
}

RsFollower *
rs_follower_new (RsCase *document)
{
  RsFollower *self = g_new0 (RsFollower, 1);

  self->document = document;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->thread = g_thread_new ("case-follower", follow, self);
  return self;
}

void
rs_follower_free (RsFollower *self)
{
  g_mutex_lock (&self->mutex);
  self->stopped = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}
