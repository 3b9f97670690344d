/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/map/map-view.h"

#include <glib/gi18n.h>
#include <math.h>
#include <shumate/shumate.h>

#include "app/map/map-tip.h"
#include "app/map/picture-layer.h"
#include "app/map/raster-maps.h"
#include "app/map/sketch.h"
#include "app/map/viewport.h"
#include "places/gazetteer.h"

#define CLICK_SLOP_PX 4.0
#define FIT_PADDING_PX 56.0
#define FIT_MAX_ZOOM 12.0
#define MIN_ZOOM 1
#define MAX_ZOOM 18

struct _RsMapView
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkWidget *overlay;
  GtkWidget *tip;
  GtkWidget *hint;
  GtkWidget *hint_label;
  GtkWidget *finish_button;
  GtkWidget *north_button;

  /* Owned */
  RsSession *session;
  RsAtlas *atlas;
  ShumateMap *map;
  RsPictureLayer *picture;
  RsRasterMaps *raster_maps;
  GSimpleAction *tool_action;
  RsSketch *sketch; /* a shape in the making, or the selected note */
  guint tick_id;
  gint64 last_tick_us;

  double pointer_x, pointer_y;
  gboolean has_pointer;
  gboolean pick_wanted; /* the pointer moved while the renderer was drawing */
  double press_x, press_y;

  int grip; /* of the selected note, while it is dragged */
  RsLatLon grip_from;
  gboolean fit_wanted; /* before the first size is known */
  double fit_box[4];
};

G_DEFINE_FINAL_TYPE (RsMapView, rs_map_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static ShumateViewport *
get_viewport (RsMapView *self)
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
  rs_viewport_set_view (get_viewport (self), view);
}

static RsLatLon
place_at (RsMapView *self, double x, double y)
{
  RsView view = rs_map_view_get_view (self);

  return rs_lat_lon_from_world (rs_view_unproject (&view, x, y));
}

static gboolean
get_metric (RsMapView *self)
{
  guint units;

  g_object_get (self->session, "units", &units, NULL);
  return units == RS_UNITS_METRIC;
}

/* Where the session asks the map to go */

static void
fit_box (RsMapView *self)
{
  RsView view = rs_map_view_get_view (self);

  if (view.width < 10 || view.height < 10)
    {
      self->fit_wanted = TRUE;
      return;
    }
  self->fit_wanted = FALSE;
  rs_view_fit (&view, self->fit_box[0], self->fit_box[1], self->fit_box[2], self->fit_box[3],
               MIN (FIT_PADDING_PX, MIN (view.width, view.height) / 6), FIT_MAX_ZOOM);
  view.zoom = MAX (view.zoom, MIN_ZOOM);
  rs_viewport_set_view (get_viewport (self), &view);
}

static void
session_fit_cb (RsMapView *self, double west, double south, double east, double north)
{
  self->fit_box[0] = west;
  self->fit_box[1] = south;
  self->fit_box[2] = east;
  self->fit_box[3] = north;
  fit_box (self);
}

static void
session_center_cb (RsMapView *self, double lat, double lon)
{
  gboolean animate;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animate,
                NULL);
  if (animate)
    shumate_map_go_to_full_with_duration (
        self->map, lat, lon, MAX (8, shumate_viewport_get_zoom_level (get_viewport (self))), 600);
  else
    {
      RsView view = rs_map_view_get_view (self);

      view.center = rs_world_from_lat_lon ((RsLatLon){ lat, lon });
      view.zoom = MAX (8, view.zoom);
      rs_map_view_set_view (self, &view);
    }
}

/* Shapes */

static RsSketch *
sketch_for_tool (RsTool tool)
{
  switch (tool)
    {
    case RS_TOOL_NOTE_TEXT:
      return rs_sketch_new (RS_NOTE_TEXT);
    case RS_TOOL_NOTE_ARROW:
      return rs_sketch_new (RS_NOTE_ARROW);
    case RS_TOOL_NOTE_LINE:
      return rs_sketch_new (RS_NOTE_LINE);
    case RS_TOOL_NOTE_POLYGON:
    case RS_TOOL_AREA:
      return rs_sketch_new (RS_NOTE_POLYGON);
    case RS_TOOL_NOTE_RING:
      return rs_sketch_new (RS_NOTE_RING);
    case RS_TOOL_NONE:
    case RS_TOOL_PLACE:
    default:
      return NULL;
    }
}

