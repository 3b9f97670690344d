/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * rs_menu_names_watch:
 * @popover: (nullable): a menu; anything else is left alone
 *
 * Gives the items of a menu their accessible names whenever it is shown. GTK 4.18 derives them from
 * labels that it hides from screen readers, so that they come out empty.
 */
void rs_menu_names_watch (GtkPopover *popover);

G_END_DECLS
