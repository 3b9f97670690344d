/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/models/record-model.h"

#include "case/vessel-text.h"
#include "places/gazetteer.h"

/* Up to this many records, making the search keys takes less than a frame's time. */
#define KEYS_INLINE_MAX 500

struct _RsRecordModel
{
  GObject parent_instance;

  RsRecordKind kind;
  RsSnapshot *snapshot; /* nullable */
  GArray *indices;      /* of guint: the records shown, in the snapshot's order */
  GArray *keys;         /* of gint64, parallel to indices */
  GHashTable *live;     /* key (gint64*) to RsRecordItem, borrowed: items that someone holds */

  char **words;         /* of the query, as search keys; empty: no filter */
  guint event_kinds;
  gint64 from_ms, to_ms; /* the span; RS_TIME_NONE: none */
  GHashTable *outside;   /* nullable: set of gint64: vessels that have no fix in it */
  GPtrArray *texts;     /* nullable: search key of each record of the snapshot */
  GCancellable *making; /* nullable: of the task that makes texts */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RsRecordModel, rs_record_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Search keys */

static void
append_ports (GString *text, const char *id)
{
  const RsPort *port = id && *id ? rs_gazetteer_get (id) : NULL;

  if (port)
    g_string_append_printf (text, " %s %s %s %s %s", port->name_en, port->name_ru, port->name_ko,
                            port->name_ja, port->aliases);
}

static char *
make_text (const RsSnapshot *snapshot, RsRecordKind kind, guint index)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *key = NULL;

  if (kind == RS_RECORD_VESSEL)
    return rs_vessel_search_text (g_ptr_array_index (snapshot->vessels, index));
  if (kind == RS_RECORD_INCIDENT)
    {
      const RsIncident *incident = g_ptr_array_index (snapshot->incidents, index);

      g_string_append_printf (text, "%d %s %s", incident->number, incident->title,
                              incident->narrative);
      for (guint i = 0; i < incident->vessel_ids->len; i++)
        {
          const RsVessel *vessel = rs_snapshot_get_vessel (
              snapshot, g_array_index (incident->vessel_ids, gint64, i));

          if (vessel)
            g_string_append_printf (text, " %s", vessel->name);
        }
      for (guint i = 0; i < incident->ports->len; i++)
        append_ports (text, g_ptr_array_index (incident->ports, i));
      for (guint i = 0; i < incident->claims->len; i++)
        {
          const RsClaim *claim = g_ptr_array_index (incident->claims, i);

          g_string_append_printf (text, " %s %s", claim->speaker, claim->text);
        }
    }
  else
    {
      const RsEvent *event = g_ptr_array_index (snapshot->events, index);
      const RsVessel *vessel
          = event->vessel_id ? rs_snapshot_get_vessel (snapshot, event->vessel_id) : NULL;

      g_string_append_printf (text, "%s %s", event->title, event->detail);
      if (vessel)
        g_string_append_printf (text, " %s", vessel->name);
      append_ports (text, event->port);
      append_ports (text, event->to_port);
    }
  return rs_search_key (text->str);
}

static GPtrArray *
make_texts (const RsSnapshot *snapshot, RsRecordKind kind, GCancellable *cancellable)
{
  guint n = rs_record_count (snapshot, kind);
  GPtrArray *texts = g_ptr_array_new_full (n, g_free);

  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    g_ptr_array_add (texts, make_text (snapshot, kind, i));
  return texts;
}

typedef struct
{
  RsSnapshot *snapshot;
  RsRecordKind kind;
} MakeRequest;

static void
make_request_free (gpointer data)
{
  MakeRequest *request = data;

  rs_snapshot_unref (request->snapshot);
  g_free (request);
}

static void
make_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  MakeRequest *request = data;

  g_task_return_pointer (task, make_texts (request->snapshot, request->kind, cancellable),
                         (GDestroyNotify) g_ptr_array_unref);
}

/* Filter */

