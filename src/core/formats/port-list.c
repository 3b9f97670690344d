/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of ports: the World Port Index, and plain ones with name, latitude and longitude. */
#include "config.h"

#include <string.h>

#include "formats/list-private.h"
#include "formats/reader-private.h"

/* As a column of positions of a track may have it. */
static gboolean
parse_angle (const char *text, gint64 *out_e7)
{
  gsize len = strlen (text);

  return rs_value_decimal (text, len, 7, out_e7) || rs_value_degrees (text, len, out_e7);
}

static const char *
read_position (RsListReading *self, const RsListColumns *columns, RsPlace *place)
{
  g_autofree char *lat = rs_list_columns_dup (columns, self->csv.cells, self->csv.n_cells,
                                              RS_LIST_COLUMN_LAT);
  g_autofree char *lon = rs_list_columns_dup (columns, self->csv.cells, self->csv.n_cells,
                                              RS_LIST_COLUMN_LON);
  RsFix fix = rs_read_blank_fix ();
  gint64 lat_e7, lon_e7;
  const char *problem;

  if (lat[0] == '\0' || lon[0] == '\0')
    return RS_REJECT_NO_POSITION;
  if (!parse_angle (lat, &lat_e7))
    return RS_REJECT_BAD_LAT;
  if (!parse_angle (lon, &lon_e7))
    return RS_REJECT_BAD_LON;
  problem = rs_read_set_position (&fix, lat_e7, lon_e7);
  place->lat_e7 = fix.lat_e7;
  place->lon_e7 = fix.lon_e7;
  return problem;
}

static void
take_text (RsListReading *self, const RsListColumns *columns, RsListColumn column, char **out)
{
  g_free (*out);
  *out = rs_list_columns_dup (columns, self->csv.cells, self->csv.n_cells, column);
}

/* UN/LOCODE is written "KP RJN" and "KPRJN". */
static void
close_up (char *code)
{
  char *to = code;

  for (const char *from = code; *from; from++)
    if (*from != ' ')
      *to++ = *from;
  *to = '\0';
}

void
rs_port_list_add_row (RsListReading *self, const RsListColumns *columns)
{
  g_autoptr (RsPlace) place = rs_place_new ();
  g_autofree char *index = NULL, *aliases = NULL;
  g_auto (GStrv) names = NULL;
  const char *problem = read_position (self, columns, place);

  place->line = self->csv.line;
  take_text (self, columns, RS_LIST_COLUMN_NAME, &place->name);
  if (!problem && place->name[0] == '\0')
    problem = RS_LIST_REJECT_EMPTY;
  if (problem)
    {
      rs_list_reject (self, problem);
      return;
    }
  take_text (self, columns, RS_LIST_COLUMN_CODE, &place->code);
  close_up (place->code);
  take_text (self, columns, RS_LIST_COLUMN_INDEX, &index);
  if (place->code[0] == '\0' && index[0] != '\0')
    {
      char *end = strchr (index, '.');

      /* Spreadsheets write whole numbers with a decimal point. */
      if (end)
        *end = '\0';
      g_free (place->code);
      place->code = g_strconcat ("WPI", index, NULL);
    }
  take_text (self, columns, RS_LIST_COLUMN_COUNTRY, &place->country);
  take_text (self, columns, RS_LIST_COLUMN_REMARK, &place->detail);
  take_text (self, columns, RS_LIST_COLUMN_ALIASES, &aliases);
  names = g_strsplit_set (aliases, ";|", -1);
  for (guint i = 0; names[i]; i++)
    rs_list_add_alias (&place->aliases, g_strstrip (names[i]));
  g_ptr_array_add (self->list->items, g_steal_pointer (&place));
}
