/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/interrupt.h"

#include <signal.h>

static void
fill_set (sigset_t *signals)
{
  sigemptyset (signals);
  sigaddset (signals, SIGINT);
  sigaddset (signals, SIGTERM);
}

/* A thread that waits for them: a handler may not cancel. */
static gpointer
wait_for_signal (gpointer data)
{
  GCancellable *cancellable = data;
  sigset_t signals;
  int number;

  fill_set (&signals);
  sigwait (&signals, &number);
  g_cancellable_cancel (cancellable);
  g_object_unref (cancellable);
  return NULL;
}

void
rs_interrupt_catch (GCancellable *cancellable)
{
  sigset_t signals;

  fill_set (&signals);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  g_thread_unref (g_thread_new ("signals", wait_for_signal, g_object_ref (cancellable)));
}
