/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "places/atlas.h"

G_BEGIN_DECLS

/* Shared by atlas.c, atlas-cell.c and coast.c. */

/* What a cell is besides its public face. One allocation: the arrays lie behind the struct. */
typedef struct _RsCellBox RsCellBox;
struct _RsCellBox
{
  RsAtlasCell cell; /* first: the public pointer is this one */
  gint refs;        /* atomic */
  gsize bytes;      /* of the allocation and what may be derived from it */
  /* Something another file derives from the cell once and keeps with it; set by
   * compare-and-exchange from NULL, freed with the cell. */
  gpointer aux;
  GDestroyNotify aux_free;
  GList link; /* the cache's; data is the box */
};

/**
 * rs_cell_box_new:
 * @level: level
 * @cx: column
 * @cy: row
 * @ground: what it is
 * @n_points: room for so many points
 * @n_rings: and rings
 * @n_borders: and borders
 *
 * The arrays are reachable, and to be filled, through the public pointers with the const cast off.
 *
 * Returns: (transfer full): a box with one reference
 */
RsCellBox *rs_cell_box_new (guint level,
                            guint cx,
                            guint cy,
                            RsCellGround ground,
                            guint n_points,
                            guint n_rings,
                            guint n_borders);

/**
 * rs_cell_unpack:
 * @frame: the cell's zstd frame
 * @n_frame: its length, bytes
 * @shift: coordinates are stored without so many low bits
 *
 * Returns: (transfer full) (nullable): the cell, or %NULL if the bytes are not a sound cell
 */
RsCellBox *
rs_cell_unpack (const guint8 *frame, gsize n_frame, guint shift, guint level, guint cx, guint cy);

/**
 * rs_cell_carve:
 * @parent: a cell of a coarser level that holds this one
 * @bits: the cell is 1 / 2^@bits as wide, 1 to 8
 * @level: the new cell's level
 * @cx: its column
 * @cy: its row
 *
 * Cuts the part of @parent that lies in the cell out of it and magnifies it. Neighbours carved from
 * the same or from neighbouring parents have the same points on the side they share.
 *
 * Returns: (transfer full): the cell
 */
RsCellBox *rs_cell_carve (const RsAtlasCell *parent, guint bits, guint level, guint cx, guint cy);

/**
 * rs_atlas_peek_ground:
 * @atlas: the map
 * @level: level
 * @cx: column, below cells_per_side
 * @cy: row, below cells_per_side
 *
 * Without unpacking: %RS_CELL_MIXED may turn out to be plain where the level has no data of its
 * own.
 *
 * Returns: what the cell is
 */
RsCellGround rs_atlas_peek_ground (RsAtlas *atlas, guint level, guint cx, guint cy);

G_END_DECLS
