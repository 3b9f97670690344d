/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "case/live.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ais/mmsi.h"
#include "analysis/quality.h"
#include "case/case-private.h"
#include "formats/ais-report.h"
#include "formats/live-log.h"
#include "formats/live-source.h"
#include "places/atlas.h"
#include "places/land-grid.h"
#include "store/live-writer.h"

#define COMMIT_US (2 * G_USEC_PER_SEC)
#define COMMIT_FIXES 5000
#define STATUS_US (250 * 1000)
/* A snapshot is made at most once in this time, and not more often than it takes a fifth of it. */
#define SNAPSHOT_US G_USEC_PER_SEC
#define SNAPSHOT_SHARE 5
#define RETRY_MAX_S 30
#define LOG_MAX (G_GUINT64_CONSTANT (256) * 1024 * 1024)
/* The rate is taken over this long, in steps of a second. */
#define RATE_S 10

typedef struct
{
  RsCase *document;
  const RsLiveOptions *options;
  GCancellable *stop;
  RsLiveSource *source;
  RsLiveWriter *writer;
  RsLiveLog *log;      /* (nullable): none before the first line */
  RsAisStream *stream; /* of the log */
  GError *error;       /* (nullable): that ends it */

  RsLiveStatus now;
  RsLiveStatusFunc func;
  gpointer user_data;
  char *problem;
  GHashTable *vessels; /* MMSI to RsQualityTail*, what flags its next fix */
  RsQualityRules rules;
  GArray *import_ids;
  guint64 fixes_before, rejected_before; /* of the logs before */
  guint64 messages_before;
  gint64 received_ms; /* of the packet at hand; 0 not taken yet */
  gboolean heard;     /* something since the connection was made */
  GError *absent;     /* (nullable): why there is no first connection yet */
  guint64 n_own_time, n_our_time; /* lines of this log */
  /* The line at hand, for rejected messages. */
  const char *line;
  gsize len;
  /* Monotonic, microseconds. */
  gint64 started_us, commit_us, status_us, retry_us, snapshot_us;
  guint retry_s;
  guint64 samples[RATE_S + 1]; /* messages at each second, the newest first */
  guint n_samples;
  gint64 sample_us;
} Live;

void
rs_live_result_clear (RsLiveResult *self)
{
  g_clear_pointer (&self->import_ids, g_array_unref);
}

static void
take_samples (Live *self, gint64 now_us)
{
  while (now_us - self->sample_us >= G_USEC_PER_SEC)
    {
      for (guint i = RATE_S; i > 0; i--)
        self->samples[i] = self->samples[i - 1];
      self->samples[0] = self->now.n_messages;
      self->n_samples = MIN (self->n_samples + 1, RATE_S);
      self->sample_us += G_USEC_PER_SEC;
    }
  self->now.messages_per_s
      = self->n_samples > 0
            ? (double) (self->samples[0] - self->samples[self->n_samples]) / self->n_samples
            : 0;
}

