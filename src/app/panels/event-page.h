/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

/* One event: what, when, where, which vessel, by which rule or source. */
#define RS_TYPE_EVENT_PAGE (rs_event_page_get_type ())
G_DECLARE_FINAL_TYPE (RsEventPage, rs_event_page, RS, EVENT_PAGE, GtkBox)

GtkWidget *rs_event_page_new (RsSession *session);
/* @index: in the events of the session's snapshot. The page keeps to the event over snapshots. */
void rs_event_page_show (RsEventPage *self, guint index);
/* FALSE once the event is no longer in the case. */
gboolean rs_event_page_is_valid (RsEventPage *self);

G_END_DECLS
