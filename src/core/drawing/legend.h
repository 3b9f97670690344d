/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/layer-private.h"

G_BEGIN_DECLS

/* What a case's legend says. */
typedef struct _RsLegendFacts
{
  gboolean observed, reconstructed, asserted, suspects; /* such fixes are there */
} RsLegendFacts;

/* Reads the fixes of the tracks that are not all observed. */
void rs_legend_facts_init (RsLegendFacts *facts, const RsSnapshot *snapshot);

/* Where a legend may stand, logical pixels. Plain value. */
typedef struct
{
  double bottom; /* above this */
  RsBox clock;   /* and above this where it would lie over it; width 0: there is none */
} RsLegendRoom;

/* A panel at the right: the vessels' colours, the kinds of line and of symbol. Width 0 if there is
 * nothing to explain or no room for it. */
RsBox rs_legend_measure (const RsDrawContext *context, const RsLegendRoom *room);
void rs_draw_legend (RsCanvas *canvas, RsDrawContext *context, const RsLegendRoom *room);

/* A ground for words: a rectangle with round corners. @line: 0 none. */
void rs_draw_panel (RsCanvas *canvas, const RsBox *box, double unit, RsColor fill, RsColor line);

G_END_DECLS
