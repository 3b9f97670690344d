/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/records.h"
#include "store/database.h"

G_BEGIN_DECLS

/* What an import said of itself, in the table import_report (FORMAT.md). In the writer's thread, or a
 * reader's. */

/* Stores the report of @import, if it has anything to say. */
gboolean rs_import_report_put (RsDatabase *database, const RsImport *import, GError **error);

/**
 * rs_import_report_read:
 * @imports: of RsImport*, by id: clock, notes, n_flagged and reasons are filled in
 * @error: %RS_STORE_ERROR_DAMAGED if what a row holds is no report
 */
gboolean rs_import_report_read (RsDatabase *database, GPtrArray *imports, GError **error);

G_END_DECLS
