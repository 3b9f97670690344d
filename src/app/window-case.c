/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening and closing a case: files are read and written in threads, the window waits with a page. */
#include <glib/gi18n.h>

#include "app/window-private.h"
#include "config.h"

typedef struct
{
  char *path;
  gboolean create;
} OpenRequest;

static void
open_request_free (gpointer data)
{
  OpenRequest *request = data;

  g_free (request->path);
  g_free (request);
}

/* How far the opening is, on its way to the main loop. */
typedef struct
{
  GTask *task;
  guint64 n_done, n_all;
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  g_object_unref (report->task);
  g_free (report);
}

static gboolean
report_cb (gpointer data)
{
  Report *report = data;
  RsWindow *self = g_task_get_source_object (report->task);

  if (g_task_get_cancellable (report->task) == self->opening)
    rs_loading_page_set_progress (self->loading_page, report->n_done, report->n_all);
  return G_SOURCE_REMOVE;
}

static void
open_progress (guint64 n_done, guint64 n_all, gpointer task)
{
  Report *report = g_new (Report, 1);

  *report = (Report){ g_object_ref (task), n_done, n_all };
  g_main_context_invoke_full (g_task_get_context (task), G_PRIORITY_DEFAULT, report_cb, report,
                              report_free);
}

static void
open_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  OpenRequest *request = data;
  GError *error = NULL;
  RsCase *document;

  if (request->create)
    {
      g_autofree char *base = g_path_get_basename (request->path);

      if (g_str_has_suffix (base, ".roadstead"))
        base[strlen (base) - strlen (".roadstead")] = '\0';
      document = rs_case_create (request->path, base, &error);
    }
  else
    {
      document = rs_case_open_watched (request->path, cancellable, open_progress, task, &error);
    }
  if (document)
    g_task_return_pointer (task, document, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* Lets go of the case here: it takes its tracks along, of many vessels longer than the main loop may be kept. */
static void
close_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  g_autoptr (RsCase) document = data;
  GError *error = NULL;
  gboolean ok = rs_case_close (document, &error);

  g_clear_object (&document);
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
closed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GApplication) application = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_warning ("Closing the case failed: %s", error->message);
  g_application_release (application);
}

static void
run_close (RsCase *document, GApplication *application)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, application ? closed_cb : NULL,
                                       application ? g_object_ref (application) : NULL);

  g_task_set_source_tag (task, run_close);
  g_task_set_task_data (task, g_object_ref (document), NULL);
  g_task_run_in_thread (task, close_thread);
}

static void
not_busy_cb (RsSession *session, GParamSpec *pspec, RsCase *document)
{
  gboolean busy;

  g_object_get (session, "busy", &busy, NULL);
  if (busy)
    return;
  run_close (document, g_application_get_default ());
  g_signal_handlers_disconnect_by_func (session, not_busy_cb, document);
  g_object_unref (session);
}

/* Edits that were handed over are written first. The program stays until the file is closed,
 * whether the window does or not. */
static void
close_document (RsWindow *self, RsCase *document)
{
  GApplication *application = g_application_get_default ();
  gboolean busy;

  if (application)
    g_application_hold (application);
  g_object_get (self->session, "busy", &busy, NULL);
  if (busy)
    g_signal_connect_data (g_object_ref (self->session), "notify::busy", G_CALLBACK (not_busy_cb),
                           g_object_ref (document), (GClosureNotify) (GCallback) g_object_unref,
                           0);
  else
    run_close (document, application);
}

void
rs_window_drop_case (RsWindow *self)
{
  g_autoptr (RsCase) document = NULL;

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_set_object (&document, rs_session_get_case (self->session));
  if (document)
    {
      rs_details_flush (self->details);
      rs_import_bar_cancel (self->import_bar);
      rs_live_bar_stop (self->live_bar);
      rs_session_set_case (self->session, NULL);
      close_document (self, document);
    }
  g_clear_pointer (&self->case_path, g_free);
}

