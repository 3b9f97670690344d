/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/dialogs/export-dialog.h"

#include <glib/gi18n.h>

#include "app/compat/file-chooser.h"
#include "app/map/map-view.h"
#include "app/text.h"
#include "app/window-private.h"
#include "app/widgets/dialog-frame.h"
#include "app/widgets/page.h"
#include "export/export.h"

static const struct
{
  const char *format; /* rs_export_write_file () */
  const char *ending;
  const char *label;
  const char *what;
} formats[] = {
  { "pdf", ".pdf", N_ ("Report as PDF"),
    N_ ("Incidents with map, vessels, claims and denials, sources and hashes, to print or send") },
  { "html", ".html", N_ ("Report as a web page"),
    N_ ("The same report in one HTML file that needs nothing else") },
  { "md", ".md", N_ ("Report as Markdown"), N_ ("The same report as plain text") },
  { "kml", ".kml", N_ ("KML for Google Earth"),
    N_ ("Tracks with times, incidents and notes") },
  { "kmz", ".kmz", N_ ("KMZ for Google Earth"), N_ ("The same, compressed") },
  { "geojson", ".geojson", N_ ("GeoJSON"), N_ ("For geographic information systems and the web") },
  { "gpx", ".gpx", N_ ("GPX"), N_ ("Tracks for chart plotters") },
  { "csv", ".csv", N_ ("CSV"), N_ ("Every position as a row, with its provenance") },
  { "picture", ".png", N_ ("Map picture, PNG"), N_ ("What the map shows now, in pixels") },
  { "picture", ".svg", N_ ("Map picture, SVG"), N_ ("What the map shows now, in lines, to edit") },
  { "picture", ".pdf", N_ ("Map picture, PDF"), N_ ("What the map shows now, in lines, to print") },
};

/* Writing */

typedef struct
{
  RsSnapshot *snapshot;
  char *format;
  char *path;
  guint64 n_left_out; /* rs_export_count_left_out () */
  GArray *vessel_ids;   /* of gint64; NULL: all */
  GArray *incident_ids; /* of gint64; NULL: all */
  GTimeZone *zone;
  char *zone_label;
  guint lang;
  /* Only for a picture: a copy of the session's frame that owns what it points to. */
  RsFrame frame;
  GHashTable *hidden;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  rs_snapshot_unref (job->snapshot);
  g_free (job->format);
  g_free (job->path);
  g_clear_pointer (&job->vessel_ids, g_array_unref);
  g_clear_pointer (&job->incident_ids, g_array_unref);
  g_clear_pointer (&job->zone, g_time_zone_unref);
  g_free (job->zone_label);
  g_clear_pointer (&job->hidden, g_hash_table_unref);
  g_free (job);
}

/* Allocated even while it is empty: NULL would stand for all. */
static GArray *
new_ids (void)
{
  return g_array_sized_new (FALSE, FALSE, sizeof (gint64), 1);
}

static void
set_scope (Job *job, RsSession *session, RsExportScope scope)
{
  gint64 vessel = rs_session_get_selected_vessel (session);
  const RsIncident *incident
      = rs_snapshot_get_incident (job->snapshot, rs_session_get_selected_incident (session));

  if (scope == RS_EXPORT_SCOPE_SHOWN)
    {
      job->vessel_ids = new_ids ();
      for (guint i = 0; i < job->snapshot->vessels->len; i++)
        {
          const RsVessel *shown = g_ptr_array_index (job->snapshot->vessels, i);

          if (!g_hash_table_contains (rs_session_get_masked (session), &shown->id))
            g_array_append_val (job->vessel_ids, shown->id);
        }
    }
  else if (scope == RS_EXPORT_SCOPE_SELECTED && incident)
    {
      job->incident_ids = new_ids ();
      g_array_append_val (job->incident_ids, incident->id);
      job->vessel_ids = new_ids ();
      g_array_append_vals (job->vessel_ids, incident->vessel_ids->data, incident->vessel_ids->len);
    }
  else if (scope == RS_EXPORT_SCOPE_SELECTED && vessel)
    {
      job->vessel_ids = new_ids ();
      g_array_append_val (job->vessel_ids, vessel);
      job->incident_ids = new_ids ();
      for (guint i = 0; i < job->snapshot->incidents->len; i++)
        {
          const RsIncident *each = g_ptr_array_index (job->snapshot->incidents, i);

          for (guint k = 0; k < each->vessel_ids->len; k++)
            if (g_array_index (each->vessel_ids, gint64, k) == vessel)
              g_array_append_val (job->incident_ids, each->id);
        }
    }
}

