/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/models/csv-mapping.h"

#include <glib/gi18n.h>

static const char *const unit_labels[RS_N_UNITS] = {
  [RS_UNIT_DMY] = N_ ("day/month/year"),
  [RS_UNIT_MDY] = N_ ("month/day/year"),
  [RS_UNIT_YMD] = N_ ("year/month/day"),
  [RS_UNIT_EPOCH_S] = N_ ("seconds since 1970"),
  [RS_UNIT_EPOCH_MS] = N_ ("ms since 1970"),
  [RS_UNIT_EPOCH_US] = N_ ("µs since 1970"),
  [RS_UNIT_EPOCH_NS] = N_ ("ns since 1970"),
  [RS_UNIT_EXCEL] = N_ ("days of Excel"),
  [RS_UNIT_KN] = N_ ("knots"),
  [RS_UNIT_DKN] = N_ ("tenths of a knot"),
  [RS_UNIT_KMH] = N_ ("km/h"),
  [RS_UNIT_MPS] = N_ ("m/s"),
  [RS_UNIT_MPH] = N_ ("mph"),
  [RS_UNIT_DEG] = N_ ("degrees"),
  [RS_UNIT_DDEG] = N_ ("tenths of a degree"),
  [RS_UNIT_AIS] = N_ ("1/10000 minute"),
  [RS_UNIT_E6] = N_ ("degrees × 10⁶"),
  [RS_UNIT_E7] = N_ ("degrees × 10⁷"),
  [RS_UNIT_M] = N_ ("metres"),
  [RS_UNIT_DM] = N_ ("tenths of a metre"),
  [RS_UNIT_FT] = N_ ("feet"),
  [RS_UNIT_PREFIX] = N_ ("digits before “-”"),
};

gint
rs_csv_mapping_get_field (const RsCsvColumns *self, gint column)
{
  for (guint f = 0; f < RS_N_FIELDS; f++)
    if (self->columns[f] == column)
      return (gint) f;
  return -1;
}

void
rs_csv_mapping_assign (RsCsvColumns *self, gint column, gint field)
{
  gint before = rs_csv_mapping_get_field (self, column);

  if (before == field)
    return;
  if (before >= 0)
    {
      self->columns[before] = -1;
      self->units[before] = RS_UNIT_USUAL;
    }
  if (field >= 0)
    {
      self->columns[field] = column;
      self->units[field] = RS_UNIT_USUAL;
    }
}

void
rs_csv_mapping_cut (RsCsvColumns *self, gint n)
{
  for (guint f = 0; f < RS_N_FIELDS; f++)
    if (self->columns[f] >= n)
      {
        self->columns[f] = -1;
        self->units[f] = RS_UNIT_USUAL;
      }
}

gboolean
rs_csv_mapping_is_complete (const RsCsvColumns *self)
{
  return self->columns[RS_FIELD_TIME] >= 0 && self->columns[RS_FIELD_LAT] >= 0
         && self->columns[RS_FIELD_LON] >= 0;
}

char *
rs_csv_mapping_describe_missing (const RsCsvColumns *self)
{
  GString *text = g_string_new (NULL);

  for (guint f = RS_FIELD_TIME; f <= RS_FIELD_LON; f++)
    if (self->columns[f] < 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              rs_field_get_label (f));
  return g_string_free (text, FALSE);
}

/* What the usual unit is called where another name of ours means the same. */
static RsUnit
get_usual (RsField field)
{
  static const RsUnit usual[] = { RS_UNIT_KN, RS_UNIT_DEG, RS_UNIT_M };

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (rs_unit_fits (field, usual[i]))
      return usual[i];
  return RS_UNIT_USUAL;
}

GArray *
rs_csv_mapping_list_units (RsField field)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (RsUnit));

  for (RsUnit unit = RS_UNIT_USUAL; unit < RS_N_UNITS; unit++)
    if (rs_unit_fits (field, unit) && (unit == RS_UNIT_USUAL || unit != get_usual (field)))
      g_array_append_val (units, unit);
  return units;
}

const char *
rs_csv_mapping_get_unit_label (RsField field, RsUnit unit)
{
  if (unit == RS_UNIT_USUAL)
    unit = get_usual (field);
  if (unit != RS_UNIT_USUAL)
    return _ (unit_labels[unit]);
  return field == RS_FIELD_MMSI ? _ ("nine digits") : _ ("Find out");
}
