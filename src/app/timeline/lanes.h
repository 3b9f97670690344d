/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/session.h"

G_BEGIN_DECLS

typedef enum
{
  RS_LANE_POLICY,
  RS_LANE_VOYAGES,
  RS_LANE_CALLS,
  RS_LANE_GAPS,
  RS_LANE_INCIDENTS,
  RS_N_LANES
} RsLaneKind;

/* One thing in a lane. */
typedef struct
{
  gint64 from_ms, to_ms; /* equal for a moment */
  guint row;             /* within the lane: overlapping things lie side by side */
  gint color;            /* palette index of its vessel, -1 none */
  gint event;            /* index into the snapshot's events, or -1 */
  gint64 incident_id;    /* or 0 */
  gboolean inferred;
} RsLaneItem;

typedef struct
{
  GArray *items; /* of RsLaneItem, by from_ms */
  guint n_rows;  /* 0: the lane is empty and not shown */
} RsLane;

/* The lanes of a snapshot without the hidden vessels; free with rs_lanes_clear (). */
void rs_lanes_build (RsLane lanes[RS_N_LANES], const RsSnapshot *snapshot, GHashTable *hidden);
void rs_lanes_clear (RsLane lanes[RS_N_LANES]);

/* Name of a lane, translated. */
const char *rs_lane_get_name (RsLaneKind kind);

/* Palette index of a vessel as the map draws it. */
gint rs_lanes_vessel_color (const RsSnapshot *snapshot, gint64 vessel_id);

G_END_DECLS
