/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The indices against the plainest answer: look at every fix. */
#include "store/query-fixes.h"

#include <glib/gstdio.h>

#include "store/import-writer.h"

#define N_VESSELS 5
#define N_FIXES 9000

typedef struct
{
  char *folder;
  char *path;
  RsStore *store;
  GRand *rand;
  RsFix fixes[N_FIXES];
  guint32 mmsis[N_FIXES];
} Fixture;

/* Ships around 180 degrees and elsewhere, in a file without order. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsImport) import = rs_import_new ();
  RsImportWriter *writer;

  fixture->rand = g_rand_new_with_seed (31);
  fixture->folder = g_dir_make_tmp ("roadstead-query-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "a.roadstead", NULL);
  fixture->store = rs_store_create (fixture->path, "A", &error);
  g_assert_no_error (error);
  writer = rs_import_writer_new (fixture->store);
  g_assert_true (rs_import_writer_begin_file (writer, import, &error));
  for (guint i = 0; i < N_FIXES; i++)
    {
      RsFix *fix = &fixture->fixes[i];
      guint32 mmsi = (guint32) g_rand_int_range (fixture->rand, 1, N_VESSELS + 1);
      double width = mmsi == 1 ? 1 : 40;
      RsImportVessel vessel;

      fix->t_ms = (gint64) g_rand_int_range (fixture->rand, 0, 10000) * 1000;
      fix->lat_e7 = rs_e7_from_deg (g_rand_double_range (fixture->rand, -10, 60));
      fix->lon_e7 = rs_e7_from_deg (
        rs_lon_wrap ((mmsi < 4 ? 180 : 130) + g_rand_double_range (fixture->rand, -width, width)));
      fix->line = i + 1;
      fixture->mmsis[i] = mmsi;
      g_assert_true (rs_import_writer_get_vessel_by_mmsi (writer, mmsi, &vessel, &error));
      g_assert_true (rs_import_writer_add_fixes (writer, vessel, fix, 1, &error));
    }
  g_assert_true (rs_import_writer_end_file (writer, N_FIXES, NULL, &error));
  g_assert_true (rs_import_writer_finish (writer, "Import", &error));
  rs_import_writer_free (writer);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  rs_store_free (fixture->store);
  g_rand_free (fixture->rand);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

typedef struct
{
  const RsFixQuery *query;
  GHashTable *lines; /* line number to vessel id */
  gint64 last_vessel;
  guint n_calls;
  guint stop_after;
} Answer;

static gboolean
take (gint64 vessel_id, const RsFix *fixes, guint n, gpointer user_data)
{
  Answer *answer = user_data;

  g_assert_cmpint (vessel_id, >, answer->last_vessel);
  g_assert_cmpuint (n, >, 0);
  answer->last_vessel = vessel_id;
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (i == 0 || fixes[i].t_ms >= fixes[i - 1].t_ms);
      g_assert_true (g_hash_table_insert (answer->lines, GUINT_TO_POINTER (fixes[i].line),
                                          GINT_TO_POINTER ((gint) vessel_id)));
    }
  return ++answer->n_calls != answer->stop_after;
}

static gboolean
is_odd (gint64 vessel_id, gconstpointer data)
{
  return vessel_id % 2 == 1;
}

static gboolean
ask (RsDatabase *database, gpointer user_data, GError **error)
{
  Answer *answer = user_data;

  return rs_query_fixes (database, answer->query, take, answer, error);
}

static gboolean
is_wanted (const Fixture *fixture, const RsFixQuery *query, guint i)
{
  const RsFix *fix = &fixture->fixes[i];
  double lat = rs_deg_from_e7 (fix->lat_e7), lon = rs_deg_from_e7 (fix->lon_e7);

  if ((query->from_ms != RS_TIME_NONE && fix->t_ms < query->from_ms)
      || (query->to_ms != RS_TIME_NONE && fix->t_ms > query->to_ms))
    return FALSE;
  if (!query->has_box)
    return TRUE;
  if (lat < query->south_deg || lat > query->north_deg)
    return FALSE;
  return query->west_deg <= query->east_deg ? lon >= query->west_deg && lon <= query->east_deg
                                            : lon >= query->west_deg || lon <= query->east_deg;
}

