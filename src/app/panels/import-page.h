/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/panels/import-bar.h"
#include "app/session.h"

G_BEGIN_DECLS

/* Before an import: which files, and how to read them. After it: what became of each file, with
 * counts, the clock that gave the times, and why rows were rejected.
 *
 * Signals: "closed" (): the user is done with it */
#define RS_TYPE_IMPORT_PAGE (rs_import_page_get_type ())
G_DECLARE_FINAL_TYPE (RsImportPage, rs_import_page, RS, IMPORT_PAGE, GtkBox)

GtkWidget *rs_import_page_new (RsSession *session, RsImportBar *bar);
/* Asks about these files, together with those asked about already. */
void rs_import_page_ask (RsImportPage *self, const char *const *paths);
/* Nothing is asked about any more, and the next question begins with nothing said. */
void rs_import_page_forget (RsImportPage *self);
/* Starts the import of one file whose columns a person has told; what else is asked about comes after
 * its summary. */
void rs_import_page_start_table (RsImportPage *self, const char *path,
                                 const RsReadOptions *options);
/* Starts what is asked about, or asks for the columns of a table that nobody knows. */
void rs_import_page_start (RsImportPage *self);

G_END_DECLS
