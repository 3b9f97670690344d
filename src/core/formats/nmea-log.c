/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logs of NMEA 0183 sentences with AIS in them. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ais/copies.h"
#include "ais/stream.h"
#include "formats/ais-report.h"
#include "formats/lines.h"
#include "formats/nmea-clocks-private.h"
#include "formats/reader-private.h"
#include "formats/values.h"

typedef struct
{
  RsReadContext *context;
  GError *error;    /* of the sink */
  const char *line; /* at hand, for the text of rejected messages */
  gsize len;
  RsAisCopies *copies;
  RsTimeReader times; /* of local times, if a zone is given */
  RsNmeaClocks clocks;
  guint64 n_not_vessels, n_copies[RS_N_AIS_COPIES];
  guint64 n_undated, n_refused; /* fixes without a time, with nothing and with a tag block that tells one */
} Log;

static void
reject (Log *log, guint32 line, const char *reason, const char *text, gsize len)
{
  if (!log->error)
    rs_read_emit_reject (log->context, line, reason, text, len, &log->error);
}

/* @problem: as rs_ais_report_dup_reason () has it */
static void
reject_report (Log *log, const RsAisReport *report, const char *problem)
{
  g_autofree char *reason = rs_ais_report_dup_reason (report, problem);

  reject (log, report->line, reason, log->line, log->len);
}

static void
push_static (Log *log, const RsAisReport *report)
{
  const RsAisStatic *s = rs_ais_message_get_static (&report->message);
  RsReadStatic statics = {
    .key = report->message.mmsi, .t_ms = report->t_ms, .line = report->line, .name = s->name,
    .callsign = s->callsign, .destination = s->destination, .imo = s->imo,
    .ship_type = s->ship_type, .dim_a_m = s->dim_a_m, .dim_b_m = s->dim_b_m,
    .dim_c_m = s->dim_c_m, .dim_d_m = s->dim_d_m, .draught_dm = s->draught_dm,
  };

  rs_read_emit_static (log->context, &statics, &log->error);
}

static void
push_position (Log *log, const RsAisReport *report)
{
  RsFix fix;
  const char *problem = rs_ais_report_to_fix (report, &fix);
  RsAisCopy copy;

  if (problem)
    {
      reject_report (log, report, problem);
      return;
    }
  copy = rs_ais_copies_push (log->copies, report->hash, report->message.mmsi, report->station, &fix);
  log->n_copies[copy]++;
  if (copy == RS_AIS_COPY_NONE && fix.t_ms == RS_TIME_NONE)
    *(report->tag_refused ? &log->n_refused : &log->n_undated) += 1;
}

static void
fix_cb (guint32 mmsi, const RsFix *fix, gpointer user_data)
{
  Log *log = user_data;

  if (!log->error)
    rs_read_emit_fix (log->context, mmsi, fix, &log->error);
}

static void
message_cb (const RsAisReport *report, gpointer user_data)
{
  Log *log = user_data;
  gboolean has_position = rs_ais_report_has_position (report);
  gboolean has_static = rs_ais_message_get_static (&report->message) != NULL;
  const char *problem;

  if (log->error)
    return;
  log->context->summary->n_records++;
  if (!has_position && !has_static)
    {
      log->n_not_vessels++;
      return;
    }
  problem = rs_ais_report_check_sender (report);
  if (problem)
    {
      reject_report (log, report, problem);
      return;
    }
  if (has_static)
    push_static (log, report);
  if (has_position && !log->error)
    push_position (log, report);
}

static void
reject_cb (guint32 line, const char *reason, const char *text, gsize len, gpointer user_data)
{
  Log *log = user_data;

  log->context->summary->n_records++;
  reject (log, line, reason, text, len);
}

