/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/layer-private.h"

G_BEGIN_DECLS

/* Whether whole tracks will take so long that who sees nothing of the case yet is better served with a draft. Only
 * where they are lines and lie in files. O(tracks) */
gboolean rs_draft_is_due (const RsDrawContext *context);

/**
 * rs_draft_draw:
 * @pixels: premultiplied ARGB of the whole picture, the map on it; @stride in bytes
 *
 * All whole tracks in a small part of the time: every line where it belongs, in its colour and order, with dashes
 * where it was not observed; with jagged edges, without arrows, rings and suspicious fixes, and in the grey of
 * context where colours change along a track.
 */
void rs_draft_draw (RsDrawContext *context, guchar *pixels, int stride, int width, int height);

G_END_DECLS
