/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/labels.h"

#include <math.h>

/* Side of a grid square, logical pixels: a name touches two or three of them. */
#define CELL 96.0
#define MAX_CELLS_PER_BOX 4096

typedef struct
{
  gint32 cx, cy;
} Cell;

struct _RsLabels
{
  GArray *boxes;     /* of RsBox */
  GHashTable *cells; /* Cell -> GArray of guint, indexes into boxes */
};

static guint
hash_cell (gconstpointer key)
{
  const Cell *cell = key;

  return (guint) cell->cx * 73856093u ^ (guint) cell->cy * 19349663u;
}

static gboolean
equal_cells (gconstpointer a, gconstpointer b)
{
  const Cell *x = a, *y = b;

  return x->cx == y->cx && x->cy == y->cy;
}

RsLabels *
rs_labels_new (void)
{
  RsLabels *self = g_new0 (RsLabels, 1);

  self->boxes = g_array_new (FALSE, FALSE, sizeof (RsBox));
  self->cells = g_hash_table_new_full (hash_cell, equal_cells, g_free,
                                       (GDestroyNotify) g_array_unref);
  return self;
}

void
rs_labels_free (RsLabels *self)
{
  if (!self)
    return;
  g_array_unref (self->boxes);
  g_hash_table_unref (self->cells);
  g_free (self);
}

void
rs_labels_clear (RsLabels *self)
{
  g_array_set_size (self->boxes, 0);
  g_hash_table_remove_all (self->cells);
}

static gboolean
is_usable (const RsBox *box)
{
  return isfinite (box->x) && isfinite (box->y) && box->width > 0 && box->height > 0
         && fabs (box->x) < 1e8 && fabs (box->y) < 1e8
         && (box->width / CELL + 2) * (box->height / CELL + 2) < MAX_CELLS_PER_BOX;
}

static gboolean
overlap (const RsBox *a, const RsBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

gboolean
rs_labels_is_free (const RsLabels *self, const RsBox *box)
{
  if (!is_usable (box))
    return FALSE;
  for (gint32 cy = (gint32) floor (box->y / CELL);
       cy <= (gint32) floor ((box->y + box->height) / CELL); cy++)
    for (gint32 cx = (gint32) floor (box->x / CELL);
         cx <= (gint32) floor ((box->x + box->width) / CELL); cx++)
      {
        const Cell key = { cx, cy };
        const GArray *cell = g_hash_table_lookup (self->cells, &key);

        for (guint i = 0; cell && i < cell->len; i++)
          if (overlap (box, &g_array_index (self->boxes, RsBox, g_array_index (cell, guint, i))))
            return FALSE;
      }
  return TRUE;
}

void
rs_labels_take (RsLabels *self, const RsBox *box)
{
  guint index = self->boxes->len;

  if (!is_usable (box))
    return;
  g_array_append_val (self->boxes, *box);
  for (gint32 cy = (gint32) floor (box->y / CELL);
       cy <= (gint32) floor ((box->y + box->height) / CELL); cy++)
    for (gint32 cx = (gint32) floor (box->x / CELL);
         cx <= (gint32) floor ((box->x + box->width) / CELL); cx++)
      {
        const Cell key = { cx, cy };
        GArray *cell = g_hash_table_lookup (self->cells, &key);

        if (!cell)
          {
            cell = g_array_new (FALSE, FALSE, sizeof (guint));
            g_hash_table_insert (self->cells, g_memdup2 (&key, sizeof key), cell);
          }
        g_array_append_val (cell, index);
      }
}

gint
rs_labels_place (RsLabels *self, const RsBox *candidates, guint n)
{
  for (guint i = 0; i < n; i++)
    if (rs_labels_is_free (self, &candidates[i]))
      {
        rs_labels_take (self, &candidates[i]);
        return (gint) i;
      }
  return -1;
}

gboolean
rs_labels_place_around (RsLabels *self, double x, double y, double gap, double width,
                        double height, double padding, RsBox *out)
{
  double right = x + gap, left = x - gap - width, middle = x - width / 2;
  double level = y - height / 2, above = y - gap - height, below = y + gap;
  double corner = gap * 0.6;
  const RsBox words[] = {
    { right, level, width, height },
    { left, level, width, height },
    { middle, above, width, height },
    { middle, below, width, height },
    { x + corner, y - corner - height, width, height },
    { x + corner, y + corner, width, height },
    { x - corner - width, y - corner - height, width, height },
    { x - corner - width, y + corner, width, height },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const RsBox padded = { words[i].x - padding, words[i].y - padding, width + 2 * padding,
                             height + 2 * padding };

      if (rs_labels_place (self, &padded, 1) == 0)
        {
          *out = words[i];
          return TRUE;
        }
    }
  return FALSE;
}
