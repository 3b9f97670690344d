/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/time-text.h"

#define REFERENCE "2024-03-07T20:30:00Z"

static gint64
at (const char *text)
{
  gint64 t_ms;

  g_assert_true (rs_time_parse (text, &t_ms));
  return t_ms;
}

static void
test_forms (void)
{
  static const struct
  {
    const char *typed;
    const char *means;
  } forms[] = {
    { "2024-03-07T06:00Z", "2024-03-07T06:00:00Z" },
    { " 2024-03-07 15:00+09:00 ", "2024-03-07T06:00:00Z" },
    { "2024-03-07 0600", "2024-03-07T06:00:00Z" },
    { "2024-3-7 6:00", "2024-03-07T06:00:00Z" },
    { "2024-03-07 06:00 UTC", "2024-03-07T06:00:00Z" },
    { "2024-03-07 16:00 Vladivostok", "2024-03-07T06:00:00Z" },
    { "2024-03-07 16:00 vladivostok", "2024-03-07T06:00:00Z" },
    { "2024-03-07 0600 +0900", "2024-03-06T21:00:00Z" },
    { "2024-03-07 0600 -05", "2024-03-07T11:00:00Z" },
    { "7 Mar 2024", "2024-03-07" },
    { "7 march 2024 06:00", "2024-03-07T06:00:00Z" },
    { "7. Sept. 2024, 06:00:30", "2024-09-07T06:00:30Z" },
    { "07.03.2024 6:00", "2024-03-07T06:00:00Z" },
    { "29.02.2024", "2024-02-29" },
    { "06:00", "2024-03-07T06:00:00Z" },
    { "0600", "2024-03-07T06:00:00Z" },
    { "06:00+09:00", "2024-03-06T21:00:00Z" },
    { "2024", "2024-03-07T20:24:00Z" },
    { "6:00:30z", "2024-03-07T06:00:30Z" },
    /* In Vladivostok it is the 8th. */
    { "06:00 Vladivostok", "2024-03-07T20:00:00Z" },
    { "+2h", "2024-03-07T22:30:00Z" },
    { "-30 min", "2024-03-07T20:00:00Z" },
    { "+1d", "2024-03-08T20:30:00Z" },
    { "- 45 s", "2024-03-07T20:29:15Z" },
    { "7 мар 2024 06:00", "2024-03-07T06:00:00Z" },
    { "7 Марта 2024", "2024-03-07" },
    { "1 мая 2024 0600", "2024-05-01T06:00:00Z" },
    { "1 сент. 2024", "2024-09-01" },
    { "2024년 3월 7일", "2024-03-07" },
    { "2024년3월7일 06:00", "2024-03-07T06:00:00Z" },
  };
  static const char *const russian[] = { "янв", "фев", "мар", "апр", "мая", "июн",
                                         "июл", "авг", "сен", "окт", "ноя", "дек" };
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (10 * 3600);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      gint64 t_ms;

      if (!rs_time_parse_typed (forms[i].typed, zone, "Vladivostok", russian, at (REFERENCE), &t_ms))
        g_error ("“%s” is not understood", forms[i].typed);
      if (t_ms != at (forms[i].means))
        g_error ("“%s” is %s", forms[i].typed, rs_time_format (t_ms));
    }
}

static void
test_refused (void)
{
  static const char *const forms[]
    = { "",           "noon",        "2024-03",     "30.02.2024",  "7 Ma 2024",
        "7 Mar",      "25:00",       "2024-03-07 99:00", "06:00 Mars", "+2",          "+2 weeks",
        "2024-03-07 0600 +9900", "2024-03-07x", "06:00 UTC UTC", "1234567890", "07.03.24",
        "7 Marchness 2024", "7 мар 2024", "2024년 3월", "2024년 13월 7일", "7 \xd0 2024" };
  gint64 t_ms = 5;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (rs_time_parse_typed (forms[i], NULL, NULL, NULL, at (REFERENCE), &t_ms))
      g_error ("“%s” is taken for %s", forms[i], rs_time_format (t_ms));
  /* What needs a reference or a zone, without. */
  g_assert_false (rs_time_parse_typed ("06:00", NULL, NULL, NULL, RS_TIME_NONE, &t_ms));
  g_assert_false (rs_time_parse_typed ("+2h", NULL, NULL, NULL, RS_TIME_NONE, &t_ms));
  g_assert_false (rs_time_parse_typed ("06:00 Vladivostok", NULL, NULL, NULL, at (REFERENCE), &t_ms));
  g_assert_cmpint (t_ms, ==, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-text/forms", test_forms);
  g_test_add_func ("/time-text/refused", test_refused);
  return g_test_run ();
}
