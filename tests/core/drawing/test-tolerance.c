/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the eye could lose: pictures drawn from simplified tracks beside pictures stroked from every
 * fix, at all zooms, turned, at other scales and across 180 degrees. The numbers are those of
 * drawing/levels.h. */
#include "base/mercator.h"
#include "drawing/levels.h"
#include "drawing/vessel-style.h"
#include "picture.h"
#include "sample.h"

#define SEED 20240307
#define N_VIEWS 56

static RsRenderer *renderer;

/* How the picture of a track may differ from the one of every fix, in parts of the inked pixels. */
typedef struct
{
  guint n_inked, n_off_half, n_off_quarter, n_astray;
} Difference;

/* A ship of one of four kinds: on passage, at rest and off again, fishing, to and fro. */
static void
add_ship (RsSnapshot *snapshot, GRand *rand, gint64 id, RsLatLon at)
{
  GArray *fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
  double lat_deg = at.lat_deg, lon_deg = at.lon_deg, course = g_rand_double_range (rand, 0, 6.28);
  guint kind = (guint) id % 4;

  for (gint i = 0; i < 2500; i++)
    {
      gboolean rests = kind == 1 && i / 400 % 2 == 0;
      double step_deg = rests ? 0.00004 : kind == 2 ? 0.0007 : 0.0025;
      RsFix fix = sample_fix (SAMPLE_START_MS + i * RS_MINUTE_MS, lat_deg, lon_deg, RS_OBSERVED);

      g_array_append_val (fixes, fix);
      course += rests ? g_rand_double_range (rand, -3, 3)
                : kind == 2 ? g_rand_double_range (rand, -0.9, 0.9)
                            : g_rand_double_range (rand, -0.08, 0.08);
      if (kind == 3 && i % 180 == 179)
        course += G_PI;
      lat_deg += step_deg * cos (course);
      lon_deg = rs_lon_wrap (lon_deg + step_deg * sin (course) / cos (lat_deg * G_PI / 180));
    }
  sample_add_vessel (snapshot, id, "Ship", fixes);
}

static RsSnapshot *
make_case (GRand *rand)
{
  RsSnapshot *snapshot = sample_new ();

  for (gint64 id = 1; id <= 16; id++)
    add_ship (snapshot, rand, id,
              (RsLatLon){ g_rand_double_range (rand, id % 2 ? 51 : 41, id % 2 ? 53 : 44),
                          id % 2 ? rs_lon_wrap (g_rand_double_range (rand, 178.5, 181.5))
                                 : g_rand_double_range (rand, 130, 135) });
  rs_snapshot_seal (snapshot);
  return snapshot;
}

/* The centre on whole device pixels of the turned world, where the renderer moves it to. */
static void
snap_view (RsView *view)
{
  double world_px = rs_view_world_px (view) * view->scale;
  double c = cos (view->rotation_rad), n = sin (view->rotation_rad);
  double w = rint (view->width * view->scale), h = rint (view->height * view->scale);
  double left = rint ((c * view->center.x - n * view->center.y) * world_px - w / 2);
  double top = rint ((n * view->center.x + c * view->center.y) * world_px - h / 2);
  double x = (left + w / 2) / world_px, y = (top + h / 2) / world_px;

  view->center.x = c * x + n * y;
  view->center.y = c * y - n * x;
}

/* The slow twin: every fix, in every copy of the world that might be seen. */
static Picture
draw_every_fix (RsSnapshot *snapshot, const RsFrame *frame)
{
  Picture picture = { (int) rint (frame->view.width * frame->view.scale),
                      (int) rint (frame->view.height * frame->view.scale), NULL };
  double world_px = rs_view_world_px (&frame->view);
  double c = cos (frame->view.rotation_rad), n = sin (frame->view.rotation_rad);
  g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (RsPoint));
  g_autoptr (RsCanvas) canvas = NULL;

  picture.pixels = g_new0 (guint32, (gsize) picture.width * (gsize) picture.height);
  canvas = rs_canvas_new_for_buffer ((guchar *) picture.pixels, picture.width, picture.height,
                                     picture.width * 4, frame->view.scale);
  for (guint i = 0; i < snapshot->tracks->len; i++)
    for (int copy = -2; copy <= 2; copy++)
      {
        const RsTrack *track = g_ptr_array_index (snapshot->tracks, i);
        const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, i);
        double last = 0;

        g_array_set_size (line, 0);
        for (guint k = 0; k < track->n; k++)
          {
            RsWorldPoint w = rs_world_from_lat_lon (rs_fix_lat_lon (&track->fixes[k]));
            double dx, dy;
            RsPoint point;

            if (k > 0)
              w.x -= rint (w.x - last);
            last = w.x;
            dx = (w.x + copy - frame->view.center.x) * world_px;
            dy = (w.y - frame->view.center.y) * world_px;
            point.x = (float) (c * dx - n * dy + frame->view.width / 2);
            point.y = (float) (n * dx + c * dy + frame->view.height / 2);
            g_array_append_val (line, point);
          }
        rs_canvas_stroke (canvas, (const RsPoint *) (gpointer) line->data, line->len, RS_TRACK_PX,
                          rs_style_get (frame->theme)->vessels[(vessel->id - 1) % RS_N_VESSEL_COLORS],
                          RS_DASH_NONE, 0);
      }
  return picture;
}

