/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/parallel.h"

#include "model/background.h"

/* More would only fight over memory. */
#define MAX_THREADS 8

typedef struct
{
  gint ref_count;
  guint n;
  RsParallelFunc func;
  gpointer user_data;
  gint next; /* atomic: the piece that nobody has taken yet */
  GMutex lock; /* of done */
  GCond cond;
  guint done;
} Batch;

static void
unref_batch (Batch *batch)
{
  if (!g_atomic_int_dec_and_test (&batch->ref_count))
    return;
  g_mutex_clear (&batch->lock);
  g_cond_clear (&batch->cond);
  g_free (batch);
}

static void
work (Batch *batch)
{
  guint index, did = 0;

  while ((index = (guint) g_atomic_int_add (&batch->next, 1)) < batch->n)
    {
      batch->func (index, batch->user_data);
      did++;
    }
  if (did == 0)
    return;
  g_mutex_lock (&batch->lock);
  batch->done += did;
  if (batch->done == batch->n)
    g_cond_signal (&batch->cond);
  g_mutex_unlock (&batch->lock);
}

static void
help_cb (gpointer data, gpointer user_data)
{
  rs_background_draw ();
  work (data);
  unref_batch (data);
}

guint
rs_parallel_get_n_threads (void)
{
  static gsize n;

  /* Asking the system reads a file. */
  if (g_once_init_enter (&n))
    g_once_init_leave (&n, CLAMP (g_get_num_processors (), 1, MAX_THREADS));
  return (guint) n;
}

static GThreadPool *
get_pool (void)
{
  static gsize pool;

  if (g_once_init_enter (&pool))
    {
      gint n = (gint) rs_parallel_get_n_threads ();

      /* Exclusive: the threads do nothing else. */
      g_once_init_leave (&pool, (gsize) g_thread_pool_new (help_cb, NULL, n, TRUE, NULL));
    }
  return (GThreadPool *) pool;
}

void
rs_parallel_run (guint n, RsParallelFunc func, gpointer user_data)
{
  guint n_helpers = MIN (rs_parallel_get_n_threads (), n);
  Batch *batch;

  if (n_helpers <= 1)
    {
      for (guint i = 0; i < n; i++)
        func (i, user_data);
      return;
    }
  /* A helper that comes late finds nothing left to do; it may still hold the batch then. */
  batch = g_new0 (Batch, 1);
  batch->ref_count = (gint) n_helpers;
  batch->n = n;
  batch->func = func;
  batch->user_data = user_data;
  g_mutex_init (&batch->lock);
  g_cond_init (&batch->cond);
  for (guint i = 1; i < n_helpers; i++)
    g_thread_pool_push (get_pool (), batch, NULL);
  work (batch);
  g_mutex_lock (&batch->lock);
  while (batch->done < n)
    g_cond_wait (&batch->cond, &batch->lock);
  g_mutex_unlock (&batch->lock);
  unref_batch (batch);
}
