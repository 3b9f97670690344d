/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON: lines, arrays, wrappers; aisstream, MarineTraffic, AISHub, Global Fishing Watch. */
#include "reading.h"

#include "formats/limits.h"

#define POSITION(mmsi, lat)                                                                        \
  "{\"Message\":{\"PositionReport\":{\"Cog\":4.5,\"Latitude\":" lat                                \
  ",\"Longitude\":-3.5,\"NavigationalStatus\":5,\"Sog\":0.4,\"Timestamp\":36,\"TrueHeading\":511,"  \
  "\"UserID\":" mmsi "}},\"MessageType\":\"PositionReport\",\"MetaData\":{\"MMSI\":" mmsi           \
  ",\"ShipName\":\"ONE    \",\"latitude\":1,\"longitude\":2,"                                      \
  "\"time_utc\":\"2023-10-22 22:47:36.936387205 +0000 UTC\"}}"

static void
test_aisstream (void)
{
  g_autoptr (Reading) r = reading_of_text (
      POSITION ("250013879", "55.5") "\n"
      "{\"Message\":{\"ShipStaticData\":{\"CallSign\":\"PF7479\",\"Destination\":\"ROTTERDAM\","
      "\"Dimension\":{\"A\":18,\"B\":3,\"C\":2,\"D\":5},\"ImoNumber\":9074729,"
      "\"MaximumStaticDraught\":1.5,\"Name\":\"DE MAZE\",\"Type\":69}},\"MessageType\":"
      "\"ShipStaticData\",\"MetaData\":{\"MMSI\":244780791,\"latitude\":51.5,\"longitude\":4.5,"
      "\"time_utc\":\"2023-10-22 22:47:37 +0000 UTC\"}}\n"
      "{\"Message\":{\"BaseStationReport\":{\"Latitude\":54.5,\"Longitude\":19.5}},\"MessageType\":"
      "\"BaseStationReport\",\"MetaData\":{\"MMSI\":2610400,\"time_utc\":\"2023-10-22 22:47:37 +0000 "
      "UTC\"}}\n"
      "{\"Message\":{\"PositionReport\":{\"Lat\n" POSITION ("250013880", "95") "\n",
      NULL);

  g_assert_no_error (r->error);
  g_assert_cmpstr (r->summary.layout, ==, "json-aisstream");
  g_assert_cmpuint (r->summary.n_records, ==, 5);
  g_assert_cmpstr (r->log->str, ==,
                   "1 static 250013879 [ONE]\n"
                   "2 static 244780791 [DE MAZE] call=PF7479 imo=9074729 type=69 dim=18/3/2/5 "
                   "draught=15 to=ROTTERDAM\n"
                   "4 reject JSON is not readable\n"
                   "5 reject position is out of range\n"
                   "1 fix 250013879 2023-10-22T22:47:36.936Z 555000000 -35000000 sog=4 cog=45 st=5\n");
  g_assert_nonnull (strstr (r->reasons->str, "5 position is out of range: Message.Latitude = “95”"));
}

