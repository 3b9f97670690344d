/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows the preferences: clock, units, map, theme, language of names. They change @settings at
 * once. */
void rs_preferences_present (GtkWindow *parent, GSettings *settings);

G_END_DECLS
