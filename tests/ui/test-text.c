/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text: how the window words what the records say. */
#include "app/text-import.h"
#include "app/text.h"
#include "drawing/event-title.h"

static void
test_time (void)
{
  gint64 t_ms, back;
  g_autofree char *text = NULL;
  g_autofree char *seconds = NULL;
  g_autofree char *none = rs_text_time_to_edit (RS_TIME_NONE);

  g_assert_true (rs_time_parse ("2024-03-07T06:00:00Z", &t_ms));
  text = rs_text_time_to_edit (t_ms);
  g_assert_cmpstr (text, ==, "2024-03-07 06:00");
  g_assert_true (rs_text_time_from_edit (text, &back));
  g_assert_cmpint (back, ==, t_ms);
  seconds = rs_text_time_to_edit (t_ms + 30 * RS_SECOND_MS);
  g_assert_cmpstr (seconds, ==, "2024-03-07 06:00:30");
  g_assert_true (rs_text_time_from_edit (" 2024-03-07 06:00 UTC ", &back));
  g_assert_cmpint (back, ==, t_ms);
  g_assert_cmpstr (none, ==, "");
  g_assert_true (rs_text_time_from_edit ("", &back));
  g_assert_cmpint (back, ==, RS_TIME_NONE);
  g_assert_false (rs_text_time_from_edit ("yesterday", &back));
}

static void
check_short (gint64 from_ms, gint64 to_ms, const char *wanted)
{
  g_autofree char *span = rs_text_span_short (from_ms, to_ms);

  g_assert_cmpstr (span, ==, wanted);
}

static void
test_span (void)
{
  gint64 from, to;
  g_autofree char *same_day = NULL;
  g_autofree char *days = NULL;
  g_autofree char *moment = NULL;

  g_assert_true (rs_time_parse ("2024-03-07T06:00", &from));
  g_assert_true (rs_time_parse ("2024-03-07T08:30", &to));
  same_day = rs_text_span (from, to);
  g_assert_cmpstr (same_day, ==, "2024-03-07 06:00 – 08:30 UTC");
  days = rs_text_span (from, from + RS_DAY_MS);
  g_assert_cmpstr (days, ==, "2024-03-07 06:00 – 2024-03-08 06:00 UTC");
  moment = rs_text_span (from, from);
  g_assert_cmpstr (moment, ==, "2024-03-07 06:00 UTC");
  check_short (from, to, "2024-03-07 06:00 – 08:30 UTC");
  check_short (from, from + RS_DAY_MS, "2024-03-07 06:00 – 03-08 06:00");
  check_short (from, from + 366 * RS_DAY_MS, "2024-03-07 06:00 – 2025-03-08 06:00");
  check_short (from, RS_TIME_NONE, "2024-03-07 06:00 UTC");
}

static void
test_count (void)
{
  g_autofree char *small = rs_text_count (1234);
  g_autofree char *large = rs_text_count (1234567);

  g_assert_cmpstr (small, ==, "1234");
  g_assert_cmpstr (large, ==, "1\u202f234\u202f567");
}

static void
test_place (void)
{
  RsLatLon place = { 42.733, 133.05 }, back;
  g_autofree char *text = rs_text_place_to_edit (place);

  g_assert_cmpstr (text, ==, "42.73300, 133.05000");
  g_assert_true (rs_lat_lon_parse (text, &back));
  g_assert_cmpfloat_with_epsilon (back.lon_deg, place.lon_deg, 1e-9);
}

static void
test_duration (void)
{
  g_autofree char *minutes = rs_duration_describe (5 * RS_MINUTE_MS);
  g_autofree char *hours = rs_duration_describe (200 * RS_MINUTE_MS);
  g_autofree char *days = rs_duration_describe (52 * RS_HOUR_MS);

  g_assert_cmpstr (minutes, ==, "5 min");
  g_assert_cmpstr (hours, ==, "3 h 20 min");
  g_assert_cmpstr (days, ==, "2 d 4 h");
}

/* Each flag has words of its own. */
static void
test_fix_flags (void)
{
  for (guint a = 0; a < RS_N_FIX_FLAGS; a++)
    {
      g_assert_cmpstr (rs_text_fix_flag (a), !=, "");
      for (guint b = 0; b < a; b++)
        g_assert_cmpstr (rs_text_fix_flag (a), !=, rs_text_fix_flag (b));
    }
}

/* An event that nobody gave a title has one of its kind, ports and times. */
static void
test_event_title (void)
{
  g_autoptr (RsEvent) event = rs_event_new ();
  g_autofree char *gap = NULL, *voyage = NULL, *own = NULL;

  event->kind = RS_EVENT_GAP;
  event->to_ms = event->from_ms + 200 * RS_MINUTE_MS;
  gap = rs_event_dup_title (event, RS_LANG_EN);
  g_assert_cmpstr (gap, ==, "Silent for 3 h 20 min");
  event->kind = RS_EVENT_VOYAGE;
  rs_set_string (&event->port, "RUVYP");
  rs_set_string (&event->to_port, "KPCHO");
  voyage = rs_event_dup_title (event, RS_LANG_RU);
  g_assert_cmpstr (voyage, ==, "Восточный – Чхонджин");
  rs_set_string (&event->title, "First call");
  own = rs_event_dup_title (event, RS_LANG_RU);
  g_assert_cmpstr (own, ==, "First call");
}

/* How an import was read and what it is called has no word of a shell. */
static void
test_import (void)
{
  g_autoptr (RsImport) import = rs_import_new ();
  g_autoptr (GPtrArray) options = NULL;
  g_autofree char *live = NULL, *name = NULL, *text = NULL;

  rs_set_string (&import->layout, "csv");
  rs_set_string (&import->options,
                 "--layout My list --map t=Date, UTC:dmy,lat=2,lon=3 --time-zone Asia/Tokyo --date "
                 "2024-03-07T00:00:00Z");
  options = rs_text_import_options (import);
  g_ptr_array_add (options, NULL);
  text = g_strjoinv ("|", (char **) options->pdata);
  g_assert_cmpstr (text, ==,
                   "Layout that was chosen|My list|Columns|Date and time: Date, UTC (day/month/year)\n"
                   "Latitude: 2\nLongitude: 3|Zone of times without one|Asia/Tokyo|"
                   "First day of a log without dates|2024-03-07 00:00 UTC");
  rs_set_string (&import->layout, RS_LAYOUT_LIVE);
  rs_set_string (&import->options, "tcp://127.0.0.1:10110");
  import->t_ms = 0;
  live = rs_text_import_title (import);
  name = rs_text_import_name (import);
  g_assert_cmpstr (live, ==, "127.0.0.1:10110 · TCP");
  g_assert_cmpstr (name, ==, "127.0.0.1:10110 · TCP from 1970-01-01 00:00:00 UTC");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/time", test_time);
  g_test_add_func ("/text/span", test_span);
  g_test_add_func ("/text/count", test_count);
  g_test_add_func ("/text/place", test_place);
  g_test_add_func ("/text/duration", test_duration);
  g_test_add_func ("/text/fix-flags", test_fix_flags);
  g_test_add_func ("/text/event-title", test_event_title);
  g_test_add_func ("/text/import", test_import);
  return g_test_run ();
}
