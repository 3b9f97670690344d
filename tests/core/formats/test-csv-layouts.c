/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV of any kind: known layouts, words, values, times, units, encodings; each quirk with rows of its
 * own. */
#include "reading.h"

#include "formats/charset.h"
#include "formats/csv-chunks.h"
#include "formats/csv-words.h"
#include "formats/date-order.h"

static gboolean
has_note (const Reading *r, const char *part)
{
  for (guint i = 0; i < r->summary.notes->len; i++)
    if (strstr (g_ptr_array_index (r->summary.notes, i), part))
      return TRUE;
  return FALSE;
}

/* One row of each layout that has a name. */
static void
test_known (void)
{
  static const struct
  {
    const char *text, *layout, *fix;
  } rows[] = {
    { "mmsi,base_date_time,longitude,latitude,sog,cog,heading,vessel_name,imo,call_sign,vessel_type,"
      "status,length,width,draft,cargo,transceiver\n"
      "366000001,2025-01-01 00:00:10,-75.5,36.25,4.5,90,88,A,,,,0,,,,,A\n",
      "csv-noaa", "fix 366000001 2025-01-01T00:00:10Z 362500000 -755000000 sog=45 cog=900 hdg=88 st=0" },
    { "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,"
      "Callsign,Name,Ship type,Cargo type,Width,Length,Type of position fixing device,Draught,"
      "Destination,ETA,Data source type,A,B,C,D\n"
      "03/02/2023 00:00:00,Class A,219000001,57.5,8.25,Moored,0.0,6.4,216.9,217,Unknown,,,Undefined,,,,"
      "Undefined,,,,AIS,,,,\n",
      "csv-dma", "fix 219000001 2023-02-03T00:00:00Z 575000000 82500000 sog=64 cog=2169 hdg=217 st=5" },
    { "MMSI,Message_ID,Repeat_indicator,Time,Millisecond,Region,Country,Base_station,Vessel_Name,"
      "Call_sign,IMO,Ship_Type,Dimension_to_Bow,Dimension_to_stern,Dimension_to_port,"
      "Dimension_to_starboard,Draught,Destination,Navigational_status,ROT,SOG,Accuracy,Longitude,"
      "Latitude,COG,Heading\n"
      "273000001,1,0,20210701_185151,500,,,,SHIP,UAAA,9307839,70,100,50,10,12,7.5,NAKHODKA,0,,10.5,0,"
      "132.5,42.5,180,181\n",
      "csv-spire", "fix 273000001 2021-07-01T18:51:51Z 425000000 1325000000 sog=105 cog=1800 hdg=181" },
    { "timestamp,mmsi,msg_type,latitude,longitude,speed,course,heading,status,collection_type\n"
      "2022-01-31T01:02:03.456Z,273000002,1,42.5,132.5,10.5,180,181,0,terrestrial\n",
      "csv-spire", "fix 273000002 2022-01-31T01:02:03.456Z 425000000 1325000000 sog=105" },
    { "MMSI,STATUS,SPEED,LON,LAT,COURSE,HEADING,TIMESTAMP,SHIP_ID\n"
      "241000001,0,146,11.5,34.5,189,190,2017-07-12T10:06:00,77\n",
      "csv-marinetraffic",
      "fix 241000001 2017-07-12T10:06:00Z 345000000 115000000 sog=146 cog=1890 hdg=190" },
    { "timestamp,lat,lon,speed,course,ssvid,seg_id\n"
      "2020-02-03 04:05:06 UTC,1.5,103.5,7.25,10,563000001,563000001-2020-01-01T00:00:00.000000Z\n",
      "csv-gfw", "fix 563000001 2020-02-03T04:05:06Z 15000000 1035000000 sog=73 cog=100" },
    { "Lon,Lat,Timestamp,Speed,Course,Seg_id\n"
      "103.5,1.5,2020-02-03T04:05:06.000Z,7.2,10,563000002-2020-01-01T00:00:00.000000Z\n",
      "csv-gfw", "fix 563000002 2020-02-03T04:05:06Z 15000000 1035000000 sog=72 cog=100" },
    { "mmsi,timestamp,distance_from_shore,distance_from_port,speed,course,lat,lon,is_fishing,source\n"
      "12639560807591.0,1325377500.0,1000,2000,0.5,10,1.5,103.5,-1,gfw\n",
      "csv-gfw", "fix #0 2012-01-01T00:25:00Z 15000000 1035000000 sog=5" },
    { "courseOverGround,latitude,longitude,name,rateOfTurn,shipType,speedOverGround,trueHeading,"
      "navigationalStatus,mmsi,msgtime,stream\n"
      "None,70.5,25.5,SHIP 3,None,60,1.5,None,0,257000001,2026-06-30T05:49:19+02:00,terra\n",
      "csv-barentswatch", "fix 257000001 2026-06-30T03:49:19Z 705000000 255000000 sog=15 st=0" },
    { "MMSI,TSTAMP,LATITUDE,LONGITUDE,COG,SOG,HEADING,NAVSTAT,IMO,NAME,CALLSIGN,TYPE,A,B,C,D,DRAUGHT,"
      "DEST,ETA\n"
      "265000001,2021-07-09 08:06:57 GMT,59.5,18.5,270.5,4.2,268,5,0,SHIP,SAAA,60,10,20,3,4,3.1,X,\n",
      "csv-aishub",
      "fix 265000001 2021-07-09T08:06:57Z 595000000 185000000 sog=42 cog=2705 hdg=268 st=5" },
    { "MMSI,TSTAMP,LATITUDE,LONGITUDE,COG,SOG,HEADING,NAVSTAT,IMO,NAME,CALLSIGN,TYPE,A,B,C,D,DRAUGHT,"
      "DEST,ETA\n"
      "265000001,1625818017,35700000,11100000,2705,42,268,5,0,SHIP,SAAA,60,10,20,3,4,31,X,0\n",
      "csv-aishub",
      "fix 265000001 2021-07-09T08:06:57Z 595000000 185000000 sog=42 cog=2705 hdg=268 st=5" },
    { "MMSI,TIME,LONGITUDE,LATITUDE,COG,SOG,HEADING,NAVSTAT,PAC,ROT,IMO,NAME,CALLSIGN,TYPE,DEVICE,A,B,C,D,"
      "DRAUGHT,DEST,ETA,AISVER\n"
      "265000001,1625818017,11100000,35700000,2705,42,268,5,0,0,0,SHIP,SAAA,60,1,10,20,3,4,31,X,0,0\n",
      "csv-aishub",
      "fix 265000001 2021-07-09T08:06:57Z 595000000 185000000 sog=42 cog=2705 hdg=268 st=5" },
    { "\"MMSI\",\"TIME\",\"LONGITUDE\",\"LATITUDE\",\"COG\",\"SOG\",\"HEADING\",\"NAVSTAT\",\"ROT\",\"IMO\","
      "\"NAME\",\"CALLSIGN\",\"TYPE\",\"A\",\"B\",\"C\",\"D\",\"DRAUGHT\",\"DEST\",\"ETA\"\n"
      "\"265000001\",\"2021-07-09 08:06:57 GMT\",\"18.5\",\"59.5\",\"270.5\",\"4.2\",\"268\",\"5\",\"0\",\"0\","
      "\"SHIP\",\"SAAA\",\"60\",\"10\",\"20\",\"3\",\"4\",\"3.1\",\"X\",\"07-10 08:00\"\n",
      "csv-aishub",
      "fix 265000001 2021-07-09T08:06:57Z 595000000 185000000 sog=42 cog=2705 hdg=268 st=5" },
    { "created_at,timestamp,static_updated_at,mmsi,msg_type,latitude,longitude,speed,course,heading,rot,"
      "imo,name,call_sign,flag,draught,ship_type,ship_and_cargo_type,length,width,eta,destination,status,"
      "maneuver,accuracy,collection_type\n"
      "2022-01-31T01:09:00.000Z,2022-01-31T01:02:03.456Z,2022-01-30T00:00:00Z,273000002,1,42.5,132.5,10.5,"
      "180,181,0,9307839,SHIP,UAAA,RU,7.5,Cargo,70,150,22,,NAKHODKA,0,0,1,satellite\n",
      "csv-spire", "fix 273000002 2022-01-31T01:02:03.456Z 425000000 1325000000 sog=105" },
    { "MessageType,MetaData.MMSI,MetaData.ShipName,MetaData.latitude,MetaData.longitude,"
      "MetaData.time_utc,Message.PositionReport.Cog,Message.PositionReport.Sog\n"
      "PositionReport,250000001,SHIP,55.5,-3.5,2022-12-29 18:22:32.318353001 +0000 UTC,4.5,0.5\n",
      "csv-aisstream", "fix 250000001 2022-12-29T18:22:32.318Z 555000000 -35000000 sog=5 cog=45" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Reading) r = reading_of_text (rows[i].text, NULL);

      g_assert_no_error (r->error);
      g_assert_cmpstr (r->summary.layout, ==, rows[i].layout);
      if (!strstr (r->log->str, rows[i].fix))
        g_error ("row %" G_GSIZE_FORMAT ": %s is not in %s", i, rows[i].fix, r->log->str);
    }
}

