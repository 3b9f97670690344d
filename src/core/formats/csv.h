/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/lines.h"
#include "formats/limits.h"

G_BEGIN_DECLS

/* One cell: the text without its quotes. Not terminated. */
typedef struct
{
  const char *text;
  gsize len;
} RsCell;

/* Records of a CSV one by one (RFC 4180, and what people make of it): any delimiter, quotes with
 * doubled quotes within, line ends within quotes, LF and CRLF mixed. One thread. */
typedef struct
{
  RsLines lines;
  char delimiter;
  RsCell cells[RS_MAX_COLUMNS];
  guint n_cells;
  const char *record; /* as it lies in the file, until the next call */
  gsize record_len;
  guint32 line; /* where the record begins, from 1 */
  guint n_unclosed; /* records so far whose quote was never closed */
  guint64 n_letters; /* records so far in which a quote that opens a cell was taken for a letter */
  GString *scratch; /* unquoted cells */
} RsCsv;

void rs_csv_init (RsCsv *self, RsInput *input, char delimiter);
void rs_csv_clear (RsCsv *self);

typedef enum
{
  RS_CSV_END,
  RS_CSV_RECORD,
  RS_CSV_BAD,   /* no record; why is in @out_reason, its text in record */
  RS_CSV_ERROR, /* the file cannot be read on */
} RsCsvResult;

/**
 * rs_csv_next:
 * @out_reason: (out): for %RS_CSV_BAD, why, in words; static
 *
 * Blank lines are passed over. A quote that opens a cell and is not closed on its line is believed if it is
 * closed behind, at a cell's end, and no line between is a row itself; else it is a letter of its cell.
 * Blocks.
 */
RsCsvResult rs_csv_next (RsCsv *self, const char **out_reason, GError **error);

/**
 * rs_csv_split:
 * @text: (array length=len): one line
 * @cells: (out caller-allocates) (array length=max): the cells
 * @scratch: takes cells that had quotes within
 *
 * A quote that opens a cell and is not closed is a letter.
 *
 * Returns: the number of cells, 0 if there are more than @max
 */
guint rs_csv_split (const char *text, gsize len, char delimiter, RsCell *cells, guint max,
                    GString *scratch);

/* The same for a line with quotes. @out_open: (out) (optional): whether a quote is not closed, or closed over
 * lines within a cell: 0 is returned then */
guint rs_csv_split_quoted (const char *text, gsize len, char delimiter, RsCell *cells, guint max,
                           GString *scratch, gboolean *out_open);

/* Whether the line that follows one with an open quote is a row like it: as many cells, numbers in the same ones
 * for the most part. The quote is a letter then. */
gboolean rs_csv_is_next_row (const char *line, gsize len, const char *next, gsize next_len,
                             char delimiter, GString *scratch);

/* The cell of a column, trimmed; empty if the row has none there. */
RsCell rs_csv_get_cell (const RsCell *cells, guint n_cells, gint column);

G_END_DECLS
