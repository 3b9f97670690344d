/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/panels/import-bar.h"

G_BEGIN_DECLS

/* What became of an import.
 *
 * Signals: "closed" (): the user has read it */
#define RS_TYPE_IMPORT_SUMMARY (rs_import_summary_get_type ())
G_DECLARE_FINAL_TYPE (RsImportSummary, rs_import_summary, RS, IMPORT_SUMMARY, GtkBox)

GtkWidget *rs_import_summary_new (void);
void rs_import_summary_show (RsImportSummary *self, const RsImportOutcome *outcome);
/* That the case no longer has what was imported. */
void rs_import_summary_show_undone (RsImportSummary *self);
/* Puts the focus on the button that closes it. */
void rs_import_summary_focus (RsImportSummary *self);

G_END_DECLS
