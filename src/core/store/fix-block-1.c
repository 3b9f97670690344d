/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks as the program wrote them before version 2 of them: columns of varints in a zstd frame. */
#include "store/fix-column.h"

#include <string.h>
#include <zstd.h>

#include "store/fix-block.h"

#define VERSION 1
/* Version, count, and for each column mode, divisor, first value, first difference, the rest. */
#define RAW_MAX (1 + RS_VARINT_MAX + RS_N_COLUMNS * (1 + (RS_FIX_BLOCK_MAX + 3) * RS_VARINT_MAX))

/* How a column is written. */
enum
{
  MODE_CONSTANT = 0, /* the first value only */
  MODE_DELTA = 1,    /* first value, divisor, differences / divisor */
  MODE_DELTA2 = 2,   /* first value, divisor, first difference, differences of differences */
  MODE_MASK = 3,
  MODE_AIS = 4, /* added: values are multiples of 1/600000 degree, and those are what is coded */
};

static gboolean
get_column (RsColumnReader *reader, RsColumn column, RsFix *out, guint n)
{
  guint8 mode = rs_column_get_byte (reader);
  gboolean ais = (mode & MODE_AIS) != 0;
  gint64 value = rs_unzigzag (rs_column_get_varint (reader));
  gint64 divisor = 1, difference = 0;

  if ((mode & ~(MODE_MASK | MODE_AIS)) || (mode & MODE_MASK) == MODE_MASK
      || (ais && column != RS_COLUMN_LAT && column != RS_COLUMN_LON))
    return FALSE;
  if ((mode & MODE_MASK) != MODE_CONSTANT)
    divisor = (gint64) rs_column_get_varint (reader);
  if (divisor <= 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      gint64 shown;

      if (i > 0 && (mode & MODE_MASK) != MODE_CONSTANT)
        {
          gint64 coded = rs_unzigzag (rs_column_get_varint (reader));

          difference = (mode & MODE_MASK) == MODE_DELTA2 ? rs_wrap_add (difference, coded) : coded;
          value = rs_wrap_add (value, (gint64) ((guint64) difference * (guint64) divisor));
        }
      /* A number of 1/600000 degrees so large is in no range, and would overflow below. */
      if (ais && (value < G_MININT32 || value > G_MAXINT32))
        return FALSE;
      shown = ais ? rs_from_ais_grid (value) : value;
      if (!rs_column_set (&out[i], column, shown))
        return FALSE;
    }
  return !reader->failed;
}

gboolean
rs_fix_block_unpack_1 (const guint8 *data, gsize size, guint n, RsFix *out, GError **error)
{
  g_autofree guint8 *raw = NULL;
  unsigned long long raw_size = ZSTD_getFrameContentSize (data, size);
  gsize got;
  RsColumnReader reader;

  if (n == 0 || n > RS_FIX_BLOCK_MAX)
    return rs_fix_block_fail (error, "impossible count");
  if (raw_size == ZSTD_CONTENTSIZE_ERROR || raw_size == ZSTD_CONTENTSIZE_UNKNOWN
      || raw_size > RAW_MAX)
    return rs_fix_block_fail (error, "no size");
  /* Exactly one frame: nothing hides behind it. */
  if (ZSTD_findFrameCompressedSize (data, size) != size)
    return rs_fix_block_fail (error, "bytes after the end");
  raw = g_malloc (MAX (raw_size, 1));
  got = ZSTD_decompress (raw, (gsize) raw_size, data, size);
  if (ZSTD_isError (got) || got != raw_size)
    return rs_fix_block_fail (error, "zstd cannot read it");
  reader.at = raw;
  reader.end = raw + got;
  reader.failed = FALSE;
  if (rs_column_get_byte (&reader) != VERSION)
    return rs_fix_block_fail (error, "unknown version");
  if (rs_column_get_varint (&reader) != n || reader.failed)
    return rs_fix_block_fail (error, "another count");
  memset (out, 0, n * sizeof *out);
  for (RsColumn column = 0; column < RS_N_COLUMNS; column++)
    if (!get_column (&reader, column, out, n))
      return rs_fix_block_fail (error, "a value out of range");
  if (reader.at != reader.end)
    return rs_fix_block_fail (error, "values after the end");
  for (guint i = 1; i < n; i++)
    if (out[i].t_ms < out[i - 1].t_ms)
      return rs_fix_block_fail (error, "not in time order");
  return TRUE;
}
