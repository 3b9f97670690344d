/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/timeline/timeline.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/text.h"
#include "app/typed-time.h"
#include "app/timeline/chart.h"
#include "app/timeline/time-strip.h"

struct _RsTimeline
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkWidget *box;
  GtkWidget *transport;
  GtkWidget *play_button;
  GtkWidget *speed_button;
  GtkAdjustment *speed_adjustment;
  GtkWidget *utc_label;
  GtkWidget *zone_label;
  GtkWidget *clock_button;
  GtkWidget *time_popover;
  GtkWidget *time_entry;
  GtkLabel *time_error;
  GtkLabel *time_examples;
  GtkWidget *skip_button;
  GtkWidget *loop_button;
  GtkWidget *charts;
  GtkWidget *span_row;
  GtkWidget *span_chip;
  GtkWidget *span_label;
  GtkWidget *strip_revealer;
  RsTimeStrip *strip;

  RsSession *session; /* owned */
  gboolean folded;
};

G_DEFINE_FINAL_TYPE (RsTimeline, rs_timeline, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_FOLDED,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
update_time (RsTimeline *self)
{
  gint64 t_ms = rs_session_get_time (self->session);
  GTimeZone *zone = rs_session_get_time_zone (self->session);
  g_autofree char *utc = NULL;

  if (t_ms == RS_TIME_NONE)
    {
      gtk_label_set_label (GTK_LABEL (self->utc_label), _ ("No times yet"));
      gtk_label_set_label (GTK_LABEL (self->zone_label), "");
      gtk_widget_set_visible (self->zone_label, FALSE);
      return;
    }
  utc = rs_time_format_zone (t_ms, NULL, rs_time_strip_tells_seconds (self->strip));
  {
    g_autofree char *text = g_strdup_printf ("%s UTC", utc);
    gtk_label_set_label (GTK_LABEL (self->utc_label), text);
  }
  gtk_widget_set_visible (self->zone_label, zone != NULL);
  if (zone)
    {
      g_autofree char *local = rs_time_format_zone (t_ms, zone, FALSE);
      g_autofree char *text = NULL;

      text = g_strdup_printf ("%s %s", local + 5, rs_session_get_zone_label (self->session));
      gtk_label_set_label (GTK_LABEL (self->zone_label), text);
    }
}

static char *
format_speed (double speed)
{
  /* Translators: replay speed: how many hours of the case pass in a second */
  if (speed >= 86400)
    return g_strdup_printf (_ ("%.3g d/s"), speed / 86400);
  if (speed >= 3600)
    return g_strdup_printf (_ ("%.3g h/s"), speed / 3600);
  if (speed >= 60)
    return g_strdup_printf (_ ("%.3g min/s"), speed / 60);
  return g_strdup_printf (_ ("%.3g s/s"), speed);
}

static void
update_speed (RsTimeline *self)
{
  double speed = rs_session_get_speed (self->session);
  g_autofree char *rate = format_speed (speed);
  g_autofree char *text = NULL;

  text = speed < 10000 ? g_strdup_printf ("%.0f× · %s", speed, rate)
                       : g_strdup_printf ("%.0fk× · %s", speed / 1000, rate);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->speed_button), text);
  gtk_adjustment_set_value (self->speed_adjustment, log10 (speed));
  update_time (self);
}

