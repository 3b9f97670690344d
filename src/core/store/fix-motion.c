/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/fix-motion.h"

#include <math.h>

#define N_DIRECTIONS 3600 /* tenths of a degree */
#define ONE 32768
#define AHEAD_MAX_MS (10 * 60 * 1000)
/* 0.1 kn for a millisecond is 1/216 of 10^-7 degrees. */
#define PER_E7 216
#define PARALLEL_MIN 64 /* of ONE: close to the poles a degree of longitude is next to nothing */

/* cosines[k]: ONE x the cosine of k tenths of a degree, rounded. None is so close to a half that how the
 * cosine was computed would matter (the closest is 0.0005 off). */
static const gint32 *
get_cosines (void)
{
  static gint32 cosines[N_DIRECTIONS];
  static gsize done;

  if (g_once_init_enter (&done))
    {
      for (guint k = 0; k < N_DIRECTIONS; k++)
        cosines[k] = (gint32) lround (ONE * cos (k * G_PI / (N_DIRECTIONS / 2)));
      g_once_init_leave (&done, 1);
    }
  return cosines;
}

/* 0.1 kn x ms; 0 if it says nothing. */
static gint64
get_run (const RsFix *from, const RsFix *to)
{
  guint64 ahead_ms = (guint64) to->t_ms - (guint64) from->t_ms;

  if (ahead_ms > AHEAD_MAX_MS || from->sog_dkn == RS_SOG_NONE || from->cog_ddeg >= N_DIRECTIONS)
    return 0;
  return (gint64) (ahead_ms * from->sog_dkn);
}

gint64
rs_fix_motion_north_e7 (const RsFix *from, const RsFix *to)
{
  gint64 run = get_run (from, to);

  return run == 0 ? 0 : run * get_cosines ()[from->cog_ddeg] / (PER_E7 * ONE);
}

gint64
rs_fix_motion_east_e7 (const RsFix *from, const RsFix *to)
{
  gint64 run = get_run (from, to);
  const gint32 *cosines;
  guint parallel;

  if (run == 0)
    return 0;
  cosines = get_cosines ();
  parallel = (guint) ABS (from->lat_e7) / (RS_E7 / 10);
  /* sin x = cos (x + 270 degrees) */
  return run * cosines[(from->cog_ddeg + 2700) % N_DIRECTIONS]
         / (PER_E7 * MAX (cosines[parallel], PARALLEL_MIN));
}
