/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vessels at the moment shown: symbols, then their names. */
#include <math.h>

#include "drawing/crowd.h"
#include "drawing/fleet.h"
#include "drawing/layer-private.h"
#include "drawing/vessel-style.h"

#define LABEL_PX 12.0f
#define LABEL_HALO_PX 2.0f
#define LABEL_GAP_PX 4.0
/* A name is measured once, but a harbour of ten thousand ships has no room for theirs anyway. */
#define MAX_LABEL_TRIES 600
/* A handful of ships is what the map is about: their names come before those of seas and towns. A
 * fleet would leave none of these. */
#define MAX_BEFORE_NAMES 40
#define CORNER_PX 6.0
#define CORNER_LINE_PX 1.8
/* A few are drawn where and as they point to the last digit, a crowd from sprites. */
#define MAX_EXACT 200
/* A hull that fills the screen is not faded in or out by the labels beside it. */
#define MAX_REACH_PX 400.0

static void
draw_corners (RsCanvas *canvas, const RsStyle *style, const RsSymbol *symbol)
{
  static const double SIDES[4][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 } };
  RsColor ground = style->panel | 0xff000000u;
  RsPoint points[12];
  guint starts[5];
  double x, y, reach;

  rs_symbol_get_extent (symbol, &x, &y, &reach);
  reach += 5;
  for (guint i = 0; i < 4; i++)
    {
      double sx = SIDES[i][0], sy = SIDES[i][1];

      starts[i] = 3 * i;
      points[3 * i] = (RsPoint){ (float) (x + sx * (reach - CORNER_PX)), (float) (y + sy * reach) };
      points[3 * i + 1] = (RsPoint){ (float) (x + sx * reach), (float) (y + sy * reach) };
      points[3 * i + 2]
        = (RsPoint){ (float) (x + sx * reach), (float) (y + sy * (reach - CORNER_PX)) };
    }
  starts[4] = 12;
  rs_canvas_stroke_lines (canvas, points, starts, 4, CORNER_LINE_PX + 2,
                          rs_color_with_alpha (ground, 0.8));
  rs_canvas_stroke_lines (canvas, points, starts, 4, CORNER_LINE_PX, style->text);
}

static void
draw_hover (RsCanvas *canvas, const RsStyle *style, const RsSymbol *symbol)
{
  double x, y, reach;

  rs_symbol_get_extent (symbol, &x, &y, &reach);
  rs_canvas_fill_disc (canvas, x, y, reach + 6, rs_color_with_alpha (style->accent, 0.16));
  rs_canvas_stroke_circle (canvas, x, y, reach + 6, 1.5, rs_color_with_alpha (style->accent, 0.8));
}

static gboolean
is_in_view (const RsDrawContext *context, const RsSymbol *symbol)
{
  return symbol->x >= 0 && symbol->y >= 0 && symbol->x <= context->frame->view.width
         && symbol->y <= context->frame->view.height;
}

/* A name that has its place. */
typedef struct
{
  guint index; /* of the vessel */
  double x, y; /* upper left corner */
} Label;

static gboolean
is_wanted (const RsFrame *frame, const RsVessel *vessel)
{
  return vessel->id == frame->selected_vessel || vessel->id == frame->hovered_vessel;
}

static RsTextStyle
get_look (const RsDrawContext *context, const RsVessel *vessel)
{
  gboolean wanted = is_wanted (context->frame, vessel);

  return (RsTextStyle){ .face = vessel->unnamed ? RS_FACE_ITALIC
                                                : (wanted ? RS_FACE_BOLD : RS_FACE_PLAIN),
                        .size_px = LABEL_PX,
                        .color = context->style->text,
                        .halo = context->style->halo_sea,
                        .halo_px = LABEL_HALO_PX,
                        .lang = context->frame->lang };
}

/* Who is named first: what the user looks at, then who was named in the picture before, then by id. */
typedef struct
{
  guint rank;
  gint64 ship; /* rs_name_places_key () */
  guint member;
  double x;
} Turn;

static int
compare_turns (gconstpointer a, gconstpointer b)
{
  const Turn *s = a, *t = b;

  if (s->rank != t->rank)
    return s->rank < t->rank ? -1 : 1;
  if (s->ship != t->ship)
    return s->ship < t->ship ? -1 : 1;
  return (s->x > t->x) - (s->x < t->x);
}