/* Messages that say what a ship is are read for that, and are no rows that lack a position; base stations
 * are no ships. */
static void
test_static_messages (void)
{
  static const char *const files[] = {
    "created_at,timestamp,mmsi,msg_type,latitude,longitude,speed,course,heading,rot,imo,name,call_sign,"
    "draught,ship_type,ship_and_cargo_type,length,width,destination,status,collection_type\n"
    "x,2022-01-31T01:02:03Z,273000002,1,42.5,132.5,10.5,180,181,0,,,,,,,,,,0,satellite\n"
    "x,2022-01-31T01:02:04Z,273000002,5,,,,,,,9307839,SHIP,UAAA,7.5,Cargo,70,150,22,X,,terrestrial\n"
    "x,2022-01-31T01:02:05Z,273000002,24,,,,,,,,,,,,,,,,,terrestrial\n"
    "x,2022-01-31T01:02:06Z,2734444,4,42.5,132.6,,,,,,,,,,,,,,,terrestrial\n"
    "x,2022-01-31T01:02:07Z,273000002,1,,,10.5,180,181,0,,,,,,,,,,0,satellite\n",
    "MMSI,Message_ID,Repeat_indicator,Time,Millisecond,Vessel_Name,Call_sign,IMO,Ship_Type,Draught,SOG,"
    "Longitude,Latitude,COG,Heading\n"
    "273000002,1,0,20220131_010203,0,,,,,,10.5,132.5,42.5,180,181\n"
    "273000002,5,0,20220131_010204,0,SHIP,UAAA,9307839,70,7.5,,,,,\n"
    "273000002,24,0,20220131_010205,0,,,,,,,,,,\n"
    "2734444,4,0,20220131_010206,0,,,,,,,132.6,42.5,,\n"
    "273000002,1,0,20220131_010207,0,,,,,,10.5,,,180,181\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (Reading) r = reading_of_text (files[i], NULL);
      g_autofree char *notes = NULL;

      g_assert_no_error (r->error);
      g_assert_cmpstr (r->summary.layout, ==, "csv-spire");
      /* One of each. */
      g_assert_nonnull (strstr (r->log->str, " fix 273000002"));
      g_assert_true (strstr (r->log->str, " fix ") == g_strrstr (r->log->str, " fix "));
      g_assert_nonnull (strstr (r->log->str, "SHIP"));
      g_assert_true (g_str_has_prefix (r->reasons->str, "6 position not available"));
      g_assert_true (strstr (r->reasons->str, "position") == g_strrstr (r->reasons->str, "position"));
      g_ptr_array_add (r->summary.notes, NULL);
      notes = g_strjoinv ("|", (char **) r->summary.notes->pdata);
      g_ptr_array_set_size (r->summary.notes, (gint) r->summary.notes->len - 1);
      g_assert_nonnull (strstr (notes, "2 messages hold no position"));
      g_assert_nonnull (strstr (notes, "1 row is of a base station"));
    }
}

