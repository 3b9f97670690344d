/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/import-bar.h"

#include <glib/gi18n.h>

#include "app/source-memory.h"
#include "app/text.h"
#include "app/widgets/activity-bar.h"
#include "model/background.h"

struct _RsImportBar
{
  GtkBox parent_instance;

  RsActivityBar *bar;
  GtkProgressBar *progress;

  RsSession *session;
  gint64 started_us;
  gboolean into_empty; /* there was no position before */
};

enum
{
  DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RsImportBar, rs_import_bar, GTK_TYPE_BOX)

typedef struct
{
  RsCase *document;
  char **paths;
  RsReadOptions options; /* strings owned */
  GPtrArray *results;
  GWeakRef bar;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->document);
  g_strfreev (request->paths);
  g_free ((char *) request->options.layout);
  g_free ((char *) request->options.map);
  g_free ((char *) request->options.time_zone);
  g_free ((char *) request->options.encoding);
  g_clear_pointer (&request->results, g_ptr_array_unref);
  g_weak_ref_clear (&request->bar);
  g_free (request);
}

/* Progress */

typedef struct
{
  GTask *task;
  RsImportProgress progress;
} Report;

static gboolean
report_cb (gpointer data)
{
  Report *report = data;
  Request *request = g_task_get_task_data (report->task);
  g_autoptr (RsImportBar) self = g_weak_ref_get (&request->bar);
  const RsImportProgress *progress = &report->progress;
  g_autofree char *base = NULL;
  g_autofree char *text = NULL;
  g_autofree char *count = NULL;
  g_autofree char *per_s = NULL;
  g_autofree char *rate = NULL;

  if (!self || !rs_activity_bar_is_current (self->bar, g_task_get_cancellable (report->task)))
    return G_SOURCE_REMOVE;
  if (progress->is_stored)
    {
      /* Also where a cancel came too late: its words would be wrong now. */
      rs_activity_bar_disarm (self->bar);
      rs_activity_bar_set_text (self->bar, _ ("Stored; finding tracks and events…"), NULL);
      rs_activity_bar_set_figures (self->bar, "");
      gtk_progress_bar_set_fraction (self->progress, 1);
      return G_SOURCE_REMOVE;
    }
  if (g_cancellable_is_cancelled (g_task_get_cancellable (report->task)))
    return G_SOURCE_REMOVE;
  if (progress->file < g_strv_length (request->paths))
    base = g_filename_display_basename (request->paths[progress->file]);
  text = g_strdup_printf (_ ("Importing %s"), base ? base : "");
  count = rs_text_count (progress->n_records);
  per_s = rs_text_count ((guint64) progress->records_per_s);
  /* Translators: records read so far, and how many a second */
  rate = g_strdup_printf (_ ("%s records · %s/s"), count, per_s);
  rs_activity_bar_set_text (self->bar, text, NULL);
  rs_activity_bar_set_figures (self->bar, rate);
  if (progress->bytes_total > 0)
    gtk_progress_bar_set_fraction (
        self->progress,
        CLAMP ((double) progress->bytes_done / (double) progress->bytes_total, 0.0, 1.0));
  else
    gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_REMOVE;
}

static void
report_free (gpointer data)
{
  Report *report = data;

  g_object_unref (report->task);
  g_free (report);
}

static void
progress_func (const RsImportProgress *progress, gpointer user_data)
{
  Report *report = g_new0 (Report, 1);

  report->task = g_object_ref (G_TASK (user_data));
  report->progress = *progress;
  g_main_context_invoke_full (g_task_get_context (report->task), G_PRIORITY_DEFAULT, report_cb,
                              report, report_free);
}

/* The import */

/* A thread of its own, which gives way to the window's: one of a pool would give way for ever. */
static gpointer
import_thread (gpointer data)
{
  g_autoptr (GTask) task = data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  rs_background_begin ();
  if (rs_case_import (request->document, (const char *const *) request->paths,
                      g_strv_length (request->paths), &request->options, progress_func, task,
                      g_task_get_cancellable (task), &request->results, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  return NULL;
}

static void
imported_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsImportBar *self = RS_IMPORT_BAR (object);
  Request *request = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  RsImportOutcome outcome = { 0 };

  g_task_propagate_boolean (G_TASK (result), &error);
  if (!rs_activity_bar_end (self->bar, g_task_get_cancellable (G_TASK (result))))
    return;
  outcome.results = request->results;
  outcome.error = error;
  outcome.seconds = (double) (g_get_monotonic_time () - self->started_us) / 1e6;
  for (guint i = 0; request->results && i < request->results->len; i++)
    {
      const RsImportResult *one = g_ptr_array_index (request->results, i);

      if (one->import)
        rs_source_memory_note (one->import->sha256, one->path);
    }
  /* The case may have been closed meanwhile; then nobody wants to know. */
  if (rs_session_get_case (self->session) != request->document)
    return;
  /* The first data is what the map is for. */
  if (!error && self->into_empty)
    rs_session_fit_case (self->session);
  g_signal_emit (self, signals[DONE], 0, &outcome);
}

gboolean
rs_import_bar_start (RsImportBar *self, const char *const *paths, const RsReadOptions *options)
{
  RsCase *document = rs_session_get_case (self->session);
  g_autoptr (GTask) task = NULL;
  Request *request;

  if (rs_import_bar_is_running (self) || !document)
    return FALSE;
  request = g_new0 (Request, 1);
  request->document = g_object_ref (document);
  request->paths = g_strdupv ((char **) paths);
  request->options = *options;
  request->options.layout = g_strdup (options->layout);
  request->options.map = g_strdup (options->map);
  request->options.time_zone = g_strdup (options->time_zone);
  request->options.encoding = g_strdup (options->encoding);
  g_weak_ref_init (&request->bar, self);

  self->started_us = g_get_monotonic_time ();
  self->into_empty = rs_session_get_snapshot (self->session)->n_fixes == 0;
  gtk_progress_bar_set_fraction (self->progress, 0);
  task = g_task_new (self, rs_activity_bar_begin (self->bar, _ ("Importing…")), imported_cb, NULL);
  g_task_set_source_tag (task, rs_import_bar_start);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, request, request_free);
  g_thread_unref (g_thread_new ("import", import_thread, g_object_ref (task)));
  return TRUE;
}

void
rs_import_bar_cancel (RsImportBar *self)
{
  rs_activity_bar_cancel (self->bar, _ ("Cancelling; the case stays as it was"));
}

gboolean
rs_import_bar_is_running (RsImportBar *self)
{
  return rs_activity_bar_is_running (self->bar);
}

void
rs_import_bar_set_session (RsImportBar *self, RsSession *session)
{
  g_set_object (&self->session, session);
}

static void
rs_import_bar_dispose (GObject *object)
{
  RsImportBar *self = RS_IMPORT_BAR (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (rs_import_bar_parent_class)->dispose (object);
}

static void
rs_import_bar_class_init (RsImportBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_import_bar_dispose;
  signals[DONE] = g_signal_new ("done", RS_TYPE_IMPORT_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
rs_import_bar_init (RsImportBar *self)
{
  GtkWidget *progress = gtk_progress_bar_new ();
  GtkWidget *bar = rs_activity_bar_new (_ ("_Cancel Import"), "win.cancel-import", progress, NULL);

  self->progress = GTK_PROGRESS_BAR (progress);
  gtk_accessible_update_property (GTK_ACCESSIBLE (progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Import progress"), -1);
  self->bar = RS_ACTIVITY_BAR (bar);
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_box_append (GTK_BOX (self), bar);
}
