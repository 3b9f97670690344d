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

/**
 * rs_cpa_compute:
 * @own: motion of the reference vessel
 * @other: motion of the target at the same instant
 * @out_dist_m: (out) (optional): closest distance, metres, >= 0
 * @out_time_s: (out) (optional): seconds until then; 0 if already opening or both move alike
 * @out_closing_mps: (out) (optional): how fast the range shrinks now, metres a second; negative if it
 *   grows, 0 at the same place
 * @error: (nullable): set to %RS_GEO_ERROR_RANGE if a value is not finite or out of range
 *
 * Closest point of approach if both hold course and speed, on the plane tangent at the mean latitude
 * with the ellipsoid's radii there: t = max (0, -(r.v) / (v.v)), d = |r + t v|, r and v relative to
 * @own; closing speed -(r.v) / |r| (FORMULAS.md, CPA).
 *
 * Up to 20 km, 30 min, 30 kn and 65 degrees of latitude, d is within 70 m of stepping both along rhumb
 * lines on the ellipsoid (tests/core/base/test-cpa.c); farther out it degrades without failing. Works
 * across the antimeridian.
 *
 * No allocation; any thread. On failure the out parameters are untouched.
 *
 * Returns: %TRUE on success
 */
gboolean rs_cpa_compute (const RsMotion *own, const RsMotion *other, double *out_dist_m,
                         double *out_time_s, double *out_closing_mps, GError **error);

G_END_DECLS
