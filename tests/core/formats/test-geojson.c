/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading.h"

static void
assert_reads (const char *text, const char *expected)
{
  g_autoptr (Reading) r = reading_of_text (text, NULL);

  g_assert_no_error (r->error);
  g_assert_cmpstr (r->summary.layout, ==, "geojson");
  g_assert_cmpstr (r->log->str, ==, expected);
}

/* A list of times beside a line, under any of its names and in any order of keys. */
static void
test_lines (void)
{
  static const char expected[] =
    "1 static #0 [A]\n"
    "1 fix #0 2024-03-07T06:00:00Z 425000000 1330000000\n"
    "1 fix #0 2024-03-07T06:01:00Z 426000000 1331000000\n";

  assert_reads ("{\"type\":\"Feature\",\"properties\":{\"name\":\"A\",\"times\":[1709791200,"
                "\"2024-03-07T06:01:00Z\"]},\"geometry\":{\"type\":\"LineString\",\"coordinates\":"
                "[[133,42.5],[133.1,42.6,0]]}}",
                expected);
  assert_reads ("{\"geometry\":{\"coordinates\":[[133,42.5],[133.1,42.6]],\"type\":\"LineString\"},"
                "\"properties\":{\"coordTimes\":[\"2024-03-07T06:00:00Z\",1709791260000],"
                "\"shipname\":\"A\"},\"type\":\"Feature\"}",
                expected);
  assert_reads ("{\"type\":\"Feature\",\"properties\":{\"name\":\"A\",\"coordinateProperties\":{"
                "\"times\":[[\"2024-03-07T06:00:00Z\"],[\"2024-03-07T06:01:00Z\"]]}},\"geometry\":"
                "{\"type\":\"MultiLineString\",\"coordinates\":[[[133,42.5]],[[133.1,42.6]]]}}",
                expected);
}

static void
test_moving_features (void)
{
  assert_reads (
      "{\"type\":\"FeatureCollection\",\"features\":[\n"
      "{\"type\":\"Feature\",\"properties\":{\"id\":1,\"mmsi\":273123456},\"temporalGeometry\":{"
      "\"type\":\"MovingPoint\",\"coordinates\":[[114.0,18.0],[113.3,18.5]],\"datetimes\":["
      "\"2019-07-01T18:00:00Z\",\"2019-07-02T00:00:00Z\"]},\"temporalProperties\":[{\"datetimes\":["
      "\"2019-07-01T18:00:00Z\",\"2019-07-02T00:00:00Z\"],\"speed\":{\"values\":[12.3,9]}}]},\n"
      "{\"type\":\"Feature\",\"properties\":{\"id\":\"9569\"},\"temporalGeometry\":{\"type\":"
      "\"MovingPoint\",\"coordinates\":[[1,2]],\"datetimes\":[\"2019-07-01T18:00:00Z\"]}}]}",
      "2 static 273123456 []\n"
      "3 static #0 [Track 9569]\n"
      "2 fix 273123456 2019-07-01T18:00:00Z 180000000 1140000000 sog=123\n"
      "2 fix 273123456 2019-07-02T00:00:00Z 185000000 1133000000 sog=90\n"
      "3 fix #0 2019-07-01T18:00:00Z 20000000 10000000\n");
}

/* One a line, as a sequence, and a feature for each position. */
static void
test_points (void)
{
  static const char expected[] =
    "1 static 273123456 [A]\n"
    "2 static 273123456 [A]\n"
    "1 fix 273123456 2024-03-07T06:00:00Z 20000000 10000000 sog=50 cog=900 st=5\n"
    "2 fix 273123456 2024-03-07T06:01:00Z 30000000 10000000\n";

  assert_reads (
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},\"properties\":{"
      "\"MMSI\":273123456,\"VesselName\":\"A\",\"BaseDateTime\":\"2024-03-07T06:00:00\",\"SOG\":5.0,"
      "\"COG\":\"90\",\"Status\":5}}\n"
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,3]},\"properties\":{"
      "\"MMSI\":\"273123456\",\"VesselName\":\"A\",\"timestamp\":1709791260}}\n",
      expected);
  assert_reads (
      "\x1e{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},"
      "\"properties\":{\"time\":\"2024-03-07T06:00:00Z\"}}\n"
      "\x1e{\"type\":\"Feature\",\"geometry\":{\"type\":\"MultiPoint\",\"coordinates\":[[1,3],[1,4]]},"
      "\"properties\":{\"name\":\"B\",\"time\":\"2024-03-07\"}}\n",
      "2 static #0 [B]\n"
      "1 static #1 [Points]\n"
      "2 fix #0 2024-03-07T00:00:00Z 30000000 10000000\n"
      "2 fix #0 2024-03-07T00:00:00Z 40000000 10000000\n"
      "1 fix #1 2024-03-07T06:00:00Z 20000000 10000000\n");
}