static void
test_shapes (void)
{
  static const struct
  {
    const char *text, *layout, *fix;
  } rows[] = {
    { "[\n {\"MMSI\":\"241000001\",\"STATUS\":\"0\",\"SPEED\":\"146\",\"LON\":\"11.5\",\"LAT\":\"34.5\","
      "\"COURSE\":\"189\",\"HEADING\":\"190\",\"TIMESTAMP\":\"2017-07-12T10:06:00\",\"SHIP_ID\":\"7\"}\n]",
      "json-marinetraffic",
      "2 fix 241000001 2017-07-12T10:06:00Z 345000000 115000000 sog=146 cog=1890 hdg=190" },
    { "{\"METADATA\":{\"N\":1},\"DATA\":[{\"MMSI\":241000001,\"LAT\":34.5,\"LON\":11.5,\"TIMESTAMP\":"
      "1499854160}]}",
      "json", "1 fix 241000001 2017-07-12T10:09:20Z 345000000 115000000" },
    { "{\"META\":{\"N\":1},\"DATA\":[\n{\"MMSI\":241000001,\"LAT\":34.5,\"LON\":11.5,\"TIMESTAMP\":"
      "1499854160},\n{\"MMSI\":241000001,\"LAT\":34.5,\"LON\":11.5,\"TIMESTAMP\":1499854161}\n]}\n",
      "json", "2 fix 241000001 2017-07-12T10:09:20Z 345000000 115000000" },
    { "[[{\"ERROR\":false}],[{\"MMSI\":265000001,\"TIME\":\"2021-07-09 08:06:57 GMT\",\"LONGITUDE\":18.5,"
      "\"LATITUDE\":59.5,\"COG\":270.5,\"SOG\":4.2,\"NAVSTAT\":5,\"DEST\":\"X\"}]]",
      "json-aishub", "1 fix 265000001 2021-07-09T08:06:57Z 595000000 185000000 sog=42 cog=2705 st=5" },
    { "{\"ssvid\":\"563000001\",\"timestamp\":\"2020-02-03 04:05:06 UTC\",\"lat\":1.5,\"lon\":103.5}\n"
      "{\"ssvid\":\"563000001\",\"timestamp\":\"2020-02-03 04:06:06 UTC\",\"lat\":1.6,\"lon\":103.5}\n",
      "json-gfw", "2 fix 563000001 2020-02-03T04:06:06Z 16000000 1035000000" },
    { "[[\"MMSI\",\"LAT\",\"LON\",\"SPEED\",\"COURSE\",\"TIMESTAMP\",\"SHIP_ID\"],\n"
      "[\"241000001\",\"34.5\",\"11.5\",\"146\",\"189\",\"2017-07-12T10:06:00\",\"7\"]]",
      "json-marinetraffic", "2 fix 241000001 2017-07-12T10:06:00Z 345000000 115000000 sog=146 cog=1890" },
    { "{\"rows\":[[\"mmsi\",\"t\",\"lat\",\"lon\",\"sog\"],[241000001,1499854160,34.5,11.5,null],[]]}", "json",
      "1 fix 241000001 2017-07-12T10:09:20Z 345000000 115000000\n" },
    { "[\"mmsi\",\"t\",\"lat\",\"lon\"]\n[241000001,1499854160,34.5,11.5]\n{\"a\":1}\n"
      "[241000001,1499\n[241000001,1499854161,34.5,11.5]\n",
      "json", "3 reject line is no JSON object\n4 reject" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Reading) r = reading_of_text (rows[i].text, NULL);

      g_assert_no_error (r->error);
      g_assert_true (strstr (rows[i].fix, "JSON") || !strstr (r->log->str, "JSON"));
      g_assert_cmpstr (r->summary.layout, ==, rows[i].layout);
      if (!strstr (r->log->str, rows[i].fix))
        g_error ("row %" G_GSIZE_FORMAT ": %s is not in %s", i, rows[i].fix, r->log->str);
    }
}

static void
test_map (void)
{
  RsReadOptions options = { .map = "t=when.at:ms,lat=p.y,lon=p.x,mmsi=who" };
  RsReadOptions wrong = { .map = "t=when.at:ms,lat=p.q,lon=p.x" };
  static const char text[] = "{\"who\":366000001,\"when\":{\"at\":1709791200123},\"p\":{\"x\":2.5,\"y\":1.5}}\n";
  g_autoptr (Reading) r = reading_of_text (text, &options);
  g_autoptr (Reading) w = reading_of_text (text, &wrong);
  g_autoptr (Reading) unknown = reading_of_text (text, NULL);

  g_assert_cmpstr (r->log->str, ==, "1 fix 366000001 2024-03-07T06:00:00.123Z 15000000 25000000\n");
  g_assert_error (w->error, RS_READ_ERROR, RS_READ_ERROR_OPTION);
  g_assert_error (unknown->error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN);
}

/* Values of lists that nothing names are named by their numbers. */
static void
test_numbered (void)
{
  RsReadOptions options = { .map = "t=5,lat=2,lon=3,mmsi=1,sog=4:dkn" };
  g_autoptr (Reading) r = reading_of_text (
      "[[\"304010417\",\"47.758499\",\"-5.154223\",\"74\",\"2017-05-19T09:39:57\"],\n"
      "[\"304010417\",\"north\",\"-5.1\",\"74\",\"2017-05-19T09:40:57\"]]",
      &options);

  g_assert_no_error (r->error);
  g_assert_cmpstr (r->log->str, ==,
                   "2 reject latitude is not readable\n"
                   "1 fix 304010417 2017-05-19T09:39:57Z 477584990 -51542230 sog=74\n");
  g_assert_cmpstr (r->reasons->str, ==, "2 latitude is not readable: 2 = “north”\n");
}

/* What is no table is not told of columns. */
static void
test_unknown (void)
{
  static const char *const rows[][2] = {
    { "[[\"304010417\",\"47.758499\",\"-5.154223\",\"74\",\"2017-05-19T09:39:57\"]]", "records are lists" },
    { "{\"a\":1}\n{\"a\":2}\n", "JSON without records" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Reading) r = reading_of_text (rows[i][0], NULL);

      g_assert_error (r->error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN);
      g_test_message ("%s", r->error->message);
      g_assert_nonnull (strstr (r->error->message, rows[i][1]));
    }
}

