/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Calls @free_func with @data in a thread of its own: for what is large, as of a hundred thousand vessels, and takes
 * longer to free than the main loop may be kept. The thread may run on when the program ends. Any thread. */
void rs_free_in_thread (gpointer data, GDestroyNotify free_func);

G_END_DECLS
