/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "places/atlas.h"

G_BEGIN_DECLS

/* The finest coast of the atlas as a raster for the router: the Mercator world cut into 2^depth x
 * 2^depth squares, each open (no coast and no land in it) or shut. Lakes are shut. Rasters of the
 * atlas's cells are made when they are first asked for and kept. Not shared between threads. */
typedef struct _RsSeaGrid RsSeaGrid;

/* Squares on the side of a tile, the unit in which distances to the shore are worked out. */
#define RS_SEA_TILE 64
#define RS_SEA_TILE_BITS 6

/* Distance to the nearest shut square, in squares rounded down, at most RS_SEA_TILE; 0 for a shut
 * one. The smallest and largest of each block, in a pyramid: see rs_sea_tile_block (). */
typedef struct
{
  guint8 *least;
  guint8 *most;
} RsSeaTile;

/* Index of the block (@x, @y) of a tile cut into 2^k x 2^k. */
static inline guint
rs_sea_tile_block (guint k, guint x, guint y)
{
  return ((1u << (2 * k)) - 1) / 3 + (y << k) + x;
}

/**
 * rs_sea_grid_new:
 * @atlas: the coast
 * @depth: log2 of the squares on a side of the world; at least RS_SEA_TILE_BITS more than that of
 *   the atlas's finest cells
 */
RsSeaGrid *rs_sea_grid_new (RsAtlas *atlas, guint depth);
void rs_sea_grid_free (RsSeaGrid *self);

guint rs_sea_grid_get_depth (const RsSeaGrid *self);

/* Whether there is no shut square in the block (@x, @y) of the world cut into 2^@depth on a side;
 * @depth at most rs_sea_grid_get_depth () - RS_SEA_TILE_BITS, @x and @y below 2^@depth. */
gboolean rs_sea_grid_is_open (RsSeaGrid *self, guint depth, guint x, guint y);

/**
 * rs_sea_grid_get_tile:
 * @x: column of the tile
 * @y: row of the tile
 * @bits: log2 of the blocks on its side, up to RS_SEA_TILE_BITS; a block is shut if a square of it
 *   is, and distances are whole blocks, told in squares
 *
 * Returns: (transfer none): the tile; worked out once
 */
const RsSeaTile *rs_sea_grid_get_tile (RsSeaGrid *self, guint x, guint y, guint bits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsSeaGrid, rs_sea_grid_free)

G_END_DECLS
