/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/time.h"

G_BEGIN_DECLS

/* Ticks of a time axis at any zoom, from years to seconds, on round UTC times. */
typedef struct
{
  gint64 t_ms;
  gboolean major; /* starts a larger unit: its label says the date, not only the time */
  char label[24]; /* "7 Mar", "06:00", "2024" */
} RsTick;

/**
 * rs_time_axis_ticks:
 * @from_ms: left edge
 * @to_ms: right edge, after @from_ms
 * @width_px: of the axis
 * @min_px: least distance between ticks
 *
 * Returns: (transfer full) (element-type RsTick): ticks within [from_ms, to_ms], in order
 */
GArray *rs_time_axis_ticks (gint64 from_ms, gint64 to_ms, double width_px, double min_px);

/* (transfer none): what the axis calls a month, 1 to 12. */
const char *rs_time_axis_get_month (int month);

/* (transfer full): "7 Mar 2024". */
char *rs_time_axis_dup_day (gint64 t_ms);

/**
 * rs_time_axis_dup_start:
 *
 * As rs_time_axis_ticks ().
 *
 * Returns: (transfer full): of the left edge what the labels of its ticks leave out: "2024", "7 Mar 2024"; "" for
 *   an axis of years
 */
char *rs_time_axis_dup_start (gint64 from_ms, gint64 to_ms, double width_px, double min_px);

G_END_DECLS
