/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/filter.h"
#include "model/snapshot.h"

G_BEGIN_DECLS

/* A filter applied to a case.
 *
 * A vessel passes if its record meets the conditions of a vessel (type, flag, length, name, event, incident,
 * watchlist), and if one of its fixes meets all conditions of a fix (time, place, speed, import) at once. An event
 * counts if it overlaps the filter's time. A condition that excludes takes out the vessels that meet
 * it: with a fix, one within the filter's time. Fixes without a time take part where no time is asked for.
 * An unknown speed, type or length meets no range. */

/* Which vessels pass. Immutable, shared by an atomic reference count; any thread. */
typedef struct
{
  RsSnapshot *snapshot;   /* of which these are the vessels; owned */
  const guint8 *passes;   /* (array length=n): 1 or 0, parallel to the snapshot's vessels */
  guint n, n_passing;
} RsFilterResult;

RsFilterResult *rs_filter_result_ref (RsFilterResult *self);
void rs_filter_result_unref (RsFilterResult *self);

/* Whether a vessel of the case passes; one that this snapshot lacks does. O(1). */
gboolean rs_filter_result_has (const RsFilterResult *self, gint64 vessel_id);

/* A filter whose names were looked up in a snapshot. Immutable; any thread. */
typedef struct _RsFilterPlan RsFilterPlan;

/* Holds references to both. O(vessels + events + incidents) where the filter asks for such. */
RsFilterPlan *rs_filter_plan_new (RsSnapshot *snapshot, const RsFilter *filter);
void rs_filter_plan_free (RsFilterPlan *self);

/* (transfer none) (element-type utf8): a sentence for each condition that names something that the case
 * or the program does not have; nothing meets such a condition. */
const GPtrArray *rs_filter_plan_get_problems (const RsFilterPlan *self);

/**
 * rs_filter_plan_run:
 * @cancellable: (nullable):
 * @error: %G_IO_ERROR_CANCELLED, nothing else
 *
 * Blocks; works in as many threads as there are processors. The blocks of a track (model/track-block.h) say
 * of most fixes whether they meet the conditions, and of a vessel that passes no more is looked at. Not in a thread of rs_parallel_run ().
 *
 * Returns: (transfer full) (nullable): the result
 */
RsFilterResult *rs_filter_plan_run (RsFilterPlan *self, GCancellable *cancellable, GError **error);

/* Whether a fix of a vessel that passes meets all conditions of a fix that do not exclude. */
gboolean rs_filter_plan_takes_fix (const RsFilterPlan *self, const RsFix *fix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsFilterPlan, rs_filter_plan_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsFilterResult, rs_filter_result_unref)

G_END_DECLS