/* A layout that is named is that of the values. */
static void
test_named_layout (void)
{
  static const char text[] = "{\"mmsi\":241000001,\"lat\":34.5,\"lon\":11.5,\"timestamp\":1499854160}\n";
  RsReadOptions aishub = { .layout = "json-aishub" }, any = { .layout = "json" };
  g_autoptr (Reading) r = reading_of_text (text, &aishub);
  g_autoptr (Reading) plain = reading_of_text (text, &any);

  g_assert_error (r->error, RS_READ_ERROR, RS_READ_ERROR_OPTION);
  g_assert_nonnull (strstr (r->error->message, "do not have: NAVSTAT"));
  g_assert_nonnull (strstr (r->error->message, "They have: "));
  g_assert_nonnull (strstr (r->error->message, "timestamp"));
  g_assert_no_error (plain->error);
}

/* Records nested without end, comments that hide brackets, records longer than any. */
static void
test_hostile (void)
{
  g_autoptr (GString) text = g_string_new (POSITION ("250013879", "55.5") "\n{\"a\":");
  g_autoptr (Reading) r = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append (text, "[");
  g_string_append (text, "\n{\"a\":/*\"*/");
  for (guint i = 0; i < 200000; i++)
    g_string_append (text, "[");
  g_string_append (text, "\n{\"a\":\"");
  for (guint i = 0; i < RS_MAX_QUOTED_RECORD; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, "\"}\n" POSITION ("250013880", "56.5") "\n");
  r = reading_of_bytes (text->str, text->len, NULL);
  g_assert_no_error (r->error);
  g_assert_cmpuint (r->summary.n_fixes, ==, 2);
  g_assert_cmpuint (r->summary.n_rejected, ==, 3);
}

/* Day and month are told apart over the whole file, not by the records looked at first. */
static void
test_date_order (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (Reading) r = NULL, open = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (text, "{\"MMSI\":273123456,\"TIMESTAMP\":\"03/%02u/2024 12:00:00\","
                                  "\"LAT\":42.6,\"LON\":133.01}\n", 1 + i % 8);
  open = reading_of_bytes (text->str, text->len, NULL);
  g_string_append (text, "{\"MMSI\":273123456,\"TIMESTAMP\":\"03/14/2024 12:00:00\",\"LAT\":42.6,"
                         "\"LON\":133.2}\n");
  r = reading_of_bytes (text->str, text->len, NULL);
  g_assert_no_error (r->error);
  g_assert_cmpuint (r->summary.n_rejected, ==, 0);
  g_assert_nonnull (strstr (r->log->str, "2 fix 273123456 2024-03-02T12:00:00Z"));
  g_assert_nonnull (strstr (r->log->str, "301 fix 273123456 2024-03-14T12:00:00Z"));
  g_assert_true (reading_has_note (r, "month/day/year: line 301 "));
  g_assert_true (reading_has_note (open, "No date of the file tells day from month"));
}

/* Also where the date that tells is behind the first letters that are no ASCII. */
static void
test_date_order_late (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (Reading) r = NULL;

  for (guint i = 0; i < 1500; i++)
    g_string_append_printf (text, "{\"MMSI\":273123456,\"NAME\":\"%s\",\"t\":\"03/%02u/2024 12:00:00\","
                                  "\"LAT\":42.6,\"LON\":133.01}\n",
                            i < 1400 ? "VERA" : "\xc2\xc5\xd0\xc0", i < 1400 ? 1 + i % 8 : 14);
  r = reading_of_bytes (text->str, text->len, NULL);
  g_assert_no_error (r->error);
  g_assert_cmpuint (r->summary.n_rejected, ==, 0);
  g_assert_true (reading_has_note (r, "month/day/year: line 1401 "));
}

/* A decimal point in any record says that MarineTraffic's speeds are knots; without one they are tenths. */
static void
test_speeds (void)
{
  static const char *const last[] = { "\"12.3\"", "12.0", "\"123\"" };
  static const char *const speeds[] = { " sog=123 cog", " sog=120 cog", " sog=123 cog" };

  for (gsize i = 0; i < G_N_ELEMENTS (last); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (Reading) r = NULL;

      for (guint n = 0; n < 400; n++)
        g_string_append_printf (text, "{\"MMSI\":304010417,\"LAT\":47.5,\"LON\":-5.5,\"SPEED\":%s,"
                                      "\"HEADING\":329,\"COURSE\":327,\"STATUS\":0,"
                                      "\"TIMESTAMP\":\"2017-05-19T09:00:57\"}\n",
                                n == 300 ? last[i] : "0");
      r = reading_of_bytes (text->str, text->len, NULL);
      g_assert_no_error (r->error);
      g_assert_cmpstr (r->summary.layout, ==, "json-marinetraffic");
      g_assert_nonnull (strstr (r->log->str, speeds[i]));
      g_assert_cmpint (reading_has_note (r, "tenths of a knot"), ==, i == 2);
    }
}

