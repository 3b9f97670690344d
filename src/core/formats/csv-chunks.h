/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/csv-row.h"
#include "formats/input.h"

G_BEGIN_DECLS

/* The rows of a CSV behind its header, read by several threads: one reads and hashes, some find cells and
 * what they say, the caller takes the pieces of the file in order. Pieces end with a line; a line that
 * cannot be judged by itself (a quote that stays open, or that is longer than a piece) ends what was read of
 * its piece, and the caller reads on from there line by line. Memory is bounded by some pieces. */
typedef struct _RsCsvChunks RsCsvChunks;

/* A row, and where it lies in its piece. */
typedef struct
{
  RsCsvRow row; /* not valid if there is a reason */
  const char *reason; /* (nullable): no record: why, static */
  guint32 offset, len; /* the line, without its end */
  guint32 line;        /* in the piece, from 1 */
} RsCsvChunkRow;

typedef struct
{
  const char *text;
  gsize len;
  RsCsvChunkRow *rows;
  gsize n_rows;
  guint64 n_no_vessels; /* rows passed over, not among those */
  guint64 n_letters;    /* rows in which a quote that opens a cell was taken for a letter */
  guint32 n_lines;      /* read: blank ones too */
  gsize stopped_at;     /* len, or the start of the line that was not read */
} RsCsvChunk;

/**
 * rs_csv_chunks_new:
 * @rest: (array length=rest_len): what was read of the input already and not used: copied
 * @input: borrowed, and nobody else's until freed, but for rs_input_get_done ()
 * @rows: as rows are to be read; copied, what it borrows is borrowed
 */
RsCsvChunks *rs_csv_chunks_new (RsInput *input, const char *rest, gsize rest_len, char delimiter,
                                const RsCsvRowReader *rows);
/* Waits for its threads, which end as soon as they can. */
void rs_csv_chunks_free (RsCsvChunks *self);

/**
 * rs_csv_chunks_next:
 * @out: (out) (transfer none) (nullable): the next piece, until the next call; %NULL at the end
 *
 * Blocks.
 */
gboolean rs_csv_chunks_next (RsCsvChunks *self, const RsCsvChunk **out, GError **error);

/* At the end: adds to what @times counts what the rows of the pieces had. */
void rs_csv_chunks_add_times (RsCsvChunks *self, RsTimeReader *times);

/* For tests: the size of a piece, by default 256 KiB; 0 goes back to it. Files that fill less than four
 * are not worth the threads: rs_csv_chunks_are_worth (). */
void rs_csv_chunks_set_size (gsize size);
gboolean rs_csv_chunks_are_worth (RsInput *input);

/* Marks of three characters in the 64 bytes at @text, the lowest bit for the first. */
typedef struct
{
  guint64 a, b, c;
} RsCsvMarks;
RsCsvMarks rs_csv_scan (const char *text, char a, char b, char c);
/* The same, plainly. */
RsCsvMarks rs_csv_scan_plain (const char *text, char a, char b, char c);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsCsvChunks, rs_csv_chunks_free)

G_END_DECLS
