/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/levels.h"

#include "base/mercator.h"
#include "replay/leg.h"
#include "sample.h"

static const RsWorldBox everywhere = { 0, RS_WORLD, 0, RS_WORLD };

/* A ship that wanders, rests, jumps the antimeridian and falls silent. */
static RsTrack *
make_track (guint seed, guint n, double lon_deg, gboolean mixed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  RsFix *fixes = g_new (RsFix, n);
  double lat_deg = 43, course = 1;
  gint64 t_ms = SAMPLE_START_MS;

  for (guint i = 0; i < n; i++)
    {
      double step_deg = i / 50 % 4 == 0 ? 0.00002 : 0.003;

      course += g_rand_double_range (rand, -0.2, 0.2);
      lat_deg = CLAMP (lat_deg + step_deg * cos (course), 30, 60);
      lon_deg += step_deg * sin (course) / cos (lat_deg * G_PI / 180);
      t_ms += g_rand_int_range (rand, 0, 400) == 0 ? 3 * RS_HOUR_MS : RS_MINUTE_MS;
      fixes[i] = sample_fix (t_ms, lat_deg, lon_deg,
                             mixed && i / 700 % 2 ? RS_RECONSTRUCTED : RS_OBSERVED);
    }
  return rs_track_new (1, fixes, n, SAMPLE_GAP_MS);
}

static double
dist_to_segment (double x, double y, double x1, double y1)
{
  double length2 = x1 * x1 + y1 * y1;
  double u = length2 > 0 ? CLAMP ((x * x1 + y * y1) / length2, 0, 1) : 0;

  return hypot (x - u * x1, y - u * y1);
}

/* Pixels of the level between a fix and the line that stands for it. */
static double
measure_fix (const RsTrack *track, const RsLevel *level, guint fix, const RsLevelPoint *a,
             const RsLevelPoint *b)
{
  guint32 x, y;

  rs_world_pack (rs_fix_lat_lon (&track->fixes[fix]), &x, &y);
  return dist_to_segment ((gint32) (x - a->x), (double) y - a->y, (gint32) (b->x - a->x),
                          (double) b->y - a->y)
         / (RS_WORLD / (256.0 * (double) (1ull << level->zoom)));
}

static void
check_level (const RsTrack *track, guint zoom)
{
  g_autoptr (RsLevel) level = rs_level_new (track, zoom);
  guint covered = 0; /* the next leg that a run must begin with */
  double worst_px = 0, start = 0;

  g_assert_cmpuint (level->n_points, >=, 1);
  for (guint c = 0; c < level->n_chunks; c++)
    {
      const RsLevelChunk *chunk = &level->chunks[c];
      const RsLevelPoint *points = level->points + chunk->first;
      gint64 x = points[0].x;

      g_assert_cmpuint (chunk->n, >=, 1);
      g_assert_cmpuint (chunk->n, <=, RS_LEVEL_CHUNK_POINTS);
      if (chunk->flags & RS_CHUNK_BEGINS)
        {
          /* A run begins where the one before ended, or in the fix after a silence. */
          if (c > 0)
            {
              const RsLevelChunk *before = chunk - 1;
              guint last = level->points[before->first + before->n - 1u].fix;

              g_assert_true (before->flags & RS_CHUNK_ENDS);
              g_assert_true (points[0].fix == last
                             || (points[0].fix == last + 1
                                 && (track->fixes[last + 1].flags & RS_FIX_BREAK)));
            }
          g_assert_cmpfloat (chunk->start, ==, 0);
          start = 0;
        }
      else
        {
          /* The shared point. */
          g_assert_cmpuint (chunk->first, ==, (chunk - 1)->first + (chunk - 1)->n - 1u);
          g_assert_cmpfloat_with_epsilon (chunk->start, start, 1);
        }
      for (guint k = 0; k < chunk->n; k++)
        {
          if (k > 0)
            {
              const RsLevelPoint *a = &points[k - 1], *b = &points[k];

              g_assert_cmpuint (b->fix, >, a->fix);
              x += (gint32) (b->x - a->x);
              start += hypot ((gint32) (b->x - a->x), (double) b->y - a->y);
              for (guint fix = a->fix; fix <= b->fix; fix++)
                worst_px = MAX (worst_px, measure_fix (track, level, fix, a, b));
              for (guint fix = a->fix + 1; fix <= b->fix; fix++)
                {
                  g_assert_false (track->fixes[fix].flags & RS_FIX_BREAK);
                  g_assert_cmpint (
                      rs_leg_provenance (&track->fixes[fix - 1], &track->fixes[fix]), ==,
                      chunk->provenance);
                  g_assert_cmpuint (fix, ==, ++covered);
                }
            }
          else if (points[k].fix > covered)
            {
              g_assert_cmpuint (points[k].fix, ==, covered + 1);
              covered = points[k].fix;
            }
          g_assert_cmpint (x, >=, chunk->west);
          g_assert_cmpint (x, <=, chunk->east);
          g_assert_cmpuint (points[k].y, >=, chunk->north);
          g_assert_cmpuint (points[k].y, <=, chunk->south);
        }
    }
  /* Every leg is drawn or silent, and none is farther off than promised. */
  g_assert_cmpuint (covered, ==, track->n - 1);
  g_assert_cmpfloat (worst_px, <, 0.76);
}

