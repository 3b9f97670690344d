/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture that is shown first of a case in which much is to be drawn. */
#include "picture.h"
#include "sample.h"

#include "model/level.h"

#define N_SHIPS 400
#define N_FIXES 160
#define SEED 20231117

/* What a stored track points into. */
typedef struct
{
  RsTrack *kept;
  RsLevel *levels[RS_LEVEL_MAX_STORED_ZOOM + 1];
} Storage;

static void
free_storage (gpointer data)
{
  Storage *self = data;

  for (guint zoom = 0; zoom <= RS_LEVEL_MAX_STORED_ZOOM; zoom++)
    rs_level_unref (self->levels[zoom]);
  rs_track_unref (self->kept);
  g_free (self);
}

/* @kept: (transfer full). As if it lay in a file. */
static RsTrack *
store_track (RsTrack *kept)
{
  Storage *storage = g_new0 (Storage, 1);
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func ("", 1, free_storage, storage);
  RsStoredLevel levels[RS_LEVEL_MAX_STORED_ZOOM + 1] = { 0 };
  RsTrack like = *kept;

  storage->kept = kept;
  for (guint zoom = 0; zoom <= RS_LEVEL_MAX_STORED_ZOOM; zoom++)
    {
      RsLevel *level = storage->levels[zoom] = rs_level_new (kept, zoom);

      levels[zoom] = (RsStoredLevel){ .points = level->points, .chunks = level->chunks,
                                      .n_points = level->n_points, .n_chunks = level->n_chunks };
    }
  like.levels = levels;
  like.n_levels = G_N_ELEMENTS (levels);
  return rs_track_new_stored (&like, NULL, NULL, bytes, NULL);
}

/* Ships that wander about a small sea; one of them, below all others, by reckoning. */
static RsSnapshot *
make_crowd (guint n_ships)
{
  RsSnapshot *snapshot = sample_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < n_ships; i++)
    {
      GArray *fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
      double lat_deg = g_rand_double_range (rand, 41.4, 42.6);
      double lon_deg = g_rand_double_range (rand, 132.2, 133.8);

      for (guint k = 0; k < N_FIXES; k++)
        {
          RsFix fix = sample_fix (SAMPLE_START_MS + k * 20 * RS_MINUTE_MS, lat_deg, lon_deg,
                                  i == 0 ? RS_RECONSTRUCTED : RS_OBSERVED);

          g_array_append_val (fixes, fix);
          lat_deg = CLAMP (lat_deg + g_rand_double_range (rand, -0.05, 0.05), 41.4, 42.6);
          lon_deg = CLAMP (lon_deg + g_rand_double_range (rand, -0.06, 0.06), 132.2, 133.8);
        }
      sample_add_vessel (snapshot, i + 1, "Ship", fixes);
      snapshot->tracks->pdata[i] = store_track (snapshot->tracks->pdata[i]);
    }
  rs_snapshot_seal (snapshot);
  return snapshot;
}

static guint
count_unlike (const Picture *a, const Picture *b)
{
  guint n = 0;

  for (int i = 0; i < a->width * a->height; i++)
    for (guint shift = 0; shift < 32; shift += 8)
      if (ABS ((int) (a->pixels[i] >> shift & 0xff) - (int) (b->pixels[i] >> shift & 0xff)) > 80)
        {
          n++;
          break;
        }
  return n;
}

/* A draft has every line where the picture that follows has it, and the same on top. */
static void
test_like_whole (void)
{
  g_autoptr (RsSnapshot) snapshot = make_crowd (N_SHIPS);

  for (guint i = 0; i < 6; i++)
    {
      RsRenderer *renderer = picture_new_renderer ();
      RsFrame frame = picture_frame (42, 133, 8.5, RS_SHOW_TRACKS);
      g_auto (Picture) draft = { 0 };
      g_auto (Picture) whole = { 0 };
      g_auto (Picture) again = { 0 };

      frame.track_px = RS_TRACK_MAX_PX;
      frame.view.rotation_rad = i == 1 ? 0.5 : 0;
      frame.view.scale = i == 2 ? 1.5 : 1;
      frame.selected_vessel = i == 3 ? 7 : 0;
      frame.track_opacity = i == 4 ? 0.7 : 1;
      if (i == 5)
        {
          frame.span_from_ms = SAMPLE_START_MS;
          frame.span_to_ms = SAMPLE_START_MS + 20 * RS_HOUR_MS;
        }
      frame.hurry = TRUE;
      draft = picture_draw (renderer, snapshot, &frame);
      g_assert_true (rs_renderer_is_draft (renderer));
      g_assert_true (rs_renderer_get_inferred (renderer));
      frame.hurry = FALSE;
      whole = picture_draw (renderer, snapshot, &frame);
      g_assert_false (rs_renderer_is_draft (renderer));
      /* Edges: with lines in another order it would be most of the picture. */
      g_assert_cmpuint (picture_count (&whole, 0, 0, whole.width, whole.height), >,
                        (guint) (whole.width * whole.height) / 3);
      g_test_message ("%u: %u of %u", i, count_unlike (&draft, &whole), (guint) (whole.width * whole.height));
      g_assert_cmpuint (count_unlike (&draft, &whole), <, (guint) (whole.width * whole.height) / 5);
      /* What is there already need not be drafted. */
      frame.hurry = TRUE;
      again = picture_draw (renderer, snapshot, &frame);
      g_assert_false (rs_renderer_is_draft (renderer));
      g_assert_true (picture_is_same (&whole, &again));
      rs_renderer_free (renderer);
    }
}

/* Where little is to be drawn, and where nobody is in a hurry, there is none. */
static void
test_not_due (void)
{
  g_autoptr (RsSnapshot) few = make_crowd (20);
  g_autoptr (RsSnapshot) many = make_crowd (N_SHIPS);
  RsRenderer *renderer = picture_new_renderer ();
  RsFrame frame = picture_frame (42, 133, 8.5, RS_SHOW_TRACKS);
  Picture picture = picture_draw (renderer, many, &frame);

  g_assert_false (rs_renderer_is_draft (renderer));
  picture_clear (&picture);
  frame.hurry = TRUE;
  picture = picture_draw (renderer, few, &frame);
  g_assert_false (rs_renderer_is_draft (renderer));
  picture_clear (&picture);
  /* Nor where the ships are elsewhere. */
  frame.view.center = rs_world_from_lat_lon ((RsLatLon){ -42, 13 });
  picture = picture_draw (renderer, many, &frame);
  g_assert_false (rs_renderer_is_draft (renderer));
  picture_clear (&picture);
  rs_renderer_free (renderer);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draft/like-whole", test_like_whole);
  g_test_add_func ("/draft/not-due", test_not_due);
  return g_test_run ();
}
