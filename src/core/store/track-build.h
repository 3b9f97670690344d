/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/track-file-writer.h"

G_BEGIN_DECLS

/* Making tracks of packed blocks, several vessels at once: the caller reads the blocks, threads of a
 * pool unpack them and tell the ships apart. */

/* The packed blocks of one vessel, in the order of the file, and what becomes of them. */
typedef struct
{
  guint order;       /* the caller's */
  gint64 vessel_id;
  GArray *parts;     /* of RsTrackPart; owned */
  gboolean extract;  /* whether it will be stored */
  guint room;        /* fixes that the parts promise */
  GByteArray *data;  /* the blocks' contents; owned */
  GArray *blocks;    /* of RsPackedBlock; owned */

  RsTrack *track;    /* owned */
  GArray *gaps;      /* (nullable): of RsGap; owned; where nothing is extracted */
  RsTrackExtract *extracted; /* (nullable): owned */
  GPtrArray *problems; /* of char*: blocks that could not be read */
} RsTrackJob;

/**
 * rs_track_of_parts:
 * @fixes: (transfer full) (array length=n): as rs_segment_track_new () takes them
 * @parts: (inout) (nullable) (element-type RsTrackPart): what they are of; if these are several, the flags
 *   are what all say together, and changes of their numbers are added
 *
 * Any thread.
 */
RsTrack *rs_track_of_parts (gint64 vessel_id, RsFix *fixes, guint n, gint64 gap_ms, GArray *parts);

/* Sets what came of the track: as @from, whose parts are of the same imports; %NULL: nothing yet. */
void rs_track_parts_take_changes (GArray *parts, const RsTrackPart *from);

typedef struct
{
  gint64 id;
  gsize offset, size; /* in data */
  guint n;
  guint16 import; /* index of the import */
} RsPackedBlock;

RsTrackJob *rs_track_job_new (guint order, gint64 vessel_id, GArray *parts);
void rs_track_job_free (RsTrackJob *self);

/* Beside what is known: a block that holds more than was promised is a problem. */
void rs_track_job_add_block (RsTrackJob *self, gint64 id, gint64 n, guint16 import,
                             gconstpointer data, gsize size);

/* Makes the track in the calling thread. */
void rs_track_job_run (RsTrackJob *self, gint64 gap_ms);

/* Threads that run jobs. Bounded: rs_track_builder_push () gives back what is done while too much is
 * under way. One caller. */
typedef struct _RsTrackBuilder RsTrackBuilder;

RsTrackBuilder *rs_track_builder_new (gint64 gap_ms);
/* Waits for what is under way, and drops it. (nullable) */
void rs_track_builder_free (RsTrackBuilder *self);

/* @job: (transfer full) */
void rs_track_builder_push (RsTrackBuilder *self, RsTrackJob *job);

/* (transfer full) (nullable): a job that is done, in any order. %NULL: none is under way, or, unless
 * @all, there is room for more. Waits. */
RsTrackJob *rs_track_builder_pop (RsTrackBuilder *self, gboolean all);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsTrackJob, rs_track_job_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsTrackBuilder, rs_track_builder_free)

G_END_DECLS
