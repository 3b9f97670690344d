/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/level-cut.h"

#include "base/mercator.h"
#include "replay/position.h"
#include "sample.h"

#define N 3000

/* A ship that wanders, rests and falls silent now and then. */
static RsTrack *
make_track (GRand *rand)
{
  RsFix *fixes = g_new (RsFix, N);
  double lat_deg = 43, lon_deg = 179, course = 1;
  gint64 t_ms = SAMPLE_START_MS;

  for (guint i = 0; i < N; i++)
    {
      double step_deg = i / 50 % 4 == 0 ? 0 : 0.003;

      course += g_rand_double_range (rand, -0.2, 0.2);
      lat_deg = CLAMP (lat_deg + step_deg * cos (course), 30, 60);
      lon_deg += step_deg * sin (course);
      t_ms += g_rand_int_range (rand, 0, 300) == 0 ? 5 * RS_HOUR_MS : 2 * RS_MINUTE_MS;
      fixes[i] = sample_fix (t_ms, lat_deg, lon_deg, i / 700 % 2 ? RS_RECONSTRUCTED : RS_OBSERVED);
    }
  return rs_track_new (1, fixes, N, SAMPLE_GAP_MS);
}

static guint
count_inside (const RsTrack *track, const RsLevel *level, gint64 from_ms, gint64 to_ms)
{
  guint n = 0;

  for (guint c = 0; c < level->n_chunks; c++)
    for (guint i = 0; i < level->chunks[c].n; i++)
      {
        gint64 t_ms = track->fixes[level->points[level->chunks[c].first + i].fix].t_ms;

        n += t_ms >= from_ms && t_ms <= to_ms;
      }
  return n;
}

/* The point of the level is where the ship was then. */
static void
assert_at (const RsTrack *track, const RsLevelPoint *point, gint64 t_ms)
{
  RsPosition position;
  guint32 x, y;

  rs_position_at (track, t_ms, 0, NULL, &position);
  rs_world_pack (position.place, &x, &y);
  g_assert_cmpuint (point->x, ==, x);
  g_assert_cmpuint (point->y, ==, y);
}

static void
test_cut (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  g_autoptr (RsTrack) track = make_track (rand);
  gint64 first_ms = track->fixes[0].t_ms, last_ms = track->fixes[N - 1].t_ms;

  for (guint i = 0; i < 300; i++)
    {
      guint zoom = i % 3 * 5;
      g_autoptr (RsLevel) whole = rs_level_new (track, zoom), cut = rs_level_ref (whole);
      gint64 from_ms = first_ms + (gint64) (g_rand_double (rand) * (double) (last_ms - first_ms));
      gint64 to_ms = from_ms + (gint64) (g_rand_double (rand) * (double) (last_ms - from_ms));
      guint n = 0;

      rs_level_cut (&cut, track, from_ms, to_ms);
      for (guint c = 0; c < cut->n_chunks; c++)
        {
          const RsLevelChunk *chunk = &cut->chunks[c];
          const RsLevelPoint *points = cut->points + chunk->first;

          g_assert_cmpuint (chunk->n, >=, 1);
          g_assert_cmpuint (chunk->n, <=, RS_LEVEL_CHUNK_POINTS);
          for (guint k = 0; k < chunk->n; k++)
            {
              gint64 t_ms = track->fixes[points[k].fix].t_ms;

              g_assert_cmpint (t_ms, <=, to_ms);
              if (t_ms < from_ms)
                {
                  /* Both ends lie between two points: then the second is the end's. */
                  g_assert_cmpuint (k, <, 2);
                  assert_at (track, &points[k], k == 0 ? from_ms : to_ms);
                }
              n++;
            }
          if (chunk->n > 1 && points[chunk->n - 1].fix == points[chunk->n - 2].fix)
            assert_at (track, &points[chunk->n - 1], to_ms);
        }
      /* No point within is lost. */
      g_assert_cmpuint (n, >=, count_inside (track, whole, from_ms, to_ms));
      g_assert_cmpuint (n, <=, count_inside (track, whole, from_ms, to_ms) + 2);
    }
}

static void
test_whole (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (RsTrack) track = make_track (rand);
  g_autoptr (RsLevel) whole = rs_level_new (track, 8), cut = rs_level_ref (whole);

  rs_level_cut (&cut, track, RS_TIME_NONE, RS_TIME_NONE);
  g_assert_true (cut == whole);
  rs_level_cut (&cut, track, track->fixes[0].t_ms, track->fixes[N - 1].t_ms);
  g_assert_true (cut == whole);
  rs_level_cut (&cut, track, track->fixes[N - 1].t_ms + 1, track->fixes[N - 1].t_ms + 2);
  g_assert_cmpuint (cut->n_chunks, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/level-cut/cut", test_cut);
  g_test_add_func ("/level-cut/whole", test_whole);
  return g_test_run ();
}
