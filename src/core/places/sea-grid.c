/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/sea-grid.h"

#include <math.h>
#include <string.h>

#include "places/atlas-private.h"

/* One cell of the atlas as bits, 1 for shut, row by row from the north-west, and which of its tiles
 * have any. */
typedef struct
{
  guint64 *bits;
  guint8 *tile_shut;
} Raster;

enum
{
  UNKNOWN,
  OPEN,
  NOT_OPEN,
};

struct _RsSeaGrid
{
  RsAtlas *atlas;
  guint level;      /* finest of the atlas */
  guint cell_depth; /* log2 of its cells on a side */
  guint depth;
  guint side;       /* squares on a side of a raster */
  guint words;      /* 64-bit words in a row of a raster */
  Raster **rasters; /* by cy << cell_depth | cx */
  guint8 *known;    /* quadtree over the cells: UNKNOWN, OPEN, NOT_OPEN */
  GHashTable *tiles; /* guint64 key to RsSeaTile */
  guint64 *toggles;  /* scratch of one raster */
  guint8 roots[RS_SEA_TILE * RS_SEA_TILE + 1]; /* square roots, rounded down */
};

static void
raster_free (Raster *raster)
{
  g_free (raster->bits);
  g_free (raster->tile_shut);
  g_free (raster);
}

RsSeaGrid *
rs_sea_grid_new (RsAtlas *atlas, guint depth)
{
  RsSeaGrid *self = g_new0 (RsSeaGrid, 1);

  self->atlas = rs_atlas_ref (atlas);
  self->level = rs_atlas_get_n_levels (atlas) - 1;
  self->cell_depth = g_bit_storage (rs_atlas_get_cells_per_side (atlas, self->level)) - 1;
  self->depth = MAX (depth, self->cell_depth + RS_SEA_TILE_BITS);
  self->side = 1u << (self->depth - self->cell_depth);
  self->words = self->side / 64;
  self->rasters = g_new0 (Raster *, (gsize) 1 << (2 * self->cell_depth));
  self->known = g_new0 (guint8, ((gsize) 4 << (2 * self->cell_depth)) / 3 + 1);
  self->tiles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->toggles = g_new0 (guint64, (gsize) self->side * self->words);
  for (guint i = 0; i < G_N_ELEMENTS (self->roots); i++)
    self->roots[i] = (guint8) sqrt (i);
  return self;
}

void
rs_sea_grid_free (RsSeaGrid *self)
{
  if (!self)
    return;
  for (gsize i = 0; i < (gsize) 1 << (2 * self->cell_depth); i++)
    g_clear_pointer (&self->rasters[i], raster_free);
  g_free (self->rasters);
  g_free (self->known);
  g_free (self->toggles);
  g_hash_table_unref (self->tiles);
  rs_atlas_unref (self->atlas);
  g_free (self);
}

guint
rs_sea_grid_get_depth (const RsSeaGrid *self)
{
  return self->depth;
}

static void
shut_square (RsSeaGrid *self, guint64 *bits, gint x, gint y)
{
  x = CLAMP (x, 0, (gint) self->side - 1);
  y = CLAMP (y, 0, (gint) self->side - 1);
  bits[(guint) y * self->words + (guint) x / 64] |= G_GUINT64_CONSTANT (1) << (x % 64);
}

/* Shuts every square that the edge touches, row by row. @u: units of the cell in a square. */
static void
shut_edge (RsSeaGrid *self, guint64 *bits, RsCellPoint a, RsCellPoint b, double u)
{
  double x0 = a.x / u, y0 = a.y / u, x1 = b.x / u, y1 = b.y / u;

  if (y0 > y1)
    {
      double x = x0, y = y0;

      x0 = x1, y0 = y1;
      x1 = x, y1 = y;
    }
  for (gint row = (gint) y0; row <= (gint) y1; row++)
    {
      double slope = y1 > y0 ? (x1 - x0) / (y1 - y0) : 0;
      double from = y1 > y0 ? x0 + slope * (MAX (y0, row) - y0) : x0;
      double to = y1 > y0 ? x0 + slope * (MIN (y1, row + 1) - y0) : x1;

      for (gint x = (gint) MIN (from, to); x <= (gint) MAX (from, to); x++)
        shut_square (self, bits, x, row);
    }
}

