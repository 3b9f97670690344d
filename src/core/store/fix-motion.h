/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"

G_BEGIN_DECLS

/* Where a ship is expected: dead reckoning in whole numbers, the same on every machine (FORMAT.md). Any
 * thread. */

/* How far north, in degrees x 10^7, speed and course of @from lead by the time of @to; 0 if they are not
 * known, or the times are more than ten minutes apart. */
gint64 rs_fix_motion_north_e7 (const RsFix *from, const RsFix *to);

/* The same for east, at the latitude of @from. */
gint64 rs_fix_motion_east_e7 (const RsFix *from, const RsFix *to);

G_END_DECLS
