/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/models/record-model.h"

#include <string.h>

#include "app/free-in-thread.h"
#include "case/vessel-text.h"

/* So many records are looked through in less than a frame's time; with a search, whose keys must be made
 * first, so many. */
#define INLINE_MAX 5000
#define INLINE_TEXTS_MAX 500
/* Of more records that change at a time, items are told to show other ones where they are. It is also how many rows
 * may come or go at a time: to make or free one costs a list view a third of a millisecond. */
#define ANNOUNCED_MAX 8
/* A list view holds so many rows, however long the list is. */
#define ROWS_MAX 220

struct _RsRecordModel
{
  GObject parent_instance;

  RsRecordRequest request; /* what is wanted; its snapshot is nullable */
  RsRecordView *view;      /* what is shown, NULL: nothing */
  guint n_told;            /* so many of it were announced, the first ones; the others are about to be */
  RsRecordView *next;      /* nullable: to be shown when no more than it has are announced */
  guint step_id;           /* while more or less are about to be announced */
  gboolean is_moving;      /* what is announced moves items that show other records from now on */
  GHashTable *live;        /* position + 1 to RsRecordItem, borrowed: items that someone holds */
  GHashTable *positions;   /* the other way round */
  GCancellable *making;    /* nullable: of the task that makes the next view */
};

enum
{
  SHOWN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RsRecordModel, rs_record_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gint64
get_key (const RsRecordView *view, guint position)
{
  return g_array_index (view->keys, gint64, position);
}

static void
item_gone_cb (gpointer data, GObject *where)
{
  RsRecordModel *self = data;
  gpointer position = g_hash_table_lookup (self->positions, where);

  g_hash_table_remove (self->live, position);
  g_hash_table_remove (self->positions, where);
}

static void
remember (RsRecordModel *self, RsRecordItem *item, guint position)
{
  g_hash_table_insert (self->live, GUINT_TO_POINTER (position + 1), item);
  g_hash_table_insert (self->positions, item, GUINT_TO_POINTER (position + 1));
}

/* Between what is equal at both ends of what was announced of a view and the whole of another: @removed records from
 * @prefix on have gone, @added are there instead. */
typedef struct
{
  guint prefix, removed, added;
} Middle;

static Middle
compare_views (const RsRecordView *old, guint n_old, const RsRecordView *view)
{
  guint n_new = view->keys->len, prefix = 0, suffix = 0;

  while (prefix < MIN (n_old, n_new) && get_key (old, prefix) == get_key (view, prefix))
    prefix++;
  while (suffix < MIN (n_old, n_new) - prefix
         && get_key (old, n_old - 1 - suffix) == get_key (view, n_new - 1 - suffix))
    suffix++;
  return (Middle){ prefix, n_old - prefix - suffix, n_new - prefix - suffix };
}

/* Where in the new view the record is that was at a position of the old; G_MAXUINT: nowhere. */
static guint
find_moved (const RsRecordView *view, const Middle *middle, const RsRecordView *old, guint position)
{
  if (position < middle->prefix)
    return position;
  if (position >= middle->prefix + middle->removed)
    return position - middle->removed + middle->added;
  for (guint i = middle->prefix; i < middle->prefix + middle->added; i++)
    if (get_key (view, i) == get_key (old, position))
      return i;
  return G_MAXUINT;
}

/* Tells the items that someone holds where their records are in the present view, which may be @old, or, without
 * @middle, which ones they are from now on; forgets those that are out of it. O(items held), so it does not matter how
 * many there are. */
static void
update_live (RsRecordModel *self, const RsRecordView *old, const Middle *middle)
{
  const RsRecordView *view = self->view;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer at, item;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, &at, &item))
    {
      guint position = GPOINTER_TO_UINT (at) - 1;

      if (position >= self->n_told)
        position = G_MAXUINT;
      else if (middle)
        position = find_moved (view, middle, old, position);
      else if (position >= view->keys->len)
        position = G_MAXUINT;
      g_ptr_array_add (items, g_object_ref (item));
      g_array_append_val (positions, position);
    }
  g_hash_table_remove_all (self->live);
  g_hash_table_remove_all (self->positions);
  for (guint i = 0; i < items->len; i++)
    if (g_array_index (positions, guint, i) != G_MAXUINT)
      remember (self, g_ptr_array_index (items, i), g_array_index (positions, guint, i));
    else
      g_object_weak_unref (g_ptr_array_index (items, i), item_gone_cb, self);
  for (guint i = 0; i < items->len; i++)
    {
      guint position = g_array_index (positions, guint, i);

      if (position != G_MAXUINT)
        rs_record_item_update (g_ptr_array_index (items, i), view->snapshot,
                               g_array_index (view->indices, guint, position));
    }
}

