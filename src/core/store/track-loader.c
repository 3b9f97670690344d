/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/track-loader.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "store/error.h"
#include "store/gaps.h"
#include "store/statements.h"
#include "store/track-build.h"
#include "store/track-index.h"

/* Fewer fixes are not worth waking threads for. */
#define FEW_FIXES 20000
/* So often who watches is told. */
#define PROGRESS_STEPS 200

/* A vessel's track and what it was made of. */
typedef struct
{
  gint64 vessel_id;
  GArray *parts; /* of RsTrackPart: equal parts make an equal track */
  RsTrack *track;
  GPtrArray *gaps; /* of RsEvent* */
  /* Stored since, and not in the track yet. */
  gint64 added_import;
  GArray *added; /* (nullable): of RsFix */
} Entry;

struct _RsTrackLoader
{
  char *case_path;
  char *cache_folder;  /* (nullable): where tracks of large cases are kept */
  guint64 large;       /* fixes of a large case */
  RsTrackIndex *index; /* (nullable): of a large case */
  gint64 gap_ms;       /* of the entries */
  GHashTable *entries; /* gint64 to Entry* */
  const RsLoadWatch *watch; /* (nullable): borrowed */
};

/* One load. */
typedef struct
{
  RsTrackLoader *loader;
  RsSnapshot *snapshot;
  GPtrArray *problems;
  GArray *imports;           /* of RsTrackImport */
  RsTrackFileWriter *writer; /* (nullable) */
  guint64 n_made, n_to_make; /* fixes of the jobs */
  guint64 n_told;            /* of them, when who watches was told last */
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

void
rs_track_loader_watch (RsTrackLoader *self, const RsLoadWatch *watch)
{
  self->watch = watch;
}

RsTrackLoader *
rs_track_loader_new (const char *case_path)
{
  RsTrackLoader *self = g_new0 (RsTrackLoader, 1);

  self->case_path = g_strdup (case_path);
  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_entry);
  return self;
}

void
rs_track_loader_free (RsTrackLoader *self)
{
  g_hash_table_unref (self->entries);
  rs_track_index_free (self->index);
  g_free (self->cache_folder);
  g_free (self->case_path);
  g_free (self);
}

void
rs_track_loader_keep (RsTrackLoader *self, const char *folder, guint64 n_fixes)
{
  g_free (self->cache_folder);
  self->cache_folder = g_strdup (folder);
  self->large = n_fixes;
}

/* Which imports each vessel has fixes of: vessel id to GArray of RsTrackPart, by import. */
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
      RsTrackPart part = { .import_id = rs_statement_get_int (s) };
      GArray *of_vessel = g_hash_table_lookup (parts, &vessel_id);

      part.n = rs_statement_get_int (s);
      part.index = GPOINTER_TO_UINT (g_hash_table_lookup (indices, &part.import_id));
      if (!of_vessel)
        {
          of_vessel = g_array_new (FALSE, TRUE, sizeof (RsTrackPart));
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
    if (g_array_index (parts, RsTrackPart, i).import_id == import_id)
      return g_array_index (parts, RsTrackPart, i).index;
  return 0;
}

/* Reads all blocks of a vessel. What cannot be read is left out, and noted. */
static gboolean
read_blocks (Load *load, RsDatabase *database, RsTrackJob *job, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_BLOCKS_OF_VESSEL, error);
  GError *failure = NULL;
  int found;

  if (!s)
    return FALSE;
  rs_statement_put_int (s, job->vessel_id);
  while ((found = rs_statement_step (s, &failure)) > 0)
    {
      gint64 block_id = rs_statement_get_int (s);
      gint64 import_id = rs_statement_get_int (s);
      gint64 n;
      gsize size;
      gconstpointer data;

      rs_statement_get_int (s); /* vessel_id */
      n = rs_statement_get_int (s);
      rs_statement_get_int (s); /* from_ms */
      rs_statement_get_int (s); /* to_ms */
      data = rs_statement_get_blob (s, &size);
      rs_track_job_add_block (job, block_id, n,
                              (guint16) find_import_index (job->parts, import_id), data, size);
    }
  return found == 0 || rs_store_note_problem (load->problems, failure, error);
}

static gboolean
is_current (const Entry *entry, const GArray *parts)
{
  guint n = parts ? parts->len : 0;

  if (entry->parts->len != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const RsTrackPart *a = &g_array_index (entry->parts, RsTrackPart, i);
      const RsTrackPart *b = &g_array_index (parts, RsTrackPart, i);

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
      const RsTrackPart *a = &g_array_index (entry->parts, RsTrackPart, i);
      const RsTrackPart *b = &g_array_index (parts, RsTrackPart, i);
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
rs_track_loader_add (RsTrackLoader *self, gint64 vessel_id, gint64 import_id,
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
            const RsTrackPart *part = &g_array_index ((GArray *) value, RsTrackPart, k);

            import->n_fixes += part->import_id == import->id ? part->n : 0;
          }
    }
}

