/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/nmea.h"

#include <string.h>

#include "aivdm.h"

/* The payload is of no matter here; any armour does. */
#define BODY "!AIVDM,1,1,,A,13aGua?P00PHfERNFruh0?vN289E,0"

static char *
expand (const char *template, const char *sentence)
{
  g_auto (GStrv) parts = g_strsplit (template, "%", -1);

  return g_strjoinv (sentence, parts);
}

static void
test_around (void)
{
  static const struct
  {
    const char *line; /* % stands for the sentence */
    guint n;
    gint64 tag_ms, beside_ms; /* of the first; 0 none */
    const char *station;
    guint group_part, group_total, group_id;
  } rows[] = {
    { "%", 1, 0, 0, "", 0, 0, 0 },
    { "\\s:rORBCOMM007,q:u,c:1418171722,T:2014-12-10 00.35.22*55\\%", 1, 1418171722000, 0,
      "rORBCOMM007", 0, 0, 0 },
    { "\\c:1599239526500,s:sdr*61\\%", 1, 1599239526500, 0, "sdr", 0, 0, 0 },
    { "\\g:1-2-1604,s:x,c:1418169601*30\\%", 1, 1418169601000, 0, "x", 1, 2, 1604 },
    { "\\g:1-2--001*42\\%", 1, 0, 0, "", 0, 0, 0 },
    { "\\g:3-2-7*6B\\%", 1, 0, 0, "", 0, 0, 0 },
    { "\\1G2:0125,c:1354719387*0D\\%", 1, 1354719387000, 0, "", 1, 2, 125 },
    { "\\:,c:1364272372*4E\\%", 1, 1364272372000, 0, "", 0, 0, 0 },
    { "\\c:1420030798\\%", 1, 1420030798000, 0, "", 0, 0, 0 },
    { "\\c:1420030798*00\\%", 1, 1420030798000, 0, "", 0, 0, 0 },
    { "\\c:1420030798*01\\%", 1, 0, 0, "", 0, 0, 0 },
    { "\\s:x,c:1420030798*3\\%", 1, 0, 0, "", 0, 0, 0 },
    { "\\c:1420030798*01\\\\s:x\\%", 1, 0, 0, "x", 0, 0, 0 },
    { "\\c:12415440354*68\\%", 1, 0, 0, "", 0, 0, 0 },
    { "%,r003669987,1152921693", 1, 0, 1152921693000, "r003669987", 0, 0, 0 },
    { "%,1485907262", 1, 0, 1485907262000, "", 0, 0, 0 },
    { "%,1485907262\r", 1, 0, 1485907262000, "", 0, 0, 0 },
    { "%,x259906,s28320,d-098,T33.71,r003669973,1152921694", 1, 0, 1152921694000, "r003669973", 0,
      0, 0 },
    { "%,1daasd4218,,1357134222", 1, 0, 1357134222000, "", 0, 0, 0 },
    { "%,r003669987,nonsense", 1, 0, 0, "r003669987", 0, 0, 0 },
    { "1485907262123456789 %", 1, 0, 1485907262123, "", 0, 0, 0 },
    { "1485907262 \\s:q*38\\%", 1, 0, 1485907262000, "q", 0, 0, 0 },
    { "1485907262.5 %", 1, 0, 1485907262500, "", 0, 0, 0 },
    { "[1485907262] %", 1, 0, 1485907262000, "", 0, 0, 0 },
    { "%,1485907262.25", 1, 0, 1485907262250, "", 0, 0, 0 },
    { "% 1485907262", 1, 0, 1485907262000, "", 0, 0, 0 },
    { "%\t2017-02-01 00:01:02", 1, 0, 1485907262000, "", 0, 0, 0 },
    { "2017-02-01T00:01:02Z,\"%\"", 1, 0, 1485907262000, "", 0, 0, 0 },
    { "{\"time\":1485907262.5,\"nmea\":\"%\"}", 1, 0, 1485907262500, "", 0, 0, 0 },
    { "{\"nmea\":\"%\",\"mmsi\":636012345,\"at\":\"2017-02-01T00:01:02Z\"}", 1, 0,
      1485907262000, "", 0, 0, 0 },
    { "%%", 2, 0, 0, "", 0, 0, 0 },
    { "%\\c:1418171722*55\\%", 2, 0, 0, "", 0, 0, 0 },
    { "%,1485907262 %,1485907263", 2, 0, 1485907262000, "", 0, 0, 0 },
    { "# %", 0, 0, 0, "", 0, 0, 0 },
    { "IamNotAnAisMessage1111", 0, 0, 0, "", 0, 0, 0 },
    { "\\s:never closed %", 1, 0, 0, "", 0, 0, 0 },
    { "!", 0, 0, 0, "", 0, 0, 0 },
  };
  g_autofree char *sentence = aivdm_seal (BODY);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *line = expand (rows[i].line, sentence);
      RsNmeaSentence found, first = { 0 };
      gsize offset = 0;
      guint n = 0;

      g_test_message ("%s", line);
      while (rs_nmea_scan (line, strlen (line), &offset, &found) == RS_NMEA_SENTENCE)
        {
          RsNmeaVdm vdm;

          if (n++ == 0)
            first = found;
          g_assert_true (rs_nmea_is_vdm (&found));
          g_assert_null (rs_nmea_parse_vdm (&found, &vdm));
          g_assert_cmpmem (found.whole, found.whole_len, sentence, strlen (sentence));
        }
      g_assert_cmpuint (n, ==, rows[i].n);
      if (n == 0)
        continue;
      g_assert_cmpint (first.tag_ms, ==, rows[i].tag_ms ? rows[i].tag_ms : RS_TIME_NONE);
      g_assert_cmpint (first.beside_ms, ==, rows[i].beside_ms ? rows[i].beside_ms : RS_TIME_NONE);
      g_assert_cmpstr (first.station, ==, rows[i].station);
      g_assert_cmpuint (first.group_part, ==, rows[i].group_part);
      g_assert_cmpuint (first.group_total, ==, rows[i].group_total);
      g_assert_cmpuint (first.group_id, ==, rows[i].group_id);
    }
}

