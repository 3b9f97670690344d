/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ais/message.h"
#include "base/json-text.h"

G_BEGIN_DECLS

/* No message's members take more bytes. */
#define RS_AIS_JSON_MAX 8192

/**
 * rs_ais_message_put_json:
 * @self: a message
 * @scaled: values in units; else integers as they are on the wire
 * @out: (inout): where the members are appended, "class":"AIS","type":1,..., without braces; needs
 *   %RS_AIS_JSON_MAX bytes of room
 *
 * Names and scaled units as in gpsd's AIS JSON. As there, a position, course or heading that is not
 * available keeps its value on the wire (lat 91, lon 181, course 360, heading 511); a speed or turn
 * that is not available is null, a turn beyond the scale "fastleft" or "fastright". Numbers in the C
 * locale; coordinates with seven decimals.
 *
 * Binary messages whose application is known have its fields, others "data" (bits, colon, bytes in
 * hex); those that gpsd does not know have both. "cut" says that a payload ends before its last field,
 * which then reads as zero; "odd_bits" that the message has not the length of its type.
 */
void rs_ais_message_put_json (const RsAisMessage *self, gboolean scaled, RsJsonText *out);

/* The same, scaled, at the end of @out. */
void rs_ais_message_append_json (const RsAisMessage *self, GString *out);

G_END_DECLS
