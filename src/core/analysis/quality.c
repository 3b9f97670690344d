/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/quality.h"

#include <string.h>

/* Fixes at one time are compared with so many before them: more places at one time are no ship's. */
#define SAME_TIME_MAX 64

#define NULL_ISLAND_E7 ((gint32) (RS_NULL_ISLAND_DEG * RS_E7))

static gboolean
is_same_place (const RsFix *a, const RsFix *b)
{
  return a->lat_e7 == b->lat_e7 && a->lon_e7 == b->lon_e7;
}

/* Whether a fix before @i, or one that was kept, has its time and place. */
static gboolean
is_repeated (const RsQualityTail *tail, const RsFix *fixes, guint i)
{
  guint n_looked = 0;

  for (guint k = i; k > 0 && fixes[k - 1].t_ms == fixes[i].t_ms; k--)
    {
      if (is_same_place (&fixes[k - 1], &fixes[i]))
        return TRUE;
      if (++n_looked >= SAME_TIME_MAX)
        return FALSE;
    }
  for (guint k = 0; tail && k < tail->n_recent; k++)
    if (tail->recent[k].t_ms == fixes[i].t_ms && is_same_place (&tail->recent[k], &fixes[i]))
      return TRUE;
  return FALSE;
}

/* What the position and the values say, but for the land. */
static guint16
look_at_values (const RsQualityRules *rules, const RsFix *fix)
{
  guint16 flags = 0;

  if (fix->lat_e7 > -NULL_ISLAND_E7 && fix->lat_e7 < NULL_ISLAND_E7
      && fix->lon_e7 > -NULL_ISLAND_E7 && fix->lon_e7 < NULL_ISLAND_E7)
    flags |= RS_FIX_NULL_ISLAND;
  if (rules->has_motion && !rs_quality_has_motion (fix))
    flags |= RS_FIX_NO_MOTION;
  return flags;
}

/* What each fix says by itself or beside its neighbours. */
static void
flag_each (const RsQualityRules *rules, const RsQualityTail *tail, guint16 all, RsFix *fixes,
           guint n)
{
  gboolean inland = FALSE;

  for (guint i = 0; i < n; i++)
    {
      RsFix *fix = &fixes[i];
      const RsFix *before = i > 0 ? fix - 1 : tail && tail->n_recent > 0 ? &tail->recent[0] : NULL;
      guint16 flags = all | look_at_values (rules, fix);

      if (fix->t_ms > rules->import_ms)
        flags |= RS_FIX_FUTURE;
      if (before && fix->t_ms <= before->t_ms && is_repeated (tail, fixes, i))
        flags |= RS_FIX_DUPLICATE;
      /* At the berth a ship sends the same place for days. */
      if (rules->is_inland && (i == 0 || !is_same_place (fix, fix - 1)))
        inland = rules->is_inland (fix->lat_e7, fix->lon_e7, rules->user_data);
      if (inland)
        flags |= RS_FIX_ON_LAND;
      fix->flags = (guint16) ((fix->flags & RS_FIX_COPIES_MASK) | flags);
    }
}

static void
count_flags (const RsFix *fix, RsQualityCounts counts)
{
  for (guint flags = fix->flags & RS_FIX_FLAGS_MASK; flags; flags &= flags - 1)
    counts[__builtin_ctz (flags)]++;
}

/* A fix is out of order if one of an earlier line has a later time: one that was flagged before, or
 * one that lies behind it here. A time after the import is wrong, and puts nothing out of order. */
static void
flag_order (const RsQualityRules *rules, const RsQualityTail *tail, RsFix *fixes, guint n,
            guint n_ahead)
{
  gboolean ordered = TRUE;
  guint32 least = G_MAXUINT32, least_of_time = G_MAXUINT32;

  for (guint i = 1; i < n + n_ahead && ordered; i++)
    ordered = fixes[i].line >= fixes[i - 1].line;
  for (guint i = 0; tail && tail->n_recent > 0 && i < n && fixes[i].t_ms < tail->latest_ms; i++)
    fixes[i].flags |= RS_FIX_OUT_OF_ORDER;
  if (ordered)
    return;
  for (guint i = n + n_ahead; i-- > 0;)
    {
      if (i + 1 < n + n_ahead && fixes[i].t_ms != fixes[i + 1].t_ms)
        least = MIN (least, least_of_time);
      if (fixes[i].line == 0 || fixes[i].t_ms > rules->import_ms)
        continue;
      if (i < n && fixes[i].line > least)
        fixes[i].flags |= RS_FIX_OUT_OF_ORDER;
      least_of_time = MIN (least_of_time, fixes[i].line);
    }
}

/* Fixes of no hull. Those that were kept are put before, so that a jump at a seam is seen, and a few
 * fixes after a seam are not taken for strays. */
static void
flag_strays (const RsQualityTail *tail, RsFix *fixes, guint n, guint n_ahead)
{
  const RsSegmentRule rule = RS_SEGMENT_RULE_DEFAULT;
  guint n_before = 0, n_all;
  g_autofree RsFix *all = NULL;
  g_autoptr (RsSegments) segments = NULL;
  gboolean plain;

  while (tail && n_before < tail->n_recent && tail->recent[tail->n_recent - 1 - n_before].t_ms
                                                  <= fixes[0].t_ms)
    n_before++;
  plain = n_before == 0
          || rs_segment_is_one_ship (&tail->recent[0], &fixes[0], &rule);
  for (guint i = 1; i < n + n_ahead && plain; i++)
    plain = rs_segment_is_one_ship (&fixes[i - 1], &fixes[i], &rule);
  if (plain)
    return;
  n_all = n_before + n + n_ahead;
  all = g_new (RsFix, n_all);
  for (guint i = 0; i < n_before; i++)
    all[i] = tail->recent[tail->n_recent - 1 - i];
  memcpy (all + n_before, fixes, (n + n_ahead) * sizeof *fixes);
  segments = rs_segments_find (all, n_all, &rule);
  for (guint i = 0; i < n; i++)
    if (segments->segments[segments->of_fix[n_before + i]].hull == 0)
      fixes[i].flags |= RS_FIX_TOO_FAST;
}