static gboolean
meets_span (RsRecordModel *self, guint index)
{
  gint64 from_ms, to_ms;

  if (self->kind == RS_RECORD_VESSEL)
    {
      const RsVessel *vessel = g_ptr_array_index (self->snapshot->vessels, index);

      return !self->outside || !g_hash_table_contains (self->outside, &vessel->id);
    }
  if (self->kind == RS_RECORD_INCIDENT)
    {
      const RsIncident *incident = g_ptr_array_index (self->snapshot->incidents, index);

      from_ms = incident->from_ms;
      to_ms = incident->to_ms == RS_TIME_NONE ? from_ms : incident->to_ms;
      /* One without a date may have been at any. */
      if (from_ms == RS_TIME_NONE)
        return TRUE;
    }
  else
    {
      const RsEvent *event = g_ptr_array_index (self->snapshot->events, index);

      from_ms = event->from_ms;
      to_ms = event->to_ms;
    }
  return from_ms <= self->to_ms && to_ms >= self->from_ms;
}

static gboolean
passes (RsRecordModel *self, guint index)
{
  if (self->from_ms != RS_TIME_NONE && !meets_span (self, index))
    return FALSE;
  if (self->kind == RS_RECORD_EVENT && self->event_kinds)
    {
      const RsEvent *event = g_ptr_array_index (self->snapshot->events, index);

      if (!(self->event_kinds & (1u << event->kind)))
        return FALSE;
    }
  return !self->texts
         || rs_search_text_has (g_ptr_array_index (self->texts, index), self->words);
}

/* What is equal at both ends stays; the middle is announced as replaced. */
static void
refilter (RsRecordModel *self)
{
  g_autoptr (GArray) old_keys = g_steal_pointer (&self->keys);
  guint n_records = self->snapshot ? rs_record_count (self->snapshot, self->kind) : 0;
  guint prefix = 0, suffix = 0, n_old = old_keys->len, n_new;

  g_array_set_size (self->indices, 0);
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < n_records; i++)
    if (passes (self, i))
      {
        gint64 key = rs_record_key (self->snapshot, self->kind, i);

        g_array_append_val (self->indices, i);
        g_array_append_val (self->keys, key);
      }
  n_new = self->keys->len;
  while (prefix < MIN (n_old, n_new)
         && g_array_index (old_keys, gint64, prefix) == g_array_index (self->keys, gint64, prefix))
    prefix++;
  while (suffix < MIN (n_old, n_new) - prefix
         && g_array_index (old_keys, gint64, n_old - 1 - suffix)
                == g_array_index (self->keys, gint64, n_new - 1 - suffix))
    suffix++;
  if (n_old - prefix - suffix > 0 || n_new - prefix - suffix > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), prefix, n_old - prefix - suffix,
                                n_new - prefix - suffix);
}

static void
made_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsRecordModel *self = RS_RECORD_MODEL (object);
  g_autoptr (GPtrArray) texts = g_task_propagate_pointer (G_TASK (result), NULL);

  if (!texts || g_task_get_cancellable (G_TASK (result)) != self->making)
    return;
  g_clear_object (&self->making);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  self->texts = g_steal_pointer (&texts);
  refilter (self);
}

static gboolean
has_words (RsRecordModel *self)
{
  return self->words && self->words[0];
}

static void
ensure_texts (RsRecordModel *self)
{
  g_autoptr (GTask) task = NULL;
  MakeRequest *request;

  if (!has_words (self) || self->texts || self->making || !self->snapshot)
    return;
  if (rs_record_count (self->snapshot, self->kind) <= KEYS_INLINE_MAX)
    {
      self->texts = make_texts (self->snapshot, self->kind, NULL);
      return;
    }
  request = g_new0 (MakeRequest, 1);
  request->snapshot = rs_snapshot_ref (self->snapshot);
  request->kind = self->kind;
  self->making = g_cancellable_new ();
  task = g_task_new (self, self->making, made_cb, NULL);
  g_task_set_source_tag (task, ensure_texts);
  g_task_set_task_data (task, request, make_request_free);
  g_task_run_in_thread (task, make_thread);
}

/* API */

RsRecordModel *
rs_record_model_new (RsRecordKind kind)
{
  RsRecordModel *self = g_object_new (RS_TYPE_RECORD_MODEL, NULL);

  self->kind = kind;
  return self;
}

static void
update_live (RsRecordModel *self)
{
  guint n = self->snapshot ? rs_record_count (self->snapshot, self->kind) : 0;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint));

  if (g_hash_table_size (self->live) == 0)
    return;
  for (guint i = 0; i < n; i++)
    {
      gint64 key = rs_record_key (self->snapshot, self->kind, i);
      RsRecordItem *item = g_hash_table_lookup (self->live, &key);

      if (item)
        {
          g_ptr_array_add (items, g_object_ref (item));
          g_array_append_val (indices, i);
        }
    }
  for (guint i = 0; i < items->len; i++)
    rs_record_item_update (g_ptr_array_index (items, i), self->snapshot,
                           g_array_index (indices, guint, i));
}