static const char *
hint_for_tool (RsTool tool)
{
  switch (tool)
    {
    case RS_TOOL_NOTE_TEXT:
      return _ ("Click where the text belongs");
    case RS_TOOL_NOTE_ARROW:
      return _ ("Click the arrow’s start, then its head");
    case RS_TOOL_NOTE_LINE:
      return _ ("Click the points of the line; double-click or press Enter twice to finish");
    case RS_TOOL_NOTE_POLYGON:
    case RS_TOOL_AREA:
      return _ ("Click the corners of the area; double-click or press Enter twice to finish");
    case RS_TOOL_NOTE_RING:
      return _ ("Click the centre of the ring, then a point on it");
    case RS_TOOL_PLACE:
      return _ ("Click the place on the map");
    case RS_TOOL_NONE:
    default:
      return NULL;
    }
}

static void
queue_overlay (RsMapView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
update_finish_button (RsMapView *self)
{
  RsTool tool = rs_session_get_tool (self->session);
  gboolean open_ended
      = tool == RS_TOOL_NOTE_LINE || tool == RS_TOOL_NOTE_POLYGON || tool == RS_TOOL_AREA;

  gtk_widget_set_visible (self->finish_button, open_ended);
  gtk_widget_set_sensitive (self->finish_button,
                            open_ended && self->sketch && rs_sketch_can_finish (self->sketch));
}

/* Shows the handles of the selected note, or an empty shape of the tool in hand. */
static void
reset_sketch (RsMapView *self)
{
  RsTool tool = rs_session_get_tool (self->session);
  const RsNote *note = rs_snapshot_get_note (rs_session_get_snapshot (self->session),
                                             rs_session_get_selected_note (self->session));
  const char *hint = hint_for_tool (tool);

  g_clear_pointer (&self->sketch, rs_sketch_free);
  self->grip = RS_GRIP_NONE;
  if (tool != RS_TOOL_NONE)
    self->sketch = sketch_for_tool (tool);
  else if (note)
    self->sketch = rs_sketch_new_from_note (note);
  gtk_widget_set_visible (self->hint, hint != NULL);
  if (hint)
    gtk_label_set_label (GTK_LABEL (self->hint_label), hint);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map),
                                   tool != RS_TOOL_NONE ? "crosshair" : NULL);
  update_finish_button (self);
  queue_overlay (self);
}

static void
note_stored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RsMapView) self = user_data;
  g_autoptr (RsEdit) edit = rs_session_apply_finish (RS_SESSION (object), result, NULL);

  if (!edit || !self->session)
    return; /* the session told the user why */
  rs_session_select_note (self->session, rs_edit_get_id (edit, 0));
  rs_session_emit_note_drawn (self->session, rs_edit_get_id (edit, 0));
}

static const char *
summary_for_note (RsNoteKind kind, gboolean is_new)
{
  switch (kind)
    {
    case RS_NOTE_TEXT:
      return is_new ? _ ("Add text") : _ ("Move text");
    case RS_NOTE_ARROW:
      return is_new ? _ ("Add arrow") : _ ("Move arrow");
    case RS_NOTE_LINE:
      return is_new ? _ ("Add line") : _ ("Move line");
    case RS_NOTE_POLYGON:
      return is_new ? _ ("Add area") : _ ("Move area");
    case RS_NOTE_RING:
      return is_new ? _ ("Add range ring") : _ ("Move range ring");
    case RS_N_NOTE_KINDS:
    default:
      g_return_val_if_reached ("");
    }
}

static void
store_new_note (RsMapView *self, const RsSketch *sketch)
{
  g_autoptr (RsNote) note = rs_note_new ();
  RsEdit *edit = rs_edit_new (summary_for_note (sketch->kind, TRUE));

  note->kind = sketch->kind;
  g_array_append_vals (note->points, sketch->points->data, sketch->points->len);
  note->radius_m = sketch->radius_m;
  note->color = 1;
  if (note->kind == RS_NOTE_TEXT)
    {
      g_free (note->text);
      note->text = g_strdup (_ ("Note"));
    }
  rs_edit_put_note (edit, note);
  rs_session_apply (self->session, edit, note_stored_cb, g_object_ref (self));
}

static void
store_moved_note (RsMapView *self)
{
  const RsNote *old = rs_snapshot_get_note (rs_session_get_snapshot (self->session),
                                            self->sketch->note_id);
  g_autoptr (RsNote) note = NULL;
  RsEdit *edit;

  if (!old)
    return;
  note = rs_note_copy (old);
  g_array_set_size (note->points, 0);
  g_array_append_vals (note->points, self->sketch->points->data, self->sketch->points->len);
  note->radius_m = self->sketch->radius_m;
  edit = rs_edit_new (summary_for_note (note->kind, FALSE));
  rs_edit_put_note (edit, note);
  rs_session_apply (self->session, edit, NULL, NULL);
}

