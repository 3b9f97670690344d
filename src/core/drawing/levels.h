/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/track.h"

G_BEGIN_DECLS

/* Tracks made ready for drawing and picking at a zoom: packed world coordinates, simplified to what
 * can be seen there, cut into runs (no line joins two) and the runs into chunks with a box.
 *
 * Simplified means: a fix less than half a pixel from the last one kept is dropped, then
 * Douglas-Peucker at half a pixel; so no dropped fix is farther than one pixel of the level's zoom
 * from the line that is drawn (test-levels.c). */

#define RS_LEVEL_MAX_ZOOM 22
#define RS_LEVEL_CHUNK_POINTS 64

typedef struct
{
  guint32 x, y; /* packed world coordinates */
  guint32 fix;  /* index into the track's fixes */
} RsLevelPoint;

typedef enum
{
  RS_CHUNK_BEGINS = 1 << 0, /* first of its run */
  RS_CHUNK_ENDS = 1 << 1,   /* last of its run; a run of one chunk has both */
  RS_CHUNK_RING_FIRST = 1 << 2, /* its first point is next to a silence and wears a ring */
  RS_CHUNK_RING_LAST = 1 << 3,  /* its last point does */
} RsChunkFlags;

/* Some neighbouring points of one run. Two chunks of a run share the point where they meet. */
typedef struct
{
  double start;     /* length of the run before it, world units (RS_WORLD is the world's width) */
  gint64 west, east; /* box; unwrapped from the first point, so it may leave [0, 2^32) */
  guint32 north, south; /* north <= south: y grows southwards */
  guint32 first;    /* index into points */
  guint16 n;        /* 1 (a fix between two silences) to RS_LEVEL_CHUNK_POINTS */
  guint8 provenance; /* RsProvenance of all its legs */
  guint8 flags;     /* RsChunkFlags */
} RsLevelChunk;

/* Immutable, shared by an atomic reference count. */
typedef struct
{
  gint ref_count;
  guint zoom;
  guint n_points;
  guint n_chunks;
  RsLevelPoint *points;
  RsLevelChunk *chunks;
} RsLevel;

/* The level that serves a view: half a pixel of it is at most half a device pixel there. */
guint rs_level_for_zoom (double zoom, double scale);

/* Without a cache; O(fixes). Never %NULL. */
RsLevel *rs_level_new (const RsTrack *track, guint zoom);
RsLevel *rs_level_ref (RsLevel *self);
void rs_level_unref (RsLevel *self);

/* Index of the first point whose fix is after @fix, or n_points. Points are in the order of fixes;
 * where two runs meet in a fix it stands twice. O(log n). */
guint rs_level_find_after (const RsLevel *self, gint fix);

/* Levels by track and zoom, made when first asked for. Holds a reference to each track it knows.
 * Any thread, several at once. */
typedef struct _RsLevelCache RsLevelCache;

/* @max_bytes: the levels used longest ago are let go beyond this */
RsLevelCache *rs_level_cache_new (gsize max_bytes);
void rs_level_cache_free (RsLevelCache *self);

/* Returns: (transfer full): never %NULL */
RsLevel *rs_level_cache_get (RsLevelCache *self, RsTrack *track, guint zoom);

/* As rs_level_cache_get (), but takes the level of a zoom nearby if that is what there is, and does
 * not make one of a track so long that the main thread would feel it.
 *
 * Returns: (transfer full) (nullable): a level */
RsLevel *rs_level_cache_peek (RsLevelCache *self, RsTrack *track, guint zoom);

/* Lets go of every track that is not in @tracks (of RsTrack*). */
void rs_level_cache_keep_only (RsLevelCache *self, GPtrArray *tracks);

gsize rs_level_cache_get_bytes (RsLevelCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsLevel, rs_level_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsLevelCache, rs_level_cache_free)

G_END_DECLS
