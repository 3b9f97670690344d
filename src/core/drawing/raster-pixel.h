/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "drawing/canvas.h"
#include "drawing/four.h"

/* A colour laid over premultiplied pixels or below them, as much as it covers: 0 to 255. */

/* x / 255 rounded, for x in [0, 255 * 255], in both halves of a word at once. */
static inline guint32
rs_pixel_divide_pair_by_255 (guint32 pair)
{
  pair += 0x800080u;
  return ((pair + ((pair >> 8) & 0xff00ffu)) >> 8) & 0xff00ffu;
}

static inline guint32
rs_pixel_scale (guint32 pixel, guint32 alpha)
{
  guint32 rb = rs_pixel_divide_pair_by_255 ((pixel & 0xff00ffu) * alpha);
  guint32 ag = rs_pixel_divide_pair_by_255 (((pixel >> 8) & 0xff00ffu) * alpha);

  return rb | (ag << 8);
}

static inline guint32
rs_pixel_premultiply (RsColor color)
{
  return rs_pixel_scale (color | 0xff000000u, color >> 24);
}

static inline void
rs_pixel_blend (guint32 *pixel, guint32 source, guint32 coverage)
{
  guint32 s = coverage == 255 ? source : rs_pixel_scale (source, coverage);

  *pixel = s + rs_pixel_scale (*pixel, 255 - (s >> 24));
}

static inline void
rs_pixel_blend_below (guint32 *pixel, guint32 source, guint32 coverage)
{
  *pixel += rs_pixel_scale (rs_pixel_scale (source, coverage), 255 - (*pixel >> 24));
}

static inline void
rs_pixel_blend_span_below (guint32 *row, int from, int to, guint32 source, guint32 coverage)
{
  for (int x = from; x < to; x++)
    rs_pixel_blend_below (&row[x], source, coverage);
}

static inline void
rs_pixel_blend_span (guint32 *row, int from, int to, guint32 source, guint32 coverage)
{
  guint32 s = coverage == 255 ? source : rs_pixel_scale (source, coverage);
  guint32 rest = 255 - (s >> 24);

  if (rest == 0)
    for (int x = from; x < to; x++)
      row[x] = s;
  else
    for (int x = from; x < to; x++)
      row[x] = s + rs_pixel_scale (row[x], rest);
}

/* Paints the covered ones of four pixels, @n of which are in the row, and empties their mask. Pixels
 * beyond the row's end are never covered. */
static inline void
rs_pixel_paint_mask (guint32 *row, int n, guchar *mask, RsFour source)
{
  guint32 word;

  memcpy (&word, mask, sizeof word);
  if (word == 0)
    return;
  if (n >= 4)
    {
      RsFour coverage = { mask[0], mask[1], mask[2], mask[3] };

      rs_four_store (row, rs_four_blend (rs_four_scale (source, coverage), rs_four_load (row)));
    }
  else
    for (int i = 0; i < n; i++)
      if (mask[i])
        rs_pixel_blend (&row[i], source[0], mask[i]);
  memset (mask, 0, sizeof word);
}

/* The same below what is there. */
static inline void
rs_pixel_paint_mask_below (guint32 *row, int n, guchar *mask, RsFour source)
{
  guint32 word;

  memcpy (&word, mask, sizeof word);
  if (word == 0)
    return;
  if (n >= 4)
    {
      RsFour coverage = { mask[0], mask[1], mask[2], mask[3] }, above = rs_four_load (row);

      rs_four_store (row, rs_four_blend (above, rs_four_scale (source, coverage)));
    }
  else
    for (int i = 0; i < n; i++)
      rs_pixel_blend_below (&row[i], source[0], mask[i]);
  memset (mask, 0, sizeof word);
}
