/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/models/incident-draft.h"

G_BEGIN_DECLS

/* The files kept with an incident: added, saved out again, deleted; each with its SHA-256. */
#define RS_TYPE_ATTACHMENT_LIST (rs_attachment_list_get_type ())
G_DECLARE_FINAL_TYPE (RsAttachmentList, rs_attachment_list, RS, ATTACHMENT_LIST, AdwBin)

GtkWidget *rs_attachment_list_new (RsIncidentDraft *draft, GSettings *settings);
/* Reads the file in a worker and stores it with the draft's incident. */
void rs_attachment_list_add_file (RsAttachmentList *self, const char *path);
/* Writes the attachment of that id to a file, in a worker, and says how it went. */
void rs_attachment_list_save (RsAttachmentList *self, gint64 attachment_id, const char *path);

G_END_DECLS
