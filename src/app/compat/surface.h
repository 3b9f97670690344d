/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether nobody can see the window: it is minimized, or, as GTK tells from 4.12 on, covered or on
 * another workspace. "notify::state" of the surface says when that changes. */
gboolean rs_surface_is_hidden (GdkSurface *surface);

G_END_DECLS
