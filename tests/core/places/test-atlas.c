/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/atlas-private.h"
#include "places/coast.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <zstd.h>

static RsAtlas *
open_atlas (void)
{
  g_autoptr (GError) error = NULL;
  RsAtlas *atlas = rs_atlas_open_default (&error);

  g_assert_no_error (error);
  return atlas;
}

static void
test_levels (void)
{
  g_autoptr (RsAtlas) atlas = open_atlas ();
  guint n = rs_atlas_get_n_levels (atlas);

  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpuint (rs_atlas_level_for_zoom (atlas, -1), ==, 0);
  g_assert_cmpuint (rs_atlas_level_for_zoom (atlas, 20), ==, n - 1);
  for (guint i = 1; i < n; i++)
    {
      guint side = rs_atlas_get_cells_per_side (atlas, i);

      g_assert_cmpuint (side & (side - 1), ==, 0);
      g_assert_cmpuint (side, >, rs_atlas_get_cells_per_side (atlas, i - 1));
    }
  for (double zoom = 0; zoom < 12; zoom += 0.25)
    g_assert_cmpuint (rs_atlas_level_for_zoom (atlas, zoom), <=,
                      rs_atlas_level_for_zoom (atlas, zoom + 0.25));
  g_assert_cmpstr (rs_atlas_get_attribution (atlas), !=, "");
}

/* What the header promises of every cell. */
static void
check_cell (const RsAtlasCell *cell)
{
  guint used = 0, last_kind = 0;

  g_assert_true ((cell->ground == RS_CELL_MIXED) == (cell->n_rings + cell->n_borders > 0));
  for (guint i = 0; i < cell->n_rings; i++)
    {
      g_assert_cmpuint (cell->rings[i].first, ==, used);
      g_assert_cmpuint (cell->rings[i].n, >=, 3);
      g_assert_cmpuint (cell->rings[i].kind, >=, last_kind);
      g_assert_cmpuint (cell->rings[i].kind, <=, RS_RING_ISLAND);
      last_kind = cell->rings[i].kind;
      used += cell->rings[i].n;
    }
  for (guint i = 0; i < cell->n_borders; i++)
    {
      g_assert_cmpuint (cell->borders[i].first, ==, used);
      g_assert_cmpuint (cell->borders[i].n, >=, 2);
      used += cell->borders[i].n;
    }
  g_assert_cmpuint (used, ==, cell->n_points);
  for (guint i = 0; i < cell->n_points; i++)
    g_assert_true (cell->points[i].x <= RS_CELL_UNITS && cell->points[i].y <= RS_CELL_UNITS);
}

static void
test_sound_cells (void)
{
  g_autoptr (RsAtlas) atlas = open_atlas ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint level = 0; level < rs_atlas_get_n_levels (atlas); level++)
    for (guint k = 0; k < 1500; k++)
      {
        gint32 side = (gint32)rs_atlas_get_cells_per_side (atlas, level);
        guint cx = (guint)g_rand_int_range (rand, 0, side);
        guint cy = (guint)g_rand_int_range (rand, 0, side);
        const RsAtlasCell *cell = rs_atlas_get_cell (atlas, level, cx, cy);

        g_assert_true (cell->level == level && cell->cx == cx && cell->cy == cy);
        check_cell (cell);
        rs_atlas_cell_unref (cell);
      }
}

/* How many rings of a kind cover each unit of a side: the cut edges along it, told apart by their
 * direction. A plain cell counts as its square. */
static void
cover_side (const RsAtlasCell *cell, RsRingKind kind, gboolean vertical, guint16 at, gint8 *cover)
{
  memset (cover, 0, RS_CELL_UNITS);
  if (cell->ground == RS_CELL_LAND && kind == RS_RING_LAND)
    memset (cover, 1, RS_CELL_UNITS);
  for (guint i = 0; i < cell->n_rings; i++)
    {
      const RsCellRing *ring = &cell->rings[i];

      if (ring->kind != kind)
        continue;
      for (guint j = 0; j < ring->n; j++)
        {
          RsCellPoint a = cell->points[ring->first + j];
          RsCellPoint b = cell->points[ring->first + (j + 1) % ring->n];
          guint16 from = vertical ? a.y : a.x, to = vertical ? b.y : b.x;

          if ((vertical ? a.x : a.y) != at || (vertical ? b.x : b.y) != at)
            continue;
          for (guint v = MIN (from, to); v < MAX (from, to); v++)
            cover[v] = (gint8)(cover[v] + (to > from ? 1 : -1));
        }
    }
  for (guint v = 0; v < RS_CELL_UNITS; v++)
    cover[v] = cover[v] != 0;
}