static void
set_frame (Job *job, RsWindow *window)
{
  GtkWidget *map = adw_bin_get_child (window->map_bin);

  rs_session_fill_frame (window->session, &job->frame);
  job->frame.view = rs_map_view_get_view (RS_MAP_VIEW (map));
  /* A picture stands alone: it is drawn finely, with its legend, without what is just pointed at. */
  job->frame.view.scale = 2;
  job->frame.show |= RS_SHOW_BASE | RS_SHOW_CLOCK | RS_SHOW_LEGEND | RS_SHOW_SCALE;
  job->frame.hovered_vessel = 0;
  job->frame.attribution = NULL;
  job->hidden = job->frame.hidden ? g_hash_table_ref (job->frame.hidden) : NULL;
  job->frame.zone = job->zone;
  job->frame.zone_label = job->zone_label;
}

static gboolean
run_job (Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (RsAtlas) atlas = rs_atlas_open_default (error);
  RsExportOptions options;
  RsExportFormat format;

  if (!atlas)
    return FALSE;
  rs_export_options_init (&options);
  options.vessel_ids = job->vessel_ids ? (const gint64 *) (gpointer) job->vessel_ids->data : NULL;
  options.n_vessels = job->vessel_ids ? job->vessel_ids->len : 0;
  options.incident_ids
      = job->incident_ids ? (const gint64 *) (gpointer) job->incident_ids->data : NULL;
  options.n_incidents = job->incident_ids ? job->incident_ids->len : 0;
  options.zone = job->zone;
  options.zone_label = job->zone_label;
  options.lang = job->lang;
  options.now_ms = g_get_real_time () / 1000;

  if (g_str_equal (job->format, "picture"))
    return rs_export_picture (job->snapshot, &job->frame, atlas, job->path, cancellable, error);
  if (rs_export_format_from_string (job->format, &format))
    {
      job->n_left_out = rs_export_count_left_out (job->snapshot, format, &options);
      return rs_export_write (job->snapshot, format, &options, atlas, job->path, cancellable, error);
    }
  g_set_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_FORMAT, _ ("There is no format “%s”."),
               job->format);
  return FALSE;
}

static void
export_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (run_job (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
update_cancel (RsWindow *window)
{
  gboolean exporting = window->n_exports > 0;

  gtk_widget_set_visible (window->export_cancel, exporting);
  gtk_spinner_set_spinning (window->export_spinner, exporting);
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window), "cancel-export")),
      exporting);
}

static char *
describe_done (const char *name, guint64 n_left_out)
{
  g_autofree char *n = rs_text_count (n_left_out);

  if (n_left_out == 0)
    return g_strdup_printf (_ ("Exported “%s”"), name);
  return g_strdup_printf (
      /* Translators: a file, a number */
      ngettext ("Exported “%s”, but for %s position without a time, which the format cannot hold",
                "Exported “%s”, but for %s positions without a time, which the format cannot hold",
                (gulong) n_left_out),
      name, n);
}

static void
exported_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GApplication) application = user_data;
  RsWindow *window = RS_WINDOW (object);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autofree char *base = g_filename_display_basename (job->path);
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  if (application)
    g_application_release (application);
  if (--window->n_exports == 0)
    g_clear_object (&window->exporting);
  if (window->closing)
    return;
  update_cancel (window);
  if (ok)
    {
      message = describe_done (base, job->n_left_out);
      rs_window_toast (window, message, _ ("Open Folder"), "win.show-file",
                       g_variant_new_string (job->path));
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    message = g_strdup_printf (_ ("The export was cancelled; “%s” was not written"), base);
  else
    message = g_strdup_printf (_ ("“%s” was not exported: %s"), base, error->message);
  rs_window_toast (window, message, NULL, NULL, NULL);
}

