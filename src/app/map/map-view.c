/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/compat/frame-memory.h"
#include "app/compat/surface.h"
#include "app/map/map-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define FIT_PADDING_PX 56.0
#define FIT_MAX_ZOOM 12.0
#define MIN_ZOOM 1
/* A column of buttons with its margins; the map is not narrowed by two of them below this width. */
#define BUTTONS_PX 48.0
/* Between them and the legend. */
#define GAP_PX 6.0
#define MIN_WIDTH_BESIDE_BUTTONS_PX 360.0
/* The column of tools above the clock needs so much. */
#define TOOLS_HEIGHT_PX 380
/* The words of a hint beside its buttons, both between the columns, need so much. */
#define HINT_WIDTH_PX 600
#define HINT_TOP_PX 12
#define HINT_TOP_BELOW_TOOLS_PX 70
#define MAX_ZOOM 18
/* The clock of a replay that nobody can see. */
#define HIDDEN_TICK_MS 250
/* A picture that takes longer holds the replay up. */
#define LONGEST_PICTURE_US (10 * G_USEC_PER_SEC)

G_DEFINE_FINAL_TYPE (RsMapView, rs_map_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

ShumateViewport *
rs_map_view_get_viewport (RsMapView *self)
{
  return shumate_map_get_viewport (self->map);
}

RsView
rs_map_view_get_view (RsMapView *self)
{
  return rs_picture_layer_get_view (self->picture);
}

void
rs_map_view_set_view (RsMapView *self, const RsView *view)
{
  rs_viewport_set_view (rs_map_view_get_viewport (self), view);
}

RsLatLon
rs_map_view_place_at (RsMapView *self, double x, double y)
{
  RsView view = rs_map_view_get_view (self);

  return rs_lat_lon_from_world (rs_view_unproject (&view, x, y));
}

gboolean
rs_map_view_get_metric (RsMapView *self)
{
  guint units;

  g_object_get (self->session, "units", &units, NULL);
  return units == RS_UNITS_METRIC;
}

void
rs_map_view_queue_overlay (RsMapView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Where the session asks the map to go */

/* Moves to what was asked for last: a box, or the whole case; waits for the first size. */
static void
fit (RsMapView *self)
{
  RsView view = rs_map_view_get_view (self);
  double width;

  self->fit_wanted = view.width < 10 || view.height < 10;
  if (self->fit_wanted)
    return;
  /* Nothing that matters below the columns of buttons, where there is room for that. */
  width = view.width;
  if (width >= MIN_WIDTH_BESIDE_BUTTONS_PX)
    view.width -= 2 * BUTTONS_PX;
  if (self->fit_whole)
    {
      RsFrame frame;

      rs_frame_init (&frame);
      frame.view = view;
      frame.hidden = rs_session_get_masked (self->session);
      rs_frame_fit_case (&frame, rs_session_get_snapshot (self->session));
      view = frame.view;
    }
  else
    rs_view_fit (&view, self->fit_box[0], self->fit_box[1], self->fit_box[2], self->fit_box[3],
                 MIN (FIT_PADDING_PX, MIN (view.width, view.height) / 6), FIT_MAX_ZOOM);
  view.width = width;
  view.zoom = MAX (view.zoom, MIN_ZOOM);
  rs_viewport_set_view (rs_map_view_get_viewport (self), &view);
}

static void
session_fit_case_cb (RsMapView *self)
{
  self->fit_whole = TRUE;
  fit (self);
}

static void
session_fit_cb (RsMapView *self, double west, double south, double east, double north)
{
  self->fit_whole = FALSE;
  self->fit_box[0] = west;
  self->fit_box[1] = south;
  self->fit_box[2] = east;
  self->fit_box[3] = north;
  fit (self);
}

static void
session_center_cb (RsMapView *self, double lat, double lon)
{
  gboolean animate;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animate,
                NULL);
  if (animate)
    shumate_map_go_to_full_with_duration (
        self->map, lat, lon, MAX (8, shumate_viewport_get_zoom_level (rs_map_view_get_viewport (self))), 600);
  else
    {
      RsView view = rs_map_view_get_view (self);

      view.center = rs_world_from_lat_lon ((RsLatLon){ lat, lon });
      view.zoom = MAX (8, view.zoom);
      rs_map_view_set_view (self, &view);
    }
}

static void
drawn_cb (RsMapView *self)
{
  /* Vessels move under a pointer that rests. */
  if (self->has_pointer)
    rs_map_view_update_hover (self);
}

static void
pace_update_cb (RsMapView *self)
{
  if (self->picture)
    g_object_set (self->pace, "picture-ms", rs_picture_layer_get_draw_ms (self->picture), NULL);
}

GtkWidget *
rs_map_view_get_pace_label (RsMapView *self)
{
  return self->pace;
}

/* Actions */

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RsMapView *self = RS_MAP_VIEW (widget);
  RsView view = rs_map_view_get_view (self);

  rs_viewport_zoom_at (rs_map_view_get_viewport (self), view.width, view.height, view.width / 2,
                       view.height / 2, g_str_equal (name, "map.zoom-in") ? 1 : -1);
}

