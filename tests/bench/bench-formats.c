/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What reading files costs: messages of a log, rows of a CSV, without the case behind them. */
#include "bench.h"

#include <string.h>

#include "aivdm.h"
#include "ais/stream.h"
#include "formats/reader.h"

#define SEED 20240307
#define N_VESSELS 3000
#define N_MESSAGES 200000
#define N_ROWS 200000

static GString *
make_log (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_VESSELS; i++)
    {
      RsAisMessage m = { .type = 1, .mmsi = 273000000 + i };

      m.position.lon_raw = g_rand_int_range (rand, -108000000, 108000000);
      m.position.lat_raw = g_rand_int_range (rand, -54000000, 54000000);
      m.position.second = (guint8) (i % 60);
      g_ptr_array_add (pool, aivdm_sentence (&m, 'A'));
    }
  for (guint i = 0; i < N_MESSAGES; i++)
    g_string_append_printf (text, "\\s:rTEST,c:%u\\%s\r\n", 1700000000 + i / 10,
                            (char *) pool->pdata[i % N_VESSELS]);
  return text;
}

static GString *
make_csv (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  GString *text = g_string_new ("MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,"
                                "VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass\n");

  for (guint i = 0; i < N_ROWS; i++)
    {
      guint vessel = i % N_VESSELS, second = i / N_VESSELS;

      g_string_append_printf (
          text,
          "%u,2023-01-01T%02u:%02u:%02u,%d.%05d,-%d.%05d,%u.%u,%u.0,%u,VESSEL NUMBER %u,IMO9307839,"
          "WDI%u,70,0,%u,30,8.1,70,A\n",
          366000000 + vessel, second / 3600 % 24, second / 60 % 60, second % 60,
          g_rand_int_range (rand, 0, 89), g_rand_int_range (rand, 0, 100000),
          g_rand_int_range (rand, 0, 179), g_rand_int_range (rand, 0, 100000), vessel % 20,
          vessel % 10, vessel % 360, vessel % 360, vessel, vessel, 100 + vessel % 100);
    }
  return text;
}

static guint64
decode (gpointer user_data)
{
  static const RsAisStreamFuncs funcs;
  const GString *log = user_data;
  g_autoptr (RsAisStream) stream = rs_ais_stream_new (&funcs, NULL, RS_TIME_NONE);
  const char *text = log->str, *end = log->str + log->len;
  guint32 line = 0;

  while (text < end)
    {
      const char *nl = memchr (text, '\n', (gsize) (end - text));

      rs_ais_stream_push_line (stream, text, (gsize) (nl - text), ++line);
      text = nl + 1;
    }
  return rs_ais_stream_get_counts (stream)->n_messages;
}

static gboolean
take_fixes (const RsReadFix *fixes, guint n, gpointer user_data, GError **error)
{
  return TRUE;
}

static gboolean
take_static (const RsReadStatic *statics, gpointer user_data, GError **error)
{
  return TRUE;
}

static gboolean
take_reject (guint32 line, const char *reason, const char *text, gpointer user_data, GError **error)
{
  return TRUE;
}

static guint64
read_file (gpointer user_data)
{
  static const RsReadSink sink = { take_fixes, take_static, take_reject, NULL, NULL };
  static const RsReadOptions options;
  const GString *text = user_data;
  g_autoptr (RsInput) input = rs_input_new_for_bytes (text->str, text->len);
  RsReadSummary summary;
  guint64 n;

  if (!rs_read_input (input, &options, &sink, NULL, NULL, &summary, NULL))
    g_error ("the file is not readable");
  n = summary.n_fixes;
  rs_read_summary_clear (&summary);
  return n;
}

int
main (void)
{
  g_autoptr (GString) log = make_log (), csv = make_csv ();

  bench_run ("decode position reports", "messages", decode, log);
  bench_run ("read an AIVDM log", "messages", read_file, log);
  bench_run ("read a NOAA CSV", "rows", read_file, csv);
  return 0;
}
