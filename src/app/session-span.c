/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Which vessels are drawn: the hidden ones, the span of time that map and lists are narrowed to, those that
 * the filter lets through; and the vessel that the selected one is compared with. */
#include "app/free-in-thread.h"
#include "app/session-private.h"

/* Of so few it is found at once, in less than a frame's time. */
#define INLINE_MAX_VESSELS 1000
#define INLINE_MAX_FIXES 100000

static GHashTable *
new_ids (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

void
rs_session_forget_hidden (RsSession *self)
{
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  self->hidden = new_ids ();
  self->hides_others = FALSE;
}

void
rs_session_init_span (RsSession *self)
{
  rs_session_forget_hidden (self);
  self->shown = rs_shown_new_all ();
  self->span_from_ms = self->span_to_ms = RS_TIME_NONE;
  self->filter = rs_filter_parse ("", NULL);
}

void
rs_session_clear_span (RsSession *self)
{
  g_hash_table_unref (self->hidden);
  rs_shown_free (self->shown);
  g_clear_pointer (&self->activity, rs_activity_free);
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  g_cancellable_cancel (self->filtering);
  g_clear_object (&self->filtering);
  g_clear_pointer (&self->filter_result, rs_filter_result_unref);
  g_clear_pointer (&self->filter, rs_filter_unref);
}

gboolean
rs_session_get_drawn_span (RsSession *self, gint64 *out_from_ms, gint64 *out_to_ms)
{
  gint64 from_ms, to_ms;

  *out_from_ms = self->span_from_ms;
  *out_to_ms = self->span_to_ms;
  /* A filter by time cuts tracks as a span does; within a span, what both have. */
  if (!self->filter_result || !rs_filter_get_span (self->filter, &from_ms, &to_ms))
    return self->span_from_ms != RS_TIME_NONE;
  if (to_ms == RS_TIME_NONE)
    to_ms = G_MAXINT64;
  /* RS_TIME_NONE as a start would be no span. */
  from_ms = MAX (from_ms, G_MININT64 + 1);
  if (self->span_from_ms != RS_TIME_NONE)
    {
      from_ms = MAX (from_ms, self->span_from_ms);
      to_ms = MAX (MIN (to_ms, self->span_to_ms), from_ms);
    }
  *out_from_ms = from_ms;
  *out_to_ms = to_ms;
  return TRUE;
}

void
rs_session_fill_frame_span (RsSession *self, RsFrame *frame)
{
  frame->hidden
    = g_hash_table_size (self->shown->not_drawn) > 0 ? self->shown->not_drawn : NULL;
  rs_session_get_drawn_span (self, &frame->span_from_ms, &frame->span_to_ms);
}

gboolean
rs_session_is_hidden (RsSession *self, gint64 vessel_id)
{
  return g_hash_table_contains (self->hidden, &vessel_id) != self->hides_others;
}

/* @hidden: (transfer full) */
static void
set_hidden (RsSession *self, GHashTable *hidden, gboolean hides_others)
{
  g_hash_table_unref (self->hidden);
  self->hidden = hidden;
  self->hides_others = hides_others;
  rs_session_update_span (self, RS_TELL_HIDDEN);
}

void
rs_session_set_hidden (RsSession *self, gint64 vessel_id, gboolean hidden)
{
  GHashTable *ids;
  GHashTableIter iter;
  gpointer id;

  if (rs_session_is_hidden (self, vessel_id) == !!hidden)
    return;
  /* A thread may be looking at the present ones. */
  ids = new_ids ();
  g_hash_table_iter_init (&iter, self->hidden);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (ids, g_memdup2 (id, sizeof (gint64)));
  if (!g_hash_table_remove (ids, &vessel_id))
    g_hash_table_add (ids, g_memdup2 (&vessel_id, sizeof vessel_id));
  set_hidden (self, ids, self->hides_others);
}

void
rs_session_show_only (RsSession *self, gint64 vessel_id)
{
  GHashTable *ids = new_ids ();

  g_hash_table_add (ids, g_memdup2 (&vessel_id, sizeof vessel_id));
  set_hidden (self, ids, TRUE);
}

void
rs_session_show_all (RsSession *self)
{
  if (g_hash_table_size (self->hidden) > 0 || self->hides_others)
    set_hidden (self, new_ids (), FALSE);
}

GHashTable *
rs_session_get_masked (RsSession *self)
{
  return self->shown->masked;
}

gboolean
rs_session_get_span (RsSession *self, gint64 *out_from_ms, gint64 *out_to_ms)
{
  if (out_from_ms)
    *out_from_ms = self->span_from_ms;
  if (out_to_ms)
    *out_to_ms = self->span_to_ms;
  return self->span_from_ms != RS_TIME_NONE;
}

static void
tell (RsSession *self, guint changes)
{
  if (changes & RS_TELL_HIDDEN)
    g_signal_emit_by_name (self, "hidden-changed");
  if (changes & RS_TELL_SPAN)
    g_signal_emit_by_name (self, "span-changed");
}

static void
take_shown (RsSession *self, RsShown *shown)
{
  if (g_hash_table_size (self->shown->not_drawn) > INLINE_MAX_VESSELS)
    rs_free_in_thread (self->shown, (GDestroyNotify) rs_shown_free);
  else
    rs_shown_free (self->shown);
  self->shown = shown;
  g_clear_pointer (&self->activity, rs_activity_free);
  self->activity = g_steal_pointer (&shown->activity);
}

static void
find_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  RsShown *shown = rs_shown_new (data, cancellable);

  if (!g_cancellable_is_cancelled (cancellable))
    shown->activity = rs_activity_new (((RsShownRequest *) data)->snapshot, shown->masked);
  g_task_return_pointer (task, shown, (GDestroyNotify) rs_shown_free);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsSession *self = user_data;
  RsShown *shown = g_task_propagate_pointer (G_TASK (result), NULL);
  guint changes;

  /* Cancelled: another one is under way, or the session is gone. */
  if (!shown)
    return;
  g_clear_object (&self->finding);
  changes = self->to_tell;
  self->to_tell = 0;
  take_shown (self, shown);
  rs_session_prepare_replay (self);
  tell (self, changes);
}

