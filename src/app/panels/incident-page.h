/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

/* The editor of the incident that is selected. There is no button to save: each field is stored as
 * soon as it is left, and undo takes it back. */
#define RS_TYPE_INCIDENT_PAGE (rs_incident_page_get_type ())
G_DECLARE_FINAL_TYPE (RsIncidentPage, rs_incident_page, RS, INCIDENT_PAGE, GtkBox)

GtkWidget *rs_incident_page_new (RsSession *session, GSettings *settings);
void rs_incident_page_flush (RsIncidentPage *self);
/* Puts the focus into the title and selects it. */
void rs_incident_page_focus (RsIncidentPage *self);
/* Keeps the file with the incident that is shown; does nothing without one. */
void rs_incident_page_attach (RsIncidentPage *self, const char *path);
void rs_incident_page_save_attachment (RsIncidentPage *self, gint64 attachment_id,
                                       const char *path);
/* Appends an empty claim and unfolds it. */
void rs_incident_page_add_claim (RsIncidentPage *self);

G_END_DECLS
