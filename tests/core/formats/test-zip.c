/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>

#include "formats/error.h"
#include "formats/input.h"

#define N_FILES 400

typedef struct
{
  char *dir, *path;
} Fixture;

static char *
make_content (guint index)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 50; i++)
    g_string_append_printf (text, "%u,%u\n", index, i);
  return g_string_free (text, FALSE);
}

static void
write_zip (const char *path)
{
  struct archive *a = archive_write_new ();

  archive_write_set_format_zip (a);
  g_assert_cmpint (archive_write_open_filename (a, path), ==, ARCHIVE_OK);
  for (guint i = 0; i < N_FILES; i++)
    {
      struct archive_entry *entry = archive_entry_new ();
      g_autofree char *name = g_strdup_printf ("%s/%u.csv", i % 2 ? "odd" : "even", i);
      g_autofree char *text = make_content (i);

      archive_entry_set_pathname (entry, name);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_size (entry, (la_int64_t) strlen (text));
      g_assert_cmpint (archive_write_header (a, entry), ==, ARCHIVE_OK);
      archive_write_data (a, text, strlen (text));
      archive_entry_free (entry);
    }
  g_assert_cmpint (archive_write_free (a), ==, ARCHIVE_OK);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->dir = g_dir_make_tmp ("roadstead-XXXXXX", NULL);
  f->path = g_build_filename (f->dir, "a.zip", NULL);
  write_zip (f->path);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_unlink (f->path);
  g_rmdir (f->dir);
  g_free (f->path);
  g_free (f->dir);
}

static void
check_content (RsInput *input, guint index)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *wanted = make_content (index);
  char buffer[100];
  gssize got;

  while ((got = rs_input_read (input, buffer, sizeof buffer, &error)) > 0)
    g_string_append_len (text, buffer, got);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, wanted);
}

/* Calls of read () by this process; G_MAXUINT64: the system does not tell. */
static guint64
count_reads (void)
{
  g_autofree char *text = NULL;
  const char *at;

  if (!g_file_get_contents ("/proc/self/io", &text, NULL, NULL))
    return G_MAXUINT64;
  at = strstr (text, "syscr: ");
  return at ? g_ascii_strtoull (at + strlen ("syscr: "), NULL, 10) : G_MAXUINT64;
}

/* Each file in its order, with a second look at each and one before: as an import reads them. */
static void
test_in_order (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsZip) zip = rs_zip_open (f->path, &error);
  guint64 before = count_reads (), after;

  g_assert_no_error (error);
  g_assert_cmpuint (rs_zip_get_names (zip)->len, ==, N_FILES);
  g_assert_cmpstr (g_ptr_array_index (rs_zip_get_names (zip), 7), ==, "odd/7.csv");
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < N_FILES; i++)
      {
        g_autoptr (RsInput) input = rs_input_open_member (zip, i, &error);
        g_autoptr (RsInput) again = NULL;

        g_assert_no_error (error);
        again = rs_input_reopen (input, &error);
        g_assert_no_error (error);
        check_content (input, i);
        check_content (again, i);
      }
  after = count_reads ();
  if (before == G_MAXUINT64)
    g_test_message ("not counted: there is no /proc/self/io");
  else
    g_assert_cmpuint (after - before, <, 40 * N_FILES); /* to begin anew each time takes N_FILES squared */
}

static void
test_any_order (Fixture *f, gconstpointer data)
{
  static const guint order[] = { 399, 0, 5, 4, 5, 398, 200, 0, 399 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RsZip) zip = rs_zip_open (f->path, &error);
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_input_free);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      RsInput *input = rs_input_open_member (zip, order[i], &error);

      g_assert_no_error (error);
      g_assert_true (g_str_has_suffix (rs_input_get_path (input), ".csv"));
      if (i % 2)
        check_content (input, order[i]);
      g_ptr_array_add (open, input);
    }
  /* They are read after the archive itself is let go of. */
  g_clear_pointer (&zip, rs_zip_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (order); i += 2)
    check_content (g_ptr_array_index (open, i), order[i]);
}

/* A reader that was stopped or half read does no harm to the next. */
static void
test_stopped (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsZip) zip = rs_zip_open (f->path, &error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  char buffer[100];

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (RsInput) input = rs_input_open_member (zip, i, &error);

      g_assert_no_error (error);
      g_assert_cmpint (rs_input_read (input, buffer, 10, &error), ==, 10);
      rs_input_set_cancellable (input, cancellable);
      if (i == 10)
        {
          g_cancellable_cancel (cancellable);
          g_assert_cmpint (rs_input_read (input, buffer, 10, &error), ==, -1);
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_clear_error (&error);
          g_cancellable_reset (cancellable);
        }
    }
  {
    g_autoptr (RsInput) input = rs_input_open_member (zip, 20, &error);

    g_assert_no_error (error);
    check_content (input, 20);
  }
}

/* The archive becomes another one while it is open: an error, or what it was. */
static void
test_replaced (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsZip) zip = rs_zip_open (f->path, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (f->path, "PK\3\4 and no more", -1, NULL));
  g_assert_null (rs_input_open_member (zip, 3, &error));
  g_assert_error (error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, f->path));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/formats/zip/in-order", Fixture, NULL, set_up, test_in_order, tear_down);
  g_test_add ("/formats/zip/any-order", Fixture, NULL, set_up, test_any_order, tear_down);
  g_test_add ("/formats/zip/stopped", Fixture, NULL, set_up, test_stopped, tear_down);
  g_test_add ("/formats/zip/replaced", Fixture, NULL, set_up, test_replaced, tear_down);
  return g_test_run ();
}
