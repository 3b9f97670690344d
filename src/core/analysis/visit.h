/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/position.h"

G_BEGIN_DECLS

/* "When was it here": the times a vessel spent near a place. Pure; any thread. */

/* Larger than that nothing is near; and the rules below hold. */
#define RS_VISIT_RADIUS_MAX_M (1000 * RS_M_PER_NM)

/* One stay. Plain value. */
typedef struct
{
  gint64 vessel_id;
  gint64 from_ms, to_ms;   /* both included; equal for a fix alone between two silences */
  gboolean begins_unknown; /* already near when first heard, at the start or after a gap */
  gboolean ends_unknown;   /* still near when last heard */
  gint64 closest_ms;
  double closest_m;        /* geodesic, to the place; within a metre */
  RsProvenance provenance; /* of the least sure part */
  guint n_fixes;           /* within the circle */
} RsVisit;

/**
 * rs_visits_find:
 * @track: of one ship, or of several that share a number: each is looked at by itself
 * @place: the middle of the circle
 * @radius_m: (0, %RS_VISIT_RADIUS_MAX_M]
 * @visits: (element-type RsVisit): stays are appended, each ship's in time order
 *
 * Between two fixes the vessel moves as rs_position_at () has it, so that a ship that passes between
 * two fixes is found; in a gap it is nowhere, so that a stay ends with the last fix before it. Times of
 * entry and leaving are exact to a millisecond of that motion. O(n), a geodesic only for legs that
 * come near.
 */
void rs_visits_find (const RsTrack *track, RsLatLon place, double radius_m, GArray *visits);

/**
 * rs_visits_find_any:
 * @places: (array length=n_places): middles of circles
 *
 * The same of circles that are one area, such as that of a port about its place and its roadstead: stays in
 * several that overlap are one; its closest moment is that at which the ship was nearest to any.
 */
void rs_visits_find_any (const RsTrack *track, const RsLatLon *places, guint n_places, double radius_m,
                         GArray *visits);

G_END_DECLS
