/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/symbols.h"
#include "picture.h"
#include "sample.h"

#define BLUE 0xff0072B2

static RsRenderer *renderer;

/* One vessel that says where it points and stays at 42 N 133 E for a day. */
static RsSnapshot *
make_vessel (double heading_deg, double sog_kn, RsProvenance provenance)
{
  RsSnapshot *snapshot = sample_new ();
  GArray *fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
  RsVessel *vessel;

  for (gint i = 0; i <= 24; i++)
    {
      RsFix fix = sample_fix (SAMPLE_START_MS + i * RS_HOUR_MS, 42, 133, provenance);

      fix.sog_dkn = (guint16) (sog_kn * 10);
      if (!isnan (heading_deg))
        fix.heading_deg = (guint16) heading_deg;
      g_array_append_val (fixes, fix);
    }
  vessel = sample_add_vessel (snapshot, 1, "One", fixes);
  vessel->dim_a_m = 80;
  vessel->dim_b_m = 20;
  vessel->dim_c_m = 8;
  vessel->dim_d_m = 8;
  rs_snapshot_seal (snapshot);
  return snapshot;
}

/* Middle of the coloured pixels, relative to the picture's. */
static void
find_center (const Picture *picture, guint32 color, double *out_x, double *out_y)
{
  double sum = 0, x_sum = 0, y_sum = 0;

  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      {
        guint32 p = picture_get (picture, x, y);

        if (p >> 24 > 128 && (p & 0xffffff) == (color & 0xffffff))
          {
            sum++;
            x_sum += x + 0.5;
            y_sum += y + 0.5;
          }
      }
  g_assert_cmpfloat (sum, >, 0);
  *out_x = x_sum / sum - picture->width / 2.0;
  *out_y = y_sum / sum - picture->height / 2.0;
}

static void
test_heading (void)
{
  for (gint heading_deg = 0; heading_deg < 360; heading_deg += 45)
    {
      g_autoptr (RsSnapshot) snapshot = make_vessel (heading_deg, 10, RS_OBSERVED);
      RsFrame frame = picture_frame (42, 133, 6, RS_SHOW_VESSELS);
      g_auto (Picture) picture = { 0 };
      double x, y, angle = heading_deg * G_PI / 180;

      frame.t_ms = SAMPLE_START_MS + RS_HOUR_MS / 2;
      frame.view.rotation_rad = heading_deg == 90 ? 1 : 0;
      angle += frame.view.rotation_rad;
      picture = picture_draw (renderer, snapshot, &frame);
      /* A triangle is heavier astern of its middle, and has no pixel beside its bow. */
      find_center (&picture, BLUE, &x, &y);
      g_assert_cmpfloat (-x * sin (angle) + y * cos (angle), >, 0.8);
      g_assert_cmpfloat (fabs (x * cos (angle) + y * sin (angle)), <, 0.6);
      g_assert_cmpuint (picture_get (&picture, 200 + 6 * sin (angle), 150 - 6 * cos (angle)) >> 24,
                        >, 100);
      g_assert_cmpuint (picture_get (&picture, 200 - 10 * sin (angle), 150 + 10 * cos (angle)) >> 24,
                        <, 100);
    }
}

/* Observed, reconstructed and asserted, moving, still and lost: no two look alike. */
static void
test_kinds (void)
{
  enum { N_KINDS = 9 };
  Picture pictures[N_KINDS];
  guint n_colored[N_KINDS];

  for (guint i = 0; i < N_KINDS; i++)
    {
      g_autoptr (RsSnapshot) snapshot
        = make_vessel (0, i / 3 == 1 ? 0 : 10, (RsProvenance) (i % 3));
      RsFrame frame = picture_frame (42, 133, 6, RS_SHOW_VESSELS);

      frame.t_ms = SAMPLE_START_MS + (i / 3 == 2 ? 25 : 2) * RS_HOUR_MS;
      pictures[i] = picture_draw (renderer, snapshot, &frame);
      n_colored[i] = picture_count_color (&pictures[i], BLUE);
      g_assert_cmpuint (picture_count (&pictures[i], 185, 135, 215, 165), >, 30);
    }
  for (guint i = 0; i < 6; i++)
    for (guint k = 0; k < i; k++)
      g_assert_false (picture_is_same (&pictures[i], &pictures[k]));
  /* What is inferred has less colour than what was seen. */
  for (guint i = 0; i < 6; i++)
    if (i % 3 != 0)
      g_assert_cmpuint (n_colored[i] * 10, <, n_colored[i - i % 3] * 9);
  /* A lost vessel is hollow whatever its fixes were, and its line reaches beyond its sides. */
  for (guint i = 6; i < 9; i++)
    {
      g_assert_cmpuint (picture_get (&pictures[i], 200, 156) >> 24, >, 200);
      g_assert_cmpuint (picture_get (&pictures[i], 193, 151) >> 24, >, 100);
      g_assert_cmpuint (picture_get (&pictures[i], 206, 151) >> 24, >, 100);
      g_assert_false (picture_is_same (&pictures[i], &pictures[0]));
    }
  for (guint i = 0; i < N_KINDS; i++)
    picture_clear (&pictures[i]);
}

