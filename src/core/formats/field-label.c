/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "formats/csv-layout.h"

static const char *const labels[RS_N_FIELDS] = {
  [RS_FIELD_TIME] = N_("Date and time"),
  [RS_FIELD_CLOCK] = N_("Time of day"),
  [RS_FIELD_LAT] = N_("Latitude"),
  [RS_FIELD_LON] = N_("Longitude"),
  [RS_FIELD_MMSI] = "MMSI",
  [RS_FIELD_IMO] = N_("IMO number"),
  [RS_FIELD_NAME] = N_("Name"),
  [RS_FIELD_CALLSIGN] = N_("Call sign"),
  [RS_FIELD_SOG] = N_("Speed"),
  [RS_FIELD_COG] = N_("Course"),
  [RS_FIELD_HEADING] = N_("Heading"),
  [RS_FIELD_STATUS] = N_("Status"),
  [RS_FIELD_TYPE] = N_("Ship type"),
  [RS_FIELD_LENGTH] = N_("Length"),
  [RS_FIELD_WIDTH] = N_("Width"),
  [RS_FIELD_DRAUGHT] = N_("Draught"),
  [RS_FIELD_DESTINATION] = N_("Destination"),
  [RS_FIELD_DIM_A] = N_("To bow (A)"),
  [RS_FIELD_DIM_B] = N_("To stern (B)"),
  [RS_FIELD_DIM_C] = N_("To port (C)"),
  [RS_FIELD_DIM_D] = N_("To starboard (D)"),
  [RS_FIELD_ID] = N_("Track or vessel id"),
  [RS_FIELD_PROVENANCE] = N_("Provenance"),
  [RS_FIELD_MOBILE] = N_("Kind of station"),
};

const char *
rs_field_get_label (RsField field)
{
  return _(labels[field]);
}

char *
rs_csv_columns_describe (const RsCsvColumns *self)
{
  GString *text = g_string_new (NULL);

  for (guint f = 0; f < RS_N_FIELDS; f++)
    if (self->columns[f] >= 0)
      g_string_append_printf (text, "%s%s: %d", text->len > 0 ? ", " : "", rs_field_get_label ((RsField) f),
                              self->columns[f] + 1);
  return g_string_free (text, FALSE);
}
