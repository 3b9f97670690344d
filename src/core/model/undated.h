/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"

G_BEGIN_DECLS

/* Fixes of one vessel whose time nobody knows: by import, then in the order of the file. They are no
 * track: no line, no speed and no gap follows from them. Immutable and shared by reference count
 * (atomic). */
typedef struct
{
  gint64 vessel_id;
  guint n;
  const RsFix *fixes; /* t_ms is RS_TIME_NONE */
} RsUndated;

/**
 * rs_undated_new:
 * @fixes: (transfer full) (array length=n): g_malloc'ed; their times are set to RS_TIME_NONE here
 */
RsUndated *rs_undated_new (gint64 vessel_id, RsFix *fixes, guint n);
RsUndated *rs_undated_ref (RsUndated *self);
void rs_undated_unref (RsUndated *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsUndated, rs_undated_unref)

G_END_DECLS
