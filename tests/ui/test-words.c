/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/map/words.h"

#define WIDTH 120
#define HEIGHT 20

static const RsView VIEW = { .width = 800, .height = 600, .scale = 1 };

static void
test_none_over_another (void)
{
  g_auto (RsWords) words = { NULL };
  graphene_rect_t boxes[32];
  guint n = 0;

  rs_words_init (&words);
  while (n < G_N_ELEMENTS (boxes)
         && rs_words_place (&words, &VIEW, 400 + 3 * n, 300, WIDTH, HEIGHT, FALSE, &boxes[n]))
    n++;
  /* The last one was left out. */
  g_assert_cmpuint (n, >, 3);
  g_assert_cmpuint (n, <, G_N_ELEMENTS (boxes));
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < i; k++)
      g_assert_false (graphene_rect_intersection (&boxes[i], &boxes[k], NULL));
  /* Unless it is needed. */
  g_assert_true (rs_words_place (&words, &VIEW, 400, 300, WIDTH, HEIGHT, TRUE, &boxes[0]));
}

static void
test_beside_what_is_taken (void)
{
  const graphene_rect_t name = GRAPHENE_RECT_INIT (410, 290, 90, 18);
  g_auto (RsWords) words = { NULL };
  graphene_rect_t box;

  rs_words_init (&words);
  rs_words_take (&words, &name);
  g_assert_true (rs_words_place (&words, &VIEW, 400, 300, WIDTH, HEIGHT, TRUE, &box));
  g_assert_false (graphene_rect_intersection (&box, &name, NULL));
}

/* Those that are needed find the next free place, however much there is between; where they are as wide as
 * the view, that is above or below. */
static void
test_beyond_what_is_taken (void)
{
  const graphene_rect_t hint = GRAPHENE_RECT_INIT (100, 12, 600, 85);
  const graphene_rect_t panel = GRAPHENE_RECT_INIT (4, 400, 300, 196);
  const struct
  {
    const graphene_rect_t *taken;
    double x, y, width;
  } cases[] = { { &hint, 400, 20, WIDTH }, { &panel, 60, 580, WIDTH }, { &hint, 10, 20, 790 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (RsWords) words = { NULL };
      graphene_rect_t box;

      rs_words_init (&words);
      rs_words_take (&words, cases[i].taken);
      g_assert_true (rs_words_place (&words, &VIEW, cases[i].x, cases[i].y, cases[i].width, HEIGHT, TRUE, &box));
      g_assert_false (graphene_rect_intersection (&box, cases[i].taken, NULL));
      g_assert_cmpfloat (box.origin.x + cases[i].width, <=, VIEW.width);
    }
}

/* In each corner, and of words that do not fit at all. */
static void
test_inside (void)
{
  const double corners[][2] = { { 0, 0 }, { 800, 0 }, { 0, 600 }, { 800, 600 } };

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      g_auto (RsWords) words = { NULL };
      graphene_rect_t box;

      rs_words_init (&words);
      g_assert_true (
        rs_words_place (&words, &VIEW, corners[i][0], corners[i][1], WIDTH, HEIGHT, FALSE, &box));
      g_assert_cmpfloat (box.origin.x, >=, 0);
      g_assert_cmpfloat (box.origin.y, >=, 0);
      g_assert_cmpfloat (box.origin.x + WIDTH, <=, VIEW.width);
      g_assert_cmpfloat (box.origin.y + HEIGHT, <=, VIEW.height);
      g_assert_false (rs_words_place (&words, &VIEW, corners[i][0], corners[i][1], 900, HEIGHT, FALSE, &box));
      g_assert_true (rs_words_place (&words, &VIEW, corners[i][0], corners[i][1], 900, HEIGHT, TRUE, &box));
      g_assert_cmpfloat (box.origin.x, >=, 0);
      g_assert_cmpfloat (box.origin.y + HEIGHT, <=, VIEW.height);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/none-over-another", test_none_over_another);
  g_test_add_func ("/words/beside-what-is-taken", test_beside_what_is_taken);
  g_test_add_func ("/words/beyond-what-is-taken", test_beyond_what_is_taken);
  g_test_add_func ("/words/inside", test_inside);
  return g_test_run ();
}
