/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/csv-row.h"
#include "formats/reader-private.h"

G_BEGIN_DECLS

/* Values beside time and position that cannot be read, or are impossible: they are left out, counted by
 * their column, and the first of each is named. One thread. Zero-initialised means none. */
typedef struct
{
  struct
  {
    guint64 n;
    guint32 line;
    char *value; /* owned */
  } fields[RS_N_FIELDS];
} RsLeftOut;

/* Counts fields (bits as RsCsvRow has them). FALSE: of one it is the first, which is to be told by
 * rs_left_out_add () with the cells instead; nothing was counted. */
gboolean rs_left_out_count (RsLeftOut *self, guint32 fields);

/**
 * rs_left_out_add:
 * @fields: a bit for each
 * @cells: (array length=n_cells): the row
 * @line: where it begins, in the whole file
 */
void rs_left_out_add (RsLeftOut *self, guint32 fields, const RsCsvColumns *columns,
                      const RsCell *cells, guint n_cells, guint32 line);

/* Says it in the notes, by the names of the columns. */
void rs_left_out_note (const RsLeftOut *self, const RsCsvRowReader *rows, RsReadContext *context);
void rs_left_out_clear (RsLeftOut *self);

G_END_DECLS
