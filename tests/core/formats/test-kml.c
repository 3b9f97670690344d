/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading.h"

#define HEAD                                                                                       \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                   \
  "<kml xmlns=\"http://www.opengis.net/kml/2.2\""                                                  \
  " xmlns:gx=\"http://www.google.com/kml/ext/2.2\"><Document><name>doc</name>\n"
#define TAIL "</Document></kml>\n"

static void
assert_reads (const char *text, const char *expected)
{
  g_autoptr (Reading) r = reading_of_text (text, NULL);

  g_assert_no_error (r->error);
  g_assert_cmpstr (r->summary.layout, ==, "kml");
  g_assert_cmpstr (r->log->str, ==, expected);
}

/* Times and coordinates by turns, or one after the other, with or without the prefix. */
static void
test_track_orders (void)
{
  static const char expected[] =
    "3 static #0 [A]\n"
    "6 fix #0 2024-03-07T06:00:00Z 425000000 1330000000 hdg=90\n"
    "7 fix #0 2024-03-07T06:01:00Z 426000000 1331000000 hdg=0\n";

  assert_reads (HEAD "<Placemark><name>A</name><gx:Track>\n"
                     "<when>2024-03-07T06:00:00Z</when>\n<when>2024-03-07T06:01:00Z</when>\n"
                     "<gx:coord>133 42.5 0</gx:coord>\n<gx:coord> 133.1\t42.6</gx:coord>"
                     "<gx:angles>90 0 0</gx:angles><gx:angles>359.6 0 0</gx:angles>"
                     "</gx:Track></Placemark>" TAIL,
                expected);
  assert_reads (HEAD "<Placemark><name>A</name><Track>\n\n"
                     "<when>2024-03-07T06:00:00Z</when>\n<coord>133 42.5 0</coord>"
                     "<angles>90 0 0</angles><when>2024-03-07T06:01:00Z</when>\n"
                     "<coord>133.1,42.6</coord><angles>359.6 0 0</angles></Track></Placemark>" TAIL,
                expected);
  /* A prefix that nobody declared. */
  assert_reads ("<kml><Document><name>doc</name>\n\n<Placemark><name>A</name><gx:Track>\n\n\n"
                "<gx:coord>133 42.5 0</gx:coord><when>2024-03-07T06:00:00Z</when>\n"
                "<gx:coord>133.1 42.6</gx:coord><when>2024-03-07T06:01:00Z</when>"
                "<gx:angles>90 0 0</gx:angles><gx:angles>359.6 0 0</gx:angles>"
                "</gx:Track></Placemark>" TAIL,
                expected);
}

static void
test_multi_track (void)
{
  assert_reads (
      HEAD "<Placemark><name>B &amp; <![CDATA[<co>]]></name><ExtendedData>"
           "<Data name=\"MMSI\"><value>273123456</value></Data>"
           "<SchemaData schemaUrl=\"#s\"><SimpleData name=\"IMO\">IMO 9187629</SimpleData></SchemaData>"
           "<x:callsign>UABC</x:callsign></ExtendedData>\n"
           "<gx:MultiTrack><gx:Track><when>2024-03-07T06:00:00Z</when><gx:coord>133 42 0</gx:coord>"
           "<ExtendedData><SchemaData><gx:SimpleArrayData name=\"speed\"><gx:value>12.3</gx:value>"
           "</gx:SimpleArrayData><gx:SimpleArrayData name=\"heart\"><gx:value>99</gx:value>"
           "</gx:SimpleArrayData></SchemaData></ExtendedData></gx:Track>\n"
           "<gx:Track><when>2024-03-08T06:00:00Z</when><gx:coord>134 43 0</gx:coord></gx:Track>"
           "</gx:MultiTrack></Placemark>" TAIL,
      "3 static 273123456 [B & <co>] call=UABC imo=9187629\n"
      "4 fix 273123456 2024-03-07T06:00:00Z 420000000 1330000000 sog=123\n"
      "5 fix 273123456 2024-03-08T06:00:00Z 430000000 1340000000\n");
}

