/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/timeline/strip-picture.h"

#include <math.h>

#include "app/timeline/time-axis.h"

#define TICK_MIN_PX 64
/* Of a passage that is inferred. */
#define DASH_PX 5
#define DASH_GAP_PX 3
#define BEYOND_PX (2.0 * (DASH_PX + DASH_GAP_PX)) /* out of sight */
#define AWAY_PX 7 /* width and half the height of the arrow to a playhead out of view */

double
rs_strip_picture_get_x (const RsStripPicture *self, gint64 t_ms)
{
  return self->left
         + (double) (t_ms - self->from_ms) / (double) MAX (1, self->to_ms - self->from_ms)
               * self->span_px;
}

int
rs_strip_picture_get_lane_height (const RsLane *lane)
{
  return lane->n_rows ? (int) lane->n_rows * RS_STRIP_ROW_PX + 2 * RS_STRIP_LANE_PAD_PX : 0;
}

static void
set_color (cairo_t *cr, RsColor color, double alpha)
{
  cairo_set_source_rgba (cr, (color >> 16 & 255) / 255.0, (color >> 8 & 255) / 255.0,
                         (color & 255) / 255.0, alpha * (color >> 24) / 255.0);
}

/* (transfer full) */
static PangoLayout *
create_layout (const RsStripPicture *self, const char *text, double max_width, gboolean bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (self->widget, text);
  PangoFontDescription *font
      = pango_font_description_copy (pango_context_get_font_description (
          gtk_widget_get_pango_context (self->widget)));

  pango_font_description_set_absolute_size (font, 11 * PANGO_SCALE);
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  if (max_width > 0)
    {
      pango_layout_set_width (layout, (int) (max_width * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  return layout;
}

static void
draw_text (const RsStripPicture *self, cairo_t *cr, const char *text, double x, double y,
           double max_width, gboolean bold)
{
  g_autoptr (PangoLayout) layout = create_layout (self, text, max_width, bold);

  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_item (const RsStripPicture *self, cairo_t *cr, const RsStyle *style, RsLaneKind kind,
           const RsLaneItem *item, double top)
{
  double x0 = rs_strip_picture_get_x (self, item->from_ms);
  double x1 = rs_strip_picture_get_x (self, item->to_ms);
  double y = top + RS_STRIP_LANE_PAD_PX + item->row * RS_STRIP_ROW_PX;
  RsColor color = kind == RS_LANE_POLICY      ? style->text_dim
                  : kind == RS_LANE_INCIDENTS ? style->accent
                  : kind == RS_LANE_GAPS      ? style->warning
                                              : rs_style_get_vessel_color (style, item->color);
  gboolean selected
      = item->incident_id
        && item->incident_id == self->selected_incident;

  if (x1 < self->left - 4 || x0 > self->left + self->span_px + 4)
    return;
  set_color (cr, color, 1);
  if (kind == RS_LANE_POLICY || (kind == RS_LANE_INCIDENTS && x1 - x0 < 6))
    {
      /* A moment: a small diamond. */
      double r = selected ? 5 : 3.5, cy = y + RS_STRIP_ROW_PX / 2.0;

      cairo_move_to (cr, x0, cy - r);
      cairo_line_to (cr, x0 + r, cy);
      cairo_line_to (cr, x0, cy + r);
      cairo_line_to (cr, x0 - r, cy);
      cairo_close_path (cr);
      cairo_fill (cr);
      return;
    }
  /* Zoomed to seconds a silence of days is more pixels long than cairo can count. Its ends stay out of sight,
   * and dashes where they are. */
  x1 = MIN (MAX (x1, x0 + 2), self->left + self->span_px + BEYOND_PX);
  x0 = MAX (x0, self->left - BEYOND_PX + fmod (x0 - self->left, DASH_PX + DASH_GAP_PX));
  if (kind == RS_LANE_GAPS)
    {
      /* Silence is empty: an outline only. */
      cairo_set_line_width (cr, 1);
      cairo_rectangle (cr, x0 + 0.5, y + 0.5, MAX (1, x1 - x0 - 1), RS_STRIP_ROW_PX - 2);
      cairo_stroke (cr);
      return;
    }
  if (kind == RS_LANE_VOYAGES && item->inferred)
    {
      /* Inferred passages are dashed here as they are on the map. */
      const double dashes[] = { DASH_PX, DASH_GAP_PX };

      cairo_set_line_width (cr, 3);
      cairo_set_dash (cr, dashes, 2, 0);
      cairo_move_to (cr, x0, y + 2.5);
      cairo_line_to (cr, x1, y + 2.5);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
      return;
    }
  cairo_rectangle (cr, x0, y, x1 - x0, RS_STRIP_ROW_PX - 1);
  if (item->inferred)
    {
      set_color (cr, color, 0.3);
      cairo_fill_preserve (cr);
      set_color (cr, color, 1);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }
  else
    cairo_fill (cr);
  if (selected)
    {
      cairo_rectangle (cr, x0 - 2, y - 2, x1 - x0 + 4, RS_STRIP_ROW_PX + 3);
      cairo_set_line_width (cr, 1.5);
      cairo_stroke (cr);
    }
}

void
rs_strip_picture_draw_lanes (const RsStripPicture *self, cairo_t *cr, const RsStyle *style)
{
  double top = RS_STRIP_DENSITY_PX;
  double left = self->left;

  for (guint kind = 0; kind < RS_N_LANES; kind++)
    {
      const RsLane *lane = &self->lanes[kind];
      int height = rs_strip_picture_get_lane_height (lane);

      if (height == 0)
        continue;
      if (left > RS_STRIP_PAD_PX)
        {
          set_color (cr, style->text_dim, 1);
          draw_text (self, cr, rs_lane_get_name (kind), RS_STRIP_PAD_PX, top + height / 2.0 - 8,
                     RS_STRIP_NAMES_PX - 6, FALSE);
        }
      cairo_save (cr);
      cairo_rectangle (cr, left - 5, top, self->span_px + 10, height);
      cairo_clip (cr);
      for (guint i = 0; i < lane->items->len; i++)
        draw_item (self, cr, style, kind, &g_array_index (lane->items, RsLaneItem, i), top);
      cairo_restore (cr);
      top += height;
      cairo_rectangle (cr, left, top - 0.5, self->span_px, 1);
      set_color (cr, style->context, 0.18);
      cairo_fill (cr);
    }
}

void
rs_strip_picture_draw_axis (const RsStripPicture *self, cairo_t *cr, const RsStyle *style,
                            int height)
{
  g_autoptr (GArray) ticks
      = rs_time_axis_ticks (self->from_ms, self->to_ms, self->span_px, TICK_MIN_PX);
  g_autofree char *start
      = rs_time_axis_dup_start (self->from_ms, self->to_ms, self->span_px, TICK_MIN_PX);
  gboolean has_column = self->left > RS_STRIP_PAD_PX;
  double y = height - RS_STRIP_AXIS_PX + 3, free_x = self->left;

  set_color (cr, style->text_dim, 1);
  if (*start)
    draw_text (self, cr, start, has_column ? RS_STRIP_PAD_PX : self->left, y, RS_STRIP_NAMES_PX - 6, FALSE);
  /* Without a column of its own it takes the room of the first labels. */
  if (*start && !has_column)
    free_x += RS_STRIP_NAMES_PX;
  for (guint i = 0; i < ticks->len; i++)
    {
      const RsTick *tick = &g_array_index (ticks, RsTick, i);
      double x = floor (rs_strip_picture_get_x (self, tick->t_ms)) + 0.5;
      g_autoptr (PangoLayout) label = create_layout (self, tick->label, 0, tick->major);
      int width;

      set_color (cr, style->context, tick->major ? 0.5 : 0.22);
      cairo_set_line_width (cr, 1);
      cairo_move_to (cr, x, 0);
      cairo_line_to (cr, x, height - RS_STRIP_AXIS_PX + 5);
      cairo_stroke (cr);
      set_color (cr, tick->major ? style->text : style->text_dim, 1);
      /* A label that would be cut off at the end says less than none. */
      pango_layout_get_pixel_size (label, &width, NULL);
      if (x < free_x || x + 3 + width > gtk_widget_get_width (self->widget))
        continue;
      cairo_move_to (cr, x + 3, y);
      pango_cairo_show_layout (cr, label);
    }
}

void
rs_strip_picture_draw_beyond (const RsStripPicture *self, cairo_t *cr, const RsStyle *style,
                              gboolean later)
{
  double width = RS_STRIP_BEYOND_PX, height = RS_STRIP_DENSITY_PX - 8;
  double x = later ? self->left + self->span_px - width : self->left, y = 3;
  double middle = x + width / 2, way = later ? 3.5 : -3.5;

  cairo_rectangle (cr, x, y, width, height);
  /* Quiet: of most cases something lies beyond, if only the date of a resolution. */
  set_color (cr, style->halo_land, 0.85);
  cairo_fill (cr);
  cairo_move_to (cr, middle - way, y + height / 2 - 5.5);
  cairo_line_to (cr, middle + way, y + height / 2);
  cairo_line_to (cr, middle - way, y + height / 2 + 5.5);
  cairo_set_line_width (cr, 2);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  set_color (cr, style->text_dim, 1);
  cairo_stroke (cr);
}

void
rs_strip_picture_append_playhead (const RsStripPicture *self, GtkSnapshot *snapshot, gint64 t_ms,
                                  int height)
{
  const GdkRGBA accent = { 0.835f, 0.369f, 0, 1 };
  double x = rs_strip_picture_get_x (self, t_ms), y, way;
  cairo_t *cr;

  if (t_ms >= self->from_ms && t_ms <= self->to_ms)
    {
      gtk_snapshot_append_color (snapshot, &accent,
                                 &GRAPHENE_RECT_INIT ((float) (x - 1), 0, 2,
                                                      (float) (height - RS_STRIP_AXIS_PX + 4)));
      gtk_snapshot_append_color (snapshot, &accent, &GRAPHENE_RECT_INIT ((float) (x - 4), 0, 8, 6));
      return;
    }
  /* Beside the axis, in room that nothing else takes. */
  way = t_ms < self->from_ms ? -AWAY_PX : AWAY_PX;
  x = (t_ms < self->from_ms ? self->left : self->left + self->span_px) + way / 4;
  y = height - RS_STRIP_AXIS_PX / 2.0;
  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT ((float) (x - 2 * AWAY_PX), (float) (y - AWAY_PX), 4 * AWAY_PX, 2 * AWAY_PX));
  cairo_move_to (cr, x + way, y);
  cairo_line_to (cr, x, y - AWAY_PX);
  cairo_line_to (cr, x, y + AWAY_PX);
  gdk_cairo_set_source_rgba (cr, &accent);
  cairo_fill (cr);
  cairo_destroy (cr);
}
