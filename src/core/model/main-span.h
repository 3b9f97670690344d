/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/snapshot.h"

G_BEGIN_DECLS

/* What goes at both ends of the main span is at most one in so many of all fixes. */
#define RS_MAIN_SPAN_THIN 1000

/**
 * rs_main_span_find:
 * @snapshot: with its tracks; need not be sealed
 * @out: (out): where in time the bulk of the fixes lies
 *
 * A single fix of a clock that was wrong makes a time line of a century of which all else is a hair. Left out are, at
 * both ends:
 *
 * - fixes flagged %RS_FIX_FUTURE that no other fix of their vessel follows, unless they are half of all or more;
 * - of what is left, as often as that is so, the half of the time that holds the fewer fixes, as long as all that goes
 *   in this way is at most one in %RS_MAIN_SPAN_THIN of all fixes.
 *
 * That is only done if what is left takes at most half of the time; else @out is the span of all fixes. Looks at each
 * track, and at some fixes of a few hundred. Any thread.
 *
 * Returns: %FALSE if there are no fixes; @out is untouched then
 */
gboolean rs_main_span_find (const RsSnapshot *snapshot, RsTimeSpan *out);

/**
 * rs_main_span_find_beyond:
 * @t_ms: a time
 * @later: the way to look
 *
 * Returns: the time of the first fix, event or incident after @t_ms, or, if @later is %FALSE, of the last one before it;
 *   %RS_TIME_NONE if there is none. O(log n) for each track that reaches there.
 */
gint64 rs_main_span_find_beyond (const RsSnapshot *snapshot, gint64 t_ms, gboolean later);

G_END_DECLS
