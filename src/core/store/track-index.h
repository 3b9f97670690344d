/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/track-file-writer.h"

G_BEGIN_DECLS

/* All track files of one case, in a folder of their own below the user's cache. One thread at a time. */
typedef struct _RsTrackIndex RsTrackIndex;

/**
 * rs_track_index_new:
 * @root: where the folders of all cases lie; made when something is written
 * @case_path: path of the case
 *
 * Opens what is there; what cannot be opened is passed over. Does not fail.
 */
RsTrackIndex *rs_track_index_new (const char *root, const char *case_path);
/* (nullable) */
void rs_track_index_free (RsTrackIndex *self);

/* As rs_track_file_find (), in the newest file that has it with this gap threshold. */
gboolean rs_track_index_find (RsTrackIndex *self, gint64 gap_ms, gint64 vessel_id,
                              const RsTrackPart *parts, guint n_parts, const RsTrackImport *imports,
                              guint n_imports, RsStoredVessel *out);

/* Whether so many files lie there that the next should replace them all. */
gboolean rs_track_index_is_crumbled (const RsTrackIndex *self);

/* Forgets and removes all files. Tracks that were handed out stay valid. */
void rs_track_index_clear (RsTrackIndex *self);

/* Begins a further file. Removes those of cases that are no longer where they were. */
RsTrackFileWriter *rs_track_index_begin (RsTrackIndex *self, gint64 gap_ms, GError **error);
/* Ends it: from now on it is found. */
RsTrackFile *rs_track_index_end (RsTrackIndex *self, RsTrackFileWriter *writer,
                                 const RsTrackImport *imports, guint n_imports, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsTrackIndex, rs_track_index_free)

G_END_DECLS
