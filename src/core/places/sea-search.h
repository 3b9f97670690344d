/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "places/sea-tree.h"

G_BEGIN_DECLS

/* What a search came to. */
typedef enum
{
  RS_SEA_FOUND,
  RS_SEA_NOT_FOUND,
  RS_SEA_CANCELLED,
} RsSeaResult;

/**
 * rs_sea_search:
 * @tree: the sea
 * @starts: (element-type guint): free leaves where the way may begin
 * @from: the start proper
 * @goals: (element-type guint): free leaves where it may end
 * @to: the end proper
 * @cancellable: (nullable): checked now and then
 * @path: (element-type RsSpot): emptied, then filled with @from, middles of leaves and of sides of
 *   leaves, and @to; all pieces but the first and the last lie in free leaves
 *
 * Lazy Theta* (Nash, Koenig and Tovey, 2010) over the leaves: an A* whose steps may skip leaves
 * along a straight line. Costs are metres times weight. Deterministic.
 */
RsSeaResult rs_sea_search (RsSeaTree *tree, const GArray *starts, const RsSpot *from,
                           const GArray *goals, const RsSpot *to, GCancellable *cancellable,
                           GArray *path);

G_END_DECLS
