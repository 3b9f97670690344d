/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sha256.h"
#include "model/fix-query.h"
#include "model/undated.h"
#include "store/store.h"

G_BEGIN_DECLS

/* Fixes without a time, in the table undated_block: packed as others are (FORMAT.md), in the order of
 * the file, without an index by area or time. */

/* Writing: the undated fixes of the import being written. One thread. */
typedef struct _RsUndatedWriter RsUndatedWriter;

RsUndatedWriter *rs_undated_writer_new (RsStore *store);
void rs_undated_writer_free (RsUndatedWriter *self);

/* What comes is of @import_id from now on. What waits must be written or discarded. */
void rs_undated_writer_begin (RsUndatedWriter *self, gint64 import_id);

/* Takes a fix whose time is not known; writes blocks as they fill. Memory is bounded. */
gboolean rs_undated_writer_add (RsUndatedWriter *self, gint64 vessel_id, const RsFix *fix,
                                GError **error);

/**
 * rs_undated_writer_end:
 * @out_digest: (out caller-allocates): 32 bytes, the SHA-256 of the import's undated blocks
 * @out_n: (out): fixes in them; for 0 there are no blocks and @out_digest is not set
 *
 * Writes what waits.
 */
gboolean rs_undated_writer_end (RsUndatedWriter *self, guint8 *out_digest, guint64 *out_n,
                                GError **error);

/* Forgets what waits. */
void rs_undated_writer_discard (RsUndatedWriter *self);

/* Reading. */

/**
 * rs_undated_read:
 * @problems: (element-type utf8): gets blocks that cannot be read, which are left out
 *
 * Import indices are as rs_query_fixes () has them.
 *
 * Returns: (transfer full) (nullable) (element-type gint64 RsUndated): those of each vessel that has
 *   any, by its id; keys are the values' own
 */
GHashTable *rs_undated_read (RsDatabase *database, GPtrArray *problems, GError **error);

/* The undated fixes that @query asks for, vessels by id; its times are not looked at. Import indices
 * as rs_query_fixes () has them. */
gboolean rs_undated_query (RsDatabase *database, const RsFixQuery *query, RsFixFunc func,
                           gpointer user_data, GError **error);

/**
 * rs_undated_verify:
 * @checksum: of the import's other blocks; goes on with the undated ones' if there are any
 * @findings: (element-type utf8): gets what is wrong
 * @out_n: (out): fixes found
 */
gboolean rs_undated_verify (RsDatabase *database, gint64 import_id, RsSha256 *checksum,
                            GPtrArray *findings, gint64 *out_n, GError **error);

G_END_DECLS
