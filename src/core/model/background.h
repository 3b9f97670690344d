/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes the calling thread, and those that it begins from then on, give way to those that somebody is waiting for:
 * the window's, the renderer's. To be called once, by a thread that works in the background all its life. */
void rs_background_begin (void);

/* Makes the calling thread give way to the window's, which has a frame to show each sixtieth of a second, but not to
 * those above. Of a thread that draws and does nothing else; any number of times. */
void rs_background_draw (void);

/* How many threads share work that is all computing: as many as there are processors, 1 to 8. */
guint rs_background_get_n_workers (void);

G_END_DECLS