static void
fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rs_session_fit_case (RS_MAP_VIEW (widget)->session);
}

static void
north_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  shumate_viewport_set_rotation (rs_map_view_get_viewport (RS_MAP_VIEW (widget)), 0);
}

static void
finish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rs_map_view_finish_sketch (RS_MAP_VIEW (widget));
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rs_map_view_keep_measure (RS_MAP_VIEW (widget));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rs_session_set_tool (RS_MAP_VIEW (widget)->session, RS_TOOL_NONE);
}

/* Session */

static void
tick (RsMapView *self, gint64 now_us, gint64 longest_us)
{
  /* The time of a frame may be a little ahead. */
  gint64 passed_us = self->last_tick_us ? MAX (now_us - self->last_tick_us, 0) : 0;

  self->last_tick_us += self->last_tick_us ? passed_us : now_us;
  rs_session_tick (self->session, MIN (passed_us, longest_us) / 1000.0);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RsMapView *self = RS_MAP_VIEW (widget);

  /* Where pictures are slower than frames, a frame without a new one would only take processors from it:
   * the time, and all that shows it, goes on when the picture is there. */
  if (self->picture && rs_picture_layer_get_drawing (self->picture))
    {
      self->awaits_picture = TRUE;
      self->tick_id = 0;
      return G_SOURCE_REMOVE;
    }
  /* After a pause of the frame clock that nobody told, the replay goes on where it was. */
  tick (self, gdk_frame_clock_get_frame_time (clock), 250000);
  return G_SOURCE_CONTINUE;
}

static gboolean
hidden_tick_cb (gpointer data)
{
  tick (data, g_get_monotonic_time (), G_USEC_PER_SEC);
  return G_SOURCE_CONTINUE;
}

/* A replay in a window that nobody can see goes on, but draws nothing until it is seen again. */
static void
update_ticking (RsMapView *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  gboolean playing = rs_session_get_playing (self->session);
  gboolean seen = gtk_widget_get_mapped (GTK_WIDGET (self)) && native
                  && !rs_surface_is_hidden (gtk_native_get_surface (native));

  if (self->picture)
    rs_picture_layer_set_paused (self->picture, !seen);
  if (!playing)
    self->last_tick_us = 0;
  self->awaits_picture = FALSE;
  if (playing && seen && !self->tick_id)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  else if (!(playing && seen) && self->tick_id)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
      self->tick_id = 0;
    }
  if (playing && !seen && !self->hidden_tick_id)
    self->hidden_tick_id = g_timeout_add (HIDDEN_TICK_MS, hidden_tick_cb, self);
  else if (!(playing && !seen))
    g_clear_handle_id (&self->hidden_tick_id, g_source_remove);
}

/* The next picture begins at once, with the time that it is now. */
static void
ready_cb (RsMapView *self)
{
  if (!self->awaits_picture)
    return;
  tick (self, g_get_monotonic_time (), LONGEST_PICTURE_US);
  update_ticking (self);
}

static void
raster_changed_cb (RsMapView *self)
{
  rs_picture_layer_set_attribution (self->picture,
                                    rs_raster_maps_get_attribution (self->raster_maps));
}

