/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/compare.h"

#include <math.h>

#include "replay/leg.h"

#define RAD (G_PI / 180.0)
/* Within this time two ships go straight enough to solve for the nearest moment on a plane. */
#define PIECE_MS (10 * RS_MINUTE_MS)
/* The sphere is this wrong at most (geo.h), with room. */
#define SPHERE_LOW 0.994
#define SPHERE_HIGH 1.006

static gboolean
is_known (const RsPosition *position)
{
  return position->presence == RS_PRESENCE_MOVING || position->presence == RS_PRESENCE_STILL;
}

/* Whether a line leads on from fix @index. */
static gboolean
has_leg (const RsTrack *track, gint index)
{
  return index >= 0 && (guint) index + 1 < track->n
         && !(track->fixes[index + 1].flags & RS_FIX_BREAK)
         && track->fixes[index + 1].t_ms > track->fixes[index].t_ms;
}

static gboolean
find_motion (const RsTrack *track, const RsPosition *position, gint64 t_ms, RsMotion *out)
{
  const RsFix *fix;

  if (!is_known (position))
    return FALSE;
  fix = &track->fixes[position->index];
  out->lat_deg = position->place.lat_deg;
  out->lon_deg = position->place.lon_deg;
  if (fix->sog_dkn != RS_SOG_NONE && (fix->cog_ddeg != RS_COG_NONE || fix->sog_dkn == 0)
      && t_ms - fix->t_ms <= RS_MOTION_FRESH_MS)
    {
      out->sog_mps = fix->sog_dkn / 10.0 * RS_KN_TO_MPS;
      out->cog_deg = fix->cog_ddeg == RS_COG_NONE ? 0 : fix->cog_ddeg / 10.0;
      return TRUE;
    }
  if (!has_leg (track, position->index))
    return FALSE;
  out->sog_mps = rs_leg_dist_m (fix, fix + 1) * 1000 / (double) (fix[1].t_ms - fix->t_ms);
  rs_geodesic_inverse (position->place, rs_fix_lat_lon (fix + 1), &out->cog_deg);
  return TRUE;
}

void
rs_compare_at (const RsTrack *own, const RsTrack *other, gint64 t_ms, gint64 gap_ms,
               RsComparison *out)
{
  RsMotion a, b;

  *out = (RsComparison){ .has_range = FALSE };
  rs_position_at (own, t_ms, gap_ms, NULL, &out->own);
  rs_position_at (other, t_ms, gap_ms, NULL, &out->other);
  out->has_range
    = out->own.presence != RS_PRESENCE_NONE && out->other.presence != RS_PRESENCE_NONE;
  if (!out->has_range)
    return;
  out->is_sure = is_known (&out->own) && is_known (&out->other)
                 && out->own.provenance == RS_OBSERVED && out->other.provenance == RS_OBSERVED;
  out->dist_m = rs_geodesic_inverse (out->own.place, out->other.place, &out->bearing_deg);
  rs_geodesic_inverse (out->other.place, out->own.place, &out->back_deg);
  if (out->dist_m == 0)
    out->bearing_deg = out->back_deg = NAN;
  out->has_motion = find_motion (own, &out->own, t_ms, &a)
                    && find_motion (other, &out->other, t_ms, &b)
                    && rs_cpa_compute (&a, &b, &out->cpa, NULL);
}

void
rs_compare_nearest (const RsTrack *own, const RsTrack *other, gint64 t_ms, gint64 gap_ms,
                    RsComparison *out)
{
  g_autoptr (GArray) a = rs_position_list_hulls (own, t_ms, gap_ms);
  g_autoptr (GArray) b = rs_position_list_hulls (other, t_ms, gap_ms);
  RsComparison best;

  rs_compare_at (own, other, t_ms, gap_ms, &best);
  if (!best.has_range || (!own->hulls && !other->hulls))
    {
      *out = best;
      return;
    }
  best.dist_m = INFINITY;
  for (guint i = 0; i < a->len; i++)
    for (guint k = 0; k < b->len; k++)
      {
        guint x = g_array_index (a, guint, i), y = g_array_index (b, guint, k);
        RsComparison c;

        rs_compare_at (own->hulls ? own->hulls[x] : own, other->hulls ? other->hulls[y] : other, t_ms,
                       gap_ms, &c);
        if (!c.has_range || c.dist_m >= best.dist_m)
          continue;
        best = c;
        best.own_hull = own->hulls ? x + 1 : 0;
        best.other_hull = other->hulls ? y + 1 : 0;
      }
  *out = best;
}