/* The page of the case that there is now, or the start page. */
static gboolean
page_step (gpointer data, guint *at)
{
  RsWindow *self = data;
  gboolean has_case = rs_session_get_case (self->session) != NULL;

  if (!has_case)
    rs_start_page_refresh (self->start_page);
  rs_window_show_page (self, has_case ? "case" : "start");
  rs_window_update_title (self);
  return FALSE;
}

/* A page has hundreds of widgets to be shown and hidden: not in the turn in which all of them are told of another case. */
static void
show_page_later (RsWindow *self)
{
  static const RsStepFunc steps[] = { page_step };

  rs_steps_start (&self->page_steps, self, steps, G_N_ELEMENTS (steps));
}

void
rs_window_close_case (RsWindow *self)
{
  rs_window_drop_case (self);
  show_page_later (self);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsWindow *self = RS_WINDOW (object);
  OpenRequest *request = g_task_get_task_data (G_TASK (result));
  gboolean stale = g_task_get_cancellable (G_TASK (result)) != self->opening;
  g_autoptr (GError) error = NULL;
  g_autoptr (RsCase) document = g_task_propagate_pointer (G_TASK (result), &error);

  if (stale || self->closing)
    {
      if (document)
        close_document (self, document);
      return;
    }
  g_clear_object (&self->opening);
  if (!document)
    {
      g_autofree char *message = g_strdup_printf ("%s\n\n%s", request->path, error->message);

      g_clear_pointer (&self->case_path, g_free);
      rs_window_show_error (self,
                            request->create ? _ ("The Case Cannot Be Made")
                                            : _ ("The Case Cannot Be Opened"),
                            message);
      return;
    }
  rs_case_follow (document);
  rs_session_set_case (self->session, document);
  show_page_later (self);
  if (rs_case_get_notice (document))
    rs_window_toast (self, rs_case_get_notice (document), NULL, NULL, NULL);
  if (self->waiting_paths)
    {
      g_auto (GStrv) paths = g_steal_pointer (&self->waiting_paths);

      if (self->case_toast)
        adw_toast_dismiss (self->case_toast);
      page_step (self, NULL);
      rs_window_import (self, (const char *const *) paths);
    }
  {
    g_autofree char *uri = g_filename_to_uri (request->path, NULL, NULL);
    char *groups[] = { (char *) "roadstead", NULL };
    GtkRecentData data = {
      .mime_type = (char *) "application/x-roadstead",
      .app_name = (char *) "Roadstead",
      .app_exec = (char *) "roadstead %f",
      .groups = groups,
    };

    if (uri)
      gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
  }
}

static void
start_opening (RsWindow *self, const char *path, gboolean create)
{
  OpenRequest *request = g_new0 (OpenRequest, 1);
  g_autoptr (GTask) task = NULL;
  g_autofree char *base = g_path_get_basename (path);

  rs_window_drop_case (self);
  rs_steps_stop (&self->page_steps);
  self->case_path = g_canonicalize_filename (path, NULL);
  self->opening = g_cancellable_new ();
  rs_loading_page_begin (self->loading_page, base);
  rs_window_show_page (self, "loading");

  request->path = g_strdup (self->case_path);
  request->create = create;
  task = g_task_new (self, self->opening, opened_cb, NULL);
  g_task_set_source_tag (task, start_opening);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, request, open_request_free);
  g_task_run_in_thread (task, open_thread);
}

void
rs_window_open_case (RsWindow *self, const char *path)
{
  start_opening (self, path, FALSE);
}

void
rs_window_create_case (RsWindow *self, const char *path)
{
  g_autofree char *full
      = g_str_has_suffix (path, ".roadstead") ? g_strdup (path) : g_strconcat (path, ".roadstead",
                                                                               NULL);

  start_opening (self, full, TRUE);
}
