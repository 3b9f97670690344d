/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "replay/position.h"

#include <math.h>
#include <string.h>

#include "replay/leg.h"

/* Up to here the great circle on the sphere stands in for the geodesic: within 1 m of it
 * (test-position.c), a tenth of the cost. */
#define GREAT_CIRCLE_DEG 0.5
/* Below this a leg has no direction: 0.1 m. */
#define POINT_DEG 1e-6

/* A ship that does not say where it points turns over so long before and after a corner of its
 * line. */
#define TURN_MS (10 * RS_MINUTE_MS)

/* Fixes from a hint that are looked at one by one: about a page of a file. */
#define MAX_STEP 64

static const double RAD = G_PI / 180.0;

/* The last fix at or before @t_ms among fixes[low .. n); low - 1 if they are all later. */
static gint
search (const RsFix *fixes, guint low, guint n, gint64 t_ms)
{
  guint high = n;

  while (low < high)
    {
      guint mid = low + (high - low) / 2;

      if (fixes[mid].t_ms <= t_ms)
        low = mid + 1;
      else
        high = mid;
    }
  return (gint) low - 1;
}

/* From a hint the range to search grows by doubling steps: played forwards the answer is the same
 * fix or one of the next few. What is farther away is found by the track, which looks at few pages of a
 * file for it. */
static gint
find_index (const RsTrack *track, gint64 t_ms, const gint *hint)
{
  const RsFix *fixes = track->fixes;
  guint n = track->n, low, high, step = 1;

  rs_track_look (track);
  if (!hint || *hint < 0 || (guint) *hint >= n)
    return rs_track_find (track, t_ms);
  low = high = (guint) *hint;
  if (fixes[low].t_ms <= t_ms)
    {
      while (high < n && fixes[high].t_ms <= t_ms)
        {
          if (step > MAX_STEP)
            return rs_track_find (track, t_ms);
          low = high;
          high = step < n - high ? high + step : n;
          step *= 2;
        }
      return search (fixes, low, high, t_ms);
    }
  while (low > 0 && fixes[low].t_ms > t_ms)
    {
      if (step > MAX_STEP)
        return rs_track_find (track, t_ms);
      high = low;
      low = step < low ? low - step : 0;
      step *= 2;
    }
  return search (fixes, low, high, t_ms);
}

/* Where the bow points by the fix itself, or NAN. */
static double
get_direction (const RsFix *fix)
{
  if (fix->heading_deg != RS_HEADING_NONE)
    return fix->heading_deg;
  if (fix->cog_ddeg != RS_COG_NONE)
    return fix->cog_ddeg / 10.0;
  return NAN;
}

static double
wrap_360 (double deg)
{
  deg = fmod (deg, 360.0);
  if (deg < 0)
    deg += 360.0;
  return deg >= 360.0 ? 0.0 : deg;
}

static double
turn (double from_deg, double to_deg, double fraction)
{
  return wrap_360 (from_deg + rs_lon_wrap (to_deg - from_deg) * fraction);
}

static gboolean
is_point (const RsFix *a, const RsFix *b)
{
  RsLatLon p = rs_fix_lat_lon (a), q = rs_fix_lat_lon (b);

  return fabs (p.lat_deg - q.lat_deg) < POINT_DEG
         && fabs (rs_lon_wrap (p.lon_deg - q.lon_deg)) * cos (p.lat_deg * RAD) < POINT_DEG;
}

/* On the great circle; @out_azimuth_deg is the azimuth of travel at the result. */
static RsLatLon
interpolate_on_sphere (RsLatLon p, RsLatLon q, double fraction, double *out_azimuth_deg)
{
  double lat_p = p.lat_deg * RAD, lat_q = q.lat_deg * RAD;
  double d_lon = rs_lon_wrap (q.lon_deg - p.lon_deg) * RAD;
  double sin_p = sin (lat_p), cos_p = cos (lat_p), sin_q = sin (lat_q), cos_q = cos (lat_q);
  /* The meridian of p is the plane y = 0. */
  double ax = cos_p, az = sin_p;
  double bx = cos_q * cos (d_lon), by = cos_q * sin (d_lon), bz = sin_q;
  double chord = sqrt ((bx - ax) * (bx - ax) + by * by + (bz - az) * (bz - az));
  double angle = 2 * asin (MIN (chord / 2, 1));
  double wa = 1 - fraction, wb = fraction;
  double x, y, z, lat, lon, c_lat, c_lon, s_lon;
  RsLatLon r;

  if (angle > 1e-9)
    {
      wa = sin ((1 - fraction) * angle) / sin (angle);
      wb = sin (fraction * angle) / sin (angle);
    }
  x = wa * ax + wb * bx;
  y = wb * by;
  z = wa * az + wb * bz;
  c_lat = sqrt (x * x + y * y);
  lat = atan2 (z, c_lat);
  lon = atan2 (y, x);
  r.lat_deg = lat / RAD;
  r.lon_deg = rs_lon_wrap (p.lon_deg + lon / RAD);
  if (out_azimuth_deg)
    {
      /* b - a, which near the middle is the direction of travel at r, resolved east and north; the
       * chord lies in the plane of the great circle, so its horizontal part is exact. */
      c_lon = cos (lon);
      s_lon = sin (lon);
      *out_azimuth_deg
        = wrap_360 (atan2 (-s_lon * (bx - ax) + c_lon * by,
                           -sin (lat) * (c_lon * (bx - ax) + s_lon * by) + c_lat * (bz - az))
                    / RAD);
    }
  return r;
}