/* Points that are numbered are the folder's vessel; points of one name are that vessel. */
static void
test_points (void)
{
  assert_reads (
      HEAD "<Folder><name>VESSEL X</name>\n"
           "<Placemark><name>1</name><TimeStamp><when>2024-03-07T06:00:00Z</when></TimeStamp>"
           "<Point><coordinates>133,42,0</coordinates></Point></Placemark>\n"
           "<Placemark><TimeStamp><when>2024-03</when></TimeStamp><name>2</name>"
           "<Point><coordinates> 133.5 , 42.5 </coordinates></Point></Placemark></Folder>\n"
           "<Placemark><name>Y</name><TimeSpan><begin>2024-03-07T06:00:00Z</begin>"
           "<end>2024-03-07T07:00:00Z</end></TimeSpan><ExtendedData><Data name=\"heading\">"
           "<value>45</value></Data></ExtendedData><Point><coordinates>1,2</coordinates></Point>"
           "</Placemark>\n"
           "<Placemark><name>Y</name><TimeSpan><begin>2024-03-07T08:00:00Z</begin></TimeSpan>"
           "<Model><Location><longitude>1</longitude><latitude>3</latitude></Location></Model>"
           "</Placemark>" TAIL,
      "4 static #0 [VESSEL X]\n"
      "6 static #1 [Y]\n"
      "4 fix #0 2024-03-07T06:00:00Z 420000000 1330000000\n"
      "5 fix #0 2024-03-01T00:00:00Z 425000000 1335000000\n"
      "6 fix #1 2024-03-07T06:00:00Z 20000000 10000000 hdg=45 asserted\n"
      "7 fix #1 2024-03-07T08:00:00Z 30000000 10000000 asserted\n");
}

/* A pin with a span of time is what somebody says, one with a moment may be a position of a track; what an export
 * of ours marks as no position is none. */
static void
test_claims (void)
{
  g_autoptr (Reading) r = reading_of_text (
      HEAD "<Folder><name>Sightings</name><Placemark><name>Transfer</name><TimeSpan><begin>2024-03-07T00:00:00Z"
           "</begin><end>2024-03-09T00:00:00Z</end></TimeSpan><Point><coordinates>131,42</coordinates></Point>"
           "</Placemark></Folder>\n"
           "<Folder><name>Incidents</name><Placemark><name>1</name><TimeSpan><begin>2024-03-07T00:00:00Z</begin>"
           "</TimeSpan><ExtendedData><Data name=\"roadstead\"><value>incident</value></Data></ExtendedData><Point>"
           "<coordinates>131,43</coordinates></Point></Placemark></Folder>" TAIL, NULL);

  g_assert_no_error (r->error);
  g_assert_cmpstr (r->log->str, ==,
                   "3 static #0 [Transfer]\n3 fix #0 2024-03-07T00:00:00Z 420000000 1310000000 asserted\n");
  g_assert_cmpuint (r->summary.n_records, ==, 1);
  g_assert_true (reading_has_note (r, "1 placemark with a span of time is what somebody says"));
  g_assert_true (reading_has_note (r, "1 event, incident or note of an export of Roadstead"));
}

/* What has no time keeps none: a line, a mark, a track's place without one. */
static void
test_undated (void)
{
  assert_reads (
      HEAD "<Placemark><name>A</name><TimeSpan><begin>2024</begin></TimeSpan><LineString>"
           "<coordinates>\n1,2,0\n3 , 4\t5,6,7 </coordinates></LineString></Placemark>\n"
           "<Placemark><name>pier</name><Point><coordinates>7,8</coordinates></Point></Placemark>\n"
           "<Placemark><gx:Track><when>2024-03-07T06:00:00Z</when><gx:coord>1 2 0</gx:coord>"
           "<gx:coord>3 4 0</gx:coord></gx:Track></Placemark>" TAIL,
      "3 static #0 [A]\n"
      "6 static #1 [Placemarks]\n"
      "7 static #2 [doc]\n"
      "4 fix #0  20000000 10000000 asserted\n"
      "5 fix #0  40000000 30000000 asserted\n"
      "5 fix #0  60000000 50000000 asserted\n"
      "6 fix #1  80000000 70000000 asserted\n"
      "7 fix #2 2024-03-07T06:00:00Z 20000000 10000000\n"
      "7 fix #2  40000000 30000000\n");
}

