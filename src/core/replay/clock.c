/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "replay/clock.h"

#include <math.h>

#include "replay/leg.h"

/* A shorter rest of the whole fleet is not skipped: jumping over it would look like a fault, and a
 * speed that wavers around half a knot would break a passage into crumbs. */
#define MIN_IDLE_MS (10 * RS_MINUTE_MS)

struct _RsActivity
{
  GArray *spans; /* of RsTimeSpan, sorted, disjoint */
};

/* How long a replay lasts if nobody says otherwise. */
#define SHOW_MS 120000.0

static const double LADDER[] = { 1,    2,    5,     10,    30,    60,     120,    300,    600, 1200,
                                 1800, 3600, 7200,  14400, 43200, 86400, 200000, 500000, 1000000 };

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const RsTimeSpan *x = a, *y = b;

  return (x->from_ms > y->from_ms) - (x->from_ms < y->from_ms);
}

void
rs_activity_find_moves (const RsTrack *track, GArray *spans)
{
  gboolean open = FALSE;
  RsTimeSpan span = { 0, 0 };

  if (track->samples)
    {
      if (track->n_moves > 0)
        g_array_append_vals (spans, track->moves, track->n_moves);
      return;
    }
  for (guint i = 0; i + 1 < track->n; i++)
    {
      const RsFix *a = &track->fixes[i], *b = a + 1;

      if ((b->flags & RS_FIX_BREAK) || b->t_ms == a->t_ms || rs_leg_is_still (a, b))
        continue;
      if (open && a->t_ms - span.to_ms < MIN_IDLE_MS)
        {
          span.to_ms = b->t_ms;
          continue;
        }
      if (open)
        g_array_append_val (spans, span);
      open = TRUE;
      span = (RsTimeSpan){ a->t_ms, b->t_ms };
    }
  if (open)
    g_array_append_val (spans, span);
}

RsActivity *
rs_activity_new (const RsSnapshot *snapshot, GHashTable *hidden)
{
  RsActivity *self = g_new (RsActivity, 1);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (RsTimeSpan));

  for (guint i = 0; i < snapshot->tracks->len; i++)
    {
      const RsTrack *track = g_ptr_array_index (snapshot->tracks, i);

      if (hidden && g_hash_table_contains (hidden, &track->vessel_id))
        continue;
      for (guint k = 0; rs_track_get_part (track, k); k++)
        rs_activity_find_moves (rs_track_get_part (track, k), all);
    }
  g_array_sort (all, compare_spans);
  self->spans = g_array_new (FALSE, FALSE, sizeof (RsTimeSpan));
  for (guint i = 0; i < all->len; i++)
    {
      RsTimeSpan span = g_array_index (all, RsTimeSpan, i);
      RsTimeSpan *last = self->spans->len > 0
                     ? &g_array_index (self->spans, RsTimeSpan, self->spans->len - 1)
                     : NULL;

      if (last && span.from_ms - last->to_ms < MIN_IDLE_MS)
        last->to_ms = MAX (last->to_ms, span.to_ms);
      else
        g_array_append_val (self->spans, span);
    }
  return self;
}

void
rs_activity_free (RsActivity *self)
{
  if (!self)
    return;
  g_array_unref (self->spans);
  g_free (self);
}

/* Index of the first span that ends after @t_ms; their number if none does. */
static guint
find_span (const RsActivity *self, gint64 t_ms)
{
  guint low = 0, high = self->spans->len;

  while (low < high)
    {
      guint mid = low + (high - low) / 2;

      if (g_array_index (self->spans, RsTimeSpan, mid).to_ms > t_ms)
        high = mid;
      else
        low = mid + 1;
    }
  return low;
}

/* Goes up to @step_ms through the time from @t_ms to @end_ms that counts; hands back what is left
 * of the step when the end is reached first. */
static gint64
walk (const RsActivity *activity, gint64 t_ms, gint64 end_ms, double *step_ms)
{
  if (!activity)
    {
      double room_ms = (double) (end_ms - t_ms);

      if (*step_ms < room_ms)
        {
          t_ms += llround (*step_ms);
          *step_ms = 0;
          return MIN (t_ms, end_ms);
        }
      *step_ms -= room_ms;
      return end_ms;
    }
  for (guint i = find_span (activity, t_ms); i < activity->spans->len; i++)
    {
      RsTimeSpan span = g_array_index (activity->spans, RsTimeSpan, i);
      double room_ms;

      if (span.from_ms >= end_ms)
        break;
      t_ms = MAX (t_ms, span.from_ms);
      room_ms = (double) (MIN (span.to_ms, end_ms) - t_ms);
      if (*step_ms < room_ms)
        {
          t_ms += llround (*step_ms);
          *step_ms = 0;
          return MIN (t_ms, end_ms);
        }
      *step_ms -= room_ms;
    }
  return end_ms;
}

