/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* The data of an import, while it is being written: marked as incomplete before the first row, so
 * that a crash leaves nothing that anybody would take for evidence. For the writer thread. */

/* Marks a new import; its id is never given again. */
gboolean rs_pending_begin (RsDatabase *database, gint64 *out_import_id, GError **error);

/* Deletes all that was written for an import that will not be completed. */
gboolean rs_pending_drop (RsDatabase *database, gint64 import_id, GError **error);

/* Deletes what imports that never ended left behind. */
gboolean rs_pending_clean (RsDatabase *database, GError **error);

G_END_DECLS
