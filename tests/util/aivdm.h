/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ais/message.h"

/* An AIVDM writer for tests: messages into sentences, so that fixtures are ours. */

typedef struct
{
  guint n_bits;
  guint8 values[1400]; /* one bit each */
} AivdmBits;

void aivdm_put_u (AivdmBits *bits, guint32 value, guint width);
void aivdm_put_text (AivdmBits *bits, const char *text, guint n_chars);

/* The bits of a message of type 1 to 5, 9, 11, 18, 19, 24 or 27. */
void aivdm_encode (const RsAisMessage *message, AivdmBits *out);

/* (transfer full): a sentence of any talker and formatter with its checksum: "!AIVDM" or "$GPZDA"
 * and the rest. */
char *aivdm_seal (const char *body);

/**
 * aivdm_sentences:
 * @sequence: for messages of several parts
 * @max_chars: payload characters in a sentence
 *
 * Returns: (transfer full): the sentences
 */
GPtrArray *aivdm_sentences (const AivdmBits *bits, char channel, guint sequence, guint max_chars);

/* (transfer full): the message as one sentence without line end. */
char *aivdm_sentence (const RsAisMessage *message, char channel);