/* How many items that someone holds are at positions from @from up to @to. */
static guint
count_live (RsRecordModel *self, guint from, guint to)
{
  GHashTableIter iter;
  gpointer at;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, &at, NULL))
    n += GPOINTER_TO_UINT (at) > from && GPOINTER_TO_UINT (at) <= to;
  return n;
}

/* Announces that there are only the first @n any more, in such a way that a list view keeps its rows: when it is
 * scrolled to the end, as if the first ones had gone, and the rows show those that are now at their positions. */
static void
shrink (RsRecordModel *self, guint n)
{
  guint n_gone = self->n_told - n;

  if (count_live (self, n, self->n_told) <= count_live (self, 0, n_gone))
    {
      self->n_told = n;
      g_list_model_items_changed (G_LIST_MODEL (self), n, n_gone, 0);
      return;
    }
  update_live (self, self->view, &(Middle){ 0, n_gone, 0 });
  self->n_told = n;
  self->is_moving = TRUE;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_gone, 0);
  self->is_moving = FALSE;
}

static void
grow (RsRecordModel *self, guint n)
{
  guint n_old = self->n_told;

  self->n_told = n;
  g_list_model_items_changed (G_LIST_MODEL (self), n_old, 0, n - n_old);
}

/* How many to announce, on the way from @n to @wanted, so that few rows come or go at a time. */
static guint
step (guint n, guint wanted)
{
  if (n < wanted)
    return n >= ROWS_MAX ? wanted : MIN (wanted, n + ANNOUNCED_MAX);
  if (n > ROWS_MAX)
    return MAX (wanted, ROWS_MAX);
  return n > wanted + ANNOUNCED_MAX ? n - ANNOUNCED_MAX : wanted;
}

/* @middle: what changed; NULL: items stay where they are */
static void
set_view (RsRecordModel *self, RsRecordView *view, const Middle *middle)
{
  RsRecordView *old = g_steal_pointer (&self->view);

  self->view = view;
  if (view->texts && !self->request.texts && view->snapshot == self->request.snapshot)
    self->request.texts = g_ptr_array_ref (view->texts);
  if (!old || old->snapshot != view->snapshot || !middle || middle->removed > 0 || middle->added > 0)
    update_live (self, old, middle);
  if (old && old->keys->len > INLINE_MAX)
    rs_free_in_thread (old, (GDestroyNotify) rs_record_view_free);
  else if (old)
    rs_record_view_free (old);
}

/* Goes a step to what is to be shown: first those go that are too many, then the others show the new records, then
 * come those that are missing. Returns whether it takes another. */
static gboolean
advance (RsRecordModel *self)
{
  guint wanted = (self->next ? self->next : self->view)->keys->len;

  if (self->n_told > wanted)
    shrink (self, step (self->n_told, wanted));
  if (self->n_told > wanted)
    return TRUE;
  if (self->next)
    set_view (self, g_steal_pointer (&self->next), NULL);
  if (self->n_told < wanted)
    grow (self, step (self->n_told, wanted));
  return self->n_told < wanted;
}

