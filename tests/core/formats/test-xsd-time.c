/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/xsd-time.h"

#include <string.h>

static void
test_forms (void)
{
  static const struct
  {
    const char *text, *expected; /* NULL: not readable */
    gboolean coarse;
  } rows[] = {
    { "2010-05-28T02:02:09Z", "2010-05-28T02:02:09Z", FALSE },
    { "\n  2010-05-28T02:02:09.250+09:00 ", "2010-05-27T17:02:09.250Z", FALSE },
    { "2010-05-28T02:02Z", "2010-05-28T02:02:00Z", FALSE },
    { "1997-07-16", "1997-07-16T00:00:00Z", TRUE },
    { "1997-07-16Z", "1997-07-16T00:00:00Z", TRUE },
    { "1997-07-16+09:00", "1997-07-15T15:00:00Z", TRUE },
    { "1997-07", "1997-07-01T00:00:00Z", TRUE },
    { "1997-07Z", "1997-07-01T00:00:00Z", TRUE },
    { "1997-07-05:00", "1997-07-01T05:00:00Z", TRUE },
    { "1997", "1997-01-01T00:00:00Z", TRUE },
    { "1997+09:00", "1996-12-31T15:00:00Z", TRUE },
    { "1997Z", "1997-01-01T00:00:00Z", TRUE },
    { "1275012129", "2010-05-28T02:02:09Z", FALSE },
    { "97", NULL, FALSE },
    { "1997-13", NULL, FALSE },
    { "1997-07-", NULL, FALSE },
    { "soon", NULL, FALSE },
    { "", NULL, FALSE },
  };
  RsTimeReader times;

  g_assert_true (rs_time_reader_init (&times, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 t_ms = 0;
      gboolean coarse = FALSE;
      gboolean ok = rs_xsd_time_parse (&times, rows[i].text, strlen (rows[i].text), &t_ms, &coarse);
      g_autofree char *t = rs_time_format (t_ms);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (ok, ==, rows[i].expected != NULL);
      if (ok)
        {
          g_assert_cmpstr (t, ==, rows[i].expected);
          g_assert_cmpint (coarse, ==, rows[i].coarse);
        }
    }
  rs_time_reader_clear (&times);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/xsd-time/forms", test_forms);
  return g_test_run ();
}
