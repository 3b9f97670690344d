/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/csv-layout.h"
#include "formats/csv-sample.h"

G_BEGIN_DECLS

/**
 * rs_csv_guess_columns:
 * @sample: rows of a CSV
 * @first: the first row to look at; rows before it are a header or a preamble
 * @named: (nullable): what a header says, of fewer fields than are needed: columns that it gives to others than
 *   time and position are none of these, and of several times or angles it prefers those that it names
 * @skip: (nullable) (array length=sample->n_usual): columns that are nothing, whatever their values
 * @out: (out): what the columns seem to be
 * @out_order_known: (out): whether the values tell latitude and longitude apart; else latitude was
 *   taken to come first
 *
 * By values alone: times, positions (decimals with three places and more), MMSI (nine digits that
 * begin as those of a country), IMO numbers, names, and speed, course, heading behind a position.
 *
 * Returns: %FALSE if there is no time and position
 */
gboolean rs_csv_guess_columns (const RsCsvSample *sample, guint first, const RsCsvColumns *named,
                               const gboolean *skip, RsCsvColumns *out, gboolean *out_order_known);

G_END_DECLS
