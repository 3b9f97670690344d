/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/stream.h"

#include <string.h>

#include "ais/assembler.h"

struct _RsAisStream
{
  RsAisStreamFuncs funcs;
  gpointer user_data;
  RsAisAssembler *assembler;
  RsAisStreamCounts counts;
  RsAisReport report;
  /* Said before the sentence that it is about. */
  gint64 pghp_ms;
  gboolean has_tag;
  RsNmeaSentence tag;
  RsRunningClock running;
  /* What the user's date moves the log's own times by, once the first of them is known. */
  gint64 date_ms;
  gint64 shift_ms;
};

static void
reject (RsAisStream *self, guint32 line, const char *reason, const char *text, gsize len)
{
  self->counts.n_rejected++;
  if (self->funcs.reject)
    self->funcs.reject (line, reason, text, len, self->user_data);
}

static void
lost_cb (const RsAisAssembled *lost, gpointer user_data)
{
  reject (user_data, lost->line, "message is incomplete: a part is missing", lost->text,
          strlen (lost->text));
}

RsAisStream *
rs_ais_stream_new (const RsAisStreamFuncs *funcs, gpointer user_data, gint64 date_ms)
{
  RsAisStream *self = g_new0 (RsAisStream, 1);

  self->funcs = *funcs;
  self->user_data = user_data;
  self->assembler = rs_ais_assembler_new (lost_cb, self);
  self->pghp_ms = RS_TIME_NONE;
  self->date_ms = date_ms;
  rs_running_clock_init (&self->running, date_ms);
  return self;
}

void
rs_ais_stream_free (RsAisStream *self)
{
  if (!self)
    return;
  rs_ais_assembler_free (self->assembler);
  g_free (self);
}

static gint64
floor_to_day (gint64 t_ms)
{
  return t_ms - (t_ms % RS_DAY_MS + RS_DAY_MS) % RS_DAY_MS;
}

/* A time that the log tells, as the user's date corrects it. */
static gint64
correct (RsAisStream *self, gint64 t_ms)
{
  if (t_ms != RS_TIME_NONE && self->date_ms != RS_TIME_NONE)
    {
      gboolean is_day = floor_to_day (self->date_ms) == self->date_ms;

      self->shift_ms = self->date_ms - (is_day ? floor_to_day (t_ms) : t_ms);
      self->date_ms = RS_TIME_NONE;
    }
  return t_ms == RS_TIME_NONE ? t_ms : t_ms + self->shift_ms;
}

/* The time of a base station report, if it is one: such a station is disciplined by GNSS, but one
 * without a fix sends zeros, and garbage sends anything. */
static gint64
base_time (const RsAisMessage *message)
{
  const RsAisBase *b = &message->base;

  if ((message->type != 4 && message->type != 11) || b->year < 1990 || b->year > 2099)
    return RS_TIME_NONE;
  return rs_time_from_civil (b->year, b->month, b->day, b->hour, b->minute, b->second, 0);
}

static guint
message_second (const RsAisMessage *message)
{
  const RsAisPosition *p = rs_ais_message_get_position (message);

  if (message->type == 21)
    return message->aton.second;
  return p ? p->second : RS_AIS_SECOND_NONE;
}

static void
refuse_clock (RsAisStream *self, guint32 line, guint32 mmsi, gint64 t_ms, RsClockVerdict why)
{
  if (why != RS_CLOCK_TAKEN && self->funcs.refuse_clock)
    self->funcs.refuse_clock (line, mmsi, t_ms, why, self->user_data);
}

/* A base station's report sets the clock, if it is to be believed. */
static void
hear_base (RsAisStream *self, const RsAisReport *report, gint64 base_ms)
{
  guint32 mmsi = report->message.mmsi;
  RsClockVerdict verdict = RS_CLOCK_CONTRADICTS;

  /* The line itself says that it is another time. */
  if (report->t_ms != RS_TIME_NONE && ABS (base_ms - report->t_ms) > RS_DAY_MS)
    return;
  /* One that is known to be wrong must not tell what the user's date corrects. */
  if (self->date_ms == RS_TIME_NONE || !rs_running_clock_distrusts (&self->running, mmsi))
    verdict = rs_running_clock_hear (&self->running, mmsi, correct (self, base_ms));
  if (report->t_ms == RS_TIME_NONE)
    refuse_clock (self, report->line, mmsi, base_ms, verdict);
}

