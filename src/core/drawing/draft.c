/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/draft.h"

#include <math.h>

#include "drawing/level-cut.h"
#include "drawing/level-of-detail.h"
#include "drawing/parallel.h"
#include "drawing/projection.h"
#include "drawing/raster-pixel.h"
#include "drawing/raster.h"
#include "drawing/vessel-style.h"

#define MARGIN_PX 12.0
/* Points of the levels in view. A tenth of a second for two processors, about. */
#define MANY_POINTS 50000
/* Zoom levels by which its lines are coarser than those of the picture that follows: half the points, a pixel's
 * difference. */
#define COARSER 1

/* Rows of the picture that one thread paints. */
typedef struct
{
  RsDrawContext *context;
  RsProjection projection;
  guchar *pixels;
  int stride, width, top, bottom;
  int line_px; /* device pixels across */
  double scale;
  gboolean inferred; /* out */

  /* (nullable): where lines are opaque they are drawn from the front to the back: which pixels have one, and how
   * many have none of each cell. */
  guint8 *seen;
  guint16 *n_open;
  int n_columns; /* of cells */

  guint32 source; /* of what is drawn next, premultiplied */
  int on, period; /* of dashes, device pixels; period 0: solid */
} Band;

typedef struct
{
  const Band *like;
  int height;
  gint inferred; /* atomic */
} Draft;

gboolean
rs_draft_is_due (const RsDrawContext *context)
{
  const RsFrame *frame = context->frame;
  guint zoom = rs_level_for_zoom (frame->view.zoom, frame->view.scale);
  RsProjection projection;
  guint64 n = 0;

  if (rs_draw_context_shows (context, RS_SHOW_HEAT))
    return FALSE;
  rs_projection_init (&projection, &frame->view, MARGIN_PX);
  for (guint i = 0; i < context->snapshot->hulls->len && n <= MANY_POINTS; i++)
    {
      const RsTrack *track = g_ptr_array_index (context->snapshot->hulls, i);

      if (zoom < track->n_levels && !rs_frame_hides_vessel (frame, track->vessel_id)
          && rs_projection_meets_track (&projection, track))
        n += track->levels[zoom].n_points;
    }
  return n > MANY_POINTS;
}

/* Pixels of a cell's side, a power of two. */
#define CELL_BITS 4
#define CELL (1 << CELL_BITS)
/* Whole pixels are the upper bits: rounding functions would be calls. */
#define FRACTION_BITS 16
#define ONE ((double) (1 << FRACTION_BITS))

static inline gboolean
is_gap (const Band *band, int at)
{
  return band->period > 0 && at % band->period >= band->on;
}

static inline guint
find_cell (const Band *band, int x, int y)
{
  return (guint) ((y - band->top) >> CELL_BITS) * (guint) band->n_columns + (guint) (x >> CELL_BITS);
}

static inline void
put_pixel (const Band *band, int x, int y)
{
  guint32 *pixel = (guint32 *) (gpointer) (band->pixels + (gsize) y * (gsize) band->stride) + x;

  if (band->seen)
    {
      guint8 *seen = &band->seen[(gsize) (y - band->top) * (gsize) band->width + (gsize) x];

      if (*seen)
        return;
      *seen = TRUE;
      *pixel = band->source;
      band->n_open[find_cell (band, x, y)]--;
    }
  else
    rs_pixel_blend (pixel, band->source, 255);
}

/* Whether every pixel of the box, which may reach out of the band, has a line. */
static inline gboolean
is_covered (const Band *band, double left, double top, double right, double bottom)
{
  int x0 = (int) MAX (left, 0), x1 = (int) MIN (right, band->width - 1);
  int y0 = (int) MAX (top, band->top), y1 = (int) MIN (bottom, band->bottom - 1);

  if (!band->seen || x0 > x1 || y0 > y1)
    return FALSE;
  for (guint row = find_cell (band, x0, y0); row <= find_cell (band, x0, y1); row += (guint) band->n_columns)
    for (guint k = 0; k <= (guint) ((x1 >> CELL_BITS) - (x0 >> CELL_BITS)); k++)
      if (band->n_open[row + k] > 0)
        return FALSE;
  return TRUE;
}

