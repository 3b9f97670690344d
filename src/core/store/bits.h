/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Numbers in as few bits as they need, lowest bit first (FORMAT.md, "Golomb-Rice"). */
#define RS_BITS_ESCAPE 24 /* ones before a number that is written plainly */
/* Bytes of a number at most; a writer needs eight more than it writes. */
#define RS_BITS_NUMBER_MAX ((RS_BITS_ESCAPE + 64 + 7) / 8)

typedef struct
{
  guint8 *at;
  guint64 held;
  guint n_held; /* bits in it, below 8 between calls */
} RsBitWriter;

/* The lowest @n, at most 56, bits of @bits, which has no others. */
static inline void
rs_bits_put (RsBitWriter *self, guint64 bits, guint n)
{
  guint64 little;

  self->held |= bits << self->n_held;
  self->n_held += n;
  little = GUINT64_TO_LE (self->held);
  memcpy (self->at, &little, sizeof little);
  self->at += self->n_held / 8;
  self->held = self->held >> (self->n_held & ~7u);
  self->n_held %= 8;
}

/* Writes @value with the parameter @k, at most 63. */
static inline void
rs_bits_put_rice (RsBitWriter *self, guint64 value, guint k)
{
  guint64 ones = value >> k;
  guint64 rest = value & ((G_GUINT64_CONSTANT (1) << k) - 1);

  if (ones < RS_BITS_ESCAPE && ones + 1 + k <= 56)
    {
      rs_bits_put (self, ((G_GUINT64_CONSTANT (1) << ones) - 1) | rest << (ones + 1),
                   (guint) ones + 1 + k);
      return;
    }
  if (ones < RS_BITS_ESCAPE)
    {
      rs_bits_put (self, (G_GUINT64_CONSTANT (1) << ones) - 1, (guint) ones + 1);
      value = rest;
    }
  else
    {
      rs_bits_put (self, (G_GUINT64_CONSTANT (1) << RS_BITS_ESCAPE) - 1, RS_BITS_ESCAPE);
      k = 64;
    }
  rs_bits_put (self, value & 0xffffffff, MIN (k, 32));
  if (k > 32)
    rs_bits_put (self, value >> 32, k - 32);
}

/* Fills the last byte up with zeros; where the next byte goes. */
static inline guint8 *
rs_bits_finish (RsBitWriter *self)
{
  if (self->n_held > 0)
    rs_bits_put (self, 0, 8 - self->n_held);
  return self->at;
}

typedef struct
{
  const guint8 *at;
  const guint8 *end;
  guint64 held;
  guint n_held;
  gboolean failed; /* bits were wanted beyond the end */
} RsBitReader;

/* At least 56 bits are held then, or all there are. */
static inline void
rs_bits_fill (RsBitReader *self)
{
  while (self->n_held <= 56 && self->at < self->end)
    {
      self->held |= (guint64) *self->at++ << self->n_held;
      self->n_held += 8;
    }
}

/* @n at most 56 */
static inline guint64
rs_bits_get (RsBitReader *self, guint n)
{
  guint64 bits;

  if (self->n_held < n)
    rs_bits_fill (self);
  if (self->n_held < n)
    {
      self->failed = TRUE;
      return 0;
    }
  bits = self->held & ((G_GUINT64_CONSTANT (1) << n) - 1);
  self->held >>= n;
  self->n_held -= n;
  return bits;
}

static inline guint64
rs_bits_get_rice (RsBitReader *self, guint k)
{
  guint ones;
  guint64 low;

  if (self->n_held <= RS_BITS_ESCAPE)
    rs_bits_fill (self);
  ones = (guint) __builtin_ctzll (~self->held | G_GUINT64_CONSTANT (1) << RS_BITS_ESCAPE);
  if (ones >= RS_BITS_ESCAPE)
    {
      rs_bits_get (self, RS_BITS_ESCAPE);
      low = rs_bits_get (self, 32);
      return low | rs_bits_get (self, 32) << 32;
    }
  rs_bits_get (self, ones + 1);
  if (k <= 32)
    return (guint64) ones << k | rs_bits_get (self, k);
  low = rs_bits_get (self, 32);
  return (guint64) ones << k | low | rs_bits_get (self, k - 32) << 32;
}

/* Skips what fills up the last byte. (nullable): where the next byte is; NULL if there were too few bits, or
 * the filling is not zero. */
static inline const guint8 *
rs_bits_end (RsBitReader *self)
{
  guint n_fill = self->n_held % 8;

  if (self->failed || (self->held & ((1u << n_fill) - 1)) != 0)
    return NULL;
  return self->at - self->n_held / 8;
}

G_END_DECLS
