/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/stream.h"

#include <string.h>

#include "aivdm.h"

/* Everything that a stream said, in short lines. */
typedef struct
{
  GString *log;
  RsAisStream *stream;
  guint32 line;
} Fixture;

static void
message_cb (const RsAisReport *report, gpointer user_data)
{
  Fixture *f = user_data;
  g_autofree char *t = rs_time_format (report->t_ms);

  g_string_append_printf (f->log, "%u-%u:%u/%u@%s ", report->line, report->last_line,
                          report->message.type, report->message.mmsi, t);
}

static void
reject_cb (guint32 line, const char *reason, const char *text, gsize len, gpointer user_data)
{
  Fixture *f = user_data;

  g_string_append_printf (f->log, "%u!%.12s ", line, reason);
}

static void
open_fixture (Fixture *f, gint64 date_ms)
{
  static const RsAisStreamFuncs funcs = { message_cb, reject_cb, NULL };

  f->log = g_string_new (NULL);
  f->stream = rs_ais_stream_new (&funcs, f, date_ms);
  f->line = 0;
}

static void
push (Fixture *f, const char *line)
{
  rs_ais_stream_push_line (f->stream, line, strlen (line), ++f->line);
}

static void
check (Fixture *f, const char *expected)
{
  rs_ais_stream_flush (f->stream);
  g_strchomp (f->log->str);
  g_assert_cmpstr (f->log->str, ==, expected);
  g_string_free (f->log, TRUE);
  rs_ais_stream_free (f->stream);
}

static char *
position (guint32 mmsi, guint second)
{
  RsAisMessage m = { .type = 1, .mmsi = mmsi };

  m.position.second = (guint8) second;
  return aivdm_sentence (&m, 'A');
}

static char *
base (int hour, int minute, int second)
{
  RsAisMessage m = { .type = 4, .mmsi = 4310000 };

  m.base = (RsAisBase){ .year = 2024, .month = 3, .day = 7, .hour = (guint8) hour,
                        .minute = (guint8) minute, .second = (guint8) second };
  return aivdm_sentence (&m, 'A');
}

static GPtrArray *
voyage (guint32 mmsi, guint sequence)
{
  RsAisMessage m = { .type = 5, .mmsi = mmsi };
  AivdmBits bits;

  strcpy (m.statics.name, "NAMED");
  aivdm_encode (&m, &bits);
  return aivdm_sentences (&bits, 'B', sequence, 60);
}

static void
push_with (Fixture *f, const char *before, const char *sentence, const char *after)
{
  g_autofree char *line = g_strconcat (before, sentence, after, NULL);

  push (f, line);
}

/* The tag block's time wins over $PGHP, that over the seconds behind the sentence. */
static void
test_clock_order (void)
{
  Fixture f;
  g_autofree char *s = position (1000001, 30);

  open_fixture (&f, RS_TIME_NONE);
  push (&f, "$PGHP,1,2024,3,7,1,2,3,4,219,,,1,00");
  push_with (&f, "\\c:1709787600\\", s, ",1709787700");
  push (&f, "$PGHP,1,2024,3,7,1,2,3,4,219,,,1,00");
  push_with (&f, "", s, ",1709787700");
  push_with (&f, "", s, ",1709787700");
  push (&f, s);
  check (&f, "2-2:1/1000001@2024-03-07T05:00:00Z 4-4:1/1000001@2024-03-07T01:02:03.004Z "
             "5-5:1/1000001@2024-03-07T05:01:40Z 6-6:1/1000001@");
}

