/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"

G_BEGIN_DECLS

typedef gboolean (*RsVesselTest) (gint64 vessel_id, gconstpointer user_data);

/* Which fixes of a case. Plain value; rs_fix_query_init () asks for all. */
typedef struct
{
  gint64 vessel_id;      /* 0: of all vessels */
  RsVesselTest has_vessel; /* (nullable): of those of them alone that pass; blocks of others are not read */
  gconstpointer has_vessel_data;
  gint64 from_ms, to_ms; /* both included; RS_TIME_NONE: open */
  gboolean has_box;
  /* Degrees, edges included; east < west where the box crosses 180 degrees. */
  double west_deg, south_deg, east_deg, north_deg;
  gboolean with_undated; /* those without a time too, if neither from_ms nor to_ms is given */
} RsFixQuery;

static inline void
rs_fix_query_init (RsFixQuery *self)
{
  *self = (RsFixQuery){ .from_ms = RS_TIME_NONE, .to_ms = RS_TIME_NONE };
}

static inline gboolean
rs_fix_query_has_vessel (const RsFixQuery *self, gint64 vessel_id)
{
  return (self->vessel_id == 0 || vessel_id == self->vessel_id)
         && (!self->has_vessel || self->has_vessel (vessel_id, self->has_vessel_data));
}

/* Whether the place of @fix is one that @self asks for. */
static inline gboolean
rs_fix_query_has_place (const RsFixQuery *self, const RsFix *fix)
{
  gint32 west_e7, east_e7;

  if (!self->has_box)
    return TRUE;
  if (fix->lat_e7 < rs_e7_from_deg (self->south_deg)
      || fix->lat_e7 > rs_e7_from_deg (self->north_deg))
    return FALSE;
  west_e7 = rs_e7_from_deg (self->west_deg);
  east_e7 = rs_e7_from_deg (self->east_deg);
  if (east_e7 < west_e7)
    return fix->lon_e7 >= west_e7 || fix->lon_e7 <= east_e7;
  return (fix->lon_e7 >= west_e7 && fix->lon_e7 <= east_e7)
         /* 180 degrees is stored as -180. */
         || (east_e7 == RS_LON_E7_MAX && fix->lon_e7 == -RS_LON_E7_MAX);
}

/* Gets the fixes of one vessel, in time order, at least one; vessels come by id. Undated fixes come
 * after all others, in calls of their own, in the order of the file and with RS_TIME_NONE. RsFix.import is an
 * index into the case's imports by id. FALSE ends the query, which then succeeds. */
typedef gboolean (*RsFixFunc) (gint64 vessel_id, const RsFix *fixes, guint n, gpointer user_data);

G_END_DECLS
