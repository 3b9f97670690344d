/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/command.h"

static void
print_json (const RsSnapshot *snapshot)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "path");
  json_builder_add_string_value (builder, snapshot->path);
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, snapshot->title);
  json_builder_end_object (builder);
  rs_command_print_json (builder, TRUE);
}

static gboolean
set_up (RsCase *document, const char *description, const char *zone, GError **error)
{
  g_autoptr (RsEdit) edit = NULL;

  if (!description && !zone)
    return TRUE;
  edit = rs_edit_new ("Describe the case");
  if (description)
    rs_edit_set (edit, "description", description);
  if (zone)
    rs_edit_set (edit, "zone", zone);
  return rs_case_apply (document, edit, error);
}

int
rs_command_new (int argc, char **argv)
{
  g_autofree char *title = NULL, *description = NULL, *zone = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "title", 't', 0, G_OPTION_ARG_STRING, &title, "Title of the case (the file's name)", "TEXT" },
    { "description", 'd', 0, G_OPTION_ARG_STRING, &description, "What it is about", "TEXT" },
    { "zone", 'z', 0, G_OPTION_ARG_STRING, &zone, "Second clock, as Asia/Vladivostok", "ZONE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print path and title as JSON", NULL },
    { NULL },
  };
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  int result = rs_command_parse (&argc, &argv, "CASE", "Make a new, empty case file.", entries, 1, 1);

  if (result >= 0)
    return result;
  document = rs_case_create (argv[1], title, &error);
  if (!document || !set_up (document, description, zone, &error))
    return rs_command_fail (error);
  snapshot = rs_case_ref_snapshot (document);
  if (json)
    print_json (snapshot);
  if (!rs_case_close (document, &error))
    return rs_command_fail (error);
  return RS_EXIT_OK;
}
