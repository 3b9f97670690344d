/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/coast.h"

#include <math.h>

#include "places/atlas-private.h"
#include "places/coast-index.h"

/* The search for water: its step is a quarter of the clearance, at least this and this part of the
 * distance already gone. */
#define MIN_STEP_M 40.0
#define STEP_PART 0.02
#define REFINE_STEPS 10

/* A place in units of the finest level: x east from 180 W, any world; y south, [0, size]. */
typedef struct
{
  double x, y;
} Place;

typedef struct
{
  RsAtlas *atlas;
  guint level;
  int side;    /* cells */
  double size; /* units of the whole world */
} Sheet;

static Sheet
finest_sheet (RsAtlas *atlas)
{
  Sheet s = { atlas, rs_atlas_get_n_levels (atlas) - 1, 0, 0 };

  s.side = (int)rs_atlas_get_cells_per_side (atlas, s.level);
  s.size = (double)s.side * RS_CELL_UNITS;
  return s;
}

static Place
place_of (const Sheet *s, RsLatLon p)
{
  RsWorldPoint w = rs_world_from_lat_lon (p);

  return (Place){ w.x * s->size, w.y * s->size };
}

static RsLatLon
position_of (const Sheet *s, Place p)
{
  return rs_lat_lon_from_world ((RsWorldPoint){ p.x / s->size, CLAMP (p.y / s->size, 0, 1) });
}

/* Column in the world; @cx may be any world's. */
static guint
wrap_column (const Sheet *s, int cx)
{
  return (guint)(cx & (s->side - 1));
}

static int
cell_number (double v)
{
  return (int)floor (v / RS_CELL_UNITS);
}

static RsCoastGround
ground_at (const Sheet *s, Place p)
{
  int cx = cell_number (p.x), cy = CLAMP (cell_number (p.y), 0, s->side - 1);
  RsCellGround ground = rs_atlas_peek_ground (s->atlas, s->level, wrap_column (s, cx), (guint)cy);
  RsCoastGround found;
  const RsAtlasCell *cell;

  if (ground != RS_CELL_MIXED)
    return ground == RS_CELL_SEA ? RS_COAST_SEA : RS_COAST_LAND;
  cell = rs_atlas_get_cell (s->atlas, s->level, wrap_column (s, cx), (guint)cy);
  if (cell->ground != RS_CELL_MIXED)
    found = cell->ground == RS_CELL_SEA ? RS_COAST_SEA : RS_COAST_LAND;
  else
    found = rs_coast_index_ground (rs_coast_index_of (cell), p.x - (double)cx * RS_CELL_UNITS,
                                   p.y - (double)cy * RS_CELL_UNITS);
  rs_atlas_cell_unref (cell);
  return found;
}

gboolean
rs_coast_is_land (RsAtlas *atlas, RsLatLon p)
{
  Sheet s = finest_sheet (atlas);

  return ground_at (&s, place_of (&s, p)) == RS_COAST_LAND;
}

/* Whether the part from @in to @out (fractions) of the line, which lies in the cell, is water. */
static gboolean
cell_is_clear (const Sheet *s, int cx, int cy, Place a, Place b, double in, double out)
{
  guint column = wrap_column (s, cx);
  RsCellGround ground = rs_atlas_peek_ground (s->atlas, s->level, column, (guint)cy);
  const RsAtlasCell *cell;
  gboolean clear;

  if (ground != RS_CELL_MIXED)
    return ground == RS_CELL_SEA;
  cell = rs_atlas_get_cell (s->atlas, s->level, column, (guint)cy);
  if (cell->ground != RS_CELL_MIXED)
    clear = cell->ground == RS_CELL_SEA;
  else
    {
      const RsCoastIndex *index = rs_coast_index_of (cell);
      double ox = (double)cx * RS_CELL_UNITS, oy = (double)cy * RS_CELL_UNITS;
      double ax = a.x - ox, ay = a.y - oy, bx = b.x - ox, by = b.y - oy;
      double y_in = ay + (by - ay) * in, y_out = ay + (by - ay) * out;
      double middle = (in + out) / 2;

      /* One unit of margin for the rounding of the fractions. The middle is asked too, since a line
       * may slip in through a vertex on the cell's side. */
      clear = !rs_coast_index_crosses (index, ax, ay, bx, by, MIN (y_in, y_out) - 1,
                                       MAX (y_in, y_out) + 1)
              && rs_coast_index_ground (index, CLAMP (ax + (bx - ax) * middle, 0, RS_CELL_UNITS),
                                        CLAMP (ay + (by - ay) * middle, 0, RS_CELL_UNITS))
                     != RS_COAST_LAND;
    }
  rs_atlas_cell_unref (cell);
  return clear;
}

