/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/background.h"

#include <sys/resource.h>
#include <unistd.h>

#define NICER 5
#define NICEST 19

void
rs_background_begin (void)
{
  /* Linux keeps the niceness of each thread apart. That it cannot be set is no harm. More than others have, also
   * where the whole program was told to be nice. */
  int old = getpriority (PRIO_PROCESS, (id_t) gettid ());

  setpriority (PRIO_PROCESS, (id_t) gettid (), MIN (old + NICER, NICEST));
}

guint
rs_background_get_n_workers (void)
{
  return CLAMP (g_get_num_processors (), 1, 8);
}
