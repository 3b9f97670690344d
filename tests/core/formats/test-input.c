/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/limits.h"
#include "reading.h"

#define HEADER "MMSI,BaseDateTime,LAT,LON\n"

typedef struct
{
  char *dir, *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->dir = g_dir_make_tmp ("roadstead-XXXXXX", NULL);
  f->path = g_build_filename (f->dir, "some: file, 1.csv", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_unlink (f->path);
  g_rmdir (f->dir);
  g_free (f->path);
  g_free (f->dir);
}

static char *
all_bytes (RsInput *input, GError **error)
{
  GString *text = g_string_new (NULL);
  char buffer[1000];
  gssize got;

  while ((got = rs_input_read (input, buffer, sizeof buffer, error)) > 0)
    g_string_append_len (text, buffer, got);
  return g_string_free (text, got < 0);
}

static void
write_gzip (const char *path, const char *text, gsize len)
{
  struct archive *a = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();

  archive_write_add_filter_gzip (a);
  archive_write_set_format_raw (a);
  g_assert_cmpint (archive_write_open_filename (a, path), ==, ARCHIVE_OK);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_write_header (a, entry);
  archive_write_data (a, text, len);
  archive_entry_free (entry);
  g_assert_cmpint (archive_write_free (a), ==, ARCHIVE_OK);
}

static void
test_plain (Fixture *f, gconstpointer data)
{
  g_autoptr (RsInput) input = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *sha = NULL;
  g_autofree char *wanted
      = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "hello\nworld\n", -1);
  const guint8 *peeked;
  gsize n;

  g_assert_true (g_file_set_contents (f->path, "hello\nworld\n", -1, NULL));
  input = rs_input_open (f->path, &error);
  g_assert_no_error (error);
  g_assert_false (rs_input_is_compressed (input));
  peeked = rs_input_peek (input, 5, &n, &error);
  g_assert_cmpmem (peeked, n, "hello", 5);
  peeked = rs_input_peek (input, 100, &n, &error);
  g_assert_cmpuint (n, ==, 12);
  text = all_bytes (input, &error);
  g_assert_cmpstr (text, ==, "hello\nworld\n");
  sha = rs_input_finish (input, &error);
  g_assert_cmpstr (sha, ==, wanted);
  g_assert_cmpuint (rs_input_get_size (input), ==, 12);
  g_assert_cmpuint (rs_input_get_done (input), ==, 12);
}

/* The hash is of the file as it lies there, all of it, also if the reader stops early. */
static void
test_gzip (Fixture *f, gconstpointer data)
{
  g_autoptr (RsInput) input = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) content = g_string_new (NULL);
  g_autofree char *text = NULL, *sha = NULL, *sha_again = NULL, *packed = NULL, *wanted = NULL;
  gsize n_packed;
  char some[10];

  for (guint i = 0; i < 50000; i++)
    g_string_append_printf (content, "line %u of many\n", i);
  write_gzip (f->path, content->str, content->len);
  g_assert_true (g_file_get_contents (f->path, &packed, &n_packed, NULL));
  wanted = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) packed, n_packed);
  input = rs_input_open (f->path, &error);
  g_assert_no_error (error);
  g_assert_true (rs_input_is_compressed (input));
  text = all_bytes (input, &error);
  g_assert_cmpstr (text, ==, content->str);
  sha = rs_input_finish (input, &error);
  g_assert_cmpstr (sha, ==, wanted);
  again = rs_input_open (f->path, &error);
  g_assert_cmpint (rs_input_read (again, some, 10, &error), ==, 10);
  sha_again = rs_input_finish (again, &error);
  g_assert_cmpstr (sha_again, ==, wanted);
}