static RsLatLon
interpolate (const RsFix *a, const RsFix *b, double fraction, double *out_azimuth_deg)
{
  RsLatLon p = rs_fix_lat_lon (a), q = rs_fix_lat_lon (b);

  if (fabs (q.lat_deg - p.lat_deg) <= GREAT_CIRCLE_DEG
      && fabs (rs_lon_wrap (q.lon_deg - p.lon_deg)) <= GREAT_CIRCLE_DEG && fabs (p.lat_deg) < 80)
    return interpolate_on_sphere (p, q, fraction, out_azimuth_deg);
  return rs_geodesic_between (p, q, fraction, out_azimuth_deg);
}

/* At the fix and resting there: the azimuth of the leg that led to it where it says nothing. */
static double
get_course_at (const RsFix *fix, guint i)
{
  double course_deg = get_direction (fix);

  if (isnan (course_deg) && i > 0 && !(fix->flags & RS_FIX_BREAK) && !is_point (fix - 1, fix))
    interpolate (fix - 1, fix, 1, &course_deg);
  return course_deg;
}

static double
get_sog_at (const RsFix *fix, guint i)
{
  if (fix->sog_dkn == RS_SOG_NONE && i > 0 && !(fix->flags & RS_FIX_BREAK))
    return rs_leg_sog_kn (fix - 1, fix);
  return rs_leg_sog_kn (fix, NULL);
}

static void
stay_at (const RsFix *fix, guint i, RsPresence presence, RsPosition *out)
{
  out->presence = presence;
  out->place = rs_fix_lat_lon (fix);
  out->course_deg = get_course_at (fix, i);
  out->sog_kn = get_sog_at (fix, i);
  out->provenance = (RsProvenance) fix->provenance;
  out->index = (gint) i;
  out->since_ms = fix->t_ms;
  out->has_heading = fix->heading_deg != RS_HEADING_NONE;
}

/* Whether the leg from @a to the fix after it is followed by azimuth. */
static gboolean
is_by_azimuth (const RsFix *a)
{
  return !(a[1].flags & RS_FIX_BREAK) && isnan (get_direction (a)) && !is_point (a, a + 1);
}

/* How far the turn in fix @corner is from done, or has been done before it, @away_ms from there:
 * half of it in the corner, none at TURN_MS or half a leg, whichever is less. */
static double
get_turn (const RsFix *corner, gint64 away_ms)
{
  const RsFix *b = corner, *a = b - 1, *c = b + 1;
  gint64 window_ms = MIN (TURN_MS, MIN (b->t_ms - a->t_ms, c->t_ms - b->t_ms) / 2);
  double in_deg, out_deg;

  if (away_ms >= window_ms)
    return 0;
  interpolate (a, b, 1, &in_deg);
  interpolate (b, c, 0, &out_deg);
  return rs_lon_wrap (out_deg - in_deg) / 2 * (1 - (double) away_ms / (double) window_ms);
}

static double
round_corners (const RsFix *a, guint i, guint n, gint64 t_ms, double azimuth_deg)
{
  const RsFix *b = a + 1;

  if (i > 0 && !(a->flags & RS_FIX_BREAK) && t_ms - a->t_ms < TURN_MS && is_by_azimuth (a - 1))
    azimuth_deg -= get_turn (a, t_ms - a->t_ms);
  if (i + 2 < n && b->t_ms - t_ms < TURN_MS && is_by_azimuth (b))
    azimuth_deg += get_turn (b, b->t_ms - t_ms);
  return wrap_360 (azimuth_deg);
}

static void
go_between (const RsFix *a, guint i, guint n, gint64 t_ms, RsPosition *out)
{
  const RsFix *b = a + 1;
  double fraction = (double) (t_ms - a->t_ms) / (double) (b->t_ms - a->t_ms);
  double from_deg = get_direction (a), to_deg = get_direction (b);
  gboolean ask_azimuth = isnan (from_deg) && !is_point (a, b);

  out->presence = rs_leg_is_still (a, b) ? RS_PRESENCE_STILL : RS_PRESENCE_MOVING;
  out->course_deg = NAN;
  if (t_ms == a->t_ms && !ask_azimuth)
    out->place = rs_fix_lat_lon (a);
  else
    out->place = interpolate (a, b, fraction, ask_azimuth ? &out->course_deg : NULL);
  if (ask_azimuth)
    out->course_deg = round_corners (a, i, n, t_ms, out->course_deg);
  if (!isnan (from_deg))
    out->course_deg = isnan (to_deg) ? from_deg : turn (from_deg, to_deg, fraction);
  out->sog_kn = rs_leg_sog_kn (a, b);
  out->provenance = t_ms == a->t_ms ? (RsProvenance) a->provenance : rs_leg_provenance (a, b);
  out->index = (gint) i;
  out->since_ms = a->t_ms;
  out->has_heading = a->heading_deg != RS_HEADING_NONE;
}

