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

/* A panel at the right, above @bottom: the vessels' colours, the kinds of line and of symbol. Width
 * 0 if there is nothing to explain or no room for it. */
RsBox rs_legend_measure (const RsDrawContext *context, double bottom);
void rs_draw_legend (RsCanvas *canvas, RsDrawContext *context, double bottom);

/* A ground for words: a rectangle with round corners. @line: 0 none. */
void rs_draw_panel (RsCanvas *canvas, const RsBox *box, double unit, RsColor fill, RsColor line);

G_END_DECLS
