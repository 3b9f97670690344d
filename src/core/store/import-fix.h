/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"

G_BEGIN_DECLS

/* What an import asks of fixes before they are stored. Pure. */

/* Whether all values are in their ranges or not available; time from year 1 to 9999, or none. */
gboolean rs_import_fix_is_valid (const RsFix *fix);

/* By time, then by line. O(n) if they are in order. */
void rs_import_sort_fixes (RsFix *fixes, guint n);

G_END_DECLS
