/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/visit.h"

#include <math.h>

#include "model/track-block.h"
#include "replay/leg.h"

/* The sphere is this wrong at most (geo.h), with room. */
#define SPHERE_SLACK 1.006
/* No degree of latitude is shorter, anywhere on the ellipsoid. */
#define LEAST_M_PER_DEG 110500.0
/* Nearer by less is not worth a search. */
#define LEAST_GAIN_M 1.0

typedef struct
{
  const RsTrack *track;
  RsLatLon place;
  const RsLatLon *others; /* places whose fixes others count */
  guint n_others;
  double radius_m;
  gint hint;
  GArray *visits;
  gboolean is_open;
  RsVisit visit; /* while open */
} Search;

static double
measure (Search *self, gint64 t_ms)
{
  RsPosition position;

  rs_position_at (self->track, t_ms, 0, &self->hint, &position);
  return rs_geodesic_inverse (position.place, self->place, NULL);
}

static double
measure_fix (const Search *self, const RsFix *fix)
{
  return rs_geodesic_inverse (rs_fix_lat_lon (fix), self->place, NULL);
}

/* Cheap and never wrong: whether the leg from @a to @b (or @a alone) can come near. */
static gboolean
may_meet (const Search *self, const RsFix *a, const RsFix *b)
{
  gint64 reach_e7 = (gint64) (self->radius_m / LEAST_M_PER_DEG * 1e7) + 1;
  gint64 lat_e7 = rs_e7_from_deg (self->place.lat_deg);
  double to_a, leg_m;

  /* A geodesic bulges polewards, a short one by less than 0.001 degree; long ones are measured. */
  if (!b || ABS ((gint64) b->lon_e7 - a->lon_e7) < RS_E7 / 2)
    {
      gint64 south = MIN (a->lat_e7, b ? b->lat_e7 : a->lat_e7) - reach_e7 - 10000;
      gint64 north = MAX (a->lat_e7, b ? b->lat_e7 : a->lat_e7) + reach_e7 + 10000;

      if (lat_e7 < south || lat_e7 > north)
        return FALSE;
    }
  to_a = rs_sphere_distance (rs_fix_lat_lon (a), self->place);
  leg_m = b ? rs_sphere_distance (rs_fix_lat_lon (a), rs_fix_lat_lon (b)) : 0;
  return to_a - leg_m * SPHERE_SLACK <= self->radius_m * SPHERE_SLACK + to_a * (SPHERE_SLACK - 1);
}

/* Cheap and never wrong: whether a ship that goes from fix to fix of those in @box stays out of the circle. On a leg
 * she is never farther from its nearer end than half its length, which is no more than the box is wide. */
static gboolean
is_out_of_reach (const Search *self, const RsBoxE7 *box)
{
  double south = rs_deg_from_e7 (box->south_e7), north = rs_deg_from_e7 (box->north_e7);
  double west = rs_deg_from_e7 (box->west_e7), east = rs_deg_from_e7 (box->east_e7);
  RsLatLon middle = { (south + north) / 2, (west + east) / 2 };
  double half;

  /* Of a wider one the corners may not be what is farthest from its middle. */
  if (east - west > 90)
    return FALSE;
  half = MAX (rs_sphere_distance (middle, (RsLatLon){ south, east }),
              rs_sphere_distance (middle, (RsLatLon){ north, east }));
  return rs_sphere_distance (middle, self->place) > (self->radius_m + 2 * half * SPHERE_SLACK) * SPHERE_SLACK;
}

/* The fix from which on to look, of those from @i on: all before it, and the legs between them, are out of
 * reach. */
static guint
skip_blocks (const Search *self, guint i)
{
  const RsTrack *track = self->track;
  guint levels[RS_TRACK_BLOCK_LEVELS + 1], n_levels;

  rs_track_blocks_count (track->n, levels, &n_levels);
  for (guint level = n_levels; level-- > 0;)
    {
      guint64 size = (guint64) RS_TRACK_BLOCK << 4 * level;

      if (i % size == 0 && is_out_of_reach (self, &track->blocks[levels[level] + i / size].box))
        return (guint) MIN (i + size, track->n) - 1;
    }
  rs_track_look (track);
  return i;
}

