/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading.h"

#include "aivdm.h"

#define NOAA                                                                                       \
  "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,"    \
  "Width,Draft,Cargo,TransceiverClass\n"

static void
test_noaa (void)
{
  g_autoptr (Reading) r = reading_of_text (
      NOAA
      "273312345,2024-03-07T06:00:00,42.73333,133.05000,8.5,210.5,211.0,\"TANKER, ONE\",IMO9074729,"
      "UABC,80.0,0.0,100.0,15.0,6.1,80.0,A\n"
      "273312345,2024-03-07T06:00:10,42.73300,133.04900,8.5,210.5,211.0,\"TANKER, ONE\",IMO9074729,"
      "UABC,80.0,0.0,100.0,15.0,6.1,80.0,A\r\n"
      "273312346,2024-03-07T06:00:10,42.7,133,102.3,360.0,511.0,,,,,,,,,,B\n",
      NULL);

  g_assert_no_error (r->error);
  g_assert_cmpstr (r->summary.layout, ==, "csv-noaa");
  g_assert_cmpuint (r->summary.n_records, ==, 3);
  g_assert_cmpuint (r->summary.n_fixes, ==, 3);
  g_assert_cmpstr (r->log->str, ==,
                   "2 static 273312345 [TANKER, ONE] call=UABC imo=9074729 type=80 dim=0/100/0/15 "
                   "draught=61\n"
                   "2 fix 273312345 2024-03-07T06:00:00Z 427333300 1330500000 sog=85 cog=2105 "
                   "hdg=211 st=0\n"
                   "3 fix 273312345 2024-03-07T06:00:10Z 427330000 1330490000 sog=85 cog=2105 "
                   "hdg=211 st=0 again\n"
                   "4 fix 273312346 2024-03-07T06:00:10Z 427000000 1330000000\n");
  g_assert_cmpuint (strlen (r->summary.sha256), ==, 64);
}

/* The header since 2025: other words, longitude first. */
static void
test_noaa_new (void)
{
  g_autoptr (Reading) r = reading_of_text (
      "mmsi,base_date_time,longitude,latitude,sog,cog,heading,vessel_name,imo,call_sign,vessel_type,"
      "status,length,width,draft,cargo,transceiver\n"
      "367752440,2025-01-01 00:00:01,-70.75733,43.07917,0.0,360.0,95,SAN JOSE,,WDI9818,31,0,,,,52,A\n",
      NULL);

  g_assert_cmpstr (r->summary.layout, ==, "csv-noaa");
  g_assert_cmpstr (r->log->str, ==,
                   "2 static 367752440 [SAN JOSE] call=WDI9818 type=31\n"
                   "2 fix 367752440 2025-01-01T00:00:01Z 430791700 -707573300 sog=0 hdg=95 st=0\n");
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  guint64 x = g_ascii_strtoull (*(char *const *) a, NULL, 10);
  guint64 y = g_ascii_strtoull (*(char *const *) b, NULL, 10);

  return x < y ? -1 : x > y;
}

/* Fixes are handed on in batches, static reports and rejected rows at once: what was noted, by the line that
 * it is from, and of one line as it came. */
static void
sort_log (Reading *r)
{
  g_auto (GStrv) rows = g_strsplit (r->log->str, "\n", -1);
  guint n = g_strv_length (rows) - 1;

  /* Stable, unlike qsort (). */
  for (guint i = 1; i < n; i++)
    for (guint k = i; k > 0 && compare_lines (&rows[k - 1], &rows[k]) > 0; k--)
      {
        char *row = rows[k];

        rows[k] = rows[k - 1];
        rows[k - 1] = row;
      }
  g_string_truncate (r->log, 0);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (r->log, "%s\n", rows[i]);
}