/* What has no time keeps none; a time that is missing in a list is one. */
static void
test_undated (void)
{
  assert_reads (
      "{\"type\":\"FeatureCollection\",\"features\":[\n"
      "{\"type\":\"Feature\",\"properties\":{\"mmsi\":1,\"times\":[1709791260,null]},\"geometry\":{"
      "\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4],[5,6]]}},\n"
      "{\"type\":\"Feature\",\"properties\":{\"vessel\":\"B\",\"provenance\":\"reconstructed\"},"
      "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}},\n"
      "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[7,8]},"
      "{\"type\":\"LineString\",\"coordinates\":[[9,10]]}]}]}",
      "2 static 1 []\n"
      "3 static #0 [B]\n"
      "4 static #1 [Points]\n"
      "4 static #2 [Line 2]\n"
      "2 fix 1 2024-03-07T06:01:00Z 20000000 10000000\n"
      "2 fix 1  40000000 30000000\n"
      "2 fix 1  60000000 50000000\n"
      "3 fix #0  20000000 10000000 reconstructed\n"
      "3 fix #0  40000000 30000000 reconstructed\n"
      "4 fix #1  80000000 70000000 asserted\n"
      "4 fix #2  100000000 90000000 asserted\n");
}

/* A day and a time of day in two properties are one time, unless one of them has all. */
static void
test_date_and_clock (void)
{
  static const char *const rows[][2] = {
    { "\"date\":\"2024-03-07\",\"time\":\"12:01:00\"", "2024-03-07T12:01:00Z" },
    { "\"Time\":\"12:01:00\",\"Date\":\"07.03.2024\"", "2024-03-07T12:01:00Z" },
    { "\"date\":\"2024-03-07\",\"time\":\"2024-03-08T12:01:00Z\"", "2024-03-08T12:01:00Z" },
    { "\"date\":\"2024-03-07 12:01\",\"time\":\"noon\"", "2024-03-07T12:01:00Z" },
    { "\"date\":\"2024-03-07\",\"timestamp\":\"2024-03-08T12:01:00Z\"", "2024-03-08T12:01:00Z" },
    { "\"date\":\"2024-03-07\"", "2024-03-07T00:00:00Z" },
    { "\"date\":\"2024-03-07\",\"time\":\"noon\"", "reject time is not readable" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"type\":\"Feature\",\"properties\":{\"mmsi\":1,%s},\"geometry\":{\"type\":\"Point\","
          "\"coordinates\":[1,2]}}",
          rows[i][0]);
      g_autoptr (Reading) r = reading_of_text (text, NULL);

      g_assert_no_error (r->error);
      g_test_message ("%s", r->log->str);
      g_assert_nonnull (strstr (r->log->str, rows[i][1]));
    }
}

/* Day and month are told apart over the whole file: of points, and in lists of times. */
static void
test_date_order (void)
{
  g_autoptr (GString) text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[\n");
  g_autoptr (Reading) points = NULL, list = NULL, open = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text,
                            "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},"
                            "\"properties\":{\"mmsi\":1,\"time\":\"03/%02u/2024 12:00\"}}%s\n",
                            i < 999 ? 1 + i % 8 : 14, i < 999 ? "," : "]}");
  points = reading_of_bytes (text->str, text->len, NULL);
  g_assert_no_error (points->error);
  g_assert_cmpuint (points->summary.n_rejected, ==, 0);
  g_assert_nonnull (strstr (points->log->str, "3 fix 1 2024-03-02T12:00:00Z"));
  g_assert_true (reading_has_note (points, "month/day/year: line 1001 "));

  list = reading_of_text ("{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":"
                          "[[1,2],[1,3]]},\"properties\":{\"mmsi\":1,\"times\":[[\"03/07/2024 12:00\"],"
                          "[\"03/14/2024 12:00\"]]}}", NULL);
  g_assert_cmpuint (list->summary.n_rejected, ==, 0);
  g_assert_nonnull (strstr (list->log->str, "1 fix 1 2024-03-07T12:00:00Z"));
  g_assert_true (reading_has_note (list, "month/day/year"));

  open = reading_of_text ("{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},"
                          "\"properties\":{\"mmsi\":1,\"time\":\"03/07/2024 12:00\"}}", NULL);
  g_assert_nonnull (strstr (open->log->str, "1 fix 1 2024-07-03T12:00:00Z"));
  g_assert_true (reading_has_note (open, "No date of the file tells day from month"));
  g_assert_cmpuint (open->summary.advice, ==, 0);
}