static void
note_closest (Search *self, gint64 t_ms, double dist_m)
{
  if (dist_m < self->visit.closest_m)
    {
      self->visit.closest_m = dist_m;
      self->visit.closest_ms = t_ms;
    }
}

static void
open_visit (Search *self, gint64 t_ms, gboolean begins_unknown)
{
  if (self->is_open)
    return;
  self->is_open = TRUE;
  self->visit = (RsVisit){
    .vessel_id = self->track->vessel_id,
    .from_ms = t_ms,
    .begins_unknown = begins_unknown,
    .closest_ms = t_ms,
    .closest_m = INFINITY,
    .provenance = RS_OBSERVED,
  };
}

static void
close_visit (Search *self, gint64 t_ms, gboolean ends_unknown)
{
  if (!self->is_open)
    return;
  self->is_open = FALSE;
  self->visit.to_ms = t_ms;
  self->visit.ends_unknown = ends_unknown;
  g_array_append_val (self->visits, self->visit);
}

/* Along a geodesic the distance to a place falls, then rises: the moment between. Mostly that is where the leg
 * begins or ends, which is asked first. */
static gint64
find_nearest (Search *self, gint64 low, double low_m, gint64 high, double high_m)
{
  if (low_m <= high_m && measure (self, low + 1) >= low_m)
    return low;
  if (high_m <= low_m && measure (self, high - 1) >= high_m)
    return high;
  while (high - low > 2)
    {
      gint64 left = low + (high - low) / 3, right = high - (high - low) / 3;

      if (measure (self, left) <= measure (self, right))
        high = right;
      else
        low = left;
    }
  return measure (self, low) <= measure (self, MIN (low + 1, high)) ? low : MIN (low + 1, high);
}

/* The first moment after @out, or the last before it, at which the ship is inside: it is at @in. */
static gint64
find_crossing (Search *self, gint64 in, gint64 out)
{
  while (ABS (in - out) > 1)
    {
      gint64 middle = in + (out - in) / 2;

      if (measure (self, middle) <= self->radius_m)
        in = middle;
      else
        out = middle;
    }
  return in;
}

/* From fix @a to the one after it, with their distances. */
static void
follow_leg (Search *self, const RsFix *a, double a_m, double b_m)
{
  const RsFix *b = a + 1;
  gboolean a_in = a_m <= self->radius_m, b_in = b_m <= self->radius_m;
  gint64 nearest_ms;
  double nearest_m;

  if (b->t_ms == a->t_ms)
    {
      /* Two reports of one moment: a step in no time. */
      if (a_in && !b_in)
        close_visit (self, a->t_ms, FALSE);
      else if (b_in)
        open_visit (self, b->t_ms, FALSE);
      return;
    }
  /* A ship that lies here for days is not asked leg by leg where on it she was nearest. */
  if (a_in && b_in && (a_m + b_m - rs_leg_dist_m (a, b)) / 2 >= self->visit.closest_m - LEAST_GAIN_M)
    {
      self->visit.provenance = MAX (self->visit.provenance, rs_leg_provenance (a, b));
      return;
    }
  nearest_ms = find_nearest (self, a->t_ms, a_m, b->t_ms, b_m);
  nearest_m = measure (self, nearest_ms);
  if (!a_in && !b_in && nearest_m > self->radius_m)
    return;
  if (!a_in)
    open_visit (self, b_in ? find_crossing (self, b->t_ms, a->t_ms)
                           : find_crossing (self, nearest_ms, a->t_ms),
                FALSE);
  self->visit.provenance = MAX (self->visit.provenance, rs_leg_provenance (a, b));
  note_closest (self, nearest_ms, nearest_m);
  if (!b_in)
    close_visit (self,
                 a_in ? find_crossing (self, a->t_ms, b->t_ms)
                      : find_crossing (self, nearest_ms, b->t_ms),
                 FALSE);
}

