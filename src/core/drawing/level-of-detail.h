/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/mercator.h"
#include "drawing/levels.h"
#include "model/snapshot.h"
#include "places/own-places.h"
#include "replay/position.h"

G_BEGIN_DECLS

/* What the parts of a case keep between pictures: simplified tracks, and where every vessel is at
 * the two moments drawn last. Any thread, several at once: picking at one of these never waits for a picture. */
typedef struct _RsDetail RsDetail;

RsDetail *rs_detail_new (void);
void rs_detail_free (RsDetail *self);

/* Once at the start of a picture: lets go of what belongs to another snapshot. */
void rs_detail_use_snapshot (RsDetail *self, RsSnapshot *snapshot);

/* The user's places on the map, so that picking need not look through their lists each time: what
 * rs_own_places_list () found in the snapshot in use. A reference is taken. */
void rs_detail_set_own_places (RsDetail *self, GArray *own_places);
/* Returns: (transfer full) (nullable) (element-type RsOwnPlace): %NULL while another snapshot is in use */
GArray *rs_detail_ref_own_places (RsDetail *self, const RsSnapshot *snapshot);

/* As rs_level_cache_get (), rs_level_cache_get_knots () and rs_level_cache_peek (). */
RsLevel *rs_detail_get_level (RsDetail *self, RsTrack *track, guint zoom, const RsWorldBox *box);
RsKnots *rs_detail_get_knots (RsDetail *self, RsTrack *track, RsLevel *level);
RsLevel *rs_detail_peek_level (RsDetail *self, RsTrack *track, guint zoom, const RsWorldBox *box);

/* Where all vessels of a snapshot are at one time. Immutable, shared by reference count. */
typedef struct
{
  gint ref_count;
  RsSnapshot *snapshot; /* owned */
  gint64 t_ms;
  guint n;
  RsPosition *positions; /* parallel to the snapshot's hulls */
  RsWorldPoint *places;  /* the same on the map, world units (RS_WORLD is the world's width) */
} RsPositions;

RsPositions *rs_positions_ref (RsPositions *self);
void rs_positions_unref (RsPositions *self);

/* Those of two times of a snapshot are kept; what is not takes as long as asking all tracks.
 * Returns: (transfer full): never %NULL */
RsPositions *rs_detail_get_positions (RsDetail *self, RsSnapshot *snapshot, gint64 t_ms);

/* Fetches what rs_position_at () will read of ships @hull + 8 and @hull + 16, of @n: thousands of tracks lie all
 * over the memory, and waiting for them is most of what asking them costs. @hints: as they will be handed
 * in. Always inline: gcc holds a function that only fetches for one that does nothing. */
G_ALWAYS_INLINE static inline void
rs_detail_expect (const RsSnapshot *snapshot, const gint *hints, guint hull, guint n)
{
  if (hull + 16 < n)
    __builtin_prefetch (g_ptr_array_index (snapshot->hulls, hull + 16));
  if (hull + 8 < n)
    {
      const RsTrack *track = g_ptr_array_index (snapshot->hulls, hull + 8);

      __builtin_prefetch (track->fixes + MAX (hints[hull + 8], 0));
    }
}

/* Hints for rs_position_at () of where trails begin, parallel to the hulls of the snapshot that is
 * drawn. Only for the picture's thread and those that it has at work, each its own hulls. */
gint *rs_detail_get_trail_hints (RsDetail *self);

/* How large a note's words were when they were last drawn, logical pixels, 0 if there was no room for
 * them: measuring is the picture's thread's, picking is not. */
void rs_detail_set_words_size (RsDetail *self, gint64 note_id, double width, double height);
/* Returns: %FALSE if they were not drawn yet */
gboolean rs_detail_get_words_size (RsDetail *self, gint64 note_id, double *out_width,
                                   double *out_height);

gsize rs_detail_get_bytes (RsDetail *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsDetail, rs_detail_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsPositions, rs_positions_unref)

G_END_DECLS
