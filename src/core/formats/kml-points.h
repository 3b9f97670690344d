/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"

G_BEGIN_DECLS

/* The coordinates of KML: "lon,lat,alt lon,lat,alt ..." in pieces of any length, or "lon lat alt" of
 * gx:coord. No allocation; any thread. */
typedef struct
{
  char cell[3][40]; /* the tuple at hand: longitude, latitude, the rest */
  guint n_cell, len; /* the cell at hand, bytes in it */
  gboolean any, blank; /* something of a tuple was there; then a blank */
} RsKmlTuple;

void rs_kml_tuple_init (RsKmlTuple *self);

/* Takes one character. Returns whether the tuple before it is whole: judge it, then give the same
 * character again to a tuple that was initialised anew. */
gboolean rs_kml_tuple_put (RsKmlTuple *self, char c);

/* Sets the position. Returns NULL or a reason why it is none; static. */
const char *rs_kml_tuple_read (const RsKmlTuple *self, RsFix *fix);

G_END_DECLS
