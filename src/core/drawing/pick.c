/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a click means. Small things first, the nearest of a kind; of two at the same distance the one
 * painted later. */
#include "drawing/pick.h"

#include <math.h>

#include "drawing/fleet.h"
#include "drawing/marks.h"
#include "drawing/notes.h"
#include "drawing/ports.h"
#include "drawing/vessel-style.h"

/* A track of more crosses is picked by its line: a click must not wait. */
#define MAX_SUSPECTS 50000

typedef struct
{
  RsDetail *detail;
  RsSnapshot *snapshot;
  const RsFrame *frame;
  double x, y, radius;
  RsPick best;
  /* The leg of the best track, by its fixes. */
  const RsTrack *leg_track;
  guint leg_from, leg_to;
} Picker;

/* Takes what is as near as the best of this kind; FALSE if it is too far. */
static gboolean
offer (Picker *picker, RsPickKind kind, gint64 id, double dist_px)
{
  if (!(dist_px <= picker->radius)
      || (picker->best.kind == kind && dist_px > picker->best.dist_px))
    return FALSE;
  picker->best = (RsPick){ .kind = kind, .id = id, .event = -1, .fix = -1, .hull = -1, .dist_px = dist_px };
  return TRUE;
}

static double
dist_to_segment (double x, double y, double x0, double y0, double x1, double y1)
{
  double dx = x1 - x0, dy = y1 - y0, length2 = dx * dx + dy * dy;
  double u = length2 > 0 ? CLAMP (((x - x0) * dx + (y - y0) * dy) / length2, 0, 1) : 0;

  return hypot (x - (x0 + u * dx), y - (y0 + u * dy));
}

static double
dist_to_box (double x, double y, const RsBox *box)
{
  double out_x = MAX (MAX (box->x - x, x - box->x - box->width), 0);
  double out_y = MAX (MAX (box->y - y, y - box->y - box->height), 0);

  return hypot (out_x, out_y);
}

static void
pick_marks (Picker *picker)
{
  g_autoptr (RsMarks) marks = rs_marks_new (picker->snapshot, picker->frame);

  /* A stem lies behind every head. */
  for (guint pass = 0; pass < 2 && picker->best.kind == RS_PICK_NONE; pass++)
    {
      for (guint i = 0; i < marks->pins->len; i++)
        {
          const RsPin *pin = &g_array_index (marks->pins, RsPin, i);
          const RsIncident *incident
            = g_ptr_array_index (picker->snapshot->incidents, pin->incident);
          double head = hypot (picker->x - pin->head_x, picker->y - pin->head_y);

          offer (picker, RS_PICK_INCIDENT, incident->id,
                 pass == 0 ? MAX (head - RS_PIN_HEAD_PX, 0)
                           : dist_to_segment (picker->x, picker->y, pin->head_x, pin->head_y,
                                              pin->tip_x, pin->tip_y));
        }
    }
  if (picker->best.kind != RS_PICK_NONE)
    return;
  for (guint i = 0; i < marks->discs->len; i++)
    {
      const RsDisc *disc = &g_array_index (marks->discs, RsDisc, i);
      const RsEvent *event = g_ptr_array_index (picker->snapshot->events, disc->event);
      double dist = hypot (picker->x - disc->x, picker->y - disc->y) - RS_DISC_PX;

      if (offer (picker, RS_PICK_EVENT, event->id, MAX (dist, 0)))
        picker->best.event = (gint) disc->event;
    }
}

static void
pick_symbols (Picker *picker)
{
  g_autoptr (GArray) members
    = rs_fleet_collect_near (picker->detail, picker->snapshot, picker->frame, picker->x, picker->y,
                             picker->radius);

  for (guint i = 0; i < members->len; i++)
    {
      const RsFleetMember *member = &g_array_index (members, RsFleetMember, i);
      const RsVessel *vessel = g_ptr_array_index (picker->snapshot->vessels, member->index);

      if (offer (picker, RS_PICK_VESSEL, vessel->id,
                 rs_symbol_dist (&member->symbol, picker->x, picker->y)))
        picker->best.hull = (gint) member->hull;
    }
}

