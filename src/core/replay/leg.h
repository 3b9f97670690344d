/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"

G_BEGIN_DECLS

/* The leg between two neighbouring fixes of a track: the rules that position, activity and the
 * picture share. Pure; any thread. */

#define RS_STILL_KN 0.5

/* Metres from @a to @b on the ellipsoid's local radii at the middle latitude: within 0.01 % of the
 * geodesic up to 50 km below 70 degrees of latitude (test-position.c), a tenth of its cost. */
double rs_leg_dist_m (const RsFix *a, const RsFix *b);

/**
 * rs_leg_sog_kn:
 * @a: a fix
 * @b: (nullable): the fix after it, later than @a; %NULL after the last one
 *
 * Returns: knots as reported by @a, else distance by time from @a to @b, else NAN
 */
double rs_leg_sog_kn (const RsFix *a, const RsFix *b);

/* Whether a vessel lies still from @a until @b (nullable): @a says at anchor, moored or aground
 * (navigational status 1, 5, 6), or its speed is below RS_STILL_KN. */
gboolean rs_leg_is_still (const RsFix *a, const RsFix *b);

G_END_DECLS
