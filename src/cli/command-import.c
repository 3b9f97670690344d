/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roadstead-cli import: files into a case. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/hints.h"
#include "cli/interrupt.h"
#include "cli/read-args.h"
#include "formats/csv-layout.h"
#include "formats/preview.h"
#include "formats/reader.h"
#include "formats/saved-layout.h"

typedef struct
{
  const char *const *files;
  gboolean show;
} Progress;

/* One line on the terminal, written over and over. */
static void
progress_cb (const RsImportProgress *at, gpointer user_data)
{
  Progress *progress = user_data;

  if (!progress->show)
    return;
  fprintf (stderr, "\r\033[K%3.0f %%  %" G_GUINT64_FORMAT " records  %.0f/s",
           at->bytes_total > 0 ? 100.0 * (double) at->bytes_done / (double) at->bytes_total : 0,
           at->n_records, at->records_per_s);
  fflush (stderr);
}

static void
add_notes (JsonBuilder *builder, const RsImportResult *result)
{
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->notes->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (result->notes, i));
  json_builder_end_array (builder);
  rs_hints_add_json (builder, result->advice);
}

static void
add_import (JsonBuilder *builder, const RsImportResult *result)
{
  const RsImport *import = result->import;

  rs_command_json_int (builder, "import", import->id);
  rs_command_json_text (builder, "layout", import->layout);
  rs_command_json_text (builder, "sha256", import->sha256);
  rs_command_json_int (builder, "bytes", import->size);
  rs_command_json_int (builder, "records", import->n_read);
  rs_command_json_int (builder, "fixes", import->n_fixes);
  rs_command_json_int (builder, "undated", (gint64) result->n_undated);
  rs_command_json_int (builder, "rejected", import->n_rejected);
  rs_command_json_int (builder, "duplicates",
                       (gint64) result->n_flagged[g_bit_nth_lsf (RS_FIX_DUPLICATE, -1)]);
  rs_command_json_int (builder, "vessels", result->n_vessels);
  rs_command_json_int (builder, "new_vessels", result->n_new_vessels);
  rs_command_json_time (builder, "from", import->from_ms);
  rs_command_json_time (builder, "to", import->to_ms);
  rs_command_json_text (builder, "clock", result->clock);
  rs_command_json_counts (builder, result->n_flagged, result->reasons);
  add_notes (builder, result);
}

/* What became a list of the case. */
static void
add_list (JsonBuilder *builder, const RsImportResult *result)
{
  rs_command_json_text (builder, result->list_kind == RS_LIST_WATCH ? "watchlist" : "places",
                        result->list_title);
  rs_command_json_int (builder, "list", result->list_id);
  rs_command_json_int (builder, "entries", result->n_entries);
  if (result->list_kind == RS_LIST_WATCH)
    rs_command_json_int (builder, "matched", result->n_watched);
  rs_command_json_counts (builder, result->n_flagged, result->reasons);
  add_notes (builder, result);
}

static void
print_json (GPtrArray *results)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; i < results->len; i++)
    {
      const RsImportResult *result = g_ptr_array_index (results, i);

      json_builder_begin_object (builder);
      rs_command_json_text (builder, "file", result->path);
      json_builder_set_member_name (builder, "error");
      if (result->error)
        json_builder_add_string_value (builder, result->error->message);
      else
        json_builder_add_null_value (builder);
      if (result->import)
        add_import (builder, result);
      else if (result->list_id != 0)
        add_list (builder, result);
      else
        rs_hints_add_json (builder, result->advice);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  rs_command_print_json (builder, TRUE);
}

