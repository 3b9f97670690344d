/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/ports.h"

#include <math.h>

#include "drawing/layer-private.h"

/* From here on every port of the gazetteer has its dot. */
#define ALL_PORTS_ZOOM 6.0
#define CASE_PORTS_ZOOM 2.5
#define ANCHOR_PX 13.0
#define DOT_PX 2.0
#define CASE_NAME_PX 13.0f
#define NAME_PX 11.5f
#define HALO_PX 1.8f
/* Ports outside the picture that can still push a name inside it. */
#define REACH_PX 300.0

GHashTable *
rs_case_ports_new (const RsSnapshot *snapshot)
{
  GHashTable *ports = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < snapshot->events->len; i++)
    {
      const RsEvent *event = g_ptr_array_index (snapshot->events, i);
      const char *ids[] = { event->port, event->to_port };

      for (guint k = 0; k < G_N_ELEMENTS (ids); k++)
        {
          const RsPort *port = ids[k] && *ids[k] ? rs_gazetteer_get (ids[k]) : NULL;

          if (port)
            g_hash_table_add (ports, (gpointer) port);
        }
    }
  for (guint i = 0; i < snapshot->incidents->len; i++)
    {
      const RsIncident *incident = g_ptr_array_index (snapshot->incidents, i);

      for (guint k = 0; k < incident->ports->len; k++)
        {
          const RsPort *port = rs_gazetteer_get (g_ptr_array_index (incident->ports, k));

          if (port)
            g_hash_table_add (ports, (gpointer) port);
        }
    }
  return ports;
}

gboolean
rs_port_is_shown (gboolean in_case, double zoom)
{
  return zoom >= (in_case ? CASE_PORTS_ZOOM : ALL_PORTS_ZOOM);
}

const char *
rs_port_get_name (const RsPort *port, RsLang lang)
{
  const char *names[RS_N_LANGS] = { port->name_en, port->name_ru, port->name_ko, port->name_ja };
  const char *name = lang < RS_N_LANGS ? names[lang] : NULL;

  return name && *name ? name : port->name_en;
}

static void
trace_anchor (cairo_t *cr, double x, double y)
{
  double s = ANCHOR_PX / 13;

  cairo_new_path (cr);
  cairo_arc (cr, x, y - 4.6 * s, 1.5 * s, 0, 2 * G_PI);
  cairo_new_sub_path (cr);
  cairo_move_to (cr, x, y - 3.1 * s);
  cairo_line_to (cr, x, y + 5.6 * s);
  cairo_move_to (cr, x - 2.7 * s, y - 1.2 * s);
  cairo_line_to (cr, x + 2.7 * s, y - 1.2 * s);
  cairo_move_to (cr, x - 5 * s, y + 1.4 * s);
  cairo_curve_to (cr, x - 4.6 * s, y + 4.4 * s, x - 2.4 * s, y + 5.6 * s, x, y + 5.6 * s);
  cairo_curve_to (cr, x + 2.4 * s, y + 5.6 * s, x + 4.6 * s, y + 4.4 * s, x + 5 * s, y + 1.4 * s);
}

static void
draw_anchor (cairo_t *cr, const RsStyle *style, double x, double y)
{
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  trace_anchor (cr, x, y);
  cairo_set_line_width (cr, 1.4 + 2 * 1.6);
  rs_cairo_set_color (cr, style->halo_land);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, 1.4);
  rs_cairo_set_color (cr, style->port);
  cairo_stroke (cr);
}

static void
draw_dot (cairo_t *cr, const RsStyle *style, double x, double y)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, DOT_PX + 1.2, 0, 2 * G_PI);
  rs_cairo_set_color (cr, style->halo_land);
  cairo_fill (cr);
  cairo_arc (cr, x, y, DOT_PX, 0, 2 * G_PI);
  rs_cairo_set_color (cr, style->port);
  cairo_fill (cr);
}

typedef struct
{
  const char *name;
  gboolean in_case;
  double x, y;
} Spot;

static void
add_spot (GArray *spots, const RsView *view, const char *name, gboolean in_case, RsLatLon place)
{
  Spot spot = { name, in_case, 0, 0 };

  if (!rs_port_is_shown (in_case, view->zoom))
    return;
  rs_view_project (view, rs_world_from_lat_lon (place), &spot.x, &spot.y);
  if (spot.x > -REACH_PX && spot.y > -REACH_PX && spot.x < view->width + REACH_PX
      && spot.y < view->height + REACH_PX)
    g_array_append_val (spots, spot);
}

