/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/layer-private.h"

G_BEGIN_DECLS

/**
 * rs_graticule_step_s:
 * @zoom: logical zoom
 *
 * Returns: distance between the lines of the net, seconds of arc: a divisor of 180 degrees that is
 *   at least 96 logical pixels of longitude, or 90 degrees
 */
guint rs_graticule_step_s (double zoom);

void rs_draw_graticule (RsCanvas *canvas, RsDrawContext *context);

G_END_DECLS
