/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tracks that lie in files are those that are held in memory, and are made again when they are not. */
#include "store/snapshot-loader.h"

#include <glib/gstdio.h>
#include <string.h>

#include "case/filter-fixes.h"
#include "model/level.h"
#include "replay/clock.h"
#include "replay/density.h"
#include "replay/position.h"
#include "store/import-writer.h"
#include "store/track-file-private.h"
#include "store/track-file-writer.h"

#define SEED 20231117
#define SHIP 273000001
#define SHARED 273000002
#define COMPUTED 273000003

typedef struct
{
  char *folder, *path, *cache;
  RsStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("roadstead-tracks-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "a.roadstead", NULL);
  fixture->cache = g_build_filename (fixture->folder, "cache", NULL);
  fixture->store = rs_store_create (fixture->path, "A", &error);
  g_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  rs_store_free (fixture->store);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->cache);
}

static void
begin (RsImportWriter *writer, char letter)
{
  g_autoptr (RsImport) import = rs_import_new ();
  g_autoptr (GError) error = NULL;

  g_free (import->file_name);
  import->file_name = g_strdup_printf ("%c.csv", letter);
  g_free (import->sha256);
  import->sha256 = g_strnfill (64, letter);
  import->t_ms = letter;
  rs_import_writer_begin_file (writer, import, &error);
  g_assert_no_error (error);
}

/* @n fixes of a ship that sails about a place, with pauses of more than the gap and the segment. */
static void
add_walk (RsImportWriter *writer, guint32 mmsi, GRand *rand, double lat_deg, double lon_deg, guint n,
          gint64 t_ms, RsProvenance provenance)
{
  g_autoptr (GError) error = NULL;
  RsImportVessel vessel;

  rs_import_writer_get_vessel_by_mmsi (writer, mmsi, &vessel, &error);
  for (guint i = 0; i < n; i++)
    {
      RsFix fix = { .line = i + 1, .sog_dkn = 80, .cog_ddeg = RS_COG_NONE,
                    .heading_deg = RS_HEADING_NONE, .nav_status = RS_NAV_STATUS_NONE,
                    .provenance = provenance };

      t_ms += i % 500 == 499 ? 3 * RS_HOUR_MS : i % 1700 == 1699 ? 9 * RS_HOUR_MS : RS_MINUTE_MS;
      lat_deg += g_rand_double_range (rand, -0.002, 0.002);
      lon_deg += g_rand_double_range (rand, -0.002, 0.002);
      fix.t_ms = t_ms;
      fix.lat_e7 = rs_e7_from_deg (lat_deg);
      fix.lon_e7 = rs_e7_from_deg (rs_lon_wrap (lon_deg));
      fix.flags = i % 777 == 776 ? RS_FIX_ON_LAND : 0;
      rs_import_writer_add_fixes (writer, vessel, &fix, 1, &error);
      g_assert_no_error (error);
    }
}

/* One ship; a number that two ships share, across 180 degrees; a computed line. */
static void
import (Fixture *fixture, char letter, guint seed)
{
  g_autoptr (RsImportWriter) writer = rs_import_writer_new (fixture->store);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GError) error = NULL;
  RsImportSummary summary;

  begin (writer, letter);
  add_walk (writer, SHIP, rand, 42, 133, 2400, (gint64) seed * 1000, RS_OBSERVED);
  add_walk (writer, SHARED, rand, 10, 179.99, 800, 0, RS_OBSERVED);
  add_walk (writer, SHARED, rand, -30, 20, 1000, 7000, RS_OBSERVED);
  add_walk (writer, COMPUTED, rand, 50, -1, 70, 0, RS_RECONSTRUCTED);
  rs_import_writer_end_file (writer, 4270, &summary, &error);
  g_assert_no_error (error);
  rs_import_writer_finish (writer, "Import a file", &error);
  g_assert_no_error (error);
}

