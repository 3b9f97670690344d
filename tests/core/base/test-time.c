/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/time.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *expected; /* NULL: refused */
  } rows[] = {
    { "2024-03-07", "2024-03-07T00:00:00Z" },
    { "2024-03-07T06:00", "2024-03-07T06:00:00Z" },
    { "2024-03-07 06:00:00.250Z", "2024-03-07T06:00:00.250Z" },
    { "2024-03-07T15:00:00+09:00", "2024-03-07T06:00:00Z" },
    { "2024-03-07T15:00:00+09", "2024-03-07T06:00:00Z" },
    { "1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z" },
    { "2024-02-29", "2024-02-29T00:00:00Z" },
    { "2023-02-29", NULL },
    { "2024-13-01", NULL },
    { "2024-03-07T24:00", NULL },
    { "2024-03-07T06:00:00x", NULL },
    { "2024-03-07T06:00:00.", NULL },
    { "07/03/2024", NULL },
    { "0001-01-01T00:00+00:01", NULL },
    { "9999-12-31T23:59-00:01", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 t_ms;
      gboolean ok = rs_time_parse (rows[i].text, &t_ms);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (ok, ==, rows[i].expected != NULL);
      if (ok)
        {
          g_autofree char *back = rs_time_format (t_ms);
          g_assert_cmpstr (back, ==, rows[i].expected);
        }
    }
}

/* Our calendar against GLib's, over every 9th day of 600 years. */
static void
test_calendar (void)
{
  for (gint64 day = -150000; day < 70000; day += 9)
    {
      g_autoptr (GDateTime) theirs = g_date_time_new_from_unix_utc (day * 86400 + 4521);
      int y, m, d, h, min, s, ms;

      rs_time_to_civil (day * RS_DAY_MS + 4521789, &y, &m, &d, &h, &min, &s, &ms);
      g_assert_cmpint (y, ==, g_date_time_get_year (theirs));
      g_assert_cmpint (m, ==, g_date_time_get_month (theirs));
      g_assert_cmpint (d, ==, g_date_time_get_day_of_month (theirs));
      g_assert_cmpint (h * 3600 + min * 60 + s, ==, 4521);
      g_assert_cmpint (ms, ==, 789);
      g_assert_cmpint (rs_time_from_civil (y, m, d, h, min, s, ms), ==, day * RS_DAY_MS + 4521789);
    }
}

static void
test_zone (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (10 * 3600);
  g_autofree char *local = NULL, *utc = NULL, *none = NULL;
  gint64 t_ms;

  g_assert_true (rs_time_parse ("2024-03-07T06:00:00Z", &t_ms));
  local = rs_time_format_zone (t_ms, zone, FALSE);
  utc = rs_time_format_zone (t_ms, NULL, TRUE);
  none = rs_time_format (RS_TIME_NONE);
  g_assert_cmpstr (local, ==, "2024-03-07 16:00");
  g_assert_cmpstr (utc, ==, "2024-03-07 06:00:00");
  g_assert_cmpstr (none, ==, "");
}

/* Hours as people write them: to the east, unlike POSIX has it. */
static void
test_zone_names (void)
{
  static const struct
  {
    const char *text;
    gint offset_min; /* G_MAXINT: no zone */
  } rows[] = {
    { "UTC", 0 },          { "Z", 0 },
    { "gmt", 0 },          { "+9", 540 },
    { "+09", 540 },        { "+09:00", 540 },
    { "+0900", 540 },      { "-3:30", -210 },
    { "-330", -210 },      { "UTC+9", 540 },
    { "UTC +09:00", 540 }, { "GMT+3", 180 },
    { "UTC-4", -240 },     { "UTC\342\210\2224", -240 },
    { "UTC+14", 840 },     { "Asia/Vladivostok", 600 },
    { "Etc/GMT-9", 540 },  { "Asia/Seoul", 540 },
    { "", G_MAXINT },      { "+", G_MAXINT },
    { "UTC+", G_MAXINT },  { "UTC+15", G_MAXINT },
    { "+9:7", G_MAXINT },  { "+09:60", G_MAXINT },
    { "+9:000", G_MAXINT}, { "+90000", G_MAXINT },
    { "MSK-3", G_MAXINT }, { "<A>+9", G_MAXINT },
    { "EST+5", G_MAXINT }, { "Mars", G_MAXINT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GTimeZone) zone = rs_time_zone_new (rows[i].text);

      g_test_message ("%s", rows[i].text);
      if (rows[i].offset_min == G_MAXINT)
        g_assert_null (zone);
      else
        g_assert_cmpint (g_time_zone_get_offset (
                           zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL,
                                                            1709769600)),
                         ==, rows[i].offset_min * 60);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/parse", test_parse);
  g_test_add_func ("/time/calendar", test_calendar);
  g_test_add_func ("/time/zone", test_zone);
  g_test_add_func ("/time/zone-names", test_zone_names);
  return g_test_run ();
}
