/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/map/compare-line.h"

#include "analysis/compare.h"
#include "app/map/measure.h"

/* Half the side of the square around a selected ship. */
#define SHIP_PX 16

/* The ship and her name are not to be covered. */
static void
take_ship (RsWords *words, RsPictureLayer *picture, const RsView *view, gint64 vessel_id, guint hull,
           RsLatLon place)
{
  graphene_rect_t name;
  double x, y;

  rs_view_project (view, rs_world_from_lat_lon (place), &x, &y);
  rs_words_take (words, &GRAPHENE_RECT_INIT ((float) x - SHIP_PX, (float) y - SHIP_PX, 2 * SHIP_PX,
                                             2 * SHIP_PX));
  if (rs_picture_layer_find_name (picture, vessel_id, hull, &name))
    rs_words_take (words, &name);
}

void
rs_compare_line_snapshot (RsSession *session, RsPictureLayer *picture, RsWords *words,
                          GtkWidget *widget, GtkSnapshot *snapshot, const RsView *view,
                          gboolean metric)
{
  const double dashes[] = { 7, 5 };
  RsSnapshot *document = rs_session_get_snapshot (session);
  gint64 own_id = rs_session_get_selected_vessel (session);
  gint64 other_id = rs_session_get_compared_vessel (session);
  const RsTrack *own, *other;
  g_autofree char *text = NULL;
  RsComparison c;
  double x, y;
  cairo_t *cr;

  if (!other_id)
    return;
  own = rs_snapshot_get_track (document, own_id);
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
  text = rs_measure_format (c.dist_m, metric);
  take_ship (words, picture, view, own_id, c.own_hull, c.own.place);
  take_ship (words, picture, view, other_id, c.other_hull, c.other.place);
  rs_words_append (words, cr, widget, view, text, x, y, TRUE);
  cairo_destroy (cr);
}
