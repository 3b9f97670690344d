/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window can be told to do: by its buttons and menus, by keys, and over D-Bus. */
#include <glib/gi18n.h>

#include "app/compat/file-chooser.h"
#include "app/map/map-view.h"
#include "app/text.h"
#include "app/timeline/timeline.h"
#include "app/typed-time.h"
#include "app/window-private.h"

static RsCase *
get_case (RsWindow *self)
{
  return rs_session_get_case (self->session);
}

/* Case */

static void
import_chosen_cb (const char *const *paths, gpointer user_data)
{
  rs_window_import (user_data, paths);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const RsFileFilter filters[]
      = { { N_ ("AIS Data, Tracks and Lists"),
            "nmea;ais;aivdm;nm4;txt;log;csv;tsv;json;jsonl;ndjson;geojson;gpx;kml;kmz;gz;bz2;xz;zst;Z;zip" },
          { NULL } };
  RsWindow *self = user_data;

  rs_file_chooser_open_many (GTK_WINDOW (self), self->settings, _ ("Import AIS Data"), filters,
                             import_chosen_cb, self);
}

static void
import_files_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autofree const char **paths = g_variant_get_strv (parameter, NULL);

  rs_window_import (user_data, paths);
}

static void
start_import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_details_start_import (RS_WINDOW (user_data)->details);
}

static void
cancel_import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_import_bar_cancel (RS_WINDOW (user_data)->import_bar);
}

static void
copy_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  RsCase *document = g_object_get_data (G_OBJECT (task), "case");
  GError *error = NULL;

  if (rs_case_save_copy (document, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
copied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsWindow *self = RS_WINDOW (object);
  const char *path = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *message = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      message = g_strdup_printf (_ ("Saved a copy as “%s”"), base);
      rs_window_toast (self, message, _ ("Open It"), "app.open-file", g_variant_new_string (path));
    }
  else
    {
      message = g_strdup_printf (_ ("The copy was not saved: %s"), error->message);
      rs_window_toast (self, message, NULL, NULL, NULL);
    }
}

static void
save_copy (RsWindow *self, const char *path)
{
  g_autoptr (GTask) task = NULL;

  if (!get_case (self))
    return;
  rs_details_flush (self->details);
  task = g_task_new (self, NULL, copied_cb, NULL);
  g_task_set_source_tag (task, save_copy);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_object_set_data_full (G_OBJECT (task), "case", g_object_ref (get_case (self)), g_object_unref);
  g_task_run_in_thread (task, copy_thread);
}

static void
copy_chosen_cb (const char *path, gpointer user_data)
{
  if (path)
    save_copy (user_data, path);
}

static void
save_copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const RsFileFilter filters[] = { { N_ ("Roadstead Cases"), "roadstead" }, { NULL } };
  RsWindow *self = user_data;
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;

  if (!self->case_path)
    return;
  base = g_path_get_basename (self->case_path);
  if (g_str_has_suffix (base, ".roadstead"))
    base[strlen (base) - strlen (".roadstead")] = '\0';
  /* Translators: proposed file name of a copy; %s is the name without its ending */
  name = g_strdup_printf (_ ("%s (copy).roadstead"), base);
  rs_file_chooser_save (GTK_WINDOW (self), self->settings, _ ("Save a Copy"), name, filters,
                        copy_chosen_cb, self);
}

static void
save_copy_to_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  save_copy (user_data, g_variant_get_string (parameter, NULL));
}

static void
close_case_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_window_close_case (user_data);
}

/* Edits */

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;

  /* What is being typed is an edit, too: it is what undo takes back first. */
  rs_details_flush (self->details);
  rs_session_undo (self->session);
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_session_redo (RS_WINDOW (user_data)->session);
}

/* Selection */

static void
select_vessel_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_session_select_vessel (RS_WINDOW (user_data)->session, g_variant_get_int64 (parameter));
}

static void
select_incident_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_session_select_incident (RS_WINDOW (user_data)->session, g_variant_get_int64 (parameter));
}

