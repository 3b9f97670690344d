/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/compat/button-names.h"
#include "app/compat/menu-names.h"
#include "app/dialogs/csv-dialog.h"
#include "app/dialogs/export-dialog.h"
#include "app/map/map-view.h"
#include "app/settings.h"
#include "app/timeline/timeline.h"
#include "app/window-private.h"
#include "config.h"

enum
{
  PROP_0,
  PROP_SHOW_SIDEBAR,
  PROP_SHOW_DETAILS,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RsWindow, rs_window, ADW_TYPE_APPLICATION_WINDOW)

RsWindow *
rs_window_new (RsApplication *application)
{
  return g_object_new (RS_TYPE_WINDOW, "application", application, NULL);
}

RsSession *
rs_window_get_session (RsWindow *self)
{
  return self->session;
}

const char *
rs_window_get_case_path (RsWindow *self)
{
  return self->case_path;
}

/* Toasts and pages */

void
rs_window_toast (RsWindow *self, const char *message, const char *button, const char *action,
                 GVariant *target)
{
  g_autofree char *markup = g_markup_escape_text (message, -1);
  AdwToast *toast = adw_toast_new (markup);

  if (action)
    {
      adw_toast_set_button_label (toast, button);
      adw_toast_set_action_name (toast, action);
      adw_toast_set_action_target_value (toast, target);
      adw_toast_set_timeout (toast, 8);
    }
  if (g_strcmp0 (action, "win.undo") == 0)
    {
      gboolean busy;

      /* An edit that is still being written will make the revision that is meant. */
      g_object_get (self->session, "busy", &busy, NULL);
      g_set_weak_pointer (&self->undo_toast, toast);
      self->undo_revision = busy ? 0 : rs_session_get_snapshot (self->session)->revision;
    }
  if (g_strcmp0 (action, "app.new") == 0)
    g_set_weak_pointer (&self->case_toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
rs_window_show_page (RsWindow *self, const char *name)
{
  gboolean is_case = g_str_equal (name, "case");
  GtkWidget *only_with_case[]
      = { self->sidebar_button, self->import_button, self->undo_box,        self->details_button,
          self->view_button,    self->export_button, self->incident_button, self->search_button };

  gtk_stack_set_visible_child_name (self->pages, name);
  if (!g_str_equal (name, "loading"))
    rs_loading_page_end (self->loading_page);
  for (guint i = 0; i < G_N_ELEMENTS (only_with_case); i++)
    gtk_widget_set_visible (only_with_case[i], is_case);
  rs_window_update_actions (self);
  rs_window_update_fullscreen (self);
}

void
rs_window_show_error (RsWindow *self, const char *title, const char *message)
{
  g_autofree char *markup = g_markup_escape_text (message, -1);

  adw_status_page_set_title (self->error_page, title);
  adw_status_page_set_description (self->error_page, markup);
  rs_window_show_page (self, "error");
}

void
rs_window_update_title (RsWindow *self)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  RsCase *document = rs_session_get_case (self->session);
  const char *reason = document ? rs_case_get_read_only_reason (document) : NULL;
  g_autofree char *base = self->case_path ? g_path_get_basename (self->case_path) : NULL;
  g_autofree char *read_only = NULL;

  if (!document)
    {
      adw_window_title_set_title (self->title, "Roadstead");
      adw_window_title_set_subtitle (self->title, "");
      gtk_window_set_title (GTK_WINDOW (self), "Roadstead");
    }
  else
    {
      const char *title = *snapshot->title ? snapshot->title : base;

      if (reason)
        /* Translators: below the title of a case: its file name */
        read_only = g_strdup_printf (_ ("%s, read-only"), base);
      adw_window_title_set_title (self->title, title);
      adw_window_title_set_subtitle (self->title, reason ? read_only : base);
      gtk_window_set_title (GTK_WINDOW (self), title);
    }
  gtk_label_set_text (self->read_only_label, reason ? reason : "");
  gtk_revealer_set_reveal_child (self->read_only_revealer, reason != NULL);
}

static void
set_button_tooltip (GtkWidget *button, const char *what, const char *label, const char *keys)
{
  g_autofree char *text = label ? g_strdup_printf ("%s: %s (%s)", what, label, keys)
                                : g_strdup_printf ("%s (%s)", what, keys);

  /* Asks the display server where the pointer is, so not for nothing. */
  if (g_strcmp0 (gtk_widget_get_tooltip_text (button), text) != 0)
    gtk_widget_set_tooltip_text (button, text);
}

static void
snapshot_changed_cb (RsWindow *self)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);

  /* By now its button would take back something else. */
  if (self->undo_revision == 0)
    self->undo_revision = snapshot->revision;
  if (self->undo_toast && snapshot->revision != self->undo_revision)
    adw_toast_dismiss (self->undo_toast);
  rs_window_update_title (self);
  set_button_tooltip (self->undo_button, _ ("Undo"), snapshot->undo_label, "Ctrl+Z");
  set_button_tooltip (self->redo_button, _ ("Redo"), snapshot->redo_label, "Ctrl+Shift+Z");
  rs_window_update_actions (self);
}

