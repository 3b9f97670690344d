/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

/* All that the case keeps of one import: the file and its hash, how it was read, the clock that gave the
 * times, counts, notes, rejected rows and flags.
 *
 * Signals: "closed" (): the user is done with it, or the import is no longer in the case */
#define RS_TYPE_IMPORT_RECORD (rs_import_record_get_type ())
G_DECLARE_FINAL_TYPE (RsImportRecord, rs_import_record, RS, IMPORT_RECORD, GtkBox)

GtkWidget *rs_import_record_new (RsSession *session);
void rs_import_record_show (RsImportRecord *self, gint64 import_id);

G_END_DECLS
