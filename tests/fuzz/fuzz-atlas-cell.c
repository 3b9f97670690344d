/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes as the content of a map cell: what is accepted lies in the cell, can be carved, and its
 * index answers. */
#include "fuzz.h"

#include <zstd.h>

#include "places/atlas-private.h"
#include "places/coast-index.h"

static void
check_cell (const RsAtlasCell *cell)
{
  guint used = 0;

  for (guint i = 0; i < cell->n_rings; i++)
    {
      g_assert_cmpuint (cell->rings[i].first, ==, used);
      g_assert_cmpuint (cell->rings[i].kind, <=, RS_RING_ISLAND);
      used += cell->rings[i].n;
    }
  for (guint i = 0; i < cell->n_borders; i++)
    used += cell->borders[i].n;
  g_assert_cmpuint (used, ==, cell->n_points);
  for (guint i = 0; i < cell->n_points; i++)
    g_assert_true (cell->points[i].x <= RS_CELL_UNITS && cell->points[i].y <= RS_CELL_UNITS);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gsize room = ZSTD_compressBound (size);
  g_autofree guint8 *frame = g_malloc (room);
  gsize n_frame = ZSTD_compress (frame, room, data, size, 1);
  RsCellBox *box = rs_cell_unpack (frame, n_frame, size % 4, 3, 5, 6);

  if (box == NULL)
    return 0;
  check_cell (&box->cell);
  for (guint part = 0; part < 4; part++)
    {
      RsCellBox *carved = rs_cell_carve (&box->cell, 2, 4, 20 + part, 24 + part);

      check_cell (&carved->cell);
      rs_atlas_cell_unref (&carved->cell);
    }
  for (guint i = 0; i < 8; i++)
    rs_coast_index_ground (rs_coast_index_of (&box->cell), i * 4681.0, i * 4681.0);
  rs_coast_index_crosses (rs_coast_index_of (&box->cell), -5, -5, 40000, 33000, -1, 40000);
  rs_atlas_cell_unref (&box->cell);
  return 0;
}
