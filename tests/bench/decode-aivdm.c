/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decode-aivdm FILE: decodes a log into memory, message by message, and says how many there were. */
#include <stdio.h>

#include "ais/stream.h"
#include "formats/lines.h"

#define N_KEPT 4096

static RsAisReport kept[N_KEPT];
static guint64 n_messages;

static void
message_cb (const RsAisReport *report, gpointer user_data)
{
  kept[n_messages++ % N_KEPT] = *report;
}

int
main (int argc, char **argv)
{
  static const RsAisStreamFuncs funcs = { message_cb, NULL, NULL };
  g_autoptr (RsInput) input = argc == 2 ? rs_input_open (argv[1], NULL) : NULL;
  g_autoptr (RsAisStream) stream = rs_ais_stream_new (&funcs, NULL, RS_TIME_NONE);
  RsLines lines;
  const char *line;
  gsize len;

  if (!input)
    return 2;
  rs_lines_init (&lines, input);
  while (rs_lines_next (&lines, &line, &len, NULL) == RS_LINES_LINE)
    rs_ais_stream_push_line (stream, line, len, lines.number);
  rs_lines_clear (&lines);
  rs_ais_stream_flush (stream);
  printf ("%" G_GUINT64_FORMAT " messages\n", n_messages);
  return 0;
}
