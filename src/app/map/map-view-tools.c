/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/map/map-view-private.h"
#include "app/text.h"
#include "drawing/pick.h"
#include "places/gazetteer.h"
#include "replay/position.h"

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
    case RS_TOOL_MEASURE:
      {
        RsSketch *sketch = rs_sketch_new (RS_NOTE_LINE);

        sketch->measures = TRUE;
        return sketch;
      }
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
      return _ ("Click the points of the line; double-click or press Enter to finish");
    case RS_TOOL_NOTE_POLYGON:
    case RS_TOOL_AREA:
      return _ ("Click the corners of the area; double-click or press Enter to finish");
    case RS_TOOL_NOTE_RING:
      return _ ("Click the centre of the ring, then a point on it");
    case RS_TOOL_MEASURE:
      return _ ("Click the points to measure between; ships, ports and pins catch them");
    case RS_TOOL_PLACE:
      return _ ("Click the place on the map");
    case RS_TOOL_NONE:
    default:
      return NULL;
    }
}

/* What was measured so far, for who does not see the map; it can be kept where notes can be written. */
static void
update_measure (RsMapView *self)
{
  RsCase *document = rs_session_get_case (self->session);
  g_autofree char *text
    = self->sketch ? rs_measure_describe (self->sketch, rs_map_view_get_metric (self)) : NULL;

  gtk_label_set_label (GTK_LABEL (self->hint_label), text ? text : hint_for_tool (RS_TOOL_MEASURE));
  gtk_widget_set_sensitive (self->keep_button, text && document
                                                 && !rs_case_get_read_only_reason (document));
}

void
rs_map_view_update_finish_button (RsMapView *self)
{
  RsTool tool = rs_session_get_tool (self->session);
  gboolean open_ended
      = tool == RS_TOOL_NOTE_LINE || tool == RS_TOOL_NOTE_POLYGON || tool == RS_TOOL_AREA;

  if (tool == RS_TOOL_MEASURE)
    update_measure (self);
  gtk_widget_set_visible (self->keep_button, tool == RS_TOOL_MEASURE);
  gtk_widget_set_visible (self->finish_button, open_ended);
  gtk_widget_set_sensitive (self->finish_button,
                            open_ended && self->sketch && rs_sketch_can_finish (self->sketch));
}

void
rs_map_view_reset_sketch (RsMapView *self)
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
  rs_map_view_update_finish_button (self);
  rs_map_view_queue_overlay (self);
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
store_new_note (RsMapView *self, const RsSketch *sketch, const GArray *points, const char *text)
{
  g_autoptr (RsNote) note = rs_note_new ();
  RsEdit *edit = rs_edit_new (summary_for_note (sketch->kind, TRUE));

  note->kind = sketch->kind;
  g_array_append_vals (note->points, points->data, points->len);
  note->radius_m = sketch->radius_m;
  note->color = 1;
  rs_set_string (&note->text, text);
  rs_edit_put_note (edit, note);
  rs_session_apply (self->session, edit, note_stored_cb, g_object_ref (self));
}

void
rs_map_view_store_moved_note (RsMapView *self)
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

void
rs_map_view_finish_sketch (RsMapView *self)
{
  RsTool tool = rs_session_get_tool (self->session);
  g_autoptr (RsSketch) sketch = NULL;

  if (!self->sketch || self->sketch->note_id || !rs_sketch_can_finish (self->sketch))
    return;
  if (tool == RS_TOOL_MEASURE)
    {
      self->sketch->is_done = TRUE;
      rs_map_view_queue_overlay (self);
      return;
    }
  sketch = g_steal_pointer (&self->sketch);
  if (tool == RS_TOOL_AREA)
    {
      rs_session_answer_area (self->session, sketch->points);
      return;
    }
  rs_session_set_tool (self->session, RS_TOOL_NONE);
  store_new_note (self, sketch, sketch->points, sketch->kind == RS_NOTE_TEXT ? _ ("Note") : "");
}

void
rs_map_view_keep_measure (RsMapView *self)
{
  g_autoptr (RsSketch) sketch = NULL;
  g_autoptr (GArray) line = NULL;
  g_autofree char *figures = NULL;

  if (rs_session_get_tool (self->session) != RS_TOOL_MEASURE || !self->sketch
      || !rs_sketch_can_finish (self->sketch))
    return;
  sketch = g_steal_pointer (&self->sketch);
  rs_session_set_tool (self->session, RS_TOOL_NONE);
  line = rs_measure_make_line (sketch);
  figures = rs_measure_list (sketch, rs_map_view_get_metric (self));
  store_new_note (self, sketch, line, figures);
}

RsLatLon
rs_map_view_get_point (RsMapView *self, double x, double y)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  RsLatLon place = rs_map_view_place_at (self, x, y);
  RsPick pick;

  if (rs_session_get_tool (self->session) != RS_TOOL_MEASURE)
    return place;
  pick = rs_picture_layer_pick (self->picture, x, y);
  if (pick.kind == RS_PICK_VESSEL && pick.fix < 0)
    {
      const RsTrack *track = rs_pick_get_track (&pick, snapshot);
      RsPosition position;

      if (track)
        {
          rs_position_at (track, rs_session_get_time (self->session), snapshot->gap_ms, NULL,
                          &position);
          if (position.presence != RS_PRESENCE_NONE)
            place = position.place;
        }
    }
  else if (pick.kind == RS_PICK_PORT)
    {
      const RsPort *port = rs_gazetteer_get (pick.port);

      if (port)
        place = port->place;
    }
  else if (pick.kind == RS_PICK_PLACE)
    {
      place = (RsLatLon){ rs_deg_from_e7 (pick.place->lat_e7), rs_deg_from_e7 (pick.place->lon_e7) };
    }
  else if (pick.kind == RS_PICK_INCIDENT)
    {
      const RsIncident *incident = rs_snapshot_get_incident (snapshot, pick.id);

      if (incident && incident->has_place)
        place = incident->place;
    }
  return place;
}

void
rs_map_view_add_point (RsMapView *self, double x, double y)
{
  RsLatLon place = rs_map_view_get_point (self, x, y);

  if (rs_session_get_tool (self->session) == RS_TOOL_PLACE)
    {
      rs_session_answer_place (self->session, &place);
      return;
    }
  if (self->sketch && self->sketch->is_done)
    rs_map_view_reset_sketch (self);
  if (!self->sketch)
    return;
  if (rs_sketch_add (self->sketch, place))
    rs_map_view_finish_sketch (self);
  else
    rs_map_view_update_finish_button (self);
  rs_map_view_queue_overlay (self);
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

void
rs_map_view_tool_changed (RsMapView *self)
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
  rs_map_view_reset_sketch (self);
}
void
rs_map_view_add_tool_action (RsMapView *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->tool_action = g_simple_action_new_stateful ("tool", G_VARIANT_TYPE_STRING,
                                                    g_variant_new_string ("none"));
  g_signal_connect (self->tool_action, "activate", G_CALLBACK (tool_activate_cb), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->tool_action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "maptool", G_ACTION_GROUP (group));
}
