/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* The data of an import, while it is being written: marked as incomplete before the first row, so
 * that a crash leaves nothing that anybody would take for evidence. What is left of one that will not be
 * completed is nobody's (FORMAT.md) and is deleted slice by slice. For the writer thread. */

/* Marks a new import; its id is never given again. */
gboolean rs_pending_begin (RsDatabase *database, gint64 *out_import_id, GError **error);

/**
 * rs_pending_drop_slice:
 * @n_slices: how many at once, at least 1
 * @out_done: (out): whether nothing of it is left
 *
 * Deletes a part of what was written for an import that will not be completed, in a transaction of some
 * milliseconds for each slice: less than half of that each where there are many, as blocks lie beside each
 * other and what they share is written once.
 */
gboolean rs_pending_drop_slice (RsDatabase *database, gint64 import_id, guint n_slices,
                                gboolean *out_done, GError **error);

/* Adds the ids, gint64, of imports that never ended to @import_ids: at opening, before any begins. */
gboolean rs_pending_find (RsDatabase *database, GArray *import_ids, GError **error);

G_END_DECLS