static void
test_damaged_gzip (Fixture *f, gconstpointer data)
{
  g_autoptr (RsInput) input = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) content = g_string_new (NULL);
  g_autofree char *text = NULL, *packed = NULL;
  gsize n_packed;

  for (guint i = 0; i < 50000; i++)
    g_string_append_printf (content, "line %u of many\n", i * 7919);
  write_gzip (f->path, content->str, content->len);
  g_assert_true (g_file_get_contents (f->path, &packed, &n_packed, NULL));
  g_assert_true (g_file_set_contents (f->path, packed, (gssize) n_packed / 2, NULL));
  input = rs_input_open (f->path, &error);
  g_assert_no_error (error);
  text = all_bytes (input, &error);
  g_assert_error (error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, f->path));
}

static void
test_bomb (Fixture *f, gconstpointer data)
{
  g_autoptr (RsInput) input = NULL;
  g_autoptr (GError) error = NULL;
  gsize len = RS_EXPANSION_FREE_BYTES * 2;
  g_autofree char *zeros = g_malloc0 (len), *buffer = g_malloc (1 << 20);
  g_autofree char *packed = NULL;
  gsize n_packed;
  gssize got;

  /* deflate alone packs no better than a thousandfold; twice over it does. */
  write_gzip (f->path, zeros, len);
  g_assert_true (g_file_get_contents (f->path, &packed, &n_packed, NULL));
  write_gzip (f->path, packed, n_packed);
  input = rs_input_open (f->path, &error);
  g_assert_no_error (error);
  while ((got = rs_input_read (input, buffer, 1 << 20, &error)) > 0)
    ;
  g_assert_cmpint (got, ==, -1);
  g_assert_error (error, RS_READ_ERROR, RS_READ_ERROR_TOO_BIG);
}

