/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BenchFunc:
 * @user_data: as given to bench_run()
 *
 * Does the measured work once; the time of the whole call counts.
 *
 * Returns: how many units it did, > 0
 */
typedef guint64 (*BenchFunc) (gpointer user_data);

/**
 * bench_run:
 * @name: what is measured, as the line shows it
 * @unit: what @func counts, plural: "messages"
 * @func: the work; run once unmeasured, then five times
 * @user_data: for @func
 *
 * Prints, before the first measurement, the machine; then one line: median time, spread as half of
 * (longest - shortest) in percent of the median, and units per second at the median.
 *
 * Returns: the median in seconds
 */
double bench_run (const char *name, const char *unit, BenchFunc func, gpointer user_data);

/**
 * bench_percentiles:
 * @name: what was measured
 * @seconds: (array length=n): one time for each call, in seconds; is sorted
 * @n: their number, > 0
 *
 * Prints one line: median, 95th percentile and longest, in milliseconds. For queries and frames,
 * where a slow one counts for more than the sum.
 */
void bench_percentiles (const char *name, double *seconds, gsize n);

G_END_DECLS