static void
test_running_clock (void)
{
  Fixture f;
  g_autofree char *early = position (1000001, 30), *b = base (5, 59, 50), *late = position (1000002, 58);
  g_autofree char *next = position (1000003, 2), *none = position (1000004, 60);
  g_autofree char *back = position (1000005, 59);
  const RsAisStreamCounts *counts;

  open_fixture (&f, RS_TIME_NONE);
  push (&f, early);
  push (&f, b);
  push (&f, late);
  push (&f, next); /* over the hour */
  push (&f, none); /* no second: the clock as it stands */
  push (&f, back); /* delayed by three seconds */
  counts = rs_ais_stream_get_counts (f.stream);
  g_assert_cmpuint (counts->n_messages, ==, 6);
  g_assert_cmpuint (counts->n_by_clock[RS_AIS_CLOCK_BASE], ==, 5);
  g_assert_cmpuint (counts->n_by_type[1], ==, 5);
  check (&f, "1-1:1/1000001@ 2-2:4/4310000@2024-03-07T05:59:50Z "
             "3-3:1/1000002@2024-03-07T05:59:58Z 4-4:1/1000003@2024-03-07T06:00:02Z "
             "5-5:1/1000004@2024-03-07T06:00:02Z 6-6:1/1000005@2024-03-07T05:59:59Z");
}

/* $GPRMC is a clock too, also one that jumps back. */
static void
test_rmc (void)
{
  Fixture f;
  g_autofree char *s = position (1000001, 51);
  g_autofree char *rmc = aivdm_seal ("$GPRMC,213950.00,A,5250.5,N,00542.3,E,0.020,,070420,,,A");
  g_autofree char *earlier = aivdm_seal ("$GPRMC,203950.00,A,5250.5,N,00542.3,E,0.020,,070420,,,A");

  open_fixture (&f, RS_TIME_NONE);
  push (&f, rmc);
  push (&f, s);
  push (&f, earlier);
  push (&f, s);
  check (&f, "2-2:1/1000001@2020-04-07T21:39:51Z 4-4:1/1000001@2020-04-07T20:39:51Z");
}

static void
test_date (void)
{
  Fixture f;
  g_autofree char *a = position (1000001, 59), *b = position (1000001, 1);
  gint64 date_ms;

  g_assert_true (rs_time_parse ("2024-03-07T12:00:50", &date_ms));
  open_fixture (&f, date_ms);
  push (&f, a);
  push (&f, b);
  check (&f, "1-1:1/1000001@2024-03-07T12:00:59Z 2-2:1/1000001@2024-03-07T12:01:01Z");
}

static void
test_parts (void)
{
  Fixture f;
  g_autoptr (GPtrArray) a = voyage (1000001, 3), b = voyage (1000002, 3), c = voyage (1000003, 4);
  g_autofree char *other = position (1000009, 60);

  open_fixture (&f, RS_TIME_NONE);
  g_assert_cmpuint (a->len, ==, 2);
  /* Another message, another sequence number and a comment between the parts. */
  push (&f, a->pdata[0]);
  push (&f, c->pdata[0]);
  push (&f, other);
  push (&f, "# comment");
  push (&f, a->pdata[1]);
  push (&f, c->pdata[1]);
  /* The same sequence number, told apart by the group. */
  push_with (&f, "\\g:1-2-77,s:x,c:1709787600\\", a->pdata[0], "");
  push_with (&f, "\\g:1-2-78,s:y,c:1709787601\\", b->pdata[0], "");
  push_with (&f, "\\g:2-2-77\\", a->pdata[1], "");
  push_with (&f, "\\g:2-2-78\\", b->pdata[1], "");
  /* By the station. */
  push_with (&f, "", a->pdata[0], ",r003669987,1709787602");
  push_with (&f, "", b->pdata[0], ",r003669988,1709787603");
  push_with (&f, "", a->pdata[1], ",r003669987,1709787604");
  push_with (&f, "", b->pdata[1], ",r003669988,1709787604");
  check (&f, "3-3:1/1000009@ 1-5:5/1000001@ 2-6:5/1000003@ 7-9:5/1000001@2024-03-07T05:00:00Z "
             "8-10:5/1000002@2024-03-07T05:00:01Z 11-13:5/1000001@2024-03-07T05:00:02Z "
             "12-14:5/1000002@2024-03-07T05:00:03Z");
}

