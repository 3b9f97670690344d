/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/values.h"

#include <string.h>

#include "formats/csv-layout.h"

static void
test_decimal (void)
{
  static const struct
  {
    const char *text;
    guint scale;
    gboolean good;
    gint64 value;
  } rows[] = {
    { "43.07917", 7, TRUE, 430791700 },
    { "-70.75733", 7, TRUE, -707573300 },
    { "+3", 1, TRUE, 30 },
    { ".5", 1, TRUE, 5 },
    { "5.", 1, TRUE, 50 },
    { "0.05", 1, TRUE, 1 },
    { "0.049999", 1, TRUE, 0 },
    { "-0.05", 1, TRUE, -1 },
    { "55,4732", 7, TRUE, 554732000 },
    { "1e-3", 7, TRUE, 10000 },
    { "1.5E2", 1, TRUE, 1500 },
    { "133.05000000000000000000000000000000001", 7, TRUE, 1330500000 },
    { "0", 0, TRUE, 0 },
    { "", 1, FALSE, 0 },
    { "-", 1, FALSE, 0 },
    { ".", 1, FALSE, 0 },
    { "1.2.3", 1, FALSE, 0 },
    { "0x10", 1, FALSE, 0 },
    { "inf", 1, FALSE, 0 },
    { "nan", 1, FALSE, 0 },
    { "1e999", 1, FALSE, 0 },
    { "12 3", 1, FALSE, 0 },
    { "99999999999999999999", 0, FALSE, 0 },
    { "999999999999999999", 7, FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 value = 0;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (rs_value_decimal (rows[i].text, strlen (rows[i].text), rows[i].scale, &value),
                       ==, rows[i].good);
      if (rows[i].good)
        g_assert_cmpint (value, ==, rows[i].value);
    }
}

/* The value of a decimal number times 10^@scale, rounded half away from zero, digit by digit in 128 bits; FALSE if
 * the text is none. */
static gboolean
decimal_twin (const char *text, guint scale, __int128 *out)
{
  gboolean negative = *text == '-', has_point = FALSE;
  guint n_digits = 0, n_fraction = 0;
  __int128 value = 0;
  int round_digit = 0;

  for (const char *p = text + (*text == '-' || *text == '+'); *p; p++)
    {
      if ((*p == '.' || *p == ',') && !has_point)
        {
          has_point = TRUE;
          continue;
        }
      if (!g_ascii_isdigit (*p))
        return FALSE;
      n_digits++;
      if (!has_point || n_fraction < scale)
        value = value * 10 + (*p - '0');
      else if (n_fraction == scale)
        round_digit = *p - '0';
      n_fraction += has_point;
    }
  for (; n_fraction < scale; n_fraction++)
    value *= 10;
  value += round_digit >= 5;
  *out = negative ? -value : value;
  return n_digits > 0;
}

/* The quick way and the slow one say the same of every text that a cell may hold, and what they say is right. */
static void
test_decimal_twin (void)
{
  static const char alphabet[] = "0123456789012345678901234567899.,-+ xe";
  guint64 n_numbers = 0;

  for (guint seed = 1; seed <= 400000; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      guint len = (guint) g_rand_int_range (rand, 0, 21), scale = (guint) g_rand_int_range (rand, 0, 10);
      /* Most are numbers; some have what no number has. */
      guint n_letters = g_rand_int_range (rand, 0, 4) ? 33 : (guint) strlen (alphabet);
      char text[24], padded[48];
      __int128 wanted = 0;
      gint64 quick = 0, slow = 0;
      gboolean is_number, is_quick, is_slow, has_sign;

      for (guint i = 0; i < len; i++)
        text[i] = alphabet[g_rand_int_range (rand, 0, (gint32) n_letters)];
      text[len] = '\0';
      if (len > 1 && g_rand_int_range (rand, 0, 2))
        text[0] = '-';
      is_number = decimal_twin (text, scale, &wanted);
      is_quick = rs_value_decimal (text, len, scale, &quick);
      /* Too long for the quick way, and of the same value. */
      has_sign = text[0] == '-' || text[0] == '+';
      g_snprintf (padded, sizeof padded, "%.*s%s%s", has_sign, text, "0000000000000000",
                  text + has_sign);
      is_slow = rs_value_decimal (padded, strlen (padded), scale, &slow);
      if (is_number && ABS (wanted) < (__int128) 90000000000000000)
        {
          g_assert_true (is_quick);
          g_assert_true (is_slow);
        }
      /* Beyond, it may be refused. */
      if (is_number && is_quick)
        g_assert_true (quick == wanted);
      if (is_number && is_slow)
        g_assert_true (slow == wanted);
      if (!is_number && !strchr (text, 'e') && n_letters == 33)
        g_assert_false (is_quick);
      if (is_quick && is_slow)
        g_assert_cmpint (quick, ==, slow);
      n_numbers += is_number;
    }
  g_test_message ("%" G_GUINT64_FORMAT " numbers", n_numbers);
  g_assert_cmpuint (n_numbers, >, 100000);
}

/* Degrees x 10^7 written with seven decimals come back exactly. */
static void
test_decimal_round_trip (void)
{
  for (guint i = 0; i < 5000; i++)
    {
      gint64 e7 = g_test_rand_int_range (-1800000000, 1800000000), back;
      guint64 size = (guint64) ABS (e7);
      g_autofree char *text
          = g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%07" G_GUINT64_FORMAT, e7 < 0 ? "-" : "",
                             size / 10000000, size % 10000000);

      g_assert_true (rs_value_decimal (text, strlen (text), 7, &back));
      g_assert_cmpint (back, ==, e7);
    }
}

