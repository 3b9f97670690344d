/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/text.h"

#include <string.h>

static const RsTextStyle style = { .face = RS_FACE_PLAIN, .size_px = 12.5f, .color = 0xff000000 };

static double
measure (RsTexts *texts, const char *text)
{
  double width;

  rs_texts_measure (texts, &style, text, &width, NULL, NULL);
  return width;
}

static void
test_elide (void)
{
  static const char *const names[]
    = { "Saint Vincent and the Grenadines", "Сент-Винсент и Гренадины", "세인트빈센트 그레나딘", "x" };
  g_autoptr (RsTexts) texts = rs_texts_new ();
  g_autofree char *none = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      double whole = measure (texts, names[i]);

      g_assert_null (rs_texts_elide (texts, &style, names[i], whole + 1));
      for (double max_px = whole * 0.9; max_px > 40; max_px -= 15)
        {
          g_autofree char *elided = rs_texts_elide (texts, &style, names[i], max_px);
          gsize n = strlen (elided) - strlen ("…");

          g_assert_true (g_utf8_validate (elided, -1, NULL));
          g_assert_true (g_str_has_suffix (elided, "…"));
          g_assert_cmpint (strncmp (elided, names[i], n), ==, 0);
          g_assert_cmpfloat (measure (texts, elided), <=, max_px);
          g_assert_cmpfloat (measure (texts, elided), >, max_px - 25);
        }
    }
  /* No room for even one letter. */
  none = rs_texts_elide (texts, &style, "Wide", 1);
  g_assert_cmpstr (none, ==, "…");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/elide", test_elide);
  return g_test_run ();
}
