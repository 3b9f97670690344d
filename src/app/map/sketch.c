/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/map/sketch.h"

#include <glib/gi18n.h>
#include <math.h>

#define HANDLE_PX 4.5
#define GRAB_PX 10.0
#define RING_SIDES 120
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

static void
project (const RsView *view, RsLatLon p, double *x, double *y)
{
  rs_view_project (view, rs_world_from_lat_lon (p), x, y);
}

gboolean
rs_sketch_is_pointing (const RsSketch *self, const RsView *view)
{
  double x, y, last_x, last_y;

  if (!self->has_pointer || self->is_done || self->note_id || self->points->len == 0)
    return FALSE;
  project (view, self->pointer, &x, &y);
  project (view, get_point (self, self->points->len - 1), &last_x, &last_y);
  return hypot (x - last_x, y - last_y) > HANDLE_PX;
}

/* A point in which the line goes on nearly straight, close to its neighbours, has no handle: a line kept from a
 * measurement would be all handles, and could not be held as a whole. */
static gboolean
has_handle (const RsSketch *self, const RsView *view, guint i)
{
  double x0, y0, x, y, x1, y1, in, out;

  if (i == 0 || i + 1 >= self->points->len)
    return TRUE;
  project (view, get_point (self, i - 1), &x0, &y0);
  project (view, get_point (self, i), &x, &y);
  project (view, get_point (self, i + 1), &x1, &y1);
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

static double
distance_to_segment (double px, double py, double ax, double ay, double bx, double by)
{
  double dx = bx - ax, dy = by - ay;
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? CLAMP (((px - ax) * dx + (py - ay) * dy) / length2, 0, 1) : 0;

  return hypot (px - ax - t * dx, py - ay - t * dy);
}

int
rs_sketch_grip_at (const RsSketch *self, const RsView *view, double x, double y)
{
  double px, py, qx, qy;
  guint n = self->points->len;

  if (self->kind == RS_NOTE_RING && n == 1)
    {
      double cx, cy, radius_px;

      project (view, get_radius_handle (self), &px, &py);
      if (hypot (px - x, py - y) <= GRAB_PX)
        return RS_GRIP_RADIUS;
      project (view, get_point (self, 0), &cx, &cy);
      radius_px = hypot (px - cx, py - cy);
      if (hypot (cx - x, cy - y) <= GRAB_PX || fabs (hypot (cx - x, cy - y) - radius_px) <= 6)
        return RS_GRIP_WHOLE;
      return RS_GRIP_NONE;
    }
  for (guint i = 0; i < n; i++)
    {
      if (!has_handle (self, view, i))
        continue;
      project (view, get_point (self, i), &px, &py);
      if (hypot (px - x, py - y) <= (self->kind == RS_NOTE_TEXT ? 16 : GRAB_PX))
        return self->kind == RS_NOTE_TEXT ? RS_GRIP_WHOLE : (int) i;
    }
  for (guint i = 0; i + 1 < n + (self->kind == RS_NOTE_POLYGON); i++)
    {
      project (view, get_point (self, i), &px, &py);
      project (view, get_point (self, (i + 1) % n), &qx, &qy);
      if (distance_to_segment (x, y, px, py, qx, qy) <= 6)
        return RS_GRIP_WHOLE;
    }
  return RS_GRIP_NONE;
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
append_handle (cairo_t *cr, double x, double y, const GdkRGBA *color)
{
  cairo_arc (cr, x, y, HANDLE_PX, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 1.8);
  cairo_stroke (cr);
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
  project (view, to, &x, &y);
  rs_words_append (words, cr, widget, view, text, x, y, TRUE);
}

static void
trace_ring (cairo_t *cr, const RsView *view, RsLatLon center, double radius_m)
{
  for (int i = 0; i <= RING_SIDES; i++)
    {
      double x, y;

      project (view, rs_geodesic_direct (center, i * 360.0 / RING_SIDES, radius_m), &x, &y);
      cairo_line_to (cr, x, y);
    }
}

void
rs_sketch_snapshot (const RsSketch *self, RsWords *words, GtkWidget *widget, GtkSnapshot *snapshot,
                    const RsView *view, const GdkRGBA *color, gboolean metric)
{
  guint n = self->points->len;
  double x = 0, y = 0, px, py;
  cairo_t *cr;

  if (n == 0)
    return;
  cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) view->width, (float) view->height));
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 1.8);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);

  if (self->kind == RS_NOTE_RING)
    {
      double radius_m = self->radius_m;

      if (self->note_id == 0 && self->has_pointer)
        radius_m = rs_geodesic_inverse (get_point (self, 0), self->pointer, NULL);
      if (radius_m > 0)
        trace_ring (cr, view, get_point (self, 0), radius_m);
      cairo_stroke (cr);
    }
  else
    {
      for (guint i = 0; i < n; i++)
        {
          project (view, get_point (self, i), &x, &y);
          cairo_line_to (cr, x, y);
        }
      if (self->kind == RS_NOTE_POLYGON && self->note_id)
        cairo_close_path (cr);
      cairo_stroke (cr);
      if (self->has_pointer && self->note_id == 0)
        {
          const double dashes[] = { 4, 3 };

          project (view, self->pointer, &px, &py);
          cairo_set_dash (cr, dashes, 2, 0);
          cairo_move_to (cr, x, y);
          cairo_line_to (cr, px, py);
          if (self->kind == RS_NOTE_POLYGON && n >= 2)
            {
              project (view, get_point (self, 0), &px, &py);
              cairo_line_to (cr, px, py);
            }
          cairo_stroke (cr);
          cairo_set_dash (cr, NULL, 0, 0);
        }
    }
  for (guint i = 0; i < n; i++)
    if (has_handle (self, view, i))
      {
        project (view, get_point (self, i), &px, &py);
        append_handle (cr, px, py, color);
      }
  if (self->kind == RS_NOTE_RING && self->radius_m > 0)
    {
      project (view, get_radius_handle (self), &px, &py);
      append_handle (cr, px, py, color);
    }
  if (rs_sketch_is_pointing (self, view))
    append_measure (cr, words, widget, view, get_point (self, n - 1), self->pointer, metric);
  cairo_destroy (cr);
}
