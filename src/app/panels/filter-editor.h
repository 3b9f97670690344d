/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

/* (transfer none): a button that opens all kinds of conditions, each with what the case has of it, and the
 * filters that are saved with the case. What is chosen counts at once. */
GtkWidget *rs_filter_editor_new_button (RsSession *session);

G_END_DECLS