void
rs_export_write_file (RsWindow *window, const char *format, const char *path, RsExportScope scope)
{
  GApplication *application = g_application_get_default ();
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (!rs_session_get_case (window->session))
    return;
  rs_details_flush (window->details);
  job = g_new0 (Job, 1);
  job->snapshot = rs_snapshot_ref (rs_session_get_snapshot (window->session));
  job->format = g_strdup (format);
  job->path = g_strdup (path);
  if (rs_session_get_time_zone (window->session))
    job->zone = g_time_zone_ref (rs_session_get_time_zone (window->session));
  job->zone_label = g_strdup (rs_session_get_zone_label (window->session));
  g_object_get (window->session, "lang", &job->lang, NULL);
  set_scope (job, window->session, scope);
  if (g_str_equal (format, "picture"))
    set_frame (job, window);

  if (!window->exporting)
    window->exporting = g_cancellable_new ();
  window->n_exports++;
  update_cancel (window);
  /* The program stays until what was begun aside is renamed or removed. */
  if (application)
    g_application_hold (application);
  task = g_task_new (window, window->exporting, exported_cb,
                     application ? g_object_ref (application) : NULL);
  g_task_set_source_tag (task, rs_export_write_file);
  /* What was written before the cancel came is there, and is told. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, export_thread);
}

/* Dialog */

typedef struct
{
  RsWindow *window;
  GtkWindow *dialog;
  GtkWidget *format;
  GtkWidget *scope;
  GtkLabel *what;
} Dialog;

static void
format_changed_cb (AdwComboRow *row, GParamSpec *pspec, Dialog *dialog)
{
  guint index = adw_combo_row_get_selected (row);

  if (index >= G_N_ELEMENTS (formats))
    return;
  gtk_label_set_text (dialog->what, _ (formats[index].what));
  gtk_widget_set_sensitive (dialog->scope, !g_str_equal (formats[index].format, "picture"));
}

typedef struct
{
  RsWindow *window;
  const char *format;
  RsExportScope scope;
} Choice;

static void
path_chosen_cb (const char *path, gpointer user_data)
{
  g_autofree Choice *choice = user_data;
  g_autoptr (RsWindow) window = choice->window;

  if (path)
    rs_export_write_file (window, choice->format, path, choice->scope);
}

static void
export_clicked_cb (GtkButton *button, Dialog *dialog)
{
  guint index = adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->format));
  g_autofree char *base = g_path_get_basename (dialog->window->case_path);
  g_autofree char *name = NULL;
  Choice *choice;

  if (index >= G_N_ELEMENTS (formats))
    return;
  if (g_str_has_suffix (base, ".roadstead"))
    base[strlen (base) - strlen (".roadstead")] = '\0';
  name = g_strconcat (base, formats[index].ending, NULL);
  choice = g_new0 (Choice, 1);
  choice->window = g_object_ref (dialog->window);
  choice->format = formats[index].format;
  choice->scope = (RsExportScope) adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->scope));
  rs_file_chooser_save (GTK_WINDOW (dialog->window), dialog->window->settings,
                        _ (formats[index].label), name, NULL, path_chosen_cb, choice);
  gtk_window_close (dialog->dialog);
}

static GtkWidget *
create_combo (const char *title, const char *const *labels)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (labels);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  return row;
}

static const char *
get_selected_label (RsSession *session)
{
  if (rs_session_get_selected_incident (session))
    return _ ("The selected incident and its vessels");
  if (rs_session_get_selected_vessel (session))
    return _ ("The selected vessel and its incidents");
  return NULL;
}

