/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/levels.h"

G_BEGIN_DECLS

/**
 * rs_level_cut:
 * @level: (inout): a level of @track; replaced by one of its own where something is cut off
 * @from_ms: the span that stays, both ends included; RS_TIME_NONE: all
 * @to_ms: end of it
 *
 * Cuts lines at the moments themselves, where the vessel was by rs_position_at (). O(points of the
 * level) where a part goes, O(1) where all stays.
 */
void rs_level_cut (RsLevel **level, const RsTrack *track, gint64 from_ms, gint64 to_ms);

G_END_DECLS
