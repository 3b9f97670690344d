/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/track.h"

G_BEGIN_DECLS

typedef enum
{
  RS_PRESENCE_NONE,  /* before the first fix, or long after the last one: not drawn */
  RS_PRESENCE_MOVING,
  RS_PRESENCE_STILL, /* moored or anchored by status, or below 0.5 kn */
  RS_PRESENCE_LOST,  /* in a gap: at the last fix, hollow, no line */
} RsPresence;

/* Where a vessel is at a time. Plain value. */
typedef struct
{
  RsPresence presence;
  RsLatLon place;
  double course_deg;    /* heading if known, else course, else azimuth of travel; NAN unknown */
  double sog_kn;        /* reported, else computed from the two fixes; NAN unknown */
  RsProvenance provenance;
  gint index;           /* last fix at or before the time, -1 none */
  gint64 since_ms;      /* time of that fix */
  gboolean has_heading; /* that fix says where the ship points */
} RsPosition;

/**
 * rs_position_at:
 * @track: a track
 * @t_ms: any time
 * @gap_ms: the gap threshold; after the last fix of all the vessel is LOST for this long, then NONE
 * @hint: (inout) (optional): index found last time for this track, kept by the caller; -1 at first
 * @out: (out): the answer
 *
 * A pure function of its arguments: between two fixes the vessel moves along the geodesic at even
 * speed, its course is turned along the shorter way (where only the azimuth of travel is known, from
 * 10 minutes before a corner of the line to 10 minutes after it); in a gap (RS_FIX_BREAK on the next fix) it
 * stays at the last fix, LOST. O(log n), or O(1) from a good @hint.
 *
 * Of a track with several hulls: where one of them is, of those that are heard of the one heard last;
 * index is of the whole track. Whoever shows them all asks for each.
 */
void rs_position_at (const RsTrack *track, gint64 t_ms, gint64 gap_ms, gint *hint, RsPosition *out);

/* Fixes about where a vessel was last, copied: for whoever asks of ten thousand vessels, picture after picture. Their
 * fixes lie in as many pages of a file, more than are kept in memory together. Set it to %RS_FIX_WINDOW_NONE at
 * first; one for each track. */
#define RS_FIX_WINDOW 8
typedef struct
{
  gint index; /* the hint */
  guint first, n; /* fixes of the track that are held */
  RsFix fixes[RS_FIX_WINDOW];
} RsFixWindow;

#define RS_FIX_WINDOW_NONE ((RsFixWindow) { .index = -1 })

/* As rs_position_at () without hulls' being told apart by it: @track is a hull, or of one ship. Looks into the track
 * only when the time has left @window. */
void rs_position_follow (const RsTrack *track, gint64 t_ms, gint64 gap_ms, RsFixWindow *window,
                         RsPosition *out);

/**
 * rs_position_list_hulls:
 * @gap_ms: as rs_position_at () has it
 *
 * Which of the ships that share a number a time can mean: those that are under way or still then; if there
 * are none those that are silent; if there are none either, nobody.
 *
 * Returns: (transfer full) (element-type guint): indices into @track's hulls; 0 alone for a track of one ship
 */
GArray *rs_position_list_hulls (const RsTrack *track, gint64 t_ms, gint64 gap_ms);

G_END_DECLS
