/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/copies.h"

#include <string.h>

typedef struct
{
  GArray *fixes; /* of RsFix */
  guint32 last_mmsi;
} Taken;

static void
take_cb (guint32 mmsi, const RsFix *fix, gpointer user_data)
{
  Taken *taken = user_data;

  g_array_append_val (taken->fixes, *fix);
  taken->last_mmsi = mmsi;
}

static RsFix
fix_at (gint64 t_ms, guint32 line)
{
  return (RsFix){ .t_ms = t_ms, .line = line };
}

static guint
copies_of (const Taken *taken, guint i)
{
  return (g_array_index (taken->fixes, RsFix, i).flags & RS_FIX_COPIES_MASK)
         >> RS_FIX_COPIES_SHIFT;
}

#define PUSH(hash, mmsi, t_ms)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    RsFix pushed = fix_at (t_ms, ++line);                                                          \
                                                                                                   \
    n_copies += rs_ais_copies_push (copies, hash, mmsi, "", &pushed) == RS_AIS_COPY_AGAIN;         \
  }                                                                                                \
  G_STMT_END

#define BEGIN                                                                                      \
  Taken taken = { .fixes = g_array_new (FALSE, FALSE, sizeof (RsFix)) };                           \
  g_autoptr (RsAisCopies) copies = rs_ais_copies_new (take_cb, &taken);                            \
  guint32 line = 0;                                                                                \
  guint n_copies = 0

static void
test_window (void)
{
  BEGIN;

  PUSH (7, 1, 100000);
  PUSH (8, 1, 101000);
  PUSH (7, 1, 130000); /* 30 s later: a copy */
  PUSH (7, 2, 130000); /* somebody else's, with a hash that is equal by chance */
  PUSH (7, 1, 70000);  /* a receiver whose clock is slow */
  PUSH (7, 1, 130001); /* another transmission */
  PUSH (7, 1, 130001);
  rs_ais_copies_flush (copies);
  g_assert_cmpuint (n_copies, ==, 3);
  g_assert_cmpuint (taken.fixes->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      static const guint wanted[][2] = { { 1, 2 }, { 2, 0 }, { 4, 0 }, { 6, 1 } };

      g_assert_cmpuint (g_array_index (taken.fixes, RsFix, i).line, ==, wanted[i][0]);
      g_assert_cmpuint (copies_of (&taken, i), ==, wanted[i][1]);
    }
  g_array_unref (taken.fixes);
}

static void
test_many (void)
{
  BEGIN;

  for (guint i = 0; i < 100; i++)
    PUSH (7, 1, 100000);
  rs_ais_copies_flush (copies);
  g_assert_cmpuint (n_copies, ==, 99);
  g_assert_cmpuint (taken.fixes->len, ==, 1);
  g_assert_cmpuint (copies_of (&taken, 0), ==, 63);
  g_array_unref (taken.fixes);
}

/* Without times the window is one of messages; a dated copy is none of an undated fix. */
static void
test_undated (void)
{
  BEGIN;

  PUSH (7, 1, RS_TIME_NONE);
  PUSH (7, 1, RS_TIME_NONE);
  PUSH (7, 1, 100000);
  for (guint i = 0; i < RS_AIS_COPY_MESSAGES; i++)
    PUSH (1000 + i, 1, RS_TIME_NONE);
  PUSH (7, 1, RS_TIME_NONE);
  rs_ais_copies_flush (copies);
  g_assert_cmpuint (n_copies, ==, 1);
  g_assert_cmpuint (copies_of (&taken, 0), ==, 1);
  g_assert_cmpuint (taken.fixes->len, ==, RS_AIS_COPY_MESSAGES + 3);
  g_array_unref (taken.fixes);
}

/* A clock that jumps back, and more fixes in the window than wait: all are handed on, in order. */
static void
test_bounded (void)
{
  BEGIN;

  for (guint i = 0; i < RS_AIS_COPY_WAITING + 1000; i++)
    PUSH (i, 1, G_GINT64_CONSTANT (1700000000000));
  g_assert_cmpuint (taken.fixes->len, ==, 1000);
  PUSH (5, 1, G_GINT64_CONSTANT (1600000000000));
  g_assert_cmpuint (taken.fixes->len, ==, RS_AIS_COPY_WAITING + 1000);
  rs_ais_copies_flush (copies);
  g_assert_cmpuint (n_copies, ==, 0);
  for (guint i = 0; i < taken.fixes->len; i++)
    g_assert_cmpuint (g_array_index (taken.fixes, RsFix, i).line, ==, i + 1);
  g_array_unref (taken.fixes);
}

/* The slow and obvious way gives the same. */
static void
test_twin (void)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (RsFix));
  guint64 hashes[2000];
  gint64 t_ms = 1700000000000;

  BEGIN;

  for (guint i = 0; i < 2000; i++)
    {
      RsFix fix = fix_at (t_ms += g_test_rand_int_range (0, 3000), i + 1);
      gboolean copy = FALSE;

      hashes[i] = (guint64) g_test_rand_int_range (1, 40);
      for (guint k = i; k-- > 0 && !copy;)
        {
          RsFix *before = &g_array_index (all, RsFix, k);

          /* Fixes that were copies themselves are marked by line 0. */
          if (before->line == 0 || hashes[k] != hashes[i])
            continue;
          copy = fix.t_ms - before->t_ms <= RS_AIS_COPY_MS;
          if (copy)
            before->flags = (guint16) (before->flags + (1 << RS_FIX_COPIES_SHIFT));
        }
      PUSH (hashes[i], 1, fix.t_ms);
      if (copy)
        fix.line = 0;
      g_array_append_val (all, fix);
    }
  rs_ais_copies_flush (copies);
  for (guint i = 0, n = 0; i < all->len; i++)
    if (g_array_index (all, RsFix, i).line != 0)
      {
        const RsFix *ours = &g_array_index (taken.fixes, RsFix, n++);

        g_assert_cmpmem (ours, sizeof *ours, &g_array_index (all, RsFix, i), sizeof (RsFix));
      }
  g_assert_cmpuint (taken.fixes->len + n_copies, ==, 2000);
  g_array_unref (all);
  g_array_unref (taken.fixes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ais/copies/window", test_window);
  g_test_add_func ("/ais/copies/many", test_many);
  g_test_add_func ("/ais/copies/undated", test_undated);
  g_test_add_func ("/ais/copies/bounded", test_bounded);
  g_test_add_func ("/ais/copies/twin", test_twin);
  return g_test_run ();
}
