/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/sea-tree.h"

#include <math.h>

#include "places/sea-grid.h"

/* Leaves are never larger than the world's side / 2^MIN_DEPTH: about 120 km at 40 degrees. */
#define MIN_DEPTH 8
/* A metre right at the shore costs as much as this many plus one in open water. */
#define SHORE_WEIGHT 3.0
/* A leaf is at most this part of its distance to the shore. */
#define GRADING 0.5

/* Straits narrower than a coarse leaf that ships use all the same: their middle, and how far around
 * it leaves are fine. */
static const struct
{
  RsLatLon middle;
  double radius_m;
} straits[] = {
  { { 33.94, 130.94 }, 22e3 }, /* Kanmon */
  { { 41.12, 29.07 }, 25e3 },  /* Bosphorus */
  { { 40.20, 26.45 }, 45e3 },  /* Dardanelles */
};
#define N_FINE (2 + G_N_ELEMENTS (straits))

typedef enum
{
  FRESH,
  SPLIT,
  FREE,
  SHUT,
} NodeState;

typedef struct
{
  guint32 x, y;  /* in the world cut into 2^depth */
  guint32 child; /* first of four; of a SPLIT one */
  float weight;
  guint8 depth;
  guint8 state; /* NodeState */
} Node;

struct _RsSeaTree
{
  RsSeaGrid *grid;
  RsSeaTreeOptions options;
  /* Squares in which leaves are fine, about the ends and in the straits: world coordinates. */
  RsWorldPoint fine[N_FINE];
  double fine_reach[N_FINE];
  GArray *nodes;       /* of Node; 0 the root */
  guint32 *tops;       /* of MIN_DEPTH, row by row, where most walks begin; 0 not made yet */
};

#define NODE(self, i) (&g_array_index ((self)->nodes, Node, i))

RsSpot
rs_spot_from_lat_lon (RsLatLon p)
{
  RsWorldPoint w = rs_world_from_lat_lon (p);
  double lat = CLAMP (p.lat_deg, -RS_MERCATOR_LAT_MAX, RS_MERCATOR_LAT_MAX) * G_PI / 180;
  double lon = p.lon_deg * G_PI / 180;
  RsSpot spot = { w.x - floor (w.x), w.y, { cos (lat) * cos (lon), cos (lat) * sin (lon), sin (lat) } };

  return spot;
}

RsSpot
rs_spot_from_world (double x, double y)
{
  RsWorldPoint w = { x - floor (x), y };

  return rs_spot_from_lat_lon (rs_lat_lon_from_world (w));
}

RsLatLon
rs_spot_to_lat_lon (const RsSpot *self)
{
  RsWorldPoint w = { self->x, self->y };

  return rs_lat_lon_from_world (w);
}

double
rs_spot_distance (const RsSpot *a, const RsSpot *b)
{
  double dx = a->v[0] - b->v[0], dy = a->v[1] - b->v[1], dz = a->v[2] - b->v[2];

  return 2 * RS_EARTH_RADIUS_M * asin (MIN (sqrt (dx * dx + dy * dy + dz * dz) / 2, 1.0));
}

RsSpot
rs_spot_between (const RsSpot *a, const RsSpot *b, double fraction)
{
  double angle = rs_spot_distance (a, b) / RS_EARTH_RADIUS_M;
  double s = sin (angle);
  double fa = s > 1e-12 ? sin (angle * (1 - fraction)) / s : 1 - fraction;
  double fb = s > 1e-12 ? sin (angle * fraction) / s : fraction;
  double v[3];
  RsLatLon p;

  for (guint i = 0; i < 3; i++)
    v[i] = fa * a->v[i] + fb * b->v[i];
  p.lat_deg = atan2 (v[2], hypot (v[0], v[1])) * 180 / G_PI;
  p.lon_deg = rs_lon_wrap (atan2 (v[1], v[0]) * 180 / G_PI);
  return rs_spot_from_lat_lon (p);
}