/* Neighbours agree on what touches the side they share. Only a shore that runs exactly along the
 * side for a while may be on one of them alone. */
static void
test_no_seams (void)
{
  g_autoptr (RsAtlas) atlas = open_atlas ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autofree gint8 *here = g_malloc (RS_CELL_UNITS), *there = g_malloc (RS_CELL_UNITS);

  for (guint level = 0; level < rs_atlas_get_n_levels (atlas); level++)
    {
      guint side = rs_atlas_get_cells_per_side (atlas, level);
      guint64 covered = 0, torn = 0;
      guint n_mixed = 0;

      for (guint k = 0; k < 40000 && n_mixed < 250; k++)
        {
          guint cx = (guint)g_rand_int_range (rand, 0, (gint32)side);
          guint cy = (guint)g_rand_int_range (rand, 0, (gint32)side - 1);
          const RsAtlasCell *cell;

          if (rs_atlas_peek_ground (atlas, level, cx, cy) != RS_CELL_MIXED)
            continue;
          n_mixed++;
          cell = rs_atlas_get_cell (atlas, level, cx, cy);
          for (guint down = 0; down < 2; down++)
            {
              const RsAtlasCell *next
                  = rs_atlas_get_cell (atlas, level, cx + (down ? 0 : 1), cy + (down ? 1 : 0));

              for (guint kind = RS_RING_LAND; kind <= RS_RING_ISLAND; kind++)
                {
                  cover_side (cell, kind, !down, RS_CELL_UNITS, here);
                  cover_side (next, kind, !down, 0, there);
                  for (guint v = 0; v < RS_CELL_UNITS; v++)
                    {
                      covered += here[v] || there[v];
                      torn += here[v] != there[v];
                    }
                }
              rs_atlas_cell_unref (next);
            }
          rs_atlas_cell_unref (cell);
        }
      g_test_message ("level %u: %u mixed cells, %.0f of %.0f units of side differ", level, n_mixed,
                      (double)torn, (double)covered);
      g_assert_cmpuint (n_mixed, >, 10);
      g_assert_cmpfloat ((double)torn, <=, 1e-3 * (double)covered);
    }
}

/* Winding of the rings of a kind round a point; @near: whether an edge is within two units. */
static gboolean
is_inside (
    const RsAtlasCell *cell, RsRingKind kind, double x, double y, double reach, gboolean *near_edge)
{
  int winding = 0;

  if (cell->ground != RS_CELL_MIXED)
    return kind == RS_RING_LAND && cell->ground == RS_CELL_LAND;
  for (guint i = 0; i < cell->n_rings; i++)
    for (guint j = 0; j < cell->rings[i].n; j++)
      {
        const RsCellRing *ring = &cell->rings[i];
        RsCellPoint a = cell->points[ring->first + j];
        RsCellPoint b = cell->points[ring->first + (j + 1) % ring->n];
        double ex = (double)b.x - a.x, ey = (double)b.y - a.y, t;

        if (ring->kind != kind)
          continue;
        t = CLAMP (((x - a.x) * ex + (y - a.y) * ey) / MAX (ex * ex + ey * ey, 1), 0, 1);
        if (hypot (a.x + t * ex - x, a.y + t * ey - y) < reach)
          *near_edge = TRUE;
        if ((a.y <= y) != (b.y <= y) && a.x + (y - a.y) * ex / ey > x)
          winding += a.y <= y ? 1 : -1;
      }
  return winding != 0;
}

