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
  /* (bits + 6) / 7 without a division, exact for 1 to 64 bits. */
  guint bits = 64 - (guint) __builtin_clzll (value | 1);

  return (bits * 9 + 64) >> 6;
}

static guint8 *
put_varint (guint8 *at, guint64 value)
{
  for (; value >= 0x80; value >>= 7)
    *at++ = (guint8) (value | 0x80);
  *at++ = (guint8) value;
  return at;
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

/* Takes the values of a column, from a loop for each. */
static void
take_column (const RsFix *fixes, guint n, Column column, gint64 *out)
{
#define TAKE(expression)                                                                           \
  for (guint i = 0; i < n; i++)                                                                    \
  out[i] = (expression)

  switch (column)
    {
    case COLUMN_T:
      TAKE (fixes[i].t_ms);
      break;
    case COLUMN_LAT:
      TAKE (fixes[i].lat_e7);
      break;
    case COLUMN_LON:
      TAKE (fixes[i].lon_e7);
      break;
    case COLUMN_LINE:
      TAKE (fixes[i].line);
      break;
    case COLUMN_SOG:
      TAKE (fixes[i].sog_dkn);
      break;
    case COLUMN_COG:
      TAKE (fixes[i].cog_ddeg);
      break;
    case COLUMN_HEADING:
      TAKE (fixes[i].heading_deg);
      break;
    case COLUMN_FLAGS:
      TAKE (fixes[i].flags & ~RS_FIX_BREAK);
      break;
    case COLUMN_NAV_STATUS:
      TAKE (fixes[i].nav_status);
      break;
    case COLUMN_PROVENANCE:
      TAKE (fixes[i].provenance);
      break;
    case N_COLUMNS:
    default:
      g_return_if_reached ();
    }
#undef TAKE
}

/* Whether all are on the AIS grid; then they are numbers of it. */
static gboolean
take_ais (gint64 *values, guint n)
{
  for (guint i = 0; i < n; i++)
    if (from_ais (to_ais (values[i])) != values[i])
      return FALSE;
  for (guint i = 0; i < n; i++)
    values[i] = to_ais (values[i]);
  return TRUE;
}

static guint64
magnitude (gint64 value)
{
  return value < 0 ? 0 - (guint64) value : (guint64) value;
}

static guint64
common_divisor (guint64 a, guint64 b)
{
  while (b)
    {
      guint64 rest = a % b;

      a = b;
      b = rest;
    }
  return a;
}

/* What x with @odd x = 1 modulo 2^64 is, by Newton's iteration: each step doubles the bits that fit. */
static guint64
invert (guint64 odd)
{
  guint64 x = odd;

  for (guint i = 0; i < 5; i++)
    x *= 2 - odd * x;
  return x;
}

/* The greatest common divisor of all, by which all are divided; 0 if all are 0. Division of what is
 * divisible is a multiplication with the inverse, and what is not shows by a quotient out of range. */
static guint64
divide_all (gint64 *values, guint n)
{
  guint64 divisor = 0, inverse, limit;
  guint shift, i;

  for (i = 0; i < n && divisor != 1; i++)
    if (values[i] != 0)
      {
        divisor = common_divisor (divisor, magnitude (values[i]));
        /* As a rule the first few have it. */
        if (i >= 8)
          break;
      }
  if (divisor == 0)
    return 0;
  for (;;)
    {
      if (divisor == 1)
        return 1;
      shift = (guint) __builtin_ctzll (divisor);
      inverse = invert (divisor >> shift);
      limit = G_MAXUINT64 / divisor;
      for (i = 0; i < n; i++)
        {
          guint64 m = magnitude (values[i]);

          if ((m & ((G_GUINT64_CONSTANT (1) << shift) - 1)) != 0
              || (m >> shift) * inverse > limit)
            break;
        }
      if (i == n)
        break;
      divisor = common_divisor (divisor, magnitude (values[i]));
    }
  /* A divisor of 2^63 can only come from a difference that wrapped: not worth a case of its own. */
  if (divisor > G_MAXINT64)
    return 1;
  for (i = 0; i < n; i++)
    {
      guint64 quotient = (magnitude (values[i]) >> shift) * inverse;

      values[i] = (gint64) (values[i] < 0 ? 0 - quotient : quotient);
    }
  return divisor;
}

/* Writes one column; @values is changed. */
static guint8 *
put_column (guint8 *at, gint64 *values, guint n, guint8 flags)
{
  gint64 first = values[0], before = 0;
  guint64 divisor;
  gsize size = 0, size2 = 0;
  gboolean twice;

  /* values[i - 1] becomes the difference from value i - 1 to i. */
  for (guint i = 1; i < n; i++)
    values[i - 1] = subtract (values[i], values[i - 1]);
  divisor = n > 1 ? divide_all (values, n - 1) : 0;
  if (divisor == 0)
    {
      *at++ = MODE_CONSTANT | flags;
      return put_varint (at, zigzag (first));
    }
  for (guint i = 1; i + 1 < n; i++)
    {
      size += varint_size (zigzag (values[i]));
      size2 += varint_size (zigzag (subtract (values[i], values[i - 1])));
    }
  twice = size2 < size;
  *at++ = (twice ? MODE_DELTA2 : MODE_DELTA) | flags;
  at = put_varint (at, zigzag (first));
  at = put_varint (at, divisor);
  for (guint i = 0; i + 1 < n; i++)
    {
      at = put_varint (at, zigzag (twice ? subtract (values[i], before) : values[i]));
      before = values[i];
    }
  return at;
}

struct _RsFixPacker
{
  ZSTD_CCtx *zstd;
  gint64 values[RS_FIX_BLOCK_MAX];
  guint8 raw[RAW_MAX];
};

RsFixPacker *
rs_fix_packer_new (void)
{
  RsFixPacker *self = g_new (RsFixPacker, 1);

  self->zstd = ZSTD_createCCtx ();
  if (!self->zstd)
    g_error ("zstd: no memory");
  ZSTD_CCtx_setParameter (self->zstd, ZSTD_c_compressionLevel, ZSTD_LEVEL);
  return self;
}

void
rs_fix_packer_free (RsFixPacker *self)
{
  ZSTD_freeCCtx (self->zstd);
  g_free (self);
}

GBytes *
rs_fix_packer_pack (RsFixPacker *self, const RsFix *fixes, guint n)
{
  guint8 *at = self->raw;
  guint8 *packed;
  gsize bound, size;

  g_return_val_if_fail (n > 0 && n <= RS_FIX_BLOCK_MAX, NULL);

  *at++ = VERSION;
  at = put_varint (at, n);
  for (Column column = 0; column < N_COLUMNS; column++)
    {
      gboolean ais = column == COLUMN_LAT || column == COLUMN_LON;

      take_column (fixes, n, column, self->values);
      ais = ais && take_ais (self->values, n);
      at = put_column (at, self->values, n, ais ? MODE_AIS : 0);
    }
  bound = ZSTD_compressBound ((gsize) (at - self->raw));
  packed = g_malloc (bound);
  size = ZSTD_compress2 (self->zstd, packed, bound, self->raw, (gsize) (at - self->raw));
  /* Cannot fail with a buffer of the bound's size but for lack of memory, where GLib aborts too. */
  if (ZSTD_isError (size))
    g_error ("zstd: %s", ZSTD_getErrorName (size));
  return g_bytes_new_take (g_realloc (packed, size), size);
}

GBytes *
rs_fix_block_pack (const RsFix *fixes, guint n)
{
  g_autoptr (RsFixPacker) packer = rs_fix_packer_new ();

  return rs_fix_packer_pack (packer, fixes, n);
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
