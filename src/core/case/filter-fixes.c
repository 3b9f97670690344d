/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case/filter-fixes.h"

#include "model/track-block.h"

/* Fixes [from, to) of a track, whose blocks are asked first. */
typedef struct
{
  RsFixSearch *search;
  const RsTrack *track;
  guint from, to;
  guint levels[RS_TRACK_BLOCK_LEVELS + 1];
  guint n_seen; /* fixes */
} Walk;

void
rs_fix_test_init (RsFixTest *self, guint n_imports)
{
  self->spans = g_array_new (FALSE, FALSE, sizeof (RsTimeSpan));
  self->areas = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_area_free);
  self->speeds = g_array_new (FALSE, FALSE, sizeof (RsSpeedRange));
  self->imports = g_new0 (guint8, n_imports + 1);
  self->n_imports = n_imports;
}

void
rs_fix_test_clear (RsFixTest *self)
{
  g_array_unref (self->spans);
  g_ptr_array_unref (self->areas);
  g_array_unref (self->speeds);
  g_free (self->imports);
}

/* A fix */

gboolean
rs_fix_test_has_time (const RsFixTest *self, gint64 t_ms)
{
  for (guint i = 0; i < self->spans->len; i++)
    {
      const RsTimeSpan *span = &g_array_index (self->spans, RsTimeSpan, i);

      if (t_ms >= span->from_ms && t_ms <= span->to_ms)
        return TRUE;
    }
  return self->spans->len == 0;
}

