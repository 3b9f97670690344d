/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"

G_BEGIN_DECLS

/* All fixes of one vessel in time order (equal times keep their order in the file). Immutable and
 * shared by reference count (atomic): a snapshot taken after an edit holds the same tracks. */
typedef struct
{
  gint64 vessel_id;
  guint n;
  const RsFix *fixes;
  /* Box of all fixes, degrees; east < west where it crosses 180 degrees. Undefined for n = 0. */
  double west_deg, south_deg, east_deg, north_deg;
  guint n_not_observed; /* fixes that are reconstructed or asserted */
} RsTrack;

/* A step that needs more than this is a jump: two ships on one number, or a bad fix. Faster than any
 * ship; detectors judge slower ones. */
#define RS_TRACK_JUMP_KN 100

/**
 * rs_track_new:
 * @vessel_id: the vessel
 * @fixes: (transfer full) (array length=n): fixes, g_malloc'ed; sorted here if they are not
 * @n: how many
 * @gap_ms: a pause longer than this is a gap: %RS_FIX_BREAK is set on the fix after it
 *
 * Reconstructed fixes are not broken among themselves, whatever their pause: they are a computed
 * line; but a break lies between an observed and a reconstructed run where the pause exceeds
 * @gap_ms. A jump (more than 2 nm at more than %RS_TRACK_JUMP_KN) is a break too, but among
 * reconstructed fixes.
 */
RsTrack *rs_track_new (gint64 vessel_id, RsFix *fixes, guint n, gint64 gap_ms);
RsTrack *rs_track_ref (RsTrack *self);
void rs_track_unref (RsTrack *self);

/**
 * rs_track_find:
 * @t_ms: a time
 *
 * Returns: index of the last fix at or before @t_ms, or -1 if all are later; O(log n)
 */
gint rs_track_find (const RsTrack *self, gint64 t_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsTrack, rs_track_unref)

G_END_DECLS
