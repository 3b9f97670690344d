/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/snapshot-loader.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "store/records-list.h"
#include "store/records-read.h"
#include "store/undated.h"

struct _RsSnapshotLoader
{
  RsStore *store;
  gboolean without_fixes;
  RsTrackLoader *tracks;
  GHashTable *undated; /* (nullable): gint64 to RsUndated*, of these imports */
  GArray *undated_imports; /* of gint64 */
};

/* One load: what it makes, and what could not be read. */
typedef struct
{
  RsSnapshotLoader *loader;
  RsSnapshot *snapshot;
  GPtrArray *problems; /* of char* */
} Load;

RsSnapshotLoader *
rs_snapshot_loader_new (RsStore *store)
{
  RsSnapshotLoader *self = g_new0 (RsSnapshotLoader, 1);

  self->store = store;
  self->tracks = rs_track_loader_new (rs_store_get_path (store));
  self->undated_imports = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
rs_snapshot_loader_keep_tracks (RsSnapshotLoader *self, const char *folder, guint64 n_fixes)
{
  rs_track_loader_keep (self->tracks, folder, n_fixes);
}

void
rs_snapshot_loader_leave_out_fixes (RsSnapshotLoader *self)
{
  self->without_fixes = TRUE;
}

void
rs_snapshot_loader_watch (RsSnapshotLoader *self, const RsLoadWatch *watch)
{
  rs_track_loader_watch (self->tracks, watch);
}

void
rs_snapshot_loader_free (RsSnapshotLoader *self)
{
  rs_track_loader_free (self->tracks);
  g_clear_pointer (&self->undated, g_hash_table_unref);
  g_array_unref (self->undated_imports);
  g_free (self);
}

static gboolean
read_table (Load *load, RsDatabase *database,
            gboolean (*read) (RsDatabase *database, GPtrArray *out, GError **error),
            GPtrArray *out, GError **error)
{
  GError *failure = NULL;

  return read (database, out, &failure) || rs_store_note_problem (load->problems, failure, error);
}

static int
compare_vessels (gconstpointer a, gconstpointer b)
{
  const RsVessel *va = *(const RsVessel *const *) a, *vb = *(const RsVessel *const *) b;
  int order;

  /* Vessels that nobody names come last. By bytes: exports are the same in every locale. */
  if (va->unnamed != vb->unnamed)
    return va->unnamed ? 1 : -1;
  order = g_strcmp0 (va->name, vb->name);
  return order ? order : (va->id > vb->id) - (va->id < vb->id);
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const RsEvent *ea = *(const RsEvent *const *) a, *eb = *(const RsEvent *const *) b;

  if (ea->from_ms != eb->from_ms)
    return ea->from_ms < eb->from_ms ? -1 : 1;
  if (ea->vessel_id != eb->vessel_id)
    return ea->vessel_id < eb->vessel_id ? -1 : 1;
  return (ea->id > eb->id) - (ea->id < eb->id);
}

static char *
take_setting (GHashTable *settings, const char *key)
{
  const char *value = g_hash_table_lookup (settings, key);

  return g_strdup (value ? value : "");
}

static int
compare_filters (gconstpointer a, gconstpointer b)
{
  const RsSavedFilter *x = *(const RsSavedFilter *const *) a;
  const RsSavedFilter *y = *(const RsSavedFilter *const *) b;

  return strcmp (x->name, y->name);
}

static void
take_filters (RsSnapshot *snapshot, GHashTable *settings)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, settings);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_str_has_prefix (key, RS_FILTER_SETTING))
      g_ptr_array_add (snapshot->filters,
                       rs_saved_filter_new ((char *) key + strlen (RS_FILTER_SETTING), value));
  g_ptr_array_sort (snapshot->filters, compare_filters);
}

static gboolean
read_settings (Load *load, RsDatabase *database, GError **error)
{
  RsSnapshot *snapshot = load->snapshot;
  g_autoptr (GHashTable) settings = rs_records_read_settings (database, error);
  g_autofree char *gap = NULL;

  if (!settings)
    return FALSE;
  g_free (snapshot->title);
  snapshot->title = take_setting (settings, "title");
  g_free (snapshot->description);
  snapshot->description = take_setting (settings, "description");
  g_free (snapshot->zone);
  snapshot->zone = take_setting (settings, "zone");
  take_filters (snapshot, settings);
  gap = take_setting (settings, "gap-ms");
  snapshot->gap_ms = g_ascii_strtoll (gap, NULL, 10);
  if (snapshot->gap_ms <= 0)
    snapshot->gap_ms = RS_GAP_MS_DEFAULT;
  return TRUE;
}

