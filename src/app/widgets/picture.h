/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pixels on their way to the screen, in the form that the window's renderer takes without converting
 * them: GTK's software renderer turns each texture into floating point and back with every frame
 * that it paints (GTK 4.8: 60 ns a pixel), but paints a cairo surface as it is. Immutable; main
 * thread, but for rs_picture_new (). */
typedef struct _RsPicture RsPicture;

/* @surface: (transfer full): an ARGB32 image that nobody draws on any more. Any thread. */
RsPicture *rs_picture_new (cairo_surface_t *surface);
RsPicture *rs_picture_ref (RsPicture *self);
void rs_picture_unref (RsPicture *self);

/* Device pixels. */
int rs_picture_get_width (RsPicture *self);
int rs_picture_get_height (RsPicture *self);

/**
 * rs_picture_append:
 * @widget: whose snapshot it is
 * @width: logical pixels that the picture fills from the origin on
 * @height: the same downwards
 *
 * Appends the same node as before while the size is the same, so that GTK sees that nothing changed.
 */
void rs_picture_append (RsPicture *self, GtkWidget *widget, GtkSnapshot *snapshot, double width,
                        double height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsPicture, rs_picture_unref)

G_END_DECLS