/* Gives a message without a time the running clock's. */
static void
date_report (RsAisStream *self, RsAisReport *report)
{
  gint64 base_ms = base_time (&report->message);
  guint second = message_second (&report->message);

  if (base_ms != RS_TIME_NONE)
    hear_base (self, report, base_ms);
  if (report->t_ms != RS_TIME_NONE || self->running.source == RS_AIS_CLOCK_NONE)
    return;
  report->clock = self->running.source;
  report->t_ms = second < RS_AIS_SECOND_NONE
                     ? rs_running_clock_date (&self->running, report->message.mmsi, second)
                     : self->running.t_ms;
}

/* FNV-1a over words: payloads are zero behind their end. */
static guint64
hash_payload (const RsAisPayload *payload)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325) ^ payload->n_bits;

  for (guint at = 0; at * 8 < payload->n_bits; at += 8)
    {
      guint64 word;

      memcpy (&word, payload->bytes + at, sizeof word);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      hash ^= hash >> 32;
    }
  return hash;
}

/* A tag block alone on its line is that of the sentence that comes next. */
static void
take_tag (RsAisStream *self, RsNmeaSentence *sentence)
{
  if (sentence->tag_ms == RS_TIME_NONE)
    sentence->tag_ms = self->tag.tag_ms;
  if (sentence->group_total == 0)
    {
      sentence->group_part = self->tag.group_part;
      sentence->group_total = self->tag.group_total;
      sentence->group_id = self->tag.group_id;
    }
  if (sentence->tag_problem == RS_NMEA_TAG_GOOD)
    sentence->tag_problem = self->tag.tag_problem;
  if (sentence->station[0] == '\0')
    memcpy (sentence->station, self->tag.station, sizeof sentence->station);
  self->has_tag = FALSE;
}

static void
push_vdm (RsAisStream *self, const RsNmeaSentence *sentence, guint32 number)
{
  RsAisReport *report = &self->report;
  RsAisAssembled assembled;
  RsNmeaVdm vdm;
  const char *problem;
  gint64 t_ms = RS_TIME_NONE;
  gint64 now_ms = self->running.source == RS_AIS_CLOCK_NONE ? RS_TIME_NONE : self->running.t_ms;
  RsAisClock clock = RS_AIS_CLOCK_NONE;

  self->counts.n_sentences++;
  if (sentence->tag_ms != RS_TIME_NONE)
    {
      t_ms = correct (self, sentence->tag_ms);
      clock = RS_AIS_CLOCK_TAG;
    }
  else if (self->pghp_ms != RS_TIME_NONE)
    {
      t_ms = self->pghp_ms;
      clock = RS_AIS_CLOCK_PGHP;
    }
  else if (sentence->beside_ms != RS_TIME_NONE)
    {
      t_ms = sentence->beside_ms;
      if (sentence->beside_is_civil && self->funcs.to_utc)
        t_ms = self->funcs.to_utc (t_ms, self->user_data);
      t_ms = correct (self, t_ms);
      clock = t_ms == RS_TIME_NONE ? RS_AIS_CLOCK_NONE : RS_AIS_CLOCK_BESIDE;
    }
  self->pghp_ms = RS_TIME_NONE;

  problem = rs_nmea_parse_vdm (sentence, &vdm);
  if (problem
      || !rs_ais_assembler_push (self->assembler, sentence, &vdm, number, t_ms, (gint) clock,
                                 now_ms, &assembled, &problem))
    {
      if (problem)
        reject (self, number, problem, sentence->whole, sentence->whole_len);
      return;
    }
  problem = rs_ais_message_decode (assembled.payload, &report->message);
  if (problem)
    {
      reject (self, assembled.line, problem, sentence->whole, sentence->whole_len);
      return;
    }
  report->line = assembled.line;
  report->last_line = assembled.last_line;
  report->t_ms = assembled.t_ms;
  report->clock = (RsAisClock) assembled.clock;
  report->channel = assembled.channel;
  report->own = assembled.own;
  report->station = sentence->station;
  report->tag_refused = sentence->tag_problem > RS_NMEA_TAG_UNSUMMED;
  report->hash = hash_payload (assembled.payload);
  date_report (self, report);
  self->counts.n_messages++;
  self->counts.n_by_type[report->message.type]++;
  self->counts.n_by_clock[report->clock]++;
  if (self->funcs.message)
    self->funcs.message (report, self->user_data);
}

