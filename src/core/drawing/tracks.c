/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole tracks: lines by provenance, rings beside silences, arrows of direction. They do not depend
 * on the time, so the renderer keeps them in tiles. */
#include <math.h>

#include "drawing/arrows.h"
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
/* The selected one, where its colour does not tell it apart: broader, on a dark (in the dark: light)
 * ground. */
#define SELECTED_WIDTHS 1.4
#define CASING_PX 1.2
#define CASING_ALPHA 0.8
#define NO_TINT G_MAXUINT
/* Arrows and rings, and a pixel around them. */
#define MARK_REACH_PX 6.0
/* Fainter lines than this hardly ever cover what lies below. */
#define OPAQUE_ALPHA 0.4
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
  RsStrokes *strokes; /* (nullable): where lines in changing colours go that are painted below what is there */
  GArray *marks; /* of Mark */
  gboolean is_full; /* nothing is seen of what comes */
} Painter;

/* An arrow, or a ring where it has no direction. */
typedef struct
{
  double x, y, dx, dy; /* logical pixels; a unit vector */
  RsColor color;
} Mark;

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

/* Whether nothing is seen of a chunk, its line and what stands on it, any more. */
static gboolean
is_covered (const Painter *painter, const RsLevelChunk *chunk, double shift)
{
  const RsProjection *projection = &painter->projection;
  double margin = MAX (painter->width / 2 + CASING_PX, MARK_REACH_PX) + 1;
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE, top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  if (!rs_canvas_is_below (painter->canvas))
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      double x, y;

      rs_projection_apply (projection, (double) (i & 1 ? chunk->west : chunk->east) + shift,
                           i & 2 ? chunk->north : chunk->south, &x, &y);
      left = MIN (left, x);
      right = MAX (right, x);
      top = MIN (top, y);
      bottom = MAX (bottom, y);
    }
  return rs_canvas_is_covered (painter->canvas, left - margin, top - margin, right + margin,
                               bottom + margin);
}

/* Lines that wait: the last is on top. */
static void
flush_lines (Painter *painter)
{
  rs_line_end (&painter->line);
  if (painter->strokes)
    rs_strokes_paint_below (painter->strokes, painter->canvas);
}

/* On which sides of what is looked at a point lies, as bits. */
static inline guint
find_sides (const RsWorldBox *box, double x, double y)
{
  return (guint) (x < box->west) | (guint) (x > box->east) << 1 | (guint) (y < box->north) << 2
         | (guint) (y > box->south) << 3;
}

/* A line of which what lies beside the picture is drawn with fewer points, but drawn: it stays one. */
typedef struct
{
  double x, y; /* world units, of a point that waits; what led to it is not seen */
  guint sides, common; /* of that point; of all since the last that was drawn */
  gboolean waits, is_open;
} Pen;

static void
put_point (Painter *painter, Pen *pen, const RsLevelChunk *chunk, double x, double y)
{
  double px, py;

  if (!pen->is_open)
    rs_line_begin (&painter->line, painter->width, painter->color,
                   rs_dash_for_provenance ((RsProvenance) chunk->provenance));
  pen->is_open = TRUE;
  rs_projection_apply (&painter->projection, x, y, &px, &py);
  rs_line_add (&painter->line, px, py);
}

static inline void
begin_at (const Painter *painter, Pen *pen, double x, double y)
{
  guint sides = find_sides (&painter->box, x, y);

  *pen = (Pen){ x, y, sides, sides, .waits = TRUE };
}

static inline void
go_to (Painter *painter, Pen *pen, const RsLevelChunk *chunk, double x, double y)
{
  guint sides = find_sides (&painter->box, x, y);

  if (!(pen->common & sides) && pen->waits)
    {
      put_point (painter, pen, chunk, pen->x, pen->y);
      pen->common = pen->sides;
      pen->waits = FALSE;
    }
  if (pen->common & sides)
    {
      pen->x = x;
      pen->y = y;
      pen->sides = sides;
      pen->common &= sides;
      pen->waits = TRUE;
      return;
    }
  put_point (painter, pen, chunk, x, y);
  pen->common = sides;
}

