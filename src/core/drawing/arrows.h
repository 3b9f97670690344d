/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/level.h"

G_BEGIN_DECLS

/* A place on a chunk's line: on the leg to point @leg, @along from where that begins; world units without the
 * copy's shift. Plain value. */
typedef struct
{
  const RsLevelPoint *points;
  guint n, leg;
  double x, y, along; /* where the leg begins; the way from there, beyond either end too */
} RsLinePlace;

/* The point @by further along the line, back if it is negative, but not beyond its ends.
 *
 * Returns: how far it is */
double rs_line_place_find_further (RsLinePlace place, double by, double *out_x, double *out_y);

/* @share: of the leg that lies before the place; may be a little below 0 */
typedef void (*RsArrowFunc) (const RsLinePlace *place, double share, gpointer user_data);

/**
 * rs_arrows_walk:
 * @points: (array length=n): a chunk
 * @spacing: of arrows, world units
 * @func: (scope call): called where one stands, in their order
 *
 * Arrows stand where the line crosses a grid of the world: at a distance along the axis that it rather
 * follows, but not soon after the one before. Those that point east or south have their own lines of the grid,
 * half way between the others, so that a ship that came back the way she went shows both directions.
 */
void rs_arrows_walk (const RsLevelPoint *points, guint n, double spacing, RsArrowFunc func,
                     gpointer user_data);

G_END_DECLS