gboolean
rs_coast_segment_is_clear (RsAtlas *atlas, RsLatLon from, RsLatLon to)
{
  Sheet s = finest_sheet (atlas);
  Place a = place_of (&s, from), b = place_of (&s, to);
  double dx, dy, next_x, next_y, step_x, step_y, in = 0;
  int cx, cy, move_x, move_y;

  b.x -= s.size * nearbyint ((b.x - a.x) / s.size);
  dx = b.x - a.x;
  dy = b.y - a.y;
  cx = cell_number (a.x);
  cy = CLAMP (cell_number (a.y), 0, s.side - 1);
  move_x = dx > 0 ? 1 : -1;
  move_y = dy > 0 ? 1 : -1;
  step_x = dx != 0 ? RS_CELL_UNITS / fabs (dx) : HUGE_VAL;
  step_y = dy != 0 ? RS_CELL_UNITS / fabs (dy) : HUGE_VAL;
  next_x = dx != 0 ? ((double)(cx + (move_x > 0)) * RS_CELL_UNITS - a.x) / dx : HUGE_VAL;
  next_y = dy != 0 ? ((double)(cy + (move_y > 0)) * RS_CELL_UNITS - a.y) / dy : HUGE_VAL;

  for (;;)
    {
      double out = MIN (1, MIN (next_x, next_y));

      if (!cell_is_clear (&s, cx, cy, a, b, in, MAX (in, out)))
        return FALSE;
      if (next_x >= 1 && next_y >= 1)
        return TRUE;
      in = out;
      if (next_x <= next_y)
        {
          cx += move_x;
          next_x += step_x;
        }
      else
        {
          cy += move_y;
          next_y += step_y;
          if (cy < 0 || cy >= s.side)
            return TRUE;
        }
    }
}

/* The nearest shore so far. Distances are in metres by the scale at the middle latitude of the two
 * points, to the first order in their difference. */
typedef struct
{
  Place from;
  double unit_m; /* metres in a unit at the start */
  double slope;  /* relative growth of that for half a unit southwards */
  double best_m;
  Place best;
  gboolean found;
} Search;

static double
search_distance (const Search *search, double dx, double dy)
{
  return sqrt (dx * dx + dy * dy) * search->unit_m * MAX (0.05, 1 + search->slope * dy);
}

static void
look_at_row (Search *search, const RsCoastIndex *index, guint row, double ox, double oy)
{
  double px = search->from.x - ox, py = search->from.y - oy;

  for (guint32 i = index->starts[row]; i < index->starts[row + 1]; i++)
    {
      const RsCoastEdge *e = &index->edges[i];
      double ex = (double)e->x1 - e->x0, ey = (double)e->y1 - e->y0, t, d_m;

      if (e->cut)
        continue;
      t = ((px - e->x0) * ex + (py - e->y0) * ey) / MAX (ex * ex + ey * ey, 1e-9);
      t = CLAMP (t, 0, 1);
      d_m = search_distance (search, e->x0 + t * ex - px, e->y0 + t * ey - py);
      if (d_m < search->best_m)
        {
          search->best_m = d_m;
          search->best = (Place){ ox + e->x0 + t * ex, oy + e->y0 + t * ey };
          search->found = TRUE;
        }
    }
}

static void
look_in_cell (Search *search, const Sheet *s, int cx, int cy)
{
  double ox = (double)cx * RS_CELL_UNITS, oy = (double)cy * RS_CELL_UNITS;
  double px = search->from.x - ox, py = search->from.y - oy;
  double far_x = MAX (0, MAX (-px, px - RS_CELL_UNITS));
  double far_y = py < 0 ? -py : MIN (0, RS_CELL_UNITS - py);
  const RsCoastIndex *index;
  const RsAtlasCell *cell;
  guint home;

  if (cy < 0 || cy >= s->side || search_distance (search, far_x, far_y) >= search->best_m
      || rs_atlas_peek_ground (s->atlas, s->level, wrap_column (s, cx), (guint)cy) != RS_CELL_MIXED)
    return;
  cell = rs_atlas_get_cell (s->atlas, s->level, wrap_column (s, cx), (guint)cy);
  if (cell->ground == RS_CELL_MIXED)
    {
      index = rs_coast_index_of (cell);
      home = rs_coast_index_row (index, py);
      /* Rows from the nearest outwards, each way until too far. */
      for (int way = -1; way <= 1; way += 2)
        for (int r = (int)home + (way > 0); r >= 0 && r < (int)index->n_rows; r += way)
          {
            double top = (double)((guint)r << index->row_shift) - py;
            double low = (double)((guint)(r + 1) << index->row_shift) - py;
            double dy = top > 0 ? top : low < 0 ? low : 0;

            if (search_distance (search, far_x, dy) >= search->best_m)
              break;
            look_at_row (search, index, (guint)r, ox, oy);
          }
    }
  rs_atlas_cell_unref (cell);
}

