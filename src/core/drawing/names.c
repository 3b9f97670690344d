/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Countries, seas, islands and cities. */
#include <math.h>
#include <string.h>

#include "drawing/layer-private.h"
#include "drawing/ports.h"

/* Names outside the picture have their say too, so that one inside stays where it is while the
 * picture moves. */
#define REACH_PX 480.0
#define WRAP_PX 96.0
#define DOT_PX 1.7
#define HALO_PX 1.6f
/* An ocean that the atlas names in several places is named once in so much of the picture. */
#define SAME_NAME_PX 560.0
/* A city as far as this from a port of the same name is that port. */
#define SAME_PLACE_M 60000.0

/* Where one copy of a name would stand. */
typedef struct
{
  const RsAtlasName *name;
  double x, y;
} Spot;

static RsTextStyle
choose_style (const RsDrawContext *context, const RsAtlasName *name)
{
  const RsStyle *style = context->style;
  RsTextStyle words = { RS_FACE_PLAIN, 12, style->city_name, style->halo_land, HALO_PX,
                        context->frame->lang };
  float step = (float) MIN (name->rank, 8);

  switch ((RsNameKind) name->kind)
    {
    case RS_NAME_OCEAN:
      words.face = RS_FACE_ITALIC;
      words.size_px = 17;
      words.color = style->sea_name;
      words.halo = style->halo_sea;
      break;
    case RS_NAME_SEA:
      words.face = RS_FACE_ITALIC;
      words.size_px = MAX (15.5f - 0.75f * step, 11.5f);
      words.color = style->sea_name;
      words.halo = style->halo_sea;
      break;
    case RS_NAME_COUNTRY:
      words.face = RS_FACE_SPACED;
      words.size_px = MAX (13.5f - 0.5f * step, 11);
      words.color = style->country_name;
      break;
    case RS_NAME_ISLAND:
      words.face = RS_FACE_ITALIC;
      words.size_px = 11.5f;
      words.color = style->country_name;
      break;
    case RS_NAME_CITY:
    default:
      words.size_px = MAX (13 - 0.35f * step, 11);
      break;
    }
  return words;
}

/* A long name in two lines of about the same length. (transfer full) */
static char *
wrap_name (RsTexts *texts, const RsTextStyle *words, const char *text)
{
  char *wrapped = g_strdup (text);
  gsize length = strlen (text);
  char *best = NULL;
  double width;

  rs_texts_measure (texts, words, text, &width, NULL, NULL);
  if (width < WRAP_PX)
    return wrapped;
  for (char *space = strchr (wrapped, ' '); space; space = strchr (space + 1, ' '))
    if (!best || ABS (2 * (space - wrapped) - (gssize) length)
                     < ABS (2 * (best - wrapped) - (gssize) length))
      best = space;
  if (best)
    *best = '\n';
  return wrapped;
}

/* The English names decide for all languages, so that the map has the same names in each. A city
 * may add another name to the port's: "Rason (Rajin)". */
static gboolean
is_same_name (const RsPort *port, const char *city)
{
  return strstr (city, port->name_en) || strstr (port->name_en, city)
         || strstr (port->aliases, city);
}

