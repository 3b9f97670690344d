/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/running-clock.h"

#include <string.h>

/* Stations whose times differ by less do not contradict: reports wait, and a log has pauses. */
#define NEAR_MS (2 * RS_MINUTE_MS)
/* A pause after which a new station is believed by itself: a log of few messages has such. */
#define PAUSE_MS (30 * RS_MINUTE_MS)
/* A receiver that was silent for longer leaves the clock to stations that agree with it. */
#define FRESH_MS RS_MINUTE_MS
/* As often as this a single station must say another time than the clock's. */
#define N_RIVAL 3
/* Contradictions in the look ahead that make a station's clock wrong. */
#define N_WRONG 2
/* Nobody puts two logs together that are farther apart, one of them of a report or two; it is the clock
 * that fell back. */
#define N_FEW 2
#define FELL_BACK_MS (300 * RS_DAY_MS)

/* From one message to the next in a dense log, and what a message may lag behind others. */
#define STRIDE_MS (3 * RS_SECOND_MS)
#define LAG_MS (10 * RS_SECOND_MS)
/* After so many messages that all lag behind it the clock has run ahead. */
#define N_BEHIND 8
/* In step with where the clock was moved to: it is right there. */
#define N_SURE 4
/* Messages of another ship that must agree with one that is far off. */
#define N_WITNESSES 2
#define N_SPARSE 6 /* of the last eight messages are far off: it is no dense log */

void
rs_running_clock_init (RsRunningClock *self, gint64 date_ms)
{
  memset (self, 0, sizeof *self);
  self->t_ms = date_ms;
  self->source = date_ms == RS_TIME_NONE ? RS_AIS_CLOCK_NONE : RS_AIS_CLOCK_DATE;
  self->is_day = date_ms != RS_TIME_NONE && date_ms % RS_DAY_MS == 0;
  self->latest_ms = self->receiver_ms = self->rival_ms = RS_TIME_NONE;
  self->step_ms = self->before_ms = RS_TIME_NONE;
  self->strides = 0xff; /* sparse, until it is known to be dense */
}

/* The clock is told by @source that it is @t_ms. */
static void
set (RsRunningClock *self, gint64 t_ms, RsAisClock source)
{
  self->t_ms = t_ms;
  self->source = source;
  self->is_day = FALSE;
  self->step_ms = self->before_ms = RS_TIME_NONE;
  self->n_behind = 0;
}

static gboolean
is_future (const RsRunningClock *self, gint64 t_ms)
{
  return self->latest_ms != RS_TIME_NONE && t_ms > self->latest_ms;
}

RsClockVerdict
rs_running_clock_set (RsRunningClock *self, gint64 t_ms, RsAisClock source)
{
  if (is_future (self, t_ms))
    return RS_CLOCK_FUTURE;
  if (self->source == RS_AIS_CLOCK_NONE || self->source == RS_AIS_CLOCK_DATE
      || ABS (t_ms - self->t_ms) > NEAR_MS)
    {
      self->clock_id++;
      self->n_supporters = 0;
    }
  self->rival_ms = RS_TIME_NONE;
  self->receiver_ms = t_ms;
  set (self, t_ms, source);
  return RS_CLOCK_TAKEN;
}

static RsClockStation *
find_station (RsRunningClock *self, guint32 mmsi)
{
  RsClockStation *oldest = self->stations;

  self->n_heard++;
  for (guint i = 0; i < self->n_stations; i++)
    {
      RsClockStation *station = &self->stations[i];

      if (station->mmsi == mmsi)
        {
          station->heard = self->n_heard;
          station->n_reports++;
          return station;
        }
      if (station->heard < oldest->heard)
        oldest = station;
    }
  if (self->n_stations < RS_CLOCK_MAX_STATIONS)
    oldest = &self->stations[self->n_stations++];
  *oldest = (RsClockStation){ .mmsi = mmsi, .heard = self->n_heard, .n_reports = 1 };
  return oldest;
}

