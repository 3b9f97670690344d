/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trails in the replay: the last trail_ms of each vessel, fading. From the exact place at the start
 * over the simplified points to the exact place now, so that a trail always ends in its symbol. */
#include <math.h>

#include "drawing/layer-private.h"
#include "drawing/level-of-detail.h"
#include "drawing/line.h"
#include "drawing/parallel.h"
#include "drawing/projection.h"
#include "drawing/vessel-style.h"

#define MARGIN_PX 4.0
/* Steps of the fading: one for as many pixels, within bounds. */
#define PX_PER_STEP 6.0
#define MIN_STEPS 1
#define MAX_STEPS 20
#define ALPHA_OLD 0.08
#define ALPHA_NEW 0.95

typedef struct
{
  double x, y; /* world units, unwrapped along the piece */
  gint64 t_ms;
  guint tint; /* of the leg that begins here, where colours change along a track */
} TrailPoint;

typedef struct
{
  const RsDrawContext *context;
  RsProjection projection;
  double px;
  gint64 from_ms, to_ms;
  GArray *piece; /* of TrailPoint: a stretch without a break, of one provenance */
  const RsTrack *track;
  const RsVessel *vessel;
  RsColor color;
  RsLine line;
  gboolean inferred; /* out: some of it is not observed */
} Painter;

static RsColor
get_color (const Painter *painter, const TrailPoint *point)
{
  return rs_tints_vary (painter->context->tints)
           ? rs_tints_get (painter->context->tints, point->tint, painter->vessel)
           : painter->color;
}


/* The dashes lie where the whole track's lie. */
static void
draw_copy (Painter *painter, double shift, RsProvenance provenance, guint n_steps)
{
  RsLine *line = &painter->line;
  const TrailPoint *points = (const TrailPoint *) (gpointer) painter->piece->data;
  double span_ms = (double) (painter->to_ms - painter->from_ms);
  double x, y, width = RS_TRAIL_WIDTHS * painter->context->frame->track_px;
  gint step = -1;
  guint tint = 0;

  for (guint i = 0; i + 1 < painter->piece->len; i++)
    {
      const TrailPoint *p = &points[i], *q = p + 1;
      double t = (double) (p->t_ms - painter->from_ms) / span_ms;
      double t_end = (double) (q->t_ms - painter->from_ms) / span_ms;

      for (;;)
        {
          gint now = (gint) MIN (floor (t * n_steps + 1e-9), n_steps - 1);
          double until = now + 1 == (gint) n_steps ? t_end
                                                   : MIN ((now + 1) / (double) n_steps, t_end);
          double u = q->t_ms > p->t_ms ? (until * span_ms - (double) (p->t_ms - painter->from_ms))
                                           / (double) (q->t_ms - p->t_ms)
                                       : 1;
          double u0 = q->t_ms > p->t_ms ? (t * span_ms - (double) (p->t_ms - painter->from_ms))
                                            / (double) (q->t_ms - p->t_ms)
                                        : 0;

          u = until >= t_end ? 1 : CLAMP (u, 0, 1);
          if (now != step || p->tint != tint)
            {
              double alpha
                = ALPHA_OLD + (ALPHA_NEW - ALPHA_OLD) * (now + 0.5) / (double) n_steps;

              rs_line_begin (line, width, rs_color_with_alpha (get_color (painter, p), alpha),
                             rs_dash_for_provenance (provenance));
              u0 = CLAMP (u0, 0, 1);
              rs_projection_apply (&painter->projection, p->x + (q->x - p->x) * u0 + shift,
                                   p->y + (q->y - p->y) * u0, &x, &y);
              rs_line_add (line, x, y);
              step = now;
              tint = p->tint;
            }
          rs_projection_apply (&painter->projection, p->x + (q->x - p->x) * u + shift,
                               p->y + (q->y - p->y) * u, &x, &y);
          rs_line_add (line, x, y);
          if (until >= t_end)
            break;
          t = until;
        }
    }
  rs_line_end (line);
}

