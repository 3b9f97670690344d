/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/map/sketch.h"

#include <glib/gi18n.h>
#include <math.h>

#include "drawing/line.h"
#include "drawing/shape.h"

#define LINE_PX 1.8
#define HANDLE_PX 4.5
#define GRAB_PX 10.0
#define SIDE_PX 6
/* Points of a bent line: as near to both neighbours, and turning no more. */
#define BENT_PX 40.0
#define BENT_RAD (5 * G_PI / 180)

RsSketch *
rs_sketch_new (RsNoteKind kind)
{
  RsSketch *self = g_new0 (RsSketch, 1);

  self->kind = kind;
  self->points = g_array_new (FALSE, FALSE, sizeof (RsLatLon));
  return self;
}

RsSketch *
rs_sketch_new_from_note (const RsNote *note)
{
  RsSketch *self = rs_sketch_new (note->kind);

  g_array_append_vals (self->points, note->points->data, note->points->len);
  self->radius_m = note->radius_m;
  self->note_id = note->id;
  return self;
}

void
rs_sketch_free (RsSketch *self)
{
  g_array_unref (self->points);
  g_free (self);
}

static RsLatLon
get_point (const RsSketch *self, guint i)
{
  return g_array_index (self->points, RsLatLon, i);
}

gboolean
rs_sketch_add (RsSketch *self, RsLatLon p)
{
  if (self->kind == RS_NOTE_RING && self->points->len == 1)
    {
      self->radius_m = rs_geodesic_inverse (get_point (self, 0), p, NULL);
      return self->radius_m > 0;
    }
  g_array_append_val (self->points, p);
  return self->kind == RS_NOTE_TEXT || (self->kind == RS_NOTE_ARROW && self->points->len == 2);
}

gboolean
rs_sketch_remove_last (RsSketch *self)
{
  if (self->points->len == 0)
    return FALSE;
  g_array_set_size (self->points, self->points->len - 1);
  return TRUE;
}

gboolean
rs_sketch_can_finish (const RsSketch *self)
{
  switch (self->kind)
    {
    case RS_NOTE_TEXT:
      return self->points->len == 1;
    case RS_NOTE_ARROW:
      return self->points->len == 2;
    case RS_NOTE_LINE:
      return self->points->len >= 2;
    case RS_NOTE_POLYGON:
      return self->points->len >= 3;
    case RS_NOTE_RING:
      return self->points->len == 1 && self->radius_m > 0;
    case RS_N_NOTE_KINDS:
    default:
      return FALSE;
    }
}

gboolean
rs_sketch_is_pointing (const RsSketch *self, const RsView *view)
{
  RsWorldPoint from, to;

  if (!self->has_pointer || self->is_done || self->note_id || self->points->len == 0)
    return FALSE;
  from = rs_world_from_lat_lon (get_point (self, self->points->len - 1));
  to = rs_world_from_lat_lon (self->pointer);
  return hypot (remainder (to.x - from.x, 1), to.y - from.y) * rs_view_world_px (view) > HANDLE_PX;
}

/* A point in which the line goes on nearly straight, close to its neighbours, has no handle: a line kept from a
 * measurement would be all handles, and could not be held as a whole. */
static gboolean
has_handle (const RsSketch *self, const RsShape *shape, guint i)
{
  double x0, y0, x, y, x1, y1, in, out;

  if (i == 0 || i + 1 >= self->points->len)
    return TRUE;
  rs_shape_get_point (shape, 0, i - 1, &x0, &y0);
  rs_shape_get_point (shape, 0, i, &x, &y);
  rs_shape_get_point (shape, 0, i + 1, &x1, &y1);
  if (hypot (x - x0, y - y0) > BENT_PX || hypot (x1 - x, y1 - y) > BENT_PX)
    return TRUE;
  in = atan2 (y - y0, x - x0);
  out = atan2 (y1 - y, x1 - x);
  return fabs (remainder (out - in, 2 * G_PI)) > BENT_RAD;
}

