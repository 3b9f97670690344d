/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

/* The rows of an import that were rejected, in the order of the file: line, reason, text; a click shows
 * the whole row. Or its positions that are flagged: a click goes there. Above them how many there are by
 * reason, or by flag; a click on a count shows only its rows.
 *
 * Signals: "closed" (): the user is done with it; "visited" (): a position was gone to, which selected
 * its vessel */
#define RS_TYPE_REJECTS_PAGE (rs_rejects_page_get_type ())
G_DECLARE_FINAL_TYPE (RsRejectsPage, rs_rejects_page, RS, REJECTS_PAGE, GtkBox)

GtkWidget *rs_rejects_page_new (RsSession *session);
/* Reads them in a worker. @import_id: 0: of all imports; @reason: (nullable): only those that are counted by
 * it at first (RsReasonCount) */
void rs_rejects_page_show (RsRejectsPage *self, gint64 import_id, const char *reason);
/* @flags: RsFixFlags: positions with one of them; of a single one, the others are counted too */
void rs_rejects_page_show_flagged (RsRejectsPage *self, gint64 import_id, guint flags);

G_END_DECLS
