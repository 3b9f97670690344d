/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/import-fix.h"

#include <stdlib.h>

#define TIME_MIN_MS (-62135596800 * RS_SECOND_MS) /* year 1 */
#define TIME_MAX_MS (253402300800 * RS_SECOND_MS) /* year 10000 */

gboolean
rs_import_fix_is_valid (const RsFix *fix)
{
  return (fix->t_ms == RS_TIME_NONE || (fix->t_ms >= TIME_MIN_MS && fix->t_ms < TIME_MAX_MS))
         && fix->lat_e7 >= -RS_LAT_E7_MAX && fix->lat_e7 <= RS_LAT_E7_MAX
         && fix->lon_e7 >= -RS_LON_E7_MAX && fix->lon_e7 <= RS_LON_E7_MAX
         && (fix->cog_ddeg < 3600 || fix->cog_ddeg == RS_COG_NONE)
         && (fix->heading_deg < 360 || fix->heading_deg == RS_HEADING_NONE)
         && fix->nav_status <= RS_NAV_STATUS_NONE && fix->provenance <= RS_ASSERTED;
}

static int
compare_fixes (gconstpointer a, gconstpointer b)
{
  const RsFix *x = a, *y = b;

  if (x->t_ms != y->t_ms)
    return x->t_ms < y->t_ms ? -1 : 1;
  return (x->line > y->line) - (x->line < y->line);
}

void
rs_import_sort_fixes (RsFix *fixes, guint n)
{
  /* Most files are in the order of time. */
  for (guint i = 1; i < n; i++)
    if (compare_fixes (&fixes[i - 1], &fixes[i]) > 0)
      {
        qsort (fixes, n, sizeof *fixes, compare_fixes);
        return;
      }
}