/* The station agrees with the clock as it is now. */
static void
support (RsRunningClock *self, RsClockStation *station)
{
  if (station->clock_id != self->clock_id)
    self->n_supporters++;
  station->clock_id = self->clock_id;
  station->n_against = 0;
  self->rival_ms = RS_TIME_NONE;
}

/* Those that the clock hung on until now were wrong. */
static void
refute_supporters (RsRunningClock *self, gint64 t_ms)
{
  for (guint i = 0; i < self->n_stations; i++)
    {
      RsClockStation *station = &self->stations[i];

      if (station->clock_id != self->clock_id)
        continue;
      station->clock_id = 0;
      station->n_against
          += t_ms - self->t_ms > FELL_BACK_MS && station->n_reports <= N_FEW ? N_WRONG : 1;
    }
}

static void
jump (RsRunningClock *self, RsClockStation *station, gint64 t_ms)
{
  self->clock_id++;
  self->n_supporters = 0;
  support (self, station);
  set (self, t_ms, RS_AIS_CLOCK_BASE);
}

/* Whether a time far from the clock's has as many voices for it as it needs. */
static gboolean
count_rival (RsRunningClock *self, const RsClockStation *station, gint64 t_ms)
{
  if (self->rival_ms == RS_TIME_NONE || ABS (t_ms - self->rival_ms) > NEAR_MS)
    {
      self->rival_mmsi = station->mmsi;
      self->n_rival = 0;
    }
  else if (self->rival_mmsi != station->mmsi)
    return TRUE;
  self->rival_ms = t_ms;
  return ++self->n_rival >= N_RIVAL;
}

RsClockVerdict
rs_running_clock_hear (RsRunningClock *self, guint32 mmsi, gint64 t_ms)
{
  RsClockStation *station = find_station (self, mmsi);
  gboolean is_first = self->source == RS_AIS_CLOCK_NONE || self->source == RS_AIS_CLOCK_DATE;
  gboolean agreed = station->clock_id != 0 && station->n_against == 0;
  gboolean is_alone = self->source == RS_AIS_CLOCK_BASE && self->n_supporters == 1;

  if (is_future (self, t_ms))
    {
      station->n_against++;
      return RS_CLOCK_FUTURE;
    }
  if (!is_first && ABS (t_ms - self->t_ms) <= NEAR_MS)
    {
      support (self, station);
      if (self->receiver_ms == RS_TIME_NONE || self->source == RS_AIS_CLOCK_BASE
          || ABS (t_ms - self->receiver_ms) > FRESH_MS)
        set (self, t_ms, RS_AIS_CLOCK_BASE);
      return RS_CLOCK_TAKEN;
    }
  if (station->distrusted)
    return RS_CLOCK_CONTRADICTS;
  if (is_first || (is_alone && station->clock_id == self->clock_id)
      || (agreed && t_ms > self->t_ms))
    {
      jump (self, station, t_ms);
      return RS_CLOCK_TAKEN;
    }
  if ((station->n_against == 0 && t_ms > self->t_ms && t_ms - self->t_ms <= PAUSE_MS
       && self->source == RS_AIS_CLOCK_BASE)
      || count_rival (self, station, t_ms))
    {
      /* Who brought the clock forward by himself was wrong. */
      if (is_alone && t_ms < self->t_ms)
        refute_supporters (self, t_ms);
      jump (self, station, t_ms);
      return RS_CLOCK_TAKEN;
    }
  if (is_alone && station->n_against <= 1 && t_ms - self->t_ms > RS_DAY_MS)
    {
      refute_supporters (self, t_ms);
      jump (self, station, t_ms);
      return RS_CLOCK_TAKEN;
    }
  station->n_against++;
  return RS_CLOCK_CONTRADICTS;
}

gboolean
rs_running_clock_distrusts (const RsRunningClock *self, guint32 mmsi)
{
  for (guint i = 0; i < self->n_stations; i++)
    if (self->stations[i].mmsi == mmsi)
      return self->stations[i].distrusted;
  return FALSE;
}

