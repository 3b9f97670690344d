/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/export.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <string.h>

static RsAtlas *atlas;
static char *folder;

static RsSnapshot *
make_snapshot (void)
{
  RsSnapshot *snapshot = rs_snapshot_new ();
  RsVessel *vessel = rs_vessel_new ();
  RsImport *import = rs_import_new ();
  RsFix *fixes = g_new0 (RsFix, 20);

  g_free (snapshot->title);
  snapshot->title = g_strdup ("Oil & <coal>");
  vessel->id = 1;
  for (guint i = 0; i < 20; i++)
    {
      fixes[i].t_ms = (gint64) i * RS_HOUR_MS;
      fixes[i].lat_e7 = 426000000 - (gint32) i * 400000;
      fixes[i].lon_e7 = 1330000000 - (gint32) i * 1500000;
      fixes[i].sog_dkn = RS_SOG_NONE;
      fixes[i].cog_ddeg = RS_COG_NONE;
      fixes[i].heading_deg = RS_HEADING_NONE;
      fixes[i].provenance = RS_RECONSTRUCTED;
    }
  import->id = 1;
  g_free (import->file_name);
  import->file_name = g_strdup ("routes.csv");
  g_free (import->sha256);
  import->sha256 = g_strdup ("0123abcd");
  g_ptr_array_add (snapshot->imports, import);
  g_ptr_array_add (snapshot->vessels, vessel);
  g_ptr_array_add (snapshot->tracks, rs_track_new (1, fixes, 20, 2 * RS_HOUR_MS));
  snapshot->gap_ms = 2 * RS_HOUR_MS;
  rs_snapshot_seal (snapshot);
  return snapshot;
}

static RsFrame
make_frame (const RsSnapshot *snapshot)
{
  RsFrame frame;

  rs_frame_init (&frame);
  frame.view.width = 400;
  frame.view.height = 300;
  frame.view.scale = 2;
  frame.t_ms = 5 * RS_HOUR_MS;
  rs_frame_fit_case (&frame, snapshot);
  return frame;
}

static char *
export (RsSnapshot *snapshot, const RsFrame *frame, const char *name, gsize *out_n)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *bytes;

  g_assert_true (rs_export_picture (snapshot, frame, atlas, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, out_n, &error));
  g_assert_no_error (error);
  g_unlink (path);
  return bytes;
}

static gboolean
contains (const char *bytes, gsize n, const char *text)
{
  return memmem (bytes, n, text, strlen (text)) != NULL;
}

static void
test_png (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  RsFrame frame = make_frame (snapshot);
  gsize n, n_again;
  g_autofree char *bytes = export (snapshot, &frame, "a.png", &n);
  g_autofree char *again = export (snapshot, &frame, "b.PNG", &n_again);
  g_autofree char *path = g_build_filename (folder, "c.png", NULL);
  cairo_surface_t *surface;

  g_assert_cmpmem (bytes, n, again, n_again);
  g_assert_true (contains (bytes, n, "iTXtTitle"));
  g_assert_true (contains (bytes, n, "Oil & <coal>"));
  g_assert_true (contains (bytes, n, "1970-01-01T05:00:00Z"));
  g_assert_true (contains (bytes, n, "reconstructed"));
  g_assert_true (contains (bytes, n, "routes.csv SHA-256 0123abcd"));
  /* With the added chunks it is still a picture, as large as asked. */
  g_assert_true (g_file_set_contents (path, bytes, (gssize) n, NULL));
  surface = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 800);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 600);
  cairo_surface_destroy (surface);
  g_unlink (path);
}

static void
test_svg (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  RsFrame frame = make_frame (snapshot);
  gsize n;
  g_autofree char *bytes = export (snapshot, &frame, "a.svg", &n);

  g_assert_true (contains (bytes, n, "<title>Oil &amp; &lt;coal&gt;</title>"));
  g_assert_true (contains (bytes, n, "reconstructed"));
  g_assert_true (contains (bytes, n, "<path"));
  /* Lines and letters, not a picture of them. */
  g_assert_false (contains (bytes, n, "<image"));
}

/* Read by poppler: what cairo 1.16 writes plainly, cairo 1.18 compresses. */
static void
test_pdf (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  RsFrame frame = make_frame (snapshot);
  g_autofree char *path = g_build_filename (folder, "read.pdf", NULL);
  g_autofree char *pdfinfo = g_find_program_in_path ("pdfinfo");
  const char *argv[] = { pdfinfo, path, NULL };
  g_autofree char *info = NULL;
  gsize n;
  g_autofree char *bytes = export (snapshot, &frame, "a.pdf", &n);
  int status;

  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  if (!pdfinfo)
    {
      g_test_skip ("pdfinfo (package poppler-utils) is not here to read the PDF");
      return;
    }
  g_assert_true (g_file_set_contents (path, bytes, (gssize) n, NULL));
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &info, NULL,
                               &status, NULL));
  g_unlink (path);
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_regex_match_simple ("^Title: +Oil & <coal>$", info, G_REGEX_MULTILINE, 0));
  g_assert_true (g_regex_match_simple ("^Page size: +300 x 225 pts", info, G_REGEX_MULTILINE, 0));
}

static void
test_errors (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  RsFrame frame = make_frame (snapshot);
  g_autofree char *path = g_build_filename (folder, "a.png", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "such", "a.png", NULL);
  g_autofree char *other = g_build_filename (folder, "a.jpeg", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (rs_export_picture (snapshot, &frame, atlas, other, NULL, &error));
  g_assert_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_false (rs_export_picture (snapshot, &frame, atlas, nowhere, NULL, &error));
  g_assert_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_WRITE);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (rs_export_picture (snapshot, &frame, atlas, path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  frame.view.width = 1e6;
  g_assert_false (rs_export_picture (snapshot, &frame, atlas, path, NULL, &error));
  g_assert_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_FORMAT);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  atlas = rs_atlas_open_default (&error);
  g_assert_no_error (error);
  folder = g_dir_make_tmp ("roadstead-picture-XXXXXX", &error);
  g_assert_no_error (error);
  g_test_add_func ("/picture/png", test_png);
  g_test_add_func ("/picture/svg", test_svg);
  g_test_add_func ("/picture/pdf", test_pdf);
  g_test_add_func ("/picture/errors", test_errors);
  status = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  return status;
}
