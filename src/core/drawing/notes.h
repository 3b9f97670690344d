/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/frame.h"
#include "drawing/labels.h"
#include "drawing/shape.h"
#include "model/records.h"

G_BEGIN_DECLS

/* What drawing and picking of the analyst's notes share. */

/* Whether the note's time meets the moment shown, and it has the points that its kind needs. */
gboolean rs_note_is_shown (const RsNote *note, const RsFrame *frame);

/* The note's line, polygon or circle; a text is a single point. @shape is initialised. */
void rs_note_get_shape (const RsNote *note, RsShape *shape);

/* Where words of this size stand beside the note in one copy of the world. */
RsBox rs_note_get_text_box (const RsNote *note, const RsShape *shape, gint copy, double width,
                            double height);

G_END_DECLS
