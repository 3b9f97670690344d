/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/csv-layout.h"

G_BEGIN_DECLS

/* Layouts of the well-known archives. A new one is an entry of the table. */

/**
 * rs_csv_known_apply:
 * @cells: (array length=n): the header row
 * @wanted: (nullable): a layout that is taken rather than another, if the header is that of both
 * @columns: (inout): what the words of the header gave
 *
 * If the header is that of a known layout, sets its name and what the words alone do not say: units,
 * and which of several columns is meant.
 *
 * Returns: whether it is one
 */
gboolean rs_csv_known_apply (const RsCell *cells, guint n, const char *wanted, RsCsvColumns *columns);

/* Whether the layout is one of these. */
gboolean rs_csv_known_has (const char *layout);

/* (transfer full): the columns, with commas between them, that a layout needs and the header lacks; of several
 * forms of the layout, for the one that lacks the fewest. */
char *rs_csv_known_list_missing (const char *layout, const RsCell *cells, guint n);

/**
 * rs_csv_known_by_position:
 * @layout: "csv-noaa", ...
 * @n: columns of the file
 * @columns: (out): as in a file of the layout whose header was left away
 *
 * Returns: %FALSE if the layout is none of ours or has not that many columns
 */
gboolean rs_csv_known_by_position (const char *layout, guint n, RsCsvColumns *columns);

G_END_DECLS