/* Headers in the languages of those who keep such files, and their units. */
static void
test_words (void)
{
  static const struct
  {
    const char *text, *fix;
  } rows[] = {
    { "Дата;Время;ММСИ;Широта;Долгота;Скорость;Курс\n"
      "07.03.2024;06:00:00;273000001;42,5;132,75;10,5;181,5\n",
      "fix 273000001 2024-03-07T06:00:00Z 425000000 1327500000 sog=105 cog=1815" },
    { "일시,MMSI,위도,경도,속력,침로\n2024-03-07 06:00:00,440000001,35.5,129.25,10,90\n",
      "fix 440000001 2024-03-07T06:00:00Z 355000000 1292500000 sog=100 cog=900" },
    { "日時,MMSI,緯度,経度,速力,針路\n2024/03/07 06:00:00,431000001,35.5,139.25,10,90\n",
      "fix 431000001 2024-03-07T06:00:00Z 355000000 1392500000 sog=100 cog=900" },
    { "Zeitstempel;MMSI;Breite;Länge;Geschwindigkeit (km/h);Kurs\n"
      "07.03.2024 06:00;211000001;54,5;10,25;18,52;90\n",
      "fix 211000001 2024-03-07T06:00:00Z 545000000 102500000 sog=100 cog=900" },
    { "fecha,hora,mmsi,latitud,longitud,velocidad,rumbo\n07/03/2024,18:00,224000001,36.5,-5.25,10,90\n",
      "fix 224000001 2024-03-07T18:00:00Z 365000000 -52500000 sog=100 cog=900" },
    { "Date,Time,Ship MMSI,Lat,Long,Speed (m/s)\n25/12/2024,1:05:00 PM,366000001,36.5,-5.25,5\n",
      "fix 366000001 2024-12-25T13:05:00Z 365000000 -52500000 sog=97" },
    { "timestamp_ms\tmmsi\tlatitude\tlongitude\tspeed_knots\n1709791200123\t366000001\t36.5\t-5.25\t5\n",
      "fix 366000001 2024-03-07T06:00:00.123Z 365000000 -52500000 sog=50" },
    { "date|time|mmsi|lat|lon\n2024-03-07|2024-03-07T06:00:00|366000001|36.5|-5.25\n",
      "fix 366000001 2024-03-07T06:00:00Z 365000000 -52500000" },
    { "time,id,lat,lon\n2024-03-07T06:00:00Z,7,\"41°46.02'N\",129-49-01.2E\n", NULL },
    { "time,vessel_id,lat,lon\n2024-03-07T06:00:00Z,7,\"41°46.02'N\",129-49-01.2E\n",
      "fix #0 2024-03-07T06:00:00Z 417670000 1298170000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Reading) r = reading_of_text (rows[i].text, NULL);

      g_assert_no_error (r->error);
      if (rows[i].fix && !strstr (r->log->str, rows[i].fix))
        g_error ("row %" G_GSIZE_FORMAT ": %s is not in %s", i, rows[i].fix, r->log->str);
    }
}

/* BOM, empty first header, comments, header only, JSON in a cell, CRLF. */
static void
test_shapes (void)
{
  g_autoptr (Reading) first = reading_of_text ("\xef\xbb\xbf"
                                               ",mmsi,time,lat,lon\r\n0,366000001,2024-03-07T06:00:00,1,2\r\n",
                                               NULL);
  g_autoptr (Reading) comment = reading_of_text ("# made by hand, with care, on a day, by us\n\n"
                                                 "mmsi,time,lat,lon\n366000001,2024-03-07T06:00:00,1,2\n",
                                                 NULL);
  g_autoptr (Reading) only = reading_of_text ("mmsi;time;lat;lon\n", NULL);
  g_autoptr (Reading) json
      = reading_of_text ("mmsi;extra;time;lat;lon\n"
                         "366000001;{\"a\": [1,2,3,4], \"b\": {\"c\": 1, \"d\": 2}};2024-03-07T06:00:00;1;2\n"
                         "366000002;{\"a\": [1,2,3,4], \"b\": {\"c\": 1, \"d\": 2}};2024-03-07T06:00:00;1;2\n",
                         NULL);
  g_autoptr (Reading) whole = reading_of_text ("time,lat,lon\n2024-03-07T06:00:00,1,2\n", NULL);

  g_assert_cmpstr (first->log->str, ==, "2 fix 366000001 2024-03-07T06:00:00Z 10000000 20000000\n");
  g_assert_cmpstr (comment->log->str, ==, "4 fix 366000001 2024-03-07T06:00:00Z 10000000 20000000\n");
  g_assert_no_error (only->error);
  g_assert_cmpstr (only->log->str, ==, "");
  g_assert_nonnull (strstr (json->log->str, "3 fix 366000002"));
  /* No column says whose the rows are. */
  g_assert_nonnull (strstr (whole->log->str, "2 static #0 [bytes]"));
  g_assert_nonnull (strstr (whole->log->str, "2 fix #0"));
  g_assert_true (has_note (whole, "one vessel"));
}

/* Without a header, by values alone. */
static void
test_values (void)
{
  static const char text[] = "366000001,2024-03-07 06:00:00,-122.12345,37.12345,10.2,181.5,180\n"
                             "366000001,2024-03-07 06:01:00,-122.12355,37.12445,10.1,182.5,181\n"
                             "367000002,2024-03-07 06:01:10,-122.22355,37.22445,0.1,2.5,511\n";
  static const char near[] = "2024-03-07,06:00:00,273000001,42.12345,52.12345\n"
                             "2024-03-07,06:01:00,273000001,42.12346,52.12346\n"
                             "2024-03-07,06:02:00,273000001,42.12347,52.12347\n";
  RsReadOptions noaa = { .layout = "csv-noaa" };
  g_autoptr (Reading) r = reading_of_text (text, NULL);
  g_autoptr (Reading) unsure = reading_of_text (near, NULL);
  g_autoptr (Reading) bare
      = reading_of_text ("366000001,2024-03-07T06:00:00,36.5,-75.5,4.5,90.0,88,A,,,,0,,,,\n", &noaa);
  g_autoptr (Reading) numbers = reading_of_text ("1,2,3\n4,5,6\n7,8,9\n", NULL);

  g_assert_no_error (r->error);
  g_assert_cmpstr (r->summary.layout, ==, "csv");
  g_assert_nonnull (strstr (r->log->str, "1 fix 366000001 2024-03-07T06:00:00Z 371234500 -1221234500 "
                                         "sog=102 cog=1815 hdg=180"));
  g_assert_nonnull (strstr (r->log->str, "3 fix 367000002 2024-03-07T06:01:10Z 372244500 -1222235500 "
                                         "sog=1 cog=25\n"));
  g_assert_true (has_note (r, "Date and time: 2, Latitude: 4, Longitude: 3, MMSI: 1"));
  g_assert_cmpuint (r->summary.advice, ==, RS_ADVICE_COLUMNS);
  g_assert_false (has_note (r, "order only"));
  g_assert_nonnull (strstr (unsure->log->str, "2024-03-07T06:02:00Z 421234700 521234700"));
  g_assert_true (has_note (unsure, "order only"));
  g_assert_nonnull (strstr (bare->log->str, "1 fix 366000001 2024-03-07T06:00:00Z 365000000 -755000000"));
  g_assert_error (numbers->error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN);
}

/* Lines of old Macs end with CR alone, whatever the encoding; the hash is that of the file. */
static void
test_cr_lines (void)
{
  static const char text[] = "mmsi,name,time,lat,lon\r1,不,2024-03-07 12:00:00,1,2\r\r1,\"不\",2024-03-07 12:01:00,north,2\r";
  static const char *const encodings[] = { "UTF-8", "UTF-16LE", "GB18030" };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      RsReadOptions options = { .encoding = i > 0 ? encodings[i] : NULL };
      gsize n;
      g_autofree char *bytes = g_convert (text, -1, encodings[i], "UTF-8", NULL, &n, NULL);
      g_autofree char *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, n);
      g_autoptr (Reading) r = reading_of_bytes (bytes, n, &options);

      g_assert_no_error (r->error);
      g_assert_nonnull (strstr (r->log->str, "2 static 1 [不]\n"));
      g_assert_nonnull (strstr (r->log->str, "2 fix 1 2024-03-07T12:00:00Z 10000000 20000000"));
      g_assert_cmpstr (r->reasons->str, ==, "4 latitude is not readable: lat = “north”\n");
      g_assert_cmpstr (r->summary.sha256, ==, sha256);
    }
}

