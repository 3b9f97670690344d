/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/snapshot.h"

G_BEGIN_DECLS

/* How many fixes there are in any span of a case's time, told at once at every zoom: running sums over
 * a million cells of the whole span answer all but the closest views, which are counted from the few
 * fixes in them. Immutable; any thread. Holds a reference to the snapshot. */
typedef struct _RsDensity RsDensity;

/**
 * rs_density_new:
 * @snapshot: the case
 * @hidden: (nullable) (element-type gint64): vessels that do not count; copied
 *
 * O(fixes), 16 MiB at most: for a worker.
 */
RsDensity *rs_density_new (RsSnapshot *snapshot, GHashTable *hidden);
RsDensity *rs_density_ref (RsDensity *self);
void rs_density_unref (RsDensity *self);

/**
 * rs_density_query:
 * @from_ms: start of the first bin
 * @to_ms: end of the last
 * @n_bins: number of bins
 * @out_counts: (out caller-allocates) (array length=n_bins): fixes per bin
 * @out_inferred: (out caller-allocates) (array length=n_bins): how many of them are not observed
 *
 * As rs_density_count (). An inner edge may lie off by an eighth of a bin where bins are much longer
 * than cells; no fix is lost or counted twice by it. O(bins) far out, O(vessels x log fixes + fixes in
 * view) close by.
 */
void rs_density_query (const RsDensity *self, gint64 from_ms, gint64 to_ms, guint n_bins,
                       guint32 *out_counts, guint32 *out_inferred);

/**
 * rs_density_count:
 * @from_ms: start of the first bin
 * @to_ms: end of the last
 * @n_bins: number of bins
 * @out_counts: (out caller-allocates) (array length=n_bins): fixes per bin
 * @out_reconstructed: (out caller-allocates) (array length=n_bins): how many of them are not observed
 *
 * Fixes over time of all vessels not in @hidden (nullable). A bin holds its start and not its end,
 * the last one both. Exact; O(vessels x log fixes + fixes in the span).
 */
void rs_density_count (const RsSnapshot *snapshot, GHashTable *hidden, gint64 from_ms, gint64 to_ms,
                       guint n_bins, guint32 *out_counts, guint32 *out_reconstructed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsDensity, rs_density_unref)

G_END_DECLS
