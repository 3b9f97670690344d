/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/timeline/time-strip.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/timeline/brush.h"
#include "app/timeline/lanes.h"
#include "app/timeline/strip-density.h"
#include "app/timeline/strip-picture.h"
#include "app/widgets/picture.h"
#include "drawing/event-title.h"
#include "drawing/style.h"
#include "model/main-span.h"

#define DRAG_PX 2.0 /* less is a click */
#define NARROW_PX 560 /* too little for the column of lane names */
#define MIN_SPAN_MS (10 * RS_SECOND_MS)
/* In less of a view, or at less of a speed, a pixel or a frame is no more than about two seconds. */
#define SECONDS_SPAN_MS (30 * RS_MINUTE_MS)
#define SECONDS_SPEED 120

struct _RsTimeStrip
{
  GtkWidget parent_instance;

  RsSession *session;
  gint64 from_ms, to_ms; /* what is shown */
  gint64 main_from_ms, main_to_ms; /* main span before the newest change; RS_TIME_NONE: none */
  RsLane lanes[RS_N_LANES];
  RsStripDensity *density;

  RsPicture *picture; /* all but the playhead, at this size; NULL: to be drawn */
  int picture_width, picture_height, picture_scale;

  gboolean scrubbing;
  gboolean is_dragged; /* farther than a hand trembles */
  RsBrush brush;
  gboolean was_playing;
  double pan_x;
  gint64 pan_from_ms, pan_to_ms;
  double hover_x; /* < 0 none */
};

G_DEFINE_FINAL_TYPE (RsTimeStrip, rs_time_strip, GTK_TYPE_WIDGET)

