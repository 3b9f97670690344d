/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which clock dates the fixes of an AIS log, and what is said of it. */
#include "aivdm.h"
#include "reading.h"

static void
append (GString *text, char *line)
{
  g_string_append_printf (text, "%s\r\n", line);
  g_free (line);
}

static char *
position (guint second)
{
  RsAisMessage m = { .type = 1, .mmsi = 273312345 };

  m.position = (RsAisPosition){ .lon_raw = 79830000, .lat_raw = 25640000, .sog_dkn = 85,
                                .cog_raw = 2105, .heading = 511, .status = 15,
                                .second = (guint8) second };
  return aivdm_sentence (&m, 'A');
}

static char *
base (guint32 mmsi, int year, int second)
{
  RsAisMessage m = { .type = 4, .mmsi = mmsi };

  m.base = (RsAisBase){ .year = (guint16) year, .month = 3, .day = 7, .hour = 12,
                        .second = (guint8) second };
  return aivdm_sentence (&m, 'A');
}

static void
check (GString *text, RsReadOptions *options, const char *clock, const char *times, const char *notes)
{
  g_autoptr (Reading) r = reading_of_bytes (text->str, text->len, options);
  g_autoptr (GString) got = g_string_new (NULL);
  g_autofree char *got_notes = NULL;

  g_assert_no_error (r->error);
  g_assert_cmpstr (r->summary.clock, ==, clock);
  g_assert_cmpuint (r->summary.n_rejected, ==, 0);
  for (const char *at = r->log->str; (at = strstr (at, " fix 273312345 ")) != NULL; at++)
    g_string_append_printf (got, "%.*s ", (int) strcspn (at + 15, " "), at + 15);
  g_strchomp (got->str);
  g_assert_cmpstr (got->str, ==, times);
  g_ptr_array_add (r->summary.notes, NULL);
  got_notes = g_strjoinv ("|", (char **) r->summary.notes->pdata);
  g_ptr_array_set_size (r->summary.notes, (gint) r->summary.notes->len - 1);
  g_assert_cmpstr (got_notes, ==, notes);
  g_string_truncate (text, 0);
}

/* The log's own receiver goes before a station; and it tells UTC whatever the zone of the logger. */
static void
test_receiver_first (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  RsReadOptions zone = { .time_zone = "Asia/Vladivostok" };

  for (guint i = 0; i < 2; i++)
    {
      append (text, aivdm_seal ("$GPRMC,120000.00,A,4242.00,N,13303.00,E,0.0,0.0,070324,,"));
      append (text, position (1));
      append (text, base (2731234, 2007, 0));
      append (text, position (20));
      check (text, i ? &zone : NULL, "RMC of the log, and the second of each message",
             "2024-03-07T12:00:01Z 2024-03-07T12:00:20Z",
             "1 message is neither position nor static data of a vessel but a base station's, an aid's to "
             "navigation, a text or the like|line 3: base station 002731234 says "
             "2007-03-07T12:00:00Z, which contradicts the other clocks of the log; that does not set "
             "the clock");
    }
  append (text, aivdm_seal ("$GPZDA,120000.00,07,03,2024,00,00"));
  append (text, position (1));
  append (text, base (2731234, 2024, 10));
  append (text, position (20));
  check (text, &zone, "ZDA of the log, and the second of each message",
         "2024-03-07T12:00:01Z 2024-03-07T12:00:20Z",
         "1 message is neither position nor static data of a vessel but a base station's, an aid's to "
         "navigation, a text or the like");
}

/* A station that contradicts the others, also where it comes first, and one in the future. */
static void
test_wrong_stations (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append (text, base (2735555, 2004, 0));
  append (text, position (1));
  for (int i = 1; i < 4; i++)
    {
      append (text, base (2731234, 2024, i * 10));
      append (text, position ((guint) i * 10 + 1));
      append (text, base (2735555, 2004, i * 10));
      append (text, base (2736666, 2090, i * 10));
      append (text, position ((guint) i * 10 + 2));
    }
  check (text, NULL,
         "reports of base stations (types 4 and 11), and the second of each message (15 messages); no "
         "clock (2 messages)",
         " 2024-03-07T12:00:11Z 2024-03-07T12:00:12Z 2024-03-07T12:00:21Z 2024-03-07T12:00:22Z "
         "2024-03-07T12:00:31Z 2024-03-07T12:00:32Z",
         "10 messages are neither positions nor static data of vessels: base stations, aids to "
         "navigation, texts and the like|line 1: base station 002735555 says 2004-03-07T12:00:00Z, "
         "which contradicts the other clocks of the log; that does not set the clock|line 6: base "
         "station 002736666 says 2090-03-07T12:00:10Z, which lies in the future; that does not set "
         "the clock|1 fix has no time: none can be read in its line, and no RMC, ZDA or base station "
         "report stands before it; it is kept as undated");
}

