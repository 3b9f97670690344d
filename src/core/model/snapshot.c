/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/snapshot.h"

#include "model/main-span.h"

/* So many records are freed at once, where that is asked for. */
#define FREE_INLINE_MAX 2000

typedef struct
{
  RsSnapshot snapshot;
  gatomicrefcount ref_count;
  gboolean sealed;
  gboolean has_reconstructed; /* any track; once sealed */
  GHashTable *vessels; /* id to index + 1; keys point into the records */
  GHashTable *incidents;
  GHashTable *sources;
  GHashTable *notes;
} Snapshot;

static void
unref_track (gpointer data)
{
  if (data)
    rs_track_unref (data);
}

static void
unref_undated (gpointer data)
{
  if (data)
    rs_undated_unref (data);
}

RsSnapshot *
rs_snapshot_new (void)
{
  Snapshot *full = g_new0 (Snapshot, 1);
  RsSnapshot *self = &full->snapshot;

  g_atomic_ref_count_init (&full->ref_count);
  self->path = g_strdup ("");
  self->title = g_strdup ("");
  self->description = g_strdup ("");
  self->zone = g_strdup ("");
  self->from_ms = RS_TIME_NONE;
  self->to_ms = RS_TIME_NONE;
  self->tracks_from_ms = RS_TIME_NONE;
  self->tracks_to_ms = RS_TIME_NONE;
  self->main_from_ms = RS_TIME_NONE;
  self->main_to_ms = RS_TIME_NONE;
  self->vessels = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_vessel_free);
  self->tracks = g_ptr_array_new_with_free_func (unref_track);
  self->undated = g_ptr_array_new_with_free_func (unref_undated);
  self->hulls = g_ptr_array_new ();
  self->hull_starts = g_array_new (FALSE, TRUE, sizeof (guint));
  self->imports = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_import_free);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_event_free);
  self->incidents = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_incident_free);
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_source_free);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_note_free);
  self->watchlists = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_list_free);
  self->place_lists = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_list_free);
  self->filters = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_saved_filter_free);
  return self;
}

RsSnapshot *
rs_snapshot_ref (RsSnapshot *self)
{
  g_atomic_ref_count_inc (&((Snapshot *) self)->ref_count);
  return self;
}

static void
free_snapshot (Snapshot *full)
{
  RsSnapshot *self = &full->snapshot;

  g_clear_pointer (&full->vessels, g_hash_table_unref);
  g_clear_pointer (&full->incidents, g_hash_table_unref);
  g_clear_pointer (&full->sources, g_hash_table_unref);
  g_clear_pointer (&full->notes, g_hash_table_unref);
  g_ptr_array_unref (self->vessels);
  g_ptr_array_unref (self->tracks);
  g_ptr_array_unref (self->undated);
  g_ptr_array_unref (self->hulls);
  g_array_unref (self->hull_starts);
  g_ptr_array_unref (self->imports);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->incidents);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->watchlists);
  g_ptr_array_unref (self->place_lists);
  g_ptr_array_unref (self->filters);
  g_free (self->path);
  g_free (self->title);
  g_free (self->description);
  g_free (self->zone);
  g_free (self->undo_label);
  g_free (self->redo_label);
  g_free (full);
}

static gpointer
free_thread (gpointer data)
{
  free_snapshot (data);
  return NULL;
}

void
rs_snapshot_unref (RsSnapshot *self)
{
  Snapshot *full = (Snapshot *) self;

  if (!g_atomic_ref_count_dec (&full->ref_count))
    return;
  /* A hundred thousand vessels take longer to free than a window may be kept from its next frame. */
  if (self->vessels->len + self->events->len > FREE_INLINE_MAX
      && g_main_context_is_owner (g_main_context_default ()))
    {
      GThread *thread = g_thread_try_new ("snapshot-free", free_thread, full, NULL);

      if (thread)
        {
          g_thread_unref (thread);
          return;
        }
    }
  free_snapshot (full);
}

static gint
find (GHashTable *index, gint64 id)
{
  return index ? GPOINTER_TO_INT (g_hash_table_lookup (index, &id)) - 1 : -1;
}

gint
rs_snapshot_find_vessel (const RsSnapshot *self, gint64 vessel_id)
{
  return find (((const Snapshot *) self)->vessels, vessel_id);
}

const RsVessel *
rs_snapshot_get_vessel (const RsSnapshot *self, gint64 vessel_id)
{
  gint i = rs_snapshot_find_vessel (self, vessel_id);

  return i >= 0 ? g_ptr_array_index (self->vessels, i) : NULL;
}

const RsTrack *
rs_snapshot_get_track (const RsSnapshot *self, gint64 vessel_id)
{
  gint i = rs_snapshot_find_vessel (self, vessel_id);

  return i >= 0 && (guint) i < self->tracks->len ? g_ptr_array_index (self->tracks, i) : NULL;
}

const RsUndated *
rs_snapshot_get_undated (const RsSnapshot *self, gint64 vessel_id)
{
  gint i = rs_snapshot_find_vessel (self, vessel_id);

  return i >= 0 && (guint) i < self->undated->len ? g_ptr_array_index (self->undated, i) : NULL;
}

