/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/track.h"

/* Longitudes are sorted into bins of one degree to find the widest part of the world without a fix:
 * exact wherever that part is wider than a bin, and there is no smaller box worth having if not. */
#define N_BINS 360
#define E7_PER_BIN RS_E7

/* Steps shorter than this are no jump at any speed: a receiver's clock may be a few seconds off. */
#define JUMP_MIN_M (2 * RS_M_PER_NM)
/* In a shorter step than JUMP_MIN_M both differences are below this, near the poles excepted. */
#define JUMP_MIN_E7 300000

typedef struct
{
  RsTrack track;
  gatomicrefcount ref_count;
} Track;

static int
compare_times (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const RsFix *fa = a, *fb = b;

  return (fa->t_ms > fb->t_ms) - (fa->t_ms < fb->t_ms);
}

static gboolean
is_sorted (const RsFix *fixes, guint n)
{
  for (guint i = 1; i < n; i++)
    if (fixes[i].t_ms < fixes[i - 1].t_ms)
      return FALSE;
  return TRUE;
}

static gboolean
is_jump (const RsFix *from, const RsFix *to, gint64 pause_ms)
{
  gint64 dlat = ABS ((gint64) to->lat_e7 - from->lat_e7);
  gint64 dlon = ABS ((gint64) to->lon_e7 - from->lon_e7);
  double dist_m;

  if (dlat < JUMP_MIN_E7 && dlon < JUMP_MIN_E7)
    return FALSE;
  dist_m = rs_sphere_distance (rs_fix_lat_lon (from), rs_fix_lat_lon (to));
  return dist_m > JUMP_MIN_M && dist_m * 1000 > RS_TRACK_JUMP_KN * RS_KN_TO_MPS * (double) pause_ms;
}

static void
mark_breaks (RsFix *fixes, guint n, gint64 gap_ms)
{
  for (guint i = 0; i < n; i++)
    {
      const RsFix *before = i > 0 ? &fixes[i - 1] : NULL;
      RsFix *fix = &fixes[i];
      gint64 pause_ms;

      fix->flags &= (guint16) ~RS_FIX_BREAK;
      if (!before
          || (fix->provenance == RS_RECONSTRUCTED && before->provenance == RS_RECONSTRUCTED))
        continue;
      pause_ms = fix->t_ms - before->t_ms;
      if (pause_ms > gap_ms || is_jump (before, fix, pause_ms))
        fix->flags |= RS_FIX_BREAK;
    }
}

static void
compute_longitudes (RsTrack *self)
{
  gint32 first[N_BINS], last[N_BINS];
  gboolean used[N_BINS] = { FALSE };
  gint west_bin = -1, before = -1;
  gint64 widest = 0;

  for (guint i = 0; i < self->n; i++)
    {
      gint32 lon = self->fixes[i].lon_e7;
      gint bin = CLAMP ((gint) (((gint64) lon + RS_LON_E7_MAX) / E7_PER_BIN), 0, N_BINS - 1);

      first[bin] = used[bin] ? MIN (first[bin], lon) : lon;
      last[bin] = used[bin] ? MAX (last[bin], lon) : lon;
      used[bin] = TRUE;
    }
  /* The gap before the first bin is the one across 180 degrees: it wins when equal. */
  for (gint bin = N_BINS - 1; bin >= 0 && before < 0; bin--)
    if (used[bin])
      before = bin;
  for (gint bin = 0; bin < N_BINS; bin++)
    {
      gint64 gap;

      if (!used[bin])
        continue;
      gap = (gint64) first[bin] - last[before];
      if (west_bin < 0)
        gap += 2 * (gint64) RS_LON_E7_MAX;
      if (west_bin < 0 || gap > widest)
        {
          widest = gap;
          west_bin = bin;
          self->west_deg = rs_deg_from_e7 (first[bin]);
          self->east_deg = rs_deg_from_e7 (last[before]);
        }
      before = bin;
    }
}

static void
compute_box (RsTrack *self)
{
  gint32 south = self->fixes[0].lat_e7, north = south;

  for (guint i = 0; i < self->n; i++)
    {
      south = MIN (south, self->fixes[i].lat_e7);
      north = MAX (north, self->fixes[i].lat_e7);
      self->n_not_observed += self->fixes[i].provenance != RS_OBSERVED;
    }
  self->south_deg = rs_deg_from_e7 (south);
  self->north_deg = rs_deg_from_e7 (north);
  compute_longitudes (self);
}

RsTrack *
rs_track_new (gint64 vessel_id, RsFix *fixes, guint n, gint64 gap_ms)
{
  Track *self = g_new0 (Track, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->track.vessel_id = vessel_id;
  self->track.n = n;
  self->track.fixes = fixes;
  if (!is_sorted (fixes, n))
    g_qsort_with_data (fixes, (gint) n, sizeof (RsFix), compare_times, NULL);
  mark_breaks (fixes, n, gap_ms);
  if (n > 0)
    compute_box (&self->track);
  return &self->track;
}

RsTrack *
rs_track_ref (RsTrack *self)
{
  g_atomic_ref_count_inc (&((Track *) self)->ref_count);
  return self;
}

void
rs_track_unref (RsTrack *self)
{
  if (!g_atomic_ref_count_dec (&((Track *) self)->ref_count))
    return;
  g_free ((gpointer) self->fixes);
  g_free (self);
}

gint
rs_track_find (const RsTrack *self, gint64 t_ms)
{
  guint low = 0, high = self->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->fixes[middle].t_ms <= t_ms)
        low = middle + 1;
      else
        high = middle;
    }
  return (gint) low - 1;
}
