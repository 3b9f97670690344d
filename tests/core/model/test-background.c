/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/background.h"

#include <sys/resource.h>
#include <unistd.h>

static gpointer
begin_thread (gpointer data)
{
  rs_background_begin ();
  return GINT_TO_POINTER (getpriority (PRIO_PROCESS, (id_t) gettid ()));
}

/* It gives way to the thread that began it, which stays as it is, also where that is nice already. */
static void
test_nice (void)
{
  int before = getpriority (PRIO_PROCESS, (id_t) gettid ());
  int in_thread = GPOINTER_TO_INT (g_thread_join (g_thread_new ("nice", begin_thread, NULL)));

  if (before == 19)
    g_test_skip ("nothing is nicer than this process");
  else
    g_assert_cmpint (in_thread, >, before);
  g_assert_cmpint (getpriority (PRIO_PROCESS, (id_t) gettid ()), ==, before);
}

static void
test_workers (void)
{
  g_assert_cmpuint (rs_background_get_n_workers (), >=, 1);
  g_assert_cmpuint (rs_background_get_n_workers (), <=, 8);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/background/nice", test_nice);
  g_test_add_func ("/background/workers", test_workers);
  return g_test_run ();
}