enum
{
  VIEW_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* Geometry */

static double
get_left (RsTimeStrip *self)
{
  return RS_STRIP_PAD_PX
         + (gtk_widget_get_width (GTK_WIDGET (self)) < NARROW_PX ? 0 : RS_STRIP_NAMES_PX);
}

static double
get_span_px (RsTimeStrip *self)
{
  return MAX (1, gtk_widget_get_width (GTK_WIDGET (self)) - get_left (self) - RS_STRIP_PAD_PX);
}

static double
x_for_time (RsTimeStrip *self, gint64 t_ms)
{
  return get_left (self)
         + (double) (t_ms - self->from_ms) / (double) MAX (1, self->to_ms - self->from_ms)
               * get_span_px (self);
}

static gint64
time_for_x (RsTimeStrip *self, double x)
{
  return self->from_ms
         + (gint64) ((x - get_left (self)) / get_span_px (self)
                     * (double) (self->to_ms - self->from_ms));
}

static int
get_wanted_height (RsTimeStrip *self)
{
  int height = RS_STRIP_DENSITY_PX + RS_STRIP_AXIS_PX;

  for (guint i = 0; i < RS_N_LANES; i++)
    height += rs_strip_picture_get_lane_height (&self->lanes[i]);
  return height;
}

/* Data beyond an edge */

/* Whether there are data beyond an edge that are not the main span's: what a part of that leaves out is told by the
 * density at its edge. */
static gboolean
has_beyond (RsTimeStrip *self, gboolean later)
{
  const RsSnapshot *snapshot = rs_session_get_snapshot (self->session);

  if (snapshot->from_ms == RS_TIME_NONE || snapshot->main_from_ms == RS_TIME_NONE)
    return FALSE;
  if (later)
    return self->to_ms < snapshot->to_ms
           && (self->to_ms >= snapshot->main_to_ms || self->to_ms < snapshot->main_from_ms);
  return self->from_ms > snapshot->from_ms
         && (self->from_ms <= snapshot->main_from_ms || self->from_ms > snapshot->main_to_ms);
}

/* Whether a mark is there, and to which side it leads. */
static gboolean
find_beyond_mark (RsTimeStrip *self, double x, double y, gboolean *out_later)
{
  double left = get_left (self), right = left + get_span_px (self);

  *out_later = x > right - RS_STRIP_BEYOND_PX;
  if (y > RS_STRIP_DENSITY_PX || x < left || x > right
      || (x >= left + RS_STRIP_BEYOND_PX && !*out_later))
    return FALSE;
  return has_beyond (self, *out_later);
}

/* Drawing */

static void
invalidate (RsTimeStrip *self)
{
  g_clear_pointer (&self->picture, rs_picture_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static RsStripPicture
describe_picture (RsTimeStrip *self)
{
  return (RsStripPicture){
    .widget = GTK_WIDGET (self),
    .from_ms = self->from_ms,
    .to_ms = self->to_ms,
    .left = get_left (self),
    .span_px = get_span_px (self),
    .lanes = self->lanes,
    .selected_incident = rs_session_get_selected_incident (self->session),
  };
}

static RsPicture *
draw_picture (RsTimeStrip *self, int width, int height, int scale)
{
  const RsStyle *style;
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  cairo_t *cr = cairo_create (surface);
  const RsStripPicture picture = describe_picture (self);
  gboolean dark;

  g_object_get (self->session, "dark", &dark, NULL);
  style = rs_style_get (dark ? RS_THEME_DARK : RS_THEME_LIGHT);
  cairo_scale (cr, scale, scale);
  if (self->from_ms < self->to_ms)
    {
      rs_strip_picture_draw_axis (&picture, cr, style, height);
      rs_strip_density_draw (self->density, cr, style, get_left (self), get_span_px (self),
                             RS_STRIP_DENSITY_PX, self->from_ms, self->to_ms);
      rs_strip_picture_draw_lanes (&picture, cr, style);
      for (int later = 0; later < 2; later++)
        if (has_beyond (self, later))
          rs_strip_picture_draw_beyond (&picture, cr, style, later);
    }
  cairo_destroy (cr);
  return rs_picture_new (surface);
}

/* What lies outside of the span that map and lists are narrowed to is veiled. */
static void
append_span (RsTimeStrip *self, GtkSnapshot *snapshot, int width, int height)
{
  gint64 from_ms, to_ms;
  double left = get_left (self), right = left + get_span_px (self), x0, x1;

  if (!rs_session_get_span (self->session, &from_ms, &to_ms) || self->from_ms >= self->to_ms)
    return;
  x0 = CLAMP (x_for_time (self, from_ms), left, right);
  x1 = CLAMP (x_for_time (self, to_ms), left, right);
  rs_brush_snapshot (snapshot, left, right, x0, x1, height - RS_STRIP_AXIS_PX);
}

static void
rs_time_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RsTimeStrip *self = RS_TIME_STRIP (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  const GdkRGBA faint = { 0.5f, 0.5f, 0.5f, 0.5f };
  RsStripPicture picture;
  gint64 t_ms;

  if (!self->session || width < 10 || height < 10)
    return;
  picture = describe_picture (self);
  t_ms = rs_session_get_time (self->session);
  if (!self->picture || self->picture_width != width || self->picture_height != height
      || self->picture_scale != scale)
    {
      g_clear_pointer (&self->picture, rs_picture_unref);
      self->picture = draw_picture (self, width, height, scale);
      self->picture_width = width;
      self->picture_height = height;
      self->picture_scale = scale;
    }
  rs_picture_append (self->picture, widget, snapshot, width, height);
  append_span (self, snapshot, width, height);
  if (self->hover_x >= get_left (self))
    gtk_snapshot_append_color (snapshot, &faint,
                               &GRAPHENE_RECT_INIT (floorf ((float) self->hover_x), 0, 1,
                                                    (float) (height - RS_STRIP_AXIS_PX)));
  if (t_ms != RS_TIME_NONE && self->from_ms < self->to_ms)
    rs_strip_picture_append_playhead (&picture, snapshot, t_ms, height);
}

/* Span */

static void
set_span (RsTimeStrip *self, gint64 from_ms, gint64 to_ms)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  gint64 whole_ms = snapshot->to_ms - snapshot->from_ms;
  gint64 span_ms = CLAMP (to_ms - from_ms, MIN_SPAN_MS, MAX (MIN_SPAN_MS, whole_ms));

  if (snapshot->from_ms == RS_TIME_NONE)
    from_ms = span_ms = 0;
  else
    from_ms = CLAMP (from_ms, snapshot->from_ms, MAX (snapshot->from_ms, snapshot->to_ms - span_ms));
  self->from_ms = from_ms;
  self->to_ms = from_ms + span_ms;
  invalidate (self);
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

void
rs_time_strip_get_view (RsTimeStrip *self, gint64 *out_from_ms, gint64 *out_to_ms, double *out_left,
                        double *out_right)
{
  *out_from_ms = self->from_ms;
  *out_to_ms = self->to_ms;
  *out_left = get_left (self);
  *out_right = get_left (self) + get_span_px (self);
}

gboolean
rs_time_strip_tells_seconds (RsTimeStrip *self)
{
  return rs_session_get_speed (self->session) < SECONDS_SPEED
         || (self->from_ms < self->to_ms && self->to_ms - self->from_ms < SECONDS_SPAN_MS);
}

/* Of the fixes; where there are none, of the case. */
static void
get_main_span (const RsSnapshot *snapshot, gint64 *out_from_ms, gint64 *out_to_ms)
{
  gboolean has_fixes = snapshot->main_from_ms != RS_TIME_NONE;

  *out_from_ms = has_fixes ? snapshot->main_from_ms : snapshot->from_ms;
  *out_to_ms = has_fixes ? snapshot->main_to_ms : snapshot->to_ms;
}

/* A case opens on the time that its tracks cover, but for a few fixes dated far from the others; what lies long before
 * and after is a click away. */
static void
fit_tracks (RsTimeStrip *self)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  gint64 from_ms = snapshot->main_from_ms, to_ms = snapshot->main_to_ms, room_ms;

  if (from_ms >= to_ms)
    {
      set_span (self, snapshot->from_ms, snapshot->to_ms);
      return;
    }
  room_ms = (to_ms - from_ms) / 25;
  set_span (self, from_ms - room_ms, to_ms + room_ms);
}

void
rs_time_strip_fit (RsTimeStrip *self)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);

