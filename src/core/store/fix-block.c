/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/fix-block.h"

#include <string.h>
#include <zstd.h>

#define VERSION 1
#define ZSTD_LEVEL 3
#define VARINT_MAX 10
/* Version, count, and for each column mode, divisor, first value, first difference, the rest. */
#define RAW_MAX (1 + VARINT_MAX + N_COLUMNS * (1 + (RS_FIX_BLOCK_MAX + 3) * VARINT_MAX))

typedef enum
{
  COLUMN_T,
  COLUMN_LAT,
  COLUMN_LON,
  COLUMN_LINE,
  COLUMN_SOG,
  COLUMN_COG,
  COLUMN_HEADING,
  COLUMN_FLAGS,
  COLUMN_NAV_STATUS,
  COLUMN_PROVENANCE,
  N_COLUMNS
} Column;

/* How a column is written. */
enum
{
  MODE_CONSTANT = 0, /* the first value only */
  MODE_DELTA = 1,    /* first value, divisor, differences / divisor */
  MODE_DELTA2 = 2,   /* first value, divisor, first difference, differences of differences */
  MODE_MASK = 3,
  MODE_AIS = 4, /* added: values are multiples of 1/600000 degree, and those are what is coded */
};

/* Of each column: what unpacked values must lie in. */
static const struct
{
  gint64 min, max;
} ranges[N_COLUMNS] = {
  [COLUMN_T] = { G_MININT64 + 1, G_MAXINT64 },
  [COLUMN_LAT] = { -RS_LAT_E7_MAX, RS_LAT_E7_MAX },
  [COLUMN_LON] = { -RS_LON_E7_MAX, RS_LON_E7_MAX },
  [COLUMN_LINE] = { 0, G_MAXUINT32 },
  [COLUMN_SOG] = { 0, G_MAXUINT16 },
  [COLUMN_COG] = { 0, G_MAXUINT16 },
  [COLUMN_HEADING] = { 0, G_MAXUINT16 },
  [COLUMN_FLAGS] = { 0, G_MAXUINT16 },
  [COLUMN_NAV_STATUS] = { 0, RS_NAV_STATUS_NONE },
  [COLUMN_PROVENANCE] = { 0, RS_ASSERTED },
};

/* Differences are taken and added as unsigned numbers: they wrap, and wrap back. */

static guint64
zigzag (gint64 value)
{
  return ((guint64) value << 1) ^ (value < 0 ? G_MAXUINT64 : 0);
}

static gint64
unzigzag (guint64 value)
{
  return (gint64) ((value >> 1) ^ (0 - (value & 1)));
}

static gint64
subtract (gint64 a, gint64 b)
{
  return (gint64) ((guint64) a - (guint64) b);
}

static gint64
add (gint64 a, gint64 b)
{
  return (gint64) ((guint64) a + (guint64) b);
}

/* 1/600000 degree is 50/3 of our unit; both round half away from zero, as AIS import does. */
static gint64
from_ais (gint64 k)
{
  return k >= 0 ? (k * 100 + 3) / 6 : -((-k * 100 + 3) / 6);
}

static gint64
to_ais (gint64 e7)
{
  return e7 >= 0 ? (e7 * 6 + 50) / 100 : -((-e7 * 6 + 50) / 100);
}

static guint
varint_size (guint64 value)
{
  guint size = 1;

  for (; value >= 0x80; value >>= 7)
    size++;
  return size;
}

static guint8 *
put_varint (guint8 *at, guint64 value)
{
  for (; value >= 0x80; value >>= 7)
    *at++ = (guint8) (value | 0x80);
  *at++ = (guint8) value;
  return at;
}

static gint64
get_value (const RsFix *fix, Column column)
{
  switch (column)
    {
    case COLUMN_T:
      return fix->t_ms;
    case COLUMN_LAT:
      return fix->lat_e7;
    case COLUMN_LON:
      return fix->lon_e7;
    case COLUMN_LINE:
      return fix->line;
    case COLUMN_SOG:
      return fix->sog_dkn;
    case COLUMN_COG:
      return fix->cog_ddeg;
    case COLUMN_HEADING:
      return fix->heading_deg;
    case COLUMN_FLAGS:
      return fix->flags & ~RS_FIX_BREAK;
    case COLUMN_NAV_STATUS:
      return fix->nav_status;
    case COLUMN_PROVENANCE:
      return fix->provenance;
    case N_COLUMNS:
    default:
      g_return_val_if_reached (0);
    }
}

