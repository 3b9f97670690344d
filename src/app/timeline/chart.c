/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/timeline/chart.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/timeline/chart-path.h"
#include "app/timeline/lanes.h"
#include "drawing/style.h"
#include "replay/position.h"
#include "replay/series.h"

#define HEIGHT_PX 56
#define PAD_TOP_PX 8
#define PAD_BOTTOM_PX 4
#define FONT_PX 11

struct _RsChart
{
  GtkWidget parent_instance;

  RsChartKind kind;
  RsSession *session;
  RsTimeStrip *strip; /* weak */
  gint64 vessel_id;   /* of what follows; 0 none */
  RsSeries *series;   /* speed */
  double top;         /* value at the upper edge; 0: nothing to show */
  double hover_x;     /* < 0 none */
  double drag_x;

  GskRenderNode *node; /* nullable: all but the lines that move, as of the frame and colours below */
  double node_left, node_right;
  gint64 node_from_ms, node_to_ms;
  gboolean node_dark;
};

G_DEFINE_FINAL_TYPE (RsChart, rs_chart, GTK_TYPE_WIDGET)

static gboolean
get_frame (RsChart *self, RsChartFrame *frame)
{
  if (!self->strip)
    return FALSE;
  rs_time_strip_get_view (self->strip, &frame->from_ms, &frame->to_ms, &frame->left, &frame->right);
  frame->lower = HEIGHT_PX - PAD_BOTTOM_PX;
  frame->upper = PAD_TOP_PX;
  frame->top = self->top;
  return frame->from_ms < frame->to_ms && frame->left < frame->right;
}

static gint64
time_for_x (const RsChartFrame *frame, double x)
{
  return frame->from_ms
         + (gint64) ((CLAMP (x, frame->left, frame->right) - frame->left)
                     / (frame->right - frame->left) * (double) (frame->to_ms - frame->from_ms));
}

static const RsVessel *
get_vessel (RsChart *self)
{
  return rs_snapshot_get_vessel (rs_session_get_snapshot (self->session), self->vessel_id);
}

static RsTrack *
get_track (RsChart *self)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  gint index = rs_snapshot_find_vessel (snapshot, self->vessel_id);

  return index >= 0 ? g_ptr_array_index (snapshot->tracks, index) : NULL;
}

/* What is known */

/* The least and greatest draught, and how many reports of one there are. */
static guint
get_draughts (const RsVessel *vessel, double *low, double *high)
{
  guint n = 0;

  for (guint i = 0; vessel && i < vessel->identities->len; i++)
    {
      const RsIdentity *identity = g_ptr_array_index (vessel->identities, i);
      double draught = identity->draught_dm / 10.0;

      if (identity->draught_dm == 0)
        continue;
      *low = n ? MIN (*low, draught) : draught;
      *high = n ? MAX (*high, draught) : draught;
      n++;
    }
  return n;
}

static double
get_value_at (RsChart *self, gint64 t_ms)
{
  const RsVessel *vessel = get_vessel (self);
  RsPosition position;

  if (!vessel)
    return NAN;
  if (self->kind == RS_CHART_DRAUGHT)
    return rs_chart_path_get_draught (vessel, get_track (self), t_ms);
  if (!self->series)
    return NAN;
  rs_position_at (rs_series_get_track (self->series), t_ms, 0, NULL, &position);
  return position.presence == RS_PRESENCE_MOVING || position.presence == RS_PRESENCE_STILL
           ? position.sog_kn
           : NAN;
}

