/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * rs_frame_memory_keep:
 * @widget: realized
 *
 * Lets the memory in which GTK's software renderer paints the frames of @widget's window, and hands them to an X
 * server, live on: cairo and the C library give it back to the system when a frame is done, and every page of the
 * next one is then fetched and cleared anew, for half of the time of a frame of 1280x800. Call again when the
 * window may have grown; costs nothing when it has not. Does nothing where the renderer is another one. Main
 * thread.
 */
void rs_frame_memory_keep (GtkWidget *widget);

G_END_DECLS
