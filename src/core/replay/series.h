/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/track.h"

G_BEGIN_DECLS

/* A vessel's speed over time made ready for a chart: least and greatest value of blocks of fixes, so
 * that a column of pixels costs the same however many fixes it stands for. Immutable; holds a reference
 * to the track. */
typedef struct _RsSeries RsSeries;

/* What a column of a chart stands for. Plain value. */
typedef struct
{
  gint first, last; /* fixes of the track within it, both included; -1 and -1: none */
  float low, high;  /* of their known values; NAN: none is known */
} RsSeriesColumn;

/* The speed at each fix as rs_leg_sog_kn () has it, knots. O(fixes). */
RsSeries *rs_series_new_speed (RsTrack *track);
void rs_series_free (RsSeries *self);

const RsTrack *rs_series_get_track (const RsSeries *self);
/* At a fix; NAN unknown. */
float rs_series_get_value (const RsSeries *self, guint index);
/* The least and greatest of all; FALSE if none is known. */
gboolean rs_series_get_range (const RsSeries *self, float *out_low, float *out_high);

/**
 * rs_series_query:
 * @from_ms: start of the first column
 * @to_ms: end of the last, which does not belong to it
 * @out: (out caller-allocates) (array length=n_columns): the columns
 *
 * O(columns x log fixes + fixes in view / 64).
 */
void rs_series_query (const RsSeries *self, gint64 from_ms, gint64 to_ms, guint n_columns,
                      RsSeriesColumn *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsSeries, rs_series_free)

G_END_DECLS
