/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/layer-private.h"
#include "model/knots.h"

G_BEGIN_DECLS

/* How long ships were where: the time between every two fixes that a line joins, laid evenly along the
 * line, added up in cells of about two logical pixels. A ship that is silent, or of which there is one
 * fix alone, counts nothing. Counted from the simplified lines and their knots, not from fixes: in all it
 * is the same time, and none of it farther than two pixels from where the fixes put it (test-heat.c). */
typedef struct _RsHeat RsHeat;

RsHeat *rs_heat_new (const RsView *view);
void rs_heat_free (RsHeat *self);

/**
 * rs_heat_add:
 * @level: of @track; may be cut to a span
 * @knots: to the level before it was cut
 *
 * Returns: whether it saw a line that is not observed
 */
gboolean rs_heat_add (RsHeat *self, const RsTrack *track, const RsLevel *level,
                      const RsKnots *knots);

/**
 * rs_heat_get_hours:
 * @out_columns: (out): cells of a row
 * @out_rows: (out): rows
 * @out_margin: (out): how many of these lie outside of the view, on each side
 * @out_cell_px: (out): logical pixels of a cell
 *
 * Returns: (transfer none) (array): ship-hours of each cell, row by row
 */
const float *rs_heat_get_hours (const RsHeat *self, guint *out_columns, guint *out_rows,
                                guint *out_margin, double *out_cell_px);

/* Paints it. @alpha: 0 to 1 of its strength. */
void rs_heat_paint (RsHeat *self, RsCanvas *canvas, RsTheme theme, double alpha);

/* The ends of the ramp, in ship-hours per square kilometre: a fifth of what one passage at 12 kn leaves at
 * 45 degrees of latitude, and 10,000 times as much. By zoom alone, so that colours stay while the view moves. */
void rs_heat_get_range (const RsView *view, double *out_low, double *out_high);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsHeat, rs_heat_free)

G_END_DECLS