static void
draw_lines (Painter *painter, guint pass)
{
  const RsLevel *level = painter->level;
  double end_x = NAN; /* world units, of the line that goes on */
  Pen pen = { 0 };

  for (guint i = 0; i < level->n_chunks; i++)
    {
      const RsLevelChunk *chunk = &level->chunks[i];
      const RsLevelPoint *points = level->points + chunk->first;
      double shift, x;

      if (chunk->n < 2)
        continue;
      if (!find_copy (painter, chunk, pass, &shift) || is_covered (painter, chunk, shift))
        {
          end_x = NAN;
          continue;
        }
      x = points[0].x + shift;
      if ((chunk->flags & RS_CHUNK_BEGINS) || x != end_x)
        begin_at (painter, &pen, x, points[0].y);
      for (guint k = 1; k < chunk->n; k++)
        {
          x += (gint32) (points[k].x - points[k - 1].x);
          go_to (painter, &pen, chunk, x, points[k].y);
        }
      end_x = x;
    }
  flush_lines (painter);
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
      if (!find_copy (painter, chunk, pass, &shift) || is_covered (painter, chunk, shift))
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
    }
  flush_lines (painter);
  painter->line.round_ends = FALSE;
}

static void
paint_arrow (RsCanvas *canvas, const Mark *mark)
{
  static const double SHAPE[4][2] = { { 4.4, 0 }, { -3.2, 3.4 }, { -1.8, 0 }, { -3.2, -3.4 } };
  static const guint STARTS[2] = { 0, 4 };
  RsPoint points[4];

  for (guint i = 0; i < 4; i++)
    {
      points[i].x = (float) (mark->x + SHAPE[i][0] * mark->dx - SHAPE[i][1] * mark->dy);
      points[i].y = (float) (mark->y + SHAPE[i][0] * mark->dy + SHAPE[i][1] * mark->dx);
    }
  rs_canvas_fill (canvas, points, STARTS, 1, mark->color);
}

static void
paint_ring (RsCanvas *canvas, const Mark *mark, RsColor ground)
{
  gboolean below = rs_canvas_is_below (canvas);

  for (guint i = 0; i < 2; i++)
    if ((i == 0) != below)
      rs_canvas_fill_disc (canvas, mark->x, mark->y, RING_PX + RING_LINE_PX / 2, mark->color);
    else
      rs_canvas_fill_disc (canvas, mark->x, mark->y, RING_PX - RING_LINE_PX / 2, ground);
}

/* Marks that wait: the last is on top. */
static void
flush_marks (Painter *painter)
{
  gboolean below = rs_canvas_is_below (painter->canvas);
  guint n = painter->marks->len;

  for (guint i = 0; i < n; i++)
    {
      const Mark *mark = &g_array_index (painter->marks, Mark, below ? n - 1 - i : i);

      if (mark->dx != 0 || mark->dy != 0)
        paint_arrow (painter->canvas, mark);
      else
        paint_ring (painter->canvas, mark, painter->context->style->land);
    }
  g_array_set_size (painter->marks, 0);
}

static void
add_mark (Painter *painter, double x, double y, double dx, double dy)
{
  Mark mark = { x, y, dx, dy, painter->color };

  if (!rs_canvas_is_covered (painter->canvas, x - MARK_REACH_PX, y - MARK_REACH_PX,
                             x + MARK_REACH_PX, y + MARK_REACH_PX))
    g_array_append_val (painter->marks, mark);
}

static void
draw_arrow_at (Painter *painter, const RsLinePlace *place, double shift)
{
  double reach = ARROW_REACH_PX * painter->px, way, far;
  double x0, y0, x1, y1, x, y, px, py, dx, dy;

  rs_line_place_find_further (*place, 0, &x, &y);
  rs_projection_apply (&painter->projection, x + shift, y, &px, &py);
  if (rs_canvas_is_covered (painter->canvas, px - MARK_REACH_PX, py - MARK_REACH_PX,
                            px + MARK_REACH_PX, py + MARK_REACH_PX))
    return;
  way = rs_line_place_find_further (*place, -reach, &x0, &y0)
        + rs_line_place_find_further (*place, reach, &x1, &y1);
  far = hypot (x1 - x0, y1 - y0);
  /* Where a ship turns on the spot an arrow would say nothing. */
  if (far < 0.7 * way || far <= 0)
    return;
  dx = (painter->projection.a * (x1 - x0) - painter->projection.b * (y1 - y0)) * painter->px;
  dy = (painter->projection.b * (x1 - x0) + painter->projection.a * (y1 - y0)) * painter->px;
  add_mark (painter, px, py, dx / far, dy / far);
}