static void
check_open_fails (const char *path, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rs_input_open (path, &error));
  g_assert_error (error, domain, code);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_no_files (Fixture *f, gconstpointer data)
{
  check_open_fails (f->dir, RS_READ_ERROR, RS_READ_ERROR_NOT_A_FILE);
  check_open_fails (f->path, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  check_open_fails ("/dev/null", RS_READ_ERROR, RS_READ_ERROR_NOT_A_FILE);
  g_assert_cmpint (mkfifo (f->path, 0600), ==, 0);
  check_open_fails (f->path, RS_READ_ERROR, RS_READ_ERROR_NOT_A_FILE);
  g_unlink (f->path);
  g_assert_true (g_file_set_contents (f->path, "", 0, NULL));
  check_open_fails (f->path, RS_READ_ERROR, RS_READ_ERROR_EMPTY);
}

/* What is none of ours is told by file, what and what to do. */
static void
test_strangers (Fixture *f, gconstpointer data)
{
  static const char tar[512] = { [257] = 'u', 's', 't', 'a', 'r' };
  static const struct
  {
    const char *text;
    gsize len;
    const char *words;
  } rows[] = {
    { "SQLite format 3\0...", 20, "SQLite" },
    { "%PDF-1.4", 8, "PDF" },
    { "\x89PNG\r\n", 6, "picture" },
    { "\xff\xfe\x41\x00", 4, "layout" },
    { "ab\0cd", 5, "binary" },
    { tar, sizeof tar, "tar archive" },
    { "just words\n", 11, "layout" },
    { "<svg></svg>", 11, "layout" },
    { "a,b,c\n1,2,3\n", 12, "layout" },
    { "\n", 1, "layout" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      RsReadOptions options = { 0 };
      RsReadSummary summary;
      Reading r = { g_string_new (NULL) };

      g_assert_true (g_file_set_contents (f->path, rows[i].text, (gssize) rows[i].len, NULL));
      g_assert_false (rs_read_file (f->path, &options, &note_sink, &r, NULL, &summary, &r.error));
      g_test_message ("%s", r.error->message);
      g_assert_error (r.error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN);
      g_assert_nonnull (strstr (r.error->message, f->path));
      g_assert_nonnull (strstr (r.error->message, rows[i].words));
      rs_read_summary_clear (&summary);
      g_clear_error (&r.error);
      g_string_free (r.log, TRUE);
    }
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (HEADER);
  g_autoptr (RsInput) input = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Reading *r = g_new0 (Reading, 1);

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "273312345,2024-03-07T06:00:00,42.7,133.05\n");
  r->cancel_on_progress = cancellable;
  input = rs_input_new_for_bytes (text->str, text->len);
  reading_run (r, input, NULL);
  g_assert_error (r->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (r->n_progress, ==, 1);
  g_assert_cmpuint (r->summary.n_fixes, <, 100000);
  reading_free (r);
}

/* Written to, cut or deleted between opening and the end: an error, not half a file. */
static void
test_changed (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->dir, "changing", NULL);

  for (guint how = 0; how < 4; how++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (RsInput) input = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *sha256 = NULL;
      char buffer[4096];

      for (guint i = 0; i < 100000; i++)
        g_string_append (text, "line\n");
      g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
      input = rs_input_open (path, &error);
      g_assert_no_error (error);
      g_assert_cmpint (rs_input_read (input, buffer, sizeof buffer, &error), >, 0);
      if (how == 1)
        g_assert_cmpint (truncate (path, 1000), ==, 0);
      else if (how == 2)
        g_assert_cmpint (truncate (path, (off_t) text->len + 1000), ==, 0);
      else if (how == 3)
        g_assert_cmpint (g_unlink (path), ==, 0);
      while (rs_input_read (input, buffer, sizeof buffer, &error) > 0)
        ;
      g_assert_no_error (error);
      g_assert_cmpuint (rs_input_get_done (input), <=, text->len);
      sha256 = rs_input_finish (input, &error);
      if (how == 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED);
      g_assert_true ((sha256 != NULL) == (how == 0));
      g_unlink (path);
    }
}

static void
test_sniff (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *text, *layout;
  } rows[] = {
    { HEADER, "csv-noaa" },
    { "\xef\xbb\xbf" HEADER, "csv-noaa" },
    { "mmsi,base_date_time,longitude,latitude,sog\n", "csv-noaa" },
    { "# Timestamp,Type of mobile,MMSI,Latitude,Longitude\n", "csv-dma" },
    { "Timestamp,Type of mobile,MMSI,Latitude,Longitude\n", "csv-dma" },
    { "t,mmsi,latitude,longitude,sog\n", "csv" },
    { "mmsi;date_time_utc;lon;lat\n", "csv" },
    { "# a comment\n\nMMSI\tTimestamp\tLAT\tLON\n", "csv" },
    { "# a comment\n$GPGGA,1*00\n!AIVDM,1,1,,A,13aGua?P00PHfERNFruh0?vN289E,0*35\n", "aivdm" },
    { "\\c:1\\!BSVDM,1,1,,A,13aGua?P00PHfERNFruh0?vN289E,0*35\n", "aivdm" },
    { "<?xml version=\"1.0\"?>\n<gpx></gpx>", "gpx" },
    { "\xef\xbb\xbf\n <gpx></gpx>", "gpx" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Reading) r = reading_of_text (rows[i].text, NULL);

      g_test_message ("%s", rows[i].text);
      g_assert_no_error (r->error);
      g_assert_cmpstr (r->summary.layout, ==, rows[i].layout);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/formats/input/plain", Fixture, NULL, set_up, test_plain, tear_down);
  g_test_add ("/formats/input/gzip", Fixture, NULL, set_up, test_gzip, tear_down);
  g_test_add ("/formats/input/damaged-gzip", Fixture, NULL, set_up, test_damaged_gzip, tear_down);
  g_test_add ("/formats/input/bomb", Fixture, NULL, set_up, test_bomb, tear_down);
  g_test_add ("/formats/input/no-files", Fixture, NULL, set_up, test_no_files, tear_down);
  g_test_add ("/formats/input/strangers", Fixture, NULL, set_up, test_strangers, tear_down);
  g_test_add ("/formats/input/changed", Fixture, NULL, set_up, test_changed, tear_down);
  g_test_add ("/formats/input/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/formats/input/sniff", Fixture, NULL, set_up, test_sniff, tear_down);
  return g_test_run ();
}
