/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Four premultiplied pixels at a time, by the compiler's vectors: gcc and clang make of them what the
 * processor has. Byte for byte what the same sums give one by one. */

typedef guint32 RsFour __attribute__ ((vector_size (16)));
/* Two channels of each pixel, in its own half of a word. */
typedef guint16 RsPairs __attribute__ ((vector_size (16)));

static inline RsFour
rs_four_load (const guint32 *pixels)
{
  RsFour four;

  memcpy (&four, pixels, sizeof four);
  return four;
}

static inline void
rs_four_store (guint32 *pixels, RsFour four)
{
  memcpy (pixels, &four, sizeof four);
}

/* Whether all four are transparent. */
static inline gboolean
rs_four_is_clear (RsFour four)
{
#ifdef __SSE2__
  return _mm_movemask_epi8 ((__m128i) (four == 0)) == 0xffff;
#else
  return (four[0] | four[1] | four[2] | four[3]) == 0;
#endif
}

/* Halves of words by 256, after what is added to make that 255; up to 255 * 255 + 128. */
static inline RsPairs
rs_pairs_divide (RsPairs pairs)
{
#ifdef __SSE2__
  /* The same in one instruction: the upper half of 257 times as much. */
  return (RsPairs) _mm_mulhi_epu16 ((__m128i) pairs, _mm_set1_epi16 (257));
#else
  return (pairs + (pairs >> 8)) >> 8;
#endif
}

/* All channels of each pixel times its @alpha, 0 to 255, by 255, rounded. */
static inline RsFour
rs_four_scale (RsFour pixels, RsFour alpha)
{
  RsPairs factor = (RsPairs) (alpha | alpha << 16);
  RsPairs rb = (RsPairs) (pixels & 0xff00ffu) * factor + 128;
  RsPairs ag = (RsPairs) (pixels >> 8 & 0xff00ffu) * factor + 128;

  rb = rs_pairs_divide (rb);
  ag = rs_pairs_divide (ag);
  return (RsFour) rb | (RsFour) ag << 8;
}

/* @source over @below. */
static inline RsFour
rs_four_blend (RsFour source, RsFour below)
{
  return source + rs_four_scale (below, 255 - (source >> 24));
}
