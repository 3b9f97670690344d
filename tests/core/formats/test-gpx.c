/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading.h"

#define HEAD                                                                                       \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                   \
  "<gpx version=\"1.1\" xmlns=\"http://www.topografix.com/GPX/1/1\""                               \
  " xmlns:e=\"http://www.garmin.com/xmlschemas/TrackPointExtension/v2\">\n"

static void
test_tracks (void)
{
  g_autoptr (Reading) r = reading_of_text (
      HEAD
      "<metadata><name>not a ship</name><time>2020-01-01T00:00:00Z</time></metadata>\n"
      "<wpt lat=\"1\" lon=\"2\"><time>2020-01-01T00:00:00Z</time><name>mark</name></wpt>\n"
      "<trk><name> Ch&#x14D;ng &amp; <![CDATA[co]]> </name><desc>x</desc><trkseg>\n"
      "<trkpt lat=\"42.7333333\" lon=\"133.05\"><ele>0</ele><time>2024-03-07T06:00:00Z</time></trkpt>\n"
      "<trkpt lat=\"-1e1\" lon=\"180.0\"><time>2024-03-07T06:00:01.5+09:00</time>"
      "<extensions><e:TrackPointExtension><e:speed>5.144444</e:speed><e:course>359.99</e:course>"
      "</e:TrackPointExtension></extensions></trkpt>\n"
      "</trkseg><trkseg/></trk>\n"
      "<trk><trkseg><trkpt lat=\"1\" lon=\"2\"><time>2024-03-07T06:00:00Z</time></trkpt></trkseg></trk>\n"
      "<trk><name>empty</name></trk>\n"
      "</gpx>\n",
      NULL);

  g_assert_no_error (r->error);
  g_assert_cmpstr (r->summary.layout, ==, "gpx");
  g_assert_cmpuint (r->summary.n_records, ==, 4);
  g_assert_cmpstr (r->log->str, ==,
                   "4 static #0 [Waypoints]\n"
                   "6 static #1 [Chōng & co]\n"
                   "9 static #2 [Track 2]\n"
                   "4 fix #0 2020-01-01T00:00:00Z 10000000 20000000 asserted\n"
                   "6 fix #1 2024-03-07T06:00:00Z 427333333 1330500000\n"
                   "7 fix #1 2024-03-06T21:00:01.500Z -100000000 -1800000000 sog=100 cog=0\n"
                   "9 fix #2 2024-03-07T06:00:00Z 10000000 20000000\n");
  g_assert_cmpuint (r->summary.notes->len, ==, 2);
  g_assert_nonnull (strstr (r->summary.notes->pdata[0], "1 waypoint is a mark"));
}

static void
test_rejects (void)
{
  g_autoptr (Reading) r = reading_of_text (
      HEAD
      "<rte><name>plan</name><rtept lat=\"1\" lon=\"2\"/>\n"
      "<rtept lat=\"1\" lon=\"2\"><time>2024-03-07T06:00:00Z</time></rtept></rte>\n"
      "<trk><name>A</name><trkseg>\n"
      "<trkpt lat=\"1\" lon=\"2\"/>\n"
      "<trkpt lat=\"1\"/>\n"
      "<trkpt lat=\"one\" lon=\"2\"><time>2024-03-07T06:00:00Z</time></trkpt>\n"
      "<trkpt lat=\"1\" lon=\"two\"><time>2024-03-07T06:00:00Z</time></trkpt>\n"
      "<trkpt lat=\"91.5\" lon=\"2\"><time>2024-03-07T06:00:00Z</time></trkpt>\n"
      "<trkpt lat=\"1\" lon=\"2\"><time>soon</time></trkpt>\n"
      "<trkpt lat=\"1\" lon=\"2\"><time>2024-03-07T06:00:00Z</time><name>n</name></trkpt>\n"
      "</trkseg></trk></gpx>",
      NULL);

  g_assert_no_error (r->error);
  g_assert_cmpstr (r->log->str, ==,
                   "3 static #0 [plan]\n"
                   "6 static #1 [A]\n"
                   "7 reject position not available\n"
                   "8 reject latitude is not readable\n"
                   "9 reject longitude is not readable\n"
                   "10 reject position is out of range\n"
                   "11 reject time is not readable\n"
                   "3 fix #0  10000000 20000000 asserted\n"
                   "4 fix #0 2024-03-07T06:00:00Z 10000000 20000000 asserted\n"
                   "6 fix #1  10000000 20000000\n"
                   "12 fix #1 2024-03-07T06:00:00Z 10000000 20000000\n");
  g_assert_nonnull (strstr (r->reasons->str, "8 latitude is not readable: lat = “one”\n"));
  g_assert_nonnull (strstr (r->reasons->str, "11 time is not readable: time = “soon”\n"));
}