/* Where the handle of a ring's radius is: due east of its centre. */
static RsLatLon
get_radius_handle (const RsSketch *self)
{
  return rs_geodesic_direct (get_point (self, 0), 90, self->radius_m);
}

/* Its points, each the shorter way round the world from the one before it; then a ring's handle or where the next
 * point would be. */
static void
set_shape (const RsSketch *self, RsShape *shape)
{
  g_autoptr (GArray) points = g_array_copy (self->points);

  if (self->kind == RS_NOTE_RING && self->radius_m > 0)
    {
      RsLatLon handle = get_radius_handle (self);

      g_array_append_val (points, handle);
    }
  else if (self->has_pointer && self->note_id == 0)
    g_array_append_val (points, self->pointer);
  rs_shape_set_points (shape, points, self->kind == RS_NOTE_POLYGON);
}

static int
find_handle (const RsSketch *self, const RsShape *shape, double x, double y)
{
  double grab_px = self->kind == RS_NOTE_TEXT ? 16 : GRAB_PX;

  for (gint copy = shape->first_copy; copy <= shape->last_copy; copy++)
    for (guint i = shape->world->len; i-- > 0;)
      {
        double px, py;

        rs_shape_get_point (shape, copy, i, &px, &py);
        if (!has_handle (self, shape, i) || hypot (px - x, py - y) > grab_px)
          continue;
        if (self->kind == RS_NOTE_RING)
          return i == 1 ? RS_GRIP_RADIUS : RS_GRIP_WHOLE;
        return self->kind == RS_NOTE_TEXT ? RS_GRIP_WHOLE : (int) i;
      }
  return RS_GRIP_NONE;
}

int
rs_sketch_grip_at (const RsSketch *self, const RsView *view, double x, double y)
{
  RsShape shape;
  int grip;

  rs_shape_init (&shape, NULL, view);
  set_shape (self, &shape);
  grip = find_handle (self, &shape, x, y);
  if (self->kind == RS_NOTE_RING && self->points->len == 1)
    rs_shape_set_circle (&shape, get_point (self, 0), self->radius_m);
  if (grip == RS_GRIP_NONE && rs_shape_dist (&shape, x, y) <= SIDE_PX)
    grip = RS_GRIP_WHOLE;
  rs_shape_clear (&shape);
  return grip;
}

void
rs_sketch_drag (RsSketch *self, int grip, RsLatLon from, RsLatLon to)
{
  RsWorldPoint a, b;

  if (grip == RS_GRIP_RADIUS)
    {
      self->radius_m = MAX (1.0, rs_geodesic_inverse (get_point (self, 0), to, NULL));
      return;
    }
  if (grip >= 0 && (guint) grip < self->points->len)
    {
      g_array_index (self->points, RsLatLon, grip) = to;
      return;
    }
  if (grip != RS_GRIP_WHOLE)
    return;
  a = rs_world_from_lat_lon (from);
  b = rs_world_from_lat_lon (to);
  for (guint i = 0; i < self->points->len; i++)
    {
      RsWorldPoint w = rs_world_from_lat_lon (get_point (self, i));

      w.x += b.x - a.x;
      w.y = CLAMP (w.y + b.y - a.y, 0, 1);
      g_array_index (self->points, RsLatLon, i) = rs_lat_lon_from_world (w);
    }
}

static void
append_measure (cairo_t *cr, RsWords *words, GtkWidget *widget, const RsView *view, RsLatLon from, RsLatLon to,
                gboolean metric)
{
  double azimuth, x, y;
  double dist_m = rs_geodesic_inverse (from, to, &azimuth);
  g_autofree char *text = NULL;

  azimuth = rs_bearing_round (azimuth, 0);
  /* Translators: distance and true bearing of the line being drawn */
  text = metric ? g_strdup_printf (_ ("%.2f km, %03.0f°"), dist_m / 1000, azimuth)
                : g_strdup_printf (_ ("%.2f nm, %03.0f°"), dist_m / RS_M_PER_NM, azimuth);
  rs_view_project (view, rs_world_from_lat_lon (to), &x, &y);
  rs_words_append (words, cr, widget, view, text, x, y, TRUE);
}

