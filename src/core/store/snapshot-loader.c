/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/snapshot-loader.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>
#include <string.h>

#include "analysis/segment.h"
#include "store/fix-block.h"
#include "store/gaps.h"
#include "store/records-list.h"
#include "store/records-read.h"
#include "store/undated.h"

/* A vessel's track and what it was made of. */
typedef struct
{
  gint64 vessel_id;
  GArray *parts; /* of Part: equal parts make an equal track */
  RsTrack *track;
  GPtrArray *gaps; /* of RsEvent* */
  /* Stored since, and not in the track yet. */
  gint64 added_import;
  GArray *added; /* (nullable): of RsFix */
} Entry;

typedef struct
{
  gint64 import_id;
  gint64 index; /* of the import in the snapshot: fixes carry it */
  gint64 n;     /* fixes */
} Part;

struct _RsSnapshotLoader
{
  RsStore *store;
  gboolean without_fixes;
  gint64 gap_ms;       /* of the cached tracks */
  GHashTable *entries; /* gint64 to Entry* */
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

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_array_unref (entry->parts);
  rs_track_unref (entry->track);
  g_ptr_array_unref (entry->gaps);
  g_clear_pointer (&entry->added, g_array_unref);
  g_free (entry);
}

RsSnapshotLoader *
rs_snapshot_loader_new (RsStore *store)
{
  RsSnapshotLoader *self = g_new0 (RsSnapshotLoader, 1);

  self->store = store;
  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_entry);
  self->undated_imports = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
rs_snapshot_loader_leave_out_fixes (RsSnapshotLoader *self)
{
  self->without_fixes = TRUE;
}

void
rs_snapshot_loader_free (RsSnapshotLoader *self)
{
  g_hash_table_unref (self->entries);
  g_clear_pointer (&self->undated, g_hash_table_unref);
  g_array_unref (self->undated_imports);
  g_free (self);
}