static void
test_tolerance (void)
{
  for (guint seed = 0; seed < 4; seed++)
    {
      RsTrack *track = make_track (seed, 6000, seed % 2 ? 133 : 179.5, seed >= 2);

      for (guint zoom = 0; zoom <= 16; zoom += 2)
        check_level (track, zoom);
      rs_track_unref (track);
    }
}

static void
test_thins (void)
{
  RsTrack *track = make_track (9, 20000, 133, FALSE);
  g_autoptr (RsLevel) far = rs_level_new (track, 5);
  g_autoptr (RsLevel) near = rs_level_new (track, 12);
  g_autoptr (RsLevel) nearest = rs_level_new (track, RS_LEVEL_MAX_ZOOM);

  g_assert_cmpuint (far->n_points, <, 1500);
  g_assert_cmpuint (far->n_points, <, near->n_points);
  g_assert_cmpuint (near->n_points, <, nearest->n_points);
  rs_track_unref (track);
}

static void
test_small (void)
{
  RsFix *one = g_new (RsFix, 1);
  RsTrack *track, *empty = rs_track_new (1, NULL, 0, SAMPLE_GAP_MS);
  g_autoptr (RsLevel) level = rs_level_new (empty, 5);
  g_autoptr (RsLevel) single = NULL;

  g_assert_cmpuint (level->n_points, ==, 0);
  g_assert_cmpuint (level->n_chunks, ==, 0);
  one[0] = sample_fix (0, 42, 133, RS_OBSERVED);
  track = rs_track_new (1, one, 1, SAMPLE_GAP_MS);
  single = rs_level_new (track, 5);
  g_assert_cmpuint (single->n_chunks, ==, 1);
  g_assert_cmpuint (single->chunks[0].n, ==, 1);
  g_assert_true (single->chunks[0].flags & RS_CHUNK_RING_FIRST);
  rs_track_unref (track);
  rs_track_unref (empty);
}

static void
test_find_after (void)
{
  RsTrack *track = make_track (3, 5000, 133, TRUE);
  g_autoptr (RsLevel) level = rs_level_new (track, 9);

  for (gint fix = -1; fix <= 5000; fix += 7)
    {
      guint k = 0;

      while (k < level->n_points && (gint) level->points[k].fix <= fix)
        k++;
      g_assert_cmpuint (rs_level_find_after (level, fix), ==, k);
    }
  rs_track_unref (track);
}