static void
be_nowhere (RsPosition *out)
{
  *out = (RsPosition){ RS_PRESENCE_NONE, { 0, 0 }, NAN, NAN, RS_OBSERVED, -1, RS_TIME_NONE, FALSE };
}

/* Where one ship is whose last fix at or before @t_ms is @fix, number @i of @n. Looks at the one before it and the
 * two after it. */
static void
go_on_from (const RsFix *fix, guint i, guint n, gint64 t_ms, gint64 gap_ms, RsPosition *out)
{
  const RsFix *next = i + 1 < n ? fix + 1 : NULL;

  if (next && !(next->flags & RS_FIX_BREAK))
    {
      go_between (fix, i, n, t_ms, out);
      return;
    }
  /* The end of a run: there at its own moment, then lost. */
  if (t_ms == fix->t_ms)
    {
      stay_at (fix, i, RS_PRESENCE_MOVING, out);
      if (rs_leg_is_still (fix, NULL) || out->sog_kn < RS_STILL_KN)
        out->presence = RS_PRESENCE_STILL;
    }
  else if (next || (guint64) t_ms - (guint64) fix->t_ms <= (guint64) MAX (gap_ms, 0))
    stay_at (fix, i, RS_PRESENCE_LOST, out);
  else
    stay_at (fix, i, RS_PRESENCE_NONE, out);
}

/* Where one ship is. */
static void
find_position (const RsTrack *track, gint64 t_ms, gint64 gap_ms, gint *hint, RsPosition *out)
{
  gint i = find_index (track, t_ms, hint);

  if (hint)
    *hint = i;
  if (i < 0)
    be_nowhere (out);
  else
    go_on_from (&track->fixes[i], (guint) i, track->n, t_ms, gap_ms, out);
}

/* The place in the window of the last fix at or before @t_ms, or -1 if what it takes is not all in there. */
static gint
find_in_window (const RsFixWindow *window, guint n_fixes, gint64 t_ms)
{
  gint at = (gint) window->n - 1;
  guint wanted_end;

  while (at >= 0 && window->fixes[at].t_ms > t_ms)
    at--;
  if (at < 0 || (at == 0 && window->first > 0))
    return -1;
  wanted_end = MIN (window->first + (guint) at + 3, n_fixes);
  return wanted_end <= window->first + window->n ? at : -1;
}

void
rs_position_follow (const RsTrack *track, gint64 t_ms, gint64 gap_ms, RsFixWindow *window,
                    RsPosition *out)
{
  gint at = find_in_window (window, track->n, t_ms);

  if (at < 0)
    {
      gint i = track->n > 0 && t_ms >= track->from_ms ? find_index (track, t_ms, &window->index) : -1;

      if (i < 0)
        {
          be_nowhere (out);
          return;
        }
      /* The one before it and, as time mostly goes on, those that follow. */
      window->first = (guint) MAX (i - 1, 0);
      window->n = MIN (RS_FIX_WINDOW, track->n - window->first);
      memcpy (window->fixes, track->fixes + window->first, window->n * sizeof *window->fixes);
      at = i - (gint) window->first;
    }
  window->index = (gint) window->first + at;
  go_on_from (&window->fixes[at], (guint) window->index, track->n, t_ms, gap_ms, out);
}

/* How much a presence says: under way or still, lost, nowhere. */
static guint
get_rank (const RsPosition *position)
{
  if (position->presence == RS_PRESENCE_NONE)
    return position->index >= 0;
  return position->presence == RS_PRESENCE_LOST ? 2 : 3;
}

void
rs_position_at (const RsTrack *track, gint64 t_ms, gint64 gap_ms, gint *hint, RsPosition *out)
{
  if (!track->hulls)
    {
      find_position (track, t_ms, gap_ms, hint, out);
      return;
    }
  if (hint)
    *hint = -1;
  for (guint i = 0; i < track->n_hulls; i++)
    {
      RsPosition position;

      find_position (track->hulls[i], t_ms, gap_ms, NULL, &position);
      if (position.index >= 0)
        position.index = (gint) rs_track_get_whole_index (track->hulls[i], (guint) position.index);
      if (i == 0 || get_rank (&position) > get_rank (out)
          || (get_rank (&position) == get_rank (out) && position.since_ms > out->since_ms))
        *out = position;
    }
}

GArray *
rs_position_list_hulls (const RsTrack *track, gint64 t_ms, gint64 gap_ms)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint best = 2; /* less says nothing of where she is */

  if (!track->hulls)
    {
      guint only = 0;

      g_array_append_val (found, only);
      return found;
    }
  for (guint i = 0; i < track->n_hulls; i++)
    {
      RsPosition position;
      guint rank;

      find_position (track->hulls[i], t_ms, gap_ms, NULL, &position);
      rank = get_rank (&position);
      if (rank < best)
        continue;
      if (rank > best)
        g_array_set_size (found, 0);
      best = rank;
      g_array_append_val (found, i);
    }
  return found;
}