static void
update_label (RsChart *self)
{
  const RsVessel *vessel = get_vessel (self);
  g_autofree char *text = NULL;
  double low = 0, high = 0;
  float least, most;
  guint n;

  if (!vessel)
    text = g_strdup (self->kind == RS_CHART_SPEED ? _ ("Speed over time: no vessel is selected")
                                                  : _ ("Draught over time: no vessel is selected"));
  else if (self->kind == RS_CHART_SPEED)
    text = self->series && rs_series_get_range (self->series, &least, &most)
             /* Translators: vessel, least and greatest speed */
             ? g_strdup_printf (_ ("Speed of %s over time: %.1f to %.1f kn"), vessel->name, least, most)
             : g_strdup_printf (_ ("Speed of %s over time: none is known"), vessel->name);
  else if ((n = get_draughts (vessel, &low, &high)) > 0)
    text = g_strdup_printf (
      ngettext ("Draught of %s over time: %.1f to %.1f m, from %u report",
                "Draught of %s over time: %.1f to %.1f m, from %u reports", n),
      vessel->name, low, high, n);
  else
    text = g_strdup_printf (_ ("Draught of %s over time: none is known"), vessel->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
update (RsChart *self)
{
  double low = 0, high = 0;
  float least, most;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->vessel_id = rs_session_get_selected_vessel (self->session);
  self->top = 0;
  if (self->kind == RS_CHART_DRAUGHT)
    {
      if (get_draughts (get_vessel (self), &low, &high) > 0)
        self->top = MAX (ceil (high / 5) * 5, 5);
    }
  else
    {
      RsTrack *track = get_track (self);

      if (!self->series || rs_series_get_track (self->series) != track)
        {
          g_clear_pointer (&self->series, rs_series_free);
          if (track)
            self->series = rs_series_new_speed (track);
        }
      if (self->series && rs_series_get_range (self->series, &least, &most))
        self->top = MAX (ceil (most / 5.0) * 5, 5);
    }
  g_clear_pointer (&self->node, gsk_render_node_unref);
  update_label (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Drawing */

static void
set_color (cairo_t *cr, RsColor color, double alpha)
{
  cairo_set_source_rgba (cr, (color >> 16 & 255) / 255.0, (color >> 8 & 255) / 255.0,
                         (color & 255) / 255.0, alpha * (color >> 24) / 255.0);
}

static void
draw_words (RsChart *self, cairo_t *cr, const char *text, double x, double y, double max_width)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoFontDescription *font = pango_font_description_copy (
    pango_context_get_font_description (gtk_widget_get_pango_context (GTK_WIDGET (self))));

  pango_font_description_set_absolute_size (font, FONT_PX * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) (max_width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw (RsChart *self, cairo_t *cr, const RsStyle *style, const RsChartFrame *frame)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  const double dashes[] = { 5, 4 };
  gboolean wide = frame->left > 60;
  /* Translators: name of a chart, beside its greatest value with the unit */
  const char *name = self->kind == RS_CHART_SPEED ? C_ ("chart", "Speed") : C_ ("chart", "Draught");
  g_autofree char *top = NULL;

  cairo_set_line_width (cr, 1);
  set_color (cr, style->context, 0.25);
  for (int i = 0; i < 2; i++)
    {
      double y = floor (i ? PAD_TOP_PX : HEIGHT_PX - PAD_BOTTOM_PX) + 0.5;

      cairo_move_to (cr, frame->left, y);
      cairo_line_to (cr, frame->right, y);
    }
  cairo_stroke (cr);
  set_color (cr, style->text_dim, 1);
  if (self->top <= 0)
    {
      draw_words (self, cr, name, wide ? 12 : frame->left + 3, 10, 200);
      draw_words (self, cr, self->vessel_id ? _ ("nothing is known") : _ ("no vessel is selected"),
                  frame->left + (wide ? 6 : 90), HEIGHT_PX / 2.0 - 8, 300);
      return;
    }
  top = self->kind == RS_CHART_SPEED ? g_strdup_printf (_ ("%.0f kn"), self->top)
                                     : g_strdup_printf (_ ("%.0f m"), self->top);
  draw_words (self, cr, name, wide ? 12 : frame->left + 3, wide ? 10 : PAD_TOP_PX,
              wide ? frame->left - 20 : 200);
  draw_words (self, cr, top, wide ? 12 : frame->left + 70, wide ? 26 : PAD_TOP_PX, 100);

  cairo_rectangle (cr, frame->left, 0, frame->right - frame->left, HEIGHT_PX);
  cairo_clip (cr);
  cairo_set_line_width (cr, 1.4);
  set_color (cr, rs_style_get_vessel_color (style, rs_lanes_vessel_color (snapshot, self->vessel_id)),
             1);
  if (self->kind == RS_CHART_DRAUGHT)
    rs_chart_path_add_draught (cr, frame, get_vessel (self), get_track (self));
  else
    {
      rs_chart_path_add_speed (cr, frame, self->series, TRUE);
      cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
      rs_chart_path_add_speed (cr, frame, self->series, FALSE);
    }
  cairo_stroke (cr);
}

static void
append_line (GtkSnapshot *snapshot, double x, double width, const GdkRGBA *color)
{
  gtk_snapshot_append_color (
    snapshot, color,
    &GRAPHENE_RECT_INIT ((float) (x - width / 2), 0, (float) width, HEIGHT_PX));
}

/* What does not move with the clock is drawn once. */
static void
append_chart (RsChart *self, GtkSnapshot *snapshot, const RsChartFrame *frame)
{
  gboolean dark;

  g_object_get (self->session, "dark", &dark, NULL);
  if (self->node
      && (self->node_left != frame->left || self->node_right != frame->right
          || self->node_from_ms != frame->from_ms || self->node_to_ms != frame->to_ms
          || self->node_dark != dark))
    g_clear_pointer (&self->node, gsk_render_node_unref);
  if (!self->node)
    {
      self->node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (
        0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)), HEIGHT_PX));
      self->node_left = frame->left;
      self->node_right = frame->right;
      self->node_from_ms = frame->from_ms;
      self->node_to_ms = frame->to_ms;
      self->node_dark = dark;

      cairo_t *cr = gsk_cairo_node_get_draw_context (self->node);

      draw (self, cr, rs_style_get (dark ? RS_THEME_DARK : RS_THEME_LIGHT), frame);
      cairo_destroy (cr);
    }
  gtk_snapshot_append_node (snapshot, self->node);
}

static void
rs_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RsChart *self = RS_CHART (widget);
  const GdkRGBA accent = { 0.835f, 0.369f, 0, 1 }, faint = { 0.5f, 0.5f, 0.5f, 0.5f };
  gint64 t_ms = rs_session_get_time (self->session);
  RsChartFrame frame;

  if (!get_frame (self, &frame))
    return;
  append_chart (self, snapshot, &frame);
  if (self->hover_x >= frame.left && self->hover_x <= frame.right)
    append_line (snapshot, floor (self->hover_x) + 0.5, 1, &faint);
  if (t_ms != RS_TIME_NONE && t_ms >= frame.from_ms && t_ms <= frame.to_ms)
    append_line (snapshot, rs_chart_frame_get_x (&frame, t_ms), 2, &accent);
}