void
rs_running_clock_learn (RsRunningClock *self, const RsRunningClock *ahead)
{
  for (guint i = 0; i < ahead->n_stations; i++)
    if (ahead->stations[i].n_against >= N_WRONG)
      find_station (self, ahead->stations[i].mmsi)->distrusted = TRUE;
}

/* The moment nearest to @near_ms at which the second of the minute is @second. */
static gint64
nearest_second (gint64 near_ms, guint second)
{
  gint64 minute_ms = near_ms - ((near_ms % RS_MINUTE_MS) + RS_MINUTE_MS) % RS_MINUTE_MS;
  gint64 t_ms = minute_ms + second * RS_SECOND_MS;

  if (t_ms - near_ms > RS_MINUTE_MS / 2)
    t_ms -= RS_MINUTE_MS;
  else if (near_ms - t_ms > RS_MINUTE_MS / 2)
    t_ms += RS_MINUTE_MS;
  return t_ms;
}

/* Messages always lag a little, but some of them do not: where none keeps up, the clock is ahead. */
static void
check_behind (RsRunningClock *self, gint64 t_ms)
{
  if (t_ms >= self->t_ms)
    {
      self->t_ms = t_ms;
      self->n_behind = 0;
      return;
    }
  self->behind_ms = self->n_behind == 0 ? t_ms : MAX (self->behind_ms, t_ms);
  if (++self->n_behind == N_BEHIND)
    {
      self->t_ms = self->behind_ms;
      self->n_behind = 0;
    }
}

static gboolean
is_sparse (const RsRunningClock *self)
{
  return __builtin_popcount (self->strides) >= N_SPARSE;
}

/* Whether the message is the next one of a log at which it is @now_ms. */
static gboolean
is_in_step (gint64 now_ms, guint second, gint64 *out_t_ms)
{
  *out_t_ms = nearest_second (now_ms, second);
  return *out_t_ms - now_ms >= -LAG_MS && *out_t_ms - now_ms <= STRIDE_MS;
}

/* The clock was moved far by two messages that agreed, by chance perhaps: whether those who follow
 * go on from where it was. */
static gboolean
goes_on_before (RsRunningClock *self, guint second, gint64 *out_t_ms)
{
  gint64 t_ms;

  if (self->before_ms == RS_TIME_NONE || !is_in_step (self->before_ms, second, &t_ms))
    return FALSE;
  self->before_ms = MAX (self->before_ms, t_ms);
  *out_t_ms = t_ms;
  if (++self->n_before == 2)
    {
      set (self, self->before_ms, self->source);
      self->before_ms = RS_TIME_NONE;
    }
  return TRUE;
}

gint64
rs_running_clock_date (RsRunningClock *self, guint32 mmsi, guint second)
{
  gint64 t_ms, agreed_ms;
  gboolean is_small;

  if (self->is_day)
    {
      self->t_ms += second * RS_SECOND_MS;
      self->is_day = FALSE;
      return self->t_ms;
    }
  is_small = is_in_step (self->t_ms, second, &t_ms);
  self->strides = (guint8) (self->strides << 1 | !is_small);
  if (is_small || (t_ms > self->t_ms && is_sparse (self)))
    {
      self->step_ms = RS_TIME_NONE;
      if (++self->n_after == N_SURE)
        self->before_ms = RS_TIME_NONE;
      check_behind (self, t_ms);
      return t_ms;
    }
  if (goes_on_before (self, second, &t_ms))
    return t_ms;
  if (self->step_ms == RS_TIME_NONE || !is_in_step (self->step_ms, second, &agreed_ms))
    {
      self->step_ms = t_ms;
      self->n_step = 0;
    }
  else if (self->step_mmsi != mmsi)
    {
      gint64 before_ms = self->t_ms;

      t_ms = agreed_ms;
      self->step_ms = MAX (self->step_ms, agreed_ms);
      if (++self->n_step == N_WITNESSES)
        {
          set (self, self->step_ms, self->source);
          self->before_ms = before_ms;
          self->n_before = self->n_after = 0;
        }
    }
  self->step_mmsi = mmsi;
  return t_ms;
}
