/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/models/record-item.h"
#include "app/session.h"

G_BEGIN_DECLS

/* A row of two lines for one record in a list: sign, name in bold, the telling detail dim, and
 * what can be done with it. Used again for other items as the list scrolls. A list makes and binds hundreds at a
 * time, of which few are seen, so a row is empty at first and shows what it did before until it is filled.
 *
 * Signals: "stale" (): what it shows is no longer what it should; to be filled. */
#define RS_TYPE_RECORD_ROW (rs_record_row_get_type ())
G_DECLARE_FINAL_TYPE (RsRecordRow, rs_record_row, RS, RECORD_ROW, GtkBox)

GtkWidget *rs_record_row_new (RsRecordKind kind, RsSession *session);
/* @item: (nullable). "stale" unless NULL. */
void rs_record_row_set_item (RsRecordRow *self, RsRecordItem *item);
/* Shows what it should. */
void rs_record_row_fill (RsRecordRow *self);
/* (transfer none) (nullable) */
RsRecordItem *rs_record_row_get_item (RsRecordRow *self);

G_END_DECLS
