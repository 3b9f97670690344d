/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/land-grid.h"

#include "places/coast.h"

/* Squares of 0.1 degree that the shore is far from are settled at once, others are cut into hundred. */
#define CELL_E7 100000
#define COLUMNS 36000
#define BLOCK 10
/* A place in a square is at most so far from its middle: half the diagonal at the equator, and a
 * little for the rounding. */
#define CELL_REACH_M 790.0
#define BLOCK_REACH_M (BLOCK * CELL_REACH_M)
/* Squares that are remembered: 1 MB, enough for the waters of a busy coast, and 512 KB. */
#define CELL_BITS 17
#define BLOCK_BITS 16

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
  Slot *cells;
  Slot *blocks;
};

RsLandGrid *
rs_land_grid_new (RsAtlas *atlas)
{
  RsLandGrid *self = g_new0 (RsLandGrid, 1);

  self->atlas = atlas;
  self->cells = g_new0 (Slot, 1u << CELL_BITS);
  self->blocks = g_new0 (Slot, 1u << BLOCK_BITS);
  return self;
}

void
rs_land_grid_free (RsLandGrid *self)
{
  if (!self)
    return;
  g_free (self->cells);
  g_free (self->blocks);
  g_free (self);
}

/* The wanted distance in a square of 0.1 degree; the fine coast's box is made of such squares. */
static double
get_limit_m (guint32 block_row, guint32 block_column)
{
  const guint32 per_deg = (guint32) (RS_E7 / (BLOCK * CELL_E7));

  return block_row >= (RS_FINE_COAST_SOUTH + 90) * per_deg
                 && block_row < (RS_FINE_COAST_NORTH + 90) * per_deg
                 && block_column >= (RS_FINE_COAST_WEST + 180) * per_deg
                 && block_column < (RS_FINE_COAST_EAST + 180) * per_deg
             ? RS_INLAND_FINE_M
             : RS_INLAND_COARSE_M;
}

static RsLatLon
get_middle (guint32 row, guint32 column, double size_e7)
{
  return (RsLatLon) { (row + 0.5) * size_e7 / RS_E7 - 90, (column + 0.5) * size_e7 / RS_E7 - 180 };
}

/* The distance to the nearest shore lies between the two; up to @max_m. */
static void
bound_distance (RsLandGrid *self, RsLatLon p, double max_m, double *out_min_m, double *out_max_m)
{
  double dist_m;

  if (ABS (p.lat_deg) > RS_COAST_ESTIMATE_LAT_MAX)
    {
      *out_min_m = *out_max_m = rs_coast_distance_m (self->atlas, p, max_m);
      return;
    }
  max_m *= 1 + 2 * RS_COAST_ESTIMATE_PART;
  dist_m = rs_coast_estimate_distance_m (self->atlas, p, max_m);
  *out_min_m = dist_m * (1 - RS_COAST_ESTIMATE_PART);
  *out_max_m = dist_m * (1 + RS_COAST_ESTIMATE_PART);
}

/* Of a square whose middle is on land. */
static CellState
look_inland (RsLandGrid *self, RsLatLon middle, double limit_m, double reach_m)
{
  double min_m, max_m;

  bound_distance (self, middle, limit_m + reach_m, &min_m, &max_m);
  if (min_m >= limit_m + reach_m)
    return CELL_INLAND;
  return max_m < limit_m - reach_m ? CELL_CLEAR : CELL_MIXED;
}

static CellState
look_at_cell (RsLandGrid *self, guint32 row, guint32 column)
{
  RsLatLon middle = get_middle (row, column, CELL_E7);

  /* If the middle is water, the shore is no farther from any land of the cell than the middle is. */
  if (!rs_coast_is_land (self->atlas, middle))
    return CELL_CLEAR;
  return look_inland (self, middle, get_limit_m (row / BLOCK, column / BLOCK), CELL_REACH_M);
}

static CellState
look_at_block (RsLandGrid *self, guint32 row, guint32 column)
{
  RsLatLon middle = get_middle (row, column, BLOCK * CELL_E7);
  double min_m, max_m;

  if (rs_coast_is_land (self->atlas, middle))
    return look_inland (self, middle, get_limit_m (row, column), BLOCK_REACH_M);
  bound_distance (self, middle, BLOCK_REACH_M, &min_m, &max_m);
  return min_m >= BLOCK_REACH_M ? CELL_CLEAR : CELL_MIXED;
}

static Slot *
get_slot (Slot *slots, guint bits, guint32 key)
{
  return &slots[(key * 2654435769u) >> (32 - bits)];
}

static gboolean
ask_coast (RsLandGrid *self, RsLatLon p, double limit_m)
{
  double min_m, max_m;

  if (!rs_coast_is_land (self->atlas, p))
    return FALSE;
  bound_distance (self, p, limit_m, &min_m, &max_m);
  if (min_m >= limit_m || max_m < limit_m)
    return min_m >= limit_m;
  return rs_coast_distance_m (self->atlas, p, limit_m) >= limit_m;
}

gboolean
rs_land_grid_is_inland (RsLandGrid *self, gint32 lat_e7, gint32 lon_e7)
{
  guint32 row = (guint32) (lat_e7 + RS_LAT_E7_MAX) / CELL_E7;
  guint32 column = (guint32) ((gint64) lon_e7 + RS_LON_E7_MAX) / CELL_E7;
  guint32 key = row / BLOCK * (COLUMNS / BLOCK) + column / BLOCK;
  RsLatLon p = { rs_deg_from_e7 (lat_e7), rs_deg_from_e7 (lon_e7) };
  Slot *slot = get_slot (self->blocks, BLOCK_BITS, key);

  if (slot->key != key || slot->state == CELL_UNKNOWN)
    *slot = (Slot) { key, look_at_block (self, row / BLOCK, column / BLOCK) };
  if (slot->state != CELL_MIXED)
    return slot->state == CELL_INLAND;
  key = row * COLUMNS + column;
  slot = get_slot (self->cells, CELL_BITS, key);
  if (slot->key != key || slot->state == CELL_UNKNOWN)
    *slot = (Slot) { key, look_at_cell (self, row, column) };
  if (slot->state != CELL_MIXED)
    return slot->state == CELL_INLAND;
  return ask_coast (self, p, get_limit_m (row / BLOCK, column / BLOCK));
}