static void
test_dma (void)
{
  g_autoptr (Reading) r = reading_of_text (
      "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,"
      "IMO,Callsign,Name,Ship type,Cargo type,Width,Length,Type of position fixing device,Draught,"
      "Destination,ETA,Data source type,A,B,C,D\n"
      "15/02/2023 00:00:00,Class A,219063000,57.1152,8.33121,Under way using engine,0.0,6.4,216.9,"
      "217,Unknown,,,Undefined,,,,Undefined,,,,AIS,,,,\n"
      "15/02/2023 00:00:01,Class A,219063000,57.1151,8.33120,Engaged in fishing,0.0,6.4,216.9,217,"
      "9074729,OXYZ,SHIP,Tanker,,12,80,GPS,4.5,NAKHODKA,,AIS,60,20,6,6\n"
      "15/02/2023 00:00:02,Base Station,2190064,55.47,8.42,Unknown value,,,,,Unknown,,,,,,,,,,,AIS,,,,\n"
      "15/02/2023 00:00:02,AtoN,992190064,55.47,8.42,Unknown value,,,,,Unknown,,,,,,,,,,,AIS,,,,\n"
      "15/02/2023 00:00:03,Class A,219063001,91.0000000,0.0000000,Unknown value,,,,,Unknown,Unknown,"
      "LATER,Undefined,,,,,,,,AIS,,,,\n",
      NULL);

  g_assert_no_error (r->error);
  g_assert_cmpstr (r->summary.layout, ==, "csv-dma");
  g_assert_cmpuint (r->summary.n_records, ==, 5);
  g_assert_cmpuint (r->summary.n_rejected, ==, 1);
  g_assert_cmpuint (r->summary.notes->len, ==, 1);
  sort_log (r);
  g_assert_cmpstr (r->log->str, ==,
                   "2 fix 219063000 2023-02-15T00:00:00Z 571152000 83312100 sog=64 cog=2169 hdg=217 "
                   "st=0\n"
                   "3 static 219063000 [SHIP] call=OXYZ imo=9074729 type=80 dim=60/20/6/6 "
                   "draught=45 to=NAKHODKA\n"
                   "3 fix 219063000 2023-02-15T00:00:01Z 571151000 83312000 sog=64 cog=2169 hdg=217 "
                   "st=7\n"
                   "6 static 219063001 [LATER]\n"
                   "6 reject position not available\n");
}

/* Every way a row can be no good, each with its line and its words. */
static void
test_rejects (void)
{
  g_autoptr (Reading) r = reading_of_text (
      "# a comment before the header\n"
      "MMSI,BaseDateTime,LAT,LON\n"
      "47730790x,2017-12-01T00:00:01,31.9,-76.3\n"
      "1234567890,2017-12-01T00:00:01,31.9,-76.3\n"
      ",2017-12-01T00:00:01,31.9,-76.3\n"
      "0,2017-12-01T00:00:01,31.9,-76.3\n"
      "477307901,2017-12-01Txx:00:01,31.9,-76.3\n"
      "477307901,,31.9,-76.3\n"
      "477307901,2017-12-01T00:00:01,north,-76.3\n"
      "477307901,2017-12-01T00:00:01,31.9,west\n"
      "477307901,2017-12-01T00:00:01,,\n"
      "477307901,2017-12-01T00:00:01,91,181\n"
      "477307901,2017-12-01T00:00:01,90.1,0\n"
      "477307901,2017-12-01T00:00:01,0,-180.0000001\n"
      "477307901,2017-12-01T00:00:01,0,\"0\n"
      "477307901\n"
      "5,2017-12-01T00:00:01,0,180\n",
      NULL);

  g_assert_no_error (r->error);
  g_assert_cmpuint (r->summary.n_records, ==, 15);
  g_assert_cmpuint (r->summary.n_rejected, ==, 14);
  g_assert_cmpstr (r->log->str, ==,
                   "3 reject MMSI is not a number of up to nine digits\n"
                   "4 reject MMSI is not a number of up to nine digits\n"
                   "5 reject neither MMSI nor name\n"
                   "6 reject neither MMSI nor name\n"
                   "7 reject time is not readable\n"
                   "8 reject no time\n"
                   "9 reject latitude is not readable\n"
                   "10 reject longitude is not readable\n"
                   "11 reject position not available\n"
                   "12 reject position not available\n"
                   "13 reject position is out of range\n"
                   "14 reject position is out of range\n"
                   "15 reject longitude is not readable\n"
                   "16 reject position not available\n"
                   "17 fix 5 2017-12-01T00:00:01Z 0 -1800000000\n");
}

/* Headers of other archives; no MMSI column but a name; an empty first header cell. */
static void
test_other_headers (void)
{
  g_autoptr (Reading) semicolons
      = reading_of_text ("mmsi;imo_nr;length;date_time_utc;lon;lat;sog;cog;true_heading;nav_status\n"
                         "209318000;9754446;131;2022-09-01 12:55:35;5.32934;59.3159;12.1;355.7;355;0\n",
                         NULL);
  g_autoptr (Reading) names = reading_of_text (",name,time,lat,lon\n"
                                               "0,EAGLE,1512086401,1.5,2.5\n"
                                               "1,JOANN@@BHEP@M9A.,1512086402000,1.5,2.5\n"
                                               "2,EAGLE,1512086403,NA,None\n"
                                               "3,EAGLE,1512086403,1.5,2.5\n",
                                               NULL);

  g_assert_cmpstr (semicolons->log->str, ==,
                   "2 static 209318000 [] imo=9754446 dim=0/131/0/0\n"
                   "2 fix 209318000 2022-09-01T12:55:35Z 593159000 53293400 sog=121 cog=3557 hdg=355 "
                   "st=0\n");
  sort_log (names);
  g_assert_cmpstr (names->log->str, ==,
                   "2 static #0 [EAGLE]\n"
                   "2 fix #0 2017-12-01T00:00:01Z 15000000 25000000\n"
                   "3 static #1 [JOANN]\n"
                   "3 fix #1 2017-12-01T00:00:02Z 15000000 25000000\n"
                   "4 static #0 same\n"
                   "4 reject position not available\n"
                   "5 fix #0 2017-12-01T00:00:03Z 15000000 25000000 again\n");
}

