/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/map/pieces.h"

#include "app/widgets/picture.h"

typedef struct
{
  RsPicture *picture; /* (nullable): nothing there */
  int x, y;
} Piece;

struct _RsPieces
{
  Piece pieces[RS_N_PIECES];
};

typedef struct
{
  int left, top, right, bottom; /* what lies in [left, right) x [top, bottom) */
} Box;

/* What of @row is not transparent in [*left, *right); FALSE if all is. */
static gboolean
find_run (const guint32 *row, int *left, int *right)
{
  int from = *left, to = *right;

  while (from < to && row[from] == 0)
    from++;
  if (from == to)
    return FALSE;
  while (row[to - 1] == 0)
    to--;
  *left = from;
  *right = to;
  return TRUE;
}

/* What is not transparent within @box; no width if nothing. */
static Box
trim (const guchar *pixels, int stride, const Box *box)
{
  Box found = { box->right, box->bottom, box->left, box->top };

  for (int y = box->top; y < box->bottom; y++)
    {
      const guint32 *row = (const guint32 *) (gconstpointer) (pixels + (gsize) y * (gsize) stride);
      int left = box->left, right = box->right;

      if (!find_run (row, &left, &right))
        continue;
      found.left = MIN (found.left, left);
      found.right = MAX (found.right, right);
      found.top = MIN (found.top, y);
      found.bottom = y + 1;
    }
  return found;
}

/* (transfer full): the pixels of @box, which are @surface's. */
static RsPicture *
cut (cairo_surface_t *surface, const Box *box)
{
  static const cairo_user_data_key_t key;
  int stride = cairo_image_surface_get_stride (surface);
  guchar *pixels = cairo_image_surface_get_data (surface) + (gsize) box->top * (gsize) stride
                   + (gsize) box->left * 4;
  cairo_surface_t *part = cairo_image_surface_create_for_data (
    pixels, CAIRO_FORMAT_ARGB32, box->right - box->left, box->bottom - box->top, stride);

  cairo_surface_set_user_data (part, &key, cairo_surface_reference (surface),
                               (cairo_destroy_func_t) cairo_surface_destroy);
  return rs_picture_new (part);
}

RsPieces *
rs_pieces_new (cairo_surface_t *surface)
{
  RsPieces *self = g_new0 (RsPieces, 1);
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);

  cairo_surface_flush (surface);
  for (int i = 0; i < RS_N_PIECES; i++)
    {
      int column = i % 2, row = i / 2;
      const Box quarter = { column ? width / 2 : 0, row ? height / 2 : 0, column ? width : width / 2,
                            row ? height : height / 2 };
      Box box = trim (cairo_image_surface_get_data (surface), cairo_image_surface_get_stride (surface),
                      &quarter);

      if (box.left >= box.right)
        continue;
      self->pieces[i] = (Piece){ cut (surface, &box), box.left, box.top };
    }
  cairo_surface_destroy (surface);
  return self;
}

void
rs_pieces_free (RsPieces *self)
{
  if (!self)
    return;
  for (guint i = 0; i < RS_N_PIECES; i++)
    rs_picture_unref (self->pieces[i].picture);
  g_free (self);
}

gsize
rs_pieces_get_area (const RsPieces *self)
{
  gsize area = 0;

  for (guint i = 0; i < RS_N_PIECES; i++)
    if (self->pieces[i].picture)
      area += (gsize) rs_picture_get_width (self->pieces[i].picture)
              * (gsize) rs_picture_get_height (self->pieces[i].picture);
  return area;
}

gboolean
rs_pieces_get_box (const RsPieces *self, guint i, double scale, graphene_rect_t *out)
{
  const Piece *piece = &self->pieces[i];

  if (!piece->picture)
    return FALSE;
  *out = GRAPHENE_RECT_INIT ((float) (piece->x / scale), (float) (piece->y / scale),
                             (float) (rs_picture_get_width (piece->picture) / scale),
                             (float) (rs_picture_get_height (piece->picture) / scale));
  return TRUE;
}

void
rs_pieces_append (RsPieces *self, GtkWidget *widget, GtkSnapshot *snapshot, double scale)
{
  for (guint i = 0; i < RS_N_PIECES; i++)
    {
      graphene_rect_t box;

      if (!rs_pieces_get_box (self, i, scale, &box))
        continue;
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &box.origin);
      rs_picture_append (self->pieces[i].picture, widget, snapshot, box.size.width, box.size.height);
      gtk_snapshot_restore (snapshot);
    }
}