/* The case's ports first, then as the gazetteer and the user's lists have them. */
static GArray *
find_spots (const RsDrawContext *context)
{
  const RsView *view = &context->frame->view;
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (Spot));
  guint n;
  const RsPort *ports = rs_gazetteer_get_ports (&n);

  for (int pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < n; i++)
        if (g_hash_table_contains (context->case_ports, &ports[i]) == (pass == 0))
          add_spot (spots, view, rs_port_get_name (&ports[i], context->frame->lang), pass == 0,
                    ports[i].place);
      for (guint i = 0; i < context->own_places->len; i++)
        {
          const RsOwnPlace *own = &g_array_index (context->own_places, RsOwnPlace, i);

          if (own->in_case == (pass == 0))
            add_spot (spots, view, own->place->name, own->in_case, own->at);
        }
    }
  return spots;
}

/* Places the name of a port and paints it unless furniture will cover it; FALSE if there is no
 * room. */
static gboolean
draw_name (RsCanvas *canvas, RsDrawContext *context, const Spot *spot, const RsTextStyle *words,
           double gap, double padding)
{
  double width, height;
  RsBox box;

  rs_texts_measure (context->texts, words, spot->name, &width, &height, NULL);
  if (!rs_labels_place_around (context->labels, spot->x, spot->y, gap, width, height, padding,
                               &box))
    return FALSE;
  if (rs_labels_is_free (context->covered, &box))
    rs_texts_draw (context->texts, canvas, words, spot->name, box.x, box.y, 1);
  return TRUE;
}

static void
draw_case_port (RsCanvas *canvas, RsDrawContext *context, const Spot *spot)
{
  const RsTextStyle words = { RS_FACE_BOLD, CASE_NAME_PX, context->style->port,
                              context->style->halo_land, HALO_PX, context->frame->lang };
  const RsBox sign = { spot->x - ANCHOR_PX / 2, spot->y - ANCHOR_PX / 2, ANCHOR_PX, ANCHOR_PX };

  draw_name (canvas, context, spot, &words, ANCHOR_PX / 2 + 2, 0);
  if (rs_labels_is_free (context->covered, &sign))
    draw_anchor (rs_canvas_get_cairo (canvas), context->style, spot->x, spot->y);
}

/* A port that its name has no room beside is left out: a dot alone says nothing. */
static void
draw_other_port (RsCanvas *canvas, RsDrawContext *context, const Spot *spot)
{
  const RsTextStyle words = { RS_FACE_PLAIN, NAME_PX, context->style->city_name,
                              context->style->halo_land, HALO_PX, context->frame->lang };
  RsBox dot = { spot->x - DOT_PX, spot->y - DOT_PX, 2 * DOT_PX, 2 * DOT_PX };

  if (!rs_labels_is_free (context->labels, &dot)
      || !draw_name (canvas, context, spot, &words, DOT_PX + 3, 2))
    return;
  rs_labels_take (context->labels, &dot);
  if (rs_labels_is_free (context->covered, &dot))
    draw_dot (rs_canvas_get_cairo (canvas), context->style, spot->x, spot->y);
}

void
rs_draw_ports (RsCanvas *canvas, RsDrawContext *context)
{
  g_autoptr (GArray) spots = NULL;

  if (!rs_draw_context_shows (context, RS_SHOW_PORTS))
    return;
  spots = find_spots (context);
  /* No name on an anchor. */
  for (guint i = 0; i < spots->len; i++)
    {
      const Spot *spot = &g_array_index (spots, Spot, i);
      RsBox box = { spot->x - ANCHOR_PX / 2, spot->y - ANCHOR_PX / 2, ANCHOR_PX, ANCHOR_PX };

      if (spot->in_case)
        rs_labels_take (context->labels, &box);
    }
  for (guint i = 0; i < spots->len; i++)
    {
      const Spot *spot = &g_array_index (spots, Spot, i);

      if (spot->in_case)
        draw_case_port (canvas, context, spot);
      else
        draw_other_port (canvas, context, spot);
    }
}