/* Shuts every square whose middle lies inside the ring (even-odd). */
static void
shut_inside (RsSeaGrid *self, guint64 *bits, const RsCellPoint *points, guint n, double u)
{
  gint first = (gint) self->side, last = -1;

  for (guint i = 0; i < n; i++)
    {
      RsCellPoint a = points[i], b = points[i + 1 < n ? i + 1 : 0];
      double y0 = MIN (a.y, b.y) / u - 0.5, y1 = MAX (a.y, b.y) / u - 0.5;

      for (gint row = (gint) ceil (y0); row < y1; row++)
        {
          double x = (a.x + (b.x - a.x) * ((row + 0.5) * u - a.y) / ((double) b.y - a.y)) / u;
          gint column = MAX ((gint) ceil (x - 0.5), 0);

          first = MIN (first, row);
          last = MAX (last, row);
          if (column < (gint) self->side)
            self->toggles[(guint) row * self->words + (guint) column / 64]
                ^= G_GUINT64_CONSTANT (1) << (column % 64);
        }
    }
  for (gint row = first; row <= last; row++)
    {
      guint64 carry = 0;

      for (guint w = 0; w < self->words; w++)
        {
          guint64 *toggle = &self->toggles[(guint) row * self->words + w];
          guint64 run = *toggle;

          for (guint shift = 1; shift < 64; shift *= 2)
            run ^= run << shift;
          run ^= carry;
          carry = run >> 63 ? G_MAXUINT64 : 0;
          bits[(guint) row * self->words + w] |= run;
          *toggle = 0;
        }
    }
}

static Raster *
get_raster (RsSeaGrid *self, guint cx, guint cy)
{
  Raster **slot = &self->rasters[(gsize) cy << self->cell_depth | cx];
  gsize n_words = (gsize) self->side * self->words;
  const RsAtlasCell *cell;
  double u = (double) RS_CELL_UNITS / self->side;
  Raster *raster;

  if (*slot)
    return *slot;
  *slot = raster = g_new0 (Raster, 1);
  raster->bits = g_new0 (guint64, n_words);
  raster->tile_shut = g_new0 (guint8, (gsize) self->words * self->words);
  cell = rs_atlas_get_cell (self->atlas, self->level, cx, cy);
  if (cell->ground == RS_CELL_LAND)
    memset (raster->bits, 0xff, n_words * sizeof (guint64));
  for (guint r = 0; cell->ground == RS_CELL_MIXED && r < cell->n_rings; r++)
    {
      const RsCellPoint *points = cell->points + cell->rings[r].first;
      guint n = cell->rings[r].n;

      if (cell->rings[r].kind != RS_RING_LAND)
        continue;
      shut_inside (self, raster->bits, points, n, u);
      for (guint i = 0; i < n; i++)
        {
          RsCellPoint next = points[i + 1 < n ? i + 1 : 0];

          if (!rs_cell_edge_is_cut (points[i], next))
            shut_edge (self, raster->bits, points[i], next, u);
        }
    }
  rs_atlas_cell_unref (cell);
  for (gsize i = 0; i < n_words; i++)
    if (raster->bits[i])
      raster->tile_shut[i / self->words / RS_SEA_TILE * self->words + i % self->words] = 1;
  return raster;
}

/* A cell without shut squares need not be rastered. */
static gboolean
cell_is_open (RsSeaGrid *self, guint cx, guint cy)
{
  RsCellGround ground = rs_atlas_peek_ground (self->atlas, self->level, cx, cy);
  const RsAtlasCell *cell;
  gboolean open;

  if (ground != RS_CELL_MIXED)
    return ground == RS_CELL_SEA;
  cell = rs_atlas_get_cell (self->atlas, self->level, cx, cy);
  open = cell->ground == RS_CELL_SEA;
  rs_atlas_cell_unref (cell);
  return open;
}

gboolean
rs_sea_grid_is_open (RsSeaGrid *self, guint depth, guint x, guint y)
{
  if (depth > self->cell_depth)
    {
      guint down = depth - self->cell_depth;
      guint cx = x >> down, cy = y >> down;
      guint tiles = self->words >> down; /* on the block's side */
      guint tx = (x & ((1u << down) - 1)) * tiles, ty = (y & ((1u << down) - 1)) * tiles;
      const Raster *raster;

      if (rs_sea_grid_is_open (self, self->cell_depth, cx, cy))
        return TRUE;
      raster = get_raster (self, cx, cy);
      for (guint j = 0; j < tiles; j++)
        for (guint i = 0; i < tiles; i++)
          if (raster->tile_shut[(ty + j) * self->words + tx + i])
            return FALSE;
      return TRUE;
    }

  guint8 *known = &self->known[(((gsize) 1 << (2 * depth)) - 1) / 3 + ((gsize) y << depth) + x];
  if (*known == UNKNOWN)
    {
      gboolean open = TRUE;

      if (depth == self->cell_depth)
        open = cell_is_open (self, x, y);
      for (guint i = 0; depth < self->cell_depth && open && i < 4; i++)
        open = rs_sea_grid_is_open (self, depth + 1, 2 * x + i % 2, 2 * y + i / 2);
      *known = open ? OPEN : NOT_OPEN;
    }
  return *known == OPEN;
}

/* Unpacks the tile (@x, @y) into the window, 1 for shut, @n x @n bytes, each for a block of squares
 * of which one at least is shut; beyond the poles all is shut. */
