/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/track.h"

#include "model/track-block.h"

/* Longitudes are sorted into bins of one degree to find the widest part of the world without a fix:
 * exact wherever that part is wider than a bin, and there is no smaller box worth having if not. */
#define N_BINS 360
#define E7_PER_BIN RS_E7

/* Steps shorter than this are no jump at any speed: a receiver's clock may be a few seconds off. */
#define JUMP_MIN_M (2 * RS_M_PER_NM)
/* In a shorter step than JUMP_MIN_M both differences are below this, near the poles excepted. */
#define JUMP_MIN_E7 300000
/* A ship that says that she is fast is believed up to this much more. */
#define SAID_FACTOR 1.25

typedef struct
{
  RsTrack track;
  gatomicrefcount ref_count;
  GBytes *storage; /* (nullable): what the pointers lead into; NULL: they are owned */
  const RsTrackKeeper *keeper; /* of a stored one */
} Track;

/* Asking costs less than a look, so. */
#define LOOKS_PER_TIDY 8

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

gboolean
rs_track_is_jump (const RsFix *from, const RsFix *to)
{
  gint64 dlat = ABS ((gint64) to->lat_e7 - from->lat_e7);
  gint64 dlon = ABS ((gint64) to->lon_e7 - from->lon_e7);
  double dist_m, limit_kn = RS_TRACK_JUMP_KN;

  if (dlat < JUMP_MIN_E7 && dlon < JUMP_MIN_E7)
    return FALSE;
  if (from->sog_dkn != RS_SOG_NONE)
    limit_kn = MAX (limit_kn, from->sog_dkn / 10.0 * SAID_FACTOR);
  if (to->sog_dkn != RS_SOG_NONE)
    limit_kn = MAX (limit_kn, to->sog_dkn / 10.0 * SAID_FACTOR);
  dist_m = rs_sphere_distance (rs_fix_lat_lon (from), rs_fix_lat_lon (to));
  return dist_m > JUMP_MIN_M
         && dist_m * 1000 > limit_kn * RS_KN_TO_MPS * (double) (to->t_ms - from->t_ms);
}

static void
mark_breaks (RsFix *fixes, guint n, gint64 gap_ms, const guint32 *segments)
{
  for (guint i = 0; i < n; i++)
    {
      const RsFix *before = i > 0 ? &fixes[i - 1] : NULL;
      RsFix *fix = &fixes[i];

      fix->flags &= (guint16) ~RS_FIX_BREAK;
      if (!before)
        continue;
      if (segments && segments[i] != segments[i - 1])
        fix->flags |= RS_FIX_BREAK;
      else if (fix->provenance == RS_RECONSTRUCTED && before->provenance == RS_RECONSTRUCTED)
        continue;
      else if (fix->t_ms - before->t_ms > gap_ms || rs_track_is_jump (before, fix))
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
      self->provenances |= 1u << self->fixes[i].provenance;
      self->n_not_observed += self->fixes[i].provenance != RS_OBSERVED;
      self->n_suspects += (self->fixes[i].flags & RS_FIX_SUSPECT) != 0;
    }
  self->from_ms = self->fixes[0].t_ms;
  self->to_ms = self->fixes[self->n - 1].t_ms;
  self->south_deg = rs_deg_from_e7 (south);
  self->north_deg = rs_deg_from_e7 (north);
  compute_longitudes (self);
}

void
rs_track_sort_fixes (RsFix *fixes, guint n)
{
  if (!is_sorted (fixes, n))
    g_qsort_with_data (fixes, (gint) n, sizeof (RsFix), compare_times, NULL);
}

/* Notes which fixes are suspicious; those of no hull are, flagged or not. */
static void
find_suspects (RsTrack *self, const guint32 *hulls)
{
  RsSuspect *suspects;
  guint n = 0;

  for (guint i = 0; hulls && i < self->n; i++)
    self->n_suspects += hulls[i] == 0 && !(self->fixes[i].flags & RS_FIX_SUSPECT);
  if (self->n_suspects == 0)
    return;
  suspects = g_new (RsSuspect, self->n_suspects);
  for (guint i = 0; i < self->n; i++)
    if ((self->fixes[i].flags & RS_FIX_SUSPECT) || (hulls && hulls[i] == 0))
      suspects[n++] = (RsSuspect) { i, self->fixes[i].lat_e7, self->fixes[i].lon_e7 };
  self->suspects = suspects;
}

