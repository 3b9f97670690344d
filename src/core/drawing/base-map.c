/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Land, water, coasts and borders of one canvas: a tile, or a whole page for print. */
#include "drawing/layer-private.h"

#include <math.h>

#include "drawing/graticule.h"
#include "drawing/shore.h"

/* How far outside the canvas a line can still be seen. */
#define MARGIN_PX 3.0
#define MIN_STROKED_LAKE_PX 9
/* From here on the steps of the finest coast show: it was digitised on a grid of 3 seconds of arc.
 * Nothing moves farther than half of that, and little where the steps are smaller than this. */
#define ROUND_ZOOM 11.0
#define GRID_M 92.6
#define ROUND_PX 5.0

/* Rings or lines of many cells, to be painted in one go. */
typedef struct
{
  GArray *points; /* of RsPoint */
  GArray *starts; /* of guint, one more than there are shapes */
} Shapes;

/* From global cell units (cell column x RS_CELL_UNITS + x) to the canvas. */
typedef struct
{
  double xx, yx, x0; /* x = xx * u + yx * v + x0 */
  double xy, yy, y0;
  double right, bottom; /* of the canvas */
} Affine;

typedef struct
{
  Shapes rings[RS_RING_ISLAND + 1];
  Shapes coasts;
  gboolean round;         /* seen closer than the data: round the corners */
  double world_px;
  float grid_px;          /* of the cell at hand: logical pixels of the grid that its data lie on */
  RsShore shore, rounded; /* scratch */
  GPtrArray *cells; /* of RsAtlasCell, for the borders */
  GArray *copies;   /* of gint64, parallel: column of the cell, worlds not wrapped */
} Collection;

static void
init_shapes (Shapes *shapes)
{
  guint zero = 0;

  shapes->points = g_array_new (FALSE, FALSE, sizeof (RsPoint));
  shapes->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (shapes->starts, zero);
}

static void
clear_shapes (Shapes *shapes)
{
  g_array_unref (shapes->points);
  g_array_unref (shapes->starts);
}

static void
end_shape (Shapes *shapes)
{
  g_array_append_val (shapes->starts, shapes->points->len);
}

static guint
count_shapes (const Shapes *shapes)
{
  return shapes->starts->len - 1;
}

static inline RsPoint
transform (const Affine *a, gint64 column, gint64 row, RsCellPoint p)
{
  /* Whole numbers: a corner that two cells share comes out the same from both. */
  double u = (double) (column * RS_CELL_UNITS + p.x), v = (double) (row * RS_CELL_UNITS + p.y);
  RsPoint out = { (float) (a->xx * u + a->yx * v + a->x0), (float) (a->xy * u + a->yy * v + a->y0) };

  return out;
}

static gint64
measure_ring (const RsCellPoint *p, guint n)
{
  gint64 twice = 0;

  for (guint i = 0, j = n - 1; i < n; j = i++)
    twice += (gint64) p[j].x * p[i].y - (gint64) p[i].x * p[j].y;
  return twice;
}

/* The pieces of a ring that are shore and not cut. */
static void
collect_coast (Shapes *coasts, const RsShore *shore)
{
  const RsPoint *at = (const RsPoint *) (gpointer) shore->points->data;
  const guint8 *cuts = (const guint8 *) shore->cuts->data;
  guint n = shore->points->len, first = 0;
  gboolean open = FALSE;

  /* Begin behind a cut, if there is one, so that no piece is broken at the ring's start. */
  while (first < n && !cuts[(first + n - 1) % n])
    first++;
  if (first == n)
    first = 0;
  for (guint i = 0; i < n; i++)
    {
      guint from = (first + i) % n, to = (from + 1) % n;

      if (cuts[from])
        {
          if (open)
            end_shape (coasts);
          open = FALSE;
          continue;
        }
      if (!open)
        g_array_append_val (coasts->points, at[from]);
      g_array_append_val (coasts->points, at[to]);
      open = TRUE;
    }
  if (open)
    end_shape (coasts);
}