static gboolean
has_speed (const RsFixTest *self, guint16 sog_dkn)
{
  for (guint i = 0; i < self->speeds->len; i++)
    {
      const RsSpeedRange *range = &g_array_index (self->speeds, RsSpeedRange, i);

      if (sog_dkn >= range->min_dkn && sog_dkn <= range->max_dkn && sog_dkn != RS_SOG_NONE)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_place (const RsFixTest *self, const RsFix *fix, RsWatersCursor *cursor)
{
  for (guint i = 0; i < self->areas->len; i++)
    if (rs_area_contains (g_ptr_array_index (self->areas, i), fix->lat_e7, fix->lon_e7))
      return TRUE;
  return self->world && rs_waters_has (self->world, &self->waters, fix->lat_e7, fix->lon_e7, cursor);
}

gboolean
rs_fix_test_meets_all (const RsFixTest *self, const RsFix *fix, RsWatersCursor *cursor)
{
  return (self->speeds->len == 0 || has_speed (self, fix->sog_dkn))
         && (!self->has_imports || self->imports[fix->import])
         && (!self->has_places || has_place (self, fix, cursor));
}

/* One of the groups but the spans. */
static gboolean
meets_any (const RsFixTest *self, const RsFix *fix, RsWatersCursor *cursor)
{
  return (self->speeds->len > 0 && has_speed (self, fix->sog_dkn))
         || (self->has_imports && self->imports[fix->import])
         || (self->has_places && has_place (self, fix, cursor));
}

/* A block */

static void
add_to_bit_test (RsBitTest *test, guint64 *others, guint bit, gboolean met)
{
  if (met)
    test->some |= G_GUINT64_CONSTANT (1) << bit;
  else
    *others |= G_GUINT64_CONSTANT (1) << bit;
}

void
rs_fix_test_seal (RsFixTest *self)
{
  guint64 other_speeds = 0, other_imports = 0;

  for (guint sog_dkn = 0; self->speeds->len > 0 && sog_dkn <= RS_SOG_NONE; sog_dkn++)
    add_to_bit_test (&self->speed_bits, &other_speeds, rs_track_speed_bit ((guint16) sog_dkn),
                     has_speed (self, (guint16) sog_dkn));
  for (guint i = 0; i < self->n_imports; i++)
    add_to_bit_test (&self->import_bits, &other_imports, rs_track_import_bit ((guint16) i),
                     self->imports[i]);
  self->speed_bits.only = self->speed_bits.some & ~other_speeds;
  self->import_bits.only = self->import_bits.some & ~other_imports;
  self->is_asked = self->spans->len > 0 || self->has_places || self->speeds->len > 0
                   || self->has_imports;
}

/* @bits: each of them is of one fix or more */
static RsShare
share_bits (const RsBitTest *test, guint64 bits)
{
  if (!(bits & test->some))
    return RS_SHARE_NONE;
  if (!(bits & ~test->only))
    return RS_SHARE_ALL;
  return bits & test->only ? RS_SHARE_SOME : RS_SHARE_OPEN;
}

static RsShare
share_places (const RsFixTest *self, const RsBoxE7 *box)
{
  RsShare share = RS_SHARE_NONE;

  for (guint i = 0; i < self->areas->len && share != RS_SHARE_ALL; i++)
    share = rs_share_or (share, rs_area_get_share (g_ptr_array_index (self->areas, i), box));
  if (self->world && share != RS_SHARE_ALL)
    share = rs_share_or (share, rs_waters_get_share (self->world, &self->waters, box));
  return share;
}

static RsShare
share_all (const RsFixTest *self, const RsTrackBlock *block)
{
  RsShare share = RS_SHARE_ALL;

  if (self->speeds->len > 0)
    share = share_bits (&self->speed_bits, block->speeds);
  if (self->has_imports)
    share = rs_share_and (share, share_bits (&self->import_bits, block->imports));
  if (self->has_places && share != RS_SHARE_NONE)
    share = rs_share_and (share, share_places (self, &block->box));
  return share;
}

static RsShare
share_any (const RsFixTest *self, const RsTrackBlock *block)
{
  RsShare share = RS_SHARE_NONE;

  if (self->speeds->len > 0)
    share = share_bits (&self->speed_bits, block->speeds);
  if (self->has_imports)
    share = rs_share_or (share, share_bits (&self->import_bits, block->imports));
  if (self->has_places && share != RS_SHARE_ALL)
    share = rs_share_or (share, share_places (self, &block->box));
  return share;
}

/* Many */

static gboolean
is_done (const RsFixSearch *self)
{
  return self->refused || (self->found && !self->unwanted->is_asked);
}

static void
look (RsFixSearch *self, const RsFix *fix)
{
  if (self->unwanted->is_asked && meets_any (self->unwanted, fix, &self->cursor))
    self->refused = TRUE;
  else if (!self->found && rs_fix_test_meets_all (self->wanted, fix, &self->cursor))
    self->found = TRUE;
}

/* Whether @share of the fixes of a block, of which some or all are in the walk, says that one in the walk
 * meets the condition. */
static gboolean
is_certain (RsShare share, gboolean is_whole)
{
  return share == RS_SHARE_ALL || (share == RS_SHARE_SOME && is_whole);
}

static void
walk_block (Walk *self, guint level, guint index)
{
  guint64 size = (guint64) RS_TRACK_BLOCK << 4 * level;
  guint64 start = index * size, stop = MIN (start + size, self->track->n);
  guint first = (guint) MAX (start, self->from), end = (guint) MIN (stop, self->to);
  gboolean is_whole = start >= self->from && stop <= self->to, is_open = FALSE;
  const RsTrackBlock *block = &self->track->blocks[self->levels[level] + index];
  RsFixSearch *search = self->search;

  G_STATIC_ASSERT (RS_TRACK_BLOCK_FAN == 1 << 4);
  if (first >= end)
    return;
  if (search->unwanted->is_asked)
    {
      RsShare share = share_any (search->unwanted, block);

      search->refused = is_certain (share, is_whole);
      is_open = share != RS_SHARE_NONE;
    }
  if (!search->refused && !search->found)
    {
      RsShare share = share_all (search->wanted, block);

      search->found = is_certain (share, is_whole);
      is_open |= !search->found && share != RS_SHARE_NONE;
    }
  if (!is_open || is_done (search))
    return;
  if (level == 0)
    {
      rs_track_look (self->track);
      self->n_seen += end - first;
      for (guint i = first; i < end && !is_done (search); i++)
        look (search, &self->track->fixes[i]);
      return;
    }
  for (guint i = 0; i < RS_TRACK_BLOCK_FAN && !is_done (search); i++)
    if (index * RS_TRACK_BLOCK_FAN + i < self->levels[level] - self->levels[level - 1])
      walk_block (self, level - 1, index * RS_TRACK_BLOCK_FAN + i);
}

/* Whether an unwanted span has a fix of the wanted one: no place is asked for. */
static gboolean
is_refused_by_time (const RsFixSearch *self, const RsTrack *track, const RsTimeSpan *wanted)
{
  const GArray *spans = self->unwanted->spans;

  for (guint i = 0; i < spans->len; i++)
    {
      const RsTimeSpan *span = &g_array_index (spans, RsTimeSpan, i);
      gint64 from_ms = MAX (span->from_ms, wanted->from_ms), to_ms = MIN (span->to_ms, wanted->to_ms);

      if (from_ms <= to_ms && rs_track_has_fix (track, from_ms, to_ms))
        return TRUE;
    }
  return FALSE;
}

static void
search_span (Walk *self, const RsTimeSpan *span)
{
  const RsTrack *track = self->track;
  guint n_levels;

  if (track->from_ms > span->to_ms || track->to_ms < span->from_ms)
    return;
  self->from = span->from_ms <= track->from_ms
                 ? 0
                 : (guint) (rs_track_find (track, span->from_ms - 1) + 1);
  self->to = span->to_ms >= track->to_ms ? track->n : (guint) (rs_track_find (track, span->to_ms) + 1);
  self->search->refused = is_refused_by_time (self->search, track, span);
  if (is_done (self->search))
    return;
  if (track->blocks)
    {
      rs_track_blocks_count (track->n, self->levels, &n_levels);
      walk_block (self, n_levels - 1, 0);
      return;
    }
  for (guint i = self->from; i < self->to && !is_done (self->search); i++, self->n_seen++)
    look (self->search, &track->fixes[i]);
}

void
rs_fix_search_track (RsFixSearch *self, const RsTrack *track)
{
  static const RsTimeSpan always = { G_MININT64, G_MAXINT64 };
  const GArray *spans = self->wanted->spans;
  Walk walk = { .search = self, .track = track };

  if (track->n == 0)
    return;
  for (guint i = 0; i < MAX (spans->len, 1) && !is_done (self); i++)
    search_span (&walk, spans->len ? &g_array_index (spans, RsTimeSpan, i) : &always);
  if (walk.n_seen > track->n / 2)
    rs_track_forget (track);
}

void
rs_fix_search_undated (RsFixSearch *self, const RsFix *fixes, guint n)
{
  for (guint i = 0; self->wanted->spans->len == 0 && i < n && !is_done (self); i++)
    look (self, &fixes[i]);
}
