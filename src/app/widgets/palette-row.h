/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row in which one of the palette's colours is chosen.
 *
 * Signals: "chosen" (int): by the user */
#define RS_TYPE_PALETTE_ROW (rs_palette_row_get_type ())
G_DECLARE_FINAL_TYPE (RsPaletteRow, rs_palette_row, RS, PALETTE_ROW, AdwPreferencesRow)

GtkWidget *rs_palette_row_new (const char *title);
void rs_palette_row_set_color (RsPaletteRow *self, int color);

G_END_DECLS