static void
collect_ring (Collection *collection, const Affine *affine, const RsAtlasCell *cell, gint64 column,
              const RsCellRing *ring)
{
  const RsCellPoint *p = cell->points + ring->first;
  Shapes *shapes = &collection->rings[MIN (ring->kind, RS_RING_ISLAND)];
  RsShore *shore = &collection->shore;
  float left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;

  g_array_set_size (shore->points, 0);
  g_array_set_size (shore->cuts, 0);
  for (guint i = 0; i < ring->n; i++)
    {
      RsPoint at = transform (affine, column, cell->cy, p[i]);
      guint8 cut = rs_cell_edge_is_cut (p[i], p[i + 1 < ring->n ? i + 1 : 0]);

      left = MIN (left, at.x);
      right = MAX (right, at.x);
      top = MIN (top, at.y);
      bottom = MAX (bottom, at.y);
      g_array_append_val (shore->points, at);
      g_array_append_val (shore->cuts, cut);
    }
  if (right < -MARGIN_PX || bottom < -MARGIN_PX || left > affine->right + MARGIN_PX
      || top > affine->bottom + MARGIN_PX)
    return;
  if (collection->round)
    {
      float width = (float) affine->right, height = (float) affine->bottom;
      float reach = MAX (collection->grid_px / 2, ROUND_PX);

      rs_shore_relax (shore, &collection->rounded, collection->grid_px / 2);
      rs_shore_round (&collection->rounded, shore, reach, width, height);
      rs_shore_round (shore, &collection->rounded, reach, width, height);
      shore = &collection->rounded;
    }
  /* All the same way round, so that neighbours add up along a cut. */
  if (measure_ring (p, ring->n) >= 0)
    g_array_append_vals (shapes->points, shore->points->data, shore->points->len);
  else
    for (guint i = shore->points->len; i-- > 0;)
      g_array_append_val (shapes->points, g_array_index (shore->points, RsPoint, i));
  end_shape (shapes);
  /* A pond of few pixels would be all line. */
  if (ring->kind == RS_RING_LAND || MAX (right - left, bottom - top) >= MIN_STROKED_LAKE_PX)
    collect_coast (&collection->coasts, shore);
}

static void
collect_cell (Collection *collection, const Affine *affine, const RsAtlasCell *cell, gint64 column,
              gint64 n_cells)
{
  static const RsCellPoint corners[4]
      = { { 0, 0 }, { RS_CELL_UNITS, 0 }, { RS_CELL_UNITS, RS_CELL_UNITS }, { 0, RS_CELL_UNITS } };

  if (cell->ground == RS_CELL_LAND)
    {
      Shapes *land = &collection->rings[RS_RING_LAND];

      for (guint i = 0; i < 4; i++)
        {
          RsPoint p = transform (affine, column, cell->cy, corners[i]);

          g_array_append_val (land->points, p);
        }
      end_shape (land);
    }
  if (collection->round)
    {
      /* By the cell and not by the canvas, so that tiles fit together. */
      RsWorldPoint middle = { 0.5, (cell->cy + 0.5) / (double) n_cells };
      double lat_deg = rs_lat_lon_from_world (middle).lat_deg;

      collection->grid_px
          = (float) (GRID_M * collection->world_px / rs_mercator_scale_m (lat_deg));
    }
  for (guint i = 0; i < cell->n_rings; i++)
    collect_ring (collection, affine, cell, column, &cell->rings[i]);
}

static void
draw_borders (RsCanvas *canvas, const RsStyle *style, const Affine *affine,
              const RsAtlasCell *cell, gint64 column, GArray *scratch)
{
  for (guint i = 0; i < cell->n_borders; i++)
    {
      const RsCellLine *line = &cell->borders[i];
      RsPoint *at;

      if (scratch->len < line->n)
        g_array_set_size (scratch, line->n);
      at = (RsPoint *) (gpointer) scratch->data;
      for (guint k = 0; k < line->n; k++)
        at[k] = transform (affine, column, cell->cy, cell->points[line->first + k]);
      rs_canvas_stroke (canvas, at, line->n, RS_BORDER_PX, style->border, RS_DASH_BORDER, 0);
    }
}

/* What part of the world the canvas shows, worlds not wrapped. */
static void
find_extent (const RsView *view, double *west, double *east, double *north, double *south)
{
  double s = rs_view_world_px (view), c = cos (view->rotation_rad), n = sin (view->rotation_rad);
  double half_x = (view->width / 2 + MARGIN_PX) / s, half_y = (view->height / 2 + MARGIN_PX) / s;
  double reach_x = fabs (c) * half_x + fabs (n) * half_y;
  double reach_y = fabs (n) * half_x + fabs (c) * half_y;

  *west = view->center.x - reach_x;
  *east = view->center.x + reach_x;
  *north = view->center.y - reach_y;
  *south = view->center.y + reach_y;
}