/* A cell that the finest level lacks is the coarser one's ground, magnified. */
static void
test_carved_cells (void)
{
  g_autoptr (RsAtlas) atlas = open_atlas ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  guint level = rs_atlas_get_n_levels (atlas) - 1;
  gint32 side = (gint32)rs_atlas_get_cells_per_side (atlas, level);
  guint coarse_side = rs_atlas_get_cells_per_side (atlas, level - 1);
  guint factor = (guint)side / coarse_side, n_mixed = 0;

  for (int k = 0; k < 100000 && n_mixed < 300; k++)
    {
      /* The Americas, Europe and Africa: outside of the finest level's region. */
      guint cx = (guint)g_rand_int_range (rand, 0, side * 3 / 4);
      guint cy = (guint)g_rand_int_range (rand, 0, side);
      const RsAtlasCell *fine, *coarse;

      if (rs_atlas_peek_ground (atlas, level, cx, cy) != RS_CELL_MIXED)
        continue;
      n_mixed++;
      fine = rs_atlas_get_cell (atlas, level, cx, cy);
      coarse = rs_atlas_get_cell (atlas, level - 1, cx / factor, cy / factor);
      check_cell (fine);
      for (int i = 0; i < 60; i++)
        {
          double x = g_rand_double_range (rand, 0, RS_CELL_UNITS);
          double y = g_rand_double_range (rand, 0, RS_CELL_UNITS);
          double big_x = (x + (cx % factor) * RS_CELL_UNITS) / factor;
          double big_y = (y + (cy % factor) * RS_CELL_UNITS) / factor;

          for (guint kind = RS_RING_LAND; kind <= RS_RING_ISLAND; kind++)
            {
              gboolean near_edge = FALSE;
              gboolean a = is_inside (fine, kind, x, y, 2, &near_edge);
              gboolean b = is_inside (coarse, kind, big_x, big_y, 0.5, &near_edge);

              g_assert_true (a == b || near_edge);
            }
        }
      rs_atlas_cell_unref (coarse);
      rs_atlas_cell_unref (fine);
    }
  g_assert_cmpuint (n_mixed, ==, 300);
}

static void
test_names (void)
{
  g_autoptr (RsAtlas) atlas = open_atlas ();
  guint n, kinds[RS_NAME_ISLAND + 1] = { 0 };
  const RsAtlasName *names = rs_atlas_get_names (atlas, &n);
  gboolean found = FALSE;

  g_assert_cmpuint (n, >, 1000);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (names[i].kind, <=, RS_NAME_ISLAND);
      kinds[names[i].kind]++;
      g_assert_cmpfloat (names[i].min_zoom, <, names[i].max_zoom);
      if (i > 0)
        g_assert_cmpuint (names[i].rank, >=, names[i - 1].rank);
      for (guint lang = 0; lang < RS_N_LANGS; lang++)
        {
          g_assert_true (g_utf8_validate (names[i].text[lang], -1, NULL));
          g_assert_cmpstr (names[i].text[lang], !=, "");
        }
      if (names[i].kind == RS_NAME_CITY && strcmp (names[i].text[RS_LANG_EN], "Vladivostok") == 0)
        {
          RsLatLon p = rs_world_unpack (names[i].x, names[i].y);

          g_assert_cmpstr (names[i].text[RS_LANG_RU], ==, "Владивосток");
          g_assert_cmpfloat (rs_sphere_distance (p, (RsLatLon){ 43.117, 131.883 }), <, 5000);
          found = TRUE;
        }
    }
  g_assert_true (found);
  for (guint i = 0; i <= RS_NAME_ISLAND; i++)
    g_assert_cmpuint (kinds[i], >, 0);
}

static gpointer
walk_cells (gpointer data)
{
  RsAtlas *atlas = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  guint64 sum = 0;

  for (int i = 0; i < 3000; i++)
    {
      gint32 side = (gint32)rs_atlas_get_cells_per_side (atlas, 4);
      const RsAtlasCell *cell
          = rs_atlas_get_cell (atlas, 4, (guint)g_rand_int_range (rand, 0, side),
                               (guint)g_rand_int_range (rand, 0, side));

      for (guint j = 0; j < cell->n_points; j++)
        sum = sum * 31 + cell->points[j].x + cell->points[j].y;
      rs_atlas_cell_unref (cell);
    }
  return GSIZE_TO_POINTER ((gsize)sum);
}

/* Four threads read the same cells at once and see the same. */
static void
test_threads (void)
{
  g_autoptr (RsAtlas) atlas = open_atlas ();
  GThread *threads[4];
  gpointer first = NULL;

  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("walk", walk_cells, atlas);
  for (guint i = 0; i < 4; i++)
    {
      gpointer sum = g_thread_join (threads[i]);

      if (i == 0)
        first = sum;
      g_assert_true (sum == first);
    }
}