/* $PGHP, $--RMC or $--ZDA, or none of them. */
static void
push_clock (RsAisStream *self, const RsNmeaSentence *sentence, guint32 number)
{
  gint64 t_ms;
  RsAisClock clock = rs_nmea_parse_clock (sentence, &t_ms);

  if (clock == RS_AIS_CLOCK_PGHP && self->funcs.to_utc)
    t_ms = self->funcs.to_utc (t_ms, self->user_data);
  if (clock == RS_AIS_CLOCK_NONE || t_ms == RS_TIME_NONE)
    self->counts.n_other++;
  else if (clock == RS_AIS_CLOCK_PGHP)
    self->pghp_ms = correct (self, t_ms);
  else
    refuse_clock (self, number, 0, t_ms,
                  rs_running_clock_set (&self->running, correct (self, t_ms), clock));
}

/* A tag block or a time at the beginning of a line is that of all its sentences without one. */
static void
take_over (RsNmeaSentence *sentence, const RsNmeaSentence *first)
{
  if (sentence->tag_ms != RS_TIME_NONE || sentence->beside_ms != RS_TIME_NONE)
    return;
  sentence->tag_ms = first->tag_ms;
  if (first->beside_is_before)
    {
      sentence->beside_ms = first->beside_ms;
      sentence->beside_is_civil = first->beside_is_civil;
    }
  if (sentence->tag_problem == RS_NMEA_TAG_GOOD)
    sentence->tag_problem = first->tag_problem;
}

/* The names of the columns of a table, of which one holds the sentences: words, no values. */
static gboolean
is_heading (const char *line, gsize len)
{
  gboolean has_columns = FALSE;

  for (gsize i = 0; i < len; i++)
    {
      has_columns = has_columns || strchr (",;\t", line[i]) != NULL;
      if (!g_ascii_isalpha (line[i]) && !strchr (",;\t \"'_-()/", line[i]))
        return FALSE;
    }
  return has_columns;
}

void
rs_ais_stream_push_line (RsAisStream *self, const char *line, gsize len, guint32 number)
{
  RsNmeaSentence sentence, first = { 0 };
  gsize offset = 0;
  guint n_found = 0;
  gboolean is_vdm;
  RsNmeaScan scan;

  self->counts.n_lines++;
  while (len > 0 && g_ascii_isspace (line[len - 1]))
    len--;
  if (len == 0 || line[0] == '#')
    return;
  if (len > RS_NMEA_MAX_LINE)
    {
      reject (self, number, "line is too long", line, len);
      return;
    }
  while ((scan = rs_nmea_scan (line, len, &offset, &sentence)) != RS_NMEA_END)
    {
      n_found++;
      if (sentence.tag_problem != RS_NMEA_TAG_GOOD && self->funcs.bad_tag)
        self->funcs.bad_tag (number, sentence.tag_problem, sentence.tag_text, sentence.tag_len,
                             self->user_data);
      if (scan == RS_NMEA_TAG_ONLY)
        {
          self->tag = sentence;
          self->has_tag = TRUE;
          break;
        }
      is_vdm = rs_nmea_is_vdm (&sentence);
      if (is_vdm && self->has_tag)
        take_tag (self, &sentence);
      if (n_found > 1)
        take_over (&sentence, &first);
      else if (offset < len)
        first = sentence;
      if (is_vdm)
        push_vdm (self, &sentence, number);
      else
        push_clock (self, &sentence, number);
    }
  if (n_found == 0 && !(number == 1 && is_heading (line, len)))
    reject (self, number, "no NMEA sentence in the line", line, len);
}

void
rs_ais_stream_set_latest (RsAisStream *self, gint64 latest_ms)
{
  self->running.latest_ms = latest_ms;
}

void
rs_ais_stream_look_ahead (RsAisStream *self, const char *text, gsize len)
{
  const RsAisStreamFuncs nobody = { 0 };
  g_autoptr (RsAisStream) ahead = rs_ais_stream_new (&nobody, NULL, self->date_ms);
  const char *end = text + len, *line_end;

  ahead->running.latest_ms = self->running.latest_ms;
  for (; (line_end = memchr (text, '\n', (gsize) (end - text))) != NULL; text = line_end + 1)
    rs_ais_stream_push_line (ahead, text, (gsize) (line_end - text), 1);
  rs_running_clock_learn (&self->running, &ahead->running);
}

void
rs_ais_stream_flush (RsAisStream *self)
{
  rs_ais_assembler_flush (self->assembler);
}

const RsAisStreamCounts *
rs_ais_stream_get_counts (const RsAisStream *self)
{
  return &self->counts;
}
