/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/fix-column.h"

#include "store/error.h"

/* Of each column: what unpacked values must lie in. */
static const struct
{
  gint64 min, max;
} ranges[RS_N_COLUMNS] = {
  [RS_COLUMN_T] = { G_MININT64 + 1, G_MAXINT64 },
  [RS_COLUMN_LAT] = { -RS_LAT_E7_MAX, RS_LAT_E7_MAX },
  [RS_COLUMN_LON] = { -RS_LON_E7_MAX, RS_LON_E7_MAX },
  [RS_COLUMN_LINE] = { 0, G_MAXUINT32 },
  [RS_COLUMN_SOG] = { 0, G_MAXUINT16 },
  [RS_COLUMN_COG] = { 0, G_MAXUINT16 },
  [RS_COLUMN_HEADING] = { 0, G_MAXUINT16 },
  [RS_COLUMN_FLAGS] = { 0, G_MAXUINT16 },
  [RS_COLUMN_NAV_STATUS] = { 0, RS_NAV_STATUS_NONE },
  [RS_COLUMN_PROVENANCE] = { 0, RS_ASSERTED },
};

guint8
rs_column_get_byte (RsColumnReader *reader)
{
  if (reader->at == reader->end)
    {
      reader->failed = TRUE;
      return 0;
    }
  return *reader->at++;
}

guint64
rs_column_get_varint (RsColumnReader *reader)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 64; shift += 7)
    {
      guint8 byte = rs_column_get_byte (reader);

      if (shift == 63 && byte > 1)
        break;
      value |= (guint64) (byte & 0x7f) << shift;
      if (byte < 0x80)
        return value;
    }
  reader->failed = TRUE;
  return 0;
}

guint8 *
rs_column_put_varint (guint8 *at, guint64 value)
{
  for (; value >= 0x80; value >>= 7)
    *at++ = (guint8) (value | 0x80);
  *at++ = (guint8) value;
  return at;
}

/* Takes the values of a column, from a loop for each. */
void
rs_column_take (const RsFix *fixes, guint n, RsColumn column, gint64 *out)
{
#define TAKE(expression)                                                                           \
  for (guint i = 0; i < n; i++)                                                                    \
  out[i] = (expression)

  switch (column)
    {
    case RS_COLUMN_T:
      TAKE (fixes[i].t_ms);
      break;
    case RS_COLUMN_LAT:
      TAKE (fixes[i].lat_e7);
      break;
    case RS_COLUMN_LON:
      TAKE (fixes[i].lon_e7);
      break;
    case RS_COLUMN_LINE:
      TAKE (fixes[i].line);
      break;
    case RS_COLUMN_SOG:
      TAKE (fixes[i].sog_dkn);
      break;
    case RS_COLUMN_COG:
      TAKE (fixes[i].cog_ddeg);
      break;
    case RS_COLUMN_HEADING:
      TAKE (fixes[i].heading_deg);
      break;
    case RS_COLUMN_FLAGS:
      TAKE (fixes[i].flags & ~RS_FIX_BREAK);
      break;
    case RS_COLUMN_NAV_STATUS:
      TAKE (fixes[i].nav_status);
      break;
    case RS_COLUMN_PROVENANCE:
      TAKE (fixes[i].provenance);
      break;
    case RS_N_COLUMNS:
    default:
      g_return_if_reached ();
    }
#undef TAKE
}

gboolean
rs_column_set (RsFix *fix, RsColumn column, gint64 value)
{
  if (value < ranges[column].min || value > ranges[column].max)
    return FALSE;
  switch (column)
    {
    case RS_COLUMN_T:
      fix->t_ms = value;
      break;
    case RS_COLUMN_LAT:
      fix->lat_e7 = (gint32) value;
      break;
    case RS_COLUMN_LON:
      fix->lon_e7 = (gint32) value;
      break;
    case RS_COLUMN_LINE:
      fix->line = (guint32) value;
      break;
    case RS_COLUMN_SOG:
      fix->sog_dkn = (guint16) value;
      break;
    case RS_COLUMN_COG:
      fix->cog_ddeg = (guint16) value;
      break;
    case RS_COLUMN_HEADING:
      fix->heading_deg = (guint16) value;
      break;
    case RS_COLUMN_FLAGS:
      fix->flags = (guint16) value;
      break;
    case RS_COLUMN_NAV_STATUS:
      fix->nav_status = (guint8) value;
      break;
    case RS_COLUMN_PROVENANCE:
      fix->provenance = (guint8) value;
      break;
    case RS_N_COLUMNS:
    default:
      g_return_val_if_reached (FALSE);
    }
  return TRUE;
}

gboolean
rs_fix_block_fail (GError **error, const char *what)
{
  g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED, "not a block of fixes: %s", what);
  return FALSE;
}
