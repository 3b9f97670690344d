/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever a receiver sends, cut into packets however: the first byte says whether it is a gpsd, and whether
 * packets are datagrams; each packet begins with its length. Lines are never empty, never too long, and the
 * same as without the cuts, if a cut is no end of a line. All of them go into the decoder. */
#include "fuzz.h"

#include <string.h>

#include "ais/stream.h"
#include "formats/live-source-private.h"

typedef struct
{
  GString *lines;
  RsAisStream *stream; /* (nullable) */
  guint32 n;
} Heard;

static void
message_cb (const RsAisReport *report, gpointer user_data)
{
  g_assert_cmpuint (report->message.type, >=, 1);
  g_assert_cmpuint (report->message.type, <=, 27);
}

static void
reject_cb (guint32 line, const char *reason, const char *text, gsize len, gpointer user_data)
{
  g_assert_nonnull (reason);
}

static void
line_cb (const char *line, gsize len, gpointer user_data)
{
  Heard *heard = user_data;

  g_assert_cmpuint (len, >, 0);
  g_assert_cmpuint (len, <=, RS_LIVE_MAX_LINE);
  g_assert_null (memchr (line, '\n', len));
  g_assert_false (g_ascii_isspace (line[len - 1]));
  g_string_append_len (heard->lines, line, (gssize) len);
  g_string_append_c (heard->lines, '\n');
  if (heard->stream)
    rs_ais_stream_push_line (heard->stream, line, len, ++heard->n);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const RsAisStreamFuncs funcs = { message_cb, reject_cb, NULL };
  const char *url;
  gboolean datagrams;
  g_autoptr (RsLiveSource) cut = NULL, whole = NULL;
  g_autoptr (RsAisStream) stream = rs_ais_stream_new (&funcs, NULL, 1709769600000);
  g_autoptr (GString) lines = g_string_new (NULL), expected = g_string_new (NULL);
  g_autoptr (GString) joined = g_string_new (NULL);
  Heard heard = { lines, stream, 0 }, again = { expected, NULL, 0 };

  if (size < 1)
    return 0;
  url = data[0] & 1 ? "gpsd://localhost" : "tcp://localhost:4001";
  datagrams = (data[0] & 2) != 0;
  cut = rs_live_source_new (url, NULL);
  whole = rs_live_source_new (url, NULL);
  for (size_t at = 1; at < size;)
    {
      size_t n = MIN ((size_t) data[at], size - at - 1);
      /* In a block of its own: reading beyond is seen. */
      g_autofree char *packet = g_memdup2 (data + at + 1, n);
      guint n_times = n == 0 ? 0 : data[at] == 255 ? 16 : 1;

      /* Some are long: a line may be longer than a packet of 255 bytes. */
      for (guint i = 0; i < n_times; i++)
        {
          rs_live_source_feed (cut, packet, n, line_cb, &heard);
          g_string_append_len (joined, packet, (gssize) n);
          if (datagrams)
            {
              rs_live_source_end_line (cut, line_cb, &heard);
              g_string_append_c (joined, '\n');
            }
        }
      at += n + 1;
    }
  rs_live_source_end_line (cut, line_cb, &heard);
  rs_ais_stream_flush (stream);
  rs_live_source_feed (whole, joined->str, joined->len, line_cb, &again);
  rs_live_source_end_line (whole, line_cb, &again);
  g_assert_cmpstr (lines->str, ==, expected->str);
  g_assert_cmpuint (lines->len, ==, expected->len);
  return 0;
}