static void
print_list (const RsImportResult *result)
{
  printf ("%s: %s “%s”, %u %s\n", result->path,
          result->list_kind == RS_LIST_WATCH ? "watchlist" : "places", result->list_title,
          result->n_entries, result->n_entries == 1 ? "entry" : "entries");
  if (result->list_kind == RS_LIST_WATCH)
    printf ("  %u %s of the case may be on it (“roadstead-cli watchlist CASE match”)\n", result->n_watched,
            result->n_watched == 1 ? "vessel" : "vessels");
  for (guint i = 0; i < result->reasons->len; i++)
    {
      const RsReasonCount *count = g_ptr_array_index (result->reasons, i);

      printf ("  rejected %" G_GUINT64_FORMAT ": %s (first in line %u)\n", count->n, count->reason,
              count->first_line);
    }
  for (guint i = 0; i < result->notes->len; i++)
    printf ("  note: %s\n", (const char *) g_ptr_array_index (result->notes, i));
}

/* Where a row was rejected first: its line, and of an archive the file in it. */
static void
print_reason (const RsImport *import, const RsReasonCount *count)
{
  guint32 line;
  const RsContent *content = rs_import_find_content (import, count->first_line, &line);

  if (content && *content->name)
    printf ("  rejected %" G_GUINT64_FORMAT ": %s (first in line %u of %s)\n", count->n,
            count->reason, line, content->name);
  else
    printf ("  rejected %" G_GUINT64_FORMAT ": %s (first in line %u)\n", count->n, count->reason,
            line);
}

static void
print_text (GPtrArray *results)
{
  for (guint i = 0; i < results->len; i++)
    {
      const RsImportResult *result = g_ptr_array_index (results, i);
      const RsImport *import = result->import;
      g_autofree char *from = NULL, *to = NULL;

      if (result->list_id != 0)
        print_list (result);
      if (!import)
        continue;
      from = rs_time_format (import->from_ms);
      to = rs_time_format (import->to_ms);
      printf ("%s: %s\n", result->path, import->layout);
      printf ("  %" G_GINT64_FORMAT " %s, %" G_GINT64_FORMAT " %s of %u %s (%u new), %"
              G_GINT64_FORMAT " rejected\n",
              import->n_read, import->n_read == 1 ? "record" : "records", import->n_fixes,
              import->n_fixes == 1 ? "fix" : "fixes", result->n_vessels,
              result->n_vessels == 1 ? "vessel" : "vessels", result->n_new_vessels,
              import->n_rejected);
      if (import->from_ms != RS_TIME_NONE)
        printf ("  %s to %s, %s\n", from, to, result->clock);
      else if (import->n_fixes > 0)
        printf ("  %s\n", result->clock);
      printf ("  SHA-256 %s\n", import->sha256);
      for (guint k = 0; k < result->reasons->len; k++)
        print_reason (import, g_ptr_array_index (result->reasons, k));
      for (guint bit = 0; bit < RS_N_FIX_FLAGS; bit++)
        if (result->n_flagged[bit] > 0)
          printf ("  flagged %" G_GUINT64_FORMAT ": %s\n", result->n_flagged[bit],
                  rs_fix_flag_to_string (bit));
      for (guint k = 0; k < result->notes->len; k++)
        printf ("  note: %s\n", (const char *) g_ptr_array_index (result->notes, k));
      rs_hints_print (result->advice, "  ", FALSE);
    }
}

