/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "formats/preview.h"

G_BEGIN_DECLS

/* The first rows of a table, each column headed by its name and by what it is taken for, which can be
 * changed; each row with its line, how it is read, or why it would be rejected.
 *
 * Signals: "changed" (): a person assigned a column or chose a unit */
#define RS_TYPE_CSV_GRID (rs_csv_grid_get_type ())
G_DECLARE_FINAL_TYPE (RsCsvGrid, rs_csv_grid, RS, CSV_GRID, GtkBox)

/* As many columns are shown; those behind can be named with roadstead-cli import --map. */
#define RS_CSV_GRID_COLUMNS 100

/**
 * rs_csv_grid_show:
 * @preview: the rows and the names of the columns; nothing of it is kept
 * @columns: what the columns are taken for
 * @is_read: whether @preview read the rows with these columns; else only the cells are shown
 */
void rs_csv_grid_show (RsCsvGrid *self, const RsPreview *preview, const RsCsvColumns *columns,
                       gboolean is_read);

/* What is assigned by now. Borrowed. */
const RsCsvColumns *rs_csv_grid_get_columns (RsCsvGrid *self);

/* Puts the focus on the first column's choice. */
void rs_csv_grid_focus (RsCsvGrid *self);

G_END_DECLS
