/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/date-order.h"
#include "formats/reader-private.h"

G_BEGIN_DECLS

/**
 * rs_geojson_weigh_dates:
 * @context: nothing of its input was read
 * @by_line: as rs_json_set_by_line () has it
 * @out: (out caller-allocates): the times of all features, those in lists too
 * @error: set if the file cannot be read, or it was cancelled; not for bad JSON, which ends the weighing
 *
 * Looks through the whole file, unless its beginning has times and none that can be read in two ways. Blocks.
 */
gboolean rs_geojson_weigh_dates (RsReadContext *context, gboolean by_line, RsDateOrder *out,
                                 GError **error);

G_END_DECLS