static double
get_note_dist (Picker *picker, const RsNote *note, const RsShape *shape)
{
  double dist = rs_shape_dist (shape, picker->x, picker->y), width, height;

  /* The ring's middle is its handle too. */
  if (note->kind == RS_NOTE_RING)
    {
      double x, y;

      for (guint copy = 0; rs_projection_place (&shape->projection,
                                                g_array_index (note->points, RsLatLon, 0), copy, &x,
                                                &y);
           copy++)
        dist = MIN (dist, hypot (picker->x - x, picker->y - y));
    }
  if (rs_detail_get_words_size (picker->detail, note->id, &width, &height) && width > 0)
    {
      for (gint copy = shape->first_copy; copy <= shape->last_copy; copy++)
        {
          RsBox box = rs_note_get_text_box (note, shape, copy, width, height);

          dist = MIN (dist, dist_to_box (picker->x, picker->y, &box));
        }
    }
  return dist;
}

static void
pick_notes (Picker *picker)
{
  RsShape shape;

  if (!(picker->frame->show & RS_SHOW_NOTES))
    return;
  rs_shape_init (&shape, NULL, &picker->frame->view);
  for (guint i = 0; i < picker->snapshot->notes->len; i++)
    {
      const RsNote *note = g_ptr_array_index (picker->snapshot->notes, i);

      if (!rs_note_is_shown (note, picker->frame))
        continue;
      rs_note_get_shape (note, &shape);
      if (rs_shape_is_seen (&shape))
        offer (picker, RS_PICK_NOTE, note->id, get_note_dist (picker, note, &shape));
    }
  rs_shape_clear (&shape);
}

/* Offers each copy of a place on the map; TRUE if one was taken. */
static gboolean
offer_place (Picker *picker, const RsProjection *projection, RsPickKind kind, RsLatLon place)
{
  gboolean is_taken = FALSE;
  double x, y;

  for (guint copy = 0; rs_projection_place (projection, place, copy, &x, &y); copy++)
    is_taken |= offer (picker, kind, 0, hypot (picker->x - x, picker->y - y));
  return is_taken;
}

/* A port of the gazetteer or a place of the user's lists, whichever is nearer. */
static void
pick_ports (Picker *picker)
{
  g_autoptr (GHashTable) case_ports = NULL;
  g_autoptr (GArray) own_places = rs_detail_ref_own_places (picker->detail, picker->snapshot);
  double zoom = picker->frame->view.zoom, port_px;
  RsProjection projection;
  guint n;
  const RsPort *ports = rs_gazetteer_get_ports (&n);

  if (!(picker->frame->show & RS_SHOW_PORTS))
    return;
  case_ports = rs_case_ports_new (picker->snapshot);
  rs_projection_init (&projection, &picker->frame->view, picker->radius);
  for (guint i = 0; i < n; i++)
    if (rs_port_is_shown (g_hash_table_contains (case_ports, &ports[i]), zoom)
        && offer_place (picker, &projection, RS_PICK_PORT, ports[i].place))
      picker->best.port = ports[i].id;
  port_px = picker->best.kind == RS_PICK_PORT ? picker->best.dist_px : picker->radius;
  for (guint i = 0; own_places && i < own_places->len; i++)
    {
      const RsOwnPlace *own = &g_array_index (own_places, RsOwnPlace, i);
      RsPick before = picker->best;

      if (!rs_port_is_shown (own->in_case, zoom)
          || !offer_place (picker, &projection, RS_PICK_PLACE, own->at))
        continue;
      if (picker->best.dist_px <= port_px)
        picker->best.place = own->place;
      else
        picker->best = before;
    }
}

/* The track's fix nearest to a place among [from, to]. */
static gint
find_nearest_fix (const RsTrack *track, guint from, guint to, RsLatLon place)
{
  double stretch = cos (place.lat_deg * (G_PI / 180.0)), best = G_MAXDOUBLE;
  guint found = from;

  for (guint i = from; i <= to && i < track->n; i++)
    {
      double dx = rs_lon_wrap (rs_deg_from_e7 (track->fixes[i].lon_e7) - place.lon_deg) * stretch;
      double dy = rs_deg_from_e7 (track->fixes[i].lat_e7) - place.lat_deg;

      if (dx * dx + dy * dy < best)
        {
          best = dx * dx + dy * dy;
          found = i;
        }
    }
  return (gint) found;
}

/* The pointer and its reach, world units. */
typedef struct
{
  RsProjection projection;
  RsLatLon place;
  double x, y, reach, px;
  gint64 from_ms, to_ms; /* of the track that counts */
} Probe;

