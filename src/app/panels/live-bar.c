/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/live-bar.h"

#include <glib/gi18n.h>

#include "app/text.h"
#include "app/widgets/activity-bar.h"

struct _RsLiveBar
{
  GtkBox parent_instance;

  RsActivityBar *bar;

  RsSession *session;
  gboolean into_empty; /* there was no position before */
};

enum
{
  ENDED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RsLiveBar, rs_live_bar, GTK_TYPE_BOX)

typedef struct
{
  RsCase *document;
  char *url;
  RsLiveResult result;
  GWeakRef bar;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->document);
  g_free (request->url);
  rs_live_result_clear (&request->result);
  g_weak_ref_clear (&request->bar);
  g_free (request);
}

/* Status */

typedef struct
{
  GTask *task;
  RsLiveStatus status;
  char *problem;
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  g_object_unref (report->task);
  g_free (report->problem);
  g_free (report);
}

static char *
describe_state (const char *url, const Report *report)
{
  switch (report->status.state)
    {
    case RS_LIVE_CONNECTED:
      /* Translators: %s is an address such as tcp://host:port */
      return g_strdup_printf (_ ("Listening to %s"), url);
    case RS_LIVE_CONNECTING:
      return g_strdup_printf (_ ("Connecting to %s again"), url);
    case RS_LIVE_WAITING:
      if (report->status.n_lost == 0)
        return g_strdup_printf (ngettext ("%s does not answer; trying again in %u second",
                                          "%s does not answer; trying again in %u seconds",
                                          report->status.retry_in_s),
                                url, report->status.retry_in_s);
      return g_strdup_printf (ngettext ("Connection to %s lost; trying again in %u second",
                                        "Connection to %s lost; trying again in %u seconds",
                                        report->status.retry_in_s),
                              url, report->status.retry_in_s);
    default:
      g_return_val_if_reached (NULL);
    }
}

static gboolean
report_cb (gpointer data)
{
  Report *report = data;
  Request *request = g_task_get_task_data (report->task);
  g_autoptr (RsLiveBar) self = g_weak_ref_get (&request->bar);
  const RsLiveStatus *status = &report->status;
  g_autofree char *text = NULL;
  g_autofree char *fixes = NULL;
  g_autofree char *vessels = NULL;
  g_autofree char *rate = NULL;
  g_autofree char *per_s = NULL;

  if (!self || !rs_activity_bar_is_current (self->bar, g_task_get_cancellable (report->task)))
    return G_SOURCE_REMOVE;
  text = describe_state (request->url, report);
  per_s = g_strdup_printf ("%.1f", status->messages_per_s);
  fixes = rs_text_count (status->n_fixes);
  vessels = g_strdup_printf (ngettext ("%u vessel", "%u vessels", status->n_vessels),
                             status->n_vessels);
  /* Translators: messages of AIS a second, number of positions, "12 vessels" */
  rate = g_strdup_printf (_ ("%s messages/s · %s positions · %s"), per_s, fixes, vessels);
  rs_activity_bar_set_text (self->bar, text, report->problem);
  rs_activity_bar_set_figures (self->bar, rate);
  rs_activity_bar_set_icon (self->bar, status->state == RS_LIVE_CONNECTED
                                           ? "network-transmit-receive-symbolic"
                                           : "network-offline-symbolic");
  return G_SOURCE_REMOVE;
}

static void
status_func (const RsLiveStatus *status, gpointer user_data)
{
  Report *report = g_new0 (Report, 1);

  report->task = g_object_ref (G_TASK (user_data));
  report->status = *status;
  report->problem = g_strdup (status->problem);
  g_main_context_invoke_full (g_task_get_context (report->task), G_PRIORITY_DEFAULT, report_cb,
                              report, report_free);
}

/* Listening */

static void
listen_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;

  if (rs_case_listen (request->document, request->url, NULL, status_func, task, cancellable,
                      &request->result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ended_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsLiveBar *self = RS_LIVE_BAR (object);
  Request *request = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  RsLiveOutcome outcome = { 0 };

  g_task_propagate_boolean (G_TASK (result), &error);
  if (!rs_activity_bar_end (self->bar, g_task_get_cancellable (G_TASK (result))))
    return;
  g_object_set (self->session, "follow", FALSE, NULL);
  /* The case may have been closed meanwhile; then nobody wants to know. */
  if (rs_session_get_case (self->session) != request->document)
    return;
  outcome.url = request->url;
  outcome.result = &request->result;
  /* To stop before the first connection is made is no failure. */
  outcome.error = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? NULL : error;
  g_signal_emit (self, signals[ENDED], 0, &outcome);
}

gboolean
rs_live_bar_start (RsLiveBar *self, const char *url)
{
  RsCase *document = rs_session_get_case (self->session);
  g_autoptr (GTask) task = NULL;
  g_autofree char *text = NULL;
  Request *request;

  if (rs_live_bar_is_running (self) || !document)
    return FALSE;
  request = g_new0 (Request, 1);
  request->document = g_object_ref (document);
  request->url = g_strdup (url);
  g_weak_ref_init (&request->bar, self);

  self->into_empty = rs_session_get_snapshot (self->session)->n_fixes == 0;
  text = g_strdup_printf (_ ("Connecting to %s"), url);
  rs_activity_bar_set_icon (self->bar, "network-offline-symbolic");
  /* Who listens wants to see what is heard now. */
  g_object_set (self->session, "follow", TRUE, NULL);

  task = g_task_new (self, rs_activity_bar_begin (self->bar, text), ended_cb, NULL);
  g_task_set_source_tag (task, rs_live_bar_start);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, listen_thread);
  return TRUE;
}

void
rs_live_bar_stop (RsLiveBar *self)
{
  rs_activity_bar_cancel (self->bar, _ ("Storing what was heard"));
}

gboolean
rs_live_bar_is_running (RsLiveBar *self)
{
  return rs_activity_bar_is_running (self->bar);
}

/* The first ships of an empty case: show where they are. */
static void
snapshot_changed_cb (RsLiveBar *self)
{
  if (!rs_live_bar_is_running (self) || !self->into_empty
      || rs_session_get_snapshot (self->session)->n_fixes == 0)
    return;
  self->into_empty = FALSE;
  rs_session_fit_case (self->session);
}

void
rs_live_bar_set_session (RsLiveBar *self, RsSession *session)
{
  g_set_object (&self->session, session);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
rs_live_bar_dispose (GObject *object)
{
  RsLiveBar *self = RS_LIVE_BAR (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (rs_live_bar_parent_class)->dispose (object);
}

static void
rs_live_bar_class_init (RsLiveBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_live_bar_dispose;
  signals[ENDED] = g_signal_new ("ended", RS_TYPE_LIVE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
rs_live_bar_init (RsLiveBar *self)
{
  GtkWidget *follow = gtk_toggle_button_new_with_mnemonic (_ ("_Now"));
  GtkWidget *bar = rs_activity_bar_new (_ ("_Stop Listening"), "win.stop-listening", NULL, follow);

  gtk_widget_set_tooltip_text (follow, _ ("Keep the replay at the newest moment"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (follow), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Keep the replay at the newest moment"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (follow), "win.follow");
  self->bar = RS_ACTIVITY_BAR (bar);
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_box_append (GTK_BOX (self), bar);
}