static void
unpack_tile (RsSeaGrid *self, gint64 x, gint64 y, guint n, guint8 *out, gsize stride)
{
  guint tile_depth = self->depth - RS_SEA_TILE_BITS;
  guint down = tile_depth - self->cell_depth;
  gint64 n_tiles = (gint64) 1 << tile_depth;
  guint step = RS_SEA_TILE / n;
  guint64 block = step == 64 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << step) - 1;
  gboolean beyond = y < 0 || y >= n_tiles;
  const Raster *raster = NULL;
  guint tx, ty;

  x &= n_tiles - 1;
  tx = (guint) x & ((1u << down) - 1);
  ty = (guint) y & ((1u << down) - 1);
  if (!beyond && !rs_sea_grid_is_open (self, tile_depth, (guint) x, (guint) y))
    raster = get_raster (self, (guint) (x >> down), (guint) (y >> down));
  for (guint row = 0; row < n; row++)
    {
      guint64 bits = beyond ? G_MAXUINT64 : 0;

      for (guint i = 0; raster && i < step; i++)
        bits |= raster->bits[(ty * RS_SEA_TILE + row * step + i) * self->words + tx];
      for (guint i = 0; i < n; i++)
        out[row * stride + i] = (bits >> (i * step) & block) != 0;
    }
}

/* The distance transform of Saito and Toriwaki: down the columns, then along the rows. In blocks,
 * @n on the tile's side; written in squares. */
static void
measure_tile (RsSeaGrid *self, guint x, guint y, guint n, guint8 *out)
{
  guint w = 3 * n;
  g_autofree guint8 *shut = g_malloc ((gsize) w * w);
  g_autofree guint8 *near = g_malloc ((gsize) n * w);
  guint8 column[3 * RS_SEA_TILE];

  for (guint j = 0; j < 3; j++)
    for (guint i = 0; i < 3; i++)
      unpack_tile (self, (gint64) x + i - 1, (gint64) y + j - 1, n,
                   shut + (gsize) j * n * w + (gsize) i * n, w);

  memset (column, (int) n, w);
  for (guint row = 0; row < 2 * n; row++)
    {
      const guint8 *s = shut + (gsize) row * w;

      for (guint i = 0; i < w; i++)
        column[i] = s[i] ? 0 : (guint8) MIN (column[i] + 1u, n);
      if (row >= n)
        memcpy (near + (gsize) (row - n) * w, column, w);
    }
  memset (column, (int) n, w);
  for (guint row = w - 1; row >= n; row--)
    {
      const guint8 *s = shut + (gsize) row * w;

      for (guint i = 0; i < w; i++)
        column[i] = s[i] ? 0 : (guint8) MIN (column[i] + 1u, n);
      for (guint i = 0; row < 2 * n && i < w; i++)
        near[(row - n) * w + i] = MIN (near[(row - n) * w + i], column[i]);
    }
  for (guint row = 0; row < n; row++)
    for (guint i = 0; i < n; i++)
      {
        const guint8 *at = near + (gsize) row * w + n + i;
        guint best = (guint) at[0] * at[0];

        for (gint d = 1; d <= (gint) n && (guint) (d * d) < best; d++)
          {
            guint least = MIN (at[-d], at[d]);

            best = MIN (best, (guint) (d * d) + least * least);
          }
        out[row * n + i] = (guint8) (self->roots[best] * (RS_SEA_TILE / n));
      }
}

const RsSeaTile *
rs_sea_grid_get_tile (RsSeaGrid *self, guint x, guint y, guint bits)
{
  gint64 key = (gint64) bits << 60 | (gint64) y << 30 | x;
  RsSeaTile *tile = g_hash_table_lookup (self->tiles, &key);
  guint below;

  g_return_val_if_fail (bits <= RS_SEA_TILE_BITS, NULL);
  if (tile)
    return tile;
  below = rs_sea_tile_block (bits, 0, 0);
  tile = g_malloc (sizeof (RsSeaTile) + 2 * rs_sea_tile_block (bits + 1, 0, 0));
  tile->least = (guint8 *) (tile + 1);
  tile->most = tile->least + rs_sea_tile_block (bits + 1, 0, 0);
  measure_tile (self, x, y, 1u << bits, tile->least + below);
  memcpy (tile->most + below, tile->least + below, (gsize) 1 << (2 * bits));
  for (guint k = bits; k-- > 0;)
    for (guint j = 0; j < 1u << k; j++)
      for (guint i = 0; i < 1u << k; i++)
        {
          guint at = rs_sea_tile_block (k, i, j);
          guint four = rs_sea_tile_block (k + 1, 2 * i, 2 * j), next = four + (2u << k);
          const guint8 *least = tile->least, *most = tile->most;

          tile->least[at]
              = MIN (MIN (least[four], least[four + 1]), MIN (least[next], least[next + 1]));
          tile->most[at] = MAX (MAX (most[four], most[four + 1]), MAX (most[next], most[next + 1]));
        }
  g_hash_table_insert (self->tiles, g_memdup2 (&key, sizeof key), tile);
  return tile;
}
