/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/track.h"

G_BEGIN_DECLS

/* Tracks made ready for drawing and picking at a zoom: packed world coordinates, simplified to what
 * can be seen there, cut into runs (no line joins two) and the runs into chunks with a box.
 *
 * Simplified means: a fix less than a quarter of a pixel from the last one kept is dropped, then
 * Douglas-Peucker at half a pixel; so no dropped fix is farther than 3/4 of a pixel of the level's zoom
 * from the line that is drawn (test-levels.c).
 *
 * What that does to a picture, against one that is stroked from every fix (test-tolerance.c: zooms 1
 * to 15, turned, scales 1 to 2, across 180 degrees): nothing is drawn more than a pixel beside where
 * it belongs or missing there; of the inked pixels of all pictures at most 0.4 % differ by more than half of
 * what a channel holds, of those of one picture at most 8 % (on a map of the world, where a voyage is a
 * smudge of some pixels). */

#define RS_LEVEL_MAX_ZOOM 22
/* Stored tracks keep their levels up to this: nearer views hold few ships. */
#define RS_LEVEL_MAX_STORED_ZOOM 14
#define RS_LEVEL_CHUNK_POINTS 64

struct _RsLevelPoint
{
  guint32 x, y; /* packed world coordinates */
  guint32 fix;  /* index into the track's fixes */
};

typedef enum
{
  RS_CHUNK_BEGINS = 1 << 0, /* first of its run */
  RS_CHUNK_ENDS = 1 << 1,   /* last of its run; a run of one chunk has both */
  RS_CHUNK_RING_FIRST = 1 << 2, /* its first point is next to a silence and wears a ring */
  RS_CHUNK_RING_LAST = 1 << 3,  /* its last point does */
} RsChunkFlags;

/* Some neighbouring points of one run. Two chunks of a run share the point where they meet. */
struct _RsLevelChunk
{
  double start;     /* length of the run before it, world units (RS_WORLD is the world's width) */
  gint64 west, east; /* box; unwrapped from the first point, so it may leave [0, 2^32) */
  guint32 north, south; /* north <= south: y grows southwards */
  guint32 first;    /* index into points */
  guint16 n;        /* 1 (a fix between two silences) to RS_LEVEL_CHUNK_POINTS */
  guint8 provenance; /* RsProvenance of all its legs */
  guint8 flags;     /* RsChunkFlags */
  gint64 from_ms, to_ms; /* of its first and its last fix */
};

/* Immutable, shared by an atomic reference count. */
typedef struct
{
  gint ref_count;
  guint zoom;
  guint n_points;
  guint n_chunks;
  const RsLevelPoint *points;
  const RsLevelChunk *chunks;
  GBytes *storage; /* (nullable): what they lie in; NULL: they are owned */
} RsLevel;

/* The level that serves a view: half a pixel of it is at most half a device pixel there. */
guint rs_level_for_zoom (double zoom, double scale);

/* A part of the world in world units; west may be less than 0 and east more than RS_WORLD. Plain value. */
typedef struct
{
  double west, east, north, south; /* west <= east, north <= south */
} RsWorldBox;

/* Without a cache; O(fixes). Never %NULL. */
RsLevel *rs_level_new (const RsTrack *track, guint zoom);

/**
 * rs_level_new_within:
 * @zoom: nearer than %RS_LEVEL_MAX_STORED_ZOOM
 * @box: less than half a world wide
 *
 * A level of the stretches of a stored track that come into @box, each as a run of its own: near by,
 * few of its fixes are in view, and only these are read. O(chunks of the nearest level that is stored +
 * fixes of those that meet the box).
 *
 * Returns: (transfer full) (nullable): %NULL if no levels are kept with the track
 */
RsLevel *rs_level_new_within (const RsTrack *track, guint zoom, const RsWorldBox *box);
/* (transfer full) (nullable): the level that is kept with a stored track. O(1). */
RsLevel *rs_level_new_stored (const RsTrack *track, guint zoom);
/* The same for a moment: @self lives as long as the track and is not reffed. %FALSE if none is kept. */
gboolean rs_level_peek_stored (const RsTrack *track, guint zoom, RsLevel *self);
RsLevel *rs_level_ref (RsLevel *self);
void rs_level_unref (RsLevel *self);

/* Index of the first point whose fix is after @fix, or n_points. Points are in the order of fixes;
 * where two runs meet in a fix it stands twice. O(log n). */
guint rs_level_find_after (const RsLevel *self, gint fix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsLevel, rs_level_unref)

G_END_DECLS
