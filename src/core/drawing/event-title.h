/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/records.h"
#include "places/atlas.h"

G_BEGIN_DECLS

/**
 * rs_event_dup_title:
 * @lang: of the names of ports
 *
 * The same in window and exports.
 *
 * Returns: (transfer full): the title that somebody gave the event, or else one made of its kind, its ports
 *   and its times, in the user's language
 */
char *rs_event_dup_title (const RsEvent *event, RsLang lang);

/* (transfer full): "3 h 20 min", "2 d 4 h", in the user's language. */
char *rs_duration_describe (gint64 ms);

G_END_DECLS
