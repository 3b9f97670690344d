/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/time.h"

G_BEGIN_DECLS

/**
 * rs_beside_parse_epoch:
 * @text: (array length=len): digits, perhaps with a fraction after a point
 *
 * Returns: seconds, ms, us or ns since 1970, told apart by their size, as ms; %RS_TIME_NONE if it is
 *   none between 1990 and 2100
 */
gint64 rs_beside_parse_epoch (const char *text, gsize len);

/**
 * rs_beside_find_time:
 * @text: (array length=len): what stands before or after a sentence: a logger's stamp, other columns of
 *   a table, the other members of a JSON object
 * @out_civil: (out): whether it names no zone
 *
 * Finds "2024-03-07T12:00:00.250Z", with blank, comma or nothing between date and time, with "/" or nothing
 * between their parts, with a zone or without one; or else the only number that is a time since 1970. Of
 * two such numbers none is taken: one of them is something else. O(@len).
 *
 * Returns: the time, as UTC if no zone is named; %RS_TIME_NONE if there is none
 */
gint64 rs_beside_find_time (const char *text, gsize len, gboolean *out_civil);

G_END_DECLS
