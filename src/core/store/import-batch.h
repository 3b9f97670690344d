/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sha256.h"
#include "model/fix.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The rows of an import on their way to the file: blocks of fixes, which some threads pack, and rejected rows; one more thread takes them in the order they were given, hashes them and has them
 * written in batches. Bounded: who gives faster than they are written waits. One import at a time, one
 * giving thread. A failure of writing comes out at a later call. */
typedef struct _RsImportBatch RsImportBatch;

RsImportBatch *rs_import_batch_new (RsStore *store);
/* @cancellable: (nullable): waiting and writing end with %G_IO_ERROR_CANCELLED when it is cancelled.
 * Before the first row. */
void rs_import_batch_set_cancellable (RsImportBatch *self, GCancellable *cancellable);
/* What waits is forgotten. */
void rs_import_batch_free (RsImportBatch *self);

/* Rows are for @import_id from now on, and the hashes begin anew. What waits must be written. */
void rs_import_batch_begin (RsImportBatch *self, gint64 import_id);

/**
 * rs_import_batch_take_buffer:
 *
 * Waits for room.
 *
 * Returns: (transfer none) (nullable): room for RS_FIX_BLOCK_MAX fixes, to be given to the next
 *   rs_import_batch_add_block (); %NULL if writing failed
 */
RsFix *rs_import_batch_take_buffer (RsImportBatch *self, GError **error);

/* The first @n, 1 to RS_FIX_BLOCK_MAX, fixes of the buffer taken last are a block, by time. */
void rs_import_batch_add_block (RsImportBatch *self, gint64 vessel_id, guint n);
/* @reason, @text: valid UTF-8, copied. Waits for room. */
gboolean rs_import_batch_add_reject (RsImportBatch *self, guint32 line, const char *reason,
                                     const char *text, GError **error);

/* Waits until all is written. */
gboolean rs_import_batch_flush (RsImportBatch *self, GError **error);
/* Forgets what waits, and a failure. Waits for what is being written. */
void rs_import_batch_discard (RsImportBatch *self);

/* (transfer full): after a flush: hashes of the import's blocks and rejected rows, in hex (FORMAT.md). */
char *rs_import_batch_get_blocks_sha256 (RsImportBatch *self);
char *rs_import_batch_get_rejects_sha256 (RsImportBatch *self);
/* After a flush: the hash of the blocks goes on with these. */
void rs_import_batch_digest (RsImportBatch *self, const guint8 *bytes, gsize size);

/* What the hashes are taken of; verification takes them again. */
void rs_import_digest_block (RsSha256 *checksum, gint64 vessel_id, gint64 n, gint64 from_ms,
                             gint64 to_ms, gconstpointer content, gsize size);
void rs_import_digest_reject (RsSha256 *checksum, gint64 line, const char *reason, const char *text);

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
