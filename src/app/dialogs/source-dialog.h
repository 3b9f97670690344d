/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* Shows the line of the file that a fix came from, and whether the file is the one that was imported.
 * Where it is not found, the user can say where it is. */
void rs_source_dialog_present (RsWindow *window, gint64 import_id, guint32 line);

G_END_DECLS
