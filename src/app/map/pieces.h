/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A picture of which little is not transparent, as furniture in the corners of a map, in pieces: GTK's software
 * renderer goes over each pixel that it is given, with each frame. Main thread, but for rs_pieces_new (). */
typedef struct _RsPieces RsPieces;

/* Quarters. */
#define RS_N_PIECES 4

/* @surface: (transfer full): an ARGB32 image that nobody draws on any more. Any thread. */
RsPieces *rs_pieces_new (cairo_surface_t *surface);
void rs_pieces_free (RsPieces *self);

/* How many pixels the pieces have together. */
gsize rs_pieces_get_area (const RsPieces *self);

/* Where piece @i lies; @scale: pixels of the surface a logical one. %FALSE if there is nothing in that quarter. */
gboolean rs_pieces_get_box (const RsPieces *self, guint i, double scale, graphene_rect_t *out);

/* Appends the pieces where they lie. */
void rs_pieces_append (RsPieces *self, GtkWidget *widget, GtkSnapshot *snapshot, double scale);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsPieces, rs_pieces_free)

G_END_DECLS
