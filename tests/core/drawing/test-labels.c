/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/labels.h"

#include <math.h>

static gboolean
overlap (const RsBox *a, const RsBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

/* The grid against comparing each box with every other. */
static void
test_against_slow_twin (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (RsLabels) labels = rs_labels_new ();
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (RsBox));

  for (int i = 0; i < 3000; i++)
    {
      RsBox box = { g_rand_double_range (rand, -500, 1500), g_rand_double_range (rand, -500, 1500),
                    g_rand_double_range (rand, 4, 160), g_rand_double_range (rand, 4, 40) };
      gboolean is_free = TRUE;

      for (guint j = 0; j < taken->len; j++)
        is_free = is_free && !overlap (&box, &g_array_index (taken, RsBox, j));
      g_assert_cmpint (rs_labels_is_free (labels, &box), ==, is_free);
      g_assert_cmpint (rs_labels_place (labels, &box, 1), ==, is_free ? 0 : -1);
      if (is_free)
        g_array_append_val (taken, box);
    }
  g_assert_cmpuint (taken->len, >, 100);
  rs_labels_clear (labels);
  g_assert_true (rs_labels_is_free (labels, &g_array_index (taken, RsBox, 0)));
}

static void
test_order (void)
{
  g_autoptr (RsLabels) labels = rs_labels_new ();
  const RsBox boxes[] = { { 0, 0, 10, 10 }, { 5, 5, 10, 10 }, { 10, 0, 10, 10 } };
  const RsBox bad = { NAN, 0, 10, 10 };

  rs_labels_take (labels, &boxes[0]);
  g_assert_cmpint (rs_labels_place (labels, boxes, 3), ==, 2);
  g_assert_cmpint (rs_labels_place (labels, boxes, 3), ==, -1);
  g_assert_cmpint (rs_labels_place (labels, &bad, 1), ==, -1);
  rs_labels_take (labels, &bad);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/labels/against-slow-twin", test_against_slow_twin);
  g_test_add_func ("/labels/order", test_order);
  return g_test_run ();
}