static RsTrack *
make_track (gint64 vessel_id, RsFix *fixes, guint n, gint64 gap_ms, guint32 *segments,
            guint n_segments, const guint32 *hulls)
{
  Track *self = g_new0 (Track, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->track.vessel_id = vessel_id;
  self->track.n = n;
  self->track.fixes = fixes;
  self->track.segments = segments;
  self->track.n_segments = n_segments;
  self->track.n_hulls = 1;
  mark_breaks (fixes, n, gap_ms, segments);
  if (n > 0)
    compute_box (&self->track);
  find_suspects (&self->track, hulls);
  return &self->track;
}

RsTrack *
rs_track_new (gint64 vessel_id, RsFix *fixes, guint n, gint64 gap_ms)
{
  RsTrack *self;

  rs_track_sort_fixes (fixes, n);
  self = make_track (vessel_id, fixes, n, gap_ms, NULL, 1, NULL);
  self->blocks = rs_track_blocks_new (fixes, n);
  return self;
}

/* The fixes of one hull, or of none for @hull 0. (nullable): there are none. */
static RsTrack *
pick_hull (const RsTrack *whole, gint64 gap_ms, const guint32 *hulls, guint32 hull, guint n)
{
  RsFix *fixes;
  guint32 *segments, *index;
  guint k = 0;
  RsTrack *self;

  if (n == 0)
    return NULL;
  fixes = g_new (RsFix, n);
  segments = g_new (guint32, n);
  index = g_new (guint32, n);
  for (guint i = 0; i < whole->n; i++)
    if (hulls[i] == hull)
      {
        fixes[k] = whole->fixes[i];
        segments[k] = whole->segments[i];
        index[k++] = i;
      }
  self = make_track (whole->vessel_id, fixes, n, gap_ms, segments, whole->n_segments, NULL);
  self->whole = index;
  for (guint i = 1; hull == 0 && i < n; i++)
    fixes[i].flags |= RS_FIX_BREAK;
  return self;
}

RsTrack *
rs_track_new_split (gint64 vessel_id, RsFix *fixes, guint n, gint64 gap_ms, guint32 *segments,
                    guint n_segments, const guint32 *hulls, guint n_hulls)
{
  RsTrack *self = make_track (vessel_id, fixes, n, gap_ms, segments, n_segments, hulls);
  g_autofree guint *counts = g_new0 (guint, n_hulls + 1);
  RsTrack **parts;

  for (guint i = 0; hulls && i < n; i++)
    counts[hulls[i]]++;
  self->blocks = rs_track_blocks_new (fixes, n);
  self->n_hulls = n_hulls;
  if (!hulls || (n_hulls == 1 && counts[0] == 0))
    return self;
  parts = g_new0 (RsTrack *, n_hulls);
  for (guint i = 0; i < n_hulls; i++)
    parts[i] = pick_hull (self, gap_ms, hulls, i + 1, counts[i + 1]);
  self->hulls = parts;
  self->strays = pick_hull (self, gap_ms, hulls, 0, counts[0]);
  return self;
}

/* Whether a hull has the fix of the whole track; O(log n). */
static gboolean
find_in_part (const RsTrack *part, guint index, guint *out_index)
{
  guint low = 0, high = part->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (part->whole[middle] < index)
        low = middle + 1;
      else
        high = middle;
    }
  if (out_index)
    *out_index = low;
  return low < part->n && part->whole[low] == index;
}

guint
rs_track_get_hull_number (const RsTrack *self, guint index)
{
  if (!self->hulls)
    return 1;
  for (guint i = 0; i < self->n_hulls; i++)
    if (find_in_part (self->hulls[i], index, NULL))
      return i + 1;
  return 0;
}

