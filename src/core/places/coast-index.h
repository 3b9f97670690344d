/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "places/atlas.h"

G_BEGIN_DECLS

/* The edges of a cell's rings sorted into rows, so that a question touches few of them. In cell
 * units, y down. Immutable; lives as long as its cell. */

typedef struct
{
  guint16 x0, y0, x1, y1;
  guint8 kind; /* RsRingKind */
  guint8 cut;  /* drawn by the cell's side, no coast */
} RsCoastEdge;

typedef struct
{
  guint n_rows;       /* a power of two, 1 to 256 */
  guint row_shift;    /* y >> row_shift is the row, but for the lower side itself */
  guint32 *starts;    /* n_rows + 1: a row's edges are [starts[r], starts[r + 1]) */
  RsCoastEdge *edges; /* one that spans rows is in each of them */
} RsCoastIndex;

typedef enum
{
  RS_COAST_LAND,
  RS_COAST_LAKE,
  RS_COAST_SEA,
} RsCoastGround;

/**
 * rs_coast_index_of:
 * @cell: a mixed cell
 *
 * Made at the first call, kept with the cell. Any thread.
 *
 * Returns: (transfer none): the index
 */
const RsCoastIndex *rs_coast_index_of (const RsAtlasCell *cell);

static inline guint
rs_coast_index_row (const RsCoastIndex *index, double y)
{
  return y <= 0 ? 0 : MIN ((guint)y >> index->row_shift, index->n_rows - 1);
}

/* What is at a point of the cell: cell units, [0, RS_CELL_UNITS]. */
RsCoastGround rs_coast_index_ground (const RsCoastIndex *index, double x, double y);

/* Whether the straight line touches a coast of the cell; its ends may lie outside, and only rows
 * between @y_low and @y_high are looked at. */
gboolean rs_coast_index_crosses (const RsCoastIndex *index,
                                 double ax,
                                 double ay,
                                 double bx,
                                 double by,
                                 double y_low,
                                 double y_high);

G_END_DECLS
