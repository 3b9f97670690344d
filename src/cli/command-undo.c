/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roadstead-cli undo and redo: the latest step of a case back, and forth again. */
#include <stdio.h>

#include "cli/command.h"

static int
step (int argc, char **argv, gboolean forth)
{
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSnapshot) before = NULL;
  g_autoptr (GError) error = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON", NULL },
    { NULL },
  };
  const char *label;
  int code = rs_command_parse (&argc, &argv, "CASE",
                               forth ? "Do again what undo took back last, here or in the window."
                                     : "Take back the latest step of a case: an edit, an import or the removal of "
                                       "one, made here or in the window. The history keeps both.",
                               entries, 1, 1);

  if (code >= 0)
    return code;
  document = rs_command_open (argv[1]);
  if (!document)
    return RS_EXIT_FAILED;
  before = rs_case_ref_snapshot (document);
  label = forth ? before->redo_label : before->undo_label;
  if (!label)
    {
      fprintf (stderr, "%s: %s: nothing to %s\n", g_get_prgname (), argv[1], forth ? "redo" : "undo");
      return RS_EXIT_FAILED;
    }
  if (!(forth ? rs_case_redo (document, &error) : rs_case_undo (document, &error)))
    return rs_command_fail (error);
  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, forth ? "redone" : "undone");
      json_builder_add_string_value (builder, label);
      json_builder_end_object (builder);
      rs_command_print_json (builder, TRUE);
    }
  else
    printf ("%s: %s\n", forth ? "done again" : "undone", label);
  return RS_EXIT_OK;
}

int
rs_command_undo (int argc, char **argv)
{
  return step (argc, argv, FALSE);
}

int
rs_command_redo (int argc, char **argv)
{
  return step (argc, argv, TRUE);
}
