/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/snapshot.h"

G_BEGIN_DECLS

/* The symbol and colour that a vessel has on the map, as a small picture: filled where it was
 * observed, hollow where it is only reconstructed. */
#define RS_TYPE_SWATCH (rs_swatch_get_type ())
G_DECLARE_FINAL_TYPE (RsSwatch, rs_swatch, RS, SWATCH, GtkWidget)

GtkWidget *rs_swatch_new (void);
/* @index: of the vessel in the snapshot */
void rs_swatch_set_vessel (RsSwatch *self, const RsSnapshot *snapshot, guint index);
/* A round spot of one colour of the palette, for choosing it. */
void rs_swatch_set_color (RsSwatch *self, int color);

G_END_DECLS
