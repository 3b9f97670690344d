/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/legend.h"

#include <math.h>

#include "drawing/legend-rows.h"
#include "drawing/suspects.h"
#include "drawing/symbols.h"
#include "drawing/vessel-style.h"

#define MARGIN_PX 12.0
#define PADDING_PX 10.0
#define ROW_PX 20.0
#define GAP_PX 8.0
#define SWATCH_PX 30.0
#define WORDS_PX 12.5f
#define MAX_NAME_PX 220.0
#define RAMP_PX 200.0
#define RAMP_BAR_PX 8.0
#define RAMP_ROW_PX 32.0
#define TICK_WORDS_PX 11.0f
#define RAMP_PIECES 64

void
rs_legend_facts_init (RsLegendFacts *facts, const RsSnapshot *snapshot)
{
  *facts = (RsLegendFacts){ FALSE };
  for (guint i = 0; i < snapshot->tracks->len; i++)
    {
      const RsTrack *track = g_ptr_array_index (snapshot->tracks, i);

      facts->suspects |= track->n_suspects > 0;
      if (track->n_not_observed < track->n)
        facts->observed = TRUE;
      facts->reconstructed |= (track->provenances & 1u << RS_RECONSTRUCTED) != 0;
      facts->asserted |= (track->provenances & 1u << RS_ASSERTED) != 0;
    }
}

static RsTextStyle
make_style (const RsDrawContext *context, const RsLegendRow *row)
{
  RsTextStyle style = { RS_FACE_PLAIN,
                        WORDS_PX * (float) context->frame->furniture_scale,
                        row->is_dim ? context->style->text_dim : context->style->text,
                        0,
                        0,
                        context->frame->lang };

  return style;
}

static gboolean
is_ramp (const RsLegendRow *row)
{
  return row->sign == RS_SIGN_RAMP || row->sign == RS_SIGN_HEAT;
}

static double
get_row_px (const RsLegendRow *row)
{
  return is_ramp (row) ? RAMP_ROW_PX : ROW_PX;
}

/* A long name, of a country or a file, ends in dots; words are never cut. */
static void
elide_names (const RsDrawContext *context, GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      RsLegendRow *row = &g_array_index (rows, RsLegendRow, i);
      RsTextStyle style = make_style (context, row);
      char *elided = row->sign == RS_SIGN_VESSEL
                       ? rs_texts_elide (context->texts, &style, row->text,
                                         MAX_NAME_PX * context->frame->furniture_scale)
                       : NULL;

      if (elided)
        {
          g_free (row->text);
          row->text = elided;
        }
    }
}

static RsBox
measure_rows (const RsDrawContext *context, const GArray *rows, const RsLegendRoom *room, double top)
{
  double u = context->frame->furniture_scale, most = 0, height = 0, width;
  RsBox box = { 0 };

  if (rows->len == 0)
    return box;
  for (guint i = 0; i < rows->len; i++)
    {
      const RsLegendRow *row = &g_array_index (rows, RsLegendRow, i);
      RsTextStyle style = make_style (context, row);

      rs_texts_measure (context->texts, &style, row->text, &width, NULL, NULL);
      most = MAX (most, width + (row->sign == RS_SIGN_WORDS ? 0 : SWATCH_PX + 8) * u);
      if (is_ramp (row))
        most = MAX (most, RAMP_PX * u);
      height += (row->begins_group ? GAP_PX : 0) + get_row_px (row);
    }
  box.width = most + 2 * PADDING_PX * u;
  box.height = (height + 2 * PADDING_PX - 4) * u;
  box.x = context->frame->view.width - MARGIN_PX * u - box.width;
  box.y = room->bottom - box.height;
  if (room->clock.width > 0 && box.x < room->clock.x + room->clock.width + MARGIN_PX * u)
    box.y = MIN (box.y, room->clock.y - MARGIN_PX * u - box.height);
  /* Where the picture is too small for it, the map matters more. */
  if (box.x < context->frame->view.width / 3 || box.y < top)
    box.width = 0;
  return box;
}

/* What there is room for below @top. (transfer full) (nullable) */
static GArray *
fit_rows_below (const RsDrawContext *context, const RsLegendRoom *room, double top, RsBox *out_box)
{
  for (guint brevity = 0; brevity <= RS_LEGEND_MAX_BREVITY; brevity++)
    {
      GArray *rows = rs_legend_list (context, brevity);

      elide_names (context, rows);
      *out_box = measure_rows (context, rows, room, top);
      if (out_box->width > 0)
        return rows;
      g_array_unref (rows);
    }
  return NULL;
}

/* A legend that says little is better than one that buttons lie on, and that is better than none. */
static GArray *
fit_rows (const RsDrawContext *context, const RsLegendRoom *room, RsBox *out_box)
{
  double margin = MARGIN_PX * context->frame->furniture_scale;
  GArray *rows = fit_rows_below (context, room, MAX (margin, context->frame->legend_top_px), out_box);

  return rows ? rows : fit_rows_below (context, room, margin, out_box);
}

RsBox
rs_legend_measure (const RsDrawContext *context, const RsLegendRoom *room)
{
  RsBox box = { 0 };
  GArray *rows = fit_rows (context, room, &box);

  if (rows)
    g_array_unref (rows);
  return box;
}