/* Tables and objects with a time and a sentence; a time without a zone is the logger's. */
static void
test_time_beside (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  RsReadOptions zone = { .time_zone = "Asia/Vladivostok" };
  g_autofree char *sentence = position (60);

  g_string_append_printf (text, "timestamp,nmea\n2024-03-07T12:00:00Z,\"%s\"\n", sentence);
  g_string_append_printf (text, "2024-03-07 22:01:00,\"%s\"\n", sentence);
  check (text, &zone, "time written beside the sentence",
         "2024-03-07T12:00:00Z 2024-03-07T12:01:00Z", "");
  g_string_append_printf (text, "{\"time\":\"2024-03-07T12:00:00Z\",\"nmea\":\"%s\"}\n", sentence);
  g_string_append_printf (text, "{\"nmea\":\"%s\",\"time\":\"2024-03-07T12:01:00Z\"}\n", sentence);
  check (text, NULL, "time written beside the sentence",
         "2024-03-07T12:00:00Z 2024-03-07T12:01:00Z", "");
}

/* What a tag block says and is not believed is told: how often, and where first. */
static void
test_refused_tags (void)
{
  static const char *const before[] = { "\\c:1709771100*11\\", "\\c:0*69\\", "\\c:4102444800*52\\\r\n",
                                        "\\c:1709771100*12\\", "\\c:1709813000*00\\", "" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    {
      g_string_append (text, before[i]);
      append (text, position (i));
    }
  check (text, NULL, "time of the tag block (c:) (1 message); no clock (5 messages)",
         "    2024-03-07T12:03:20Z",
         "1 tag block has the checksum 00, which is wrong; it was taken all the same, as some loggers "
         "compute none: line 6, “c:1709813000*00”|2 tag blocks have wrong checksums, and nothing of them "
         "was taken; the first: line 1, “c:1709771100*11”|2 times of tag blocks (c:) do not count, as they are none from 1990 to 2099; "
         "the first: line 2, “0”|4 fixes have no time, as those of their tag blocks do not count; they "
         "are kept as undated|1 fix has no time: none can be read in its line, and no RMC, ZDA or base "
         "station report stands before it; it is kept as undated");
}

/* A receiver that hears or writes the same again is no other one, and one without a name may be any. */
static void
test_copies (void)
{
  static const char *const stations[] = { "r1", "r1", "r2", "", "r1" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (stations); i++)
    {
      g_string_append_printf (text, "\\s:%s,c:170981300%u\\", stations[i], i);
      append (text, position (1));
    }
  check (text, NULL, "time of the tag block (c:)", "2024-03-07T12:03:20Z",
         "3 messages repeat transmissions of the 30 seconds before; their fixes count them as copies|"
         "1 message repeats a transmission of the 30 seconds before, heard by another receiver; its fix "
         "counts it as a copy");
}

/* What is wrong with a message stands in no column that could be looked up: the value is told. */
static void
test_reject_values (void)
{
  static const struct
  {
    guint32 mmsi;
    gint32 lat_raw, lon_raw;
  } rows[] = { { 273312345, 54900000, 0 }, { 273312345, 0, -110000000 }, { 273312345, 54600000, 0 },
               { 0, 0, 0 }, { 1000000001, 0, 0 } };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (Reading) r = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      RsAisMessage m = { .type = 1, .mmsi = rows[i].mmsi };

      m.position.lat_raw = rows[i].lat_raw;
      m.position.lon_raw = rows[i].lon_raw;
      append (text, aivdm_sentence (&m, 'A'));
    }
  r = reading_of_text (text->str, NULL);
  g_assert_cmpstr (r->reasons->str, ==,
                   "1 position is out of range: lat = “91.500000”\n"
                   "2 position is out of range: lon = “-183.333333”\n"
                   "3 position not available\n"
                   "4 MMSI is not a number of up to nine digits: mmsi = “0”\n"
                   "5 MMSI is not a number of up to nine digits: mmsi = “1000000001”\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/nmea-log/receiver-first", test_receiver_first);
  g_test_add_func ("/formats/nmea-log/wrong-stations", test_wrong_stations);
  g_test_add_func ("/formats/nmea-log/time-beside", test_time_beside);
  g_test_add_func ("/formats/nmea-log/refused-tags", test_refused_tags);
  g_test_add_func ("/formats/nmea-log/copies", test_copies);
  g_test_add_func ("/formats/nmea-log/reject-values", test_reject_values);
  return g_test_run ();
}
