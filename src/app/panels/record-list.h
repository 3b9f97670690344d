/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

/* The vessels, incidents or events of the case: a search, filters, rows, and a page for when there
 * are none. Follows and sets the session's selection.
 *
 * Signals: "event-activated" (guint index): an event's row; the index is that in the snapshot */
#define RS_TYPE_RECORD_LIST (rs_record_list_get_type ())
G_DECLARE_FINAL_TYPE (RsRecordList, rs_record_list, RS, RECORD_LIST, GtkBox)

/* @kind: RS_RECORD_VESSEL, RS_RECORD_INCIDENT or RS_RECORD_EVENT */
GtkWidget *rs_record_list_new (RsRecordKind kind, RsSession *session);
void rs_record_list_focus_search (RsRecordList *self);
void rs_record_list_search (RsRecordList *self, const char *text);

G_END_DECLS
