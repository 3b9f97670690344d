/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/frame.h"
#include "drawing/style.h"

G_BEGIN_DECLS

/* How loud a vessel is drawn while another is selected. */
#define RS_FADED_ALPHA 0.35
/* Of a trail, for each of the width of whole tracks. */
#define RS_TRAIL_WIDTHS 1.5

static inline gboolean
rs_frame_hides_vessel (const RsFrame *frame, gint64 vessel_id)
{
  return frame->hidden && g_hash_table_contains (frame->hidden, &vessel_id);
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
