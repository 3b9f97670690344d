/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/main-span.h"

/* The last fix of a track before those at its end that are dated in the future; -1: all are. They are suspects, so that
 * no fix of a track without such an end is looked at. */
static gint
find_last_dated (const RsTrack *track)
{
  gint last = (gint) track->n - 1;

  for (guint k = track->n_suspects; k > 0; k--, last--)
    if (track->suspects[k - 1].fix != (guint32) last
        || !(track->fixes[last].flags & RS_FIX_FUTURE))
      break;
  return last;
}

static void
add_to_span (RsTimeSpan *span, gint64 from_ms, gint64 to_ms)
{
  span->from_ms = MIN (span->from_ms, from_ms);
  span->to_ms = MAX (span->to_ms, to_ms);
}

/* How many of a track's fixes are not later. */
static guint
count_until (const RsTrack *track, gint64 t_ms)
{
  if (track->from_ms > t_ms)
    return 0;
  return track->to_ms <= t_ms ? track->n : (guint) (rs_track_find (track, t_ms) + 1);
}

/* How many fixes of a span there are up to a time, and after it; not counted any further when both are more than
 * @enough, so that tracks which have fixes in both need not all be looked at. */
static void
count_halves (const RsSnapshot *snapshot, const RsTimeSpan *span, gint64 middle_ms,
              guint64 enough, guint64 *out_before, guint64 *out_after)
{
  *out_before = *out_after = 0;
  for (guint i = 0; i < snapshot->tracks->len; i++)
    {
      const RsTrack *track = g_ptr_array_index (snapshot->tracks, i);
      guint first, middle, end;

      if (!track || track->n == 0)
        continue;
      first = count_until (track, span->from_ms - 1);
      middle = count_until (track, middle_ms);
      end = count_until (track, span->to_ms);
      *out_before += middle - first;
      *out_after += end - middle;
      if (*out_before > enough && *out_after > enough)
        return;
    }
}

/* The fix next to a time. */
static gint64
find_fix (const RsSnapshot *snapshot, gint64 t_ms, gboolean later)
{
  gint64 best = RS_TIME_NONE;

  for (guint i = 0; i < snapshot->tracks->len; i++)
    {
      const RsTrack *track = g_ptr_array_index (snapshot->tracks, i);
      gint64 found;

      if (!track || track->n == 0 || (later ? track->to_ms <= t_ms : track->from_ms >= t_ms))
        continue;
      if (later)
        found = track->from_ms > t_ms ? track->from_ms
                                      : track->fixes[rs_track_find (track, t_ms) + 1].t_ms;
      else
        found = track->to_ms < t_ms ? track->to_ms
                                    : track->fixes[rs_track_find (track, t_ms - 1)].t_ms;
      if (best == RS_TIME_NONE || (later ? found < best : found > best))
        best = found;
    }
  return best;
}

/* Leaves out the thin halves of the time. There is a fix at each end of the span, so that neither half is empty. */
static void
narrow (const RsSnapshot *snapshot, guint64 n_fixes, RsTimeSpan *span)
{
  guint64 budget = n_fixes / RS_MAIN_SPAN_THIN;

  while (budget > 0 && span->from_ms < span->to_ms)
    {
      gint64 middle_ms = span->from_ms + (span->to_ms - span->from_ms) / 2;
      guint64 before, after;

      count_halves (snapshot, span, middle_ms, budget, &before, &after);
      if (before <= budget && before <= after)
        {
          span->from_ms = find_fix (snapshot, middle_ms, TRUE);
          budget -= before;
        }
      else if (after <= budget)
        {
          span->to_ms = find_fix (snapshot, middle_ms + 1, FALSE);
          budget -= after;
        }
      else
        {
          return;
        }
    }
}

gboolean
rs_main_span_find (const RsSnapshot *snapshot, RsTimeSpan *out)
{
  RsTimeSpan all = { G_MAXINT64, G_MININT64 }, main_span = all;
  guint64 n_fixes = 0, n_future = 0;

  for (guint i = 0; i < snapshot->tracks->len; i++)
    {
      const RsTrack *track = g_ptr_array_index (snapshot->tracks, i);
      gint last;

      if (!track || track->n == 0)
        continue;
      last = find_last_dated (track);
      n_fixes += track->n;
      n_future += track->n - (guint) (last + 1);
      add_to_span (&all, track->from_ms, track->to_ms);
      if ((guint) (last + 1) == track->n)
        add_to_span (&main_span, track->from_ms, track->to_ms);
      else if (last >= 0)
        add_to_span (&main_span, track->from_ms, track->fixes[last].t_ms);
    }
  if (n_fixes == 0)
    return FALSE;
  if (n_future * 2 >= n_fixes)
    main_span = all;
  narrow (snapshot, n_fixes, &main_span);
  *out = main_span.to_ms - main_span.from_ms <= (all.to_ms - all.from_ms) / 2 ? main_span : all;
  return TRUE;
}

static void
take_nearer (gint64 *best_ms, gint64 from_ms, gint64 to_ms, gint64 t_ms, gboolean later)
{
  gint64 found = later ? from_ms : to_ms;

  if (found == RS_TIME_NONE)
    found = later ? to_ms : from_ms;
  if (found == RS_TIME_NONE || (later ? found <= t_ms : found >= t_ms))
    return;
  if (*best_ms == RS_TIME_NONE || (later ? found < *best_ms : found > *best_ms))
    *best_ms = found;
}

gint64
rs_main_span_find_beyond (const RsSnapshot *snapshot, gint64 t_ms, gboolean later)
{
  gint64 best_ms = find_fix (snapshot, t_ms, later);

  for (guint i = 0; i < snapshot->events->len; i++)
    {
      const RsEvent *event = g_ptr_array_index (snapshot->events, i);

      take_nearer (&best_ms, event->from_ms, event->to_ms, t_ms, later);
    }
  for (guint i = 0; i < snapshot->incidents->len; i++)
    {
      const RsIncident *incident = g_ptr_array_index (snapshot->incidents, i);

      take_nearer (&best_ms, incident->from_ms, incident->to_ms, t_ms, later);
    }
  return best_ms;
}
