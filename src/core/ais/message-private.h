/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ais/message.h"

/* Decoders of the message families. @bits stands behind type, repeat and MMSI. Each returns NULL or
 * why it failed. */
const char *rs_ais_decode_position (RsBits *bits, guint type, RsAisPosition *out);
const char *rs_ais_decode_base (RsBits *bits, RsAisBase *out);
const char *rs_ais_decode_voyage (RsBits *bits, RsAisStatic *out);
const char *rs_ais_decode_extended (RsBits *bits, RsAisExtended *out);
const char *rs_ais_decode_static_part (RsBits *bits, guint32 mmsi, RsAisStatic *out);
const char *rs_ais_decode_aton (RsBits *bits, RsAisAton *out);
const char *rs_ais_decode_text (RsBits *bits, guint type, RsAisText *out);
const char *rs_ais_decode_binary (RsBits *bits, guint type, RsAisBinary *out);
const char *rs_ais_decode_control (RsBits *bits, guint type, RsAisControl *out);

#define RS_AIS_TOO_SHORT "message is too short for its type"

/* Reads a field only if it is there, for the ends of messages that receivers cut off. */
static inline guint32
rs_bits_u_or (RsBits *bits, guint width, guint32 missing)
{
  return !bits->failed && rs_bits_left (bits) >= width ? rs_bits_u (bits, width) : missing;
}