static void
test_presence (void)
{
  g_autoptr (RsSnapshot) snapshot = make_vessel (0, 10, RS_OBSERVED);
  RsFrame frame = picture_frame (42, 133, 6, RS_SHOW_VESSELS | RS_SHOW_TRAILS | RS_SHOW_LABELS);
  const gint64 times[] = { RS_TIME_NONE, SAMPLE_START_MS - 1, SAMPLE_START_MS + 27 * RS_HOUR_MS };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_auto (Picture) picture = { 0 };

      frame.t_ms = times[i];
      picture = picture_draw (renderer, snapshot, &frame);
      g_assert_cmpuint (picture_count (&picture, 0, 0, 400, 300), ==, 0);
    }
}

static void
test_hull (void)
{
  g_autoptr (RsSnapshot) snapshot = make_vessel (90, 10, RS_OBSERVED);
  RsFrame frame = picture_frame (42, 133, 16, RS_SHOW_VESSELS);
  double px_per_m;
  g_auto (Picture) picture = { 0 };

  frame.t_ms = SAMPLE_START_MS + RS_HOUR_MS;
  px_per_m = 1 / rs_view_m_per_px (&frame.view);
  picture = picture_draw (renderer, snapshot, &frame);
  /* 80 m ahead of the antenna and 20 m astern, 8 m to each side. */
  g_assert_cmpuint (picture_get (&picture, 200 + 76 * px_per_m, 150), ==, BLUE);
  g_assert_cmpuint (picture_get (&picture, 200 + 90 * px_per_m, 150) >> 24, ==, 0);
  g_assert_cmpuint (picture_get (&picture, 200 - 17 * px_per_m, 150), ==, BLUE);
  g_assert_cmpuint (picture_get (&picture, 200 - 30 * px_per_m, 150) >> 24, ==, 0);
  g_assert_cmpuint (picture_get (&picture, 200, 150 + 7 * px_per_m), ==, BLUE);
  g_assert_cmpuint (picture_get (&picture, 200, 150 + 16 * px_per_m) >> 24, ==, 0);
}

static gboolean
is_blueish (guint32 color)
{
  return ABS ((int) (color >> 16 & 0xff) - (int) (BLUE >> 16 & 0xff)) < 70
         && ABS ((int) (color >> 8 & 0xff) - (int) (BLUE >> 8 & 0xff)) < 50;
}

/* Where the antenna does not stand in the middle the hull lies beside the fix; without a heading its
 * outline has gaps; from afar and without dimensions it is a symbol. */
