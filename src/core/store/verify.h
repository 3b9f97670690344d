/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/**
 * rs_verify_file:
 * @findings: (element-type utf8): gets a sentence for each thing wrong, untranslated: they are
 *   part of what the shell command prints
 *
 * Recomputes the hash chain of the history, replays it into an empty case and compares every row of
 * every plain table with the file's, and checks all fixes, rejected rows, area boxes and
 * attachments against their hashes. To be called in one consistent view of the file.
 *
 * Returns: %TRUE if the check could be made
 */
gboolean rs_verify_file (RsDatabase *database, GPtrArray *findings, GError **error);

G_END_DECLS
