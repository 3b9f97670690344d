/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/csv-layout.h"
#include "formats/date-order.h"
#include "formats/json-records.h"

G_BEGIN_DECLS

/* What only the values of many records tell: of the beginning of a JSON, or of all of it. Plain value. */
typedef struct
{
  RsDateOrder order;          /* of the times */
  guint64 n_records;          /* that could be read */
  guint64 n_imos;             /* with an IMO number */
  guint64 n_pointed_speeds;   /* speeds with a decimal point, were nothing but zeros behind it */
  guint64 n_ais_places;       /* longitudes that are beyond all degrees: in the unit of AIS */
  guint64 n_times, n_seconds; /* with a time; where that is a second of AIS's minute */
  guint64 n_names, n_number_names; /* with a name; where that is a number */
  guint64 n_full_clocks;      /* times of day beside a date that hold the day as well */
  guint64 n_places, n_swapped; /* with latitude and longitude; where only the other way round is possible */
} RsJsonSurvey;

/**
 * rs_json_survey_run:
 * @self: (out caller-allocates): what was found
 * @table: its columns are known; its cells are used up
 * @input: read to its end, or to @max records
 * @shape: what the records are
 * @cancellable: (nullable)
 * @error: set if @input cannot be read, or it was cancelled
 *
 * Records that are no good are passed over. Blocks.
 */
gboolean rs_json_survey_run (RsJsonSurvey *self, RsJsonTable *table, const RsCsvColumns *columns,
                             RsInput *input, const RsJsonShape *shape, guint64 max, GCancellable *cancellable,
                             GError **error);

G_END_DECLS