static void
tell (Live *self, gboolean changed)
{
  gint64 now_us = g_get_monotonic_time ();

  take_samples (self, now_us);
  if (!self->func || (!changed && now_us - self->status_us < STATUS_US))
    return;
  self->status_us = now_us;
  self->now.problem = self->problem;
  self->now.retry_in_s
      = self->now.state == RS_LIVE_WAITING && self->retry_us > now_us
            ? (guint) ((self->retry_us - now_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC)
            : 0;
  self->now.n_vessels = g_hash_table_size (self->vessels);
  self->now.n_fixes = self->fixes_before + rs_live_writer_get_n_fixes (self->writer);
  self->now.n_rejected = self->rejected_before + rs_live_writer_get_n_rejected (self->writer);
  self->func (&self->now, self->user_data);
}

/* What was received. */

/* A jump shows only with what comes after it; segments tell it when the case is read. */
static void
flag_fix (Live *self, guint32 mmsi, RsQualityTail *tail, RsFix *fix)
{
  RsQualityCounts counts = { 0 };

  self->rules.import_ms = self->received_ms;
  rs_quality_flag (&self->rules, tail, rs_mmsi_is_odd (mmsi), fix, 1, 0, counts);
  fix->flags &= (guint16) ~RS_FIX_TOO_FAST;
}

static void
reject_report (Live *self, const RsAisReport *report, const char *problem)
{
  g_autofree char *reason = rs_ais_report_dup_reason (report, problem);

  rs_live_writer_add_reject (self->writer, report->line, reason, self->line, self->len);
}

static void
message_cb (const RsAisReport *report, gpointer user_data)
{
  Live *self = user_data;
  guint32 mmsi = report->message.mmsi;
  gboolean has_position = rs_ais_report_has_position (report);
  RsQualityTail *tail;
  RsIdentity *identity;
  const char *problem;
  RsFix fix;

  self->now.n_messages++;
  if (!has_position && !rs_ais_message_get_static (&report->message))
    return;
  problem = rs_ais_report_check_sender (report);
  if (problem)
    {
      reject_report (self, report, problem);
      return;
    }
  tail = g_hash_table_lookup (self->vessels, GUINT_TO_POINTER (mmsi));
  if (!tail)
    {
      tail = g_new0 (RsQualityTail, 1);
      g_hash_table_insert (self->vessels, GUINT_TO_POINTER (mmsi), tail);
    }
  identity = rs_ais_report_to_identity (report);
  if (identity)
    rs_live_writer_add_static (self->writer, mmsi, rs_mmsi_get_country (mmsi), identity,
                               report->t_ms);
  if (!has_position)
    return;
  problem = rs_ais_report_to_fix (report, &fix);
  if (problem)
    {
      reject_report (self, report, problem);
      return;
    }
  flag_fix (self, mmsi, tail, &fix);
  rs_live_writer_add_fix (self->writer, mmsi, rs_mmsi_get_country (mmsi), report->hash, &fix);
}

static void
reject_cb (guint32 line, const char *reason, const char *text, gsize len, gpointer user_data)
{
  Live *self = user_data;

  rs_live_writer_add_reject (self->writer, line, reason, text, len);
}

/* The first line: now there is something to keep. */
static gboolean
begin_log (Live *self)
{
  static const RsAisStreamFuncs funcs = { message_cb, reject_cb };
  g_autoptr (RsImport) import = rs_import_new ();
  const char *url = rs_live_source_get_url (self->source);
  /* Translators: %s is an address such as tcp://host:port */
  g_autofree char *summary = g_strdup_printf (_("Listen to %s"), url);
  gint64 id;

  self->log = rs_live_log_new (rs_case_get_path (self->document), self->received_ms, &self->error);
  if (!self->log)
    return FALSE;
  g_free (import->file_name);
  g_free (import->layout);
  g_free (import->options);
  import->file_name = g_strdup (rs_live_log_get_name (self->log));
  import->layout = g_strdup (RS_LAYOUT_LIVE);
  import->options = g_strdup (url);
  import->t_ms = self->received_ms;
  import->provenance = RS_OBSERVED;
  if (!rs_live_writer_begin (self->writer, import, summary, &self->error))
    return FALSE;
  id = rs_live_writer_get_import_id (self->writer);
  g_array_append_val (self->import_ids, id);
  self->stream = rs_ais_stream_new (&funcs, self, RS_TIME_NONE);
  self->n_own_time = self->n_our_time = 0;
  self->messages_before = self->now.n_messages;
  return TRUE;
}

static gboolean
has_enough (const Live *self)
{
  return self->options->max_messages > 0 && self->now.n_messages >= self->options->max_messages;
}

static void
line_cb (const char *line, gsize len, gpointer user_data)
{
  Live *self = user_data;
  gboolean own_time;
  guint32 number;

  self->heard = TRUE;
  if (self->received_ms == 0)
    self->received_ms = g_get_real_time () / 1000;
  if (self->error || has_enough (self) || (!self->log && !begin_log (self)))
    return;
  number = rs_live_log_add (self->log, line, len, self->received_ms, &self->line, &self->len,
                            &own_time, &self->error);
  if (number == 0)
    return;
  self->now.n_lines++;
  self->n_own_time += own_time;
  self->n_our_time += !own_time;
  rs_ais_stream_push_line (self->stream, self->line, self->len, number);
}

/* Into the case. */

static void
committed_cb (gint64 vessel_id, const RsFix *fixes, guint n, gpointer user_data)
{
  Live *self = user_data;

  rs_case_add_heard (self->document, vessel_id, rs_live_writer_get_import_id (self->writer), fixes,
                     n);
}

/* The line is in its file before anything leads to it. */
static gboolean
commit (Live *self)
{
  gint64 before_us = g_get_monotonic_time (), after_us;

  if (self->error || !self->log)
    return self->error == NULL;
  if (!rs_live_log_flush (self->log, &self->error)
      || !rs_live_writer_commit (self->writer, committed_cb, self, &self->error))
    return FALSE;
  self->commit_us = before_us;
  if (before_us < self->snapshot_us)
    return TRUE;
  rs_case_reload (self->document);
  after_us = g_get_monotonic_time ();
  self->snapshot_us = after_us + MAX (SNAPSHOT_US, (after_us - before_us) * SNAPSHOT_SHARE);
  return TRUE;
}

static gboolean
is_commit_due (const Live *self)
{
  return rs_live_writer_get_n_waiting (self->writer) >= COMMIT_FIXES
         || g_get_monotonic_time () - self->commit_us >= COMMIT_US;
}

static char *
describe_clock (const Live *self)
{
  if (self->n_own_time == 0)
    return g_strdup (_("reception, by the clock of this machine"));
  if (self->n_our_time == 0)
    return g_strdup (_("the source's own times"));
  return g_strdup (_("the source's own times; without one, reception by the clock of this machine"));
}

/* Seals the log and what came of it. */
static gboolean
end_log (Live *self)
{
  g_autofree char *sha256 = NULL, *clock = NULL;
  gint64 n_read;
  gboolean ok;

  if (!self->log)
    return TRUE;
  self->line = "";
  self->len = 0;
  rs_ais_stream_flush (self->stream);
  sha256 = rs_live_log_get_sha256 (self->log);
  clock = describe_clock (self);
  n_read = (gint64) (self->now.n_messages - self->messages_before);
  self->fixes_before += rs_live_writer_get_n_fixes (self->writer);
  self->rejected_before += rs_live_writer_get_n_rejected (self->writer);
  ok = rs_live_log_flush (self->log, &self->error)
       && rs_live_writer_end (self->writer, sha256, (gint64) rs_live_log_get_size (self->log),
                              n_read, clock, &self->error);
  g_clear_pointer (&self->log, rs_live_log_free);
  g_clear_pointer (&self->stream, rs_ais_stream_free);
  return ok;
}

/* The connection. */

static void
wait_to_retry (Live *self, GError *problem)
{
  if (self->now.state == RS_LIVE_CONNECTED)
    self->now.n_lost++;
  /* A source that takes connections and says nothing is not to be asked every second. */
  self->retry_s = self->heard || self->retry_s == 0 ? 1 : MIN (self->retry_s * 2, RETRY_MAX_S);
  self->heard = FALSE;
  self->now.state = RS_LIVE_WAITING;
  self->retry_us = g_get_monotonic_time () + self->retry_s * G_USEC_PER_SEC;
  g_free (self->problem);
  self->problem = g_strdup (problem->message);
  g_error_free (problem);
  tell (self, TRUE);
}

static void
try_again (Live *self)
{
  GError *problem = NULL;

  self->now.state = RS_LIVE_CONNECTING;
  tell (self, TRUE);
  if (!rs_live_source_connect (self->source, self->stop, &problem))
    {
      wait_to_retry (self, problem);
      return;
    }
  self->now.state = RS_LIVE_CONNECTED;
  g_clear_error (&self->absent);
  g_clear_pointer (&self->problem, g_free);
  tell (self, TRUE);
}

static void
sleep_until (gint64 until_us, GCancellable *stop)
{
  gint64 left_us = until_us - g_get_monotonic_time ();
  GPollFD fd;
  gboolean can_stop = stop && g_cancellable_make_pollfd (stop, &fd);

  g_poll (can_stop ? &fd : NULL, can_stop ? 1 : 0, (gint) (MAX (left_us, 0) / 1000 + 1));
  if (can_stop)
    g_cancellable_release_fd (stop);
}

/* When something is to be done next, whatever comes. */
static gint64
get_next_us (const Live *self)
{
  gint64 next_us = self->status_us + STATUS_US;

  if (self->log)
    next_us = MIN (next_us, self->commit_us + COMMIT_US);
  if (self->now.state == RS_LIVE_WAITING)
    next_us = MIN (next_us, self->retry_us);
  if (self->options->duration_ms > 0)
    next_us = MIN (next_us, self->started_us + self->options->duration_ms * 1000);
  return next_us;
}

static gboolean
is_over (const Live *self)
{
  return self->error || g_cancellable_is_cancelled (self->stop) || has_enough (self)
         || (self->options->duration_ms > 0
             && g_get_monotonic_time () - self->started_us >= self->options->duration_ms * 1000);
}

/* One thing after the other until it is over. */
static void
run (Live *self)
{
  guint64 log_max = self->options->max_log_size ? self->options->max_log_size : LOG_MAX;

  while (!is_over (self))
    {
      gint64 next_us = get_next_us (self);
      GError *problem = NULL;

      if (self->now.state == RS_LIVE_CONNECTED)
        {
          gint64 left_us = next_us - g_get_monotonic_time ();

          self->received_ms = 0;
          if (rs_live_source_read (self->source, (gint) (MAX (left_us, 0) / 1000 + 1), line_cb,
                                   self, self->stop, &problem)
              == RS_LIVE_LOST)
            wait_to_retry (self, problem);
        }
      else if (g_get_monotonic_time () < self->retry_us)
        sleep_until (next_us, self->stop);
      else
        try_again (self);
      if (is_commit_due (self) && !commit (self))
        break;
      if (self->log && rs_live_log_get_size (self->log) >= log_max && !end_log (self))
        break;
      tell (self, FALSE);
    }
}

static void
finish (Live *self, RsLiveResult *out)
{
  GError *failure = g_steal_pointer (&self->error);

  /* Also after a failure what can be stored is stored; the first failure counts. */
  end_log (self);
  if (failure)
    {
      g_clear_error (&self->error);
      self->error = failure;
    }
  if (self->import_ids->len > 0)
    rs_case_reload (self->document);
  self->now.problem = NULL;
  self->now.n_vessels = g_hash_table_size (self->vessels);
  self->now.n_fixes = self->fixes_before;
  self->now.n_rejected = self->rejected_before;
  out->status = self->now;
  out->import_ids = g_array_ref (self->import_ids);
}

static gboolean
is_inland_cb (gint32 lat_e7, gint32 lon_e7, gpointer user_data)
{
  return rs_land_grid_is_inland (user_data, lat_e7, lon_e7);
}

static void
stop_cb (GCancellable *from, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* Nobody else listens. It is connected, or the source is absent and may come. */
static void
listen (Live *self, RsLiveResult *out)
{
  g_autoptr (RsAtlas) atlas = rs_atlas_open_default (NULL);
  g_autoptr (RsLandGrid) land = atlas ? rs_land_grid_new (atlas) : NULL;

  /* Without a map nothing is looked up on land. */
  if (land)
    self->rules = (RsQualityRules) { .is_inland = is_inland_cb, .user_data = land };
  self->rules.has_motion = TRUE;
  self->writer = rs_live_writer_new (rs_case_get_store (self->document));
  self->vessels = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->import_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->started_us = self->commit_us = self->sample_us = g_get_monotonic_time ();
  self->now.state = self->absent ? RS_LIVE_CONNECTING : RS_LIVE_CONNECTED;
  if (self->absent)
    wait_to_retry (self, g_error_copy (self->absent));
  else
    tell (self, TRUE);
  run (self);
  /* It never came. To be stopped meanwhile is the regular end. */
  if (!self->error && self->absent && !g_cancellable_is_cancelled (self->stop))
    self->error = g_steal_pointer (&self->absent);
  g_clear_error (&self->absent);
  finish (self, out);
  g_clear_pointer (&self->log, rs_live_log_free);
  g_clear_pointer (&self->stream, rs_ais_stream_free);
  rs_live_writer_free (self->writer);
  g_hash_table_unref (self->vessels);
  g_array_unref (self->import_ids);
  g_free (self->problem);
}

gboolean
rs_case_listen (RsCase *self, const char *url, const RsLiveOptions *options,
                RsLiveStatusFunc status, gpointer user_data, GCancellable *stop, RsLiveResult *out,
                GError **error)
{
  static const RsLiveOptions no_options;
  g_autoptr (RsLiveSource) source = NULL;
  g_autoptr (GCancellable) both = g_cancellable_new ();
  Live live = { .document = self, .options = options ? options : &no_options, .stop = both,
                .func = status, .user_data = user_data };
  gulong handler = 0;

  memset (out, 0, sizeof *out);
  if (!rs_case_check_writable (self, error))
    return FALSE;
  source = live.source = rs_live_source_new (url, error);
  if (!source || !rs_case_begin_listening (self, both, error))
    return FALSE;
  if (stop)
    handler = g_cancellable_connect (stop, G_CALLBACK (stop_cb), both, NULL);
  /* Stopped before there was anything to hear is no fault: then there is nothing to run. */
  if (rs_live_source_connect (source, both, &live.error)
      || g_error_matches (live.error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&live.error);
      listen (&live, out);
    }
  else if (rs_live_source_may_come (live.error))
    {
      live.absent = g_steal_pointer (&live.error);
      listen (&live, out);
    }
  if (stop)
    g_cancellable_disconnect (stop, handler);
  rs_case_end_listening (self);
  return live.error == NULL || rs_case_take_error (error, live.error);
}