  if (self->from_ms <= snapshot->from_ms && self->to_ms >= snapshot->to_ms)
    fit_tracks (self);
  else
    set_span (self, snapshot->from_ms, snapshot->to_ms);
}

/* To the data next to an edge: all of the main span, or a part as long as the present one. */
static void
go_beyond (RsTimeStrip *self, gboolean later)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  gint64 t_ms = rs_main_span_find_beyond (snapshot, later ? self->to_ms : self->from_ms, later);
  gint64 span_ms = self->to_ms - self->from_ms;

  if (t_ms == RS_TIME_NONE)
    return;
  if (t_ms >= snapshot->main_from_ms && t_ms <= snapshot->main_to_ms)
    fit_tracks (self);
  else
    set_span (self, t_ms - span_ms / 2, t_ms - span_ms / 2 + span_ms);
}

static void
zoom (RsTimeStrip *self, double x, double factor)
{
  gint64 t_ms = time_for_x (self, x);
  double span = MAX ((double) (self->to_ms - self->from_ms) * factor, MIN_SPAN_MS);
  /* What is under the pointer stays there, at the limit too. */
  double left = (double) (t_ms - self->from_ms) / (double) MAX (self->to_ms - self->from_ms, 1) * span;

  set_span (self, t_ms - (gint64) left, t_ms - (gint64) left + (gint64) span);
}

/* Keeps the playhead in sight while playing. */
static void
follow (RsTimeStrip *self)
{
  gint64 t_ms = rs_session_get_time (self->session);
  gint64 span_ms = self->to_ms - self->from_ms;

  /* Without a span yet, the snapshot that gives one is still to come. */
  if (t_ms != RS_TIME_NONE && !self->scrubbing && span_ms > 0
      && (t_ms < self->from_ms || t_ms > self->to_ms))
    set_span (self, t_ms - span_ms / 10, t_ms - span_ms / 10 + span_ms);
}