static void
test_fields (void)
{
  static const struct
  {
    const char *body;
    const char *problem; /* NULL: good */
    const char *payload;
  } rows[] = {
    { "!AIVDM,1,1,,A,15,0", NULL, "15" },
    { "!BSVDO,1,1,,,15,2", NULL, "15" },
    { "!AIVDM,1,1,1,,15,0,0", NULL, "15" }, /* an extra field behind */
    { "!AIVDM,1,1,1,,,15,0", NULL, "15" },  /* and before */
    { "!AIVDM,1,1,,A,15,", NULL, "15" },
    { "!AIVDM,1,1,,A,,0", "no payload", NULL },
    { "!AIVDM,0,1,,A,15,0", "part numbers are not possible", NULL },
    { "!AIVDM,1,2,,A,15,0", "part numbers are not possible", NULL },
    { "!AIVDM,x,1,,A,15,0", "part numbers are not readable", NULL },
    { "!AIVDM,1,1,,A,15", "wrong number of fields", NULL },
    { "!AIVDM,1,1,,A,15,9", "fill bits are not 0 to 5", NULL },
  };
  RsNmeaSentence s;
  RsNmeaVdm vdm;
  gsize offset;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *line = aivdm_seal (rows[i].body);

      offset = 0;
      g_test_message ("%s", line);
      g_assert_cmpint (rs_nmea_scan (line, strlen (line), &offset, &s), ==, RS_NMEA_SENTENCE);
      g_assert_true (rs_nmea_is_vdm (&s));
      g_assert_cmpstr (rs_nmea_parse_vdm (&s, &vdm), ==, rows[i].problem);
      if (rows[i].payload)
        g_assert_cmpmem (vdm.payload, vdm.payload_len, rows[i].payload, strlen (rows[i].payload));
    }
  offset = 0;
  g_assert_cmpint (rs_nmea_scan (BODY "*00", strlen (BODY) + 3, &offset, &s), ==, RS_NMEA_SENTENCE);
  g_assert_cmpstr (rs_nmea_parse_vdm (&s, &vdm), ==, "wrong checksum");
  offset = 0;
  g_assert_cmpint (rs_nmea_scan (BODY, strlen (BODY), &offset, &s), ==, RS_NMEA_SENTENCE);
  g_assert_cmpstr (rs_nmea_parse_vdm (&s, &vdm), ==, "no checksum");
}

static void
test_tag_alone (void)
{
  const char *line = "\\si:AISD,c:1418171722*46\\";
  RsNmeaSentence s;
  gsize offset = 0;

  g_assert_cmpint (rs_nmea_scan (line, strlen (line), &offset, &s), ==, RS_NMEA_TAG_ONLY);
  g_assert_cmpint (s.tag_ms, ==, 1418171722000);
  g_assert_cmpint (rs_nmea_scan (line, strlen (line), &offset, &s), ==, RS_NMEA_END);
}

static void
test_clocks (void)
{
  static const struct
  {
    const char *body;
    RsAisClock clock;
    const char *time;
  } rows[] = {
    { "$PGHP,1,2014,10,2,16,30,3,887,219,1,992190917,1,7B", RS_AIS_CLOCK_PGHP,
      "2014-10-02T16:30:03.887Z" },
    { "$PGHP,1,2013,11,12,12,0,0,11,219", RS_AIS_CLOCK_PGHP, "2013-11-12T12:00:00.011Z" },
    { "$PGHP,1,2013,13,12,12,0,0,11,219", RS_AIS_CLOCK_NONE, NULL },
    { "$GPRMC,213950.00,A,5250.5,N,00542.3,E,0.020,,070420,,,A", RS_AIS_CLOCK_RMC,
      "2020-04-07T21:39:50Z" },
    { "$GPRMC,213950.25,A,5250.5,N,00542.3,E,0.020,,070420,,,A", RS_AIS_CLOCK_RMC,
      "2020-04-07T21:39:50.250Z" },
    { "$GPRMC,213950.00,V,5250.5,N,00542.3,E,0.020,,070420,,,A", RS_AIS_CLOCK_NONE, NULL },
    { "$GPZDA,201530.00,04,07,2002,00,00", RS_AIS_CLOCK_ZDA, "2002-07-04T20:15:30Z" },
    { "$GPZDA,201530.00,,,,00,00", RS_AIS_CLOCK_NONE, NULL },
    { "$GPGGA,213950.00,5250.53669,N,00542.34920,E,1,09", RS_AIS_CLOCK_NONE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *line = aivdm_seal (rows[i].body);
      RsNmeaSentence s;
      gsize offset = 0;
      gint64 t_ms = 0;

      g_test_message ("%s", line);
      g_assert_cmpint (rs_nmea_scan (line, strlen (line), &offset, &s), ==, RS_NMEA_SENTENCE);
      g_assert_cmpint (rs_nmea_parse_clock (&s, &t_ms), ==, rows[i].clock);
      if (rows[i].time)
        {
          g_autofree char *text = rs_time_format (t_ms);

          g_assert_cmpstr (text, ==, rows[i].time);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ais/nmea/around", test_around);
  g_test_add_func ("/ais/nmea/fields", test_fields);
  g_test_add_func ("/ais/nmea/tag-alone", test_tag_alone);
  g_test_add_func ("/ais/nmea/clocks", test_clocks);
  return g_test_run ();
}
