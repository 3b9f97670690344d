/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compat/surface.h"

#include "config.h"

/* GDK_TOPLEVEL_STATE_SUSPENDED, which GTK 4.8 neither declares nor sets. */
#define STATE_SUSPENDED (1 << 16)

gboolean
rs_surface_is_hidden (GdkSurface *surface)
{
  guint state = GDK_IS_TOPLEVEL (surface) ? gdk_toplevel_get_state (GDK_TOPLEVEL (surface)) : 0;

  return (state & (GDK_TOPLEVEL_STATE_MINIMIZED | STATE_SUSPENDED)) != 0;
}
