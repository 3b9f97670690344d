/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/quality.h"

#include <string.h>

#define NOW_MS (G_GINT64_CONSTANT (1700000000) * 1000)

static RsFix
fix_at (gint64 t_ms, double lat_deg, double lon_deg, guint32 line)
{
  RsFix fix = {
    .t_ms = t_ms,
    .lat_e7 = rs_e7_from_deg (lat_deg),
    .lon_e7 = rs_e7_from_deg (rs_lon_wrap (lon_deg)),
    .line = line,
    .sog_dkn = 50,
    .cog_ddeg = 900,
    .heading_deg = RS_HEADING_NONE,
    .nav_status = RS_NAV_STATUS_NONE,
  };

  return fix;
}

/* Everything east of 150 is land. */
static gboolean
is_inland (gint32 lat_e7, gint32 lon_e7, gpointer user_data)
{
  (*(guint *) user_data)++;
  return lon_e7 > 1500000000;
}

static void
check_flags (const RsFix *fixes, guint n, const guint *expected)
{
  for (guint i = 0; i < n; i++)
    if (fixes[i].flags != expected[i])
      g_error ("fix %u: flags %u, expected %u", i, fixes[i].flags, expected[i]);
}

static void
test_each (void)
{
  RsFix fixes[] = {
    fix_at (0, 42, 149.99, 1),
    fix_at (60000, 42, 150.001, 2),
    fix_at (60000, 42, 150.001, 3),
    fix_at (60000, 42, 150.002, 4),
    fix_at (120000, 42, 149.999, 7),
    fix_at (180000, 42, 149.998, 5),
    fix_at (240000, 0.01, -0.01, 6),
    fix_at (300000, 42, 149.997, 8),
    fix_at (NOW_MS + 1, 42, 149.99, 4),
  };
  const guint expected[] = {
    RS_FIX_ODD_MMSI,
    RS_FIX_ODD_MMSI | RS_FIX_ON_LAND,
    RS_FIX_ODD_MMSI | RS_FIX_ON_LAND | RS_FIX_DUPLICATE,
    RS_FIX_ODD_MMSI | RS_FIX_ON_LAND,
    RS_FIX_ODD_MMSI | RS_FIX_OUT_OF_ORDER,
    RS_FIX_ODD_MMSI | RS_FIX_NO_MOTION | 3 << RS_FIX_COPIES_SHIFT,
    RS_FIX_ODD_MMSI | RS_FIX_NULL_ISLAND | RS_FIX_TOO_FAST,
    RS_FIX_ODD_MMSI,
    RS_FIX_ODD_MMSI | RS_FIX_FUTURE,
  };
  const RsQualityCounts all = { 1, 3, 1, 1, 1, 1, 9, 1 };
  guint n_asked = 0;
  RsQualityRules rules = { NOW_MS, TRUE, is_inland, &n_asked };
  RsQualityCounts counts = { 0 };

  fixes[5].sog_dkn = RS_SOG_NONE;
  fixes[5].cog_ddeg = RS_COG_NONE;
  fixes[5].flags = 3 << RS_FIX_COPIES_SHIFT;
  rs_quality_flag (&rules, NULL, TRUE, fixes, G_N_ELEMENTS (fixes), 0, counts);
  check_flags (fixes, G_N_ELEMENTS (fixes), expected);
  g_assert_cmpmem (counts, sizeof counts, all, sizeof all);
  /* The same place is not asked of twice in a row. */
  g_assert_cmpuint (n_asked, ==, G_N_ELEMENTS (fixes) - 1);
  /* What the whole file lacks says nothing of one fix. */
  rules.has_motion = FALSE;
  rs_quality_flag (&rules, NULL, TRUE, fixes, G_N_ELEMENTS (fixes), 0, counts);
  g_assert_cmpuint (fixes[5].flags & RS_FIX_NO_MOTION, ==, 0);
}

/* A voyage with a repetition here and there, a jump, and lines out of order. */
static GArray *
make_voyage (guint seed, guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GArray *fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
  gint64 t_ms = 0;
  double lon = 179.9;

  for (guint i = 0; i < n; i++)
    {
      RsFix fix;

      if (g_rand_int_range (rand, 0, 8) > 0)
        {
          t_ms += g_rand_int_range (rand, 1, 60) * RS_SECOND_MS;
          lon += g_rand_double (rand) * 0.002;
        }
      fix = fix_at (t_ms, -10, lon, i + 1);
      if (g_rand_int_range (rand, 0, 50) == 0)
        fix.lat_e7 += g_rand_int_range (rand, 3, 90) * RS_E7;
      g_array_append_val (fixes, fix);
    }
  return fixes;
}

static void
flag_in_pieces (RsFix *fixes, guint n, guint piece, guint ahead, RsQualityCounts counts)
{
  const RsQualityRules rules = { NOW_MS, TRUE, NULL, NULL };
  RsQualityTail tail = { 0 };

  for (guint i = 0; i < n; i += piece)
    {
      guint here = MIN (piece, n - i);

      rs_quality_flag (&rules, &tail, FALSE, fixes + i, here, MIN (ahead, n - i - here), counts);
    }
}

