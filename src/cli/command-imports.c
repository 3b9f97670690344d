/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roadstead-cli imports: what was imported, from which file, how and when. */
#include <stdio.h>

#include "cli/command.h"

static void
print_text (const RsImport *import)
{
  g_autofree char *when = rs_time_format (import->t_ms);
  g_autofree char *from = rs_time_format (import->from_ms);
  g_autofree char *to = rs_time_format (import->to_ms);

  printf ("%" G_GINT64_FORMAT "  %s\n", import->id, import->file_name);
  printf ("  imported  %s as %s%s%s (%s)\n", when, import->layout, *import->options ? ", " : "",
          import->options, rs_provenance_to_string (import->provenance));
  if (*import->sha256)
    printf ("  file      %" G_GINT64_FORMAT " bytes, SHA-256 %s\n", import->size, import->sha256);
  for (guint i = 0; i < import->contents->len; i++)
    {
      const RsContent *content = g_ptr_array_index (import->contents, i);

      printf ("  content   %s%s%" G_GUINT64_FORMAT " bytes, SHA-256 %s\n", content->name,
              *content->name ? ", " : "", content->size, content->sha256);
    }
  printf ("  records   %" G_GINT64_FORMAT " read, %" G_GINT64_FORMAT " fixes, %" G_GINT64_FORMAT
          " rejected\n",
          import->n_read, import->n_fixes, import->n_rejected);
  if (*from)
    printf ("  span      %s to %s\n", from, to);
  if (*import->clock)
    printf ("  clock     %s\n", import->clock);
}

static void
print_json (const RsSnapshot *snapshot)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < snapshot->imports->len; i++)
    rs_command_json_import (builder, g_ptr_array_index (snapshot->imports, i));
  json_builder_end_array (builder);
  rs_command_print_json (builder, TRUE);
}

int
rs_command_imports (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON", NULL },
    { NULL },
  };
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSnapshot) snapshot = NULL;
  int code = rs_command_parse (&argc, &argv, "CASE",
                               "List the imports of a case: id, file, its size and SHA-256, when and "
                               "how it was read, and what it brought.",
                               entries, 1, 1);

  if (code >= 0)
    return code;
  document = rs_command_open (argv[1]);
  if (!document)
    return RS_EXIT_FAILED;
  snapshot = rs_case_ref_snapshot (document);
  if (json)
    print_json (snapshot);
  else
    for (guint i = 0; i < snapshot->imports->len; i++)
      print_text (g_ptr_array_index (snapshot->imports, i));
  return RS_EXIT_OK;
}
