/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "export/writers.h"

/* Puts the KML text into a zip as doc.kml, deflated, with no time of its own so that the same case
 * gives the same bytes. */
static gboolean
zip_kml (const char *kml_path, const char *zip_path, GError **error)
{
  g_autoptr (GMappedFile) kml = g_mapped_file_new (kml_path, FALSE, error);
  struct archive *archive;
  struct archive_entry *entry;
  gboolean ok;

  if (!kml)
    return FALSE;
  archive = archive_write_new ();
  entry = archive_entry_new ();
  archive_entry_set_pathname (entry, "doc.kml");
  archive_entry_set_size (entry, (la_int64_t) g_mapped_file_get_length (kml));
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, 315532800, 0); /* 1980, the first year that a zip knows */
  ok = archive_write_set_format_zip (archive) == ARCHIVE_OK
       && archive_write_open_filename (archive, zip_path) == ARCHIVE_OK
       && archive_write_header (archive, entry) == ARCHIVE_OK
       && archive_write_data (archive, g_mapped_file_get_contents (kml),
                              g_mapped_file_get_length (kml))
              == (la_ssize_t) g_mapped_file_get_length (kml)
       && archive_write_close (archive) == ARCHIVE_OK;
  if (!ok)
    g_set_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_WRITE, _ ("“%s” cannot be written: %s"),
                 zip_path, archive_error_string (archive));
  archive_entry_free (entry);
  archive_write_free (archive);
  return ok;
}

gboolean
rs_write_kmz (const RsSelection *selection, const char *path, GCancellable *cancellable,
              GError **error)
{
  g_autofree char *kml_path = g_strconcat (path, ".kml.tmp", NULL);
  g_autofree char *zip_path = g_strconcat (path, ".zip.tmp", NULL);
  RsOut *out = rs_out_open (kml_path, cancellable, error);
  gboolean ok;

  if (!out)
    return FALSE;
  rs_write_kml (out, selection);
  ok = rs_out_finish (out, error);
  if (ok)
    {
      ok = zip_kml (kml_path, zip_path, error);
      if (ok && g_rename (zip_path, path) != 0)
        {
          g_set_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_WRITE,
                       _ ("“%s” cannot be written: %s"), path, g_strerror (errno));
          ok = FALSE;
        }
      if (!ok)
        g_unlink (zip_path);
      g_unlink (kml_path);
    }
  return ok;
}
