/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever the lines of a log are, for the decoder and for the reader on top of it: each message names a type, has text that is JSON, and lies within
 * the lines read; everything else is counted. */
#include "fuzz.h"

#include <string.h>

#include "ais/message-json.h"
#include "ais/stream.h"
#include "read-sink.h"

typedef struct
{
  guint32 line;
  guint64 n_messages, n_rejected;
  char json[RS_AIS_JSON_MAX];
} Seen;

static void
message_cb (const RsAisReport *report, gpointer user_data)
{
  Seen *seen = user_data;

  seen->n_messages++;
  g_assert_cmpuint (report->message.type, >=, 1);
  g_assert_cmpuint (report->message.type, <=, 27);
  g_assert_cmpuint (report->message.mmsi, <, 1u << 30);
  g_assert_cmpuint (report->line, >=, 1);
  g_assert_cmpuint (report->line, <=, report->last_line);
  g_assert_cmpuint (report->last_line, ==, seen->line);
  g_assert_true ((report->t_ms == RS_TIME_NONE) == (report->clock == RS_AIS_CLOCK_NONE));
  for (guint scaled = 0; scaled < 2; scaled++)
    {
      RsJsonText text = { seen->json, seen->json + RS_AIS_JSON_MAX, FALSE };

      rs_ais_message_put_json (&report->message, scaled == 1, &text);
      g_assert_false (text.overflow);
      for (const char *c = seen->json; c < text.at; c++)
        g_assert_true (g_ascii_isprint (*c));
    }
}

static void
reject_cb (guint32 line, const char *reason, const char *text, gsize len, gpointer user_data)
{
  Seen *seen = user_data;
  volatile char last = len > 0 ? text[len - 1] : 0;

  (void) last;
  seen->n_rejected++;
  g_assert_cmpuint (line, <=, seen->line);
  g_assert_nonnull (reason);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const RsAisStreamFuncs funcs = { message_cb, reject_cb, NULL };
  const RsReadOptions options = { .layout = "aivdm",
                                  .time_zone = size % 3 ? NULL : "+10:00",
                                  .date_ms = size % 2 ? 1709769600000 : 0 };
  Seen seen = { 0 };
  g_autoptr (RsAisStream) stream
      = rs_ais_stream_new (&funcs, &seen, size % 2 ? 1709769600000 : RS_TIME_NONE);
  const char *text = (const char *) data, *end = text + size;

  while (text < end)
    {
      const char *nl = memchr (text, '\n', (gsize) (end - text));
      gsize len = (gsize) ((nl ? nl : end) - text);

      rs_ais_stream_push_line (stream, text, len, ++seen.line);
      text += len + (nl != NULL);
    }
  rs_ais_stream_flush (stream);
  g_assert_cmpuint (seen.n_messages, ==, rs_ais_stream_get_counts (stream)->n_messages);
  g_assert_cmpuint (seen.n_rejected, ==, rs_ais_stream_get_counts (stream)->n_rejected);
  check_reading (data, size, &options);
  return 0;
}
