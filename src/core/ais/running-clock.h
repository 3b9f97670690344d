/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ais/nmea.h"

G_BEGIN_DECLS

/* The clock of a log whose lines do not tell their times: what time it is where the log is being read. Set
 * by those who say date and time, moved on by the seconds of the minute that the ships' messages say.
 * Pure, bounded memory, one thread. */

#define RS_CLOCK_MAX_STATIONS 64

/* Why a station's date and time was not taken. */
typedef enum
{
  RS_CLOCK_TAKEN,      /* it was, or says what is known already */
  RS_CLOCK_FUTURE,     /* it lies in the future */
  RS_CLOCK_CONTRADICTS, /* it contradicts the log's receiver, or the other stations */
} RsClockVerdict;

/* What is known of a base station. */
typedef struct
{
  guint32 mmsi;
  guint32 heard;     /* when, counted in reports; the longest unheard gives its place up */
  guint32 clock_id;  /* of the clock that it agreed with last; 0 none */
  guint n_reports;
  guint n_against;   /* reports that contradicted since it last agreed */
  gboolean distrusted;
} RsClockStation;

/* Plain value; its fields are nobody else's business but @t_ms and @source. */
typedef struct
{
  gint64 t_ms; /* now; RS_TIME_NONE: not known yet */
  RsAisClock source;
  gint64 latest_ms;   /* what lies after is no present; RS_TIME_NONE: anything goes */
  gint64 receiver_ms; /* of $--RMC or $--ZDA last */
  gboolean is_day; /* the user's date is a midnight and tells no second: the first message does */

  RsClockStation stations[RS_CLOCK_MAX_STATIONS];
  guint n_stations;
  guint32 n_heard;
  guint32 clock_id;    /* counts the times that the clock was set anew by a jump */
  guint n_supporters;  /* stations that agree with it since */
  gint64 rival_ms;     /* another time that was said since; RS_TIME_NONE */
  guint32 rival_mmsi;
  guint n_rival;       /* how often */

  gint64 step_ms; /* where a message pointed that nobody has confirmed yet; RS_TIME_NONE */
  guint32 step_mmsi;
  guint8 n_step;      /* messages since that agree */
  gint64 before_ms;   /* where the clock was before such a step, until that is sure; RS_TIME_NONE */
  guint8 n_before, n_after; /* messages since that go on from there, and from where it is now */
  guint8 strides; /* a bit for each of the last messages: farther off than in a dense log */
  guint n_behind; /* messages in a row that lag behind the clock */
  gint64 behind_ms; /* the latest of these */
} RsRunningClock;

/**
 * rs_running_clock_init:
 * @date_ms: where the user says that the log begins; %RS_TIME_NONE: he does not. If it is a midnight (a
 *   date without a time), the first message is put into its first minute
 */
void rs_running_clock_init (RsRunningClock *self, gint64 date_ms);

/**
 * rs_running_clock_set:
 * @t_ms: what the log's own receiver says
 * @source: %RS_AIS_CLOCK_RMC or %RS_AIS_CLOCK_ZDA
 *
 * Goes before everything else, also where it jumps. Returns: %RS_CLOCK_TAKEN or %RS_CLOCK_FUTURE
 */
RsClockVerdict rs_running_clock_set (RsRunningClock *self, gint64 t_ms, RsAisClock source);

/**
 * rs_running_clock_hear:
 * @mmsi: of the station
 * @t_ms: what it says (types 4 and 11)
 *
 * A report near the clock sets it, unless the log's own receiver spoke within the minute before. One that is
 * farther off is believed where nobody contradicts: it is the first; the station is the only one that
 * the clock hangs on (a log that was stopped and went on); it agreed before and the time is later; it
 * never contradicted, the time is later by half an hour at most, and a station set the clock;
 * only one other supports the clock and lies more than a day before (clocks that are lost fall back);
 * or another station, or the same one two more times, says so too with nobody in between who
 * confirms the clock. O(stations).
 */
RsClockVerdict rs_running_clock_hear (RsRunningClock *self, guint32 mmsi, gint64 t_ms);

/* Whether a look ahead found that the station's clock is wrong. */
gboolean rs_running_clock_distrusts (const RsRunningClock *self, guint32 mmsi);

/* Takes over from a clock that ran ahead over the beginning of the same log which stations are wrong. */
void rs_running_clock_learn (RsRunningClock *self, const RsRunningClock *ahead);

/**
 * rs_running_clock_date:
 * @mmsi: who says it
 * @second: of the minute, 0 to 59
 *
 * The moment nearest to the clock at which the second of the minute is @second. It moves the clock only by
 * the small step that the next message of a log makes; a larger one, or one back, waits for two messages
 * of other ships that agree, so that ships with a wrong second do not make the clock run away. In a
 * sparse log, where most steps are large, steps of up to half a minute are taken as they come.
 *
 * Returns: the message's time; the clock must be known
 */
gint64 rs_running_clock_date (RsRunningClock *self, guint32 mmsi, guint second);

G_END_DECLS