/* A civil time in the zone that the user named. */
static gint64
to_utc_cb (gint64 local_ms, gpointer user_data)
{
  Log *log = user_data;
  int y, mo, d, h, mi, s, ms;
  char text[40];
  gint64 t_ms;

  rs_time_to_civil (local_ms, &y, &mo, &d, &h, &mi, &s, &ms);
  g_snprintf (text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%03d", y, mo, d, h, mi, s, ms);
  return rs_time_reader_parse (&log->times, text, strlen (text), &t_ms) ? t_ms : RS_TIME_NONE;
}

static void
refuse_clock_cb (guint32 line, guint32 mmsi, gint64 t_ms, RsClockVerdict why, gpointer user_data)
{
  Log *log = user_data;

  rs_nmea_clocks_refuse (&log->clocks, line, mmsi, t_ms, why);
}

static void
bad_tag_cb (guint32 line, RsNmeaTagProblem why, const char *text, gsize len, gpointer user_data)
{
  Log *log = user_data;

  rs_nmea_clocks_bad_tag (&log->clocks, line, why, text, len);
}

gboolean
rs_read_nmea_log (RsReadContext *context, GError **error)
{
  const char *zone = context->options->time_zone;
  const RsAisStreamFuncs funcs = { message_cb, reject_cb, zone && *zone ? to_utc_cb : NULL,
                                   refuse_clock_cb, bad_tag_cb };
  Log log = { .context = context };
  g_autoptr (RsAisCopies) copies = log.copies = rs_ais_copies_new (fix_cb, &log);
  gint64 date_ms = context->options->date_ms;
  g_autoptr (RsAisStream) stream
      = rs_ais_stream_new (&funcs, &log, date_ms == 0 ? RS_TIME_NONE : date_ms);
  RsLines lines;
  RsLinesResult result;
  const guint8 *beginning;
  gsize n_beginning;
  gboolean ok = TRUE;

  context->summary->has_motion = TRUE;
  if (!rs_time_reader_init (&log.times, zone))
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   _("there is no time zone “%s”; name one as Asia/Vladivostok or +10:00"), zone);
      return FALSE;
    }
  beginning = rs_input_peek (context->input, RS_SNIFF_BYTES, &n_beginning, error);
  if (!beginning)
    {
      rs_time_reader_clear (&log.times);
      return FALSE;
    }
  rs_ais_stream_set_latest (stream, g_get_real_time () / 1000 + RS_DAY_MS);
  rs_ais_stream_look_ahead (stream, (const char *) beginning, n_beginning);
  log.times.n_doubled = log.times.n_skipped = 0;
  rs_lines_init (&lines, context->input);
  while (ok && (result = rs_lines_next (&lines, &log.line, &log.len, error)) != RS_LINES_END)
    {
      if (result == RS_LINES_ERROR)
        ok = FALSE;
      else
        {
          rs_ais_stream_push_line (stream, log.line, log.len, lines.number);
          ok = !log.error && rs_read_tick (context, error);
        }
    }
  if (ok)
    {
      log.line = "";
      log.len = 0;
      rs_ais_stream_flush (stream);
      rs_ais_copies_flush (copies);
      ok = !log.error;
    }
  rs_lines_clear (&lines);
  if (ok)
    rs_read_note_local_times (context, &log.times);
  rs_time_reader_clear (&log.times);
  context->summary->clock = rs_nmea_clocks_describe (rs_ais_stream_get_counts (stream));
  if (ok)
    {
      const RsAisStreamCounts *counts = rs_ais_stream_get_counts (stream);

      if (log.n_not_vessels > 0)
        rs_read_note (context,
                      ngettext ("%u message is neither position nor static data of a vessel but a "
                                "base station's, an aid's to navigation, a text or the like",
                                "%u messages are neither positions nor static data of vessels: base "
                                "stations, aids to navigation, texts and the like",
                                (gulong) log.n_not_vessels),
                      (guint) log.n_not_vessels);
      if (log.n_copies[RS_AIS_COPY_AGAIN] > 0)
        rs_read_note (context,
                      ngettext ("%u message repeats a transmission of the 30 seconds before; its fix "
                                "counts it as a copy",
                                "%u messages repeat transmissions of the 30 seconds before; their fixes "
                                "count them as copies",
                                (gulong) log.n_copies[RS_AIS_COPY_AGAIN]),
                      (guint) log.n_copies[RS_AIS_COPY_AGAIN]);
      if (log.n_copies[RS_AIS_COPY_ELSEWHERE] > 0)
        rs_read_note (context,
                      ngettext ("%u message repeats a transmission of the 30 seconds before, heard by "
                                "another receiver; its fix counts it as a copy",
                                "%u messages repeat transmissions of the 30 seconds before, heard by "
                                "other receivers; their fixes count them as copies",
                                (gulong) log.n_copies[RS_AIS_COPY_ELSEWHERE]),
                      (guint) log.n_copies[RS_AIS_COPY_ELSEWHERE]);
      rs_nmea_clocks_note (&log.clocks, context);
      if (log.n_refused > 0)
        rs_read_note (context,
                      ngettext ("%u fix has no time, as that of its tag block does not count; it is kept "
                                "as undated",
                                "%u fixes have no time, as those of their tag blocks do not count; they "
                                "are kept as undated",
                                (gulong) log.n_refused),
                      (guint) log.n_refused);
      if (log.n_undated > 0)
        rs_read_note (context,
                      ngettext ("%u fix has no time: none can be read in its line, and no RMC, ZDA or "
                                "base station report stands before it; it is kept as undated",
                                "%u fixes have no time: none can be read in their lines, and no RMC, "
                                "ZDA or base station report stands before them; they are kept as "
                                "undated",
                                (gulong) log.n_undated),
                      (guint) log.n_undated);
      if (log.n_refused + log.n_undated > 0)
        rs_read_advise (context, RS_ADVICE_DATE);
      if (counts->n_other > 0)
        rs_read_note (context,
                      ngettext ("%u other NMEA sentence was passed over",
                                "%u other NMEA sentences were passed over",
                                (gulong) counts->n_other),
                      (guint) counts->n_other);
    }
  if (log.error)
    g_propagate_error (error, log.error);
  return ok;
}