static void
finish_sketch (RsMapView *self)
{
  RsTool tool = rs_session_get_tool (self->session);
  g_autoptr (RsSketch) sketch = NULL;

  if (!self->sketch || self->sketch->note_id || !rs_sketch_can_finish (self->sketch))
    return;
  sketch = g_steal_pointer (&self->sketch);
  if (tool == RS_TOOL_AREA)
    {
      rs_session_answer_area (self->session, sketch->points);
      return;
    }
  rs_session_set_tool (self->session, RS_TOOL_NONE);
  store_new_note (self, sketch);
}

/* A click, or Enter at the cross, while a tool is in hand. */
static void
add_point (RsMapView *self, double x, double y)
{
  RsLatLon place = place_at (self, x, y);

  if (rs_session_get_tool (self->session) == RS_TOOL_PLACE)
    {
      rs_session_answer_place (self->session, &place);
      return;
    }
  if (!self->sketch)
    return;
  if (rs_sketch_add (self->sketch, place))
    finish_sketch (self);
  else
    update_finish_button (self);
  queue_overlay (self);
}

/* Picking */

static void
select_pick (RsMapView *self, const RsPick *pick)
{
  switch (pick->kind)
    {
    case RS_PICK_VESSEL:
      rs_session_select_vessel (self->session, pick->id);
      break;
    case RS_PICK_INCIDENT:
      rs_session_select_incident (self->session, pick->id);
      break;
    case RS_PICK_NOTE:
      rs_session_select_note (self->session, pick->id);
      break;
    case RS_PICK_EVENT:
      {
        GPtrArray *events = rs_session_get_snapshot (self->session)->events;
        const RsEvent *event = g_ptr_array_index (events, pick->event);

        rs_session_set_time (self->session, event->from_ms);
        if (event->vessel_id)
          rs_session_select_vessel (self->session, event->vessel_id);
        break;
      }
    case RS_PICK_PORT:
    case RS_PICK_NONE:
    default:
      rs_session_select_vessel (self->session, 0);
      rs_session_select_incident (self->session, 0);
      rs_session_select_note (self->session, 0);
      break;
    }
}

static void
update_hover (RsMapView *self)
{
  RsPick pick = { .kind = RS_PICK_NONE };

  if (self->has_pointer && rs_session_get_tool (self->session) == RS_TOOL_NONE
      && self->grip == RS_GRIP_NONE)
    {
      if (!rs_picture_layer_pick (self->picture, self->pointer_x, self->pointer_y, &pick))
        {
          self->pick_wanted = TRUE;
          return;
        }
    }
  self->pick_wanted = FALSE;
  g_object_set (self->session, "hovered-vessel", pick.kind == RS_PICK_VESSEL ? pick.id : (gint64) 0,
                NULL);
  rs_map_tip_show (RS_MAP_TIP (self->tip), self->session, &pick, self->pointer_x, self->pointer_y);
  if (rs_session_get_tool (self->session) == RS_TOOL_NONE)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map),
                                     pick.kind == RS_PICK_NONE ? NULL : "pointer");
}

static void
drawn_cb (RsMapView *self)
{
  if (self->pick_wanted)
    update_hover (self);
}

static void
open_context (RsMapView *self, double x, double y)
{
  RsPick pick = { .kind = RS_PICK_NONE };
  RsMapContext context;

  /* While a picture is being drawn the menu is about the place alone, unless something is under
   * the pointer already. */
  if (!rs_picture_layer_pick (self->picture, x, y, &pick))
    {
      gint64 hovered;

      g_object_get (self->session, "hovered-vessel", &hovered, NULL);
      pick.kind = hovered ? RS_PICK_VESSEL : RS_PICK_NONE;
      pick.id = hovered;
    }
  context = (RsMapContext){
    .place = place_at (self, x, y),
    .vessel_id = pick.kind == RS_PICK_VESSEL ? pick.id : 0,
    .incident_id = pick.kind == RS_PICK_INCIDENT ? pick.id : 0,
    .note_id = pick.kind == RS_PICK_NOTE ? pick.id : 0,
    .port = pick.kind == RS_PICK_PORT ? pick.port : NULL,
    .widget = self,
    .x = x,
    .y = y,
  };
  if (pick.kind != RS_PICK_NONE && pick.kind != RS_PICK_PORT)
    select_pick (self, &pick);
  rs_map_tip_hide (RS_MAP_TIP (self->tip));
  rs_session_emit_context (self->session, &context);
}

