/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/layer-private.h"

G_BEGIN_DECLS

#define RS_LEGEND_MAX_TICKS 6

typedef enum
{
  RS_SIGN_VESSEL, /* a broad line */
  RS_SIGN_LINE,
  RS_SIGN_SYMBOL,
  RS_SIGN_RING,
  RS_SIGN_SUSPECT,
  RS_SIGN_WORDS,
  RS_SIGN_RAMP, /* a bar of colours over its ticks */
  RS_SIGN_HEAT, /* the same of density */
} RsSign;

/* One line of the legend. */
typedef struct
{
  RsSign sign;
  char *text; /* "" of a ramp */
  RsColor color;
  RsDash dash;
  RsPresence presence;
  RsSymbolKind kind;
  gboolean begins_group, is_dim;
  guint n_ticks;
  double at[RS_LEGEND_MAX_TICKS]; /* of the ramp, 0 to 1 */
  char *ticks[RS_LEGEND_MAX_TICKS];
} RsLegendRow;

/**
 * rs_legend_list:
 * @brevity: 0 says all, 2 what cannot be left out
 *
 * What the legend of a picture has to say.
 *
 * Returns: (transfer full): of RsLegendRow
 */
GArray *rs_legend_list (const RsDrawContext *context, guint brevity);

#define RS_LEGEND_MAX_BREVITY 2

G_END_DECLS
