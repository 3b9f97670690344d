/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/track.h"

#include <math.h>

#define GAP_MS (2 * RS_HOUR_MS)

static RsFix
fix_at (gint64 t_ms, double lat_deg, double lon_deg, RsProvenance provenance)
{
  RsFix fix = {
    .t_ms = t_ms,
    .lat_e7 = rs_e7_from_deg (lat_deg),
    .lon_e7 = rs_e7_from_deg (lon_deg),
    .sog_dkn = RS_SOG_NONE,
    .cog_ddeg = RS_COG_NONE,
    .heading_deg = RS_HEADING_NONE,
    .nav_status = RS_NAV_STATUS_NONE,
    .provenance = (guint8) provenance,
  };

  return fix;
}

static RsTrack *
track_of (const RsFix *fixes, guint n)
{
  return rs_track_new (7, g_memdup2 (fixes, n * sizeof *fixes), n, GAP_MS);
}

static void
test_empty (void)
{
  g_autoptr (RsTrack) track = rs_track_new (7, NULL, 0, GAP_MS);

  g_assert_cmpint (track->vessel_id, ==, 7);
  g_assert_cmpuint (track->n, ==, 0);
  g_assert_cmpint (rs_track_find (track, 0), ==, -1);
}

static void
test_order (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2024);
  g_autoptr (RsTrack) track = NULL;
  guint n = 2000;
  RsFix *fixes = g_new0 (RsFix, n);

  for (guint i = 0; i < n; i++)
    {
      fixes[i] = fix_at (g_rand_int_range (rand, 0, 300) * RS_SECOND_MS, 42, 133, RS_OBSERVED);
      fixes[i].line = i + 1;
    }
  track = rs_track_new (1, fixes, n, GAP_MS);
  for (guint i = 1; i < n; i++)
    {
      const RsFix *a = &track->fixes[i - 1], *b = &track->fixes[i];

      g_assert_true (a->t_ms < b->t_ms || (a->t_ms == b->t_ms && a->line < b->line));
    }
  for (gint64 t_ms = -500; t_ms < 301 * RS_SECOND_MS; t_ms += 250)
    {
      gint expected = -1;

      for (guint i = 0; i < n && track->fixes[i].t_ms <= t_ms; i++)
        expected = (gint) i;
      g_assert_cmpint (rs_track_find (track, t_ms), ==, expected);
    }
}

static void
test_breaks (void)
{
  const RsFix fixes[] = {
    fix_at (0, 42, 133, RS_OBSERVED),
    fix_at (GAP_MS, 42.1, 133, RS_OBSERVED),                        /* not longer than the gap */
    fix_at (2 * GAP_MS + 1, 42.2, 133, RS_OBSERVED),                /* a gap */
    fix_at (2 * GAP_MS + 60001, 43, 133, RS_OBSERVED),              /* 48 nm in a minute */
    fix_at (2 * GAP_MS + 60002, 43.01, 133, RS_OBSERVED),           /* clock trouble, not a jump */
    fix_at (4 * GAP_MS, 44, 133, RS_RECONSTRUCTED),                 /* a gap before it */
    fix_at (9 * GAP_MS, 30, 133, RS_RECONSTRUCTED),                 /* computed: no gap, no jump */
    fix_at (9 * GAP_MS + RS_HOUR_MS, 30.1, 133, RS_RECONSTRUCTED),  /* nor here */
    fix_at (9 * GAP_MS + GAP_MS, 30.1, 133.1, RS_ASSERTED),         /* within the threshold */
  };
  const gboolean expected[] = { FALSE, FALSE, TRUE, TRUE, FALSE, TRUE, FALSE, FALSE, FALSE };
  g_autoptr (RsTrack) track = track_of (fixes, G_N_ELEMENTS (fixes));

  for (guint i = 0; i < track->n; i++)
    {
      g_test_message ("fix %u", i);
      g_assert_cmpint ((track->fixes[i].flags & RS_FIX_BREAK) != 0, ==, expected[i]);
    }
  g_assert_cmpuint (track->n_not_observed, ==, 4);
}

static void
test_stale_break_is_cleared (void)
{
  RsFix fixes[2] = { fix_at (0, 42, 133, RS_OBSERVED), fix_at (1000, 42, 133, RS_OBSERVED) };
  g_autoptr (RsTrack) track = NULL;

  fixes[0].flags = RS_FIX_BREAK | 3;
  fixes[1].flags = RS_FIX_BREAK;
  track = track_of (fixes, 2);
  g_assert_cmpuint (track->fixes[0].flags, ==, 3);
  g_assert_cmpuint (track->fixes[1].flags, ==, 0);
}

static void
test_box (void)
{
  static const struct
  {
    double lons[4];
    guint n;
    double west, east;
  } rows[] = {
    { { 133 }, 1, 133, 133 },
    { { 129.8, 133, 131 }, 3, 129.8, 133 },
    { { 179.5, -179.5, -178 }, 3, 179.5, -178 },
    { { 170, -170, 175, -175 }, 4, 170, -170 },
    { { -180, 179.9999999 }, 2, 179.9999999, -180 },
    { { -10, 10 }, 2, -10, 10 },
    { { -100, 100, 0 }, 3, -100, 100 }, /* 160 degrees are empty across the antimeridian */
  };

  for (gsize r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      g_autoptr (RsTrack) track = NULL;
      RsFix fixes[4];

      g_test_message ("row %" G_GSIZE_FORMAT, r);
      for (guint i = 0; i < rows[r].n; i++)
        fixes[i] = fix_at (i * 1000, 40 + i, rows[r].lons[i], RS_OBSERVED);
      track = track_of (fixes, rows[r].n);
      g_assert_cmpfloat_with_epsilon (track->west_deg, rows[r].west, 1e-7);
      g_assert_cmpfloat_with_epsilon (track->east_deg, rows[r].east, 1e-7);
      g_assert_cmpfloat_with_epsilon (track->south_deg, 40, 1e-7);
      g_assert_cmpfloat_with_epsilon (track->north_deg, 40 + rows[r].n - 1, 1e-7);
    }
}

/* The width of the box does not change when all longitudes turn around the earth together, and
 * every fix is inside. */
static void
test_box_turns (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (99);

  for (guint round = 0; round < 200; round++)
    {
      double width = g_rand_double_range (rand, 2, 170);
      double west = g_rand_double_range (rand, -180, 180);
      g_autoptr (RsTrack) track = NULL;
      RsFix fixes[50];
      double got;

      for (guint i = 0; i < 50; i++)
        {
          double east_of = i == 0 ? 0 : i == 1 ? width : g_rand_double_range (rand, 0, width);

          fixes[i] = fix_at (i, 0, rs_lon_wrap (west + east_of), RS_OBSERVED);
        }
      track = track_of (fixes, 50);
      got = fmod (track->east_deg - track->west_deg + 360, 360);
      g_assert_cmpfloat_with_epsilon (got, width, 1e-6);
      for (guint i = 0; i < 50; i++)
        {
          double lon = rs_deg_from_e7 (track->fixes[i].lon_e7);

          if (track->east_deg >= track->west_deg)
            g_assert_true (lon >= track->west_deg && lon <= track->east_deg);
          else
            g_assert_true (lon >= track->west_deg || lon <= track->east_deg);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/track/empty", test_empty);
  g_test_add_func ("/track/order", test_order);
  g_test_add_func ("/track/breaks", test_breaks);
  g_test_add_func ("/track/stale-break", test_stale_break_is_cleared);
  g_test_add_func ("/track/box", test_box);
  g_test_add_func ("/track/box-turns", test_box_turns);
  return g_test_run ();
}