void
rs_export_dialog_present (RsWindow *window)
{
  const char *format_labels[G_N_ELEMENTS (formats) + 1];
  const char *scope_labels[] = { _ ("Everything"), _ ("Vessels that are shown"),
                                 get_selected_label (window->session), NULL };
  GtkWidget *content, *group, *export;
  Dialog *dialog;

  if (!rs_session_get_case (window->session))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    format_labels[i] = _ (formats[i].label);
  format_labels[G_N_ELEMENTS (formats)] = NULL;

  content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  group = adw_preferences_group_new ();
  dialog = g_new0 (Dialog, 1);
  dialog->window = window;
  dialog->format = create_combo (_ ("Format"), format_labels);
  dialog->scope = create_combo (_ ("What"), scope_labels);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), dialog->format);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), dialog->scope);
  if (get_selected_label (window->session))
    adw_combo_row_set_selected (ADW_COMBO_ROW (dialog->scope), RS_EXPORT_SCOPE_ALL);
  gtk_box_append (GTK_BOX (content), group);
  dialog->what = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (dialog->what, TRUE);
  gtk_label_set_xalign (dialog->what, 0);
  gtk_widget_add_css_class (GTK_WIDGET (dialog->what), "dim-label");
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (dialog->what));
  if (rs_snapshot_has_reconstructed (rs_session_get_snapshot (window->session), 0))
    {
      GtkWidget *note = gtk_label_new (
          _ ("Reconstructed tracks stay marked as reconstructed in every format."));

      gtk_label_set_wrap (GTK_LABEL (note), TRUE);
      gtk_label_set_xalign (GTK_LABEL (note), 0);
      gtk_widget_add_css_class (note, "rs-asserts");
      gtk_box_append (GTK_BOX (content), note);
    }
  gtk_widget_set_margin_top (content, 18);
  gtk_widget_set_margin_bottom (content, 24);
  gtk_widget_set_margin_start (content, 18);
  gtk_widget_set_margin_end (content, 18);
  dialog->dialog = rs_dialog_frame_new (GTK_WINDOW (window), _ ("Export"), content, _ ("_Export…"),
                                        480, -1, &export);
  g_object_set_data_full (G_OBJECT (dialog->dialog), "dialog", dialog, g_free);
  gtk_window_set_default_widget (dialog->dialog, export);
  gtk_window_set_focus (dialog->dialog, export);
  g_signal_connect (export, "clicked", G_CALLBACK (export_clicked_cb), dialog);
  g_signal_connect (dialog->format, "notify::selected", G_CALLBACK (format_changed_cb), dialog);
  format_changed_cb (ADW_COMBO_ROW (dialog->format), NULL, dialog);
  gtk_window_present (dialog->dialog);
}

/* Actions */

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_export_dialog_present (user_data);
}

static void
export_to_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_auto (GStrv) parts = g_strsplit (g_variant_get_string (parameter, NULL), "::", 2);

  if (g_strv_length (parts) == 2)
    rs_export_write_file (user_data, parts[0], parts[1], RS_EXPORT_SCOPE_ALL);
}

static void
cancel_export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_cancellable_cancel (RS_WINDOW (user_data)->exporting);
}

/* The file manager shows the folder with the file selected; without one, the folder opens. */
static void
shown_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *path = user_data;
  g_autoptr (GVariant) reply
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, NULL);

  if (!reply)
    {
      g_autofree char *folder = g_path_get_dirname (path);
      g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

      if (uri)
        gtk_show_uri (NULL, uri, GDK_CURRENT_TIME);
    }
}

static void
show_file_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (user_data));
  GDBusConnection *bus = g_application_get_dbus_connection (application);
  const char *path = g_variant_get_string (parameter, NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  const char *uris[] = { uri, NULL };

  if (bus && uri)
    g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                            "org.freedesktop.FileManager1", "ShowItems",
                            g_variant_new ("(^ass)", uris, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                            NULL, shown_cb, g_strdup (path));
}

void
rs_export_install_actions (RsWindow *window)
{
  static const GActionEntry entries[] = {
    { "export", export_cb },
    { "export-to", export_to_cb, "s" },
    { "cancel-export", cancel_export_cb },
    { "show-file", show_file_cb, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  update_cancel (window);
}