static void
rs_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                  int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : HEIGHT_PX;
}

/* Input */

static void
go_to (RsChart *self, double x)
{
  RsChartFrame frame;

  if (get_frame (self, &frame))
    rs_session_set_time (self->session, time_for_x (&frame, x));
}

static void
drag_begin_cb (RsChart *self, double x, double y)
{
  self->drag_x = x;
  go_to (self, x);
}

static void
drag_update_cb (RsChart *self, double dx, double dy)
{
  go_to (self, self->drag_x + dx);
}

static void
motion_cb (RsChart *self, double x, double y)
{
  g_autofree char *tip = NULL;
  RsChartFrame frame;

  self->hover_x = x;
  if (get_frame (self, &frame) && x >= frame.left && x <= frame.right && self->top > 0)
    {
      gint64 t_ms = time_for_x (&frame, x);
      double value = get_value_at (self, t_ms);
      g_autofree char *time = rs_time_format_zone (t_ms, NULL,
                                                  rs_time_strip_tells_seconds (self->strip));
      g_autofree char *number
        = isnan (value) ? g_strdup (_ ("not known"))
          : self->kind == RS_CHART_SPEED ? g_strdup_printf (_ ("%.1f kn"), value)
                                         : g_strdup_printf (_ ("%.1f m"), value);

      tip = g_strdup_printf ("%s\n%s UTC", number, time);
    }
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tip);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (RsChart *self)
{
  self->hover_x = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
scroll_cb (RsChart *self, double dx, double dy)
{
  if (self->strip)
    rs_time_strip_scroll (self->strip, self->hover_x, dx, dy);
  return GDK_EVENT_STOP;
}

/* Widget */

static void
session_notify_cb (RsChart *self, GParamSpec *pspec)
{
  if (g_str_equal (pspec->name, "time") || g_str_equal (pspec->name, "dark"))
    gtk_widget_queue_draw (GTK_WIDGET (self));
  else if (g_str_equal (pspec->name, "selected-vessel"))
    update (self);
}

static void
rs_chart_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rs_chart_parent_class)->map (widget);
  update (RS_CHART (widget));
}

static void
rs_chart_dispose (GObject *object)
{
  RsChart *self = RS_CHART (object);

  g_clear_weak_pointer (&self->strip);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->series, rs_series_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (rs_chart_parent_class)->dispose (object);
}

static void
rs_chart_class_init (RsChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rs_chart_dispose;
  widget_class->snapshot = rs_chart_snapshot;
  widget_class->measure = rs_chart_measure;
  widget_class->map = rs_chart_map;
  gtk_widget_class_set_css_name (widget_class, "timechart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rs_chart_init (RsChart *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll
    = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  self->hover_x = -1;
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
rs_chart_new (RsChartKind kind, RsSession *session, RsTimeStrip *strip)
{
  RsChart *self = g_object_new (RS_TYPE_CHART, NULL);

  self->kind = kind;
  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->strip, strip);
  g_signal_connect_object (strip, "view-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify", G_CALLBACK (session_notify_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update_label (self);
  return GTK_WIDGET (self);
}
