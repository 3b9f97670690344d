/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/track-file.h"

G_BEGIN_DECLS

/* Writes a set of track files, vessel by vessel. One thread at a time. */
typedef struct _RsTrackFileWriter RsTrackFileWriter;

/* What is derived from a track for its file: the work of it, apart from the writing. */
typedef struct _RsTrackExtract RsTrackExtract;

/* @track: (transfer none): not stored; must live as long as the extract. Any thread; O(fixes). */
RsTrackExtract *rs_track_extract_new (const RsTrack *track, gint64 gap_ms);
void rs_track_extract_free (RsTrackExtract *self);

/**
 * rs_track_file_writer_new:
 * @parent: the folder where sets of this case lie; it is there
 * @case_path: path of the case
 * @gap_ms: the gap threshold of the tracks to come
 */
RsTrackFileWriter *rs_track_file_writer_new (const char *parent, const char *case_path,
                                             gint64 gap_ms, GError **error);
/* Removes what was written, if it was not finished. */
void rs_track_file_writer_free (RsTrackFileWriter *self);

/**
 * rs_track_file_writer_add:
 * @track: of a vessel that was not added before, with fixes
 * @parts: (array length=n_parts): what it is made of
 * @extract: of the track
 *
 * Blocks while the disk is busy.
 */
gboolean rs_track_file_writer_add (RsTrackFileWriter *self, const RsTrack *track,
                                   const RsTrackPart *parts, guint n_parts,
                                   const RsTrackExtract *extract, GError **error);

/**
 * rs_track_file_writer_finish:
 * @imports: (array length=n_imports): at least those of the parts
 *
 * Gives the set its final name: from now on another program may open it.
 *
 * Returns: (transfer full): the set, open
 */
RsTrackFile *rs_track_file_writer_finish (RsTrackFileWriter *self, const RsTrackImport *imports,
                                          guint n_imports, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsTrackExtract, rs_track_extract_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsTrackFileWriter, rs_track_file_writer_free)

G_END_DECLS
