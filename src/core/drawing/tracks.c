/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole tracks: lines by provenance, rings beside silences, arrows of direction. They do not depend
 * on the time, so the renderer keeps them in tiles. */
#include <math.h>

#include "drawing/heat.h"
#include "drawing/layer-private.h"
#include "drawing/level-cut.h"
#include "drawing/level-of-detail.h"
#include "drawing/line.h"
#include "drawing/pace.h"
#include "drawing/parallel.h"
#include "drawing/projection.h"
#include "drawing/tile-cache.h"
#include "drawing/vessel-style.h"

/* Rings and arrows reach over the edge of a tile. */
#define MARGIN_PX 12.0
#define RING_PX 2.9
#define RING_LINE_PX 1.3
/* At a whole zoom; between two it shrinks to half, and on a slope it grows by up to 1.4, so that it is
 * about 120 and an arrow keeps its place in the world while the zoom changes a little. */
#define ARROW_SPACING_PX 140.0
/* Half the stretch of line that an arrow takes its direction from. */
#define ARROW_REACH_PX 5.0
/* Levels are made ready by several threads, so many tracks at a time. */
#define TRACKS_PER_PIECE 16
/* In replay the whole track only says where the trail belongs. */
#define CONTEXT_ALPHA 0.45
/* The selected one, where its colour does not tell it apart: broader, on a dark (in the dark: light)
 * ground. */
#define SELECTED_WIDTHS 1.4
#define CASING_PX 1.2
#define CASING_ALPHA 0.8
#define NO_TINT G_MAXUINT
/* Density in the replay. */
#define HEAT_CONTEXT_ALPHA 0.75

typedef struct
{
  RsCanvas *canvas;
  RsDrawContext *context;
  RsProjection projection;
  RsLine line;
  RsWorldBox box;       /* what is looked at */
  double px;            /* world units of a pixel */
  double arrow_spacing; /* world units */
  const RsTrack *track;
  const RsVessel *vessel;
  const RsLevel *level;
  const RsKnots *knots; /* (nullable): where colours change along a track */
  double width, alpha;
  RsColor color; /* of what is drawn next */
  guint tint;    /* of the open line; NO_TINT none */
  GArray *pace;  /* of RsPacePoint */
} Painter;

static void
use_tint (Painter *painter, guint tint)
{
  painter->color = rs_color_with_alpha (
      rs_tints_get (painter->context->tints, tint, painter->vessel), painter->alpha);
}

/* Colour of what stands on the line at a point of its level. */
static void
use_tint_at (Painter *painter, const RsLevelChunk *chunk, guint fix)
{
  guint knot;

  if (!painter->knots || painter->knots->n == 0)
    return;
  knot = rs_knots_find_after (painter->knots, fix);
  use_tint (painter, rs_tints_find_stretch (painter->context->tints, painter->track,
                                            &painter->knots->knots[knot > 0 ? knot - 1 : 0],
                                            (RsProvenance) chunk->provenance));
}

/* Copy @pass of a chunk in view; @out_shift is added to its x. */
static gboolean
find_copy (const Painter *painter, const RsLevelChunk *chunk, guint pass, double *out_shift)
{
  const RsProjection *projection = &painter->projection;
  gint first, last;

  if (chunk->south < projection->north || chunk->north > projection->south
      || !rs_projection_get_copies (projection, (double) chunk->west, (double) chunk->east, &first,
                                    &last)
      || (gint) pass > last - first)
    return FALSE;
  *out_shift = (first + (gint) pass) * RS_WORLD;
  return TRUE;
}

