/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* Asks which column of a table holds what: shows its first rows, how each is read or why it would be
 * rejected, and what was recognised; keeps the answer as a layout with a name if one is given, and
 * imports the file. Does nothing where no case is open for writing. */
void rs_csv_dialog_present (RsWindow *window, const char *path);

/* Adds win.import-columns, which asks for a file, and win.import-columns-of, which names it. */
void rs_csv_dialog_install_actions (RsWindow *window);

G_END_DECLS
