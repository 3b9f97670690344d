/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/map/sketch.h"

/* A degree is 10 pixels in the view that all tests share, off the antimeridian by @lon_deg. */
static RsView
make_view (double lon_deg)
{
  RsView view = {
    .center = rs_world_from_lat_lon ((RsLatLon){ 0, lon_deg }),
    .zoom = 3.813781, /* 256 x 2^zoom = 3600 */
    .width = 800,
    .height = 600,
    .scale = 1,
  };

  return view;
}

static RsLatLon
get_point (const RsSketch *sketch, guint i)
{
  g_assert_cmpuint (i, <, sketch->points->len);
  return g_array_index (sketch->points, RsLatLon, i);
}

static void
test_kinds_complete (void)
{
  const struct
  {
    RsNoteKind kind;
    guint finish_from; /* points with which it can be finished */
    guint complete_at; /* point by which it is complete; 0: by the user's word only */
  } kinds[] = {
    { RS_NOTE_TEXT, 1, 1 },
    { RS_NOTE_ARROW, 2, 2 },
    { RS_NOTE_LINE, 2, 0 },
    { RS_NOTE_POLYGON, 3, 0 },
    { RS_NOTE_RING, 2, 2 },
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == RS_N_NOTE_KINDS);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (RsSketch) sketch = rs_sketch_new (kinds[i].kind);

      g_assert_false (rs_sketch_can_finish (sketch));
      for (guint n = 1; n <= 5; n++)
        {
          gboolean complete = rs_sketch_add (sketch, (RsLatLon){ n, n * 0.5 });

          g_assert_cmpint (complete, ==, n == kinds[i].complete_at);
          g_assert_cmpint (rs_sketch_can_finish (sketch), ==, n >= kinds[i].finish_from);
          if (complete)
            break;
        }
    }
}

static void
test_ring_radius (void)
{
  g_autoptr (RsSketch) sketch = rs_sketch_new (RS_NOTE_RING);

  g_assert_false (rs_sketch_add (sketch, (RsLatLon){ 42, 133 }));
  /* A second click on the centre is no ring. */
  g_assert_false (rs_sketch_add (sketch, (RsLatLon){ 42, 133 }));
  g_assert_false (rs_sketch_can_finish (sketch));
  g_assert_true (rs_sketch_add (sketch, (RsLatLon){ 43, 133 }));
  g_assert_cmpuint (sketch->points->len, ==, 1);
  /* One degree of latitude at 42.5 N on WGS 84. */
  g_assert_cmpfloat_with_epsilon (sketch->radius_m, 111082, 10);
}

static void
test_remove_last (void)
{
  g_autoptr (RsSketch) sketch = rs_sketch_new (RS_NOTE_POLYGON);

  for (guint i = 0; i < 3; i++)
    rs_sketch_add (sketch, (RsLatLon){ i, i * i });
  g_assert_true (rs_sketch_remove_last (sketch));
  g_assert_false (rs_sketch_can_finish (sketch));
  g_assert_cmpfloat (get_point (sketch, 1).lat_deg, ==, 1);
  g_assert_true (rs_sketch_remove_last (sketch));
  g_assert_true (rs_sketch_remove_last (sketch));
  g_assert_false (rs_sketch_remove_last (sketch));
}

static RsNote *
make_note (RsNoteKind kind)
{
  RsNote *note = rs_note_new ();
  RsLatLon square[] = { { 0, -10 }, { 0, 10 }, { 10, 10 }, { 10, -10 } };
  guint n = kind == RS_NOTE_TEXT || kind == RS_NOTE_RING ? 1 : kind == RS_NOTE_ARROW ? 2 : 4;

  note->id = 5;
  note->kind = kind;
  note->radius_m = kind == RS_NOTE_RING ? 1000000 : 0;
  g_array_append_vals (note->points, square, n);
  return note;
}

static int
grip_at (RsNoteKind kind, double x, double y)
{
  g_autoptr (RsNote) note = make_note (kind);
  g_autoptr (RsSketch) sketch = rs_sketch_new_from_note (note);
  RsView view = make_view (0);

  return rs_sketch_grip_at (sketch, &view, x, y);
}