static void
draw_lines (Painter *painter, guint pass)
{
  const RsLevel *level = painter->level;
  double end_x = NAN; /* world units, of the open line */

  for (guint i = 0; i < level->n_chunks; i++)
    {
      const RsLevelChunk *chunk = &level->chunks[i];
      const RsLevelPoint *points = level->points + chunk->first;
      double shift, x, px, py;

      if (chunk->n < 2)
        continue;
      if (!find_copy (painter, chunk, pass, &shift))
        {
          rs_line_end (&painter->line);
          end_x = NAN;
          continue;
        }
      x = points[0].x + shift;
      if ((chunk->flags & RS_CHUNK_BEGINS) || x != end_x)
        {
          rs_line_begin (&painter->line, painter->width, painter->color,
                         rs_dash_for_provenance ((RsProvenance) chunk->provenance));
          rs_projection_apply (&painter->projection, x, points[0].y, &px, &py);
          rs_line_add (&painter->line, px, py);
        }
      for (guint k = 1; k < chunk->n; k++)
        {
          x += (gint32) (points[k].x - points[k - 1].x);
          rs_projection_apply (&painter->projection, x, points[k].y, &px, &py);
          rs_line_add (&painter->line, px, py);
        }
      end_x = x;
      if (chunk->provenance != RS_OBSERVED)
        painter->context->inferred_in_view = TRUE;
    }
  rs_line_end (&painter->line);
}

/* From one moment to the next in one colour; goes on with the open line if it has it. */
static void
extend_line (Painter *painter, const RsLevelChunk *chunk, guint tint, const RsPacePoint *from,
             const RsPacePoint *to, double shift)
{
  double x, y;

  if (tint != painter->tint)
    {
      RsDash dash = rs_dash_for_provenance ((RsProvenance) chunk->provenance);

      use_tint (painter, tint);
      /* Round ends close the joints, but would show where one can see through them. */
      rs_line_end (&painter->line);
      painter->line.round_ends = painter->color >> 24 == 0xff;
      rs_line_begin (&painter->line, painter->width, painter->color, dash);
      rs_projection_apply (&painter->projection, from->x + shift, from->y, &x, &y);
      rs_line_add (&painter->line, x, y);
      painter->tint = tint;
    }
  rs_projection_apply (&painter->projection, to->x + shift, to->y, &x, &y);
  rs_line_add (&painter->line, x, y);
}

static RsPacePoint
find_moment (const RsPacePoint *from, const RsPacePoint *to, double t_s)
{
  double u = to->t_s > from->t_s ? (t_s - from->t_s) / (to->t_s - from->t_s) : 1;

  u = CLAMP (u, 0, 1);
  return (RsPacePoint){ from->x + u * (to->x - from->x), from->y + u * (to->y - from->y), t_s,
                        from->knot };
}

/* A leg in the colours of its time. */
static void
draw_leg_by_time (Painter *painter, const RsLevelChunk *chunk, const RsPacePoint *from,
                  const RsPacePoint *to, double shift)
{
  const RsTints *tints = painter->context->tints;
  gint64 begin_ms = painter->track->from_ms;
  guint tint = rs_tints_find_time (tints, begin_ms + (gint64) (from->t_s * RS_SECOND_MS));
  guint last = rs_tints_find_time (tints, begin_ms + (gint64) (to->t_s * RS_SECOND_MS));
  double step_s = (double) (tints->to_ms - tints->from_ms) / RS_N_TIME_TINTS / RS_SECOND_MS;
  RsPacePoint at = *from;

  for (; tint < last; tint++)
    {
      RsPacePoint next = find_moment (
          from, to,
          (double) (tints->from_ms - begin_ms) / RS_SECOND_MS + (tint + 1) * step_s);

      extend_line (painter, chunk, tint, &at, &next, shift);
      at = next;
    }
  extend_line (painter, chunk, last, &at, to, shift);
}