/* Read as named, and said. */
static void
test_swapped (void)
{
  g_autoptr (Reading) r = reading_of_text ("mmsi,time,lat,lon\n"
                                           "273000001,2024-03-07T06:00:00,132.5,42.5\n"
                                           "273000001,2024-03-07T06:01:00,132.6,42.6\n",
                                           NULL);

  g_assert_no_error (r->error);
  g_assert_cmpuint (r->summary.n_fixes, ==, 0);
  g_assert_cmpuint (r->summary.n_rejected, ==, 2);
  g_assert_true (has_note (r, "look swapped"));
  g_assert_nonnull (strstr (r->reasons->str, "2 position is out of range: lat = “132.5”"));
}

/* The row that decides comes after more than is sniffed at. */
static void
test_date_order (void)
{
  g_autoptr (GString) us = g_string_new ("mmsi,time,lat,lon\n");
  g_autoptr (GString) both = g_string_new (NULL);
  g_autoptr (Reading) late = NULL, open = NULL, close = NULL, told = NULL;
  RsReadOptions mdy = { .map = "t=time:mdy,lat=lat,lon=lon,mmsi=mmsi" };

  for (guint i = 0; i < 4000; i++)
    g_string_append (us, "366000001,03/07/2024 06:00:00,1.5,2.5\n");
  g_string_append (both, us->str);
  g_string_append (us, "366000001,03/27/2024 06:00:00,1.5,2.5\n");
  late = reading_of_bytes (us->str, us->len, NULL);
  g_assert_cmpuint (late->summary.n_fixes, ==, 4001);
  g_assert_nonnull (strstr (late->log->str, "2 fix 366000001 2024-03-07T06:00:00Z"));
  g_assert_true (has_note (late, "month/day/year: line 4002"));
  open = reading_of_bytes (both->str, both->len, NULL);
  g_assert_nonnull (strstr (open->log->str, "2 fix 366000001 2024-07-03T06:00:00Z"));
  g_assert_true (has_note (open, "No date of the file tells"));
  told = reading_of_bytes (both->str, both->len, &mdy);
  g_assert_nonnull (strstr (told->log->str, "2 fix 366000001 2024-03-07T06:00:00Z"));
  g_assert_false (has_note (told, "No date of the file tells"));
  /* Days that follow each other, or the seventh of each month. */
  close = reading_of_text ("mmsi,time,lat,lon\n1,03/05/2024,1,2\n1,03/06/2024,1,2\n1,03/07/2024,1,2\n"
                           "1,03/08/2024,1,2\n",
                           NULL);
  g_assert_nonnull (strstr (close->log->str, "5 fix 1 2024-03-08T00:00:00Z"));
  g_assert_true (has_note (close, "close together"));
}

/* Dates that can be read in one way only, but not all in the same: most win, and both are named. */
static void
test_contradictions (void)
{
  g_autoptr (GString) text = g_string_new ("mmsi,time,lat,lon\n1,14/03/2024 00:00,1,2\n");
  g_autoptr (Reading) late = NULL, tie = NULL, few = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (text, "1,03/01/2024 00:%02u,1,2\n", i % 60);
  for (guint i = 0; i < 900; i++)
    g_string_append_printf (text, "1,03/%02u/2024 00:%02u,1,2\n", 13 + i % 9, i % 60);
  late = reading_of_bytes (text->str, text->len, NULL);
  g_assert_cmpuint (late->summary.n_fixes, ==, 1200);
  g_assert_cmpuint (late->summary.n_rejected, ==, 1);
  g_assert_nonnull (strstr (late->log->str, "3 fix 1 2024-03-01T00:00:00Z"));
  g_assert_true (has_note (late, "line 2 can only be day/month/year, line 303 only month/day/year. "
                                 "All were read as month/day/year"));
  tie = reading_of_text ("mmsi,time,lat,lon\n1,03/14/2024,1,2\n1,14/03/2024,1,2\n1,04/03/2024,1,2\n", NULL);
  g_assert_true (has_note (tie, "line 3 can only be day/month/year, line 2 only month/day/year. "
                                "All were read as day/month/year"));
  few = reading_of_text ("mmsi,time,lat,lon\n1,03/14/2024,1,2\n1,14/03/2024,1,2\n1,15/03/2024,1,2\n", NULL);
  g_assert_true (has_note (few, "line 3 can only be day/month/year, line 2 only month/day/year"));
  g_assert_cmpuint (few->summary.n_rejected, ==, 1);
}

/* A decimal point in any row says that MarineTraffic's speeds are in knots. */
static void
test_speed_unit (void)
{
  static const char header[] = "MMSI,STATUS,SPEED,LON,LAT,COURSE,HEADING,TIMESTAMP\n";
  g_autoptr (GString) text = g_string_new (header);
  g_autoptr (Reading) tenths = NULL, knots = NULL;

  for (guint i = 0; i < 4000; i++)
    g_string_append (text, "273123456,5,12,133.05,42.6,90,91,2024-03-07T00:00:00\n");
  tenths = reading_of_bytes (text->str, text->len, NULL);
  g_assert_nonnull (strstr (tenths->log->str, "2 fix 273123456 2024-03-07T00:00:00Z 426000000 1330500000 sog=12 "));
  g_assert_true (has_note (tenths, "tenths of a knot"));
  g_string_append (text, "273123456,0,12.3,133.05,42.6,90,91,2024-03-07T00:01:00\n");
  knots = reading_of_bytes (text->str, text->len, NULL);
  g_assert_nonnull (strstr (knots->log->str, "2 fix 273123456 2024-03-07T00:00:00Z 426000000 1330500000 sog=120 "));
  g_assert_nonnull (strstr (knots->log->str, " sog=123 "));
  g_assert_false (has_note (knots, "tenths of a knot"));
}