static void
select_note_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_session_select_note (RS_WINDOW (user_data)->session, g_variant_get_int64 (parameter));
}

static void
deselect_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;

  rs_session_select_vessel (self->session, 0);
  rs_session_select_incident (self->session, 0);
  rs_session_select_note (self->session, 0);
  rs_details_show_overview (self->details);
}

static void
zoom_to_vessel_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_session_zoom_to_vessel (RS_WINDOW (user_data)->session, g_variant_get_int64 (parameter));
}

static void
zoom_to_incident_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;
  const RsIncident *incident = rs_snapshot_get_incident (rs_session_get_snapshot (self->session),
                                                         g_variant_get_int64 (parameter));

  if (!incident)
    return;
  if (incident->from_ms != RS_TIME_NONE)
    rs_session_set_time (self->session, incident->from_ms);
  rs_session_zoom_to_incident (self->session, incident->id);
}

static void
zoom_to_selected_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;

  if (rs_session_get_selected_vessel (self->session))
    rs_session_zoom_to_vessel (self->session, rs_session_get_selected_vessel (self->session));
  else if (rs_session_get_selected_incident (self->session))
    rs_session_zoom_to_incident (self->session,
                                 rs_session_get_selected_incident (self->session));
}

static void
toggle_vessel_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;
  gint64 id = g_variant_get_int64 (parameter);

  rs_session_set_hidden (self->session, id, !rs_session_is_hidden (self->session, id));
}

static void
show_only_vessel_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_session_show_only (RS_WINDOW (user_data)->session, g_variant_get_int64 (parameter));
}

static void
show_all_vessels_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_session_show_all (RS_WINDOW (user_data)->session);
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;

  rs_window_set_panel_shown (self, RS_PANEL_LEFT, TRUE);
  rs_sidebar_focus_search (self->sidebar);
}

static void
search_for_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_sidebar_search (RS_WINDOW (user_data)->sidebar, g_variant_get_string (parameter, NULL));
}

static void
show_list_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;

  rs_window_set_panel_shown (self, RS_PANEL_LEFT, TRUE);
  rs_sidebar_show_list (self->sidebar, g_variant_get_string (parameter, NULL));
}

static void
show_page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;

  if (g_str_equal (g_variant_get_string (parameter, NULL), "import"))
    rs_details_show_import_result (self->details);
  else
    rs_details_show_overview (self->details);
  rs_window_set_panel_shown (self, RS_PANEL_RIGHT, TRUE);
}

static void
show_rejects_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;

  rs_details_show_rejects (self->details, g_variant_get_int64 (parameter), NULL);
  rs_window_set_panel_shown (self, RS_PANEL_RIGHT, TRUE);
}

static void
show_import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;

  rs_details_show_import_record (self->details, g_variant_get_int64 (parameter));
  rs_window_set_panel_shown (self, RS_PANEL_RIGHT, TRUE);
}

/* An import, 0 for all, and what its rows are counted by. */
static void
show_rejects_for_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;
  gint64 import_id;
  const char *reason;

  g_variant_get (parameter, "(x&s)", &import_id, &reason);
  rs_details_show_rejects (self->details, import_id, reason);
  rs_window_set_panel_shown (self, RS_PANEL_RIGHT, TRUE);
}

/* Selects the first vessel and holds it against the second. */
static void
compare_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;
  gint64 own, other;

  g_variant_get (parameter, "(xx)", &own, &other);
  if (!rs_snapshot_get_vessel (rs_session_get_snapshot (self->session), own))
    return;
  rs_session_select_vessel (self->session, own);
  rs_session_compare_with (self->session, other);
  rs_window_set_panel_shown (self, RS_PANEL_RIGHT, TRUE);
}

/* "LAT,LON" */
static void
when_here_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;
  RsLatLon place;

  if (!rs_lat_lon_parse (g_variant_get_string (parameter, NULL), &place))
    return;
  rs_details_show_visits (self->details, place, rs_session_get_selected_vessel (self->session));
  rs_window_set_panel_shown (self, RS_PANEL_RIGHT, TRUE);
}

