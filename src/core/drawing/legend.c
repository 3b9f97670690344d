/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/legend.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "drawing/projection.h"
#include "drawing/suspects.h"
#include "drawing/symbols.h"
#include "drawing/vessel-style.h"

#define MARGIN_PX 12.0
#define PADDING_PX 10.0
#define ROW_PX 20.0
#define GAP_PX 8.0
#define SWATCH_PX 30.0
#define WORDS_PX 12.5f
#define MAX_VESSELS 8
#define MAX_NAME_PX 220.0

typedef enum
{
  SIGN_VESSEL,
  SIGN_LINE,
  SIGN_SYMBOL,
  SIGN_RING,
  SIGN_SUSPECT,
  SIGN_MORE,
} SignKind;

typedef struct
{
  SignKind kind;
  char *text;
  RsColor color;
  RsDash dash;
  RsPresence presence;
  gboolean begins_group;
} Row;

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

static void
clear_row (gpointer data)
{
  g_free (((Row *) data)->text);
}

static Row *
add_row (GArray *rows, SignKind kind, char *text, gboolean begins_group)
{
  Row row = { .kind = kind, .text = text, .begins_group = begins_group && rows->len > 0 };

  g_array_append_val (rows, row);
  return &g_array_index (rows, Row, rows->len - 1);
}

static void
add_vessels (const RsDrawContext *context, GArray *rows)
{
  const RsSnapshot *snapshot = context->snapshot;
  RsProjection projection;
  guint n_more = 0;

  rs_projection_init (&projection, &context->frame->view, 0);
  for (guint i = 0; i < snapshot->vessels->len; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, i);
      const RsTrack *track = g_ptr_array_index (snapshot->tracks, i);
      Row *row;

      if (track->n == 0 || rs_frame_hides_vessel (context->frame, vessel->id)
          || !rs_projection_meets_track (&projection, track))
        continue;
      if (rows->len >= MAX_VESSELS)
        {
          n_more++;
          continue;
        }
      row = add_row (rows, SIGN_VESSEL, g_strdup (vessel->name), FALSE);
      row->color = rs_vessel_get_color (context->frame, context->style, vessel);
      row->dash = rs_dash_for_provenance ((RsProvenance) track->fixes[track->n / 2].provenance);
    }
  if (n_more > 0)
    add_row (rows, SIGN_MORE,
             /* Translators: below the vessels that the map's legend names */
             g_strdup_printf (ngettext ("and %u more vessel", "and %u more vessels", n_more),
                              n_more),
             FALSE);
}

static void
add_line (const RsDrawContext *context, GArray *rows, const char *text, RsDash dash,
          gboolean *begins)
{
  Row *row = add_row (rows, SIGN_LINE, g_strdup (text), *begins);

  row->color = context->style->context;
  row->dash = dash;
  *begins = FALSE;
}

static void
add_symbol (const RsDrawContext *context, GArray *rows, const char *text, RsPresence presence,
            gboolean begins)
{
  Row *row = add_row (rows, SIGN_SYMBOL, g_strdup (text), begins);

  row->color = context->style->context;
  row->presence = presence;
}

/* (transfer full) */
static GArray *
list_rows (const RsDrawContext *context)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  gboolean begins = TRUE;
  const RsLegendFacts *facts = context->facts;

  g_array_set_clear_func (rows, clear_row);
  if (!rs_draw_context_shows (context, RS_SHOW_TRACKS | RS_SHOW_TRAILS | RS_SHOW_VESSELS))
    return rows;
  add_vessels (context, rows);
  if (rows->len == 0 && context->snapshot->n_undated == 0)
    return rows;
  if (facts->observed)
    add_line (context, rows, _ ("observed"), RS_DASH_NONE, &begins);
  if (facts->reconstructed)
    add_line (context, rows, _ ("reconstructed"), RS_DASH_INFERRED, &begins);
  if (facts->asserted)
    add_line (context, rows, _ ("asserted by a source"), RS_DASH_ASSERTED, &begins);
  if (context->snapshot->n_undated > 0 && rs_draw_context_shows (context, RS_SHOW_TRACKS))
    add_row (rows, SIGN_RING, g_strdup (_ ("position without a time")), begins)->color
      = context->style->context;
  if (facts->suspects && rs_draw_context_shows (context, RS_SHOW_TRACKS)
      && rs_draw_context_shows (context, RS_SHOW_SUSPECTS))
    add_row (rows, SIGN_SUSPECT, g_strdup (_ ("suspicious position")), begins)->color
        = context->style->context;
  if (rs_draw_context_shows (context, RS_SHOW_VESSELS) && context->frame->t_ms != RS_TIME_NONE)
    {
      add_symbol (context, rows, _ ("under way"), RS_PRESENCE_MOVING, TRUE);
      add_symbol (context, rows, _ ("moored or at anchor"), RS_PRESENCE_STILL, FALSE);
      add_symbol (context, rows, _ ("no signal: at its last position"), RS_PRESENCE_LOST, FALSE);
    }
  return rows;
}

