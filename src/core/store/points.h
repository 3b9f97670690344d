/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/geo.h"

G_BEGIN_DECLS

/* A list of positions as the case file has it: "42.7330000 133.0500000, ...", latitude first,
 * decimal degrees to the seventh place; "" for none. Positions are rounded to that. */

/* (transfer full) */
char *rs_points_to_text (const GArray *points);
/* Appends to @points; FALSE if the text is anything else. */
gboolean rs_points_from_text (const char *text, GArray *points);

G_END_DECLS