static gboolean
is_of_other (const Search *self, const RsFix *fix)
{
  for (guint i = 0; i < self->n_others; i++)
    if (rs_geodesic_inverse (rs_fix_lat_lon (fix), self->others[i], NULL) <= self->radius_m)
      return TRUE;
  return FALSE;
}

/* Of the place @index. Fixes near one before it are not counted. */
static void
find_visits (const RsTrack *track, const RsLatLon *places, guint index, double radius_m, GArray *visits)
{
  Search self = {
    .track = track, .place = places[index], .others = places, .n_others = index, .radius_m = radius_m, .hint = -1,
    .visits = visits,
  };

  for (guint i = 0; i < track->n; i++)
    {
      const RsFix *fix;
      gboolean begins, ends;
      double dist_m;

      if (track->blocks && !self.is_open && i % RS_TRACK_BLOCK == 0)
        i = skip_blocks (&self, i);
      fix = &track->fixes[i];
      begins = i == 0 || (fix->flags & RS_FIX_BREAK);
      ends = i + 1 == track->n || (fix[1].flags & RS_FIX_BREAK);
      if (!self.is_open && !may_meet (&self, fix, ends ? NULL : fix + 1))
        continue;
      dist_m = measure_fix (&self, fix);
      if (dist_m <= radius_m)
        {
          open_visit (&self, fix->t_ms, begins);
          self.visit.n_fixes += !is_of_other (&self, fix);
          self.visit.provenance = MAX (self.visit.provenance, (RsProvenance) fix->provenance);
          note_closest (&self, fix->t_ms, dist_m);
        }
      if (ends)
        close_visit (&self, fix->t_ms, TRUE);
      else
        follow_leg (&self, fix, dist_m, measure_fix (&self, fix + 1));
    }
}

static int
compare_visits (gconstpointer a, gconstpointer b, gpointer unused)
{
  const RsVisit *va = a, *vb = b;

  return (va->from_ms > vb->from_ms) - (va->from_ms < vb->from_ms);
}

/* Makes one of those from @first on that overlap; there is one at least. */
static void
join_visits (GArray *visits, guint first)
{
  RsVisit *all = &g_array_index (visits, RsVisit, 0), *visit = &all[first];

  g_qsort_with_data (visit, (gint) (visits->len - first), sizeof *visit, compare_visits, NULL);
  for (guint i = first + 1; i < visits->len; i++)
    {
      const RsVisit *next = &all[i];

      if (next->from_ms > visit->to_ms)
        {
          *++visit = *next;
          continue;
        }
      if (next->to_ms > visit->to_ms)
        {
          visit->to_ms = next->to_ms;
          visit->ends_unknown = next->ends_unknown;
        }
      if (next->closest_m < visit->closest_m)
        {
          visit->closest_ms = next->closest_ms;
          visit->closest_m = next->closest_m;
        }
      visit->provenance = MAX (visit->provenance, next->provenance);
      visit->n_fixes += next->n_fixes;
    }
  g_array_set_size (visits, (guint) (visit - all) + 1);
}

void
rs_visits_find (const RsTrack *track, RsLatLon place, double radius_m, GArray *visits)
{
  rs_visits_find_any (track, &place, 1, radius_m, visits);
}

void
rs_visits_find_any (const RsTrack *track, const RsLatLon *places, guint n_places, double radius_m,
                    GArray *visits)
{
  const RsTrack *part;

  for (guint i = 0; (part = rs_track_get_part (track, i)); i++)
    {
      guint first = visits->len;

      for (guint k = 0; k < n_places; k++)
        find_visits (part, places, k, radius_m, visits);
      if (n_places > 1 && visits->len > first)
        join_visits (visits, first);
    }
}
