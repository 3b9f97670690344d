/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/models/incident-draft.h"

G_BEGIN_DECLS

/* The claims and sources of an incident: one row each, and how to add one. */
#define RS_TYPE_INCIDENT_EVIDENCE (rs_incident_evidence_get_type ())
G_DECLARE_FINAL_TYPE (RsIncidentEvidence, rs_incident_evidence, RS, INCIDENT_EVIDENCE, GtkBox)

GtkWidget *rs_incident_evidence_new (RsIncidentDraft *draft);
void rs_incident_evidence_flush (RsIncidentEvidence *self);
void rs_incident_evidence_add_claim (RsIncidentEvidence *self);

G_END_DECLS
