/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/csv-layout.h"

G_BEGIN_DECLS

/* Which column of a table holds what, as a person assigns it: RsCsvColumns with the rules that a field
 * lies in one column and a column holds one field. Main thread, as all of the words. */

/* The field of a column; -1: it is not used. */
gint rs_csv_mapping_get_field (const RsCsvColumns *self, gint column);

/* @field: -1: not used. It is taken away from the column that had it; the unit becomes the usual one. */
void rs_csv_mapping_assign (RsCsvColumns *self, gint column, gint field);

/* Forgets what lies in columns from @n on. */
void rs_csv_mapping_cut (RsCsvColumns *self, gint n);

/* Whether time and position are assigned. */
gboolean rs_csv_mapping_is_complete (const RsCsvColumns *self);

/* (transfer full): what is missing, "Latitude, Longitude"; "" if nothing is. */
char *rs_csv_mapping_describe_missing (const RsCsvColumns *self);

/* (transfer full) (element-type RsUnit): the units to choose from for a field, the usual one first; a
 * single one: there is no choice. */
GArray *rs_csv_mapping_list_units (RsField field);

/* What a person calls a unit of that field: "knots", "day/month/year". */
const char *rs_csv_mapping_get_unit_label (RsField field, RsUnit unit);

G_END_DECLS