/* A reject names the property and its value; what is no MMSI is no other vessel. */
static void
test_reasons (void)
{
  g_autoptr (Reading) r = reading_of_text (
      "{\"type\":\"FeatureCollection\",\"features\":[\n"
      "{\"type\":\"Feature\",\"properties\":{\"When\":\"x\",\"obs_time\":1,\"timestamp\":\"yesterday\"},"
      "\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}},\n"
      "{\"type\":\"Feature\",\"properties\":{\"mmsi\":1,\"coordTimes\":[1709791260,\"soon\",true]},"
      "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[1,2],[1,3],[1,4]]}},\n"
      "{\"type\":\"Feature\",\"properties\":{\"MMSI\":\"27312345x\",\"name\":\"A\","
      "\"time\":\"2024-03-07T12:00:00Z\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}},\n"
      "{\"type\":\"Feature\",\"properties\":{\"mmsi\":\"2731234567\",\"times\":[1709791260,1709791261]},"
      "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[1,2],[1,3]]}}]}",
      NULL);

  g_assert_no_error (r->error);
  g_assert_cmpstr (r->reasons->str, ==,
                   "2 time is not readable: timestamp = “yesterday”\n"
                   "3 time is not readable: coordTimes = “soon”\n"
                   "3 time is not readable: coordTimes = “true”\n"
                   "4 MMSI is not a number of up to nine digits: MMSI = “27312345x”\n"
                   "5 MMSI is not a number of up to nine digits: mmsi = “2731234567”\n"
                   "5 MMSI is not a number of up to nine digits: mmsi = “2731234567”\n");
  g_assert_cmpuint (r->summary.n_fixes, ==, 1);
  g_assert_cmpuint (r->summary.n_records, ==, 7);
}

/* A bad line spoils only itself. */
static void
test_bad_line (void)
{
  assert_reads (
      "{\"type\":\"Feature\",\"properties\":{\"t\":1709791260,\"mmsi\":1},\"geometry\":{\"type\":"
      "\"Point\",\"coordinates\":[1,2]}}\n"
      "{\"type\":\"Feature\",\"properties\":{\"t\":1709791260,\"mmsi\":1},\"geometry\":{\"type\":\n"
      "{\"type\":\"Feature\",\"properties\":{\"t\":1709791320,\"mmsi\":1},\"geometry\":{\"type\":"
      "\"Point\",\"coordinates\":[1,3]}}\n"
      "17\n",
      "1 static 1 []\n"
      "2 reject line is no well-formed JSON\n"
      "3 static 1 []\n"
      "4 reject no GeoJSON object: its type is missing or not known\n"
      "1 fix 1 2024-03-07T06:01:00Z 20000000 10000000\n"
      "3 fix 1 2024-03-07T06:02:00Z 30000000 10000000\n");
}

