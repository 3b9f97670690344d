/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a fix back to the line of the file that it came from. */
#include "config.h"

#include "case/source.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "case/import-options.h"
#include "formats/charset.h"
#include "formats/input.h"
#include "formats/limits.h"
#include "formats/lines.h"

/* Lines between two looks at the cancellable. */
#define LINES_PER_LOOK 4096

void
rs_source_line_free (RsSourceLine *self)
{
  g_free (self->path);
  g_free (self->member);
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

/* The text is shown as it was read: in the encoding that was said, or the one that is guessed from the same bytes. */
static gboolean
set_encoding (RsInput *input, const RsImport *import, GError **error)
{
  g_autofree char *said
      = rs_import_options_find (import->options, RS_IMPORT_OPTION_ENCODING);
  const guint8 *bytes;
  const char *guess;
  gsize n;

  if (said)
    return rs_input_set_encoding (input, said, error);
  bytes = rs_input_peek (input, RS_SNIFF_BYTES, &n, error);
  if (!bytes)
    return FALSE;
  guess = rs_charset_guess (bytes, n);
  if (strcmp (guess, "UTF-8") != 0)
    return rs_input_set_encoding (input, guess, error);
  rs_input_watch_encoding (input);
  return TRUE;
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

/* Opens the file in the archive that @content names: there can be two of a name. */
static RsInput *
open_member (const char *path, const RsContent *content, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (RsZip) zip = rs_zip_open (path, error);
  const GPtrArray *names = zip ? rs_zip_get_names (zip) : NULL;

  for (guint i = 0; names && i < names->len; i++)
    {
      g_autoptr (RsInput) input = NULL;
      g_autofree char *sha256 = NULL;
      guint64 size;

      if (strcmp (g_ptr_array_index (names, i), content->name) != 0)
        continue;
      input = rs_input_open_member (zip, i, error);
      if (input)
        rs_input_set_cancellable (input, cancellable);
      sha256 = input ? rs_input_finish_content (input, &size, error) : NULL;
      if (!sha256)
        return NULL;
      if (strcmp (sha256, content->sha256) == 0)
        return rs_input_reopen (input, error);
    }
  if (names)
    g_set_error (error, RS_CASE_ERROR, RS_CASE_ERROR_OTHER_SOURCE,
                 /* Translators: archive, file */
                 _("“%s” holds no file “%s” of the content that was imported."), path,
                 content->name);
  return NULL;
}

static gboolean
is_archive (RsInput *input)
{
  gsize n;
  const guint8 *bytes = rs_input_peek (input, 2, &n, NULL);

  return bytes && n == 2 && memcmp (bytes, "PK", 2) == 0;
}

/* Reads the line into @found, from the file or from what is packed in it. */
static gboolean
read_text (RsInput *input, const RsImport *import, guint32 line, RsSourceLine *found,
           GCancellable *cancellable, GError **error)
{
  const RsContent *content = rs_import_find_content (import, line, &found->line);
  g_autoptr (RsInput) member = NULL;
  g_autoptr (GError) failure = NULL;

  if (content && *content->name)
    {
      member = open_member (found->path, content, cancellable, error);
      if (!member)
        return FALSE;
      found->member = g_strdup (content->name);
    }
  else if (!content && is_archive (input))
    {
      g_set_error (error, RS_CASE_ERROR, RS_CASE_ERROR_OTHER_SOURCE,
                   _("Which file in “%s” a line is in was not kept when it was imported. Remove the "
                     "import and import the archive again."), found->path);
      return FALSE;
    }
  if (!set_encoding (member ? member : input, import, error))
    return FALSE;
  found->text = read_line (member ? member : input, found->line, cancellable, &failure);
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
rs_case_find_member_line (RsCase *self, gint64 import_id, const char *member, guint32 line,
                          guint32 *out_line, GError **error)
{
  g_autoptr (RsImport) import = find_import (self, import_id, error);
  g_autoptr (GString) names = g_string_new (NULL);

  if (!import)
    return FALSE;
  for (guint i = 0; i < import->contents->len; i++)
    {
      const RsContent *content = g_ptr_array_index (import->contents, i);

      if (strcmp (content->name, member) == 0)
        {
          *out_line = content->line_base + line;
          return TRUE;
        }
      if (*content->name)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", content->name);
    }
  g_set_error (error, RS_CASE_ERROR, RS_CASE_ERROR_NOT_FOUND,
               /* Translators: archive, name of a file, names of files */
               _("“%s” has no file “%s” that was imported; it has: %s"), import->file_name, member,
               names->len > 0 ? names->str : _("none"));
  return FALSE;
}

RsSourceLine *
rs_case_read_source_line (RsCase *self, gint64 import_id, guint32 line, const char *path,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (RsImport) import = find_import (self, import_id, error);
  g_autoptr (RsSourceLine) found = NULL;
  g_autoptr (RsInput) input = NULL;
  g_autofree char *sha256 = NULL;

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
  rs_input_set_cancellable (input, cancellable);
  if (!read_text (input, import, line, found, cancellable, error))
    return NULL;
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
                   _("“%s” has no line %u."), found->member ? found->member : found->path,
                   found->line);
      return NULL;
    }
  return g_steal_pointer (&found);
}
