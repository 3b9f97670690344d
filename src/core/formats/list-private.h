/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/list-columns.h"
#include "formats/list-file.h"

G_BEGIN_DECLS

/* For list-file.c and the readers of the single kinds. */

#define RS_LIST_REJECT_EMPTY "neither a number nor a name"
#define RS_LIST_REJECT_IMO "the check digit of the IMO number is wrong"
#define RS_LIST_REJECT_IMO_DIGITS "the IMO number has not seven digits"

/* One reading of a list. */
typedef struct
{
  RsCsv csv;
  RsList *list;
  GPtrArray *rejects, *losses;
  guint64 n_others; /* rows of no vessel */
  guint64 n_remarks;
  char *unused; /* (nullable) owned: headers of columns that are passed over */
} RsListReading;

/* Notes a row that is no entry. */
void rs_list_reject (RsListReading *self, const char *reason);
/* Notes why a row is an entry without something that it says. */
void rs_list_lose (RsListReading *self, const char *reason);

/* (nullable): why a table with such a row is no list by itself: OFAC's other names, or addresses; static. */
const char *rs_ofac_describe_sibling (const RsCell *cells, guint n);
/* Whether the row at hand is of OFAC's SDN list. */
gboolean rs_ofac_is_row (const RsCell *cells, guint n);

/* Takes the row at hand. */
void rs_ofac_add_row (RsListReading *self);
/* Adds other names, and remarks that go on, from the files beside @path. (transfer full) (nullable): which were read. */
char *rs_ofac_add_siblings (RsListReading *self, const char *path);

void rs_watchlist_add_row (RsListReading *self, const RsListColumns *columns);
void rs_port_list_add_row (RsListReading *self, const RsListColumns *columns);

/* Adds a name to those of a list, one a line, unless it is there. */
void rs_list_add_alias (char **aliases, const char *name);

G_END_DECLS
