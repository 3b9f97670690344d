/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/import-bar.h"

#include <glib/gi18n.h>

#include "app/text.h"
#include "app/widgets/page.h"

struct _RsImportBar
{
  GtkBox parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkLabel *rate;
  GtkProgressBar *bar;
  GtkWidget *cancel;

  RsSession *session;
  GCancellable *cancellable; /* of the import under way, NULL: none */
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
  char *layout;
  char *time_zone;
  gint64 date_ms;
  GPtrArray *results;
  GWeakRef bar;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->document);
  g_strfreev (request->paths);
  g_free (request->layout);
  g_free (request->time_zone);
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

  if (!self || self->cancellable != g_task_get_cancellable (report->task))
    return G_SOURCE_REMOVE;
  if (progress->file < g_strv_length (request->paths))
    base = g_filename_display_basename (request->paths[progress->file]);
  text = g_strdup_printf (_ ("Importing %s"), base ? base : "");
  count = rs_text_count (progress->n_records);
  per_s = rs_text_count ((guint64) progress->records_per_s);
  /* Translators: records read so far, and how many a second */
  rate = g_strdup_printf (_ ("%s records · %s/s"), count, per_s);
  gtk_label_set_text (self->label, text);
  gtk_label_set_text (self->rate, rate);
  if (progress->bytes_total > 0)
    gtk_progress_bar_set_fraction (
        self->bar,
        CLAMP ((double) progress->bytes_done / (double) progress->bytes_total, 0.0, 1.0));
  else
    gtk_progress_bar_pulse (self->bar);
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

static void
import_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  RsReadOptions options = {
    .layout = request->layout,
    .time_zone = request->time_zone,
    .date_ms = request->date_ms,
  };
  GError *error = NULL;

  if (rs_case_import (request->document, (const char *const *) request->paths,
                      g_strv_length (request->paths), &options, progress_func, task, cancellable,
                      &request->results, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
imported_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsImportBar *self = RS_IMPORT_BAR (object);
  Request *request = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  RsImportOutcome outcome = { 0 };

  g_task_propagate_boolean (G_TASK (result), &error);
  if (self->cancellable != g_task_get_cancellable (G_TASK (result)))
    return;
  outcome.results = request->results;
  outcome.error = error;
  outcome.seconds = (double) (g_get_monotonic_time () - self->started_us) / 1e6;
  g_clear_object (&self->cancellable);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  /* The case may have been closed meanwhile; then nobody wants to know. */
  if (rs_session_get_case (self->session) != request->document)
    return;
  /* The first data is what the map is for. */
  if (!error && self->into_empty)
    rs_session_fit_case (self->session);
  g_signal_emit (self, signals[DONE], 0, &outcome);
}

gboolean
rs_import_bar_start (RsImportBar *self, const char *const *paths, const char *layout,
                     const char *time_zone, gint64 date_ms)
{
  RsCase *document = rs_session_get_case (self->session);
  g_autoptr (GTask) task = NULL;
  Request *request;

  if (self->cancellable || !document)
    return FALSE;
  request = g_new0 (Request, 1);
  request->document = g_object_ref (document);
  request->paths = g_strdupv ((char **) paths);
  request->layout = g_strdup (layout);
  request->time_zone = g_strdup (time_zone);
  request->date_ms = date_ms;
  g_weak_ref_init (&request->bar, self);

  self->cancellable = g_cancellable_new ();
  self->started_us = g_get_monotonic_time ();
  self->into_empty = rs_session_get_snapshot (self->session)->n_fixes == 0;
  gtk_widget_set_sensitive (self->cancel, TRUE);
  gtk_label_set_text (self->label, _ ("Importing…"));
  gtk_label_set_text (self->rate, "");
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);

  task = g_task_new (self, self->cancellable, imported_cb, NULL);
  g_task_set_source_tag (task, rs_import_bar_start);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, import_thread);
  return TRUE;
}

void
rs_import_bar_cancel (RsImportBar *self)
{
  if (!self->cancellable)
    return;
  g_cancellable_cancel (self->cancellable);
  gtk_widget_set_sensitive (self->cancel, FALSE);
  gtk_label_set_text (self->label, _ ("Cancelling; the case stays as it was"));
}

gboolean
rs_import_bar_is_running (RsImportBar *self)
{
  return self->cancellable != NULL;
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

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
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
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_width_chars (self->label, 24);
  gtk_label_set_max_width_chars (self->label, 48);
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->bar), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->bar), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Import progress"), -1);
  self->rate = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_width_chars (self->rate, 24);
  gtk_label_set_xalign (self->rate, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->rate), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->rate), "rs-figures");
  self->cancel = rs_page_create_text_button (_ ("_Cancel Import"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->cancel), "win.cancel-import");

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rate));
  gtk_box_append (GTK_BOX (box), self->cancel);
  gtk_widget_add_css_class (box, "rs-compact-row");
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_transition_type (self->revealer, GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_revealer_set_transition_duration (self->revealer, 200);
  gtk_revealer_set_child (self->revealer, box);
  gtk_widget_set_hexpand (GTK_WIDGET (self->revealer), TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->revealer));
}
