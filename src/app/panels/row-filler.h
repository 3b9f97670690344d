/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/record-row.h"

G_BEGIN_DECLS

/* Fills the rows of a list view: those in sight as soon as they are stale, all others, of which a list view holds
 * some hundred, a few in each frame, so that neither a new order nor a leap to the end keeps the main loop. Main
 * thread. */
typedef struct _RsRowFiller RsRowFiller;

RsRowFiller *rs_row_filler_new (void);
void rs_row_filler_free (RsRowFiller *self);

/* The view whose rows they are: after its factory is there, before its model has anything. Borrowed. */
void rs_row_filler_set_view (RsRowFiller *self, GtkListView *view);
/* From the factory's "setup" and "teardown": @row is what @list_item shows. */
void rs_row_filler_add (RsRowFiller *self, RsRecordRow *row, GtkListItem *list_item);
void rs_row_filler_remove (RsRowFiller *self, GtkListItem *list_item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsRowFiller, rs_row_filler_free)

G_END_DECLS
