/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a fix back to the line of the file that it came from. */
#include "config.h"

#include "case/source.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "formats/input.h"
#include "formats/lines.h"

/* Lines between two looks at the cancellable. */
#define LINES_PER_LOOK 4096

void
rs_source_line_free (RsSourceLine *self)
{
  g_free (self->path);
  g_free (self->text);
  g_free (self);
}

static RsImport *
find_import (RsCase *self, gint64 import_id, GError **error)
{
  g_autoptr (RsSnapshot) snapshot = rs_case_ref_snapshot (self);

  for (guint i = 0; i < snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (snapshot->imports, i);

      if (import->id == import_id)
        return rs_import_copy (import);
    }
  g_set_error (error, RS_CASE_ERROR, RS_CASE_ERROR_NOT_FOUND,
               _("There is no import %" PRId64 " in this case."), import_id);
  return NULL;
}

/* Where the file may be: nobody keeps the folders that it was imported from. */
static char *
find_file (RsCase *self, const RsImport *import, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (rs_case_get_path (self));
  g_autofree char *beside = g_build_filename (folder, import->file_name, NULL);

  if (g_file_test (beside, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&beside);
  if (g_file_test (import->file_name, G_FILE_TEST_IS_REGULAR))
    return g_strdup (import->file_name);
  g_set_error (error, RS_CASE_ERROR, RS_CASE_ERROR_NO_SOURCE,
               /* Translators: name of a file, folder */
               _("The file “%s” is neither beside the case (%s) nor in the current folder. Say where "
                 "it is."),
               import->file_name, folder);
  return NULL;
}

/* (nullable): the line; NULL without an error if the file is shorter. */
static char *
read_line (RsInput *input, guint32 wanted, GCancellable *cancellable, GError **error)
{
  RsLines lines;
  RsLinesResult result = RS_LINES_LINE;
  const char *line = NULL;
  gsize len = 0;
  char *text = NULL;

  rs_lines_init (&lines, input);
  while (!text && result != RS_LINES_END && result != RS_LINES_ERROR)
    {
      result = rs_lines_next (&lines, &line, &len, error);
      if ((result == RS_LINES_LINE || result == RS_LINES_CUT) && lines.number == wanted)
        text = g_utf8_make_valid (line, (gssize) len);
      if (lines.number % LINES_PER_LOOK == 0
          && g_cancellable_set_error_if_cancelled (cancellable, error))
        break;
    }
  rs_lines_clear (&lines);
  return text;
}

RsSourceLine *
rs_case_read_source_line (RsCase *self, gint64 import_id, guint32 line, const char *path,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (RsImport) import = find_import (self, import_id, error);
  g_autoptr (RsSourceLine) found = NULL;
  g_autoptr (RsInput) input = NULL;
  g_autofree char *sha256 = NULL;
  g_autoptr (GError) failure = NULL;

  if (!import)
    return NULL;
  found = g_new0 (RsSourceLine, 1);
  found->sealed = *import->sha256 != '\0';
  if (!found->sealed && !g_str_equal (import->layout, RS_LAYOUT_LIVE))
    {
      g_set_error (error, RS_CASE_ERROR, RS_CASE_ERROR_NO_SOURCE,
                   _("“%s” was not imported from a file: there is no line to show."),
                   import->file_name);
      return NULL;
    }
  found->path = path ? g_strdup (path) : find_file (self, import, error);
  if (!found->path)
    return NULL;
  input = rs_input_open (found->path, error);
  if (!input)
    return NULL;
  found->text = read_line (input, line, cancellable, &failure);
  if (failure)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  sha256 = rs_input_finish (input, error);
  if (!sha256)
    return NULL;
  if (found->sealed && strcmp (sha256, import->sha256) != 0)
    {
      g_set_error (error, RS_CASE_ERROR, RS_CASE_ERROR_OTHER_SOURCE,
                   /* Translators: path, two hashes */
                   _("“%s” is not the file that was imported, or was changed since: its SHA-256 is %s, "
                     "and was %s."),
                   found->path, sha256, import->sha256);
      return NULL;
    }
  if (!found->text)
    {
      g_set_error (error, RS_CASE_ERROR, RS_CASE_ERROR_OTHER_SOURCE,
                   _("“%s” has no line %u."), found->path, line);
      return NULL;
    }
  return g_steal_pointer (&found);
}
