/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/csv-row.h"

G_BEGIN_DECLS

/**
 * rs_preview_read_fields:
 * @rows: the reader that read @row
 * @cells: (array length=n_cells): the row
 * @row: a row that is not rejected
 *
 * Returns: (transfer full): for each field that has a column how its value is read, in the user's language:
 *   "2024-03-07T06:00:00Z", "10.2 kn"; NULL for the others. RS_N_FIELDS of them, each to be freed.
 */
char **rs_preview_read_fields (const RsCsvRowReader *rows, const RsCell *cells, guint n_cells,
                               const RsCsvRow *row);

G_END_DECLS