static void
test_broken_parts (void)
{
  Fixture f;
  g_autoptr (GPtrArray) a = voyage (1000001, 3), b = voyage (1000002, 3);

  open_fixture (&f, RS_TIME_NONE);
  push (&f, a->pdata[1]); /* an orphan */
  push (&f, a->pdata[0]); /* given up for b's first */
  push (&f, b->pdata[0]);
  push (&f, b->pdata[0]); /* heard again */
  push (&f, b->pdata[1]);
  push (&f, b->pdata[1]); /* an orphan again */
  push (&f, a->pdata[0]); /* waits until the end */
  check (&f, "1!part of a me 2!message is i 3-5:5/1000002@ 6!part of a me 7!message is i");
}

/* What the line begins with dates all its sentences but those that have a time of their own. */
static void
test_one_line (void)
{
  Fixture f;
  g_autoptr (GPtrArray) a = voyage (1000003, 3);
  g_autofree char *s = position (1000001, 30), *other = position (1000002, 30);
  g_autofree char *two = g_strconcat (s, other, NULL);
  g_autofree char *own = g_strconcat (s, "\\c:1709787700\\", other, s, NULL);
  g_autofree char *behind = g_strconcat (s, ",1709787700 ", other, NULL);
  g_autofree char *parts = g_strconcat (s, a->pdata[0], a->pdata[1], NULL);

  open_fixture (&f, RS_TIME_NONE);
  push_with (&f, "\\c:1709787600\\", two, "");
  push_with (&f, "2024-03-07T06:00:00Z ", two, "");
  push_with (&f, "\\c:1709787600\\", own, "");
  push (&f, behind); /* that was the first one's */
  push_with (&f, "\\c:1709787600\\", parts, "");
  push (&f, "\\c:1709787600\\");
  push (&f, two);
  check (&f, "1-1:1/1000001@2024-03-07T05:00:00Z 1-1:1/1000002@2024-03-07T05:00:00Z "
             "2-2:1/1000001@2024-03-07T06:00:00Z 2-2:1/1000002@2024-03-07T06:00:00Z "
             "3-3:1/1000001@2024-03-07T05:00:00Z 3-3:1/1000002@2024-03-07T05:01:40Z "
             "3-3:1/1000001@2024-03-07T05:00:00Z 4-4:1/1000001@2024-03-07T05:01:40Z "
             "4-4:1/1000002@ 5-5:1/1000001@2024-03-07T05:00:00Z "
             "5-5:5/1000003@2024-03-07T05:00:00Z 7-7:1/1000001@2024-03-07T05:00:00Z "
             "7-7:1/1000002@2024-03-07T05:00:00Z");
}