static void
test_zoom (void)
{
  g_assert_cmpuint (rs_level_for_zoom (6, 1), ==, 6);
  g_assert_cmpuint (rs_level_for_zoom (6.2, 1), ==, 7);
  g_assert_cmpuint (rs_level_for_zoom (6.2, 2), ==, 8);
  g_assert_cmpuint (rs_level_for_zoom (6 + 1e-9, 1), ==, 6);
  g_assert_cmpuint (rs_level_for_zoom (0, 0.1), ==, 0);
  g_assert_cmpuint (rs_level_for_zoom (40, 1), ==, RS_LEVEL_MAX_ZOOM);
}

static void
test_cache (void)
{
  enum { N = 20 };
  const gsize limit = 600000;
  g_autoptr (RsLevelCache) cache = rs_level_cache_new (limit);
  g_autoptr (GPtrArray) tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_track_unref);
  g_autoptr (GPtrArray) few = g_ptr_array_new ();
  RsLevel *first, *second, *peeked;

  for (guint i = 0; i < N; i++)
    g_ptr_array_add (tracks, make_track (i, 3000, 133, FALSE));
  first = rs_level_cache_get (cache, g_ptr_array_index (tracks, 0), 12, &everywhere);
  second = rs_level_cache_get (cache, g_ptr_array_index (tracks, 0), 12, &everywhere);
  g_assert_true (first == second);
  rs_level_unref (second);
  /* What is there serves a zoom nearby. */
  peeked = rs_level_cache_peek (cache, g_ptr_array_index (tracks, 0), 11, &everywhere);
  g_assert_true (peeked == first);
  rs_level_unref (peeked);
  for (guint zoom = 4; zoom < 18; zoom++)
    for (guint i = 0; i < N; i++)
      {
        g_autoptr (RsLevel) level
          = rs_level_cache_get (cache, g_ptr_array_index (tracks, i), zoom, &everywhere);

        g_assert_cmpuint (level->zoom, ==, zoom);
        g_assert_cmpuint (rs_level_cache_get_bytes (cache), <=,
                          limit + level->n_points * sizeof (RsLevelPoint) + 10000);
      }
  /* Who holds a level keeps it. */
  g_assert_cmpuint (first->zoom, ==, 12);
  rs_level_unref (first);
  g_ptr_array_add (few, g_ptr_array_index (tracks, 3));
  rs_level_cache_keep_only (cache, few);
  g_assert_cmpuint (rs_level_cache_get_bytes (cache), <, limit);
  g_ptr_array_set_size (few, 0);
  rs_level_cache_keep_only (cache, few);
  g_assert_cmpuint (rs_level_cache_get_bytes (cache), ==, 0);
}

/* Whether a leg of the level stands for the leg that ends in @fix, and is near to it. */
static gboolean
has_leg (const RsTrack *track, const RsLevel *level, guint fix)
{
  for (guint c = 0; c < level->n_chunks; c++)
    for (guint k = 1; k < level->chunks[c].n; k++)
      {
        const RsLevelPoint *b = level->points + level->chunks[c].first + k, *a = b - 1;

        if (a->fix < fix && b->fix >= fix)
          return measure_fix (track, level, fix, a, b) <= 0.76
                 && measure_fix (track, level, fix - 1, a, b) <= 0.76;
      }
  return FALSE;
}

