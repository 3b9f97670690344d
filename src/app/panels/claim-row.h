/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/models/incident-draft.h"

G_BEGIN_DECLS

/* One claim of an incident: who says what, and how far to believe it. Unfolds to be edited. */
#define RS_TYPE_CLAIM_ROW (rs_claim_row_get_type ())
G_DECLARE_FINAL_TYPE (RsClaimRow, rs_claim_row, RS, CLAIM_ROW, AdwExpanderRow)

GtkWidget *rs_claim_row_new (RsIncidentDraft *draft);
/* Shows the claim at @index of the draft. */
void rs_claim_row_show (RsClaimRow *self, guint index);
void rs_claim_row_flush (RsClaimRow *self);
void rs_claim_row_focus (RsClaimRow *self);

G_END_DECLS
