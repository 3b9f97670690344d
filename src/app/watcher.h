/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/session.h"
#include "case/watch.h"

G_BEGIN_DECLS

/* Which vessels of the session's case are on its watchlists, looked for in a worker whenever the case
 * changes. Main thread.
 *
 * Signals: "changed" (): there are other matches than before. */
#define RS_TYPE_WATCHER (rs_watcher_get_type ())
G_DECLARE_FINAL_TYPE (RsWatcher, rs_watcher, RS, WATCHER, GObject)

/* (transfer none): the session's own; made when it is first asked for. */
RsWatcher *rs_watcher_get (RsSession *session);

/* (nullable) (array length=out_n): the matches of a vessel, surest first, until "changed". O(1). */
const RsWatchMatch *rs_watcher_find (RsWatcher *self, gint64 vessel_id, guint *out_n);

/* (transfer full): "ARTAVIL · OFAC SDN, line 210 · by IMO number, sure". */
char *rs_watcher_describe (const RsWatchMatch *match);

G_END_DECLS
