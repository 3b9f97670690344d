/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The analyst's drawings: text, arrow, line, polygon, range ring. */
#include "drawing/notes.h"

#include <math.h>

#include "drawing/layer-private.h"
#include "drawing/level-of-detail.h"
#include "drawing/marks.h"
#include "drawing/vessel-style.h"

#define LINE_PX 2.0
#define ARROW_PX 2.4
#define HEAD_PX 12.0
#define GLOW_PX 7.0
#define TEXT_PX 12.5f
#define RADIUS_TEXT_PX 11.0f
#define HALO_PX 2.0f
#define STUB_PX 3.0

static guint
get_n_needed (RsNoteKind kind)
{
  switch (kind)
    {
    case RS_NOTE_TEXT:
    case RS_NOTE_RING:
      return 1;
    case RS_NOTE_ARROW:
    case RS_NOTE_LINE:
      return 2;
    case RS_NOTE_POLYGON:
      return 3;
    case RS_N_NOTE_KINDS:
    default:
      return G_MAXUINT;
    }
}

gboolean
rs_note_is_shown (const RsNote *note, const RsFrame *frame)
{
  if (note->points->len < get_n_needed (note->kind))
    return FALSE;
  if (note->kind == RS_NOTE_RING && !(note->radius_m > 0))
    return FALSE;
  return frame->t_ms == RS_TIME_NONE
         || ((note->from_ms == RS_TIME_NONE || frame->t_ms >= note->from_ms)
             && (note->to_ms == RS_TIME_NONE || frame->t_ms <= note->to_ms));
}

void
rs_note_get_shape (const RsNote *note, RsShape *shape)
{
  if (note->kind == RS_NOTE_RING)
    rs_shape_set_circle (shape, g_array_index (note->points, RsLatLon, 0), note->radius_m);
  else
    rs_shape_set_points (shape, note->points, note->kind == RS_NOTE_POLYGON);
}

/* Half way along the line. */
static void
find_middle (const RsShape *shape, gint copy, double *out_x, double *out_y)
{
  double length = 0, x0, y0, x1, y1;

  rs_shape_get_point (shape, copy, 0, &x0, &y0);
  for (guint pass = 0; pass < 2; pass++)
    {
      double left = length / 2;

      rs_shape_get_point (shape, copy, 0, &x0, &y0);
      for (guint i = 1; i < shape->world->len; i++)
        {
          double step;

          rs_shape_get_point (shape, copy, i, &x1, &y1);
          step = hypot (x1 - x0, y1 - y0);
          if (pass == 0)
            length += step;
          else if (step >= left && step > 0)
            {
              *out_x = x0 + (x1 - x0) * left / step;
              *out_y = y0 + (y1 - y0) * left / step;
              return;
            }
          else
            left -= step;
          x0 = x1;
          y0 = y1;
        }
    }
  *out_x = x0;
  *out_y = y0;
}

RsBox
rs_note_get_text_box (const RsNote *note, const RsShape *shape, gint copy, double width,
                      double height)
{
  double x, y, x1, y1, far;
  RsLatLon center;

  rs_shape_get_point (shape, copy, 0, &x, &y);
  switch (note->kind)
    {
    case RS_NOTE_ARROW:
      /* Behind its tail. */
      rs_shape_get_point (shape, copy, 1, &x1, &y1);
      far = MAX (hypot (x1 - x, y1 - y), 1e-6);
      x -= (x1 - x) / far * (6 + width / 2);
      y -= (y1 - y) / far * (6 + height / 2);
      break;
    case RS_NOTE_LINE:
      find_middle (shape, copy, &x, &y);
      y -= height / 2 + 5;
      break;
    case RS_NOTE_POLYGON:
      if (rs_polygon_get_center (note->points, &center))
        {
          const RsWorldPoint *first = &g_array_index (shape->world, RsWorldPoint, 0);
          RsWorldPoint w = rs_world_from_lat_lon (center);
          double wx = w.x * RS_WORLD;

          wx -= rint ((wx - first->x) / RS_WORLD) * RS_WORLD;
          rs_projection_apply (&shape->projection, wx + copy * RS_WORLD, w.y * RS_WORLD, &x, &y);
        }
      break;
    case RS_NOTE_RING:
      for (guint i = 0; i < shape->world->len; i++)
        {
          rs_shape_get_point (shape, copy, i, &x1, &y1);
          if (y1 < y)
            {
              x = x1;
              y = y1;
            }
        }
      y -= height / 2 + 4;
      break;
    case RS_NOTE_TEXT:
    case RS_N_NOTE_KINDS:
    default:
      break;
    }
  return (RsBox){ x - width / 2, y - height / 2, width, height };
}

static char *
format_radius (const RsFrame *frame, double radius_m)
{
  double value = frame->units == RS_UNITS_METRIC ? radius_m / 1000 : radius_m / RS_M_PER_NM;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, value >= 100 ? "%.0f" : "%.1f", value);
  return g_strconcat (number, frame->units == RS_UNITS_METRIC ? " km" : " nm", NULL);
}

