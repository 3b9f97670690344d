/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/models/record-item.h"

G_BEGIN_DECLS

/* The vessels, incidents or events of a snapshot that a search lets through, as a GListModel of
 * RsRecordItem. Holds indices; items are made when asked for, and one that is alive is kept over
 * snapshots as long as its record is there, so that rows, selection and scroll position stay. */
#define RS_TYPE_RECORD_MODEL (rs_record_model_get_type ())
G_DECLARE_FINAL_TYPE (RsRecordModel, rs_record_model, RS, RECORD_MODEL, GObject)

RsRecordModel *rs_record_model_new (RsRecordKind kind);

/* Search keys of a snapshot larger than some thousand records are made in a worker, and the
 * filter is applied when they are there. */
void rs_record_model_set_snapshot (RsRecordModel *self, RsSnapshot *snapshot);

/**
 * rs_record_model_set_query:
 * @query: what a user typed; every word of it must occur in a record's names, numbers or text,
 *   compared as rs_search_key () does; "" lets all through
 */
void rs_record_model_set_query (RsRecordModel *self, const char *query);

/* Bit set of RsEventKind; 0: all. Only for events. */
void rs_record_model_set_event_kinds (RsRecordModel *self, guint kinds);
/* Narrows to a span of time: vessels not in @outside (nullable: all pass; copied), events and incidents
 * that meet it; RS_TIME_NONE: all. */
void rs_record_model_set_span (RsRecordModel *self, gint64 from_ms, gint64 to_ms,
                               GHashTable *outside);

/* Position of the record with the key, or GTK_INVALID_LIST_POSITION (G_MAXUINT). O(n). */
guint rs_record_model_find (RsRecordModel *self, gint64 key);

/* Number of records before the filter. */
guint rs_record_model_get_n_all (RsRecordModel *self);

G_END_DECLS