static void
update_playing (RsTimeline *self)
{
  gboolean playing = rs_session_get_playing (self->session);
  const char *label = playing ? _ ("Pause") : _ ("Play");
  const char *tip = playing ? _ ("Pause (Space)") : _ ("Play (Space)");

  gtk_button_set_icon_name (GTK_BUTTON (self->play_button),
                            playing ? "media-playback-pause-symbolic"
                                    : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (self->play_button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update_sensitive (RsTimeline *self)
{
  gtk_widget_set_sensitive (
      self->transport, rs_session_get_snapshot (self->session)->from_ms != RS_TIME_NONE);
  update_time (self);
}

static void
speed_changed_cb (RsTimeline *self)
{
  double speed = round (pow (10, gtk_adjustment_get_value (self->speed_adjustment)));
  double present = rs_session_get_speed (self->session);

  /* The scale's own rounding must not disturb a speed of the ladder. */
  if (fabs (speed - present) > present * 0.005)
    rs_session_set_speed (self->session, speed);
}

static void
play_cb (RsTimeline *self)
{
  rs_session_set_playing (self->session, !rs_session_get_playing (self->session));
}

static void
start_cb (RsTimeline *self)
{
  rs_session_set_time (self->session, rs_session_get_snapshot (self->session)->from_ms);
}

static void
end_cb (RsTimeline *self)
{
  rs_session_set_time (self->session, rs_session_get_snapshot (self->session)->to_ms);
}

static void
step_back_cb (RsTimeline *self)
{
  rs_session_step (self->session, -1);
}

static void
step_forward_cb (RsTimeline *self)
{
  rs_session_step (self->session, 1);
}

static void
previous_event_cb (RsTimeline *self)
{
  rs_session_step_event (self->session, -1);
}

static void
next_event_cb (RsTimeline *self)
{
  rs_session_step_event (self->session, 1);
}

static void
faster_cb (RsTimeline *self)
{
  rs_session_set_speed (self->session, rs_speed_faster (rs_session_get_speed (self->session)));
}

static void
slower_cb (RsTimeline *self)
{
  rs_session_set_speed (self->session, rs_speed_slower (rs_session_get_speed (self->session)));
}

static void
fit_cb (RsTimeline *self)
{
  rs_time_strip_fit (self->strip);
}

/* @error: (nullable): what is wrong with the time that was typed, also for a screen reader */
static void
show_time_error (RsTimeline *self, const char *error)
{
  if (error)
    gtk_widget_add_css_class (self->time_entry, "error");
  else
    gtk_widget_remove_css_class (self->time_entry, "error");
  gtk_label_set_text (self->time_error, error ? error : "");
  gtk_widget_set_visible (GTK_WIDGET (self->time_error), error != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->time_entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, error ? error : "", -1);
}

static void
time_popover_shown_cb (RsTimeline *self)
{
  g_autofree char *text = rs_time_format_zone (rs_session_get_time (self->session), NULL, TRUE);
  g_autofree char *examples = rs_typed_time_dup_examples (self->session);

  show_time_error (self, NULL);
  gtk_label_set_text (self->time_examples, examples);
  gtk_editable_set_text (GTK_EDITABLE (self->time_entry), text);
  gtk_widget_grab_focus (self->time_entry);
  gtk_editable_select_region (GTK_EDITABLE (self->time_entry), 0, -1);
}

static void
time_entered_cb (RsTimeline *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->time_entry));
  g_autofree char *error = NULL;
  gint64 t_ms;

  if (rs_typed_time_parse (self->session, text, &t_ms, &error))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.go-to-time", "s", text);
      gtk_popover_popdown (GTK_POPOVER (self->time_popover));
    }
  else
    {
      show_time_error (self, error);
      gtk_widget_error_bell (self->time_entry);
    }
}

void
rs_timeline_ask_time (RsTimeline *self)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->clock_button));
}

/* The chip that says what map and lists are narrowed to, and takes it away. */
static void
update_span (RsTimeline *self)
{
  gint64 from_ms, to_ms;
  gboolean has_span = rs_session_get_span (self->session, &from_ms, &to_ms);
  guint n_all = rs_session_get_snapshot (self->session)->vessels->len;
  g_autofree char *span = NULL, *chip = NULL, *shown = NULL, *all = NULL, *count = NULL;

  gtk_widget_set_visible (self->span_row, has_span);
  if (!has_span)
    return;
  span = rs_text_span (from_ms, to_ms);
  chip = g_strdup_printf ("%s  ×", span);
  gtk_button_set_label (GTK_BUTTON (self->span_chip), chip);
  shown = rs_text_count (n_all - g_hash_table_size (rs_session_get_outside (self->session)));
  all = rs_text_count (n_all);
  /* Translators: how many of all vessels have positions in a span of time */
  count = g_strdup_printf (_ ("%s of %s vessels"), shown, all);
  gtk_label_set_text (GTK_LABEL (self->span_label), count);
}

