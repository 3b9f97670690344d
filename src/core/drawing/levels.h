/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/knots.h"

G_BEGIN_DECLS

/* Levels by track and zoom, made when first asked for. Holds a reference to each track it knows.
 * Any thread, several at once. */
typedef struct _RsLevelCache RsLevelCache;

/* @max_bytes: the levels used longest ago are let go beyond this */
RsLevelCache *rs_level_cache_new (gsize max_bytes);
void rs_level_cache_free (RsLevelCache *self);

/**
 * rs_level_cache_get:
 * @box: what is looked at, less than half a world wide where @zoom is nearer than
 *   %RS_LEVEL_MAX_STORED_ZOOM
 *
 * Returns: (transfer full): never %NULL; of a stored track that is seen from nearer than its levels are
 *   kept for, at least what comes into @box (rs_level_new_within ()), else all of it
 */
RsLevel *rs_level_cache_get (RsLevelCache *self, RsTrack *track, guint zoom, const RsWorldBox *box);

/* Returns: (transfer full): the knots to a level that was got here; never %NULL */
RsKnots *rs_level_cache_get_knots (RsLevelCache *self, RsTrack *track, RsLevel *level);

/* As rs_level_cache_get (), but takes the level of a zoom nearby if that is what there is, and does
 * not make one of a track so long that the main thread would feel it.
 *
 * Returns: (transfer full) (nullable): a level */
RsLevel *rs_level_cache_peek (RsLevelCache *self, RsTrack *track, guint zoom, const RsWorldBox *box);

/* Lets go of every track that is not in @tracks (of RsTrack*). */
void rs_level_cache_keep_only (RsLevelCache *self, GPtrArray *tracks);

gsize rs_level_cache_get_bytes (RsLevelCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsLevelCache, rs_level_cache_free)

G_END_DECLS
