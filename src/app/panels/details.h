/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/panels/import-bar.h"
#include "app/session.h"

G_BEGIN_DECLS

/* The right panel: a page for what is selected, and for nothing selected the case itself. */
#define RS_TYPE_DETAILS (rs_details_get_type ())
G_DECLARE_FINAL_TYPE (RsDetails, rs_details, RS, DETAILS, GtkBox)

/* Once, before it is shown. */
void rs_details_set_session (RsDetails *self, RsSession *session, GSettings *settings);
/* Imports run in @bar; its outcome is shown here. */
void rs_details_set_import_bar (RsDetails *self, RsImportBar *bar);

void rs_details_show_overview (RsDetails *self);
/* @index: in the snapshot's events. Selects its vessel, moves time and map there. */
void rs_details_show_event (RsDetails *self, guint index);
/* Asks how these files are to be read. */
void rs_details_show_import (RsDetails *self, const char *const *paths);
/* Imports a table as its columns were told. */
void rs_details_import_table (RsDetails *self, const char *path, const RsReadOptions *options);
void rs_details_show_import_result (RsDetails *self);
/* What the case keeps of an import. */
void rs_details_show_import_record (RsDetails *self, gint64 import_id);
/* Who was near a place; @vessel_id: only this one at first, 0 any. */
void rs_details_show_visits (RsDetails *self, RsLatLon place, gint64 vessel_id);
/* @import_id: 0: of all imports; @reason: (nullable): only those rejected for it at first */
void rs_details_show_rejects (RsDetails *self, gint64 import_id, const char *reason);
void rs_details_show_flagged (RsDetails *self, gint64 import_id, guint flags);
/* Starts the import that is being asked about; does nothing if there is none. */
void rs_details_start_import (RsDetails *self);

/* Keeps the file with the selected incident; writes an attachment of the case to a file. */
void rs_details_attach (RsDetails *self, const char *path);
void rs_details_save_attachment (RsDetails *self, gint64 attachment_id, const char *path);

/* Hands edits that are still being typed to the session. */
void rs_details_flush (RsDetails *self);
/* Puts the focus into the first field of the page. */
void rs_details_focus (RsDetails *self);

G_END_DECLS
