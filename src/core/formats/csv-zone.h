/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of what is left of a header, with its end. */
#define RS_CSV_ZONE_REST 128

/**
 * rs_csv_zone_find:
 * @text: (array length=len): the header of a column of times
 * @out_zone: (out): the zone that it names, as rs_time_reader_init () takes it, interned; %NULL if it says
 *   only that the times are local
 * @out_rest: (out caller-allocates) (array fixed-size=128): the header without it, terminated
 *
 * "Time (MSK)", "timestamp_kst", "Time UTC+9", "t [+09:00]", "Asia/Tokyo", "Local time". UTC itself is none.
 * Abbreviations that stand for several zones (IST, CST) are not known.
 *
 * Returns: whether it names one, or says that times are local
 */
gboolean rs_csv_zone_find (const char *text, gsize len, const char **out_zone, char *out_rest);

G_END_DECLS