static RsSnapshot *
load (Fixture *fixture, gboolean keep)
{
  RsSnapshotLoader *loader = rs_snapshot_loader_new (fixture->store);
  g_autoptr (GError) error = NULL;
  RsSnapshot *snapshot;

  if (keep)
    rs_snapshot_loader_keep_tracks (loader, fixture->cache, 1000);
  snapshot = rs_snapshot_loader_load (loader, 1, &error);
  g_assert_no_error (error);
  rs_snapshot_loader_free (loader);
  return snapshot;
}

/* Folders of sets of the case; (transfer full) of char*. */
static GPtrArray *
list_sets (Fixture *fixture)
{
  GPtrArray *sets = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) root = g_dir_open (fixture->cache, 0, NULL);
  const char *name;

  while (root && (name = g_dir_read_name (root)))
    {
      g_autofree char *path = g_build_filename (fixture->cache, name, NULL);
      g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

      while ((name = g_dir_read_name (folder)))
        g_ptr_array_add (sets, g_build_filename (path, name, NULL));
    }
  return sets;
}

static void
assert_same_levels (RsTrack *kept, RsTrack *stored)
{
  g_assert_cmpuint (kept->n_levels, ==, 0);
  g_assert_cmpuint (stored->n_levels, ==, RS_LEVEL_MAX_STORED_ZOOM + 1);
  g_assert_null (rs_level_new_stored (stored, RS_LEVEL_MAX_STORED_ZOOM + 1));
  for (guint zoom = 0; zoom <= RS_LEVEL_MAX_STORED_ZOOM; zoom++)
    {
      g_autoptr (RsLevel) a = rs_level_new (kept, zoom), b = rs_level_new_stored (stored, zoom);

      g_assert_cmpmem (a->points, a->n_points * sizeof *a->points, b->points,
                       b->n_points * sizeof *b->points);
      g_assert_cmpmem (a->chunks, a->n_chunks * sizeof *a->chunks, b->chunks,
                       b->n_chunks * sizeof *b->chunks);
      {
        g_autoptr (RsKnots) c = rs_knots_new (kept, a), d = rs_knots_new_stored (stored, zoom);

        g_assert_cmpuint (c->n, >, 0);
        g_assert_cmpmem (c->knots, c->n * sizeof *c->knots, d->knots, d->n * sizeof *d->knots);
      }
    }
}

static void
assert_same_track (const RsTrack *a, const RsTrack *b)
{
  g_assert_cmpmem (a->fixes, a->n * sizeof *a->fixes, b->fixes, b->n * sizeof *b->fixes);
  g_assert_cmpint (a->from_ms, ==, b->from_ms);
  g_assert_cmpint (a->to_ms, ==, b->to_ms);
  g_assert_true (a->west_deg == b->west_deg && a->east_deg == b->east_deg
                 && a->south_deg == b->south_deg && a->north_deg == b->north_deg);
  g_assert_cmpuint (a->n_not_observed, ==, b->n_not_observed);
  g_assert_cmpuint (a->provenances, ==, b->provenances);
  g_assert_cmpuint (a->n_segments, ==, b->n_segments);
  g_assert_cmpint (a->segments == NULL, ==, b->segments == NULL);
  if (a->segments)
    g_assert_cmpmem (a->segments, a->n * sizeof (guint32), b->segments, b->n * sizeof (guint32));
  g_assert_cmpint (a->whole == NULL, ==, b->whole == NULL);
  if (a->whole)
    g_assert_cmpmem (a->whole, a->n * sizeof (guint32), b->whole, b->n * sizeof (guint32));
  g_assert_cmpuint (a->n_suspects, ==, b->n_suspects);
  if (a->n_suspects > 0)
    g_assert_cmpmem (a->suspects, a->n_suspects * sizeof (RsSuspect), b->suspects,
                     b->n_suspects * sizeof (RsSuspect));
  for (gint64 t_ms = a->from_ms - RS_HOUR_MS; t_ms < a->to_ms + RS_HOUR_MS; t_ms += 977777)
    {
      g_assert_cmpint (rs_track_find (a, t_ms), ==, rs_track_find (b, t_ms));
      g_assert_cmpint (rs_track_has_fix (a, t_ms, t_ms + 60000), ==,
                       rs_track_has_fix (b, t_ms, t_ms + 60000));
    }
  for (guint i = 0; i < a->n; i++)
    g_assert_cmpint (rs_track_find (a, a->fixes[i].t_ms), ==, rs_track_find (b, a->fixes[i].t_ms));
}

