/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/live-source.h"

G_BEGIN_DECLS

/* How packets become lines; apart from the connection, for tests. */

/* Takes a packet apart: gives the lines that are whole, keeps the beginning of one that is not. */
void rs_live_source_feed (RsLiveSource *self, const char *data, gsize n, RsLiveLineFunc func,
                          gpointer user_data);

/* The end of a datagram, or of the connection: what is kept is a line. */
void rs_live_source_end_line (RsLiveSource *self, RsLiveLineFunc func, gpointer user_data);

G_END_DECLS
