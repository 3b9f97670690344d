/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/details.h"

#include "app/panels/case-page.h"
#include "app/panels/event-page.h"
#include "app/panels/import-page.h"
#include "app/panels/import-record.h"
#include "app/panels/incident-page.h"
#include "app/panels/note-page.h"
#include "app/panels/rejects-page.h"
#include "app/panels/vessel-page.h"
#include "app/panels/visits-page.h"

struct _RsDetails
{
  GtkBox parent_instance;

  RsSession *session;
  GSettings *settings;
  GtkStack *stack;
  RsCasePage *case_page;
  RsVesselPage *vessel_page;
  RsEventPage *event_page;
  RsIncidentPage *incident_page;
  RsNotePage *note_page;
  RsImportPage *import_page;
  RsImportRecord *import_record;
  const char *rejects_from; /* the page that rows and flags are shown from: "case", "import", "record" */
  RsRejectsPage *rejects_page;
  RsVisitsPage *visits_page;
};

G_DEFINE_FINAL_TYPE (RsDetails, rs_details, GTK_TYPE_BOX)

/* A stack hands the focus of the page that goes on to the first field of the page that comes, with all its
 * text selected: the next key, meant to play the replay, would overwrite a title. Nothing has the focus
 * then, and keys are the window's. */
static void
show (RsDetails *self, const char *name)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *before = root ? gtk_root_get_focus (root) : NULL, *after;

  gtk_stack_set_visible_child_name (self->stack, name);
  after = root ? gtk_root_get_focus (root) : NULL;
  if (after && after != before && GTK_IS_EDITABLE (after)
      && gtk_widget_is_ancestor (after, GTK_WIDGET (self->stack)))
    {
      gtk_editable_select_region (GTK_EDITABLE (after), 0, 0);
      gtk_root_set_focus (root, NULL);
    }
}

/* A position of the list was gone to: its vessel is selected, but the list stays for the next. */
static void
stay_cb (RsDetails *self)
{
  show (self, "rejects");
}

static gboolean
is_shown (RsDetails *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0;
}

static void
selection_changed_cb (RsDetails *self)
{
  if (rs_session_get_selected_vessel (self->session))
    show (self, "vessel");
  else if (rs_session_get_selected_note (self->session))
    show (self, "note");
  else if (rs_session_get_selected_incident (self->session))
    show (self, "incident");
  else if (is_shown (self, "vessel") || is_shown (self, "incident") || is_shown (self, "note"))
    show (self, "case");
}

static void
snapshot_changed_cb (RsDetails *self)
{
  if (is_shown (self, "event") && !rs_event_page_is_valid (self->event_page))
    show (self, "case");
}

/* Back to the summary, or to the record, of the import that they were asked from. */
static void
rejects_closed_cb (RsDetails *self)
{
  show (self, self->rejects_from);
}

static void
record_closed_cb (RsDetails *self)
{
  if (g_str_equal (self->rejects_from, "record"))
    self->rejects_from = "case";
  if (is_shown (self, "record"))
    show (self, "case");
}

static void
show_rejects (RsDetails *self)
{
  if (!is_shown (self, "rejects"))
    self->rejects_from = is_shown (self, "import") ? "import" : is_shown (self, "record") ? "record" : "case";
  show (self, "rejects");
}

static void
case_changed_cb (RsDetails *self)
{
  self->rejects_from = "case";
  if (self->import_page)
    rs_import_page_forget (self->import_page);
  show (self, "case");
}

