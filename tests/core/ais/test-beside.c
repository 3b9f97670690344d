/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/beside.h"

#include <string.h>

/* 2024-03-07T12:00:00Z */
#define NOON G_GINT64_CONSTANT (1709812800000)
#define NONE RS_TIME_NONE

static void
test_find (void)
{
  static const struct
  {
    const char *text;
    gint64 t_ms;
    gboolean is_civil;
  } rows[] = {
    { "2024-03-07T12:00:00Z", NOON, FALSE },
    { "2024-03-07T12:00:00.2507Z: ", NOON + 250, FALSE },
    { "2024-03-07 12:00:00", NOON, TRUE },
    { "2024-03-07 12:00", NOON, TRUE },
    { "2024-03-07,12:00:00,", NOON, TRUE },
    { "2024/03/07 12:00:00 UTC ", NOON, FALSE },
    { "20240307T120000Z", NOON, FALSE },
    { "20240307120000", NOON, TRUE },
    { "2024-03-07T21:00:00+09:00", NOON, FALSE },
    { "2024-03-07T08:30:00-0330 ", NOON, FALSE },
    { "2024-03-07T23:59:60Z", NOON + 12 * RS_HOUR_MS - 1000, FALSE },
    { "station 7, 273123456, 2024-03-07T12:00:00Z, ", NOON, FALSE },
    { "{\"id\":1700000001,\"time\":\"2024-03-07T12:00:00Z\",\"nmea\":\"", NOON, FALSE },
    { "{\"time\":1709812800,\"nmea\":\"", NOON, FALSE },
    { "{\"time\": 1709812800250, \"nmea\": \"", NOON + 250, FALSE },
    { "[1709812800]", NOON, FALSE },
    { "1709812800.75", NOON + 750, FALSE },
    { "a,1709812800,b,1709812800", NOON, FALSE },
    /* One of them is something else. */
    { "1709812800,1700000001", NONE, FALSE },
    /* An MMSI, an IMO number, a receiver, a part of something, no such time. */
    { "273123456,636012345", NONE, FALSE },
    { "9074729", NONE, FALSE },
    { "r1709812800", NONE, FALSE },
    { "1709812800a", NONE, FALSE },
    { "0.1709812800", NONE, FALSE },
    { "-1709812800", NONE, FALSE },
    { "2024-13-07T12:00:00Z", NONE, FALSE },
    { "2024-03-07T25:00:00Z", NONE, FALSE },
    { "2024-03-07T12", NONE, FALSE },
    { "2024-03-07", NONE, FALSE },
    { "1912-03-07T12:00:00Z", NONE, FALSE },
    { "", NONE, FALSE },
    { "2024-", NONE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean is_civil = TRUE;
      gsize len = strlen (rows[i].text);
      /* At the end of the memory that it may read. */
      g_autofree char *text = g_memdup2 (rows[i].text, len);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (rs_beside_find_time (text, len, &is_civil), ==, rows[i].t_ms);
      g_assert_cmpint (is_civil, ==, rows[i].is_civil);
    }
}

static void
test_epoch (void)
{
  static const struct
  {
    const char *text;
    gint64 t_ms;
  } rows[] = {
    { "1709812800", NOON },          { "1709812800.5", NOON + 500 },
    { "1709812800250", NOON + 250 }, { "1709812800250999", NOON + 250 },
    { "720187200", 720187200000 },   { "1709812800.", NONE },
    { "12415440354", NONE },         { "9999999999999999999", NONE },
    { "99999999999999999999", NONE }, { "17098128", NONE },
    { "", NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (rs_beside_parse_epoch (rows[i].text, strlen (rows[i].text)), ==,
                     rows[i].t_ms);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ais/beside/find", test_find);
  g_test_add_func ("/ais/beside/epoch", test_epoch);
  return g_test_run ();
}
