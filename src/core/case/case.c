/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "case/apply.h"
#include "case/case-private.h"
#include "case/edit-private.h"
#include "case/follow.h"
#include "store/snapshot-loader.h"

#define CHANGES_PER_S 10

/* So many are read and made into tracks in about a second. */
#define LARGE_CASE_FIXES 1000000

struct _RsCase
{
  GObject parent_instance;

  RsStore *store;
  RsFollower *follower;  /* (nullable): looks for what others change */
  GMainContext *context; /* where "changed" is emitted */

  GMutex load_mutex; /* one load at a time, and in order */
  RsSnapshotLoader *loader;

  GMutex mutex; /* of the rest */
  RsSnapshot *snapshot;
  guint64 revision;
  GCancellable *listening; /* (nullable): stops it */
  GCond listening_ended;
  GSource *emission;      /* (nullable): the "changed" that is under way */
  gint64 last_emission_us; /* monotonic */
};

G_DEFINE_FINAL_TYPE (RsCase, rs_case, G_TYPE_OBJECT)
G_DEFINE_QUARK (rs-case-error-quark, rs_case_error)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

RsStore *
rs_case_get_store (RsCase *self)
{
  return self->store;
}

gboolean
rs_case_take_error (GError **error, GError *from_store)
{
  static const struct
  {
    RsStoreError store;
    RsCaseError document;
  } codes[] = {
    { RS_STORE_ERROR_READ_ONLY, RS_CASE_ERROR_READ_ONLY },
    { RS_STORE_ERROR_NOT_FOUND, RS_CASE_ERROR_NOT_FOUND },
    { RS_STORE_ERROR_INVALID, RS_CASE_ERROR_INVALID },
    { RS_STORE_ERROR_DUPLICATE, RS_CASE_ERROR_DUPLICATE },
    { RS_STORE_ERROR_NOTHING, RS_CASE_ERROR_NOTHING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (from_store, RS_STORE_ERROR, codes[i].store))
      {
        from_store->domain = RS_CASE_ERROR;
        from_store->code = codes[i].document;
        break;
      }
  g_propagate_error (error, from_store);
  return FALSE;
}

gboolean
rs_case_check_writable (RsCase *self, GError **error)
{
  const char *reason = rs_store_get_read_only_reason (self->store);

  if (reason)
    g_set_error_literal (error, RS_CASE_ERROR, RS_CASE_ERROR_READ_ONLY, reason);
  return reason == NULL;
}

static gboolean
emit_changed_cb (gpointer user_data)
{
  GWeakRef *ref = user_data;
  g_autoptr (RsCase) self = g_weak_ref_get (ref);

  if (!self)
    return G_SOURCE_REMOVE;
  g_mutex_lock (&self->mutex);
  self->last_emission_us = g_get_monotonic_time ();
  g_clear_pointer (&self->emission, g_source_unref);
  g_mutex_unlock (&self->mutex);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* Announces the newest snapshot, unless that is about to be done. The mutex is held. */
static void
schedule_changed (RsCase *self)
{
  gint64 next_us = self->last_emission_us + G_USEC_PER_SEC / CHANGES_PER_S;
  gint64 wait_us = next_us - g_get_monotonic_time ();
  GWeakRef *ref;

  if (self->emission)
    return;
  ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (ref, self);
  /* The source must not keep the case alive: its context may never run again. */
  self->emission = g_timeout_source_new (wait_us > 0 ? (guint) (wait_us / 1000 + 1) : 0);
  g_source_set_callback (self->emission, emit_changed_cb, ref, free_weak_ref);
  g_source_attach (self->emission, self->context);
}

gboolean
rs_case_load (RsCase *self, GError **error)
{
  RsSnapshot *snapshot, *old;

  g_mutex_lock (&self->load_mutex);
  snapshot = rs_snapshot_loader_load (self->loader, self->revision + 1, error);
  if (!snapshot)
    {
      g_mutex_unlock (&self->load_mutex);
      return FALSE;
    }
  g_mutex_lock (&self->mutex);
  self->revision++;
  old = g_steal_pointer (&self->snapshot);
  self->snapshot = snapshot;
  if (old)
    schedule_changed (self);
  g_mutex_unlock (&self->mutex);
  g_mutex_unlock (&self->load_mutex);
  g_clear_pointer (&old, rs_snapshot_unref);
  return TRUE;
}

void
rs_case_reload (RsCase *self)
{
  g_autoptr (GError) error = NULL;

  if (rs_case_load (self, &error) || g_error_matches (error, RS_STORE_ERROR, RS_STORE_ERROR_CLOSED))
    return;
  g_warning ("the case cannot be read again: %s", error->message);
  rs_store_set_damaged (self->store, error->message);
}

gboolean
rs_case_begin_listening (RsCase *self, GCancellable *stop, GError **error)
{
  gboolean begun;

  g_mutex_lock (&self->mutex);
  begun = self->listening == NULL;
  if (begun)
    self->listening = g_object_ref (stop);
  g_mutex_unlock (&self->mutex);
  if (!begun)
    g_set_error_literal (error, RS_CASE_ERROR, RS_CASE_ERROR_INVALID,
                         _("This case is being listened to already. Stop that first."));
  return begun;
}

void
rs_case_end_listening (RsCase *self)
{
  g_mutex_lock (&self->mutex);
  g_clear_object (&self->listening);
  g_cond_broadcast (&self->listening_ended);
  g_mutex_unlock (&self->mutex);
}

/* What was heard is stored before the file is closed. */
static void
stop_listening (RsCase *self)
{
  g_autoptr (GCancellable) stop = NULL;

  g_mutex_lock (&self->mutex);
  g_set_object (&stop, self->listening);
  g_mutex_unlock (&self->mutex);
  if (!stop)
    return;
  g_cancellable_cancel (stop);
  g_mutex_lock (&self->mutex);
  while (self->listening == stop)
    g_cond_wait (&self->listening_ended, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

void
rs_case_add_heard (RsCase *self, gint64 vessel_id, gint64 import_id, const RsFix *fixes, guint n)
{
  g_mutex_lock (&self->load_mutex);
  rs_snapshot_loader_add (self->loader, vessel_id, import_id, fixes, n);
  g_mutex_unlock (&self->load_mutex);
}

static void
rs_case_dispose (GObject *object)
{
  RsCase *self = RS_CASE (object);

  g_clear_pointer (&self->follower, rs_follower_free);
  g_mutex_lock (&self->mutex);
  if (self->emission)
    g_source_destroy (self->emission);
  g_clear_pointer (&self->emission, g_source_unref);
  g_mutex_unlock (&self->mutex);
  G_OBJECT_CLASS (rs_case_parent_class)->dispose (object);
}

static void
rs_case_finalize (GObject *object)
{
  RsCase *self = RS_CASE (object);

  g_clear_pointer (&self->loader, rs_snapshot_loader_free);
  g_clear_pointer (&self->store, rs_store_free);
  g_clear_pointer (&self->snapshot, rs_snapshot_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->load_mutex);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->listening_ended);
  G_OBJECT_CLASS (rs_case_parent_class)->finalize (object);
}

static void
rs_case_class_init (RsCaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rs_case_dispose;
  object_class->finalize = rs_case_finalize;

  /**
   * RsCase::changed:
   *
   * A newer snapshot is there. In the main context of the thread that opened the case, at most ten
   * times a second: several changes may come as one.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", RS_TYPE_CASE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
}

static void
rs_case_init (RsCase *self)
{
  g_mutex_init (&self->load_mutex);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->listening_ended);
  self->context = g_main_context_ref_thread_default ();
  self->last_emission_us = -G_USEC_PER_SEC;
}

/* @store: (transfer full) (nullable)
 * @watch: (nullable) */
static RsCase *
open_store (RsStore *store, gboolean with_fixes, const RsLoadWatch *watch, GError *failure, GError **error)
{
  gboolean ok;
  g_autoptr (RsCase) self = NULL;
  g_autofree char *tracks = NULL;

  if (!store)
    {
      rs_case_take_error (error, failure);
      return NULL;
    }
  self = g_object_new (RS_TYPE_CASE, NULL);
  self->store = store;
  self->loader = rs_snapshot_loader_new (store);
  tracks = g_build_filename (g_get_user_cache_dir (), "roadstead", "tracks", NULL);
  rs_snapshot_loader_keep_tracks (self->loader, tracks, LARGE_CASE_FIXES);
  if (!with_fixes)
    rs_snapshot_loader_leave_out_fixes (self->loader);
  rs_snapshot_loader_watch (self->loader, watch);
  ok = rs_case_load (self, error);
  rs_snapshot_loader_watch (self->loader, NULL);
  return ok ? g_steal_pointer (&self) : NULL;
}

RsCase *
rs_case_create (const char *path, const char *title, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  GError *failure = NULL;
  RsStore *store;

  if (g_str_has_suffix (name, ".roadstead"))
    name[strlen (name) - strlen (".roadstead")] = '\0';
  store = rs_store_create (path, title && *title ? title : name, &failure);
  return open_store (store, TRUE, NULL, failure, error);
}

RsCase *
rs_case_open (const char *path, GError **error)
{
  return rs_case_open_watched (path, NULL, NULL, NULL, error);
}

RsCase *
rs_case_open_watched (const char *path, GCancellable *cancellable,
                      void (*progress) (guint64 n_done, guint64 n_all, gpointer user_data),
                      gpointer user_data, GError **error)
{
  const RsLoadWatch watch = { cancellable, progress, user_data };
  GError *failure = NULL;
  RsStore *store = rs_store_open (path, &failure);

  return open_store (store, TRUE, &watch, failure, error);
}

RsCase *
rs_case_open_without_fixes (const char *path, GError **error)
{
  GError *failure = NULL;
  RsStore *store = rs_store_open (path, &failure);

  return open_store (store, FALSE, NULL, failure, error);
}

gboolean
rs_case_close (RsCase *self, GError **error)
{
  stop_listening (self);
  g_clear_pointer (&self->follower, rs_follower_free);
  return rs_store_close (self->store, error);
}

void
rs_case_follow (RsCase *self)
{
  if (!self->follower && rs_case_get_read_only_reason (self))
    self->follower = rs_follower_new (self);
}

const char *
rs_case_get_path (RsCase *self)
{
  return rs_store_get_path (self->store);
}

const char *
rs_case_get_read_only_reason (RsCase *self)
{
  return rs_store_get_read_only_reason (self->store);
}

const char *
rs_case_get_notice (RsCase *self)
{
  return rs_store_get_notice (self->store);
}

RsSnapshot *
rs_case_ref_snapshot (RsCase *self)
{
  RsSnapshot *snapshot;

  g_mutex_lock (&self->mutex);
  snapshot = rs_snapshot_ref (self->snapshot);
  g_mutex_unlock (&self->mutex);
  return snapshot;
}

gboolean
rs_case_apply (RsCase *self, RsEdit *edit, GError **error)
{
  GError *failure = NULL;

  if (!rs_case_check_writable (self, error) || !rs_edit_validate (edit, error))
    return FALSE;
  if (!rs_apply_edit (self->store, edit, &failure))
    return rs_case_take_error (error, failure);
  rs_case_reload (self);
  return TRUE;
}

void
rs_case_set_making (RsCase *self, gboolean making)
{
  rs_store_set_making (self->store, making);
}

gboolean
rs_case_undo (RsCase *self, GError **error)
{
  GError *failure = NULL;

  if (!rs_case_check_writable (self, error))
    return FALSE;
  if (!rs_store_undo (self->store, &failure))
    return rs_case_take_error (error, failure);
  rs_case_reload (self);
  return TRUE;
}

gboolean
rs_case_redo (RsCase *self, GError **error)
{
  GError *failure = NULL;

  if (!rs_case_check_writable (self, error))
    return FALSE;
  if (!rs_store_redo (self->store, &failure))
    return rs_case_take_error (error, failure);
  rs_case_reload (self);
  return TRUE;
}

gboolean
rs_case_save_copy (RsCase *self, const char *path, GError **error)
{
  return rs_store_save_copy (self->store, path, error);
}