/* The words beside a note: (transfer full), "" none. */
static char *
get_words (const RsDrawContext *context, const RsNote *note)
{
  g_autofree char *radius = NULL;

  if (note->kind != RS_NOTE_RING)
    return g_strdup (note->text);
  radius = format_radius (context->frame, note->radius_m);
  return note->text[0] ? g_strconcat (note->text, "\n", radius, NULL) : g_steal_pointer (&radius);
}

static RsTextStyle
get_look (const RsDrawContext *context, const RsNote *note)
{
  return (RsTextStyle){ .face = RS_FACE_BOLD,
                        .size_px = note->kind == RS_NOTE_RING ? RADIUS_TEXT_PX : TEXT_PX,
                        .color = rs_style_get_vessel_color (context->style, note->color),
                        .halo = rs_color_with_alpha (context->style->panel | 0xff000000u, 0.85),
                        .halo_px = HALO_PX,
                        .lang = context->frame->lang };
}

static void
draw_arrow_head (RsCanvas *canvas, const RsShape *shape, double grow, RsColor color)
{
  for (gint copy = shape->first_copy; copy <= shape->last_copy; copy++)
    {
      double x0, y0, x1, y1, dx, dy, far, back = HEAD_PX + grow, half = HEAD_PX * 0.42 + grow;
      RsPoint points[3];
      guint starts[2] = { 0, 3 };

      rs_shape_get_point (shape, copy, 0, &x0, &y0);
      rs_shape_get_point (shape, copy, 1, &x1, &y1);
      far = hypot (x1 - x0, y1 - y0);
      if (far <= 0)
        continue;
      dx = (x1 - x0) / far;
      dy = (y1 - y0) / far;
      points[0] = (RsPoint){ (float) (x1 + dx * grow * 2), (float) (y1 + dy * grow * 2) };
      points[1] = (RsPoint){ (float) (x1 - dx * back - dy * half),
                             (float) (y1 - dy * back + dx * half) };
      points[2] = (RsPoint){ (float) (x1 - dx * back + dy * half),
                             (float) (y1 - dy * back - dx * half) };
      rs_canvas_fill (canvas, points, starts, 1, color);
    }
}

/* The shaft ends inside the head: its square end would show beside the tip. */
static void
draw_shaft (RsCanvas *canvas, const RsShape *shape, double width, RsColor color)
{
  for (gint copy = shape->first_copy; copy <= shape->last_copy; copy++)
    {
      double x0, y0, x1, y1, far;
      RsPoint points[2];
      guint starts[2] = { 0, 2 };

      rs_shape_get_point (shape, copy, 0, &x0, &y0);
      rs_shape_get_point (shape, copy, 1, &x1, &y1);
      far = hypot (x1 - x0, y1 - y0);
      if (far <= HEAD_PX)
        continue;
      points[0] = (RsPoint){ (float) x0, (float) y0 };
      points[1] = (RsPoint){ (float) (x1 - (x1 - x0) / far * (HEAD_PX - 2)),
                             (float) (y1 - (y1 - y0) / far * (HEAD_PX - 2)) };
      rs_canvas_stroke_lines (canvas, points, starts, 1, width, color);
    }
}

/* Where a ring was drawn from. */
static void
draw_center (RsCanvas *canvas, const RsView *view, RsLatLon center, RsColor color)
{
  RsProjection projection;
  double x, y;

  rs_projection_init (&projection, view, 8);
  for (guint copy = 0; rs_projection_place (&projection, center, copy, &x, &y); copy++)
    {
      RsPoint points[4] = { { (float) x - 5, (float) y },
                            { (float) x + 5, (float) y },
                            { (float) x, (float) y - 5 },
                            { (float) x, (float) y + 5 } };
      guint starts[3] = { 0, 2, 4 };

      rs_canvas_stroke_lines (canvas, points, starts, 2, 1.5, color);
    }
}

static void
draw_glow (RsCanvas *canvas, const RsDrawContext *context, const RsNote *note, RsShape *shape)
{
  RsColor glow = rs_color_with_alpha (context->style->accent, 0.3);

  if (note->kind == RS_NOTE_ARROW)
    {
      draw_shaft (canvas, shape, GLOW_PX, glow);
      draw_arrow_head (canvas, shape, 2.5, glow);
    }
  else if (note->kind != RS_NOTE_TEXT)
    rs_shape_stroke (shape, GLOW_PX, glow, RS_DASH_NONE);
}

static void
draw_body (RsCanvas *canvas, const RsDrawContext *context, const RsNote *note, RsShape *shape)
{
  RsColor color = rs_style_get_vessel_color (context->style, note->color);

  switch (note->kind)
    {
    case RS_NOTE_ARROW:
      draw_shaft (canvas, shape, ARROW_PX, color);
      draw_arrow_head (canvas, shape, 0, color);
      break;
    case RS_NOTE_LINE:
      rs_shape_stroke (shape, LINE_PX, color, RS_DASH_NONE);
      break;
    case RS_NOTE_POLYGON:
      rs_shape_fill (shape, rs_color_with_alpha (color, 0.12));
      rs_shape_stroke (shape, LINE_PX, color, RS_DASH_NONE);
      break;
    case RS_NOTE_RING:
      rs_shape_fill (shape, rs_color_with_alpha (color, 0.05));
      rs_shape_stroke (shape, LINE_PX, color, RS_DASH_NONE);
      draw_center (canvas, &context->frame->view, g_array_index (note->points, RsLatLon, 0), color);
      break;
    case RS_NOTE_TEXT:
    case RS_N_NOTE_KINDS:
    default:
      break;
    }
}

