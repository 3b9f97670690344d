/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/knots.h"
#include "model/track.h"
#include "store/gaps.h"

G_BEGIN_DECLS

/* A set of files with tracks as they stand in memory, mapped rather than read: derived from a case's
 * blocks, never part of it, made again where it is missing or stale. TRACKS.md describes it. */
typedef struct _RsTrackFile RsTrackFile;

/* Goes up when a file that this program wrote before must not be believed any more: a change of the
 * structs below, of RsFix or RsLevelChunk, or of how segments, hulls, breaks, levels, knots, gaps or moves
 * are found. */
#define RS_TRACK_FILE_VERSION 4

/* Fixes of a vessel that an import brought. */
typedef struct
{
  gint64 import_id;
  gint64 index; /* of the import in the snapshot: fixes carry it */
  gint64 n;     /* fixes */
  /* What comes of the track, and does not make it another: how many more of them, or fewer, have the
   * flag than are stored with it (rs_quality_join ()). */
  gint32 n_duplicate, n_too_fast;
} RsTrackPart;

/* An import as a file of tracks knows it: none other is like it in all three. */
typedef struct
{
  gint64 id;
  gint64 t_ms;     /* when it was imported */
  char sha256[64]; /* of the file, not terminated */
} RsTrackImport;

/* A vessel's track and what else is derived from its fixes alone. */
typedef struct
{
  RsTrack *track;    /* owned */
  const RsGap *gaps; /* the file's */
  guint n_gaps;
  const RsTrackPart *parts; /* the file's: as they were asked for, with what came of the track */
} RsStoredVessel;

/**
 * rs_track_file_open:
 * @folder: of the set
 * @error: %RS_STORE_ERROR_DAMAGED if it is no such set, is of another version or was cut off, or an
 *   error of G_FILE_ERROR
 *
 * O(vessels): looks at the index alone.
 *
 * Returns: (transfer full): the files, open
 */
RsTrackFile *rs_track_file_open (const char *folder, GError **error);
RsTrackFile *rs_track_file_ref (RsTrackFile *self);
/* Tracks that were handed out stay valid. */
void rs_track_file_unref (RsTrackFile *self);

const char *rs_track_file_get_folder (const RsTrackFile *self);
/* The gap threshold that its tracks were made with. */
gint64 rs_track_file_get_gap_ms (const RsTrackFile *self);
/* Path of the case whose tracks these are. */
const char *rs_track_file_get_case (const RsTrackFile *self);
guint64 rs_track_file_get_n_fixes (const RsTrackFile *self);
/* Whether both have the tracks of the same vessels, made of the same parts. */
gboolean rs_track_file_is_same (const RsTrackFile *a, const RsTrackFile *b);

/**
 * rs_track_file_find:
 * @vessel_id: a vessel
 * @parts: (array length=n_parts): what its track must be made of
 * @imports: (array length=n_imports): the imports that the case has
 * @out: (out caller-allocates): what there is
 *
 * O(log vessels + hulls).
 *
 * Returns: whether the file has it
 */
gboolean rs_track_file_find (RsTrackFile *self, gint64 vessel_id, const RsTrackPart *parts,
                             guint n_parts, const RsTrackImport *imports, guint n_imports,
                             RsStoredVessel *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsTrackFile, rs_track_file_unref)

G_END_DECLS
