/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suspicious fixes: a small hollow cross each, over the lines. They do not depend on the time, and are
 * kept in tiles with the tracks. */
#include "drawing/suspects.h"

#include <math.h>

#include "base/mercator.h"
#include "drawing/layer-private.h"
#include "drawing/projection.h"
#include "drawing/vessel-style.h"

/* Half the height of a cross, of its arms, and the line around it. */
#define REACH_PX 4.5
#define ARM_PX 1.5
#define LINE_PX 1.0
#define MARGIN_PX 8.0
/* Crosses nearer to the one before than this say nothing new. */
#define SPACING_PX 3.0

void
rs_suspect_draw (RsCanvas *canvas, double x, double y, double unit, RsColor color, RsColor ground)
{
  /* An upright cross turned by 45 degrees, clockwise. */
  static const gint8 SHAPE[12][2] = { { -1, -3 }, { 1, -3 }, { 1, -1 }, { 3, -1 }, { 3, 1 }, { 1, 1 },
                                      { 1, 3 },   { -1, 3 }, { -1, 1 }, { -3, 1 }, { -3, -1 }, { -1, -1 } };
  static const guint STARTS[2] = { 0, 12 };
  RsPoint outer[12], inner[12];

  for (guint i = 0; i < 12; i++)
    {
      /* The arm's end at 3, its side at 1. */
      double u = SHAPE[i][0], v = SHAPE[i][1];
      double a = (fabs (u) > 2 ? REACH_PX : ARM_PX) * (u < 0 ? -unit : unit);
      double b = (fabs (v) > 2 ? REACH_PX : ARM_PX) * (v < 0 ? -unit : unit);
      double c = a - copysign (LINE_PX * unit, a), d = b - copysign (LINE_PX * unit, b);

      outer[i] = (RsPoint) { (float) (x + (a - b) * G_SQRT2 / 2), (float) (y + (a + b) * G_SQRT2 / 2) };
      inner[i] = (RsPoint) { (float) (x + (c - d) * G_SQRT2 / 2), (float) (y + (c + d) * G_SQRT2 / 2) };
    }
  rs_canvas_fill (canvas, outer, STARTS, 1, color);
  rs_canvas_fill (canvas, inner, STARTS, 1, ground);
}

static void
draw_track (RsCanvas *canvas, const RsDrawContext *context, const RsProjection *projection,
            const RsTrack *track, RsColor color)
{
  const RsFrame *frame = context->frame;
  double last_x = -1e9, last_y = -1e9;
  guint n;
  const RsSuspect *suspects
    = rs_track_get_suspects (track, frame->span_from_ms, frame->span_to_ms, &n);

  for (guint i = 0; i < n; i++)
    {
      const RsSuspect *suspect = &suspects[i];
      RsLatLon place = { rs_deg_from_e7 (suspect->lat_e7), rs_deg_from_e7 (suspect->lon_e7) };
      double x, y;

      if (i % 4096 == 0 && g_cancellable_is_cancelled (context->cancellable))
        return;
      for (guint copy = 0; rs_projection_place (projection, place, copy, &x, &y); copy++)
        {
          if (fabs (x - last_x) < SPACING_PX && fabs (y - last_y) < SPACING_PX)
            continue;
          rs_suspect_draw (canvas, x, y, 1, color, context->style->land);
          last_x = x;
          last_y = y;
        }
    }
}

void
rs_draw_suspects (RsCanvas *canvas, RsDrawContext *context)
{
  const RsSnapshot *snapshot = context->snapshot;
  RsProjection projection;

  if (!rs_draw_context_shows (context, RS_SHOW_TRACKS)
      || !rs_draw_context_shows (context, RS_SHOW_SUSPECTS))
    return;
  rs_projection_init (&projection, &context->frame->view, MARGIN_PX);
  for (guint i = 0; i < snapshot->tracks->len; i++)
    {
      const RsTrack *track = g_ptr_array_index (snapshot->tracks, i);
      const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, i);

      if (track->n_suspects > 0 && !rs_frame_hides_vessel (context->frame, vessel->id)
          && rs_projection_meets_track (&projection, track))
        draw_track (canvas, context, &projection, track,
                    rs_draw_context_shows (context, RS_SHOW_HEAT)
                      ? context->style->context
                      : rs_tints_get_vessel (context->tints, vessel));
    }
}
