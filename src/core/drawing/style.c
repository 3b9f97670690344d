/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/style.h"

static const RsStyle light = {
  .sea = RS_RGB (0xD9E6EE),
  .land = RS_RGB (0xF5F2EB),
  .coast = RS_RGB (0x8AA0AD),
  .border = RS_RGB (0xB3A8B0),
  .graticule = RS_RGB (0xC4D4DE),
  .sea_name = RS_RGB (0x6A8CA3),
  .country_name = RS_RGB (0x857D72),
  .city_name = RS_RGB (0x3C3C3C),
  .port = RS_RGB (0x1F3B4D),
  .text = RS_RGB (0x1E2327),
  .text_dim = RS_RGB (0x5B656C),
  .panel = 0xEEFBFAF7,
  .halo_sea = 0xC0D9E6EE,
  .halo_land = 0xC4F5F2EB,
  .accent = RS_RGB (0x1B6ACB),
  .warning = RS_RGB (0xA8480C),
  .vessels = { RS_RGB (0x0072B2), RS_RGB (0xD55E00), RS_RGB (0x00875F), RS_RGB (0xB8508F),
               RS_RGB (0xC98500), RS_RGB (0x2A93D5) },
  .context = RS_RGB (0x7C8790),
};

/* The vessels' colours of the light theme, lifted until each stands off the dark sea by 4.5:1. */
static const RsStyle dark = {
  .sea = RS_RGB (0x15202A),
  .land = RS_RGB (0x26313A),
  .coast = RS_RGB (0x52697A),
  .border = RS_RGB (0x5A5560),
  .graticule = RS_RGB (0x22303C),
  .sea_name = RS_RGB (0x54728A),
  .country_name = RS_RGB (0x8C8A86),
  .city_name = RS_RGB (0xD8D8D8),
  .port = RS_RGB (0xE3EDF4),
  .text = RS_RGB (0xF0F2F4),
  .text_dim = RS_RGB (0xA9B4BC),
  .panel = 0xEE1C2730,
  .halo_sea = 0xC015202A,
  .halo_land = 0xC426313A,
  .accent = RS_RGB (0x78AEED),
  .warning = RS_RGB (0xF0A165),
  .vessels = { RS_RGB (0x3E9FDB), RS_RGB (0xF0803C), RS_RGB (0x2FB48A), RS_RGB (0xD980B4),
               RS_RGB (0xE0A530), RS_RGB (0x6FBDEB) },
  .context = RS_RGB (0x8F9AA3),
};

const RsStyle *
rs_style_get (RsTheme theme)
{
  return theme == RS_THEME_DARK ? &dark : &light;
}

gint
rs_style_index_for_vessel (gint color, gint64 id)
{
  return color >= 0 ? color : (gint) ((guint64) (id - 1) % RS_N_VESSEL_COLORS);
}

RsColor
rs_style_get_vessel_color (const RsStyle *style, gint index)
{
  return index >= 0 && index < RS_N_VESSEL_COLORS ? style->vessels[index] : style->context;
}