void
rs_session_update_span (RsSession *self, guint changes)
{
  RsShownRequest request = {
    .snapshot = self->snapshot,
    .hidden = self->hidden,
    .hides_others = self->hides_others,
    .passing = self->filter_result,
    .from_ms = self->span_from_ms,
    .to_ms = self->span_to_ms,
  };
  gboolean takes_all = rs_shown_request_takes_all (&request);
  gboolean is_small = self->snapshot->vessels->len <= INLINE_MAX_VESSELS
                      && self->snapshot->n_fixes <= INLINE_MAX_FIXES;
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  changes |= self->to_tell;
  self->to_tell = 0;
  if (is_small || takes_all)
    {
      take_shown (self, rs_shown_new (&request, NULL));
      tell (self, changes);
      changes = 0;
    }
  if (is_small)
    return;
  /* What was shown before stays until it is known, and an activity is looked for in any case. */
  self->to_tell = takes_all ? 0 : changes | RS_TELL_HIDDEN | RS_TELL_SPAN;
  self->finding = g_cancellable_new ();
  task = g_task_new (NULL, self->finding, found_cb, self);
  g_task_set_source_tag (task, rs_session_update_span);
  g_task_set_task_data (task, rs_shown_request_copy (&request),
                        (GDestroyNotify) rs_shown_request_free);
  g_task_run_in_thread (task, find_thread);
}

void
rs_session_set_span (RsSession *self, gint64 from_ms, gint64 to_ms)
{
  if (from_ms == RS_TIME_NONE || to_ms == RS_TIME_NONE)
    from_ms = to_ms = RS_TIME_NONE;
  else if (from_ms > to_ms)
    {
      gint64 swap_ms = from_ms;

      from_ms = to_ms;
      to_ms = swap_ms;
    }
  if (self->span_from_ms == from_ms && self->span_to_ms == to_ms)
    return;
  self->span_from_ms = from_ms;
  self->span_to_ms = to_ms;
  g_object_notify (G_OBJECT (self), "has-span");
  rs_session_update_span (self, RS_TELL_SPAN);
}

GHashTable *
rs_session_get_outside (RsSession *self)
{
  return self->shown->outside;
}

gint64
rs_session_get_compared_vessel (RsSession *self)
{
  return self->compared_vessel;
}

void
rs_session_compare_with (RsSession *self, gint64 vessel_id)
{
  if (!self->selected_vessel || vessel_id == self->selected_vessel
      || !rs_snapshot_get_vessel (self->snapshot, vessel_id))
    vessel_id = 0;
  if (self->compared_vessel == vessel_id)
    return;
  self->compared_vessel = vessel_id;
  g_object_notify (G_OBJECT (self), "compared-vessel");
}