static void
test_grips (void)
{
  /* 10 W and 10 E on the equator are at x 300 and 500, y 300; 10 N is near y 199.5. */
  g_assert_cmpint (grip_at (RS_NOTE_TEXT, 310, 308), ==, RS_GRIP_WHOLE);
  g_assert_cmpint (grip_at (RS_NOTE_TEXT, 330, 300), ==, RS_GRIP_NONE);

  g_assert_cmpint (grip_at (RS_NOTE_ARROW, 304, 304), ==, 0);
  g_assert_cmpint (grip_at (RS_NOTE_ARROW, 495, 296), ==, 1);
  g_assert_cmpint (grip_at (RS_NOTE_ARROW, 400, 305), ==, RS_GRIP_WHOLE);
  g_assert_cmpint (grip_at (RS_NOTE_ARROW, 400, 310), ==, RS_GRIP_NONE);

  /* The side from the last corner to the first belongs to an area, not to a line. */
  g_assert_cmpint (grip_at (RS_NOTE_LINE, 300, 250), ==, RS_GRIP_NONE);
  g_assert_cmpint (grip_at (RS_NOTE_POLYGON, 300, 250), ==, RS_GRIP_WHOLE);
  g_assert_cmpint (grip_at (RS_NOTE_POLYGON, 300, 199), ==, 3);
  /* Inside: the map below is panned, not the area. */
  g_assert_cmpint (grip_at (RS_NOTE_POLYGON, 400, 250), ==, RS_GRIP_NONE);

  /* 1000 km on the equator are 8.983 degrees, so 89.8 px. */
  g_assert_cmpint (grip_at (RS_NOTE_RING, 389.8, 300), ==, RS_GRIP_RADIUS);
  g_assert_cmpint (grip_at (RS_NOTE_RING, 300, 300), ==, RS_GRIP_WHOLE);
  g_assert_cmpint (grip_at (RS_NOTE_RING, 210.2, 300), ==, RS_GRIP_WHOLE);
  g_assert_cmpint (grip_at (RS_NOTE_RING, 340, 300), ==, RS_GRIP_NONE);
}

/* A line of many points along a bend is held as a whole between its ends and corners. */
static void
test_grips_of_bent_line (void)
{
  g_autoptr (RsSketch) sketch = rs_sketch_new (RS_NOTE_LINE);
  RsView view = make_view (0);

  /* From 20 W to 0 each 20 pixels, then a corner due south; close to the equator it is straight. */
  for (int lon = -20; lon <= 0; lon += 2)
    rs_sketch_add (sketch, (RsLatLon){ 0.001 * (lon + 20), lon });
  rs_sketch_add (sketch, (RsLatLon){ -2, 0 });
  g_assert_cmpint (rs_sketch_grip_at (sketch, &view, 200, 300), ==, 0);
  g_assert_cmpint (rs_sketch_grip_at (sketch, &view, 280, 300), ==, RS_GRIP_WHOLE);
  g_assert_cmpint (rs_sketch_grip_at (sketch, &view, 400, 300), ==, 10);
  g_assert_cmpint (rs_sketch_grip_at (sketch, &view, 400, 320), ==, 11);
  /* Seen from nearer, each point has room for a handle. */
  view.zoom += 2;
  g_assert_cmpint (rs_sketch_grip_at (sketch, &view, 400 - 12 * 40, 300), ==, 4);
}

/* Each leg goes the shorter way from the point before it, wherever the view is. */
static void
test_grips_over_180 (void)
{
  const RsLatLon places[] = { { 30, -40 }, { 0, -150 }, { 0, 140 } };
  g_autoptr (RsSketch) sketch = rs_sketch_new (RS_NOTE_LINE);
  RsView view = make_view (180);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    rs_sketch_add (sketch, places[i]);
  g_assert_cmpint (rs_sketch_grip_at (sketch, &view, 400, 300), ==, RS_GRIP_WHOLE);
  view = make_view (-20);
  g_assert_cmpint (rs_sketch_grip_at (sketch, &view, 400, 300), ==, RS_GRIP_NONE);
}

/* From so far that the view shows the world three times, 256 pixels apart. */
static void
test_grips_in_each_copy (void)
{
  g_autoptr (RsNote) line = make_note (RS_NOTE_LINE);
  g_autoptr (RsNote) ring = make_note (RS_NOTE_RING);
  RsView view = make_view (-10);

  view.zoom = 0;
  for (int copy = -1; copy <= 1; copy++)
    {
      g_autoptr (RsSketch) sketch = rs_sketch_new_from_note (line);
      g_autoptr (RsSketch) circle = rs_sketch_new_from_note (ring);

      g_assert_cmpint (rs_sketch_grip_at (sketch, &view, 400 + copy * 256 - 3, 303), ==, 0);
      g_assert_cmpint (rs_sketch_grip_at (circle, &view, 400 + copy * 256 - 11, 300), ==, RS_GRIP_WHOLE);
    }
}

static void
test_drag_point (void)
{
  g_autoptr (RsNote) note = make_note (RS_NOTE_LINE);
  g_autoptr (RsSketch) sketch = rs_sketch_new_from_note (note);

  rs_sketch_drag (sketch, 2, get_point (sketch, 2), (RsLatLon){ 12, 14 });
  g_assert_cmpfloat (get_point (sketch, 2).lat_deg, ==, 12);
  g_assert_cmpfloat (get_point (sketch, 2).lon_deg, ==, 14);
  g_assert_cmpfloat (get_point (sketch, 1).lon_deg, ==, 10);
  /* The note itself is the case's, and stays. */
  g_assert_cmpfloat (g_array_index (note->points, RsLatLon, 2).lat_deg, ==, 10);
  rs_sketch_drag (sketch, RS_GRIP_NONE, (RsLatLon){ 0, 0 }, (RsLatLon){ 5, 5 });
  rs_sketch_drag (sketch, 4, (RsLatLon){ 0, 0 }, (RsLatLon){ 5, 5 });
  g_assert_cmpfloat (get_point (sketch, 0).lon_deg, ==, -10);
}

