/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "replay/series.h"

#include <math.h>

#define N 5000

static RsTrack *
make_track (GRand *rand, guint n)
{
  RsFix *fixes = g_new0 (RsFix, MAX (n, 1));
  gint64 t_ms = 0;

  for (guint i = 0; i < n; i++)
    {
      fixes[i].t_ms = t_ms;
      fixes[i].sog_dkn
        = g_rand_int_range (rand, 0, 9) ? (guint16) g_rand_int_range (rand, 0, 250) : RS_SOG_NONE;
      fixes[i].cog_ddeg = RS_COG_NONE;
      fixes[i].heading_deg = RS_HEADING_NONE;
      fixes[i].nav_status = RS_NAV_STATUS_NONE;
      /* Some at the same moment, and silences. */
      t_ms += g_rand_int_range (rand, 0, 40) ? g_rand_int_range (rand, 0, 20000) : RS_DAY_MS;
    }
  return rs_track_new (1, fixes, n, RS_HOUR_MS);
}

/* Each column against all its fixes, at views from the whole to some seconds. */
static void
test_twin (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);
  g_autoptr (RsTrack) track = make_track (rand, N);
  g_autoptr (RsSeries) series = rs_series_new_speed (track);
  gint64 whole_ms = track->fixes[N - 1].t_ms;

  for (guint round = 0; round < 60; round++)
    {
      gint64 span_ms = MAX ((gint64) ((double) whole_ms * pow (0.8, round)), 5000);
      gint64 from_ms = (gint64) (g_rand_double (rand) * (double) (whole_ms - span_ms));
      RsSeriesColumn columns[97];
      gint next = -1;

      rs_series_query (series, from_ms, from_ms + span_ms, 97, columns);
      for (guint k = 0; k < 97; k++)
        {
          gint64 begin_ms = from_ms + span_ms * k / 97, end_ms = from_ms + span_ms * (k + 1) / 97;
          float low = NAN, high = NAN;
          gint first = -1, last = -1;

          for (gint i = 0; i < N; i++)
            if (track->fixes[i].t_ms >= begin_ms && track->fixes[i].t_ms < end_ms)
              {
                float value = rs_series_get_value (series, (guint) i);

                first = first < 0 ? i : first;
                last = i;
                low = fminf (low, value);
                high = fmaxf (high, value);
              }
          g_assert_cmpint (columns[k].first, ==, first);
          g_assert_cmpint (columns[k].last, ==, last);
          g_assert_true (isnan (low) ? isnan (columns[k].low) : columns[k].low == low);
          g_assert_true (isnan (high) ? isnan (columns[k].high) : columns[k].high == high);
          g_assert_true (first < 0 || next < 0 || first == next);
          next = last >= 0 ? last + 1 : next;
        }
    }
}

static void
test_ends (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (13);
  g_autoptr (RsTrack) none = make_track (rand, 0), some = make_track (rand, 130);
  g_autoptr (RsSeries) empty = rs_series_new_speed (none), series = rs_series_new_speed (some);
  RsSeriesColumn column;
  float low, high, least = NAN, most = NAN;

  g_assert_false (rs_series_get_range (empty, &low, &high));
  rs_series_query (empty, 0, 1000, 1, &column);
  g_assert_cmpint (column.first, ==, -1);
  g_assert_true (rs_series_get_range (series, &low, &high));
  for (guint i = 0; i < 130; i++)
    {
      least = fminf (least, rs_series_get_value (series, i));
      most = fmaxf (most, rs_series_get_value (series, i));
    }
  g_assert_cmpfloat (low, ==, least);
  g_assert_cmpfloat (high, ==, most);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series/twin", test_twin);
  g_test_add_func ("/series/ends", test_ends);
  return g_test_run ();
}
