/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/csv-layout.h"
#include "formats/csv-sample.h"

G_BEGIN_DECLS

/**
 * rs_csv_guess_columns:
 * @sample: rows of a CSV
 * @first: the first row to look at; rows before it are a header or a preamble
 * @out: (out): what the columns seem to be
 * @out_order_known: (out): whether the values tell latitude and longitude apart; else latitude was
 *   taken to come first
 *
 * By values alone: times, positions (decimals with three places and more), MMSI (nine digits that
 * begin as those of a country), IMO numbers, names, and speed, course, heading behind a position.
 *
 * Returns: %FALSE if there is no time and position
 */
gboolean rs_csv_guess_columns (const RsCsvSample *sample, guint first, RsCsvColumns *out,
                               gboolean *out_order_known);

G_END_DECLS
