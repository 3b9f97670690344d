/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/snapshot.h"

G_BEGIN_DECLS

/* What is known of a track only by looking at all its fixes. */
typedef struct
{
  guint n_copied;    /* fixes whose transmission several receivers heard */
  guint n_imports;
  gboolean *is_used; /* (array length=n_imports): whether fixes came with it, by index in the snapshot */
} RsTrackCount;

/* (transfer full): O(fixes). Any thread. */
RsTrackCount *rs_track_count_new (const RsTrack *track, guint n_imports);
void rs_track_count_free (RsTrackCount *self);

/* The same in a thread. */
void rs_track_count_async (RsTrack *track, guint n_imports, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full) (nullable): %NULL if it was cancelled. */
RsTrackCount *rs_track_count_finish (GAsyncResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsTrackCount, rs_track_count_free)

G_END_DECLS