static void
test_hull_kinds (void)
{
  g_autoptr (RsSnapshot) snapshot = make_vessel (90, 10, RS_OBSERVED);
  RsVessel *vessel = g_ptr_array_index (snapshot->vessels, 0);
  const RsTrack *track = g_ptr_array_index (snapshot->tracks, 0);
  RsFix *fixes = (RsFix *) track->fixes;
  RsFrame frame = picture_frame (42, 133, 16, RS_SHOW_VESSELS);
  double px_per_m = 1 / rs_view_m_per_px (&frame.view);

  frame.t_ms = SAMPLE_START_MS + RS_HOUR_MS;
  vessel->dim_a_m = 20;
  vessel->dim_b_m = 80;
  vessel->dim_c_m = 16;
  vessel->dim_d_m = 2;
  {
    g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);

    /* Eastwards: the bow right, port side up. */
    g_assert_cmpuint (picture_get (&picture, 200 + 17 * px_per_m, 150 - 7 * px_per_m), ==, BLUE);
    g_assert_cmpuint (picture_get (&picture, 200 + 27 * px_per_m, 150 - 7 * px_per_m) >> 24, ==, 0);
    g_assert_cmpuint (picture_get (&picture, 200 - 74 * px_per_m, 150 - 7 * px_per_m), ==, BLUE);
    g_assert_cmpuint (picture_get (&picture, 200 - 30 * px_per_m, 150 - 13 * px_per_m), ==, BLUE);
    g_assert_cmpuint (picture_get (&picture, 200 - 30 * px_per_m, 150 + 8 * px_per_m) >> 24, ==, 0);
  }
  {
    /* The dimensions of that day come before those of the vessel. */
    RsIdentity *identity = rs_identity_new ();

    identity->from_ms = SAMPLE_START_MS;
    identity->to_ms = SAMPLE_START_MS + RS_DAY_MS;
    identity->dim_a_m = 40;
    identity->dim_b_m = 10;
    identity->dim_c_m = identity->dim_d_m = 5;
    g_ptr_array_add (vessel->identities, identity);
    {
      g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);

      g_assert_cmpuint (picture_get (&picture, 200 + 36 * px_per_m, 150), ==, BLUE);
      g_assert_cmpuint (picture_get (&picture, 200 - 30 * px_per_m, 150) >> 24, ==, 0);
    }
    g_ptr_array_set_size (vessel->identities, 0);
  }
  for (guint i = 0; i < track->n; i++)
    {
      fixes[i].heading_deg = RS_HEADING_NONE;
      fixes[i].cog_ddeg = 900;
    }
  {
    /* Of its own: where ships are is kept between pictures, and fixes do not change but here. */
    g_autoptr (RsRenderer) other = picture_new_renderer ();
    g_auto (Picture) picture = picture_draw (other, snapshot, &frame);
    guint n_solid = 0, n = 0;

    /* Paler inside, and along the port side dashes. */
    g_assert_cmpuint (picture_get (&picture, 200 - 30 * px_per_m, 150 - 7 * px_per_m), !=, BLUE);
    for (double x = 200 - 70 * px_per_m; x < 200; x++, n++)
      {
        gboolean is_solid = FALSE;

        for (int row = -1; row <= 1; row++)
          is_solid |= is_blueish (picture_get (&picture, x, 150 - 16 * px_per_m + row));
        n_solid += is_solid;
      }
    g_assert_cmpuint (n_solid, >, n / 4);
    g_assert_cmpuint (n_solid, <, n * 4 / 5);
  }
  frame.view.zoom = 12;
  {
    g_auto (Picture) afar = picture_draw (renderer, snapshot, &frame);
    Picture without;

    vessel->dim_a_m = vessel->dim_b_m = 0;
    without = picture_draw (renderer, snapshot, &frame);
    g_assert_true (picture_is_same (&afar, &without));
    picture_clear (&without);
    frame.view.zoom = 16;
    without = picture_draw (renderer, snapshot, &frame);
    g_assert_cmpuint (picture_count (&without, 0, 0, 400, 300), <, 250);
    picture_clear (&without);
  }
}