static void
test_random_queries (Fixture *fixture, gconstpointer data)
{
  gsize total = 0;

  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GHashTable) lines = g_hash_table_new (NULL, NULL);
      RsFixQuery query;
      Answer answer = { .query = &query, .lines = lines };
      guint n_wanted = 0;

      rs_fix_query_init (&query);
      if (round % 3)
        query.from_ms = g_rand_int_range (fixture->rand, 0, 10000) * RS_SECOND_MS;
      if (round % 4)
        query.to_ms = g_rand_int_range (fixture->rand, 0, 10000) * RS_SECOND_MS;
      if (round % 5)
        {
          query.has_box = TRUE;
          query.west_deg = rs_deg_from_e7 (g_rand_int_range (fixture->rand, -1800000000, 1800000000));
          query.east_deg = rs_deg_from_e7 (g_rand_int_range (fixture->rand, -1800000000, 1800000000));
          query.south_deg = rs_deg_from_e7 (g_rand_int_range (fixture->rand, -100000000, 300000000));
          query.north_deg = rs_deg_from_e7 (g_rand_int_range (fixture->rand, 300000000, 600000000));
        }
      g_assert_true (rs_store_read (fixture->store, NULL, ask, &answer, &error));
      g_assert_no_error (error);
      for (guint i = 0; i < N_FIXES; i++)
        {
          gboolean wanted = is_wanted (fixture, &query, i);

          g_assert_cmpint (g_hash_table_contains (lines, GUINT_TO_POINTER (i + 1)), ==, wanted);
          n_wanted += wanted;
        }
      g_assert_cmpuint (g_hash_table_size (lines), ==, n_wanted);
      total += n_wanted;
    }
  g_test_message ("%" G_GSIZE_FORMAT " fixes found", total);
}

static void
test_vessel_and_stop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) lines = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) some = g_hash_table_new (NULL, NULL);
  RsFixQuery query;
  Answer answer = { .query = &query, .lines = lines };
  Answer stopped = { .query = &query, .lines = some, .stop_after = 2 };
  guint n = 0;
  guint32 mmsi = 0;

  rs_fix_query_init (&query);
  query.vessel_id = 2;
  query.has_box = TRUE;
  query.west_deg = -180;
  query.east_deg = 180;
  query.south_deg = -90;
  query.north_deg = 90;
  g_assert_true (rs_store_read (fixture->store, NULL, ask, &answer, NULL));
  g_assert_cmpuint (answer.n_calls, ==, 1);
  for (guint i = 0; i < N_FIXES; i++)
    if (g_hash_table_contains (lines, GUINT_TO_POINTER (i + 1)))
      {
        mmsi = n++ == 0 ? fixture->mmsis[i] : mmsi;
        g_assert_cmpuint (fixture->mmsis[i], ==, mmsi);
      }
  g_assert_cmpuint (n, >, 0);
  query.vessel_id = 0;
  g_assert_true (rs_store_read (fixture->store, NULL, ask, &stopped, NULL));
  g_assert_cmpuint (stopped.n_calls, ==, 2);
}

/* Of some of the vessels: what others have is not even read. */
static void
test_some_vessels (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) all = g_hash_table_new (NULL, NULL), some = g_hash_table_new (NULL, NULL);
  RsFixQuery query;
  Answer everything = { .query = &query, .lines = all }, answer = { .query = &query, .lines = some };
  g_autoptr (GError) error = NULL;
  sqlite3 *raw;

  rs_fix_query_init (&query);
  g_assert_true (rs_store_read (fixture->store, NULL, ask, &everything, NULL));
  g_assert_cmpint (sqlite3_open (fixture->path, &raw), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (raw, "UPDATE fix_block SET content = x'00' WHERE vessel_id % 2 = 0",
                                 NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (raw);
  query.has_vessel = is_odd;
  g_assert_true (rs_store_read (fixture->store, NULL, ask, &answer, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (answer.n_calls, ==, (N_VESSELS + 1) / 2);
  for (guint i = 0; i < N_FIXES; i++)
    {
      gint id = GPOINTER_TO_INT (g_hash_table_lookup (all, GUINT_TO_POINTER (i + 1)));

      g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (some, GUINT_TO_POINTER (i + 1))), ==,
                       id % 2 == 1 ? id : 0);
    }
  query.has_vessel = NULL;
  everything.last_vessel = 0;
  g_hash_table_remove_all (all);
  g_assert_false (rs_store_read (fixture->store, NULL, ask, &everything, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/query-fixes/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("random", test_random_queries);
  ADD ("vessel-and-stop", test_vessel_and_stop);
  ADD ("some-vessels", test_some_vessels);
  return g_test_run ();
}
