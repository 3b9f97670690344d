/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/csv.h"

#include <string.h>

/* Records as "line:cell|cell", bad ones as "line!". */
static char *
read_all (const char *text, gsize len, char delimiter)
{
  g_autoptr (RsInput) input = rs_input_new_for_bytes (text, len);
  g_autofree RsCsv *csv = g_new0 (RsCsv, 1);
  GString *out = g_string_new (NULL);
  const char *reason;
  RsCsvResult result;

  rs_csv_init (csv, input, delimiter);
  while ((result = rs_csv_next (csv, &reason, NULL)) != RS_CSV_END)
    {
      g_assert_cmpint (result, !=, RS_CSV_ERROR);
      g_string_append_printf (out, "%u%c", csv->line, result == RS_CSV_BAD ? '!' : ':');
      for (guint i = 0; result == RS_CSV_RECORD && i < csv->n_cells; i++)
        {
          if (i > 0)
            g_string_append_c (out, '|');
          g_string_append_len (out, csv->cells[i].text, (gssize) csv->cells[i].len);
        }
      g_string_append_c (out, ' ');
    }
  rs_csv_clear (csv);
  g_strchomp (out->str);
  return g_string_free (out, FALSE);
}

static void
test_records (void)
{
  static const struct
  {
    const char *text;
    char delimiter;
    const char *expected;
  } rows[] = {
    { "", ',', "" },
    { "\n\n", ',', "" },
    { "a,b\nc,d\n", ',', "1:a|b 2:c|d" },
    { "a,b\r\nc,d", ',', "1:a|b 2:c|d" },
    { "a,b\r\n\r\nc,d\ne,f\r\n", ',', "1:a|b 3:c|d 4:e|f" },
    { "\xef\xbb\xbf"
      "a,b\n",
      ',', "1:a|b" },
    { "a;b,c\n", ';', "1:a|b,c" },
    { "a\tb\n", '\t', "1:a|b" },
    { ",,\n", ',', "1:||" },
    { "\"a,b\",c\n", ',', "1:a,b|c" },
    { "\"a \"\"b\"\"\",c\n", ',', "1:a \"b\"|c" },
    { "x,\"{\"\"k\"\": [1, 2]}\",y\n", ',', "1:x|{\"k\": [1, 2]}|y" },
    { "a b\"c,d\n", ',', "1:a b\"c|d" },
    { " \"a\" ,b\n", ',', "1:a|b" },
    { "\"a\"x,b\n", ',', "1:ax|b" },
    { "\"two\nlines\",b\nc,d\n", ',', "1:two\nlines|b 3:c|d" },
    { "\"two\r\nlines\",b\nc,d\n", ',', "1:two\r\nlines|b 3:c|d" },
    { "\"\",\"\"\n", ',', "1:|" },
    /* A quote that stays open, or that closes no cell, is a letter. */
    { "a,\"b\nc,d\ne,f\n", ',', "1:a|\"b 2:c|d 3:e|f" },
    { "a,\"b", ',', "1:a|\"b" },
    { "\"a,b\nc,\"d\n", ',', "1:\"a|b 2:c|\"d" },
    { "1,\"A\"\",\"B\",\"C\n", ',', "1:1|A\",B\"|\"C" },
    /* So is one that would swallow a row. */
    { "1,\"A,2\n3,B,4\n5,C\",6\n", ',', "1:1|\"A|2 2:3|B|4 3:5|C\"|6" },
    { "1,\"A,2\r\n5,C\",6\r\n", ',', "1:1|\"A|2 2:5|C\"|6" },
    { "1;-2;\"A\n5;6;C\"\n", ';', "1:1|-2|\"A 2:5|6|C\"" },
    { "\"A,2,3\nB\",,3\n", ',', "1:\"A|2|3 2:B\"||3" },
    { "1,\"A,2\n3,\"B, C\",4\n5,\"C\",6\n", ',', "1:1|\"A|2 2:3|B, C|4 3:5|C|6" },
    /* Text over lines is not a row because it has commas. */
    { "1,A,\"see Smith,\nJones, Miller, Smith\"\n", ',', "1:1|A|see Smith,\nJones, Miller, Smith" },
    { "1,\"Moved 2023, then\n4, 5 and\n\n6, again\",2\n3,B,4\n", ',',
      "1:1|Moved 2023, then\n4, 5 and\n\n6, again|2 5:3|B|4" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = read_all (rows[i].text, strlen (rows[i].text), rows[i].delimiter);

      g_assert_cmpstr (found, ==, rows[i].expected);
    }
}

/* Cells written with and without quotes come back, whatever is in them. */
static void
test_round_trip (void)
{
  static const char letters[] = "ab,\"; \n'";

  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL), expected = g_string_new (NULL);
      guint line = 1, n_rows = (guint) g_test_rand_int_range (1, 8);
      g_autofree char *found = NULL;

      for (guint r = 0; r < n_rows; r++)
        {
          guint start = line;

          g_string_append_printf (expected, "%s%u:", r ? " " : "", start);
          for (guint c = 0; c < 3; c++)
            {
              g_string_append (text, c ? ",\"" : "\"");
              g_string_append (expected, c ? "|" : "");
              for (gint n = g_test_rand_int_range (0, 6); n > 0; n--)
                {
                  char letter = letters[g_test_rand_int_range (0, sizeof letters - 1)];

                  line += letter == '\n';
                  g_string_append_c (text, letter);
                  if (letter == '"')
                    g_string_append_c (text, '"');
                  g_string_append_c (expected, letter);
                }
              g_string_append_c (text, '"');
            }
          g_string_append_c (text, '\n');
          line++;
        }
      found = read_all (text->str, text->len, ',');
      g_strchomp (expected->str);
      g_assert_cmpstr (found, ==, expected->str);
    }
}

