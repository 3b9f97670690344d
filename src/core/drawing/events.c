/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Port calls and gaps: a disc with a pictogram beside the place where it began. */
#include <math.h>

#include "drawing/layer-private.h"
#include "drawing/marks.h"
#include "drawing/vessel-style.h"

#define LINE_PX 1.3
#define COUNT_PX 9.5f
#define COUNT_RADIUS_PX 6.0

/* Strokes of a pictogram, around the middle of its disc; a pen lifted is NAN. */
typedef struct
{
  float x, y;
} Mark;

static const Mark ANCHOR[] = {
  { 0, -2.6f },    { 0, 4.6f },      { NAN, NAN },   { -2, -1.1f },    { 2, -1.1f },
  { NAN, NAN },    { -4, 1.3f },     { -3.5f, 3 },   { -2.1f, 4.2f },  { 0, 4.6f },
  { 2.1f, 4.2f },  { 3.5f, 3 },      { 4, 1.3f },    { NAN, NAN },     { 0, -2.6f },
  { -1.0f, -3.1f }, { -1.0f, -4.3f }, { 0, -4.9f },  { 1.0f, -4.3f },  { 1.0f, -3.1f },
  { 0, -2.6f },
};

static void
stroke_marks (RsCanvas *canvas, const Mark *marks, guint n, double x, double y, RsColor color)
{
  RsPoint points[32];
  guint starts[9] = { 0 }, n_points = 0, n_lines = 0;

  g_return_if_fail (n <= G_N_ELEMENTS (points));
  for (guint i = 0; i < n; i++)
    {
      if (isnan (marks[i].x))
        {
          starts[++n_lines] = n_points;
          continue;
        }
      points[n_points].x = (float) x + marks[i].x;
      points[n_points].y = (float) y + marks[i].y;
      n_points++;
    }
  starts[++n_lines] = n_points;
  rs_canvas_stroke_lines (canvas, points, starts, n_lines, LINE_PX, color);
}

/* A ring with a piece missing, as the line has. */
static void
draw_open_ring (RsCanvas *canvas, double x, double y, RsColor color)
{
  enum { N = 24 };
  RsPoint points[N + 1];
  guint starts[2] = { 0, N + 1 };

  for (guint i = 0; i <= N; i++)
    {
      double angle = (-50 + 280.0 * i / N) * (G_PI / 180.0);

      points[i].x = (float) (x + 4 * cos (angle));
      points[i].y = (float) (y + 4 * sin (angle));
    }
  rs_canvas_stroke_lines (canvas, points, starts, 1, 1.5, color);
}

static void
draw_rim (RsCanvas *canvas, const RsDisc *disc, RsColor color)
{
  enum { N = 32 };
  RsPoint points[N + 1];

  if (disc->is_observed)
    {
      rs_canvas_stroke_circle (canvas, disc->x, disc->y, RS_DISC_PX - LINE_PX / 2, LINE_PX, color);
      return;
    }
  /* Inferred: broken, as its line is. */
  for (guint i = 0; i <= N; i++)
    {
      points[i].x = (float) (disc->x + (RS_DISC_PX - LINE_PX / 2) * sin (2 * G_PI * i / N));
      points[i].y = (float) (disc->y - (RS_DISC_PX - LINE_PX / 2) * cos (2 * G_PI * i / N));
    }
  rs_canvas_stroke (canvas, points, N + 1, LINE_PX, color, RS_DASH_BORDER, 0);
}

static void
draw_count (RsCanvas *canvas, RsDrawContext *context, const RsDisc *disc)
{
  g_autofree char *text = g_strdup_printf ("%u", MIN (disc->count, 99));
  RsTextStyle look = { .face = RS_FACE_FIGURES_BOLD,
                       .size_px = COUNT_PX,
                       .color = context->style->panel | 0xff000000u,
                       .lang = context->frame->lang };
  double x = disc->x + RS_DISC_PX - 1.5, y = disc->y - RS_DISC_PX + 1.5, width, height;

  rs_texts_measure (context->texts, &look, text, &width, &height, NULL);
  rs_canvas_fill_disc (canvas, x, y, COUNT_RADIUS_PX + 1, context->style->panel | 0xff000000u);
  rs_canvas_fill_disc (canvas, x, y, COUNT_RADIUS_PX, context->style->text_dim);
  rs_texts_draw (context->texts, canvas, &look, text, x - width / 2, y - height / 2, 1);
}

static void
draw_disc (RsCanvas *canvas, RsDrawContext *context, const RsDisc *disc)
{
  const RsStyle *style = context->style;
  const RsEvent *event = g_ptr_array_index (context->snapshot->events, disc->event);
  RsColor ground = style->panel | 0xff000000u, color = style->text_dim;
  gint index = disc->vessel_id != 0
                 ? rs_snapshot_find_vessel (context->snapshot, disc->vessel_id)
                 : -1;
  double dx = disc->x - disc->place_x, dy = disc->y - disc->place_y, far = hypot (dx, dy);
  RsPoint stem[2];
  guint starts[2] = { 0, 2 };

  if (index >= 0)
    color = rs_tints_get_vessel (context->tints,
                                 g_ptr_array_index (context->snapshot->vessels, index))
            | 0xff000000u;
  if (far > RS_DISC_PX)
    {
      stem[0] = (RsPoint){ (float) disc->place_x, (float) disc->place_y };
      stem[1] = (RsPoint){ (float) (disc->x - dx / far * RS_DISC_PX),
                           (float) (disc->y - dy / far * RS_DISC_PX) };
      rs_canvas_stroke_lines (canvas, stem, starts, 1, 3, rs_color_with_alpha (ground, 0.7));
      rs_canvas_stroke_lines (canvas, stem, starts, 1, 1, color);
      rs_canvas_fill_disc (canvas, disc->place_x, disc->place_y, 1.6, color);
    }
  rs_canvas_fill_disc (canvas, disc->x, disc->y, RS_DISC_PX + 1.2,
                       rs_color_with_alpha (ground, 0.75));
  rs_canvas_fill_disc (canvas, disc->x, disc->y, RS_DISC_PX, ground);
  draw_rim (canvas, disc, color);
  if (event->kind == RS_EVENT_PORT_CALL)
    stroke_marks (canvas, ANCHOR, G_N_ELEMENTS (ANCHOR), disc->x, disc->y, color);
  else
    draw_open_ring (canvas, disc->x, disc->y, color);
  if (disc->count > 1)
    draw_count (canvas, context, disc);
}

static gboolean
is_seen (const RsDrawContext *context, const RsDisc *disc)
{
  return disc->x > -20 && disc->y > -20 && disc->x < context->frame->view.width + 20
         && disc->y < context->frame->view.height + 20;
}

void
rs_draw_events (RsCanvas *canvas, RsDrawContext *context)
{
  if (!rs_draw_context_shows (context, RS_SHOW_EVENTS))
    return;
  for (guint i = 0; i < context->marks->discs->len; i++)
    {
      const RsDisc *disc = &g_array_index (context->marks->discs, RsDisc, i);

      if (!is_seen (context, disc))
        continue;
      draw_disc (canvas, context, disc);
      if (!disc->is_observed)
        context->inferred_in_view = TRUE;
    }
}
