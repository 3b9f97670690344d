/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The conditions of the session's filter, each as a chip: pressed, it excludes what it asked for, or asks
 * again; its cross takes it away. Not visible without conditions. */
#define RS_TYPE_FILTER_CHIPS (rs_filter_chips_get_type ())
G_DECLARE_FINAL_TYPE (RsFilterChips, rs_filter_chips, RS, FILTER_CHIPS, GtkWidget)

/* Returns: (transfer floating): the chips, which scroll where they are more than three rows */
GtkWidget *rs_filter_chips_new (RsSession *session);

G_END_DECLS