const RsTrack *
rs_track_get_hull (const RsTrack *self, guint index, guint *out_index)
{
  if (out_index)
    *out_index = index;
  if (!self->hulls)
    return self;
  for (guint i = 0; i < self->n_hulls; i++)
    if (find_in_part (self->hulls[i], index, out_index))
      return self->hulls[i];
  if (self->strays)
    find_in_part (self->strays, index, out_index);
  return self->strays;
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
  for (guint i = 0; self->hulls && i < self->n_hulls; i++)
    rs_track_unref (self->hulls[i]);
  g_free ((gpointer) self->hulls);
  g_clear_pointer (&self->strays, rs_track_unref);
  if (((Track *) self)->storage)
    {
      g_free ((gpointer) self->levels);
      g_bytes_unref (((Track *) self)->storage);
      g_free (self);
      return;
    }
  g_free ((gpointer) self->segments);
  g_free ((gpointer) self->whole);
  g_free ((gpointer) self->suspects);
  g_free ((gpointer) self->blocks);
  g_free ((gpointer) self->fixes);
  g_free (self);
}

RsTrack *
rs_track_new_stored (const RsTrack *like, RsTrack **hulls, RsTrack *strays, GBytes *storage,
                     const RsTrackKeeper *keeper)
{
  Track *self = g_new0 (Track, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->track = *like;
  self->track.hulls = hulls;
  self->track.strays = strays;
  self->track.levels = g_memdup2 (like->levels, like->n_levels * sizeof *like->levels);
  self->storage = g_bytes_ref (storage);
  self->keeper = keeper;
  return &self->track;
}

GBytes *
rs_track_get_storage (const RsTrack *self)
{
  return ((const Track *) self)->storage;
}

void
rs_track_forget (const RsTrack *self)
{
  const RsTrackKeeper *keeper;

  if (!self->samples)
    return;
  keeper = ((const Track *) self)->keeper;
  keeper->forget (self->fixes, self->n * sizeof *self->fixes);
  for (guint i = 0; self->hulls && i < self->n_hulls; i++)
    rs_track_forget (self->hulls[i]);
  if (self->strays)
    rs_track_forget (self->strays);
}

void
rs_track_look (const RsTrack *self)
{
  static __thread guint n_looks;

  if (self->samples && ++n_looks % LOOKS_PER_TIDY == 0)
    ((const Track *) self)->keeper->tidy ();
}

gint
rs_track_find (const RsTrack *self, gint64 t_ms)
{
  guint low = 0, high = self->n;

  rs_track_look (self);
  if (self->samples)
    {
      guint sample_low = 0, sample_high = (self->n + RS_TRACK_SAMPLE - 1) / RS_TRACK_SAMPLE;

      while (sample_low < sample_high)
        {
          guint middle = sample_low + (sample_high - sample_low) / 2;

          if (self->samples[middle] <= t_ms)
            sample_low = middle + 1;
          else
            sample_high = middle;
        }
      if (sample_low == 0)
        return -1;
      /* The fix of the sample before is not later, that of this one is. */
      low = (sample_low - 1) * RS_TRACK_SAMPLE + 1;
      high = MIN (sample_low * RS_TRACK_SAMPLE, self->n);
    }
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

gboolean
rs_track_has_fix (const RsTrack *self, gint64 from_ms, gint64 to_ms)
{
  gint last;

  if (self->n == 0 || self->from_ms > to_ms || self->to_ms < from_ms)
    return FALSE;
  if (self->from_ms >= from_ms || self->to_ms <= to_ms)
    return TRUE;
  last = rs_track_find (self, to_ms);
  return last >= 0 && self->fixes[last].t_ms >= from_ms;
}

const RsSuspect *
rs_track_get_suspects (const RsTrack *self, gint64 from_ms, gint64 to_ms, guint *out_n)
{
  guint first = 0, end = self->n_suspects;

  if (from_ms != RS_TIME_NONE && end > 0)
    {
      /* Suspects are by index as fixes are by time: none of these is looked at. */
      gint before = rs_track_find (self, from_ms - 1), last = rs_track_find (self, to_ms);

      while (first < end && (gint64) self->suspects[first].fix <= before)
        first++;
      while (end > first && (gint64) self->suspects[end - 1].fix > last)
        end--;
    }
  *out_n = end - first;
  return self->suspects ? self->suspects + first : NULL;
}
