/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case/case.h"
#include "model/list.h"

G_BEGIN_DECLS

/* The watchlists and lists of ports of a case. Adding and removing one is a step that undo takes back. */

/**
 * rs_case_add_list:
 * @path: a file that rs_list_read () can read
 * @kind: what it is
 * @rejects: (element-type RsReject) (nullable): gets the rows that are no entry
 * @error: %RS_CASE_ERROR_DUPLICATE if a list of the same content is there
 *
 * Blocks.
 *
 * Returns: the id of the new list; 0 on failure
 */
gint64 rs_case_add_list (RsCase *self, const char *path, RsListKind kind, GPtrArray *rejects,
                         GError **error);

/* %RS_CASE_ERROR_NOT_FOUND if there is no such list. Blocks. */
gboolean rs_case_remove_list (RsCase *self, RsListKind kind, gint64 id, GError **error);

/* (nullable): the list of that id. */
const RsList *rs_case_find_list (const RsSnapshot *snapshot, RsListKind kind, gint64 id);

/**
 * rs_case_find_place:
 * @text: a code, a name or another name of a place of the case's lists, in any script
 *
 * Compared as in every search (rs_search_key ()). O(places).
 *
 * Returns: (nullable): the place; %NULL if none or more than one has that name
 */
const RsPlace *rs_case_find_place (const RsSnapshot *snapshot, const char *text);

/* (transfer container) (element-type RsPlace): places of which a name or code is, starts with or contains
 * @text, best first; at most @limit. O(places). */
GPtrArray *rs_case_search_places (const RsSnapshot *snapshot, const char *text, guint limit);

G_END_DECLS
