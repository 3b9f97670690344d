/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/snapshot.h"
#include "store/store.h"
#include "store/track-loader.h"

G_BEGIN_DECLS

#define RS_GAP_MS_DEFAULT (2 * RS_HOUR_MS)

/* Builds snapshots of a store and keeps the tracks between them: only tracks whose imports or gap
 * threshold changed are read again. One call at a time; the caller sees to that. */
typedef struct _RsSnapshotLoader RsSnapshotLoader;

RsSnapshotLoader *rs_snapshot_loader_new (RsStore *store);
/**
 * rs_snapshot_loader_keep_tracks:
 * @folder: below the user's cache
 * @n_fixes: of a large case
 *
 * Before the first load: tracks of a case of at least so many fixes are kept in files of their own there
 * (TRACKS.md), so that opening it and working with it costs by what is looked at. Without this call
 * all are held in memory. The tracks are the same.
 */
void rs_snapshot_loader_keep_tracks (RsSnapshotLoader *self, const char *folder, guint64 n_fixes);
/* Before the first load: all tracks are empty, whatever the size of the case. */
void rs_snapshot_loader_leave_out_fixes (RsSnapshotLoader *self);
/* (nullable): watches over the loads from now on; borrowed. */
void rs_snapshot_loader_watch (RsSnapshotLoader *self, const RsLoadWatch *watch);
void rs_snapshot_loader_free (RsSnapshotLoader *self);

/**
 * rs_snapshot_loader_load:
 * @revision: for the snapshot
 *
 * Blocks. From a damaged file it gives what can be read and tells the store, which then is
 * read-only; it fails only where not even the settings can be read.
 *
 * Returns: (transfer full) (nullable): a sealed snapshot
 */
RsSnapshot *rs_snapshot_loader_load (RsSnapshotLoader *self, guint64 revision, GError **error);

/**
 * rs_snapshot_loader_add:
 * @fixes: (array length=n): of the vessel, just stored with the import
 *
 * Spares the next load reading the vessel's blocks: its track is made of the one there is and these. If
 * the file turns out to hold anything else, it is read.
 */
void rs_snapshot_loader_add (RsSnapshotLoader *self, gint64 vessel_id, gint64 import_id,
                             const RsFix *fixes, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsSnapshotLoader, rs_snapshot_loader_free)

G_END_DECLS