guint
rs_sea_n_steps (double dist_m)
{
  return MAX ((guint) ceil (dist_m / RS_SEA_STEP_M), 1);
}

RsSeaTree *
rs_sea_tree_new (RsAtlas *atlas, const RsSeaTreeOptions *options)
{
  RsSeaTree *self = g_new0 (RsSeaTree, 1);
  Node root = { .state = FRESH };

  self->grid = rs_sea_grid_new (atlas, options->fine_depth);
  self->options = *options;
  self->options.fine_depth = rs_sea_grid_get_depth (self->grid);
  for (guint i = 0; i < N_FINE; i++)
    {
      RsLatLon p = i < 2 ? rs_spot_to_lat_lon (&options->ends[i]) : straits[i - 2].middle;
      double radius_m = i < 2 ? options->end_radius_m : straits[i - 2].radius_m;

      self->fine[i] = rs_world_from_lat_lon (p);
      self->fine_reach[i] = radius_m / rs_mercator_scale_m (p.lat_deg);
    }
  self->nodes = g_array_sized_new (FALSE, FALSE, sizeof (Node), 1 << 16);
  g_array_append_val (self->nodes, root);
  self->tops = g_new0 (guint32, (gsize) 1 << (2 * MIN_DEPTH));
  return self;
}

void
rs_sea_tree_free (RsSeaTree *self)
{
  if (!self)
    return;
  rs_sea_grid_free (self->grid);
  g_array_unref (self->nodes);
  g_free (self->tops);
  g_free (self);
}

guint
rs_sea_tree_get_n_nodes (const RsSeaTree *self)
{
  return self->nodes->len;
}

double
rs_sea_tree_get_width (const RsSeaTree *self, guint leaf)
{
  return ldexp (1.0, -(int) NODE (self, leaf)->depth);
}

gboolean
rs_sea_tree_is_free (const RsSeaTree *self, guint leaf)
{
  return NODE (self, leaf)->state == FREE;
}

double
rs_sea_tree_get_weight (const RsSeaTree *self, guint leaf)
{
  return NODE (self, leaf)->weight;
}

RsSpot
rs_sea_tree_get_middle (const RsSeaTree *self, guint leaf)
{
  const Node *node = NODE (self, leaf);
  double width = ldexp (1.0, -(int) node->depth);

  return rs_spot_from_world ((node->x + 0.5) * width, (node->y + 0.5) * width);
}

static gboolean
is_in_fine_part (const RsSeaTree *self, const Node *node)
{
  double width = ldexp (1.0, -(int) node->depth);
  double x = (node->x + 0.5) * width, y = (node->y + 0.5) * width;

  for (guint i = 0; i < N_FINE; i++)
    {
      double dx = x - self->fine[i].x, reach = self->fine_reach[i] + width / 2;

      if (fabs (dx - rint (dx)) <= reach && fabs (y - self->fine[i].y) <= reach)
        return TRUE;
    }
  return FALSE;
}

/* Whether neither the square nor its eight neighbours of the same size hold any shore. */
static gboolean
is_far_from_shore (RsSeaTree *self, const Node *node)
{
  guint n = 1u << node->depth;

  for (gint j = -1; j <= 1; j++)
    for (gint i = -1; i <= 1; i++)
      {
        gint64 y = (gint64) node->y + j;

        if (y < 0 || y >= n
            || !rs_sea_grid_is_open (self->grid, node->depth, (node->x + (guint) i) & (n - 1),
                                     (guint) y))
          return FALSE;
      }
  return TRUE;
}

static float
weigh (const RsSeaTree *self, const Node *node, guint shore_squares)
{
  double width = ldexp (1.0, -(int) node->depth);
  RsWorldPoint w = { (node->x + 0.5) * width, (node->y + 0.5) * width };
  double square_m = ldexp (rs_mercator_scale_m (rs_lat_lon_from_world (w).lat_deg),
                           -(int) self->options.fine_depth);
  /* Measurement stops at a tile's width, so that is the most clearance that can be wished. */
  double wished = MIN (self->options.clearance_m / square_m, RS_SEA_TILE);
  double lack = wished > 0 ? MAX (1 - shore_squares / wished, 0) : 0;

  return (float) (1 + SHORE_WEIGHT * lack * lack);
}

