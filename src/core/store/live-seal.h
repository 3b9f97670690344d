/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"
#include "model/records.h"
#include "store/database.h"

G_BEGIN_DECLS

/* What the writer of a live source does to the file, statement by statement. All run in the writer
 * thread within the caller's transaction. */

/* The row of an import that begins: empty hashes; its data is marked as not complete. */
gboolean rs_live_put_import (RsDatabase *database, const RsImport *import, GError **error);

/* The case's vessel of that number, or a new one that the import brings. */
gboolean rs_live_find_vessel (RsDatabase *database, guint32 mmsi, const char *country,
                              gint64 import_id, gint64 *out_id, GError **error);

/* A vessel that is known by its number only, brought by the import. */
gboolean rs_live_put_vessel (RsDatabase *database, guint32 mmsi, const char *country,
                             gint64 import_id, gint64 id, GError **error);

/* Writes an identity; with id 0 a new one, whose id is set. One that an analyst changed or removed
 * meanwhile stays as it is. */
gboolean rs_live_put_identity (RsDatabase *database, gint64 vessel_id, RsIdentity *identity,
                               GError **error);

/* Writes a block of 1 to %RS_FIX_BLOCK_MAX fixes in time order; @block_id: (inout): 0 for a new one */
gboolean rs_live_put_block (RsDatabase *database, gint64 import_id, gint64 vessel_id,
                            const RsFix *fixes, guint n, gint64 *block_id, GError **error);

/**
 * rs_live_seal:
 * @import: id, sha256, size, n_read
 * @clock: which clock gave the times, in words
 *
 * Counts what the import has, takes the hashes over it, and marks its data as complete.
 */
gboolean rs_live_seal (RsDatabase *database, const RsImport *import, const char *clock,
                       GError **error);

G_END_DECLS
