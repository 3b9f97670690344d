/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/csv.h"

G_BEGIN_DECLS

/* Which column of a table of vessels or ports holds what. For the readers of lists. Pure. */
typedef enum
{
  RS_LIST_COLUMN_NAME,
  RS_LIST_COLUMN_ALIASES,
  RS_LIST_COLUMN_IMO,
  RS_LIST_COLUMN_MMSI,
  RS_LIST_COLUMN_CALLSIGN,
  RS_LIST_COLUMN_FLAG,
  RS_LIST_COLUMN_TYPE,
  RS_LIST_COLUMN_PROGRAM,
  RS_LIST_COLUMN_FROM,
  RS_LIST_COLUMN_TO,
  RS_LIST_COLUMN_REMARK,
  RS_LIST_COLUMN_CODE,
  RS_LIST_COLUMN_INDEX, /* World Port Index number */
  RS_LIST_COLUMN_COUNTRY,
  RS_LIST_COLUMN_LAT,
  RS_LIST_COLUMN_LON,
  RS_LIST_COLUMN_TIME, /* of a position: the table is no list */
  RS_N_LIST_COLUMNS
} RsListColumn;

typedef struct
{
  gint columns[RS_N_LIST_COLUMNS]; /* -1 none */
  gboolean has_header;
} RsListColumns;

/* By the words of a header row; @out->has_header says whether any is known. */
void rs_list_columns_match (const RsCell *cells, guint n, RsListColumns *out);

/* Whether the columns are those of a list of vessels, or of ports. */
gboolean rs_list_columns_is_watchlist (const RsListColumns *self);
gboolean rs_list_columns_is_places (const RsListColumns *self);

/* (transfer full): the trimmed text of a column, "" for none and for words that mean nothing ("-0-",
 * "n/a"). */
char *rs_list_columns_dup (const RsListColumns *self, const RsCell *cells, guint n,
                           RsListColumn column);

/* (transfer full): the same of a cell. */
char *rs_list_cell_dup (RsCell cell);

/* An IMO number with a right check digit, or an MMSI of nine digits, "IMO" before it or not; 0: none. */
guint32 rs_list_parse_imo (const char *text);
/* (nullable): why a text that should be an IMO number is none, static; %NULL: it is one. */
const char *rs_list_judge_imo (const char *text);
guint32 rs_list_parse_mmsi (const char *text);

G_END_DECLS
