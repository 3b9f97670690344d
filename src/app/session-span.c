/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Which vessels are drawn: the hidden ones, the span of time that map and lists are narrowed to, those that
 * the filter lets through; and the vessel that the selected one is compared with. */
#include "app/session-private.h"

static void
drop_snapshot (gpointer data)
{
  if (data)
    rs_snapshot_unref (data);
}

/* A set of ids that are the snapshot's own: it keeps the snapshot, as the value of one of them. */
static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, drop_snapshot);
}

static void
add_to_set (GHashTable *set, RsSnapshot *snapshot, const RsVessel *vessel)
{
  gboolean is_first = g_hash_table_size (set) == 0;

  g_hash_table_insert (set, (gpointer) &vessel->id, is_first ? rs_snapshot_ref (snapshot) : NULL);
}

void
rs_session_init_span (RsSession *self)
{
  self->hidden = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->masked = new_set ();
  self->outside = new_set ();
  self->not_drawn = new_set ();
  self->span_from_ms = self->span_to_ms = RS_TIME_NONE;
  self->filter = rs_filter_parse ("", NULL);
}

void
rs_session_clear_span (RsSession *self)
{
  g_hash_table_unref (self->hidden);
  g_hash_table_unref (self->masked);
  g_hash_table_unref (self->outside);
  g_hash_table_unref (self->not_drawn);
  g_cancellable_cancel (self->filtering);
  g_clear_object (&self->filtering);
  g_clear_pointer (&self->filter_result, rs_filter_result_unref);
  g_clear_pointer (&self->filter, rs_filter_unref);
}

void
rs_session_fill_frame_span (RsSession *self, RsFrame *frame)
{
  gint64 from_ms, to_ms;

  frame->hidden = g_hash_table_size (self->not_drawn) > 0 ? self->not_drawn : NULL;
  frame->span_from_ms = self->span_from_ms;
  frame->span_to_ms = self->span_to_ms;
  /* A filter by time cuts tracks as a span does; within a span, what both have. */
  if (!self->filter_result || !rs_filter_get_span (self->filter, &from_ms, &to_ms))
    return;
  if (to_ms == RS_TIME_NONE)
    to_ms = G_MAXINT64;
  /* RS_TIME_NONE as a start would be no span. */
  from_ms = MAX (from_ms, G_MININT64 + 1);
  if (self->span_from_ms != RS_TIME_NONE)
    {
      from_ms = MAX (from_ms, self->span_from_ms);
      to_ms = MAX (MIN (to_ms, self->span_to_ms), from_ms);
    }
  frame->span_from_ms = from_ms;
  frame->span_to_ms = to_ms;
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
rs_session_get_masked (RsSession *self)
{
  return self->masked;
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

static gboolean
passes_filter (const RsSession *self, guint index, gint64 vessel_id)
{
  const RsFilterResult *result = self->filter_result;

  if (!result)
    return TRUE;
  return result->snapshot == self->snapshot ? result->passes[index]
                                            : rs_filter_result_has (result, vessel_id);
}

void
rs_session_update_span (RsSession *self)
{
  gboolean has_span = self->span_from_ms != RS_TIME_NONE;
  gboolean has_hidden = g_hash_table_size (self->hidden) > 0;

  g_hash_table_unref (self->masked);
  g_hash_table_unref (self->outside);
  g_hash_table_unref (self->not_drawn);
  self->masked = new_set ();
  self->outside = new_set ();
  self->not_drawn = new_set ();
  if (!has_span && !has_hidden && !self->filter_result)
    return;
  for (guint i = 0; i < self->snapshot->vessels->len; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (self->snapshot->vessels, i);
      gboolean passes = passes_filter (self, i, vessel->id);
      gboolean is_masked
        = !passes || (has_hidden && g_hash_table_contains (self->hidden, &vessel->id));
      gboolean is_outside
        = !passes
          || (has_span
              && !rs_track_has_fix (g_ptr_array_index (self->snapshot->tracks, i),
                                    self->span_from_ms, self->span_to_ms));

      if (is_masked)
        add_to_set (self->masked, self->snapshot, vessel);
      if (is_outside)
        add_to_set (self->outside, self->snapshot, vessel);
      if (is_masked || is_outside)
        add_to_set (self->not_drawn, self->snapshot, vessel);
    }
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
