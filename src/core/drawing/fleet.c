/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/fleet.h"

#include <math.h>

#include "drawing/parallel.h"
#include "drawing/projection.h"
#include "drawing/vessel-style.h"

/* The shape that a ship of this size and direction has on the map. A ship at rest whose transponder sends
 * no heading points nowhere: its course over ground is noise. */
static void
set_hull (RsSymbol *symbol, const RsVessel *vessel, const RsPosition *position, gint64 t_ms,
          double px_per_m)
{
  if (isnan (position->course_deg)
      || (!position->has_heading && position->presence != RS_PRESENCE_MOVING))
    return;
  rs_symbol_set_hull (symbol, vessel, t_ms, px_per_m);
  symbol->hull_inferred = !position->has_heading;
}

/* What all ships of a picture have in common. */
typedef struct
{
  const RsSnapshot *snapshot;
  const RsFrame *frame;
  const RsTints *tints;
  RsPositions *now; /* owned */
  RsProjection projection;
  gint selected, hovered; /* vessels that come last; -1 none */
  GArray **pieces;        /* of RsFleetMember: PIECE vessels each */
  double near_x, near_y, near_px; /* near_px 0: wherever */
} Collection;

/* Vessels that one thread looks after at a time. */
#define PIECE 512

/* All of the symbol but where it is. */
static void
init_symbol (const Collection *self, RsSymbol *symbol, const RsVessel *vessel, const RsTrack *track,
             const RsPosition *position)
{
  const RsFrame *frame = self->frame;

  symbol->presence = position->presence;
  symbol->provenance = position->provenance;
  symbol->kind = rs_symbol_kind_for_type (vessel->ship_type);
  symbol->angle_rad = NAN;
  if (self->tints)
    symbol->color = rs_tints_get_position (self->tints, vessel, track, position, frame->t_ms);
  if (!isnan (position->course_deg))
    symbol->angle_rad = position->course_deg * (G_PI / 180.0) + frame->view.rotation_rad;
  set_hull (symbol, vessel, position, frame->t_ms,
            rs_view_world_px (&frame->view) / rs_mercator_scale_m (position->place.lat_deg));
  /* A diamond has no bow. */
  if (symbol->presence == RS_PRESENCE_STILL && !rs_symbol_has_hull (symbol))
    symbol->angle_rad = NAN;
}

static gboolean
is_near (const Collection *self, double x, double y)
{
  return self->near_px <= 0
         || (fabs (x - self->near_x) <= self->near_px && fabs (y - self->near_y) <= self->near_px);
}

static void
add_member (const Collection *self, GArray *members, guint index, guint hull)
{
  const RsPosition *position = &self->now->positions[hull];
  RsFleetMember member = { .index = index, .hull = hull };
  gboolean is_made = FALSE;
  RsWorldPoint place = self->now->places[hull];
  double x;
  guint n;

  if (position->presence == RS_PRESENCE_NONE)
    return;
  n = rs_projection_find (&self->projection, place, &x);
  for (guint copy = 0; copy < n; copy++)
    {
      rs_projection_apply (&self->projection, x + copy * RS_WORLD, place.y, &member.symbol.x,
                           &member.symbol.y);
      if (!is_near (self, member.symbol.x, member.symbol.y))
        continue;
      if (!is_made)
        {
          const RsVessel *vessel = g_ptr_array_index (self->snapshot->vessels, index);

          if (rs_frame_hides_vessel (self->frame, vessel->id))
            return;
          init_symbol (self, &member.symbol, vessel, g_ptr_array_index (self->snapshot->hulls, hull),
                       position);
          is_made = TRUE;
        }
      g_array_append_val (members, member);
    }
}

static void
add_vessel (const Collection *self, GArray *members, guint index)
{
  guint end;

  for (guint hull = rs_snapshot_get_hulls (self->snapshot, index, &end); hull < end; hull++)
    add_member (self, members, index, hull);
}

static void
collect_piece_cb (guint piece, gpointer user_data)
{
  const Collection *self = user_data;

  self->pieces[piece] = g_array_new (FALSE, FALSE, sizeof (RsFleetMember));
  for (guint i = piece * PIECE; i < MIN ((piece + 1) * PIECE, self->snapshot->vessels->len); i++)
    {
      if (i + 8 < self->snapshot->vessels->len)
        {
          const char *next = g_ptr_array_index (self->snapshot->vessels, i + 8);

          __builtin_prefetch (next);
          __builtin_prefetch (next + 64);
        }
      if ((gint) i != self->selected && (gint) i != self->hovered)
        add_vessel (self, self->pieces[piece], i);
    }
}

/* FALSE if no ship is shown. */
static gboolean
init_collection (Collection *self, RsDetail *detail, RsSnapshot *snapshot, const RsFrame *frame,
                 double margin_px)
{
  *self = (Collection){ .snapshot = snapshot, .frame = frame, .selected = -1, .hovered = -1 };
  if (frame->t_ms == RS_TIME_NONE || !(frame->show & RS_SHOW_VESSELS))
    return FALSE;
  self->now = rs_detail_get_positions (detail, snapshot, frame->t_ms);
  rs_projection_init (&self->projection, &frame->view, margin_px);
  if (frame->selected_vessel != 0)
    self->selected = rs_snapshot_find_vessel (snapshot, frame->selected_vessel);
  if (frame->hovered_vessel != 0 && frame->hovered_vessel != frame->selected_vessel)
    self->hovered = rs_snapshot_find_vessel (snapshot, frame->hovered_vessel);
  return TRUE;
}

/* Those that come last. */
static void
finish_collection (Collection *self, GArray *members)
{
  if (self->hovered >= 0)
    add_vessel (self, members, (guint) self->hovered);
  if (self->selected >= 0)
    add_vessel (self, members, (guint) self->selected);
  rs_positions_unref (self->now);
}

GArray *
rs_fleet_collect (RsDetail *detail, RsSnapshot *snapshot, const RsFrame *frame,
                  const RsTints *tints, double margin_px)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (RsFleetMember));
  guint n_pieces = (snapshot->vessels->len + PIECE - 1) / PIECE;
  g_autofree GArray **pieces = NULL;
  Collection self;

  if (!init_collection (&self, detail, snapshot, frame, margin_px))
    return members;
  self.tints = tints;
  self.pieces = pieces = g_new (GArray *, n_pieces);
  rs_parallel_run (n_pieces, collect_piece_cb, &self);
  for (guint i = 0; i < n_pieces; i++)
    {
      g_array_append_vals (members, pieces[i]->data, pieces[i]->len);
      g_array_unref (pieces[i]);
    }
  finish_collection (&self, members);
  return members;
}

/* No ship is longer; AIS has no longer ones. */
#define LONGEST_M 1022.0

GArray *
rs_fleet_collect_near (RsDetail *detail, RsSnapshot *snapshot, const RsFrame *frame, double x,
                       double y, double reach_px)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (RsFleetMember));
  RsLatLon place = rs_lat_lon_from_world (rs_view_unproject (&frame->view, x, y));
  Collection self;

  reach_px += RS_SYMBOL_REACH_PX
              + LONGEST_M * rs_view_world_px (&frame->view) / rs_mercator_scale_m (place.lat_deg);
  if (!init_collection (&self, detail, snapshot, frame, reach_px))
    return members;
  self.near_x = x;
  self.near_y = y;
  self.near_px = reach_px;
  for (guint i = 0; i < snapshot->vessels->len; i++)
    if ((gint) i != self.selected && (gint) i != self.hovered)
      add_vessel (&self, members, i);
  finish_collection (&self, members);
  return members;
}
