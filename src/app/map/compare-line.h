/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/map/picture-layer.h"
#include "app/map/words.h"

G_BEGIN_DECLS

/* The line between the selected vessel and the one it is compared with, where they are at the session's
 * time, with their distance: solid where both places are observed, dashed where one is computed or
 * only the last known. Nothing where one is not known. The distance stands beside the ships and their names
 * in @picture, where there is room. */
void rs_compare_line_snapshot (RsSession *session, RsPictureLayer *picture, RsWords *words,
                               GtkWidget *widget, GtkSnapshot *snapshot, const RsView *view,
                               gboolean metric);

G_END_DECLS
