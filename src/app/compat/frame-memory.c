/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/compat/frame-memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* The C library takes no threshold above 32 MiB. */
#define MIN_FRAME_BYTES ((gsize) 4 << 20)
#define MAX_FRAME_BYTES ((gsize) 16 << 20)

#ifdef GDK_WINDOWING_X11
#include <cairo-xlib.h>
#include <gdk/x11/gdkx.h>

/* The smallest that cairo shares with an X server has 4,096 bytes. */
#define KEPT_PX 64

typedef struct
{
  cairo_surface_t *surface; /* in the same memory as the frames */
  gsize bytes;              /* of a frame */
} Kept;

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  cairo_surface_destroy (kept->surface);
  g_free (kept);
}

/* Cairo takes memory for some images of the size of the first, and returns it with the last. So a small one of
 * ours lies in it beside the frames. */
static cairo_surface_t *
make_kept (Display *display, int width, int height)
{
  int screen = DefaultScreen (display);
  cairo_surface_t *window = cairo_xlib_surface_create (
    display, RootWindow (display, screen), DefaultVisual (display, screen), width, height);
  cairo_surface_t *frame
    = cairo_surface_create_similar_image (window, CAIRO_FORMAT_ARGB32, width, height);
  cairo_surface_t *kept
    = cairo_surface_create_similar_image (window, CAIRO_FORMAT_ARGB32, KEPT_PX, KEPT_PX);

  cairo_surface_destroy (frame);
  cairo_surface_destroy (window);
  return kept;
}

static void
keep_shared (GdkDisplay *display, GdkSurface *surface, int width, int height)
{
  static const char KEY[] = "rs-frame-memory";
  gsize bytes = (gsize) width * (gsize) height * 4;
  Kept *kept = g_object_get_data (G_OBJECT (surface), KEY);

  if (!GDK_IS_X11_DISPLAY (display) || (kept && kept->bytes >= bytes))
    return;
  kept = g_new (Kept, 1);
  *kept = (Kept){ make_kept (gdk_x11_display_get_xdisplay (display), width, height), bytes };
  g_object_set_data_full (G_OBJECT (surface), KEY, kept, free_kept);
}
#else
static void
keep_shared (GdkDisplay *display, GdkSurface *surface, int width, int height)
{
}
#endif

/* The C library gives large pieces back at once, too, and what lies free at its end: a frame is painted in two or
 * three pieces of its size. */
static void
keep_own (gsize bytes)
{
#ifdef __GLIBC__
  static gsize kept;

  bytes = CLAMP (bytes, MIN_FRAME_BYTES, MAX_FRAME_BYTES);
  if (bytes <= kept)
    return;
  kept = bytes;
  mallopt (M_MMAP_THRESHOLD, (int) (2 * bytes));
  mallopt (M_TRIM_THRESHOLD, (int) (6 * bytes));
#endif
}

void
rs_frame_memory_keep (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GdkSurface *surface = native ? gtk_native_get_surface (native) : NULL;
  int width, height;

  if (!surface || !GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native)))
    return;
  width = gdk_surface_get_width (surface) * gdk_surface_get_scale_factor (surface);
  height = gdk_surface_get_height (surface) * gdk_surface_get_scale_factor (surface);
  keep_own ((gsize) width * (gsize) height * 4);
  keep_shared (gtk_widget_get_display (widget), surface, width, height);
}