/* Notes that part of a damaged file cannot be read. Returns FALSE for any other failure. */
static gboolean
note_problem (Load *load, GError *failure, GError **error)
{
  if (!g_error_matches (failure, RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_ptr_array_add (load->problems, g_strdup (failure->message));
  g_error_free (failure);
  return TRUE;
}

static gboolean
read_table (Load *load, RsDatabase *database,
            gboolean (*read) (RsDatabase *database, GPtrArray *out, GError **error),
            GPtrArray *out, GError **error)
{
  GError *failure = NULL;

  return read (database, out, &failure) || note_problem (load, failure, error);
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
  gap = take_setting (settings, "gap-ms");
  snapshot->gap_ms = g_ascii_strtoll (gap, NULL, 10);
  if (snapshot->gap_ms <= 0)
    snapshot->gap_ms = RS_GAP_MS_DEFAULT;
  return TRUE;
}

/* Which imports each vessel has fixes of: vessel id to GArray of Part, by import. */
static GHashTable *
read_parts (Load *load, RsDatabase *database, GError **error)
{
  g_autoptr (GHashTable) parts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                        (GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) indices = g_hash_table_new (g_int64_hash, g_int64_equal);
  RsStatement *s;
  int found;

  for (guint i = 0; i < load->snapshot->imports->len; i++)
    {
      RsImport *import = g_ptr_array_index (load->snapshot->imports, i);

      g_hash_table_insert (indices, &import->id, GUINT_TO_POINTER (i));
    }
  s = rs_database_get (database, RS_SQL_GET_VESSEL_IMPORTS, error);
  if (!s)
    return NULL;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      gint64 vessel_id = rs_statement_get_int (s);
      Part part = { .import_id = rs_statement_get_int (s) };
      GArray *of_vessel = g_hash_table_lookup (parts, &vessel_id);

      part.n = rs_statement_get_int (s);
      part.index = GPOINTER_TO_UINT (g_hash_table_lookup (indices, &part.import_id));
      if (!of_vessel)
        {
          of_vessel = g_array_new (FALSE, TRUE, sizeof (Part));
          g_hash_table_insert (parts, g_memdup2 (&vessel_id, sizeof vessel_id), of_vessel);
        }
      g_array_append_val (of_vessel, part);
    }
  return found == 0 ? g_steal_pointer (&parts) : NULL;
}

static gint64
find_import_index (const GArray *parts, gint64 import_id)
{
  for (guint i = 0; i < parts->len; i++)
    if (g_array_index (parts, Part, i).import_id == import_id)
      return g_array_index (parts, Part, i).index;
  return 0;
}

/* Unpacks all blocks of a vessel. A block that cannot be read is left out, and noted. */
static gboolean
read_fixes (Load *load, RsDatabase *database, gint64 vessel_id, const GArray *parts,
            RsFix **out_fixes, guint *out_n, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_BLOCKS_OF_VESSEL, error);
  GError *failure = NULL;
  gint64 room = 0;
  guint n = 0;
  g_autofree RsFix *fixes = NULL;
  int found;

  if (!s)
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    room += g_array_index (parts, Part, i).n;
  if (room < 0 || room > G_MAXINT32)
    {
      failure = g_error_new (RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED,
                             _("A vessel has an impossible number of fixes."));
      return note_problem (load, failure, error);
    }
  fixes = g_new (RsFix, MAX (room, 1));
  rs_statement_put_int (s, vessel_id);
  while ((found = rs_statement_step (s, &failure)) > 0)
    {
      gint64 block_id = rs_statement_get_int (s);
      gint64 import_id = rs_statement_get_int (s);
      gint64 n_block;
      gsize size;
      gconstpointer data;
      guint16 import;

      rs_statement_get_int (s); /* vessel_id */
      n_block = rs_statement_get_int (s);
      rs_statement_get_int (s); /* from_ms */
      rs_statement_get_int (s); /* to_ms */
      data = rs_statement_get_blob (s, &size);
      if (n_block < 1 || n_block > RS_FIX_BLOCK_MAX || n + n_block > room
          || !rs_fix_block_unpack (data, size, (guint) n_block, fixes + n, NULL))
        {
          g_ptr_array_add (load->problems,
                           g_strdup_printf (_("block %" PRId64 " of fixes"), block_id));
          continue;
        }
      import = (guint16) find_import_index (parts, import_id);
      for (guint i = 0; i < n_block; i++)
        fixes[n + i].import = import;
      n += (guint) n_block;
    }
  if (found < 0 && !note_problem (load, failure, error))
    return FALSE;
  *out_fixes = g_steal_pointer (&fixes);
  *out_n = n;
  return TRUE;
}

static gboolean
is_current (const Entry *entry, const GArray *parts)
{
  guint n = parts ? parts->len : 0;

  if (entry->parts->len != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const Part *a = &g_array_index (entry->parts, Part, i);
      const Part *b = &g_array_index (parts, Part, i);

      if (a->import_id != b->import_id || a->index != b->index || a->n != b->n)
        return FALSE;
    }
  return TRUE;
}

/* Whether the file holds what the track has and what was added, and nothing else. */
static gboolean
can_extend (const Entry *entry, const GArray *parts)
{
  guint n_added = 0;

  if (!entry->added || !parts || entry->parts->len != parts->len)
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *a = &g_array_index (entry->parts, Part, i);
      const Part *b = &g_array_index (parts, Part, i);
      gint64 n = a->n;

      if (a->import_id == entry->added_import)
        {
          n += entry->added->len;
          n_added++;
        }
      if (a->import_id != b->import_id || a->index != b->index || n != b->n)
        return FALSE;
    }
  return n_added == 1;
}

static RsFix *
extend_fixes (const Entry *entry, const GArray *parts, guint *out_n)
{
  guint before = entry->track->n;
  guint16 import = (guint16) find_import_index (parts, entry->added_import);
  RsFix *fixes = g_new (RsFix, before + entry->added->len);

  memcpy (fixes, entry->track->fixes, before * sizeof *fixes);
  memcpy (fixes + before, entry->added->data, entry->added->len * sizeof *fixes);
  *out_n = before + entry->added->len;
  for (guint i = before; i < *out_n; i++)
    fixes[i].import = import;
  return fixes;
}

