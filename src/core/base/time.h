/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Time is milliseconds since 1970-01-01T00:00:00Z in gint64. */
#define RS_TIME_NONE G_MININT64
#define RS_SECOND_MS G_GINT64_CONSTANT (1000)
#define RS_MINUTE_MS (60 * RS_SECOND_MS)
#define RS_HOUR_MS (60 * RS_MINUTE_MS)
#define RS_DAY_MS (24 * RS_HOUR_MS)

/**
 * rs_time_from_civil:
 * @year: proleptic Gregorian year, 1 to 9999
 * @month: 1 to 12
 * @day: 1 to 31
 * @hour: 0 to 23
 * @minute: 0 to 59
 * @second: 0 to 59
 * @ms: 0 to 999
 *
 * Returns: ms since the epoch, UTC, or %RS_TIME_NONE if the fields are no date
 */
gint64 rs_time_from_civil (int year, int month, int day, int hour, int minute, int second, int ms);

/* The civil date of a time in UTC; each out parameter is optional. */
void rs_time_to_civil (gint64 t_ms, int *year, int *month, int *day, int *hour, int *minute,
                       int *second, int *ms);

/**
 * rs_time_parse:
 * @text: ISO 8601: "2024-03-07", "2024-03-07T06:00", "2024-03-07 06:00:00.250Z",
 *   "2024-03-07T15:00+09:00"; without a zone it is UTC
 * @out_t_ms: (out): ms since the epoch
 *
 * Returns: %FALSE if @text is anything else
 */
gboolean rs_time_parse (const char *text, gint64 *out_t_ms);

/* The same of a time that something lasts until: of a day alone its last millisecond, as who says "until 31 March"
 * means that day too. */
gboolean rs_time_parse_end (const char *text, gint64 *out_t_ms);

/**
 * rs_time_format:
 * @t_ms: a time
 *
 * Returns: (transfer full): "2024-03-07T06:00:00Z", with ".250" before the Z where there are ms;
 *   "" for %RS_TIME_NONE. The form of every file the program writes.
 */
char *rs_time_format (gint64 t_ms);

/**
 * rs_time_format_zone:
 * @t_ms: a time
 * @zone: (nullable): a zone, UTC if %NULL
 * @with_seconds: whether to add seconds
 *
 * Returns: (transfer full): "2024-03-07 16:00", for people
 */
char *rs_time_format_zone (gint64 t_ms, GTimeZone *zone, gboolean with_seconds);

/**
 * rs_time_zone_new:
 * @text: "Asia/Vladivostok" or another name of the IANA's, "UTC", "Z", or hours east of Greenwich as people write
 *   them: "+9", "+09:00", "-0330", "UTC+9", "GMT-3"
 *
 * A POSIX rule, which counts to the west ("UTC+9" is nine hours behind there), is none: nobody who types it means
 * that.
 *
 * Returns: (transfer full) (nullable): the zone; %NULL if there is none of that name
 */
GTimeZone *rs_time_zone_new (const char *text);

G_END_DECLS
