/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roadstead-cli source: the line of the file that a fix came from. */
#include <stdio.h>

#include "case/source.h"
#include "cli/command.h"

static void
print_json (gint64 import_id, guint32 line, const RsSourceLine *found)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  rs_command_json_int (builder, "import", import_id);
  rs_command_json_int (builder, "line", line);
  rs_command_json_text (builder, "path", found->path);
  rs_command_json_text (builder, "member", found->member);
  rs_command_json_int (builder, "line_in_member", found->line);
  rs_command_json_text (builder, "text", found->text);
  json_builder_set_member_name (builder, "sha256_matches");
  if (found->sealed)
    json_builder_add_boolean_value (builder, TRUE);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
  rs_command_print_json (builder, TRUE);
}

int
rs_command_source (int argc, char **argv)
{
  gint64 import_id = 0, line = 0;
  g_autofree char *path = NULL, *member = NULL;
  guint32 wanted;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "import", 0, 0, G_OPTION_ARG_INT64, &import_id, "The import, as “fixes --json” names it",
      "ID" },
    { "line", 0, 0, G_OPTION_ARG_INT64, &line, "The line, as “fixes --json” names it", "N" },
    { "member", 0, 0, G_OPTION_ARG_STRING, &member,
      "The file in an archive within which --line counts; without it --line counts on through all of them",
      "NAME" },
    { "file", 0, 0, G_OPTION_ARG_FILENAME, &path,
      "Where the file is now; looked for beside the case and here if not given", "PATH" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON", NULL },
    { NULL },
  };
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSourceLine) found = NULL;
  g_autoptr (GError) error = NULL;
  int code = rs_command_parse (&argc, &argv, "CASE --import ID --line N",
                               "Show the line of the file that a fix came from, after comparing the "
                               "file's SHA-256 with that of the import.",
                               entries, 1, 1);

  if (code >= 0)
    return code;
  if (import_id <= 0 || line <= 0 || line > G_MAXUINT32)
    {
      fprintf (stderr, "%s: --import ID and --line N are needed; “fixes --json” names both\n",
               g_get_prgname ());
      return RS_EXIT_USAGE;
    }
  document = rs_command_open (argv[1]);
  if (!document)
    return RS_EXIT_FAILED;
  wanted = (guint32) line;
  if (member && !rs_case_find_member_line (document, import_id, member, wanted, &wanted, &error))
    return rs_command_fail (error);
  found = rs_case_read_source_line (document, import_id, wanted, path, NULL, &error);
  if (!found)
    return rs_command_fail (error);
  if (!found->sealed)
    fprintf (stderr, "%s: “%s” is still being written: its SHA-256 is not known yet\n",
             g_get_prgname (), found->path);
  if (json)
    print_json (import_id, wanted, found);
  else
    printf ("%s\n", found->text);
  return RS_EXIT_OK;
}
