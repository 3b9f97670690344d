/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roadstead-cli rejects: what was not imported, and why. */
#include <stdio.h>

#include "cli/command.h"

static void
print_json (const RsSnapshot *snapshot, GPtrArray *rejects)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < rejects->len; i++)
    {
      const RsReject *reject = g_ptr_array_index (rejects, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "import");
      json_builder_add_int_value (builder, reject->import_id);
      rs_command_json_place (builder, rs_command_find_import (snapshot, reject->import_id),
                             reject->line);
      json_builder_set_member_name (builder, "reason");
      json_builder_add_string_value (builder, reject->reason);
      json_builder_set_member_name (builder, "text");
      json_builder_add_string_value (builder, reject->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  rs_command_print_json (builder, TRUE);
}

/* What each import said of its rows and fixes. */
static void
print_summary_json (const RsSnapshot *snapshot, gint64 import_id)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (snapshot->imports, i);

      if (import_id != 0 && import->id != import_id)
        continue;
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "import");
      json_builder_add_int_value (builder, import->id);
      json_builder_set_member_name (builder, "file");
      json_builder_add_string_value (builder, import->file_name);
      json_builder_set_member_name (builder, "records");
      json_builder_add_int_value (builder, import->n_read);
      json_builder_set_member_name (builder, "fixes");
      json_builder_add_int_value (builder, import->n_fixes);
      json_builder_set_member_name (builder, "rejected");
      json_builder_add_int_value (builder, import->n_rejected);
      rs_command_json_counts (builder, import->n_flagged, import->reasons);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  rs_command_print_json (builder, TRUE);
}

static void
print_summary_text (const RsSnapshot *snapshot, gint64 import_id)
{
  for (guint i = 0; i < snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (snapshot->imports, i);

      if (import_id != 0 && import->id != import_id)
        continue;
      for (guint k = 0; k < import->reasons->len; k++)
        {
          const RsReasonCount *count = g_ptr_array_index (import->reasons, k);

          printf ("%s\trejected\t%" G_GUINT64_FORMAT "\t%s\n", import->file_name, count->n,
                  count->reason);
        }
      for (guint bit = 0; bit < RS_N_FIX_FLAGS; bit++)
        if (import->n_flagged[bit] > 0)
          printf ("%s\tflagged\t%" G_GUINT64_FORMAT "\t%s\n", import->file_name,
                  import->n_flagged[bit], rs_fix_flag_to_string (bit));
    }
}

int
rs_command_rejects (int argc, char **argv)
{
  gboolean json = FALSE, summary = FALSE;
  gint64 import_id = 0;
  const GOptionEntry entries[] = {
    { "import", 0, 0, G_OPTION_ARG_INT64, &import_id, "Of this import only", "ID" },
    { "summary", 0, 0, G_OPTION_ARG_NONE, &summary,
      "Write how many rows were rejected for each reason, and how many fixes have each flag", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Write JSON", NULL },
    { NULL },
  };
  int code = rs_command_parse (&argc, &argv, "CASE",
                               "Write the rows that were not imported: file, line, reason and text, "
                               "with tabs between.",
                               entries, 1, 1);
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) rejects = NULL;
  g_autoptr (GError) error = NULL;

  if (code >= 0)
    return code;
  document = rs_command_open (argv[1]);
  if (!document)
    return RS_EXIT_FAILED;
  snapshot = rs_case_ref_snapshot (document);
  if (summary)
    {
      if (json)
        print_summary_json (snapshot, import_id);
      else
        print_summary_text (snapshot, import_id);
      return RS_EXIT_OK;
    }
  rejects = rs_case_read_rejects (document, import_id, G_MAXUINT, &error);
  if (!rejects)
    return rs_command_fail (error);
  if (json)
    print_json (snapshot, rejects);
  else
    for (guint i = 0; i < rejects->len; i++)
      {
        const RsReject *reject = g_ptr_array_index (rejects, i);
        const RsImport *import = rs_command_find_import (snapshot, reject->import_id);
        guint32 line = reject->line;
        g_autofree char *file
            = import ? rs_import_dup_place (import, line, &line) : g_strdup ("");

        printf ("%s\t%u\t%s\t%s\n", file, line, reject->reason, reject->text);
      }
  return RS_EXIT_OK;
}
