/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/models/incident-draft.h"

struct _RsIncidentDraft
{
  GObject parent_instance;

  RsSession *session;
  gint64 id;
  RsIncident *incident; /* nullable */
  guint n_pending;      /* commits under way for this incident */
  guint serial;         /* grows with each change of id: answers for an older one are dropped */
  gboolean source_pending;
  char *deferred;       /* summary of a commit that waits for the source's id */
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RsIncidentDraft, rs_incident_draft, G_TYPE_OBJECT)

static void
read_anew (RsIncidentDraft *self)
{
  const RsIncident *stored
      = self->id ? rs_snapshot_get_incident (rs_session_get_snapshot (self->session), self->id)
                 : NULL;

  g_clear_pointer (&self->incident, rs_incident_free);
  if (stored)
    self->incident = rs_incident_copy (stored);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
snapshot_changed_cb (RsIncidentDraft *self)
{
  if (self->n_pending == 0)
    read_anew (self);
}

RsIncidentDraft *
rs_incident_draft_new (RsSession *session)
{
  RsIncidentDraft *self = g_object_new (RS_TYPE_INCIDENT_DRAFT, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
rs_incident_draft_set_id (RsIncidentDraft *self, gint64 id)
{
  if (self->id == id)
    return;
  self->id = id;
  self->serial++;
  self->n_pending = 0;
  self->source_pending = FALSE;
  g_clear_pointer (&self->deferred, g_free);
  read_anew (self);
}

RsIncident *
rs_incident_draft_get (RsIncidentDraft *self)
{
  return self->incident;
}

RsSession *
rs_incident_draft_get_session (RsIncidentDraft *self)
{
  return self->session;
}

gboolean
rs_incident_draft_is_writable (RsIncidentDraft *self)
{
  RsCase *document = rs_session_get_case (self->session);

  return document && !rs_case_get_read_only_reason (document);
}

/* Commits */

typedef struct
{
  RsIncidentDraft *draft;
  guint serial;
  gboolean with_source;
} Commit;

static void
set_source_id (RsIncident *incident, gint64 id)
{
  for (guint i = 0; i < incident->source_ids->len; i++)
    if (g_array_index (incident->source_ids, gint64, i) == RS_DRAFT_NEW_SOURCE)
      g_array_index (incident->source_ids, gint64, i) = id;
  for (guint i = 0; i < incident->claims->len; i++)
    {
      RsClaim *claim = g_ptr_array_index (incident->claims, i);

      if (claim->source_id == RS_DRAFT_NEW_SOURCE)
        claim->source_id = id;
    }
}

static void
committed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Commit *commit = user_data;
  g_autoptr (RsIncidentDraft) self = commit->draft;
  g_autoptr (RsEdit) edit = rs_session_apply_finish (RS_SESSION (object), result, NULL);

  if (commit->serial != self->serial)
    return;
  self->n_pending--;
  if (commit->with_source)
    {
      g_autofree char *deferred = g_steal_pointer (&self->deferred);

      self->source_pending = FALSE;
      if (edit && self->incident)
        set_source_id (self->incident, rs_edit_get_id (edit, 0));
      if (edit && deferred)
        rs_incident_draft_commit (self, deferred);
    }
  /* The session told of a failure already; the copy then goes back to what is stored. */
  if (self->n_pending == 0)
    read_anew (self);
}

static void
commit (RsIncidentDraft *self, const char *summary, const RsSource *source)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *text = NULL;
  RsEdit *edit;
  Commit *request;

  if (!self->incident || !rs_session_get_case (self->session))
    return;
  if (self->source_pending)
    {
      g_free (self->deferred);
      self->deferred = g_strdup (summary);
      return;
    }
  parts = g_strsplit (summary, "%s", 2);
  text = g_strjoinv (self->incident->title, parts);
  edit = rs_edit_new (text);
  if (source)
    rs_edit_put_source (edit, source);
  rs_edit_put_incident (edit, self->incident);

  request = g_new0 (Commit, 1);
  request->draft = g_object_ref (self);
  request->serial = self->serial;
  request->with_source = source != NULL;
  self->source_pending = source != NULL;
  self->n_pending++;
  rs_session_apply (self->session, edit, committed_cb, request);
}

void
rs_incident_draft_commit (RsIncidentDraft *self, const char *summary)
{
  commit (self, summary, NULL);
}

void
rs_incident_draft_commit_with_source (RsIncidentDraft *self, const char *summary,
                                      const RsSource *source)
{
  commit (self, summary, source);
}

static void
rs_incident_draft_dispose (GObject *object)
{
  g_clear_object (&RS_INCIDENT_DRAFT (object)->session);
  G_OBJECT_CLASS (rs_incident_draft_parent_class)->dispose (object);
}

static void
rs_incident_draft_finalize (GObject *object)
{
  RsIncidentDraft *self = RS_INCIDENT_DRAFT (object);

  g_clear_pointer (&self->incident, rs_incident_free);
  g_free (self->deferred);
  G_OBJECT_CLASS (rs_incident_draft_parent_class)->finalize (object);
}

static void
rs_incident_draft_class_init (RsIncidentDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_incident_draft_dispose;
  G_OBJECT_CLASS (klass)->finalize = rs_incident_draft_finalize;
  signals[CHANGED] = g_signal_new ("changed", RS_TYPE_INCIDENT_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
rs_incident_draft_init (RsIncidentDraft *self)
{
}
