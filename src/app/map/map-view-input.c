/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app/map/map-view-private.h"

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
        const RsEvent *event;

        /* The picture may still be of the snapshot before. */
        if ((guint) pick->event >= events->len)
          break;
        event = g_ptr_array_index (events, pick->event);
        rs_session_set_time (self->session, event->from_ms);
        if (event->vessel_id)
          rs_session_select_vessel (self->session, event->vessel_id);
        break;
      }
    case RS_PICK_PORT:
    case RS_PICK_PLACE:
    case RS_PICK_NONE:
    default:
      rs_session_select_vessel (self->session, 0);
      rs_session_select_incident (self->session, 0);
      rs_session_select_note (self->session, 0);
      break;
    }
}

void
rs_map_view_update_hover (RsMapView *self)
{
  RsPick pick = { .kind = RS_PICK_NONE };

  if (self->has_pointer && rs_session_get_tool (self->session) == RS_TOOL_NONE
      && self->grip == RS_GRIP_NONE)
    pick = rs_picture_layer_pick (self->picture, self->pointer_x, self->pointer_y);
  g_object_set (self->session, "hovered-vessel", pick.kind == RS_PICK_VESSEL ? pick.id : (gint64) 0,
                NULL);
  rs_map_tip_show (RS_MAP_TIP (self->tip), self->session, &pick, self->pointer_x, self->pointer_y);
  if (rs_session_get_tool (self->session) == RS_TOOL_NONE)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map),
                                     pick.kind == RS_PICK_NONE ? NULL : "pointer");
}

static void
open_context (RsMapView *self, double x, double y)
{
  RsPick pick = rs_picture_layer_pick (self->picture, x, y);
  RsMapContext context;

  context = (RsMapContext){
    .place = rs_map_view_place_at (self, x, y),
    .selected_vessel = rs_session_get_selected_vessel (self->session),
    .vessel_id = pick.kind == RS_PICK_VESSEL ? pick.id : 0,
    .incident_id = pick.kind == RS_PICK_INCIDENT ? pick.id : 0,
    .note_id = pick.kind == RS_PICK_NOTE ? pick.id : 0,
    .port = pick.kind == RS_PICK_PORT    ? pick.port
            : pick.kind == RS_PICK_PLACE ? pick.place->name
                                         : NULL,
    .widget = self,
    .x = x,
    .y = y,
  };
  if (pick.kind != RS_PICK_NONE && pick.kind != RS_PICK_PORT && pick.kind != RS_PICK_PLACE)
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
        rs_map_view_finish_sketch (self);
      else
        open_context (self, x, y);
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    }
}

/* The second press of a double click ends a shape. libshumate 1.0 would zoom on it whatever its
 * "zoom-on-double-click" says, so it is caught before. */
static void
pressed_above_cb (RsMapView *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  if (n_press < 2 || rs_session_get_tool (self->session) == RS_TOOL_NONE)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  rs_map_view_finish_sketch (self);
}

static void
released_cb (RsMapView *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  /* "released" comes after a drag too. */
  if (button != GDK_BUTTON_PRIMARY
      || hypot (x - self->press_x, y - self->press_y) > RS_CLICK_SLOP_PX)
    return;
  if (rs_session_get_tool (self->session) != RS_TOOL_NONE)
    {
      self->cross_leads = FALSE;
      rs_map_view_add_point (self, x, y);
      return;
    }
  if (n_press == 1)
    {
      RsPick pick = rs_picture_layer_pick (self->picture, x, y);
      GdkModifierType state
        = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

      /* A second vessel beside the selected one is held against it. */
      if ((state & GDK_CONTROL_MASK) && pick.kind == RS_PICK_VESSEL
          && rs_session_get_selected_vessel (self->session))
        rs_session_compare_with (self->session, pick.id);
      else
        select_pick (self, &pick);
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
      self->sketch->pointer = rs_map_view_get_point (self, x, y);
      rs_map_view_queue_overlay (self);
    }
  rs_map_view_update_hover (self);
}

