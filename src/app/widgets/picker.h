/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

/* A button with a search in a popover, in which several vessels or ports are chosen.
 *
 * Signals: "toggled" (string key): a row was chosen; the key is the vessel's id in decimal digits
 *   or the port's gazetteer id, or the name of a place of the case's own lists */
#define RS_TYPE_PICKER (rs_picker_get_type ())
G_DECLARE_FINAL_TYPE (RsPicker, rs_picker, RS, PICKER, GtkWidget)

typedef enum
{
  RS_PICK_VESSELS,
  RS_PICK_PORTS,
} RsPickerKind;

GtkWidget *rs_picker_new (RsPickerKind kind, RsSession *session, const char *label);
/* (array zero-terminated): keys that show as chosen. */
void rs_picker_set_chosen (RsPicker *self, const char *const *keys);

G_END_DECLS