static void
clear_span_cb (RsTimeline *self)
{
  rs_session_set_span (self->session, RS_TIME_NONE, RS_TIME_NONE);
}

static void
set_session (RsTimeline *self, RsSession *session)
{
  if (!session || self->session)
    return;
  self->session = g_object_ref (session);
  g_object_set (self->strip, "session", session, NULL);
  gtk_box_append (GTK_BOX (self->charts), rs_chart_new (RS_CHART_SPEED, session, self->strip));
  gtk_box_append (GTK_BOX (self->charts), rs_chart_new (RS_CHART_DRAUGHT, session, self->strip));
  g_object_bind_property (session, "show-charts", self->charts, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property (session, "skip-idle", self->skip_button, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (session, "loop", self->loop_button, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (session, "notify::time", G_CALLBACK (update_time), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->strip, "view-changed", G_CALLBACK (update_time), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::zone", G_CALLBACK (update_time), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::speed", G_CALLBACK (update_speed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::playing", G_CALLBACK (update_playing), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (update_sensitive), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "span-changed", G_CALLBACK (update_span), self,
                           G_CONNECT_SWAPPED);
  update_speed (self);
  update_playing (self);
  update_sensitive (self);
}

static void
set_folded (RsTimeline *self, gboolean folded)
{
  if (self->folded == folded)
    return;
  self->folded = folded;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->strip_revealer), !folded);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

static void
rs_timeline_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RsTimeline *self = RS_TIMELINE (object);

  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rs_timeline_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RsTimeline *self = RS_TIMELINE (object);

  switch (id)
    {
    case PROP_SESSION:
      set_session (self, g_value_get_object (value));
      break;
    case PROP_FOLDED:
      set_folded (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rs_timeline_dispose (GObject *object)
{
  RsTimeline *self = RS_TIMELINE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RS_TYPE_TIMELINE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (rs_timeline_parent_class)->dispose (object);
}

static void
rs_timeline_class_init (RsTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rs_timeline_get_property;
  object_class->set_property = rs_timeline_set_property;
  object_class->dispose = rs_timeline_dispose;

  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, RS_TYPE_SESSION,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLDED]
      = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (RS_TYPE_TIME_STRIP);
  g_type_ensure (RS_TYPE_SESSION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/roadstead/Roadstead/timeline.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RsTimeline, name)
  BIND (box);
  BIND (transport);
  BIND (play_button);
  BIND (speed_button);
  BIND (speed_adjustment);
  BIND (utc_label);
  BIND (zone_label);
  BIND (clock_button);
  BIND (time_popover);
  BIND (time_entry);
  BIND (time_error);
  BIND (time_examples);
  BIND (skip_button);
  BIND (loop_button);
  BIND (charts);
  BIND (span_row);
  BIND (span_chip);
  BIND (span_label);
  BIND (strip_revealer);
  BIND (strip);
#undef BIND
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)
  CALLBACK (play_cb);
  CALLBACK (start_cb);
  CALLBACK (end_cb);
  CALLBACK (step_back_cb);
  CALLBACK (step_forward_cb);
  CALLBACK (previous_event_cb);
  CALLBACK (next_event_cb);
  CALLBACK (faster_cb);
  CALLBACK (slower_cb);
  CALLBACK (fit_cb);
  CALLBACK (speed_changed_cb);
  CALLBACK (time_popover_shown_cb);
  CALLBACK (time_entered_cb);
  CALLBACK (clear_span_cb);
#undef CALLBACK
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "timeline");
}

static void
rs_timeline_init (RsTimeline *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rs_timeline_new (RsSession *session)
{
  return g_object_new (RS_TYPE_TIMELINE, "session", session, NULL);
}
