/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/palette.h"

#include <glib/gi18n.h>

static const guint32 colors[RS_N_PALETTE]
    = { 0x0072b2, 0xd55e00, 0x00875f, 0xb8508f, 0xc98500, 0x2a93d5 };
static const guint32 grey = 0x7c8790;

const char *
rs_palette_get_name (int color)
{
  static const char *const names[RS_N_PALETTE]
      = { N_ ("Blue"), N_ ("Vermilion"), N_ ("Green"), N_ ("Purple"), N_ ("Amber"),
          N_ ("Sky blue") };

  return color >= 0 && color < RS_N_PALETTE ? _ (names[color]) : _ ("Grey");
}

GdkRGBA
rs_palette_get_rgba (int color)
{
  guint32 hex = color >= 0 && color < RS_N_PALETTE ? colors[color] : grey;
  GdkRGBA rgba = { (float) (hex >> 16) / 255, (float) (hex >> 8 & 255) / 255,
                   (float) (hex & 255) / 255, 1 };

  return rgba;
}

int
rs_palette_get_vessel_index (const RsSnapshot *snapshot, guint index)
{
  const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, index);

  return vessel->color >= 0 ? vessel->color % RS_N_PALETTE : (int) (index % RS_N_PALETTE);
}