static void
test_map_units (void)
{
  static const char text[] = "Date,Time,Y,X,Ship,Speed,C,Dr:ft\n"
                             "03/07/2024,06:00,36500000,-75500000,366000001,18.52,905,10\n";
  RsReadOptions options
      = { .map = "t=Date+Time:mdy,lat=Y:e6,lon=X:e6,mmsi=Ship,sog=Speed:kmh,cog=C:ddeg,draught=Dr:ft" };
  RsReadOptions feet
      = { .map = "t=1+2:mdy,lat=3:e6,lon=4:e6,mmsi=5,sog=6:mps,cog=7:ddeg,draught=8:ft" };
  RsReadOptions wrong = { .map = "t=Date:kmh,lat=Y,lon=X" };
  RsReadOptions epoch = { .map = "t=1:ms,lat=2,lon=3,mmsi=4" };
  g_autoptr (Reading) r = reading_of_text (text, &options);
  g_autoptr (Reading) f = reading_of_text (text, &feet);
  g_autoptr (Reading) w = reading_of_text (text, &wrong);
  g_autoptr (Reading) e = reading_of_text ("1709791200123,1.5,2.5,366000001\n", &epoch);

  g_assert_cmpstr (r->log->str, ==,
                   "2 static 366000001 [] draught=100\n"
                   "2 fix 366000001 2024-03-07T06:00:00Z 365000000 -755000000 sog=100 cog=905\n");
  g_assert_nonnull (strstr (f->log->str, "draught=30"));
  g_assert_nonnull (strstr (f->log->str, "sog=360 cog=905"));
  g_assert_error (w->error, RS_READ_ERROR, RS_READ_ERROR_OPTION);
  g_assert_nonnull (strstr (w->error->message, "excel"));
  g_assert_cmpstr (e->log->str, ==, "1 fix 366000001 2024-03-07T06:00:00.123Z 15000000 25000000\n");
}

/* Each of the encodings, found out and said. */
static void
test_encodings (void)
{
  static const struct
  {
    const char *name, *ship, *header;
  } rows[] = {
    { "WINDOWS-1251", "КАПИТАН ИВАНОВ", "Название судна" },
    { "WINDOWS-1252", "HAVØRN ÆRØ", "name" },
    { "EUC-KR", "무궁화 한국호", "선명" },
    { "SHIFT_JIS", "さくら丸 第三", "船名" },
    { "UTF-16LE", "КАПИТАН ИВАНОВ", "name" },
    { "UTF-16BE", "무궁화", "name" },
    { "UTF-8", "무궁화", "선명" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "mmsi,time,lat,lon,%s\n366000001,2024-03-07T06:00:00,1,2,%s\n", rows[i].header, rows[i].ship);
      g_autofree char *wanted = g_strdup_printf ("2 static 366000001 [%s]", rows[i].ship);
      gsize n;
      g_autofree char *bytes = g_convert (text, -1, rows[i].name, "UTF-8", NULL, &n, NULL);
      g_autoptr (Reading) r = reading_of_bytes (bytes, n, NULL);
      RsReadOptions options = { .encoding = rows[i].name };
      g_autoptr (Reading) told = reading_of_bytes (bytes, n, &options);

      g_assert_cmpstr (rs_charset_guess ((const guint8 *) bytes, n), ==, rows[i].name);
      g_assert_no_error (r->error);
      if (!strstr (r->log->str, wanted))
        g_error ("%s: %s", rows[i].name, r->log->str);
      g_assert_cmpint (has_note (r, rows[i].name), ==, strcmp (rows[i].name, "UTF-8") != 0);
      g_assert_cmpstr (told->log->str, ==, r->log->str);
    }
}

/* Text that is read piece by piece, with characters across the seams, and bytes that are none. */
static void
test_stream (void)
{
  g_autoptr (GString) text = g_string_new ("mmsi,time,lat,lon,name\n");
  g_autofree char *bytes = NULL;
  RsReadOptions options = { .encoding = "EUC-KR" }, wrong = { .encoding = "KLINGON" };
  g_autoptr (Reading) r = NULL, w = NULL, bad = NULL;
  gsize n;

  for (guint i = 0; i < 9000; i++)
    g_string_append_printf (text, "366000001,2024-03-07T06:00:00,1,2,무궁화%.*s\n", (int) (i % 3), "xyz");
  bytes = g_convert (text->str, -1, "EUC-KR", "UTF-8", NULL, &n, NULL);
  r = reading_of_bytes (bytes, n, NULL);
  g_assert_cmpuint (r->summary.n_fixes, ==, 9000);
  g_assert_null (strstr (r->log->str, "\xef\xbf\xbd"));
  w = reading_of_bytes (bytes, n, &wrong);
  g_assert_error (w->error, RS_READ_ERROR, RS_READ_ERROR_OPTION);
  bad = reading_of_text ("mmsi,time,lat,lon,name\n366000001,2024-03-07T06:00:00,1,2,\xff\xff\xffx\n",
                         &options);
  g_assert_no_error (bad->error);
  g_assert_true (has_note (bad, "no characters of EUC-KR"));
}

static void
test_delimiters (void)
{
  static const char delimiters[] = ",;\t|";

  for (guint i = 0; delimiters[i]; i++)
    for (guint header = 0; header < 2; header++)
      {
        char d = delimiters[i];
        g_autofree char *text
            = g_strdup_printf ("%s366000001%c2024-03-07 06:00:00%c36.12345%c-75.12345%c\"A%c B\"\n"
                               "366000001%c2024-03-07 06:01:00%c36.12346%c-105.12346%cB\n",
                               "", d, d, d, d, d, d, d, d, d);
        g_autofree char *with
            = g_strdup_printf ("mmsi%ctime%clat%clon%cname\n%s", d, d, d, d, text);
        g_autoptr (Reading) r = reading_of_text (header ? with : text, NULL);

        g_assert_no_error (r->error);
        g_assert_cmpuint (r->summary.n_fixes, ==, 2);
        g_assert_nonnull (strstr (r->log->str, "361234500 -751234500"));
      }
}

/* The text of the reason names the column and the value. */
static void
test_reasons (void)
{
  g_autoptr (Reading) r = reading_of_text ("MMSI,BaseDateTime,LAT,LON\n"
                                           "36600000x,2024-03-07T06:00:00,1,2\n"
                                           "366000001,2024-03-07Txx:00:00,1,2\n"
                                           "366000001,2024-03-07T06:00:00,a,2\n"
                                           "366000001,2024-03-07T06:00:00,1,999\n"
                                           "366000001,,1,2\n",
                                           NULL);
  g_autofree char *local = rs_reason_to_local ("no time: x = “y”");

  g_assert_cmpstr (r->reasons->str, ==,
                   "2 MMSI is not a number of up to nine digits: MMSI = “36600000x”\n"
                   "3 time is not readable: BaseDateTime = “2024-03-07Txx:00:00”\n"
                   "4 latitude is not readable: LAT = “a”\n"
                   "5 position is out of range: LON = “999”\n"
                   "6 no time: BaseDateTime = “”\n");
  g_assert_cmpstr (rs_reason_get_base ("no time: BaseDateTime = “”"), ==, "no time");
  g_assert_null (rs_reason_get_base ("nonsense"));
  g_assert_cmpstr (local, ==, "no time: x = “y”");
}

