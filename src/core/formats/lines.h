/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/input.h"

G_BEGIN_DECLS

/* A window over an input that always holds the line, or the quoted record, at hand. One thread. */
typedef struct
{
  /* Where bytes come from: rs_input_read () of an input, or what somebody put here. */
  gssize (*read) (gpointer source, void *buffer, gsize n, GError **error);
  gpointer source; /* borrowed */
  char *buffer;
  gsize capacity;
  gsize given;      /* where the line given out last begins */
  gsize start, end; /* not given out yet */
  guint n_extended; /* lines joined to the last one */
  guint32 number; /* of the line last given, from 1; stays at the largest */
  gboolean begun, at_end;
  gboolean skipping; /* the rest of a line that was cut is to be passed over */
} RsLines;

void rs_lines_init (RsLines *self, RsInput *input);
void rs_lines_clear (RsLines *self);

typedef enum
{
  RS_LINES_END,
  RS_LINES_LINE,
  RS_LINES_CUT, /* longer than %RS_MAX_LINE: its beginning; the rest is passed over */
  RS_LINES_ERROR,
} RsLinesResult;

/**
 * rs_lines_next:
 * @out_line: (out) (transfer none): the line without LF or CRLF, not terminated; until the next call
 * @out_len: (out): its length
 *
 * A byte order mark at the start of the file is passed over. Blocks.
 */
RsLinesResult rs_lines_next (RsLines *self, const char **out_line, gsize *out_len, GError **error);

/**
 * rs_lines_extend:
 * @line: (inout): a line that rs_lines_next () gave last, or its longer form
 * @len: (inout): its length
 *
 * Joins the following line to the one at hand, line end and all, for a quoted field that goes on.
 *
 * Returns: %RS_LINES_LINE, %RS_LINES_END if there is no more, %RS_LINES_CUT if it would pass
 *   %RS_MAX_QUOTED_RECORD, %RS_LINES_ERROR; only the first changes anything
 */
RsLinesResult rs_lines_extend (RsLines *self, const char **line, gsize *len, GError **error);

/* Gives back all lines that rs_lines_extend () joined to the last one, to be read one by one.
 * @first_len: length of the first line, as rs_lines_next () gave it */
void rs_lines_undo_extend (RsLines *self, gsize first_len);

G_END_DECLS
