/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/records.h"
#include "model/track.h"

G_BEGIN_DECLS

/* The two fixes of a gap. Plain value. */
typedef struct
{
  RsFix from, to;
} RsGap;

/**
 * rs_gaps_find:
 * @track: a track
 * @gap_ms: longest pause that is no gap, as the track was made with
 *
 * The pauses longer than @gap_ms, but between two reconstructed fixes: a computed line has none.
 * Where ships share the number, those of each by itself. O(fixes).
 *
 * Returns: (transfer full) (element-type RsGap): by time
 */
GArray *rs_gaps_find (const RsTrack *track, gint64 gap_ms);

/**
 * rs_gaps_to_events:
 * @gaps: (array length=n): of the vessel
 *
 * Each says how long, how far apart (geodesic) and what speed that implies.
 *
 * Returns: (transfer full) (element-type RsEvent): gap events with id 0, in the same order
 */
GPtrArray *rs_gaps_to_events (gint64 vessel_id, const RsGap *gaps, guint n, gint64 gap_ms);

G_END_DECLS