/* What lies under the pointer in the lanes. */
static const RsLaneItem *
item_at (RsTimeStrip *self, double x, double y)
{
  double top = RS_STRIP_DENSITY_PX;

  for (guint kind = 0; kind < RS_N_LANES; kind++)
    {
      const RsLane *lane = &self->lanes[kind];
      int height = rs_strip_picture_get_lane_height (lane);
      const RsLaneItem *best = NULL;
      double best_px = 6;

      if (y >= top && y < top + height)
        {
          for (guint i = 0; i < lane->items->len; i++)
            {
              const RsLaneItem *item = &g_array_index (lane->items, RsLaneItem, i);
              double x0 = x_for_time (self, item->from_ms), x1 = x_for_time (self, item->to_ms);
              double dx = x < x0 ? x0 - x : x > x1 ? x - x1 : 0;
              double cy = top + RS_STRIP_LANE_PAD_PX + (item->row + 0.5) * RS_STRIP_ROW_PX;
              double px = dx + fabs (y - cy) / 2;

              if (px < best_px)
                {
                  best_px = px;
                  best = item;
                }
            }
          return best;
        }
      top += height;
    }
  return NULL;
}

/* Input */

static gint64
clamp_to_view (RsTimeStrip *self, gint64 t_ms)
{
  return CLAMP (t_ms, self->from_ms, self->to_ms);
}

static void
drag_begin_cb (RsTimeStrip *self, double x, double y, GtkGestureDrag *gesture)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  gboolean later;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->scrubbing = FALSE;
  if (button == GDK_BUTTON_PRIMARY && find_beyond_mark (self, x, y, &later))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      go_beyond (self, later);
      return;
    }
  self->pan_from_ms = self->from_ms;
  self->pan_to_ms = self->to_ms;
  self->pan_x = x;
  self->is_dragged = FALSE;
  if (button == GDK_BUTTON_PRIMARY && (state & GDK_CONTROL_MASK))
    rs_brush_begin (&self->brush, clamp_to_view (self, time_for_x (self, x)));
  self->scrubbing
    = button == GDK_BUTTON_PRIMARY && !self->brush.active && !(state & GDK_SHIFT_MASK);
  if (!self->scrubbing)
    return;
  self->was_playing = rs_session_get_playing (self->session);
  rs_session_set_playing (self->session, FALSE);
  /* What lies there is chosen by a click; a drag only begins there. */
  if (!item_at (self, x, y))
    rs_session_set_time (self->session, time_for_x (self, x));
}

static void
choose_item_at (RsTimeStrip *self, double x, double y)
{
  const RsLaneItem *item = item_at (self, x, y);

  if (!item)
    return;
  if (item->incident_id)
    rs_session_select_incident (self->session, item->incident_id);
  else if (item->event >= 0)
    {
      GPtrArray *events = rs_session_get_snapshot (self->session)->events;
      const RsEvent *event = g_ptr_array_index (events, item->event);

      if (event->vessel_id)
        rs_session_select_vessel (self->session, event->vessel_id);
    }
  rs_session_set_time (self->session, item->from_ms);
}

static void
drag_update_cb (RsTimeStrip *self, double dx, double dy, GtkGestureDrag *gesture)
{
  if (self->brush.active)
    {
      if (fabs (dx) > DRAG_PX)
        rs_brush_drag (&self->brush, self->session,
                       clamp_to_view (self, time_for_x (self, self->pan_x + dx)));
    }
  else if (self->scrubbing)
    {
      self->is_dragged |= fabs (dx) > DRAG_PX;
      if (self->is_dragged)
        rs_session_set_time (self->session, time_for_x (self, self->pan_x + dx));
    }
  else
    {
      gint64 shift_ms = (gint64) (dx / get_span_px (self)
                                  * (double) (self->pan_to_ms - self->pan_from_ms));

      set_span (self, self->pan_from_ms - shift_ms, self->pan_to_ms - shift_ms);
    }
}

static void
drag_end_cb (RsTimeStrip *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;

  if (self->scrubbing && !self->is_dragged
      && gtk_gesture_drag_get_start_point (gesture, &x, &y))
    choose_item_at (self, x, y);
  if (self->scrubbing && self->was_playing)
    rs_session_set_playing (self->session, TRUE);
  rs_brush_end (&self->brush, self->session, fabs (dx) > DRAG_PX);
  self->scrubbing = FALSE;
}