/* Pointer */

static void
pressed_cb (RsMapView *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  self->press_x = x;
  self->press_y = y;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (button == GDK_BUTTON_SECONDARY)
    {
      if (rs_session_get_tool (self->session) != RS_TOOL_NONE)
        finish_sketch (self);
      else
        open_context (self, x, y);
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    }
}

static void
released_cb (RsMapView *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  RsPick pick;

  /* "released" comes after a drag too. */
  if (button != GDK_BUTTON_PRIMARY
      || hypot (x - self->press_x, y - self->press_y) > CLICK_SLOP_PX)
    return;
  if (rs_session_get_tool (self->session) != RS_TOOL_NONE)
    {
      if (n_press >= 2)
        finish_sketch (self);
      else
        add_point (self, x, y);
      return;
    }
  if (n_press == 1 && rs_picture_layer_pick (self->picture, x, y, &pick))
    select_pick (self, &pick);
  else if (n_press == 1)
    {
      gint64 hovered;

      g_object_get (self->session, "hovered-vessel", &hovered, NULL);
      rs_session_select_vessel (self->session, hovered);
    }
}

static void
motion_cb (RsMapView *self, double x, double y, GtkEventControllerMotion *controller)
{
  self->pointer_x = x;
  self->pointer_y = y;
  self->has_pointer = TRUE;
  if (self->sketch && self->sketch->note_id == 0)
    {
      self->sketch->has_pointer = TRUE;
      self->sketch->pointer = place_at (self, x, y);
      queue_overlay (self);
    }
  update_hover (self);
}

static void
leave_cb (RsMapView *self, GtkEventControllerMotion *controller)
{
  self->has_pointer = FALSE;
  self->pick_wanted = FALSE;
  rs_map_tip_hide (RS_MAP_TIP (self->tip));
  g_object_set (self->session, "hovered-vessel", (gint64) 0, NULL);
  if (self->sketch)
    self->sketch->has_pointer = FALSE;
  queue_overlay (self);
}

