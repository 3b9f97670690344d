/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/cpa.h"
#include "replay/position.h"

G_BEGIN_DECLS

/* Two vessels held against each other. Pure; any thread. */

/* Reported speed and course older than this are not what the ship does now. */
#define RS_MOTION_FRESH_MS (3 * RS_MINUTE_MS)

/* Where two vessels are at one moment. Plain value. */
typedef struct
{
  RsPosition own, other;
  /* Which ships of numbers that several share, from 1; 0 a number of one ship, or no ship told apart. */
  guint own_hull, other_hull;
  gboolean has_range;  /* both have a place, if only the last one known */
  gboolean is_sure;    /* both places are observed at this moment, not last known or computed */
  double dist_m;       /* geodesic */
  double bearing_deg;  /* of @other from @own, true, [0, 360); NAN at one place */
  double back_deg;     /* of @own from @other */
  gboolean has_motion; /* speed and course of both are known: the rest is set */
  RsCpa cpa;
} RsComparison;

/**
 * rs_compare_at:
 * @own: a track
 * @other: a track
 * @t_ms: any time
 * @gap_ms: the gap threshold, as for rs_position_at ()
 * @out: (out): the answer
 *
 * A vessel's motion is the speed and course it reported at most %RS_MOTION_FRESH_MS before, else
 * distance and azimuth of the leg it is on; one in a gap has none. O(log n).
 */
void rs_compare_at (const RsTrack *own, const RsTrack *other, gint64 t_ms, gint64 gap_ms,
                    RsComparison *out);

/**
 * rs_compare_nearest:
 *
 * As rs_compare_at (); of numbers that several ships share, those two of the ships that are there then which
 * are nearest to each other. O(ships of one x ships of the other x log n).
 */
void rs_compare_nearest (const RsTrack *own, const RsTrack *other, gint64 t_ms, gint64 gap_ms,
                         RsComparison *out);

/* How near two vessels came. Plain value. */
typedef struct
{
  gint64 t_ms;
  double dist_m;       /* geodesic */
  RsLatLon own, other;
  RsProvenance provenance; /* of the less sure of the two places */
  gint64 from_ms, to_ms;   /* in which both tracks have fixes */
  gint64 known_ms;         /* of it, how long both were on a line rather than in a gap */
  /* Which ships of numbers that several share, from 1; 0 a fix that is no ship's. */
  guint own_hull, other_hull;
} RsClosest;

/**
 * rs_closest_find:
 * @own: a track
 * @other: a track
 * @out: (out): the earliest moment at which they were nearest; untouched if there is none
 *
 * Over all the time in which both vessels are on a line or in a fix, never in a gap. Between fixes both
 * move as rs_position_at () has it. Of ships that share a number, the one that came nearest counts; the moment is exact to a second where that changes the distance by
 * more than a metre (tests/core/analysis/test-compare.c). O(fixes of both in the common time).
 *
 * Returns: %FALSE if there is no moment at which both are known
 */
gboolean rs_closest_find (const RsTrack *own, const RsTrack *other, RsClosest *out);

G_END_DECLS
