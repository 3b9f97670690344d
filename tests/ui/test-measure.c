/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/map/measure.h"

#include <math.h>

static RsSketch *
make_sketch (const RsLatLon *points, guint n)
{
  RsSketch *sketch = rs_sketch_new (RS_NOTE_LINE);

  for (guint i = 0; i < n; i++)
    rs_sketch_add (sketch, points[i]);
  return sketch;
}

static gboolean
is_at (const GArray *line, guint i, RsLatLon p)
{
  const RsLatLon *q = &g_array_index (line, RsLatLon, i);

  return i < line->len && q->lat_deg == p.lat_deg && q->lon_deg == p.lon_deg;
}

/* How far, of a map on which the straight line between the ends is 1 long, @line is off the shortest line. */
static double
get_worst (const GArray *line, RsLatLon a, RsLatLon b)
{
  RsWorldPoint from = rs_world_from_lat_lon (a), to = rs_world_from_lat_lon (b);
  double length = hypot (remainder (to.x - from.x, 1), to.y - from.y), worst = 0;

  for (int i = 0; i <= 1000; i++)
    {
      RsWorldPoint p = rs_world_from_lat_lon (rs_geodesic_between (a, b, i / 1000.0, NULL));
      double best = INFINITY;

      for (guint k = 1; k < line->len; k++)
        {
          RsWorldPoint u = rs_world_from_lat_lon (g_array_index (line, RsLatLon, k - 1));
          RsWorldPoint v = rs_world_from_lat_lon (g_array_index (line, RsLatLon, k));
          double dx = remainder (v.x - u.x, 1), dy = v.y - u.y;
          double px = remainder (p.x - u.x, 1), py = p.y - u.y;
          double t = CLAMP ((px * dx + py * dy) / (dx * dx + dy * dy), 0, 1);

          best = MIN (best, hypot (px - t * dx, py - t * dy));
        }
      worst = MAX (worst, best);
    }
  return worst / length;
}

/* Across oceans, over 180 degrees, and from one side of the equator to the other. */
static void
test_line_lies_on_geodesic (void)
{
  const RsLatLon legs[][2] = {
    { { 35.4, 139.8 }, { 37.8, -122.5 } }, { { 51, -5 }, { 41, -70 } }, { { -40, 100 }, { 40, 160 } },
    { { 42, 131 }, { 42.5, 134 } },        { { -33.9, 18.3 }, { -34.6, -58 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (legs); i++)
    {
      g_autoptr (RsSketch) sketch = make_sketch (legs[i], 2);
      g_autoptr (GArray) line = rs_measure_make_line (sketch);
      double worst = get_worst (line, legs[i][0], legs[i][1]);

      g_test_message ("leg %u: %u points, a pixel of %.0f off", i, line->len, 1 / worst);
      g_assert_true (is_at (line, 0, legs[i][0]));
      g_assert_true (is_at (line, line->len - 1, legs[i][1]));
      g_assert_cmpfloat (worst, <, 1.0 / 3000);
      g_assert_cmpuint (line->len, <, 70);
    }
}

/* Points of a line that bends no more than a pixel stay alone; so do points set twice. */
static void
test_line_of_short_legs (void)
{
  const RsLatLon points[] = { { 42, 131 }, { 42.1, 131.1 }, { 42.1, 131.1 }, { 42.1, 131.2 } };
  g_autoptr (RsSketch) sketch = make_sketch (points, G_N_ELEMENTS (points));
  g_autoptr (GArray) line = rs_measure_make_line (sketch);

  g_assert_cmpuint (line->len, ==, G_N_ELEMENTS (points));
  for (guint i = 0; i < line->len; i++)
    g_assert_true (is_at (line, i, points[i]));
}

static void
test_list (void)
{
  const RsLatLon points[] = { { 0, 0 }, { 0, 1 }, { 0, 1 }, { 1, 1 } };
  g_autoptr (RsSketch) sketch = make_sketch (points, G_N_ELEMENTS (points));
  g_autofree char *all = rs_measure_list (sketch, FALSE);
  g_autofree char *one = NULL;

  g_assert_cmpstr (all, ==,
                   "60.11 nm (111.32 km), 090.0°\n"
                   "0.00 nm (0.00 km)\n"
                   "59.71 nm (110.57 km), 000.0°\n"
                   "Total 119.81 nm (221.89 km)");
  g_array_set_size (sketch->points, 2);
  one = rs_measure_list (sketch, TRUE);
  g_assert_cmpstr (one, ==, "111.32 km (60.11 nm), 090.0°");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/line-lies-on-geodesic", test_line_lies_on_geodesic);
  g_test_add_func ("/measure/line-of-short-legs", test_line_of_short_legs);
  g_test_add_func ("/measure/list", test_list);
  return g_test_run ();
}
