/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

/* The areas that were drawn for the session's filter: tinted where fixes must lie, an outline of dots where
 * they may not. */
void rs_filter_areas_snapshot (RsSession *session, GtkSnapshot *snapshot, const RsView *view);

G_END_DECLS
