/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"

static void
print_json (const RsSnapshot *snapshot, const char *read_only, const RsHistoryEntry *head)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  rs_command_json_text (builder, "path", snapshot->path);
  rs_command_json_text (builder, "title", snapshot->title);
  rs_command_json_text (builder, "description", snapshot->description);
  rs_command_json_text (builder, "zone", snapshot->zone);
  rs_command_json_int (builder, "gap_ms", snapshot->gap_ms);
  rs_command_json_time (builder, "from", snapshot->from_ms);
  rs_command_json_time (builder, "to", snapshot->to_ms);
  rs_command_json_time (builder, "main_from", snapshot->main_from_ms);
  rs_command_json_time (builder, "main_to", snapshot->main_to_ms);
  rs_command_json_int (builder, "vessels", snapshot->vessels->len);
  rs_command_json_int (builder, "fixes", (gint64) snapshot->n_fixes);
  rs_command_json_int (builder, "undated", (gint64) snapshot->n_undated);
  rs_command_json_int (builder, "events", snapshot->events->len);
  rs_command_json_int (builder, "incidents", snapshot->incidents->len);
  rs_command_json_int (builder, "sources", snapshot->sources->len);
  rs_command_json_int (builder, "notes", snapshot->notes->len);
  json_builder_set_member_name (builder, "reconstructed");
  json_builder_add_boolean_value (builder, rs_snapshot_has_reconstructed (snapshot, 0));
  rs_command_json_text (builder, "read_only", read_only);
  rs_command_json_int (builder, "history", head ? head->seq : 0);
  rs_command_json_text (builder, "history_sha256", head ? head->hash : NULL);
  json_builder_set_member_name (builder, "imports");
  json_builder_begin_array (builder);
  for (guint i = 0; i < snapshot->imports->len; i++)
    rs_command_json_import (builder, g_ptr_array_index (snapshot->imports, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  rs_command_print_json (builder, TRUE);
}

static void
print_text (const RsSnapshot *snapshot, const RsHistoryEntry *head)
{
  g_autofree char *from = rs_time_format (snapshot->from_ms);
  g_autofree char *to = rs_time_format (snapshot->to_ms);
  g_autofree char *main_from = rs_time_format (snapshot->main_from_ms);
  g_autofree char *main_to = rs_time_format (snapshot->main_to_ms);
  g_autofree char *gap = g_strdup_printf ("%.4g", (double) snapshot->gap_ms / RS_HOUR_MS);

  printf ("title        %s\n", snapshot->title);
  if (*snapshot->description)
    printf ("description  %s\n", snapshot->description);
  if (*snapshot->zone)
    printf ("zone         %s\n", snapshot->zone);
  printf ("span         %s%s%s\n", from, *from ? " to " : "none", to);
  if (snapshot->main_from_ms != snapshot->tracks_from_ms
      || snapshot->main_to_ms != snapshot->tracks_to_ms)
    printf ("main span    %s to %s, without a few fixes dated far from the others\n", main_from, main_to);
  printf ("vessels      %u\n", snapshot->vessels->len);
  printf ("fixes        %" G_GUINT64_FORMAT "%s\n", snapshot->n_fixes,
          rs_snapshot_has_reconstructed (snapshot, 0) ? " (some or all reconstructed)" : "");
  if (snapshot->n_undated > 0)
    printf ("undated      %" G_GUINT64_FORMAT " fixes without a time\n", snapshot->n_undated);
  printf ("events       %u (gaps longer than %s h among them)\n", snapshot->events->len, gap);
  printf ("incidents    %u\n", snapshot->incidents->len);
  printf ("sources      %u\n", snapshot->sources->len);
  printf ("notes        %u\n", snapshot->notes->len);
  if (head)
    printf ("history      %" G_GINT64_FORMAT " entries, last %s\n", head->seq, head->hash);
  printf ("imports      %u\n", snapshot->imports->len);
  for (guint i = 0; i < snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (snapshot->imports, i);

      printf ("  %" G_GINT64_FORMAT "  %s  %s  %s  %" G_GINT64_FORMAT " fixes  %" G_GINT64_FORMAT
              " rejected\n",
              import->id, import->file_name, import->layout,
              rs_provenance_to_string (import->provenance), import->n_fixes, import->n_rejected);
    }
}

int
rs_command_info (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON", NULL },
    { NULL },
  };
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;
  const RsHistoryEntry *head;
  const char *read_only;
  int result = rs_command_parse (&argc, &argv, "CASE", "Say what is in a case.", entries, 1, 1);

  if (result >= 0)
    return result;
  document = rs_command_open (argv[1]);
  if (!document)
    return RS_EXIT_FAILED;
  snapshot = rs_case_ref_snapshot (document);
  history = rs_case_read_history (document, 1, &error);
  /* A damaged file may have no readable history: the rest is told all the same. */
  if (!history)
    fprintf (stderr, "%s: %s\n", g_get_prgname (), error->message);
  head = history && history->len > 0 ? g_ptr_array_index (history, 0) : NULL;
  read_only = rs_case_get_read_only_reason (document);
  if (read_only)
    fprintf (stderr, "%s: %s\n", g_get_prgname (), read_only);
  if (json)
    print_json (snapshot, read_only, head);
  else
    print_text (snapshot, head);
  return RS_EXIT_OK;
}
