/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/application.h"

static const RsApplication *
find_in (const RsApplication *table, guint dac, guint fid, gboolean addressed, guint n_bits)
{
  for (; table->dac != 0; table++)
    if (table->dac == dac && table->fid == fid
        && (addressed ? table->addressed : table->broadcast)
        && (table->n_bits == 0 || table->n_bits == n_bits))
      return table;
  return NULL;
}

const RsApplication *
rs_application_find (guint dac, guint fid, gboolean addressed, guint n_bits)
{
  if (dac == 1)
    return find_in (rs_applications_imo, dac, fid, addressed, n_bits);
  if (dac == 200 || dac == 235 || dac == 250)
    return find_in (rs_applications_inland, dac, fid, addressed, n_bits);
  return NULL;
}