static void
assert_same (RsSnapshot *kept, RsSnapshot *stored)
{
  g_autoptr (RsActivity) moves = rs_activity_new (kept, NULL);
  g_autoptr (RsActivity) stored_moves = rs_activity_new (stored, NULL);
  guint32 counts[100], inferred[100], stored_counts[100], stored_inferred[100];

  g_assert_cmpuint (kept->tracks->len, ==, stored->tracks->len);
  g_assert_cmpuint (kept->n_fixes, ==, stored->n_fixes);
  g_assert_cmpuint (kept->hulls->len, ==, stored->hulls->len);
  for (guint i = 0; i < kept->tracks->len; i++)
    {
      const RsTrack *a = kept->tracks->pdata[i], *b = stored->tracks->pdata[i];

      g_assert_null (rs_track_get_storage (a));
      g_assert_nonnull (rs_track_get_storage (b));
      assert_same_track (a, b);
      g_assert_cmpuint (a->n_hulls, ==, b->n_hulls);
      for (guint k = 0; rs_track_get_part (a, k); k++)
        assert_same_track (rs_track_get_part (a, k), rs_track_get_part (b, k));
      g_assert_cmpint (rs_track_get_part (a, 1) == NULL, ==, rs_track_get_part (b, 1) == NULL);
    }
  for (guint i = 0; i < kept->hulls->len; i++)
    assert_same_levels (kept->hulls->pdata[i], stored->hulls->pdata[i]);
  for (guint i = 0; i < kept->imports->len; i++)
    {
      const RsImport *a = kept->imports->pdata[i], *b = stored->imports->pdata[i];

      g_assert_cmpmem (a->n_flagged, sizeof a->n_flagged, b->n_flagged, sizeof b->n_flagged);
    }
  g_assert_cmpuint (kept->events->len, ==, stored->events->len);
  for (guint i = 0; i < kept->events->len; i++)
    {
      const RsEvent *a = kept->events->pdata[i], *b = stored->events->pdata[i];

      g_assert_cmpint (a->from_ms, ==, b->from_ms);
      g_assert_cmpstr (a->title, ==, b->title);
      g_assert_cmpstr (a->detail, ==, b->detail);
    }
  g_assert_cmpint (rs_activity_get_length (moves), ==, rs_activity_get_length (stored_moves));
  rs_density_count (kept, NULL, kept->from_ms, kept->to_ms, 100, counts, inferred);
  rs_density_count (stored, NULL, kept->from_ms, kept->to_ms, 100, stored_counts, stored_inferred);
  g_assert_cmpmem (counts, sizeof counts, stored_counts, sizeof stored_counts);
  g_assert_cmpmem (inferred, sizeof inferred, stored_inferred, sizeof stored_inferred);
}

static void
test_same (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsSnapshot) kept = NULL, made = NULL, found = NULL;
  g_autoptr (GPtrArray) first = NULL, second = NULL;

  import (fixture, 'a', SEED);
  kept = load (fixture, FALSE);
  made = load (fixture, TRUE);
  first = list_sets (fixture);
  found = load (fixture, TRUE);
  second = list_sets (fixture);
  g_assert_cmpuint (kept->n_fixes, ==, 4270);
  g_assert_cmpuint (first->len, ==, 1);
  g_assert_cmpuint (second->len, ==, 1);
  g_assert_cmpstr (first->pdata[0], ==, second->pdata[0]);
  assert_same (kept, made);
  assert_same (kept, found);
}

/* What one scan let go is there again for the next. */
static void
test_forget (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsSnapshot) kept = NULL, stored = NULL;

  import (fixture, 'a', SEED);
  kept = load (fixture, FALSE);
  stored = load (fixture, TRUE);
  for (guint i = 0; i < stored->tracks->len; i++)
    rs_track_forget (stored->tracks->pdata[i]);
  assert_same (kept, stored);
}

