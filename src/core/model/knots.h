/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/level.h"

G_BEGIN_DECLS

/* What a level's lines do not say: when the ship was where, how fast, on whose word. Colours by speed,
 * time, source or confidence and the density of ships are drawn from it, so that none of them reads
 * fixes for a picture.
 *
 * A knot is a fix at which one of these changes. Between two knots of a run the ship, taken to go evenly
 * in time from one to the other, is nowhere farther than two pixels of the level's zoom along each axis
 * from where its fixes say (test-knots.c); a stay is one stretch, however long. */

#define RS_KNOT_TOLERANCE_PX 2.0

/* Speeds are kept in steps of so many knots. */
#define RS_KNOT_SPEED_KN 0.2
#define RS_KNOT_SPEED_NONE 255

typedef enum
{
  RS_KNOT_ENDS = 1 << 0,    /* last of its run: no stretch begins here */
  RS_KNOT_SUSPECT = 1 << 1, /* the stretch has a fix with one of RS_FIX_SUSPECT */
} RsKnotFlags;

/* Begins a stretch that goes on to the next knot. Without padding. */
struct _RsKnot
{
  guint32 x, y;   /* packed world coordinates */
  guint32 fix;    /* index into the track's fixes */
  guint32 t_s;    /* of the fix: seconds since the track's first */
  guint16 import; /* RsFix.import of the stretch's first leg */
  guint8 speed;   /* mean of the stretch over time, RS_KNOT_SPEED_KN; RS_KNOT_SPEED_NONE unknown */
  guint8 flags;   /* RsKnotFlags */
};

G_STATIC_ASSERT (sizeof (RsKnot) == 20);

/* Immutable, shared by an atomic reference count. */
typedef struct
{
  gint ref_count;
  guint n;
  const RsKnot *knots; /* in the order of fixes; where two runs meet in a fix it stands twice */
  GBytes *storage;     /* (nullable): what they lie in; NULL: they are owned */
} RsKnots;

/**
 * rs_knots_new:
 * @level: of @track; its zoom and runs are used
 *
 * Speeds are what the fixes say (SOG), or where they say nothing what the way between them needs.
 * O(fixes of the level's runs).
 *
 * Returns: (transfer full): never %NULL
 */
RsKnots *rs_knots_new (const RsTrack *track, const RsLevel *level);
/* (transfer full) (nullable): what is kept with a stored track. O(1). */
RsKnots *rs_knots_new_stored (const RsTrack *track, guint zoom);
RsKnots *rs_knots_ref (RsKnots *self);
void rs_knots_unref (RsKnots *self);

/* Index of the first knot whose fix is after @fix, or n. O(log n). */
guint rs_knots_find_after (const RsKnots *self, guint fix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsKnots, rs_knots_unref)

G_END_DECLS