/* Case milliseconds of the span that playing takes. */
static double
measure (const RsActivity *activity, gint64 from_ms, gint64 to_ms)
{
  double sum_ms = 0;

  if (!activity)
    return (double) (to_ms - from_ms);
  for (guint i = find_span (activity, from_ms); i < activity->spans->len; i++)
    {
      RsTimeSpan span = g_array_index (activity->spans, RsTimeSpan, i);

      if (span.from_ms >= to_ms)
        break;
      sum_ms += (double) (MIN (span.to_ms, to_ms) - MAX (span.from_ms, from_ms));
    }
  return sum_ms;
}

gint64
rs_activity_get_start (const RsActivity *self)
{
  return self->spans->len ? g_array_index (self->spans, RsTimeSpan, 0).from_ms : RS_TIME_NONE;
}

gint64
rs_activity_get_end (const RsActivity *self)
{
  return self->spans->len ? g_array_index (self->spans, RsTimeSpan, self->spans->len - 1).to_ms
                          : RS_TIME_NONE;
}

/* Where a replay from @t_ms stops: when the last thing has moved, not after an idle rest. */
static gint64
find_end (const RsActivity *activity, gint64 t_ms, gint64 to_ms)
{
  gint64 last_ms = activity ? rs_activity_get_end (activity) : RS_TIME_NONE;

  return last_ms > t_ms ? MIN (last_ms, to_ms) : to_ms;
}

gint64
rs_clock_advance (const RsClock *clock, gint64 t_ms, double wall_ms, const RsActivity *activity,
                  gboolean *out_ended)
{
  gint64 start_ms = t_ms;
  double step_ms = wall_ms * CLAMP (clock->speed, RS_SPEED_MIN, RS_SPEED_MAX);
  double round_ms;

  *out_ended = FALSE;
  if (clock->to_ms <= clock->from_ms)
    {
      *out_ended = !clock->loop;
      return clock->from_ms;
    }
  if (!clock->skip_idle)
    activity = NULL;
  if (!(step_ms > 0))
    step_ms = 0;
  t_ms = CLAMP (t_ms, clock->from_ms, clock->to_ms);
  /* Paused or called twice in one millisecond: do not even leave an idle time. */
  if (step_ms == 0 && t_ms < clock->to_ms)
    return t_ms;
  t_ms = walk (activity, t_ms, clock->to_ms, &step_ms);
  if (t_ms < clock->to_ms)
    return t_ms;
  if (!clock->loop)
    {
      *out_ended = TRUE;
      return find_end (activity, start_ms, clock->to_ms);
    }
  round_ms = measure (activity, clock->from_ms, clock->to_ms);
  if (round_ms <= 0)
    return clock->from_ms;
  step_ms = fmod (step_ms, round_ms);
  return walk (activity, clock->from_ms, clock->to_ms, &step_ms);
}

gint64
rs_activity_get_length (const RsActivity *self)
{
  return (gint64) measure (self, G_MININT64, G_MAXINT64);
}

double
rs_speed_for_length (gint64 length_ms)
{
  double wanted = (double) length_ms / SHOW_MS;
  double best = LADDER[0];

  for (guint i = 1; i < G_N_ELEMENTS (LADDER); i++)
    if (fabs (log (LADDER[i] / wanted)) < fabs (log (best / wanted)))
      best = LADDER[i];
  return wanted > 0 ? best : LADDER[0];
}

double
rs_speed_faster (double speed)
{
  for (guint i = 0; i < G_N_ELEMENTS (LADDER); i++)
    {
      if (LADDER[i] > speed * (1 + 1e-9))
        return LADDER[i];
    }
  return RS_SPEED_MAX;
}

double
rs_speed_slower (double speed)
{
  for (guint i = G_N_ELEMENTS (LADDER); i > 0; i--)
    {
      if (LADDER[i - 1] < speed * (1 - 1e-9))
        return LADDER[i - 1];
    }
  return RS_SPEED_MIN;
}
