/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shown.h"

RsShownRequest *
rs_shown_request_copy (const RsShownRequest *self)
{
  RsShownRequest *copy = g_memdup2 (self, sizeof *self);

  rs_snapshot_ref (copy->snapshot);
  g_hash_table_ref (copy->hidden);
  if (copy->passing)
    rs_filter_result_ref (copy->passing);
  return copy;
}

void
rs_shown_request_free (RsShownRequest *self)
{
  rs_snapshot_unref (self->snapshot);
  g_hash_table_unref (self->hidden);
  g_clear_pointer (&self->passing, rs_filter_result_unref);
  g_free (self);
}

gboolean
rs_shown_request_takes_all (const RsShownRequest *self)
{
  return self->from_ms == RS_TIME_NONE && !self->passing && !self->hides_others
         && g_hash_table_size (self->hidden) == 0;
}

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

static gboolean
passes_filter (const RsShownRequest *request, guint index, gint64 vessel_id)
{
  const RsFilterResult *result = request->passing;

  if (!result)
    return TRUE;
  return result->snapshot == request->snapshot ? result->passes[index]
                                               : rs_filter_result_has (result, vessel_id);
}

RsShown *
rs_shown_new_all (void)
{
  RsShown *self = g_new0 (RsShown, 1);

  self->masked = new_set ();
  self->outside = new_set ();
  self->not_drawn = new_set ();
  return self;
}

RsShown *
rs_shown_new (const RsShownRequest *request, GCancellable *cancellable)
{
  RsShown *self = rs_shown_new_all ();
  RsSnapshot *snapshot = request->snapshot;
  gboolean has_span = request->from_ms != RS_TIME_NONE;

  if (rs_shown_request_takes_all (request))
    return self;
  for (guint i = 0; i < snapshot->vessels->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, i);
      gboolean passes = passes_filter (request, i, vessel->id);
      gboolean is_hidden
        = g_hash_table_contains (request->hidden, &vessel->id) != request->hides_others;
      gboolean is_masked = !passes || is_hidden;
      gboolean is_outside
        = !passes
          || (has_span
              && !rs_track_has_fix (g_ptr_array_index (snapshot->tracks, i), request->from_ms,
                                    request->to_ms));

      if (is_masked)
        add_to_set (self->masked, snapshot, vessel);
      if (is_outside)
        add_to_set (self->outside, snapshot, vessel);
      if (is_masked || is_outside)
        add_to_set (self->not_drawn, snapshot, vessel);
    }
  return self;
}

void
rs_shown_free (RsShown *self)
{
  g_hash_table_unref (self->masked);
  g_hash_table_unref (self->outside);
  g_hash_table_unref (self->not_drawn);
  rs_activity_free (self->activity);
  g_free (self);
}
