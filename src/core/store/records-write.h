/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/records.h"
#include "store/database.h"

G_BEGIN_DECLS

/* Changes of plain tables, for use inside rs_store_edit (). Values were validated by the caller; the
 * schema refuses what is left. */

/* An id for a new record, never given before. */
gboolean rs_records_allocate (RsDatabase *database, RsRecordKind kind, gint64 *out_id,
                              GError **error);
gboolean rs_records_has (RsDatabase *database, RsRecordKind kind, gint64 id, gboolean *out_found,
                         GError **error);

/* Adds or replaces the record of the id that is in it, with everything in it. Claims, attachments
 * and identities keep the ids that they have in this record, others get new ones. A vessel that was
 * put is the analyst's: imports no longer change its name. A new incident gets the next number. */
gboolean rs_records_put_vessel (RsDatabase *database, const RsVessel *vessel, GError **error);
gboolean rs_records_put_event (RsDatabase *database, const RsEvent *event, GError **error);
gboolean rs_records_put_source (RsDatabase *database, const RsSource *source, GError **error);
gboolean rs_records_put_note (RsDatabase *database, const RsNote *note, GError **error);
gboolean rs_records_put_incident (RsDatabase *database, const RsIncident *incident, GError **error);

gboolean rs_records_delete (RsDatabase *database, RsRecordKind kind, gint64 id, GError **error);

/* An empty value deletes the setting. */
gboolean rs_records_set (RsDatabase *database, const char *key, const char *value, GError **error);

/**
 * rs_records_find_uses:
 * @out_uses: (out) (transfer full): what refers to the source or vessel @id, in words for the user,
 *   "incident 3 “Transfer at sea”, event “Port call”"; %NULL if nothing does
 */
gboolean rs_records_find_uses (RsDatabase *database, RsRecordKind kind, gint64 id, char **out_uses,
                               GError **error);

/**
 * rs_records_find_fixes:
 * @out_files: (out) (transfer full): the imported files that hold fixes of the vessel, in words;
 *   %NULL if none
 */
gboolean rs_records_find_fixes (RsDatabase *database, gint64 vessel_id, char **out_files,
                                GError **error);

/* Writes one identity row; an id of 0 gets a new one. */
gboolean rs_records_put_identity (RsDatabase *database, gint64 vessel_id,
                                  const RsIdentity *identity, GError **error);

/* Sets name, numbers and size of a vessel that no analyst edited from its latest identities. */
gboolean rs_records_update_static (RsDatabase *database, gint64 vessel_id, GError **error);

/* Writes the row of an import; the hashes of its data are "" while it is being heard. */
gboolean rs_records_put_import (RsDatabase *database, const RsImport *import,
                                const char *blocks_sha256, const char *rejects_sha256,
                                GError **error);

/**
 * rs_records_put_new_vessel:
 * @mmsi: 0 none
 * @name: (nullable): %NULL: labelled by its number, and unnamed
 *
 * @identities: (element-type RsIdentity): with their ids; to be written too, and all there will be
 *
 * Writes a vessel that an import brought, with what its identities say: as rs_records_update_static () would
 * find it.
 */
gboolean rs_records_put_new_vessel (RsDatabase *database, gint64 id, guint32 mmsi, const char *name,
                                    gboolean unnamed, const char *flag, gint64 import_id,
                                    const GPtrArray *identities, GError **error);

/* Removes an import: its row, its report, its identities, and the vessels that nothing else speaks of. Its
 * fixes and rejected rows stay in the file, unseen, for undo. */
gboolean rs_records_remove_import (RsDatabase *database, gint64 import_id, GError **error);

G_END_DECLS