/* Closest approach */

typedef struct
{
  const RsTrack *track;
  gint hint;
  gint leg;         /* whose speed this is, -1 none */
  double leg_mps;
} Walker;

static void
ask (Walker *self, gint64 t_ms, RsPosition *out)
{
  rs_position_at (self->track, t_ms, 0, &self->hint, out);
}

static gint64
get_next_ms (const Walker *self, gint index)
{
  return (guint) (index + 1) < self->track->n ? self->track->fixes[index + 1].t_ms : G_MAXINT64;
}

static double
get_leg_mps (Walker *self, gint index)
{
  if (self->leg != index)
    {
      const RsFix *fix = &self->track->fixes[index];

      self->leg = index;
      self->leg_mps
        = rs_sphere_distance (rs_fix_lat_lon (fix), rs_fix_lat_lon (fix + 1)) * SPHERE_HIGH * 1000
          / (double) (fix[1].t_ms - fix->t_ms);
    }
  return self->leg_mps;
}

static void
get_offset (RsLatLon a, RsLatLon b, double cos_lat, double *x, double *y)
{
  *x = rs_lon_wrap (b.lon_deg - a.lon_deg) * cos_lat;
  *y = b.lat_deg - a.lat_deg;
}

/* Where between 0 and 1 the way from one offset to the other is nearest to none. */
static double
find_nearest (const RsPosition *a0, const RsPosition *b0, const RsPosition *a1, const RsPosition *b1)
{
  double c = cos ((a0->place.lat_deg + b0->place.lat_deg) / 2 * RAD);
  double x0, y0, x1, y1, dx, dy, d2;

  get_offset (a0->place, b0->place, c, &x0, &y0);
  get_offset (a1->place, b1->place, c, &x1, &y1);
  dx = x1 - x0;
  dy = y1 - y0;
  d2 = dx * dx + dy * dy;
  return d2 > 0 ? CLAMP (-(x0 * dx + y0 * dy) / d2, 0, 1) : 0;
}

static double
measure (Walker *own, Walker *other, gint64 t_ms)
{
  RsPosition a, b;

  ask (own, t_ms, &a);
  ask (other, t_ms, &b);
  return rs_geodesic_inverse (a.place, b.place, NULL);
}

static void
consider (RsClosest *best, gboolean *found, const RsPosition *a, const RsPosition *b, gint64 t_ms)
{
  double dist_m;

  /* The sphere tells cheaply that it is not nearer. */
  if (*found && rs_sphere_distance (a->place, b->place) * SPHERE_LOW >= best->dist_m)
    return;
  dist_m = rs_geodesic_inverse (a->place, b->place, NULL);
  if (*found && dist_m >= best->dist_m)
    return;
  *found = TRUE;
  best->t_ms = t_ms;
  best->dist_m = dist_m;
  best->own = a->place;
  best->other = b->place;
  best->provenance = MAX (a->provenance, b->provenance);
}

/* Both go on along one leg each from @t_ms, where they are @a and @b, to @end_ms. */
static void
search_piece (Walker *own, Walker *other, RsPosition a, RsPosition b, gint64 t_ms, gint64 end_ms,
              RsClosest *best, gboolean *found)
{
  double mps = get_leg_mps (own, a.index) + get_leg_mps (other, b.index);

  for (gint64 to_ms; t_ms < end_ms; t_ms = to_ms)
    {
      RsPosition a1, b1, am, bm;
      double low_m = rs_sphere_distance (a.place, b.place) * SPHERE_LOW;
      gint64 middle_ms;

      if (*found && low_m - mps * (double) (end_ms - t_ms) / 1000 > best->dist_m)
        return;
      to_ms = MIN (t_ms + PIECE_MS, end_ms);
      /* At the end itself the next leg begins, which is the same place on the line. */
      ask (own, to_ms, &a1);
      ask (other, to_ms, &b1);
      middle_ms = t_ms + (gint64) (find_nearest (&a, &b, &a1, &b1) * (double) (to_ms - t_ms));
      if (middle_ms > t_ms && middle_ms < to_ms)
        {
          ask (own, middle_ms, &am);
          ask (other, middle_ms, &bm);
          consider (best, found, &am, &bm, middle_ms);
        }
      consider (best, found, &a1, &b1, to_ms);
      a = a1;
      b = b1;
    }
}