static void
test_bad_mmsi (void)
{
  g_autoptr (Reading) r = reading_of_text (
      HEAD "<trk><name>A</name><extensions><mmsi>27312345x</mmsi></extensions><trkseg>"
           "<trkpt lat=\"1\" lon=\"2\"/></trkseg></trk></gpx>", NULL);

  g_assert_no_error (r->error);
  g_assert_cmpstr (r->reasons->str, ==,
                   "3 MMSI is not a number of up to nine digits: mmsi = “27312345x”\n");
  g_assert_cmpuint (r->summary.n_fixes, ==, 0);
}

/* What the two versions and their extensions say of speed and course, whatever the prefix; numbers of
 * the vessel in a track's extensions. */
static void
test_values (void)
{
  g_autoptr (Reading) r = reading_of_text (
      "<gpx version=\"1.0\" xmlns=\"http://www.topografix.com/GPX/1/0\"><trk><name>A</name>\n"
      "<extensions><x:mmsi>273123456</x:mmsi><x:imo>9187629</x:imo></extensions><trkseg>\n"
      "<trkpt lat=\"1\" lon=\"2\"><time>2024-03-07T06:00:00Z</time><course>90.04</course>"
      "<speed>10.288889</speed></trkpt>\n"
      "<trkpt lat=\"1\" lon=\"2\"><time>2024-03-07</time><extensions><rs:sog>12.3</rs:sog>"
      "<rs:cog>359.9</rs:cog><hdg>7</hdg></extensions></trkpt>\n"
      "<trkpt lat=\"1\" lon=\"2\"><time>2024-03-07T06:00:00Z</time><speed>fast</speed>"
      "<course>-1</course></trkpt></trkseg></trk></gpx>",
      NULL);

  g_assert_no_error (r->error);
  g_assert_cmpstr (r->log->str, ==,
                   "3 static 273123456 [A] imo=9187629\n"
                   "3 fix 273123456 2024-03-07T06:00:00Z 10000000 20000000 sog=200 cog=900\n"
                   "4 fix 273123456 2024-03-07T00:00:00Z 10000000 20000000 sog=123 cog=3599 hdg=7\n"
                   "5 fix 273123456 2024-03-07T06:00:00Z 10000000 20000000\n");
}

/* Several tracks of one name are one vessel. */
static void
test_same_name (void)
{
  g_autoptr (Reading) r = reading_of_text (
      HEAD "<trk><name>A</name><trkseg><trkpt lat=\"1\" lon=\"2\"><time>2024-03-07</time></trkpt>"
           "</trkseg></trk><trk><name>A</name><trkseg><trkpt lat=\"1\" lon=\"3\">"
           "<time>2024-03-08</time></trkpt></trkseg></trk></gpx>",
      NULL);

  g_assert_cmpstr (r->log->str, ==,
                   "3 static #0 [A]\n3 static #0 [A]\n"
                   "3 fix #0 2024-03-07T00:00:00Z 10000000 20000000\n"
                   "3 fix #0 2024-03-08T00:00:00Z 10000000 30000000\n");
}

static void
test_cut (void)
{
  static const char text[] = HEAD
      "<trk><name>A</name><trkseg>\n"
      "<trkpt lat=\"1\" lon=\"2\"><time>2024-03-07T06:00:00Z</time></trkpt>\n"
      "<trkpt lat=\"1.25\" lon=\"2\"><time>2024-03-07T06:01:00Z</time></trkpt>\n"
      "</trkseg></trk></gpx>";
  g_autoptr (Reading) r = reading_of_bytes (text, strlen (text) - 60, NULL);
  g_autoptr (Reading) nothing = reading_of_text (HEAD "<trk><trkseg>", NULL);

  reading_assert_cuts (text, 2);
  g_assert_cmpstr (r->log->str, ==,
                   "4 static #0 [A]\n5 reject the file breaks off here\n"
                   "4 fix #0 2024-03-07T06:00:00Z 10000000 20000000\n");
  g_assert_nonnull (strstr (nothing->error->message, "breaks off at line 3"));
}

