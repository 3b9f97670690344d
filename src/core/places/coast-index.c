/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/coast-index.h"

#include "places/atlas-private.h"

#define MAX_ROWS 256
#define EDGES_PER_ROW 8

static void
free_index (gpointer data)
{
  RsCoastIndex *index = data;

  g_free (index->starts);
  g_free (index->edges);
  g_free (index);
}

static void
rows_of (const RsCoastIndex *index, guint y0, guint y1, guint *out_first, guint *out_last)
{
  guint low = MIN (y0, y1), high = MAX (y0, y1);

  *out_first = MIN (low >> index->row_shift, index->n_rows - 1);
  /* An edge that ends on a row's upper line counts there only if it has no other row. */
  *out_last = MIN (high >> index->row_shift, index->n_rows - 1);
}

static RsCoastIndex *
make_index (const RsAtlasCell *cell)
{
  RsCoastIndex *index = g_new0 (RsCoastIndex, 1);
  guint32 *fill;
  guint n_edges = 0;

  for (guint i = 0; i < cell->n_rings; i++)
    n_edges += cell->rings[i].n;
  index->n_rows = 1;
  index->row_shift = 15;
  while (index->n_rows < MAX_ROWS && index->n_rows * EDGES_PER_ROW < n_edges)
    {
      index->n_rows *= 2;
      index->row_shift--;
    }
  index->starts = g_new0 (guint32, index->n_rows + 1);

  /* First count, then place. */
  for (guint pass = 0; pass < 2; pass++)
    {
      fill = pass == 0 ? NULL : g_memdup2 (index->starts, index->n_rows * sizeof (guint32));
      for (guint i = 0; i < cell->n_rings; i++)
        {
          const RsCellRing *ring = &cell->rings[i];
          const RsCellPoint *p = cell->points + ring->first;

          for (guint j = 0; j < ring->n; j++)
            {
              RsCellPoint a = p[j], b = p[j + 1 < ring->n ? j + 1 : 0];
              guint first, last;

              rows_of (index, a.y, b.y, &first, &last);
              for (guint r = first; r <= last; r++)
                if (pass == 0)
                  index->starts[r + 1]++;
                else
                  index->edges[fill[r]++]
                      = (RsCoastEdge){ a.x, a.y, b.x, b.y, ring->kind, rs_cell_edge_is_cut (a, b) };
            }
        }
      if (pass == 0)
        {
          for (guint r = 0; r < index->n_rows; r++)
            index->starts[r + 1] += index->starts[r];
          index->edges = g_new (RsCoastEdge, index->starts[index->n_rows]);
        }
      else
        g_free (fill);
    }
  return index;
}

const RsCoastIndex *
rs_coast_index_of (const RsAtlasCell *cell)
{
  RsCellBox *box = (RsCellBox *)cell;
  RsCoastIndex *index = g_atomic_pointer_get (&box->aux);

  if (index == NULL)
    {
      index = make_index (cell);
      /* Whoever comes first sets it; the function is the same for all, so its order does not
       * matter. */
      box->aux_free = free_index;
      if (!g_atomic_pointer_compare_and_exchange (&box->aux, NULL, index))
        {
          free_index (index);
          index = g_atomic_pointer_get (&box->aux);
        }
    }
  return index;
}

RsCoastGround
rs_coast_index_ground (const RsCoastIndex *index, double x, double y)
{
  guint r = rs_coast_index_row (index, y);
  int winding[3] = { 0, 0, 0 };

  /* The ray to the east; rings of a kind may overlap where they were simplified, so count turns. */
  for (guint32 i = index->starts[r]; i < index->starts[r + 1]; i++)
    {
      const RsCoastEdge *e = &index->edges[i];
      gboolean up = e->y0 <= y;

      if (up == (e->y1 <= y))
        continue;
      if (e->x0 + (y - e->y0) * ((double)e->x1 - e->x0) / ((double)e->y1 - e->y0) > x)
        winding[e->kind] += up ? 1 : -1;
    }
  if (winding[RS_RING_LAND] == 0)
    return RS_COAST_SEA;
  return winding[RS_RING_LAKE] == 0 || winding[RS_RING_ISLAND] != 0 ? RS_COAST_LAND : RS_COAST_LAKE;
}

static double
turn (double ax, double ay, double bx, double by, double cx, double cy)
{
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

gboolean
rs_coast_index_crosses (const RsCoastIndex *index,
                        double ax,
                        double ay,
                        double bx,
                        double by,
                        double y_low,
                        double y_high)
{
  guint first = rs_coast_index_row (index, y_low), last = rs_coast_index_row (index, y_high);
  double left = MIN (ax, bx), right = MAX (ax, bx), top = MIN (ay, by), low = MAX (ay, by);

  for (guint32 i = index->starts[first]; i < index->starts[last + 1]; i++)
    {
      const RsCoastEdge *e = &index->edges[i];
      double s, t;

      if (e->cut || MAX (e->x0, e->x1) < left || MIN (e->x0, e->x1) > right
          || MAX (e->y0, e->y1) < top || MIN (e->y0, e->y1) > low)
        continue;
      s = turn (ax, ay, bx, by, e->x0, e->y0);
      t = turn (ax, ay, bx, by, e->x1, e->y1);
      if ((s > 0 && t > 0) || (s < 0 && t < 0))
        continue;
      s = turn (e->x0, e->y0, e->x1, e->y1, ax, ay);
      t = turn (e->x0, e->y0, e->x1, e->y1, bx, by);
      if ((s > 0 && t > 0) || (s < 0 && t < 0))
        continue;
      return TRUE;
    }
  return FALSE;
}
