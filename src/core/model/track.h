/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"

G_BEGIN_DECLS

/* A span of time, both ends in it. */
typedef struct
{
  gint64 from_ms, to_ms;
} RsTimeSpan;

/* A suspicious fix: its index, and where it is. */
typedef struct
{
  guint32 fix;
  gint32 lat_e7, lon_e7;
} RsSuspect;

typedef struct _RsLevelPoint RsLevelPoint;
typedef struct _RsLevelChunk RsLevelChunk;
typedef struct _RsKnot RsKnot;
typedef struct _RsTrackBlock RsTrackBlock;

/* What model/level.h and model/knots.h make of a track at a zoom, kept with it. */
typedef struct
{
  const RsLevelPoint *points;
  const RsLevelChunk *chunks;
  const RsKnot *knots;
  guint32 n_points, n_chunks, n_knots;
} RsStoredLevel;

/* A time stands beside every so many fixes of a stored track. */
#define RS_TRACK_SAMPLE 64

/* All fixes of one vessel in time order (equal times keep their order in the file). Immutable and
 * shared by reference count (atomic): a snapshot taken after an edit holds the same tracks.
 *
 * Where fixes cannot all be one ship's, the track has a track of its own for each ship that used the
 * number, its *hulls*, and the fixes that are nobody's, its *strays*; then every step of the whole from
 * one ship to another is a break. What draws a line or a symbol goes by hulls (RsSnapshot.hulls), what
 * counts or lists fixes by the whole.
 *
 * A *stored* track lies in a file that is mapped into memory: what is not looked at costs none. With it
 * is kept what is asked of all tracks at once, so that this need not look at the fixes: times, spans
 * of moving, levels. Who looks at the fixes of many tracks one after the other calls
 * rs_track_forget () after each; who looks at some, rs_track_look () before each. */
typedef struct _RsTrack RsTrack;
struct _RsTrack
{
  gint64 vessel_id;
  guint n;
  const RsFix *fixes;
  gint64 from_ms, to_ms; /* of the first and the last fix; undefined for n = 0 */
  /* Box of all fixes, degrees; east < west where it crosses 180 degrees. Undefined for n = 0. */
  double west_deg, south_deg, east_deg, north_deg;
  guint n_not_observed; /* fixes that are reconstructed or asserted */
  guint provenances;    /* set of 1 << RsProvenance: what there is */
  const guint32 *segments; /* (nullable): each fix's segment, from 1; NULL: 1 for all */
  guint n_segments;        /* of the vessel; 0 as if it were 1 */
  guint n_hulls;           /* ships that share the number; 0 as if it were 1 */
  RsTrack *const *hulls;   /* (nullable) (array length=n_hulls): NULL: the track is one ship's */
  RsTrack *strays;         /* (nullable): fixes of no hull, all after a break */
  const guint32 *whole;    /* (nullable): of a hull or of strays: each fix's index in the whole */
  const RsSuspect *suspects; /* (nullable): fixes with one of RS_FIX_SUSPECT or of no hull, by index */
  guint n_suspects;
  const RsTrackBlock *blocks; /* (nullable): model/track-block.h; NULL of hulls, strays and no fixes */

  /* Of a stored track; %NULL and 0 of any other. */
  const gint64 *samples;     /* time of each RS_TRACK_SAMPLE-th fix, from the first */
  const RsTimeSpan *moves;   /* rs_activity_find_moves () */
  guint n_moves;
  const RsStoredLevel *levels; /* by zoom */
  guint n_levels;
};

/* A step that needs more than this is a jump: two ships on one number, or a bad fix. Faster than any
 * ship; detectors judge slower ones. */
#define RS_TRACK_JUMP_KN 100

/**
 * rs_track_new:
 * @vessel_id: the vessel
 * @fixes: (transfer full) (array length=n): fixes, g_malloc'ed; sorted here if they are not
 * @n: how many
 * @gap_ms: a pause longer than this is a gap: %RS_FIX_BREAK is set on the fix after it
 *
 * Reconstructed fixes are not broken among themselves, whatever their pause: they are a computed
 * line; but a break lies between an observed and a reconstructed run where the pause exceeds
 * @gap_ms. A jump (more than 2 nm at more than %RS_TRACK_JUMP_KN) is a break too, but among
 * reconstructed fixes.
 */
RsTrack *rs_track_new (gint64 vessel_id, RsFix *fixes, guint n, gint64 gap_ms);

/**
 * rs_track_new_split:
 * @fixes: (transfer full) (array length=n): in time order
 * @segments: (transfer full) (array length=n): each fix's segment, from 1
 * @n_segments: the greatest of them
 * @hulls: (nullable) (array length=n): each fix's hull, 1 to @n_hulls, 0 of none; %NULL: all 1
 * @n_hulls: the greatest of them, at least 1
 *
 * As rs_track_new (), of fixes that are not all one ship's or were not heard in one piece: the step
 * to another segment is a break (but between reconstructed fixes, which are never parted).
 */