/* A second import makes the tracks stale that it adds to; undoing it makes the first file right again. */
static void
test_stale (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) sets = NULL;
  g_autoptr (GError) error = NULL;

  import (fixture, 'a', SEED);
  rs_snapshot_unref (load (fixture, TRUE));
  import (fixture, 'b', SEED + 1);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (RsSnapshot) kept = load (fixture, FALSE), stored = load (fixture, TRUE);

      g_assert_cmpuint (kept->n_fixes, ==, 2 * 4270);
      assert_same (kept, stored);
    }
  sets = list_sets (fixture);
  g_assert_cmpuint (sets->len, ==, 2);
  g_assert_true (rs_store_undo (fixture->store, &error));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (RsSnapshot) kept = load (fixture, FALSE), stored = load (fixture, TRUE);

      g_assert_cmpuint (kept->n_fixes, ==, 4270);
      assert_same (kept, stored);
    }
  g_clear_pointer (&sets, g_ptr_array_unref);
  sets = list_sets (fixture);
  g_assert_cmpuint (sets->len, ==, 2);
}

/* Several programs that open the case for the first time at once make a set each: one stays. */
static void
test_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsSnapshot) kept = NULL, first = NULL, second = NULL, found = NULL;
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_autofree char *aside = g_build_filename (fixture->folder, "aside", NULL);

  import (fixture, 'a', SEED);
  kept = load (fixture, FALSE);
  first = load (fixture, TRUE);
  before = list_sets (fixture);
  g_assert_cmpuint (before->len, ==, 1);
  g_assert_cmpint (g_rename (before->pdata[0], aside), ==, 0);
  second = load (fixture, TRUE);
  {
    g_autofree char *folder = g_path_get_dirname (before->pdata[0]);
    g_autofree char *other = g_build_filename (folder, "0002", NULL);

    g_assert_cmpint (g_rename (aside, other), ==, 0);
  }
  found = load (fixture, TRUE);
  after = list_sets (fixture);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpstr (after->pdata[0], ==, before->pdata[0]);
  assert_same (kept, found);
  /* Who has the one that went still sees it. */
  assert_same (kept, first);
}

/* More and more files become one. */
static void
test_crumbs (Fixture *fixture, gconstpointer data)
{
  guint most = 0;

  for (char letter = 'a'; letter < 'g'; letter++)
    {
      g_autoptr (RsSnapshot) kept = NULL, stored = NULL;
      g_autoptr (GPtrArray) sets = NULL;

      import (fixture, letter, SEED + (guint) letter);
      kept = load (fixture, FALSE);
      stored = load (fixture, TRUE);
      assert_same (kept, stored);
      sets = list_sets (fixture);
      most = MAX (most, sets->len);
    }
  g_assert_cmpuint (most, ==, 4);
}

/* Cut off, of another version, or half gone: it is made again. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const char *const NAMES[] = { "index", "fixes", "side", "blocks", "level-07" };
  g_autoptr (RsSnapshot) kept = NULL;

  import (fixture, 'a', SEED);
  kept = load (fixture, FALSE);
  rs_snapshot_unref (load (fixture, TRUE));
  for (guint i = 0; i < 3 * G_N_ELEMENTS (NAMES); i++)
    {
      g_autoptr (GPtrArray) sets = list_sets (fixture);
      g_autoptr (RsSnapshot) stored = NULL;
      g_autofree char *path = NULL, *text = NULL;
      gsize size;

      g_assert_cmpuint (sets->len, ==, 1);
      path = g_build_filename (sets->pdata[0], NAMES[i / 3], NULL);
      g_assert_true (g_file_get_contents (path, &text, &size, NULL));
      if (i % 3 == 0)
        g_unlink (path);
      else if (i % 3 == 1)
        g_assert_true (g_file_set_contents (path, text, (gssize) size - 8, NULL));
      else if (i / 3 > 0)
        g_assert_true (g_file_set_contents (path, "", 0, NULL));
      else
        {
          text[8]++; /* the version */
          g_assert_true (g_file_set_contents (path, text, (gssize) size, NULL));
        }
      stored = load (fixture, TRUE);
      assert_same (kept, stored);
    }
}

