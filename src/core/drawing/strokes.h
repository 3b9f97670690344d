/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/canvas.h"

G_BEGIN_DECLS

/* Polylines to be stroked later, in the order in which they were added. One thread at a time; several
 * may paint at once. */
typedef struct _RsStrokes RsStrokes;

RsStrokes *rs_strokes_new (void);
void rs_strokes_free (RsStrokes *self);

/* As rs_canvas_stroke () with RS_DASH_BY_PLACE; a solid one with round ends as rs_canvas_stroke_lines (). */
void rs_strokes_add (RsStrokes *self, const RsPoint *points, guint n, double width, RsColor color,
                     RsDash dash, gboolean round_ends);

/* Strokes what touches @top to @bottom, logical pixels. */
void rs_strokes_paint (const RsStrokes *self, RsCanvas *canvas, double top, double bottom);

/* Strokes all, the last first, and forgets them: for rs_canvas_begin_below (). */
void rs_strokes_paint_below (RsStrokes *self, RsCanvas *canvas);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsStrokes, rs_strokes_free)

G_END_DECLS
