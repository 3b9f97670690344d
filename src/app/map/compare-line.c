/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/map/compare-line.h"

#include "analysis/compare.h"
#include "app/map/measure.h"

void
rs_compare_line_snapshot (RsSession *session, GtkWidget *widget, GtkSnapshot *snapshot,
                          const RsView *view, gboolean metric)
{
  const double dashes[] = { 7, 5 };
  RsSnapshot *document = rs_session_get_snapshot (session);
  gint64 other_id = rs_session_get_compared_vessel (session);
  const RsTrack *own, *other;
  g_autofree char *words = NULL;
  RsComparison c;
  double x, y;
  cairo_t *cr;

  if (!other_id)
    return;
  own = rs_snapshot_get_track (document, rs_session_get_selected_vessel (session));
  other = rs_snapshot_get_track (document, other_id);
  if (!own || !other)
    return;
  rs_compare_nearest (own, other, rs_session_get_time (session), document->gap_ms, &c);
  if (!c.has_range)
    return;
  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) view->width, (float) view->height));
  if (!c.is_sure)
    cairo_set_dash (cr, dashes, 2, 0);
  rs_measure_trace (cr, view, c.own.place, c.other.place);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.7);
  cairo_set_line_width (cr, 3.4);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0.11, 0.44, 0.84);
  cairo_set_line_width (cr, 1.4);
  cairo_stroke (cr);
  rs_view_project (
    view,
    rs_world_from_lat_lon (rs_geodesic_between (c.own.place, c.other.place, 0.5, NULL)), &x, &y);
  words = rs_measure_format (c.dist_m, metric);
  rs_measure_append_words (cr, widget, view, words, x + 8, y - 4);
  cairo_destroy (cr);
}
