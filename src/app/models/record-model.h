/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/models/record-view.h"

G_BEGIN_DECLS

/* The vessels, incidents or events of a snapshot that a search lets through, as a GListModel of
 * RsRecordItem. Holds indices; items are made when asked for, and one that is alive is kept over
 * snapshots as long as its record is there, so that rows, selection and scroll position stay. Where more than a few
 * change at a time, as in another order, an item stays where it is and shows another record ("changed"), and what is
 * more or less in number is announced in steps, in turns of the main loop before the next frame.
 *
 * Signals: "shown" (): what is shown, or the order of it, is new, or all of it is announced; after "items-changed",
 *   if that comes at all. */
#define RS_TYPE_RECORD_MODEL (rs_record_model_get_type ())
G_DECLARE_FINAL_TYPE (RsRecordModel, rs_record_model, RS, RECORD_MODEL, GObject)

RsRecordModel *rs_record_model_new (RsRecordKind kind);

/* What is shown of more than some thousand records is worked out in a thread; until it is there, what was
 * shown before stays, of the snapshot that it was of. */
void rs_record_model_set_snapshot (RsRecordModel *self, RsSnapshot *snapshot);

/**
 * rs_record_model_set_query:
 * @query: what a user typed; every word of it must occur in a record's names, numbers or text,
 *   compared as rs_search_key () does; "" lets all through
 */
void rs_record_model_set_query (RsRecordModel *self, const char *query);

/* Bit set of RsEventKind; 0: all. Only for events. */
void rs_record_model_set_event_kinds (RsRecordModel *self, guint kinds);
void rs_record_model_set_order (RsRecordModel *self, RsRecordOrder order);
/* Narrows to a span of time: vessels not in @outside (nullable: all pass; a reference is taken: it must not
 * change), events and incidents that meet it; RS_TIME_NONE: all. */
void rs_record_model_set_span (RsRecordModel *self, gint64 from_ms, gint64 to_ms,
                               GHashTable *outside);

/* What events and incidents must meet; vessels are in @outside. Counts from the next call of another
 * function on. @passing: (nullable): no filter */
void rs_record_model_set_filter (RsRecordModel *self, const RsFilter *filter,
                                 RsFilterResult *passing);

/* Position of the record with the key, or GTK_INVALID_LIST_POSITION (G_MAXUINT), also if it is not announced yet.
 * O(n). */
guint rs_record_model_find (RsRecordModel *self, gint64 key);

/* Whether a thread is working out what is shown next, or it is not all announced. */
gboolean rs_record_model_is_making (RsRecordModel *self);

/* Whether the "items-changed" under way moves items to where they show other records: a selection that moves along is
 * nobody's choice. */
gboolean rs_record_model_is_moving (RsRecordModel *self);

/* Number of records that are shown, announced or not. */
guint rs_record_model_get_n_shown (RsRecordModel *self);

/* Whether nothing is shown for no reason but the span. */
gboolean rs_record_model_is_outside (RsRecordModel *self);

/* Number of records before the filter. */
guint rs_record_model_get_n_all (RsRecordModel *self);

G_END_DECLS
