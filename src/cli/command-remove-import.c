/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roadstead-cli remove-import: an import out of a case, with all that it brought. */
#include <stdio.h>

#include "cli/command.h"

int
rs_command_remove_import (int argc, char **argv)
{
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSnapshot) before = NULL, after = NULL;
  g_autoptr (RsEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON", NULL },
    { NULL },
  };
  const RsImport *import;
  guint64 n_fixes;
  gint64 id;
  int code = rs_command_parse (&argc, &argv, "CASE ID",
                               "Take an import out of a case: its fixes, its rejected rows, and the "
                               "vessels and identities that it brought and nobody edited. “undo” "
                               "brings it back, here or in the window.",
                               entries, 2, 2);

  if (code >= 0)
    return code;
  if (!g_ascii_string_to_signed (argv[2], 10, 1, G_MAXINT64, &id, NULL))
    {
      fprintf (stderr, "%s: ID “%s”: wanted a number as “imports” lists it\n", g_get_prgname (),
               argv[2]);
      return RS_EXIT_USAGE;
    }
  document = rs_command_open (argv[1]);
  if (!document)
    return RS_EXIT_FAILED;
  before = rs_case_ref_snapshot (document);
  import = rs_command_find_import (before, id);
  summary = g_strdup_printf ("Remove import “%s”", import ? import->file_name : "");
  edit = rs_edit_new (summary);
  rs_edit_remove_import (edit, id);
  if (!rs_case_apply (document, edit, &error))
    return rs_command_fail (error);
  after = rs_case_ref_snapshot (document);
  n_fixes = before->n_fixes + before->n_undated - after->n_fixes - after->n_undated;
  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      rs_command_json_int (builder, "removed", id);
      rs_command_json_int (builder, "fixes", (gint64) n_fixes);
      rs_command_json_int (builder, "vessels",
                           (gint64) before->vessels->len - (gint64) after->vessels->len);
      json_builder_end_object (builder);
      rs_command_print_json (builder, TRUE);
    }
  else
    printf ("removed %s: %" G_GUINT64_FORMAT " fixes, %u vessels\n", import ? import->file_name : "",
            n_fixes, before->vessels->len - after->vessels->len);
  return RS_EXIT_OK;
}
