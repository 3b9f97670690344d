/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/labels.h"

#include <math.h>
#include <string.h>

/* Side of a grid square, logical pixels: a name touches two or three of them. */
#define CELL 48.0
#define MAX_CELLS_PER_BOX 4096
/* Squares share lists, far more lists than a picture has squares with something in them. */
#define N_LISTS 4096

/* A box in the list of a square that it touches. */
typedef struct
{
  RsBox box;
  guint next; /* index of the next in the list, from 1; 0 none */
} Taken;

struct _RsLabels
{
  GArray *taken;        /* of Taken */
  guint lists[N_LISTS]; /* indexes of the first ones, from 1; 0 none */
};

/* The squares that a box touches, both ends included. */
typedef struct
{
  gint32 left, right, top, bottom;
} Cells;

RsLabels *
rs_labels_new (void)
{
  RsLabels *self = g_new0 (RsLabels, 1);

  self->taken = g_array_new (FALSE, FALSE, sizeof (Taken));
  return self;
}

void
rs_labels_free (RsLabels *self)
{
  if (!self)
    return;
  g_array_unref (self->taken);
  g_free (self);
}

void
rs_labels_clear (RsLabels *self)
{
  g_array_set_size (self->taken, 0);
  memset (self->lists, 0, sizeof self->lists);
}

static Cells
find_cells (const RsBox *box)
{
  return (Cells){ (gint32) floor (box->x / CELL), (gint32) floor ((box->x + box->width) / CELL),
                  (gint32) floor (box->y / CELL), (gint32) floor ((box->y + box->height) / CELL) };
}

static guint
find_list (gint32 cx, gint32 cy)
{
  return ((guint) cx * 73856093u ^ (guint) cy * 19349663u) % N_LISTS;
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
  const Taken *taken = (const Taken *) (gpointer) self->taken->data;
  Cells cells;

  if (!is_usable (box))
    return FALSE;
  cells = find_cells (box);
  for (gint32 cy = cells.top; cy <= cells.bottom; cy++)
    for (gint32 cx = cells.left; cx <= cells.right; cx++)
      for (guint i = self->lists[find_list (cx, cy)]; i > 0; i = taken[i - 1].next)
        if (overlap (box, &taken[i - 1].box))
          return FALSE;
  return TRUE;
}

void
rs_labels_take (RsLabels *self, const RsBox *box)
{
  Cells cells;

  if (!is_usable (box))
    return;
  cells = find_cells (box);
  for (gint32 cy = cells.top; cy <= cells.bottom; cy++)
    for (gint32 cx = cells.left; cx <= cells.right; cx++)
      {
        guint *list = &self->lists[find_list (cx, cy)];
        const Taken taken = { *box, *list };

        g_array_append_val (self->taken, taken);
        *list = self->taken->len;
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
