/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/knots.h"

G_BEGIN_DECLS

/* A point of a line with the time at which the ship was there. Plain value. */
typedef struct
{
  double x, y; /* world units; x unwrapped from the chunk's first point */
  double t_s;  /* seconds since the track's first fix */
  guint knot;  /* index of the stretch that goes on from here */
} RsPacePoint;

/**
 * rs_pace_walk:
 * @chunk: of @level, which may be cut (level-cut.h)
 * @knots: to the level before it was cut
 * @out: of RsPacePoint; emptied first
 *
 * The chunk's line with its knots put in. Times are exact at knots and at the chunk's ends, and between
 * them even along the line. O(points + knots of the chunk).
 */
void rs_pace_walk (const RsTrack *track, const RsLevel *level, const RsLevelChunk *chunk,
                   const RsKnots *knots, GArray *out);

G_END_DECLS
