/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-case.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>

#include "ais/mmsi.h"
#include "store/import-writer.h"

#define SEED 20240307
#define MAX_VESSELS 10000
#define FIXES_PER_VESSEL 1000

static guint
get_n_vessels (guint64 n_fixes)
{
  return (guint) CLAMP (n_fixes / FIXES_PER_VESSEL, 1, MAX_VESSELS);
}

/* Ships between random places of the Sea of Japan, a fix each minute, a seventh of them at rest. */
static void
make_fixes (GRand *rand, RsFix *fixes, guint n)
{
  double lat_deg = g_rand_double_range (rand, 34, 47), lon_deg = g_rand_double_range (rand, 128, 142);
  double course = g_rand_double_range (rand, 0, 2 * G_PI);
  guint phase = (guint) g_rand_int_range (rand, 0, 2000);
  gint64 t_ms = BENCH_START_MS + g_rand_int_range (rand, 0, 60) * G_GINT64_CONSTANT (1000);

  for (guint i = 0; i < n; i++)
    {
      gboolean rests = (i + phase) % 2000 < 300;
      double step_deg = rests ? 0.00001 : 0.003;

      if (lat_deg < 34 || lat_deg > 47 || lon_deg < 128 || lon_deg > 142)
        course = atan2 (135 - lon_deg, 40.5 - lat_deg);
      course += g_rand_double_range (rand, -0.02, 0.02);
      lat_deg += step_deg * cos (course);
      lon_deg += step_deg * 1.3 * sin (course);
      t_ms += RS_MINUTE_MS + g_rand_int_range (rand, -3, 4) * 1000;
      fixes[i] = (RsFix){
        .t_ms = t_ms,
        .lat_e7 = rs_e7_from_deg (lat_deg),
        .lon_e7 = rs_e7_from_deg (lon_deg),
        .line = i + 1,
        .sog_dkn = rests ? 0 : 110,
        .cog_ddeg = (guint16) ((gint) (course * 1800 / G_PI + 36000) % 3600),
        .heading_deg = RS_HEADING_NONE,
        .nav_status = RS_NAV_STATUS_NONE,
      };
    }
}

/* What the ship of number @i of a fleet says of itself. */
static void
describe_vessel (RsIdentity *identity, guint i)
{
  static const char *const words[] = { "Amur", "Blue", "Coral", "Dalny", "East", "Fortune", "Gold", "Hana" };
  static const gint16 types[] = { 30, 31, 37, 52, 60, 70, 80, 89 };

  g_free (identity->name);
  identity->name = g_strdup_printf ("%s %s %u", words[i % 8], words[i / 8 % 8], i);
  identity->ship_type = types[i / 64 % 8];
  identity->dim_a_m = (guint16) (10 + i % 200);
  identity->dim_b_m = (guint16) (5 + i % 40);
}

/* @is_fleet: of many countries, kinds and lengths, and with names */
static void
make_case (const char *path, guint n_vessels, guint n_each, gboolean is_fleet)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (RsImport) import = rs_import_new ();
  g_autoptr (RsIdentity) identity = rs_identity_new ();
  g_autoptr (RsImportWriter) writer = NULL;
  g_autoptr (GError) error = NULL;
  RsStore *store = rs_store_create (path, "Bench", &error);
  g_autofree RsFix *fixes = g_new (RsFix, MAX (n_each, 1));
  RsImportSummary summary;

  g_assert_no_error (error);
  if (n_each > 0)
    {
      writer = rs_import_writer_new (store);
      g_free (import->file_name);
      import->file_name = g_strdup ("bench.csv");
      g_free (import->sha256);
      import->sha256 = g_strnfill (64, 'a');
      rs_import_writer_begin_file (writer, import, &error);
      g_assert_no_error (error);
    }
  for (guint i = 0; n_each > 0 && i < n_vessels; i++)
    {
      RsImportVessel vessel;
      guint32 mmsi = is_fleet ? 205000001 + i * 5000 : 273000001 + i;

      make_fixes (rand, fixes, n_each);
      rs_import_writer_get_vessel_by_mmsi (writer, mmsi, &vessel, &error);
      g_assert_no_error (error);
      if (is_fleet)
        {
          rs_import_writer_set_flag (writer, vessel, rs_mmsi_get_country (mmsi));
          describe_vessel (identity, i);
          rs_import_writer_add_static (writer, vessel, identity, fixes[0].t_ms, &error);
        }
      rs_import_writer_add_fixes (writer, vessel, fixes, n_each, &error);
      g_assert_no_error (error);
    }
  if (n_each > 0)
    {
      rs_import_writer_end_file (writer, (gint64) n_vessels * n_each, &summary, &error);
      rs_import_writer_finish (writer, "Import bench.csv", &error);
    }
  g_assert_no_error (error);
  g_clear_pointer (&writer, rs_import_writer_free);
  rs_store_free (store);
}

void
bench_make_case (const char *path, guint64 n_fixes)
{
  guint n_vessels = get_n_vessels (n_fixes);

  make_case (path, n_vessels, (guint) (n_fixes / n_vessels), FALSE);
}

void
bench_make_fleet (const char *path, guint n_vessels, guint n_each)
{
  make_case (path, n_vessels, n_each, TRUE);
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
  g_remove (path);
}

char *
bench_open_folder (void)
{
  const char *kept = g_getenv ("RS_BENCH_FOLDER");
  char *folder = kept ? g_strdup (kept) : g_dir_make_tmp ("roadstead-bench-XXXXXX", NULL);

  g_mkdir_with_parents (folder, 0700);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  return folder;
}

void
bench_close_folder (const char *folder)
{
  if (!g_getenv ("RS_BENCH_FOLDER"))
    remove_tree (folder);
}