const RsIncident *
rs_snapshot_get_incident (const RsSnapshot *self, gint64 incident_id)
{
  gint i = find (((const Snapshot *) self)->incidents, incident_id);

  return i >= 0 ? g_ptr_array_index (self->incidents, i) : NULL;
}

const RsSource *
rs_snapshot_get_source (const RsSnapshot *self, gint64 source_id)
{
  gint i = find (((const Snapshot *) self)->sources, source_id);

  return i >= 0 ? g_ptr_array_index (self->sources, i) : NULL;
}

const RsNote *
rs_snapshot_get_note (const RsSnapshot *self, gint64 note_id)
{
  gint i = find (((const Snapshot *) self)->notes, note_id);

  return i >= 0 ? g_ptr_array_index (self->notes, i) : NULL;
}

/* @id_offset: of the id in the records that @records points to. */
static GHashTable *
index_records (GPtrArray *records, gsize id_offset)
{
  GHashTable *index = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (index,
                         G_STRUCT_MEMBER_P (g_ptr_array_index (records, i), id_offset),
                         GINT_TO_POINTER (i + 1));
  return index;
}

static void
add_to_span (RsSnapshot *self, gint64 from_ms, gint64 to_ms)
{
  gint64 first = from_ms != RS_TIME_NONE ? from_ms : to_ms;
  gint64 last = to_ms != RS_TIME_NONE ? to_ms : from_ms;

  if (first == RS_TIME_NONE)
    return;
  if (self->from_ms == RS_TIME_NONE || first < self->from_ms)
    self->from_ms = first;
  if (self->to_ms == RS_TIME_NONE || last > self->to_ms)
    self->to_ms = last;
}

static void
collect_hulls (RsSnapshot *self)
{
  for (guint i = 0; i < self->tracks->len; i++)
    {
      RsTrack *track = g_ptr_array_index (self->tracks, i);

      g_array_append_val (self->hull_starts, self->hulls->len);
      if (track && !track->hulls)
        g_ptr_array_add (self->hulls, track);
      for (guint k = 0; track && track->hulls && k < track->n_hulls; k++)
        g_ptr_array_add (self->hulls, track->hulls[k]);
    }
  g_array_append_val (self->hull_starts, self->hulls->len);
}

void
rs_snapshot_seal (RsSnapshot *self)
{
  Snapshot *full = (Snapshot *) self;
  RsTimeSpan main_span;

  g_return_if_fail (!full->sealed);

  full->sealed = TRUE;
  full->vessels = index_records (self->vessels, G_STRUCT_OFFSET (RsVessel, id));
  full->incidents = index_records (self->incidents, G_STRUCT_OFFSET (RsIncident, id));
  full->sources = index_records (self->sources, G_STRUCT_OFFSET (RsSource, id));
  full->notes = index_records (self->notes, G_STRUCT_OFFSET (RsNote, id));
  collect_hulls (self);
  self->n_fixes = 0;
  self->n_undated = 0;
  self->from_ms = RS_TIME_NONE;
  self->to_ms = RS_TIME_NONE;
  for (guint i = 0; i < self->tracks->len; i++)
    {
      const RsTrack *track = g_ptr_array_index (self->tracks, i);

      if (!track || track->n == 0)
        continue;
      full->has_reconstructed |= track->n_not_observed > 0;
      self->n_fixes += track->n;
      add_to_span (self, track->from_ms, track->to_ms);
    }
  self->tracks_from_ms = self->from_ms;
  self->tracks_to_ms = self->to_ms;
  if (rs_main_span_find (self, &main_span))
    {
      self->main_from_ms = main_span.from_ms;
      self->main_to_ms = main_span.to_ms;
    }
  for (guint i = 0; i < self->undated->len; i++)
    {
      const RsUndated *undated = g_ptr_array_index (self->undated, i);

      self->n_undated += undated ? undated->n : 0;
    }
  for (guint i = 0; i < self->events->len; i++)
    {
      const RsEvent *event = g_ptr_array_index (self->events, i);

      add_to_span (self, event->from_ms, event->to_ms);
    }
  for (guint i = 0; i < self->incidents->len; i++)
    {
      const RsIncident *incident = g_ptr_array_index (self->incidents, i);

      add_to_span (self, incident->from_ms, incident->to_ms);
    }
}

gboolean
rs_snapshot_has_reconstructed (const RsSnapshot *self, gint64 vessel_id)
{
  if (vessel_id)
    {
      const RsTrack *track = rs_snapshot_get_track (self, vessel_id);

      return track && track->n_not_observed > 0;
    }
  if (((const Snapshot *) self)->sealed)
    return ((const Snapshot *) self)->has_reconstructed;
  for (guint i = 0; i < self->tracks->len; i++)
    {
      const RsTrack *track = g_ptr_array_index (self->tracks, i);

      if (track && track->n_not_observed > 0)
        return TRUE;
    }
  return FALSE;
}
