/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/fleet.h"

#include <math.h>

#include "drawing/projection.h"
#include "drawing/vessel-style.h"

/* A ship at rest whose transponder sends no heading points nowhere: its course over ground is
 * noise. */
static gboolean
has_true_direction (const RsTrack *track, const RsPosition *position)
{
  if (isnan (position->course_deg))
    return FALSE;
  return position->presence == RS_PRESENCE_MOVING
         || track->fixes[position->index].heading_deg != RS_HEADING_NONE;
}

static void
add_member (GArray *members, const RsProjection *projection, const RsSnapshot *snapshot,
            const RsFrame *frame, const RsStyle *style, const RsPositions *now, guint index,
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

          symbol->color = rs_vessel_get_color (frame, style, vessel);
          if (!isnan (position->course_deg))
            symbol->angle_rad = position->course_deg * (G_PI / 180.0) + frame->view.rotation_rad;
          if (has_true_direction (track, position))
            rs_symbol_set_hull (symbol, vessel, 1 / m_per_px);
          /* A diamond has no bow. */
          if (symbol->presence == RS_PRESENCE_STILL && !rs_symbol_has_hull (symbol))
            symbol->angle_rad = NAN;
        }
      g_array_append_val (members, member);
    }
}

static void
add_vessel (GArray *members, const RsProjection *projection, const RsSnapshot *snapshot,
            const RsFrame *frame, const RsStyle *style, const RsPositions *now, guint index)
{
  guint end;

  for (guint hull = rs_snapshot_get_hulls (snapshot, index, &end); hull < end; hull++)
    add_member (members, projection, snapshot, frame, style, now, index, hull);
}

GArray *
rs_fleet_collect (RsDetail *detail, RsSnapshot *snapshot, const RsFrame *frame,
                  const RsStyle *style, double margin_px)
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
        add_vessel (members, &projection, snapshot, frame, style, now, i);
    }
  if (hovered >= 0)
    add_vessel (members, &projection, snapshot, frame, style, now, (guint) hovered);
  if (selected >= 0)
    add_vessel (members, &projection, snapshot, frame, style, now, (guint) selected);
  return members;
}
