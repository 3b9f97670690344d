/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/models/record-model.h"

#include <string.h>

#include "case/vessel-text.h"

/* So many records are looked through in less than a frame's time; with a search, whose keys must be made
 * first, so many. */
#define INLINE_MAX 5000
#define INLINE_TEXTS_MAX 500

struct _RsRecordModel
{
  GObject parent_instance;

  RsRecordRequest request; /* what is wanted; its snapshot is nullable */
  RsRecordView *view;      /* what is shown, NULL: nothing */
  GHashTable *live;        /* key (gint64*) to RsRecordItem, borrowed: items that someone holds */
  GCancellable *making;    /* nullable: of the task that makes the next view */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RsRecordModel, rs_record_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint
get_n_shown (RsRecordModel *self)
{
  return self->view ? self->view->keys->len : 0;
}

static gint64
get_key (const RsRecordView *view, guint position)
{
  return g_array_index (view->keys, gint64, position);
}

/* Tells the items that someone holds where their record is now. */
static void
update_live (RsRecordModel *self, RsSnapshot *snapshot)
{
  RsRecordKind kind = self->request.kind;
  guint n = rs_record_count (snapshot, kind);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint));

  if (g_hash_table_size (self->live) == 0)
    return;
  for (guint i = 0; i < n; i++)
    {
      gint64 key = rs_record_key (snapshot, kind, i);
      RsRecordItem *item = g_hash_table_lookup (self->live, &key);

      if (item)
        {
          g_ptr_array_add (items, g_object_ref (item));
          g_array_append_val (indices, i);
        }
    }
  for (guint i = 0; i < items->len; i++)
    rs_record_item_update (g_ptr_array_index (items, i), snapshot,
                           g_array_index (indices, guint, i));
}

/* What is equal at both ends stays; the middle is announced as replaced. */
static void
take_view (RsRecordModel *self, RsRecordView *view)
{
  g_autoptr (RsRecordView) old = g_steal_pointer (&self->view);
  guint n_old = old ? old->keys->len : 0, n_new = view->keys->len, prefix = 0, suffix = 0;

  self->view = view;
  if (view->texts && !self->request.texts && view->snapshot == self->request.snapshot)
    self->request.texts = g_ptr_array_ref (view->texts);
  if (!old || old->snapshot != view->snapshot)
    update_live (self, view->snapshot);
  while (prefix < MIN (n_old, n_new) && get_key (old, prefix) == get_key (view, prefix))
    prefix++;
  while (suffix < MIN (n_old, n_new) - prefix
         && get_key (old, n_old - 1 - suffix) == get_key (view, n_new - 1 - suffix))
    suffix++;
  if (n_old - prefix - suffix > 0 || n_new - prefix - suffix > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), prefix, n_old - prefix - suffix,
                                n_new - prefix - suffix);
}

static void
make_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, rs_record_view_new (data, cancellable),
                         (GDestroyNotify) rs_record_view_free);
}

static void
made_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsRecordModel *self = RS_RECORD_MODEL (object);
  g_autoptr (RsRecordView) view = g_task_propagate_pointer (G_TASK (result), NULL);

  if (!view || g_task_get_cancellable (G_TASK (result)) != self->making)
    return;
  g_clear_object (&self->making);
  take_view (self, g_steal_pointer (&view));
}

static void
refilter (RsRecordModel *self)
{
  RsRecordRequest *request = &self->request;
  gboolean makes_texts = request->words && request->words[0] && !request->texts;
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  if (!request->snapshot)
    return;
  if (rs_record_count (request->snapshot, request->kind)
      <= (makes_texts ? INLINE_TEXTS_MAX : INLINE_MAX))
    {
      take_view (self, rs_record_view_new (request, NULL));
      return;
    }
  self->making = g_cancellable_new ();
  task = g_task_new (self, self->making, made_cb, NULL);
  g_task_set_source_tag (task, refilter);
  g_task_set_task_data (task, rs_record_request_copy (request),
                        (GDestroyNotify) rs_record_request_free);
  g_task_run_in_thread (task, make_thread);
}

/* API */

RsRecordModel *
rs_record_model_new (RsRecordKind kind)
{
  RsRecordModel *self = g_object_new (RS_TYPE_RECORD_MODEL, NULL);

  self->request.kind = kind;
  return self;
}

void
rs_record_model_set_snapshot (RsRecordModel *self, RsSnapshot *snapshot)
{
  if (self->request.snapshot == snapshot)
    return;
  g_clear_pointer (&self->request.snapshot, rs_snapshot_unref);
  self->request.snapshot = rs_snapshot_ref (snapshot);
  g_clear_pointer (&self->request.texts, g_ptr_array_unref);
  refilter (self);
}

void
rs_record_model_set_query (RsRecordModel *self, const char *query)
{
  g_strfreev (self->request.words);
  self->request.words = rs_search_words (query);
  refilter (self);
}

void
rs_record_model_set_event_kinds (RsRecordModel *self, guint kinds)
{
  self->request.event_kinds = kinds;
  refilter (self);
}

void
rs_record_model_set_order (RsRecordModel *self, RsRecordOrder order)
{
  if (self->request.order == order)
    return;
  self->request.order = order;
  refilter (self);
}

void
rs_record_model_set_span (RsRecordModel *self, gint64 from_ms, gint64 to_ms, GHashTable *outside)
{
  self->request.from_ms = from_ms;
  self->request.to_ms = to_ms;
  g_clear_pointer (&self->request.outside, g_hash_table_unref);
  if (outside && g_hash_table_size (outside) > 0)
    self->request.outside = g_hash_table_ref (outside);
  refilter (self);
}

void
rs_record_model_set_filter (RsRecordModel *self, const RsFilter *filter, RsFilterResult *passing)
{
  g_clear_pointer (&self->request.filter, rs_filter_unref);
  g_clear_pointer (&self->request.passing, rs_filter_result_unref);
  if (!passing)
    return;
  self->request.filter = rs_filter_ref (filter);
  self->request.passing = rs_filter_result_ref (passing);
}

guint
rs_record_model_find (RsRecordModel *self, gint64 key)
{
  for (guint i = 0; i < get_n_shown (self); i++)
    if (get_key (self->view, i) == key)
      return i;
  return G_MAXUINT;
}

gboolean
rs_record_model_is_making (RsRecordModel *self)
{
  return self->making != NULL;
}

guint
rs_record_model_get_n_all (RsRecordModel *self)
{
  return self->request.snapshot ? rs_record_count (self->request.snapshot, self->request.kind) : 0;
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
  return get_n_shown (RS_RECORD_MODEL (list));
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

  if (position >= get_n_shown (self))
    return NULL;
  key = get_key (self->view, position);
  item = g_hash_table_lookup (self->live, &key);
  if (item)
    return g_object_ref (item);
  item = rs_record_item_new (self->request.kind, self->view->snapshot,
                             g_array_index (self->view->indices, guint, position));
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

  rs_record_request_clear (&self->request);
  g_clear_pointer (&self->view, rs_record_view_free);
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
  self->request.from_ms = self->request.to_ms = RS_TIME_NONE;
  self->live = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}