static void
test_rejects (void)
{
  assert_reads (
      "{\"type\":\"FeatureCollection\",\"features\":[\n"
      "{\"type\":\"Feature\",\"properties\":{\"t\":\"soon\",\"mmsi\":1},\"geometry\":{\"type\":"
      "\"Point\",\"coordinates\":[1,2]}},\n"
      "{\"type\":\"Feature\",\"properties\":null,\"geometry\":{\"type\":\"Point\",\"coordinates\":"
      "[[1,2]]}},\n"
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[\"1\",2]}},\n"
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1]}},\n"
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,91.5]}},\n"
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Circle\",\"coordinates\":[1,2]}},\n"
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,4]]]}},\n"
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[1,2],3]}},\n"
      "{\"type\":\"Feature\",\"properties\":{\"mmsi\":2,\"times\":[1709791260,null,1,\"2024\"]},"
      "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[1,2]]}},\n"
      "{\"type\":\"Feature\",\"geometry\":null}, 7,\n"
      "{\"geometry\":5},\n"
      "{\"type\":\"FeatureCollection\",\"features\":{}}]}\n",
      "2 reject time is not readable\n"
      "3 reject coordinates do not fit the type of the geometry\n"
      "4 reject longitude is not readable\n"
      "5 reject position not available\n"
      "6 reject position is out of range\n"
      "7 reject no GeoJSON object: its type is missing or not known\n"
      "9 reject coordinates do not fit the type of the geometry\n"
      "10 reject a time without a position\n"
      "10 reject a time without a position\n"
      "10 reject a time without a position\n"
      "10 static 2 []\n"
      "11 reject no GeoJSON object: its type is missing or not known\n"
      "12 reject no GeoJSON object: its type is missing or not known\n"
      "12 reject no GeoJSON object: its type is missing or not known\n"
      "13 reject the features are no list of features\n"
      "10 fix 2 2024-03-07T06:01:00Z 20000000 10000000\n");
}

static void
test_cut (void)
{
  static const char text[]
      = "{\"type\":\"FeatureCollection\",\"features\":[\n"
        "{\"type\":\"Feature\",\"properties\":{\"time\":1709791200},\"geometry\":{\"type\":\"Point\","
        "\"coordinates\":[1,2]}},\n"
        "{\"type\":\"Feature\",\"properties\":{\"mmsi\":2,\"times\":[1709791200,1709791201,1709791202]},\n"
        "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[1,3],\n[1,4],\n[1,5]]}}\n]}";
  const char *end = strstr (text, "[1,5");
  g_autoptr (Reading) r = reading_of_bytes (text, (gsize) (end + 4 - text), NULL);
  g_autoptr (Reading) late = reading_of_text (
      "{\"type\":\"FeatureCollection\",\"features\":[\n"
      "{\"type\":\"Feature\",\"properties\":{\"mmsi\":1,\"time\":1709791200},\"geometry\":{\"type\":"
      "\"Point\",\"coordinates\":[1,2]}},\n"
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[1,3],[1,4]]},\n"
      "\"properties\":{\"mmsi\":2", NULL);

  reading_assert_cuts (text, 4);
  g_assert_no_error (r->error);
  g_assert_cmpstr (r->log->str, ==,
                   "3 static 2 []\n2 static #0 [Points]\n"
                   "6 reject the file breaks off here\n"
                   "4 fix 2 2024-03-07T06:00:00Z 30000000 10000000\n"
                   "5 fix 2 2024-03-07T06:00:01Z 40000000 10000000\n"
                   "2 fix #0 2024-03-07T06:00:00Z 20000000 10000000\n");
  /* Nobody knows whose the positions are. */
  g_assert_no_error (late->error);
  g_assert_cmpuint (late->summary.n_fixes, ==, 1);
  g_assert_nonnull (strstr (late->log->str, "4 reject the file breaks off here\n"));
}

/* Positions of tracks and lines without a time are counted, and nobody says that the times are in the rows. */
static void
test_undated_notes (void)
{
  g_autoptr (Reading) few = reading_of_text (
      "{\"type\":\"Feature\",\"properties\":{\"mmsi\":2,\"times\":[1709791200]},\"geometry\":{\"type\":"
      "\"LineString\",\"coordinates\":[[1,3],[1,4],[1,5]]}}", NULL);
  g_autoptr (Reading) none = reading_of_text (
      "{\"type\":\"Feature\",\"properties\":{\"mmsi\":2},\"geometry\":{\"type\":\"LineString\","
      "\"coordinates\":[[1,3],[1,4]]}}", NULL);

  g_assert_true (reading_has_note (few, "1 track has fewer times than positions"));
  g_assert_true (reading_has_note (few, "2 positions of tracks and lines have no time"));
  g_assert_cmpstr (few->summary.clock, ==, "times in the rows");
  g_assert_true (reading_has_note (none, "2 positions of tracks and lines have no time"));
  g_assert_cmpstr (none->summary.clock, ==, "no times");
}