/* The share of a leg between two points that lies within the time that counts; FALSE if none. */
static gboolean
clip_to_time (const Probe *probe, const RsTrack *track, const RsLevelPoint *a,
              const RsLevelPoint *b, double *out_from, double *out_to)
{
  gint64 a_ms, b_ms;
  double span_ms;

  *out_from = 0;
  *out_to = 1;
  if (probe->from_ms == G_MININT64 && probe->to_ms == G_MAXINT64)
    return TRUE;
  a_ms = track->fixes[a->fix].t_ms;
  b_ms = track->fixes[b->fix].t_ms;
  span_ms = MAX (1.0, (double) (b_ms - a_ms));
  if (b_ms < probe->from_ms || a_ms > probe->to_ms)
    return FALSE;
  *out_from = a_ms >= probe->from_ms ? 0 : (double) (probe->from_ms - a_ms) / span_ms;
  *out_to = b_ms <= probe->to_ms ? 1 : (double) (probe->to_ms - a_ms) / span_ms;
  return TRUE;
}

static void
probe_chunk (Picker *picker, const Probe *probe, const RsLevel *level, const RsLevelChunk *chunk,
             const RsTrack *track)
{
  const RsLevelPoint *points = level->points + chunk->first;
  double middle, x, y, nearest = G_MAXDOUBLE;
  guint found = 0;

  if (chunk->south < probe->y - probe->reach || chunk->north > probe->y + probe->reach
      || chunk->to_ms < probe->from_ms || chunk->from_ms > probe->to_ms)
    return;
  /* The copy of the pointer nearest to the chunk. */
  middle = ((double) chunk->west + (double) chunk->east) / 2;
  x = probe->x - rint ((probe->x - middle) / RS_WORLD) * RS_WORLD;
  y = probe->y;
  if (x < (double) chunk->west - probe->reach || x > (double) chunk->east + probe->reach)
    return;
  x -= points[0].x;
  for (guint k = 0; k < chunk->n; k++)
    {
      guint after = MIN (k + 1, chunk->n - 1u);
      double dx = (gint32) (points[after].x - points[k].x);
      double dy = (double) points[after].y - (double) points[k].y;
      double from, to, dist;

      if (clip_to_time (probe, track, &points[k], &points[after], &from, &to))
        {
          dist = dist_to_segment (x, y - points[k].y, from * dx, from * dy, to * dx, to * dy);
          if (dist < nearest)
            {
              nearest = dist;
              found = k;
            }
        }
      x -= dx;
    }
  if (nearest < G_MAXDOUBLE
      && offer (picker, RS_PICK_VESSEL, track->vessel_id, nearest / probe->px))
    {
      picker->leg_track = track;
      picker->leg_from = points[found].fix;
      picker->leg_to = points[MIN (found + 1, chunk->n - 1u)].fix;
    }
}

static gboolean
meets_probe (const Probe *probe, const RsTrack *track)
{
  RsProjection small = probe->projection;
  double reach_deg = probe->reach / RS_WORLD * 360;

  small.west_deg = probe->place.lon_deg - reach_deg;
  small.span_deg = 2 * reach_deg;
  /* A degree of latitude is never shorter on the map than one of longitude. */
  small.north_deg = probe->place.lat_deg + reach_deg;
  small.south_deg = probe->place.lat_deg - reach_deg;
  return rs_projection_meets_track (&small, track);
}

static void
pick_tracks (Picker *picker)
{
  const RsFrame *frame = picker->frame;
  RsWorldPoint world = rs_view_unproject (&frame->view, picker->x, picker->y);
  guint zoom = rs_level_for_zoom (frame->view.zoom, frame->view.scale);
  gboolean whole = (frame->show & RS_SHOW_TRACKS) != 0;
  gboolean has_span = frame->span_from_ms != RS_TIME_NONE;
  Probe probe;
  RsWorldBox box;

  if (!whole && (!(frame->show & RS_SHOW_TRAILS) || frame->t_ms == RS_TIME_NONE))
    return;
  probe = (Probe){ .place = rs_lat_lon_from_world (world),
                   .x = world.x * RS_WORLD,
                   .y = world.y * RS_WORLD,
                   .from_ms = !whole      ? frame->t_ms - frame->trail_ms
                              : has_span ? frame->span_from_ms
                                         : G_MININT64,
                   .to_ms = !whole ? frame->t_ms : has_span ? frame->span_to_ms : G_MAXINT64 };
  rs_projection_init (&probe.projection, &frame->view, 0);
  probe.px = rs_projection_get_px (&probe.projection);
  /* A level may be a pixel off, and stand in for another one. */
  probe.reach = (picker->radius + 2) * probe.px;
  box = (RsWorldBox){ probe.x - probe.reach, probe.x + probe.reach, probe.y - probe.reach,
                      probe.y + probe.reach };
  for (guint i = 0; i < picker->snapshot->hulls->len; i++)
    {
      RsTrack *track = g_ptr_array_index (picker->snapshot->hulls, i);
      g_autoptr (RsLevel) level = NULL;

      if (rs_frame_hides_vessel (frame, track->vessel_id) || !meets_probe (&probe, track))
        continue;
      level = rs_detail_peek_level (picker->detail, track, zoom, &box);
      for (guint k = 0; level && k < level->n_chunks; k++)
        probe_chunk (picker, &probe, level, &level->chunks[k], track);
    }
  /* The fixes themselves may be on the disk yet: those of one leg are read. */
  if (picker->leg_track)
    {
      gint fix = find_nearest_fix (picker->leg_track, picker->leg_from, picker->leg_to, probe.place);

      picker->best.fix = (gint) rs_track_get_whole_index (picker->leg_track, (guint) fix);
    }
}

