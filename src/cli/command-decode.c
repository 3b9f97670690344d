/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roadstead-cli decode: each AIS message of a log as a line of JSON. */
#include <stdio.h>
#include <string.h>

#include "ais/message-json.h"
#include "ais/stream.h"
#include "cli/command.h"
#include "formats/lines.h"
#include "formats/reader.h"

typedef struct
{
  GString *out;
  guint64 n_rejected;
} Output;

static void
message_cb (const RsAisReport *report, gpointer user_data)
{
  Output *output = user_data;
  GString *out = output->out;

  g_string_append_c (out, '{');
  rs_ais_message_append_json (&report->message, out);
  g_string_append_printf (out, ",\"line\":%u,\"t\":", report->line);
  if (report->t_ms == RS_TIME_NONE)
    g_string_append (out, "null");
  else
    g_string_append_printf (out, "%" G_GINT64_FORMAT, report->t_ms);
  g_string_append (out, "}\n");
}

static void
reject_cb (guint32 line, const char *reason, const char *text, gsize len, gpointer user_data)
{
  Output *output = user_data;
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) MIN (len, 120));

  output->n_rejected++;
  fprintf (stderr, "line %u: %s: %s\n", line, reason, valid);
}

static gboolean
write_out (GString *out)
{
  gboolean ok = fwrite (out->str, 1, out->len, stdout) == out->len;

  g_string_truncate (out, 0);
  return ok;
}

static int
decode_lines (RsInput *input, gint64 date_ms)
{
  static const RsAisStreamFuncs funcs = { message_cb, reject_cb };
  Output output = { g_string_new (NULL), 0 };
  g_autoptr (RsAisStream) stream = rs_ais_stream_new (&funcs, &output, date_ms);
  g_autoptr (GError) error = NULL;
  RsLines lines;
  RsLinesResult result;
  const char *line;
  gsize len;
  gboolean written = TRUE;

  rs_lines_init (&lines, input);
  while ((result = rs_lines_next (&lines, &line, &len, &error)) != RS_LINES_END
         && result != RS_LINES_ERROR && written)
    {
      rs_ais_stream_push_line (stream, line, len, lines.number);
      if (output.out->len > 64 * 1024)
        written = write_out (output.out);
    }
  rs_lines_clear (&lines);
  rs_ais_stream_flush (stream);
  written = written && write_out (output.out) && fflush (stdout) == 0;
  g_string_free (output.out, TRUE);
  if (error)
    return rs_command_fail (error);
  if (!written)
    {
      fprintf (stderr, "%s: standard output cannot be written\n", g_get_prgname ());
      return RS_EXIT_FAILED;
    }
  if (rs_ais_stream_get_counts (stream)->n_messages == 0)
    {
      fprintf (stderr, "%s: there is no AIS message in the file\n", g_get_prgname ());
      return RS_EXIT_FAILED;
    }
  return output.n_rejected > 0 ? RS_EXIT_PARTIAL : RS_EXIT_OK;
}

int
rs_command_decode (int argc, char **argv)
{
  g_autofree char *date = NULL;
  gint64 date_ms = RS_TIME_NONE;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, "When a log without a clock begins, UTC", "DATE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "As every command has it; the lines are JSON anyway",
      NULL },
    { NULL },
  };
  int code = rs_command_parse (&argc, &argv, "FILE",
                               "Write each AIS message of a log as a line of JSON: names and units as "
                               "in gpsd's AIS JSON, \"line\" (of the first part) and \"t\" (ms since "
                               "1970 UTC, or null). What is no message is told on standard error.",
                               entries, 1, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RsInput) input = NULL;

  if (code >= 0)
    return code;
  if (date && !rs_time_parse (date, &date_ms))
    {
      fprintf (stderr, "%s: “%s” is no date; write 2024-03-07 or 2024-03-07T06:00:00\n",
               g_get_prgname (), date);
      return RS_EXIT_USAGE;
    }
  input = rs_input_open (argv[1], &error);
  if (!input)
    return rs_command_fail (error);
  return decode_lines (input, date_ms);
}