#define LINE(properties, coordinates) \
  "{\"type\":\"Feature\",\"properties\":{\"mmsi\":2" properties "},\"geometry\":{\"type\":\"LineString\"," \
  "\"coordinates\":[" coordinates "]}}\n"

/* A fourth number that is a time, as kepler.gl has it: in s or ms, unless a list has the times, or it is none. */
static void
test_fourth_number (void)
{
  static const char *const rows[][2] = {
    { LINE ("", "[1,2,0,1709791200],[1,3,0,1709791260.5]"), "06:00:00Z 20000000 10000000\n1 fix 2 2024-03-07T06:01:00.500Z" },
    { LINE ("", "[1,2,0,1709791200000],[1,3],[1,4,0,1709791260000]"),
      "06:00:00Z 20000000 10000000\n1 fix 2  30000000 10000000\n1 fix 2 2024-03-07T06:01:00Z" },
    { LINE (",\"times\":[1709791201,1709791202]", "[1,2,0,1709791200],[1,3,0,1709791260]"),
      "06:00:01Z 20000000 10000000\n1 fix 2 2024-03-07T06:00:02Z" },
    { LINE ("", "[1,2,0,1709791200],[1,3,0,17]"), "1 fix 2  20000000 10000000 asserted\n1 fix 2  3" },
    { LINE ("", "[1,2,1709791200],[1,3,1709791260]"), "1 fix 2  20000000 10000000 asserted\n1 fix 2  3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Reading) r = reading_of_text (rows[i][0], NULL);

      g_assert_no_error (r->error);
      g_test_message ("%s", r->log->str);
      g_assert_nonnull (strstr (r->log->str, rows[i][1]));
      g_assert_cmpint (reading_has_note (r, "1 line has a time as the fourth number"), ==, i < 2);
      g_assert_cmpint (reading_has_note (r, "fewer times than positions"), ==, i == 1);
    }
}

/* From when until when a line was says nothing of its points. */
static void
test_spans (void)
{
  static const char *const spans[]
      = { ",\"start_time\":\"2024-03-07T12:00:00Z\",\"end_time\":\"2024-03-07T14:00:00Z\"",
          ",\"begin\":1709791200", ",\"End\":\"2024-03-07\"", ",\"time\":\"2024-03-07\"",
          ",\"start\":\"Busan\",\"end\":2", ",\"endurance\":1709791200" };

  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autofree char *text = g_strdup_printf (LINE ("%s", "[1,2],[1,3]"), spans[i]);
      g_autoptr (Reading) r = reading_of_text (text, NULL);

      g_assert_cmpuint (r->summary.n_undated, ==, 2);
      g_assert_cmpint (reading_has_note (r, "1 line is dated as a whole"), ==, i < 4);
    }
}

static void
test_damaged (void)
{
  static const char text[] = "{\"type\":\"FeatureCollection\",\n\"features\":[}";
  g_autoptr (Reading) r = reading_of_text (text, NULL);

  g_assert_error (r->error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED);
  g_assert_nonnull (strstr (r->error->message, "line 2, column 13"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/geojson/lines", test_lines);
  g_test_add_func ("/formats/geojson/moving-features", test_moving_features);
  g_test_add_func ("/formats/geojson/points", test_points);
  g_test_add_func ("/formats/geojson/undated", test_undated);
  g_test_add_func ("/formats/geojson/date-and-clock", test_date_and_clock);
  g_test_add_func ("/formats/geojson/date-order", test_date_order);
  g_test_add_func ("/formats/geojson/reasons", test_reasons);
  g_test_add_func ("/formats/geojson/bad-line", test_bad_line);
  g_test_add_func ("/formats/geojson/rejects", test_rejects);
  g_test_add_func ("/formats/geojson/cut", test_cut);
  g_test_add_func ("/formats/geojson/undated-notes", test_undated_notes);
  g_test_add_func ("/formats/geojson/fourth-number", test_fourth_number);
  g_test_add_func ("/formats/geojson/spans", test_spans);
  g_test_add_func ("/formats/geojson/damaged", test_damaged);
  return g_test_run ();
}
