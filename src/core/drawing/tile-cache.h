/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Side of a tile, device pixels. */
#define RS_TILE_PX 256

/* Painted tiles, the ones used longest ago given up first. A tile is known by its picture (bytes
 * that hold everything its pixels depend on) and its place in the picture's grid. One thread. */
typedef struct _RsTileCache RsTileCache;

typedef struct
{
  gint64 i, j; /* column and row */
  gboolean inferred;
  guint32 pixels[RS_TILE_PX * RS_TILE_PX];
} RsTile;

/* @max_bytes: of all tiles together; at least one picture's worth is needed for it to help */
RsTileCache *rs_tile_cache_new (gsize max_bytes);
void rs_tile_cache_free (RsTileCache *self);

/* Makes room for at least so many tiles: those found or added since stay valid while no more than
 * these are added. */
void rs_tile_cache_reserve (RsTileCache *self, gsize n_tiles);

/* The tile, or NULL if it is not there. It stays while fewer others than the cache holds are found
 * or added. */
const RsTile *rs_tile_cache_find (RsTileCache *self, GBytes *picture, gint64 i, gint64 j);

/* Returns: (transfer none): a tile to be painted, pixels undefined */
RsTile *rs_tile_cache_add (RsTileCache *self, GBytes *picture, gint64 i, gint64 j);

/* Takes a tile out again whose painting was broken off. */
void rs_tile_cache_remove (RsTileCache *self, GBytes *picture, gint64 i, gint64 j);

gsize rs_tile_cache_get_bytes (RsTileCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsTileCache, rs_tile_cache_free)

G_END_DECLS
