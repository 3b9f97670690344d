/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/csv.h"

G_BEGIN_DECLS

/* Which column of a CSV holds what. Layouts are tables of header words: a new layout is an entry. */
typedef enum
{
  RS_FIELD_TIME,
  RS_FIELD_LAT,
  RS_FIELD_LON,
  RS_FIELD_MMSI,
  RS_FIELD_NAME,
  RS_FIELD_SOG,     /* knots */
  RS_FIELD_COG,     /* degrees */
  RS_FIELD_HEADING, /* degrees */
  RS_FIELD_STATUS,
  RS_FIELD_IMO,
  RS_FIELD_CALLSIGN,
  RS_FIELD_TYPE, /* ship and cargo type, a number or a word */
  RS_FIELD_LENGTH, /* metres */
  RS_FIELD_WIDTH,  /* metres */
  RS_FIELD_DRAUGHT, /* metres */
  RS_FIELD_DESTINATION,
  RS_FIELD_DIM_A, /* metres, antenna to bow, stern, port, starboard */
  RS_FIELD_DIM_B,
  RS_FIELD_DIM_C,
  RS_FIELD_DIM_D,
  RS_FIELD_MOBILE, /* class A, class B, base station, ... */
  RS_N_FIELDS
} RsField;

/* The word for --map: "t", "lat", ... */
const char *rs_field_to_string (RsField field);

/* The field that a header word means, as --map takes it or by its synonyms; -1 none. */
gint rs_field_from_word (const char *text, gsize len);

typedef struct
{
  const char *layout; /* static */
  gint columns[RS_N_FIELDS]; /* index of the column, -1 none */
  guint n_columns; /* in the header */
  gboolean has_header; /* the row looked at is no data */
} RsCsvColumns;

/**
 * rs_csv_layout_match:
 * @cells: (array length=n): the header row
 *
 * The layout that knows these words best: a named one, or "csv" if at least time, latitude and
 * longitude are recognised.
 *
 * Returns: %FALSE if it is no header that we know
 */
gboolean rs_csv_layout_match (const RsCell *cells, guint n, RsCsvColumns *out);

/**
 * rs_csv_layout_map:
 * @map: "FIELD=COLUMN,...": a column by its header or by its number from 1
 * @cells: (array length=n): the first row of the file
 * @error: set to %RS_READ_ERROR_OPTION if @map is not understood, or does not fit
 *
 * Only what @map names is read. If it names columns by number only, and the first row has numbers where
 * @map has latitude and longitude, the file has no header.
 */
gboolean rs_csv_layout_map (const char *map, const RsCell *cells, guint n, RsCsvColumns *out,
                            GError **error);

/* The delimiter that splits the text, one line or more, into most cells: ',', ';', tab or '|'. */
char rs_csv_guess_delimiter (const char *text, gsize len);

/* AIS ship and cargo type of a number or a word, 0 unknown. */
gint rs_csv_parse_ship_type (const char *text, gsize len);

/* AIS navigational status of a number or words, 15 unknown. */
guint8 rs_csv_parse_status (const char *text, gsize len);

G_END_DECLS
