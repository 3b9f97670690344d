/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/csv.h"
#include "formats/input.h"

G_BEGIN_DECLS

/* What the records of a JSON text are. Plain value. */
typedef struct
{
  guint level; /* brackets around a record: 0 lines or loose objects, 1 an array, 2 and more a wrapper */
  gboolean is_lists;   /* they are lists of values, no objects */
  gboolean has_header; /* the first list has the names of the values of the others: it is passed over */
} RsJsonShape;

/* Records of a JSON text, one object after the other, with bounded memory: lines of JSON, an array of
 * objects, or objects in an array within a wrapper; or lists in these places. One thread. */
typedef struct
{
  RsInput *input; /* borrowed */
  RsJsonShape shape;
  GString *record; /* the record at hand */
  guint8 *chunk;
  gsize n_chunk, pos;
  guint depth;   /* open brackets */
  guint64 lists; /* of the first 64 of them, a bit for each: whether it is that of a list */
  guint32 line;  /* of the next byte */
  guint32 record_line;
  guint64 n_records; /* so far, the header too */
  gboolean in_string, escaped, in_record, too_long, broken;
  gboolean at_end; /* the input has ended: with depth > 0, or within a record, it breaks off */
  gboolean in_list, in_rest; /* what is at hand is no object: a list, or the rest of a line */
} RsJsonRecords;

void rs_json_records_init (RsJsonRecords *self, RsInput *input, const RsJsonShape *shape);
void rs_json_records_clear (RsJsonRecords *self);

typedef enum
{
  RS_JSON_END,
  RS_JSON_RECORD, /* in record */
  RS_JSON_BAD,    /* no record; why is in @out_reason, its beginning in record */
  RS_JSON_ERROR,
} RsJsonResult;

/**
 * rs_json_records_next:
 * @out_reason: (out): for %RS_JSON_BAD, why; static
 *
 * Where the records are loose, one that is not closed when a line begins with a brace ends there, so a
 * line that was cut spoils no other; and what is no object among them is given as no record: a list, or the
 * rest of the line. Blocks.
 */
RsJsonResult rs_json_records_next (RsJsonRecords *self, const char **out_reason, GError **error);

/* A record as cells: each value by the path to it, "MetaData.MMSI". Owns its texts. */
typedef struct
{
  GPtrArray *paths; /* of char* */
  GHashTable *by_path; /* of path to index + 1 */
  gboolean has_borrowed_name; /* "Message.Name" is what stands beside the message */
  gboolean closed; /* no more paths are added */
  RsCell cells[RS_MAX_COLUMNS];
  gboolean has_point[RS_MAX_COLUMNS]; /* the cell is a number that is written with one: "12.0" is "12" here */
  GStringChunk *texts;
} RsJsonTable;

void rs_json_table_init (RsJsonTable *self);
void rs_json_table_clear (RsJsonTable *self);

/**
 * rs_json_table_take:
 * @text: (array length=len): one record
 *
 * Sets the cells, empty where the record has nothing, until the next call. What aisstream writes below
 * the message's name stands below "Message". Of lists the first one taken gives the names.
 *
 * Returns: %FALSE if it is neither a JSON object nor a list
 */
gboolean rs_json_table_take (RsJsonTable *self, const char *text, gsize len);

G_END_DECLS
