/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/session.h"

G_BEGIN_DECLS

/* How the window words a filter. Main thread; for people and in their language. */

/* (transfer none): "Type", "Flag", "Waters of a country". */
const char *rs_text_filter_kind (RsFilterKind kind);

/* (transfer full): what is asked for: "Tanker", "Near Vostochny", "not 0–3 kn"; @is_short: as a chip has room for. */
char *rs_text_filter_condition (const RsSnapshot *snapshot, const RsFilterCondition *condition,
                                RsLang lang, gboolean is_short);

/* (transfer none): what the words of a condition leave out, for its tooltip; %NULL: nothing. */
const char *rs_text_filter_hint (RsFilterKind kind);

G_END_DECLS
