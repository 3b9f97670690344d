/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/track.h"

/* A fix that says nothing but where and when. */
static inline RsFix
make_fix (gint64 t_ms, double lat_deg, double lon_deg)
{
  return (RsFix){ .t_ms = t_ms, .lat_e7 = rs_e7_from_deg (lat_deg),
                  .lon_e7 = rs_e7_from_deg (rs_lon_wrap (lon_deg)), .sog_dkn = RS_SOG_NONE,
                  .cog_ddeg = RS_COG_NONE, .heading_deg = RS_HEADING_NONE,
                  .nav_status = RS_NAV_STATUS_NONE };
}

/* A ship that wanders about a place for a day or so, with silences, made from @rand. The track owns its
 * fixes: rs_track_unref (). */
static inline RsTrack *
make_walk (GRand *rand, RsLatLon p, guint n, gint64 gap_ms)
{
  RsFix *fixes = g_new0 (RsFix, n);
  gint64 t_ms = g_rand_int_range (rand, 0, 7200000);
  double azimuth_deg = g_rand_double_range (rand, 0, 360);

  for (guint i = 0; i < n; i++)
    {
      gboolean silent = g_rand_int_range (rand, 0, 12) == 0;
      gint64 step_ms = silent ? gap_ms + g_rand_int_range (rand, 1, 3600000)
                              : g_rand_int_range (rand, 1000, 1200000);

      fixes[i] = make_fix (t_ms, p.lat_deg, p.lon_deg);
      azimuth_deg += g_rand_double_range (rand, -60, 60);
      p = rs_geodesic_direct (p, azimuth_deg,
                              g_rand_double_range (rand, 0, 10) * (double) step_ms / 1000);
      t_ms += step_ms;
    }
  return rs_track_new (1, fixes, n, gap_ms);
}