static gint64
get_ship (const RsDrawContext *context, const RsFleetMember *member)
{
  const RsVessel *vessel = g_ptr_array_index (context->snapshot->vessels, member->index);
  guint end;

  return rs_name_places_key (
      vessel->id, member->hull - rs_snapshot_get_hulls (context->snapshot, member->index, &end));
}

/* (transfer full): of Turn */
static GArray *
list_turns (const RsDrawContext *context, const GArray *members)
{
  const RsFrame *frame = context->frame;
  GArray *turns = g_array_new (FALSE, FALSE, sizeof (Turn));

  for (guint i = 0; i < members->len; i++)
    {
      const RsFleetMember *member = &g_array_index (members, RsFleetMember, i);
      const RsVessel *vessel = g_ptr_array_index (context->snapshot->vessels, member->index);
      Turn turn = { 3, get_ship (context, member), i, member->symbol.x };

      if (vessel->name[0] == '\0' || !is_in_view (context, &member->symbol))
        continue;
      if (vessel->id == frame->selected_vessel)
        turn.rank = 0;
      else if (vessel->id == frame->hovered_vessel)
        turn.rank = 1;
      else if (rs_name_places_find (context->name_places, turn.ship) >= 0)
        turn.rank = 2;
      g_array_append_val (turns, turn);
    }
  g_array_sort (turns, compare_turns);
  return turns;
}

#define N_PLACES 8

/* Beside the symbol, best first. */
static void
list_places (double x, double y, double reach, double width, double height, RsBox *places)
{
  double corner = 0.75 * reach;

  places[0] = (RsBox){ x + reach, y - height / 2, width, height };
  places[1] = (RsBox){ x - reach - width, y - height / 2, width, height };
  places[2] = (RsBox){ x - width / 2, y + reach, width, height };
  places[3] = (RsBox){ x - width / 2, y - reach - height, width, height };
  places[4] = (RsBox){ x + corner, y + corner, width, height };
  places[5] = (RsBox){ x + corner, y - corner - height, width, height };
  places[6] = (RsBox){ x - corner - width, y + corner, width, height };
  places[7] = (RsBox){ x - corner - width, y - corner - height, width, height };
}

/* Index of the place that the name takes, where it was before if that is free; -1 if none is. What
 * furniture will cover is no place. */
static gint
choose_place (RsDrawContext *context, const RsBox *places, gint before)
{
  if (before >= 0 && rs_labels_is_free (context->covered, &places[before])
      && rs_labels_place (context->labels, &places[before], 1) == 0)
    return before;
  for (gint i = 0; i < N_PLACES; i++)
    if (i != before && rs_labels_is_free (context->covered, &places[i])
        && rs_labels_place (context->labels, &places[i], 1) == 0)
      return i;
  return -1;
}

static void
place_label (RsDrawContext *context, const RsFleetMember *member, const Turn *turn, GArray *labels)
{
  const RsFrame *frame = context->frame;
  const RsVessel *vessel = g_ptr_array_index (context->snapshot->vessels, member->index);
  RsTextStyle look = get_look (context, vessel);
  Label label = { .index = member->index };
  gint before = rs_name_places_find (context->name_places, turn->ship), chosen;
  double x, y, reach, width, height, ascent;
  RsBox places[N_PLACES];
  RsPlacedName placed;

  rs_symbol_get_extent (&member->symbol, &x, &y, &reach);
  reach = MIN (reach, MAX_REACH_PX) + LABEL_GAP_PX;
  if (vessel->id == frame->selected_vessel)
    reach += 5;
  rs_texts_measure (context->texts, &look, vessel->name, &width, &height, &ascent);
  list_places (x, y, reach, width, height, places);
  chosen = choose_place (context, places, before);
  if (chosen < 0)
    {
      if (!is_wanted (frame, vessel))
        return;
      chosen = MAX (before, 0);
      rs_labels_take (context->labels, &places[chosen]);
    }
  label.x = places[chosen].x;
  label.y = places[chosen].y;
  g_array_append_val (labels, label);
  placed = (RsPlacedName){ turn->ship, chosen, label.x, label.y, width, height };
  rs_name_places_add (context->name_places, &placed);
}

