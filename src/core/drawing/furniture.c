/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where clock, tag, legend and scale stand; all of it but the legend is painted here. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "drawing/layer-private.h"
#include "drawing/legend.h"

#define MARGIN_PX 12.0
#define PADDING_PX 10.0
#define GAP_PX 6.0
#define DATE_PX 13.0f
#define TIME_PX 28.0f
#define ZONE_PX 14.0f
#define TAG_PX 12.5f
#define SMALL_PX 11.0f
#define SCALE_MAX_PX 140.0
/* The panel's width goes in steps, so that it does not tremble with the figures. */
#define WIDTH_STEP_PX 24.0

/* What stands where; a box without width is not there. */
typedef struct
{
  double unit; /* logical pixels of one furniture pixel */
  char *date, *time, *zone;
  RsBox clock, tag, legend, scale, attribution;
  char *scale_text, *attribution_text;
  double scale_px;
  RsLegendRoom legend_room;
} Layout;

static void
clear_layout (Layout *layout)
{
  g_free (layout->date);
  g_free (layout->time);
  g_free (layout->zone);
  g_free (layout->scale_text);
  g_free (layout->attribution_text);
}

static RsTextStyle
make_style (const RsDrawContext *context, RsFace face, float size_px, RsColor color)
{
  RsTextStyle style = { face, size_px * (float) context->frame->furniture_scale, color, 0, 0,
                        context->frame->lang };

  return style;
}

static void
measure (const RsDrawContext *context, RsFace face, float size_px, const char *text,
         double *out_width, double *out_height)
{
  RsTextStyle style = make_style (context, face, size_px, 0);

  rs_texts_measure (context->texts, &style, text, out_width, out_height, NULL);
}

static char *
format_date (GDateTime *t)
{
  /* Translators: the date of the clock on the map, as for g_date_time_format: 7 March 2024 */
  return g_date_time_format (t, _ ("%-d %B %Y"));
}

static void
write_clock (const RsFrame *frame, Layout *layout)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (frame->t_ms / 1000);
  g_autoptr (GDateTime) local = utc && frame->zone ? g_date_time_to_timezone (utc, frame->zone)
                                                   : NULL;

  if (!utc)
    return;
  layout->date = format_date (utc);
  layout->time = g_date_time_format (utc, "%H:%M UTC");
  if (local)
    {
      gboolean same_day = g_date_time_get_day_of_month (local) == g_date_time_get_day_of_month (utc);
      g_autofree char *clock = g_date_time_format (local, "%H:%M");
      /* Translators: day and month where the second clock has another date than UTC: 8 March */
      g_autofree char *day = same_day ? NULL : g_date_time_format (local, _ ("%-d %B"));
      const char *label = frame->zone_label ? frame->zone_label
                                            : g_date_time_get_timezone_abbreviation (local);

      layout->zone = day ? g_strdup_printf ("%s %s, %s", clock, label, day)
                         : g_strdup_printf ("%s %s", clock, label);
    }
}

static void
lay_out_clock (const RsDrawContext *context, Layout *layout)
{
  const RsFrame *frame = context->frame;
  double u = layout->unit, width, height, most = 0, sum = 0, tag_width, tag_height;
  double bottom = frame->view.height - MARGIN_PX * u;
  const struct
  {
    const char *text;
    RsFace face;
    float size_px;
  } lines[] = { { layout->date, RS_FACE_PLAIN, DATE_PX },
                { layout->time, RS_FACE_FIGURES_BOLD, TIME_PX },
                { layout->zone, RS_FACE_FIGURES, ZONE_PX } };

  measure (context, RS_FACE_BOLD, TAG_PX, _ ("reconstructed"), &tag_width, &tag_height);
  tag_width += 2 * PADDING_PX * u;
  tag_height += GAP_PX * u;
  layout->tag = (RsBox){ MARGIN_PX * u, bottom - tag_height, tag_width, tag_height };
  if (!layout->time)
    return;
  /* The clock keeps its place, whether the tag is there just now or not. */
  if (rs_snapshot_has_reconstructed (context->snapshot, 0))
    bottom -= tag_height + GAP_PX * u;
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i].text)
      {
        measure (context, lines[i].face, lines[i].size_px, lines[i].text, &width, &height);
        most = MAX (most, width);
        sum += height;
      }
  width = ceil (most / (WIDTH_STEP_PX * u)) * WIDTH_STEP_PX * u + 2 * PADDING_PX * u;
  height = sum + 2 * PADDING_PX * u;
  layout->clock = (RsBox){ MARGIN_PX * u, bottom - height, width, height };
}

