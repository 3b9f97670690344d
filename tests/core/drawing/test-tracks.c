/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture.h"
#include "sample.h"

static RsRenderer *renderer;

static GArray *
new_fixes (void)
{
  return g_array_new (FALSE, FALSE, sizeof (RsFix));
}

/* Eastwards along 42 N, some fixes each way. */
static RsSnapshot *
make_line (RsProvenance provenance)
{
  RsSnapshot *snapshot = sample_new ();
  GArray *fixes = new_fixes ();

  for (gint i = 0; i <= 100; i++)
    {
      RsFix fix = sample_fix (SAMPLE_START_MS + i * 10 * RS_MINUTE_MS, 42, 132 + i * 0.02,
                              provenance);

      g_array_append_val (fixes, fix);
    }
  sample_add_vessel (snapshot, 1, "One", fixes);
  rs_snapshot_seal (snapshot);
  return snapshot;
}

/* Columns along the line, between two meridians, in which its row has colour. */
static guint
count_columns (const Picture *picture, const RsFrame *frame, double west_deg, double east_deg,
               guint *out_changes)
{
  double x0, x1, y;
  guint n = 0, changes = 0;
  gboolean was = FALSE;

  picture_project (frame, (RsLatLon){ 42, west_deg }, &x0, &y);
  picture_project (frame, (RsLatLon){ 42, east_deg }, &x1, &y);
  for (int x = (int) x0; x < (int) x1; x++)
    {
      gboolean is = picture_get (picture, x, y - 0.5) >> 24 > 100
                    || picture_get (picture, x, y + 0.5) >> 24 > 100;

      n += is;
      changes += x > (int) x0 && is != was;
      was = is;
    }
  if (out_changes)
    *out_changes = changes;
  return (guint) (100.0 * n / MAX (x1 - x0, 1));
}

static void
test_provenance (void)
{
  RsFrame frame = picture_frame (42, 133, 7, RS_SHOW_TRACKS);
  g_autoptr (RsSnapshot) observed = make_line (RS_OBSERVED);
  g_autoptr (RsSnapshot) computed = make_line (RS_RECONSTRUCTED);
  g_autoptr (RsSnapshot) asserted = make_line (RS_ASSERTED);
  g_auto (Picture) solid = picture_draw (renderer, observed, &frame);
  g_auto (Picture) dashes = picture_draw (renderer, computed, &frame);
  g_auto (Picture) dots = picture_draw (renderer, asserted, &frame);
  guint changes;

  g_assert_cmpuint (count_columns (&solid, &frame, 132.1, 133.9, &changes), >=, 99);
  g_assert_cmpuint (changes, ==, 0);
  /* 7 of 12, and 2 of 7. */
  g_assert_cmpuint (ABS ((gint) count_columns (&dashes, &frame, 132.1, 133.9, &changes) - 58), <,
                    12);
  g_assert_cmpuint (changes, >, 15);
  g_assert_cmpuint (count_columns (&dots, &frame, 132.1, 133.9, &changes), <, 48);
  g_assert_cmpuint (changes, >, 25);
}

static void
test_silence (void)
{
  g_autoptr (RsSnapshot) snapshot = sample_new ();
  RsFrame frame = picture_frame (42, 133, 8, RS_SHOW_TRACKS | RS_SHOW_DIRECTIONS);
  GArray *fixes = new_fixes ();
  gint64 t_ms = SAMPLE_START_MS;
  double x0, x1, y;

  sample_sail (fixes, &t_ms, (RsLatLon){ 42, 132 }, (RsLatLon){ 42, 132.8 }, 12, RS_MINUTE_MS,
               RS_OBSERVED);
  t_ms += 5 * RS_HOUR_MS;
  sample_sail (fixes, &t_ms, (RsLatLon){ 42, 133.2 }, (RsLatLon){ 42, 134 }, 12, RS_MINUTE_MS,
               RS_OBSERVED);
  sample_add_vessel (snapshot, 1, "One", fixes);
  rs_snapshot_seal (snapshot);
  {
    g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);

    picture_project (&frame, (RsLatLon){ 42, 132.8 }, &x0, &y);
    picture_project (&frame, (RsLatLon){ 42, 133.2 }, &x1, &y);
    /* Beyond the rings not one pixel is touched. */
    for (int row = 0; row < picture.height; row++)
      for (int x = (int) x0 + 6; x < (int) x1 - 6; x++)
        g_assert_cmpuint (picture_get (&picture, x, row), ==, 0);
    g_assert_cmpuint (picture_count (&picture, x0 - 4, y - 4, x0 + 4, y + 4), >, 30);
    g_assert_cmpuint (picture_count (&picture, x1 - 4, y - 4, x1 + 4, y + 4), >, 30);
    g_assert_cmpuint (count_columns (&picture, &frame, 132.4, 132.78, NULL), >=, 98);
  }
}

