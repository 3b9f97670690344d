/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/track-block.h"

/* What no fix and no block has been put into. */
#define EMPTY                                                                                          \
  {                                                                                                    \
    { G_MAXINT32, G_MININT32, G_MAXINT32, G_MININT32 }, 0, 0                                           \
  }

/* Of @n things so many groups of @size. */
static guint
count_groups (guint n, guint size)
{
  return n / size + (n % size != 0);
}

guint
rs_track_blocks_count (guint n_fixes, guint *out_levels, guint *out_n_levels)
{
  guint n = count_groups (n_fixes, RS_TRACK_BLOCK), total = 0, n_levels = 0;

  while (n > 0)
    {
      if (out_levels)
        out_levels[n_levels] = total;
      n_levels++;
      total += n;
      n = n > 1 ? count_groups (n, RS_TRACK_BLOCK_FAN) : 0;
    }
  if (out_levels)
    out_levels[n_levels] = total;
  if (out_n_levels)
    *out_n_levels = n_levels;
  return total;
}

static RsTrackBlock
sum_up_fixes (const RsFix *fixes, guint n)
{
  RsTrackBlock block = EMPTY;

  for (guint i = 0; i < n; i++)
    {
      const RsFix *fix = &fixes[i];

      block.box.south_e7 = MIN (block.box.south_e7, fix->lat_e7);
      block.box.north_e7 = MAX (block.box.north_e7, fix->lat_e7);
      block.box.west_e7 = MIN (block.box.west_e7, fix->lon_e7);
      block.box.east_e7 = MAX (block.box.east_e7, fix->lon_e7);
      block.speeds |= G_GUINT64_CONSTANT (1) << rs_track_speed_bit (fix->sog_dkn);
      block.imports |= G_GUINT64_CONSTANT (1) << rs_track_import_bit (fix->import);
    }
  return block;
}

static RsTrackBlock
sum_up_blocks (const RsTrackBlock *blocks, guint n)
{
  RsTrackBlock sum = EMPTY;

  for (guint i = 0; i < n; i++)
    {
      sum.box.south_e7 = MIN (sum.box.south_e7, blocks[i].box.south_e7);
      sum.box.north_e7 = MAX (sum.box.north_e7, blocks[i].box.north_e7);
      sum.box.west_e7 = MIN (sum.box.west_e7, blocks[i].box.west_e7);
      sum.box.east_e7 = MAX (sum.box.east_e7, blocks[i].box.east_e7);
      sum.speeds |= blocks[i].speeds;
      sum.imports |= blocks[i].imports;
    }
  return sum;
}

RsTrackBlock *
rs_track_blocks_new (const RsFix *fixes, guint n_fixes)
{
  guint levels[RS_TRACK_BLOCK_LEVELS + 1], n_levels;
  guint n = rs_track_blocks_count (n_fixes, levels, &n_levels);
  RsTrackBlock *blocks = n > 0 ? g_new (RsTrackBlock, n) : NULL;

  for (guint i = 0; n > 0 && i < levels[1]; i++)
    blocks[i] = sum_up_fixes (fixes + (gsize) i * RS_TRACK_BLOCK,
                              MIN (RS_TRACK_BLOCK, n_fixes - i * RS_TRACK_BLOCK));
  for (guint level = 1; level < n_levels; level++)
    for (guint i = levels[level]; i < levels[level + 1]; i++)
      {
        guint first = levels[level - 1] + (i - levels[level]) * RS_TRACK_BLOCK_FAN;

        blocks[i] = sum_up_blocks (blocks + first, MIN (RS_TRACK_BLOCK_FAN, levels[level] - first));
      }
  return blocks;
}