static void
find_shore (Search *search, const Sheet *s)
{
  int cx = cell_number (search->from.x), cy = CLAMP (cell_number (search->from.y), 0, s->side - 1);

  for (int ring = 0; ring <= s->side / 2; ring++)
    {
      double reach = (double)(ring - 1) * RS_CELL_UNITS;

      /* Towards the pole a unit is shortest, so that side is nearest. */
      if (ring > 1
          && MIN (search_distance (search, 0, reach), search_distance (search, 0, -reach))
                 >= search->best_m)
        return;
      for (int y = -ring; y <= ring; y++)
        for (int x = -ring; x <= ring; x += abs (y) == ring ? 1 : MAX (2 * ring, 1))
          look_in_cell (search, s, cx + x, cy + y);
    }
}

static Search
start_search (const Sheet *s, Place from, double max_m)
{
  RsLatLon p = position_of (s, from);
  Search search = { 0 };

  search.from = from;
  search.unit_m = rs_mercator_scale_m (p.lat_deg) / s->size;
  /* d ln scale / dy = 2 pi sin (lat) for y in worlds; half of it for the middle. */
  search.slope = G_PI * sin (p.lat_deg * (G_PI / 180)) / s->size;
  search.best_m = max_m;
  return search;
}

double
rs_coast_distance_m (RsAtlas *atlas, RsLatLon p, double max_m)
{
  Sheet s = finest_sheet (atlas);
  Search search = start_search (&s, place_of (&s, p), max_m);

  find_shore (&search, &s);
  if (!search.found)
    return max_m;
  return MIN (max_m, rs_geodesic_inverse (p, position_of (&s, search.best), NULL));
}

double
rs_coast_estimate_distance_m (RsAtlas *atlas, RsLatLon p, double max_m)
{
  Sheet s = finest_sheet (atlas);
  Search search = start_search (&s, place_of (&s, p), max_m);

  find_shore (&search, &s);
  return search.best_m;
}

/* Whether the place is sea with the clearance around it. */
static gboolean
is_good_water (const Sheet *s, Place p, double clearance_m)
{
  Search search;

  if (p.y < 0 || p.y > s->size || ground_at (s, p) != RS_COAST_SEA)
    return FALSE;
  if (clearance_m <= 0)
    return TRUE;
  search = start_search (s, p, clearance_m);
  find_shore (&search, s);
  return !search.found;
}

static Place
move (const Search *origin, double bearing, double dist_m)
{
  double units = dist_m / origin->unit_m;

  return (Place){ origin->from.x + units * sin (bearing), origin->from.y - units * cos (bearing) };
}

static gboolean
look_around (const Sheet *s, const Search *origin, double clearance_m, double max_m, Place *out)
{
  double step_m = MAX (MIN_STEP_M, clearance_m / 4), last_m = 0;

  for (double r_m = step_m; r_m <= max_m; r_m += MAX (step_m, r_m * STEP_PART))
    {
      int n = MAX (16, (int)(2 * G_PI * r_m / MAX (step_m, r_m * STEP_PART)));

      for (int i = 0; i < n; i++)
        {
          double bearing = 2 * G_PI * i / n, near_m = last_m, far_m = r_m;

          if (!is_good_water (s, move (origin, bearing, r_m), clearance_m))
            continue;
          for (int k = 0; k < REFINE_STEPS; k++)
            {
              double middle_m = (near_m + far_m) / 2;

              if (is_good_water (s, move (origin, bearing, middle_m), clearance_m))
                far_m = middle_m;
              else
                near_m = middle_m;
            }
          *out = move (origin, bearing, far_m);
          return TRUE;
        }
      last_m = r_m;
    }
  return FALSE;
}

gboolean
rs_coast_nearest_water (RsAtlas *atlas, RsLatLon p, double clearance_m, double max_m, RsLatLon *out)
{
  Sheet s = finest_sheet (atlas);
  Place from = place_of (&s, p), found;
  Search origin = start_search (&s, from, max_m);

  if (is_good_water (&s, from, clearance_m))
    {
      *out = p;
      return TRUE;
    }
  /* Rather less room than no water. */
  for (double wanted_m = MAX (clearance_m, 0);; wanted_m = wanted_m > MIN_STEP_M ? wanted_m / 2 : 0)
    {
      if (is_good_water (&s, from, wanted_m))
        {
          *out = p;
          return TRUE;
        }
      if (look_around (&s, &origin, wanted_m, max_m, &found))
        {
          *out = position_of (&s, found);
          return TRUE;
        }
      if (wanted_m <= 0)
        return FALSE;
    }
}
