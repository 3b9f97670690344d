/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cpa.h"

#include <math.h>

#define RAD (G_PI / 180.0)
#define WGS84_A_M 6378137.0
#define WGS84_E2 0.0066943799901413165
#define MAX_STEPS 20
#define DONE_S 0.01

/* How the other vessel is placed and moves as seen from the own one, along and across the geodesic between them. */
typedef struct
{
  double range_m;
  double opening_mps; /* along it */
  double across_mps;
} Relation;

static gboolean
check (const RsMotion *motion, GError **error)
{
  if (isfinite (motion->lat_deg) && fabs (motion->lat_deg) <= 90 && isfinite (motion->lon_deg)
      && isfinite (motion->sog_mps) && motion->sog_mps >= 0 && isfinite (motion->cog_deg))
    return TRUE;
  g_set_error (error, RS_GEO_ERROR, RS_GEO_ERROR_RANGE,
               "latitude %g, longitude %g, speed %g m/s, course %g: wanted latitude within 90 degrees, "
               "a speed of at least 0, and all of them finite",
               motion->lat_deg, motion->lon_deg, motion->sog_mps, motion->cog_deg);
  return FALSE;
}

/* Middle latitude sailing with the ellipsoid's radii: a rhumb line, for as far as a ship goes in some hours. */
static RsLatLon
sail (const RsMotion *motion, double s)
{
  double north_m = motion->sog_mps * s * cos (motion->cog_deg * RAD);
  double east_m = motion->sog_mps * s * sin (motion->cog_deg * RAD);
  double lat_deg = motion->lat_deg, w2 = 1, middle = 0;

  for (int i = 0; i < 2; i++)
    {
      middle = (motion->lat_deg + lat_deg) / 2 * RAD;
      w2 = 1 - WGS84_E2 * sin (middle) * sin (middle);
      lat_deg = motion->lat_deg + north_m * w2 * sqrt (w2) / (WGS84_A_M * (1 - WGS84_E2)) / RAD;
    }
  return (RsLatLon){ lat_deg,
                     rs_lon_wrap (motion->lon_deg + east_m * sqrt (w2) / (WGS84_A_M * cos (middle)) / RAD) };
}

static Relation
relate (const RsMotion *own, const RsMotion *other, double s)
{
  RsLatLon a = sail (own, s), b = sail (other, s);
  double there_deg, back_deg, own_rad, other_rad;
  Relation relation;

  relation.range_m = rs_geodesic_inverse (a, b, &there_deg);
  rs_geodesic_inverse (b, a, &back_deg);
  /* At one place every direction is along. */
  if (relation.range_m == 0)
    back_deg = there_deg + 180;
  own_rad = (own->cog_deg - there_deg) * RAD;
  other_rad = (other->cog_deg - back_deg - 180) * RAD;
  relation.opening_mps = other->sog_mps * cos (other_rad) - own->sog_mps * cos (own_rad);
  relation.across_mps = other->sog_mps * sin (other_rad) - own->sog_mps * sin (own_rad);
  return relation;
}

/* Neither moves, or both do alike: their courses may lead together nonetheless, as meridians do. */
static gboolean
is_steady (const RsMotion *own, const RsMotion *other, const Relation *now)
{
  double east = other->sog_mps * sin (other->cog_deg * RAD) - own->sog_mps * sin (own->cog_deg * RAD);
  double north = other->sog_mps * cos (other->cog_deg * RAD) - own->sog_mps * cos (own->cog_deg * RAD);

  return MAX (own->sog_mps, other->sog_mps) < RS_CPA_STILL_MPS
         || (now->range_m <= RS_CPA_MAX_RANGE_M && hypot (east, north) < RS_CPA_STILL_MPS
             && fabs (now->opening_mps) < RS_CPA_STILL_MPS);
}

gboolean
rs_cpa_compute (const RsMotion *own, const RsMotion *other, RsCpa *out, GError **error)
{
  Relation now, then;
  double speed_mps, t = 0, step;

  if (!check (own, error) || !check (other, error))
    return FALSE;
  now = then = relate (own, other, 0);
  speed_mps = hypot (now.opening_mps, now.across_mps);
  *out = (RsCpa){ .closing_mps = now.range_m > 0 ? -now.opening_mps : -speed_mps, .dist_m = now.range_m };
  if (is_steady (own, other, &now))
    {
      out->kind = RS_CPA_STEADY;
      out->closing_mps = 0;
      return TRUE;
    }
  out->kind = RS_CPA_FAR;
  if (now.range_m <= RS_CPA_MAX_RANGE_M && MAX (fabs (own->lat_deg), fabs (other->lat_deg)) <= RS_CPA_MAX_LAT_DEG)
    {
      /* To where they are nearest on the plane along their geodesic, and again from there. */
      for (int i = 0; i < MAX_STEPS; i++)
        {
          speed_mps = hypot (then.opening_mps, then.across_mps);
          step = speed_mps > 0 ? -then.range_m * then.opening_mps / (speed_mps * speed_mps) : 0;
          t += step;
          if (fabs (step) < DONE_S || t < 0 || t > RS_CPA_MAX_TIME_S)
            break;
          then = relate (own, other, t);
        }
      if (t <= 0)
        out->kind = RS_CPA_OPENING;
      else if (t <= RS_CPA_MAX_TIME_S)
        {
          out->kind = RS_CPA_AHEAD;
          out->dist_m = then.range_m;
          out->time_s = t;
        }
    }
  if (out->kind == RS_CPA_FAR)
    out->dist_m = out->time_s = NAN;
  return TRUE;
}