static gboolean
has_ink_around (const Picture *picture, int x, int y)
{
  for (int j = -1; j <= 1; j++)
    for (int i = -1; i <= 1; i++)
      if (picture_get (picture, x + i, y + j) >> 24 >= 32)
        return TRUE;
  return FALSE;
}

static void
add_difference (Difference *total, const Picture *a, const Picture *b)
{
  for (int y = 0; y < a->height; y++)
    for (int x = 0; x < a->width; x++)
      {
        guint32 p = picture_get (a, x, y), q = picture_get (b, x, y);
        int off = 0;

        if ((p | q) >> 24 == 0)
          continue;
        total->n_inked++;
        for (int shift = 0; shift < 32; shift += 8)
          off = MAX (off, ABS ((int) (p >> shift & 0xff) - (int) (q >> shift & 0xff)));
        total->n_off_half += off > 128;
        total->n_off_quarter += off > 64;
        total->n_astray += (p >> 24 >= 200 && !has_ink_around (b, x, y))
                           || (q >> 24 >= 200 && !has_ink_around (a, x, y));
      }
}

static void
test_pictures (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (RsSnapshot) snapshot = make_case (rand);
  Difference all = { 0 };

  g_test_message ("seed %d", SEED);
  for (guint i = 0; i < N_VIEWS; i++)
    {
      const RsTrack *track = g_ptr_array_index (snapshot->tracks, i % snapshot->tracks->len);
      RsLatLon at = rs_fix_lat_lon (&track->fixes[g_rand_int_range (rand, 0, (gint32) track->n)]);
      double zoom = 1 + i % 14 + (i % 3 == 0 ? 0 : g_rand_double (rand));
      RsFrame frame = picture_frame (at.lat_deg, at.lon_deg, zoom, RS_SHOW_TRACKS);
      Difference one = { 0 };

      frame.view.scale = i % 4 == 1 ? 2 : i % 4 == 3 ? 1.5 : 1;
      frame.view.rotation_rad = i % 5 < 2 ? 0 : g_rand_double_range (rand, -3, 3);
      frame.view.width = 320;
      frame.view.height = 240;
      snap_view (&frame.view);
      {
        g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);
        g_auto (Picture) twin = draw_every_fix (snapshot, &frame);

        add_difference (&one, &picture, &twin);
      }
      g_test_message ("zoom %.2f scale %.1f: of %u pixels %u off by half, %u by a quarter, %u astray",
                      frame.view.zoom, frame.view.scale, one.n_inked, one.n_off_half,
                      one.n_off_quarter, one.n_astray);
      g_assert_cmpuint (one.n_inked, >, 4);
      g_assert_cmpuint (one.n_astray, ==, 0);
      g_assert_cmpfloat (one.n_off_half, <=, 0.08 * one.n_inked + 4);
      all.n_inked += one.n_inked;
      all.n_off_half += one.n_off_half;
      all.n_off_quarter += one.n_off_quarter;
    }
  g_test_message ("all: %u pixels, %.3f %% off by half, %.3f %% by a quarter", all.n_inked,
                  100.0 * all.n_off_half / all.n_inked, 100.0 * all.n_off_quarter / all.n_inked);
  g_assert_cmpfloat (all.n_off_half, <=, 0.004 * all.n_inked);
}

int
main (int argc, char *argv[])
{
  int rc;

  g_test_init (&argc, &argv, NULL);
  renderer = picture_new_renderer ();
  g_test_add_func ("/tolerance/pictures", test_pictures);
  rc = g_test_run ();
  rs_renderer_free (renderer);
  return rc;
}