static void
assert_refused (const char *path, RsAtlasError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rs_atlas_open (path, &error));
  g_assert_error (error, RS_ATLAS_ERROR, (gint)code);
}

static char *
read_built_in (gsize *out_n)
{
  g_autofree char *path = g_build_filename (g_getenv ("RS_DATADIR"), "world.rsmap", NULL);
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;

  g_file_get_contents (path, &bytes, out_n, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
write_file (const char *path, const char *bytes, gsize n)
{
  g_autoptr (GError) error = NULL;

  /* Written over, the file would keep what is beyond the new length. */
  g_remove (path);
  g_file_set_contents_full (path, bytes, (gssize)n, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

/* Opens a damaged file; if it opens, reads some of everything. */
static void
try_file (const char *path, GRand *rand, guint *n_opened)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsAtlas) atlas = rs_atlas_open (path, &error);

  if (atlas == NULL)
    {
      g_assert_error (error, RS_ATLAS_ERROR, RS_ATLAS_ERROR_FORMAT);
      g_test_message ("%s", error->message);
      return;
    }
  ++*n_opened;
  for (guint level = 0; level < rs_atlas_get_n_levels (atlas); level++)
    for (guint k = 0; k < 30; k++)
      {
        gint32 side = (gint32)rs_atlas_get_cells_per_side (atlas, level);
        const RsAtlasCell *cell
            = rs_atlas_get_cell (atlas, level, (guint)g_rand_int_range (rand, 0, side),
                                 (guint)g_rand_int_range (rand, 0, side));

        check_cell (cell);
        rs_atlas_cell_unref (cell);
      }
  rs_coast_is_land (atlas, (RsLatLon){ 42.8, 132.9 });
}

static void
test_damaged_files (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (21);
  g_autofree char *folder = g_dir_make_tmp ("rs-atlas-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "world.rsmap", NULL);
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  gsize n;
  g_autofree char *bytes = read_built_in (&n);
  guint n_opened = 0;

  assert_refused (path, RS_ATLAS_ERROR_OPEN);
  write_file (path, bytes, 0);
  assert_refused (path, RS_ATLAS_ERROR_FORMAT);
  write_file (path, bytes, 20);
  assert_refused (path, RS_ATLAS_ERROR_FORMAT);
  write_file (path, bytes, n - 1);
  assert_refused (path, RS_ATLAS_ERROR_FORMAT);
  bytes[7]++;
  write_file (path, bytes, n);
  assert_refused (path, RS_ATLAS_ERROR_FORMAT);
  bytes[7]--;

  for (int round = 0; round < 60; round++)
    {
      /* In turn the header, the index, and all over the cells. */
      gsize low = round % 3 == 0 ? 0 : round % 3 == 1 ? 24 : n / 2;
      gsize high = round % 3 == 0 ? 24 : round % 3 == 1 ? 40000 : n;
      guint hits = round % 3 == 2 ? 4000 : 1;
      g_autofree char *copy = g_memdup2 (bytes, n);

      for (guint i = 0; i < hits; i++)
        copy[g_rand_int_range (rand, (gint32)low, (gint32)high)] ^= (char)(1 << (i % 8));
      write_file (path, copy, n);
      try_file (path, rand, &n_opened);
    }
  g_test_message ("%u damaged files opened", n_opened);
  g_remove (path);
  g_rmdir (folder);
  g_log_set_always_fatal (fatal);
}

static gsize
repack (const guint8 *raw, gsize n_raw, char *out, gsize room)
{
  gsize n = ZSTD_compress (out, room, raw, n_raw, 1);

  g_assert_false (ZSTD_isError (n));
  return n;
}

/* The checksums keep chance damage from the parsers, so forge sound frames of damaged content. */
static void
test_forged_index (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (22);
  g_autofree char *folder = g_dir_make_tmp ("rs-atlas-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "world.rsmap", NULL);
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  gsize n;
  g_autofree char *bytes = read_built_in (&n);
  guint32 n_packed, n_raw;
  g_autofree guint8 *raw = NULL;
  guint n_opened = 0;

  memcpy (&n_packed, bytes + 8, 4);
  memcpy (&n_raw, bytes + 12, 4);
  n_packed = GUINT32_FROM_LE (n_packed);
  n_raw = GUINT32_FROM_LE (n_raw);
  raw = g_malloc (n_raw);
  g_assert_cmpuint (ZSTD_decompress (raw, n_raw, bytes + 24, n_packed), ==, n_raw);
  for (int round = 0; round < 150; round++)
    {
      g_autofree guint8 *copy = g_memdup2 (raw, n_raw);
      gsize n_copy = round % 5 == 0 ? (gsize)g_rand_int_range (rand, 0, (gint32)n_raw) : n_raw;
      gsize room = ZSTD_compressBound (n_copy), n_new, n_file;
      g_autofree char *file = g_malloc (n + room);
      guint32 word;

      for (int i = round % 4; i >= 0; i--)
        copy[g_rand_int_range (rand, 0, round % 2 ? 60 : (gint32)n_raw)]
            = (guint8)g_rand_int (rand);
      n_new = repack (copy, n_copy, file + 24, room);
      n_file = 24 + n_new + (n - 24 - n_packed);
      memcpy (file, bytes, 24);
      memcpy (file + 24 + n_new, bytes + 24 + n_packed, n - 24 - n_packed);
      word = GUINT32_TO_LE ((guint32)n_new);
      memcpy (file + 8, &word, 4);
      word = GUINT32_TO_LE ((guint32)n_copy);
      memcpy (file + 12, &word, 4);
      word = GUINT32_TO_LE ((guint32)n_file);
      memcpy (file + 16, &word, 4);
      write_file (path, file, n_file);
      try_file (path, rand, &n_opened);
    }
  g_test_message ("%u forged files opened", n_opened);
  g_remove (path);
  g_rmdir (folder);
  g_log_set_always_fatal (fatal);
}

static void
test_forged_cells (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);
  /* A triangle, a lake of four points and a border of two, in the way of pack.py. */
  const guint8 sound[] = {
    2,  1,  3 * 4, 4 * 4 + 1, 2,              /* counts */
    0,  20, 1,     4,         2,  2, 1, 8, 2, /* steps of x */
    10, 4,  2,     3,         20, 2, 2, 1, 6, /* steps of y */
  };
  guint n_sound = 0;

  for (int round = 0; round < 200000; round++)
    {
      guint8 raw[64];
      char frame[256];
      gsize n_raw = sizeof sound;
      RsCellBox *box;

      memcpy (raw, sound, sizeof sound);
      if (round > 0)
        {
          if (round % 3 == 0)
            n_raw = (gsize)g_rand_int_range (rand, 0, (gint32)sizeof sound);
          for (int i = round % 5; i >= 0; i--)
            raw[g_rand_int_range (rand, 0, (gint32)sizeof sound)] = (guint8)g_rand_int (rand);
        }
      box = rs_cell_unpack ((const guint8 *)frame, repack (raw, n_raw, frame, sizeof frame),
                            (guint)round % 9, 0, 0, 0);
      if (round == 0)
        g_assert_nonnull (box);
      if (box == NULL)
        continue;
      n_sound++;
      if (box->cell.n_rings + box->cell.n_borders > 0)
        check_cell (&box->cell);
      for (guint part = 0; part < 4; part++)
        {
          RsCellBox *carved = rs_cell_carve (&box->cell, 1, 1, part & 1, part >> 1);

          check_cell (&carved->cell);
          rs_atlas_cell_unref (&carved->cell);
        }
      rs_atlas_cell_unref (&box->cell);
    }
  g_test_message ("%u forged cells were sound", n_sound);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/atlas/levels", test_levels);
  g_test_add_func ("/atlas/sound-cells", test_sound_cells);
  g_test_add_func ("/atlas/no-seams", test_no_seams);
  g_test_add_func ("/atlas/carved-cells", test_carved_cells);
  g_test_add_func ("/atlas/names", test_names);
  g_test_add_func ("/atlas/threads", test_threads);
  g_test_add_func ("/atlas/damaged-files", test_damaged_files);
  g_test_add_func ("/atlas/forged-index", test_forged_index);
  g_test_add_func ("/atlas/forged-cells", test_forged_cells);
  return g_test_run ();
}
