/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*RsParallelFunc) (guint index, gpointer user_data);

/**
 * rs_parallel_run:
 * @n: how many pieces of work
 * @func: (scope call): does piece @index; called in several threads at once
 *
 * Does pieces 0 to @n - 1, the calling thread together with those of one pool of as many threads as
 * there are processors. Returns when all are done. Must not be called from within @func.
 */
void rs_parallel_run (guint n, RsParallelFunc func, gpointer user_data);

/* How many threads may be at work at once, the calling one included. */
guint rs_parallel_get_n_threads (void);

G_END_DECLS
