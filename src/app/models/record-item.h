/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/snapshot.h"

G_BEGIN_DECLS

/* One row of a list: a record of a snapshot. Keeps the snapshot, copies nothing.
 *
 * Signals: "changed" (): it is the record of a newer snapshot, or another one; read it again. */
#define RS_TYPE_RECORD_ITEM (rs_record_item_get_type ())
G_DECLARE_FINAL_TYPE (RsRecordItem, rs_record_item, RS, RECORD_ITEM, GObject)

/* @kind: RS_RECORD_VESSEL, RS_RECORD_INCIDENT or RS_RECORD_EVENT
 * @index: in the snapshot's array of that kind */
RsRecordItem *rs_record_item_new (RsRecordKind kind, RsSnapshot *snapshot, guint index);
/* Points to a record of the same kind, most often the same in a newer snapshot, and emits "changed". */
void rs_record_item_update (RsRecordItem *self, RsSnapshot *snapshot, guint index);

RsRecordKind rs_record_item_get_kind (RsRecordItem *self);
/* (transfer none) */
RsSnapshot *rs_record_item_get_snapshot (RsRecordItem *self);
guint rs_record_item_get_index (RsRecordItem *self);
/* Identity over snapshots (rs_record_key ()). */
gint64 rs_record_item_get_key (RsRecordItem *self);
/* (transfer none) (nullable): NULL for another kind */
const RsVessel *rs_record_item_get_vessel (RsRecordItem *self);
const RsIncident *rs_record_item_get_incident (RsRecordItem *self);
const RsEvent *rs_record_item_get_event (RsRecordItem *self);

/* Number of records of a kind in a snapshot. */
guint rs_record_count (const RsSnapshot *snapshot, RsRecordKind kind);
/* The record's id; for an event that was computed a negative number made of vessel, kind and
 * time, which stays the same over snapshots. */
gint64 rs_record_key (const RsSnapshot *snapshot, RsRecordKind kind, guint index);

G_END_DECLS
