/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/snapshot.h"
#include "store/database.h"

G_BEGIN_DECLS

/* Makes the tracks of a case, and keeps them from one snapshot to the next: only those whose imports or
 * gap threshold changed are made again. Those of a large case lie in track files (TRACKS.md). One call at
 * a time. */
typedef struct _RsTrackLoader RsTrackLoader;

RsTrackLoader *rs_track_loader_new (const char *case_path);
void rs_track_loader_free (RsTrackLoader *self);

/* Who watches over the making of many tracks, in the thread of the load. */
typedef struct
{
  GCancellable *cancellable; /* (nullable): the load fails with what it says */
  /* (nullable): at most 200 times, while track files are made: how many fixes are in tracks, of those that are to
   * be. */
  void (*progress) (guint64 n_done, guint64 n_all, gpointer user_data);
  gpointer user_data;
} RsLoadWatch;

/* rs_snapshot_loader_watch (). */
void rs_track_loader_watch (RsTrackLoader *self, const RsLoadWatch *watch);

/* rs_snapshot_loader_keep_tracks (). */
void rs_track_loader_keep (RsTrackLoader *self, const char *folder, guint64 n_fixes);

/**
 * rs_track_loader_load:
 * @with_fixes: %FALSE: all tracks are empty
 * @snapshot: has its imports and its vessels in their order; gets tracks and gaps, and its imports'
 *   numbers of flagged fixes become those of the tracks
 * @problems: of char*: what a damaged file does not give is added
 *
 * Blocks. Of a large case it takes O(vessels) where its track files are up to date.
 */
gboolean rs_track_loader_load (RsTrackLoader *self, RsDatabase *database, gboolean with_fixes,
                               RsSnapshot *snapshot, GPtrArray *problems, GError **error);

/* Lets go of the tracks of vessels that a sealed snapshot does not have. */
void rs_track_loader_drop_stale (RsTrackLoader *self, const RsSnapshot *snapshot);

/* rs_snapshot_loader_add (). */
void rs_track_loader_add (RsTrackLoader *self, gint64 vessel_id, gint64 import_id,
                          const RsFix *fixes, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsTrackLoader, rs_track_loader_free)

G_END_DECLS