static gboolean
step_cb (gpointer data)
{
  RsRecordModel *self = data;
  gboolean was_next = self->next != NULL;

  if (advance (self))
    {
      if (was_next && !self->next)
        g_signal_emit (self, signals[SHOWN], 0);
      return G_SOURCE_CONTINUE;
    }
  self->step_id = 0;
  g_signal_emit (self, signals[SHOWN], 0);
  return G_SOURCE_REMOVE;
}

/* What is equal at both ends stays; the middle is announced as replaced, where that is little. A list view makes
 * some hundred new rows for what is announced, so where much has changed, as all does in another order, the items
 * show other records, and only what is more or less in number is announced, some rows at a time. That is before the
 * next frame, so that nobody sees a list that is on its way; but whatever else waits goes first. */
static void
take_view (RsRecordModel *self, RsRecordView *view)
{
  Middle middle = compare_views (self->view, self->n_told, view);

  g_clear_handle_id (&self->step_id, g_source_remove);
  g_clear_pointer (&self->next, rs_record_view_free);
  if (middle.removed > ANNOUNCED_MAX || middle.added > ANNOUNCED_MAX)
    {
      self->next = view;
      if (advance (self))
        self->step_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, step_cb, self, NULL);
      if (self->next)
        return;
    }
  else
    {
      set_view (self, view, &middle);
      self->n_told = view->keys->len;
      if (middle.removed > 0 || middle.added > 0)
        g_list_model_items_changed (G_LIST_MODEL (self), middle.prefix, middle.removed,
                                    middle.added);
    }
  g_signal_emit (self, signals[SHOWN], 0);
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
  for (guint i = 0; i < self->n_told; i++)
    if (get_key (self->view, i) == key)
      return i;
  return G_MAXUINT;
}

gboolean
rs_record_model_is_making (RsRecordModel *self)
{
  return self->making != NULL || self->step_id != 0;
}

gboolean
rs_record_model_is_moving (RsRecordModel *self)
{
  return self->is_moving;
}

guint
rs_record_model_get_n_shown (RsRecordModel *self)
{
  return self->view ? self->view->keys->len : 0;
}

gboolean
rs_record_model_is_outside (RsRecordModel *self)
{
  return self->view && self->view->is_outside;
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
  return RS_RECORD_MODEL (list)->n_told;
}

static gpointer
get_item (GListModel *list, guint position)
{
  RsRecordModel *self = RS_RECORD_MODEL (list);
  RsRecordItem *item;

  if (position >= self->n_told)
    return NULL;
  item = g_hash_table_lookup (self->live, GUINT_TO_POINTER (position + 1));
  if (item)
    return g_object_ref (item);
  item = rs_record_item_new (self->request.kind, self->view->snapshot,
                             g_array_index (self->view->indices, guint, position));
  remember (self, item, position);
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
  g_clear_pointer (&self->positions, g_hash_table_unref);
  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  g_clear_handle_id (&self->step_id, g_source_remove);
  G_OBJECT_CLASS (rs_record_model_parent_class)->dispose (object);
}

static void
rs_record_model_finalize (GObject *object)
{
  RsRecordModel *self = RS_RECORD_MODEL (object);

  rs_record_request_clear (&self->request);
  g_clear_pointer (&self->view, rs_record_view_free);
  g_clear_pointer (&self->next, rs_record_view_free);
  G_OBJECT_CLASS (rs_record_model_parent_class)->finalize (object);
}

static void
rs_record_model_class_init (RsRecordModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_record_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = rs_record_model_finalize;
  signals[SHOWN] = g_signal_new ("shown", RS_TYPE_RECORD_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
rs_record_model_init (RsRecordModel *self)
{
  self->request.from_ms = self->request.to_ms = RS_TIME_NONE;
  self->live = g_hash_table_new (NULL, NULL);
  self->positions = g_hash_table_new (NULL, NULL);
}