/* Decides what a fresh node at least as small as a tile is, and its weight. */
static NodeState
judge_in_tile (RsSeaTree *self, Node *node, guint tile_depth)
{
  guint k = node->depth - tile_depth, mask = (1u << k) - 1;
  Node whole = { .x = node->x >> k, .y = node->y >> k, .depth = (guint8) tile_depth };
  gboolean fine = is_in_fine_part (self, &whole);
  guint bits = (fine ? self->options.fine_depth : self->options.coarse_depth) - tile_depth;
  const RsSeaTile *tile = rs_sea_grid_get_tile (self->grid, whole.x, whole.y, bits);
  guint x = node->x & mask, y = node->y & mask, half = 1u << (bits - k) >> 1;
  guint block = rs_sea_tile_block (k, x, y);
  guint squares = 1u << (self->options.fine_depth - node->depth);
  guint least = tile->least[block];
  gboolean last = k >= bits
                  || (node->depth >= self->options.coarse_depth && !is_in_fine_part (self, node));

  if (tile->most[block] == 0)
    return SHUT;
  if (least == 0)
    return last ? SHUT : SPLIT;
  if (!last && squares > MAX (least * GRADING, 1))
    return SPLIT;
  block = rs_sea_tile_block (bits, (x << (bits - k)) + half, (y << (bits - k)) + half);
  node->weight = weigh (self, node, tile->least[block]);
  return FREE;
}

static void
resolve (RsSeaTree *self, guint id)
{
  Node node = *NODE (self, id);
  guint tile_depth = self->options.fine_depth - RS_SEA_TILE_BITS;
  NodeState state = SPLIT;

  node.weight = 1;
  if (node.depth >= MIN_DEPTH && node.depth <= tile_depth && is_far_from_shore (self, &node))
    state = FREE;
  else if (node.depth >= tile_depth)
    state = judge_in_tile (self, &node, tile_depth);
  node.state = (guint8) state;
  if (state == SPLIT)
    {
      node.child = self->nodes->len;
      for (guint i = 0; i < 4; i++)
        {
          Node child = { .x = 2 * node.x + i % 2,
                         .y = 2 * node.y + i / 2,
                         .depth = (guint8) (node.depth + 1),
                         .state = FRESH };

          g_array_append_val (self->nodes, child);
        }
    }
  *NODE (self, id) = node;
}

/* The leaf at the square (@ix, @iy) of the finest grid. */
static guint
find_square (RsSeaTree *self, guint ix, guint iy)
{
  guint down = self->options.fine_depth - MIN_DEPTH;
  guint32 *top = &self->tops[(gsize) (iy >> down) << MIN_DEPTH | ix >> down];
  guint id = *top;

  for (;;)
    {
      const Node *node = NODE (self, id);

      if (node->depth == MIN_DEPTH)
        *top = id;
      if (node->state == FRESH)
        {
          resolve (self, id);
          node = NODE (self, id);
        }
      if (node->state != SPLIT)
        return id;

      guint shift = self->options.fine_depth - node->depth - 1;
      id = node->child + 2 * (iy >> shift & 1) + (ix >> shift & 1);
    }
}

guint
rs_sea_tree_find (RsSeaTree *self, double x, double y)
{
  double n = ldexp (1.0, (int) self->options.fine_depth);

  x -= floor (x);
  return find_square (self, (guint) (MIN (x * n, n - 1)), (guint) CLAMP (y * n, 0, n - 1));
}