/* The longest round number, 1, 2 or 5 times a power of ten, that is at most @max. */
static double
choose_length (double max)
{
  double power = pow (10, floor (log10 (max)));
  double digit = max / power;

  return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
}

static void
lay_out_scale (const RsDrawContext *context, Layout *layout)
{
  const RsFrame *frame = context->frame;
  const char *source = rs_atlas_get_attribution (context->atlas);
  double u = layout->unit, m_per_px = rs_view_m_per_px (&frame->view);
  double max_m = m_per_px * SCALE_MAX_PX * u, units, width, height;
  double right = frame->view.width - MARGIN_PX * u, bottom = frame->view.height - GAP_PX * u;

  if (frame->attribution && *frame->attribution)
    /* The built-in map is below online ones, and all there is without a network. */
    layout->attribution_text = g_strdup_printf ("%s · %s", frame->attribution, source);
  else
    layout->attribution_text = g_strdup (source);
  measure (context, RS_FACE_PLAIN, SMALL_PX, layout->attribution_text, &width, &height);
  layout->attribution = (RsBox){ right - width, bottom - height, width, height };
  bottom -= height + GAP_PX * u;

  if (frame->units == RS_UNITS_METRIC && max_m >= 1000)
    {
      units = choose_length (max_m / 1000);
      layout->scale_px = units * 1000 / m_per_px;
      /* Translators: a distance on the scale bar, kilometres */
      layout->scale_text = g_strdup_printf (_ ("%g km"), units);
    }
  else if (frame->units == RS_UNITS_METRIC || max_m < 0.1 * RS_M_PER_NM)
    {
      units = choose_length (max_m);
      layout->scale_px = units / m_per_px;
      /* Translators: a distance on the scale bar, metres */
      layout->scale_text = g_strdup_printf (_ ("%g m"), units);
    }
  else
    {
      units = choose_length (max_m / RS_M_PER_NM);
      layout->scale_px = units * RS_M_PER_NM / m_per_px;
      /* Translators: a distance on the scale bar, nautical miles; parts of one, 0.2 and 0.5, have
       * the form of 2. */
      layout->scale_text
          = g_strdup_printf (ngettext ("%g nm", "%g nm", units < 1 ? 2 : (gulong) units), units);
    }
  measure (context, RS_FACE_FIGURES, SMALL_PX, layout->scale_text, &width, &height);
  height += 8 * u;
  width = MAX (width, layout->scale_px);
  layout->scale = (RsBox){ right - width, bottom - height, width, height };
}

static void
init_layout (const RsDrawContext *context, Layout *layout)
{
  double bottom = context->frame->view.height - MARGIN_PX * context->frame->furniture_scale;

  *layout = (Layout){ .unit = context->frame->furniture_scale };
  if (rs_draw_context_shows (context, RS_SHOW_CLOCK))
    {
      if (context->frame->t_ms != RS_TIME_NONE)
        write_clock (context->frame, layout);
      lay_out_clock (context, layout);
    }
  if (rs_draw_context_shows (context, RS_SHOW_SCALE))
    lay_out_scale (context, layout);
  layout->legend_room.bottom
    = layout->scale.width > 0 ? layout->scale.y - MARGIN_PX * layout->unit : bottom;
  layout->legend_room.clock = layout->clock;
  if (rs_draw_context_shows (context, RS_SHOW_LEGEND))
    layout->legend = rs_legend_measure (context, &layout->legend_room);
}

