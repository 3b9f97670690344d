/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/track.h"

G_BEGIN_DECLS

/* Which fixes of one number can be one ship. A *segment* is a run of fixes in which no step needs
 * more than the speed limit and no pause is longer than the segment pause (DEFINITIONS.md). Segments
 * that follow each other, as one ship could have sailed them, make a *hull*. A hull of a few fixes
 * beside a longer one is a *stray*: noise, a wrong clock, a bit that was lost. */
typedef struct
{
  double limit_kn; /* a step that needs more is a speed jump ... */
  double buffer_h; /* ... judged as if it had taken this much longer */
  gint64 pause_ms; /* a longer pause ends the segment */
} RsSegmentRule;

/* 25 kn, 0.25 h, 8 h: gpsdio-segment's rule for speed jumps. */
#define RS_SEGMENT_RULE_DEFAULT ((RsSegmentRule) { 25, 0.25, 8 * RS_HOUR_MS })

/* What follows each other is a stray, if the vessel has a longer hull, where it is at most so many
 * fixes; or in pieces of at most so many, and so small a part of the longest hull. */
#define RS_STRAY_MAX 3
#define RS_STRAY_SEGMENT_MAX 5
#define RS_STRAY_PART 20
/* Segments that are open at a time: a number shared by more ships at once is not told apart. */
#define RS_SEGMENTS_OPEN_MAX 256

/**
 * rs_segment_allows:
 * @from: a fix
 * @to: a fix, not earlier
 *
 * Whether one ship can have sent both: the pause is not too long, and the step is no jump as
 * rs_track_is_jump () has it and needs no more than the limit; of a ship that says that she goes
 * faster, no more than 5/4 of what she says. Two reconstructed fixes always can: a computed line.
 */
gboolean rs_segment_allows (const RsSegmentRule *rule, const RsFix *from, const RsFix *to);

/* As rs_segment_allows (), whatever the pause: whether the way can be sailed in the time. */
gboolean rs_segment_is_one_ship (const RsFix *from, const RsFix *to, const RsSegmentRule *rule);

/* Tells segments apart fix by fix. For one thread. */
typedef struct _RsSegmenter RsSegmenter;

RsSegmenter *rs_segmenter_new (const RsSegmentRule *rule);
void rs_segmenter_free (RsSegmenter *self);

/**
 * rs_segmenter_add:
 * @fix: not earlier than the fix before; copied
 *
 * Puts the fix into the open segment that explains it best, by where its last fix was heading, by
 * speed, course and status; or begins one if none can be continued. O(1) while one ship uses the
 * number, else O(open segments).
 *
 * Returns: number of the segment, from 0; a number that did not occur yet is one more than the
 *   greatest so far
 */
guint32 rs_segmenter_add (RsSegmenter *self, const RsFix *fix);

typedef struct
{
  guint first, last; /* its first and last fix */
  guint n;           /* fixes */
  guint hull;        /* from 1; 0: a stray */
} RsSegment;

typedef struct
{
  guint n_fixes;
  guint32 *of_fix;     /* parallel to the fixes: index into segments */
  RsSegment *segments; /* by first fix */
  guint n_segments;
  guint n_hulls;       /* by first fix; at least 1 if there are fixes */
} RsSegments;

/**
 * rs_segments_find:
 * @fixes: (array length=n): of one vessel, in time order
 *
 * Segments never overlap within a hull, and a hull's next segment begins where it can be reached
 * from the end of the one before; it continues the hull that ended nearest, rather one with a long
 * segment than one of crumbs. Works across the
 * antimeridian. O(n k), k the segments open at a time, at most %RS_SEGMENTS_OPEN_MAX; for a single
 * ship O(n). Any thread.
 *
 * Returns: (transfer full): the segments
 */
RsSegments *rs_segments_find (const RsFix *fixes, guint n, const RsSegmentRule *rule);
void rs_segments_free (RsSegments *self);

/**
 * rs_segment_track_new:
 * @vessel_id: the vessel
 * @fixes: (transfer full) (array length=n): as rs_track_new () takes them
 * @gap_ms: the gap threshold
 *
 * The track of a vessel with its segments and hulls.
 */
RsTrack *rs_segment_track_new (gint64 vessel_id, RsFix *fixes, guint n, gint64 gap_ms,
                               const RsSegmentRule *rule);

/**
 * RsHullFunc:
 * @fixes: (inout) (array length=n): of the vessel, by time: the flags may be changed, and nothing else
 * @hulls: (nullable) (array length=n): each one's hull, 0 of none; %NULL: all are one ship's
 */
typedef void (*RsHullFunc) (RsFix *fixes, guint n, const guint32 *hulls, gpointer user_data);

/* As rs_segment_track_new (), and asks @judge of the fixes when it is known whose they are. */
RsTrack *rs_segment_track_new_judged (gint64 vessel_id, RsFix *fixes, guint n, gint64 gap_ms,
                                      const RsSegmentRule *rule, RsHullFunc judge,
                                      gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsSegmenter, rs_segmenter_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsSegments, rs_segments_free)

G_END_DECLS