/* More values than columns: none is where its header says. */
static void
test_surplus (void)
{
  static const char header[] = "mmsi,time,destination,sog,lat,lon\n";
  g_autoptr (GString) text = g_string_new (header);
  g_autoptr (Reading) r = NULL, few = NULL;
  const char *row = "273123456,2024-03-07 12:10:00,BUSAN,12,10.5,35.2,129.1\n";

  g_string_append (text, "273123456,2024-03-07 12:00:00,BUSAN,10.5,35.1,129.1\n");
  g_string_append (text, row);
  g_string_append (text, "273123456,2024-03-07 12:20:00,BUSAN,10.5,35.1,129.1,, ,\n");
  r = reading_of_bytes (text->str, text->len, NULL);
  g_assert_cmpuint (r->summary.n_fixes, ==, 2);
  g_assert_cmpstr (r->reasons->str, ==, "3 more values than the header has columns: 7 = “129.1”\n");
  /* By several threads too. */
  for (guint i = 0; i < 40000; i++)
    g_string_append (text, row);
  few = reading_of_bytes (text->str, text->len, NULL);
  g_assert_cmpuint (few->summary.n_fixes, ==, 2);
  g_assert_cmpuint (few->summary.n_rejected, ==, 40001);
}

/* A layout that is named is that of the header; and of two whose columns are there, the one named. */
static void
test_named_layouts (void)
{
  static const char mixed[] = "mmsi,lat,lon,speed,course,timestamp,shipname,dsrc,vessel_id\n"
                              "241000001,34.5,11.5,14,189,2017-07-12T10:06:00,A,TER,x\n";
  RsReadOptions noaa = { .layout = "csv-noaa" }, dma = { .layout = "csv-dma" };
  RsReadOptions gfw = { .layout = "csv-gfw" }, mapped = { .layout = "csv-noaa", .map = "t=2,lat=3,lon=4" };
  g_autoptr (Reading) other = reading_of_text ("mmsi,time,latitude,lon\n1,2024-03-07 12:00:00,1,2\n", &noaa);
  g_autoptr (Reading) foreign = reading_of_text ("a,b\nc,d\n", &dma);
  g_autoptr (Reading) bare = reading_of_text ("366000001,2024-03-07T06:00:00,36.5,-75.5\n", &noaa);
  g_autoptr (Reading) first = reading_of_text (mixed, NULL), second = reading_of_text (mixed, &gfw);
  g_autoptr (Reading) by_map = reading_of_text ("mmsi,time,latitude,lon\n1,2024-03-07 12:00:00,1,2\n", &mapped);

  g_assert_error (other->error, RS_READ_ERROR, RS_READ_ERROR_OPTION);
  g_assert_nonnull (strstr (other->error->message, "csv-noaa needs columns that the header does not have: "
                                                   "BaseDateTime, LAT. It has: mmsi, time, latitude, lon"));
  g_assert_error (foreign->error, RS_READ_ERROR, RS_READ_ERROR_OPTION);
  g_assert_nonnull (strstr (foreign->error->message, "Type of mobile, MMSI"));
  g_assert_error (bare->error, RS_READ_ERROR, RS_READ_ERROR_OPTION);
  g_assert_nonnull (strstr (bare->error->message, "no header, and rows of 4 columns"));
  g_assert_cmpstr (first->summary.layout, ==, "csv-marinetraffic");
  g_assert_nonnull (strstr (first->log->str, "sog=14 "));
  g_assert_cmpstr (second->summary.layout, ==, "csv-gfw");
  g_assert_nonnull (strstr (second->log->str, "sog=140 "));
  g_assert_no_error (by_map->error);
}

/* What is beside time and position, and no such value: counted, the first named. */
static void
test_left_out (void)
{
  g_autoptr (GString) text = g_string_new ("mmsi,time,lat,lon,sog,cog,hdg,status,length,imo\n");
  g_autoptr (Reading) r = NULL, mph = NULL;

  g_string_append (text, "1,2024-03-07 12:00:00,1,2,102.3,360,511,15,,0\n");
  g_string_append (text, "1,2024-03-07 12:01:00,1,2,abc,-90,360,wild,-5,none\n");
  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "1,2024-03-07 12:02:00,1,2,999,400,700,0,-5,none\n");
  r = reading_of_bytes (text->str, text->len, NULL);
  g_assert_cmpuint (r->summary.n_fixes, ==, 20002);
  g_assert_cmpuint (r->summary.n_rejected, ==, 0);
  g_assert_nonnull (strstr (r->log->str, "3 fix 1 2024-03-07T12:01:00Z 10000000 20000000 hdg=0\n"));
  g_assert_true (has_note (r, "20001 values of “sog” cannot be read or are impossible, and were left out "
                              "(first: line 3, “abc”)"));
  g_assert_true (has_note (r, "20001 values of “cog”"));
  g_assert_true (has_note (r, "(first: line 3, “-90”)"));
  g_assert_true (has_note (r, "20000 values of “hdg”"));
  g_assert_true (has_note (r, "1 value of “status”"));
  g_assert_true (has_note (r, "of “length” cannot be read or is impossible"));
  g_assert_false (has_note (r, "“imo”"));
  mph = reading_of_text ("mmsi,time,lat,lon,speed_mph\n1,2024-03-07 12:00:00,1,2,10\n", NULL);
  g_assert_nonnull (strstr (mph->log->str, "sog=87"));
}

/* Courses of MarineCadastre that ran over a sign are what was sent; of other files they are no courses. */
static void
test_signed_courses (void)
{
  static const char *const headers[] = { "MMSI,BaseDateTime,LAT,LON,COG\n", "mmsi,base_date_time,latitude,longitude,cog\n",
                                         "mmsi,time,lat,lon,cog\n" };
  static const char *const courses[][2]
      = { { "-177.6", " cog=2320" }, { "-204.8", " cog=2048" }, { "-49.7", " cog=3599" }, { "-49.6", "" },
          { "-49.5", "" },           { "-204.9", "" },          { "0", " cog=0" },        { "360.0", "" },
          { "359.9", " cog=3599" } };

  for (guint i = 0; i < 3 * 2; i++)
    {
      g_autoptr (GString) text = g_string_new (headers[i / 2]), expected = g_string_new (NULL);
      g_autoptr (Reading) r = NULL;
      gboolean is_noaa = i / 2 < 2;

      for (guint k = 0; k < G_N_ELEMENTS (courses); k++)
        {
          g_string_append_printf (text, "366000001,2017-12-01T00:00:0%u,1,2,%s\n", k, courses[k][0]);
          g_string_append_printf (expected, "%u fix 366000001 2017-12-01T00:00:0%uZ 10000000 20000000%s\n", k + 2,
                                  k, is_noaa || courses[k][0][0] != '-' ? courses[k][1] : "");
        }
      /* By several threads too. */
      rs_csv_chunks_set_size (i % 2 ? 64 : 0);
      r = reading_of_bytes (text->str, text->len, NULL);
      rs_csv_chunks_set_size (0);
      g_assert_cmpstr (r->log->str, ==, expected->str);
      g_assert_cmpint (has_note (r, "3 courses are negative"), ==, is_noaa);
      g_assert_true (has_note (r, is_noaa ? "2 values of “" : "6 values of “cog” cannot be read"));
    }
}

