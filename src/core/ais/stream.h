/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ais/message.h"
#include "ais/nmea.h"
#include "ais/running-clock.h"

G_BEGIN_DECLS

/* Lines of a log in, messages out: sentences, assembler, decoder and clocks together. Pure: no files,
 * no wall clock. Memory is bounded whatever comes in. One thread. */
typedef struct _RsAisStream RsAisStream;

/* One message, its place in the log and its time. Borrowed during the callback. */
typedef struct
{
  RsAisMessage message;
  guint32 line;      /* of the first part, from 1 */
  guint32 last_line; /* of the last part */
  gint64 t_ms;       /* RS_TIME_NONE: no clock */
  RsAisClock clock;
  char channel; /* 0 none */
  gboolean own; /* VDO */
  gboolean tag_refused; /* the tag block of the last part, or its c:, does not count */
  guint64 hash; /* of the payload: equal for the copies of one transmission */
  const char *station; /* that heard the last part; "" not known */
} RsAisReport;

/* The order of clocks, best first: what is written for this very sentence (tag block, $PGHP, seconds
 * beside it) goes before what is known from other sentences, and what the log says before what the
 * user says. It is RsAisClock's order. */

/* What was found in a log so far. */
typedef struct
{
  guint64 n_lines, n_sentences; /* sentences that carry AIS */
  guint64 n_messages;
  guint64 n_other;    /* other NMEA sentences, passed over; clocks are none */
  guint64 n_rejected;
  guint64 n_by_type[28];
  guint64 n_by_clock[RS_N_AIS_CLOCKS];
} RsAisStreamCounts;

typedef struct
{
  void (*message) (const RsAisReport *report, gpointer user_data);
  /* @text: (array length=len): the line or sentence; any bytes. @reason is static. */
  void (*reject) (guint32 line, const char *reason, const char *text, gsize len,
                  gpointer user_data);
  /* (nullable): UTC of a time of $PGHP, or without a zone beside the sentence, for loggers that write
   * local time there; RS_TIME_NONE if there is no such time. $--RMC, $--ZDA and stations tell UTC, always */
  gint64 (*to_utc) (gint64 local_ms, gpointer user_data);
  /* (nullable): a date and time that does not set the clock. @mmsi: of the station; 0: $--RMC or $--ZDA */
  void (*refuse_clock) (guint32 line, guint32 mmsi, gint64 t_ms, RsClockVerdict why,
                        gpointer user_data);
  /* (nullable): something is wrong with a tag block. @text: (array length=len): as RsNmeaSentence has it */
  void (*bad_tag) (guint32 line, RsNmeaTagProblem why, const char *text, gsize len,
                      gpointer user_data);
} RsAisStreamFuncs;

/**
 * rs_ais_stream_new:
 * @funcs: callbacks, copied; either may be %NULL
 * @date_ms: date and time at which the log begins, for one without a clock; or %RS_TIME_NONE
 *
 * A message's time is, best first: c: of its tag block; the $PGHP line before it; a time written
 * beside it (beside.h), where the line's beginning tells it for all sentences of the line that have none
 * of their own; the running clock (running-clock.h) that is set by $--RMC or $--ZDA, else by base
 * stations (types 4 and 11), else is @date_ms, at the second that the message itself says. Of several
 * parts the first part's time counts. A message that none of them dates has RS_TIME_NONE.
 *
 * @date_ms goes before a clock that is wrong: if the log has one, all its times move by what the
 * first of them differs from @date_ms, by whole days if @date_ms is a midnight (a date without a
 * time). A log whose date is right does not change by that.
 */
RsAisStream *rs_ais_stream_new (const RsAisStreamFuncs *funcs, gpointer user_data, gint64 date_ms);
void rs_ais_stream_free (RsAisStream *self);

/* @latest_ms: a date and time after it sets no clock, as it lies in the future */
void rs_ais_stream_set_latest (RsAisStream *self, gint64 latest_ms);

/**
 * rs_ais_stream_look_ahead:
 * @text: (array length=len): the log's beginning; the last line may be cut
 *
 * Finds out which stations' clocks are wrong, before the first line is pushed: a wrong one may come first.
 * Calls nobody back.
 */
void rs_ais_stream_look_ahead (RsAisStream *self, const char *text, gsize len);

/**
 * rs_ais_stream_push_line:
 * @line: (array length=len): a line without its line end
 * @number: its number, from 1
 *
 * Calls back for each message that ends in the line and for each thing that is none. Blank lines
 * and comments (#) are passed over, and so are other NMEA sentences and a first line of columns' names.
 */
void rs_ais_stream_push_line (RsAisStream *self, const char *line, gsize len, guint32 number);

/* The end of the log: rejects what still waits for a part. */
void rs_ais_stream_flush (RsAisStream *self);

const RsAisStreamCounts *rs_ais_stream_get_counts (const RsAisStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsAisStream, rs_ais_stream_free)

G_END_DECLS
