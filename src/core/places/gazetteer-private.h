/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "places/gazetteer.h"

G_BEGIN_DECLS

/* The table behind gazetteer.h, in order of importance to the program: a tie in a search goes to
 * the earlier one. */
extern const RsPort rs_gazetteer_table[];
extern const guint rs_gazetteer_table_n;

G_END_DECLS
