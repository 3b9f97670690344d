/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "model/records.h"
#include "replay/series.h"

G_BEGIN_DECLS

/* Which time and value lies where in a chart. Plain value. */
typedef struct
{
  gint64 from_ms, to_ms;
  double left, right;    /* pixels, of these times */
  double lower, upper;   /* pixels, of no value and of @top */
  double top;            /* value at the upper edge, > 0 */
} RsChartFrame;

double rs_chart_frame_get_x (const RsChartFrame *frame, gint64 t_ms);

/* The lines of a chart, added to the path of a cairo context. A value is held until the next one, as the
 * replay holds it; a silence (RS_FIX_BREAK) is empty. One line for each run, so that dashes go through. */

/* Speed where it was observed or, if @inferred, where it was not. */
void rs_chart_path_add_speed (cairo_t *cr, const RsChartFrame *frame, const RsSeries *series,
                              gboolean inferred);

/* @track: (nullable): of the vessel: says when it is silent */
void rs_chart_path_add_draught (cairo_t *cr, const RsChartFrame *frame, const RsVessel *vessel,
                                const RsTrack *track);

/* What the line of the draught shows at a time, metres; NAN: not known. */
double rs_chart_path_get_draught (const RsVessel *vessel, const RsTrack *track, gint64 t_ms);

G_END_DECLS