static void
rotation_cb (RsMapView *self)
{
  gtk_widget_set_visible (self->north_button,
                          shumate_viewport_get_rotation (rs_map_view_get_viewport (self)) != 0);
  rs_map_view_queue_overlay (self);
}

/* The line between two compared vessels moves with the time. */
static void
time_cb (RsMapView *self)
{
  if (rs_session_get_compared_vessel (self->session))
    rs_map_view_queue_overlay (self);
}

static void
snapshot_changed_cb (RsMapView *self)
{
  time_cb (self);
  /* A shape in the making survives an edit that arrives meanwhile. */
  if (!self->sketch || self->sketch->note_id)
    rs_map_view_reset_sketch (self);
}

/* The keys of the replay belong to the map as soon as there is something to see. */
static void
case_cb (RsMapView *self)
{
  rs_map_view_tool_changed (self);
  if (rs_session_get_case (self->session))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
set_session (RsMapView *self, RsSession *session)
{
  g_autoptr (GError) error = NULL;
  ShumateMapSource *reference;

  if (!session || self->session)
    return;
  self->session = g_object_ref (session);
  self->atlas = rs_atlas_open_default (&error);
  if (!self->atlas)
    {
      g_warning ("The built-in map cannot be opened: %s", error->message);
      return;
    }

  self->map = shumate_map_new ();
  reference = SHUMATE_MAP_SOURCE (shumate_raster_renderer_new_full_from_url (
      "roadstead", "Roadstead", "", "", MIN_ZOOM, MAX_ZOOM, 256, SHUMATE_MAP_PROJECTION_MERCATOR,
      ""));
  shumate_viewport_set_reference_map_source (rs_map_view_get_viewport (self), reference);
  shumate_map_set_map_source (self->map, reference);
  g_object_unref (reference);
  shumate_viewport_set_min_zoom_level (rs_map_view_get_viewport (self), MIN_ZOOM);
  shumate_viewport_set_max_zoom_level (rs_map_view_get_viewport (self), MAX_ZOOM);
  shumate_viewport_set_zoom_level (rs_map_view_get_viewport (self), 5);
  shumate_location_set_location (SHUMATE_LOCATION (rs_map_view_get_viewport (self)), 42, 134);
  gtk_widget_set_hexpand (GTK_WIDGET (self->map), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->map), TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self->map), FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->map));

  self->picture = rs_picture_layer_new (rs_map_view_get_viewport (self), session, self->atlas);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->picture));
  self->raster_maps = rs_raster_maps_new (self->map, SHUMATE_LAYER (self->picture), session,
                                           self->atlas);
  raster_changed_cb (self);

  g_signal_connect_object (self->picture, "ready", G_CALLBACK (ready_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->picture, "drawn", G_CALLBACK (drawn_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rs_map_view_get_viewport (self), "notify", G_CALLBACK (rs_map_view_queue_overlay), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rs_map_view_get_viewport (self), "notify::rotation", G_CALLBACK (rotation_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "fit", G_CALLBACK (session_fit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "fit-case", G_CALLBACK (session_fit_case_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "center", G_CALLBACK (session_center_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::playing", G_CALLBACK (update_ticking), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::tool", G_CALLBACK (rs_map_view_tool_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::compared-vessel", G_CALLBACK (rs_map_view_queue_overlay), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "filter-changed", G_CALLBACK (rs_map_view_queue_overlay), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::time", G_CALLBACK (time_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::case", G_CALLBACK (case_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selected-note", G_CALLBACK (rs_map_view_reset_sketch), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::base-map", G_CALLBACK (raster_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::seamarks", G_CALLBACK (raster_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rs_map_view_add_controllers (self);
  rs_map_view_add_tool_action (self);
  rs_map_view_tool_changed (self);
  rotation_cb (self);
}

/* Widget */

static void
lay (GtkWidget *box, gboolean lies)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (box),
                                  lies ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
}

/* Where the map is too low for the tools above the clock, they lie along its upper edge, and the hint below
 * them. */
static gboolean
turn_cb (gpointer user_data)
{
  RsMapView *self = user_data;

  self->turn_id = 0;
  self->tools_lie = gtk_widget_get_height (GTK_WIDGET (self)) < TOOLS_HEIGHT_PX;
  self->hint_lies = gtk_widget_get_width (GTK_WIDGET (self)) >= HINT_WIDTH_PX;
  lay (self->tools, self->tools_lie);
  lay (self->hint, self->hint_lies);
  gtk_widget_set_margin_top (self->hint, self->tools_lie ? HINT_TOP_BELOW_TOOLS_PX : HINT_TOP_PX);
  return G_SOURCE_REMOVE;
}

static void
rs_map_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RsMapView *self = RS_MAP_VIEW (widget);

  graphene_rect_t buttons;

  gtk_widget_allocate (self->overlay, width, height, baseline, NULL);
  rs_frame_memory_keep (widget);
  if (self->picture && gtk_widget_compute_bounds (self->buttons, widget, &buttons))
    rs_picture_layer_set_legend_top (self->picture, buttons.origin.y + buttons.size.height + GAP_PX);
  if (!self->turn_id && height > 0
      && ((height < TOOLS_HEIGHT_PX) != self->tools_lie || (width >= HINT_WIDTH_PX) != self->hint_lies))
    /* Not in the midst of giving out room. */
    self->turn_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, turn_cb, self, NULL);
  if (self->fit_wanted && width > 10 && height > 10 && self->picture)
    fit (self);
}

static void
rs_map_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                     int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (RS_MAP_VIEW (widget)->overlay, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
  *minimum = MAX (*minimum, 200);
  *natural = MAX (*natural, 640);
}

/* The cross in the middle, where the keyboard points. */
static void
append_cross (GtkSnapshot *snapshot, const RsView *view, const GdkRGBA *color)
{
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT ((float) view->width / 2 - 14, (float) view->height / 2 - 14,
                                     28, 28));

  cairo_translate (cr, view->width / 2, view->height / 2);
  for (int i = 0; i < 4; i++)
    {
      cairo_move_to (cr, 4, 0);
      cairo_line_to (cr, 12, 0);
      cairo_rotate (cr, G_PI / 2);
    }
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* What lies over the map is not to be covered by words. */
static void
take_controls (RsMapView *self, RsWords *words)
{
  GtkWidget *const controls[] = { self->tools, self->buttons, self->hint };
  graphene_rect_t box;

  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    if (gtk_widget_get_mapped (controls[i])
        && gtk_widget_compute_bounds (controls[i], GTK_WIDGET (self), &box))
      rs_words_take (words, &box);
  for (guint i = 0; i < RS_N_PIECES; i++)
    if (rs_picture_layer_find_furniture (self->picture, i, &box))
      rs_words_take (words, &box);
}

static void
rs_map_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RsMapView *self = RS_MAP_VIEW (widget);
  GdkRGBA color = { 0.835f, 0.369f, 0, 1 };
  gboolean metric;
  g_auto (RsWords) words = { NULL };
  RsView view;

  gtk_widget_snapshot_child (widget, self->overlay, snapshot);
  if (!self->picture)
    return;
  view = rs_map_view_get_view (self);
  rs_filter_areas_snapshot (self->session, snapshot, &view);
  metric = rs_map_view_get_metric (self);
  rs_words_init (&words);
  take_controls (self, &words);
  rs_compare_line_snapshot (self->session, self->picture, &words, widget, snapshot, &view, metric);
  if (self->sketch && self->sketch->measures)
    rs_measure_snapshot (self->sketch, &words, widget, snapshot, &view, &color, metric);
  else if (self->sketch)
    rs_sketch_snapshot (self->sketch, &words, widget, snapshot, &view, &color, metric);
  if (gtk_widget_has_visible_focus (widget))
    append_cross (snapshot, &view, &color);
}

static gboolean
focus_cb (RsMapView *self)
{
  rs_map_view_queue_overlay (self);
  return FALSE;
}

static void
rs_map_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rs_map_view_parent_class)->map (widget);
  gtk_widget_grab_focus (widget);
  update_ticking (RS_MAP_VIEW (widget));
}

static void
rs_map_view_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rs_map_view_parent_class)->unmap (widget);
  update_ticking (RS_MAP_VIEW (widget));
}

static void
rs_map_view_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rs_map_view_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (gtk_widget_get_native (widget)),
                           "notify::state", G_CALLBACK (update_ticking), widget,
                           G_CONNECT_SWAPPED);
}

