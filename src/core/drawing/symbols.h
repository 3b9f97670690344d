/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/canvas.h"
#include "drawing/style.h"
#include "model/records.h"
#include "replay/position.h"

G_BEGIN_DECLS

/* What a ship is for, as far as nine pixels can tell: by the mark on its triangle or diamond. */
typedef enum
{
  RS_SYMBOL_OTHER,     /* plain */
  RS_SYMBOL_CARGO,     /* a hatch across */
  RS_SYMBOL_TANKER,    /* a round tank */
  RS_SYMBOL_PASSENGER, /* two decks across */
  RS_SYMBOL_FISHING,   /* a swallow's tail */
  RS_SYMBOL_SERVICE,   /* tug, pilot, dredger, rescue, police, war: short and broad */
  RS_SYMBOL_PLEASURE,  /* sail and pleasure craft: thin */
  RS_N_SYMBOL_KINDS
} RsSymbolKind;

/* @ship_type: AIS ship and cargo type */
RsSymbolKind rs_symbol_kind_for_type (gint ship_type);

/* How one vessel stands on the map. Observed positions are filled, reconstructed ones half filled,
 * asserted ones hollow with a dot, lost ones hollow with a line across. Plain value. */
typedef struct
{
  double x, y;        /* logical pixels */
  double angle_rad;   /* where it points, clockwise from up; NAN unknown */
  RsPresence presence; /* not RS_PRESENCE_NONE */
  RsSymbolKind kind;
  RsProvenance provenance;
  RsColor color;
  /* Its hull, logical pixels from the antenna; 0 all: by symbol. */
  double bow_px, stern_px, port_px, starboard_px;
  gboolean hull_inferred; /* it points where it goes, as far as is known: drawn dashed */
} RsSymbol;

/* Half the size of a symbol that is no hull. */
#define RS_SYMBOL_REACH_PX 9.0

/**
 * rs_symbol_set_hull:
 * @vessel: its dimensions are used: those it had at @t_ms if they are dated, else its own
 * @px_per_m: logical pixels of a metre on the ground there
 *
 * Gives the symbol a true hull if the dimensions are known, it points somewhere, the map is about
 * 1:20,000 or nearer (at 96 pixels to the inch) and the hull would be at least 12 px long.
 */
void rs_symbol_set_hull (RsSymbol *self, const RsVessel *vessel, gint64 t_ms, double px_per_m);

static inline gboolean
rs_symbol_has_hull (const RsSymbol *self)
{
  return self->bow_px + self->stern_px > 0;
}

void rs_symbol_draw (const RsSymbol *self, RsCanvas *canvas, const RsStyle *style);

/* Middle of the hull or symbol, and how far it reaches from there. */
void rs_symbol_get_extent (const RsSymbol *self, double *out_x, double *out_y, double *out_reach);

/* Distance in pixels from a point to the symbol's body; 0 inside. */
double rs_symbol_dist (const RsSymbol *self, double x, double y);

G_END_DECLS
