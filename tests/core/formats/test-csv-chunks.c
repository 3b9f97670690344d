/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A CSV read by several threads in pieces is the CSV read line by line. */
#include "formats/csv-chunks.h"

#include "reading.h"

static void
append_row (GString *text, GRand *rand, guint i)
{
  static const char *const odd[] = {
    "\n", "\r\n", "#\n", "\"\n", "a,\"b\n", "\"273000001\",2024-03-07T06:00:00,\"4\n2\",133\n",
    "273000001,2024-03-07T06:00:00,91,181,,,,,,,\n", "273000001,nonsense,42,133\n", ",,,\n",
    "x,2024-03-07T06:00:00,42,133,,,,,,,\n", ",2024-03-07T06:00:00,42,133,,,,NOBODY,,,\n",
    "273000001,2024-03-07T06:00:00,42,133,1,2,3,\"A, \"\"B\"\"\",IMO9074729,CALL,80\n",
    "273000001,2024-03-07T06:00:00,42,133,1,2,3,\"TWO\nLINES\",IMO9074729,CALL,80\r\n",
    "273000001,2024-03-07T06:00:00,42,133,1,2,3,\"OLGA,IMO9074729,CALL,80\n",
    "273000001,2024-03-07T06:00:00,42,133,1,2,3,OLGA\",IMO9074729,CALL,80\r\n",
    "273000001 , 2024-03-07T06:00:00 ,42, 133 ,,,,Unknown,,,\n",
  };
  guint vessel = (guint) g_rand_int_range (rand, 0, 5);

  if (g_rand_int_range (rand, 0, 12) == 0)
    g_string_append (text, odd[g_rand_int_range (rand, 0, G_N_ELEMENTS (odd))]);
  else
    g_string_append_printf (text, "27300000%u,2024-03-0%dT06:%02u:%02u,42.%u,133.%u,%u.%u,%u,%u,%s,%s,C%u,80\n",
                            vessel, 1 + g_rand_int_range (rand, 0, 9), i / 60 % 60, i % 60,
                            (guint) g_rand_int_range (rand, 0, 100000), vessel, i % 12, i % 10,
                            i % 360, i % 360, g_rand_int_range (rand, 0, 20) ? "NAME" : "OTHER",
                            vessel % 2 ? "IMO9074729" : "", vessel);
}

/* What is read does not depend on the batches that fixes come in. */
static int
compare_lines (gconstpointer a, gconstpointer b)
{
  guint64 x = g_ascii_strtoull (*(char *const *) a, NULL, 10);
  guint64 y = g_ascii_strtoull (*(char *const *) b, NULL, 10);

  return x != y ? (x < y ? -1 : 1) : strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
sort_log (const char *log)
{
  g_auto (GStrv) lines = g_strsplit (log, "\n", -1);

  qsort (lines, g_strv_length (lines), sizeof *lines, compare_lines);
  return g_strjoinv ("\n", lines);
}

static void
compare (const char *text, gsize piece)
{
  g_autoptr (Reading) whole = NULL, pieces = NULL;
  g_autofree char *a = NULL, *b = NULL;

  rs_csv_chunks_set_size (G_MAXUINT32);
  whole = reading_of_text (text, NULL);
  rs_csv_chunks_set_size (piece);
  pieces = reading_of_text (text, NULL);
  rs_csv_chunks_set_size (0);
  g_assert_no_error (whole->error);
  g_assert_no_error (pieces->error);
  a = sort_log (whole->log->str);
  b = sort_log (pieces->log->str);
  g_assert_cmpstr (a, ==, b);
  g_assert_cmpuint (whole->summary.n_records, ==, pieces->summary.n_records);
  g_assert_cmpuint (whole->summary.n_fixes, ==, pieces->summary.n_fixes);
  g_assert_cmpuint (whole->summary.n_rejected, ==, pieces->summary.n_rejected);
  g_assert_cmpuint (whole->summary.n_statics, ==, pieces->summary.n_statics);
  g_assert_cmpuint (whole->summary.notes->len, ==, pieces->summary.notes->len);
  for (guint i = 0; i < whole->summary.notes->len; i++)
    g_assert_cmpstr (g_ptr_array_index (whole->summary.notes, i), ==,
                     g_ptr_array_index (pieces->summary.notes, i));
  g_assert_cmpstr (whole->summary.sha256, ==, pieces->summary.sha256);
}

static void
test_twin (void)
{
  static const char header[] = "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,"
                               "VesselType\n";
  guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (GString) text = g_string_new (header);
      guint n = (guint) g_rand_int_range (rand, 1, 300);

      for (guint i = 0; i < n; i++)
        append_row (text, rand, i);
      /* A line far longer than a piece, and than what is read of a line. */
      if (round % 10 == 0)
        {
          for (guint i = 0; i < 9000; i++)
            g_string_append (text, "longlong,");
          g_string_append_c (text, '\n');
          append_row (text, rand, 1);
        }
      if (round % 3 == 0)
        g_string_truncate (text, text->len - 1);
      compare (text->str, (gsize) g_rand_int_range (rand, 1, 2000));
    }
}

static void
test_columns (void)
{
  for (guint n = RS_MAX_COLUMNS - 1; n < RS_MAX_COLUMNS + 2; n++)
    {
      g_autoptr (GString) text = g_string_new ("mmsi,t,lat,lon\n");

      for (guint row = 0; row < 3; row++)
        {
          g_string_append (text, "273000001,2024-03-07T06:00:00,42,133");
          for (guint i = 4; i < n; i++)
            g_string_append_c (text, ',');
          g_string_append_c (text, '\n');
        }
      compare (text->str, 100);
    }
}

/* Vectors and plain code mark the same. */
static void
test_scan (void)
{
  guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  static const char alphabet[] = "\n,\"ab\r\0\xff";

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 2000; round++)
    {
      char text[64];
      RsCsvMarks a, b;

      for (guint i = 0; i < sizeof text; i++)
        text[i] = alphabet[g_rand_int_range (rand, 0, sizeof alphabet - 1)];
      a = rs_csv_scan (text, '\n', ',', '"');
      b = rs_csv_scan_plain (text, '\n', ',', '"');
      g_assert_cmpuint (a.a, ==, b.a);
      g_assert_cmpuint (a.b, ==, b.b);
      g_assert_cmpuint (a.c, ==, b.c);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/csv-chunks/twin", test_twin);
  g_test_add_func ("/formats/csv-chunks/columns", test_columns);
  g_test_add_func ("/formats/csv-chunks/scan", test_scan);
  return g_test_run ();
}