static void
set_value (RsFix *fix, Column column, gint64 value)
{
  switch (column)
    {
    case COLUMN_T:
      fix->t_ms = value;
      break;
    case COLUMN_LAT:
      fix->lat_e7 = (gint32) value;
      break;
    case COLUMN_LON:
      fix->lon_e7 = (gint32) value;
      break;
    case COLUMN_LINE:
      fix->line = (guint32) value;
      break;
    case COLUMN_SOG:
      fix->sog_dkn = (guint16) value;
      break;
    case COLUMN_COG:
      fix->cog_ddeg = (guint16) value;
      break;
    case COLUMN_HEADING:
      fix->heading_deg = (guint16) value;
      break;
    case COLUMN_FLAGS:
      fix->flags = (guint16) value;
      break;
    case COLUMN_NAV_STATUS:
      fix->nav_status = (guint8) value;
      break;
    case COLUMN_PROVENANCE:
      fix->provenance = (guint8) value;
      break;
    case N_COLUMNS:
    default:
      g_return_if_reached ();
    }
}

static guint64
greatest_divisor (const gint64 *differences, guint n)
{
  guint64 a = 0;

  for (guint i = 0; i < n && a != 1; i++)
    {
      guint64 b = differences[i] < 0 ? 0 - (guint64) differences[i] : (guint64) differences[i];

      while (b)
        {
          guint64 rest = a % b;

          a = b;
          b = rest;
        }
    }
  return a;
}

/* Writes one column; @values is changed. */
static guint8 *
put_column (guint8 *at, gint64 *values, guint n, guint8 flags)
{
  gint64 first = values[0];
  guint64 divisor;
  gsize size = 0, size2 = 0;

  /* values[i - 1] becomes the difference from value i - 1 to i. */
  for (guint i = 1; i < n; i++)
    values[i - 1] = subtract (values[i], values[i - 1]);
  divisor = n > 1 ? greatest_divisor (values, n - 1) : 0;
  if (divisor == 0)
    {
      *at++ = MODE_CONSTANT | flags;
      return put_varint (at, zigzag (first));
    }
  /* A divisor of 2^63 can only come from a difference that wrapped: not worth a case of its own. */
  if (divisor > G_MAXINT64)
    divisor = 1;
  for (guint i = 0; i + 1 < n; i++)
    {
      values[i] /= (gint64) divisor;
      size += varint_size (zigzag (values[i]));
      size2 += varint_size (zigzag (i > 0 ? subtract (values[i], values[i - 1]) : values[i]));
    }
  *at++ = (size2 < size ? MODE_DELTA2 : MODE_DELTA) | flags;
  at = put_varint (at, zigzag (first));
  at = put_varint (at, divisor);
  for (guint i = 0; i + 1 < n; i++)
    at = put_varint (
      at, zigzag (size2 < size && i > 0 ? subtract (values[i], values[i - 1]) : values[i]));
  return at;
}

GBytes *
rs_fix_block_pack (const RsFix *fixes, guint n)
{
  g_autofree guint8 *raw = g_malloc (RAW_MAX);
  g_autofree gint64 *values = g_new (gint64, RS_FIX_BLOCK_MAX);
  guint8 *at = raw;
  guint8 *packed;
  gsize bound, size;

  g_return_val_if_fail (n > 0 && n <= RS_FIX_BLOCK_MAX, NULL);

  *at++ = VERSION;
  at = put_varint (at, n);
  for (Column column = 0; column < N_COLUMNS; column++)
    {
      gboolean ais = column == COLUMN_LAT || column == COLUMN_LON;

      for (guint i = 0; i < n; i++)
        {
          values[i] = get_value (&fixes[i], column);
          ais = ais && from_ais (to_ais (values[i])) == values[i];
        }
      for (guint i = 0; ais && i < n; i++)
        values[i] = to_ais (values[i]);
      at = put_column (at, values, n, ais ? MODE_AIS : 0);
    }
  bound = ZSTD_compressBound ((gsize) (at - raw));
  packed = g_malloc (bound);
  size = ZSTD_compress (packed, bound, raw, (gsize) (at - raw), ZSTD_LEVEL);
  /* Cannot fail with a buffer of the bound's size but for lack of memory, where GLib aborts too. */
  if (ZSTD_isError (size))
    g_error ("zstd: %s", ZSTD_getErrorName (size));
  return g_bytes_new_take (g_realloc (packed, size), size);
}

