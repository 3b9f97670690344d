/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first two bytes are the number of fixes that the block's row claims; the rest is tried as a
 * block, and as what a block holds once it is decompressed: damage behind the compression is rare to
 * hit otherwise. What is accepted is packed again, and then reads back the same. */
#include "fuzz.h"

#include <zstd.h>

#include "store/fix-block.h"

static void
try (const guint8 *data, gsize size, guint n)
{
  static RsFix fixes[RS_FIX_BLOCK_MAX], again[RS_FIX_BLOCK_MAX];
  g_autoptr (GBytes) packed = NULL;
  const guint8 *bytes;
  gsize packed_size;

  if (!rs_fix_block_unpack (data, size, n, fixes, NULL))
    return;
  g_assert_cmpuint (n, <=, RS_FIX_BLOCK_MAX);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (ABS (fixes[i].lat_e7), <=, RS_LAT_E7_MAX);
      g_assert_cmpint (ABS (fixes[i].lon_e7), <=, RS_LON_E7_MAX);
      g_assert_true (i == 0 || fixes[i].t_ms >= fixes[i - 1].t_ms);
      /* Not the file's: packing drops it. */
      fixes[i].flags &= (guint16) ~RS_FIX_BREAK;
    }
  packed = rs_fix_block_pack (fixes, n);
  bytes = g_bytes_get_data (packed, &packed_size);
  g_assert_true (rs_fix_block_unpack (bytes, packed_size, n, again, NULL));
  g_assert_cmpmem (fixes, n * sizeof *fixes, again, n * sizeof *again);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree guint8 *frame = NULL;
  gsize bound, frame_size;
  guint n;

  if (size < 2)
    return 0;
  n = data[0] | (guint) data[1] << 8;
  try (data + 2, size - 2, n);
  bound = ZSTD_compressBound (size - 2);
  frame = g_malloc (bound);
  frame_size = ZSTD_compress (frame, bound, data + 2, size - 2, 1);
  g_assert_false (ZSTD_isError (frame_size));
  try (frame, frame_size, n);
  return 0;
}
