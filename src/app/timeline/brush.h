/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

/* The span that map and lists are narrowed to, as it is dragged out on the time strip and shown there.
 * Plain struct, zero-initialised: nothing is dragged. */
typedef struct
{
  gboolean active;
  gint64 from_ms; /* where it was begun */
} RsBrush;

void rs_brush_begin (RsBrush *self, gint64 t_ms);
/* The span is from where it was begun to @t_ms. */
void rs_brush_drag (RsBrush *self, RsSession *session, gint64 t_ms);
/* Takes the span away if nothing was dragged out: if the pointer has not @moved. */
void rs_brush_end (RsBrush *self, RsSession *session, gboolean moved);

/* One end of the span to where the playhead is, for who has no pointer. The other one stays; where there is none on
 * that side of the playhead a new span begins, to the end of the shown view, @view_from_ms to @view_to_ms, or if that
 * is not there either, of the case. */
void rs_brush_set_end (RsSession *session, gint64 view_from_ms, gint64 view_to_ms,
                       gboolean is_start);

/* Veils what lies outside of the span: from @left to @x0 and from @x1 to @right, pixels. */
void rs_brush_snapshot (GtkSnapshot *snapshot, double left, double right, double x0, double x1,
                        double height);

G_END_DECLS
