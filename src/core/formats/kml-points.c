/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/kml-points.h"

#include <string.h>

#include "formats/reader-private.h"

void
rs_kml_tuple_init (RsKmlTuple *self)
{
  self->n_cell = self->len = 0;
  self->any = self->blank = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (self->cell); i++)
    self->cell[i][0] = '\0';
}

gboolean
rs_kml_tuple_put (RsKmlTuple *self, char c)
{
  if (g_ascii_isspace (c))
    {
      self->blank = self->any;
      return FALSE;
    }
  if (c == ',')
    {
      self->n_cell++;
      self->len = 0;
      self->any = TRUE;
      self->blank = FALSE;
      return FALSE;
    }
  /* A blank ends the tuple unless a comma stands on one of its sides. */
  if (self->blank && !(self->len == 0 && self->n_cell > 0))
    return TRUE;
  self->any = TRUE;
  self->blank = FALSE;
  if (self->n_cell < G_N_ELEMENTS (self->cell) && self->len + 1 < sizeof self->cell[0])
    {
      self->cell[self->n_cell][self->len++] = c;
      self->cell[self->n_cell][self->len] = '\0';
    }
  return FALSE;
}

const char *
rs_kml_tuple_read (const RsKmlTuple *self, RsFix *fix)
{
  gint64 lat_e7, lon_e7;

  if (self->cell[0][0] == '\0' || self->n_cell < 1 || self->cell[1][0] == '\0')
    return RS_REJECT_NO_POSITION;
  if (!rs_value_decimal (self->cell[1], strlen (self->cell[1]), 7, &lat_e7))
    return RS_REJECT_BAD_LAT;
  if (!rs_value_decimal (self->cell[0], strlen (self->cell[0]), 7, &lon_e7))
    return RS_REJECT_BAD_LON;
  return rs_read_set_position (fix, lat_e7, lon_e7);
}
