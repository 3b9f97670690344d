/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/pace-label.h"

#include <glib/gi18n.h>

#include "app/pace.h"

struct _RsPaceLabel
{
  GtkWidget parent_instance;

  GtkWidget *label;
  RsPace *pace; /* while mapped */
  char *figures;
  double picture_ms;
  guint timeout_id;
};

G_DEFINE_FINAL_TYPE (RsPaceLabel, rs_pace_label, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_FIGURES,
  PROP_PICTURE_MS,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  UPDATE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
append_figures (GString *json, const char *name, const RsPaceFigures *figures)
{
  char median[G_ASCII_DTOSTR_BUF_SIZE], p95[G_ASCII_DTOSTR_BUF_SIZE];
  char longest[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (median, sizeof median, "%.2f", figures->median);
  g_ascii_formatd (p95, sizeof p95, "%.2f", figures->p95);
  g_ascii_formatd (longest, sizeof longest, "%.2f", figures->longest);
  g_string_append_printf (
    json, "\"%s\":{\"n\":%u,\"blocks\":%u,\"median\":%s,\"p95\":%s,\"longest\":%s},", name,
    figures->n, figures->n_blocks, median, p95, longest);
}

static void
update (RsPaceLabel *self)
{
  RsPaceFigures frames, turns, work;
  g_autoptr (GString) json = g_string_new ("{");
  g_autofree char *text = NULL;
  char rate[G_ASCII_DTOSTR_BUF_SIZE], picture[G_ASCII_DTOSTR_BUF_SIZE];

  if (!self->pace)
    return;
  g_signal_emit (self, signals[UPDATE], 0);
  rs_pace_get_frames (self->pace, &frames);
  rs_pace_get_turns (self->pace, &turns);
  rs_pace_get_work (self->pace, &work);
  append_figures (json, "frames", &frames);
  append_figures (json, "turns", &turns);
  append_figures (json, "work", &work);
  g_ascii_formatd (rate, sizeof rate, "%.1f", rs_pace_get_rate (self->pace));
  g_ascii_formatd (picture, sizeof picture, "%.2f", self->picture_ms);
  g_string_append_printf (json, "\"rate\":%s,\"picture\":%s}", rate, picture);
  g_free (self->figures);
  self->figures = g_strdup (json->str);
  /* Translators: how fluid the window is. Frames a second; time of a frame, usual and longest; of other work
   * in the main thread, longest and how often longer than 8 ms, by the clock and by the processor's time;
   * of a picture of the map */
  text = g_strdup_printf (_ ("%.0f frames/s · frame %.1f ms, longest %.1f · else longest %.1f, "
                             "%u over 8 ms · computing %.1f, %u · picture %.1f ms"),
                          rs_pace_get_rate (self->pace), frames.median, frames.longest,
                          turns.longest, turns.n_blocks, work.longest, work.n_blocks,
                          self->picture_ms);
  gtk_label_set_text (GTK_LABEL (self->label), text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIGURES]);
}

static gboolean
update_cb (gpointer data)
{
  update (data);
  return G_SOURCE_CONTINUE;
}

static void
stop (RsPaceLabel *self)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_pointer (&self->pace, rs_pace_free);
}

static void
rs_pace_label_map (GtkWidget *widget)
{
  RsPaceLabel *self = RS_PACE_LABEL (widget);

  GTK_WIDGET_CLASS (rs_pace_label_parent_class)->map (widget);
  self->pace = rs_pace_new (gtk_widget_get_frame_clock (widget));
  self->timeout_id = g_timeout_add_seconds (1, update_cb, self);
  update (self);
}

static void
rs_pace_label_unmap (GtkWidget *widget)
{
  stop (RS_PACE_LABEL (widget));
  GTK_WIDGET_CLASS (rs_pace_label_parent_class)->unmap (widget);
}

static void
rs_pace_label_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RsPaceLabel *self = RS_PACE_LABEL (object);

  switch (id)
    {
    case PROP_FIGURES:
      g_value_set_string (value, self->figures);
      break;
    case PROP_PICTURE_MS:
      g_value_set_double (value, self->picture_ms);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rs_pace_label_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RsPaceLabel *self = RS_PACE_LABEL (object);

  switch (id)
    {
    case PROP_FIGURES:
      if (self->pace)
        rs_pace_reset (self->pace);
      update (self);
      break;
    case PROP_PICTURE_MS:
      self->picture_ms = g_value_get_double (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rs_pace_label_dispose (GObject *object)
{
  RsPaceLabel *self = RS_PACE_LABEL (object);

  stop (self);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (rs_pace_label_parent_class)->dispose (object);
}

static void
rs_pace_label_finalize (GObject *object)
{
  g_free (RS_PACE_LABEL (object)->figures);
  G_OBJECT_CLASS (rs_pace_label_parent_class)->finalize (object);
}

static void
rs_pace_label_class_init (RsPaceLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rs_pace_label_get_property;
  object_class->set_property = rs_pace_label_set_property;
  object_class->dispose = rs_pace_label_dispose;
  object_class->finalize = rs_pace_label_finalize;
  widget_class->map = rs_pace_label_map;
  widget_class->unmap = rs_pace_label_unmap;

  properties[PROP_FIGURES]
    = g_param_spec_string ("figures", NULL, NULL, "{}",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_PICTURE_MS] = g_param_spec_double ("picture-ms", NULL, NULL, 0, G_MAXDOUBLE, 0,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[UPDATE] = g_signal_new ("update", RS_TYPE_PACE_LABEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "pacelabel");
}

static void
rs_pace_label_init (RsPaceLabel *self)
{
  self->figures = g_strdup ("{}");
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}