/* An import, 0 for all, and RsFixFlags. */
static void
show_flagged_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;
  gint64 import_id;
  guint32 flags;

  g_variant_get (parameter, "(xu)", &import_id, &flags);
  if ((flags & RS_FIX_FLAGS_MASK) == 0)
    return;
  rs_details_show_flagged (self->details, import_id, flags & RS_FIX_FLAGS_MASK);
  rs_window_set_panel_shown (self, RS_PANEL_RIGHT, TRUE);
}

static void
show_event_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;

  rs_details_show_event (self->details, g_variant_get_uint32 (parameter));
  rs_window_set_panel_shown (self, RS_PANEL_RIGHT, TRUE);
}

/* Time */

static void
step_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_session_step (RS_WINDOW (user_data)->session, g_variant_get_int32 (parameter));
}

static void
step_event_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_session_step_event (RS_WINDOW (user_data)->session, g_variant_get_int32 (parameter));
}

static void
faster_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsSession *session = RS_WINDOW (user_data)->session;

  rs_session_set_speed (session, rs_speed_faster (rs_session_get_speed (session)));
}

static void
slower_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsSession *session = RS_WINDOW (user_data)->session;

  rs_session_set_speed (session, rs_speed_slower (rs_session_get_speed (session)));
}

static void
set_speed_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  double speed = g_variant_get_double (parameter);

  if (speed >= RS_SPEED_MIN && speed <= RS_SPEED_MAX)
    rs_session_set_speed (RS_WINDOW (user_data)->session, speed);
}

static void
go_to_time_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;
  g_autofree char *message = NULL;
  gint64 t_ms;

  if (rs_typed_time_parse (self->session, g_variant_get_string (parameter, NULL), &t_ms, &message))
    {
      rs_session_set_time (self->session, t_ms);
      message = rs_typed_time_dup_outside (self->session, t_ms);
    }
  if (message)
    rs_window_toast (self, message, NULL, NULL, NULL);
}

/* "FROM/TO", as ISO 8601 writes an interval. */
static void
set_span_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;
  g_auto (GStrv) ends = g_strsplit (g_variant_get_string (parameter, NULL), "/", -1);
  gint64 from_ms, to_ms;

  if (g_strv_length (ends) == 2 && rs_typed_time_parse (self->session, ends[0], &from_ms, NULL)
      && rs_typed_time_parse (self->session, ends[1], &to_ms, NULL))
    rs_session_set_span (self->session, from_ms, to_ms);
}

static void
clear_span_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_session_set_span (RS_WINDOW (user_data)->session, RS_TIME_NONE, RS_TIME_NONE);
}

static void
ask_time_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_timeline_ask_time (RS_TIMELINE (adw_bin_get_child (RS_WINDOW (user_data)->timeline_bin)));
}

static void
go_to_start_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsSession *session = RS_WINDOW (user_data)->session;

  rs_session_set_time (session, rs_session_get_snapshot (session)->from_ms);
}

static void
go_to_end_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsSession *session = RS_WINDOW (user_data)->session;

  rs_session_set_time (session, rs_session_get_snapshot (session)->to_ms);
}

/* View */

static void
fit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_session_fit_case (RS_WINDOW (user_data)->session);
}

static void
center_on_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsLatLon place;

  if (rs_lat_lon_parse (g_variant_get_string (parameter, NULL), &place))
    rs_session_center_on (RS_WINDOW (user_data)->session, place);
}

/* Takes the measuring tool, or puts it away. */
static void
measure_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsSession *session = RS_WINDOW (user_data)->session;

  rs_session_set_tool (session, rs_session_get_tool (session) == RS_TOOL_MEASURE ? RS_TOOL_NONE
                                                                                 : RS_TOOL_MEASURE);
}

static void
menu_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (RS_WINDOW (user_data)->menu_button));
}

