/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ais/bits.h"
#include "ais/nmea.h"

G_BEGIN_DECLS

/* Joins the parts of AIS messages. Bounded in memory: %RS_AIS_MAX_SLOTS messages wait at once, each
 * for at most %RS_AIS_MAX_SLOT_AGE sentences and, where times are known, %RS_AIS_MAX_PART_GAP_MS. One
 * thread. */
typedef struct _RsAisAssembler RsAisAssembler;

/* A message that is complete, or one that never will be. Borrowed from the assembler until its
 * next call. */
typedef struct
{
  const RsAisPayload *payload;
  guint32 line;      /* of the first part */
  guint32 last_line; /* of the last part */
  gint64 t_ms;       /* as given with the first part that had one */
  gint clock;        /* RsAisClock, likewise */
  char channel;
  gboolean own;
  const char *text; /* first part's sentence, NUL-terminated; only for a message given up */
} RsAisAssembled;

typedef void (*RsAisLostFunc) (const RsAisAssembled *lost, gpointer user_data);

/* @lost: called for each message that is given up: a part did not come in time */
RsAisAssembler *rs_ais_assembler_new (RsAisLostFunc lost, gpointer user_data);
void rs_ais_assembler_free (RsAisAssembler *self);

/**
 * rs_ais_assembler_push:
 * @sentence: the sentence
 * @vdm: its fields, part and n_parts as rs_nmea_parse_vdm () checked them
 * @line: its line number
 * @t_ms: its time, %RS_TIME_NONE unknown
 * @clock: where that came from
 * @now_ms: the log's clock as it stands, %RS_TIME_NONE unknown
 * @out: (out): the message, set only if the result is %TRUE
 * @out_problem: (out): in words why the sentence is no good (static), or %NULL
 *
 * Parts belong together by the tag block's group if they have one, otherwise by talker, channel,
 * sequence number, number of parts and, if both name one, station; they must come in order, other
 * sentences between them do no harm. A part that comes again is passed over. Parts whose times, of one
 * kind of clock, differ by more than %RS_AIS_MAX_PART_GAP_MS, or without such times by more than
 * %RS_AIS_MAX_CLOCK_GAP_MS of the log's clock, are of two messages. O(slots).
 *
 * Returns: whether @out is a complete message
 */
gboolean rs_ais_assembler_push (RsAisAssembler *self, const RsNmeaSentence *sentence,
                                const RsNmeaVdm *vdm, guint32 line, gint64 t_ms, gint clock,
                                gint64 now_ms, RsAisAssembled *out, const char **out_problem);

/* Gives up all that still waits; at the end of a file. */
void rs_ais_assembler_flush (RsAisAssembler *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsAisAssembler, rs_ais_assembler_free)

G_END_DECLS