/* Dragging a handle of the selected note; everything else is left to the map. */
static void
drag_begin_cb (RsMapView *self, double x, double y, GtkGestureDrag *gesture)
{
  RsView view = rs_map_view_get_view (self);

  self->grip = RS_GRIP_NONE;
  if (self->sketch && self->sketch->note_id)
    self->grip = rs_sketch_grip_at (self->sketch, &view, x, y);
  if (self->grip == RS_GRIP_NONE)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->grip_from = place_at (self, x, y);
  rs_map_tip_hide (RS_MAP_TIP (self->tip));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
drag_update_cb (RsMapView *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;
  RsLatLon to;

  if (self->grip == RS_GRIP_NONE || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  to = place_at (self, x + dx, y + dy);
  rs_sketch_drag (self->sketch, self->grip, self->grip_from, to);
  self->grip_from = to;
  queue_overlay (self);
}

static void
drag_end_cb (RsMapView *self, double dx, double dy, GtkGestureDrag *gesture)
{
  if (self->grip == RS_GRIP_NONE)
    return;
  self->grip = RS_GRIP_NONE;
  if (hypot (dx, dy) > CLICK_SLOP_PX)
    store_moved_note (self);
  else
    reset_sketch (self);
}

/* Keys */

static gboolean
key_cb (RsMapView *self, guint key, guint code, GdkModifierType state, GtkEventController *controller)
{
  ShumateViewport *viewport = get_viewport (self);
  RsView view = rs_map_view_get_view (self);
  double cx = view.width / 2, cy = view.height / 2;
  double step = state & GDK_SHIFT_MASK ? 240 : 60;
  RsTool tool = rs_session_get_tool (self->session);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
      rs_viewport_pan (viewport, step, 0);
      break;
    case GDK_KEY_Right:
      rs_viewport_pan (viewport, -step, 0);
      break;
    case GDK_KEY_Up:
      rs_viewport_pan (viewport, 0, step);
      break;
    case GDK_KEY_Down:
      rs_viewport_pan (viewport, 0, -step);
      break;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      rs_viewport_zoom_at (viewport, view.width, view.height, cx, cy, 0.5);
      break;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      rs_viewport_zoom_at (viewport, view.width, view.height, cx, cy, -0.5);
      break;
    case GDK_KEY_bracketleft:
    case GDK_KEY_bracketright:
      shumate_viewport_set_rotation (viewport,
                                     view.rotation_rad
                                         + (key == GDK_KEY_bracketleft ? -1 : 1) * G_PI / 12);
      break;
    case GDK_KEY_n:
    case GDK_KEY_N:
      shumate_viewport_set_rotation (viewport, 0);
      break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (tool != RS_TOOL_NONE)
        {
          guint n = self->sketch ? self->sketch->points->len : 0;
          RsLatLon last = n ? g_array_index (self->sketch->points, RsLatLon, n - 1)
                            : (RsLatLon){ NAN, NAN };
          RsLatLon here = place_at (self, cx, cy);

          /* Twice at one place finishes, as a double click does. */
          if (last.lat_deg == here.lat_deg && last.lon_deg == here.lon_deg)
            finish_sketch (self);
          else
            add_point (self, cx, cy);
        }
      else
        {
          RsPick pick;

          if (rs_picture_layer_pick (self->picture, cx, cy, &pick))
            select_pick (self, &pick);
        }
      break;
    case GDK_KEY_BackSpace:
      if (tool == RS_TOOL_NONE || !self->sketch || !rs_sketch_remove_last (self->sketch))
        return GDK_EVENT_PROPAGATE;
      update_finish_button (self);
      queue_overlay (self);
      break;
    case GDK_KEY_Escape:
      if (tool != RS_TOOL_NONE)
        rs_session_set_tool (self->session, RS_TOOL_NONE);
      else if (rs_session_get_selected_vessel (self->session)
               || rs_session_get_selected_incident (self->session)
               || rs_session_get_selected_note (self->session))
        select_pick (self, &(RsPick){ .kind = RS_PICK_NONE });
      else
        return GDK_EVENT_PROPAGATE;
      break;
    case GDK_KEY_Menu:
      open_context (self, cx, cy);
      break;
    case GDK_KEY_F10:
      if (!(state & GDK_SHIFT_MASK))
        return GDK_EVENT_PROPAGATE;
      open_context (self, cx, cy);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  queue_overlay (self);
  return GDK_EVENT_STOP;
}

/* Actions */

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RsMapView *self = RS_MAP_VIEW (widget);
  RsView view = rs_map_view_get_view (self);

  rs_viewport_zoom_at (get_viewport (self), view.width, view.height, view.width / 2,
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
  shumate_viewport_set_rotation (get_viewport (RS_MAP_VIEW (widget)), 0);
}

static void
finish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  finish_sketch (RS_MAP_VIEW (widget));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rs_session_set_tool (RS_MAP_VIEW (widget)->session, RS_TOOL_NONE);
}

/* Session */

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RsMapView *self = RS_MAP_VIEW (widget);
  gint64 now_us = gdk_frame_clock_get_frame_time (clock);
  gint64 passed_us = self->last_tick_us ? now_us - self->last_tick_us : 0;

  self->last_tick_us = now_us;
  /* After a pause of the frame clock (a covered window) the replay goes on where it was. */
  rs_session_tick (self->session, MIN (passed_us, 250000) / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
playing_cb (RsMapView *self)
{
  gboolean playing = rs_session_get_playing (self->session);

  self->last_tick_us = 0;
  if (playing && !self->tick_id)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  else if (!playing && self->tick_id)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
      self->tick_id = 0;
    }
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
                          shumate_viewport_get_rotation (get_viewport (self)) != 0);
  queue_overlay (self);
}

static void
snapshot_changed_cb (RsMapView *self)
{
  /* A shape in the making survives an edit that arrives meanwhile. */
  if (!self->sketch || self->sketch->note_id)
    reset_sketch (self);
}

/* The tool buttons' state is the session's tool. */
static void
tool_activate_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsMapView *self = user_data;
  GEnumClass *tools = g_type_class_ref (RS_TYPE_TOOL);
  const GEnumValue *value
      = g_enum_get_value_by_nick (tools, g_variant_get_string (parameter, NULL));

  if (value)
    /* Pressing the button of the tool in hand puts it away. */
    rs_session_set_tool (self->session,
                         rs_session_get_tool (self->session) == (RsTool) value->value
                             ? RS_TOOL_NONE
                             : (RsTool) value->value);
  g_type_class_unref (tools);
}

