/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/records.h"
#include "store/database.h"

G_BEGIN_DECLS

/* Readers of whole plain tables, for a snapshot. Each appends to a list of the model's records. On
 * failure what was read before stays in the list: that is what a damaged file still gives. */

gboolean rs_records_read_vessels (RsDatabase *database, GPtrArray *out, GError **error);
gboolean rs_records_read_imports (RsDatabase *database, GPtrArray *out, GError **error);
gboolean rs_records_read_events (RsDatabase *database, GPtrArray *out, GError **error);
gboolean rs_records_read_incidents (RsDatabase *database, GPtrArray *out, GError **error);
gboolean rs_records_read_sources (RsDatabase *database, GPtrArray *out, GError **error);
gboolean rs_records_read_notes (RsDatabase *database, GPtrArray *out, GError **error);

/* (transfer full) (element-type utf8 utf8): all settings. */
GHashTable *rs_records_read_settings (RsDatabase *database, GError **error);

/* (transfer full): the identity in the row at hand, all columns of the table from the first on.
 * @out_vessel_id: (out) (optional) */
RsIdentity *rs_records_take_identity (RsStatement *s, gint64 *out_vessel_id);

/* (transfer full) (nullable): one import; %RS_STORE_ERROR_NOT_FOUND if it is not in the case. */
RsImport *rs_records_read_import (RsDatabase *database, gint64 id, GError **error);

/* Whether a rejected row with that reason is wanted. */
typedef gboolean (*RsReasonFunc) (const char *reason, gconstpointer user_data);

/* (transfer full) (element-type RsReject): in file order; import_id 0: of all imports in the case; @wants:
 * (nullable): all; limit: of those that are wanted. */
GPtrArray *rs_records_read_rejects (RsDatabase *database, gint64 import_id, RsReasonFunc wants,
                                    gconstpointer user_data, guint limit, GError **error);

/* (transfer full): the content, checked against its hash: %RS_STORE_ERROR_DAMAGED. */
GBytes *rs_records_read_attachment (RsDatabase *database, gint64 attachment_id, GError **error);

G_END_DECLS