/* As draw_lines (), in colours that change along the track. */
static void
draw_tinted_lines (Painter *painter, guint pass)
{
  const RsTints *tints = painter->context->tints;

  for (guint i = 0; i < painter->level->n_chunks; i++)
    {
      const RsLevelChunk *chunk = &painter->level->chunks[i];
      const RsPacePoint *points;
      double shift;

      if (chunk->n < 2)
        continue;
      if (!find_copy (painter, chunk, pass, &shift))
        {
          painter->tint = NO_TINT;
          continue;
        }
      /* A chunk that goes on from the one before begins a line of its own: its x is unwrapped anew. */
      painter->tint = NO_TINT;
      rs_pace_walk (painter->track, painter->level, chunk, painter->knots, painter->pace);
      points = (const RsPacePoint *) (gpointer) painter->pace->data;
      for (guint k = 0; k + 1 < painter->pace->len; k++)
        {
          if (tints->by == RS_COLOR_BY_TIME)
            draw_leg_by_time (painter, chunk, &points[k], &points[k + 1], shift);
          else
            extend_line (painter, chunk,
                         rs_tints_find_stretch (tints, painter->track,
                                                &painter->knots->knots[points[k].knot],
                                                (RsProvenance) chunk->provenance),
                         &points[k], &points[k + 1], shift);
        }
      if (chunk->provenance != RS_OBSERVED)
        painter->context->inferred_in_view = TRUE;
    }
  rs_line_end (&painter->line);
  painter->line.round_ends = FALSE;
}

static void
draw_arrow (Painter *painter, double x, double y, double dx, double dy)
{
  static const double SHAPE[4][2] = { { 4.4, 0 }, { -3.2, 3.4 }, { -1.8, 0 }, { -3.2, -3.4 } };
  static const guint STARTS[2] = { 0, 4 };
  RsPoint points[4];

  for (guint i = 0; i < 4; i++)
    {
      points[i].x = (float) (x + SHAPE[i][0] * dx - SHAPE[i][1] * dy);
      points[i].y = (float) (y + SHAPE[i][0] * dy + SHAPE[i][1] * dx);
    }
  rs_canvas_fill (painter->canvas, points, STARTS, 1, painter->color);
}

/* A place on a chunk's line: on the leg to point @leg, @along from where that begins; world units without the
 * copy's shift. */
typedef struct
{
  const RsLevelPoint *points;
  guint n, leg;
  double x, y, along; /* where the leg begins; the way from there, beyond either end too */
} Place;

static double
get_leg (const RsLevelPoint *points, guint leg, double *out_dx, double *out_dy)
{
  *out_dx = (gint32) (points[leg].x - points[leg - 1].x);
  *out_dy = (double) points[leg].y - (double) points[leg - 1].y;
  return sqrt (*out_dx * *out_dx + *out_dy * *out_dy);
}

/* The point @by further along the line, back if it is negative, but not beyond its ends.
 *
 * Returns: how far it is */
static double
find_further (Place place, double by, double *out_x, double *out_y)
{
  double left = place.along + by, dx, dy, length;

  length = get_leg (place.points, place.leg, &dx, &dy);
  while (left > length && place.leg + 1 < place.n)
    {
      left -= length;
      place.x += dx;
      place.y += dy;
      length = get_leg (place.points, ++place.leg, &dx, &dy);
    }
  while (left < 0 && place.leg > 1)
    {
      length = get_leg (place.points, --place.leg, &dx, &dy);
      left += length;
      place.x -= dx;
      place.y -= dy;
    }
  length = length > 0 ? length : 1;
  *out_x = place.x + dx * CLAMP (left / length, 0, 1);
  *out_y = place.y + dy * CLAMP (left / length, 0, 1);
  return fabs (by) - MAX (left - length, 0) - MAX (-left, 0);
}

