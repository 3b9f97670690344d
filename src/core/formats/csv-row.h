/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/csv-layout.h"
#include "formats/reader.h"
#include "formats/values.h"
#include "model/fix.h"

G_BEGIN_DECLS

/* The cells of one row as what they say: a fix, what the vessel is called, or why it is neither.
 *
 * All state is in the struct, nothing is allocated for a row: several threads may read rows of one file,
 * each with a reader of its own, in any order. What depends on the rows before (what a vessel said last,
 * numbers of vessels that have only a name) is the driver's, csv-reader.c. */
typedef struct
{
  RsCsvColumns columns;
  RsTimeReader times;
  const char *const *names; /* (nullable) (array length=columns.n_columns) borrowed: their headers */
  const char *whole; /* (nullable) borrowed: who all rows are about, where no column says it */
  gboolean checks_width; /* rows with more values than the header has columns are rejected */
  gboolean is_by_imo; /* what tells vessels apart are IMO numbers */
  gboolean has_signed_courses; /* negative ones are tenths of a degree that ran over 12 bits with a sign */
  guint static_columns[RS_N_FIELDS], n_static; /* those that say what a ship is, by place */
} RsCsvRowReader;

typedef enum
{
  RS_CSV_ROW_FIX,
  RS_CSV_ROW_REJECT,
  RS_CSV_ROW_NO_VESSEL, /* a base station or an aid to navigation: passed over */
  RS_CSV_ROW_STATIC,    /* a message that says what a ship is, and has no position by its kind */
} RsCsvRowKind;

typedef struct
{
  RsCsvRowKind kind;
  const char *problem; /* why it is rejected, static; NULL else */
  RsField problem_field; /* whose cell is to blame; RS_N_FIELDS none */
  gboolean has_bad_mmsi; /* or whose the row is cannot be told for another reason */
  guint32 mmsi; /* 0: known by name, if at all (rs_csv_row_dup_name ()) */
  guint32 left_out; /* fields of the fix whose value cannot be read or is impossible: a bit for each */
  gboolean has_statics; /* what it says of the ship counts, at fix.t_ms: also without a position */
  gboolean is_course_mended; /* it was negative, and was made what was sent */
  guint64 said; /* fingerprint of what it says of the ship, 0 nothing: see rs_csv_row_get_statics () */
  RsFix fix;    /* all but the line */
} RsCsvRow;

/* What a row says of a ship. Owned strings, valid UTF-8; "" or 0: it does not say. */
typedef struct
{
  char *name, *callsign, *destination;
  guint32 imo; /* as it is there */
  gint ship_type;
  guint16 dim_a_m, dim_b_m, dim_c_m, dim_d_m;
  guint16 draught_dm;
  guint32 left_out; /* as RsCsvRow has it, of these fields */
} RsCsvStatics;

/* "IMO9307839", "IMO 9307839", "9307839", "9307839.0", trimmed: the number; 0 none. */
guint32 rs_csv_parse_imo (RsCell cell);

/**
 * rs_csv_row_reader_init:
 * @columns: fixed from here on
 * @zone: (nullable): as rs_time_reader_init () has it; %NULL: the one that the columns say
 *
 * Returns: %FALSE if there is no such zone
 */
gboolean rs_csv_row_reader_init (RsCsvRowReader *self, const RsCsvColumns *columns,
                                 const char *zone);
/* Makes @self another reader like @other, for another thread; @other stays as it is meanwhile. */
void rs_csv_row_reader_init_copy (RsCsvRowReader *self, const RsCsvRowReader *other);
void rs_csv_row_reader_clear (RsCsvRowReader *self);

/**
 * rs_csv_row_read:
 * @cells: (array length=n_cells): the row; fewer cells than the header has are no error, nor more that are
 *   empty
 *
 * Equal static cells give an equal fingerprint in every reader; equal but for blanks and quotes may not. A
 * row that says something has one of 2 or more.
 */
void rs_csv_row_read (RsCsvRowReader *self, const RsCell *cells, guint n_cells, RsCsvRow *out);

/* Reads the static cells; clear with rs_csv_statics_clear (). */
void rs_csv_row_get_statics (const RsCsvRowReader *self, const RsCell *cells, guint n_cells,
                             RsCsvStatics *out);
void rs_csv_statics_clear (RsCsvStatics *self);

/* What was read as a report; @out borrows the strings. */
void rs_csv_statics_fill (const RsCsvStatics *self, RsReadStatic *out);

/**
 * rs_csv_row_dup_name:
 * @out_is_label: (out) (optional): whether it is no name that the ship bears, but a number or word that
 *   the file has for it, or the file's own name
 *
 * Returns: (transfer full): what a vessel without MMSI is told by, "" if the row has nothing
 */
char *rs_csv_row_dup_name (const RsCsvRowReader *self, const RsCell *cells, guint n_cells,
                           gboolean *out_is_label);

/* (transfer full): the header of a field's column, or its number. */
char *rs_csv_row_dup_column (const RsCsvRowReader *self, RsField field);

/* (transfer full): the reason of a rejected row with the column and the value at fault, as
 * rs_reason_get_base () undoes it. */
char *rs_csv_row_dup_reason (const RsCsvRowReader *self, const RsCell *cells, guint n_cells,
                             const RsCsvRow *row);

G_END_DECLS