/* The cross of a suspicious fix, over the lines. */
static void
pick_suspects (Picker *picker)
{
  const RsSnapshot *snapshot = picker->snapshot;
  const RsFrame *frame = picker->frame;
  const guint wanted = RS_SHOW_TRACKS | RS_SHOW_SUSPECTS;
  RsProjection projection;

  if ((frame->show & wanted) != wanted)
    return;
  rs_projection_init (&projection, &frame->view, picker->radius);
  for (guint i = 0; i < snapshot->tracks->len; i++)
    {
      const RsTrack *track = g_ptr_array_index (snapshot->tracks, i);
      const RsSuspect *suspects;
      guint n;

      if (track->n_suspects == 0 || track->n_suspects > MAX_SUSPECTS
          || rs_frame_hides_vessel (frame, track->vessel_id)
          || !rs_projection_meets_track (&projection, track))
        continue;
      suspects = rs_track_get_suspects (track, frame->span_from_ms, frame->span_to_ms, &n);
      for (guint k = 0; k < n; k++)
        {
          const RsSuspect *suspect = &suspects[k];
          RsLatLon place = { rs_deg_from_e7 (suspect->lat_e7), rs_deg_from_e7 (suspect->lon_e7) };
          double x, y;

          for (guint copy = 0; rs_projection_place (&projection, place, copy, &x, &y); copy++)
            if (offer (picker, RS_PICK_VESSEL, track->vessel_id,
                       hypot (picker->x - x, picker->y - y)))
              picker->best.fix = (gint) suspect->fix;
        }
    }
}

/* Inside or beside the area of an incident, where nothing else is. */
static void
pick_areas (Picker *picker)
{
  RsShape shape;

  if (!(picker->frame->show & RS_SHOW_INCIDENTS))
    return;
  rs_shape_init (&shape, NULL, &picker->frame->view);
  for (guint i = 0; i < picker->snapshot->incidents->len; i++)
    {
      const RsIncident *incident = g_ptr_array_index (picker->snapshot->incidents, i);

      if (incident->area->len < 3)
        continue;
      rs_shape_set_points (&shape, incident->area, TRUE);
      if (rs_shape_contains (&shape, picker->x, picker->y))
        offer (picker, RS_PICK_INCIDENT, incident->id, 0);
      else
        offer (picker, RS_PICK_INCIDENT, incident->id,
               rs_shape_dist (&shape, picker->x, picker->y));
    }
  rs_shape_clear (&shape);
}

RsPick
rs_pick (RsDetail *detail, RsSnapshot *snapshot, const RsFrame *frame, double x, double y,
         double radius_px)
{
  static void (*const STEPS[]) (Picker *picker)
    = { pick_marks, pick_symbols, pick_notes, pick_ports, pick_suspects, pick_tracks, pick_areas };
  Picker picker = { .detail = detail,
                    .snapshot = snapshot,
                    .frame = frame,
                    .x = x,
                    .y = y,
                    .radius = radius_px,
                    .best = { .kind = RS_PICK_NONE, .event = -1, .fix = -1, .hull = -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (STEPS) && picker.best.kind == RS_PICK_NONE; i++)
    STEPS[i] (&picker);
  return picker.best;
}

const RsTrack *
rs_pick_get_track (const RsPick *pick, const RsSnapshot *snapshot)
{
  /* The picture may still be of the snapshot before. */
  if (pick->hull >= 0 && (guint) pick->hull < snapshot->hulls->len)
    return g_ptr_array_index (snapshot->hulls, pick->hull);
  return rs_snapshot_get_track (snapshot, pick->id);
}