/* Near by, what is in view of a stored track is made of the fixes there alone. */
static void
test_within (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (31);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (RsTrack) track = make_track (7, 20000, 179.9, TRUE);
  RsLevel *levels[RS_LEVEL_MAX_STORED_ZOOM + 1];
  RsStoredLevel stored[RS_LEVEL_MAX_STORED_ZOOM + 1];
  RsTrack like = *track;
  RsTrack *kept;
  guint n_legs = 0;

  for (guint zoom = 0; zoom < G_N_ELEMENTS (levels); zoom++)
    {
      levels[zoom] = rs_level_new (track, zoom);
      stored[zoom] = (RsStoredLevel){ .points = levels[zoom]->points,
                                      .chunks = levels[zoom]->chunks,
                                      .n_points = levels[zoom]->n_points,
                                      .n_chunks = levels[zoom]->n_chunks };
    }
  like.levels = stored;
  like.n_levels = G_N_ELEMENTS (stored);
  kept = rs_track_new_stored (&like, NULL, NULL, nothing, NULL);
  g_assert_null (rs_level_new_within (track, 16, &everywhere));
  for (guint i = 0; i < 60; i++)
    {
      guint zoom = 15 + i % 4, middle = (guint) g_rand_int_range (rand, 0, (gint32) track->n);
      double half = RS_WORLD / (256.0 * (double) (1u << zoom)) * 400;
      g_autoptr (RsLevel) level = NULL;
      RsWorldBox box;
      guint32 x, y;

      rs_world_pack (rs_fix_lat_lon (&track->fixes[middle]), &x, &y);
      box = (RsWorldBox){ x - half, x + half, y - half, y + half };
      level = rs_level_new_within (kept, zoom, &box);
      g_assert_cmpuint (level->zoom, ==, zoom);
      g_assert_cmpuint (level->n_points, <, track->n / 4);
      for (guint fix = 1; fix < track->n; fix++)
        {
          if (track->fixes[fix].flags & RS_FIX_BREAK)
            continue;
          rs_world_pack (rs_fix_lat_lon (&track->fixes[fix]), &x, &y);
          if (fabs ((double) (gint32) (x - (guint32) (gint64) (box.west + half))) > half
              || y < box.north || y > box.south)
            continue;
          g_assert_true (has_leg (track, level, fix));
          n_legs++;
        }
    }
  g_assert_cmpuint (n_legs, >, 500);
  {
    /* The cache makes it for what is asked, once. */
    g_autoptr (RsLevelCache) cache = rs_level_cache_new (1 << 20);
    RsWorldBox near = { 0, 1e5, 1.6e9, 1.6e9 + 1e5 }, nearer = { 2e4, 8e4, 1.6e9 + 2e4, 1.6e9 + 8e4 };
    RsWorldBox around = { RS_WORLD + 2e4, RS_WORLD + 8e4, 1.6e9 + 2e4, 1.6e9 + 8e4 };
    RsWorldBox elsewhere = { 9e8, 9e8 + 1e5, 1.6e9, 1.6e9 + 1e5 };
    g_autoptr (RsLevel) a = rs_level_cache_get (cache, kept, 16, &near);
    g_autoptr (RsLevel) b = rs_level_cache_get (cache, kept, 16, &nearer);
    g_autoptr (RsLevel) c = rs_level_cache_get (cache, kept, 16, &around);
    g_autoptr (RsLevel) d = rs_level_cache_get (cache, kept, 16, &elsewhere);

    g_assert_true (a == b && a == c && a != d);
    g_assert_cmpuint (d->n_points, ==, 0);
  }
  rs_track_unref (kept);
  for (guint zoom = 0; zoom < G_N_ELEMENTS (levels); zoom++)
    rs_level_unref (levels[zoom]);
}

static gpointer
ask_cache (gpointer user_data)
{
  gpointer *both = user_data;

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (RsLevel) level = rs_level_cache_get (both[0], both[1], i % 12, &everywhere);

      g_assert_cmpuint (level->zoom, ==, i % 12);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (RsLevelCache) cache = rs_level_cache_new (30000);
  RsTrack *track = make_track (1, 4000, 133, FALSE);
  gpointer both[2] = { cache, track };
  GThread *threads[3];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("levels", ask_cache, both);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  rs_track_unref (track);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/levels/tolerance", test_tolerance);
  g_test_add_func ("/levels/thins", test_thins);
  g_test_add_func ("/levels/small", test_small);
  g_test_add_func ("/levels/find-after", test_find_after);
  g_test_add_func ("/levels/zoom", test_zoom);
  g_test_add_func ("/levels/cache", test_cache);
  g_test_add_func ("/levels/within", test_within);
  g_test_add_func ("/levels/threads", test_threads);
  return g_test_run ();
}
