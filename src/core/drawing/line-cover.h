/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <math.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* How much of a row's pixels a straight piece of a line covers, four pixels at a time. The same bytes as one by
 * one. */

typedef float RsFloats __attribute__ ((vector_size (16)));
typedef gint32 RsInts __attribute__ ((vector_size (16)));

static inline RsFloats
rs_floats_choose (RsInts where, RsFloats a, RsFloats b)
{
  return (RsFloats) ((where & (RsInts) a) | (~where & (RsInts) b));
}

static inline RsFloats
rs_floats_lesser (RsFloats a, RsFloats b)
{
  return rs_floats_choose (a < b, a, b);
}

static inline RsFloats
rs_floats_greater (RsFloats a, RsFloats b)
{
  return rs_floats_choose (a > b, a, b);
}

static inline RsFloats
rs_floats_root (RsFloats x)
{
#ifdef __SSE2__
  return (RsFloats) _mm_sqrt_ps ((__m128) x);
#else
  return (RsFloats){ sqrtf (x[0]), sqrtf (x[1]), sqrtf (x[2]), sqrtf (x[3]) };
#endif
}

/* A piece of a line as a row of pixels sees it. */
typedef struct
{
  float t, across; /* how far along the piece the first pixel lies, how far beside it */
  float ux, uy;    /* what a step to the right adds */
  float length, half;
  gboolean cut_a, cut_b; /* ends cut square, not round */
} RsLinePiece;

/* How much of pixels @i to @i + 3 the piece covers, 0 to 255. */
static inline RsInts
rs_line_piece_cover (const RsLinePiece *piece, float i, gboolean is_cut)
{
  const RsFloats steps = { i, i + 1, i + 2, i + 3 }, zero = { 0 };
  const RsFloats half = zero + piece->half;
  RsFloats t = piece->t + steps * piece->ux, d = piece->across + steps * piece->uy, along = zero + 1;
  RsFloats beyond = rs_floats_greater (rs_floats_greater (-t, t - piece->length), zero), c;

  if (is_cut)
    {
      /* A square end does not reach round; it fades out over a pixel. */
      if (piece->cut_a)
        {
          beyond = rs_floats_choose (t < 0, zero, beyond);
          along = rs_floats_lesser (rs_floats_greater (t + 0.5f, zero), along);
        }
      if (piece->cut_b)
        {
          beyond = rs_floats_choose (t < 0, beyond, zero);
          along = rs_floats_lesser (along, rs_floats_greater (piece->length - t + 0.5f, zero));
        }
    }
  d = rs_floats_root (d * d + beyond * beyond);
  c = (rs_floats_lesser (half, d + 0.5f) + rs_floats_lesser (half, 0.5f - d)) * along;
  return __builtin_convertvector (rs_floats_greater (c, zero) * 255.0f + 0.5f, RsInts);
}

/* Puts the larger of what is there and what comes, each 0 to 255. */
static inline void
rs_mask_raise (guchar *mask, RsInts coverage)
{
#ifdef __SSE2__
  __m128i bytes = _mm_packus_epi16 (_mm_packs_epi32 ((__m128i) coverage, _mm_setzero_si128 ()),
                                    _mm_setzero_si128 ());
  gint32 four;

  memcpy (&four, mask, sizeof four);
  four = _mm_cvtsi128_si32 (_mm_max_epu8 (bytes, _mm_cvtsi32_si128 (four)));
  memcpy (mask, &four, sizeof four);
#else
  for (int k = 0; k < 4; k++)
    mask[k] = (guchar) MAX (mask[k], coverage[k]);
#endif
}

/* @n pixels of one row: the larger coverage wins. Up to three more are looked at and left as they
 * are. */
static inline void
rs_line_piece_add_run (guchar *mask, int n, const RsLinePiece *piece, gboolean is_cut)
{
  const RsInts steps = { 0, 1, 2, 3 };
  int i;

  for (i = 0; i + 4 <= n; i += 4)
    rs_mask_raise (mask + i, rs_line_piece_cover (piece, (float) i, is_cut));
  if (i < n)
    rs_mask_raise (mask + i, rs_line_piece_cover (piece, (float) i, is_cut) & (steps < n - i));
}
