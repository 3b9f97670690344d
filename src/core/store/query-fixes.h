/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix-query.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * rs_query_fixes:
 * @func: (scope call): gets the fixes
 *
 * Reads only blocks that can hold what is asked for: of the vessels, by time, or by the area index, and
 * then tests each fix exactly. Holds one vessel's fixes in memory at a time.
 */
gboolean rs_query_fixes (RsDatabase *database, const RsFixQuery *query, RsFixFunc func,
                         gpointer user_data, GError **error);

G_END_DECLS
