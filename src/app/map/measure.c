/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/map/measure.h"

#include <glib/gi18n.h>
#include <math.h>

#define SIDES 32
/* What is kept of a leg is bent in halves, until it is off by a pixel of so many. */
#define LEG_PX 4000
#define MAX_HALVINGS 8
#define HANDLE_PX 4
/* A shorter leg has no room for words. */
#define WORDS_MIN_PX 70

char *
rs_measure_format (double dist_m, gboolean metric)
{
  double nm = dist_m / RS_M_PER_NM, km = dist_m / 1000;

  /* Translators: a distance in both units */
  return metric ? g_strdup_printf (_ ("%.2f km (%.2f nm)"), km, nm)
                : g_strdup_printf (_ ("%.2f nm (%.2f km)"), nm, km);
}

char *
rs_measure_format_leg (double dist_m, double azimuth_deg, gboolean metric)
{
  g_autofree char *dist = rs_measure_format (dist_m, metric);

  if (dist_m == 0)
    return g_steal_pointer (&dist);
  /* Translators: distance and true bearing */
  return g_strdup_printf (_ ("%s, %05.1f°"), dist, rs_bearing_round (azimuth_deg, 1));
}

static char *
format_leg (RsLatLon a, RsLatLon b, gboolean metric)
{
  double azimuth_deg, dist_m = rs_geodesic_inverse (a, b, &azimuth_deg);

  return rs_measure_format_leg (dist_m, azimuth_deg, metric);
}

static RsLatLon
get_point (const RsSketch *sketch, guint i)
{
  return i < sketch->points->len ? g_array_index (sketch->points, RsLatLon, i) : sketch->pointer;
}

static double
get_total_m (const RsSketch *sketch, guint n)
{
  double total_m = 0;

  for (guint i = 1; i < n; i++)
    total_m += rs_geodesic_inverse (get_point (sketch, i - 1), get_point (sketch, i), NULL);
  return total_m;
}

static char *
format_total (const RsSketch *sketch, guint n, gboolean metric)
{
  g_autofree char *total = rs_measure_format (get_total_m (sketch, n), metric);

  /* Translators: below a leg's distance and bearing, the distance of all legs */
  return g_strdup_printf (_ ("Total %s"), total);
}

char *
rs_measure_describe (const RsSketch *sketch, gboolean metric)
{
  guint n = sketch->points->len;
  g_autofree char *total = NULL;
  g_autofree char *last = NULL;

  if (n < 2)
    return NULL;
  total = rs_measure_format (get_total_m (sketch, n), metric);
  last = format_leg (get_point (sketch, n - 2), get_point (sketch, n - 1), metric);
  if (n == 2)
    return g_steal_pointer (&last);
  /* Translators: number of legs measured, their total, and the last leg's distance and bearing */
  return g_strdup_printf (ngettext ("%u leg, %s in all; the last %s",
                                    "%u legs, %s in all; the last %s", n - 1),
                          n - 1, total, last);
}

char *
rs_measure_list (const RsSketch *sketch, gboolean metric)
{
  GString *list = g_string_new (NULL);
  guint n = sketch->points->len;

  for (guint i = 1; i < n; i++)
    {
      g_autofree char *leg = format_leg (get_point (sketch, i - 1), get_point (sketch, i), metric);

      g_string_append_printf (list, i > 1 ? "\n%s" : "%s", leg);
    }
  if (n > 2)
    {
      g_autofree char *total = format_total (sketch, n, metric);

      g_string_append_printf (list, "\n%s", total);
    }
  return g_string_free (list, FALSE);
}

/* How far the shortest line from @a to @b goes away from the straight one on the map, by what that is long. */
static double
get_bend (RsLatLon a, RsLatLon b)
{
  RsWorldPoint from = rs_world_from_lat_lon (a), to = rs_world_from_lat_lon (b);
  double dx = remainder (to.x - from.x, 1), dy = to.y - from.y, length = hypot (dx, dy), bend = 0;

  /* One that crosses the equator may be straight in its middle alone. */
  for (int i = 1; i < 4; i++)
    {
      RsWorldPoint p = rs_world_from_lat_lon (rs_geodesic_between (a, b, i / 4.0, NULL));

      bend = MAX (bend, fabs (dx * (p.y - from.y) - dy * remainder (p.x - from.x, 1)));
    }
  return length > 0 ? bend / length : 0;
}