static void
test_blame (void)
{
  g_autoptr (Reading) r = reading_of_text ("mmsi,date,time,lat,lon\n"
                                           "1,2024-03-07,9.05,1,2\n"
                                           "1,2024-13-07,09:05,1,2\n"
                                           "# a remark, with, cells\n"
                                           "1,2024-03-07,,1,2\n"
                                           "1,2024-03-07,09:05,1,2\n",
                                           NULL);

  g_assert_cmpstr (r->reasons->str, ==,
                   "2 time is not readable: time = “9.05”\n"
                   "3 time is not readable: date = “2024-13-07”\n"
                   "5 no time: time = “”\n");
  g_assert_cmpuint (r->summary.n_records, ==, 4);
  g_assert_true (has_note (r, "1 line that begins with #"));
}

static void
test_unused_date (void)
{
  static const char *const others[]
      = { "{\"mmsi\":1,\"t\":1709791200,\"lat\":1,\"lon\":2}\n",
          "<gpx><trk><trkseg><trkpt lat=\"1\" lon=\"2\"/></trkseg></trk></gpx>", "<kml><Document/></kml>",
          "{\"type\":\"FeatureCollection\",\"features\":[]}" };
  RsReadOptions options = { .date_ms = 1709791200000 };
  g_autoptr (Reading) r
      = reading_of_text ("mmsi,time,lat,lon\n1,2024-03-07 12:00:00,1,2\n", &options);

  g_assert_true (has_note (r, "date that was given was not used"));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (Reading) other = reading_of_text (others[i], &options);

      g_assert_no_error (other->error);
      g_assert_true (has_note (other, "date that was given was not used"));
    }
}

/* A zone beside the word for time is used and said; that it is local is said. */
static void
test_zones (void)
{
  static const struct
  {
    const char *header, *time, *zone;
  } rows[] = {
    { "MMSI,Time (MSK),Latitude,Longitude", "09:00:00", "+03:00" },
    { "MMSI,Время (МСК),Широта,Долгота", "09:00:00", "+03:00" },
    { "MMSI,timestamp_kst,Latitude,Longitude", "03:00:00", "+09:00" },
    { "MMSI,Time (UTC+9),Latitude,Longitude", "03:00:00", "+09:00" },
    { "MMSI,Timestamp GMT-03:30,Latitude,Longitude", "15:30:00", "-03:30" },
    { "MMSI,time [+0900],Latitude,Longitude", "03:00:00", "+09:00" },
    { "MMSI,Time Asia/Tokyo,Latitude,Longitude", "03:00:00", "Asia/Tokyo" },
    { "MMSI,Seen (JST),Latitude,Longitude", "03:00:00", "+09:00" },
    { "MMSI,Time (UTC),Latitude,Longitude", "12:00:00", NULL },
    { "MMSI,Date/Time,Latitude,Longitude", "12:00:00", NULL },
    { "MMSI,Local Time,Latitude,Longitude", "12:00:00", "" },
    { "MMSI,timestamp_local,Latitude,Longitude", "12:00:00", "" },
  };
  RsReadOptions told = { .time_zone = "+01:00" };
  g_autoptr (Reading) t = reading_of_text ("MMSI,Time (MSK),Lat,Lon\n1,2024-03-07 12:00:00,1,2\n", &told);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("%s\n273123456,2024-03-07 12:00:00,42.61234,133.05678\n"
                                               "273123456,2024-03-07 12:01:00,42.61234,133.05678\n"
                                               "273123456,2024-03-07T12:02:00Z,42.61234,133.05678\n",
                                               rows[i].header);
      g_autoptr (Reading) r = reading_of_text (text, NULL);

      g_assert_no_error (r->error);
      if (!strstr (r->log->str, rows[i].time) || !strstr (r->log->str, "T12:02:00Z"))
        g_error ("%s: %s", rows[i].header, r->log->str);
      g_assert_cmpint (has_note (r, "names a time zone"), ==, rows[i].zone && rows[i].zone[0]);
      g_assert_cmpint (has_note (r, "times are local"), ==, rows[i].zone && !rows[i].zone[0]);
      if (rows[i].zone && rows[i].zone[0])
        g_assert_nonnull (strstr (r->summary.clock, rows[i].zone));
    }
  g_assert_nonnull (strstr (t->log->str, "T11:00:00Z"));
  g_assert_false (has_note (t, "names a time zone"));
}

/* What the clocks of a zone show twice, and what they skip, is said once, also of what several threads read. */
static void
test_odd_hours (void)
{
  static const char text[] = "mmsi,time,lat,lon\n1,2023-10-29 02:30:00,1,2\n1,2023-10-29 02:00,1,2\n"
                             "1,2023-03-26 02:59:59,1,2\n1,2023-03-26 03:00:00,1,2\n";
  RsReadOptions options = { .time_zone = "Europe/Copenhagen" };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (Reading) r = NULL, utc = NULL;

      rs_csv_chunks_set_size (i % 2 ? 20 : 0);
      r = reading_of_text (text, &options);
      utc = reading_of_text (text, NULL);
      rs_csv_chunks_set_size (0);
      g_assert_cmpuint (r->summary.n_fixes, ==, 4);
      g_assert_true (has_note (r, "2 local times are ones that the clocks of Europe/Copenhagen show twice"));
      g_assert_true (has_note (r, "1 local time is one that the clocks of Europe/Copenhagen skip"));
      g_assert_false (has_note (utc, "local time"));
    }
}

/* Where time or position have to be told by values, the header's words for the rest count; a time of arrival is
 * none of a position. */
static void
test_partly_named (void)
{
  g_autoptr (GString) text = g_string_new ("MMSI,Gesehen,ETA,Nord,Lon,Name,CallSign,Heading,SOG,COG\n");
  g_autoptr (GString) eta = g_string_new ("LAT,LON,MMSI,ETA,NAME\n");
  g_autoptr (Reading) r = NULL, e = NULL, named = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_string_append_printf (text, "273123456,2024-03-07 12:0%u:00,2024-03-09 12:00,35.1001,29.1234,VERA,UABC,"
                                    "91,10.5,90\n", i);
      g_string_append_printf (eta, "35.1001,29.1234,273123456,2024-03-0%u 12:00,VERA\n", i + 1);
    }
  r = reading_of_bytes (text->str, text->len, NULL);
  g_assert_no_error (r->error);
  g_assert_nonnull (strstr (r->log->str, "static 273123456 [VERA] call=UABC"));
  g_assert_nonnull (strstr (r->log->str, "fix 273123456 2024-03-07T12:00:00Z 351001000 291234000 sog=105 "
                                         "cog=900 hdg=91"));
  g_assert_false (has_note (r, "by their order only"));
  e = reading_of_bytes (eta->str, eta->len, NULL);
  g_assert_error (e->error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN);
  /* Positions that the header names need not be fine. */
  named = reading_of_text ("vessel_name,mmsi,dt_pos,lat,lon\nA,440000001,2024-03-07 12:00:00,42.6,133\n", NULL);
  g_assert_nonnull (strstr (named->log->str, "fix 440000001 2024-03-07T12:00:00Z 426000000 1330000000"));
}

