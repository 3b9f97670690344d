/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Which vessels are drawn: the hidden ones, the span of time that map and lists are narrowed to; and the
 * vessel that the selected one is compared with. */
#include "app/session-private.h"

void
rs_session_init_span (RsSession *self)
{
  self->hidden = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->outside = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->not_drawn = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->span_from_ms = self->span_to_ms = RS_TIME_NONE;
}

void
rs_session_clear_span (RsSession *self)
{
  g_hash_table_unref (self->hidden);
  g_hash_table_unref (self->outside);
  g_hash_table_unref (self->not_drawn);
}

void
rs_session_fill_frame_span (RsSession *self, RsFrame *frame)
{
  frame->hidden = self->span_from_ms != RS_TIME_NONE ? self->not_drawn : self->hidden;
  if (g_hash_table_size (frame->hidden) == 0)
    frame->hidden = NULL;
  frame->span_from_ms = self->span_from_ms;
  frame->span_to_ms = self->span_to_ms;
}

gboolean
rs_session_is_hidden (RsSession *self, gint64 vessel_id)
{
  return g_hash_table_contains (self->hidden, &vessel_id);
}

static void
hidden_changed (RsSession *self)
{
  g_clear_pointer (&self->activity, rs_activity_free);
  rs_session_update_span (self);
  g_signal_emit_by_name (self, "hidden-changed");
}

void
rs_session_set_hidden (RsSession *self, gint64 vessel_id, gboolean hidden)
{
  gboolean changed;

  if (hidden)
    changed = g_hash_table_add (self->hidden, g_memdup2 (&vessel_id, sizeof vessel_id));
  else
    changed = g_hash_table_remove (self->hidden, &vessel_id);
  if (changed)
    hidden_changed (self);
}

void
rs_session_show_all (RsSession *self)
{
  if (g_hash_table_size (self->hidden) == 0)
    return;
  g_hash_table_remove_all (self->hidden);
  hidden_changed (self);
}

GHashTable *
rs_session_get_hidden (RsSession *self)
{
  return self->hidden;
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
add_to_set (GHashTable *set, gint64 id)
{
  g_hash_table_add (set, g_memdup2 (&id, sizeof id));
}

void
rs_session_update_span (RsSession *self)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_remove_all (self->outside);
  g_hash_table_remove_all (self->not_drawn);
  if (self->span_from_ms == RS_TIME_NONE)
    return;
  for (guint i = 0; i < self->snapshot->tracks->len; i++)
    {
      const RsTrack *track = g_ptr_array_index (self->snapshot->tracks, i);

      if (rs_track_has_fix (track, self->span_from_ms, self->span_to_ms))
        continue;
      add_to_set (self->outside, track->vessel_id);
      add_to_set (self->not_drawn, track->vessel_id);
    }
  g_hash_table_iter_init (&iter, self->hidden);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    add_to_set (self->not_drawn, *(const gint64 *) key);
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
  rs_session_update_span (self);
  g_object_notify (G_OBJECT (self), "has-span");
  g_signal_emit_by_name (self, "span-changed");
}

GHashTable *
rs_session_get_outside (RsSession *self)
{
  return self->outside;
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
