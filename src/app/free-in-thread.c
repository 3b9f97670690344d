/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/free-in-thread.h"

typedef struct
{
  gpointer data;
  GDestroyNotify free_func;
} Job;

static gpointer
free_thread (gpointer data)
{
  Job *job = data;

  job->free_func (job->data);
  g_free (job);
  return NULL;
}

void
rs_free_in_thread (gpointer data, GDestroyNotify free_func)
{
  Job *job = g_new (Job, 1);
  GThread *thread;

  *job = (Job){ data, free_func };
  thread = g_thread_try_new ("free", free_thread, job, NULL);
  if (thread)
    g_thread_unref (thread);
  else
    free_thread (job);
}
