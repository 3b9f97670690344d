/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/level.h"

G_BEGIN_DECLS

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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsLevelCache, rs_level_cache_free)

G_END_DECLS
