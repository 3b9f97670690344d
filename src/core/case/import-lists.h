/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case/case.h"
#include "formats/options.h"

G_BEGIN_DECLS

/* Files of an import that are watchlists or lists of ports. */

/**
 * rs_import_lists:
 * @results: (element-type RsImportResult): of all files; those of lists are filled in
 * @options: how files are to be read; nothing is taken for a list that a layout or a map is said for
 *
 * Adds the lists to the case: they are no imports, each is a step of its own. Blocks.
 *
 * Returns: how many were added
 */
guint rs_import_lists (RsCase *self, GPtrArray *results, const RsReadOptions *options);

/* How many vessels of the case, with what was imported, are on each of the watchlists. Blocks. */
void rs_import_lists_count_vessels (RsCase *self, GPtrArray *results);

G_END_DECLS