static void
leave_cb (RsMapView *self, GtkEventControllerMotion *controller)
{
  self->has_pointer = FALSE;
  rs_map_tip_hide (RS_MAP_TIP (self->tip));
  g_object_set (self->session, "hovered-vessel", (gint64) 0, NULL);
  if (self->sketch)
    self->sketch->has_pointer = FALSE;
  rs_map_view_queue_overlay (self);
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
  /* The click does not get through to pressed_cb (). */
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->grip_from = rs_map_view_place_at (self, x, y);
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
  to = rs_map_view_place_at (self, x + dx, y + dy);
  rs_sketch_drag (self->sketch, self->grip, self->grip_from, to);
  self->grip_from = to;
  rs_map_view_queue_overlay (self);
}

static void
drag_end_cb (RsMapView *self, double dx, double dy, GtkGestureDrag *gesture)
{
  if (self->grip == RS_GRIP_NONE)
    return;
  self->grip = RS_GRIP_NONE;
  if (hypot (dx, dy) > RS_CLICK_SLOP_PX)
    rs_map_view_store_moved_note (self);
  else
    rs_map_view_reset_sketch (self);
}

/* Keys */

static void
pan_by_key (RsMapView *self, double dx, double dy)
{
  rs_viewport_pan (rs_map_view_get_viewport (self), dx, dy);
  self->cross_leads = TRUE;
}

/* Enter sets points at the cross and finishes where one already is. Who draws with the pointer has not looked
 * at the cross: it only finishes. */
static void
set_point_or_finish (RsMapView *self, double x, double y)
{
  guint n = self->sketch ? self->sketch->points->len : 0;

  if (n > 0)
    {
      RsLatLon here = rs_map_view_get_point (self, x, y);
      RsLatLon last = g_array_index (self->sketch->points, RsLatLon, n - 1);

      if (!self->cross_leads || (last.lat_deg == here.lat_deg && last.lon_deg == here.lon_deg))
        {
          rs_map_view_finish_sketch (self);
          return;
        }
    }
  self->cross_leads = TRUE;
  rs_map_view_add_point (self, x, y);
}

static gboolean
key_cb (RsMapView *self, guint key, guint code, GdkModifierType state, GtkEventController *controller)
{
  ShumateViewport *viewport = rs_map_view_get_viewport (self);
  RsView view = rs_map_view_get_view (self);
  double cx = view.width / 2, cy = view.height / 2;
  double step = state & GDK_SHIFT_MASK ? 240 : 60;
  RsTool tool = rs_session_get_tool (self->session);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
      pan_by_key (self, step, 0);
      break;
    case GDK_KEY_Right:
      pan_by_key (self, -step, 0);
      break;
    case GDK_KEY_Up:
      pan_by_key (self, 0, step);
      break;
    case GDK_KEY_Down:
      pan_by_key (self, 0, -step);
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
    /* With Shift: the small letter is the next event's, in the whole window. */
    case GDK_KEY_N:
      shumate_viewport_set_rotation (viewport, 0);
      break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (tool != RS_TOOL_NONE)
        set_point_or_finish (self, cx, cy);
      else
        {
          RsPick pick = rs_picture_layer_pick (self->picture, cx, cy);

          select_pick (self, &pick);
        }
      break;
    case GDK_KEY_BackSpace:
      if (tool == RS_TOOL_NONE || !self->sketch || !rs_sketch_remove_last (self->sketch))
        return GDK_EVENT_PROPAGATE;
      rs_map_view_update_finish_button (self);
      rs_map_view_queue_overlay (self);
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
  rs_map_view_queue_overlay (self);
  return GDK_EVENT_STOP;
}
void
rs_map_view_add_controllers (RsMapView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *above = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (above), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (above, "pressed", G_CALLBACK (pressed_above_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (above));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), motion);
}

void
rs_map_view_bind_input (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_update_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_end_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
}
