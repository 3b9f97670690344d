/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/undated.h"

typedef struct
{
  RsUndated undated;
  gatomicrefcount ref_count;
  RsFix *fixes;
} Undated;

RsUndated *
rs_undated_new (gint64 vessel_id, RsFix *fixes, guint n)
{
  Undated *full = g_new0 (Undated, 1);

  g_atomic_ref_count_init (&full->ref_count);
  for (guint i = 0; i < n; i++)
    fixes[i].t_ms = RS_TIME_NONE;
  full->fixes = fixes;
  full->undated = (RsUndated){ .vessel_id = vessel_id, .n = n, .fixes = fixes };
  return &full->undated;
}

RsUndated *
rs_undated_ref (RsUndated *self)
{
  g_atomic_ref_count_inc (&((Undated *) self)->ref_count);
  return self;
}

void
rs_undated_unref (RsUndated *self)
{
  Undated *full = (Undated *) self;

  if (!g_atomic_ref_count_dec (&full->ref_count))
    return;
  g_free (full->fixes);
  g_free (full);
}