/* A bounded reader with a sticky error. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean failed;
} Reader;

static guint8
get_byte (Reader *reader)
{
  if (reader->at == reader->end)
    {
      reader->failed = TRUE;
      return 0;
    }
  return *reader->at++;
}

static guint64
get_varint (Reader *reader)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 64; shift += 7)
    {
      guint8 byte = get_byte (reader);

      if (shift == 63 && byte > 1)
        break;
      value |= (guint64) (byte & 0x7f) << shift;
      if (byte < 0x80)
        return value;
    }
  reader->failed = TRUE;
  return 0;
}

static gboolean
get_column (Reader *reader, Column column, RsFix *out, guint n)
{
  guint8 mode = get_byte (reader);
  gboolean ais = (mode & MODE_AIS) != 0;
  gint64 value = unzigzag (get_varint (reader));
  gint64 divisor = 1, difference = 0;

  if ((mode & ~(MODE_MASK | MODE_AIS)) || (mode & MODE_MASK) == MODE_MASK
      || (ais && column != COLUMN_LAT && column != COLUMN_LON))
    return FALSE;
  if ((mode & MODE_MASK) != MODE_CONSTANT)
    divisor = (gint64) get_varint (reader);
  if (divisor <= 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      gint64 shown;

      if (i > 0 && (mode & MODE_MASK) != MODE_CONSTANT)
        {
          gint64 coded = unzigzag (get_varint (reader));

          difference = (mode & MODE_MASK) == MODE_DELTA2 ? add (difference, coded) : coded;
          value = add (value, (gint64) ((guint64) difference * (guint64) divisor));
        }
      /* A number of 1/600000 degrees so large is in no range, and would overflow below. */
      if (ais && (value < G_MININT32 || value > G_MAXINT32))
        return FALSE;
      shown = ais ? from_ais (value) : value;
      if (shown < ranges[column].min || shown > ranges[column].max)
        return FALSE;
      set_value (&out[i], column, shown);
    }
  return !reader->failed;
}

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED, "not a block of fixes: %s", what);
  return FALSE;
}

gboolean
rs_fix_block_unpack (const guint8 *data, gsize size, guint n, RsFix *out, GError **error)
{
  g_autofree guint8 *raw = NULL;
  unsigned long long raw_size = ZSTD_getFrameContentSize (data, size);
  gsize got;
  Reader reader;

  if (n == 0 || n > RS_FIX_BLOCK_MAX)
    return fail (error, "impossible count");
  if (raw_size == ZSTD_CONTENTSIZE_ERROR || raw_size == ZSTD_CONTENTSIZE_UNKNOWN
      || raw_size > RAW_MAX)
    return fail (error, "no size");
  /* Exactly one frame: nothing hides behind it. */
  if (ZSTD_findFrameCompressedSize (data, size) != size)
    return fail (error, "bytes after the end");
  raw = g_malloc (MAX (raw_size, 1));
  got = ZSTD_decompress (raw, (gsize) raw_size, data, size);
  if (ZSTD_isError (got) || got != raw_size)
    return fail (error, "zstd cannot read it");
  reader.at = raw;
  reader.end = raw + got;
  reader.failed = FALSE;
  if (get_byte (&reader) != VERSION)
    return fail (error, "unknown version");
  if (get_varint (&reader) != n || reader.failed)
    return fail (error, "another count");
  memset (out, 0, n * sizeof *out);
  for (Column column = 0; column < N_COLUMNS; column++)
    if (!get_column (&reader, column, out, n))
      return fail (error, "a value out of range");
  if (reader.at != reader.end)
    return fail (error, "values after the end");
  for (guint i = 1; i < n; i++)
    if (out[i].t_ms < out[i - 1].t_ms)
      return fail (error, "not in time order");
  return TRUE;
}
