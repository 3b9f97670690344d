/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/canvas.h"

G_BEGIN_DECLS

/* The sign of a suspicious fix, a hollow cross about (x, y). @unit: 1, or what the furniture is scaled
 * by. @ground: what shows inside. */
void rs_suspect_draw (RsCanvas *canvas, double x, double y, double unit, RsColor color,
                      RsColor ground);

G_END_DECLS