void
rs_snapshot_loader_add (RsSnapshotLoader *self, gint64 vessel_id, gint64 import_id,
                        const RsFix *fixes, guint n)
{
  Entry *entry = g_hash_table_lookup (self->entries, &vessel_id);

  if (!entry)
    return;
  if (!entry->added)
    entry->added = g_array_new (FALSE, FALSE, sizeof (RsFix));
  entry->added_import = import_id;
  g_array_append_vals (entry->added, fixes, n);
}

/* What an import that is being listened to has so far: its row tells it at the end. */
static void
count_running (Load *load, GHashTable *parts)
{
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < load->snapshot->imports->len; i++)
    {
      RsImport *import = g_ptr_array_index (load->snapshot->imports, i);

      if (*import->sha256 || !g_str_equal (import->layout, RS_LAYOUT_LIVE) || import->n_fixes)
        continue;
      g_hash_table_iter_init (&iter, parts);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        for (guint k = 0; k < ((GArray *) value)->len; k++)
          {
            const Part *part = &g_array_index ((GArray *) value, Part, k);

            import->n_fixes += part->import_id == import->id ? part->n : 0;
          }
    }
}

static Entry *
get_entry (Load *load, RsDatabase *database, gint64 vessel_id, GArray *parts, GError **error)
{
  RsSnapshotLoader *self = load->loader;
  Entry *entry = g_hash_table_lookup (self->entries, &vessel_id);
  const RsSegmentRule rule = RS_SEGMENT_RULE_DEFAULT;
  RsFix *fixes = NULL;
  guint n = 0;

  if (entry && is_current (entry, parts))
    return entry;
  if (entry && can_extend (entry, parts))
    fixes = extend_fixes (entry, parts, &n);
  else if (parts && !read_fixes (load, database, vessel_id, parts, &fixes, &n, error))
    return NULL;
  entry = g_new0 (Entry, 1);
  entry->vessel_id = vessel_id;
  entry->parts = parts ? g_array_ref (parts) : g_array_new (FALSE, FALSE, sizeof (Part));
  entry->track = rs_segment_track_new (vessel_id, fixes, n, self->gap_ms, &rule);
  entry->gaps = rs_gaps_find (entry->track, self->gap_ms);
  g_hash_table_replace (self->entries, &entry->vessel_id, entry);
  return entry;
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
        return note_problem (load, failure, error);
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
load_tracks (Load *load, RsDatabase *database, GError **error)
{
  RsSnapshot *snapshot = load->snapshot;
  g_autoptr (GHashTable) parts = NULL;
  g_autoptr (GError) failure = NULL;

  if (load->loader->gap_ms != snapshot->gap_ms)
    g_hash_table_remove_all (load->loader->entries);
  load->loader->gap_ms = snapshot->gap_ms;
  if (!load->loader->without_fixes)
    parts = read_parts (load, database, &failure);
  if (failure && !note_problem (load, g_steal_pointer (&failure), error))
    return FALSE;
  if (parts)
    count_running (load, parts);
  for (guint i = 0; i < snapshot->vessels->len; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, i);
      GArray *of_vessel = parts ? g_hash_table_lookup (parts, &vessel->id) : NULL;
      Entry *entry = get_entry (load, database, vessel->id, of_vessel, error);

      if (!entry)
        return FALSE;
      g_ptr_array_add (snapshot->tracks, rs_track_ref (entry->track));
      for (guint j = 0; j < entry->gaps->len; j++)
        g_ptr_array_add (snapshot->events, rs_event_copy (g_ptr_array_index (entry->gaps, j)));
    }
  return TRUE;
}

/* Tracks of vessels that are gone are not kept. */
static void
drop_stale_entries (RsSnapshotLoader *self, const RsSnapshot *snapshot)
{
  GHashTableIter iter;
  gpointer value;

  if (g_hash_table_size (self->entries) <= snapshot->vessels->len)
    return;
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (rs_snapshot_find_vessel (snapshot, ((Entry *) value)->vessel_id) < 0)
      g_hash_table_iter_remove (&iter);
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
  if (!load_tracks (load, database, error)
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
  drop_stale_entries (self, snapshot);
  if (problems->len > 0)
    report_problems (&load);
  return g_steal_pointer (&snapshot);
}
