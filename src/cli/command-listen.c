/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roadstead-cli listen: what a receiver sends, into a case while it comes. */
#include <stdio.h>

#include "case/live.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "formats/live-source.h"

/* Status lines of a listening that nothing happens to. */
#define STATUS_EVERY_US (5 * G_USEC_PER_SEC)

typedef struct
{
  const char *url;
  RsLiveState state;
  gboolean begun;
  gint64 told_us;
} Teller;

static void
status_cb (const RsLiveStatus *status, gpointer user_data)
{
  Teller *teller = user_data;
  gint64 now_us = g_get_monotonic_time ();

  if (!teller->begun || status->state != teller->state)
    {
      if (status->state == RS_LIVE_CONNECTED)
        fprintf (stderr, "listening to %s\n", teller->url);
      else if (status->state == RS_LIVE_WAITING)
        fprintf (stderr, "%s: %s; trying again in %u s\n",
                 status->n_lost > 0 ? "connection lost" : "not connected yet", status->problem,
                 status->retry_in_s);
    }
  else if (status->state == RS_LIVE_CONNECTED && now_us - teller->told_us >= STATUS_EVERY_US)
    fprintf (stderr,
             "%" G_GUINT64_FORMAT " messages (%.1f/s), %" G_GUINT64_FORMAT " fixes, %u vessels\n",
             status->n_messages, status->messages_per_s, status->n_fixes, status->n_vessels);
  else
    return;
  teller->begun = TRUE;
  teller->state = status->state;
  teller->told_us = now_us;
}

static void
print_json (RsCase *document, const RsLiveResult *result)
{
  const RsLiveStatus *status = &result->status;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (RsSnapshot) snapshot = rs_case_ref_snapshot (document);

  json_builder_begin_object (builder);
  rs_command_json_int (builder, "lines", (gint64) status->n_lines);
  rs_command_json_int (builder, "messages", (gint64) status->n_messages);
  rs_command_json_int (builder, "fixes", (gint64) status->n_fixes);
  rs_command_json_int (builder, "rejected", (gint64) status->n_rejected);
  rs_command_json_int (builder, "vessels", status->n_vessels);
  rs_command_json_int (builder, "connections_lost", status->n_lost);
  json_builder_set_member_name (builder, "imports");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->import_ids->len; i++)
    {
      const RsImport *import
          = rs_command_find_import (snapshot, g_array_index (result->import_ids, gint64, i));

      if (import)
        rs_command_json_import (builder, import);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  rs_command_print_json (builder, TRUE);
}

static void
print_text (RsCase *document, const RsLiveResult *result)
{
  const RsLiveStatus *status = &result->status;
  g_autoptr (RsSnapshot) snapshot = rs_case_ref_snapshot (document);

  printf ("%" G_GUINT64_FORMAT " messages, %" G_GUINT64_FORMAT " fixes of %u vessels, %"
          G_GUINT64_FORMAT " rejected; connection lost %u times\n",
          status->n_messages, status->n_fixes, status->n_vessels, status->n_rejected,
          status->n_lost);
  for (guint i = 0; i < result->import_ids->len; i++)
    {
      const RsImport *import
          = rs_command_find_import (snapshot, g_array_index (result->import_ids, gint64, i));

      if (import)
        printf ("import %" G_GINT64_FORMAT ": %s, SHA-256 %s\n", import->id, import->file_name,
                import->sha256);
    }
}

static int
run (RsCase *document, const char *url, const RsLiveOptions *options, GCancellable *stop,
     gboolean json)
{
  g_autoptr (GError) error = NULL;
  Teller teller = { .url = url };
  RsLiveResult result;
  gboolean ok;
  int code = RS_EXIT_OK;

  ok = rs_case_listen (document, url, options, status_cb, &teller, stop, &result, &error);
  if (result.import_ids)
    {
      if (json)
        print_json (document, &result);
      else
        print_text (document, &result);
    }
  if (result.status.n_rejected > 0)
    code = RS_EXIT_PARTIAL;
  if (!ok)
    code = rs_command_fail (error);
  rs_live_result_clear (&result);
  return code;
}

int
rs_command_listen (int argc, char **argv)
{
  double duration_s = 0;
  gint64 max_messages = 0;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "duration", 0, 0, G_OPTION_ARG_DOUBLE, &duration_s, "Stop after so many seconds", "S" },
    { "messages", 0, 0, G_OPTION_ARG_INT64, &max_messages, "Stop after so many AIS messages", "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Write what was received as JSON at the end", NULL },
    { NULL },
  };
  g_autoptr (RsCase) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RsLiveSource) source = NULL;
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  RsLiveOptions options = { 0 };
  int code = rs_command_parse (&argc, &argv, "CASE ADDRESS",
                               "Listen to a receiver: " RS_LIVE_FORMS
                               ". One that is not there yet, or is lost, is tried again. Ctrl+C ends it; what "
                               "was received stays.",
                               entries, 2, 2);

  if (code >= 0)
    return code;
  if (!(duration_s >= 0 && duration_s <= 1e9) || max_messages < 0)
    {
      fprintf (stderr, "%s: --duration and --messages are numbers above zero\n", g_get_prgname ());
      return RS_EXIT_USAGE;
    }
  source = rs_live_source_new (argv[2], &error);
  if (!source)
    {
      rs_command_fail (error);
      return RS_EXIT_USAGE;
    }
  rs_interrupt_catch (stop);
  document = rs_command_open (argv[1]);
  if (!document)
    return RS_EXIT_FAILED;
  options.duration_ms = (gint64) (duration_s * 1000);
  options.max_messages = (guint64) max_messages;
  return run (document, argv[2], &options, stop, json);
}