/* A shape keeps its size on the map while it is dragged, over 180 degrees too. */
static void
test_drag_whole (void)
{
  g_autoptr (RsSketch) sketch = rs_sketch_new (RS_NOTE_LINE);
  RsView view = make_view (179);
  double x[2], y[2];

  view.center = rs_world_from_lat_lon ((RsLatLon){ 42, 179 });
  rs_sketch_add (sketch, (RsLatLon){ 40, 175 });
  rs_sketch_add (sketch, (RsLatLon){ 45, 178 });
  rs_sketch_drag (sketch, RS_GRIP_WHOLE, (RsLatLon){ 42, 177 }, (RsLatLon){ 42, -179 });
  g_assert_cmpfloat_with_epsilon (get_point (sketch, 0).lon_deg, 179, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_point (sketch, 0).lat_deg, 40, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_point (sketch, 1).lon_deg, -178, 1e-9);
  for (guint i = 0; i < 2; i++)
    rs_view_project (&view, rs_world_from_lat_lon (get_point (sketch, i)), &x[i], &y[i]);
  g_assert_cmpfloat_with_epsilon (x[1] - x[0], 30, 1e-3);
  g_assert_cmpint (rs_sketch_grip_at (sketch, &view, (x[0] + x[1]) / 2, (y[0] + y[1]) / 2), ==,
                   RS_GRIP_WHOLE);
}

/* No distance and no bearing are told before the pointer has left what it clicked. */
static void
test_is_pointing (void)
{
  g_autoptr (RsSketch) sketch = rs_sketch_new (RS_NOTE_LINE);
  RsView view = make_view (0);

  sketch->has_pointer = TRUE;
  sketch->pointer = (RsLatLon){ 0, 10 };
  g_assert_false (rs_sketch_is_pointing (sketch, &view));
  rs_sketch_add (sketch, (RsLatLon){ 0, 10 });
  g_assert_false (rs_sketch_is_pointing (sketch, &view));
  /* Three pixels, then six. */
  sketch->pointer.lon_deg = 10.3;
  g_assert_false (rs_sketch_is_pointing (sketch, &view));
  sketch->pointer.lon_deg = 10.6;
  g_assert_true (rs_sketch_is_pointing (sketch, &view));
  /* Two pixels, over the far edge of the world. */
  rs_sketch_add (sketch, (RsLatLon){ 0, 179.9 });
  sketch->pointer.lon_deg = -179.9;
  g_assert_false (rs_sketch_is_pointing (sketch, &view));
  sketch->pointer.lon_deg = -179;
  g_assert_true (rs_sketch_is_pointing (sketch, &view));
  sketch->is_done = TRUE;
  g_assert_false (rs_sketch_is_pointing (sketch, &view));
}

static void
test_drag_radius (void)
{
  g_autoptr (RsNote) note = make_note (RS_NOTE_RING);
  g_autoptr (RsSketch) sketch = rs_sketch_new_from_note (note);

  rs_sketch_drag (sketch, RS_GRIP_RADIUS, (RsLatLon){ 0, 0 }, (RsLatLon){ 0, -9 });
  g_assert_cmpfloat_with_epsilon (sketch->radius_m, 111319.5, 1);
  g_assert_cmpfloat (get_point (sketch, 0).lon_deg, ==, -10);
  /* Never a ring without a radius: it could not be grabbed again. */
  rs_sketch_drag (sketch, RS_GRIP_RADIUS, (RsLatLon){ 0, 0 }, get_point (sketch, 0));
  g_assert_cmpfloat (sketch->radius_m, >=, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sketch/kinds-complete", test_kinds_complete);
  g_test_add_func ("/sketch/ring-radius", test_ring_radius);
  g_test_add_func ("/sketch/remove-last", test_remove_last);
  g_test_add_func ("/sketch/grips", test_grips);
  g_test_add_func ("/sketch/grips-of-bent-line", test_grips_of_bent_line);
  g_test_add_func ("/sketch/grips-over-180", test_grips_over_180);
  g_test_add_func ("/sketch/grips-in-each-copy", test_grips_in_each_copy);
  g_test_add_func ("/sketch/drag-point", test_drag_point);
  g_test_add_func ("/sketch/drag-whole", test_drag_whole);
  g_test_add_func ("/sketch/is-pointing", test_is_pointing);
  g_test_add_func ("/sketch/drag-radius", test_drag_radius);
  return g_test_run ();
}
