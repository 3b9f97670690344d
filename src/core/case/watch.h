/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/snapshot.h"

G_BEGIN_DECLS

/* Which vessels of a case are on its watchlists. */

typedef enum
{
  RS_WATCH_IMO,
  RS_WATCH_MMSI,
  RS_WATCH_CALLSIGN, /* name and call sign */
  RS_WATCH_NAME,
} RsWatchBy;

typedef enum
{
  RS_WATCH_SURE,     /* the number of the hull */
  RS_WATCH_LIKELY,   /* the number of the radio, or name and call sign or flag */
  RS_WATCH_POSSIBLE, /* the name alone: ships share names */
} RsWatchSurety;

typedef struct
{
  gint64 vessel_id;
  const RsList *list;        /* borrowed from the snapshot */
  const RsWatchEntry *entry; /* borrowed from the snapshot */
  RsWatchBy by;
  RsWatchSurety surety;
  gint64 from_ms, to_ms; /* when the vessel was called so; RS_TIME_NONE: not dated */
} RsWatchMatch;

/* "imo", "mmsi", "name and callsign", "name"; "sure", "likely", "possible". */
const char *rs_watch_by_to_string (RsWatchBy by);
const char *rs_watch_surety_to_string (RsWatchSurety surety);

/**
 * rs_watch_match:
 * @snapshot: keep it as long as the matches
 *
 * By IMO number, then by MMSI, then by the names that a vessel had, in any script, without "M/V" and the
 * like; each pair of vessel and entry once, by the best. An entry that holds for a time matches only
 * what a vessel was called in that time. Two different IMO numbers are two ships whatever their names.
 *
 * Returns: (transfer full) (element-type RsWatchMatch): by vessel as in the snapshot, surest first
 */
GArray *rs_watch_match (const RsSnapshot *snapshot);

G_END_DECLS