/* A note that was just drawn wants its text. */
static void
note_drawn_cb (RsWindow *self, gint64 id)
{
  rs_session_select_note (self->session, id);
  rs_window_set_panel_shown (self, RS_PANEL_RIGHT, TRUE);
  rs_details_focus (self->details);
}

static void
failed_cb (RsWindow *self, const char *message)
{
  rs_window_toast (self, message, NULL, NULL, NULL);
}

/* Import and drop */

void
rs_window_import (RsWindow *self, const char *const *paths)
{
  if (!paths || !paths[0])
    return;
  for (gsize i = 0; paths[i]; i++)
    if (g_str_has_suffix (paths[i], ".roadstead"))
      {
        GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));

        rs_application_open_case (RS_APPLICATION (application), paths[i]);
        return;
      }
  if (!rs_session_get_case (self->session))
    {
      g_strfreev (self->waiting_paths);
      self->waiting_paths = g_strdupv ((char **) paths);
      rs_window_toast (self, _ ("Make or open a case first; the data is imported into it."),
                       _ ("New Case…"), "app.new", NULL);
      return;
    }
  if (rs_case_get_read_only_reason (rs_session_get_case (self->session)))
    {
      rs_window_toast (self, rs_case_get_read_only_reason (rs_session_get_case (self->session)),
                       NULL, NULL, NULL);
      return;
    }
  if (rs_import_bar_is_running (self->import_bar))
    {
      rs_window_toast (self, _ ("Wait until the import under way is done."), NULL, NULL, NULL);
      return;
    }
  rs_window_set_panel_shown (self, RS_PANEL_RIGHT, TRUE);
  rs_details_show_import (self->details, paths);
}

/* Recent cases */

static void
update_recent (RsWindow *self)
{
  GList *infos = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  guint n = 0;

  g_menu_remove_all (self->recent_menu);
  for (GList *l = infos; l && n < 8; l = l->next)
    {
      GtkRecentInfo *info = l->data;
      g_autofree char *path = NULL;
      g_autofree char *label = NULL;
      g_autoptr (GMenuItem) item = NULL;

      if (!gtk_recent_info_has_group (info, "roadstead"))
        continue;
      path = g_filename_from_uri (gtk_recent_info_get_uri (info), NULL, NULL);
      if (!path)
        continue;
      label = g_filename_display_basename (path);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "app.open-file", "s", path);
      g_menu_append_item (self->recent_menu, item);
      n++;
    }
  if (n == 0)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ ("No recent cases"), "win.none");

      g_menu_append_item (self->recent_menu, item);
    }
  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);
}

/* GObject */

static gboolean
rs_window_close_request (GtkWindow *window)
{
  RsWindow *self = RS_WINDOW (window);

  self->closing = TRUE;
  rs_window_save_layout (self);
  g_cancellable_cancel (self->exporting);
  rs_window_drop_case (self);
  return GTK_WINDOW_CLASS (rs_window_parent_class)->close_request (window);
}

