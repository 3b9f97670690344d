/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/preview-reading.h"

#include <glib/gi18n-lib.h>

#include "ais/mmsi.h"

/* With a point in every locale, as in files. @format: of one double */
static char *
print_number (const char *format, double value, const char *unit)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strconcat (g_ascii_formatd (digits, sizeof digits, format, value), unit, NULL);
}

static char *
describe_time (gint64 t_ms)
{
  return t_ms == RS_TIME_NONE ? g_strdup (_("No time")) : rs_time_format (t_ms);
}

/* @m: 0 unknown */
static char *
describe_length (guint m)
{
  return m == 0 ? NULL : g_strdup_printf ("%u m", m);
}

static char *
describe_imo (guint32 imo)
{
  if (imo == 0)
    return NULL;
  return rs_imo_is_valid (imo) ? g_strdup_printf ("%07u", imo)
                               : g_strdup_printf (_("%u: the check digit is wrong"), imo);
}

static char *
describe_provenance (RsProvenance provenance)
{
  return g_strdup (provenance == RS_OBSERVED        ? _("observed")
                   : provenance == RS_RECONSTRUCTED ? _("reconstructed")
                                                    : _("asserted"));
}

/* (nullable): what the row's fix, or its ship, has of the field; %NULL: nothing. */
static char *
describe_value (RsField field, const RsCsvRow *row, const RsCsvStatics *statics, const char *name)
{
  const RsFix *fix = &row->fix;

  switch (field)
    {
    case RS_FIELD_TIME:
    case RS_FIELD_CLOCK:
      return describe_time (fix->t_ms);
    case RS_FIELD_LAT:
      return row->kind == RS_CSV_ROW_FIX
                 ? print_number ("%.5f", rs_deg_from_e7 (fix->lat_e7), "°") : NULL;
    case RS_FIELD_LON:
      return row->kind == RS_CSV_ROW_FIX
                 ? print_number ("%.5f", rs_deg_from_e7 (fix->lon_e7), "°") : NULL;
    case RS_FIELD_MMSI:
      return row->mmsi == 0 ? NULL : g_strdup_printf ("%09u", row->mmsi);
    case RS_FIELD_NAME:
      return g_strdup (statics->name);
    case RS_FIELD_ID:
      return row->mmsi == 0 ? g_strdup (name) : NULL;
    case RS_FIELD_SOG:
      return fix->sog_dkn == RS_SOG_NONE ? NULL : print_number ("%.1f", fix->sog_dkn / 10.0, " kn");
    case RS_FIELD_COG:
      return fix->cog_ddeg == RS_COG_NONE ? NULL : print_number ("%.1f", fix->cog_ddeg / 10.0, "°");
    case RS_FIELD_HEADING:
      return fix->heading_deg == RS_HEADING_NONE ? NULL : g_strdup_printf ("%u°", fix->heading_deg);
    case RS_FIELD_STATUS:
      return fix->nav_status == RS_NAV_STATUS_NONE ? NULL : g_strdup_printf ("%u", fix->nav_status);
    case RS_FIELD_IMO:
      return describe_imo (statics->imo);
    case RS_FIELD_CALLSIGN:
      return g_strdup (statics->callsign);
    case RS_FIELD_DESTINATION:
      return g_strdup (statics->destination);
    case RS_FIELD_TYPE:
      return statics->ship_type == 0 ? NULL : g_strdup_printf ("%d", statics->ship_type);
    case RS_FIELD_LENGTH:
      return describe_length (statics->dim_a_m + statics->dim_b_m);
    case RS_FIELD_WIDTH:
      return describe_length (statics->dim_c_m + statics->dim_d_m);
    case RS_FIELD_DIM_A:
      return describe_length (statics->dim_a_m);
    case RS_FIELD_DIM_B:
      return describe_length (statics->dim_b_m);
    case RS_FIELD_DIM_C:
      return describe_length (statics->dim_c_m);
    case RS_FIELD_DIM_D:
      return describe_length (statics->dim_d_m);
    case RS_FIELD_DRAUGHT:
      return statics->draught_dm == 0 ? NULL : print_number ("%.1f", statics->draught_dm / 10.0, " m");
    case RS_FIELD_PROVENANCE:
      return describe_provenance ((RsProvenance) fix->provenance);
    case RS_FIELD_MOBILE:
      return g_strdup (row->kind == RS_CSV_ROW_NO_VESSEL ? _("No vessel: passed over") : _("Vessel"));
    case RS_N_FIELDS:
    default:
      return NULL;
    }
}

char **
rs_preview_read_fields (const RsCsvRowReader *rows, const RsCell *cells, guint n_cells,
                        const RsCsvRow *row)
{
  char **texts = g_new0 (char *, RS_N_FIELDS);
  g_autofree char *name = NULL;
  RsCsvStatics statics;
  guint32 left_out;

  rs_csv_row_get_statics (rows, cells, n_cells, &statics);
  name = rs_csv_row_dup_name (rows, cells, n_cells, NULL);
  left_out = row->left_out | statics.left_out;
  for (guint f = 0; f < RS_N_FIELDS; f++)
    {
      gint column = rows->columns.columns[f];

      if (column < 0 || (row->kind == RS_CSV_ROW_NO_VESSEL && f != RS_FIELD_MOBILE))
        continue;
      if (left_out & (guint32) 1 << f)
        texts[f] = g_strdup (_("Cannot be read, left out"));
      else
        texts[f] = describe_value ((RsField) f, row, &statics, name);
      if (!texts[f] || !*texts[f])
        {
          gboolean is_blank = (guint) column >= n_cells || cells[column].len == 0;

          g_free (texts[f]);
          texts[f] = g_strdup (is_blank ? "" : _("Not available"));
        }
    }
  rs_csv_statics_clear (&statics);
  return texts;
}