static Entry *
add_entry (RsTrackLoader *self, gint64 vessel_id, GArray *parts, RsTrack *track,
           GPtrArray *gaps)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->vessel_id = vessel_id;
  entry->parts = parts ? g_array_ref (parts) : g_array_new (FALSE, FALSE, sizeof (RsTrackPart));
  entry->track = track;
  entry->gaps = gaps;
  g_hash_table_replace (self->entries, &entry->vessel_id, entry);
  return entry;
}

/* A track of what is at hand. @fixes: (transfer full). @parts: (nullable): with what came of it so far */
static void
make_entry (RsTrackLoader *self, gint64 vessel_id, GArray *parts, RsFix *fixes, guint n)
{
  RsTrack *track = rs_track_of_parts (vessel_id, fixes, n, self->gap_ms, parts);
  g_autoptr (GArray) gaps = rs_gaps_find (track, self->gap_ms);

  add_entry (self, vessel_id, parts, track,
             rs_gaps_to_events (vessel_id, (const RsGap *) (gpointer) gaps->data, gaps->len,
                                self->gap_ms));
}

static gboolean
find_stored (Load *load, gint64 vessel_id, GArray *parts)
{
  RsTrackLoader *self = load->loader;
  RsStoredVessel stored;

  if (!self->index
      || !rs_track_index_find (self->index, self->gap_ms, vessel_id,
                               (const RsTrackPart *) (gpointer) parts->data, parts->len,
                               (const RsTrackImport *) (gpointer) load->imports->data,
                               load->imports->len, &stored))
    return FALSE;
  rs_track_parts_take_changes (parts, stored.parts);
  add_entry (self, vessel_id, parts, stored.track,
             rs_gaps_to_events (vessel_id, stored.gaps, stored.n_gaps, self->gap_ms));
  return TRUE;
}

/* The imports by which stored tracks are known again: not those that are still being listened to. */
static void
list_imports (Load *load)
{
  for (guint i = 0; i < load->snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (load->snapshot->imports, i);
      RsTrackImport known = { import->id, import->t_ms, { 0 } };

      if (strlen (import->sha256) != sizeof known.sha256)
        continue;
      memcpy (known.sha256, import->sha256, sizeof known.sha256);
      g_array_append_val (load->imports, known);
    }
}

static gboolean
can_be_stored (const Load *load, const GArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      gboolean known = FALSE;

      for (guint k = 0; k < load->imports->len; k++)
        known |= g_array_index (load->imports, RsTrackImport, k).id
                 == g_array_index (parts, RsTrackPart, i).import_id;
      if (!known)
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_possible_size (Load *load, const GArray *parts, gboolean *out_possible, GError **error)
{
  gint64 n = 0;

  *out_possible = TRUE;
  for (guint i = 0; i < parts->len; i++)
    {
      gint64 n_part = g_array_index (parts, RsTrackPart, i).n;

      *out_possible &= n_part >= 0 && n_part <= G_MAXINT32 - n;
      n += *out_possible ? n_part : 0;
    }
  return *out_possible
         || rs_store_note_problem (load->problems,
                          g_error_new (RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED,
                                       _("A vessel has an impossible number of fixes.")),
                          error);
}

/* Which vessels' tracks must be made of their blocks: of RsTrackJob*, by name of the vessel. The others
 * have an entry then. */
static GPtrArray *
find_jobs (Load *load, GHashTable *parts, GError **error)
{
  RsTrackLoader *self = load->loader;
  GPtrArray *vessels = load->snapshot->vessels;
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_track_job_free);

  for (guint i = 0; i < vessels->len; i++)
    {
      gint64 id = ((const RsVessel *) g_ptr_array_index (vessels, i))->id;
      GArray *of_vessel = parts ? g_hash_table_lookup (parts, &id) : NULL;
      Entry *entry = g_hash_table_lookup (self->entries, &id);
      gboolean possible = TRUE;

      if (entry && is_current (entry, of_vessel))
        continue;
      if (entry && can_extend (entry, of_vessel))
        {
          guint n;
          RsFix *fixes = extend_fixes (entry, of_vessel, &n);

          rs_track_parts_take_changes (of_vessel,
                                       (const RsTrackPart *) (gpointer) entry->parts->data);
          make_entry (self, id, of_vessel, fixes, n);
          continue;
        }
      if (of_vessel && !has_possible_size (load, of_vessel, &possible, error))
        return NULL;
      if (!of_vessel || !possible)
        make_entry (self, id, of_vessel, NULL, 0);
      else if (!find_stored (load, id, of_vessel))
        g_ptr_array_add (jobs, rs_track_job_new (i, id, of_vessel));
    }
  return g_steal_pointer (&jobs);
}