/* What CSV says of its columns is said here too. */
static void
test_notes (void)
{
  RsReadOptions options = { .time_zone = "Asia/Vladivostok" };
  g_autoptr (Reading) swapped = reading_of_text (
      "{\"time\":\"2024-03-07T12:00:00Z\",\"lat\":133.05,\"lon\":42.6,\"mmsi\":273123456}\n"
      "{\"time\":\"2024-03-07T12:01:00Z\",\"lat\":133.05,\"lon\":42.6,\"mmsi\":273123456}\n", NULL);
  g_autoptr (Reading) whole = reading_of_text (
      "{\"time\":\"2024-03-07T12:00:00\",\"lat\":35,\"lon\":133}\n", &options);

  g_assert_cmpuint (swapped->summary.n_rejected, ==, 2);
  g_assert_cmpuint (swapped->summary.notes->len, ==, 1);
  g_assert_true (reading_has_note (swapped, "look swapped"));
  g_assert_cmpuint (swapped->summary.advice, ==, RS_ADVICE_COLUMNS);
  g_assert_cmpuint (whole->summary.notes->len, ==, 1);
  g_assert_true (reading_has_note (whole, "all rows were taken for one vessel, “bytes”"));
  g_assert_nonnull (strstr (whole->summary.clock, "Asia/Vladivostok"));
}

static void
test_cut (void)
{
  static const char text[] = "{\"DATA\":[{\"mmsi\":1,\"t\":1709791260,\"lat\":1,\"lon\":2},\n"
                             "{\"mmsi\":1,\"t\":1709791261,\"lat\":1,\"lon\":3}]}";
  const char *second = strchr (text, '\n') + 1;

  for (const char *end = second; *end; end++)
    {
      g_autoptr (Reading) r = reading_of_bytes (text, (gsize) (end - text), NULL);

      g_test_message ("%.*s", (int) (end - text), text);
      g_assert_no_error (r->error);
      g_assert_cmpuint (r->summary.n_fixes, ==, (strchr (second, '}') < end ? 2u : 1u));
      g_assert_cmpuint (r->summary.n_rejected, ==, 1);
      g_assert_nonnull (strstr (r->log->str, "2 reject the file breaks off here\n"));
      g_assert_true (reading_has_note (r, "breaks off at line 2"));
    }
}

/* A time beside a date may be all of it. */
static void
test_full_clock (void)
{
  g_autoptr (Reading) r = reading_of_text (
      "{\"mmsi\":1,\"date\":\"2024-03-07\",\"time\":\"2024-03-07T12:00:00Z\",\"lat\":1,\"lon\":2}\n", NULL);
  g_autoptr (Reading) two = reading_of_text (
      "{\"mmsi\":1,\"date\":\"2024-03-07\",\"time\":\"12:00:00\",\"lat\":1,\"lon\":2}\n", NULL);

  g_assert_cmpstr (r->log->str, ==, "1 fix 1 2024-03-07T12:00:00Z 10000000 20000000\n");
  g_assert_cmpstr (two->log->str, ==, r->log->str);
}

#define LINE(second) "{\"mmsi\":1,\"t\":17097912" second ",\"lat\":1,\"lon\":2}"

/* Lines that are no object are counted and rejected, each by itself. */
static void
test_other_lines (void)
{
  g_autoptr (Reading) r = reading_of_text (
      LINE ("60") "\nnot json\n[1,{\"a\":[2]}]\n" LINE ("61") " and more\n" LINE ("62") ",\n"
      "\x1e" LINE ("63") "\n\n[1,\n" LINE ("64") "\n17", NULL);

  g_assert_no_error (r->error);
  g_assert_cmpuint (r->summary.n_records, ==, 10);
  g_assert_cmpuint (r->summary.n_fixes, ==, 5);
  g_assert_cmpstr (r->reasons->str, ==,
                   "2 line is no JSON object\n3 line is no JSON object\n4 line is no JSON object\n"
                   "8 line is no JSON object\n10 line is no JSON object\n");
  g_assert_nonnull (strstr (r->log->str, "9 fix 1 2024-03-07T06:01:04Z"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/aisstream", test_aisstream);
  g_test_add_func ("/json/shapes", test_shapes);
  g_test_add_func ("/json/map", test_map);
  g_test_add_func ("/json/date-order", test_date_order);
  g_test_add_func ("/json/date-order-late", test_date_order_late);
  g_test_add_func ("/json/speeds", test_speeds);
  g_test_add_func ("/json/notes", test_notes);
  g_test_add_func ("/json/other-lines", test_other_lines);
  g_test_add_func ("/json/named-layout", test_named_layout);
  g_test_add_func ("/json/numbered", test_numbered);
  g_test_add_func ("/json/unknown", test_unknown);
  g_test_add_func ("/json/full-clock", test_full_clock);
  g_test_add_func ("/json/cut", test_cut);
  g_test_add_func ("/json/hostile", test_hostile);
  return g_test_run ();
}
