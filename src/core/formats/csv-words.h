/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/csv-layout.h"

G_BEGIN_DECLS

/* Words of headers in the languages that people write them in. Pure; any thread. */

/* Bytes of a folded word, with its end. */
#define RS_CSV_WORD 48

/**
 * rs_csv_word_fold:
 * @text: (array length=len): a header or a word
 * @out: (out caller-allocates) (array fixed-size=48): lower case letters and digits of any script,
 *   nothing else: "# Timestamp" and "time_stamp" both give "timestamp"
 */
void rs_csv_word_fold (const char *text, gsize len, char *out);

/* How surely a word means its field. */
typedef enum
{
  RS_CSV_WORD_SURE,
  RS_CSV_WORD_CLOCK, /* a time, or the time of day beside a date */
  RS_CSV_WORD_DATE,  /* a date */
  RS_CSV_WORD_WEAK,  /* means something else too: only if no other column is the field */
} RsCsvWordKind;

typedef struct
{
  RsField field;
  RsUnit unit; /* as the word says: "speed (km/h)"; RS_UNIT_USUAL if it does not */
  RsCsvWordKind kind;
} RsCsvWord;

/* Whether a header is of a time that is not that of a position: an arrival, a building date. */
gboolean rs_csv_word_is_other_time (const char *text, gsize len);

/**
 * rs_csv_word_find:
 * @text: (array length=len): a header as it is in the file
 *
 * The whole word first, then without the unit at its end, then the last part of a path
 * ("MetaData.latitude").
 *
 * Returns: %FALSE if it is no word of ours
 */
gboolean rs_csv_word_find (const char *text, gsize len, RsCsvWord *out);

G_END_DECLS
