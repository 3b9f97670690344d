/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/box.h"
#include "model/fix.h"

G_BEGIN_DECLS

/* What a run of fixes has, for questions to all fixes of a case: mostly it tells that all of them or
 * none meet a condition, and none is looked at. A track has one for each RS_TRACK_BLOCK fixes, one for each
 * RS_TRACK_BLOCK_FAN of those, and so on, to one for all. Plain value. */
typedef struct _RsTrackBlock RsTrackBlock;
struct _RsTrackBlock
{
  RsBoxE7 box;
  guint64 speeds;  /* set of rs_track_speed_bit () */
  guint64 imports; /* set of rs_track_import_bit () */
};

#define RS_TRACK_BLOCK 64
#define RS_TRACK_BLOCK_FAN 16
/* More a track does not have: 64 x 16^7 are more fixes than can be counted. */
#define RS_TRACK_BLOCK_LEVELS 8

/* Bit of a speed, 0.1 kn: each half knot up to 5 kn and each knot up to 25 kn has a bit of its own, and each
 * step between two of these; so have all above 25 kn up to 30 kn, all above, and %RS_SOG_NONE. */
static inline guint
rs_track_speed_bit (guint16 sog_dkn)
{
  if (sog_dkn == RS_SOG_NONE)
    return 63;
  if (sog_dkn < 50)
    return 2 * (sog_dkn / 5u) + (sog_dkn % 5 != 0);
  if (sog_dkn < 250)
    return 20 + 2 * ((sog_dkn - 50u) / 10) + (sog_dkn % 10 != 0);
  return sog_dkn == 250 ? 60 : sog_dkn < 300 ? 61 : 62;
}

/* Imports share bits where there are more than 64. */
static inline guint
rs_track_import_bit (guint16 import)
{
  return import % 64;
}

/**
 * rs_track_blocks_count:
 * @n_fixes: of a track
 * @out_levels: (nullable) (array length=RS_TRACK_BLOCK_LEVELS + 1): index of the first block of each
 *   level, from that of RS_TRACK_BLOCK fixes; then the number of all blocks
 * @out_n_levels: (out) (optional): how many levels
 *
 * Returns: blocks of all levels; 0 for no fixes
 */
guint rs_track_blocks_count (guint n_fixes, guint *out_levels, guint *out_n_levels);

/* (transfer full) (nullable): the blocks, g_malloc'ed, level after level; NULL for no fixes. O(n). */
RsTrackBlock *rs_track_blocks_new (const RsFix *fixes, guint n_fixes);

G_END_DECLS
