/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"

G_BEGIN_DECLS

/* Which fixes of a case. Plain value; rs_fix_query_init () asks for all. */
typedef struct
{
  gint64 vessel_id;      /* 0: of all vessels */
  gint64 from_ms, to_ms; /* both included; RS_TIME_NONE: open */
  gboolean has_box;
  /* Degrees, edges included; east < west where the box crosses 180 degrees. */
  double west_deg, south_deg, east_deg, north_deg;
} RsFixQuery;

static inline void
rs_fix_query_init (RsFixQuery *self)
{
  *self = (RsFixQuery){ .from_ms = RS_TIME_NONE, .to_ms = RS_TIME_NONE };
}

/* Gets the fixes of one vessel, in time order, at least one; vessels come by id. RsFix.import is an
 * index into the case's imports by id. FALSE ends the query, which then succeeds. */
typedef gboolean (*RsFixFunc) (gint64 vessel_id, const RsFix *fixes, guint n, gpointer user_data);

G_END_DECLS