/* What stands before a fault is kept, and the fault is rejected with its place and the parser's words. */
static void
test_fault (void)
{
  static const char *const faults[] = { "</trk></gpx>", "<trkpt lat=1 lon=\"3\"/></trkseg></trk></gpx>", "&nix;</trkseg></trk></gpx>",
                                        "<trkpt lat=\"1\" lon=\"3\"><x>\xff</x></trkpt></trkseg></trk></gpx>",
                                        "</trkseg></trk></gpx><trkpt lat=\"1\" lon=\"3\"/>",
                                        "<x>A & B</x></trkseg></trk></gpx>\n", "<x>A &B</x></trkseg></trk></gpx>" };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *text = g_strconcat (HEAD "<trk><name>A</name><trkseg>\n<trkpt lat=\"1\" lon=\"2\"/>\n", faults[i], NULL);
      g_autoptr (Reading) r = reading_of_text (text, NULL);

      g_assert_no_error (r->error);
      g_assert_cmpstr (r->log->str, ==,
                       "4 static #0 [A]\n5 reject XML is not well-formed from here on\n4 fix #0  10000000 20000000\n");
      g_assert_true (reading_has_note (r, "no well-formed XML from line 5, column "));
      g_assert_cmpuint (r->summary.n_records, ==, 2);
    }
}

/* The parser comes to the fault at the end of the file only, which is whole nevertheless. */
static void
test_bare_ampersand (void)
{
  static const char *const texts[] = { "<trk><name>A & B</name><trkseg>\n<trkpt lat=\"1\" lon=\"2\"/></trkseg></trk></gpx>",
                                       "<trk><name>A &B</name><trkseg>\n<trkpt lat=\"1\" lon=\"2\"/></trkseg></trk></gpx>\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = g_strconcat (HEAD, texts[i], NULL);
      g_autoptr (Reading) r = reading_of_text (text, NULL);

      g_assert_error (r->error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED);
      g_assert_nonnull (strstr (r->error->message, "(line 3, column "));
      g_assert_nonnull (strstr (r->error->message, "must be written &amp;"));
    }
}

/* Points of a track without a time are counted, and nobody says that the times are in the rows. */
static void
test_undated (void)
{
  g_autoptr (Reading) some = reading_of_text (
      HEAD "<trk><name>A</name><trkseg><trkpt lat=\"1\" lon=\"2\"/><trkpt lat=\"1\" lon=\"3\">"
           "<time>2024-03-07T06:00:00Z</time></trkpt></trkseg></trk></gpx>", NULL);
  g_autoptr (Reading) none = reading_of_text (
      HEAD "<trk><name>A</name><trkseg><trkpt lat=\"1\" lon=\"2\"/></trkseg></trk></gpx>", NULL);

  g_assert_true (reading_has_note (some, "1 position of a track or a line has no time"));
  g_assert_cmpstr (some->summary.clock, ==, "times in the rows");
  g_assert_true (reading_has_note (none, "1 position of a track or a line has no time"));
  g_assert_cmpstr (none->summary.clock, ==, "no times");
}

static void
test_damaged (void)
{
  static const struct
  {
    const char *text;
    int code;
  } rows[] = {
    { HEAD "<trk><trkseg>", RS_READ_ERROR_DAMAGED },
    { HEAD "<trk><trkseg></trk></gpx>", RS_READ_ERROR_DAMAGED },
    { HEAD "<trk></gpx>", RS_READ_ERROR_DAMAGED },
    { "<x><gpx/></x>", RS_READ_ERROR_UNKNOWN },
    { "<?xml version=\"1.0\"?><!DOCTYPE gpx [<!ENTITY a \"b\">]><gpx><trk><name>&a;</name></trk></gpx>",
      RS_READ_ERROR_DAMAGED },
    { "<?xml version=\"1.0\"?><!DOCTYPE gpx [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
      "<gpx><trk><name>&a;</name></trk></gpx>",
      RS_READ_ERROR_DAMAGED },
  };
  g_autoptr (GString) deep = g_string_new (HEAD);
  g_autoptr (Reading) r = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Reading) bad = reading_of_text (rows[i].text, NULL);

      g_test_message ("%s", rows[i].text);
      g_assert_error (bad->error, RS_READ_ERROR, rows[i].code);
      g_test_message ("%s", bad->error->message);
    }
  for (guint i = 0; i < 1000; i++)
    g_string_append (deep, "<a>");
  r = reading_of_bytes (deep->str, deep->len, NULL);
  g_assert_error (r->error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/gpx/tracks", test_tracks);
  g_test_add_func ("/formats/gpx/rejects", test_rejects);
  g_test_add_func ("/formats/gpx/bad-mmsi", test_bad_mmsi);
  g_test_add_func ("/formats/gpx/values", test_values);
  g_test_add_func ("/formats/gpx/same-name", test_same_name);
  g_test_add_func ("/formats/gpx/cut", test_cut);
  g_test_add_func ("/formats/gpx/fault", test_fault);
  g_test_add_func ("/formats/gpx/bare-ampersand", test_bare_ampersand);
  g_test_add_func ("/formats/gpx/undated", test_undated);
  g_test_add_func ("/formats/gpx/damaged", test_damaged);
  return g_test_run ();
}
