/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On a screen trails are kept from picture to picture while no ship has moved by half a pixel, and only then. */
#include "drawing/renderer.h"

#include "picture.h"
#include "sample.h"

#define SEED 3
#define N_SHIPS 40
#define START_MS (SAMPLE_START_MS + 2 * RS_HOUR_MS)
/* At this zoom a pixel is some 900 m, and 30 knots, the fastest, are 0.017 of it in a second. */
#define ZOOM 7
#define LITTLE_MS (10 * RS_SECOND_MS)
#define MUCH_MS RS_MINUTE_MS

static RsSnapshot *
make_case (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  RsSnapshot *snapshot = sample_new ();

  for (gint64 id = 1; id <= N_SHIPS; id++)
    {
      GArray *fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
      RsLatLon from = { g_rand_double_range (rand, 41, 43), g_rand_double_range (rand, 131, 135) };
      RsLatLon to = { g_rand_double_range (rand, 41, 43), g_rand_double_range (rand, 131, 135) };
      gint64 t_ms = SAMPLE_START_MS;

      sample_sail (fixes, &t_ms, from, to, id == 1 ? 30 : g_rand_double_range (rand, 6, 18),
                   2 * RS_MINUTE_MS, RS_OBSERVED);
      sample_add_vessel (snapshot, id, "", fixes);
    }
  rs_snapshot_seal (snapshot);
  return snapshot;
}

static RsFrame
make_frame (void)
{
  RsFrame frame = picture_frame (42, 133, ZOOM, RS_SHOW_TRAILS);

  frame.t_ms = START_MS;
  frame.steady = TRUE;
  return frame;
}

static Picture
draw_alone (RsSnapshot *snapshot, const RsFrame *frame)
{
  RsRenderer *renderer = picture_new_renderer ();
  Picture picture = picture_draw (renderer, snapshot, frame);

  rs_renderer_free (renderer);
  return picture;
}

/* The largest difference of a channel. */
static guint
compare (const Picture *a, const Picture *b)
{
  guint worst = 0;

  for (int i = 0; i < a->width * a->height; i++)
    for (guint shift = 0; shift < 32; shift += 8)
      worst = MAX (worst, (guint) ABS ((int) (a->pixels[i] >> shift & 0xff)
                                       - (int) (b->pixels[i] >> shift & 0xff)));
  return worst;
}

static void
test_time (void)
{
  g_autoptr (RsSnapshot) snapshot = make_case ();
  RsRenderer *renderer = picture_new_renderer ();
  RsFrame frame = make_frame ();
  g_auto (Picture) first = picture_draw (renderer, snapshot, &frame);
  g_auto (Picture) little = { 0 }, much = { 0 }, back = { 0 }, exact = { 0 };
  guint n_seen = picture_count (&first, 0, 0, first.width, first.height);

  g_test_message ("seed %d: %u pixels of trails", SEED, n_seen);
  g_assert_cmpuint (n_seen, >, 500);
  /* The same trails, though an exact picture would have others. */
  frame.t_ms = START_MS + LITTLE_MS;
  little = picture_draw (renderer, snapshot, &frame);
  exact = draw_alone (snapshot, &frame);
  g_assert_true (picture_is_same (&little, &first));
  g_assert_false (picture_is_same (&exact, &first));
  picture_clear (&exact);
  frame.t_ms = START_MS + MUCH_MS;
  much = picture_draw (renderer, snapshot, &frame);
  exact = draw_alone (snapshot, &frame);
  g_assert_true (picture_is_same (&much, &exact));
  /* Time may run backwards. */
  frame.t_ms = START_MS;
  back = picture_draw (renderer, snapshot, &frame);
  g_assert_true (picture_is_same (&back, &first));
  rs_renderer_free (renderer);
}

/* A picture that goes into a file has all trails exactly where they are. */
static void
test_exact (void)
{
  g_autoptr (RsSnapshot) snapshot = make_case ();
  RsRenderer *renderer = picture_new_renderer ();
  RsFrame frame = make_frame ();
  g_auto (Picture) first = { 0 }, later = { 0 }, alone = { 0 }, kept = { 0 };
  guint n_apart;

  kept = picture_draw (renderer, snapshot, &frame);
  frame.steady = FALSE;
  first = picture_draw (renderer, snapshot, &frame);
  /* Painted at once or by way of what is kept. */
  n_apart = compare (&kept, &first);
  g_test_message ("channels differ by %u at most", n_apart);
  g_assert_cmpuint (n_apart, <=, 2);
  frame.t_ms = START_MS + LITTLE_MS;
  later = picture_draw (renderer, snapshot, &frame);
  alone = draw_alone (snapshot, &frame);
  g_assert_false (picture_is_same (&later, &first));
  g_assert_true (picture_is_same (&later, &alone));
  rs_renderer_free (renderer);
}

/* What was kept is of no use once something else of the picture has changed. */
static void
check_change (void (*change) (RsFrame *frame), const char *what)
{
  g_autoptr (RsSnapshot) snapshot = make_case ();
  RsRenderer *renderer = picture_new_renderer ();
  RsFrame frame = make_frame ();
  g_auto (Picture) before = picture_draw (renderer, snapshot, &frame);
  g_auto (Picture) after = { 0 }, alone = { 0 };

  g_test_message ("%s", what);
  change (&frame);
  after = picture_draw (renderer, snapshot, &frame);
  alone = draw_alone (snapshot, &frame);
  g_assert_false (picture_is_same (&after, &before));
  g_assert_true (picture_is_same (&after, &alone));
  g_clear_pointer (&frame.hidden, g_hash_table_unref);
  rs_renderer_free (renderer);
}

static void
move (RsFrame *frame)
{
  frame->view.center.x += 10 / rs_view_world_px (&frame->view);
}

static void
turn (RsFrame *frame)
{
  frame->view.rotation_rad = 0.1;
}

static void
enlarge (RsFrame *frame)
{
  frame->view.width = 500;
}

static void
shorten (RsFrame *frame)
{
  frame->trail_ms /= 2;
}

static void
recolor (RsFrame *frame)
{
  frame->color_by = RS_COLOR_BY_SPEED;
}

static void
hide (RsFrame *frame)
{
  static const gint64 ID = 1;

  frame->hidden = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_hash_table_add (frame->hidden, (gpointer) &ID);
}

static void
test_changes (void)
{
  check_change (move, "another place");
  check_change (turn, "turned");
  check_change (enlarge, "larger");
  check_change (shorten, "shorter trails");
  check_change (recolor, "other colours");
  check_change (hide, "a ship less");
}

static void
test_other_case (void)
{
  g_autoptr (RsSnapshot) snapshot = make_case (), empty = sample_new ();
  RsRenderer *renderer = picture_new_renderer ();
  RsFrame frame = make_frame ();
  g_auto (Picture) full = picture_draw (renderer, snapshot, &frame), none = { 0 };

  rs_snapshot_seal (empty);
  none = picture_draw (renderer, empty, &frame);
  g_assert_cmpuint (picture_count (&full, 0, 0, full.width, full.height), >, 500);
  g_assert_cmpuint (picture_count (&none, 0, 0, none.width, none.height), ==, 0);
  rs_renderer_free (renderer);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kept-trails/time", test_time);
  g_test_add_func ("/kept-trails/exact", test_exact);
  g_test_add_func ("/kept-trails/changes", test_changes);
  g_test_add_func ("/kept-trails/other-case", test_other_case);
  return g_test_run ();
}