/* The same pixels wherever the view has been moved to, and whatever was drawn before. */
static void
test_panning (void)
{
  g_autoptr (RsSnapshot) snapshot = make_line (RS_RECONSTRUCTED);
  RsFrame frame = picture_frame (42, 133, 7.3, RS_SHOW_TRACKS | RS_SHOW_DIRECTIONS);
  g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);
  RsRenderer *other = picture_new_renderer ();
  const int shifts[][2] = { { 37, 11 }, { -120, 3 }, { 256, -90 } };

  for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
    {
      RsFrame moved = frame;
      Picture here;
      double world_px = rs_view_world_px (&frame.view);
      int dx = shifts[i][0], dy = shifts[i][1];

      moved.view.center.x += dx / world_px;
      moved.view.center.y += dy / world_px;
      here = picture_draw (i % 2 ? other : renderer, snapshot, &moved);
      for (int y = MAX (0, -dy); y < MIN (300, 300 - dy); y++)
        for (int x = MAX (0, -dx); x < MIN (400, 400 - dx); x++)
          g_assert_cmpuint (picture_get (&here, x, y), ==, picture_get (&picture, x + dx, y + dy));
      picture_clear (&here);
    }
  rs_renderer_free (other);
}

static void
test_antimeridian (void)
{
  g_autoptr (RsSnapshot) snapshot = sample_new ();
  RsFrame frame = picture_frame (52, 180, 6, RS_SHOW_TRACKS);
  GArray *fixes = new_fixes ();
  gint64 t_ms = SAMPLE_START_MS;

  sample_sail (fixes, &t_ms, (RsLatLon){ 52, 178 }, (RsLatLon){ 52, -178 }, 12, 10 * RS_MINUTE_MS,
               RS_OBSERVED);
  sample_add_vessel (snapshot, 1, "One", fixes);
  rs_snapshot_seal (snapshot);
  for (guint i = 0; i < 2; i++)
    {
      /* Seen from either side. */
      frame.view.center = rs_world_from_lat_lon ((RsLatLon){ 52, i ? 179.99 : -179.99 });
      {
        g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);
        guint n = 0;

        for (int x = 0; x < 400; x++)
          n += picture_count (&picture, x, 100, x + 1, 200) > 0;
        g_assert_cmpint (ABS ((gint) n - (gint) (4 / 360.0 * 256 * 64)), <, 4);
        g_assert_cmpuint (picture_count (&picture, 0, 0, 400, 300), <, n * 4);
      }
    }
  /* Far out the world is seen more than once, and the track with it. */
  frame = picture_frame (0, 0, 0, RS_SHOW_TRACKS);
  frame.view.width = 800;
  {
    g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);
    guint n_places = 0;
    gboolean was = FALSE;

    for (int x = 0; x < 800; x++)
      {
        gboolean is = picture_count (&picture, x, 0, x + 1, 300) > 0;

        n_places += is && !was;
        was = is;
      }
    g_assert_cmpuint (n_places, ==, 4);
  }
}

