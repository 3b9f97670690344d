/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/records.h"
#include "model/track.h"

G_BEGIN_DECLS

/**
 * rs_gaps_find:
 * @track: a track
 * @gap_ms: longest pause that is no gap, as the track was made with
 *
 * The pauses longer than @gap_ms, but between two reconstructed fixes: a computed line has none.
 * Where ships share the number, those of each by itself. Each says how long, how far apart (geodesic) and what speed that implies.
 *
 * Returns: (transfer full) (element-type RsEvent): gap events with id 0, by time
 */
GPtrArray *rs_gaps_find (const RsTrack *track, gint64 gap_ms);

G_END_DECLS
