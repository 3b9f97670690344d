/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* On which side of its ship each name stood in the picture before, so that names do not jump to and fro
 * while ships and map move a little: a name that was shown comes before one that was not, and keeps its side
 * while that is free. One thread. */
typedef struct _RsNamePlaces RsNamePlaces;

/* A name in the last picture. */
typedef struct
{
  gint64 ship;  /* rs_name_places_key () */
  gint place;   /* index of its side */
  double x, y, width, height; /* logical pixels */
} RsPlacedName;

RsNamePlaces *rs_name_places_new (void);
void rs_name_places_free (RsNamePlaces *self);

/* @hull: which of the ships that share the vessel's number, from 0 */
static inline gint64
rs_name_places_key (gint64 vessel_id, guint hull)
{
  return vessel_id << 12 | (hull & 0xfff);
}

/* The place that a ship's name had in the picture before this one, or -1. */
gint rs_name_places_find (const RsNamePlaces *self, gint64 ship);

/* Between these names are added; what was there before is forgotten at the end. */
void rs_name_places_add (RsNamePlaces *self, const RsPlacedName *name);
void rs_name_places_end_picture (RsNamePlaces *self);

/* As if there had been no picture before. */
void rs_name_places_forget (RsNamePlaces *self);

/* (transfer none): of RsPlacedName: those of the last picture. */
const GArray *rs_name_places_list (const RsNamePlaces *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsNamePlaces, rs_name_places_free)

G_END_DECLS
