/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"

G_BEGIN_DECLS

/* Lists that a user brings to a case: vessels to look for, and ports of their own. Plain structs that own
 * their strings, never NULL. */

typedef enum
{
  RS_LIST_WATCH,  /* of RsWatchEntry */
  RS_LIST_PLACES, /* of RsPlace */
} RsListKind;

/* One vessel to look for. What the list does not say is "" or 0. */
typedef struct
{
  gint64 id;
  guint32 line; /* of the file */
  char *name;
  char *aliases; /* other and former names, one a line */
  guint32 imo, mmsi;
  char *callsign;
  char *flag;      /* as the list writes it: a country or a code */
  char *ship_type; /* in words */
  char *program;   /* why it is listed: "IRAN" */
  gint64 from_ms, to_ms; /* when the entry holds; RS_TIME_NONE: open */
  char *remark;
} RsWatchEntry;

typedef struct
{
  gint64 id;
  guint32 line;
  char *code; /* UN/LOCODE or the list's own number */
  char *name;
  char *aliases; /* one a line */
  char *country;
  gint32 lat_e7, lon_e7;
  char *detail;
} RsPlace;

typedef struct
{
  gint64 id;
  RsListKind kind;
  char *title;
  char *publisher;
  char *file_name; /* without folders */
  char *sha256;
  gint64 size; /* bytes */
  char *layout; /* "ofac-sdn", "watchlist-csv", "world-port-index", "places-csv" */
  gint64 t_ms;  /* when it was added */
  gint64 n_read; /* rows, also those of no vessel or without a place */
  char *note;   /* what was left out, one sentence a line */
  GPtrArray *items; /* of RsWatchEntry* or RsPlace*, by line */
} RsList;

RsWatchEntry *rs_watch_entry_new (void);
void rs_watch_entry_free (RsWatchEntry *self);
RsPlace *rs_place_new (void);
void rs_place_free (RsPlace *self);
RsList *rs_list_new (RsListKind kind);
void rs_list_free (RsList *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsWatchEntry, rs_watch_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsPlace, rs_place_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsList, rs_list_free)

G_END_DECLS
