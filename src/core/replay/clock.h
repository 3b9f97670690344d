/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/snapshot.h"

G_BEGIN_DECLS

/* The replay's clock: a plain value, advanced by whoever has a wall clock. Pure. */
typedef struct
{
  gint64 from_ms, to_ms; /* span that is played */
  double speed;          /* case seconds per wall second, RS_SPEED_MIN to RS_SPEED_MAX */
  gboolean loop;
  gboolean skip_idle;    /* jump over times when no vessel moves */
} RsClock;

#define RS_SPEED_MIN 1.0
#define RS_SPEED_MAX 1000000.0

/* Times when something moves, for skipping idle ones: sorted, disjoint, joined where all rest for
 * less than 10 minutes. Immutable. O(fixes) to make. */
typedef struct _RsActivity RsActivity;

/* @hidden: (nullable) (element-type gint64): vessels that do not count */
RsActivity *rs_activity_new (const RsSnapshot *snapshot, GHashTable *hidden);
void rs_activity_free (RsActivity *self);

/**
 * rs_activity_find_moves:
 * @track: a ship's
 * @spans: of RsTimeSpan; what is found is added
 *
 * The stretches of time in which she moves, joined across rests that are no idle time. O(fixes); of a
 * stored track O(spans). What is stored was found by this: who changes it makes files of tracks stale
 * (RS_TRACK_FILE_VERSION).
 */
void rs_activity_find_moves (const RsTrack *track, GArray *spans);

/* Milliseconds of case time in which something moves. */
gint64 rs_activity_get_length (const RsActivity *self);

/* When something first moves and when the last thing has; RS_TIME_NONE if nothing ever does. */
gint64 rs_activity_get_start (const RsActivity *self);
gint64 rs_activity_get_end (const RsActivity *self);

/**
 * rs_clock_advance:
 * @t_ms: present case time
 * @wall_ms: wall milliseconds passed since, >= 0
 * @activity: (nullable): needed for skip_idle
 * @out_ended: (out): whether the end was reached and it does not loop
 *
 * With skip_idle only times of @activity count: an idle stretch is passed in no time at all. Rounds
 * to a millisecond, so a player at real speed hands in the wall time since it started and the case
 * time it started from, not the 16 ms since the last frame.
 *
 * Without @loop and with idle times skipped the end is when the last thing has moved.
 *
 * Returns: the next case time within the clock's span
 */
gint64 rs_clock_advance (const RsClock *clock, gint64 t_ms, double wall_ms,
                         const RsActivity *activity, gboolean *out_ended);

/* The rung of the ladder at which @length_ms of case time take about two minutes. */
double rs_speed_for_length (gint64 length_ms);

/* The next and previous rung of the speed ladder 1, 2, 5, 10, 30, 60, 120, 300, 600, 1200, 1800,
 * 3600, 7200, 14400, 43200, 86400, 200000, 500000, 1000000. */
double rs_speed_faster (double speed);
double rs_speed_slower (double speed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsActivity, rs_activity_free)

G_END_DECLS
