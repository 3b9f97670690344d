/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"

G_BEGIN_DECLS

/* What both versions of a block of fixes share: the columns, and how numbers are written. Private to
 * fix-block*.c. */
typedef enum
{
  RS_COLUMN_T,
  RS_COLUMN_LAT,
  RS_COLUMN_LON,
  RS_COLUMN_LINE,
  RS_COLUMN_SOG,
  RS_COLUMN_COG,
  RS_COLUMN_HEADING,
  RS_COLUMN_FLAGS,
  RS_COLUMN_NAV_STATUS,
  RS_COLUMN_PROVENANCE,
  RS_N_COLUMNS
} RsColumn;

#define RS_VARINT_MAX 10 /* bytes */

/* Differences are taken and added as unsigned numbers: they wrap, and wrap back. */

static inline guint64
rs_zigzag (gint64 value)
{
  return ((guint64) value << 1) ^ (value < 0 ? G_MAXUINT64 : 0);
}

static inline gint64
rs_unzigzag (guint64 value)
{
  return (gint64) ((value >> 1) ^ (0 - (value & 1)));
}

static inline gint64
rs_wrap_subtract (gint64 a, gint64 b)
{
  return (gint64) ((guint64) a - (guint64) b);
}

static inline gint64
rs_wrap_add (gint64 a, gint64 b)
{
  return (gint64) ((guint64) a + (guint64) b);
}

/* 1/600000 degree is 50/3 of our unit; both round half away from zero, as AIS import does. */
static inline gint64
rs_from_ais_grid (gint64 k)
{
  return k >= 0 ? (k * 100 + 3) / 6 : -((-k * 100 + 3) / 6);
}

static inline gint64
rs_to_ais_grid (gint64 e7)
{
  return e7 >= 0 ? (e7 * 6 + 50) / 100 : -((-e7 * 6 + 50) / 100);
}

/* A bounded reader with a sticky error. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean failed;
} RsColumnReader;

guint8 rs_column_get_byte (RsColumnReader *reader);
guint64 rs_column_get_varint (RsColumnReader *reader);

guint8 *rs_column_put_varint (guint8 *at, guint64 value);

/* Takes the values of a column out of @n fixes. */
void rs_column_take (const RsFix *fixes, guint n, RsColumn column, gint64 *out);

/* FALSE: @value is out of the column's range. */
gboolean rs_column_set (RsFix *fix, RsColumn column, gint64 value);

/* fix-block-1.c: a block of version 1, read as rs_fix_block_unpack () says. */
gboolean rs_fix_block_unpack_1 (const guint8 *data, gsize size, guint n, RsFix *out, GError **error);
/* What both say of a block that is none. Returns FALSE. */
gboolean rs_fix_block_fail (GError **error, const char *what);

G_END_DECLS