/* Where a line that goes through (@along, @across) and rises by @slope lies across from @low to @high: cuts
 * [*first, *last] to that. */
static void
cut (double along, double across, double slope, double low, double high, double *first, double *last)
{
  double a, b;

  if (slope == 0)
    {
      if (across < low || across > high)
        *last = *first;
      return;
    }
  a = along + (low - across) / slope;
  b = along + (high - across) / slope;
  *first = MAX (*first, MIN (a, b));
  *last = MIN (*last, MAX (a, b));
}

/* One pixel of length after the other: rows of a steep line, columns of a flat one. Of the other coordinate, lines
 * are left out that lie only partly on the picture. */
static void
draw_steps (const Band *band, double along0, double across0, double along1, double across1,
            gboolean is_steep)
{
  double slope = (across1 - across0) / (along1 - along0), half = band->line_px / 2.0;
  double first = MIN (along0, along1), last = MAX (along0, along1);
  int low = is_steep ? 0 : band->top;
  int high = (is_steep ? band->width : band->bottom) - band->line_px;
  gint64 at, rise = (gint64) (slope * ONE);
  int from, to;

  first = MAX (first, is_steep ? band->top : 0);
  last = MIN (last, is_steep ? band->bottom : band->width);
  cut (along0, across0, slope, low + half, high + half, &first, &last);
  if (!(first < last))
    return;
  from = (int) ceil (first);
  to = (int) ceil (last);
  at = (gint64) ((across0 + (from - along0) * slope - half) * ONE);
  for (int i = from; i < to; i++, at += rise)
    {
      int across = (int) CLAMP (at >> FRACTION_BITS, low, high);

      for (int k = across; k < across + band->line_px && !is_gap (band, i); k++)
        if (is_steep)
          put_pixel (band, k, i);
        else
          put_pixel (band, i, k);
    }
}

/* Device pixels. */
static void
draw_leg (const Band *band, double x0, double y0, double x1, double y1)
{
  if (MAX (y0, y1) < band->top - band->line_px || MIN (y0, y1) > band->bottom + band->line_px
      || MAX (x0, x1) < -band->line_px || MIN (x0, x1) > band->width + band->line_px
      || (x0 == x1 && y0 == y1)
      || is_covered (band, MIN (x0, x1) - band->line_px, MIN (y0, y1) - band->line_px,
                     MAX (x0, x1) + band->line_px, MAX (y0, y1) + band->line_px))
    return;
  if (fabs (y1 - y0) > fabs (x1 - x0))
    draw_steps (band, y0, x0, y1, x1, TRUE);
  else
    draw_steps (band, x0, y0, x1, y1, FALSE);
}

static void
draw_chunk (Band *band, const RsLevel *level, const RsLevelChunk *chunk)
{
  const RsLevelPoint *points = level->points + chunk->first;
  RsDash dash = rs_dash_for_provenance ((RsProvenance) chunk->provenance);
  gint first, last;

  if (chunk->n < 2 || chunk->south < band->projection.north || chunk->north > band->projection.south
      || !rs_projection_get_copies (&band->projection, (double) chunk->west, (double) chunk->east,
                                    &first, &last))
    return;
  band->period = 0;
  if (dash != RS_DASH_NONE)
    {
      double on, off;

      rs_dash_get_lengths (dash, &on, &off);
      band->on = (int) rint (on * band->scale);
      band->period = (int) rint ((on + off) * band->scale);
      band->inferred = TRUE;
    }
  for (gint copy = first; copy <= last; copy++)
    {
      double x = points[0].x + copy * RS_WORLD, x0, y0, x1, y1;

      rs_projection_apply (&band->projection, x, points[0].y, &x0, &y0);
      for (guint k = 1; k < chunk->n; k++, x0 = x1, y0 = y1)
        {
          x += (gint32) (points[k].x - points[k - 1].x);
          rs_projection_apply (&band->projection, x, points[k].y, &x1, &y1);
          draw_leg (band, x0 * band->scale, y0 * band->scale, x1 * band->scale, y1 * band->scale);
        }
    }
}