static void
test_selection (void)
{
  g_autoptr (RsSnapshot) snapshot = sample_new ();
  RsFrame frame = picture_frame (42, 133, 8, RS_SHOW_TRACKS);
  g_autoptr (GHashTable) hidden = g_hash_table_new (g_int64_hash, g_int64_equal);
  gint64 hidden_id = 1, t_ms = SAMPLE_START_MS;
  GArray *one = new_fixes (), *two = new_fixes ();
  double y1, y2, x;

  sample_sail (one, &t_ms, (RsLatLon){ 42.1, 132 }, (RsLatLon){ 42.1, 134 }, 12, RS_MINUTE_MS,
               RS_OBSERVED);
  t_ms = SAMPLE_START_MS;
  sample_sail (two, &t_ms, (RsLatLon){ 41.9, 132 }, (RsLatLon){ 41.9, 134 }, 12, RS_MINUTE_MS,
               RS_OBSERVED);
  sample_add_vessel (snapshot, 1, "One", one);
  sample_add_vessel (snapshot, 2, "Two", two);
  rs_snapshot_seal (snapshot);
  picture_project (&frame, (RsLatLon){ 42.1, 133 }, &x, &y1);
  picture_project (&frame, (RsLatLon){ 41.9, 133 }, &x, &y2);
  {
    g_auto (Picture) plain = picture_draw (renderer, snapshot, &frame);
    guint faded, strong;

    frame.selected_vessel = 2;
    {
      g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);

      faded = strong = 0;
      for (int d = -3; d <= 3; d++)
        {
          faded += picture_get (&picture, x, y1 + d) >> 24;
          strong += picture_get (&picture, x, y2 + d) >> 24;
        }
      g_assert_cmpfloat_with_epsilon (faded / (double) strong, 0.35, 0.05);
    }
    frame.selected_vessel = 0;
    g_hash_table_add (hidden, &hidden_id);
    frame.hidden = hidden;
    {
      g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);

      g_assert_cmpuint (picture_count (&picture, 0, y1 - 5, 400, y1 + 5), ==, 0);
      g_assert_cmpuint (picture_count (&picture, 0, y2 - 5, 400, y2 + 5), >, 400);
    }
    frame.hidden = NULL;
    /* And back: the picture is a function of the frame, not of what was drawn before. */
    {
      g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);

      g_assert_true (picture_is_same (&plain, &picture));
    }
  }
}

static void
test_turned (void)
{
  g_autoptr (RsSnapshot) snapshot = make_line (RS_OBSERVED);
  RsFrame frame = picture_frame (42, 133, 7, RS_SHOW_TRACKS);

  /* A quarter clockwise: east points down. */
  frame.view.rotation_rad = G_PI / 2;
  {
    g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);

    g_assert_cmpuint (picture_count (&picture, 195, 100, 205, 200), >, 150);
    g_assert_cmpuint (picture_count (&picture, 0, 0, 190, 300), ==, 0);
  }
}

/* Fixes without a time are rings that nothing joins, whichever moment is shown, and go with tracks. */
static void
test_undated (void)
{
  g_autoptr (RsSnapshot) snapshot = sample_new ();
  RsFix *fixes = g_new (RsFix, 3);
  RsFrame frame = picture_frame (42, 133, 7, RS_SHOW_TRACKS);
  RsVessel *vessel;

  vessel = sample_add_vessel (snapshot, 1, "One", new_fixes ());
  for (gint i = 0; i < 3; i++)
    fixes[i] = sample_fix (0, 42, 132.5 + i * 0.5, RS_OBSERVED);
  g_ptr_array_add (snapshot->undated, rs_undated_new (vessel->id, fixes, 3));
  rs_snapshot_seal (snapshot);
  g_assert_cmpuint (snapshot->n_undated, ==, 3);
  for (guint moment = 0; moment < 2; moment++)
    {
      frame.t_ms = moment ? SAMPLE_START_MS : RS_TIME_NONE;
      {
        g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);

        for (gint i = 0; i < 3; i++)
          {
            double x, y;

            picture_project (&frame, (RsLatLon){ 42, 132.5 + i * 0.5 }, &x, &y);
            g_assert_cmpuint (picture_count (&picture, (int) x - 6, (int) y - 6, (int) x + 6,
                                             (int) y + 6),
                              >, 12);
            /* Open. */
            g_assert_cmpuint (picture_get (&picture, x, y) >> 24, <, 60);
            g_assert_cmpuint (picture_count (&picture, (int) x + 8, 0, (int) x + 30, 300), ==, 0);
          }
      }
    }
  frame.show = RS_SHOW_VESSELS;
  {
    g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);

    g_assert_cmpuint (picture_count (&picture, 0, 0, 400, 300), ==, 0);
  }
}

