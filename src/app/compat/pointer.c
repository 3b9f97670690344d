/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compat/pointer.h"

#include "config.h"

#ifdef GDK_WINDOWING_X11
#include <gdk/x11/gdkx.h>
#endif

gboolean
rs_pointer_is_free (GtkWidget *widget)
{
#ifdef GDK_WINDOWING_X11
  const guint buttons = GDK_BUTTON1_MASK | GDK_BUTTON2_MASK | GDK_BUTTON3_MASK;
  GdkDisplay *display = gtk_widget_get_display (widget);
  GtkNative *native = gtk_widget_get_native (widget);
  GdkSeat *seat = gdk_display_get_default_seat (display);
  GdkModifierType state = 0;

  if (!GDK_IS_X11_DISPLAY (display) || !native || !seat)
    return FALSE;
  gdk_surface_get_device_position (gtk_native_get_surface (native), gdk_seat_get_pointer (seat), NULL,
                                   NULL, &state);
  return (state & buttons) == 0;
#else
  return FALSE;
#endif
}
