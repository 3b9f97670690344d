/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/records.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * rs_import_is_new:
 * @import: its SHA-256 may be "": then its content is not compared
 * @n_waiting: imports that will come into the case before it
 *
 * Whether the case has room for one import more and holds none of the same content.
 *
 * Returns: %FALSE with %RS_STORE_ERROR_INVALID, %RS_STORE_ERROR_DUPLICATE or an error of reading
 */
gboolean rs_import_is_new (RsStore *store, const RsImport *import, guint n_waiting, GError **error);

/* Says that @import has the content of the file @name; @t_ms: when that was imported, or
 * %RS_TIME_NONE for one of the same run. */
void rs_import_set_duplicate_error (const RsImport *import, const char *name, gint64 t_ms,
                                    GError **error);

G_END_DECLS