static RsTextStyle
make_style (const RsDrawContext *context, const Row *row)
{
  RsTextStyle style = { RS_FACE_PLAIN,
                        WORDS_PX * (float) context->frame->furniture_scale,
                        row->kind == SIGN_MORE ? context->style->text_dim : context->style->text,
                        0,
                        0,
                        context->frame->lang };

  return style;
}

static RsBox
measure_rows (const RsDrawContext *context, const GArray *rows, double bottom)
{
  double u = context->frame->furniture_scale, most = 0, height = 0, width;
  RsBox box = { 0 };

  if (rows->len == 0)
    return box;
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      RsTextStyle style = make_style (context, row);

      rs_texts_measure (context->texts, &style, row->text, &width, NULL, NULL);
      most = MAX (most, width);
      height += (row->begins_group ? GAP_PX : 0) + ROW_PX;
    }
  box.width = MIN (most, MAX_NAME_PX * u) + (SWATCH_PX + 8 + 2 * PADDING_PX) * u;
  box.height = (height + 2 * PADDING_PX - 4) * u;
  box.x = context->frame->view.width - MARGIN_PX * u - box.width;
  box.y = bottom - box.height;
  /* Where the picture is too small for it, the map matters more. */
  if (box.x < context->frame->view.width / 3
      || box.y < MARGIN_PX * u)
    box.width = 0;
  return box;
}

RsBox
rs_legend_measure (const RsDrawContext *context, double bottom)
{
  g_autoptr (GArray) rows = list_rows (context);

  return measure_rows (context, rows, bottom);
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

static void
draw_sign (RsCanvas *canvas, const RsDrawContext *context, const Row *row, double x, double y)
{
  double u = context->frame->furniture_scale;

  if (row->kind == SIGN_VESSEL || row->kind == SIGN_LINE)
    {
      const RsPoint line[] = { { (float) x, (float) y }, { (float) (x + SWATCH_PX * u), (float) y } };
      double width = (row->kind == SIGN_VESSEL ? 2.4 : RS_TRACK_PX) * u;

      rs_canvas_stroke (canvas, line, 2, width, row->color, row->dash, 0);
    }
  else if (row->kind == SIGN_RING)
    rs_canvas_stroke_circle (canvas, x + SWATCH_PX * u / 2, y, 3 * u, 1.2 * u, row->color);
  else if (row->kind == SIGN_SYMBOL)
    {
      const RsSymbol symbol = { .x = x + SWATCH_PX * u / 2,
                                .y = y,
                                .angle_rad = row->presence == RS_PRESENCE_MOVING ? G_PI_2 : 0,
                                .presence = row->presence,
                                .provenance = RS_OBSERVED,
                                .color = row->color };

      rs_symbol_draw (&symbol, canvas, context->style);
    }
  else if (row->kind == SIGN_SUSPECT)
    rs_suspect_draw (canvas, x + SWATCH_PX * u / 2, y, u, row->color, context->style->land);
}

void
rs_draw_legend (RsCanvas *canvas, RsDrawContext *context, double bottom)
{
  g_autoptr (GArray) rows = list_rows (context);
  RsBox box = measure_rows (context, rows, bottom);
  double u = context->frame->furniture_scale;
  double x = box.x + PADDING_PX * u, y = box.y + (PADDING_PX - 2) * u;

  if (box.width <= 0)
    return;
  rs_draw_panel (canvas, &box, u, context->style->panel, 0);
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      RsTextStyle style = make_style (context, row);
      double height;

      y += row->begins_group ? GAP_PX * u : 0;
      draw_sign (canvas, context, row, x, y + ROW_PX * u / 2);
      rs_texts_measure (context->texts, &style, row->text, NULL, &height, NULL);
      rs_texts_draw (context->texts, canvas, &style, row->text,
                     row->kind == SIGN_MORE ? x : x + (SWATCH_PX + 8) * u,
                     y + (ROW_PX * u - height) / 2, 1);
      y += ROW_PX * u;
    }
}