static void
draw_arrow_at (Painter *painter, const Place *place, double shift)
{
  double reach = ARROW_REACH_PX * painter->px, way, far;
  double x0, y0, x1, y1, x, y, px, py, dx, dy;

  way = find_further (*place, -reach, &x0, &y0) + find_further (*place, reach, &x1, &y1);
  find_further (*place, 0, &x, &y);
  far = hypot (x1 - x0, y1 - y0);
  /* Where a ship turns on the spot an arrow would say nothing. */
  if (far < 0.7 * way || far <= 0)
    return;
  rs_projection_apply (&painter->projection, x + shift, y, &px, &py);
  dx = (painter->projection.a * (x1 - x0) - painter->projection.b * (y1 - y0)) * painter->px;
  dy = (painter->projection.b * (x1 - x0) + painter->projection.a * (y1 - y0)) * painter->px;
  draw_arrow (painter, px, py, dx / far, dy / far);
}

/* Arrows stand where the line crosses a grid of the world: at a distance along the axis that it
 * rather follows. Those that point east or south have their own lines of the grid, half way between
 * the others, so that a ship that came back the way she went shows both directions. */
static void
draw_arrows (Painter *painter, const RsLevelChunk *chunk, double shift)
{
  const RsLevelPoint *points = painter->level->points + chunk->first;
  double spacing = painter->arrow_spacing, done = 0, last = -spacing;
  Place place = { points, chunk->n, .x = points[0].x };

  for (guint k = 1; k < chunk->n; k++)
    {
      double dx, dy, step = get_leg (points, k, &dx, &dy);
      gboolean along_x = fabs (dx) >= fabs (dy);
      double c = along_x ? place.x : points[k - 1].y, dc = along_x ? dx : dy;
      double phase = dc > 0 ? 0.25 : 0.75;
      double n = dc > 0 ? ceil (c / spacing - phase) : floor (c / spacing - phase);

      place.leg = k;
      place.y = points[k - 1].y;
      for (; dc != 0; n += dc > 0 ? 1 : -1)
        {
          double share = ((n + phase) * spacing - c) / dc;
          double at = done + share * step;

          if (share >= 1)
            break;
          if (at - last < 0.5 * spacing)
            continue;
          last = at;
          use_tint_at (painter, chunk,
                       points[k - 1].fix
                         + (guint) (MAX (share, 0) * (points[k].fix - points[k - 1].fix)));
          place.along = share * step;
          draw_arrow_at (painter, &place, shift);
        }
      done += step;
      place.x += dx;
    }
}

static void
draw_ring (Painter *painter, const RsLevelPoint *point, double x)
{
  double px, py;

  rs_projection_apply (&painter->projection, x, point->y, &px, &py);
  rs_canvas_fill_disc (painter->canvas, px, py, RING_PX + RING_LINE_PX / 2, painter->color);
  rs_canvas_fill_disc (painter->canvas, px, py, RING_PX - RING_LINE_PX / 2,
                       painter->context->style->land);
}

/* What stands on the line rather than being it. Returns whether this pass saw anything. */
static gboolean
draw_marks (Painter *painter, guint pass)
{
  const RsLevel *level = painter->level;
  gboolean arrows = rs_draw_context_shows (painter->context, RS_SHOW_DIRECTIONS);
  gboolean seen = FALSE;

  for (guint i = 0; i < level->n_chunks; i++)
    {
      const RsLevelChunk *chunk = &level->chunks[i];
      const RsLevelPoint *points = level->points + chunk->first;
      double shift, x;

      if (!find_copy (painter, chunk, pass, &shift))
        continue;
      seen = TRUE;
      if (arrows)
        draw_arrows (painter, chunk, shift);
      x = points[0].x + shift;
      if (chunk->flags & (RS_CHUNK_RING_FIRST | RS_CHUNK_RING_LAST))
        use_tint_at (painter, chunk, points[0].fix);
      if (chunk->flags & RS_CHUNK_RING_FIRST)
        draw_ring (painter, &points[0], x);
      if (chunk->flags & RS_CHUNK_RING_LAST)
        {
          for (guint k = 1; k < chunk->n; k++)
            x += (gint32) (points[k].x - points[k - 1].x);
          use_tint_at (painter, chunk, points[chunk->n - 1].fix);
          draw_ring (painter, &points[chunk->n - 1], x);
        }
    }
  return seen;
}