typedef struct
{
  Painter *painter;
  const RsLevelChunk *chunk;
  double shift;
} Arrows;

static void
draw_arrow_cb (const RsLinePlace *place, double share, gpointer user_data)
{
  const Arrows *arrows = user_data;
  const RsLevelPoint *points = place->points + place->leg - 1;

  use_tint_at (arrows->painter, arrows->chunk,
               points[0].fix + (guint) (MAX (share, 0) * (points[1].fix - points[0].fix)));
  draw_arrow_at (arrows->painter, place, arrows->shift);
}

static void
draw_arrows (Painter *painter, const RsLevelChunk *chunk, double shift)
{
  Arrows arrows = { painter, chunk, shift };

  rs_arrows_walk (painter->level->points + chunk->first, chunk->n, painter->arrow_spacing,
                  draw_arrow_cb, &arrows);
}

static void
draw_ring (Painter *painter, const RsLevelPoint *point, double x)
{
  double px, py;

  rs_projection_apply (&painter->projection, x, point->y, &px, &py);
  add_mark (painter, px, py, 0, 0);
}

/* What stands on the line rather than being it. */
static void
draw_marks (Painter *painter, guint pass)
{
  const RsLevel *level = painter->level;
  gboolean arrows = rs_draw_context_shows (painter->context, RS_SHOW_DIRECTIONS);

  for (guint i = 0; i < level->n_chunks; i++)
    {
      const RsLevelChunk *chunk = &level->chunks[i];
      const RsLevelPoint *points = level->points + chunk->first;
      double shift, x;

      if (!find_copy (painter, chunk, pass, &shift) || is_covered (painter, chunk, shift))
        continue;
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
  flush_marks (painter);
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

/* How many copies of the level are in view; notes whether what is seen of it was observed. */
static guint
look_over (Painter *painter)
{
  guint n = 0;

  for (guint i = 0; i < painter->level->n_chunks; i++)
    {
      const RsLevelChunk *chunk = &painter->level->chunks[i];
      double shift;

      while (find_copy (painter, chunk, n, &shift))
        n++;
      if (chunk->provenance != RS_OBSERVED && chunk->n > 1 && !painter->context->inferred_in_view)
        painter->context->inferred_in_view = find_copy (painter, chunk, 0, &shift);
    }
  return n;
}

/* One copy: the casing, the line over it, what stands on the line. */
static void
draw_pass (Painter *painter, guint pass, gboolean selected)
{
  const RsTints *tints = painter->context->tints;
  gboolean below = rs_canvas_is_below (painter->canvas);
  gboolean has_casing = selected && tints->by != RS_COLOR_BY_VESSEL;

  if (below)
    draw_marks (painter, pass);
  else if (has_casing)
    draw_casing (painter, pass);
  if (rs_tints_vary (tints))
    draw_tinted_lines (painter, pass);
  else
    draw_lines (painter, pass);
  if (!below)
    draw_marks (painter, pass);
  else if (has_casing)
    draw_casing (painter, pass);
}

static void
draw_hull (Painter *painter, RsTrack *track, const RsVessel *vessel)
{
  RsDrawContext *context = painter->context;
  const RsFrame *frame = context->frame;
  gboolean selected = frame->selected_vessel == vessel->id, varies = rs_tints_vary (context->tints);
  gboolean below = rs_canvas_is_below (painter->canvas);
  guint n_passes;
  g_autoptr (RsKnots) knots = NULL;
  g_autoptr (RsLevel) level = NULL;

  /* Below a full picture only what is not observed is of interest. */
  if ((painter->is_full && (track->n_not_observed == 0 || context->inferred_in_view))
      || !rs_projection_meets_track (&painter->projection, track))
    return;
  level = get_level (painter, track, varies ? &knots : NULL);
  painter->track = track;
  painter->vessel = vessel;
  painter->level = level;
  painter->knots = knots;
  painter->alpha = rs_draw_context_get_track_alpha (context, vessel->id);
  painter->width = frame->track_px;
  painter->color
    = rs_color_with_alpha (rs_tints_get_vessel (context->tints, vessel), painter->alpha);
  if (selected && context->tints->by != RS_COLOR_BY_VESSEL)
    painter->width *= SELECTED_WIDTHS;
  n_passes = look_over (painter);
  for (guint i = 0; i < n_passes && !painter->is_full; i++)
    draw_pass (painter, below ? n_passes - 1 - i : i, selected);
}

static void
draw_track (Painter *painter, guint index)
{
  const RsSnapshot *snapshot = painter->context->snapshot;
  const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, index);
  guint first, end;

  if (rs_frame_hides_vessel (painter->context->frame, vessel->id))
    return;
  first = rs_snapshot_get_hulls (snapshot, index, &end);
  painter->is_full = rs_canvas_is_full (painter->canvas);
  for (guint i = 0; i < end - first; i++)
    draw_hull (painter,
               g_ptr_array_index (snapshot->hulls, rs_canvas_is_below (painter->canvas) ? end - 1 - i
                                                                                    : first + i),
               vessel);
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

/* Whether lines cover one another enough to be painted from the front to the back. */
static gboolean
is_opaque (const RsDrawContext *context)
{
  return context->frame->track_opacity * (context->in_replay ? RS_CONTEXT_ALPHA : 1) >= OPAQUE_ALPHA;
}

/* All, the selected one on top of the others. */
static void
draw_all (Painter *painter)
{
  const RsDrawContext *context = painter->context;
  guint n = context->snapshot->tracks->len;
  gboolean below = rs_canvas_is_below (painter->canvas);
  gint selected = -1;

  if (context->frame->selected_vessel != 0)
    selected = rs_snapshot_find_vessel (context->snapshot, context->frame->selected_vessel);
  if (selected >= 0 && below)
    draw_track (painter, (guint) selected);
  for (guint i = 0; i < n; i++)
    {
      guint index = below ? n - 1 - i : i;

      if (i % 64 == 0 && g_cancellable_is_cancelled (context->cancellable))
        break;
      if ((gint) index != selected)
        draw_track (painter, index);
    }
  if (selected >= 0 && !below)
    draw_track (painter, (guint) selected);
}

void
rs_draw_tracks (RsCanvas *canvas, RsDrawContext *context)
{
  const RsFrame *frame = context->frame;
  Painter painter = { .canvas = canvas, .context = context, .tint = NO_TINT };
  gboolean is_heat = rs_draw_context_shows (context, RS_SHOW_HEAT);

  if (!rs_draw_context_shows (context, RS_SHOW_TRACKS))
    return;
  rs_projection_init (&painter.projection, &frame->view, MARGIN_PX);
  painter.pace = g_array_new (FALSE, FALSE, sizeof (RsPacePoint));
  painter.marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  painter.box = rs_projection_get_box (&painter.projection);
  painter.px = rs_projection_get_px (&painter.projection);
  painter.arrow_spacing
    = ARROW_SPACING_PX * RS_WORLD / (256 * exp2 (ceil (frame->view.zoom - 1e-6)));
  if (!is_heat && is_opaque (context) && rs_canvas_begin_below (canvas)
      && rs_tints_vary (context->tints))
    {
      painter.strokes = rs_strokes_new ();
      rs_line_init_strokes (&painter.line, painter.strokes, rs_canvas_get_width (canvas),
                            rs_canvas_get_height (canvas));
    }
  else
    rs_line_init (&painter.line, canvas);
  if (is_heat)
    draw_heat (&painter);
  else
    draw_all (&painter);
  if (rs_canvas_is_below (canvas))
    rs_canvas_end_below (canvas);
  rs_line_clear (&painter.line);
  g_clear_pointer (&painter.strokes, rs_strokes_free);
  g_array_unref (painter.marks);
  g_array_unref (painter.pace);
  rs_draw_suspects (canvas, context);
}