/* The same sequence number, channel and station, ten minutes later: two ships that each lost a part. */
static void
test_parts_apart (void)
{
  Fixture f;
  g_autoptr (GPtrArray) a = voyage (1000001, 3), b = voyage (1000002, 3), c = voyage (1000003, 3);
  g_autofree char *rmc = aivdm_seal ("$GPRMC,120000.00,A,4242.00,N,13303.00,E,0.0,0.0,070324,,");
  g_autofree char *minute = aivdm_seal ("$GPRMC,120100.00,A,4242.00,N,13303.00,E,0.0,0.0,070324,,");
  g_autofree char *later = aivdm_seal ("$GPRMC,121100.00,A,4242.00,N,13303.00,E,0.0,0.0,070324,,");

  /* By the times of the lines; where the first part comes again, it is another message's too. */
  open_fixture (&f, RS_TIME_NONE);
  push_with (&f, "\\s:x,c:1709787600\\", a->pdata[0], "");
  push_with (&f, "\\s:x,c:1709788200\\", b->pdata[1], "");
  push_with (&f, "2024-03-07T05:00:00Z ", a->pdata[0], "");
  push_with (&f, "2024-03-07T05:06:00Z ", a->pdata[0], "");
  push_with (&f, "2024-03-07T05:06:10Z ", a->pdata[1], "");
  /* A part without a time goes on with what came last; so does one whose clock is of another kind. */
  push_with (&f, "\\g:1-2-7,c:1709787600\\", c->pdata[0], "");
  push_with (&f, "\\g:2-2-7\\", c->pdata[1], "");
  push_with (&f, "\\c:1709787600\\", c->pdata[0], "");
  push_with (&f, "2024-03-07 14:00:00 ", c->pdata[1], "");
  check (&f, "1!message is i 2!part of a me 3!message is i 4-5:5/1000001@2024-03-07T05:06:00Z "
             "6-7:5/1000003@2024-03-07T05:00:00Z 8-9:5/1000003@2024-03-07T05:00:00Z");

  /* By the clock of the log, which may say the next minute between two parts. */
  open_fixture (&f, RS_TIME_NONE);
  push (&f, rmc);
  push (&f, a->pdata[0]);
  push (&f, minute);
  push (&f, a->pdata[1]);
  push (&f, a->pdata[0]);
  push (&f, later);
  push (&f, b->pdata[1]);
  check (&f, "2-4:5/1000001@2024-03-07T12:01:00Z 5!message is i 7!part of a me");
}

/* The tag block is alone on its line. */
static void
test_tag_line (void)
{
  Fixture f;
  g_autofree char *s = position (1000001, 1);

  open_fixture (&f, RS_TIME_NONE);
  push (&f, "\\c:1354719388*56\\");
  push (&f, s);
  push (&f, s);
  check (&f, "2-2:1/1000001@2012-12-05T14:56:28Z 3-3:1/1000001@");
}

static void
test_rejects (void)
{
  Fixture f;
  g_autofree char *s = position (1000001, 1), *garbage = aivdm_seal ("!AIVDM,1,1,,A,zzzz{{,0");
  g_autofree char *unknown = aivdm_seal ("!AIVDM,1,1,,A,t000000000000000,0");
  g_autofree char *shorty = aivdm_seal ("!AIVDM,1,1,,A,13aGua?P,0");
  g_autofree char *long_line = g_strnfill (RS_NMEA_MAX_LINE + 1, 'x');
  const RsAisStreamCounts *counts;

  open_fixture (&f, RS_TIME_NONE);
  push (&f, "");
  push (&f, "\r");
  push (&f, "# !AIVDM");
  push (&f, "nothing at all");
  push (&f, "$GPGGA,213950.00,5250.53669,N,00542.34920,E*00");
  push (&f, garbage);
  push (&f, unknown);
  push (&f, shorty);
  push (&f, long_line);
  push_with (&f, s, s, "\r");
  counts = rs_ais_stream_get_counts (f.stream);
  g_assert_cmpuint (counts->n_rejected, ==, 5);
  g_assert_cmpuint (counts->n_messages, ==, 2);
  g_assert_cmpuint (counts->n_other, ==, 1);
  g_assert_cmpuint (counts->n_lines, ==, 10);
  check (&f, "4!no NMEA sent 6!payload has  7!there is no  8!message is t 9!line is too  "
             "10-10:1/1000001@ 10-10:1/1000001@");
}

/* More open messages than there are slots: the oldest is given up, memory does not grow. */
static void
test_flood (void)
{
  Fixture f;
  guint n_lost = 0;

  open_fixture (&f, RS_TIME_NONE);
  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (GPtrArray) s = voyage (1000000 + i, 1);
      g_autofree char *tag = g_strdup_printf ("\\g:1-2-%u\\", i + 1);

      push_with (&f, tag, s->pdata[0], "");
    }
  rs_ais_stream_flush (f.stream);
  for (const char *c = f.log->str; *c; c++)
    n_lost += *c == '!';
  g_assert_cmpuint (n_lost, ==, 1000);
  g_string_free (f.log, TRUE);
  rs_ais_stream_free (f.stream);
}

