/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/command.h"

static void
print_json (const GPtrArray *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "sound");
  json_builder_add_boolean_value (builder, findings->len == 0);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (findings, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  rs_command_print_json (builder, TRUE);
}

int
rs_command_verify (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON", NULL },
    { NULL },
  };
  g_autoptr (RsCase) document = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  int result = rs_command_parse (&argc, &argv, "CASE",
                                 "Check a case: its history against its records, its fixes, rejected "
                                 "rows and attachments against their hashes. Exit code 1 if "
                                 "anything was changed by other means.",
                                 entries, 1, 1);

  if (result >= 0)
    return result;
  document = rs_command_open (argv[1]);
  if (!document)
    return RS_EXIT_FAILED;
  if (!rs_case_verify (document, &findings, &error))
    return rs_command_fail (error);
  if (json)
    print_json (findings);
  else
    for (guint i = 0; i < findings->len; i++)
      printf ("%s\n", (const char *) g_ptr_array_index (findings, i));
  if (findings->len == 0 && !json)
    printf ("No findings: the case is as its history says.\n");
  return findings->len == 0 ? RS_EXIT_OK : RS_EXIT_FAILED;
}
