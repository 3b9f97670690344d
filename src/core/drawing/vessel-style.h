/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/frame.h"
#include "drawing/style.h"

G_BEGIN_DECLS

/* How loud a vessel is drawn while another is selected. */
#define RS_FADED_ALPHA 0.35
#define RS_TRACK_PX 1.6
#define RS_TRAIL_PX 2.4

static inline gboolean
rs_frame_hides_vessel (const RsFrame *frame, gint64 vessel_id)
{
  return frame->hidden && g_hash_table_contains (frame->hidden, &vessel_id);
}

/* The vessel's own colour, or by its id; paler if another one is selected. */
static inline RsColor
rs_vessel_get_color (const RsFrame *frame, const RsStyle *style, const RsVessel *vessel)
{
  gint index = rs_style_index_for_vessel (vessel->color, vessel->id);
  RsColor color = rs_style_get_vessel_color (style, index);

  if (frame->selected_vessel != 0 && frame->selected_vessel != vessel->id)
    return rs_color_with_alpha (color, RS_FADED_ALPHA);
  return color;
}

static inline RsDash
rs_dash_for_provenance (RsProvenance provenance)
{
  switch (provenance)
    {
    case RS_RECONSTRUCTED:
      return RS_DASH_INFERRED;
    case RS_ASSERTED:
      return RS_DASH_ASSERTED;
    case RS_OBSERVED:
    default:
      return RS_DASH_NONE;
    }
}

/* Fills a disc: a polygon of as many corners as its size can show. */
void rs_canvas_fill_disc (RsCanvas *canvas, double x, double y, double radius, RsColor color);

/* A circle's line. */
void rs_canvas_stroke_circle (RsCanvas *canvas, double x, double y, double radius, double width,
                              RsColor color);

G_END_DECLS