static void
test_map (void)
{
  static const char text[] = "When,Ship,Y,X,Knots\n2024-03-07 15:00,273312345,42.7,133.05,8\n";
  static const char bare[] = "273312345,42.7,133.05,2024-03-07 15:00\n";
  static const struct
  {
    const char *map, *words;
  } bad[] = {
    { "t", "FIELD=COLUMN" },
    { "t=When,lat=Y,lon=X,colour=Ship", "colour" },
    { "t=When,lat=Y,lon=Z", "Z" },
    { "t=When,lat=9,lon=X", "has 5" },
    { "t=When,lat=Y,mmsi=Ship", "lon" },
    { "t=When,lat=Y:kmh,lon=X", "e7" },
  };
  RsReadOptions options = { .map = "t=When,mmsi=Ship,lat=Y,lon=X,sog=Knots",
                            .time_zone = "Asia/Vladivostok" };
  RsReadOptions by_number = { .map = "mmsi=1, lat=2, lon=3, t=4" };
  g_autoptr (Reading) named = reading_of_text (text, &options);
  g_autoptr (Reading) numbered = reading_of_text (bare, &by_number);

  g_assert_cmpstr (named->log->str, ==,
                   "2 fix 273312345 2024-03-07T05:00:00Z 427000000 1330500000 sog=80\n");
  g_assert_nonnull (strstr (named->summary.clock, "Asia/Vladivostok"));
  g_assert_cmpstr (numbered->log->str, ==,
                   "1 fix 273312345 2024-03-07T15:00:00Z 427000000 1330500000\n");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      RsReadOptions o = { .map = bad[i].map };
      g_autoptr (Reading) r = reading_of_text (text, &o);

      g_assert_error (r->error, RS_READ_ERROR, RS_READ_ERROR_OPTION);
      g_test_message ("%s", r->error->message);
      g_assert_nonnull (strstr (r->error->message, bad[i].words));
    }
}

static void
test_options (void)
{
  RsReadOptions zone = { .time_zone = "Mars/Olympus" }, layout = { .layout = "excel" };
  RsReadOptions forced = { .layout = "csv-noaa" };
  g_autoptr (Reading) a = reading_of_text (NOAA, &zone);
  g_autoptr (Reading) b = reading_of_text (NOAA, &layout);
  g_autoptr (Reading) c = reading_of_text ("a,b\n1,2\n", &forced);
  g_autoptr (Reading) only_header = reading_of_text (NOAA, NULL);

  g_assert_error (a->error, RS_READ_ERROR, RS_READ_ERROR_OPTION);
  g_assert_nonnull (strstr (a->error->message, "Mars/Olympus"));
  g_assert_error (b->error, RS_READ_ERROR, RS_READ_ERROR_OPTION);
  g_assert_nonnull (strstr (b->error->message, "csv-dma"));
  g_assert_error (c->error, RS_READ_ERROR, RS_READ_ERROR_OPTION);
  g_assert_no_error (only_header->error);
  g_assert_cmpuint (only_header->summary.n_records, ==, 0);
}

/* Rejected text stays readable: UTF-8, no control characters, no more than 4 KiB. */
static void
test_garbage_rows (void)
{
  g_autoptr (GString) text = g_string_new (NOAA);
  g_autoptr (Reading) r = NULL;

  g_string_append (text, "\xff\xfe\x01,\x80\n");
  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "\xc3\xa9");
  g_string_append_c (text, '\n');
  r = reading_of_bytes (text->str, text->len, NULL);
  g_assert_no_error (r->error);
  g_assert_cmpuint (r->summary.n_rejected, ==, 2);
}

static void
append_line (GString *text, char *line)
{
  g_string_append (text, line);
  g_string_append (text, "\r\n");
  g_free (line);
}

