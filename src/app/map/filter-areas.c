/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/map/filter-areas.h"

#include <math.h>

#define HALO_PX 3.2f
#define LINE_PX 1.2

/* (transfer full): the corners in the view, of graphene_point_t: one after the other the shorter way round the
 * world, as the filter takes them. */
static GArray *
project (const RsView *view, const GArray *corners)
{
  double s = rs_view_world_px (view), c = cos (view->rotation_rad), n = sin (view->rotation_rad);
  RsWorldPoint first = rs_world_from_lat_lon (g_array_index (corners, RsLatLon, 0)), last = first;
  GArray *out = g_array_new (FALSE, FALSE, sizeof (graphene_point_t));
  double x, y;

  rs_view_project (view, first, &x, &y);
  for (guint i = 0; i < corners->len; i++)
    {
      RsWorldPoint w = rs_world_from_lat_lon (g_array_index (corners, RsLatLon, i));
      double dx, dy = (w.y - first.y) * s;
      graphene_point_t p;

      w.x -= rint (w.x - last.x);
      dx = (w.x - first.x) * s;
      p.x = (float) (x + c * dx - n * dy);
      p.y = (float) (y + n * dx + c * dy);
      g_array_append_val (out, p);
      last = w;
    }
  return out;
}

/* What the view shows of the box round the points and their line; FALSE if nothing. */
static gboolean
get_bounds (const GArray *points, const RsView *view, graphene_rect_t *out)
{
  const graphene_rect_t whole = GRAPHENE_RECT_INIT (0, 0, (float) view->width, (float) view->height);
  graphene_rect_t box;

  graphene_rect_init (&box, g_array_index (points, graphene_point_t, 0).x,
                      g_array_index (points, graphene_point_t, 0).y, 0, 0);
  for (guint i = 1; i < points->len; i++)
    graphene_rect_expand (&box, &g_array_index (points, graphene_point_t, i), &box);
  graphene_rect_inset (&box, -HALO_PX, -HALO_PX);
  return graphene_rect_intersection (&box, &whole, out);
}

static void
append_area (GtkSnapshot *snapshot, const GArray *points, const graphene_rect_t *bounds, gboolean negated)
{
  const double dots[] = { 2, 4 };
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, bounds);

  for (guint i = 0; i < points->len; i++)
    {
      const graphene_point_t *p = &g_array_index (points, graphene_point_t, i);

      cairo_line_to (cr, p->x, p->y);
    }
  cairo_close_path (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (!negated)
    {
      cairo_set_source_rgba (cr, 0.11, 0.44, 0.84, 0.07);
      cairo_fill_preserve (cr);
    }
  cairo_set_source_rgba (cr, 1, 1, 1, 0.7);
  cairo_set_line_width (cr, HALO_PX);
  cairo_stroke_preserve (cr);
  if (negated)
    cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0);
  cairo_set_source_rgb (cr, 0.11, 0.44, 0.84);
  cairo_set_line_width (cr, LINE_PX);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

void
rs_filter_areas_snapshot (RsSession *session, GtkSnapshot *snapshot, const RsView *view)
{
  const RsFilter *filter = rs_session_get_filter (session);

  for (guint i = 0; i < filter->n; i++)
    {
      const RsFilterCondition *condition = filter->conditions[i];
      g_autoptr (GArray) points = NULL;
      graphene_rect_t bounds;

      if (condition->kind != RS_FILTER_AREA)
        continue;
      points = project (view, condition->area);
      if (get_bounds (points, view, &bounds))
        append_area (snapshot, points, &bounds, condition->negated);
    }
}
