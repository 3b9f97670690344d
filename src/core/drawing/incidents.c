/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Incidents: their areas, and a pin with the number. Takes the room of all marks before any name. */
#include <math.h>

#include "drawing/layer-private.h"
#include "drawing/marks.h"
#include "drawing/shape.h"
#include "drawing/vessel-style.h"

#define NUMBER_PX 11.5f
#define SMALL_NUMBER_PX 9.5f
#define AREA_LINE_PX 1.6
#define RIM_PX 1.4
/* An incident of another time. */
#define FAR_ALPHA 0.5

void
rs_reserve_case (RsCanvas *canvas, RsDrawContext *context)
{
  for (guint i = 0; i < context->marks->pins->len; i++)
    {
      const RsPin *pin = &g_array_index (context->marks->pins, RsPin, i);
      RsBox head = { pin->head_x - RS_PIN_HEAD_PX, pin->head_y - RS_PIN_HEAD_PX,
                     2 * RS_PIN_HEAD_PX, 2 * RS_PIN_HEAD_PX };

      rs_labels_take (context->labels, &head);
    }
  for (guint i = 0; i < context->marks->discs->len; i++)
    {
      const RsDisc *disc = &g_array_index (context->marks->discs, RsDisc, i);
      RsBox box = { disc->x - RS_DISC_PX, disc->y - RS_DISC_PX, 2 * RS_DISC_PX, 2 * RS_DISC_PX };

      rs_labels_take (context->labels, &box);
    }
  rs_reserve_notes (context);
}

/* A head and a point, the sides touching the head. @grow: how much larger than the pin. */
static void
fill_pin (RsCanvas *canvas, const RsPin *pin, double grow, RsColor color)
{
  enum { N = 40 };
  RsPoint points[N + 2];
  guint starts[2] = { 0, 0 }, n = 0;
  double dx = pin->tip_x - pin->head_x, dy = pin->tip_y - pin->head_y, far = hypot (dx, dy);
  double radius = RS_PIN_HEAD_PX + grow, reach = far + 1.6 * grow;
  double open = acos (MIN (radius / reach, 1)), towards = atan2 (dy, dx);

  if (pin->is_far)
    {
      rs_canvas_fill_disc (canvas, pin->head_x, pin->head_y, radius, color);
      return;
    }
  points[n].x = (float) (pin->head_x + dx / far * reach);
  points[n++].y = (float) (pin->head_y + dy / far * reach);
  for (guint i = 0; i <= N; i++)
    {
      double angle = towards + open + (2 * G_PI - 2 * open) * i / N;

      points[n].x = (float) (pin->head_x + radius * cos (angle));
      points[n++].y = (float) (pin->head_y + radius * sin (angle));
    }
  starts[1] = n;
  rs_canvas_fill (canvas, points, starts, 1, color);
}

static void
draw_stem (RsCanvas *canvas, const RsDrawContext *context, const RsPin *pin)
{
  RsPoint points[2] = { { (float) pin->tip_x, (float) pin->tip_y },
                        { (float) pin->head_x, (float) pin->head_y } };
  guint starts[2] = { 0, 2 };
  double alpha = pin->is_current ? 1 : FAR_ALPHA;
  RsColor ground = context->style->panel | 0xff000000u;

  if (!pin->is_far)
    return;
  rs_canvas_stroke_lines (canvas, points, starts, 1, 4, rs_color_with_alpha (ground, 0.8 * alpha));
  rs_canvas_stroke_lines (canvas, points, starts, 1, 1.6,
                          rs_color_with_alpha (context->style->accent, alpha));
}

static void
draw_pin (RsCanvas *canvas, RsDrawContext *context, const RsPin *pin)
{
  const RsStyle *style = context->style;
  const RsIncident *incident = g_ptr_array_index (context->snapshot->incidents, pin->incident);
  gboolean selected = incident->id == context->frame->selected_incident;
  double alpha = pin->is_current || selected ? 1 : FAR_ALPHA;
  RsColor ground = style->panel | 0xff000000u;
  g_autofree char *text = g_strdup_printf ("%d", incident->number);
  RsTextStyle look = { .face = RS_FACE_FIGURES_BOLD,
                       .size_px = incident->number > 99 ? SMALL_NUMBER_PX : NUMBER_PX,
                       .color = ground,
                       .lang = context->frame->lang };
  double width, height;

  if (selected)
    {
      fill_pin (canvas, pin, RIM_PX + 3, rs_color_with_alpha (style->accent, 0.35));
      fill_pin (canvas, pin, RIM_PX + 0.6, ground);
    }
  else
    fill_pin (canvas, pin, RIM_PX, rs_color_with_alpha (ground, 0.9 * alpha));
  fill_pin (canvas, pin, 0, rs_color_with_alpha (style->accent, alpha));
  rs_texts_measure (context->texts, &look, text, &width, &height, NULL);
  rs_texts_draw (context->texts, canvas, &look, text, pin->head_x - width / 2,
                 pin->head_y - height / 2, alpha);
}

static void
draw_area (RsCanvas *canvas, RsDrawContext *context, const RsIncident *incident)
{
  gboolean selected = incident->id == context->frame->selected_incident;
  RsColor color = context->style->accent;
  RsShape shape;

  rs_shape_init (&shape, canvas, &context->frame->view);
  rs_shape_set_points (&shape, incident->area, TRUE);
  rs_shape_fill (&shape, rs_color_with_alpha (color, selected ? 0.2 : 0.12));
  rs_shape_stroke (&shape, selected ? 2.2 : AREA_LINE_PX, color, RS_DASH_NONE);
  rs_shape_clear (&shape);
}

void
rs_draw_incidents (RsCanvas *canvas, RsDrawContext *context)
{
  if (!rs_draw_context_shows (context, RS_SHOW_INCIDENTS))
    return;
  for (guint i = 0; i < context->snapshot->incidents->len; i++)
    {
      const RsIncident *incident = g_ptr_array_index (context->snapshot->incidents, i);

      if (incident->area->len >= 3)
        draw_area (canvas, context, incident);
    }
  for (guint i = 0; i < context->marks->pins->len; i++)
    draw_stem (canvas, context, &g_array_index (context->marks->pins, RsPin, i));
  for (guint i = 0; i < context->marks->pins->len; i++)
    draw_pin (canvas, context, &g_array_index (context->marks->pins, RsPin, i));
}