static void
tool_changed_cb (RsMapView *self)
{
  GEnumClass *tools = g_type_class_ref (RS_TYPE_TOOL);
  RsTool tool = rs_session_get_tool (self->session);

  g_simple_action_set_state (self->tool_action,
                             g_variant_new_string (g_enum_get_value (tools, tool)->value_nick));
  g_simple_action_set_enabled (self->tool_action, rs_session_get_case (self->session) != NULL);
  shumate_map_set_zoom_on_double_click (self->map, tool == RS_TOOL_NONE);
  if (tool != RS_TOOL_NONE)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  g_type_class_unref (tools);
  reset_sketch (self);
}

static void
add_controllers (RsMapView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), motion);
}

static void
add_actions (RsMapView *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->tool_action = g_simple_action_new_stateful ("tool", G_VARIANT_TYPE_STRING,
                                                    g_variant_new_string ("none"));
  g_signal_connect (self->tool_action, "activate", G_CALLBACK (tool_activate_cb), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->tool_action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "maptool", G_ACTION_GROUP (group));
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
  shumate_viewport_set_reference_map_source (get_viewport (self), reference);
  shumate_map_set_map_source (self->map, reference);
  g_object_unref (reference);
  shumate_viewport_set_min_zoom_level (get_viewport (self), MIN_ZOOM);
  shumate_viewport_set_max_zoom_level (get_viewport (self), MAX_ZOOM);
  shumate_viewport_set_zoom_level (get_viewport (self), 5);
  shumate_location_set_location (SHUMATE_LOCATION (get_viewport (self)), 42, 134);
  gtk_widget_set_hexpand (GTK_WIDGET (self->map), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->map), TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self->map), FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->map));

  self->picture = rs_picture_layer_new (get_viewport (self), session, self->atlas);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->picture));
  self->raster_maps = rs_raster_maps_new (self->map, SHUMATE_LAYER (self->picture), session);
  raster_changed_cb (self);

  g_signal_connect_object (self->picture, "drawn", G_CALLBACK (drawn_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_viewport (self), "notify", G_CALLBACK (queue_overlay), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_viewport (self), "notify::rotation", G_CALLBACK (rotation_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "fit", G_CALLBACK (session_fit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "center", G_CALLBACK (session_center_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::playing", G_CALLBACK (playing_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::tool", G_CALLBACK (tool_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::case", G_CALLBACK (tool_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selected-note", G_CALLBACK (reset_sketch), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::base-map", G_CALLBACK (raster_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::seamarks", G_CALLBACK (raster_changed_cb), self,
                           G_CONNECT_SWAPPED);
  add_controllers (self);
  add_actions (self);
  tool_changed_cb (self);
  rotation_cb (self);
}

/* Widget */

static void
rs_map_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RsMapView *self = RS_MAP_VIEW (widget);

  gtk_widget_allocate (self->overlay, width, height, baseline, NULL);
  if (self->fit_wanted && width > 10 && height > 10 && self->picture)
    fit_box (self);
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

static void
rs_map_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RsMapView *self = RS_MAP_VIEW (widget);
  GdkRGBA color = { 0.835f, 0.369f, 0, 1 };
  RsView view;

  gtk_widget_snapshot_child (widget, self->overlay, snapshot);
  if (!self->picture)
    return;
  view = rs_map_view_get_view (self);
  if (self->sketch)
    rs_sketch_snapshot (self->sketch, widget, snapshot, &view, &color, get_metric (self));
  if (gtk_widget_has_visible_focus (widget))
    append_cross (snapshot, &view, &color);
}

static gboolean
focus_cb (RsMapView *self)
{
  queue_overlay (self);
  return FALSE;
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
  g_clear_pointer (&self->sketch, rs_sketch_free);
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

  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, RS_TYPE_SESSION,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (RS_TYPE_MAP_TIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/roadstead/Roadstead/map-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RsMapView, overlay);
  gtk_widget_class_bind_template_child (widget_class, RsMapView, tip);
  gtk_widget_class_bind_template_child (widget_class, RsMapView, hint);
  gtk_widget_class_bind_template_child (widget_class, RsMapView, hint_label);
  gtk_widget_class_bind_template_child (widget_class, RsMapView, finish_button);
  gtk_widget_class_bind_template_child (widget_class, RsMapView, north_button);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_update_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_end_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);

  gtk_widget_class_install_action (widget_class, "map.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "map.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "map.fit", NULL, fit_action);
  gtk_widget_class_install_action (widget_class, "map.north-up", NULL, north_action);
  gtk_widget_class_install_action (widget_class, "map.finish", NULL, finish_action);
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
