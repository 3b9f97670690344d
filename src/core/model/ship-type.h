/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The kinds of ship that AIS tells apart (ITU-R M.1371, ship and cargo type). */
typedef enum
{
  RS_SHIP_WING_IN_GROUND,
  RS_SHIP_FISHING,
  RS_SHIP_TOWING,
  RS_SHIP_DREDGER,
  RS_SHIP_DIVING,
  RS_SHIP_MILITARY,
  RS_SHIP_SAILING,
  RS_SHIP_PLEASURE,
  RS_SHIP_HIGH_SPEED,
  RS_SHIP_PILOT,
  RS_SHIP_SEARCH_AND_RESCUE,
  RS_SHIP_TUG,
  RS_SHIP_PORT_TENDER,
  RS_SHIP_LAW_ENFORCEMENT,
  RS_SHIP_PASSENGER,
  RS_SHIP_CARGO,
  RS_SHIP_TANKER,
  RS_N_SHIP_KINDS
} RsShipKind;

/* "tanker", "high-speed", "search-and-rescue", ...: what files and filters say. */
const char *rs_ship_kind_to_string (RsShipKind kind);
gboolean rs_ship_kind_from_string (const char *text, RsShipKind *out);

/* The types of a kind, both included. */
void rs_ship_kind_get_types (RsShipKind kind, gint *out_from, gint *out_to);

/* %FALSE if @ship_type is of none of these. */
gboolean rs_ship_kind_of_type (gint ship_type, RsShipKind *out);

G_END_DECLS
