/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/models/incident-draft.h"

G_BEGIN_DECLS

/* One source of an incident's evidence. Unfolds to be edited; the source is shared by all
 * incidents and claims that name it. */
#define RS_TYPE_SOURCE_ROW (rs_source_row_get_type ())
G_DECLARE_FINAL_TYPE (RsSourceRow, rs_source_row, RS, SOURCE_ROW, AdwExpanderRow)

GtkWidget *rs_source_row_new (RsIncidentDraft *draft);
/* Shows the source with this id. */
void rs_source_row_show (RsSourceRow *self, gint64 source_id);
void rs_source_row_flush (RsSourceRow *self);

G_END_DECLS