void
rs_record_model_set_snapshot (RsRecordModel *self, RsSnapshot *snapshot)
{
  RsSnapshot *old = self->snapshot;

  if (old == snapshot)
    return;
  self->snapshot = snapshot ? rs_snapshot_ref (snapshot) : NULL;
  g_clear_pointer (&old, rs_snapshot_unref);
  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  ensure_texts (self);
  update_live (self);
  refilter (self);
}

void
rs_record_model_set_query (RsRecordModel *self, const char *query)
{
  g_strfreev (self->words);
  self->words = rs_search_words (query);
  ensure_texts (self);
  refilter (self);
}

void
rs_record_model_set_event_kinds (RsRecordModel *self, guint kinds)
{
  self->event_kinds = kinds;
  refilter (self);
}

void
rs_record_model_set_span (RsRecordModel *self, gint64 from_ms, gint64 to_ms, GHashTable *outside)
{
  GHashTableIter iter;
  gpointer key;

  self->from_ms = from_ms;
  self->to_ms = to_ms;
  g_clear_pointer (&self->outside, g_hash_table_unref);
  if (outside && g_hash_table_size (outside))
    {
      self->outside = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      g_hash_table_iter_init (&iter, outside);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_hash_table_add (self->outside, g_memdup2 (key, sizeof (gint64)));
    }
  refilter (self);
}

guint
rs_record_model_find (RsRecordModel *self, gint64 key)
{
  for (guint i = 0; i < self->keys->len; i++)
    if (g_array_index (self->keys, gint64, i) == key)
      return i;
  return G_MAXUINT;
}

guint
rs_record_model_get_n_all (RsRecordModel *self)
{
  return self->snapshot ? rs_record_count (self->snapshot, self->kind) : 0;
}

/* GListModel */

static GType
get_item_type (GListModel *list)
{
  return RS_TYPE_RECORD_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return RS_RECORD_MODEL (list)->indices->len;
}

static void
item_gone_cb (gpointer data, GObject *where)
{
  RsRecordModel *self = data;
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    if (item == where)
      {
        g_hash_table_iter_remove (&iter);
        break;
      }
}

static gpointer
get_item (GListModel *list, guint position)
{
  RsRecordModel *self = RS_RECORD_MODEL (list);
  gint64 key;
  RsRecordItem *item;

  if (position >= self->indices->len)
    return NULL;
  key = g_array_index (self->keys, gint64, position);
  item = g_hash_table_lookup (self->live, &key);
  if (item)
    return g_object_ref (item);
  item = rs_record_item_new (self->kind, self->snapshot,
                             g_array_index (self->indices, guint, position));
  g_hash_table_insert (self->live, g_memdup2 (&key, sizeof key), item);
  g_object_weak_ref (G_OBJECT (item), item_gone_cb, self);
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* GObject */

static void
rs_record_model_dispose (GObject *object)
{
  RsRecordModel *self = RS_RECORD_MODEL (object);

  if (self->live)
    {
      GHashTableIter iter;
      gpointer item;

      g_hash_table_iter_init (&iter, self->live);
      while (g_hash_table_iter_next (&iter, NULL, &item))
        g_object_weak_unref (item, item_gone_cb, self);
    }
  g_clear_pointer (&self->live, g_hash_table_unref);
  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  G_OBJECT_CLASS (rs_record_model_parent_class)->dispose (object);
}

static void
rs_record_model_finalize (GObject *object)
{
  RsRecordModel *self = RS_RECORD_MODEL (object);

  g_clear_pointer (&self->snapshot, rs_snapshot_unref);
  g_clear_pointer (&self->indices, g_array_unref);
  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->outside, g_hash_table_unref);
  g_strfreev (self->words);
  G_OBJECT_CLASS (rs_record_model_parent_class)->finalize (object);
}

static void
rs_record_model_class_init (RsRecordModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_record_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = rs_record_model_finalize;
}

static void
rs_record_model_init (RsRecordModel *self)
{
  self->from_ms = self->to_ms = RS_TIME_NONE;
  self->indices = g_array_new (FALSE, FALSE, sizeof (guint));
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->live = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}
