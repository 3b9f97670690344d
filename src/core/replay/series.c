/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "replay/series.h"

#include <math.h>

#include "replay/leg.h"

#define BLOCK 64u

struct _RsSeries
{
  RsTrack *track;
  float *values;
  float *lows, *highs; /* of each block; NAN: none known */
};

/* Widens the range by what is known of another. */
static void
widen (float *low, float *high, float other_low, float other_high)
{
  if (isnan (other_low))
    return;
  *low = isnan (*low) ? other_low : MIN (*low, other_low);
  *high = isnan (*high) ? other_high : MAX (*high, other_high);
}

RsSeries *
rs_series_new_speed (RsTrack *track)
{
  RsSeries *self = g_new0 (RsSeries, 1);
  guint n_blocks = (track->n + BLOCK - 1) / BLOCK;

  self->track = rs_track_ref (track);
  self->values = g_new (float, MAX (track->n, 1));
  self->lows = g_new (float, MAX (n_blocks, 1));
  self->highs = g_new (float, MAX (n_blocks, 1));
  for (guint i = 0; i < track->n; i++)
    {
      const RsFix *fix = &track->fixes[i];
      gboolean has_leg = i + 1 < track->n && !(fix[1].flags & RS_FIX_BREAK);

      if (i % BLOCK == 0)
        self->lows[i / BLOCK] = self->highs[i / BLOCK] = NAN;
      self->values[i] = (float) rs_leg_sog_kn (fix, has_leg ? fix + 1 : NULL);
      widen (&self->lows[i / BLOCK], &self->highs[i / BLOCK], self->values[i], self->values[i]);
    }
  return self;
}

void
rs_series_free (RsSeries *self)
{
  if (!self)
    return;
  rs_track_unref (self->track);
  g_free (self->values);
  g_free (self->lows);
  g_free (self->highs);
  g_free (self);
}

const RsTrack *
rs_series_get_track (const RsSeries *self)
{
  return self->track;
}

float
rs_series_get_value (const RsSeries *self, guint index)
{
  return self->values[index];
}

static void
find_range (const RsSeries *self, guint from, guint end, float *low, float *high)
{
  *low = *high = NAN;
  while (from < end)
    if (from % BLOCK == 0 && from + BLOCK <= end)
      {
        widen (low, high, self->lows[from / BLOCK], self->highs[from / BLOCK]);
        from += BLOCK;
      }
    else
      {
        widen (low, high, self->values[from], self->values[from]);
        from++;
      }
}

gboolean
rs_series_get_range (const RsSeries *self, float *out_low, float *out_high)
{
  find_range (self, 0, self->track->n, out_low, out_high);
  return !isnan (*out_low);
}

void
rs_series_query (const RsSeries *self, gint64 from_ms, gint64 to_ms, guint n_columns,
                 RsSeriesColumn *out)
{
  guint begin = (guint) (rs_track_find (self->track, from_ms - 1) + 1);

  for (guint k = 0; k < n_columns; k++)
    {
      gint64 end_ms = from_ms + (gint64) ((__int128) (to_ms - from_ms) * (k + 1) / n_columns);
      guint end = begin;

      if (begin < self->track->n && self->track->fixes[begin].t_ms < end_ms)
        end = (guint) (rs_track_find (self->track, end_ms - 1) + 1);
      out[k].first = end > begin ? (gint) begin : -1;
      out[k].last = (gint) end - 1;
      if (end == begin)
        out[k].last = -1;
      find_range (self, begin, end, &out[k].low, &out[k].high);
      begin = end;
    }
}
