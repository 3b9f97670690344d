/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/segment.h"

G_BEGIN_DECLS

/* Looks at the fixes of a vessel as they come from a file and flags what is suspicious in them
 * (RsFixFlags); nothing is left out for it.
 *
 * null island   within RS_NULL_ISLAND_DEG of 0 N 0 E
 * on land       as the caller's test says
 * duplicate     the same time and place as a fix before it, in time and then in the file; or as one
 *               of an earlier import
 * out of order  a fix of an earlier line has a later time, which is not after the import
 * future        later than the moment of the import
 * too fast      a stray among the fixes around it (segment.h)
 * odd MMSI      the caller says that the number is no ship's
 * no motion     neither speed nor course, in a file that gives them */

#define RS_NULL_ISLAND_DEG 0.02

/**
 * RsInlandFunc:
 *
 * Returns: whether the position, degrees x 10^7, is farther inland than the coast can be wrong
 */
typedef gboolean (*RsInlandFunc) (gint32 lat_e7, gint32 lon_e7, gpointer user_data);

typedef struct
{
  gint64 import_ms;       /* now */
  gboolean has_motion;    /* the file gives speeds or courses: only then is it of note where one lacks both */
  RsInlandFunc is_inland; /* (nullable): not tested */
  gpointer user_data;
} RsQualityRules;

/* What is kept of a vessel's fixes from one call to the next. Zero it at first. Plain value. */
#define RS_QUALITY_RECENT 8
typedef struct
{
  guint n_recent;
  RsFix recent[RS_QUALITY_RECENT]; /* the latest */
  gint64 latest_ms;                /* of all not later than the import; valid if n_recent > 0 */
} RsQualityTail;

/* Whether a fix says how fast or whereto. */
static inline gboolean
rs_quality_has_motion (const RsFix *fix)
{
  return fix->sog_dkn != RS_SOG_NONE || fix->cog_ddeg != RS_COG_NONE;
}

/* How many fixes have each flag; by the flag's bit. */
typedef guint64 RsQualityCounts[RS_N_FIX_FLAGS];

/**
 * rs_quality_flag:
 * @rules: what does not change within an import
 * @tail: (inout) (nullable): of this vessel; %NULL: these are all its fixes
 * @odd_mmsi: whether the vessel's number is no ship's
 * @fixes: (inout) (array): @n + @n_ahead fixes by time, then by line; the first @n are flagged
 * @n_ahead: fixes that were read too but come again in the next call: they are looked at only
 * @counts: (inout): flagged fixes are added
 *
 * Sees a repetition and a jump from one call to the next; of a vessel's fixes in calls that overlap
 * in time, a repetition farther apart than what is kept is not seen. Some 10 ns a fix and the land
 * test, if the fixes are one ship's. For one thread at a time; no I/O.
 */
void rs_quality_flag (const RsQualityRules *rules, RsQualityTail *tail, gboolean odd_mmsi,
                      RsFix *fixes, guint n, guint n_ahead, RsQualityCounts counts);

/* By how many more fixes, or fewer, one import has of a flag than it said by itself. */
typedef struct
{
  gint64 import; /* RsFix.import */
  gint32 n_duplicate, n_too_fast;
} RsQualityChange;

/**
 * rs_quality_join:
 * @fixes: (inout) (array length=n): of one vessel and several imports, flagged import by import, by time
 * @hulls: (nullable) (array length=n): each one's hull, 0 of none; %NULL: all are one ship's
 * @changes: (inout) (array length=n_changes): one for each import of the fixes; added to
 *
 * What can be said only of all imports of a vessel together, so it depends on which are in the case, and is
 * said anew whenever one comes or goes:
 *
 * duplicate  also a fix at the time and place of one that an earlier import has
 * too fast   just the fixes of no hull among all: what was alone in its own file may have company
 *            here, and the other way round
 *
 * The order of lines is a matter of each file, and stays. Computed fixes repeat nothing. Doing it twice
 * changes nothing the second time. O(n) unless many fixes have one time; no allocation; any thread.
 */
void rs_quality_join (RsFix *fixes, guint n, const guint32 *hulls, RsQualityChange *changes,
                      guint n_changes);

/* As rs_quality_flag (), for a fix without a time: what its position and its values say. */
void rs_quality_flag_undated (const RsQualityRules *rules, gboolean odd_mmsi, RsFix *fix,
                              RsQualityCounts counts);

G_END_DECLS
