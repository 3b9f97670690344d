/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-sample ATLAS INPUT.json OUTPUT.roadstead: makes a sample case. See resources/samples/README.md. */
#include <errno.h>
#include <locale.h>
#include <stdio.h>

#include <glib/gstdio.h>

#include "case/case.h"
#include "tools/sample.h"

/* Everything but the fixes, as one step of the history. The ids of the vessels come back. */
static gboolean
put_records (RsCase *document, const Sample *sample, gint64 *vessel_ids, GError **error)
{
  g_autofree char *summary = g_strdup_printf ("Add the sample “%s”", sample->title);
  g_autoptr (RsEdit) edit = rs_edit_new (summary);
  g_autofree guint *indices = g_new (guint, sample->vessels->len);

  for (guint i = 0; i < sample->sources->len; i++)
    rs_edit_put_source (edit, sample->sources->pdata[i]);
  for (guint i = 0; i < sample->vessels->len; i++)
    indices[i] = rs_edit_put_vessel (edit, ((SampleVessel *) sample->vessels->pdata[i])->record);
  for (guint i = 0; i < sample->events->len; i++)
    rs_edit_put_event (edit, sample->events->pdata[i]);
  for (guint i = 0; i < sample->incidents->len; i++)
    rs_edit_put_incident (edit, sample->incidents->pdata[i]);
  rs_edit_set (edit, "description", sample->description);
  rs_edit_set (edit, "zone", sample->zone);
  if (!rs_case_apply (document, edit, error))
    return FALSE;
  for (guint i = 0; i < sample->vessels->len; i++)
    vessel_ids[i] = rs_edit_get_id (edit, indices[i]);
  return TRUE;
}

/* What stands for the content of a track: a line "t_ms,lat_e7,lon_e7" for each fix. */
static GString *
write_lines (const SampleVessel *vessel)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < vessel->fixes->len; i++)
    {
      const RsFix *fix = &g_array_index (vessel->fixes, RsFix, i);

      g_string_append_printf (lines, "%" G_GINT64_FORMAT ",%d,%d\n", fix->t_ms, fix->lat_e7,
                              fix->lon_e7);
    }
  return lines;
}

/* Each track is an import of its own, since an import is what can be taken back. */
static RsImport *
describe_track (const Sample *sample, const SampleVessel *vessel, const char *input_sha256)
{
  RsImport *import = rs_import_new ();
  GString *lines = write_lines (vessel);
  const RsFix *fixes = (gconstpointer) vessel->fixes->data;

  g_free (import->file_name);
  import->file_name = g_strdup_printf ("%s, %s", sample->file, vessel->record->name);
  g_free (import->sha256);
  import->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, lines->str,
                                                  (gssize) lines->len);
  import->size = (gint64) lines->len;
  g_free (import->layout);
  import->layout = g_strdup ("sample");
  g_free (import->options);
  import->options = g_strdup_printf ("Sea routes computed between the stays in %s (SHA-256 %s). Size and "
                                     "hash are of the lines t_ms,lat_e7,lon_e7 of the track.",
                                     sample->file, input_sha256);
  import->n_read = import->n_fixes = vessel->fixes->len;
  import->from_ms = fixes[0].t_ms;
  import->to_ms = fixes[vessel->fixes->len - 1].t_ms;
  /* Not the clock, so that the same input gives the same records. */
  import->t_ms = import->to_ms;
  import->provenance = RS_RECONSTRUCTED;
  g_string_free (lines, TRUE);
  return import;
}

static gboolean
put_fixes (RsCase *document, const Sample *sample, const gint64 *vessel_ids, const char *input,
           GError **error)
{
  g_autofree char *content = NULL;
  g_autofree char *sha256 = NULL;
  gsize size;

  if (!g_file_get_contents (input, &content, &size, error))
    return FALSE;
  sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, size);
  for (guint i = 0; i < sample->vessels->len; i++)
    {
      const SampleVessel *vessel = sample->vessels->pdata[i];
      g_autoptr (RsImport) import = describe_track (sample, vessel, sha256);

      if (!rs_case_add_fixes (document, vessel_ids[i], (gconstpointer) vessel->fixes->data,
                              vessel->fixes->len, import, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
make (const char *atlas_path, const char *input, const char *output, GError **error)
{
  g_autoptr (RsAtlas) atlas = rs_atlas_open (atlas_path, error);
  g_autoptr (Sample) sample = atlas ? sample_read (input, error) : NULL;
  g_autoptr (RsCase) document = NULL;
  g_autofree gint64 *vessel_ids = NULL;

  if (!sample || !sample_compute (sample, atlas, error))
    return FALSE;
  if (g_unlink (output) != 0 && errno != ENOENT)
    {
      g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno),
                   "%s cannot be replaced: %s", output, g_strerror (errno));
      return FALSE;
    }
  document = rs_case_create (output, sample->title, error);
  vessel_ids = g_new0 (gint64, sample->vessels->len);
  if (document)
    rs_case_set_making (document, TRUE);
  return document && put_records (document, sample, vessel_ids, error)
         && put_fixes (document, sample, vessel_ids, input, error)
         && rs_case_close (document, error);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  if (!setlocale (LC_CTYPE, "C.UTF-8"))
    setlocale (LC_CTYPE, "");
  if (argc != 4)
    {
      fputs ("Usage: make-sample ATLAS INPUT.json OUTPUT.roadstead\n", stderr);
      return 2;
    }
  if (!make (argv[1], argv[2], argv[3], &error))
    {
      fprintf (stderr, "make-sample: %s\n", error->message);
      g_unlink (argv[3]);
      return 1;
    }
  return 0;
}
