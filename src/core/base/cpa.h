/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/geo.h"

G_BEGIN_DECLS

/* One vessel's motion at one instant. Plain value: owns nothing, copy by assignment. */
typedef struct
{
  double lat_deg; /* north, WGS 84, [-90, 90] */
  double lon_deg; /* east, [-180, 180) */
  double sog_mps; /* over ground, >= 0 */
  double cog_deg; /* clockwise from true north; any value at speed 0 */
} RsMotion;

/* Closest points are told no farther out than ships look out for each other by radar and AIS, and no longer ahead
 * than a ship may be thought to hold course and speed; nearer to the poles a course is no direction. */
#define RS_CPA_MAX_RANGE_M (60 * RS_M_PER_NM)
#define RS_CPA_MAX_TIME_S (6 * 3600.0)
#define RS_CPA_MAX_LAT_DEG 85.0
/* Speeds are reported in tenths of a knot: less than half of that is no speed. */
#define RS_CPA_STILL_MPS (0.05 * RS_KN_TO_MPS)

typedef enum
{
  RS_CPA_AHEAD,   /* they are nearest to each other later */
  RS_CPA_OPENING, /* they are now: they part */
  RS_CPA_STEADY,  /* they neither close nor part */
  RS_CPA_FAR,     /* beyond what is told */
} RsCpaKind;

/* Plain value. */
typedef struct
{
  RsCpaKind kind;
  double closing_mps; /* how fast the range shrinks now; negative if it grows; 0 if STEADY */
  double dist_m;      /* closest distance: if it is now, the geodesic range itself; NAN if FAR */
  double time_s;      /* until then; 0 if OPENING or STEADY, NAN if FAR */
} RsCpa;

/**
 * rs_cpa_compute:
 * @own: motion of the reference vessel
 * @other: motion of the target at the same instant
 * @out: (out): the answer
 * @error: (nullable): set to %RS_GEO_ERROR_RANGE if a value is not finite or out of range
 *
 * Closest point of approach if both hold course and speed, which is along rhumb lines. The vessels' motion
 * along and across the geodesic between them gives the time at which they are nearest on a plane; both are
 * sailed there by middle latitude and looked at anew, until it stays (FORMULAS.md, CPA). The closing speed is
 * right at any distance.
 *
 * Up to the limits above, 30 kn and 80 degrees of latitude, the distance is within 10 m of stepping both along
 * rhumb lines on the ellipsoid (tests/core/base/test-cpa.c). Works across the antimeridian.
 *
 * No allocation; any thread. On failure @out is untouched.
 *
 * Returns: %TRUE on success
 */
gboolean rs_cpa_compute (const RsMotion *own, const RsMotion *other, RsCpa *out, GError **error);

G_END_DECLS
