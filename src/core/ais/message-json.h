/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ais/message.h"

G_BEGIN_DECLS

/**
 * rs_ais_message_append_json:
 * @self: a message
 * @out: (inout): where the members are appended, "class":"AIS","type":1,..., without braces
 *
 * Names and scaled units as in gpsd's AIS JSON. As there, a position, course or heading that is not
 * available keeps its value on the wire (lat 91, lon 181, course 360, heading 511); a speed or turn
 * that is not available is null, a turn beyond the scale "fastleft" or "fastright". Numbers in the C
 * locale; coordinates with seven decimals.
 */
void rs_ais_message_append_json (const RsAisMessage *self, GString *out);

/* Appends @text as a JSON string; bytes that are no UTF-8 become U+FFFD. */
void rs_json_append_string (GString *out, const char *text);

G_END_DECLS