/* A date that the user gives goes before a clock that is wrong: by whole days if it is only a date. */
static void
test_date_against_clock (void)
{
  static const struct
  {
    const char *date;
    const char *expected;
  } rows[] = {
    { "2024-03-07", "1-1:1/1000001@2024-03-07T00:00:05Z 2-2:1/1000001@2024-03-07T12:00:00Z "
                    "3-3:1/1000001@2024-03-08T11:59:59Z" },
    { "2024-03-07T06:00:00", "1-1:1/1000001@2024-03-07T06:00:05Z "
                             "2-2:1/1000001@2024-03-07T06:00:00Z "
                             "3-3:1/1000001@2024-03-08T05:59:59Z" },
    { "1980-01-06", "1-1:1/1000001@1980-01-06T00:00:05Z 2-2:1/1000001@1980-01-06T12:00:00Z "
                    "3-3:1/1000001@1980-01-07T11:59:59Z" },
  };
  g_autofree char *s = position (1000001, 5);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Fixture f;
      gint64 date_ms;

      g_assert_true (rs_time_parse (rows[i].date, &date_ms));
      open_fixture (&f, date_ms);
      push (&f, s);
      /* 1992-10-27T12:00:00Z and a day less a second later. */
      push_with (&f, "\\c:720187200\\", s, "");
      push_with (&f, "\\c:720273599\\", s, "");
      check (&f, rows[i].expected);
    }
}

static gint64
to_vladivostok_cb (gint64 local_ms, gpointer user_data)
{
  return local_ms - 10 * RS_HOUR_MS;
}

/* Local time where a logger writes it; ZDA is UTC, and seconds since 1970 have no zone. */
static void
test_local_time (void)
{
  static const RsAisStreamFuncs funcs = { message_cb, reject_cb, to_vladivostok_cb };
  Fixture f = { .log = g_string_new (NULL) };
  g_autofree char *s = position (1000001, 5);
  g_autofree char *zda = aivdm_seal ("$GPZDA,080000.00,07,03,2024,00,00");

  f.stream = rs_ais_stream_new (&funcs, &f, RS_TIME_NONE);
  push (&f, "$PGHP,1,2024,3,7,1,2,3,4,219,,,1,00");
  push (&f, s);
  push (&f, zda);
  push (&f, s);
  push_with (&f, "1709787600,", s, "");
  check (&f, "2-2:1/1000001@2024-03-06T15:02:03.004Z 4-4:1/1000001@2024-03-07T08:00:05Z "
             "5-5:1/1000001@2024-03-07T05:00:00Z");
}

/* A ship's answer (type 11) is a clock as a base station's report is. */
static void
test_type_11 (void)
{
  Fixture f;
  RsAisMessage m = { .type = 11, .mmsi = 1000002 };
  g_autofree char *s = position (1000001, 5), *answer = NULL;

  m.base = (RsAisBase){ .year = 2024, .month = 3, .day = 7, .hour = 5, .minute = 59, .second = 58 };
  answer = aivdm_sentence (&m, 'A');
  open_fixture (&f, RS_TIME_NONE);
  push (&f, answer);
  push (&f, s);
  check (&f, "1-1:11/1000002@2024-03-07T05:59:58Z 2-2:1/1000001@2024-03-07T06:00:05Z");
}

/* "!AIVDM,..." with another talker, channel or sequence number and its own checksum. */
static char *
change (const char *sentence, const char *talker, char channel)
{
  g_autofree char *body = g_strndup (sentence, (gsize) (strchr (sentence, '*') - sentence));
  char *at = body;

  memcpy (body + 1, talker, strlen (talker));
  for (guint i = 0; i < 4; i++)
    at = strchr (at, ',') + 1;
  if (*at != ',')
    *at = channel;
  return aivdm_seal (body);
}

