/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/area.h"
#include "model/track.h"
#include "places/waters.h"

G_BEGIN_DECLS

/* Conditions of a fix, names looked up: what case/filter-plan.h asks the fixes of a vessel. */

/* Speeds as fixes have them, 0.1 kn, both included. */
typedef struct
{
  guint min_dkn, max_dkn;
} RsSpeedRange;

/* A condition of one of 64 bits of a track's block: which bits have what meets it, and which have nothing
 * else. */
typedef struct
{
  guint64 some, only;
} RsBitTest;

/* What a fix may meet, by group: an empty one is not asked for. Filled, then sealed, then immutable. */
typedef struct
{
  GArray *spans;         /* of RsTimeSpan */
  gboolean has_places;
  GPtrArray *areas;      /* of RsArea */
  const RsWaters *world; /* (nullable): borrowed; no waters are asked for */
  RsWatersSet waters;
  GArray *speeds;        /* of RsSpeedRange */
  gboolean has_imports;
  guint8 *imports;       /* by index into the snapshot's: 1 if asked for */
  guint n_imports;
  gboolean is_asked;     /* a group is not empty */

  RsBitTest speed_bits, import_bits; /* set by rs_fix_test_seal () */
} RsFixTest;

void rs_fix_test_init (RsFixTest *self, guint n_imports);
void rs_fix_test_clear (RsFixTest *self);
void rs_fix_test_seal (RsFixTest *self);

/* Whether a span has the time; with none, each has. */
gboolean rs_fix_test_has_time (const RsFixTest *self, gint64 t_ms);
/* All groups but the spans. @cursor: (inout): zero it before the first of many fixes */
gboolean rs_fix_test_meets_all (const RsFixTest *self, const RsFix *fix, RsWatersCursor *cursor);

/* What was found of a vessel so far. */
typedef struct
{
  const RsFixTest *wanted, *unwanted;
  RsWatersCursor cursor;
  gboolean found;   /* a fix within a wanted span meets all other groups of wanted; set it where nothing is asked */
  gboolean refused; /* one within a wanted span meets a group of unwanted */
} RsFixSearch;

/**
 * rs_fix_search_track:
 * @track: with blocks, or without: then each fix is looked at
 *
 * Looks at no more than it must: at the blocks of the track, and at the fixes of those blocks of which some may
 * meet a condition and some not.
 */
void rs_fix_search_track (RsFixSearch *self, const RsTrack *track);
/* Fixes without a time: no span takes them. */
void rs_fix_search_undated (RsFixSearch *self, const RsFix *fixes, guint n);

G_END_DECLS