void
rs_details_set_session (RsDetails *self, RsSession *session, GSettings *settings)
{
  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  self->case_page = RS_CASE_PAGE (rs_case_page_new (session));
  self->vessel_page = RS_VESSEL_PAGE (rs_vessel_page_new (session));
  self->event_page = RS_EVENT_PAGE (rs_event_page_new (session));
  self->incident_page = RS_INCIDENT_PAGE (rs_incident_page_new (session, settings));
  self->note_page = RS_NOTE_PAGE (rs_note_page_new (session));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->case_page), "case");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->vessel_page), "vessel");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->event_page), "event");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->incident_page), "incident");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->note_page), "note");
  self->visits_page = RS_VISITS_PAGE (rs_visits_page_new (session));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->visits_page), "visits");
  self->rejects_page = RS_REJECTS_PAGE (rs_rejects_page_new (session));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->rejects_page), "rejects");
  g_signal_connect_object (self->rejects_page, "visited", G_CALLBACK (stay_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rejects_page, "closed", G_CALLBACK (rejects_closed_cb), self,
                           G_CONNECT_SWAPPED);

  self->import_record = RS_IMPORT_RECORD (rs_import_record_new (session));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->import_record), "record");
  g_signal_connect_object (self->import_record, "closed", G_CALLBACK (record_closed_cb), self,
                           G_CONNECT_SWAPPED);

  g_signal_connect_object (session, "notify::selected-vessel", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selected-incident",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selected-note", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::case", G_CALLBACK (case_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
import_done_cb (RsDetails *self)
{
  show (self, "import");
}

void
rs_details_set_import_bar (RsDetails *self, RsImportBar *bar)
{
  self->import_page = RS_IMPORT_PAGE (rs_import_page_new (self->session, bar));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->import_page), "import");
  g_signal_connect_object (self->import_page, "closed", G_CALLBACK (rs_details_show_overview),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bar, "done", G_CALLBACK (import_done_cb), self, G_CONNECT_SWAPPED);
}

void
rs_details_show_overview (RsDetails *self)
{
  show (self, "case");
}

void
rs_details_show_event (RsDetails *self, guint index)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  const RsEvent *event;

  if (index >= snapshot->events->len)
    return;
  event = g_ptr_array_index (snapshot->events, index);
  rs_session_set_time (self->session, event->from_ms);
  rs_session_select_vessel (self->session, event->vessel_id);
  if (event->has_place)
    rs_session_center_on (self->session, event->place);
  rs_event_page_show (self->event_page, index);
  show (self, "event");
}

void
rs_details_show_import (RsDetails *self, const char *const *paths)
{
  /* What was asked before and left is no longer meant. */
  if (!is_shown (self, "import"))
    rs_import_page_forget (self->import_page);
  show (self, "import");
  rs_import_page_ask (self->import_page, paths);
}

void
rs_details_import_table (RsDetails *self, const char *path, const RsReadOptions *options)
{
  show (self, "import");
  rs_import_page_start_table (self->import_page, path, options);
}

void
rs_details_show_import_result (RsDetails *self)
{
  show (self, "import");
}

void
rs_details_show_import_record (RsDetails *self, gint64 import_id)
{
  show (self, "record");
  rs_import_record_show (self->import_record, import_id);
}

void
rs_details_show_flagged (RsDetails *self, gint64 import_id, guint flags)
{
  rs_rejects_page_show_flagged (self->rejects_page, import_id, flags);
  show_rejects (self);
}

void
rs_details_show_rejects (RsDetails *self, gint64 import_id, const char *reason)
{
  rs_rejects_page_show (self->rejects_page, import_id, reason);
  show_rejects (self);
}

void
rs_details_show_visits (RsDetails *self, RsLatLon place, gint64 vessel_id)
{
  rs_visits_page_ask (self->visits_page, place, vessel_id);
  show (self, "visits");
}

void
rs_details_start_import (RsDetails *self)
{
  rs_import_page_start (self->import_page);
}

void
rs_details_attach (RsDetails *self, const char *path)
{
  rs_incident_page_attach (self->incident_page, path);
}

void
rs_details_save_attachment (RsDetails *self, gint64 attachment_id, const char *path)
{
  rs_incident_page_save_attachment (self->incident_page, attachment_id, path);
}

void
rs_details_flush (RsDetails *self)
{
  rs_case_page_flush (self->case_page);
  rs_vessel_page_flush (self->vessel_page);
  rs_incident_page_flush (self->incident_page);
  rs_note_page_flush (self->note_page);
}

void
rs_details_focus (RsDetails *self)
{
  if (is_shown (self, "note"))
    rs_note_page_focus (self->note_page);
  else if (is_shown (self, "incident"))
    rs_incident_page_focus (self->incident_page);
}

static void
rs_details_dispose (GObject *object)
{
  RsDetails *self = RS_DETAILS (object);

  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (rs_details_parent_class)->dispose (object);
}

static void
rs_details_class_init (RsDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_details_dispose;
}

static void
rs_details_init (RsDetails *self)
{
  self->rejects_from = "case";
  gtk_widget_add_css_class (GTK_WIDGET (self), "rs-panel");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_set_transition_type (self->stack, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_transition_duration (self->stack, 120);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
}
