/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/time.h"

G_BEGIN_DECLS

/**
 * rs_time_parse_typed:
 * @text: as a person types it, in UTC or in a zone named after it:
 *   "2024-03-07T06:00Z" and what else rs_time_parse () takes; "2024-03-07 0600"; "7 Mar 2024 06:00",
 *   "7 March 2024"; "07.03.2024 6:00:30"; "2024년 3월 7일"; "06:00", "0600" and "6:00:30" on the day of @reference_ms;
 *   "+2h", "-30 min", "+1d", "-45s" from @reference_ms. Each but the last may end in "UTC", "Z",
 *   "+09:00" or the name of the zone.
 * @zone: (nullable): the second clock's zone
 * @zone_name: (nullable): what it is called: "Vladivostok"
 * @months: (nullable) (array length=12): what months are called beside their English names, UTF-8
 * @reference_ms: present time, %RS_TIME_NONE without
 * @out_t_ms: (out): ms since the epoch; untouched on failure
 *
 * Months are as long as one likes from three letters on, those of @months from all of the name on: "марта" is
 * "мар". No locale, no clock; any thread.
 *
 * Returns: %FALSE if @text is anything else, or needs a reference or zone that is not there
 */
gboolean rs_time_parse_typed (const char *text, GTimeZone *zone, const char *zone_name,
                              const char *const *months, gint64 reference_ms, gint64 *out_t_ms);

G_END_DECLS
