/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/watcher.h"

#include <glib/gi18n.h>

struct _RsWatcher
{
  GObject parent_instance;

  RsSession *session; /* borrowed: it owns this */
  RsSnapshot *snapshot; /* nullable: what the matches borrow from */
  GArray *matches;      /* nullable: of RsWatchMatch */
  GHashTable *firsts;   /* vessel id (in matches) to index + 1 */
  GCancellable *looking; /* nullable */
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RsWatcher, rs_watcher, G_TYPE_OBJECT)

static void
take_matches (RsWatcher *self, RsSnapshot *snapshot, GArray *matches)
{
  gboolean had = self->matches && self->matches->len > 0;

  g_hash_table_remove_all (self->firsts);
  g_clear_pointer (&self->matches, g_array_unref);
  g_clear_pointer (&self->snapshot, rs_snapshot_unref);
  self->snapshot = snapshot ? rs_snapshot_ref (snapshot) : NULL;
  self->matches = matches;
  for (guint i = 0; matches && i < matches->len; i++)
    {
      RsWatchMatch *match = &g_array_index (matches, RsWatchMatch, i);

      if (!g_hash_table_contains (self->firsts, &match->vessel_id))
        g_hash_table_insert (self->firsts, &match->vessel_id, GUINT_TO_POINTER (i + 1));
    }
  if (had || (matches && matches->len > 0))
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
look_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, rs_watch_match (data), (GDestroyNotify) g_array_unref);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsWatcher *self = RS_WATCHER (object);
  GArray *matches = g_task_propagate_pointer (G_TASK (result), NULL);

  /* A newer one is under way, or the window is gone. */
  if (g_task_get_cancellable (G_TASK (result)) != self->looking)
    {
      g_clear_pointer (&matches, g_array_unref);
      return;
    }
  g_clear_object (&self->looking);
  if (matches)
    take_matches (self, g_task_get_task_data (G_TASK (result)), matches);
}

static void
snapshot_changed_cb (RsWatcher *self)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  if (snapshot->watchlists->len == 0)
    {
      take_matches (self, NULL, NULL);
      return;
    }
  self->looking = g_cancellable_new ();
  task = g_task_new (self, self->looking, looked_cb, NULL);
  g_task_set_source_tag (task, snapshot_changed_cb);
  g_task_set_task_data (task, rs_snapshot_ref (snapshot), (GDestroyNotify) rs_snapshot_unref);
  g_task_run_in_thread (task, look_thread);
}

RsWatcher *
rs_watcher_get (RsSession *session)
{
  RsWatcher *self = g_object_get_data (G_OBJECT (session), "rs-watcher");

  if (self)
    return self;
  self = g_object_new (RS_TYPE_WATCHER, NULL);
  self->session = session;
  g_object_set_data_full (G_OBJECT (session), "rs-watcher", self, g_object_unref);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb), self,
                           G_CONNECT_SWAPPED);
  snapshot_changed_cb (self);
  return self;
}

const RsWatchMatch *
rs_watcher_find (RsWatcher *self, gint64 vessel_id, guint *out_n)
{
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (self->firsts, &vessel_id));
  guint end = first;

  *out_n = 0;
  if (first == 0)
    return NULL;
  while (end < self->matches->len
         && g_array_index (self->matches, RsWatchMatch, end).vessel_id == vessel_id)
    end++;
  *out_n = end - (first - 1);
  return &g_array_index (self->matches, RsWatchMatch, first - 1);
}

static const char *
describe_ground (const RsWatchMatch *match)
{
  switch (match->by)
    {
    case RS_WATCH_IMO:
      return _ ("the same IMO number");
    case RS_WATCH_MMSI:
      return _ ("the same MMSI, likely the same vessel");
    case RS_WATCH_CALLSIGN:
      return _ ("the same name and call sign, likely the same vessel");
    case RS_WATCH_NAME:
    default:
      return match->surety == RS_WATCH_LIKELY ? _ ("the same name and flag, likely the same vessel")
                                              : _ ("the same name, which other vessels may have");
    }
}

char *
rs_watcher_describe (const RsWatchMatch *match)
{
  const RsWatchEntry *entry = match->entry;
  const char *name = *entry->name ? entry->name : _ ("entry without a name");

  /* Translators: name on a watchlist, title of the list, line of its file, why it is thought the same */
  return g_strdup_printf (_ ("%s · %s, line %u: %s"), name, match->list->title, entry->line,
                          describe_ground (match));
}

static void
rs_watcher_dispose (GObject *object)
{
  RsWatcher *self = RS_WATCHER (object);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  G_OBJECT_CLASS (rs_watcher_parent_class)->dispose (object);
}

static void
rs_watcher_finalize (GObject *object)
{
  RsWatcher *self = RS_WATCHER (object);

  g_hash_table_unref (self->firsts);
  g_clear_pointer (&self->matches, g_array_unref);
  g_clear_pointer (&self->snapshot, rs_snapshot_unref);
  G_OBJECT_CLASS (rs_watcher_parent_class)->finalize (object);
}

static void
rs_watcher_class_init (RsWatcherClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_watcher_dispose;
  G_OBJECT_CLASS (klass)->finalize = rs_watcher_finalize;
  signals[CHANGED] = g_signal_new ("changed", RS_TYPE_WATCHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rs_watcher_init (RsWatcher *self)
{
  self->firsts = g_hash_table_new (g_int64_hash, g_int64_equal);
}
