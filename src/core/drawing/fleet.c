/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/fleet.h"

#include <math.h>

#include "drawing/projection.h"
#include "drawing/vessel-style.h"

/* The shape that a ship of this size and direction has on the map. A ship at rest whose transponder sends
 * no heading points nowhere: its course over ground is noise. */
static void
set_hull (RsSymbol *symbol, const RsVessel *vessel, const RsTrack *track, const RsPosition *position,
          gint64 t_ms, double px_per_m)
{
  gboolean has_heading = track->fixes[position->index].heading_deg != RS_HEADING_NONE;

  if (isnan (position->course_deg)
      || (!has_heading && position->presence != RS_PRESENCE_MOVING))
    return;
  rs_symbol_set_hull (symbol, vessel, t_ms, px_per_m);
  symbol->hull_inferred = !has_heading;
}

static void
add_member (GArray *members, const RsProjection *projection, const RsSnapshot *snapshot,
            const RsFrame *frame, const RsTints *tints, const RsPositions *now, guint index,
            guint hull)
{
  const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, index);
  const RsTrack *track = g_ptr_array_index (snapshot->hulls, hull);
  const RsPosition *position = &now->positions[hull];
  RsFleetMember member = { .index = index, .hull = hull };
  RsSymbol *symbol = &member.symbol;

  if (position->presence == RS_PRESENCE_NONE || rs_frame_hides_vessel (frame, vessel->id))
    return;
  symbol->presence = position->presence;
  symbol->provenance = position->provenance;
  symbol->angle_rad = NAN;
  for (guint copy = 0;
       rs_projection_place (projection, position->place, copy, &symbol->x, &symbol->y); copy++)
    {
      if (copy == 0)
        {
          double m_per_px
            = rs_mercator_scale_m (position->place.lat_deg) / rs_view_world_px (&frame->view);

          symbol->kind = rs_symbol_kind_for_type (vessel->ship_type);
          if (tints)
            symbol->color = rs_tints_get_position (tints, vessel, track, position, frame->t_ms);
          if (!isnan (position->course_deg))
            symbol->angle_rad = position->course_deg * (G_PI / 180.0) + frame->view.rotation_rad;
          set_hull (symbol, vessel, track, position, frame->t_ms, 1 / m_per_px);
          /* A diamond has no bow. */
          if (symbol->presence == RS_PRESENCE_STILL && !rs_symbol_has_hull (symbol))
            symbol->angle_rad = NAN;
        }
      g_array_append_val (members, member);
    }
}

static void
add_vessel (GArray *members, const RsProjection *projection, const RsSnapshot *snapshot,
            const RsFrame *frame, const RsTints *tints, const RsPositions *now, guint index)
{
  guint end;

  for (guint hull = rs_snapshot_get_hulls (snapshot, index, &end); hull < end; hull++)
    add_member (members, projection, snapshot, frame, tints, now, index, hull);
}

GArray *
rs_fleet_collect (RsDetail *detail, RsSnapshot *snapshot, const RsFrame *frame,
                  const RsTints *tints, double margin_px)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (RsFleetMember));
  g_autoptr (RsPositions) now = NULL;
  RsProjection projection;
  gint selected = -1, hovered = -1;

  if (frame->t_ms == RS_TIME_NONE || !(frame->show & RS_SHOW_VESSELS))
    return members;
  now = rs_detail_get_positions (detail, snapshot, frame->t_ms);
  rs_projection_init (&projection, &frame->view, margin_px);
  if (frame->selected_vessel != 0)
    selected = rs_snapshot_find_vessel (snapshot, frame->selected_vessel);
  if (frame->hovered_vessel != 0 && frame->hovered_vessel != frame->selected_vessel)
    hovered = rs_snapshot_find_vessel (snapshot, frame->hovered_vessel);
  for (guint i = 0; i < snapshot->vessels->len; i++)
    {
      if ((gint) i != selected && (gint) i != hovered)
        add_vessel (members, &projection, snapshot, frame, tints, now, i);
    }
  if (hovered >= 0)
    add_vessel (members, &projection, snapshot, frame, tints, now, (guint) hovered);
  if (selected >= 0)
    add_vessel (members, &projection, snapshot, frame, tints, now, (guint) selected);
  return members;
}