static Affine
make_affine (const RsView *view, guint cells_per_side)
{
  double s = rs_view_world_px (view), c = cos (view->rotation_rad), n = sin (view->rotation_rad);
  double unit = s / ((double) cells_per_side * RS_CELL_UNITS);
  Affine affine = {
    .xx = c * unit,
    .yx = -n * unit,
    .x0 = view->width / 2 - (c * view->center.x - n * view->center.y) * s,
    .xy = n * unit,
    .yy = c * unit,
    .y0 = view->height / 2 - (n * view->center.x + c * view->center.y) * s,
    .right = view->width,
    .bottom = view->height,
  };

  return affine;
}

static void
draw_land (RsCanvas *canvas, RsDrawContext *context)
{
  const RsView *view = &context->frame->view;
  const RsStyle *style = context->style;
  guint level = rs_atlas_level_for_zoom (context->atlas, view->zoom + log2 (view->scale));
  gint64 n_cells = rs_atlas_get_cells_per_side (context->atlas, level);
  Affine affine = make_affine (view, (guint) n_cells);
  g_autoptr (GArray) scratch = g_array_new (FALSE, FALSE, sizeof (RsPoint));
  const RsColor fills[] = { style->land, style->sea, style->land };
  Collection collection;
  double west, east, north, south;

  find_extent (view, &west, &east, &north, &south);
  for (guint i = 0; i <= RS_RING_ISLAND; i++)
    init_shapes (&collection.rings[i]);
  init_shapes (&collection.coasts);
  rs_shore_init (&collection.shore);
  rs_shore_init (&collection.rounded);
  collection.world_px = rs_view_world_px (view);
  collection.round = level + 1 == rs_atlas_get_n_levels (context->atlas)
                     && view->zoom + log2 (view->scale) >= ROUND_ZOOM;
  collection.cells = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_atlas_cell_unref);
  collection.copies = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 row = MAX ((gint64) floor (north * (double) n_cells), 0);
       row <= MIN ((gint64) floor (south * (double) n_cells), n_cells - 1); row++)
    for (gint64 column = (gint64) floor (west * (double) n_cells);
         column <= (gint64) floor (east * (double) n_cells); column++)
      {
        guint cx = (guint) (((column % n_cells) + n_cells) % n_cells);
        const RsAtlasCell *cell = rs_atlas_get_cell (context->atlas, level, cx, (guint) row);

        collect_cell (&collection, &affine, cell, column, n_cells);
        g_ptr_array_add (collection.cells, (gpointer) cell);
        g_array_append_val (collection.copies, column);
      }

  for (guint i = 0; i <= RS_RING_ISLAND; i++)
    {
      Shapes *shapes = &collection.rings[i];

      if (count_shapes (shapes) > 0)
        rs_canvas_fill (canvas, (const RsPoint *) (gpointer) shapes->points->data,
                        (const guint *) (gpointer) shapes->starts->data, count_shapes (shapes),
                        fills[i]);
    }
  for (guint i = 0; i < collection.cells->len; i++)
    draw_borders (canvas, style, &affine, g_ptr_array_index (collection.cells, i),
                  g_array_index (collection.copies, gint64, i), scratch);
  if (count_shapes (&collection.coasts) > 0)
    rs_canvas_stroke_lines (canvas, (const RsPoint *) (gpointer) collection.coasts.points->data,
                            (const guint *) (gpointer) collection.coasts.starts->data,
                            count_shapes (&collection.coasts), RS_COAST_PX, style->coast);

  for (guint i = 0; i <= RS_RING_ISLAND; i++)
    clear_shapes (&collection.rings[i]);
  clear_shapes (&collection.coasts);
  rs_shore_clear (&collection.shore);
  rs_shore_clear (&collection.rounded);
  g_ptr_array_unref (collection.cells);
  g_array_unref (collection.copies);
}

void
rs_draw_base_map (RsCanvas *canvas, RsDrawContext *context)
{
  gboolean base = rs_draw_context_shows (context, RS_SHOW_BASE);

  rs_canvas_clear (canvas, base ? context->style->sea : 0);
  /* The net lies on the water and under the land. */
  if (rs_draw_context_shows (context, RS_SHOW_GRATICULE))
    rs_draw_graticule (canvas, context);
  if (base)
    draw_land (canvas, context);
}