static void
test_aivdm (void)
{
  g_autoptr (GString) text = g_string_new ("# a log\n");
  RsAisMessage m = { .type = 1, .mmsi = 273312345 };
  RsAisMessage base = { .type = 4, .mmsi = 2734450 };
  RsAisMessage part = { .type = 24, .mmsi = 273312346 };
  g_autoptr (Reading) r = NULL;

  m.position = (RsAisPosition){ .lon_raw = 79830000, .lat_raw = 25640000, .sog_dkn = 85,
                                .cog_raw = 2105, .heading = 211, .second = 5 };
  append_line (text, aivdm_sentence (&m, 'A')); /* before the clock */
  base.base = (RsAisBase){ .year = 2024, .month = 3, .day = 7, .hour = 6 };
  append_line (text, aivdm_sentence (&base, 'A'));
  append_line (text, aivdm_sentence (&m, 'A'));
  m.position = (RsAisPosition){ .lon_raw = RS_AIS_LON_NONE_RAW, .lat_raw = RS_AIS_LAT_NONE_RAW,
                                .sog_dkn = RS_AIS_SOG_NONE, .cog_raw = 3600, .heading = 511,
                                .status = 15, .second = 60 };
  append_line (text, aivdm_sentence (&m, 'A'));
  m.position.lon_raw = 0;
  m.position.lat_raw = 109 * 600000;
  append_line (text, aivdm_sentence (&m, 'A'));
  m.position.lat_raw = 0;
  append_line (text, aivdm_sentence (&m, 'A'));
  strcpy (part.statics.name, "SMALL BOAT");
  append_line (text, aivdm_sentence (&part, 'A'));
  m.mmsi = 0;
  append_line (text, aivdm_sentence (&m, 'A'));
  g_string_append (text, "!AIVDM,1,1,,A,13aGua?P00PHfERNFruh0?vN289E,0*00\r\n");
  r = reading_of_bytes (text->str, text->len, NULL);
  g_assert_no_error (r->error);
  g_assert_cmpstr (r->summary.layout, ==, "aivdm");
  g_assert_cmpuint (r->summary.n_records, ==, 9);
  g_assert_cmpuint (r->summary.n_fixes, ==, 3);
  g_assert_cmpuint (r->summary.n_undated, ==, 1);
  g_assert_cmpuint (r->summary.n_statics, ==, 1);
  g_assert_cmpstr (r->summary.clock, ==,
                   "reports of base stations (types 4 and 11), and the second of each message (7 "
                   "messages); no clock (1 message)");
  g_assert_cmpstr (r->log->str, ==,
                   "5 reject position not available\n"
                   "6 reject position is out of range\n"
                   "8 static 273312346 [SMALL BOAT]\n"
                   "9 reject MMSI is not a number of up to nine digits\n"
                   "10 reject wrong checksum\n"
                   "2 fix 273312345  427333333 1330500000 sog=85 cog=2105 hdg=211 st=0\n"
                   "4 fix 273312345 2024-03-07T06:00:05Z 427333333 1330500000 sog=85 cog=2105 "
                   "hdg=211 st=0\n"
                   "7 fix 273312345 2024-03-07T06:00:05Z 0 0\n");
}

/* A ship's answer to who asks for the time is a position; a base station's report is none. */
static void
test_aivdm_type_11 (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  RsAisMessage m = { .type = 4, .mmsi = 2734450 };
  g_autoptr (Reading) r = NULL;

  m.base = (RsAisBase){ .year = 2024, .month = 3, .day = 7, .hour = 6, .lon_raw = 600000,
                        .lat_raw = 1200000 };
  append_line (text, aivdm_sentence (&m, 'A'));
  m.type = 11;
  m.mmsi = 273312345;
  append_line (text, aivdm_sentence (&m, 'A'));
  r = reading_of_bytes (text->str, text->len, NULL);
  g_assert_cmpstr (r->log->str, ==, "2 fix 273312345 2024-03-07T06:00:00Z 20000000 10000000\n");
  g_assert_cmpuint (r->summary.notes->len, ==, 1);
}

static void
test_aivdm_date (void)
{
  RsReadOptions options = { 0 };
  RsAisMessage m = { .type = 1, .mmsi = 273312345 };
  g_autofree char *sentence = NULL;
  g_autoptr (Reading) r = NULL;

  m.position.second = 5;
  sentence = aivdm_sentence (&m, 'A');
  g_assert_true (rs_time_parse ("2024-03-07", &options.date_ms));
  r = reading_of_text (sentence, &options);
  g_assert_cmpstr (r->log->str, ==,
                   "1 fix 273312345 2024-03-07T00:00:05Z 0 0 sog=0 cog=0 hdg=0 st=0\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/reader/noaa", test_noaa);
  g_test_add_func ("/formats/reader/noaa-new", test_noaa_new);
  g_test_add_func ("/formats/reader/dma", test_dma);
  g_test_add_func ("/formats/reader/rejects", test_rejects);
  g_test_add_func ("/formats/reader/other-headers", test_other_headers);
  g_test_add_func ("/formats/reader/map", test_map);
  g_test_add_func ("/formats/reader/options", test_options);
  g_test_add_func ("/formats/reader/garbage-rows", test_garbage_rows);
  g_test_add_func ("/formats/reader/aivdm", test_aivdm);
  g_test_add_func ("/formats/reader/aivdm-type-11", test_aivdm_type_11);
  g_test_add_func ("/formats/reader/aivdm-date", test_aivdm_date);
  return g_test_run ();
}