static gboolean
is_shown_port (const RsDrawContext *context, const RsAtlasName *name)
{
  RsLatLon place = rs_world_unpack (name->x, name->y);
  guint n;
  const RsPort *ports;

  if (!rs_draw_context_shows (context, RS_SHOW_PORTS))
    return FALSE;
  ports = rs_gazetteer_get_ports (&n);
  for (guint i = 0; i < n; i++)
    if (ABS (ports[i].place.lat_deg - place.lat_deg) < 1
        && rs_port_is_shown (g_hash_table_contains (context->case_ports, &ports[i]),
                             context->frame->view.zoom)
        && is_same_name (&ports[i], name->text[RS_LANG_EN])
        && rs_sphere_distance (ports[i].place, place) < SAME_PLACE_M)
      return TRUE;
  for (guint i = 0; i < context->own_places->len; i++)
    {
      const RsOwnPlace *own = &g_array_index (context->own_places, RsOwnPlace, i);

      if (ABS (own->at.lat_deg - place.lat_deg) < 1
          && rs_port_is_shown (own->in_case, context->frame->view.zoom)
          && g_ascii_strcasecmp (own->place->name, name->text[RS_LANG_EN]) == 0
          && rs_sphere_distance (own->at, place) < SAME_PLACE_M)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_near (const RsView *view, double x, double y)
{
  return x > -REACH_PX && y > -REACH_PX && x < view->width + REACH_PX
         && y < view->height + REACH_PX;
}

/* All copies of all names of this zoom in and around the picture, in the order of the atlas. */
static GArray *
find_spots (const RsDrawContext *context)
{
  const RsView *view = &context->frame->view;
  double s = rs_view_world_px (view);
  double c = cos (view->rotation_rad) * s, n = sin (view->rotation_rad) * s;
  int reach = (int) ceil ((hypot (view->width, view->height) / 2 + REACH_PX) / s);
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (Spot));
  guint n_names;
  const RsAtlasName *names = rs_atlas_get_names (context->atlas, &n_names);

  for (guint i = 0; i < n_names; i++)
    {
      RsWorldPoint w = { names[i].x / RS_WORLD, names[i].y / RS_WORLD };
      double x, y;

      if (view->zoom < names[i].min_zoom || view->zoom >= names[i].max_zoom)
        continue;
      rs_view_project (view, w, &x, &y);
      for (int copy = -reach; copy <= reach; copy++)
        {
          Spot spot = { &names[i], x + copy * c, y + copy * n };

          if (is_near (view, spot.x, spot.y))
            g_array_append_val (spots, spot);
        }
    }
  return spots;
}

static void
draw_dot (RsCanvas *canvas, const RsStyle *style, double x, double y)
{
  cairo_t *cr = rs_canvas_get_cairo (canvas);

  cairo_new_path (cr);
  cairo_arc (cr, x, y, DOT_PX + 1, 0, 2 * G_PI);
  rs_cairo_set_color (cr, style->halo_land);
  cairo_fill (cr);
  cairo_arc (cr, x, y, DOT_PX, 0, 2 * G_PI);
  rs_cairo_set_color (cr, style->city_name);
  cairo_fill (cr);
}

static void
draw_city (RsCanvas *canvas, RsDrawContext *context, const Spot *spot, const RsTextStyle *words,
           const char *text)
{
  RsBox dot = { spot->x - DOT_PX - 1, spot->y - DOT_PX - 1, 2 * DOT_PX + 2, 2 * DOT_PX + 2 };
  double width, height;
  RsBox box;

  if (!rs_labels_is_free (context->labels, &dot))
    return;
  rs_texts_measure (context->texts, words, text, &width, &height, NULL);
  if (!rs_labels_place_around (context->labels, spot->x, spot->y, DOT_PX + 2.5, width, height, 2,
                               &box))
    return;
  rs_labels_take (context->labels, &dot);
  if (!rs_labels_is_free (context->covered, &box))
    return;
  draw_dot (canvas, context->style, spot->x, spot->y);
  rs_texts_draw (context->texts, canvas, words, text, box.x, box.y, 1);
}

/* @spots: the first @n of them are placed or had no room. */
static gboolean
is_named_nearby (const GArray *spots, const gboolean *placed, guint n, const Spot *spot)
{
  for (guint i = 0; i < n; i++)
    {
      const Spot *other = &g_array_index (spots, Spot, i);

      if (placed[i] && other->name->kind == spot->name->kind
          && hypot (other->x - spot->x, other->y - spot->y) < SAME_NAME_PX
          && strcmp (other->name->text[RS_LANG_EN], spot->name->text[RS_LANG_EN]) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
draw_area (RsCanvas *canvas, RsDrawContext *context, const Spot *spot, const RsTextStyle *words,
           const char *text)
{
  g_autofree char *wrapped = wrap_name (context->texts, words, text);
  double width, height;
  RsBox box, padded;

  rs_texts_measure (context->texts, words, wrapped, &width, &height, NULL);
  box = (RsBox){ spot->x - width / 2, spot->y - height / 2, width, height };
  padded = (RsBox){ box.x - 6, box.y - 3, width + 12, height + 6 };
  if (rs_labels_place (context->labels, &padded, 1) != 0)
    return FALSE;
  if (rs_labels_is_free (context->covered, &box))
    rs_texts_draw (context->texts, canvas, words, wrapped, box.x, box.y, 1);
  return TRUE;
}

void
rs_draw_names (RsCanvas *canvas, RsDrawContext *context)
{
  g_autoptr (GArray) spots = NULL;
  g_autofree gboolean *placed = NULL;

  if (!rs_draw_context_shows (context, RS_SHOW_NAMES))
    return;
  spots = find_spots (context);
  placed = g_new0 (gboolean, spots->len + 1);
  for (guint i = 0; i < spots->len; i++)
    {
      const Spot *spot = &g_array_index (spots, Spot, i);
      const char *text = spot->name->text[MIN (context->frame->lang, RS_N_LANGS - 1)];
      RsTextStyle words = choose_style (context, spot->name);

      if (spot->name->kind != RS_NAME_CITY)
        placed[i] = !is_named_nearby (spots, placed, i, spot)
                    && draw_area (canvas, context, spot, &words, text);
      else if (!is_shown_port (context, spot->name))
        draw_city (canvas, context, spot, &words, text);
    }
}
