/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands that write records of the case: incidents, notes, attachments. */
#include <glib/gi18n.h>

#include "app/text.h"
#include "app/window-private.h"
#include "drawing/event-title.h"
#include "replay/position.h"

static void
incident_added_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RsWindow) self = user_data;
  g_autoptr (RsEdit) edit = rs_session_apply_finish (RS_SESSION (object), result, NULL);

  if (!edit || !self->session)
    return;
  rs_session_select_incident (self->session, rs_edit_get_id (edit, 0));
  rs_window_set_panel_shown (self, RS_PANEL_RIGHT, TRUE);
  rs_details_focus (self->details);
}

static void
add_incident (RsWindow *self, const RsLatLon *place, gint64 vessel_id)
{
  g_autoptr (RsIncident) incident = NULL;
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  const RsVessel *vessel = vessel_id ? rs_snapshot_get_vessel (snapshot, vessel_id) : NULL;
  gint64 t_ms = rs_session_get_time (self->session);
  RsEdit *edit;

  if (!rs_session_get_case (self->session))
    return;
  incident = rs_incident_new ();
  rs_set_string (&incident->title, _ ("New incident"));
  incident->kind = RS_INCIDENT_OTHER;
  incident->from_ms = incident->to_ms = t_ms;
  if (vessel)
    g_array_append_val (incident->vessel_ids, vessel_id);
  if (place)
    {
      incident->has_place = TRUE;
      incident->place = *place;
    }
  else if (vessel && t_ms != RS_TIME_NONE)
    {
      const RsTrack *track = rs_snapshot_get_track (snapshot, vessel_id);
      RsPosition position;

      rs_position_at (track, t_ms, snapshot->gap_ms, NULL, &position);
      incident->has_place = position.presence != RS_PRESENCE_NONE;
      incident->place = position.place;
    }
  edit = rs_edit_new (_ ("Add an incident"));
  rs_edit_put_incident (edit, incident);
  rs_session_apply (self->session, edit, incident_added_cb, g_object_ref (self));
}

static void
add_incident_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;

  add_incident (self, NULL, rs_session_get_selected_vessel (self->session));
}

/* "LAT,LON" */
static void
add_incident_at_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsLatLon place;

  if (rs_lat_lon_parse (g_variant_get_string (parameter, NULL), &place))
    add_incident (user_data, &place, 0);
}

static void
add_incident_vessel_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  add_incident (user_data, NULL, g_variant_get_int64 (parameter));
}

/* A finding of the program becomes one of the analyst. */
static void
add_incident_event_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  guint index = g_variant_get_uint32 (parameter);
  g_autoptr (RsIncident) incident = NULL;
  const RsEvent *event;
  RsEdit *edit;
  guint lang = 0;

  if (index >= snapshot->events->len)
    return;
  g_object_get (self->session, "lang", &lang, NULL);
  event = g_ptr_array_index (snapshot->events, index);
  incident = rs_incident_new ();
  g_free (incident->title);
  incident->title = rs_event_dup_title (event, (RsLang) lang);
  rs_set_string (&incident->narrative, event->detail);
  incident->kind = event->kind == RS_EVENT_PORT_CALL ? RS_INCIDENT_PORT_CALL
                   : event->kind == RS_EVENT_GAP     ? RS_INCIDENT_GAP
                                                     : RS_INCIDENT_OTHER;
  incident->from_ms = event->from_ms;
  incident->to_ms = event->to_ms;
  incident->has_place = event->has_place;
  incident->place = event->place;
  if (event->vessel_id)
    g_array_append_val (incident->vessel_ids, event->vessel_id);
  if (*event->port)
    g_ptr_array_add (incident->ports, g_strdup (event->port));
  if (*event->to_port && !g_str_equal (event->to_port, event->port))
    g_ptr_array_add (incident->ports, g_strdup (event->to_port));
  if (event->source_id)
    g_array_append_val (incident->source_ids, event->source_id);
  edit = rs_edit_new (_ ("Add an incident from an event"));
  rs_edit_put_incident (edit, incident);
  rs_session_apply (self->session, edit, incident_added_cb, g_object_ref (self));
}

static void
delete_record (RsWindow *self, RsRecordKind kind, gint64 id)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  g_autofree char *summary = NULL;
  RsEdit *edit;

  if (kind == RS_RECORD_INCIDENT)
    {
      const RsIncident *incident = rs_snapshot_get_incident (snapshot, id);

      if (!incident)
        return;
      /* Translators: an entry of the history; %s is the incident's title */
      summary = g_strdup_printf (_ ("Delete incident “%s”"), incident->title);
    }
  else
    {
      if (!rs_snapshot_get_note (snapshot, id))
        return;
      summary = g_strdup (_ ("Delete a map note"));
    }
  edit = rs_edit_new (summary);
  rs_edit_delete (edit, kind, id);
  rs_session_apply (self->session, edit, NULL, NULL);
  rs_window_toast (self,
                   kind == RS_RECORD_INCIDENT ? _ ("Incident deleted") : _ ("Map note deleted"),
                   _ ("Undo"), "win.undo", NULL);
}

static void
delete_selected_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;
  gint64 incident = rs_session_get_selected_incident (self->session);
  gint64 note = rs_session_get_selected_note (self->session);

  if (incident)
    delete_record (self, RS_RECORD_INCIDENT, incident);
  else if (note)
    delete_record (self, RS_RECORD_NOTE, note);
}

static void
delete_incident_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  delete_record (user_data, RS_RECORD_INCIDENT, g_variant_get_int64 (parameter));
}

static void
delete_note_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  delete_record (user_data, RS_RECORD_NOTE, g_variant_get_int64 (parameter));
}

static void
attach_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_details_attach (RS_WINDOW (user_data)->details, g_variant_get_string (parameter, NULL));
}

static void
save_attachment_to_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *text = g_variant_get_string (parameter, NULL);
  const char *path = strstr (text, "::");
  gint64 id = g_ascii_strtoll (text, NULL, 10);

  if (path && id > 0)
    rs_details_save_attachment (RS_WINDOW (user_data)->details, id, path + strlen ("::"));
}

/* Something was deleted: says what, and offers to take it back. */
static void
announce_deletion_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_window_toast (user_data, g_variant_get_string (parameter, NULL), _ ("Undo"), "win.undo",
                   NULL);
}

static void
tell_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_window_toast (user_data, g_variant_get_string (parameter, NULL), NULL, NULL, NULL);
}

void
rs_window_install_record_actions (RsWindow *self)
{
  static const GActionEntry entries[] = {
    { "add-incident", add_incident_cb },
    { "add-incident-at", add_incident_at_cb, "s" },
    { "add-incident-vessel", add_incident_vessel_cb, "x" },
    { "add-incident-event", add_incident_event_cb, "u" },
    { "delete-selected", delete_selected_cb },
    { "delete-incident", delete_incident_cb, "x" },
    { "delete-note", delete_note_cb, "x" },
    { "attach", attach_cb, "s" },
    { "save-attachment-to", save_attachment_to_cb, "s" },
    { "announce-deletion", announce_deletion_cb, "s" },
    { "tell", tell_cb, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