/* The latest first. */
static void
keep_recent (const RsQualityRules *rules, RsQualityTail *tail, const RsFix *fixes, guint n)
{
  gint64 latest_ms = tail->n_recent > 0 ? tail->latest_ms : G_MININT64;

  for (guint i = n > RS_QUALITY_RECENT ? n - RS_QUALITY_RECENT : 0; i < n; i++)
    {
      guint at = 0;

      while (at < tail->n_recent && tail->recent[at].t_ms > fixes[i].t_ms)
        at++;
      if (at >= RS_QUALITY_RECENT)
        continue;
      tail->n_recent = MIN (tail->n_recent + 1, RS_QUALITY_RECENT);
      memmove (&tail->recent[at + 1], &tail->recent[at],
               (tail->n_recent - at - 1) * sizeof *fixes);
      tail->recent[at] = fixes[i];
    }
  for (guint i = n; i-- > 0 && latest_ms < fixes[i].t_ms;)
    if (fixes[i].t_ms <= rules->import_ms)
      latest_ms = fixes[i].t_ms;
  tail->latest_ms = latest_ms;
}

void
rs_quality_flag (const RsQualityRules *rules, RsQualityTail *tail, gboolean odd_mmsi, RsFix *fixes,
                 guint n, guint n_ahead, RsQualityCounts counts)
{
  if (n == 0)
    return;
  flag_each (rules, tail, odd_mmsi ? RS_FIX_ODD_MMSI : 0, fixes, n);
  flag_order (rules, tail, fixes, n, n_ahead);
  flag_strays (tail, fixes, n, n_ahead);
  for (guint i = 0; i < n; i++)
    count_flags (&fixes[i], counts);
  if (tail)
    keep_recent (rules, tail, fixes, n);
}

void
rs_quality_flag_undated (const RsQualityRules *rules, gboolean odd_mmsi, RsFix *fix,
                         RsQualityCounts counts)
{
  guint16 flags = look_at_values (rules, fix);

  if (odd_mmsi)
    flags |= RS_FIX_ODD_MMSI;
  if (rules->is_inland && rules->is_inland (fix->lat_e7, fix->lon_e7, rules->user_data))
    flags |= RS_FIX_ON_LAND;
  fix->flags = (guint16) ((fix->flags & RS_FIX_COPIES_MASK) | flags);
  count_flags (fix, counts);
}

/* Whether an import before has a fix of this time and place. */
static gboolean
is_repeated_across (const RsFix *fixes, guint n, guint i)
{
  const RsFix *fix = &fixes[i];
  guint n_looked = 0;

  /* Fixes of one time lie in the order in which their blocks were read. */
  for (guint k = i; k > 0 && fixes[k - 1].t_ms == fix->t_ms && n_looked++ < SAME_TIME_MAX; k--)
    if (fixes[k - 1].import < fix->import && is_same_place (&fixes[k - 1], fix)
        && fixes[k - 1].provenance != RS_RECONSTRUCTED)
      return TRUE;
  n_looked = 0;
  for (guint k = i + 1; k < n && fixes[k].t_ms == fix->t_ms && n_looked++ < SAME_TIME_MAX; k++)
    if (fixes[k].import < fix->import && is_same_place (&fixes[k], fix)
        && fixes[k].provenance != RS_RECONSTRUCTED)
      return TRUE;
  return FALSE;
}

static RsQualityChange *
find_change (RsQualityChange *changes, guint n, guint16 import)
{
  for (guint i = 0; i < n; i++)
    if (changes[i].import == import)
      return &changes[i];
  return NULL;
}

void
rs_quality_join (RsFix *fixes, guint n, const guint32 *hulls, RsQualityChange *changes,
                 guint n_changes)
{
  for (guint i = 0; i < n; i++)
    {
      RsFix *fix = &fixes[i];
      guint16 flags = fix->flags & (guint16) ~RS_FIX_TOO_FAST;
      gboolean beside = (i > 0 && fixes[i - 1].t_ms == fix->t_ms)
                        || (i + 1 < n && fixes[i + 1].t_ms == fix->t_ms);
      RsQualityChange *change;

      if (fix->provenance == RS_RECONSTRUCTED)
        continue;
      if (hulls && hulls[i] == 0)
        flags |= RS_FIX_TOO_FAST;
      if (beside && is_repeated_across (fixes, n, i))
        flags |= RS_FIX_DUPLICATE;
      if (flags == fix->flags)
        continue;
      change = find_change (changes, n_changes, fix->import);
      if (change)
        {
          change->n_duplicate += !(fix->flags & RS_FIX_DUPLICATE) && (flags & RS_FIX_DUPLICATE);
          change->n_too_fast += !!(flags & RS_FIX_TOO_FAST) - !!(fix->flags & RS_FIX_TOO_FAST);
        }
      fix->flags = flags;
    }
}