/* Whatever the size of the pieces, repetitions and order come out the same. */
static void
test_pieces (void)
{
  for (guint seed = 1; seed <= 20; seed++)
    {
      g_autoptr (GArray) whole = make_voyage (seed, 400);
      RsFix *fixes = (RsFix *) (gpointer) whole->data;
      g_autofree RsFix *pieces = g_memdup2 (fixes, whole->len * sizeof *fixes);
      RsQualityCounts all = { 0 }, some = { 0 };
      guint n_fast = 0, n_known = 0;

      flag_in_pieces (fixes, whole->len, whole->len, 0, all);
      flag_in_pieces (pieces, whole->len, 1 + seed * 3, 20, some);
      g_assert_cmpuint (all[2], >, 0);
      g_assert_cmpuint (all[5], >, 0);
      for (guint i = 0; i < whole->len; i++)
        {
          guint same = RS_FIX_DUPLICATE | RS_FIX_OUT_OF_ORDER | RS_FIX_NO_MOTION;

          g_assert_cmpuint (fixes[i].flags & same, ==, pieces[i].flags & same);
          n_fast += (fixes[i].flags & RS_FIX_TOO_FAST) != 0;
          n_known += (fixes[i].flags & pieces[i].flags & RS_FIX_TOO_FAST) != 0;
          /* What is no stray in the whole is none in a piece. */
          if (!(fixes[i].flags & RS_FIX_TOO_FAST))
            g_assert_false (pieces[i].flags & RS_FIX_TOO_FAST);
        }
      g_assert_cmpuint (n_known * 10, >=, n_fast * 9);
    }
}

/* Out of order means: one of an earlier line has a later time. */
static void
test_order (void)
{
  const RsQualityRules rules = { NOW_MS, TRUE, NULL, NULL };

  for (guint seed = 1; seed <= 50; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      RsQualityCounts counts = { 0 };
      RsFix fixes[60];

      for (guint i = 0; i < 60; i++)
        {
          guint k = (guint) g_rand_int_range (rand, 0, (gint) i + 1);

          fixes[i] = fix_at (i / 3 * 60000, 42, 133, 0);
          fixes[i].line = fixes[k].line;
          fixes[k].line = i + 1;
        }
      rs_quality_flag (&rules, NULL, FALSE, fixes, 60, 0, counts);
      for (guint i = 0; i < 60; i++)
        {
          gboolean expected = FALSE;

          for (guint k = 0; k < 60; k++)
            expected |= fixes[k].t_ms > fixes[i].t_ms && fixes[k].line < fixes[i].line;
          g_assert_cmpint (expected, ==, (fixes[i].flags & RS_FIX_OUT_OF_ORDER) != 0);
        }
    }
}

/* A second hull on the number is no error of its fixes. */
static void
test_hulls (void)
{
  const RsQualityRules rules = { NOW_MS, TRUE, NULL, NULL };
  RsQualityCounts counts = { 0 };
  RsFix fixes[40];

  for (guint i = 0; i < 40; i++)
    fixes[i] = fix_at (i * 60000, i % 2 ? 10 : 42, 133 + i * 0.0005, i + 1);
  rs_quality_flag (&rules, NULL, FALSE, fixes, 40, 0, counts);
  g_assert_cmpuint (counts[5], ==, 0);
}

/* What only all imports of a vessel say, whatever the order in which their blocks were read. */
static void
test_join (void)
{
  RsFix fixes[] = {
    fix_at (0, 42, 133, 1),
    fix_at (60000, 42, 133.001, 9),   /* the second file's comes first here, and repeats */
    fix_at (60000, 42, 133.001, 2),
    fix_at (60000, 42, 133.002, 3),   /* elsewhere at that time */
    fix_at (120000, 42, 133.003, 4),
    fix_at (120000, 42, 133.003, 5),  /* its file says it twice, and said so */
    fix_at (180000, 42, 133.004, 10),
    fix_at (240000, 10, 10, 11),      /* not seen as a stray in a file of two */
    fix_at (300000, 42, 133.005, 6),  /* was one in its own file */
    fix_at (360000, 42, 133.006, 12), /* computed */
    fix_at (360000, 42, 133.006, 7),
  };
  const guint32 hulls[] = { 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1 };
  const guint16 imports[] = { 2, 5, 2, 2, 2, 2, 5, 5, 2, 5, 2 };
  const guint expected[] = { 0, RS_FIX_DUPLICATE, 0, 0, 0, RS_FIX_DUPLICATE, 0, RS_FIX_TOO_FAST, 0, 0,
                             RS_FIX_OUT_OF_ORDER };
  RsQualityChange changes[] = { { 2, 0, 0 }, { 5, 0, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (fixes); i++)
    fixes[i].import = imports[i];
  fixes[5].flags = RS_FIX_DUPLICATE;
  fixes[8].flags = RS_FIX_TOO_FAST;
  fixes[9].provenance = RS_RECONSTRUCTED;
  fixes[10].flags = RS_FIX_OUT_OF_ORDER;
  for (guint pass = 0; pass < 2; pass++)
    {
      rs_quality_join (fixes, G_N_ELEMENTS (fixes), hulls, changes, 2);
      check_flags (fixes, G_N_ELEMENTS (fixes), expected);
      g_assert_cmpint (changes[0].n_duplicate, ==, 0);
      g_assert_cmpint (changes[0].n_too_fast, ==, -1);
      g_assert_cmpint (changes[1].n_duplicate, ==, 1);
      g_assert_cmpint (changes[1].n_too_fast, ==, 1);
    }
  rs_quality_join (fixes, G_N_ELEMENTS (fixes), NULL, changes, 2);
  g_assert_cmpuint (fixes[7].flags, ==, 0);
  g_assert_cmpint (changes[1].n_too_fast, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quality/each", test_each);
  g_test_add_func ("/quality/pieces", test_pieces);
  g_test_add_func ("/quality/order", test_order);
  g_test_add_func ("/quality/hulls", test_hulls);
  g_test_add_func ("/quality/join", test_join);
  return g_test_run ();
}