/* What comes after @a, to @b itself. */
static void
append_bent (GArray *line, RsLatLon a, RsLatLon b, double most_bend, guint depth)
{
  if (depth < MAX_HALVINGS && get_bend (a, b) > most_bend)
    {
      RsLatLon middle = rs_geodesic_between (a, b, 0.5, NULL);

      append_bent (line, a, middle, most_bend, depth + 1);
      append_bent (line, middle, b, most_bend, depth + 1);
    }
  else
    g_array_append_val (line, b);
}

GArray *
rs_measure_make_line (const RsSketch *sketch)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (RsLatLon));

  for (guint i = 0; i < sketch->points->len; i++)
    {
      RsLatLon to = get_point (sketch, i);
      RsLatLon from = get_point (sketch, i > 0 ? i - 1 : 0);
      RsWorldPoint a = rs_world_from_lat_lon (from), b = rs_world_from_lat_lon (to);

      append_bent (line, from, to, hypot (remainder (b.x - a.x, 1), b.y - a.y) / LEG_PX, 0);
    }
  return line;
}

void
rs_measure_trace (cairo_t *cr, const RsView *view, RsLatLon a, RsLatLon b)
{
  double world_px = rs_view_world_px (view), last_x = 0, last_y = 0;

  for (int i = 0; i <= SIDES; i++)
    {
      double x, y;

      rs_view_project (view, rs_world_from_lat_lon (rs_geodesic_between (a, b, i / (double) SIDES, NULL)),
                       &x, &y);
      /* Across the far edge of the world the line goes on on the other side. */
      if (i == 0 || hypot (x - last_x, y - last_y) > world_px / 2)
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
      last_x = x;
      last_y = y;
    }
}

static void
append_leg_words (const RsSketch *sketch, RsWords *words, cairo_t *cr, GtkWidget *widget,
                  const RsView *view, guint i, gboolean metric)
{
  RsLatLon a = get_point (sketch, i - 1), b = get_point (sketch, i);
  g_autofree char *text = NULL;
  double x0, y0, x1, y1, x, y;

  rs_view_project (view, rs_world_from_lat_lon (a), &x0, &y0);
  rs_view_project (view, rs_world_from_lat_lon (b), &x1, &y1);
  if (hypot (x1 - x0, y1 - y0) < WORDS_MIN_PX)
    return;
  rs_view_project (view, rs_world_from_lat_lon (rs_geodesic_between (a, b, 0.5, NULL)), &x, &y);
  if (x < 0 || x > view->width || y < 0 || y > view->height)
    return;
  text = format_leg (a, b, metric);
  rs_words_append (words, cr, widget, view, text, x, y, FALSE);
}

void
rs_measure_snapshot (const RsSketch *sketch, RsWords *words, GtkWidget *widget,
                     GtkSnapshot *snapshot, const RsView *view, const GdkRGBA *color, gboolean metric)
{
  guint n = sketch->points->len + rs_sketch_is_pointing (sketch, view);
  double x, y;
  cairo_t *cr;

  if (sketch->points->len == 0)
    return;
  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) view->width, (float) view->height));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 1; i < n; i++)
    rs_measure_trace (cr, view, get_point (sketch, i - 1), get_point (sketch, i));
  /* A light casing, so that it is seen on sea, land and tracks alike. */
  cairo_set_source_rgba (cr, 1, 1, 1, 0.8);
  cairo_set_line_width (cr, 4);
  cairo_stroke_preserve (cr);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 1.8);
  cairo_stroke (cr);
  for (guint i = 0; i < n; i++)
    {
      rs_view_project (view, rs_world_from_lat_lon (get_point (sketch, i)), &x, &y);
      cairo_arc (cr, x, y, HANDLE_PX, 0, 2 * G_PI);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_fill_preserve (cr);
      gdk_cairo_set_source_rgba (cr, color);
      cairo_stroke (cr);
    }
  /* The newest figures first: where there is no room the others are left out. */
  if (n >= 2)
    {
      g_autofree char *last = format_leg (get_point (sketch, n - 2), get_point (sketch, n - 1), metric);
      g_autofree char *total = format_total (sketch, n, metric);
      g_autofree char *text = n > 2 ? g_strdup_printf ("%s\n%s", last, total) : g_strdup (last);

      rs_view_project (view, rs_world_from_lat_lon (get_point (sketch, n - 1)), &x, &y);
      rs_words_append (words, cr, widget, view, text, x, y, TRUE);
    }
  for (guint i = n - 1; i-- > 1;)
    append_leg_words (sketch, words, cr, widget, view, i, metric);
  cairo_destroy (cr);
}