static void
draw_piece (Painter *painter, RsProvenance provenance)
{
  const TrailPoint *points = (const TrailPoint *) (gpointer) painter->piece->data;
  guint n = painter->piece->len, n_steps;
  double west, east, north, south, length = 0, share;
  gint first, last;

  if (n < 2)
    return;
  west = east = points[0].x;
  north = south = points[0].y;
  for (guint i = 1; i < n; i++)
    {
      west = MIN (west, points[i].x);
      east = MAX (east, points[i].x);
      north = MIN (north, points[i].y);
      south = MAX (south, points[i].y);
      length += hypot (points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    }
  if (north > painter->projection.south || south < painter->projection.north
      || !rs_projection_get_copies (&painter->projection, west, east, &first, &last))
    return;
  /* As many steps over the whole trail as this piece needs for its part of it. */
  share = (double) (points[n - 1].t_ms - points[0].t_ms)
          / (double) (painter->to_ms - painter->from_ms);
  n_steps = (guint) CLAMP (length / painter->px / PX_PER_STEP / MAX (share, 0.01), MIN_STEPS,
                           MAX_STEPS);
  for (gint copy = first; copy <= last; copy++)
    draw_copy (painter, copy * RS_WORLD, provenance, n_steps);
  if (provenance != RS_OBSERVED)
    painter->inferred = TRUE;
}

/* Adds a point, unwrapped from the one before. */
static void
add_point (Painter *painter, double x, double y, gint64 t_ms, guint tint)
{
  TrailPoint point = { x, y, t_ms, tint };

  if (painter->piece->len > 0)
    {
      const TrailPoint *last
        = &g_array_index (painter->piece, TrailPoint, painter->piece->len - 1);

      point.x -= rint ((x - last->x) / RS_WORLD) * RS_WORLD;
    }
  g_array_append_val (painter->piece, point);
}

/* The colour from a fix on: by speed as it says, or as the way to @after (nullable) needed. */
static guint
find_tint (const Painter *painter, guint fix, const RsFix *after)
{
  const RsTints *tints = painter->context->tints;
  const RsFix *from = &painter->track->fixes[fix];
  double sog_kn = NAN;

  if (!rs_tints_vary (tints))
    return 0;
  if (from->sog_dkn != RS_SOG_NONE)
    sog_kn = from->sog_dkn / 10.0;
  else if (after && after->t_ms > from->t_ms)
    sog_kn = rs_sphere_distance (rs_fix_lat_lon (from), rs_fix_lat_lon (after))
             / ((double) (after->t_ms - from->t_ms) / 1000) / RS_KN_TO_MPS;
  return rs_tints_find_fix (tints, from, sog_kn);
}

static void
add_position (Painter *painter, const RsPosition *position, RsWorldPoint place, gint64 t_ms)
{
  guint fix = (guint) MAX (position->index, 0);

  add_point (painter, place.x, place.y, t_ms,
             find_tint (painter, fix,
                        fix + 1 < painter->track->n ? &painter->track->fixes[fix + 1] : NULL));
}

static guint
find_chunk (const RsLevel *level, guint point)
{
  guint low = 0, high = level->n_chunks;

  /* The first chunk that ends after the point, or in it and is the last of its run. */
  while (low < high)
    {
      guint mid = low + (high - low) / 2;
      const RsLevelChunk *chunk = &level->chunks[mid];

      if (chunk->first + chunk->n <= point)
        low = mid + 1;
      else
        high = mid;
    }
  return low;
}

static void
draw_trail (Painter *painter, const RsTrack *track, const RsLevel *level, const RsPosition *now,
            RsWorldPoint place, gint *hint)
{
  RsPosition then;
  gboolean starts_between;
  guint point;

  if (*hint < 0)
    *hint = now->index;
  rs_position_at (track, painter->from_ms, 0, hint, &then);
  starts_between = then.presence == RS_PRESENCE_MOVING || then.presence == RS_PRESENCE_STILL;
  point = rs_level_find_after (level, then.index);
  for (guint i = find_chunk (level, point); i < level->n_chunks; i++)
    {
      const RsLevelChunk *chunk = &level->chunks[i];
      const RsLevelPoint *points = level->points;
      guint k = MAX (point, chunk->first), end = chunk->first + chunk->n;

      if (points[chunk->first].fix > (guint) now->index)
        break;
      g_array_set_size (painter->piece, 0);
      /* Only a stretch that was under way then: a level of what is in view may lack it. */
      if (starts_between && k > chunk->first)
        {
          RsWorldPoint w = rs_world_from_lat_lon (then.place);

          w = (RsWorldPoint){ w.x * RS_WORLD, w.y * RS_WORLD };
          add_position (painter, &then, w, painter->from_ms);
          starts_between = FALSE;
        }
      for (; k < end && points[k].fix <= (guint) now->index; k++)
        add_point (painter, points[k].x, points[k].y, track->fixes[points[k].fix].t_ms,
                   find_tint (painter, points[k].fix,
                              k + 1 < end ? &track->fixes[points[k + 1].fix] : NULL));
      /* Ends in the symbol, unless the next chunk goes on. */
      if (k < end && points[k].fix > (guint) now->index
          && (now->presence == RS_PRESENCE_MOVING || now->presence == RS_PRESENCE_STILL))
        add_position (painter, now, place, painter->to_ms);
      draw_piece (painter, (RsProvenance) chunk->provenance);
    }
}

/* All trails of a picture. */
typedef struct
{
  const RsDrawContext *context;
  const RsPositions *now;
  gint *hints; /* of where trails begin */
  guint zoom;
  gint selected; /* the vessel whose trail is on top; -1 none */
  RsStrokes **pieces;
  gint inferred; /* atomic: some of it is not observed */
} Trails;

/* Vessels that one thread looks after at a time. */
#define PIECE 256

static void
draw_vessel (Painter *painter, const Trails *trails, guint index)
{
  const RsDrawContext *context = trails->context;
  RsSnapshot *snapshot = context->snapshot;
  RsWorldBox box = rs_projection_get_box (&painter->projection);
  guint hull, end;

  painter->vessel = g_ptr_array_index (snapshot->vessels, index);
  if (rs_frame_hides_vessel (context->frame, painter->vessel->id))
    return;
  painter->color = rs_tints_get_vessel (context->tints, painter->vessel);
  for (hull = rs_snapshot_get_hulls (snapshot, index, &end); hull < end; hull++)
    {
      RsTrack *track = g_ptr_array_index (snapshot->hulls, hull);
      const RsPosition *position = &trails->now->positions[hull];
      g_autoptr (RsLevel) made = NULL;
      RsLevel stored;

      rs_detail_expect (snapshot, trails->hints, hull, trails->now->n);
      if (position->index < 0
          || (position->since_ms < painter->from_ms
              && (position->presence == RS_PRESENCE_LOST
                  || position->presence == RS_PRESENCE_NONE))
          || !rs_projection_meets_track (&painter->projection, track))
        continue;
      painter->track = track;
      if (!rs_level_peek_stored (track, trails->zoom, &stored))
        made = rs_detail_get_level (context->detail, track, trails->zoom, &box);
      draw_trail (painter, track, made ? made : &stored, position,
                  trails->now->places[hull], &trails->hints[hull]);
    }
}

/* The last piece is the selected vessel's. */
static void
draw_vessels_cb (guint piece, gpointer user_data)
{
  Trails *trails = user_data;
  const RsDrawContext *context = trails->context;
  const RsFrame *frame = context->frame;
  guint n = context->snapshot->tracks->len, first = piece * PIECE;
  Painter painter = { .context = context,
                      .from_ms = frame->t_ms - frame->trail_ms,
                      .to_ms = frame->t_ms,
                      .piece = g_array_new (FALSE, FALSE, sizeof (TrailPoint)) };

  rs_projection_init (&painter.projection, &frame->view, MARGIN_PX);
  painter.px = rs_projection_get_px (&painter.projection);
  trails->pieces[piece] = rs_strokes_new ();
  rs_line_init_strokes (&painter.line, trails->pieces[piece], frame->view.width, frame->view.height);
  if (first >= n)
    draw_vessel (&painter, trails, (guint) trails->selected);
  for (guint i = first; i < MIN (first + PIECE, n); i++)
    {
      if (i % 64 == 0 && g_cancellable_is_cancelled (context->cancellable))
        break;
      if ((gint) i != trails->selected)
        draw_vessel (&painter, trails, i);
    }
  rs_line_clear (&painter.line);
  g_array_unref (painter.piece);
  if (painter.inferred)
    g_atomic_int_set (&trails->inferred, TRUE);
}

typedef struct
{
  RsStrokes **pieces;
  guint n;
} Pieces;

static void
paint_band (RsCanvas *band, double top, double bottom, gpointer user_data)
{
  const Pieces *pieces = user_data;

  for (guint i = 0; i < pieces->n; i++)
    rs_strokes_paint (pieces->pieces[i], band, top, bottom);
}

/* Returns: whether some of it is not observed */
static gboolean
paint_trails (RsCanvas *canvas, RsDrawContext *context, const RsPositions *now)
{
  const RsFrame *frame = context->frame;
  RsSnapshot *snapshot = context->snapshot;
  g_autofree RsStrokes **strokes = NULL;
  Trails trails = { context, now, rs_detail_get_trail_hints (context->detail),
                    rs_level_for_zoom (frame->view.zoom, frame->view.scale), .selected = -1 };
  Pieces pieces;

  if (frame->selected_vessel != 0)
    trails.selected = rs_snapshot_find_vessel (snapshot, frame->selected_vessel);
  pieces.n = (snapshot->tracks->len + PIECE - 1) / PIECE + (trails.selected >= 0);
  pieces.pieces = trails.pieces = strokes = g_new (RsStrokes *, pieces.n);
  rs_parallel_run (pieces.n, draw_vessels_cb, &trails);
  if (!g_cancellable_is_cancelled (context->cancellable))
    rs_canvas_paint_bands (canvas, paint_band, &pieces);
  for (guint i = 0; i < pieces.n; i++)
    rs_strokes_free (strokes[i]);
  return trails.inferred;
}

static gboolean
paint_kept (RsCanvas *canvas, RsDrawContext *context, RsPositions *now)
{
  const RsFrame *frame = context->frame;
  RsKeptTrails *kept = context->kept_trails;

  if (!rs_kept_trails_fit (kept, context->looks, &frame->view, now, frame->trail_ms))
    {
      g_autoptr (RsCanvas) layer = rs_kept_trails_begin (kept, canvas);
      gboolean inferred = paint_trails (layer, context, now);

      if (g_cancellable_is_cancelled (context->cancellable))
        return FALSE;
      rs_kept_trails_end (kept, context->looks, &frame->view, now, frame->trail_ms, inferred);
    }
  return rs_kept_trails_paint (kept, canvas);
}

void
rs_draw_trails (RsCanvas *canvas, RsDrawContext *context)
{
  const RsFrame *frame = context->frame;
  g_autoptr (RsPositions) now = NULL;

  if (!rs_draw_context_shows (context, RS_SHOW_TRAILS) || frame->t_ms == RS_TIME_NONE
      || frame->trail_ms <= 0)
    return;
  now = rs_detail_get_positions (context->detail, context->snapshot, frame->t_ms);
  if (context->kept_trails && !rs_canvas_is_vector (canvas)
        ? paint_kept (canvas, context, now)
        : paint_trails (canvas, context, now))
    context->inferred_in_view = TRUE;
}