static void
draw_vessel (Band *band, guint index)
{
  const RsDrawContext *context = band->context;
  const RsFrame *frame = context->frame;
  const RsVessel *vessel = g_ptr_array_index (context->snapshot->vessels, index);
  RsWorldBox box = rs_projection_get_box (&band->projection);
  guint zoom = rs_level_for_zoom (frame->view.zoom - COARSER, frame->view.scale), first, end;

  if (rs_frame_hides_vessel (frame, vessel->id))
    return;
  band->source = rs_pixel_premultiply (
      rs_color_with_alpha (rs_tints_get_vessel (context->tints, vessel),
                           rs_draw_context_get_track_alpha (context, vessel->id)));
  first = rs_snapshot_get_hulls (context->snapshot, index, &end);
  for (guint k = 0; k < end - first; k++)
    {
      RsTrack *track
        = g_ptr_array_index (context->snapshot->hulls, band->seen ? end - 1 - k : first + k);
      g_autoptr (RsLevel) level = NULL;

      if (!rs_projection_meets_track (&band->projection, track))
        continue;
      level = rs_detail_get_level (context->detail, track, zoom, &box);
      rs_level_cut (&level, track, frame->span_from_ms, frame->span_to_ms);
      for (guint i = 0; i < level->n_chunks; i++)
        draw_chunk (band, level, &level->chunks[i]);
    }
}

static void
begin_front (Band *band)
{
  int n_rows = (band->bottom - band->top) / CELL + 1;

  band->n_columns = band->width / CELL + 1;
  band->seen = g_malloc0 ((gsize) band->width * (gsize) (band->bottom - band->top));
  band->n_open = g_new (guint16, (gsize) band->n_columns * (gsize) n_rows);
  for (int i = 0; i < n_rows * band->n_columns; i++)
    {
      int x = i % band->n_columns * CELL, y = band->top + i / band->n_columns * CELL;

      band->n_open[i] = (guint16) (MIN (CELL, band->width - x) * MIN (CELL, band->bottom - y));
    }
}

static void
draw_band_cb (guint number, gpointer user_data)
{
  Draft *draft = user_data;
  Band band = *draft->like;
  const RsDrawContext *context = band.context;
  int n_bands = (int) rs_parallel_get_n_threads ();
  guint n = context->snapshot->tracks->len;
  gint selected = -1;

  band.top = draft->height * (int) number / n_bands;
  band.bottom = draft->height * ((int) number + 1) / n_bands;
  if (context->frame->selected_vessel != 0)
    selected = rs_snapshot_find_vessel (context->snapshot, context->frame->selected_vessel);
  /* While one is selected the others are pale. */
  if (rs_draw_context_get_track_alpha (context, 0) == 1 && context->frame->selected_vessel == 0)
    begin_front (&band);
  if (selected >= 0 && band.seen)
    draw_vessel (&band, (guint) selected);
  for (guint i = 0; i < n; i++)
    {
      guint index = band.seen ? n - 1 - i : i;

      if (i % 64 == 0 && g_cancellable_is_cancelled (context->cancellable))
        break;
      if ((gint) index != selected)
        draw_vessel (&band, index);
    }
  if (selected >= 0 && !band.seen)
    draw_vessel (&band, (guint) selected);
  g_free (band.seen);
  g_free (band.n_open);
  if (band.inferred)
    g_atomic_int_set (&draft->inferred, TRUE);
}

void
rs_draft_draw (RsDrawContext *context, guchar *pixels, int stride, int width, int height)
{
  const RsFrame *frame = context->frame;
  Band like = { .context = context, .pixels = pixels, .stride = stride, .width = width,
                .line_px = MAX ((int) rint (frame->track_px * frame->view.scale), 1),
                .scale = frame->view.scale };
  Draft draft = { &like, height, FALSE };

  rs_projection_init (&like.projection, &frame->view, MARGIN_PX);
  rs_parallel_run (rs_parallel_get_n_threads (), draw_band_cb, &draft);
  context->inferred_in_view |= draft.inferred;
}