static void
rs_map_view_unrealize (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_data (
      gtk_native_get_surface (gtk_widget_get_native (widget)), widget);
  GTK_WIDGET_CLASS (rs_map_view_parent_class)->unrealize (widget);
}

static void
rs_map_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, RS_MAP_VIEW (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rs_map_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    set_session (RS_MAP_VIEW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rs_map_view_dispose (GObject *object)
{
  RsMapView *self = RS_MAP_VIEW (object);

  g_clear_pointer (&self->raster_maps, rs_raster_maps_free);
  if (self->tick_id)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  g_clear_handle_id (&self->hidden_tick_id, g_source_remove);
  g_clear_pointer (&self->sketch, rs_sketch_free);
  g_clear_handle_id (&self->turn_id, g_source_remove);
  if (self->tool_action)
    g_signal_handlers_disconnect_by_data (self->tool_action, self);
  g_clear_object (&self->tool_action);
  self->picture = NULL;
  self->map = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), RS_TYPE_MAP_VIEW);
  g_clear_object (&self->session);
  g_clear_pointer (&self->atlas, rs_atlas_unref);
  G_OBJECT_CLASS (rs_map_view_parent_class)->dispose (object);
}

static void
rs_map_view_class_init (RsMapViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rs_map_view_get_property;
  object_class->set_property = rs_map_view_set_property;
  object_class->dispose = rs_map_view_dispose;
  widget_class->size_allocate = rs_map_view_size_allocate;
  widget_class->measure = rs_map_view_measure;
  widget_class->snapshot = rs_map_view_snapshot;
  widget_class->map = rs_map_view_map;
  widget_class->unmap = rs_map_view_unmap;
  widget_class->realize = rs_map_view_realize;
  widget_class->unrealize = rs_map_view_unrealize;

  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, RS_TYPE_SESSION,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (RS_TYPE_MAP_HINT);
  g_type_ensure (RS_TYPE_MAP_TIP);
  g_type_ensure (RS_TYPE_PACE_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/roadstead/Roadstead/map-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RsMapView, overlay);
  gtk_widget_class_bind_template_child (widget_class, RsMapView, tools);
  gtk_widget_class_bind_template_child (widget_class, RsMapView, buttons);
  gtk_widget_class_bind_template_child (widget_class, RsMapView, tip);
  gtk_widget_class_bind_template_child (widget_class, RsMapView, pace);
  gtk_widget_class_bind_template_callback (widget_class, pace_update_cb);
  gtk_widget_class_bind_template_child (widget_class, RsMapView, hint);
  gtk_widget_class_bind_template_child (widget_class, RsMapView, hint_label);
  gtk_widget_class_bind_template_child (widget_class, RsMapView, finish_button);
  gtk_widget_class_bind_template_child (widget_class, RsMapView, keep_button);
  gtk_widget_class_bind_template_child (widget_class, RsMapView, north_button);

  rs_map_view_bind_input (widget_class);

  gtk_widget_class_install_action (widget_class, "map.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "map.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "map.fit", NULL, fit_action);
  gtk_widget_class_install_action (widget_class, "map.north-up", NULL, north_action);
  gtk_widget_class_install_action (widget_class, "map.finish", NULL, finish_action);
  gtk_widget_class_install_action (widget_class, "map.keep", NULL, keep_action);
  gtk_widget_class_install_action (widget_class, "map.cancel", NULL, cancel_action);

  gtk_widget_class_set_css_name (widget_class, "mapview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rs_map_view_init (RsMapView *self)
{
  self->grip = RS_GRIP_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Map"),
                                  -1);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (focus_cb), NULL);
}

GtkWidget *
rs_map_view_new (RsSession *session)
{
  return g_object_new (RS_TYPE_MAP_VIEW, "session", session, NULL);
}