/* The plane was only near the truth: the last metres by halving, within the legs of both. */
static void
refine (Walker *own, Walker *other, RsClosest *best)
{
  gint64 low = MAX (best->t_ms - PIECE_MS, best->from_ms);
  gint64 high = MIN (best->t_ms + PIECE_MS, best->to_ms);
  RsPosition a, b;
  gboolean found = TRUE;

  ask (own, best->t_ms, &a);
  ask (other, best->t_ms, &b);
  if (!has_leg (own->track, a.index) || !has_leg (other->track, b.index))
    return;
  low = MAX (low, MAX (a.since_ms, b.since_ms));
  high = MIN (high, MIN (get_next_ms (own, a.index), get_next_ms (other, b.index)));
  while (high - low > 2)
    {
      gint64 left = low + (high - low) / 3, right = high - (high - low) / 3;

      if (measure (own, other, left) <= measure (own, other, right))
        high = right;
      else
        low = left;
    }
  ask (own, low, &a);
  ask (other, low, &b);
  consider (best, &found, &a, &b, low);
}

/* Of two ships. */
static gboolean
find_closest (const RsTrack *own_track, const RsTrack *other_track, RsClosest *out)
{
  Walker own = { own_track, -1, -1, 0 }, other = { other_track, -1, -1, 0 };
  RsClosest best = { .dist_m = INFINITY };
  gboolean found = FALSE;
  gint64 t_ms;

  if (own_track->n == 0 || other_track->n == 0)
    return FALSE;
  best.from_ms = MAX (own_track->fixes[0].t_ms, other_track->fixes[0].t_ms);
  best.to_ms = MIN (own_track->fixes[own_track->n - 1].t_ms,
                    other_track->fixes[other_track->n - 1].t_ms);
  for (t_ms = best.from_ms; t_ms <= best.to_ms;)
    {
      RsPosition a, b;
      gint64 next_ms;

      ask (&own, t_ms, &a);
      ask (&other, t_ms, &b);
      next_ms = MIN (get_next_ms (&own, a.index), get_next_ms (&other, b.index));
      if (is_known (&a) && is_known (&b))
        {
          gint64 end_ms = MIN (next_ms, best.to_ms);

          consider (&best, &found, &a, &b, t_ms);
          if (has_leg (own_track, a.index) && has_leg (other_track, b.index))
            {
              best.known_ms += end_ms - t_ms;
              search_piece (&own, &other, a, b, t_ms, end_ms, &best, &found);
            }
        }
      if (next_ms == G_MAXINT64)
        break;
      t_ms = next_ms;
    }
  if (!found)
    return FALSE;
  refine (&own, &other, &best);
  *out = best;
  return TRUE;
}

gboolean
rs_closest_find (const RsTrack *own, const RsTrack *other, RsClosest *out)
{
  const RsTrack *a, *b;
  RsClosest found, best = { .dist_m = INFINITY };
  /* A track of one ship has one part. */
  guint n_own = MAX (own->n_hulls, 1), n_other = MAX (other->n_hulls, 1);

  for (guint i = 0; (a = rs_track_get_part (own, i)); i++)
    for (guint k = 0; (b = rs_track_get_part (other, k)); k++)
      if (find_closest (a, b, &found)
          && (found.dist_m < best.dist_m
              || (found.dist_m == best.dist_m && found.t_ms < best.t_ms)))
        {
          best = found;
          best.own_hull = i < n_own ? i + 1 : 0;
          best.other_hull = k < n_other ? k + 1 : 0;
        }
  if (isinf (best.dist_m))
    return FALSE;
  *out = best;
  return TRUE;
}
