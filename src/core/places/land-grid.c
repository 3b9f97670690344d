/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/land-grid.h"

#include "places/coast.h"

#define CELL_E7 100000
#define COLUMNS 36000
/* A place in a cell is at most so far from its middle: half the diagonal at the equator, and a little
 * for the rounding. */
#define REACH_M 790.0
/* Cells that are remembered: 1 MB, enough for the waters of a busy coast. */
#define SLOTS (1u << 17)

typedef enum
{
  CELL_UNKNOWN,
  CELL_CLEAR,  /* no place in it is far inland */
  CELL_INLAND, /* every place is */
  CELL_MIXED,  /* ask for each */
} CellState;

typedef struct
{
  guint32 key;
  guint32 state;
} Slot;

struct _RsLandGrid
{
  RsAtlas *atlas;
  Slot *slots;
};

RsLandGrid *
rs_land_grid_new (RsAtlas *atlas)
{
  RsLandGrid *self = g_new0 (RsLandGrid, 1);

  self->atlas = atlas;
  self->slots = g_new0 (Slot, SLOTS);
  return self;
}

void
rs_land_grid_free (RsLandGrid *self)
{
  if (!self)
    return;
  g_free (self->slots);
  g_free (self);
}

static gboolean
is_inland (RsLandGrid *self, RsLatLon p)
{
  return rs_coast_is_land (self->atlas, p)
         && rs_coast_distance_m (self->atlas, p, RS_INLAND_M) >= RS_INLAND_M;
}

static CellState
look (RsLandGrid *self, guint32 row, guint32 column)
{
  RsLatLon middle = { (row + 0.5) * CELL_E7 / RS_E7 - 90, (column + 0.5) * CELL_E7 / RS_E7 - 180 };
  double inland_m;

  /* If the middle is water, the shore is no farther from any land of the cell than the middle is. */
  if (!rs_coast_is_land (self->atlas, middle))
    return CELL_CLEAR;
  inland_m = rs_coast_distance_m (self->atlas, middle, RS_INLAND_M + REACH_M);
  if (inland_m >= RS_INLAND_M + REACH_M)
    return CELL_INLAND;
  return inland_m < RS_INLAND_M - REACH_M ? CELL_CLEAR : CELL_MIXED;
}

gboolean
rs_land_grid_is_inland (RsLandGrid *self, gint32 lat_e7, gint32 lon_e7)
{
  guint32 row = (guint32) (lat_e7 + RS_LAT_E7_MAX) / CELL_E7;
  guint32 column = (guint32) ((gint64) lon_e7 + RS_LON_E7_MAX) / CELL_E7;
  guint32 key = row * COLUMNS + column;
  Slot *slot = &self->slots[(key * 2654435769u) >> 15];

  if (slot->key != key || slot->state == CELL_UNKNOWN)
    *slot = (Slot) { key, look (self, row, column) };
  if (slot->state != CELL_MIXED)
    return slot->state == CELL_INLAND;
  return is_inland (self, (RsLatLon) { rs_deg_from_e7 (lat_e7), rs_deg_from_e7 (lon_e7) });
}