void
rs_snapshot_loader_add (RsSnapshotLoader *self, gint64 vessel_id, gint64 import_id,
                        const RsFix *fixes, guint n)
{
  rs_track_loader_add (self->tracks, vessel_id, import_id, fixes, n);
}

/* They change with the imports only. */
static gboolean
load_undated (Load *load, RsDatabase *database, GError **error)
{
  RsSnapshotLoader *self = load->loader;
  RsSnapshot *snapshot = load->snapshot;
  g_autoptr (GArray) imports = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < snapshot->imports->len; i++)
    g_array_append_val (imports, ((RsImport *) g_ptr_array_index (snapshot->imports, i))->id);
  if (!self->undated || imports->len != self->undated_imports->len
      || (imports->len > 0
          && memcmp (imports->data, self->undated_imports->data, imports->len * sizeof (gint64))
               != 0))
    {
      GError *failure = NULL;
      GHashTable *undated = rs_undated_read (database, load->problems, &failure);

      if (!undated)
        return rs_store_note_problem (load->problems, failure, error);
      g_clear_pointer (&self->undated, g_hash_table_unref);
      self->undated = undated;
      g_array_set_size (self->undated_imports, 0);
      if (imports->len > 0)
        g_array_append_vals (self->undated_imports, imports->data, imports->len);
    }
  for (guint i = 0; i < snapshot->vessels->len; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, i);
      RsUndated *undated = g_hash_table_lookup (self->undated, &vessel->id);

      g_ptr_array_add (snapshot->undated, undated ? rs_undated_ref (undated) : NULL);
    }
  return TRUE;
}

static gboolean
load_in_reader (RsDatabase *database, gpointer user_data, GError **error)
{
  Load *load = user_data;
  RsSnapshot *snapshot = load->snapshot;

  if (!read_settings (load, database, error)
      || !read_table (load, database, rs_records_read_imports, snapshot->imports, error)
      || !read_table (load, database, rs_records_read_vessels, snapshot->vessels, error)
      || !read_table (load, database, rs_records_read_sources, snapshot->sources, error)
      || !read_table (load, database, rs_records_read_events, snapshot->events, error)
      || !read_table (load, database, rs_records_read_incidents, snapshot->incidents, error)
      || !read_table (load, database, rs_records_read_notes, snapshot->notes, error)
      || !read_table (load, database, rs_records_read_watchlists, snapshot->watchlists, error)
      || !read_table (load, database, rs_records_read_place_lists, snapshot->place_lists, error))
    return FALSE;
  g_ptr_array_sort (snapshot->vessels, compare_vessels);
  if (!rs_track_loader_load (load->loader->tracks, database, !load->loader->without_fixes, snapshot,
                             load->problems, error)
      || (!load->loader->without_fixes && !load_undated (load, database, error)))
    return FALSE;
  g_ptr_array_sort (snapshot->events, compare_events);
  return TRUE;
}

static void
report_problems (Load *load)
{
  const RsSnapshot *snapshot = load->snapshot;
  g_autofree char *reason = NULL;

  reason = g_strdup_printf (
    _("The case file is damaged. It is open read-only. Not readable: %s%s. Readable, and kept when "
      "you save a copy: %u vessels with %" PRIu64 " fixes, %u incidents, %u sources, %u "
      "notes."),
    (char *) g_ptr_array_index (load->problems, 0), load->problems->len > 1 ? " …" : "",
    snapshot->vessels->len, snapshot->n_fixes, snapshot->incidents->len, snapshot->sources->len,
    snapshot->notes->len);
  rs_store_set_damaged (load->loader->store, reason);
}

RsSnapshot *
rs_snapshot_loader_load (RsSnapshotLoader *self, guint64 revision, GError **error)
{
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  Load load = { self, snapshot, problems };

  if (!rs_store_read (self->store, NULL, load_in_reader, &load, error))
    return NULL;
  snapshot->revision = revision;
  g_free (snapshot->path);
  snapshot->path = g_strdup (rs_store_get_path (self->store));
  rs_store_dup_labels (self->store, &snapshot->undo_label, &snapshot->redo_label);
  rs_snapshot_seal (snapshot);
  rs_track_loader_drop_stale (self->tracks, snapshot);
  if (problems->len > 0)
    report_problems (&load);
  return g_steal_pointer (&snapshot);
}