static const struct
{
  const char *name;
  RsShow flag;
} show_actions[] = {
  { "show-graticule", RS_SHOW_GRATICULE }, { "show-names", RS_SHOW_NAMES },
  { "show-ports", RS_SHOW_PORTS },         { "show-tracks", RS_SHOW_TRACKS },
  { "show-directions", RS_SHOW_DIRECTIONS }, { "show-trails", RS_SHOW_TRAILS },
  { "show-labels", RS_SHOW_LABELS },       { "show-events", RS_SHOW_EVENTS },
  { "show-incidents", RS_SHOW_INCIDENTS }, { "show-notes", RS_SHOW_NOTES },
  { "show-legend", RS_SHOW_LEGEND },     { "show-suspects", RS_SHOW_SUSPECTS },
  { "show-heat", RS_SHOW_HEAT },
};

static void
show_change_state_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  RsWindow *self = user_data;
  guint show = rs_session_get_show (self->session);

  for (guint i = 0; i < G_N_ELEMENTS (show_actions); i++)
    if (g_str_equal (show_actions[i].name, g_action_get_name (G_ACTION (action))))
      rs_session_set_show (self->session, g_variant_get_boolean (value)
                                              ? show | show_actions[i].flag
                                              : show & ~(guint) show_actions[i].flag);
}

static void
show_changed_cb (RsWindow *self)
{
  guint show = rs_session_get_show (self->session);

  for (guint i = 0; i < G_N_ELEMENTS (show_actions); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), show_actions[i].name);

      g_simple_action_set_state (
          G_SIMPLE_ACTION (action),
          g_variant_new_boolean ((show & (guint) show_actions[i].flag) != 0));
    }
}

static const GActionEntry entries[] = {
  { "import", import_cb },
  { "import-files", import_files_cb, "as" },
  { "start-import", start_import_cb },
  { "cancel-import", cancel_import_cb },
  { "save-copy", save_copy_cb },
  { "save-copy-to", save_copy_to_cb, "s" },
  { "close-case", close_case_cb },
  { "undo", undo_cb },
  { "redo", redo_cb },
  { "select-vessel", select_vessel_cb, "x" },
  { "select-incident", select_incident_cb, "x" },
  { "select-note", select_note_cb, "x" },
  { "deselect", deselect_cb },
  { "zoom-to-vessel", zoom_to_vessel_cb, "x" },
  { "zoom-to-incident", zoom_to_incident_cb, "x" },
  { "zoom-to-selected", zoom_to_selected_cb },
  { "toggle-vessel", toggle_vessel_cb, "x" },
  { "show-only-vessel", show_only_vessel_cb, "x" },
  { "show-all-vessels", show_all_vessels_cb },
  { "search", search_cb },
  { "search-for", search_for_cb, "s" },
  { "show-list", show_list_cb, "s" },
  { "show-page", show_page_cb, "s" },
  { "show-event", show_event_cb, "u" },
  { "compare", compare_cb, "(xx)" },
  { "when-here", when_here_cb, "s" },
  { "show-import", show_import_cb, "x" },
  { "show-rejects", show_rejects_cb, "x" },
  { "show-rejects-for", show_rejects_for_cb, "(xs)" },
  { "show-flagged", show_flagged_cb, "(xu)" },
  { "step", step_cb, "i" },
  { "step-event", step_event_cb, "i" },
  { "faster", faster_cb },
  { "slower", slower_cb },
  { "set-speed", set_speed_cb, "d" },
  { "go-to-time", go_to_time_cb, "s" },
  { "ask-time", ask_time_cb },
  { "set-span", set_span_cb, "s" },
  { "clear-span", clear_span_cb },
  { "go-to-start", go_to_start_cb },
  { "go-to-end", go_to_end_cb },
  { "fit", fit_cb },
  { "center-on", center_on_cb, "s" },
  { "measure", measure_cb },
  { "menu", menu_cb },
};

/* Actions that make no sense without a case; those that write it need it writable, too. */
static const char *const case_actions[] = {
  "export", "export-to", "save-copy", "save-copy-to", "close-case", "search", "fit", "play",
  "show-sidebar", "show-details", "deselect", "measure", "ask-time", "set-span", "clear-span",
  "compare", "when-here", "show-source", "save-attachment-to",
};
static const char *const write_actions[] = {
  "import", "import-files", "import-columns", "import-columns-of", "listen", "listen-to", "add-incident", "add-incident-at",
  "add-incident-vessel", "add-incident-event", "attach",
  "delete-selected", "delete-incident", "delete-note", "tool",
};