static void
draw_clock (RsCanvas *canvas, RsDrawContext *context, const Layout *layout)
{
  const RsStyle *style = context->style;
  const RsTextStyle date = make_style (context, RS_FACE_PLAIN, DATE_PX, style->text_dim);
  const RsTextStyle hour = make_style (context, RS_FACE_FIGURES_BOLD, TIME_PX, style->text);
  const RsTextStyle zone = make_style (context, RS_FACE_FIGURES, ZONE_PX, style->text_dim);
  const struct
  {
    const RsTextStyle *style;
    const char *text;
  } lines[] = { { &date, layout->date }, { &hour, layout->time }, { &zone, layout->zone } };
  double x = layout->clock.x + PADDING_PX * layout->unit;
  double y = layout->clock.y + PADDING_PX * layout->unit;

  rs_draw_panel (canvas, &layout->clock, layout->unit, style->panel, 0);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i].text)
      {
        double height;

        rs_texts_draw (context->texts, canvas, lines[i].style, lines[i].text, x, y, 1);
        rs_texts_measure (context->texts, lines[i].style, lines[i].text, NULL, &height, NULL);
        y += height;
      }
}

static void
draw_tag (RsCanvas *canvas, RsDrawContext *context, const Layout *layout)
{
  const RsTextStyle words
      = make_style (context, RS_FACE_BOLD, TAG_PX, context->style->warning);

  rs_draw_panel (canvas, &layout->tag, layout->unit, context->style->panel,
                 context->style->warning);
  rs_texts_draw (context->texts, canvas, &words, _ ("reconstructed"),
                 layout->tag.x + PADDING_PX * layout->unit,
                 layout->tag.y + GAP_PX / 2 * layout->unit, 1);
}

static void
draw_scale (RsCanvas *canvas, RsDrawContext *context, const Layout *layout)
{
  const RsStyle *style = context->style;
  double u = layout->unit, right = layout->scale.x + layout->scale.width;
  double left = right - layout->scale_px, y = layout->scale.y + layout->scale.height - 1.5 * u;
  RsTextStyle words = make_style (context, RS_FACE_FIGURES, SMALL_PX, style->text);
  cairo_t *cr = rs_canvas_get_cairo (canvas);
  double width;

  cairo_new_path (cr);
  cairo_move_to (cr, left, y - 5 * u);
  cairo_line_to (cr, left, y);
  cairo_line_to (cr, right, y);
  cairo_line_to (cr, right, y - 5 * u);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_SQUARE);
  cairo_set_line_width (cr, 4 * u);
  rs_cairo_set_color (cr, style->panel);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, 1.5 * u);
  rs_cairo_set_color (cr, style->text);
  cairo_stroke (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);

  words.halo = style->panel;
  words.halo_px = (float) (1.6 * u);
  rs_texts_measure (context->texts, &words, layout->scale_text, &width, NULL, NULL);
  rs_texts_draw (context->texts, canvas, &words, layout->scale_text,
                 (left + right) / 2 - width / 2, layout->scale.y, 1);

  words.face = RS_FACE_PLAIN;
  words.color = style->text_dim;
  words.halo = style->panel;
  rs_texts_draw (context->texts, canvas, &words, layout->attribution_text, layout->attribution.x,
                 layout->attribution.y, 1);
}

static void
cover (RsDrawContext *context, RsBox box)
{
  if (box.width <= 0)
    return;
  box.x += context->frame->rim_px;
  box.y += context->frame->rim_px;
  rs_labels_take (context->covered, &box);
}

void
rs_cover_furniture (RsCanvas *canvas, RsDrawContext *context)
{
  RsFrame seen = *context->frame;
  RsDrawContext inner = *context;
  Layout layout;

  seen.show |= seen.show_later;
  seen.view.width -= 2 * seen.rim_px;
  seen.view.height -= 2 * seen.rim_px;
  inner.frame = &seen;
  init_layout (&inner, &layout);
  cover (context, layout.clock);
  if (rs_snapshot_has_reconstructed (context->snapshot, 0))
    cover (context, layout.tag);
  cover (context, layout.legend);
  cover (context, layout.scale);
  cover (context, layout.attribution);
  clear_layout (&layout);
}

void
rs_draw_furniture (RsCanvas *canvas, RsDrawContext *context)
{
  Layout layout;

  init_layout (context, &layout);
  if (layout.clock.width > 0)
    draw_clock (canvas, context, &layout);
  if (layout.tag.width > 0 && context->inferred_in_view)
    draw_tag (canvas, context, &layout);
  if (layout.legend.width > 0)
    rs_draw_legend (canvas, context, &layout.legend_room);
  if (layout.scale.width > 0)
    draw_scale (canvas, context, &layout);
  clear_layout (&layout);
}
