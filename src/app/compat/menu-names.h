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

/* Pops up a menu that was just made, as soon as GTK has put in what separates its sections, which it does in an idle
 * handler: of a menu that pops up before, the last items are cut off. */
void rs_menu_popup (GtkPopover *popover);

G_END_DECLS