/* Any one wrong bit of the index is seen. */
static void
test_index_bits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) sets = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (RsTrackFile) file = NULL;
  g_autofree char *path = NULL, *text = NULL;
  gsize size;

  import (fixture, 'a', SEED);
  rs_snapshot_unref (load (fixture, TRUE));
  sets = list_sets (fixture);
  path = g_build_filename (sets->pdata[0], "index", NULL);
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  for (guint i = 0; i < 200; i++)
    {
      gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) size);
      char bit = (char) (1 << g_rand_int_range (rand, 0, 8));

      text[at] ^= bit;
      g_assert_true (g_file_set_contents_full (path, text, (gssize) size, G_FILE_SET_CONTENTS_NONE,
                                               0600, NULL));
      g_assert_null (rs_track_file_open (sets->pdata[0], NULL));
      text[at] ^= bit;
    }
  g_assert_true (g_file_set_contents_full (path, text, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600,
                                           NULL));
  file = rs_track_file_open (sets->pdata[0], NULL);
  g_assert_nonnull (file);
  /* What others could have written is not believed. */
  g_assert_cmpint (g_chmod (path, 0666), ==, 0);
  g_assert_null (rs_track_file_open (sets->pdata[0], NULL));
}

/* Bytes of files that this process has in memory. */
static gsize
get_resident (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) fields = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  fields = g_strsplit (text, " ", -1);
  return (gsize) g_ascii_strtoull (fields[2], NULL, 10) * 4096;
}

/* (transfer full): a set with one ship that lies still for @n minutes. */
static RsTrackFile *
write_long_track (Fixture *fixture, guint n)
{
  const RsTrackPart part = { 1, 0, n, 0, 0 };
  const RsTrackImport imported = { 1, 0, "" };
  RsFix *fixes = g_new0 (RsFix, n);
  g_autoptr (RsTrack) track = NULL;
  g_autoptr (RsTrackExtract) extract = NULL;
  g_autoptr (RsTrackFileWriter) writer = NULL;
  g_autoptr (GError) error = NULL;
  RsTrackFile *file;

  for (guint i = 0; i < n; i++)
    {
      fixes[i].t_ms = i * RS_MINUTE_MS;
      fixes[i].sog_dkn = 1;
    }
  track = rs_track_new (SHIP, fixes, n, RS_HOUR_MS);
  extract = rs_track_extract_new (track, RS_HOUR_MS);
  g_assert_cmpint (g_mkdir (fixture->cache, 0700), ==, 0);
  writer = rs_track_file_writer_new (fixture->cache, fixture->path, RS_HOUR_MS, &error);
  g_assert_no_error (error);
  rs_track_file_writer_add (writer, track, &part, 1, extract, &error);
  g_assert_no_error (error);
  file = rs_track_file_writer_finish (writer, &imported, 1, &error);
  g_assert_no_error (error);
  return file;
}

/* Somebody who looks at all times of a track, of a fix each minute. */
typedef struct
{
  RsTrack *track;
  guint32 seed;
  gsize much; /* bytes */
  guint n_much; /* out: how many of N_LOOKS times more than that was resident */
} Jumper;

#define N_LOOKS 1250
#define JUMPS_PER_LOOK 16

static gpointer
jump_about (gpointer data)
{
  Jumper *self = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (self->seed);

  for (guint i = 0; i < N_LOOKS * JUMPS_PER_LOOK; i++)
    {
      guint at = (guint) g_rand_int_range (rand, 0, (gint32) self->track->n);
      gint hint = (gint) at;
      RsPosition position;

      if (i % 2 == 0)
        g_assert_cmpint (rs_track_find (self->track, at * RS_MINUTE_MS), ==, at);
      else
        {
          rs_position_at (self->track, at * RS_MINUTE_MS, 0, &hint, &position);
          g_assert_cmpint (position.index, ==, at);
        }
      if (i % JUMPS_PER_LOOK == 0)
        self->n_much += get_resident () > self->much;
    }
  return NULL;
}