static void
test_uint (void)
{
  guint64 value;

  g_assert_true (rs_value_uint ("367752440", 9, 999999999, &value));
  g_assert_cmpuint (value, ==, 367752440);
  g_assert_true (rs_value_uint ("31.0", 4, 255, &value));
  g_assert_cmpuint (value, ==, 31);
  g_assert_false (rs_value_uint ("31.5", 4, 255, &value));
  g_assert_false (rs_value_uint ("47730790x", 9, 999999999, &value));
  g_assert_false (rs_value_uint ("", 0, 999999999, &value));
  g_assert_false (rs_value_uint ("256", 3, 255, &value));
  g_assert_false (rs_value_uint ("99999999999999999999999", 23, G_MAXUINT64, &value));
}

static void
test_none (void)
{
  static const char *const none[] = { "", "NA", "None", "Unknown", "Undefined", "nan", "NULL", "-" };
  static const char *const some[] = { "0", "NANA", "5", "NAUTILUS", "UNKNOWN1" };

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_true (rs_value_is_none (none[i], strlen (none[i])));
  for (gsize i = 0; i < G_N_ELEMENTS (some); i++)
    g_assert_false (rs_value_is_none (some[i], strlen (some[i])));
}

static void
test_times (void)
{
  static const struct
  {
    const char *zone, *text, *time; /* NULL: refused */
  } rows[] = {
    { NULL, "2017-12-01T00:00:01", "2017-12-01T00:00:01Z" },
    { NULL, "2022-09-01 12:55:35", "2022-09-01T12:55:35Z" },
    { NULL, "2022-09-01 12:55", "2022-09-01T12:55:00Z" },
    { NULL, "2022-09-01", "2022-09-01T00:00:00Z" },
    { NULL, "15/02/2023 00:00:00", "2023-02-15T00:00:00Z" },
    { NULL, "5/2/2023 7:08", "2023-02-05T07:08:00Z" },
    { NULL, "2023/02/15 01:02:03", "2023-02-15T01:02:03Z" },
    { NULL, "20210701_185151", "2021-07-01T18:51:51Z" },
    { NULL, "20210701T185151Z", "2021-07-01T18:51:51Z" },
    { NULL, "2021-07-01 18:51:51 UTC", "2021-07-01T18:51:51Z" },
    { NULL, "2021-07-01 18:51:51.123456789 +0000 UTC", "2021-07-01T18:51:51.123Z" },
    { NULL, "2026-06-30T05:49:19+00:00", "2026-06-30T05:49:19Z" },
    { NULL, "2026-06-30T05:49:19+10:00", "2026-06-29T19:49:19Z" },
    { NULL, "2026-06-30T05:49:19-0330", "2026-06-30T09:19:19Z" },
    { NULL, "1512086401", "2017-12-01T00:00:01Z" },
    { NULL, "1512086401.5", "2017-12-01T00:00:01.500Z" },
    { NULL, "1512086401250", "2017-12-01T00:00:01.250Z" },
    { NULL, "2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z" },
    { "Asia/Vladivostok", "2024-03-07 15:00:00", "2024-03-07T05:00:00Z" },
    { "Asia/Vladivostok", "2024-03-07 15:00:00Z", "2024-03-07T15:00:00Z" },
    { "+09:00", "2024-03-07 15:00:00", "2024-03-07T06:00:00Z" },
    /* Summer and winter time. */
    { "Europe/Copenhagen", "15/07/2023 12:00:00", "2023-07-15T10:00:00Z" },
    { "Europe/Copenhagen", "15/01/2023 12:00:00", "2023-01-15T11:00:00Z" },
    /* Times that the clocks show twice, and that they skip: east and west, and without summer time. */
    { "Europe/Copenhagen", "2023-10-29 01:59:59", "2023-10-28T23:59:59Z" },
    { "Europe/Copenhagen", "2023-10-29 02:30:00", "2023-10-29T01:30:00Z" },
    { "Europe/Copenhagen", "2023-03-26 02:30:00", "2023-03-26T01:30:00Z" },
    { "Europe/Copenhagen", "2023-03-26 03:00:00", "2023-03-26T01:00:00Z" },
    { "America/New_York", "2023-11-05 01:30:00", "2023-11-05T06:30:00Z" },
    { "America/New_York", "2023-03-12 02:30:00", "2023-03-12T07:30:00Z" },
    { "Asia/Vladivostok", "2014-10-26 01:30:00", "2014-10-25T15:30:00Z" },
    { "Asia/Vladivostok", "2014-10-26 00:59:59", "2014-10-25T13:59:59Z" },
    { NULL, "2017-12-01Txx:00:01", NULL },
    { NULL, "2017-13-01T00:00:01", NULL },
    { NULL, "2017-02-29T00:00:01", NULL },
    { NULL, "2017-02-28T24:00:01", NULL },
    { NULL, "2017-02-28T12:00:01 noon", NULL },
    { NULL, "02/15/2023 00:00:00", NULL },
    { NULL, "yesterday", NULL },
    { NULL, "", NULL },
    { NULL, "1", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      RsTimeReader reader;
      gint64 t_ms = 0;
      gboolean ok;

      g_test_message ("%s", rows[i].text);
      g_assert_true (rs_time_reader_init (&reader, rows[i].zone));
      ok = rs_time_reader_parse (&reader, rows[i].text, strlen (rows[i].text), &t_ms);
      g_assert_cmpint (ok, ==, rows[i].time != NULL);
      if (ok)
        {
          g_autofree char *text = rs_time_format (t_ms);

          g_assert_cmpstr (text, ==, rows[i].time);
        }
      rs_time_reader_clear (&reader);
    }
}

/* What is remembered between rows changes nothing. */
static void
test_time_memory (void)
{
  RsTimeReader kept;

  g_assert_true (rs_time_reader_init (&kept, "Europe/Copenhagen"));
  for (guint i = 0; i < 3000; i++)
    {
      RsTimeReader fresh;
      g_autofree char *text
          = g_strdup_printf ("%d-%02d-%02d %02d:%02d:%02d", g_test_rand_int_range (1996, 2030),
                             g_test_rand_int_range (1, 13), g_test_rand_int_range (1, 32),
                             g_test_rand_int_range (0, 24), g_test_rand_int_range (0, 60),
                             g_test_rand_int_range (0, 60));
      gint64 a = 0, b = 0;

      g_assert_true (rs_time_reader_init (&fresh, "Europe/Copenhagen"));
      g_assert_cmpint (rs_time_reader_parse (&kept, text, strlen (text), &a), ==,
                       rs_time_reader_parse (&fresh, text, strlen (text), &b));
      g_assert_cmpint (a, ==, b);
      rs_time_reader_clear (&fresh);
    }
  rs_time_reader_clear (&kept);
}

static void
test_zones (void)
{
  RsTimeReader reader;

  g_assert_false (rs_time_reader_init (&reader, "Mars/Olympus"));
  g_assert_true (rs_time_reader_init (&reader, ""));
  g_assert_null (reader.zone);
}

/* Times as people write them, and numbers whose unit is said. */
static void
test_time_forms (void)
{
  static const struct
  {
    RsTimeForm form;
    const char *text, *time; /* NULL: none */
  } rows[] = {
    { RS_TIME_FORM_ANY, "20210701_185151", "2021-07-01T18:51:51Z" },
    { RS_TIME_FORM_ANY, "20210701185151", "2021-07-01T18:51:51Z" },
    { RS_TIME_FORM_ANY, "202107011851", "2021-07-01T18:51:00Z" },
    { RS_TIME_FORM_ANY, "2022-12-29 18:22:32.318353001 +0000 UTC", "2022-12-29T18:22:32.318Z" },
    { RS_TIME_FORM_ANY, "2020-02-03 04:05:06 UTC", "2020-02-03T04:05:06Z" },
    { RS_TIME_FORM_ANY, "1709791200", "2024-03-07T06:00:00Z" },
    { RS_TIME_FORM_ANY, "1709791200123", "2024-03-07T06:00:00.123Z" },
    { RS_TIME_FORM_ANY, "1709791200123456", "2024-03-07T06:00:00.123Z" },
    { RS_TIME_FORM_ANY, "1709791200123456789", "2024-03-07T06:00:00.123Z" },
    { RS_TIME_FORM_ANY, "7 Mar 2024 06:00", "2024-03-07T06:00:00Z" },
    { RS_TIME_FORM_ANY, "07-March-2024", "2024-03-07T00:00:00Z" },
    { RS_TIME_FORM_ANY, "Mar 7, 2024 6:00 PM", "2024-03-07T18:00:00Z" },
    { RS_TIME_FORM_ANY, "2024年3月7日 12:00:05", "2024-03-07T12:00:05Z" },
    { RS_TIME_FORM_ANY, "2024年03月07日12時5分", "2024-03-07T12:05:00Z" },
    { RS_TIME_FORM_ANY, "2024年3月7日 午後1:02", "2024-03-07T13:02:00Z" },
    { RS_TIME_FORM_ANY, "2024년 3월 7일", "2024-03-07T00:00:00Z" },
    { RS_TIME_FORM_ANY, "2024년 3월 7일 오후 3시 5분 9초", "2024-03-07T15:05:09Z" },
    { RS_TIME_FORM_ANY, "2024년 3월 7일 15시", "2024-03-07T15:00:00Z" },
    { RS_TIME_FORM_ANY, "2024-03-07 오전 12:05:00", "2024-03-07T00:05:00Z" },
    { RS_TIME_FORM_ANY, "2024-03-07 오후 1:00:00", "2024-03-07T13:00:00Z" },
    { RS_TIME_FORM_ANY, "2024-03-07 오후 13:00:00", NULL },
    { RS_TIME_FORM_ANY, "2024年3月7", NULL },
    { RS_TIME_FORM_ANY, "2024年3月7日 12時5", NULL },
    { RS_TIME_FORM_ANY, "2024年13月7日", NULL },
    { RS_TIME_FORM_MDY, "3/7/24 12:05 AM", "2024-03-07T00:05:00Z" },
    { RS_TIME_FORM_DMY, "3/7/24 12:05 p.m.", "2024-07-03T12:05:00Z" },
    { RS_TIME_FORM_DMY, "3/13/2024", NULL },
    { RS_TIME_FORM_MDY, "13/3/2024", NULL },
    { RS_TIME_FORM_ANY, "3/7/2024 13:05 PM", NULL },
    { RS_TIME_FORM_YMD, "2024/3/7", "2024-03-07T00:00:00Z" },
    { RS_TIME_FORM_YMD, "7/3/2024", NULL },
    { RS_TIME_FORM_S, "1709791200.5", "2024-03-07T06:00:00.500Z" },
    { RS_TIME_FORM_MS, "1709791200123", "2024-03-07T06:00:00.123Z" },
    { RS_TIME_FORM_US, "1709791200123999", "2024-03-07T06:00:00.123Z" },
    { RS_TIME_FORM_NS, "1709791200123999999", "2024-03-07T06:00:00.123Z" },
    { RS_TIME_FORM_EXCEL, "45358.25", "2024-03-07T06:00:00Z" },
    { RS_TIME_FORM_MS, "900000000000000000", NULL },
    { RS_TIME_FORM_EXCEL, "1709791200000", NULL },
    { RS_TIME_FORM_S, "2024-03-07", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      RsTimeReader reader;
      g_autofree char *found = NULL;
      gint64 t_ms;

      g_test_message ("%s", rows[i].text);
      g_assert_true (rs_time_reader_init (&reader, NULL));
      reader.form = rows[i].form;
      if (rs_time_reader_parse (&reader, rows[i].text, strlen (rows[i].text), &t_ms))
        found = rs_time_format (t_ms);
      g_assert_cmpstr (found, ==, rows[i].time);
    }
}

static void
test_degrees (void)
{
  static const struct
  {
    const char *text;
    gint64 e7; /* G_MAXINT64: none */
  } rows[] = {
    { "42.5", 425000000 },          { "42.5N", 425000000 },
    { "S 42.5", -425000000 },       { "132,5 W", -1325000000 },
    { "42 30 N", 425000000 },       { "42°30'36\"S", -425100000 },
    { "132-30.6E", 1325100000 },    { "-42 30", -425000000 },
    { "42 60 N", G_MAXINT64 },      { "N", G_MAXINT64 },
    { "42 30 30 30", G_MAXINT64 },  { "", G_MAXINT64 },
    { "x42", G_MAXINT64 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 e7 = G_MAXINT64;

      g_test_message ("%s", rows[i].text);
      if (!rs_value_degrees (rows[i].text, strlen (rows[i].text), &e7))
        e7 = G_MAXINT64;
      g_assert_cmpint (e7, ==, rows[i].e7);
    }
}

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    gint type;
    guint8 status;
  } rows[] = {
    { "Cargo", 70, 15 },         { "Tanker", 80, 15 },
    { "31.0", 31, 15 },          { "1004", 0, 15 },
    { "Towing long/wide", 32, 15 }, { "Undefined", 0, 15 },
    { "moored", 0, 5 },          { "Under way using engine", 0, 0 },
    { "underway using engines", 0, 0 }, { "Under way sailing", 0, 8 },
    { "Engaged in fishing", 0, 7 }, { "8.0", 8, 8 },
    { "Unknown value", 0, 15 },  { "Restricted maneuverability", 0, 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (rs_csv_parse_ship_type (rows[i].text, strlen (rows[i].text)), ==,
                       rows[i].type);
      g_assert_cmpint (rs_csv_parse_status (rows[i].text, strlen (rows[i].text)), ==,
                       rows[i].status);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/values/decimal", test_decimal);
  g_test_add_func ("/formats/values/decimal-twin", test_decimal_twin);
  g_test_add_func ("/formats/values/decimal-round-trip", test_decimal_round_trip);
  g_test_add_func ("/formats/values/uint", test_uint);
  g_test_add_func ("/formats/values/none", test_none);
  g_test_add_func ("/formats/values/times", test_times);
  g_test_add_func ("/formats/values/time-memory", test_time_memory);
  g_test_add_func ("/formats/values/zones", test_zones);
  g_test_add_func ("/formats/values/time-forms", test_time_forms);
  g_test_add_func ("/formats/values/degrees", test_degrees);
  g_test_add_func ("/formats/values/words", test_words);
  return g_test_run ();
}
