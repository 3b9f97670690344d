/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

#include "ais/limits.h"

G_BEGIN_DECLS

/* The bits of one message, first bit in the top bit of the first byte. Plain value. The padding
 * lets a reader load eight bytes anywhere; it is zero. */
typedef struct
{
  guint n_bits;
  guint8 bytes[RS_AIS_MAX_BYTES + 8];
} RsAisPayload;

/* A bounded reader. Reading past the end gives zeros and sets @failed for good, so a decoder
 * reads all fields and looks once. */
typedef struct
{
  const RsAisPayload *payload; /* borrowed */
  guint pos;
  gboolean failed;
} RsBits;

static inline void
rs_bits_init (RsBits *self, const RsAisPayload *payload)
{
  self->payload = payload;
  self->pos = 0;
  self->failed = FALSE;
}

static inline guint
rs_bits_left (const RsBits *self)
{
  return self->payload->n_bits - self->pos;
}

/* An unsigned integer of @width bits, 1 to 32. */
static inline guint32
rs_bits_u (RsBits *self, guint width)
{
  guint64 word;

  if (G_UNLIKELY (self->failed || width > rs_bits_left (self)))
    {
      self->failed = TRUE;
      return 0;
    }
  memcpy (&word, self->payload->bytes + self->pos / 8, sizeof word);
  word = GUINT64_FROM_BE (word) << (self->pos % 8);
  self->pos += width;
  return (guint32) (word >> (64 - width));
}

/* A two's complement integer of @width bits, 1 to 32. */
static inline gint32
rs_bits_s (RsBits *self, guint width)
{
  guint32 u = rs_bits_u (self, width);
  guint32 sign = 1u << (width - 1);

  return (gint32) ((u ^ sign) - sign);
}

static inline gboolean
rs_bits_flag (RsBits *self)
{
  return rs_bits_u (self, 1) != 0;
}

static inline void
rs_bits_skip (RsBits *self, guint width)
{
  if (self->failed || width > rs_bits_left (self))
    self->failed = TRUE;
  else
    self->pos += width;
}

/**
 * rs_bits_text:
 * @n_chars: characters of six bits to read
 * @out: (out caller-allocates): room for @n_chars + 1 bytes
 *
 * Six-bit ASCII. Ends at the first '@'; trailing spaces are dropped.
 */
void rs_bits_text (RsBits *self, guint n_chars, char *out);

/**
 * rs_bits_data:
 * @n_bits: bits to copy, at most what is left
 * @out: (out caller-allocates): room for (@n_bits + 7) / 8 bytes; the last is filled with zeros
 */
void rs_bits_data (RsBits *self, guint n_bits, guint8 *out);

G_END_DECLS
