/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

/* The left panel: the lists of vessels, incidents and events. */
#define RS_TYPE_SIDEBAR (rs_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (RsSidebar, rs_sidebar, RS, SIDEBAR, GtkBox)

/* Once, before it is shown. */
void rs_sidebar_set_session (RsSidebar *self, RsSession *session);
/* Puts the focus into the search of the list that is shown. */
void rs_sidebar_focus_search (RsSidebar *self);
/* Searches the list that is shown. */
void rs_sidebar_search (RsSidebar *self, const char *text);
/* @name: "vessels", "incidents" or "events" */
void rs_sidebar_show_list (RsSidebar *self, const char *name);

G_END_DECLS