static void
pressed_cb (RsTimeStrip *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  if (n_press == 2 && y >= gtk_widget_get_height (GTK_WIDGET (self)) - RS_STRIP_AXIS_PX)
    rs_time_strip_fit (self);
}

void
rs_time_strip_scroll (RsTimeStrip *self, double x, double dx, double dy)
{
  if (x < 0)
    x = get_left (self) + get_span_px (self) / 2;
  if (dx != 0)
    {
      gint64 shift_ms = (gint64) (dx * (double) (self->to_ms - self->from_ms) / 12);

      set_span (self, self->from_ms + shift_ms, self->to_ms + shift_ms);
    }
  if (dy != 0)
    zoom (self, x, pow (1.25, dy));
}

static gboolean
scroll_cb (RsTimeStrip *self, double dx, double dy, GtkEventController *controller)
{
  rs_time_strip_scroll (self, self->hover_x, dx, dy);
  return GDK_EVENT_STOP;
}

static void
motion_cb (RsTimeStrip *self, double x, double y, GtkEventController *controller)
{
  const RsLaneItem *item = item_at (self, x, y);
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  g_autofree char *time = NULL;
  g_autofree char *tip = NULL;
  gboolean later, is_mark = find_beyond_mark (self, x, y, &later);

  self->hover_x = x;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), is_mark ? "pointer" : NULL);
  if (is_mark)
    {
      time = rs_time_format_zone (later ? snapshot->to_ms : snapshot->from_ms, NULL, FALSE);
      /* Translators: tooltip of a mark at the end of the time line; a click on it goes there */
      tip = later ? g_strdup_printf (_ ("Go to later data, up to %s UTC"), time)
                  : g_strdup_printf (_ ("Go to earlier data, from %s UTC"), time);
    }
  else if (self->from_ms < self->to_ms && x >= get_left (self))
    {
      time = rs_time_format_zone (item ? item->from_ms : time_for_x (self, x), NULL,
                                  rs_time_strip_tells_seconds (self));
      if (item && item->event >= 0)
        {
          const RsEvent *event = g_ptr_array_index (snapshot->events, item->event);

          g_autofree char *title = NULL;
          guint lang = 0;

          g_object_get (self->session, "lang", &lang, NULL);
          title = rs_event_dup_title (event, (RsLang) lang);
          tip = g_strdup_printf ("%s\n%s UTC", title, time);
        }
      else if (item && item->incident_id)
        {
          const RsIncident *incident = rs_snapshot_get_incident (snapshot, item->incident_id);

          tip = incident ? g_strdup_printf ("%d · %s\n%s UTC", incident->number, incident->title,
                                            time)
                         : NULL;
        }
      else
        tip = g_strdup_printf ("%s UTC", time);
    }
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tip);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (RsTimeStrip *self, GtkEventController *controller)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), NULL);
  self->hover_x = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
key_cb (RsTimeStrip *self, guint key, guint code, GdkModifierType state,
        GtkEventController *controller)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Escape:
      if (!rs_session_get_span (self->session, NULL, NULL))
        return GDK_EVENT_PROPAGATE;
      rs_session_set_span (self->session, RS_TIME_NONE, RS_TIME_NONE);
      break;
    case GDK_KEY_bracketleft:
      rs_brush_set_end (self->session, self->from_ms, self->to_ms, TRUE);
      break;
    case GDK_KEY_bracketright:
      rs_brush_set_end (self->session, self->from_ms, self->to_ms, FALSE);
      break;
    case GDK_KEY_Left:
      rs_session_step (self->session, state & GDK_SHIFT_MASK ? -10 : -1);
      break;
    case GDK_KEY_Right:
      rs_session_step (self->session, state & GDK_SHIFT_MASK ? 10 : 1);
      break;
    case GDK_KEY_Page_Up:
      rs_session_step_event (self->session, -1);
      break;
    case GDK_KEY_Page_Down:
      rs_session_step_event (self->session, 1);
      break;
    case GDK_KEY_Home:
      rs_session_set_time (self->session, snapshot->from_ms);
      break;
    case GDK_KEY_End:
      rs_session_set_time (self->session, snapshot->to_ms);
      break;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      zoom (self, x_for_time (self, rs_session_get_time (self->session)), 0.5);
      break;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom (self, x_for_time (self, rs_session_get_time (self->session)), 2);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  return GDK_EVENT_STOP;
}