static void
test_rejects (void)
{
  g_autoptr (Reading) r = reading_of_text (
      HEAD "<Placemark><name>A</name><gx:Track>\n"
           "<when>2024-03-07T06:00:00Z</when><when>soon</when><when>2024-03-07T06:02:00Z</when>"
           "<when>2024-03-07T06:03:00Z</when><when>2024-03-07T06:04:00Z</when>\n"
           "<gx:coord/><gx:coord>1 2 0</gx:coord>\n<gx:coord>one 2</gx:coord>\n"
           "<gx:coord>181 2</gx:coord></gx:Track></Placemark>\n"
           "<Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>1,2 3,4 5,6"
           "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>\n"
           "<Placemark><Point><coordinates>no,no</coordinates></Point></Placemark>\n"
           "<NetworkLink><name>n</name><Link><href>http://localhost/x</href></Link></NetworkLink>" TAIL,
      NULL);

  g_assert_no_error (r->error);
  g_assert_cmpstr (r->log->str, ==,
                   "5 reject position not available\n"
                   "6 reject longitude is not readable\n"
                   "7 reject position not available\n"
                   "7 reject a time without a position\n"
                   "5 reject time is not readable\n"
                   "9 reject latitude is not readable\n");
  g_assert_nonnull (strstr (r->reasons->str, "5 time is not readable: when = “soon”\n"));
}

/* A place with a time that is none, and one of what is no MMSI. */
static void
test_reasons (void)
{
  g_autoptr (Reading) r = reading_of_text (
      HEAD "<Placemark><name>A</name><TimeStamp><when>gestern</when></TimeStamp><Point><coordinates>1,2"
           "</coordinates></Point></Placemark>\n"
           "<Placemark><name>A</name><TimeSpan><begin>2024-03-07</begin><end>heute</end></TimeSpan><Point>"
           "<coordinates>1,2</coordinates></Point></Placemark>\n"
           "<Placemark><TimeStamp><when>2024-03-07</when></TimeStamp><ExtendedData><Data name=\"mmsi\">"
           "<value>unknown1</value></Data></ExtendedData><Point><coordinates>1,2</coordinates></Point>"
           "</Placemark>" TAIL,
      NULL);

  g_assert_no_error (r->error);
  g_assert_cmpstr (r->reasons->str, ==,
                   "3 time is not readable: when = “gestern”\n"
                   "4 time is not readable: end = “heute”\n"
                   "5 MMSI is not a number of up to nine digits: mmsi = “unknown1”\n");
}

static void
test_cut (void)
{
  static const char text[] = HEAD
      "<Folder><Placemark><name>1</name><TimeStamp><when>2024-03-07T06:00:00Z</when></TimeStamp>"
      "<Point><coordinates>1,2</coordinates></Point></Placemark>\n"
      "<Placemark><name>B</name><gx:Track><when>2024-03-07T06:00:00Z</when>\n"
      "<when>2024-03-07T06:01:00Z</when><when>2024-03-07T06:02:00Z</when>\n"
      "<gx:coord>1 3 0</gx:coord>\n<gx:coord>1 4 0</gx:coord>\n<gx:coord>1 5 0</gx:coord>\n"
      "</gx:Track></Placemark>\n<Placemark><name>C</name><LineString><coordinates>1,2 3,4 5,6</coordinates>"
      "</LineString></Placemark></Folder>" TAIL;
  const char *end = strstr (text, "<gx:coord>1 5");
  g_autoptr (Reading) r = reading_of_bytes (text, (gsize) (end + 12 - text), NULL);

  reading_assert_cuts (text, 7);
  g_assert_no_error (r->error);
  g_assert_cmpstr (r->log->str, ==,
                   "4 static #0 [B]\n3 static #1 [1]\n"
                   "8 reject the file breaks off here\n"
                   "6 fix #0 2024-03-07T06:00:00Z 30000000 10000000\n"
                   "7 fix #0 2024-03-07T06:01:00Z 40000000 10000000\n"
                   "3 fix #1 2024-03-07T06:00:00Z 20000000 10000000\n");
}

