/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/level-of-detail.h"
#include "drawing/renderer.h"

G_BEGIN_DECLS

/* rs_renderer_pick () on what the renderer keeps; takes no lock for longer than a lookup. */
RsPick rs_pick (RsDetail *detail, RsSnapshot *snapshot, const RsFrame *frame, double x, double y,
                double radius_px);

/* (nullable): the track of a picked vessel; of a number that several ships share that of the ship whose symbol
 * it was. */
const RsTrack *rs_pick_get_track (const RsPick *pick, const RsSnapshot *snapshot);

G_END_DECLS