/* Session */

static void
counted_cb (gpointer user_data)
{
  invalidate (user_data);
}

static void
rebuild (RsTimeStrip *self)
{
  rs_lanes_clear (self->lanes);
  rs_lanes_build (self->lanes, rs_session_get_snapshot (self->session),
                  rs_session_get_masked (self->session));
  rs_strip_density_update (self->density, self->session);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  invalidate (self);
}

static void
snapshot_changed_cb (RsTimeStrip *self)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  gboolean was_empty = self->main_from_ms == RS_TIME_NONE;
  gboolean was_whole = self->from_ms <= self->main_from_ms && self->to_ms >= self->main_to_ms;

  get_main_span (snapshot, &self->main_from_ms, &self->main_to_ms);
  /* A part that lies within the new case is kept; who saw it all sees it grow. */
  if (was_empty || was_whole || snapshot->from_ms == RS_TIME_NONE
      || self->from_ms > snapshot->to_ms || self->to_ms < snapshot->from_ms)
    fit_tracks (self);
  rebuild (self);
}

static void
case_changed_cb (RsTimeStrip *self)
{
  fit_tracks (self);
}

static void
notify_cb (RsTimeStrip *self, GParamSpec *pspec)
{
  if (g_str_equal (pspec->name, "time"))
    {
      follow (self);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  else if (g_str_equal (pspec->name, "dark") || g_str_equal (pspec->name, "selected-incident"))
    invalidate (self);
}

static void
set_session (RsTimeStrip *self, RsSession *session)
{
  if (!session || self->session)
    return;
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "hidden-changed", G_CALLBACK (rebuild), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "span-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::case", G_CALLBACK (case_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify", G_CALLBACK (notify_cb), self, G_CONNECT_SWAPPED);
  rs_time_strip_fit (self);
  rebuild (self);
}

/* Widget */

static void
rs_time_strip_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  RsTimeStrip *self = RS_TIME_STRIP (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 200;
      *natural = 800;
    }
  else
    *minimum = *natural = get_wanted_height (self);
}

static void
rs_time_strip_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, RS_TIME_STRIP (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rs_time_strip_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    set_session (RS_TIME_STRIP (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rs_time_strip_dispose (GObject *object)
{
  RsTimeStrip *self = RS_TIME_STRIP (object);

  g_clear_pointer (&self->density, rs_strip_density_free);
  g_clear_object (&self->session);
  g_clear_pointer (&self->picture, rs_picture_unref);
  rs_lanes_clear (self->lanes);
  G_OBJECT_CLASS (rs_time_strip_parent_class)->dispose (object);
}

static void
rs_time_strip_class_init (RsTimeStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rs_time_strip_get_property;
  object_class->set_property = rs_time_strip_set_property;
  object_class->dispose = rs_time_strip_dispose;
  widget_class->measure = rs_time_strip_measure;
  widget_class->snapshot = rs_time_strip_snapshot;

  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, RS_TYPE_SESSION,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[VIEW_CHANGED] = g_signal_new ("view-changed", RS_TYPE_TIME_STRIP, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "timestrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_controller (RsTimeStrip *self, gpointer controller)
{
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (controller));
}

static void
rs_time_strip_init (RsTimeStrip *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  self->hover_x = -1;
  self->density = rs_strip_density_new (counted_cb, self);
  self->main_from_ms = self->main_to_ms = RS_TIME_NONE;
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_cb), self);
  add_controller (self, drag);
  add_controller (self, click);
  add_controller (self, scroll);
  add_controller (self, motion);
  add_controller (self, key);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Time line with events"), -1);
}
