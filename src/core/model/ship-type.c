/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ship-type.h"

/* The first digit, and some of the thirties and fifties. */
static const struct
{
  const char *word;
  gint from, to;
} kinds[] = {
  [RS_SHIP_WING_IN_GROUND] = { "wing-in-ground", 20, 29 },
  [RS_SHIP_FISHING] = { "fishing", 30, 30 },
  [RS_SHIP_TOWING] = { "towing", 31, 32 },
  [RS_SHIP_DREDGER] = { "dredger", 33, 33 },
  [RS_SHIP_DIVING] = { "diving", 34, 34 },
  [RS_SHIP_MILITARY] = { "military", 35, 35 },
  [RS_SHIP_SAILING] = { "sailing", 36, 36 },
  [RS_SHIP_PLEASURE] = { "pleasure", 37, 37 },
  [RS_SHIP_HIGH_SPEED] = { "high-speed", 40, 49 },
  [RS_SHIP_PILOT] = { "pilot", 50, 50 },
  [RS_SHIP_SEARCH_AND_RESCUE] = { "search-and-rescue", 51, 51 },
  [RS_SHIP_TUG] = { "tug", 52, 52 },
  [RS_SHIP_PORT_TENDER] = { "port-tender", 53, 53 },
  [RS_SHIP_LAW_ENFORCEMENT] = { "law-enforcement", 55, 55 },
  [RS_SHIP_PASSENGER] = { "passenger", 60, 69 },
  [RS_SHIP_CARGO] = { "cargo", 70, 79 },
  [RS_SHIP_TANKER] = { "tanker", 80, 89 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == RS_N_SHIP_KINDS);

const char *
rs_ship_kind_to_string (RsShipKind kind)
{
  g_return_val_if_fail ((guint) kind < RS_N_SHIP_KINDS, "");
  return kinds[kind].word;
}

gboolean
rs_ship_kind_from_string (const char *text, RsShipKind *out)
{
  for (guint i = 0; i < RS_N_SHIP_KINDS; i++)
    if (g_ascii_strcasecmp (text, kinds[i].word) == 0)
      {
        *out = (RsShipKind) i;
        return TRUE;
      }
  return FALSE;
}

void
rs_ship_kind_get_types (RsShipKind kind, gint *out_from, gint *out_to)
{
  g_return_if_fail ((guint) kind < RS_N_SHIP_KINDS);
  *out_from = kinds[kind].from;
  *out_to = kinds[kind].to;
}

gboolean
rs_ship_kind_of_type (gint ship_type, RsShipKind *out)
{
  for (guint i = 0; i < RS_N_SHIP_KINDS; i++)
    if (ship_type >= kinds[i].from && ship_type <= kinds[i].to)
      {
        *out = (RsShipKind) i;
        return TRUE;
      }
  return FALSE;
}