/* (transfer full): the level of a hull that is shown; and its knots, to the whole of it. */
static RsLevel *
get_level (const Painter *painter, RsTrack *track, RsKnots **out_knots)
{
  RsDrawContext *context = painter->context;
  const RsFrame *frame = context->frame;
  RsLevel *level = rs_detail_get_level (context->detail, track,
                                        rs_level_for_zoom (frame->view.zoom, frame->view.scale),
                                        &painter->box);

  if (out_knots)
    *out_knots = rs_detail_get_knots (context->detail, track, level);
  rs_level_cut (&level, track, frame->span_from_ms, frame->span_to_ms);
  return level;
}

static void
draw_casing (Painter *painter, guint pass)
{
  RsColor color = painter->color;
  double width = painter->width;

  painter->color = rs_color_with_alpha (painter->context->style->text, CASING_ALPHA);
  painter->width = width + 2 * CASING_PX;
  draw_lines (painter, pass);
  painter->color = color;
  painter->width = width;
}

static void
draw_hull (Painter *painter, RsTrack *track, const RsVessel *vessel)
{
  RsDrawContext *context = painter->context;
  const RsFrame *frame = context->frame;
  gboolean selected = frame->selected_vessel == vessel->id, varies = rs_tints_vary (context->tints);
  g_autoptr (RsKnots) knots = NULL;
  g_autoptr (RsLevel) level = NULL;

  if (!rs_projection_meets_track (&painter->projection, track))
    return;
  level = get_level (painter, track, varies ? &knots : NULL);
  painter->track = track;
  painter->vessel = vessel;
  painter->level = level;
  painter->knots = knots;
  painter->alpha = selected ? 1 : frame->track_opacity * (context->in_replay ? CONTEXT_ALPHA : 1);
  painter->width = frame->track_px;
  painter->color
    = rs_color_with_alpha (rs_tints_get_vessel (context->tints, vessel), painter->alpha);
  if (selected && context->tints->by != RS_COLOR_BY_VESSEL)
    painter->width *= SELECTED_WIDTHS;
  for (guint pass = 0;; pass++)
    {
      if (selected && context->tints->by != RS_COLOR_BY_VESSEL)
        draw_casing (painter, pass);
      if (varies)
        draw_tinted_lines (painter, pass);
      else
        draw_lines (painter, pass);
      if (!draw_marks (painter, pass))
        break;
    }
}

static void
draw_track (Painter *painter, guint index)
{
  const RsSnapshot *snapshot = painter->context->snapshot;
  const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, index);
  guint end;

  if (rs_frame_hides_vessel (painter->context->frame, vessel->id))
    return;
  for (guint hull = rs_snapshot_get_hulls (snapshot, index, &end); hull < end; hull++)
    draw_hull (painter, g_ptr_array_index (snapshot->hulls, hull), vessel);
}

typedef struct
{
  const RsDrawContext *context;
  GPtrArray *tracks; /* of RsTrack*, in view */
  guint zoom;
  RsWorldBox box;
  gboolean needs_knots;
} Preparation;

static void
prepare_track (const Preparation *preparation, RsTrack *track)
{
  RsDetail *detail = preparation->context->detail;
  g_autoptr (RsLevel) level
    = rs_detail_get_level (detail, track, preparation->zoom, &preparation->box);

  if (preparation->needs_knots)
    rs_knots_unref (rs_detail_get_knots (detail, track, level));
}

static void
prepare_cb (guint index, gpointer user_data)
{
  const Preparation *preparation = user_data;
  guint end = MIN ((index + 1) * TRACKS_PER_PIECE, preparation->tracks->len);

  for (guint i = index * TRACKS_PER_PIECE; i < end; i++)
    {
      if (g_cancellable_is_cancelled (preparation->context->cancellable))
        return;
      prepare_track (preparation, g_ptr_array_index (preparation->tracks, i));
    }
}

