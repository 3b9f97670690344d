/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roadstead-cli decode: each AIS message of a log as a line of JSON. */
#include <stdio.h>
#include <string.h>

#include "ais/message-json.h"
#include "ais/stream.h"
#include "cli/command.h"
#include "formats/limits.h"
#include "formats/lines.h"
#include "formats/reader.h"

/* Lines are gathered until less than one more message's room is left. */
#define ROOM (256 * 1024)
#define LINE_MAX_BYTES (RS_AIS_JSON_MAX + 64)

typedef struct
{
  char buffer[ROOM];
  RsJsonText text;
  gboolean scaled;
  gboolean failed; /* nobody takes the output */
  guint64 n_rejected, n_refused;
  guint32 refused_mmsi; /* said last */
  guint64 n_bad_tags[RS_N_NMEA_TAG_PROBLEMS];
} Output;

static void
write_out (Output *self)
{
  gsize n = (gsize) (self->text.at - self->buffer);

  self->failed = self->failed || fwrite (self->buffer, 1, n, stdout) != n;
  self->text.at = self->buffer;
}

static void
message_cb (const RsAisReport *report, gpointer user_data)
{
  Output *self = user_data;
  RsJsonText *text = &self->text;

  if (self->buffer + ROOM - text->at < LINE_MAX_BYTES)
    write_out (self);
  RS_JSON_PUT (text, "{");
  rs_ais_message_put_json (&report->message, self->scaled, text);
  RS_JSON_NAME (text, "line");
  rs_json_put_uint (text, report->line);
  RS_JSON_NAME (text, "t");
  if (report->t_ms == RS_TIME_NONE)
    RS_JSON_PUT (text, "null");
  else
    rs_json_put_int (text, report->t_ms);
  RS_JSON_PUT (text, "}\n");
}

static void
reject_cb (guint32 line, const char *reason, const char *text, gsize len, gpointer user_data)
{
  Output *output = user_data;
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) MIN (len, 120));

  output->n_rejected++;
  fprintf (stderr, "line %u: %s: %s\n", line, reason, valid);
}

static void
refuse_clock_cb (guint32 line, guint32 mmsi, gint64 t_ms, RsClockVerdict why, gpointer user_data)
{
  Output *output = user_data;
  g_autofree char *time = rs_time_format (t_ms);

  if (output->refused_mmsi == mmsi && output->n_refused > 0)
    return;
  output->n_refused++;
  output->refused_mmsi = mmsi;
  fprintf (stderr, "line %u: the clock of %09u does not count, it says %s, which %s\n", line, mmsi,
           time, why == RS_CLOCK_FUTURE ? "lies in the future" : "contradicts the others");
}

/* The first of each kind; a logger that makes one makes many. */
static void
bad_tag_cb (guint32 line, RsNmeaTagProblem why, const char *text, gsize len, gpointer user_data)
{
  static const char *const words[RS_N_NMEA_TAG_PROBLEMS] = {
    [RS_NMEA_TAG_UNSUMMED] = "the tag block counts, though its checksum is not right",
    [RS_NMEA_TAG_CHECKSUM] = "the tag block does not count, its checksum is wrong",
    [RS_NMEA_TAG_TIME] = "the tag block's time does not count, it is none from 1990 to 2099",
  };
  Output *output = user_data;
  g_autofree char *valid = NULL;

  if (output->n_bad_tags[why]++ > 0)
    return;
  valid = g_utf8_make_valid (text, (gssize) MIN (len, 120));
  fprintf (stderr, "line %u: %s: %s\n", line, words[why], valid);
}

static int
decode_lines (RsInput *input, gint64 date_ms, gboolean scaled)
{
  static const RsAisStreamFuncs funcs = { message_cb, reject_cb, NULL, refuse_clock_cb, bad_tag_cb };
  g_autofree Output *output = g_new0 (Output, 1);
  g_autoptr (RsAisStream) stream = rs_ais_stream_new (&funcs, output, date_ms);
  g_autoptr (GError) error = NULL;
  RsLines lines;
  RsLinesResult result;
  const guint8 *beginning;
  const char *line;
  gsize len;

  beginning = rs_input_peek (input, RS_SNIFF_BYTES, &len, &error);
  if (!beginning)
    return rs_command_fail (error);
  rs_ais_stream_set_latest (stream, g_get_real_time () / 1000 + RS_DAY_MS);
  rs_ais_stream_look_ahead (stream, (const char *) beginning, len);
  output->text = (RsJsonText){ output->buffer, output->buffer + ROOM, FALSE };
  output->scaled = scaled;
  setvbuf (stdout, NULL, _IONBF, 0);
  rs_lines_init (&lines, input);
  while ((result = rs_lines_next (&lines, &line, &len, &error)) != RS_LINES_END
         && result != RS_LINES_ERROR && !output->failed)
    rs_ais_stream_push_line (stream, line, len, lines.number);
  rs_lines_clear (&lines);
  rs_ais_stream_flush (stream);
  write_out (output);
  if (error)
    return rs_command_fail (error);
  if (output->failed || fflush (stdout) != 0)
    {
      fprintf (stderr, "%s: standard output cannot be written\n", g_get_prgname ());
      return RS_EXIT_FAILED;
    }
  if (rs_ais_stream_get_counts (stream)->n_messages == 0)
    {
      fprintf (stderr, "%s: there is no AIS message in the file\n", g_get_prgname ());
      return RS_EXIT_FAILED;
    }
  return output->n_rejected > 0 ? RS_EXIT_PARTIAL : RS_EXIT_OK;
}

int
rs_command_decode (int argc, char **argv)
{
  g_autofree char *date = NULL;
  gint64 date_ms = RS_TIME_NONE;
  gboolean json = FALSE, raw = FALSE;
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, "When a log begins whose clock is missing or wrong, UTC", "DATE" },
    { "raw", 0, 0, G_OPTION_ARG_NONE, &raw, "Integers as they are on the wire, not in units", NULL },
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
  return decode_lines (input, date_ms, !raw);
}