static int
run (RsCase *document, const char *const *files, guint n_files, const RsReadOptions *options,
     GCancellable *cancellable, gboolean json)
{
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  Progress progress = { files, isatty (STDERR_FILENO) };
  gboolean ok;
  int code = RS_EXIT_OK;

  ok = rs_case_import (document, files, n_files, options, progress_cb, &progress, cancellable,
                       &results, &error);
  if (progress.show)
    fputs ("\r\033[K", stderr);
  for (guint i = 0; i < results->len; i++)
    {
      const RsImportResult *result = g_ptr_array_index (results, i);

      if (result->error)
        {
          g_autofree char *prefix = g_strconcat (g_get_prgname (), ": ", NULL);

          fprintf (stderr, "%s%s\n", prefix, result->error->message);
          rs_hints_print (result->advice, prefix, TRUE);
          if (g_error_matches (result->error, RS_READ_ERROR, RS_READ_ERROR_NAMES))
            fprintf (stderr, "%shint: add them with “roadstead-cli watchlist CASE add FILE”\n", prefix);
        }
      if (result->error || (result->import && result->import->n_rejected > 0)
          || (result->list_id != 0 && (result->reasons->len > 0 || result->n_lossy > 0)))
        code = RS_EXIT_PARTIAL;
    }
  if (ok || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (json)
        print_json (results);
      else
        print_text (results);
    }
  if (ok)
    return code;
  /* The error of a single file was told already. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fprintf (stderr, "%s: interrupted; the case is as it was\n", g_get_prgname ());
  else if (code == RS_EXIT_OK)
    rs_command_fail (error);
  return RS_EXIT_FAILED;
}

/* What was said of the columns, for the next file of the kind: one with the same header. */
static gboolean
save_layout (const char *name, const char *path, const RsReadOptions *options, GError **error)
{
  g_autoptr (RsPreview) preview = rs_read_preview (path, options, 1, NULL);
  g_autofree char *header = preview ? rs_preview_dup_header_row (preview) : NULL;
  RsSavedLayout layout = { .name = (char *) name,
                           .map = (char *) options->map,
                           .header_row = header,
                           .encoding = (char *) options->encoding,
                           .time_zone = (char *) options->time_zone,
                           .delimiter = options->delimiter,
                           .header = options->header };

  return rs_saved_layout_save (&layout, error);
}

int
rs_command_import (int argc, char **argv)
{
  g_auto (RsReadArgs) args = { 0 };
  g_autofree char *date = NULL, *save = NULL;
  gboolean json = FALSE;
  GOptionEntry entries[RS_READ_ARGS + 4] = {
    [RS_READ_ARGS] = { "save-layout", 0, 0, G_OPTION_ARG_STRING, &save,
                       "Keep --map, --encoding, --delimiter, --header and --time-zone as a layout",
                       "NAME" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, "When a log begins whose clock is missing or wrong, UTC", "DATE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Write the summary as JSON", NULL },
    { NULL },
  };
  g_autofree char *summary
      = g_strconcat ("Import files into a case: AIS logs (NMEA), CSV, JSON, GPX, KML, GeoJSON, also "
                     "packed with gzip or ZIP; watchlists and lists of ports become lists of the case. "
                     "Rejected rows are kept with line and reason; see “roadstead-cli rejects”. All "
                     "files are one step that can be undone. Flags are told of each file by itself; “roadstead-cli "
                     "rejects --summary” tells what files repeat of each other.\n\n",
                     rs_csv_layout_map_help (), NULL);
  int code;
  RsReadOptions options = { 0 };
  g_autoptr (RsCase) document = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  rs_read_args_get_entries (&args, entries);
  code = rs_command_parse (&argc, &argv, "CASE FILE...", summary, entries, 2, -1);
  if (code >= 0)
    return code;
  if (!rs_read_args_get_options (&args, &options))
    return RS_EXIT_USAGE;
  if (date && !rs_time_parse (date, &options.date_ms))
    {
      fprintf (stderr, "%s: “%s” is no date; write 2024-03-07 or 2024-03-07T06:00:00\n",
               g_get_prgname (), date);
      return RS_EXIT_USAGE;
    }
  if (save && (!options.map || options.map[0] == '\0'))
    {
      fprintf (stderr, "%s: --save-layout keeps what --map says; give both\n", g_get_prgname ());
      return RS_EXIT_USAGE;
    }
  rs_interrupt_catch (cancellable);
  document = rs_case_open_without_fixes (argv[1], &error);
  if (!document)
    return rs_command_fail (error);
  code = run (document, (const char *const *) argv + 2, (guint) argc - 2, &options, cancellable,
              json);
  if (!rs_case_close (document, &error)
      || (save && (code == RS_EXIT_OK || code == RS_EXIT_PARTIAL)
          && !save_layout (save, argv[2], &options, &error)))
    return rs_command_fail (error);
  return code;
}
