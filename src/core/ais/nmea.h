/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ais/limits.h"
#include "base/time.h"

G_BEGIN_DECLS

/* NMEA 0183 sentences within the lines of a log, with what loggers write around them. All text is
 * borrowed from the line. */

/* Where the time of a sentence came from, best first. */
typedef enum
{
  RS_AIS_CLOCK_NONE,
  RS_AIS_CLOCK_TAG,     /* c: of the tag block */
  RS_AIS_CLOCK_PGHP,    /* a $PGHP line before the sentence */
  RS_AIS_CLOCK_BESIDE,  /* a time before or after the sentence (beside.h) */
  RS_AIS_CLOCK_RMC,     /* $--RMC of the log's own receiver, and the message's second */
  RS_AIS_CLOCK_ZDA,     /* $--ZDA, likewise */
  RS_AIS_CLOCK_BASE,    /* date and time of a base station (types 4 and 11), likewise */
  RS_AIS_CLOCK_DATE,    /* a date that the user gave, likewise */
  RS_N_AIS_CLOCKS
} RsAisClock;

/* What is wrong with a tag block. */
typedef enum
{
  RS_NMEA_TAG_GOOD,
  RS_NMEA_TAG_UNSUMMED, /* its checksum is 00 and not right: some loggers compute none. It is taken */
  RS_NMEA_TAG_CHECKSUM, /* its checksum is wrong: nothing of it is taken */
  RS_NMEA_TAG_TIME,     /* c: is no time between 1990 and 2100, and is not taken */
  RS_N_NMEA_TAG_PROBLEMS
} RsNmeaTagProblem;

/* A sentence and what was found around it. Plain value, borrows from the line. */
typedef struct
{
  const char *text; /* from '!' or '$' to before the '*' */
  gsize len;
  const char *whole; /* with checksum, without what surrounds it */
  gsize whole_len;
  gboolean has_checksum;
  gboolean checksum_ok;
  /* From the tag block. */
  gint64 tag_ms;       /* c: in s or ms; RS_TIME_NONE */
  guint group_part, group_total; /* g:; 0 none */
  guint32 group_id;
  RsNmeaTagProblem tag_problem;
  const char *tag_text; /* what is wrong: the inside of the block, or the value of c: */
  gsize tag_len;
  /* From text before or after. */
  gint64 beside_ms;         /* RS_TIME_NONE none */
  gboolean beside_is_civil; /* it names no zone, and is read as UTC here */
  gboolean beside_is_before;
  char station[RS_NMEA_MAX_STATION + 1]; /* s: of the tag block, or r.../b... after the sentence; "" */
} RsNmeaSentence;

typedef enum
{
  RS_NMEA_END,      /* nothing more in the line */
  RS_NMEA_SENTENCE, /* @out is a sentence */
  RS_NMEA_TAG_ONLY, /* a tag block with no sentence after it: belongs to the next line's */
} RsNmeaScan;

/**
 * rs_nmea_scan:
 * @line: (array length=len): a line without its end
 * @offset: (inout): where to go on; 0 at first
 * @out: (out): the next sentence
 *
 * Finds the sentences of a line one by one: a line may hold none, one or several. Lines that begin
 * with '#' hold none. Never reads outside the line; O(len).
 *
 * Returns: what was found
 */
RsNmeaScan rs_nmea_scan (const char *line, gsize len, gsize *offset, RsNmeaSentence *out);

/* A part of a message: the fields of a VDM or VDO sentence. Borrows. */
typedef struct
{
  guint n_parts, part; /* 1 to 9 */
  gint sequence;       /* 0 to 9; -1 none */
  char channel;        /* 'A', 'B', '1', '2', ...; 0 none */
  gboolean own;        /* VDO: the receiver's own ship */
  const char *payload;
  gsize payload_len;
  guint fill; /* bits, 0 to 5 */
} RsNmeaVdm;

/**
 * rs_nmea_is_vdm:
 * @sentence: a sentence
 *
 * Returns: whether it carries AIS, whatever its talker
 */
gboolean rs_nmea_is_vdm (const RsNmeaSentence *sentence);

/**
 * rs_nmea_parse_vdm:
 * @sentence: a sentence that rs_nmea_is_vdm ()
 * @out: (out): its fields
 *
 * Accepts the extra empty field that some loggers write before the payload.
 *
 * Returns: %NULL, or in words why it is no good (static)
 */
const char *rs_nmea_parse_vdm (const RsNmeaSentence *sentence, RsNmeaVdm *out);

/**
 * rs_nmea_parse_clock:
 * @sentence: any sentence
 * @out_t_ms: (out): the time that it tells
 *
 * Reads $PGHP, $--RMC (valid fixes only) and $--ZDA.
 *
 * Returns: %RS_AIS_CLOCK_PGHP, %RS_AIS_CLOCK_RMC, %RS_AIS_CLOCK_ZDA or %RS_AIS_CLOCK_NONE
 */
RsAisClock rs_nmea_parse_clock (const RsNmeaSentence *sentence, gint64 *out_t_ms);

G_END_DECLS