static void
set_enabled (RsWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (G_IS_SIMPLE_ACTION (action))
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
rs_window_update_actions (RsWindow *self)
{
  RsCase *document = get_case (self);
  gboolean writable = document && !rs_case_get_read_only_reason (document);
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  const char *page = gtk_stack_get_visible_child_name (self->pages);

  for (guint i = 0; i < G_N_ELEMENTS (case_actions); i++)
    set_enabled (self, case_actions[i], document != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (write_actions); i++)
    set_enabled (self, write_actions[i], writable);
  set_enabled (self, "undo", writable && snapshot->undo_label);
  set_enabled (self, "redo", writable && snapshot->redo_label);
  set_enabled (self, "close-case", g_strcmp0 (page, "start") != 0);
}

static gboolean
has_selection (RsSession *session)
{
  return rs_session_get_selected_vessel (session) || rs_session_get_selected_incident (session)
         || rs_session_get_selected_note (session);
}

static void
escape_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;

  if (rs_session_get_tool (self->session) != RS_TOOL_NONE)
    rs_session_set_tool (self->session, RS_TOOL_NONE);
  else if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
    gtk_window_unfullscreen (GTK_WINDOW (self));
  else if (!has_selection (self->session) && rs_session_get_span (self->session, NULL, NULL))
    rs_session_set_span (self->session, RS_TIME_NONE, RS_TIME_NONE);
  else
    g_action_group_activate_action (G_ACTION_GROUP (self), "deselect", NULL);
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *text = g_variant_get_string (parameter, NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (user_data)), text);
  rs_window_toast (user_data, _ ("Copied"), NULL, NULL, NULL);
}

static void
add_property_action (RsWindow *self, const char *name, gpointer object, const char *property)
{
  g_autoptr (GPropertyAction) action = g_property_action_new (name, object, property);

  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

static GtkWidget *
get_pace_label (RsWindow *self)
{
  return rs_map_view_get_pace_label (RS_MAP_VIEW (adw_bin_get_child (self->map_bin)));
}

void
rs_window_install_actions (RsWindow *self)
{
  static const GActionEntry more[] = {
    { "escape", escape_cb },
    { "copy", copy_cb, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), more, G_N_ELEMENTS (more), self);
  rs_window_install_record_actions (self);
  for (guint i = 0; i < G_N_ELEMENTS (show_actions); i++)
    {
      g_autoptr (GSimpleAction) action
          = g_simple_action_new_stateful (show_actions[i].name, NULL,
                                          g_variant_new_boolean (FALSE));

      g_signal_connect (action, "change-state", G_CALLBACK (show_change_state_cb), self);
      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }
  add_property_action (self, "play", self->session, "playing");
  add_property_action (self, "loop", self->session, "loop");
  add_property_action (self, "skip-idle", self->session, "skip-idle");
  add_property_action (self, "tool", self->session, "tool");
  add_property_action (self, "base-map", self->session, "base-map");
  add_property_action (self, "seamarks", self->session, "seamarks");
  add_property_action (self, "colour-by", self->session, "colour-by");
  add_property_action (self, "track-width", self->session, "track-width");
  add_property_action (self, "track-opacity", self->session, "track-opacity");
  add_property_action (self, "show-charts", self->session, "show-charts");
  add_property_action (self, "show-pace", get_pace_label (self), "visible");
  add_property_action (self, "pace", get_pace_label (self), "figures");
  add_property_action (self, "show-sidebar", self, "show-sidebar");
  add_property_action (self, "show-details", self, "show-details");
  add_property_action (self, "fullscreen", self, "fullscreened");
  g_signal_connect_object (self->session, "notify::show", G_CALLBACK (show_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_changed_cb (self);
}
