/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/records.h"

G_BEGIN_DECLS

/* What an analyst changes in one step: a list of records to put and to delete, and a summary that
 * the history and the undo menu show. Built in any thread, applied by rs_case_apply (). */
typedef struct _RsEdit RsEdit;

/* @summary: a whole sentence fragment in the user's language, "Add incident “Transfer at sea”". */
RsEdit *rs_edit_new (const char *summary);
void rs_edit_free (RsEdit *self);
const char *rs_edit_get_summary (const RsEdit *self);

/* Adds (id 0) or replaces (id set) a record, with everything in it: an incident's claims and
 * attachments, a vessel's identities. Takes a copy. Returns an index for rs_edit_get_id (). A new
 * record may be referred to within the same edit by the negative id -(index + 1). */
guint rs_edit_put_vessel (RsEdit *self, const RsVessel *vessel);
guint rs_edit_put_event (RsEdit *self, const RsEvent *event);
guint rs_edit_put_incident (RsEdit *self, const RsIncident *incident);
guint rs_edit_put_source (RsEdit *self, const RsSource *source);
guint rs_edit_put_note (RsEdit *self, const RsNote *note);
void rs_edit_delete (RsEdit *self, RsRecordKind kind, gint64 id);
/* Removes an import with its fixes and rejected rows from the case; undo brings them back. */
void rs_edit_remove_import (RsEdit *self, gint64 import_id);
/* Case settings: "title", "description", "zone", "gap-ms"; RS_FILTER_SETTING and a name: a filter's
 * text, "" deletes it. */
void rs_edit_set (RsEdit *self, const char *key, const char *value);

/* After rs_case_apply (): the id of the record put as @index. */
gint64 rs_edit_get_id (RsEdit *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsEdit, rs_edit_free)

G_END_DECLS