/* From point @first of the shape to point @last; what follows its last one is its first. */
static void
trace (const RsShape *shape, guint first, guint last, RsColor color, RsDash dash)
{
  RsLine line;

  rs_line_init (&line, shape->canvas);
  for (gint copy = shape->first_copy; copy <= shape->last_copy; copy++)
    {
      rs_line_begin (&line, LINE_PX, color, dash);
      for (guint i = first; i <= last; i++)
        {
          double x, y;

          rs_shape_get_point (shape, copy, i % shape->world->len, &x, &y);
          rs_line_add (&line, x, y);
        }
      rs_line_end (&line);
    }
  rs_line_clear (&line);
}

static void
append_sides (const RsSketch *self, RsShape *shape, RsColor color)
{
  guint n = self->points->len;

  if (self->kind == RS_NOTE_RING)
    {
      double radius_m = self->radius_m;

      if (self->note_id == 0 && self->has_pointer)
        radius_m = rs_geodesic_inverse (get_point (self, 0), self->pointer, NULL);
      rs_shape_set_circle (shape, get_point (self, 0), radius_m);
      rs_shape_stroke (shape, LINE_PX, color, RS_DASH_NONE);
      return;
    }
  set_shape (self, shape);
  if (self->note_id)
    {
      rs_shape_stroke (shape, LINE_PX, color, RS_DASH_NONE);
      return;
    }
  trace (shape, 0, n - 1, color, RS_DASH_NONE);
  if (self->has_pointer)
    trace (shape, n - 1, self->kind == RS_NOTE_POLYGON && n >= 2 ? n + 1 : n, color, RS_DASH_BORDER);
}

static void
append_handles (const RsSketch *self, RsShape *shape, cairo_t *cr, const GdkRGBA *color)
{
  guint n = self->points->len + (self->kind == RS_NOTE_RING && self->radius_m > 0);

  set_shape (self, shape);
  cairo_set_line_width (cr, LINE_PX);
  for (gint copy = shape->first_copy; copy <= shape->last_copy; copy++)
    for (guint i = 0; i < n; i++)
      {
        double x, y;

        if (!has_handle (self, shape, i))
          continue;
        rs_shape_get_point (shape, copy, i, &x, &y);
        cairo_new_path (cr);
        cairo_arc (cr, x, y, HANDLE_PX, 0, 2 * G_PI);
        cairo_set_source_rgb (cr, 1, 1, 1);
        cairo_fill_preserve (cr);
        gdk_cairo_set_source_rgba (cr, color);
        cairo_stroke (cr);
      }
}

static RsColor
make_color (const GdkRGBA *color)
{
  guint32 red = (guint32) (color->red * 255 + 0.5f), green = (guint32) (color->green * 255 + 0.5f);

  return rs_color_with_alpha (RS_RGB (red << 16 | green << 8 | (guint32) (color->blue * 255 + 0.5f)),
                              color->alpha);
}

void
rs_sketch_snapshot (const RsSketch *self, RsWords *words, GtkWidget *widget, GtkSnapshot *snapshot,
                    const RsView *view, const GdkRGBA *color, gboolean metric)
{
  guint n = self->points->len;
  g_autoptr (RsCanvas) canvas = NULL;
  RsShape shape;
  cairo_t *cr;

  if (n == 0)
    return;
  cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) view->width, (float) view->height));
  canvas = rs_canvas_new_for_cairo (cr, view->width, view->height);
  rs_shape_init (&shape, canvas, view);
  append_sides (self, &shape, make_color (color));
  append_handles (self, &shape, cr, color);
  if (rs_sketch_is_pointing (self, view))
    append_measure (cr, words, widget, view, get_point (self, n - 1), self->pointer, metric);
  rs_shape_clear (&shape);
  cairo_destroy (cr);
}
