/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/frame.h"
#include "drawing/level-of-detail.h"
#include "drawing/symbols.h"
#include "drawing/tints.h"

G_BEGIN_DECLS

/* One vessel as it stands in a picture. Plain value. */
typedef struct
{
  RsSymbol symbol;
  guint index; /* into the snapshot's vessels */
  guint hull;  /* into the snapshot's hulls */
} RsFleetMember;

/**
 * rs_fleet_collect:
 * @tints: (nullable): what gives the symbols their colours; %NULL where nobody sees them
 * @margin_px: how far outside the view a symbol still counts
 *
 * The ships, hull by hull, whose symbols are seen at frame->t_ms, in the order in which they are painted: by
 * rank, the hovered one and the selected one last. What is drawn and what is picked.
 *
 * Returns: (transfer full): of RsFleetMember
 */
GArray *rs_fleet_collect (RsDetail *detail, RsSnapshot *snapshot, const RsFrame *frame,
                          const RsTints *tints, double margin_px);

/**
 * rs_fleet_collect_near:
 * @x: logical pixels
 * @y: logical pixels
 * @reach_px: how far from there a ship still counts
 *
 * As rs_fleet_collect (), without colours, of those that may reach the square around (@x, @y), as long as they
 * are. Asks all of them, but makes the symbols of these only, and in this thread alone: the main thread shall not
 * wait for another one, which may have lost its processor.
 *
 * Returns: (transfer full): of RsFleetMember
 */
GArray *rs_fleet_collect_near (RsDetail *detail, RsSnapshot *snapshot, const RsFrame *frame, double x,
                               double y, double reach_px);

G_END_DECLS
