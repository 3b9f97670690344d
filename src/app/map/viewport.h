/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "drawing/view.h"

G_BEGIN_DECLS

/* Between libshumate's viewport and our view: the only place that knows both. */

/* The view of a widget of @width x @height logical pixels that shows @viewport. */
RsView rs_view_from_viewport (ShumateViewport *viewport, double width, double height, double scale);

/* Moves the viewport to the view's centre and zoom at once. */
void rs_viewport_set_view (ShumateViewport *viewport, const RsView *view);

/* Moves the viewport so that the picture follows the pointer by (dx, dy) logical pixels. */
void rs_viewport_pan (ShumateViewport *viewport, double dx, double dy);

/* Zooms by @delta levels with the world under (x, y) of a @width x @height widget staying there. */
void rs_viewport_zoom_at (ShumateViewport *viewport, double width, double height, double x, double y,
                          double delta);

G_END_DECLS