/* What stands before a fault is kept, also of the track or the line in which it is. */
static void
test_fault (void)
{
  g_autoptr (Reading) r = reading_of_text (
      HEAD "<Placemark><gx:Track><when>2024-03-07T06:00:00Z</when><when>2024-03-07T06:01:00Z</when>\n"
           "<gx:coord>1 2 0</gx:coord></gx:Trakc><gx:coord>3 4 0</gx:coord></gx:Track></Placemark>" TAIL, NULL);

  g_assert_no_error (r->error);
  g_assert_nonnull (strstr (r->log->str, "4 reject XML is not well-formed from here on\n"
                                         "4 fix #0 2024-03-07T06:00:00Z 20000000 10000000\n"));
  g_assert_cmpuint (r->summary.n_records, ==, 2);
}

/* Positions of tracks and lines without a time are counted. */
static void
test_undated_notes (void)
{
  g_autoptr (Reading) r = reading_of_text (
      HEAD "<Placemark><gx:Track><when>2024-03-07T06:00:00Z</when><gx:coord>1 2 0</gx:coord>"
           "<gx:coord>3 4 0</gx:coord></gx:Track></Placemark><Placemark><TimeSpan><begin>2024</begin></TimeSpan>"
           "<LineString><coordinates>1,2</coordinates></LineString></Placemark><GroundOverlay><name>chart</name>"
           "<LatLonBox><north>1</north></LatLonBox></GroundOverlay>" TAIL, NULL);

  g_assert_cmpuint (r->summary.n_records, ==, 3);
  g_assert_true (reading_has_note (r, "1 picture that lies over the map"));
  g_assert_true (reading_has_note (r, "1 line is dated as a whole"));
  g_assert_true (reading_has_note (r, "1 track has fewer times than positions"));
  g_assert_true (reading_has_note (r, "2 positions of tracks and lines have no time"));
}

static void
test_damaged (void)
{
  static const struct
  {
    const char *text;
    int code;
  } rows[] = {
    { HEAD "<Placemark>", RS_READ_ERROR_DAMAGED },
    { HEAD "<Placemark></Document></kml>", RS_READ_ERROR_DAMAGED },
    { "<x><kml/></x>", RS_READ_ERROR_UNKNOWN },
    { "<?xml version=\"1.0\"?><!DOCTYPE kml [<!ENTITY a \"b\">]><kml><Document><name>&a;</name>"
      "</Document></kml>",
      RS_READ_ERROR_DAMAGED },
    { "<?xml version=\"1.0\"?><!DOCTYPE kml [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
      "<kml>&b;</kml>",
      RS_READ_ERROR_DAMAGED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Reading) bad = reading_of_text (rows[i].text, NULL);

      g_test_message ("%s", rows[i].text);
      g_assert_error (bad->error, RS_READ_ERROR, rows[i].code);
      g_test_message ("%s", bad->error->message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/kml/track-orders", test_track_orders);
  g_test_add_func ("/formats/kml/multi-track", test_multi_track);
  g_test_add_func ("/formats/kml/points", test_points);
  g_test_add_func ("/formats/kml/claims", test_claims);
  g_test_add_func ("/formats/kml/undated", test_undated);
  g_test_add_func ("/formats/kml/rejects", test_rejects);
  g_test_add_func ("/formats/kml/reasons", test_reasons);
  g_test_add_func ("/formats/kml/cut", test_cut);
  g_test_add_func ("/formats/kml/fault", test_fault);
  g_test_add_func ("/formats/kml/undated-notes", test_undated_notes);
  g_test_add_func ("/formats/kml/damaged", test_damaged);
  return g_test_run ();
}
