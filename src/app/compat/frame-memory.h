/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * rs_frame_memory_keep:
 * @widget: realized
 *
 * Lets the memory in which GTK's software renderer hands the frames of @widget's window to an X server live as
 * long as the window. Cairo gives it back to the system when a frame is done, and every page of the next one is
 * then fetched and cleared anew: 5 ms of 20 of a frame of 1280x800, and 3 in the server. Call again when the
 * window may have grown; costs nothing when it has not. Does nothing elsewhere.
 */
void rs_frame_memory_keep (GtkWidget *widget);

G_END_DECLS
