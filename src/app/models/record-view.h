/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/models/record-item.h"
#include "case/filter-plan.h"

G_BEGIN_DECLS

/* What a list shows of a snapshot, and in which order: worked out from a request that nobody changes, so that
 * a thread can do it. */

/* Orders of vessels. Other records have their own: incidents by number, events by time. */
typedef enum
{
  RS_ORDER_NAME,
  RS_ORDER_LAST_SEEN, /* the newest first */
  RS_ORDER_FIRST_SEEN,
  RS_ORDER_POSITIONS, /* the most first */
  RS_ORDER_TYPE,
  RS_ORDER_FLAG,
  RS_ORDER_LENGTH, /* the longest first */
  RS_N_ORDERS
} RsRecordOrder;

typedef struct
{
  RsRecordKind kind;
  RsSnapshot *snapshot;
  GPtrArray *texts; /* (nullable): search key of each record; made if there are words, and kept */
  char **words;     /* (nullable): search keys that a record must hold */
  guint event_kinds; /* bit set of RsEventKind; 0 all */
  gint64 from_ms, to_ms; /* a span; RS_TIME_NONE: none */
  GHashTable *outside;   /* (nullable): set of gint64: vessels not shown */
  RsFilter *filter;      /* (nullable) */
  RsFilterResult *passing; /* (nullable): all */
  RsRecordOrder order;
} RsRecordRequest;

/* Owns a reference to or a copy of everything in it. */
RsRecordRequest *rs_record_request_copy (const RsRecordRequest *self);
void rs_record_request_free (RsRecordRequest *self);
void rs_record_request_clear (RsRecordRequest *self);

typedef struct
{
  RsSnapshot *snapshot;
  GPtrArray *texts; /* (nullable) */
  GArray *indices;  /* of guint */
  GArray *keys;     /* of gint64, parallel */
  gboolean is_outside; /* of those that would be shown without a span, none meets it */
} RsRecordView;

/* (transfer full): O(records), O(n log n) where they are sorted. Any thread. */
RsRecordView *rs_record_view_new (const RsRecordRequest *request, GCancellable *cancellable);
void rs_record_view_free (RsRecordView *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsRecordView, rs_record_view_free)

G_END_DECLS