/* However fast one jumps about in 32 MiB of fixes, few of them stay in memory; also after several did. */
static void
test_room (Fixture *fixture, gconstpointer data)
{
  const guint n = 1 << 20;
  const RsTrackPart part = { 1, 0, n, 0, 0 };
  const RsTrackImport imported = { 1, 0, "" };
  g_autoptr (RsTrackFile) file = write_long_track (fixture, n);
  g_autoptr (RsTrack) track = NULL;
  gsize before = get_resident ();
  RsStoredVessel stored;

  rs_track_files_set_room (4 << 20);
  g_assert_true (rs_track_file_find (file, SHIP, &part, 1, &imported, 1, &stored));
  track = stored.track;
  for (guint round = 0; round < 2; round++)
    {
      Jumper jumpers[4];
      GThread *threads[G_N_ELEMENTS (jumpers)];

      guint least = N_LOOKS;

      /* Whoever sees to it may have to wait for a processor, but not each time. */
      for (guint i = 0; i < 20 && least >= N_LOOKS / 4; i++)
        {
          jumpers[0] = (Jumper){ track, SEED, before + (14 << 20), 0 };
          jump_about (&jumpers[0]);
          least = MIN (least, jumpers[0].n_much);
        }
      g_assert_cmpuint (least, <, N_LOOKS / 4);
      for (guint i = 0; i < G_N_ELEMENTS (jumpers); i++)
        {
          jumpers[i] = (Jumper){ track, SEED + i, 0, 0 };
          threads[i] = g_thread_new ("jumper", jump_about, &jumpers[i]);
        }
      for (guint i = 0; i < G_N_ELEMENTS (jumpers); i++)
        g_thread_join (threads[i]);
    }
  rs_track_files_set_room (0);
}

/* Nor do they after a search through all of them; here for a speed that shares its bit of each block with that of
 * the ship, so that each fix must be looked at. */
static void
test_search_room (Fixture *fixture, gconstpointer data)
{
  const guint n = 1 << 21;
  const RsTrackPart part = { 1, 0, n, 0, 0 };
  const RsTrackImport imported = { 1, 0, "" };
  const RsSpeedRange faster = { 2, 2 };
  /* Half: more would be let go at the end, as all of the track. */
  const RsTimeSpan half = { 0, (n / 2 - 1) * RS_MINUTE_MS };
  g_autoptr (RsTrackFile) file = write_long_track (fixture, n);
  g_autoptr (RsTrack) track = NULL;
  gsize before = get_resident ();
  RsFixTest wanted = { NULL }, unwanted = { NULL };
  RsFixSearch search = { .wanted = &wanted, .unwanted = &unwanted };
  RsStoredVessel stored;

  rs_track_files_set_room (4 << 20);
  g_assert_true (rs_track_file_find (file, SHIP, &part, 1, &imported, 1, &stored));
  track = stored.track;
  g_assert_cmpuint (rs_track_speed_bit (1), ==, rs_track_speed_bit (faster.min_dkn));
  rs_fix_test_init (&wanted, 1);
  rs_fix_test_init (&unwanted, 1);
  g_array_append_val (wanted.speeds, faster);
  g_array_append_val (wanted.spans, half);
  rs_fix_test_seal (&wanted);
  rs_fix_test_seal (&unwanted);
  rs_fix_search_track (&search, track);
  g_assert_false (search.found);
  g_assert_cmpuint (get_resident (), <, before + (14 << 20));
  rs_fix_test_clear (&wanted);
  rs_fix_test_clear (&unwanted);
  rs_track_files_set_room (0);
}

/* A folder that cannot be written: the tracks are in memory. */
static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsSnapshot) kept = NULL, stored = NULL;

  import (fixture, 'a', SEED);
  kept = load (fixture, FALSE);
  g_assert_true (g_file_set_contents (fixture->cache, "no folder", -1, NULL));
  g_test_expect_message ("roadstead", G_LOG_LEVEL_MESSAGE, "Tracks are kept in memory:*");
  stored = load (fixture, TRUE);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (stored->n_fixes, ==, kept->n_fixes);
  g_assert_null (rs_track_get_storage (stored->tracks->pdata[0]));
}

