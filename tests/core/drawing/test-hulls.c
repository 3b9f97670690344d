/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ships that share a number, and suspicious fixes, in the picture. */
#include "analysis/segment.h"
#include "picture.h"
#include "replay/clock.h"
#include "replay/position.h"
#include "sample.h"

static RsRenderer *renderer;

/* Two hulls eastwards, along 42.2 N and 41.8 N, a minute apart; a stray at 42.4 N. */
static RsSnapshot *
make_case (void)
{
  const RsSegmentRule rule = RS_SEGMENT_RULE_DEFAULT;
  RsSnapshot *snapshot = sample_new ();
  RsVessel *vessel = rs_vessel_new ();
  RsFix *fixes = g_new (RsFix, 121);
  guint n = 0;

  for (guint i = 0; i < 60; i++)
    {
      gint64 t_ms = SAMPLE_START_MS + i * 2 * RS_MINUTE_MS;

      fixes[n++] = sample_fix (t_ms, 42.2, 132.6 + i * 0.006, RS_OBSERVED);
      fixes[n++] = sample_fix (t_ms + RS_MINUTE_MS, 41.8, 132.6 + i * 0.006, RS_OBSERVED);
      if (i == 30)
        fixes[n++] = sample_fix (t_ms + RS_MINUTE_MS + 1, 42.4, 133, RS_OBSERVED);
    }
  vessel->id = 7;
  vessel->color = -1;
  g_ptr_array_add (snapshot->vessels, vessel);
  g_ptr_array_add (snapshot->tracks,
                   rs_segment_track_new (7, fixes, n, snapshot->gap_ms, &rule));
  rs_snapshot_seal (snapshot);
  return snapshot;
}

static void
find_pixel (const RsFrame *frame, double lat_deg, double lon_deg, double *out_x, double *out_y)
{
  rs_view_project (&frame->view, rs_world_from_lat_lon ((RsLatLon) { lat_deg, lon_deg }), out_x,
                   out_y);
}

/* Pixels between the hulls, in the middle of their way. */
static guint
count_between (const Picture *picture, const RsFrame *frame)
{
  double x0, y0, x1, y1;

  find_pixel (frame, 42.15, 132.65, &x0, &y0);
  find_pixel (frame, 41.85, 132.95, &x1, &y1);
  return picture_count (picture, x0, y0, x1, y1);
}

static void
test_lines (void)
{
  g_autoptr (RsSnapshot) snapshot = make_case ();
  RsFrame frame = picture_frame (42.1, 132.8, 8.5, RS_SHOW_TRACKS);
  g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);
  double x, y;

  g_assert_cmpuint (snapshot->hulls->len, ==, 2);
  g_assert_cmpuint (count_between (&picture, &frame), ==, 0);
  for (guint hull = 0; hull < 2; hull++)
    {
      find_pixel (&frame, hull ? 41.8 : 42.2, 132.7, &x, &y);
      g_assert_cmpuint (picture_count (&picture, x - 2, y - 2, x + 2, y + 2), >, 0);
    }
}

/* One symbol for each hull, where it is, and its trail. */
static void
test_symbols (void)
{
  g_autoptr (RsSnapshot) snapshot = make_case ();
  RsFrame frame = picture_frame (42.1, 132.8, 8.5, RS_SHOW_VESSELS | RS_SHOW_TRAILS);
  double x, y, last = 0;

  for (guint i = 0; i < 20; i++)
    {
      frame.t_ms = SAMPLE_START_MS + RS_HOUR_MS + i * RS_MINUTE_MS;
      {
        g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);

        g_assert_cmpuint (count_between (&picture, &frame), ==, 0);
        for (guint hull = 0; hull < 2; hull++)
          {
            const RsTrack *track = g_ptr_array_index (snapshot->hulls, hull);
            RsPosition now;
            RsPick pick;

            rs_position_at (track, frame.t_ms, snapshot->gap_ms, NULL, &now);
            g_assert_cmpfloat_with_epsilon (now.place.lat_deg, hull ? 41.8 : 42.2, 0.001);
            g_assert_true (hull == 1 || now.place.lon_deg > last);
            last = hull == 0 ? now.place.lon_deg : last;
            find_pixel (&frame, now.place.lat_deg, now.place.lon_deg, &x, &y);
            g_assert_cmpuint (picture_count (&picture, x - 4, y - 4, x + 4, y + 4), >, 10);
            pick = rs_renderer_pick (renderer, snapshot, &frame, x, y, 6);
            g_assert_cmpint (pick.kind, ==, RS_PICK_VESSEL);
            g_assert_cmpint (pick.id, ==, 7);
            g_assert_cmpint (pick.hull, ==, hull);
          }
      }
    }
}

static void
test_stray (void)
{
  g_autoptr (RsSnapshot) snapshot = make_case ();
  const RsTrack *track = g_ptr_array_index (snapshot->tracks, 0);
  RsFrame frame = picture_frame (42.1, 132.8, 8.5, RS_SHOW_TRACKS | RS_SHOW_SUSPECTS);
  double x, y;
  RsPick pick;

  g_assert_cmpuint (track->n_suspects, ==, 1);
  find_pixel (&frame, 42.4, 133, &x, &y);
  {
    g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);

    g_assert_cmpuint (picture_count (&picture, x - 5, y - 5, x + 5, y + 5), >, 15);
  }
  pick = rs_renderer_pick (renderer, snapshot, &frame, x, y, 6);
  g_assert_cmpint (pick.kind, ==, RS_PICK_VESSEL);
  g_assert_cmpint (pick.fix, ==, track->suspects[0].fix);
  /* It is one of the span that it lies in. */
  for (gint64 shift_ms = -RS_HOUR_MS; shift_ms <= RS_HOUR_MS; shift_ms += RS_HOUR_MS)
    {
      g_auto (Picture) picture = { 0 };

      frame.span_from_ms = track->fixes[track->suspects[0].fix].t_ms + shift_ms;
      frame.span_to_ms = frame.span_from_ms + RS_HOUR_MS / 2;
      picture = picture_draw (renderer, snapshot, &frame);
      g_assert_cmpint (picture_count (&picture, x - 5, y - 5, x + 5, y + 5) > 15, ==, shift_ms == 0);
      pick = rs_renderer_pick (renderer, snapshot, &frame, x, y, 6);
      g_assert_cmpint (pick.kind, ==, shift_ms == 0 ? RS_PICK_VESSEL : RS_PICK_NONE);
    }
  frame.span_from_ms = frame.span_to_ms = RS_TIME_NONE;
  frame.show = RS_SHOW_TRACKS;
  {
    g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);

    g_assert_cmpuint (picture_count (&picture, x - 8, y - 8, x + 8, y + 8), ==, 0);
  }
  pick = rs_renderer_pick (renderer, snapshot, &frame, x, y, 6);
  g_assert_cmpint (pick.kind, ==, RS_PICK_NONE);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  renderer = picture_new_renderer ();
  g_test_add_func ("/hulls/lines", test_lines);
  g_test_add_func ("/hulls/symbols", test_symbols);
  g_test_add_func ("/hulls/stray", test_stray);
  result = g_test_run ();
  rs_renderer_free (renderer);
  return result;
}
