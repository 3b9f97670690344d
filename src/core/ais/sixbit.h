/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ais/bits.h"

G_BEGIN_DECLS

/* Payload armour of NMEA 0183 (IEC 61162-1): '0'..'W' are 0..39, '`'..'w' are 40..63. */

/**
 * rs_sixbit_append:
 * @payload: (inout): what earlier parts gave
 * @text: (array length=len): armoured characters
 * @fill: bits at the end that are padding, 0 to 5
 *
 * On failure @payload is unusable and must be cleared by its owner (n_bits = 0).
 *
 * Returns: %FALSE if a character is no armour or the payload would pass %RS_AIS_MAX_BITS
 */
gboolean rs_sixbit_append (RsAisPayload *payload, const char *text, gsize len, guint fill);

/* Empties @payload; needed before the first append. */
static inline void
rs_sixbit_clear (RsAisPayload *payload)
{
  payload->n_bits = 0;
  memset (payload->bytes, 0, 8);
}

/* The character that six bits stand for in a text field (ITU-R M.1371, table 47): 0..31 are '@' to
 * '_', 32..63 are ' ' to '?'. */
static inline char
rs_sixbit_to_ascii (guint8 v)
{
  return (char) (v < 32 ? v + 64 : v);
}

/* The armour character of six bits; for tests and writers. */
static inline char
rs_sixbit_armour (guint8 v)
{
  return (char) (v < 40 ? v + 48 : v + 56);
}

G_END_DECLS