/* Many lines over the edge of the window, one of them far too long. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (RsInput) input = NULL;
  g_autofree RsCsv *csv = g_new0 (RsCsv, 1);
  const char *reason;
  guint n = 0, n_bad = 0;
  RsCsvResult result;

  for (guint i = 0; i < 100000; i++)
    {
      g_string_append_printf (text, "%u,name %u,x\n", i, i);
      if (i == 50000)
        {
          for (guint c = 0; c < 300000; c++)
            g_string_append (text, "0,");
          g_string_append_c (text, '\n');
        }
    }
  input = rs_input_new_for_bytes (text->str, text->len);
  rs_csv_init (csv, input, ',');
  while ((result = rs_csv_next (csv, &reason, NULL)) != RS_CSV_END)
    if (result == RS_CSV_BAD)
      {
        g_assert_cmpuint (csv->line, ==, 50002);
        g_assert_cmpstr (reason, ==, "line is too long");
        n_bad++;
      }
    else
      {
        g_autofree char *first = g_strndup (csv->cells[0].text, csv->cells[0].len);
        g_autofree char *wanted = g_strdup_printf ("%u", n++);

        g_assert_cmpstr (first, ==, wanted);
        g_assert_cmpuint (csv->line, ==, n + n_bad);
      }
  g_assert_cmpuint (n, ==, 100000);
  g_assert_cmpuint (n_bad, ==, 1);
  rs_csv_clear (csv);
}

/* A file full of quotes that no line closes is read in linear time. */
static void
test_open_quotes (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *found = NULL;
  guint n = 0;

  for (guint i = 0; i < 200000; i++)
    g_string_append (text, "a\"b,\"c\"\"\n");
  found = read_all (text->str, text->len, ',');
  for (const char *c = found; *c; c++)
    n += *c == ':';
  g_assert_cmpuint (n, >, 100000);
  g_assert_cmpfloat (g_test_timer_elapsed (), <, 30);
}

static void
test_columns (void)
{
  g_autofree char *many = g_strnfill (RS_MAX_COLUMNS + 10, ',');
  g_autofree char *found = read_all (many, strlen (many), ',');

  g_assert_cmpstr (found, ==, "1!");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_timer_start ();
  g_test_add_func ("/formats/csv/records", test_records);
  g_test_add_func ("/formats/csv/round-trip", test_round_trip);
  g_test_add_func ("/formats/csv/long", test_long);
  g_test_add_func ("/formats/csv/open-quotes", test_open_quotes);
  g_test_add_func ("/formats/csv/columns", test_columns);
  return g_test_run ();
}