/* Vessels that only their IMO numbers tell apart are several, unless there are none. */
static void
test_by_imo (void)
{
  g_autoptr (Reading) r = reading_of_text ("IMO Number,time,lat,lon\n9307839,2024-03-07 12:00:00,1,2\n"
                                           "IMO 9074729,2024-03-07 12:00:00,1,3\n9307839,2024-03-07 12:01:00,1,4\n"
                                           "0,2024-03-07 12:02:00,1,5\n", NULL);
  g_autoptr (Reading) json = reading_of_text (
      "{\"imo\":9307839,\"t\":1709791200,\"lat\":1,\"lon\":2}\n{\"imo\":9074729,\"t\":1709791200,\"lat\":1,\"lon\":3}\n", NULL);
  g_autoptr (Reading) none = reading_of_text ("imo,time,lat,lon\n,2024-03-07 12:00:00,1,2\n", NULL);

  g_assert_nonnull (strstr (r->log->str, "2 static #0 [IMO 9307839] imo=9307839\n3 static #1 [IMO 9074729] imo=9074729\n"));
  g_assert_nonnull (strstr (r->log->str, "4 fix #0"));
  g_assert_nonnull (strstr (r->log->str, "5 reject neither MMSI nor name\n"));
  g_assert_false (has_note (r, "taken for one vessel"));
  g_assert_nonnull (strstr (json->log->str, "2 fix #1"));
  g_assert_true (has_note (none, "taken for one vessel"));
}

/* A map by header, where --map can tell it. */
static void
test_named_map (void)
{
  static const char *const names[]
      = { "Zeit", "Uhr", "a, b", "Name", "name", "", "Breite", "L:m", NULL };
  RsCell cells[G_N_ELEMENTS (names) - 1];
  g_autofree char *map = NULL;
  g_autofree char *numbers = NULL;
  g_autofree char *by_number = NULL;
  g_autoptr (GError) error = NULL;
  RsCsvColumns columns, again;

  rs_csv_columns_init (&columns, G_N_ELEMENTS (cells));
  for (guint i = 0; names[i]; i++)
    cells[i] = (RsCell) { names[i], strlen (names[i]) };
  columns.columns[RS_FIELD_TIME] = 0;
  columns.units[RS_FIELD_TIME] = RS_UNIT_DMY;
  columns.columns[RS_FIELD_CLOCK] = 1;
  columns.columns[RS_FIELD_LON] = 2;
  columns.columns[RS_FIELD_NAME] = 3;
  columns.columns[RS_FIELD_ID] = 5;
  columns.columns[RS_FIELD_LAT] = 6;
  columns.columns[RS_FIELD_LENGTH] = 7;
  map = rs_csv_columns_to_named_map (&columns, names);
  g_assert_cmpstr (map, ==, "t=Zeit+Uhr:dmy,lat=Breite,lon=3,name=4,length=8,id=6");
  g_assert_true (rs_csv_layout_map (map, cells, G_N_ELEMENTS (cells), &again, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (columns.columns, sizeof columns.columns, again.columns, sizeof again.columns);
  g_assert_cmpmem (columns.units, sizeof columns.units, again.units, sizeof again.units);
  columns.has_header = FALSE;
  numbers = rs_csv_columns_to_named_map (&columns, names);
  by_number = rs_csv_columns_to_map (&columns);
  g_assert_cmpstr (numbers, ==, by_number);
}

static void
test_order_ties (void)
{
  RsDateOrder order = { 0 };

  g_assert_cmpint (rs_date_order_result (&order), ==, RS_DATE_ORDER_NONE);
  rs_date_order_add (&order, "2024-03-07", 10, 1);
  rs_date_order_add (&order, "31/31/2024", 10, 1);
  rs_date_order_add (&order, "0/1/2024", 8, 1);
  g_assert_cmpint (rs_date_order_result (&order), ==, RS_DATE_ORDER_NONE);
  rs_date_order_add (&order, "3/4/24", 6, 2);
  g_assert_cmpint (rs_date_order_result (&order), ==, RS_DATE_ORDER_LIKELY_DAY_FIRST);
  rs_date_order_add (&order, "3/25/24", 7, 3);
  g_assert_cmpint (rs_date_order_result (&order), ==, RS_DATE_ORDER_MONTH_FIRST);
  rs_date_order_add (&order, "25.3.2024", 9, 4);
  rs_date_order_add (&order, "26.3.2024", 9, 5);
  g_assert_cmpint (rs_date_order_result (&order), ==, RS_DATE_ORDER_DAY_FIRST);
  g_assert_cmpuint (order.day_first_line, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-layouts/known", test_known);
  g_test_add_func ("/csv-layouts/named-map", test_named_map);
  g_test_add_func ("/csv-layouts/static-messages", test_static_messages);
  g_test_add_func ("/csv-layouts/words", test_words);
  g_test_add_func ("/csv-layouts/shapes", test_shapes);
  g_test_add_func ("/csv-layouts/values", test_values);
  g_test_add_func ("/csv-layouts/cr-lines", test_cr_lines);
  g_test_add_func ("/csv-layouts/swapped", test_swapped);
  g_test_add_func ("/csv-layouts/date-order", test_date_order);
  g_test_add_func ("/csv-layouts/contradictions", test_contradictions);
  g_test_add_func ("/csv-layouts/speed-unit", test_speed_unit);
  g_test_add_func ("/csv-layouts/order-ties", test_order_ties);
  g_test_add_func ("/csv-layouts/map-units", test_map_units);
  g_test_add_func ("/csv-layouts/encodings", test_encodings);
  g_test_add_func ("/csv-layouts/stream", test_stream);
  g_test_add_func ("/csv-layouts/delimiters", test_delimiters);
  g_test_add_func ("/csv-layouts/surplus", test_surplus);
  g_test_add_func ("/csv-layouts/left-out", test_left_out);
  g_test_add_func ("/csv-layouts/named-layouts", test_named_layouts);
  g_test_add_func ("/csv-layouts/signed-courses", test_signed_courses);
  g_test_add_func ("/csv-layouts/blame", test_blame);
  g_test_add_func ("/csv-layouts/unused-date", test_unused_date);
  g_test_add_func ("/csv-layouts/zones", test_zones);
  g_test_add_func ("/csv-layouts/by-imo", test_by_imo);
  g_test_add_func ("/csv-layouts/odd-hours", test_odd_hours);
  g_test_add_func ("/csv-layouts/partly-named", test_partly_named);
  g_test_add_func ("/csv-layouts/reasons", test_reasons);
  return g_test_run ();
}