/* (transfer full) (element-type Label) */
static GArray *
place_labels (RsDrawContext *context, const GArray *members)
{
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (Label));
  g_autoptr (GArray) turns = list_turns (context, members);

  /* Names keep off every symbol, whoever's it is. */
  for (guint i = 0; i < members->len; i++)
    {
      const RsSymbol *symbol = &g_array_index (members, RsFleetMember, i).symbol;
      double x, y, reach;
      RsBox box;

      rs_symbol_get_extent (symbol, &x, &y, &reach);
      reach = MIN (reach, RS_SYMBOL_REACH_PX) - 2;
      box = (RsBox){ x - reach, y - reach, 2 * reach, 2 * reach };
      rs_labels_take (context->labels, &box);
    }
  for (guint i = 0; i < MIN (turns->len, MAX_LABEL_TRIES); i++)
    {
      const Turn *turn = &g_array_index (turns, Turn, i);

      place_label (context, &g_array_index (members, RsFleetMember, turn->member), turn, labels);
    }
  rs_name_places_end_picture (context->name_places);
  return labels;
}

static void
draw_labels (RsCanvas *canvas, RsDrawContext *context, GArray *labels)
{
  for (guint i = 0; i < labels->len; i++)
    {
      const Label *label = &g_array_index (labels, Label, i);
      const RsVessel *vessel = g_ptr_array_index (context->snapshot->vessels, label->index);
      RsTextStyle look = get_look (context, vessel);
      gboolean fades
        = context->frame->selected_vessel != 0 && !is_wanted (context->frame, vessel);

      rs_texts_draw (context->texts, canvas, &look, vessel->name, label->x, label->y,
                     fades ? 0.55 : 1);
    }
}

static const GArray *
get_fleet (RsDrawContext *context)
{
  if (!context->fleet)
    context->fleet = rs_fleet_collect (context->detail, context->snapshot, context->frame,
                                       context->tints, MAX_REACH_PX);
  return context->fleet;
}

void
rs_reserve_vessels (RsCanvas *canvas, RsDrawContext *context)
{
  if (!rs_draw_context_shows (context, RS_SHOW_VESSELS)
      || !rs_draw_context_shows (context, RS_SHOW_LABELS)
      || context->frame->t_ms == RS_TIME_NONE)
    return;
  if (get_fleet (context)->len <= MAX_BEFORE_NAMES)
    context->vessel_labels = place_labels (context, context->fleet);
}

static void
draw_member (RsCanvas *canvas, RsDrawContext *context, const RsFleetMember *member, RsCrowd *crowd)
{
  const RsVessel *vessel = g_ptr_array_index (context->snapshot->vessels, member->index);
  gboolean is_hovered = vessel->id == context->frame->hovered_vessel;
  gboolean is_selected = vessel->id == context->frame->selected_vessel;

  if (crowd && !is_hovered && !is_selected && !rs_symbol_has_hull (&member->symbol))
    {
      rs_crowd_add (crowd, &member->symbol, context->style);
      return;
    }
  if (crowd)
    rs_crowd_paint (crowd);
  if (is_hovered)
    draw_hover (canvas, context->style, &member->symbol);
  rs_symbol_draw (&member->symbol, canvas, context->style);
  if (is_selected)
    draw_corners (canvas, context->style, &member->symbol);
}

void
rs_draw_vessels (RsCanvas *canvas, RsDrawContext *context)
{
  const GArray *members;
  gboolean is_crowd;
  RsCrowd crowd;

  if (!rs_draw_context_shows (context, RS_SHOW_VESSELS) || context->frame->t_ms == RS_TIME_NONE)
    return;
  members = get_fleet (context);
  is_crowd = members->len > MAX_EXACT && !rs_canvas_is_vector (canvas);
  rs_crowd_init (&crowd, canvas, context->sprites);
  for (guint i = 0; i < members->len; i++)
    {
      const RsFleetMember *member = &g_array_index (members, RsFleetMember, i);

      if (i % 256 == 0 && g_cancellable_is_cancelled (context->cancellable))
        break;
      draw_member (canvas, context, member, is_crowd ? &crowd : NULL);
      if (member->symbol.provenance != RS_OBSERVED && is_in_view (context, &member->symbol))
        context->inferred_in_view = TRUE;
    }
  rs_crowd_clear (&crowd);
  if (!rs_draw_context_shows (context, RS_SHOW_LABELS)
      || g_cancellable_is_cancelled (context->cancellable))
    return;
  if (!context->vessel_labels)
    context->vessel_labels = place_labels (context, members);
  draw_labels (canvas, context, context->vessel_labels);
}
