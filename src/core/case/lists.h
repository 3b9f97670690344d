/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case/case.h"
#include "formats/options.h"
#include "model/list.h"

G_BEGIN_DECLS

/* The watchlists and lists of ports of a case. Adding and removing one is a step that undo takes back. */

/**
 * rs_case_add_list:
 * @path: a file that rs_list_read () can read
 * @kind: what it is
 * @options: (nullable): as rs_list_read () has it
 * @rejects: (element-type RsReject) (nullable): gets the rows that are no entry
 * @losses: (element-type RsReject) (nullable): gets the rows that are an entry without something that they say
 * @error: %RS_CASE_ERROR_DUPLICATE if a list of the same content is there
 *
 * Blocks.
 *
 * Returns: the id of the new list; 0 on failure
 */
gint64 rs_case_add_list (RsCase *self, const char *path, RsListKind kind,
                         const RsReadOptions *options, GPtrArray *rejects, GPtrArray *losses,
                         GError **error);

/* %RS_CASE_ERROR_NOT_FOUND if there is no such list. Blocks. */
gboolean rs_case_remove_list (RsCase *self, RsListKind kind, gint64 id, GError **error);

/* (nullable): the list of that id. */
const RsList *rs_case_find_list (const RsSnapshot *snapshot, RsListKind kind, gint64 id);

G_END_DECLS
