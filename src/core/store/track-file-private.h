/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sha256.h"
#include "model/track-block.h"
#include "store/track-file.h"

G_BEGIN_DECLS

/* How a set of track files is laid out: one file a section, so that what is looked at together lies
 * together. All numbers are as this machine has them; RsTrackFileHeader says how. */
enum
{
  RS_TRACK_SECTION_INDEX, /* header, imports, parts, vessels, tracks, then the path of the case */
  RS_TRACK_SECTION_FIXES,
  RS_TRACK_SECTION_SIDE, /* samples, segments, places in the whole, suspects, moves, gaps */
  RS_TRACK_SECTION_BLOCKS,
  RS_TRACK_SECTION_LEVEL_0,
  RS_N_TRACK_SECTIONS = RS_TRACK_SECTION_LEVEL_0 + RS_LEVEL_MAX_STORED_ZOOM + 1,
};

/* "index", "fixes", "side", "blocks", "level-00", ... (transfer full). */
char *rs_track_section_dup_name (guint section);

#define RS_TRACK_FILE_MAGIC "RSTDTRK"
#define RS_TRACK_FILE_ENDIAN 0x01020304
/* An offset that says: there is none. */
#define RS_TRACK_NOWHERE G_MAXUINT64

/* Offsets count bytes from the start of the section. No struct has padding. */
typedef struct
{
  char magic[8];
  guint32 version;
  guint32 endian;
  guint32 sizes[12]; /* of RsFix, RsLevelPoint, RsLevelChunk, RsKnot, RsSuspect, RsGap, RsTimeSpan,
                      * RsTrackBlock and the records below */
  gint64 gap_ms;
  guint64 n_fixes; /* of all vessels, each once */
  guint64 section_sizes[RS_N_TRACK_SECTIONS];
  guint32 n_imports, n_parts, n_vessels, n_tracks;
  guint32 path_size, padding;
  guint8 sha256[RS_SHA256_SIZE]; /* of the index, itself as 0 */
} RsTrackFileHeader;

typedef struct
{
  gint64 vessel_id; /* ascending */
  guint32 first_part, n_parts;
  guint32 first_track, n_tracks; /* the whole, its hulls, its strays */
  guint32 has_strays, n_gaps;
  guint64 gaps;
} RsStoredVesselRecord;

typedef struct
{
  guint64 points, chunks, knots;
  guint32 n_points, n_chunks, n_knots, padding;
} RsStoredLevelRecord;

typedef struct
{
  guint64 fixes, samples, segments, whole, suspects, moves, blocks;
  double west_deg, south_deg, east_deg, north_deg;
  gint64 from_ms, to_ms;
  guint32 n, n_not_observed, provenances, n_segments, n_hulls, n_suspects, n_moves, n_levels;
  RsStoredLevelRecord levels[RS_LEVEL_MAX_STORED_ZOOM + 1];
} RsStoredTrackRecord;

/* What a file of this program on this machine begins with; counts are 0. */
void rs_track_file_header_init (RsTrackFileHeader *self);

/* How much of all open sets stays in memory, bytes; 0: as much as usual. For tests. */
void rs_track_files_set_room (gsize bytes);

G_END_DECLS
