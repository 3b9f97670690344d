/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/list.h"
#include "store/database.h"

G_BEGIN_DECLS

/* Watchlists and lists of places in the file. Reading is for any thread with a reader of its own, writing
 * for an edit (rs_store_edit ()). */

/* Appends all lists of a kind, with their items, by id. */
gboolean rs_records_read_watchlists (RsDatabase *database, GPtrArray *out, GError **error);
gboolean rs_records_read_place_lists (RsDatabase *database, GPtrArray *out, GError **error);

/* Writes a new list with its items, and gives all of them their ids. */
gboolean rs_records_add_list (RsDatabase *database, RsList *list, GError **error);

/* Deletes a list and its items; @out_found: (out): whether it was there. */
gboolean rs_records_delete_list (RsDatabase *database, RsListKind kind, gint64 id,
                                 gboolean *out_found, GError **error);

G_END_DECLS
