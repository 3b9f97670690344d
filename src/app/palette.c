/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/palette.h"

#include <glib/gi18n.h>

#include "drawing/style.h"

const char *
rs_palette_get_name (int color)
{
  static const char *const names[RS_N_PALETTE]
      = { N_ ("Blue"), N_ ("Vermilion"), N_ ("Green"), N_ ("Purple"), N_ ("Amber"),
          N_ ("Sky blue") };

  return color >= 0 && color < RS_N_PALETTE ? _ (names[color]) : _ ("Grey");
}

GdkRGBA
rs_palette_get_rgba (int color, gboolean dark)
{
  const RsStyle *style = rs_style_get (dark ? RS_THEME_DARK : RS_THEME_LIGHT);
  RsColor argb = rs_style_get_vessel_color (style, color);
  GdkRGBA rgba = { (float) (argb >> 16 & 255) / 255, (float) (argb >> 8 & 255) / 255,
                   (float) (argb & 255) / 255, 1 };

  return rgba;
}

int
rs_palette_get_vessel_index (const RsSnapshot *snapshot, guint index)
{
  const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, index);

  return rs_style_index_for_vessel (vessel->color, vessel->id) % RS_N_PALETTE;
}