/* Each type has a symbol of its own, under way by its mark or shape, and stays a small triangle. */
static void
test_types (void)
{
  const gint types[] = { 0, 70, 80, 60, 30, 52, 37 };
  RsFrame frame = picture_frame (42, 133, 6, RS_SHOW_VESSELS);
  Picture pictures[G_N_ELEMENTS (types)];

  frame.t_ms = SAMPLE_START_MS + RS_HOUR_MS;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (RsSnapshot) snapshot = make_vessel (0, 10, RS_OBSERVED);

      ((RsVessel *) g_ptr_array_index (snapshot->vessels, 0))->ship_type = types[i];
      pictures[i] = picture_draw (renderer, snapshot, &frame);
      g_assert_cmpuint (picture_count (&pictures[i], 0, 0, 400, 300), >, 50);
      g_assert_cmpuint (picture_count (&pictures[i], 0, 0, 400, 300), ==,
                        picture_count (&pictures[i], 190, 138, 211, 163));
      for (guint k = 0; k < i; k++)
        g_assert_false (picture_is_same (&pictures[i], &pictures[k]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    picture_clear (&pictures[i]);
  g_assert_cmpint (rs_symbol_kind_for_type (89), ==, RS_SYMBOL_TANKER);
  g_assert_cmpint (rs_symbol_kind_for_type (36), ==, RS_SYMBOL_PLEASURE);
  g_assert_cmpint (rs_symbol_kind_for_type (99), ==, RS_SYMBOL_OTHER);
  g_assert_cmpint (rs_symbol_kind_for_type (-1), ==, RS_SYMBOL_OTHER);
}

static void
test_marks (void)
{
  g_autoptr (RsSnapshot) snapshot = make_vessel (0, 10, RS_OBSERVED);
  RsFrame frame = picture_frame (42, 133, 6, RS_SHOW_VESSELS);
  g_auto (Picture) plain = { 0 };
  g_auto (Picture) selected = { 0 };
  g_auto (Picture) hovered = { 0 };
  g_auto (Picture) named = { 0 };

  frame.t_ms = SAMPLE_START_MS + RS_HOUR_MS;
  plain = picture_draw (renderer, snapshot, &frame);
  frame.selected_vessel = 1;
  selected = picture_draw (renderer, snapshot, &frame);
  frame.selected_vessel = 0;
  frame.hovered_vessel = 1;
  hovered = picture_draw (renderer, snapshot, &frame);
  frame.hovered_vessel = 0;
  frame.show |= RS_SHOW_LABELS;
  named = picture_draw (renderer, snapshot, &frame);
  /* Four corners, and nothing in the middle of a side. */
  for (int i = 0; i < 4; i++)
    g_assert_cmpuint (picture_count (&selected, i % 2 ? 210 : 184, i / 2 ? 160 : 134,
                                     i % 2 ? 216 : 190, i / 2 ? 166 : 140),
                      >, 8);
  g_assert_cmpuint (picture_count (&selected, 184, 148, 189, 152), ==, 0);
  g_assert_cmpuint (picture_count (&hovered, 180, 130, 220, 170), >,
                    picture_count (&plain, 180, 130, 220, 170) + 60);
  g_assert_cmpuint (picture_count (&plain, 212, 140, 260, 160), ==, 0);
  g_assert_cmpuint (picture_count (&named, 212, 140, 260, 160), >, 40);
}

/* Names of a crowd: no two share a pixel's room, and the selected one is always there. */
static void
test_names (void)
{
  g_autoptr (RsSnapshot) snapshot = sample_new ();
  RsFrame frame = picture_frame (42, 133, 8, RS_SHOW_VESSELS | RS_SHOW_LABELS);
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  guint n_plain, n_names;

  for (gint64 id = 1; id <= 60; id++)
    {
      GArray *fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
      double lat_deg = g_rand_double_range (rand, 41.8, 42.2);
      double lon_deg = g_rand_double_range (rand, 132.6, 133.4);
      g_autofree char *name = g_strdup_printf ("Vessel %" G_GINT64_FORMAT, id);

      for (gint i = 0; i < 2; i++)
        {
          RsFix fix = sample_fix (SAMPLE_START_MS + i * RS_HOUR_MS, lat_deg, lon_deg, RS_OBSERVED);

          fix.sog_dkn = 100;
          fix.heading_deg = 45;
          g_array_append_val (fixes, fix);
        }
      sample_add_vessel (snapshot, id, name, fixes);
    }
  rs_snapshot_seal (snapshot);
  frame.t_ms = SAMPLE_START_MS + RS_MINUTE_MS;
  for (frame.selected_vessel = 0; frame.selected_vessel <= 60; frame.selected_vessel += 20)
    {
      g_auto (Picture) with = picture_draw (renderer, snapshot, &frame);
      g_auto (Picture) without = { 0 };

      frame.show &= ~(guint) RS_SHOW_LABELS;
      without = picture_draw (renderer, snapshot, &frame);
      frame.show |= RS_SHOW_LABELS;
      n_names = picture_count (&with, 0, 0, 400, 300);
      n_plain = picture_count (&without, 0, 0, 400, 300);
      g_assert_cmpuint (n_names, >, n_plain + 1000);
    }
}

/* Scrubbing to a time, playing up to it and starting there give the same picture. */
static void
test_scrub (void)
{
  g_autoptr (RsSnapshot) snapshot = sample_new ();
  RsFrame frame = picture_frame (42, 133, 8, RS_SHOW_CASE);
  RsRenderer *fresh = picture_new_renderer ();
  GArray *one = g_array_new (FALSE, FALSE, sizeof (RsFix));
  GArray *two = g_array_new (FALSE, FALSE, sizeof (RsFix));
  gint64 t_ms = SAMPLE_START_MS;
  const gint64 target_ms = SAMPLE_START_MS + 5 * RS_HOUR_MS + 1234567;

  sample_sail (one, &t_ms, (RsLatLon){ 41.5, 132.5 }, (RsLatLon){ 42.4, 133.4 }, 9, RS_MINUTE_MS,
               RS_OBSERVED);
  t_ms = SAMPLE_START_MS;
  sample_sail (two, &t_ms, (RsLatLon){ 42.5, 132.4 }, (RsLatLon){ 41.7, 133.3 }, 8, RS_HOUR_MS,
               RS_RECONSTRUCTED);
  sample_add_vessel (snapshot, 1, "One", one);
  sample_add_vessel (snapshot, 2, "Two", two);
  rs_snapshot_seal (snapshot);
  frame.t_ms = target_ms;
  {
    g_auto (Picture) at_once = picture_draw (fresh, snapshot, &frame);
    g_auto (Picture) played = { 0 };
    g_auto (Picture) scrubbed = { 0 };

    for (gint64 played_ms = SAMPLE_START_MS; played_ms < target_ms; played_ms += 600000)
      {
        g_auto (Picture) picture = { 0 };

        frame.t_ms = played_ms;
        picture = picture_draw (renderer, snapshot, &frame);
      }
    frame.t_ms = target_ms;
    played = picture_draw (renderer, snapshot, &frame);
    g_assert_true (picture_is_same (&at_once, &played));
    for (guint i = 0; i < 10; i++)
      {
        g_auto (Picture) picture = { 0 };

        frame.t_ms = target_ms + (i % 2 ? -1 : 1) * i * RS_HOUR_MS / 2;
        frame.view.zoom = 8 - i * 0.1;
        picture = picture_draw (renderer, snapshot, &frame);
      }
    frame.t_ms = target_ms;
    frame.view.zoom = 8;
    scrubbed = picture_draw (renderer, snapshot, &frame);
    g_assert_true (picture_is_same (&at_once, &scrubbed));
  }
  rs_renderer_free (fresh);
}

static void
test_trail (void)
{
  g_autoptr (RsSnapshot) snapshot = sample_new ();
  RsFrame frame = picture_frame (42, 133, 8, RS_SHOW_TRAILS);
  GArray *fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
  gint64 t_ms = SAMPLE_START_MS;
  double x, y, x0, old, young;
  RsLatLon now, then;

  sample_sail (fixes, &t_ms, (RsLatLon){ 42, 132.2 }, (RsLatLon){ 42, 133.8 }, 12, RS_MINUTE_MS,
               RS_OBSERVED);
  sample_add_vessel (snapshot, 1, "One", fixes);
  rs_snapshot_seal (snapshot);
  frame.t_ms = SAMPLE_START_MS + 3 * RS_HOUR_MS + 12345;
  frame.trail_ms = 2 * RS_HOUR_MS;
  now = rs_geodesic_between ((RsLatLon){ 42, 132.2 }, (RsLatLon){ 42, 133.8 },
                             (double) (frame.t_ms - SAMPLE_START_MS)
                               / (double) (t_ms - SAMPLE_START_MS),
                             NULL);
  then = rs_geodesic_between ((RsLatLon){ 42, 132.2 }, (RsLatLon){ 42, 133.8 },
                              (double) (frame.t_ms - frame.trail_ms - SAMPLE_START_MS)
                                / (double) (t_ms - SAMPLE_START_MS),
                              NULL);
  {
    g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);

    picture_project (&frame, now, &x, &y);
    picture_project (&frame, then, &x0, &y);
    /* Ends where the ship is, begins where it was, and is paler there. */
    g_assert_cmpuint (picture_count (&picture, x + 2, 0, 400, 300), ==, 0);
    g_assert_cmpuint (picture_count (&picture, 0, 0, x0 - 2, 300), ==, 0);
    young = picture_get (&picture, x - 4, y) >> 24;
    old = picture_get (&picture, x0 + 8, y) >> 24;
    g_assert_cmpfloat (young, >, 180);
    g_assert_cmpfloat (old, >, 10);
    g_assert_cmpfloat (old, <, 90);
  }
}

int
main (int argc, char *argv[])
{
  int rc;

  g_test_init (&argc, &argv, NULL);
  renderer = picture_new_renderer ();
  g_test_add_func ("/vessels/heading", test_heading);
  g_test_add_func ("/vessels/kinds", test_kinds);
  g_test_add_func ("/vessels/presence", test_presence);
  g_test_add_func ("/vessels/hull", test_hull);
  g_test_add_func ("/vessels/hull-kinds", test_hull_kinds);
  g_test_add_func ("/vessels/types", test_types);
  g_test_add_func ("/vessels/marks", test_marks);
  g_test_add_func ("/vessels/names", test_names);
  g_test_add_func ("/vessels/scrub", test_scrub);
  g_test_add_func ("/vessels/trail", test_trail);
  rc = g_test_run ();
  rs_renderer_free (renderer);
  return rc;
}
