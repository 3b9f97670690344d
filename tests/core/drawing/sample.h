/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "model/snapshot.h"

/* Snapshots made by hand, for tests and measurements of the picture. */

#define SAMPLE_START_MS G_GINT64_CONSTANT (1709791200000) /* 2024-03-07T06:00:00Z */
#define SAMPLE_GAP_MS (2 * RS_HOUR_MS)

static inline RsFix
sample_fix (gint64 t_ms, double lat_deg, double lon_deg, RsProvenance provenance)
{
  return (RsFix){
    .t_ms = t_ms,
    .lat_e7 = rs_e7_from_deg (lat_deg),
    .lon_e7 = rs_e7_from_deg (rs_lon_wrap (lon_deg)),
    .sog_dkn = RS_SOG_NONE,
    .cog_ddeg = RS_COG_NONE,
    .heading_deg = RS_HEADING_NONE,
    .nav_status = RS_NAV_STATUS_NONE,
    .provenance = (guint8) provenance,
  };
}

static inline RsSnapshot *
sample_new (void)
{
  RsSnapshot *snapshot = rs_snapshot_new ();

  snapshot->gap_ms = SAMPLE_GAP_MS;
  return snapshot;
}

/* @fixes: of RsFix; consumed */
static inline RsVessel *
sample_add_vessel (RsSnapshot *snapshot, gint64 id, const char *name, GArray *fixes)
{
  RsVessel *vessel = rs_vessel_new ();
  gsize n;
  RsFix *data;

  vessel->id = id;
  vessel->color = -1;
  g_free (vessel->name);
  vessel->name = g_strdup (name);
  n = fixes->len;
  data = g_array_steal (fixes, NULL);
  g_array_unref (fixes);
  g_ptr_array_add (snapshot->vessels, vessel);
  g_ptr_array_add (snapshot->tracks, rs_track_new (id, data, (guint) n, snapshot->gap_ms));
  return vessel;
}

/* A passage at even speed: a fix each @step_ms from @from to @to, @t_ms moved on to the end. */
static inline void
sample_sail (GArray *fixes, gint64 *t_ms, RsLatLon from, RsLatLon to, double speed_kn,
             gint64 step_ms, RsProvenance provenance)
{
  double dist_m = rs_geodesic_inverse (from, to, NULL);
  guint n = (guint) MAX (1, dist_m / (speed_kn * RS_KN_TO_MPS) * 1000 / (double) step_ms);

  for (guint i = 0; i <= n; i++)
    {
      double azimuth_deg;
      RsLatLon p = rs_geodesic_between (from, to, i / (double) n, &azimuth_deg);
      RsFix fix = sample_fix (*t_ms + i * step_ms, p.lat_deg, p.lon_deg, provenance);

      if (provenance == RS_OBSERVED)
        {
          fix.sog_dkn = (guint16) (speed_kn * 10);
          fix.cog_ddeg = (guint16) (azimuth_deg * 10) % 3600;
        }
      g_array_append_val (fixes, fix);
    }
  *t_ms += n * step_ms;
}

/* At rest: a fix each @step_ms, swinging by some metres. */
static inline void
sample_rest (GArray *fixes, gint64 *t_ms, RsLatLon at, gint64 duration_ms, gint64 step_ms,
             RsProvenance provenance)
{
  guint n = (guint) (duration_ms / step_ms);

  for (guint i = 0; i <= n; i++)
    {
      RsFix fix = sample_fix (*t_ms + i * step_ms, at.lat_deg + 0.0001 * sin (i * 1.7),
                              at.lon_deg + 0.0001 * cos (i * 2.3), provenance);

      fix.nav_status = 5;
      fix.sog_dkn = 0;
      g_array_append_val (fixes, fix);
    }
  *t_ms += n * step_ms;
}
