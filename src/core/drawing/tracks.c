/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole tracks: lines by provenance, rings beside silences, arrows of direction. They do not depend
 * on the time, so the renderer keeps them in tiles. */
#include <math.h>

#include "drawing/layer-private.h"
#include "drawing/level-cut.h"
#include "drawing/level-of-detail.h"
#include "drawing/line.h"
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

typedef struct
{
  RsCanvas *canvas;
  RsDrawContext *context;
  RsProjection projection;
  RsLine line;
  double px;            /* world units of a pixel */
  double arrow_spacing; /* world units */
  const RsLevel *level;
  RsColor color;
} Painter;

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
          rs_line_begin (&painter->line, RS_TRACK_PX, painter->color,
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

/* The point @length along a chunk, world units without the copy's shift. */
static void
find_along (const RsLevelPoint *points, guint n, double length, double *out_x, double *out_y)
{
  double x = points[0].x, y = points[0].y;

  for (guint k = 1; k < n; k++)
    {
      double dx = (gint32) (points[k].x - points[k - 1].x);
      double dy = (double) points[k].y - (double) points[k - 1].y;
      double step = sqrt (dx * dx + dy * dy);

      if (step >= length && step > 0)
        {
          *out_x = x + dx * MAX (length, 0) / step;
          *out_y = y + dy * MAX (length, 0) / step;
          return;
        }
      length -= step;
      x += dx;
      y += dy;
    }
  *out_x = x;
  *out_y = y;
}

static double
get_length (const RsLevelPoint *points, guint n)
{
  double length = 0;

  for (guint k = 1; k < n; k++)
    {
      double dx = (gint32) (points[k].x - points[k - 1].x);
      double dy = (double) points[k].y - (double) points[k - 1].y;

      length += sqrt (dx * dx + dy * dy);
    }
  return length;
}

static void
draw_arrow_at (Painter *painter, const RsLevelChunk *chunk, double shift, double at, double length)
{
  const RsLevelPoint *points = painter->level->points + chunk->first;
  double reach = ARROW_REACH_PX * painter->px;
  double from = MAX (at - reach, 0), to = MIN (at + reach, length), far;
  double x0, y0, x1, y1, x, y, px, py, dx, dy;

  find_along (points, chunk->n, from, &x0, &y0);
  find_along (points, chunk->n, to, &x1, &y1);
  find_along (points, chunk->n, at, &x, &y);
  far = hypot (x1 - x0, y1 - y0);
  /* Where a ship turns on the spot an arrow would say nothing. */
  if (far < 0.7 * (to - from) || far <= 0)
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
  double spacing = painter->arrow_spacing, length = get_length (points, chunk->n);
  double done = 0, last = -spacing, x = points[0].x;

  for (guint k = 1; k < chunk->n; k++)
    {
      double dx = (gint32) (points[k].x - points[k - 1].x);
      double dy = (double) points[k].y - (double) points[k - 1].y;
      double step = sqrt (dx * dx + dy * dy);
      gboolean along_x = fabs (dx) >= fabs (dy);
      double c = along_x ? x : points[k - 1].y, dc = along_x ? dx : dy;
      double phase = dc > 0 ? 0.25 : 0.75;
      double n = dc > 0 ? ceil (c / spacing - phase) : floor (c / spacing - phase);

      for (; dc != 0; n += dc > 0 ? 1 : -1)
        {
          double share = ((n + phase) * spacing - c) / dc;
          double at = done + share * step;

          if (share >= 1)
            break;
          if (at - last < 0.5 * spacing)
            continue;
          last = at;
          draw_arrow_at (painter, chunk, shift, at, length);
        }
      done += step;
      x += dx;
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
      if (chunk->flags & RS_CHUNK_RING_FIRST)
        draw_ring (painter, &points[0], x);
      if (chunk->flags & RS_CHUNK_RING_LAST)
        {
          for (guint k = 1; k < chunk->n; k++)
            x += (gint32) (points[k].x - points[k - 1].x);
          draw_ring (painter, &points[chunk->n - 1], x);
        }
    }
  return seen;
}

static void
draw_hull (Painter *painter, RsTrack *track, const RsVessel *vessel)
{
  RsDrawContext *context = painter->context;
  const RsFrame *frame = context->frame;
  g_autoptr (RsLevel) level = NULL;

  if (!rs_projection_meets_track (&painter->projection, track))
    return;
  level = rs_detail_get_level (context->detail, track,
                               rs_level_for_zoom (frame->view.zoom, frame->view.scale));
  rs_level_cut (&level, track, frame->span_from_ms, frame->span_to_ms);
  painter->level = level;
  painter->color = rs_vessel_get_color (frame, context->style, vessel);
  if (context->in_replay && frame->selected_vessel != vessel->id)
    painter->color = rs_color_with_alpha (painter->color, CONTEXT_ALPHA);
  for (guint pass = 0;; pass++)
    {
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
} Preparation;

static void
prepare_cb (guint index, gpointer user_data)
{
  const Preparation *preparation = user_data;
  guint end = MIN ((index + 1) * TRACKS_PER_PIECE, preparation->tracks->len);

  for (guint i = index * TRACKS_PER_PIECE; i < end; i++)
    {
      if (g_cancellable_is_cancelled (preparation->context->cancellable))
        return;
      rs_level_unref (rs_detail_get_level (preparation->context->detail,
                                           g_ptr_array_index (preparation->tracks, i),
                                           preparation->zoom));
    }
}

void
rs_prepare_tracks (const RsDrawContext *context)
{
  const RsFrame *frame = context->frame;
  g_autoptr (GPtrArray) tracks = g_ptr_array_new ();
  Preparation preparation = { context, tracks,
                              rs_level_for_zoom (frame->view.zoom, frame->view.scale) };
  RsProjection projection;

  /* Tiles reach out of the picture by less than one tile. */
  rs_projection_init (&projection, &frame->view, RS_TILE_PX / frame->view.scale + MARGIN_PX);
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

void
rs_draw_tracks (RsCanvas *canvas, RsDrawContext *context)
{
  const RsFrame *frame = context->frame;
  RsSnapshot *snapshot = context->snapshot;
  Painter painter = { .canvas = canvas, .context = context };
  gint selected = -1;

  if (!rs_draw_context_shows (context, RS_SHOW_TRACKS))
    return;
  if (frame->selected_vessel != 0)
    selected = rs_snapshot_find_vessel (snapshot, frame->selected_vessel);
  rs_projection_init (&painter.projection, &frame->view, MARGIN_PX);
  rs_line_init (&painter.line, canvas);
  painter.px = rs_projection_get_px (&painter.projection);
  painter.arrow_spacing
    = ARROW_SPACING_PX * RS_WORLD / (256 * exp2 (ceil (frame->view.zoom - 1e-6)));
  for (guint i = 0; i < snapshot->tracks->len; i++)
    {
      if (i % 64 == 0 && g_cancellable_is_cancelled (context->cancellable))
        break;
      if ((gint) i != selected)
        draw_track (&painter, i);
    }
  if (selected >= 0)
    draw_track (&painter, (guint) selected);
  rs_line_clear (&painter.line);
  rs_draw_suspects (canvas, context);
}
