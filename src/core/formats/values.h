/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/time.h"

G_BEGIN_DECLS

/* Values of cells, as people write them. Nothing here depends on the locale; no allocation; any
 * thread but for RsTimeReader. Texts are not terminated. */

/* Moves @text and @len past spaces and tabs at both ends. */
void rs_value_trim (const char **text, gsize *len);

/* Whether the cell says that there is no value: "", "NA", "N/A", "None", "null", "Unknown",
 * "Undefined", "nan", "-", in any case. Expects trimmed text. */
gboolean rs_value_is_none (const char *text, gsize len);

/**
 * rs_value_decimal:
 * @text: (array length=len): trimmed: "-12.5", "+3", "1e-3", ".5"; a comma as decimal point too
 * @scale: power of ten to multiply with, 0 to 9
 * @out: (out): value x 10^scale, rounded half away from zero
 *
 * Exact for what is written without an exponent.
 *
 * Returns: %FALSE if it is no number or |value| x 10^scale passes 9 x 10^17
 */
gboolean rs_value_decimal (const char *text, gsize len, guint scale, gint64 *out);

/* Digits only, up to @max; "367752440" and, as spreadsheets write it, "367752440.0". */
gboolean rs_value_uint (const char *text, gsize len, guint64 max, guint64 *out);

/* Whether it can be the second of the minute as messages of AIS have it: 0 to 63. Expects trimmed text. */
gboolean rs_value_is_second (const char *text, gsize len);

/**
 * rs_value_degrees:
 * @text: (array length=len): trimmed: a decimal, or with hemisphere and minutes: "42.73N", "W 122.5",
 *   "42 43 58.8 N", "132°53.1'E"
 * @out_e7: (out): degrees x 10^7, negative south and west; not checked for its range
 *
 * Returns: %FALSE if it is no angle
 */
gboolean rs_value_degrees (const char *text, gsize len, gint64 *out_e7);

/* How a time is written where the text alone does not say. */
typedef enum
{
  RS_TIME_FORM_ANY, /* as rs_time_reader_parse () says; day_first decides between 3/7 and 7/3 */
  RS_TIME_FORM_DMY,
  RS_TIME_FORM_MDY,
  RS_TIME_FORM_YMD,
  /* From here on: numbers since 1970. */
  RS_TIME_FORM_S,
  RS_TIME_FORM_MS,
  RS_TIME_FORM_US,
  RS_TIME_FORM_NS,
  RS_TIME_FORM_EXCEL, /* days since 1899-12-30, as spreadsheets count */
} RsTimeForm;

/* Reads times; remembers the last day, which is most often the next one's. */
typedef struct
{
  GTimeZone *zone;    /* (nullable) owned: of times without a zone; NULL UTC */
  RsTimeForm form;
  gboolean day_first; /* 07/03/2024 is the seventh of March; else the third of July */
  gint last_ymd;
  gint64 last_day_ms;
  char last_date[10];  /* as it was written, if it was "2017-12-01", and then */
  gint64 last_date_ms; /* its start */
  gint64 zone_from_ms, zone_to_ms; /* local times for which zone_offset_ms was found */
  gint64 zone_offset_ms;
  gboolean is_doubled, is_skipped; /* the clocks of the zone show these times twice, or not at all */
  /* Times read so far that are such. The second time that the clocks show one is meant; one that they skip is read as
   * if they had not been put forward. */
  guint64 n_doubled, n_skipped;
  guint64 n_days; /* read so far that name a day and no time of it: its beginning was given */
} RsTimeReader;

/**
 * rs_time_reader_init:
 * @zone: (nullable): IANA name or "+09:00"; %NULL or "" UTC
 *
 * Returns: %FALSE if there is no such zone
 */
gboolean rs_time_reader_init (RsTimeReader *self, const char *zone);
void rs_time_reader_clear (RsTimeReader *self);

/**
 * rs_time_reader_parse:
 * @text: (array length=len): trimmed
 * @out_t_ms: (out): UTC
 *
 * "2017-12-01T00:00:01", with a space for the T, with "Z", " UTC", "+09:00", " +0000 UTC" behind it,
 * with or without seconds and fractions of up to nine digits; "2017/12/01 00:00:01";
 * "15/02/2023 00:00:00"; "3/7/24 1:05 PM"; "7 Mar 2024"; "Mar 7, 2024"; "20210701_185151";
 * "20210701185151"; "2024年3月7日 12:00:05", "2024년 3월 7일 오후 3시 5분"; s, ms, us or ns since 1970 (10, 13, 16 and 19
 * digits).
 */
gboolean rs_time_reader_parse (RsTimeReader *self, const char *text, gsize len, gint64 *out_t_ms);

G_END_DECLS
