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
  RS_FIELD_ID,    /* what the file tells vessels apart by that have neither MMSI nor name */
  RS_FIELD_PROVENANCE, /* the word that our exports have for it */
  RS_FIELD_CLOCK, /* the time of day, where RS_FIELD_TIME is only a date */
  RS_FIELD_MOBILE, /* class A, class B, base station, ... */
  RS_N_FIELDS
} RsField;

/* The word for --map: "t", "lat", ... */
const char *rs_field_to_string (RsField field);

/* The field of such a word or of a usual header; -1 none. */
gint rs_field_from_string (const char *name);

/* The field that a header word means, by its synonyms; -1 none. */
gint rs_field_from_word (const char *text, gsize len);

/* How the numbers of a column are meant. */
typedef enum
{
  RS_UNIT_USUAL, /* what the field has in AIS: kn, degrees, m; times as they come */
  /* Times */
  RS_UNIT_DMY,
  RS_UNIT_MDY,
  RS_UNIT_YMD,
  RS_UNIT_EPOCH_S,
  RS_UNIT_EPOCH_MS,
  RS_UNIT_EPOCH_US,
  RS_UNIT_EPOCH_NS,
  RS_UNIT_EXCEL,
  /* Speeds */
  RS_UNIT_KN,
  RS_UNIT_DKN, /* tenths of a knot */
  RS_UNIT_KMH,
  RS_UNIT_MPS,
  RS_UNIT_MPH, /* miles of 1609.344 m an hour */
  /* Angles: positions, course, heading */
  RS_UNIT_DEG,
  RS_UNIT_DDEG, /* tenths */
  RS_UNIT_AIS,  /* 1/10000 minute */
  RS_UNIT_E6,
  RS_UNIT_E7,
  /* Lengths and draught */
  RS_UNIT_M,
  RS_UNIT_DM,
  RS_UNIT_FT,
  /* MMSI: the digits before the first "-" */
  RS_UNIT_PREFIX,
  RS_N_UNITS
} RsUnit;

/* The word for --map: "dmy", "kmh", ...; "" for %RS_UNIT_USUAL. */
const char *rs_unit_to_string (RsUnit unit);

/* %FALSE if there is no such word. */
gboolean rs_unit_from_string (const char *name, RsUnit *out);

/* Whether a column of the field can have the unit. */
gboolean rs_unit_fits (RsField field, RsUnit unit);

typedef struct
{
  const char *layout; /* static or interned */
  gint columns[RS_N_FIELDS]; /* index of the column, -1 none */
  RsUnit units[RS_N_FIELDS];
  const char *zone;  /* (nullable) interned: that the header of the times names */
  gboolean is_local; /* it says that they are local, and not where */
  guint n_columns; /* in the header */
  gboolean has_header; /* the row looked at is no data */
} RsCsvColumns;

/* No column for any field. */
void rs_csv_columns_init (RsCsvColumns *out, guint n);

/**
 * rs_csv_columns_settle_vessel:
 * @header: of the column of names
 * @n, @n_numbers: values of it that were looked at; those that are digits only
 *
 * A column that is called "vessel" may hold names, or the numbers that a file has for its vessels.
 */
void rs_csv_columns_settle_vessel (RsCsvColumns *self, const char *header, guint64 n, guint64 n_numbers);

/* Whether an IMO number is all that may say which vessel a row is about. */
gboolean rs_csv_columns_have_imo_only (const RsCsvColumns *self);

/* Sets the zone to what the headers of the times say; @cells: (array length=n): the header row. */
void rs_csv_columns_find_zone (RsCsvColumns *self, const RsCell *cells, guint n);

/* (transfer full) (nullable): what was made of it, in words; @header: of the column of times. */
char *rs_csv_columns_describe_zone (const RsCsvColumns *self, const char *header);

/* What a field is called in the user's language, "Latitude". */
const char *rs_field_get_label (RsField field);

/* (transfer full): which column is what, for people: "Latitude: 4, Longitude: 3", by number. */
char *rs_csv_columns_describe (const RsCsvColumns *self);

/* (transfer full): the columns as --map takes them, by number. */
char *rs_csv_columns_to_map (const RsCsvColumns *self);

/**
 * rs_csv_columns_to_named_map:
 * @names: (array zero-terminated): the headers
 *
 * The same by header, so that it also fits a file with its columns in another order; by number where
 * there is no header, or one that --map could not tell: empty, twice there, with a comma.
 *
 * Returns: (transfer full): the map
 */
char *rs_csv_columns_to_named_map (const RsCsvColumns *self, const char *const *names);

/**
 * rs_csv_layout_match:
 * @cells: (array length=n): the header row
 * @wanted: (nullable): a named layout that is taken rather than another, if the header is that of both
 *
 * The layout that knows these words best: a named one, or "csv" if at least time, latitude and
 * longitude are recognised.
 *
 * Returns: %FALSE if it is no header that we know
 */
gboolean rs_csv_layout_match (const RsCell *cells, guint n, const char *wanted, RsCsvColumns *out);

/**
 * rs_csv_layout_map:
 * @map: "FIELD=COLUMN,...": a column by its header or by its number from 1; "t=DATE+TIME" joins two;
 *   ":UNIT" behind it says how its numbers are meant
 * @cells: (array length=n): the first row of the file
 * @error: set to %RS_READ_ERROR_OPTION if @map is not understood, or does not fit
 *
 * Only what @map names is read. If it names columns by number only, and the first row has numbers where
 * @map has latitude and longitude, the file has no header.
 */
gboolean rs_csv_layout_map (const char *map, const RsCell *cells, guint n, RsCsvColumns *out,
                            GError **error);

/* For --help: fields, units and examples; static, in English as all of --help. */
const char *rs_csv_layout_map_help (void);

/* AIS ship and cargo type of a number or a word, 0 unknown. */
gint rs_csv_parse_ship_type (const char *text, gsize len);

/* AIS navigational status of a number or words, 15 unknown. */
guint8 rs_csv_parse_status (const char *text, gsize len);

G_END_DECLS