static void
rs_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RsWindow *self = RS_WINDOW (object);

  switch (id)
    {
    case PROP_SHOW_SIDEBAR:
      g_value_set_boolean (value, rs_window_get_panel_shown (self, RS_PANEL_LEFT));
      break;
    case PROP_SHOW_DETAILS:
      g_value_set_boolean (value, rs_window_get_panel_shown (self, RS_PANEL_RIGHT));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rs_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RsWindow *self = RS_WINDOW (object);

  switch (id)
    {
    case PROP_SHOW_SIDEBAR:
      rs_window_set_panel_shown (self, RS_PANEL_LEFT, g_value_get_boolean (value));
      break;
    case PROP_SHOW_DETAILS:
      rs_window_set_panel_shown (self, RS_PANEL_RIGHT, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rs_window_dispose (GObject *object)
{
  RsWindow *self = RS_WINDOW (object);

  g_clear_weak_pointer (&self->undo_toast);
  g_clear_weak_pointer (&self->case_toast);
  g_clear_handle_id (&self->resized_id, g_source_remove);
  if (self->place_id)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->place_id);
  self->place_id = 0;
  g_clear_handle_id (&self->drop_look_id, g_source_remove);
  rs_steps_stop (&self->page_steps);
  if (self->session)
    rs_window_drop_case (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RS_TYPE_WINDOW);
  for (guint i = 0; i < G_N_ELEMENTS (self->folds); i++)
    g_clear_object (&self->folds[i]);
  g_clear_object (&self->exporting);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->waiting_paths, g_strfreev);
  g_clear_object (&self->recent_menu);
  G_OBJECT_CLASS (rs_window_parent_class)->dispose (object);
}

static void
rs_window_class_init (RsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rs_window_dispose;
  object_class->get_property = rs_window_get_property;
  object_class->set_property = rs_window_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = rs_window_close_request;

  properties[PROP_SHOW_SIDEBAR] = g_param_spec_boolean (
      "show-sidebar", NULL, NULL, TRUE,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SHOW_DETAILS] = g_param_spec_boolean (
      "show-details", NULL, NULL, TRUE,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (RS_TYPE_START_PAGE);
  g_type_ensure (RS_TYPE_LOADING_PAGE);
  g_type_ensure (RS_TYPE_SIDEBAR);
  g_type_ensure (RS_TYPE_DETAILS);
  g_type_ensure (RS_TYPE_IMPORT_BAR);
  g_type_ensure (RS_TYPE_LIVE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/roadstead/Roadstead/window.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, RsWindow, child)
  BIND (toasts);
  BIND (drop_revealer);
  BIND (header_bar);
  BIND (title);
  BIND (open_button);
  BIND (sidebar_button);
  BIND (import_button);
  BIND (undo_box);
  BIND (undo_button);
  BIND (redo_button);
  BIND (menu_button);
  BIND (details_button);
  BIND (view_button);
  BIND (export_button);
  BIND (export_cancel);
  BIND (export_spinner);
  BIND (incident_button);
  BIND (search_button);
  BIND (pages);
  BIND (start_page);
  BIND (loading_page);
  BIND (error_page);
  BIND (read_only_revealer);
  BIND (read_only_label);
  BIND (outer_paned);
  BIND (inner_paned);
  BIND (sidebar);
  BIND (details);
  BIND (map_bin);
  BIND (timeline_bin);
  BIND (import_bar);
  BIND (live_bar);
#undef BIND
}

static void
rs_window_init (RsWindow *self)
{
  GApplication *application = g_application_get_default ();

  self->settings = RS_IS_APPLICATION (application)
                       ? g_object_ref (rs_application_get_settings (RS_APPLICATION (application)))
                       : rs_settings_new ();
  self->session = rs_session_new ();
  rs_settings_bind_session (self->settings, self->session);
  g_object_bind_property (adw_style_manager_get_default (), "dark", self->session, "dark",
                          G_BINDING_SYNC_CREATE);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->recent_menu = g_menu_new ();
  adw_split_button_set_menu_model (self->open_button, G_MENU_MODEL (self->recent_menu));
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed",
                           G_CALLBACK (update_recent), self, G_CONNECT_SWAPPED);
  update_recent (self);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_last_child (GTK_WIDGET (self->open_button))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Recent Cases"), -1);
  rs_menu_names_watch (adw_split_button_get_popover (self->open_button));
  rs_menu_names_watch (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->menu_button)));
  rs_menu_names_watch (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->view_button)));

  adw_bin_set_child (self->map_bin, rs_map_view_new (self->session));
  adw_bin_set_child (self->timeline_bin, rs_timeline_new (self->session));
  rs_sidebar_set_session (self->sidebar, self->session);
  rs_details_set_session (self->details, self->session, self->settings);
  rs_import_bar_set_session (self->import_bar, self->session);
  rs_details_set_import_bar (self->details, self->import_bar);

  g_signal_connect_object (self->session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "note-drawn", G_CALLBACK (note_drawn_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "context", G_CALLBACK (rs_window_show_context_menu), self,
                           G_CONNECT_SWAPPED);

  rs_window_install_file_drop (self);
  rs_window_init_layout (self);
  rs_window_install_actions (self);
  rs_csv_dialog_install_actions (self);
  rs_export_install_actions (self);
  rs_window_install_live_actions (self);
  rs_window_install_filter_actions (self);
  rs_window_add_keys (self);
  rs_button_names_mend (GTK_WIDGET (self));
  rs_window_show_page (self, "start");
  snapshot_changed_cb (self);
}
