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

/* "on-land,too-fast" */
static char *
join_flags (guint flags)
{
  GString *text = g_string_new (NULL);

  for (guint bit = 0; bit < RS_N_FIX_FLAGS; bit++)
    if (flags & 1u << bit)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", rs_fix_flag_to_string (bit));
  return g_string_free (text, FALSE);
}

static void
print_flagged_fix (const RsVessel *vessel, const RsImport *import, const RsFix *fix, gboolean json)
{
  g_autofree char *flags = join_flags (fix->flags & RS_FIX_FLAGS_MASK);
  guint32 line = fix->line;
  g_autofree char *file = rs_import_dup_place (import, line, &line);
  g_autofree char *t = rs_time_format (fix->t_ms);
  g_autoptr (JsonBuilder) builder = NULL;

  if (!json)
    {
      printf ("%s\t%u\t%s\t%s\t%.7f,%.7f\t%s\n", file, line, flags,
              fix->t_ms == RS_TIME_NONE ? "-" : t, rs_deg_from_e7 (fix->lat_e7),
              rs_deg_from_e7 (fix->lon_e7), vessel->name);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  rs_command_json_int (builder, "import", import->id);
  rs_command_json_place (builder, import, fix->line);
  rs_command_json_text (builder, "flags", flags);
  rs_command_json_time (builder, "t", fix->t_ms);
  json_builder_set_member_name (builder, "lat");
  json_builder_add_double_value (builder, rs_deg_from_e7 (fix->lat_e7));
  json_builder_set_member_name (builder, "lon");
  json_builder_add_double_value (builder, rs_deg_from_e7 (fix->lon_e7));
  rs_command_json_text (builder, "vessel", vessel->name);
  json_builder_end_object (builder);
  rs_command_print_json (builder, FALSE);
}

static void
print_flagged_fixes (const RsSnapshot *snapshot, const RsVessel *vessel, const RsFix *fixes, guint n,
                     gint64 import_id, gboolean json)
{
  for (guint i = 0; i < n; i++)
    {
      const RsImport *import = fixes[i].import < snapshot->imports->len
                                   ? g_ptr_array_index (snapshot->imports, fixes[i].import)
                                   : NULL;

      if (import && (fixes[i].flags & RS_FIX_FLAGS_MASK) && (import_id == 0 || import->id == import_id))
        print_flagged_fix (vessel, import, &fixes[i], json);
    }
}

/* The positions that were kept and are suspicious, vessel by vessel. */
static void
print_flagged (const RsSnapshot *snapshot, gint64 import_id, gboolean json)
{
  for (guint i = 0; i < snapshot->vessels->len; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, i);
      const RsTrack *track = g_ptr_array_index (snapshot->tracks, i);
      const RsUndated *undated
          = i < snapshot->undated->len ? g_ptr_array_index (snapshot->undated, i) : NULL;

      print_flagged_fixes (snapshot, vessel, track->fixes, track->n, import_id, json);
      rs_track_forget (track);
      if (undated)
        print_flagged_fixes (snapshot, vessel, undated->fixes, undated->n, import_id, json);
    }
}

int
rs_command_rejects (int argc, char **argv)
{
  gboolean json = FALSE, summary = FALSE, flagged = FALSE;
  gint64 import_id = 0;
  g_autofree char *reason = NULL;
  const GOptionEntry entries[] = {
    { "import", 0, 0, G_OPTION_ARG_INT64, &import_id, "Of this import only", "ID" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, "For this reason only, as --summary writes it", "TEXT" },
    { "summary", 0, 0, G_OPTION_ARG_NONE, &summary,
      "Write how many rows were rejected for each reason, and how many fixes have each flag", NULL },
    { "flagged", 0, 0, G_OPTION_ARG_NONE, &flagged,
      "Write the positions that were kept and are suspicious: file, line, flags, time, place, vessel", NULL },
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
  if (flagged)
    {
      print_flagged (snapshot, import_id, json);
      return RS_EXIT_OK;
    }
  rejects = rs_case_read_rejects (document, import_id, reason, G_MAXUINT, &error);
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
