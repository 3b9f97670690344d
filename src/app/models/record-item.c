/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/models/record-item.h"

struct _RsRecordItem
{
  GObject parent_instance;

  RsRecordKind kind;
  RsSnapshot *snapshot;
  guint index;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RsRecordItem, rs_record_item, G_TYPE_OBJECT)

static GPtrArray *
get_records (const RsSnapshot *snapshot, RsRecordKind kind)
{
  switch (kind)
    {
    case RS_RECORD_VESSEL:
      return snapshot->vessels;
    case RS_RECORD_INCIDENT:
      return snapshot->incidents;
    case RS_RECORD_EVENT:
      return snapshot->events;
    case RS_RECORD_SOURCE:
      return snapshot->sources;
    case RS_RECORD_NOTE:
      return snapshot->notes;
    case RS_N_RECORDS:
    default:
      g_assert_not_reached ();
    }
}

guint
rs_record_count (const RsSnapshot *snapshot, RsRecordKind kind)
{
  return get_records (snapshot, kind)->len;
}

gint64
rs_record_key (const RsSnapshot *snapshot, RsRecordKind kind, guint index)
{
  gpointer record = g_ptr_array_index (get_records (snapshot, kind), index);
  const RsEvent *event;
  guint64 mix;

  switch (kind)
    {
    case RS_RECORD_VESSEL:
      return ((const RsVessel *) record)->id;
    case RS_RECORD_INCIDENT:
      return ((const RsIncident *) record)->id;
    case RS_RECORD_SOURCE:
      return ((const RsSource *) record)->id;
    case RS_RECORD_NOTE:
      return ((const RsNote *) record)->id;
    case RS_RECORD_EVENT:
      break;
    case RS_N_RECORDS:
    default:
      g_assert_not_reached ();
    }
  event = record;
  if (event->id)
    return event->id;
  mix = (guint64) event->from_ms * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)
        ^ ((guint64) event->vessel_id * G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f)
           + (guint64) event->kind);
  mix ^= mix >> 29;
  return -(gint64) (mix >> 2) - 1;
}

RsRecordItem *
rs_record_item_new (RsRecordKind kind, RsSnapshot *snapshot, guint index)
{
  RsRecordItem *self = g_object_new (RS_TYPE_RECORD_ITEM, NULL);

  self->kind = kind;
  self->snapshot = rs_snapshot_ref (snapshot);
  self->index = index;
  return self;
}

void
rs_record_item_update (RsRecordItem *self, RsSnapshot *snapshot, guint index)
{
  RsSnapshot *old = self->snapshot;

  self->snapshot = rs_snapshot_ref (snapshot);
  self->index = index;
  rs_snapshot_unref (old);
  g_signal_emit (self, signals[CHANGED], 0);
}

RsRecordKind
rs_record_item_get_kind (RsRecordItem *self)
{
  return self->kind;
}

RsSnapshot *
rs_record_item_get_snapshot (RsRecordItem *self)
{
  return self->snapshot;
}

guint
rs_record_item_get_index (RsRecordItem *self)
{
  return self->index;
}

gint64
rs_record_item_get_key (RsRecordItem *self)
{
  return rs_record_key (self->snapshot, self->kind, self->index);
}

static gconstpointer
get_record (RsRecordItem *self, RsRecordKind kind)
{
  if (self->kind != kind)
    return NULL;
  return g_ptr_array_index (get_records (self->snapshot, kind), self->index);
}

const RsVessel *
rs_record_item_get_vessel (RsRecordItem *self)
{
  return get_record (self, RS_RECORD_VESSEL);
}

const RsIncident *
rs_record_item_get_incident (RsRecordItem *self)
{
  return get_record (self, RS_RECORD_INCIDENT);
}

const RsEvent *
rs_record_item_get_event (RsRecordItem *self)
{
  return get_record (self, RS_RECORD_EVENT);
}

static void
rs_record_item_finalize (GObject *object)
{
  g_clear_pointer (&RS_RECORD_ITEM (object)->snapshot, rs_snapshot_unref);
  G_OBJECT_CLASS (rs_record_item_parent_class)->finalize (object);
}

static void
rs_record_item_class_init (RsRecordItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rs_record_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", RS_TYPE_RECORD_ITEM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
rs_record_item_init (RsRecordItem *self)
{
}
