/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/values.h"

G_BEGIN_DECLS

/**
 * rs_xsd_time_parse:
 * @times: reads what has a day; its zone holds for times without one
 * @text: (array length=len): with or without blanks around it
 * @out_t_ms: (out): UTC
 * @out_coarse: (out): whether only a day, a month or a year is named: the time is its beginning
 *
 * The forms that XML Schema and KML have for a moment: dateTime, date, gYearMonth ("1997-07") and
 * gYear ("1997"), each with a zone or without.
 *
 * Returns: %FALSE if it is none of them
 */
gboolean rs_xsd_time_parse (RsTimeReader *times, const char *text, gsize len, gint64 *out_t_ms,
                            gboolean *out_coarse);

G_END_DECLS