void
rs_draw_panel (RsCanvas *canvas, const RsBox *box, double unit, RsColor fill, RsColor line)
{
  cairo_t *cr = rs_canvas_get_cairo (canvas);
  double x = box->x, y = box->y, r = MIN (6 * unit, MIN (box->width, box->height) / 2);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + box->width - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + box->width - r, y + box->height - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + box->height - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
  rs_cairo_set_color (cr, fill);
  cairo_fill_preserve (cr);
  if (line >> 24)
    {
      cairo_set_dash (cr, NULL, 0, 0);
      cairo_set_line_width (cr, 1.25 * unit);
      rs_cairo_set_color (cr, line);
      cairo_stroke (cr);
    }
  cairo_new_path (cr);
}

/* A bar whose colours run as those of the map do, its scale below. */
static void
draw_ramp (RsCanvas *canvas, const RsDrawContext *context, const RsLegendRow *row, double x, double y,
           double width)
{
  double u = context->frame->furniture_scale, height = RAMP_BAR_PX * u;
  RsTextStyle style = { RS_FACE_FIGURES, TICK_WORDS_PX * (float) u, context->style->text_dim, 0, 0,
                        context->frame->lang };
  cairo_t *cr = rs_canvas_get_cairo (canvas);

  y = rint (y + 4 * u);
  for (guint i = 0; i < RAMP_PIECES; i++)
    {
      double share = i / (RAMP_PIECES - 1.0);

      double from = rint (x + width * i / RAMP_PIECES), to = rint (x + width * (i + 1) / RAMP_PIECES);

      cairo_rectangle (cr, from, y, to - from, height);
      rs_cairo_set_color (cr, row->sign == RS_SIGN_HEAT
                                  ? rs_tints_get_heat (context->frame->theme, share)
                                  : rs_tints_get_ramp (context->frame->theme, context->tints->by,
                                                       share));
      cairo_fill (cr);
    }
  for (guint i = 0; i < row->n_ticks; i++)
    {
      double words, at = x + width * row->at[i];

      rs_texts_measure (context->texts, &style, row->ticks[i], &words, NULL, NULL);
      at = CLAMP (at - words / 2, x, x + width - words);
      rs_texts_draw (context->texts, canvas, &style, row->ticks[i], at, y + height + 3 * u, 1);
    }
}

static void
draw_sign (RsCanvas *canvas, const RsDrawContext *context, const RsLegendRow *row, double x, double y)
{
  double u = context->frame->furniture_scale;

  if (row->sign == RS_SIGN_VESSEL || row->sign == RS_SIGN_LINE)
    {
      const RsPoint line[] = { { (float) x, (float) y }, { (float) (x + SWATCH_PX * u), (float) y } };
      double width = (row->sign == RS_SIGN_VESSEL ? 2.4 : RS_TRACK_PX) * u;

      rs_canvas_stroke (canvas, line, 2, width, row->color, row->dash, 0);
    }
  else if (row->sign == RS_SIGN_RING)
    rs_canvas_stroke_circle (canvas, x + SWATCH_PX * u / 2, y, 3 * u, 1.2 * u, row->color);
  else if (row->sign == RS_SIGN_SYMBOL)
    {
      const RsSymbol symbol = { .x = x + SWATCH_PX * u / 2,
                                .y = y,
                                .angle_rad = row->presence == RS_PRESENCE_MOVING ? G_PI_2 : 0,
                                .presence = row->presence,
                                .kind = row->kind,
                                .provenance = RS_OBSERVED,
                                .color = row->color };

      rs_symbol_draw (&symbol, canvas, context->style);
    }
  else if (row->sign == RS_SIGN_SUSPECT)
    rs_suspect_draw (canvas, x + SWATCH_PX * u / 2, y, u, row->color, context->style->land);
}

void
rs_draw_legend (RsCanvas *canvas, RsDrawContext *context, const RsLegendRoom *room)
{
  RsBox box = { 0 };
  g_autoptr (GArray) rows = fit_rows (context, room, &box);
  double u = context->frame->furniture_scale;
  double x = box.x + PADDING_PX * u, y = box.y + (PADDING_PX - 2) * u;

  if (!rows)
    return;
  rs_draw_panel (canvas, &box, u, context->style->panel, 0);
  for (guint i = 0; i < rows->len; i++)
    {
      const RsLegendRow *row = &g_array_index (rows, RsLegendRow, i);
      RsTextStyle style = make_style (context, row);
      double height;

      y += row->begins_group ? GAP_PX * u : 0;
      if (is_ramp (row))
        draw_ramp (canvas, context, row, x, y, box.width - 2 * PADDING_PX * u);
      else
        {
          draw_sign (canvas, context, row, x, y + ROW_PX * u / 2);
          rs_texts_measure (context->texts, &style, row->text, NULL, &height, NULL);
          rs_texts_draw (context->texts, canvas, &style, row->text,
                         row->sign == RS_SIGN_WORDS ? x : x + (SWATCH_PX + 8) * u,
                         y + (ROW_PX * u - height) / 2, 1);
        }
      y += get_row_px (row) * u;
    }
}