/* What is kept of a case goes when the case is gone. */
static void
test_orphans (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "b.roadstead", NULL);
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;

  import (fixture, 'a', SEED);
  rs_snapshot_unref (load (fixture, TRUE));
  before = list_sets (fixture);
  g_assert_true (rs_store_save_copy (fixture->store, other, &error));
  rs_store_free (fixture->store);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  fixture->store = rs_store_open (other, &error);
  g_assert_no_error (error);
  rs_snapshot_unref (load (fixture, TRUE));
  after = list_sets (fixture);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpstr (before->pdata[0], !=, after->pdata[0]);
}

/* A second import says all of the first again. */
static void
test_repeated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RsSnapshot) kept = NULL, made = NULL, found = NULL;
  const RsImport *first, *second;
  guint n = 0;

  import (fixture, 'a', SEED);
  import (fixture, 'b', SEED);
  kept = load (fixture, FALSE);
  made = load (fixture, TRUE);
  found = load (fixture, TRUE);
  assert_same (kept, made);
  assert_same (kept, found);
  first = found->imports->pdata[0];
  second = found->imports->pdata[1];
  g_assert_cmpuint (first->n_flagged[2], ==, 0);
  /* All but the computed ones. */
  g_assert_cmpuint (second->n_flagged[2], ==, 2400 + 800 + 1000);
  for (guint i = 0; i < found->tracks->len; i++)
    {
      const RsTrack *track = found->tracks->pdata[i];

      for (guint k = 0; k < track->n; k++)
        n += (track->fixes[k].flags & RS_FIX_DUPLICATE) != 0 && track->fixes[k].import == 1;
    }
  g_assert_cmpuint (n, ==, second->n_flagged[2]);
}

typedef struct
{
  guint n_calls;
  guint64 n_done, n_all; /* as it was told last */
  GCancellable *cancel;  /* (nullable): as soon as it is told */
} Watched;

static void
watch_cb (guint64 n_done, guint64 n_all, gpointer user_data)
{
  Watched *watched = user_data;

  g_assert_cmpuint (n_done, >, watched->n_done);
  g_assert_cmpuint (n_done, <=, n_all);
  watched->n_calls++;
  watched->n_done = n_done;
  watched->n_all = n_all;
  g_cancellable_cancel (watched->cancel);
}

static RsSnapshot *
load_watched (Fixture *fixture, Watched *watched, GError **error)
{
  RsSnapshotLoader *loader = rs_snapshot_loader_new (fixture->store);
  const RsLoadWatch watch = { watched->cancel, watch_cb, watched };
  RsSnapshot *snapshot;

  rs_snapshot_loader_keep_tracks (loader, fixture->cache, 1);
  rs_snapshot_loader_watch (loader, &watch);
  snapshot = rs_snapshot_loader_load (loader, 1, error);
  rs_snapshot_loader_free (loader);
  return snapshot;
}

/* Who watches is told how far the files are, and can end it; what was made until then is no file. */
static void
test_watched (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RsSnapshot) kept = NULL, made = NULL, found = NULL;
  g_autoptr (GPtrArray) sets = NULL;
  g_autoptr (GError) error = NULL;
  Watched ended = { .cancel = cancellable }, first = { 0 }, second = { 0 };

  import (fixture, 'a', SEED);
  kept = load (fixture, FALSE);
  g_assert_null (load_watched (fixture, &ended, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (ended.n_calls, ==, 1);
  g_assert_cmpuint (ended.n_done, <, ended.n_all);
  sets = list_sets (fixture);
  g_assert_cmpuint (sets->len, ==, 0);

  made = load_watched (fixture, &first, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first.n_calls, >, 1);
  g_assert_cmpuint (first.n_all, ==, kept->n_fixes);
  assert_same (kept, made);

  found = load_watched (fixture, &second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second.n_calls, ==, 0);
  assert_same (kept, found);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/store/track-index/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (same);
  ADD (forget);
  ADD (stale);
  ADD (repeated);
  ADD (twice);
  ADD (crumbs);
  ADD (damaged);
  ADD (index_bits);
  ADD (room);
  ADD (search_room);
  ADD (no_room);
  ADD (watched);
  ADD (orphans);
  return g_test_run ();
}