void
rs_prepare_tracks (const RsDrawContext *context)
{
  const RsFrame *frame = context->frame;
  g_autoptr (GPtrArray) tracks = g_ptr_array_new ();
  Preparation preparation = { context, tracks,
                              rs_level_for_zoom (frame->view.zoom, frame->view.scale), { 0 },
                              rs_tints_vary (context->tints)
                                || rs_draw_context_shows (context, RS_SHOW_HEAT) };
  RsProjection projection;

  /* Tiles reach out of the picture by less than one tile. */
  rs_projection_init (&projection, &frame->view, RS_TILE_PX / frame->view.scale + MARGIN_PX);
  preparation.box = rs_projection_get_box (&projection);
  for (guint i = 0; i < context->snapshot->hulls->len; i++)
    {
      RsTrack *track = g_ptr_array_index (context->snapshot->hulls, i);

      if (!rs_frame_hides_vessel (frame, track->vessel_id)
          && rs_projection_meets_track (&projection, track))
        g_ptr_array_add (tracks, track);
    }
  rs_parallel_run ((tracks->len + TRACKS_PER_PIECE - 1) / TRACKS_PER_PIECE, prepare_cb,
                   &preparation);
}

static void
draw_heat (Painter *painter)
{
  RsDrawContext *context = painter->context;
  const RsSnapshot *snapshot = context->snapshot;
  g_autoptr (RsHeat) heat = rs_heat_new (&context->frame->view);

  for (guint i = 0; i < snapshot->hulls->len; i++)
    {
      RsTrack *track = g_ptr_array_index (snapshot->hulls, i);
      g_autoptr (RsKnots) knots = NULL;
      g_autoptr (RsLevel) level = NULL;

      if (i % 64 == 0 && g_cancellable_is_cancelled (context->cancellable))
        return;
      if (rs_frame_hides_vessel (context->frame, track->vessel_id)
          || !rs_projection_meets_track (&painter->projection, track))
        continue;
      level = get_level (painter, track, &knots);
      context->inferred_in_view |= rs_heat_add (heat, track, level, knots);
    }
  rs_heat_paint (heat, painter->canvas, context->frame->theme,
                 context->in_replay ? HEAT_CONTEXT_ALPHA : 1);
}

void
rs_draw_tracks (RsCanvas *canvas, RsDrawContext *context)
{
  const RsFrame *frame = context->frame;
  RsSnapshot *snapshot = context->snapshot;
  Painter painter = { .canvas = canvas, .context = context, .tint = NO_TINT };
  gboolean is_heat = rs_draw_context_shows (context, RS_SHOW_HEAT);
  gint selected = -1;

  if (!rs_draw_context_shows (context, RS_SHOW_TRACKS))
    return;
  if (frame->selected_vessel != 0)
    selected = rs_snapshot_find_vessel (snapshot, frame->selected_vessel);
  rs_projection_init (&painter.projection, &frame->view, MARGIN_PX);
  rs_line_init (&painter.line, canvas);
  painter.pace = g_array_new (FALSE, FALSE, sizeof (RsPacePoint));
  painter.box = rs_projection_get_box (&painter.projection);
  painter.px = rs_projection_get_px (&painter.projection);
  painter.arrow_spacing
    = ARROW_SPACING_PX * RS_WORLD / (256 * exp2 (ceil (frame->view.zoom - 1e-6)));
  if (is_heat)
    draw_heat (&painter);
  for (guint i = 0; !is_heat && i < snapshot->tracks->len; i++)
    {
      if (i % 64 == 0 && g_cancellable_is_cancelled (context->cancellable))
        break;
      if ((gint) i != selected)
        draw_track (&painter, i);
    }
  if (selected >= 0)
    draw_track (&painter, (guint) selected);
  rs_line_clear (&painter.line);
  g_array_unref (painter.pace);
  rs_draw_suspects (canvas, context);
}
