/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/session.h"

G_BEGIN_DECLS

/* The incident that is being edited: a copy that widgets change and commit, each commit one edit
 * of the case. Follows the case's snapshots, but not while a commit of its own is under way, so
 * that a slow disk never takes back what was just typed.
 *
 * Signals: "changed" (): the copy was read anew; the widgets show it */
#define RS_TYPE_INCIDENT_DRAFT (rs_incident_draft_get_type ())
G_DECLARE_FINAL_TYPE (RsIncidentDraft, rs_incident_draft, RS, INCIDENT_DRAFT, GObject)

RsIncidentDraft *rs_incident_draft_new (RsSession *session);

/* Turns to another incident; 0: none. */
void rs_incident_draft_set_id (RsIncidentDraft *self, gint64 id);

/* (transfer none) (nullable): the copy; to be changed in place and then committed. Any pointer
 * into it is void after "changed". */
RsIncident *rs_incident_draft_get (RsIncidentDraft *self);
/* (transfer none) */
RsSession *rs_incident_draft_get_session (RsIncidentDraft *self);
gboolean rs_incident_draft_is_writable (RsIncidentDraft *self);

/* Stores the copy as one step of undo. @summary: as in rs_edit_new (); "%s" in it is replaced by
 * the incident's title */
void rs_incident_draft_commit (RsIncidentDraft *self, const char *summary);

/* Stores a new source and the copy, in which RS_DRAFT_NEW_SOURCE stands for its id. Commits made
 * until it has one are put off. */
#define RS_DRAFT_NEW_SOURCE (-1)
void rs_incident_draft_commit_with_source (RsIncidentDraft *self, const char *summary,
                                           const RsSource *source);

G_END_DECLS
