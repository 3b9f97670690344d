/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/canvas.h"
#include "drawing/frame.h"

G_BEGIN_DECLS

/* Vessel colours that colour-blind people tell apart, after Okabe and Ito; the last is the grey of
 * all that is context. */
#define RS_N_VESSEL_COLORS 6

/* The colours of one theme. Static. */
typedef struct
{
  RsColor sea, land;
  RsColor coast;     /* 0.8 px */
  RsColor border;    /* 0.8 px, dashed */
  RsColor graticule; /* 0.5 px */
  RsColor sea_name, country_name, city_name;
  RsColor port;      /* names and anchors of the case's ports */
  RsColor text;      /* furniture, vessel labels */
  RsColor text_dim;
  RsColor panel;     /* ground of furniture, partly transparent */
  RsColor halo_sea, halo_land; /* around names, partly transparent */
  RsColor accent;    /* selection, pins */
  RsColor warning;   /* "reconstructed", gaps */
  RsColor vessels[RS_N_VESSEL_COLORS];
  RsColor context;   /* grey */
} RsStyle;

const RsStyle *rs_style_get (RsTheme theme);

/* The colour that a vessel keeps: @color, its own, if it has one (>= 0), else by its id, so that it
 * stays the same whatever else is imported. Returns: an index of the palette. */
gint rs_style_index_for_vessel (gint color, gint64 id);

/* @index: of the palette; -1 and what is beyond it gives the grey. */
RsColor rs_style_get_vessel_color (const RsStyle *style, gint index);

#define RS_COAST_PX 0.8
#define RS_BORDER_PX 0.8
#define RS_GRATICULE_PX 0.5

G_END_DECLS
