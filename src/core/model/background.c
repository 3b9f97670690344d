/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/background.h"

#include <sys/resource.h>
#include <unistd.h>

/* A picture is waited for more than an import is. */
#define NICER 5
#define NICER_DRAWING 3
#define NICEST 19

/* Linux keeps the niceness of each thread apart. That it cannot be set is no harm. More than others have, also
 * where the whole program was told to be nice. */
static void
be_nicer (int by)
{
  int old = getpriority (PRIO_PROCESS, (id_t) gettid ());

  setpriority (PRIO_PROCESS, (id_t) gettid (), MIN (old + by, NICEST));
}

void
rs_background_begin (void)
{
  be_nicer (NICER);
}

void
rs_background_draw (void)
{
  static __thread gboolean begun;

  if (!begun)
    be_nicer (NICER_DRAWING);
  begun = TRUE;
}

guint
rs_background_get_n_workers (void)
{
  return CLAMP (g_get_num_processors (), 1, 8);
}
