/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The rows of an import on their way to the file: packed blocks of fixes and rejected rows, written
 * in the order they come, in batches, while their hashes are taken. One import at a time. */
typedef struct _RsImportBatch RsImportBatch;

RsImportBatch *rs_import_batch_new (RsStore *store);
void rs_import_batch_free (RsImportBatch *self);

/* Rows are for @import_id from now on, and the hashes begin anew. What waits must be written. */
void rs_import_batch_begin (RsImportBatch *self, gint64 import_id);

/* Packs a block of 1 to RS_FIX_BLOCK_MAX fixes, sorting them by time (stable) if need be. */
gboolean rs_import_batch_add_block (RsImportBatch *self, gint64 vessel_id, RsFix *fixes, guint n,
                                    GError **error);
/* @reason, @text: valid UTF-8, copied. */
gboolean rs_import_batch_add_reject (RsImportBatch *self, guint32 line, const char *reason,
                                     const char *text, GError **error);

/* Writes what waits. Blocks. */
gboolean rs_import_batch_flush (RsImportBatch *self, GError **error);
/* Forgets what waits. */
void rs_import_batch_discard (RsImportBatch *self);

/* (transfer full): hashes of the import's blocks and rejected rows so far, in hex (FORMAT.md). */
char *rs_import_batch_get_blocks_sha256 (RsImportBatch *self);
char *rs_import_batch_get_rejects_sha256 (RsImportBatch *self);

/* Adds to what the hash of the blocks is taken of. */
void rs_import_batch_digest (RsImportBatch *self, const guint8 *bytes, gsize size);

/* What the hashes are taken of; verification takes them again. */
void rs_import_digest_block (GChecksum *checksum, gint64 vessel_id, gint64 n, gint64 from_ms,
                             gint64 to_ms, gconstpointer content, gsize size);
void rs_import_digest_reject (GChecksum *checksum, gint64 line, const char *reason,
                              const char *text);

/* Boxes of some fixes for the area index: one, or two where they lie on both sides of 180 degrees.
 * Times in seconds, cut to 32 bits. */
typedef struct
{
  gint32 west_e7, east_e7, south_e7, north_e7;
  gint32 from_s, to_s;
} RsFixBox;
guint rs_fix_boxes (const RsFix *fixes, guint n, RsFixBox out[2]);
/* The second of a time as the area index has it. */
gint32 rs_fix_box_second (gint64 t_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsImportBatch, rs_import_batch_free)

G_END_DECLS