RsTrack *rs_track_new_split (gint64 vessel_id, RsFix *fixes, guint n, gint64 gap_ms,
                             guint32 *segments, guint n_segments, const guint32 *hulls,
                             guint n_hulls);
/* Who keeps the memory of stored tracks small. Both are called by any thread, several at once. */
typedef struct
{
  /* Lets go of the memory that reading the fixes took. */
  void (*forget) (gconstpointer start, gsize size);
  /* So many of them were looked at that it is time to see how much memory that took. */
  void (*tidy) (void);
} RsTrackKeeper;

/**
 * rs_track_new_stored:
 * @like: what the track says of itself; its pointers lead into @storage, but for hulls and strays
 * @hulls: (transfer full) (nullable) (array length=n_hulls): its hulls, g_malloc'ed; @like has their
 *   number
 * @strays: (transfer full) (nullable): its strays
 * @storage: keeps what it points to; a reference is taken
 * @keeper: a constant; may be %NULL where @like has no samples
 */
RsTrack *rs_track_new_stored (const RsTrack *like, RsTrack **hulls, RsTrack *strays, GBytes *storage,
                              const RsTrackKeeper *keeper);

/* (nullable) (transfer none): what keeps a stored track; %NULL: the track has memory of its own. */
GBytes *rs_track_get_storage (const RsTrack *self);

/* To be called after a look at all fixes of a track that is one of many: of a stored track they need
 * not stay in memory. They may be looked at again. Any thread. */
void rs_track_forget (const RsTrack *self);

/* To be called before a place of a track is looked at that may be one of many: each may take pages of a stored
 * one, and ten thousand tracks are looked at in less than a tenth of a second. What finds a fix or a
 * level does. Any thread. */
void rs_track_look (const RsTrack *self);

RsTrack *rs_track_ref (RsTrack *self);
void rs_track_unref (RsTrack *self);

/**
 * rs_track_find:
 * @t_ms: a time
 *
 * Returns: index of the last fix at or before @t_ms, or -1 if all are later; O(log n)
 */
gint rs_track_find (const RsTrack *self, gint64 t_ms);

/* Whether a fix lies in the span, both ends in it. O(log n). */
gboolean rs_track_has_fix (const RsTrack *self, gint64 from_ms, gint64 to_ms);

/**
 * rs_track_get_suspects:
 * @from_ms: the span they lie in, both ends included; RS_TIME_NONE: all
 * @to_ms: end of it
 * @out_n: (out): how many they are
 *
 * Returns: (transfer none) (array length=out_n) (nullable): of the track's suspects; O(their number)
 */
const RsSuspect *rs_track_get_suspects (const RsTrack *self, gint64 from_ms, gint64 to_ms,
                                        guint *out_n);

/* Index of the fix in the whole track of its vessel. O(1). */
static inline guint
rs_track_get_whole_index (const RsTrack *self, guint index)
{
  return self->whole ? self->whole[index] : index;
}

/* Number of a fix's segment within its vessel, from 1. O(1). */
static inline guint
rs_track_get_segment (const RsTrack *self, guint index)
{
  return self->segments ? self->segments[index] : 1;
}

/**
 * rs_track_get_hull:
 * @index: of a fix in the whole track
 * @out_index: (out) (optional): its index in what is returned
 *
 * Returns: the track of the ship that sent it; the strays if none did; the track itself if it is one
 *   ship's. O(hulls x log n)
 */
const RsTrack *rs_track_get_hull (const RsTrack *self, guint index, guint *out_index);

/* Number of a fix's hull within its vessel, from 1; 0 of a stray. Cost as rs_track_get_hull (). */
guint rs_track_get_hull_number (const RsTrack *self, guint index);

/* The parts of a track that hold no line to each other, one after the other: its hulls, then its strays;
 * or the track itself if it is one ship's. %NULL at the end. */
static inline const RsTrack *
rs_track_get_part (const RsTrack *self, guint index)
{
  if (!self->hulls)
    return index == 0 ? self : NULL;
  return index < self->n_hulls ? self->hulls[index] : index == self->n_hulls ? self->strays : NULL;
}

/* Puts fixes into time order; equal times keep their order. O(n) if they are. */
void rs_track_sort_fixes (RsFix *fixes, guint n);

/**
 * rs_track_is_jump:
 * @from: a fix
 * @to: a fix, not earlier
 *
 * Whether the step is one of more than 2 nm at more than %RS_TRACK_JUMP_KN, and more than 5/4 of what
 * either end says of its speed.
 */
gboolean rs_track_is_jump (const RsFix *from, const RsFix *to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsTrack, rs_track_unref)

G_END_DECLS