/* The same sequence number at the same time on two channels, from two talkers and of the own ship. */
static void
test_interleaved (void)
{
  static const struct
  {
    const char *talker;
    char channel;
  } sources[] = { { "AIVDM", 'A' }, { "AIVDM", 'B' }, { "BSVDM", 'B' }, { "ABVDM", 'B' },
                  { "AIVDO", '1' } };
  Fixture f;

  open_fixture (&f, RS_TIME_NONE);
  for (guint part = 0; part < 2; part++)
    for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
      {
        g_autoptr (GPtrArray) parts = voyage (1000001 + i, 3);
        g_autofree char *line = change (parts->pdata[part], sources[i].talker, sources[i].channel);

        push (&f, line);
      }
  check (&f, "1-6:5/1000001@ 2-7:5/1000002@ 3-8:5/1000003@ 4-9:5/1000004@ 5-10:5/1000005@");
}

static void
test_talkers (void)
{
  static const char *const talkers[] = { "AIVDM", "ABVDM", "BSVDM", "ASVDM", "ANVDM", "BYVDM",
                                         "SSVDM", "SAVDM", "AAVDM", "AIVDO", "BSVDO" };
  g_autofree char *s = position (1000001, 5);
  Fixture f;
  const RsAisStreamCounts *counts;

  open_fixture (&f, RS_TIME_NONE);
  for (gsize i = 0; i < G_N_ELEMENTS (talkers); i++)
    {
      g_autofree char *line = change (s, talkers[i], 'A');

      push_with (&f, "", line, i % 2 ? "\r" : "");
    }
  counts = rs_ais_stream_get_counts (f.stream);
  g_assert_cmpuint (counts->n_messages, ==, G_N_ELEMENTS (talkers));
  g_assert_cmpuint (counts->n_rejected, ==, 0);
  g_string_free (f.log, TRUE);
  rs_ais_stream_free (f.stream);
}

/* A group that cannot be read is none; the parts are found by their sequence number. */
static void
test_malformed_group (void)
{
  Fixture f;
  g_autoptr (GPtrArray) a = voyage (1000001, 3);

  open_fixture (&f, RS_TIME_NONE);
  push_with (&f, "\\g:1-2--001,s:x,c:1709787600\\", a->pdata[0], "");
  push_with (&f, "\\g:2-2--001\\", a->pdata[1], "");
  push_with (&f, "\\g:,n:,c:\\", a->pdata[0], "");
  push_with (&f, "\\n:157,c:1709787601000,g:9-2-5\\", a->pdata[1], "");
  check (&f, "1-2:5/1000001@2024-03-07T05:00:00Z 3-4:5/1000001@2024-03-07T05:00:01Z");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ais/stream/clock-order", test_clock_order);
  g_test_add_func ("/ais/stream/running-clock", test_running_clock);
  g_test_add_func ("/ais/stream/rmc", test_rmc);
  g_test_add_func ("/ais/stream/date", test_date);
  g_test_add_func ("/ais/stream/parts", test_parts);
  g_test_add_func ("/ais/stream/broken-parts", test_broken_parts);
  g_test_add_func ("/ais/stream/one-line", test_one_line);
  g_test_add_func ("/ais/stream/parts-apart", test_parts_apart);
  g_test_add_func ("/ais/stream/tag-line", test_tag_line);
  g_test_add_func ("/ais/stream/rejects", test_rejects);
  g_test_add_func ("/ais/stream/flood", test_flood);
  g_test_add_func ("/ais/stream/date-against-clock", test_date_against_clock);
  g_test_add_func ("/ais/stream/local-time", test_local_time);
  g_test_add_func ("/ais/stream/type-11", test_type_11);
  g_test_add_func ("/ais/stream/interleaved", test_interleaved);
  g_test_add_func ("/ais/stream/talkers", test_talkers);
  g_test_add_func ("/ais/stream/malformed-group", test_malformed_group);
  return g_test_run ();
}