/* Writes the track of a job that is done into the file, or keeps it in memory. */
static void
finish_job (Load *load, RsTrackJob *job)
{
  RsTrackLoader *self = load->loader;
  const RsTrackPart *parts = (const RsTrackPart *) (gpointer) job->parts->data;
  g_autoptr (GError) failure = NULL;

  load->n_made += job->room;
  for (guint i = 0; i < job->problems->len; i++)
    g_ptr_array_add (load->problems, g_strdup (g_ptr_array_index (job->problems, i)));
  if (job->extracted && load->writer)
    {
      if (rs_track_file_writer_add (load->writer, job->track, parts, job->parts->len,
                                    job->extracted, &failure))
        return;
      g_message ("Tracks are kept in memory: %s", failure->message);
      g_clear_pointer (&load->writer, rs_track_file_writer_free);
    }
  if (!job->gaps)
    job->gaps = rs_gaps_find (job->track, self->gap_ms);
  add_entry (self, job->vessel_id, job->parts, g_steal_pointer (&job->track),
             rs_gaps_to_events (job->vessel_id, (const RsGap *) (gpointer) job->gaps->data,
                                job->gaps->len, self->gap_ms));
}

static guint64
count_fixes (GPtrArray *jobs)
{
  guint64 n = 0;

  for (guint i = 0; i < jobs->len; i++)
    n += ((const RsTrackJob *) g_ptr_array_index (jobs, i))->room;
  return n;
}

/* Tells who watches how far it is; FALSE if it is to end. */
static gboolean
look_at_watch (Load *load, GError **error)
{
  const RsLoadWatch *watch = load->loader->watch;

  if (!watch)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (watch->cancellable, error))
    return FALSE;
  if (watch->progress && load->writer && load->n_made - load->n_told > load->n_to_make / PROGRESS_STEPS)
    {
      load->n_told = load->n_made;
      watch->progress (load->n_made, load->n_to_make, watch->user_data);
    }
  return TRUE;
}

/* @builder: (nullable): without one, in this thread */
static gboolean
run_jobs (Load *load, RsDatabase *database, GPtrArray *jobs, RsTrackBuilder *builder,
          GError **error)
{
  RsTrackJob *done;

  g_ptr_array_set_free_func (jobs, NULL);
  for (guint i = 0; i < jobs->len; i++)
    {
      g_autoptr (RsTrackJob) job = g_ptr_array_index (jobs, i);

      job->extract = load->writer && can_be_stored (load, job->parts);
      if (!look_at_watch (load, error) || !read_blocks (load, database, job, error))
        {
          while (++i < jobs->len)
            rs_track_job_free (g_ptr_array_index (jobs, i));
          return FALSE;
        }
      if (!builder)
        {
          rs_track_job_run (job, load->loader->gap_ms);
          finish_job (load, job);
          continue;
        }
      rs_track_builder_push (builder, g_steal_pointer (&job));
      while ((done = rs_track_builder_pop (builder, FALSE)))
        {
          finish_job (load, done);
          rs_track_job_free (done);
        }
    }
  while (builder && (done = rs_track_builder_pop (builder, TRUE)))
    {
      finish_job (load, done);
      rs_track_job_free (done);
    }
  return TRUE;
}

/* Makes a file of what has no entry yet, if it is worth one. */
static void
begin_file (Load *load, guint64 n_fixes)
{
  RsTrackLoader *self = load->loader;
  g_autoptr (GError) failure = NULL;

  if (!self->index || n_fixes == 0 || n_fixes < self->large / 2)
    return;
  load->writer = rs_track_index_begin (self->index, self->gap_ms, &failure);
  if (!load->writer)
    g_message ("Tracks are kept in memory: %s", failure->message);
}

static void
end_file (Load *load)
{
  g_autoptr (RsTrackFileWriter) writer = g_steal_pointer (&load->writer);
  g_autoptr (RsTrackFile) file = NULL;
  g_autoptr (GError) failure = NULL;

  if (!writer)
    return;
  file = rs_track_index_end (load->loader->index, writer,
                             (const RsTrackImport *) (gpointer) load->imports->data,
                             load->imports->len, &failure);
  if (!file)
    g_message ("Tracks are kept in memory: %s", failure->message);
}

