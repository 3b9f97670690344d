/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/csv-plan.h"
#include "formats/csv-row.h"
#include "formats/reader-private.h"

G_BEGIN_DECLS

/* All that is to be known before the first row of a CSV is read. Owns its texts; the rows' readers
 * borrow them. */
typedef struct
{
  RsCsvPlan plan;
  char *whole; /* (nullable): the file's name, where no column says whose the rows are */
} RsCsvSetup;

/**
 * rs_csv_setup_init:
 * @self: (out caller-allocates): clear it also on failure
 * @context: nothing of its input was read
 * @rows: (out): a reader of rows; a copy of the struct is another, for another thread, as long as
 *   its zone is its own
 *
 * Plans the reading from the first bytes, and looks through the whole file once where that tells day
 * from month, or the unit of speeds. Sets the layout of the summary, and its notes. Blocks.
 *
 * Returns: %FALSE with @error if it cannot be read as a CSV
 */
gboolean rs_csv_setup_init (RsCsvSetup *self, RsReadContext *context, RsCsvRowReader *rows,
                            GError **error);
void rs_csv_setup_clear (RsCsvSetup *self);

/**
 * rs_csv_setup_input:
 * @input: a table, nothing of which was read
 * @options: (nullable): what the user says
 * @out_guess: (out): the encoding, if it was guessed and is not UTF-8; static; %NULL else
 *
 * Sets the input's encoding to the one that is said, else to the one guessed; of a beginning that is ASCII
 * it is guessed where that ends. Blocks.
 */
gboolean rs_csv_setup_input (RsInput *input, const RsReadOptions *options, const char **out_guess,
                             GError **error);

/* Sets the input's encoding to the one guessed, with a note, unless one was said; of a beginning that is
 * ASCII it is guessed where that ends. */
gboolean rs_csv_setup_encoding (RsReadContext *context, GError **error);

/* (transfer full) (nullable): what to call the one vessel that all rows are about, with a note of it; %NULL if a
 * column says whose they are. */
char *rs_csv_setup_name_whole (RsReadContext *context, const RsCsvColumns *columns);

/* Sets @error: there is no such zone. Returns %FALSE. */
gboolean rs_csv_setup_set_no_zone (const char *zone, GError **error);

/* Whether the record at hand is a row, not the header or what stands before it. */
static inline gboolean
rs_csv_setup_is_row (const RsCsvSetup *self, guint32 line)
{
  return line >= self->plan.first_line;
}

G_END_DECLS
