/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "model/snapshot.h"

G_BEGIN_DECLS

/* The six colours of vessels and notes (LOOK.md) as the map has them. */
#define RS_N_PALETTE 6

/* Name of a colour for people. (transfer none) */
const char *rs_palette_get_name (int color);
/* @color: 0 to RS_N_PALETTE - 1; anything else is the grey of context */
GdkRGBA rs_palette_get_rgba (int color, gboolean dark);
/* The colour that the map gives the vessel at @index of the snapshot. */
int rs_palette_get_vessel_index (const RsSnapshot *snapshot, guint index);

G_END_DECLS