/* After this every vessel has an entry. What a file was to take and did not is made once more, in memory. */
static gboolean
make_entries (Load *load, RsDatabase *database, GHashTable *parts, GError **error)
{
  RsTrackLoader *self = load->loader;

  for (guint pass = 0; pass < 2; pass++)
    {
      g_autoptr (RsTrackBuilder) builder = NULL;
      g_autoptr (GPtrArray) jobs = find_jobs (load, parts, error);
      guint64 n;

      if (!jobs)
        return FALSE;
      n = count_fixes (jobs);
      if (pass == 0 && self->index && n >= self->large / 2
          && rs_track_index_is_crumbled (self->index))
        {
          /* One file of all instead of one more. */
          rs_track_index_clear (self->index);
          g_hash_table_remove_all (self->entries);
          g_clear_pointer (&jobs, g_ptr_array_unref);
          jobs = find_jobs (load, parts, error);
          if (!jobs)
            return FALSE;
          n = count_fixes (jobs);
        }
      if (pass == 0)
        begin_file (load, n);
      load->n_made = load->n_told = 0;
      load->n_to_make = n;
      if (n >= FEW_FIXES)
        builder = rs_track_builder_new (self->gap_ms);
      if (!run_jobs (load, database, jobs, builder, error))
        {
          g_clear_pointer (&load->writer, rs_track_file_writer_free);
          return FALSE;
        }
      end_file (load);
    }
  return TRUE;
}

static void
open_index (Load *load, GHashTable *parts)
{
  RsTrackLoader *self = load->loader;
  GHashTableIter iter;
  gpointer value;
  guint64 n = 0;

  if (self->index || !self->cache_folder || !parts)
    return;
  g_hash_table_iter_init (&iter, parts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    for (guint i = 0; i < ((GArray *) value)->len; i++)
      n += (guint64) MAX (g_array_index ((GArray *) value, RsTrackPart, i).n, 0);
  if (n >= self->large)
    self->index = rs_track_index_new (self->cache_folder, self->case_path);
}

/* Changes a number of flagged fixes that an import says of itself; a damaged file's may be any. */
static void
add_to_count (guint64 *count, gint32 change)
{
  if (change < 0 && *count < (guint64) -(gint64) change)
    *count = 0;
  else
    *count += (guint64) (gint64) change;
}

/* The imports' numbers of flagged fixes become what the tracks have. */
static void
count_changes (GPtrArray *imports, const GArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const RsTrackPart *part = &g_array_index (parts, RsTrackPart, i);
      RsImport *import = part->index >= 0 && part->index < imports->len
                             ? g_ptr_array_index (imports, (guint) part->index)
                             : NULL;

      if (!import)
        continue;
      add_to_count (&import->n_flagged[g_bit_nth_lsf (RS_FIX_DUPLICATE, -1)], part->n_duplicate);
      add_to_count (&import->n_flagged[g_bit_nth_lsf (RS_FIX_TOO_FAST, -1)], part->n_too_fast);
    }
}

gboolean
rs_track_loader_load (RsTrackLoader *self, RsDatabase *database, gboolean with_fixes,
                      RsSnapshot *snapshot, GPtrArray *problems, GError **error)
{
  g_autoptr (GArray) imports = g_array_new (FALSE, FALSE, sizeof (RsTrackImport));
  g_autoptr (GHashTable) parts = NULL;
  Load load = { .loader = self, .snapshot = snapshot, .problems = problems, .imports = imports };
  GError *failure = NULL;

  if (self->gap_ms != snapshot->gap_ms)
    g_hash_table_remove_all (self->entries);
  self->gap_ms = snapshot->gap_ms;
  if (with_fixes)
    parts = read_parts (&load, database, &failure);
  if (failure && !rs_store_note_problem (problems, failure, error))
    return FALSE;
  if (parts)
    count_running (&load, parts);
  list_imports (&load);
  open_index (&load, parts);
  if (!make_entries (&load, database, parts, error))
    return FALSE;
  for (guint i = 0; i < snapshot->vessels->len; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, i);
      const Entry *entry = g_hash_table_lookup (self->entries, &vessel->id);

      g_ptr_array_add (snapshot->tracks, rs_track_ref (entry->track));
      count_changes (snapshot->imports, entry->parts);
      for (guint j = 0; j < entry->gaps->len; j++)
        g_ptr_array_add (snapshot->events, rs_event_copy (g_ptr_array_index (entry->gaps, j)));
    }
  return TRUE;
}

/* Tracks of vessels that are gone are not kept. */
void
rs_track_loader_drop_stale (RsTrackLoader *self, const RsSnapshot *snapshot)
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