/* Ships that go to and fro over a small sea until no water is seen; the first, by reckoning, is below all. */
static RsSnapshot *
make_crowd (void)
{
  RsSnapshot *snapshot = sample_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (20231117);

  for (guint i = 0; i < 400; i++)
    {
      GArray *fixes = new_fixes ();
      gint64 t_ms = SAMPLE_START_MS;
      RsLatLon at = { 42, 133 };

      for (guint k = 0; k < 8; k++)
        {
          RsLatLon next = { g_rand_double_range (rand, 41.3, 42.7), g_rand_double_range (rand, 132, 134) };

          if (i == 0)
            next = (RsLatLon){ 42, k % 2 ? 132.95 : 133.05 };
          sample_sail (fixes, &t_ms, at, next, i % 2 ? 8 : 18, 10 * RS_MINUTE_MS,
                       i == 0 ? RS_RECONSTRUCTED : RS_OBSERVED);
          at = next;
        }
      sample_add_vessel (snapshot, i + 1, "Ship", fixes);
    }
  rs_snapshot_seal (snapshot);
  return snapshot;
}

/* Pixels where a picture that is painted in lines through cairo, one over the other, has another colour. */
static guint
count_unlike (const Picture *picture, RsSnapshot *snapshot, const RsFrame *frame)
{
  cairo_surface_t *surface
    = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, picture->width, picture->height);
  cairo_t *cr = cairo_create (surface);
  const guint32 *theirs;
  guint n = 0;

  rs_renderer_draw_vector (renderer, snapshot, frame, cr);
  cairo_surface_flush (surface);
  theirs = (const guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  for (int i = 0; i < picture->width * picture->height; i++)
    {
      guint32 a = picture->pixels[i], b = theirs[i];

      n += ABS ((int) (a >> 16 & 0xff) - (int) (b >> 16 & 0xff)) > 60
           || ABS ((int) (a >> 8 & 0xff) - (int) (b >> 8 & 0xff)) > 60
           || ABS ((int) (a & 0xff) - (int) (b & 0xff)) > 60;
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return n;
}

/* Where tracks cover one another, the later vessel's is seen, and above all the selected one; and it is told that
 * one of them is not observed, though nobody sees it. */
static void
test_crowd (void)
{
  g_autoptr (RsSnapshot) snapshot = make_crowd ();
  RsFrame frame = picture_frame (42, 133, 8.4, RS_SHOW_TRACKS | RS_SHOW_DIRECTIONS);

  for (guint i = 0; i < 8; i++)
    {
      frame.color_by = i & 1 ? RS_COLOR_BY_SPEED : RS_COLOR_BY_VESSEL;
      frame.selected_vessel = i & 2 ? 17 : 0;
      frame.view.rotation_rad = i & 4 ? 0.4 : 0;
      frame.track_opacity = i == 5 ? 0.6 : 1;
      frame.track_px = RS_TRACK_MAX_PX;
      {
        g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);

        g_assert_true (rs_renderer_get_inferred (renderer));
        g_assert_cmpuint (picture_count (&picture, 0, 0, 400, 300), >, 100000);
        /* Edges. */
        g_test_message ("%u: %u", i, count_unlike (&picture, snapshot, &frame));
        g_assert_cmpuint (count_unlike (&picture, snapshot, &frame), <, 12000);
      }
    }
}

int
main (int argc, char *argv[])
{
  int rc;

  g_test_init (&argc, &argv, NULL);
  renderer = picture_new_renderer ();
  g_test_add_func ("/tracks/provenance", test_provenance);
  g_test_add_func ("/tracks/silence", test_silence);
  g_test_add_func ("/tracks/panning", test_panning);
  g_test_add_func ("/tracks/antimeridian", test_antimeridian);
  g_test_add_func ("/tracks/selection", test_selection);
  g_test_add_func ("/tracks/turned", test_turned);
  g_test_add_func ("/tracks/undated", test_undated);
  g_test_add_func ("/tracks/crowd", test_crowd);
  rc = g_test_run ();
  rs_renderer_free (renderer);
  return rc;
}