static void
draw_frame (RsCanvas *canvas, const RsBox *box, RsColor color)
{
  double x = box->x - 5, y = box->y - 3, right = box->x + box->width + 5;
  double bottom = box->y + box->height + 3;
  RsPoint points[4] = { { (float) x, (float) y },
                        { (float) right, (float) y },
                        { (float) right, (float) bottom },
                        { (float) x, (float) bottom } };
  guint starts[2] = { 0, 4 };

  rs_canvas_fill (canvas, points, starts, 1, color);
}

/* Far out there is no room for the words of all; the selected note has its own always. */
static gboolean
take_room (RsDrawContext *context, const RsNote *note, const RsShape *shape, double width,
           double height)
{
  gboolean taken = FALSE;

  for (gint copy = shape->first_copy; copy <= shape->last_copy; copy++)
    {
      RsBox box = rs_note_get_text_box (note, shape, copy, width, height);

      if (note->id == context->frame->selected_note)
        {
          rs_labels_take (context->labels, &box);
          taken = TRUE;
        }
      else
        taken |= rs_labels_place (context->labels, &box, 1) >= 0;
    }
  return taken;
}

/* A text without room: that there is one. */
static void
draw_stub (RsCanvas *canvas, const RsDrawContext *context, const RsNote *note,
           const RsShape *shape)
{
  RsColor color = rs_style_get_vessel_color (context->style, note->color);

  for (gint copy = shape->first_copy; copy <= shape->last_copy; copy++)
    {
      double x, y;

      rs_shape_get_point (shape, copy, 0, &x, &y);
      rs_canvas_fill_disc (canvas, x, y, STUB_PX + 1.3, context->style->panel | 0xff000000u);
      rs_canvas_fill_disc (canvas, x, y, STUB_PX, color);
    }
}

void
rs_reserve_notes (RsDrawContext *context)
{
  const RsFrame *frame = context->frame;
  RsShape shape;

  if (!rs_draw_context_shows (context, RS_SHOW_NOTES))
    return;
  rs_shape_init (&shape, NULL, &frame->view);
  for (guint i = 0; i < context->snapshot->notes->len; i++)
    {
      const RsNote *note = g_ptr_array_index (context->snapshot->notes, i);
      g_autofree char *words = get_words (context, note);
      RsTextStyle look = get_look (context, note);
      double width, height;

      if (!rs_note_is_shown (note, frame) || words[0] == '\0')
        continue;
      rs_note_get_shape (note, &shape);
      if (!rs_shape_is_seen (&shape))
        continue;
      rs_texts_measure (context->texts, &look, words, &width, &height, NULL);
      if (!take_room (context, note, &shape, width, height))
        width = height = 0;
      rs_detail_set_words_size (context->detail, note->id, width, height);
    }
  rs_shape_clear (&shape);
}

void
rs_draw_notes (RsCanvas *canvas, RsDrawContext *context)
{
  const RsFrame *frame = context->frame;
  RsShape shape;

  if (!rs_draw_context_shows (context, RS_SHOW_NOTES))
    return;
  rs_shape_init (&shape, canvas, &frame->view);
  for (guint i = 0; i < context->snapshot->notes->len; i++)
    {
      const RsNote *note = g_ptr_array_index (context->snapshot->notes, i);
      gboolean selected = note->id == frame->selected_note;
      g_autofree char *words = NULL;
      RsTextStyle look = get_look (context, note);
      double width, height;

      if (!rs_note_is_shown (note, frame))
        continue;
      rs_note_get_shape (note, &shape);
      if (!rs_shape_is_seen (&shape))
        continue;
      if (selected)
        draw_glow (canvas, context, note, &shape);
      draw_body (canvas, context, note, &shape);
      words = get_words (context, note);
      if (words[0] == '\0')
        continue;
      if (!rs_detail_get_words_size (context->detail, note->id, &width, &height) || width <= 0)
        {
          if (note->kind == RS_NOTE_TEXT)
            draw_stub (canvas, context, note, &shape);
          continue;
        }
      for (gint copy = shape.first_copy; copy <= shape.last_copy; copy++)
        {
          RsBox box = rs_note_get_text_box (note, &shape, copy, width, height);

          if (selected && note->kind == RS_NOTE_TEXT)
            draw_frame (canvas, &box, rs_color_with_alpha (context->style->accent, 0.25));
          rs_texts_draw (context->texts, canvas, &look, words, box.x, box.y, 1);
        }
    }
  rs_shape_clear (&shape);
}