void
rs_sea_tree_list_neighbours (RsSeaTree *self, guint leaf, GArray *out)
{
  const Node node = *NODE (self, leaf);
  guint shift = self->options.fine_depth - node.depth;
  gint64 n = (gint64) 1 << self->options.fine_depth, size = (gint64) 1 << shift;
  gint64 x0 = (gint64) node.x << shift, y0 = (gint64) node.y << shift;

  g_array_set_size (out, 0);
  for (guint side = 0; side < 4; side++)
    {
      /* West, east, north, south: the line of squares just across. */
      gboolean upright = side < 2;
      gint64 across = side == 0 ? x0 - 1 : side == 1 ? x0 + size : side == 2 ? y0 - 1 : y0 + size;
      gint64 border = side == 0 ? x0 : side == 1 ? x0 + size : side == 2 ? y0 : y0 + size;
      gint64 from = upright ? y0 : x0;

      if (!upright && (across < 0 || across >= n))
        continue;
      for (gint64 at = from; at < from + size;)
        {
          guint other = upright ? find_square (self, (guint) (across & (n - 1)), (guint) at)
                                : find_square (self, (guint) at, (guint) across);
          const Node *o = NODE (self, other);
          gint64 o_size = (gint64) 1 << (self->options.fine_depth - o->depth);
          gint64 shared = MIN (o_size, size);

          if (o->state == FREE)
            {
              double mid = (double) at + (double) shared / 2;
              RsSeaNeighbour neighbour
                  = { other, (upright ? (double) (border & (n - 1)) : mid) / (double) n,
                      (upright ? mid : (double) border) / (double) n };

              g_array_append_val (out, neighbour);
            }
          at += shared;
        }
    }
}

/* Walks the leaves along the straight Mercator line from (@ax, @ay) to (@bx, @by), in squares. */
static double
walk (RsSeaTree *self, double ax, double ay, double bx, double by)
{
  double dx = bx - ax, dy = by - ay, t = 0, sum = 0;
  gint64 n = (gint64) 1 << self->options.fine_depth;
  gint64 ix = (gint64) floor (ax), iy = (gint64) floor (ay);

  for (;;)
    {
      const Node *node;
      gint64 size, x_lo, y_lo;
      double tx, ty, next;

      if (iy < 0 || iy >= n)
        return INFINITY;
      node = NODE (self, find_square (self, (guint) (ix & (n - 1)), (guint) iy));
      if (node->state != FREE)
        return INFINITY;
      size = (gint64) 1 << (self->options.fine_depth - node->depth);
      x_lo = ix & ~(size - 1);
      y_lo = iy & ~(size - 1);
      tx = dx > 0   ? ((double) (x_lo + size) - ax) / dx
           : dx < 0 ? ((double) x_lo - ax) / dx
                    : INFINITY;
      ty = dy > 0   ? ((double) (y_lo + size) - ay) / dy
           : dy < 0 ? ((double) y_lo - ay) / dy
                    : INFINITY;
      next = MAX (MIN (tx, ty), t);
      if (next >= 1)
        return sum + (1 - t) * node->weight;
      sum += (next - t) * node->weight;
      t = next;
      if (tx <= ty)
        {
          ix = dx > 0 ? x_lo + size : x_lo - 1;
          iy = CLAMP ((gint64) floor (ay + dy * t), y_lo, y_lo + size - 1);
        }
      else
        {
          iy = dy > 0 ? y_lo + size : y_lo - 1;
          ix = CLAMP ((gint64) floor (ax + dx * t), x_lo, x_lo + size - 1);
        }
    }
}

double
rs_sea_tree_line_cost (RsSeaTree *self, const RsSpot *a, const RsSpot *b)
{
  double n = ldexp (1.0, (int) self->options.fine_depth);
  double dist_m = rs_spot_distance (a, b), cost = 0;
  guint n_steps = rs_sea_n_steps (dist_m);
  RsSpot from = *a;

  for (guint i = 1; i <= n_steps; i++)
    {
      RsSpot to = i == n_steps ? *b : rs_spot_between (a, b, (double) i / n_steps);
      double dx = to.x - from.x;
      double step;

      dx -= rint (dx);
      step = walk (self, from.x * n, from.y * n, (from.x + dx) * n, to.y * n);
      if (isinf (step))
        return step;
      cost += step * dist_m / n_steps;
      from = to;
    }
  return cost;
}
